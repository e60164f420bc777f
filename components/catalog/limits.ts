/** Limits of AWS that hold for every cache, each with its source. */

/** Nodes of a replication group: the hard limit (ElastiCache user guide, "Quotas"). */
export const MOST_NODES = 500;

/** Nodes of a replication group until AWS raises the quota (ElastiCache user guide, "Quotas"). */
export const NODE_QUOTA = 90;

/** Nodes of a shard, the primary included (CreateReplicationGroup, NumCacheClusters and ReplicasPerNodeGroup). */
export const MOST_NODES_PER_SHARD = 6;

/** Characters of a node's id (CreateCacheCluster, CacheClusterId). */
export const LONGEST_NODE_ID = 50;

/** Minutes of a backup or maintenance window (CreateReplicationGroup). */
export const SHORTEST_WINDOW = 60;

/** Minutes of a maintenance window: "up to 24 hours in duration" (ElastiCache user guide, "Managing maintenance"). */
export const LONGEST_MAINTENANCE_WINDOW = 24 * 60;

/** Days for which automatic backups are kept (CreateReplicationGroup, SnapshotRetentionLimit). */
export const LONGEST_SNAPSHOT_RETENTION = 35;

/** Days for which CloudWatch Logs can keep entries (PutRetentionPolicy); 0 keeps them for ever (AWS provider). */
export const LOG_RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];
