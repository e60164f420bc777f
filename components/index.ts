/** The public surface of the package, and its only entry. */

// A consumer's compiler reads these sources with the consumer's own target, and Pulumi's plugin host with ES2020 where there is no
// tsconfig.json: what they call has to be known there too. Node 20 has all of it.
/// <reference lib="es2022" />

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
