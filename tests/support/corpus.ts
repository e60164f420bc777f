/** A reported configuration, reduced to the relevant arguments. */
export interface Reported {
  /** Source of AWS's answer. */
  readonly source: string;
  readonly args: object;
}

export interface Refused extends Reported {
  /** Error message of AWS. */
  readonly said: string;
  /** Argument that our error must name. */
  readonly names: string;
}

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const TOKEN = "abcdefgh1234567890";

/** Configurations of users that AWS refused, or its provider in a plan. */
export const refused: readonly Refused[] = [
  {
    source: "hashicorp/terraform#11269",
    said: "Expected a parameter group of family redis3.2 but found one of family redis2.8",
    args: { engine: "redis", engineVersion: "3.2.4", parameterGroupName: "default.redis2.8" },
    names: "parameterGroupName",
  },
  {
    source: "hashicorp/terraform-provider-aws#27709",
    said: "Expected a parameter group of family redis7 but found one of family redis5.0",
    args: { engine: "redis", engineVersion: "7.0", parameterGroupName: "default.redis5.0" },
    names: "parameterGroupName",
  },
  {
    source: "hashicorp/terraform-provider-aws#44820",
    said: "Expected a parameter group of family valkey8 but found one of family valkey7",
    args: { engine: "valkey", engineVersion: "8.0", parameterGroupName: "default.valkey7" },
    names: "parameterGroupName",
  },
  {
    source: "ministryofjustice/cloud-platform-environments#2272",
    said: "CacheParameterGroup not found: default.redis5.0.6",
    args: { engineVersion: "5.0.6", parameterGroupName: "default.redis5.0.6" },
    names: "parameterGroupName",
  },
  {
    source: "azavea/terraform-aws-redis-elasticache#12",
    said: "CacheParameterGroup not found: redis3.2",
    args: { engineVersion: "3.2.4", parameterGroupName: "redis3.2" },
    names: "parameterGroupName",
  },
  {
    source: "aws-controllers-k8s/community#1513",
    said: "Use a parameter group with cluster-enabled parameter to create more than one node group",
    args: { parameterGroupName: "default.redis7", numNodeGroups: 2, replicasPerNodeGroup: 1 },
    names: "parameterGroupName",
  },
  {
    source: "hashicorp/terraform-provider-aws#32252",
    said: "engine_version: 7.x is invalid",
    args: { engine: "redis", engineVersion: "7.x" },
    names: "engineVersion",
  },
  {
    source: "hashicorp/terraform-provider-aws#27708",
    said: "engine_version: 5.x is invalid",
    args: { engine: "redis", engineVersion: "5.x" },
    names: "engineVersion",
  },
  {
    source: "ministryofjustice/cloud-platform-environments#5719",
    said: "When using automatic failover, there must be at least 2 cache clusters in the replication group",
    args: { numCacheClusters: 1, automaticFailoverEnabled: true },
    names: "numCacheClusters",
  },
  {
    source: "hashicorp/terraform-provider-aws#2730",
    said: "Redis with cluster mode enabled cannot be created with auto failover turned off",
    args: {
      parameterGroupName: "default.redis3.2.cluster.on",
      engineVersion: "3.2.10",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: false,
    },
    names: "automaticFailoverEnabled",
  },
  {
    source: "aws-cloudformation/aws-cloudformation-templates#487",
    said: "Redis with cluster mode enabled cannot be created with auto failover turned off",
    args: { numNodeGroups: 2, replicasPerNodeGroup: 0, automaticFailoverEnabled: false },
    names: "automaticFailoverEnabled",
  },
  {
    source: "hashicorp/terraform-provider-aws#1271",
    said: "PreferredCacheClusterAZs can only be specified for one node group",
    args: {
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
    },
    names: "preferredCacheClusterAzs",
  },
  {
    source: "hashicorp/terraform#17247",
    said: "The snapshot window and maintenance window must not overlap",
    args: {
      snapshotRetentionLimit: 0,
      snapshotWindow: "06:30-07:30",
      maintenanceWindow: "mon:06:00-mon:07:00",
    },
    names: "maintenanceWindow",
  },
  {
    source: "hashicorp/terraform-provider-aws#2153",
    said: "Snapshot window must be at least 60 minutes",
    args: { snapshotWindow: "05:00-05:30" },
    names: "snapshotWindow",
  },
  {
    source: "cloudposse/terraform-aws-elasticache-redis#157",
    said: "When using the cache.r6gd.2xlarge node type, you must enable data tiering",
    args: { nodeType: "cache.r6gd.2xlarge", engineVersion: "6.2", dataTieringEnabled: false },
    names: "dataTieringEnabled",
  },
  {
    source: "magenx/Magento-2-aws-cluster-terraform#43",
    said: "Invalid AuthToken provided",
    args: { auth: { token: "Pass%word*With(Specials)" } },
    names: "auth.token",
  },
  {
    source: "hashicorp/terraform-provider-aws#42966",
    said: "User group based access control requires encryption-in-transit to be enabled",
    args: { transitEncryptionEnabled: false, auth: { userGroupIds: ["team"] } },
    names: "auth.userGroupIds",
  },
  {
    source: "cloudposse/terraform-aws-elasticache-redis#239",
    said: "Transit encryption preferred is not supported with redis access control",
    args: { transitEncryptionMode: "preferred", auth: { token: TOKEN } },
    names: "transitEncryptionMode",
  },
  {
    source: "cloudposse/terraform-aws-elasticache-redis#231",
    said: "Transit encryption mode is not supported for engine version 6.2.6. Please use engine version 7.0.5 or higher",
    args: { engineVersion: "6.2", transitEncryptionMode: "preferred" },
    names: "transitEncryptionMode",
  },
  {
    source: "terraform-aws-modules/terraform-aws-vpc#193",
    said: "The parameter CacheSubnetGroupName is not a valid identifier",
    args: { subnetGroupName: "inecom_web_vpc" },
    names: "subnetGroupName",
  },
  {
    source: "hashicorp/terraform-provider-aws#38493",
    said: "the number of cache clusters must be specified and must match the number of preferred availability zones",
    args: { numCacheClusters: 3, preferredCacheClusterAzs: ["us-east-1a", "us-east-1b"] },
    names: "preferredCacheClusterAzs",
  },
  {
    source: "cloudposse/terraform-aws-elasticache-redis#240",
    said: "To modify transit encryption mode, set encryption-in-transit as enabled",
    args: { transitEncryptionEnabled: false, transitEncryptionMode: "required" },
    names: "transitEncryptionMode",
  },
  {
    source: "hashicorp/terraform-provider-aws#46443",
    said: "slow-log log delivery is not available for this redis engine version",
    args: { engine: "redis", engineVersion: "5.0.6", logs: { slowLog: { destination: "/redis" } } },
    names: "logs.slowLog",
  },
  {
    source: "pulumi/pulumi-aws#2343",
    said: "Slots must be provided when restoring from snapshot ARNs with cluster mode enabled",
    args: {
      engineVersion: "6.x",
      numNodeGroups: 4,
      parameterGroupName: "default.redis6.x.cluster.on",
      kmsKeyId: KEY,
      restoreFrom: { snapshotArns: ["arn:aws:s3:::bucket/1.rdb", "arn:aws:s3:::bucket/2.rdb"] },
    },
    names: "restoreFrom.snapshotArns",
  },
  {
    source: "cloudposse/terraform-aws-elasticache-redis#164",
    said: "invalid value for replication_group_id (must contain only alphanumeric characters and hyphens)",
    args: { replicationGroupId: "team_redis" },
    names: "replicationGroupId",
  },
  {
    source: "hashicorp/terraform#12127",
    said: "Tagging not available right now. Please try your query without tags",
    args: { tags: { team: "{var.team_name}" } },
    names: "tags.team",
  },
  {
    source: "hashicorp/terraform-provider-aws#8389",
    said: "apply failure when creating elasticache cluster with tags",
    args: {
      engineVersion: "4.0.10",
      nodeType: "cache.r4.large",
      tags: { Name: "cluster_redis", Role: "clustered redis (video)" },
    },
    names: "tags.Role",
  },
  {
    source: "terraform-aws-modules/terraform-aws-elasticache#65",
    said: "User Id and User name must be same for authentication type: iam",
    args: {
      engine: "valkey",
      auth: {
        users: {
          default: {
            userId: "app-default",
            userName: "default",
            accessString: "on ~* +@all",
            authentication: "iam",
          },
        },
      },
    },
    names: "auth.users.default.userName",
  },
];

/** Configurations that AWS accepts although they look wrong. */
export const accepted: readonly Reported[] = [
  {
    source: "hashicorp/terraform-provider-aws#18522: one shard, no replica, failover on",
    args: {
      parameterGroupName: "default.redis6.x.cluster.on",
      engineVersion: "6.x",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: true,
      multiAzEnabled: false,
    },
  },
  {
    source:
      "hashicorp/terraform-provider-aws#18522, with an existing parameter group that enables cluster mode",
    args: {
      parameterGroupName: "redis-6x-cluster-on",
      engineVersion: "6.x",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: true,
      multiAzEnabled: false,
    },
  },
  {
    source: "policy libraries based on the provider's example: encryption without a version",
    args: {
      atRestEncryptionEnabled: true,
      automaticFailoverEnabled: true,
      preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
      nodeType: "cache.m4.large",
      numCacheClusters: 2,
      parameterGroupName: "default.redis3.2",
      snapshotRetentionLimit: 5,
    },
  },
  {
    source: "provider documentation: two nodes in two zones, an old family, no version",
    args: {
      automaticFailoverEnabled: true,
      preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
      replicationGroupId: "tf-rep-group-1",
      nodeType: "cache.m4.large",
      numCacheClusters: 2,
      parameterGroupName: "default.redis3.2",
      port: 6379,
    },
  },
  {
    source:
      "ministryofjustice/cloud-platform-environments#43207: nodes counted, a cluster.on group",
    args: {
      engine: "valkey",
      parameterGroupName: "default.valkey9.cluster.on",
      numCacheClusters: 2,
    },
  },
  {
    source: "aws-controllers-k8s/community#2299: windows that meet at midnight, retention 0",
    args: {
      parameterGroupName: "default.redis7.cluster.on",
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      maintenanceWindow: "fri:00:00-fri:07:00",
      snapshotWindow: "23:00-00:00",
      snapshotRetentionLimit: 0,
      auth: { userGroupIds: ["team"] },
    },
  },
  {
    source:
      "the provider's acceptance tests: one shard of a group without cluster mode, no failover",
    args: {
      nodeType: "cache.t2.medium",
      engineVersion: "6.x",
      parameterGroupName: "default.redis6.x",
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: false,
    },
  },
  {
    source: "the provider's acceptance tests: shards with IPv6 discovery on a dual stack",
    args: {
      nodeType: "cache.t3.small",
      parameterGroupName: "default.redis7.cluster.on",
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      networkType: "dual_stack",
      ipDiscovery: "ipv6",
    },
  },
  {
    source: "the provider's acceptance tests: TLS preferred on Redis 7.0 without a patch",
    args: {
      nodeType: "cache.t2.micro",
      numCacheClusters: 1,
      engineVersion: "7.0",
      parameterGroupName: "default.redis7",
      transitEncryptionMode: "preferred",
    },
  },
  {
    source:
      "the provider's acceptance tests: cluster mode compatible with a cluster.on parameter group",
    args: {
      nodeType: "cache.t2.medium",
      clusterMode: "compatible",
      engineVersion: "7.1",
      parameterGroupName: "default.redis7.cluster.on",
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
    },
  },
  {
    source: "the provider's acceptance tests: Valkey not encrypted at rest",
    args: {
      engine: "valkey",
      nodeType: "cache.t4g.small",
      numCacheClusters: 1,
      atRestEncryptionEnabled: false,
    },
  },
  {
    source: "user guide: two shards",
    args: { numNodeGroups: 2, replicasPerNodeGroup: 2, automaticFailoverEnabled: true },
  },
  {
    source: "repeated zones, T2 with failover and Multi-AZ",
    args: {
      nodeType: "cache.t2.micro",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      preferredCacheClusterAzs: ["ap-northeast-1a", "ap-northeast-1a"],
    },
  },
  {
    source: "names and days in upper case, empty strings for unset arguments",
    args: {
      replicationGroupId: "My-Cache",
      parameterGroupName: "Default.Redis7",
      maintenanceWindow: "Mon:22:00-MON:23:00",
      snapshotWindow: "",
      kmsKeyId: "",
      subnetGroupName: "",
      notificationTopicArn: "",
      finalSnapshotIdentifier: "",
    },
  },
  {
    source: "a key id instead of an ARN, TLS preferred without authentication",
    args: {
      kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
      transitEncryptionMode: "preferred",
    },
  },
  {
    source: "cluster mode compatible at creation, Valkey without a version",
    args: { engine: "valkey", clusterMode: "compatible", replicasPerNodeGroup: 1 },
  },
  {
    source: "an old version and node type that AWS still runs",
    args: {
      engineVersion: "3.2.10",
      nodeType: "cache.m3.medium",
      atRestEncryptionEnabled: false,
      transitEncryptionEnabled: false,
      parameters: { "close-on-slave-write": "no", "hash-max-ziplist-entries": "512" },
    },
  },
  {
    source: "activerehashing in a new redis6.x group, cluster-enabled set to no",
    args: { engineVersion: "6.2", parameters: { activerehashing: "yes", "cluster-enabled": "no" } },
  },
  {
    source: "both logs to one group",
    args: {
      logs: {
        slowLog: { destination: "/elasticache/redis", format: "text" },
        engineLog: { destination: "/elasticache/redis" },
      },
    },
  },
  {
    source: "one node with every feature turned off",
    args: {
      numCacheClusters: 1,
      multiAzEnabled: false,
      automaticFailoverEnabled: false,
      transitEncryptionEnabled: false,
      atRestEncryptionEnabled: false,
      snapshotRetentionLimit: 0,
      preferredCacheClusterAzs: ["eu-west-1a"],
    },
  },
];
