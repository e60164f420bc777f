import type * as pulumi from "@pulumi/pulumi";
import type { CacheAuthArgs } from "../access/args";
import { CacheEngine, ClusterMode } from "../catalog/enums";
import type { CacheAlarmsArgs, CacheLogsArgs } from "../monitoring/args";

export { CacheEngine, ClusterMode };

/** IP versions that the group's nodes speak. */
export const NetworkType = {
  /** IPv4 only. */
  IPV4: "ipv4",
  /** IPv6 only; needs IPv6-only subnets. */
  IPV6: "ipv6",
  /** Both; needs dual-stack subnets and an `ipDiscovery`. */
  DUAL_STACK: "dual_stack",
} as const;
export type NetworkType = (typeof NetworkType)[keyof typeof NetworkType];

/** IP version that clients are told to use. */
export const IpDiscovery = {
  /** Host names resolve to IPv4 addresses. */
  IPV4: "ipv4",
  /** Host names resolve to IPv6 addresses. */
  IPV6: "ipv6",
} as const;
export type IpDiscovery = (typeof IpDiscovery)[keyof typeof IpDiscovery];

/** Whether clients without TLS are still served. */
export const TransitEncryptionMode = {
  /** Clients may connect with or without TLS: the step between off and required on a running group. */
  PREFERRED: "preferred",
  /** Every client must use TLS. */
  REQUIRED: "required",
} as const;
export type TransitEncryptionMode =
  (typeof TransitEncryptionMode)[keyof typeof TransitEncryptionMode];

/** An ElastiCache backup, or RDB files in S3, that the group is first filled from. Exactly one of the two is given. */
export interface RestoreFromArgs {
  /** Name of an ElastiCache backup in the same region. Defaults to none. */
  snapshotName?: string;
  /** ARNs of RDB files in S3, without commas. Defaults to none. */
  snapshotArns?: string[];
}

/** Arguments of RedisCache. Names and values are those of AWS's CreateReplicationGroup where it has one. */
export interface RedisCacheArgs {
  /**
   * Start of the physical names: those of the replication group, alarms, composite, dashboard and log groups and, where it is not the
   * component's name, those of the subnet group, parameter group, security group and secrets. A change replaces the parameter group,
   * without replacing the cache; an existing subnet group, security group or secret keeps its name. Defaults to the component's name.
   */
  namePrefix?: string;
  /**
   * Id of the replication group: 1 to 40 letters, digits and hyphens, a letter first, no two hyphens in a row and none at
   * the end; AWS lower-cases it. Changing it replaces the group. Defaults to `<namePrefix>-redis`.
   */
  replicationGroupId?: string;
  /** Description of the replication group, 1 to 255 characters. Defaults to a sentence with `namePrefix`. */
  description?: string;
  /** Value of the tag Project. Defaults to no such tag. */
  project?: string;
  /** Value of the tag Environment. Defaults to no such tag. */
  environment?: string;
  /** Further tags for every child that takes tags; they win over Project and Environment. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;

  /** VPC of the security group that the component makes; needed with `allowedSecurityGroupIds` or `allowedCidrBlocks`. Defaults to none. */
  vpcId?: pulumi.Input<string>;
  /** Ids of the private data subnets, from which the component makes a subnet group. Defaults to none, and then to AWS's default group. */
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Name of an existing subnet group instead. Changing it replaces the group. Defaults to one made from `subnetIds`. */
  subnetGroupName?: pulumi.Input<string>;
  /** Ids of existing security groups to attach. Defaults to none. */
  securityGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Security groups whose members may connect, by a key of your choice: each becomes one ingress rule on `port` of a security
   * group that the component makes. Keyed so that adding one never renames another. Defaults to none.
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /** CIDR blocks, IPv4 or IPv6, from which clients may connect; one ingress rule each. Defaults to none. */
  allowedCidrBlocks?: string[];
  /** IP versions of the nodes. Changing it replaces the group. Defaults to `ipv4`. */
  networkType?: NetworkType;
  /** IP version that host names resolve to; required with `dual_stack`. Defaults to the network type's own. */
  ipDiscovery?: IpDiscovery;

  /** Cache engine. Redis to Valkey is an update in place; the way back replaces the group. Defaults to `redis`. */
  engine?: CacheEngine;
  /**
   * Engine version as `major.minor` (`major.minor.patch` below Redis 6), as a string. Decides the parameter family. A lower
   * version than the running one replaces the group. Defaults to 7.1 for Redis and 8.1 for Valkey.
   */
  engineVersion?: string;
  /** Node type such as `cache.r6g.large`. Defaults to cache.t3.micro. */
  nodeType?: string;
  /** TCP port, 1 to 65535. Changing it replaces the group. Defaults to 6379. */
  port?: number;
  /** Number of nodes of a group with one shard, primary included: 1 to 6. Excludes `numNodeGroups`. Defaults to 2. */
  numCacheClusters?: number;
  /** Number of shards, 1 to 500 (AWS's default quota is 90 nodes in all). Excludes `numCacheClusters`. Defaults to none. */
  numNodeGroups?: number;
  /** Replicas in each shard, 0 to 5. Defaults to 1 when `numNodeGroups` is given. */
  replicasPerNodeGroup?: number;
  /**
   * Cluster mode. Defaults to enabled for more than one shard, for `cluster-enabled: yes` among the parameters, and for a
   * `default.<family>.cluster.on` parameter group; else to disabled.
   */
  clusterMode?: ClusterMode;
  /** Whether a replica takes over when a primary fails. Defaults to true in cluster mode or with a replica. */
  automaticFailoverEnabled?: boolean;
  /** Whether the nodes of a shard stand in different availability zones. Defaults to true when failover is on and every shard has a replica. */
  multiAzEnabled?: boolean;
  /** Availability zone of each node, primary first; one shard only. Defaults to AWS's choice. */
  preferredCacheClusterAzs?: string[];
  /**
   * Ids of the nodes that alarms watch, where AWS's member ids differ from the computed ones (a group that was moved from cluster
   * mode disabled to enabled may keep its old ids). Defaults to the computed ids.
   */
  nodeIds?: string[];

  /**
   * Parameters of the parameter group that the component makes, names and values as in ElastiCache's documentation.
   * Defaults to `maxmemory-policy: allkeys-lru`, which stays unless the policy is given.
   */
  parameters?: Record<string, string>;
  /** Name of an existing parameter group instead; excludes `parameters`. Defaults to a group that the component makes. */
  parameterGroupName?: pulumi.Input<string>;

  /** Whether data on disk and in backups is encrypted. Changing it replaces the group. Defaults to true. */
  atRestEncryptionEnabled?: boolean;
  /** ARN of the KMS key for the encryption at rest. Changing it replaces the group. Defaults to a key that AWS owns. */
  kmsKeyId?: pulumi.Input<string>;
  /** Whether clients connect with TLS. Defaults to true. */
  transitEncryptionEnabled?: boolean;
  /** Whether TLS is required or only preferred. Defaults to required when TLS is on. */
  transitEncryptionMode?: TransitEncryptionMode;
  /** How clients prove who they are. Defaults to a generated AUTH token in AWS Secrets Manager. */
  auth?: CacheAuthArgs;

  /** Days that a daily backup is kept, 0 to 35; 0 turns backups off, with a warning. Defaults to 7. */
  snapshotRetentionLimit?: number;
  /** Daily backup window in UTC, `hh:mm-hh:mm`, at least 60 minutes. Defaults to 03:00-05:00, or the nearest slot free of a given maintenance window. */
  snapshotWindow?: string;
  /**
   * Weekly maintenance window in UTC, `ddd:hh:mm-ddd:hh:mm`, at least 60 minutes. Defaults to sun:05:00-sun:09:00, or the nearest
   * slot free of a given backup window.
   */
  maintenanceWindow?: string;
  /**
   * Name of the backup that AWS takes before it deletes the group. AWS refuses the deletion while there is a backup of that name: give
   * another one before the next deletion. Defaults to none: the data goes with the group.
   */
  finalSnapshotIdentifier?: string;
  /**
   * Backup that the group is first filled from. Read at creation only: removing it later never replaces the cache, and restoring
   * into a running group means a new `replicationGroupId`. Defaults to an empty cache.
   */
  restoreFrom?: RestoreFromArgs;

  /** Whether AWS applies minor engine upgrades in the maintenance window; Redis 6.0 or Valkey 7.2 and later. Defaults to true. */
  autoMinorVersionUpgrade?: boolean;
  /** Whether changes are made at once and not in the next maintenance window. Defaults to true. */
  applyImmediately?: boolean;
  /** Whether data is tiered to SSD; AWS has it on r6gd only, and always there. Changing it replaces the group. Defaults to true on r6gd, else to false. */
  dataTieringEnabled?: boolean;
  /** ARN of the SNS topic for ElastiCache's own events. Defaults to none. */
  notificationTopicArn?: pulumi.Input<string>;
  /** Path in SSM Parameter Store under which endpoints, port, TLS flag and secret ARN are published, such as `/koneksi/prod/redis`. Defaults to none. */
  parameterStorePath?: string;

  /** Delivery of the engine's logs. Defaults to off. */
  logs?: CacheLogsArgs;
  /** CloudWatch alarms. Defaults to on. */
  alarms?: CacheAlarmsArgs;

  /**
   * Ids of rules whose errors become warnings, from the table of rules in the documentation, so that no refusal of the component is a
   * dead end (a raised quota, a fact of AWS that changed). Defaults to none.
   */
  ignoreRules?: string[];
}
