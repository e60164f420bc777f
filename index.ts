import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "./components";
import { cacheArgs } from "./network";
import { readSettings } from "./settings";

const settings = readSettings(pulumi.runtime.allConfig(), { stack: pulumi.getStack() });
const cache = new RedisCache(settings.name, cacheArgs(settings), { protect: settings.protect });

export const primaryEndpointAddress = cache.primaryEndpointAddress;
export const readerEndpointAddress = cache.readerEndpointAddress;
export const configurationEndpointAddress = cache.configurationEndpointAddress;
export const port = cache.port;
export const replicationGroupId = cache.replicationGroupId;
export const authSecretArn = cache.authSecretArn;
export const securityGroupId = cache.securityGroupId;
export const connection = cache.connection;
