import * as pulumi from "@pulumi/pulumi";
import { cacheArgs } from "./cache-args";
import { RedisCache, presentOutputs } from "./components";
import { readSettings } from "./settings";

const settings = readSettings(pulumi.runtime.allConfig(), { stack: pulumi.getStack() });
const cache = new RedisCache(settings.name, cacheArgs(settings), { protect: settings.protect });

export = presentOutputs({
  primaryEndpointAddress: cache.primaryEndpointAddress,
  readerEndpointAddress: cache.readerEndpointAddress,
  configurationEndpointAddress: cache.configurationEndpointAddress,
  port: cache.port,
  replicationGroupId: cache.replicationGroupId,
  authSecretArn: cache.authSecretArn,
  securityGroupId: cache.securityGroupId,
  iamConnectPolicy: cache.iamConnectPolicy,
  connection: cache.connection,
  alarms: cache.alarms,
});
