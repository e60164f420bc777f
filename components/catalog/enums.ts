/** AWS's words for what every kind of cache says of itself, to its clients too. */

/** The cache engine, in AWS's words. */
export const CacheEngine = {
  /** Redis OSS. */
  REDIS: "redis",
  /** Valkey, the open fork that AWS recommends and bills 20 % lower than Redis OSS. */
  VALKEY: "valkey",
} as const;
export type CacheEngine = (typeof CacheEngine)[keyof typeof CacheEngine];

/** Whether the keyspace is split over shards. */
export const ClusterMode = {
  /** One shard, reached through a primary and a reader endpoint. */
  DISABLED: "disabled",
  /** Both kinds of client can connect: the step between disabled and enabled on a running group. */
  COMPATIBLE: "compatible",
  /** Any number of shards, reached through the configuration endpoint by a cluster client. */
  ENABLED: "enabled",
} as const;
export type ClusterMode = (typeof ClusterMode)[keyof typeof ClusterMode];
