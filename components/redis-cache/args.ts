import type * as pulumi from "@pulumi/pulumi";
import type { CacheAuthArgs } from "../access/args";
import { CacheEngine, ClusterMode } from "../catalog/enums";
import type { CacheAlarmsArgs, CacheLogsArgs } from "../monitoring/args";

export { CacheEngine, ClusterMode };

/** IP versions of the nodes. */
export const NetworkType = {
  /** IPv4 only. */
  IPV4: "ipv4",
  /** IPv6 only; needs IPv6-only subnets. */
  IPV6: "ipv6",
  /** Both; needs dual-stack subnets and an `ipDiscovery`. */
  DUAL_STACK: "dual_stack",
} as const;
export type NetworkType = (typeof NetworkType)[keyof typeof NetworkType];

/** IP version that clients use. */
export const IpDiscovery = {
  /** Host names resolve to IPv4 addresses. */
  IPV4: "ipv4",
  /** Host names resolve to IPv6 addresses. */
  IPV6: "ipv6",
} as const;
export type IpDiscovery = (typeof IpDiscovery)[keyof typeof IpDiscovery];

/** Whether clients can still connect without TLS. */
export const TransitEncryptionMode = {
  /** Clients can connect with or without TLS: the step between off and required for an existing group. */
  PREFERRED: "preferred",
  /** Every client must use TLS. */
  REQUIRED: "required",
} as const;
export type TransitEncryptionMode =
  (typeof TransitEncryptionMode)[keyof typeof TransitEncryptionMode];

/** An ElastiCache backup, or RDB files in S3, that a new group is filled from. Give exactly one of the two. */
export interface RestoreFromArgs {
  /** Name of an ElastiCache backup in the same region. Defaults to none. */
  snapshotName?: string;
  /** ARNs of RDB files in S3, without commas. Defaults to none. */
  snapshotArns?: string[];
}

/** Arguments of RedisCache. Names and values are those of AWS's CreateReplicationGroup, where it has them. */
export interface RedisCacheArgs {
  /**
   * Start of the physical names: those of the replication group, alarms, composite alarm, dashboard and log groups. If
   * it is not the component's name, also those of the subnet group, parameter group, security group and secrets. A
   * change replaces the parameter group, without replacing the cache; an existing subnet group, security group or
   * secret keeps its name. Defaults to the component's name.
   */
  namePrefix?: string;
  /**
   * Id of the replication group: 1 to 40 letters, digits and hyphens. It starts with a letter, and has neither two
   * hyphens in a row nor a hyphen at the end. AWS changes it to lower case. Changing it replaces the group. Defaults to
   * `<namePrefix>-redis`.
   */
  replicationGroupId?: string;
  /** Description of the replication group, 1 to 255 characters. Defaults to a sentence with `namePrefix`. */
  description?: string;
  /** Value of the tag `Project`. Defaults to no tag. */
  project?: string;
  /** Value of the tag `Environment`. Defaults to no tag. */
  environment?: string;
  /** More tags for every child that supports tags. They override `Project` and `Environment`. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;

  /**
   * VPC of the security group that the component makes; required with `allowedSecurityGroupIds` or `allowedCidrBlocks`.
   * Defaults to none.
   */
  vpcId?: pulumi.Input<string>;
  /**
   * Ids of the private data subnets, from which the component makes a subnet group. Defaults to none: AWS then uses its
   * default subnet group.
   */
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Name of an existing subnet group, instead of `subnetIds`. Changing it replaces the group. Defaults to a group made
   * from `subnetIds`.
   */
  subnetGroupName?: pulumi.Input<string>;
  /** Ids of existing security groups to attach. Defaults to none. */
  securityGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Security groups whose members may connect, by a key of your choice. Each becomes an ingress rule for `port` in a
   * security group that the component makes. The keys keep the other rules as they are when you add one. Defaults to
   * none.
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /** CIDR blocks, IPv4 or IPv6, from which clients may connect. Each becomes an ingress rule. Defaults to none. */
  allowedCidrBlocks?: string[];
  /** IP versions of the nodes. Changing it replaces the group. Defaults to `ipv4`. */
  networkType?: NetworkType;
  /** IP version that host names resolve to; required with `dual_stack`. Defaults to the version of `networkType`. */
  ipDiscovery?: IpDiscovery;

  /**
   * Cache engine. A change from Redis to Valkey updates the group in place; a change back replaces it. Defaults to
   * `redis`, or to `valkey` where only Valkey has the given version, parameter group or node type.
   */
  engine?: CacheEngine;
  /**
   * Engine version as `major.minor` (`major.minor.patch` below Redis 6), as a string. It determines the family of the
   * parameter group. It is a minimum within its major version: a newer minor version, to which AWS upgraded the cache,
   * stays. A lower major version replaces the group. Defaults to 7.1 for Redis and 8.1 for Valkey.
   */
  engineVersion?: string;
  /** Node type such as `cache.r6g.large`. Defaults to cache.t3.micro. */
  nodeType?: string;
  /** TCP port, 1 to 65535. Changing it replaces the group. Defaults to 6379. */
  port?: number;
  /**
   * Number of nodes in a group with one shard, including the primary: 1 to 6. Cannot be combined with `numNodeGroups`.
   * Defaults to 2.
   */
  numCacheClusters?: number;
  /**
   * Number of shards, 1 to 500 (AWS's default quota is 90 nodes per cluster). Cannot be combined with
   * `numCacheClusters`. Defaults to none.
   */
  numNodeGroups?: number;
  /** Replicas per shard, 0 to 5. Defaults to 1 when `numNodeGroups` is given. */
  replicasPerNodeGroup?: number;
  /**
   * Cluster mode. Defaults to enabled for more than one shard, for `cluster-enabled: yes` in `parameters`, and for a
   * `default.<family>.cluster.on` parameter group; otherwise to disabled.
   */
  clusterMode?: ClusterMode;
  /** Whether a replica takes over when the primary fails. Defaults to true in cluster mode or with a replica. */
  automaticFailoverEnabled?: boolean;
  /**
   * Whether the nodes of a shard are in different availability zones. Defaults to true with failover, a replica in every
   * shard and more than one subnet.
   */
  multiAzEnabled?: boolean;
  /**
   * Availability zone of each node, starting with the primary; only for a group with one shard. Defaults to AWS's
   * choice.
   */
  preferredCacheClusterAzs?: string[];
  /**
   * Ids of the nodes that the alarms monitor, if the member ids in AWS differ from the computed ones (a group that was
   * changed from cluster mode disabled to enabled may keep its old ids). Defaults to the computed ids.
   */
  nodeIds?: string[];

  /**
   * Parameters of the parameter group that the component makes, names and values as in ElastiCache's documentation.
   * Defaults to `maxmemory-policy: allkeys-lru`, which stays unless you set the policy.
   */
  parameters?: Record<string, string>;
  /** Name of an existing parameter group, instead of `parameters`. Defaults to a group that the component makes. */
  parameterGroupName?: pulumi.Input<string>;

  /** Whether data on disk and in backups is encrypted. Changing it replaces the group. Defaults to true. */
  atRestEncryptionEnabled?: boolean;
  /** ARN of the KMS key for the encryption at rest. Changing it replaces the group. Defaults to a key that AWS owns. */
  kmsKeyId?: pulumi.Input<string>;
  /** Whether clients connect with TLS. Defaults to true. */
  transitEncryptionEnabled?: boolean;
  /** Whether TLS is required or only preferred. Defaults to required when TLS is on. */
  transitEncryptionMode?: TransitEncryptionMode;
  /** How clients authenticate. Defaults to a generated AUTH token in AWS Secrets Manager. */
  auth?: CacheAuthArgs;

  /** Days for which a daily backup is kept, 0 to 35; 0 turns backups off, with a warning. Defaults to 7. */
  snapshotRetentionLimit?: number;
  /**
   * Daily backup window in UTC, `hh:mm-hh:mm`, at least 60 minutes. Defaults to 03:00-05:00, or to the nearest time
   * that does not overlap the given maintenance window.
   */
  snapshotWindow?: string;
  /**
   * Weekly maintenance window in UTC, `ddd:hh:mm-ddd:hh:mm`, at least 60 minutes. Defaults to sun:05:00-sun:09:00, or
   * to the nearest time that does not overlap the given backup window.
   */
  maintenanceWindow?: string;
  /**
   * Name of the backup that AWS takes before it deletes the group. AWS refuses the deletion if a backup of this name
   * exists, so give a new name before each deletion. Defaults to none: the data is deleted with the group.
   */
  finalSnapshotIdentifier?: string;
  /**
   * Backup that a new group is filled from: either an ElastiCache backup or RDB files in S3. It is read only at
   * creation. Removing it later does not replace the cache; to restore into an existing group, give a new
   * `replicationGroupId`. Defaults to an empty cache.
   */
  restoreFrom?: RestoreFromArgs;

  /**
   * Whether AWS applies minor engine upgrades in the maintenance window; for Redis 6.0 or Valkey 7.2 and later.
   * Defaults to true.
   */
  autoMinorVersionUpgrade?: boolean;
  /** Whether changes are applied immediately instead of in the next maintenance window. Defaults to true. */
  applyImmediately?: boolean;
  /**
   * Whether data is tiered to SSD. AWS supports it only on r6gd nodes, and requires it there. Changing it replaces the
   * group. Defaults to true on r6gd nodes, otherwise to false.
   */
  dataTieringEnabled?: boolean;
  /** ARN of the SNS topic for ElastiCache events. Defaults to none. */
  notificationTopicArn?: pulumi.Input<string>;
  /**
   * Path in SSM Parameter Store under which the endpoints, the port, the TLS setting and the ARN of the secret are
   * published, such as `/koneksi/prod/redis`. Defaults to none.
   */
  parameterStorePath?: string;

  /**
   * Whether the component reads the running replication group and checks the change. It then stops a change that AWS
   * refuses or that replaces the cache, and keeps a minor engine version to which AWS upgraded the cache. Each preview
   * and each update makes two read calls and a call for the node's tags, and needs the permissions
   * `elasticache:DescribeReplicationGroups`, `elasticache:DescribeCacheClusters` and
   * `elasticache:ListTagsForResource`; without them the component warns. Defaults to true.
   */
  checkChanges?: boolean;
  /**
   * Whether a change may replace the cache, which deletes its data. Set it for one update only. Defaults to false: a
   * change that is seen to replace the cache is an error.
   */
  allowReplacement?: boolean;

  /** Delivery of the engine's logs. Defaults to off. */
  logs?: CacheLogsArgs;
  /** CloudWatch alarms. Defaults to on. */
  alarms?: CacheAlarmsArgs;

  /**
   * Ids of rules whose errors become warnings; the documentation lists the rules. Use this for a raised quota, or for a
   * change at AWS that this version does not know. Defaults to none.
   */
  ignoreRules?: string[];
}
