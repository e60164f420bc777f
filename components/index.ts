/** The public surface of the package, and its only entry. */

export { presentOutputs } from "./absent";
export { type AlarmTopicArgs, createAlarmTopic } from "./alarm-topic";
export type { CacheAlarm } from "./alarms";
export * from "./args";
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
} from "./connection";
export { type ConsumerAccessArgs, allowConsumer } from "./consumer-access";
export { type Problem, type Severity, ConfigurationError } from "./problem";
export { RedisCache } from "./redis-cache";
