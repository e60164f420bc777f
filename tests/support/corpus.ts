import type { RuleTable } from "./rules/cases";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const TOKEN = "abcdefgh1234567890";

/**
 * Configurations of users, reduced to the relevant arguments, that AWS refused, or its provider in a plan. Each is under the argument
 * that our error must name, with AWS's error message and its source.
 */
export const refused: RuleTable = {
  parameterGroupName: [
    { engine: "redis", engineVersion: "3.2.4", parameterGroupName: "default.redis2.8" },
    "Expected a parameter group of family redis3.2 but found one of family redis2.8 (hashicorp/terraform#11269)",
    { engine: "redis", engineVersion: "7.0", parameterGroupName: "default.redis5.0" },
    "Expected a parameter group of family redis7 but found one of family redis5.0 (hashicorp/terraform-provider-aws#27709)",
    { engine: "valkey", engineVersion: "8.0", parameterGroupName: "default.valkey7" },
    "Expected a parameter group of family valkey8 but found one of family valkey7 (hashicorp/terraform-provider-aws#44820)",
    { engineVersion: "5.0.6", parameterGroupName: "default.redis5.0.6" },
    "CacheParameterGroup not found: default.redis5.0.6 (ministryofjustice/cloud-platform-environments#2272)",
    { engineVersion: "3.2.4", parameterGroupName: "redis3.2" },
    "CacheParameterGroup not found: redis3.2 (azavea/terraform-aws-redis-elasticache#12)",
    { parameterGroupName: "default.redis7", numNodeGroups: 2, replicasPerNodeGroup: 1 },
    "Use a parameter group with cluster-enabled parameter to create more than one node group (aws-controllers-k8s/community#1513)",
  ],
  engineVersion: [
    { engine: "redis", engineVersion: "7.x" },
    "engine_version: 7.x is invalid (hashicorp/terraform-provider-aws#32252)",
    { engine: "redis", engineVersion: "5.x" },
    "engine_version: 5.x is invalid (hashicorp/terraform-provider-aws#27708)",
  ],
  numCacheClusters: [
    { numCacheClusters: 1, automaticFailoverEnabled: true },
    "When using automatic failover, there must be at least 2 cache clusters in the replication group (ministryofjustice/cloud-platform-environments#5719)",
  ],
  automaticFailoverEnabled: [
    {
      parameterGroupName: "default.redis3.2.cluster.on",
      engineVersion: "3.2.10",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: false,
    },
    "Redis with cluster mode enabled cannot be created with auto failover turned off (hashicorp/terraform-provider-aws#2730)",
    { numNodeGroups: 2, replicasPerNodeGroup: 0, automaticFailoverEnabled: false },
    "Redis with cluster mode enabled cannot be created with auto failover turned off (aws-cloudformation/aws-cloudformation-templates#487)",
  ],
  preferredCacheClusterAzs: [
    {
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
    },
    "PreferredCacheClusterAZs can only be specified for one node group (hashicorp/terraform-provider-aws#1271)",
    { numCacheClusters: 3, preferredCacheClusterAzs: ["us-east-1a", "us-east-1b"] },
    "the number of cache clusters must be specified and must match the number of preferred availability zones (hashicorp/terraform-provider-aws#38493)",
  ],
  maintenanceWindow: [
    {
      snapshotRetentionLimit: 0,
      snapshotWindow: "06:30-07:30",
      maintenanceWindow: "mon:06:00-mon:07:00",
    },
    "The snapshot window and maintenance window must not overlap (hashicorp/terraform#17247)",
  ],
  snapshotWindow: [
    { snapshotWindow: "05:00-05:30" },
    "Snapshot window must be at least 60 minutes (hashicorp/terraform-provider-aws#2153)",
  ],
  dataTieringEnabled: [
    { nodeType: "cache.r6gd.2xlarge", engineVersion: "6.2", dataTieringEnabled: false },
    "When using the cache.r6gd.2xlarge node type, you must enable data tiering (cloudposse/terraform-aws-elasticache-redis#157)",
  ],
  "auth.token": [
    { auth: { token: "Pass%word*With(Specials)" } },
    "Invalid AuthToken provided (magenx/Magento-2-aws-cluster-terraform#43)",
  ],
  "auth.userGroupIds": [
    { transitEncryptionEnabled: false, auth: { userGroupIds: ["team"] } },
    "User group based access control requires encryption-in-transit to be enabled (hashicorp/terraform-provider-aws#42966)",
  ],
  transitEncryptionMode: [
    { transitEncryptionMode: "preferred", auth: { token: TOKEN } },
    "Transit encryption preferred is not supported with redis access control (cloudposse/terraform-aws-elasticache-redis#239)",
    { engineVersion: "6.2", transitEncryptionMode: "preferred" },
    "Transit encryption mode is not supported for engine version 6.2.6. Please use engine version 7.0.5 or higher (cloudposse/terraform-aws-elasticache-redis#231)",
    { transitEncryptionEnabled: false, transitEncryptionMode: "required" },
    "To modify transit encryption mode, set encryption-in-transit as enabled (cloudposse/terraform-aws-elasticache-redis#240)",
  ],
  subnetGroupName: [
    { subnetGroupName: "inecom_web_vpc" },
    "The parameter CacheSubnetGroupName is not a valid identifier (terraform-aws-modules/terraform-aws-vpc#193)",
  ],
  "logs.slowLog": [
    { engine: "redis", engineVersion: "5.0.6", logs: { slowLog: { destination: "/redis" } } },
    "slow-log log delivery is not available for this redis engine version (hashicorp/terraform-provider-aws#46443)",
  ],
  "restoreFrom.snapshotArns": [
    {
      engineVersion: "6.x",
      numNodeGroups: 4,
      parameterGroupName: "default.redis6.x.cluster.on",
      kmsKeyId: KEY,
      restoreFrom: { snapshotArns: ["arn:aws:s3:::bucket/1.rdb", "arn:aws:s3:::bucket/2.rdb"] },
    },
    "Slots must be provided when restoring from snapshot ARNs with cluster mode enabled (pulumi/pulumi-aws#2343)",
  ],
  replicationGroupId: [
    { replicationGroupId: "team_redis" },
    "invalid value for replication_group_id (must contain only alphanumeric characters and hyphens) (cloudposse/terraform-aws-elasticache-redis#164)",
  ],
  "tags.team": [
    { tags: { team: "{var.team_name}" } },
    "Tagging not available right now. Please try your query without tags (hashicorp/terraform#12127)",
  ],
  "tags.Role": [
    {
      engineVersion: "4.0.10",
      nodeType: "cache.r4.large",
      tags: { Name: "cluster_redis", Role: "clustered redis (video)" },
    },
    "apply failure when creating elasticache cluster with tags (hashicorp/terraform-provider-aws#8389)",
  ],
  "auth.users.default.userName": [
    {
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
    "User Id and User name must be same for authentication type: iam (terraform-aws-modules/terraform-aws-elasticache#65)",
  ],
};

/** Configurations that AWS accepts although they look wrong, each with its source. */
export const accepted: RuleTable[string] = [
  {
    parameterGroupName: "default.redis6.x.cluster.on",
    engineVersion: "6.x",
    numNodeGroups: 1,
    replicasPerNodeGroup: 0,
    automaticFailoverEnabled: true,
    multiAzEnabled: false,
  },
  "hashicorp/terraform-provider-aws#18522: one shard, no replica, failover on",
  {
    parameterGroupName: "redis-6x-cluster-on",
    engineVersion: "6.x",
    numNodeGroups: 1,
    replicasPerNodeGroup: 0,
    automaticFailoverEnabled: true,
    multiAzEnabled: false,
  },
  "hashicorp/terraform-provider-aws#18522, with an existing parameter group that enables cluster mode",
  {
    atRestEncryptionEnabled: true,
    automaticFailoverEnabled: true,
    preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
    nodeType: "cache.m4.large",
    numCacheClusters: 2,
    parameterGroupName: "default.redis3.2",
    snapshotRetentionLimit: 5,
  },
  "policy libraries based on the provider's example: encryption without a version",
  {
    automaticFailoverEnabled: true,
    preferredCacheClusterAzs: ["us-west-2a", "us-west-2b"],
    replicationGroupId: "tf-rep-group-1",
    nodeType: "cache.m4.large",
    numCacheClusters: 2,
    parameterGroupName: "default.redis3.2",
    port: 6379,
  },
  "provider documentation: two nodes in two zones, an old family, no version",
  { engine: "valkey", parameterGroupName: "default.valkey9.cluster.on", numCacheClusters: 2 },
  "ministryofjustice/cloud-platform-environments#43207: nodes counted, a cluster.on group",
  {
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
  "aws-controllers-k8s/community#2299: windows that meet at midnight, retention 0",
  {
    nodeType: "cache.t2.medium",
    engineVersion: "6.x",
    parameterGroupName: "default.redis6.x",
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: false,
  },
  "the provider's acceptance tests: one shard of a group without cluster mode, no failover",
  {
    nodeType: "cache.t3.small",
    parameterGroupName: "default.redis7.cluster.on",
    numNodeGroups: 2,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    networkType: "dual_stack",
    ipDiscovery: "ipv6",
  },
  "the provider's acceptance tests: shards with IPv6 discovery on a dual stack",
  {
    nodeType: "cache.t2.micro",
    numCacheClusters: 1,
    engineVersion: "7.0",
    parameterGroupName: "default.redis7",
    transitEncryptionMode: "preferred",
  },
  "the provider's acceptance tests: TLS preferred on Redis 7.0 without a patch",
  {
    nodeType: "cache.t2.medium",
    clusterMode: "compatible",
    engineVersion: "7.1",
    parameterGroupName: "default.redis7.cluster.on",
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
  },
  "the provider's acceptance tests: cluster mode compatible with a cluster.on parameter group",
  {
    engine: "valkey",
    nodeType: "cache.t4g.small",
    numCacheClusters: 1,
    atRestEncryptionEnabled: false,
  },
  "the provider's acceptance tests: Valkey not encrypted at rest",
  { numNodeGroups: 2, replicasPerNodeGroup: 2, automaticFailoverEnabled: true },
  "user guide: two shards",
  {
    nodeType: "cache.t2.micro",
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    preferredCacheClusterAzs: ["ap-northeast-1a", "ap-northeast-1a"],
  },
  "repeated zones, T2 with failover and Multi-AZ",
  {
    replicationGroupId: "My-Cache",
    parameterGroupName: "Default.Redis7",
    maintenanceWindow: "Mon:22:00-MON:23:00",
    snapshotWindow: "",
    kmsKeyId: "",
    subnetGroupName: "",
    notificationTopicArn: "",
    finalSnapshotIdentifier: "",
  },
  "names and days in upper case, empty strings for unset arguments",
  { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab", transitEncryptionMode: "preferred" },
  "a key id instead of an ARN, TLS preferred without authentication",
  { engine: "valkey", clusterMode: "compatible", replicasPerNodeGroup: 1 },
  "cluster mode compatible at creation, Valkey without a version",
  {
    engineVersion: "3.2.10",
    nodeType: "cache.m3.medium",
    atRestEncryptionEnabled: false,
    transitEncryptionEnabled: false,
    parameters: { "close-on-slave-write": "no", "hash-max-ziplist-entries": "512" },
  },
  "an old version and node type that AWS still runs",
  { engineVersion: "6.2", parameters: { activerehashing: "yes", "cluster-enabled": "no" } },
  "activerehashing in a new redis6.x group, cluster-enabled set to no",
  {
    logs: {
      slowLog: { destination: "/elasticache/redis", format: "text" },
      engineLog: { destination: "/elasticache/redis" },
    },
  },
  "both logs to one group",
  {
    numCacheClusters: 1,
    multiAzEnabled: false,
    automaticFailoverEnabled: false,
    transitEncryptionEnabled: false,
    atRestEncryptionEnabled: false,
    snapshotRetentionLimit: 0,
    preferredCacheClusterAzs: ["eu-west-1a"],
  },
  "one node with every feature turned off",
];
