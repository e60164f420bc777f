import * as pulumi from "@pulumi/pulumi";
import { createAlarmTopic, RedisCache, type RedisCacheArgs } from "../../../components";

/** A cache with the project's name. Its arguments, its protection and who is told of its alarms are the stack's configuration. */
const config = new pulumi.Config();
const { alarms, ...args } = config.requireObject<RedisCacheArgs>("args");
const emails = config.getObject<string[]>("emails") ?? [];
const protect = config.getBoolean("protect") ?? false;
const actionArns =
  emails.length === 0 ? [] : [createAlarmTopic("alarms", { emails }, { protect }).arn];

const cache = new RedisCache(
  pulumi.getProject(),
  { ...args, alarms: { enabled: false, ...alarms, actionArns } },
  { protect },
);

export const connection = cache.connection;
