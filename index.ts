import * as pulumi from "@pulumi/pulumi";
import { cacheArgs } from "./program/cache-args";
import { RedisCache, presentOutputs } from "./components";
import { alarmSummary } from "./components/monitoring/alarms";
import { readSettings } from "./program/settings";

// Pulumi's type declarations do not have this function.
const { isConfigSecret } = pulumi.runtime as unknown as {
  isConfigSecret: (key: string) => boolean;
};

const settings = readSettings(pulumi.runtime.allConfig(), {
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  isSecret: isConfigSecret,
});
for (const { path, reason } of settings.warnings) void pulumi.log.warn(`${path}: ${reason}`);
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
  alarms: cache.alarms.apply(alarmSummary),
});
