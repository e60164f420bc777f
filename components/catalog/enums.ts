/** Values of AWS that describe every kind of cache, also to its clients. */

/** The cache engine, by AWS's name. */
export const CacheEngine = {
  /** Redis OSS. */
  REDIS: "redis",
  /** Valkey, the open-source fork that AWS recommends. It costs 20 % less than Redis OSS. */
  VALKEY: "valkey",
} as const;
export type CacheEngine = (typeof CacheEngine)[keyof typeof CacheEngine];

/** Whether the keys are distributed over shards. */
export const ClusterMode = {
  /** One shard, reached through a primary and a reader endpoint. */
  DISABLED: "disabled",
  /** Cluster clients and other clients can connect: the step between disabled and enabled for an existing group. */
  COMPATIBLE: "compatible",
  /** Any number of shards, reached through the configuration endpoint by a cluster client. */
  ENABLED: "enabled",
} as const;
export type ClusterMode = (typeof ClusterMode)[keyof typeof ClusterMode];
