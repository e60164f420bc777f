import type * as pulumi from "@pulumi/pulumi";

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

/** How clients prove who they are. */
export const CacheAuthMode = {
  /** One AUTH token for all, kept in AWS Secrets Manager. */
  TOKEN: "token",
  /** ElastiCache users that the component makes. */
  USERS: "users",
  /** An existing ElastiCache user group. */
  USER_GROUP: "userGroup",
  /** An ElastiCache user that authenticates with AWS IAM, without any secret. */
  IAM: "iam",
  /** No authentication: whoever reaches the port may do everything. */
  NONE: "none",
} as const;
export type CacheAuthMode = (typeof CacheAuthMode)[keyof typeof CacheAuthMode];

/** What AWS does with the old token when a new one is set. */
export const AuthTokenUpdateStrategy = {
  /** The new token replaces the old one. */
  SET: "SET",
  /** The new token is added; the old one stays valid until the next SET. */
  ROTATE: "ROTATE",
  /** The token is removed; only together with attaching a user group. */
  DELETE: "DELETE",
} as const;
export type AuthTokenUpdateStrategy =
  (typeof AuthTokenUpdateStrategy)[keyof typeof AuthTokenUpdateStrategy];

/** How an ElastiCache user proves who it is. */
export const CacheUserAuthentication = {
  /** A password that the component generates and keeps in AWS Secrets Manager. */
  PASSWORD: "password",
  /** A signed AWS IAM request; needs Redis 7.0 or Valkey 7.2. */
  IAM: "iam",
  /** Nothing to prove. */
  NO_PASSWORD: "noPassword",
} as const;
export type CacheUserAuthentication =
  (typeof CacheUserAuthentication)[keyof typeof CacheUserAuthentication];

/** Format of a log entry. */
export const CacheLogFormat = {
  /** One JSON object an entry. */
  JSON: "json",
  /** One line of text an entry. */
  TEXT: "text",
} as const;
export type CacheLogFormat = (typeof CacheLogFormat)[keyof typeof CacheLogFormat];

/** Where ElastiCache delivers a log. */
export const CacheLogDestinationType = {
  /** A CloudWatch Logs log group. */
  CLOUDWATCH_LOGS: "cloudwatch-logs",
  /** An Amazon Data Firehose delivery stream. */
  KINESIS_FIREHOSE: "kinesis-firehose",
} as const;
export type CacheLogDestinationType =
  (typeof CacheLogDestinationType)[keyof typeof CacheLogDestinationType];

/** Which alarms are made. */
export const CacheAlarmSet = {
  /** CPU and memory of each node, as in the reference module, and the engine's own CPU. */
  BASIC: "BASIC",
  /** BASIC, and all that a person on call needs: connections, evictions, swap, lag, credits, bandwidth, failed logins. */
  RECOMMENDED: "RECOMMENDED",
} as const;
export type CacheAlarmSet = (typeof CacheAlarmSet)[keyof typeof CacheAlarmSet];

/** One ElastiCache user that the component makes. */
export interface CacheUserArgs {
  /**
   * Id of the user: 1 to 40 letters, digits and hyphens, a letter first. Unique in the account and region.
   * Defaults to `<replicationGroupId>-<key>`.
   */
  userId?: string;
  /**
   * Name that the client logs in with. Changing it replaces the user, which needs a new key or `userId` beside it. A user named
   * `default` that has a password keeps the cache's token as that password. Defaults to the key; an IAM user's name has to equal its
   * id, and defaults to that.
   */
  userName?: string;
  /** What the user may do, as a Redis ACL access string such as `on ~app:* +@read`. */
  accessString: string;
  /** How the user proves who it is. Defaults to `password`. */
  authentication?: CacheUserAuthentication;
}

/** How clients prove who they are, and where the secret is kept. */
export interface CacheAuthArgs {
  /**
   * Kind of authentication. Defaults to `userGroup` when `userGroupIds` is given, to `users` when `users` is given, to `none`
   * (with a warning) when transit encryption is off or only preferred, else to `token`.
   */
  mode?: CacheAuthMode;
  /**
   * An own AUTH token instead of a generated one: 16 to 128 letters, digits and `! & # $ ^ < > -`. Give it as a secret.
   * Defaults to a generated token.
   */
  token?: pulumi.Input<string>;
  /** Version of the token, or of the users' passwords, a whole number from 1; raise it to get new generated ones. Defaults to 1. */
  tokenVersion?: number;
  /**
   * What becomes of the token, or of the users' passwords, in use when they change. Defaults to SET while `tokenVersion` is 1 and to
   * ROTATE above: ROTATE keeps the old one valid until the next update with SET at the same `tokenVersion` retires it. DELETE
   * is for a cache without a token, and needs no saying there: the component sends it by itself.
   */
  updateStrategy?: AuthTokenUpdateStrategy;
  /**
   * Fixed name of the secret in AWS Secrets Manager; with users each has a secret of its own, `<secretName>-<key>`. Defaults to an
   * automatic name, so that a secret that waits for its deletion never collides with a new one.
   */
  secretName?: string;
  /** ARN of the KMS key that encrypts the secret. Defaults to the account's key for AWS Secrets Manager. */
  secretKmsKeyId?: pulumi.Input<string>;
  /** Days for which a deleted secret can be restored: 0, or 7 to 30. Defaults to 30. */
  secretRecoveryWindowInDays?: number;
  /** ElastiCache users to make, by a key of your choice; mode `users`, or the one user of mode `iam`. Defaults to none. */
  users?: Record<string, CacheUserArgs>;
  /** Ids of existing user groups to attach, at most one (a limit of AWS). Defaults to none. */
  userGroupIds?: pulumi.Input<string>[];
}

/** An ElastiCache backup, or RDB files in S3, that the group is first filled from. Exactly one of the two is given. */
export interface RestoreFromArgs {
  /** Name of an ElastiCache backup in the same region. Defaults to none. */
  snapshotName?: string;
  /** ARNs of RDB files in S3, without commas. Defaults to none. */
  snapshotArns?: string[];
}

/** One log of the engine and where it goes. */
export interface CacheLogArgs {
  /** Whether the log is delivered. Defaults to true when the log is given at all. */
  enabled?: boolean;
  /** Format of an entry. Defaults to `json`. */
  format?: CacheLogFormat;
  /** Kind of destination. Defaults to `cloudwatch-logs`. */
  destinationType?: CacheLogDestinationType;
  /**
   * Name of an existing log group or delivery stream. Defaults to a log group that the component makes; a Firehose stream
   * has to be given.
   */
  destination?: pulumi.Input<string>;
  /** Days that a log group of the component keeps entries, one of the values that CloudWatch Logs allows. Defaults to 14. */
  retentionInDays?: number;
  /** ARN of the KMS key that encrypts a log group of the component. Defaults to the service's own encryption. */
  kmsKeyId?: pulumi.Input<string>;
}

/** The two logs of the engine. */
export interface CacheLogsArgs {
  /** Commands slower than `slowlog-log-slower-than`; needs Redis 6.0 or Valkey 7.2. Defaults to off. */
  slowLog?: CacheLogArgs;
  /** The engine's own log; needs Redis 6.2 or Valkey 7.2. Defaults to off. */
  engineLog?: CacheLogArgs;
}

/** What differs from an alarm's row in the table of alarms. */
export interface CacheAlarmOverrideArgs {
  /** Whether the alarm is made. Defaults to what the set says; true brings in an opt-in alarm. */
  enabled?: boolean;
  /** Whether the alarm notifies and counts in the composite. Defaults to true, save where the table says otherwise. */
  notify?: boolean;
  /** Threshold in the metric's unit. Defaults to the table's. */
  threshold?: number;
  /** Length of a period in seconds, a multiple of 60. Defaults to the table's. */
  periodSeconds?: number;
  /** Number of the latest periods that are looked at. Defaults to the table's. */
  evaluationPeriods?: number;
  /** Number of those periods that must breach. Defaults to the table's, or to `evaluationPeriods` when that is given. */
  datapointsToAlarm?: number;
}

/** An alarm of your own on a metric of the namespace AWS/ElastiCache, one for each node. */
export interface CacheCustomAlarmArgs {
  /** Name of the metric, such as `NewConnections`. */
  metricName: string;
  /** Threshold in the metric's unit. */
  threshold: number;
  /** CloudWatch's name of the comparison. Defaults to GreaterThanThreshold. */
  comparisonOperator?: string;
  /** CloudWatch's name of the statistic: Average, Maximum, Minimum, Sum, SampleCount, or a percentile such as p99. Defaults to Average. */
  statistic?: string;
  /** Length of a period in seconds, a multiple of 60. Defaults to 300. */
  periodSeconds?: number;
  /** Number of the latest periods that are looked at. Defaults to 2. */
  evaluationPeriods?: number;
  /** Number of those periods that must breach. Defaults to `evaluationPeriods`. */
  datapointsToAlarm?: number;
  /** CloudWatch's treatment of missing data: missing, notBreaching, breaching, ignore. Defaults to missing. */
  treatMissingData?: string;
  /** Whether the alarm notifies and counts in the composite. Defaults to true. */
  notify?: boolean;
  /** What the alarm means and the first thing to do. Defaults to a sentence made from the metric and the threshold. */
  description?: string;
}

/** CloudWatch alarms, one for each metric and node. */
export interface CacheAlarmsArgs {
  /** Whether alarms are made. Defaults to true. */
  enabled?: boolean;
  /** Which alarms are made. Defaults to RECOMMENDED. */
  set?: CacheAlarmSet;
  /** ARNs notified when an alarm fires, at most 5 (a limit of CloudWatch). Defaults to none, with a warning. */
  actionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs notified when an alarm recovers, at most 5. Defaults to none. */
  okActionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs notified when an alarm lacks data, at most 5. Defaults to none. */
  insufficientDataActionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** What differs from the table of alarms, by the alarm's key, such as `cpu`. Defaults to nothing. */
  overrides?: Record<string, CacheAlarmOverrideArgs>;
  /** Alarms of your own, by a key of your choice. Defaults to none. */
  custom?: Record<string, CacheCustomAlarmArgs>;
  /** Whether one composite alarm for the cache notifies instead of the alarms below it. Defaults to false. */
  composite?: boolean;
  /** Whether a CloudWatch dashboard is made. Defaults to false. */
  dashboard?: boolean;
  /**
   * Where your people on call find the runbook, such as https://wiki.example.com/redis: each alarm's description ends with this and the
   * anchor of its heading. At most 256 characters. Defaults to docs/runbook.md, its place in the repository of this package.
   */
  runbookUrl?: string;
}

/** Arguments of RedisCache. Names and values are those of AWS's CreateReplicationGroup where it has one. */
export interface RedisCacheArgs {
  /**
   * Prefix of the fixed physical names: replication group, alarms, composite, dashboard, log groups. Defaults to the
   * component's name.
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
