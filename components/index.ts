/** The public surface of the package, and its only entry. */

export { presentOutputs } from "./pulumi/optional-output";
export { type AlarmTopicArgs, createAlarmTopic } from "./monitoring/alarm-topic";
export type { CacheAlarm } from "./monitoring/alarms";
export * from "./access/args";
export * from "./monitoring/args";
export * from "./redis-cache/args";
export {
  type CacheConnection,
  type CacheConnectionUser,
  type ContainerEnvironment,
  type ContainerEnvironmentOptions,
  type ContainerEnvironmentOutput,
  type ContainerSecret,
  type ContainerVariable,
  connectionUrl,
  containerEnvironment,
  readConnection,
} from "./connection/connection";
export { type ConsumerAccessArgs, allowConsumer } from "./access/consumer-access";
export { type Problem, type Severity, ConfigurationError } from "./checking/problem";
export { RedisCache } from "./redis-cache/redis-cache";
