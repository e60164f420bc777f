import * as pulumi from "@pulumi/pulumi";
import { createAlarmTopic, RedisCache, type RedisCacheArgs } from "../../../components";

/** A cache with the project's name. The stack configuration sets its arguments, protection and alarm topic. */
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
