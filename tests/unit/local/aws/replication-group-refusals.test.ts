import * as assert from "node:assert/strict";
import type { Properties } from "../../../../local/aws/values";
import { but, GROUP, type Made, refusal, Simulation, TOKENS } from "./support";

type Row = [what: string, change: Record<string, Properties[string] | undefined>, message: string];

/** What the provider refuses at plan: a preview fails. */
const AT_PLAN: Row[] = [
  ...["a".repeat(41), "1cache", "ca_che", "cache-", "ca--che", ""].map(
    (replicationGroupId): Row => [
      `the id '${replicationGroupId}'`,
      { replicationGroupId },
      "replicationGroupId: must be 1 to 40 alphanumeric characters or hyphens, begin with a letter, not end with a hyphen and not contain two consecutive hyphens",
    ],
  ),
  [
    "an empty description",
    { description: "" },
    'description: expected "description" to not be an empty string, got ',
  ],
  [
    "another engine",
    { engine: "memcached" },
    'engine: expected engine to be one of ["redis" "valkey"], got memcached',
  ],
  ...["7", "7.x", "7.1.0", "6.2.6", "5.0", "10.0"].map((engineVersion): Row => [
    `the engine version ${engineVersion}`,
    { engineVersion },
    'engineVersion: engineVersion: "redis" versions must match <major>.<minor> when using version 6 or higher, or <major>.<minor>.<bug-fix>; "valkey" versions must match <major>.<minor>',
  ]),
  [
    "failover with one node",
    { numCacheClusters: 1 },
    'numCacheClusters: "num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
  ],
  [
    "Multi-AZ without failover",
    { automaticFailoverEnabled: false, multiAzEnabled: true },
    "multiAzEnabled: automatic_failover_enabled must be true if multi_az_enabled is true",
  ],
  [
    "a node count beside shards",
    { numNodeGroups: 2, replicasPerNodeGroup: 1 },
    'numCacheClusters: "numCacheClusters": conflicts with numNodeGroups\nnumCacheClusters: "numCacheClusters": conflicts with replicasPerNodeGroup',
  ],
  [
    "six replicas a shard",
    { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 6 },
    "replicasPerNodeGroup: expected replicasPerNodeGroup to be in the range (0 - 5), got 6",
  ],
  [
    "a negative number of replicas",
    { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: -1 },
    "replicasPerNodeGroup: expected replicasPerNodeGroup to be in the range (0 - 5), got -1",
  ],
  [
    "snapshots for 36 days",
    { snapshotRetentionLimit: 36 },
    "snapshotRetentionLimit: expected snapshotRetentionLimit to be at most (35), got 36",
  ],
  ...["5:00-9:00", "25:00-26:00", "05:00"].map((snapshotWindow): Row => [
    `the snapshot window ${snapshotWindow}`,
    { snapshotWindow },
    'snapshotWindow: must satisfy the format of "hh24:mi-hh24:mi"',
  ]),
  [
    "a maintenance window with a long day",
    { maintenanceWindow: "sunday:05:00-sunday:06:00" },
    'maintenanceWindow: must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi"',
  ],
  ...["a".repeat(15), "a".repeat(129)].map((authToken): Row => [
    `a token of ${String(authToken.length)} characters`,
    { authToken },
    'authToken: "authToken" must contain from 16 to 128 alphanumeric characters or symbols (excluding @, ", and /)',
  ]),
  ...["@", '"', "/"].map((sign): Row => [
    `a token with ${sign}`,
    { authToken: `${"a".repeat(16)}${sign}` },
    'authToken: only alphanumeric characters or symbols (excluding @, ", and /) allowed in "authToken"',
  ]),
  [
    "a token beside a user group",
    { authToken: "a".repeat(16), userGroupIds: ["u"] },
    'authToken: "authToken": conflicts with userGroupIds',
  ],
  ...(
    [
      ["transitEncryptionMode", '"preferred" "required"'],
      ["networkType", '"ipv4" "ipv6" "dual_stack"'],
      ["ipDiscovery", '"ipv4" "ipv6"'],
      ["clusterMode", '"enabled" "disabled" "compatible"'],
    ] as const
  ).map(([property, values]): Row => [
    `another ${property}`,
    { [property]: "x" },
    `${property}: expected ${property} to be one of [${values}], got x`,
  ]),
  [
    "a topic that is no ARN",
    { notificationTopicArn: "topic" },
    'notificationTopicArn: "notificationTopicArn" is an invalid ARN: arn: invalid prefix',
  ],
  [
    "a snapshot that is no ARN",
    { snapshotArns: ["s3://b/k"] },
    'snapshotArns[0]: "snapshotArns[0]" (s3://b/k) is an invalid ARN: arn: invalid prefix',
  ],
  [
    "a comma in a snapshot's ARN",
    { snapshotArns: ["arn:aws:s3:::b/a,b"] },
    'snapshotArns[0]: expected "snapshotArns[0]" to not contain any of ","',
  ],
  [
    "three log deliveries",
    { logDeliveryConfigurations: [log({}), log({}), log({})] },
    "logDeliveryConfigurations: No more than 2 logDeliveryConfigurations blocks are allowed",
  ],
  [
    "another log type",
    { logDeliveryConfigurations: [log({ logType: "audit" })] },
    'logDeliveryConfigurations[0].logType: expected logType to be one of ["slow-log" "engine-log"], got audit',
  ],
  [
    "another log format",
    { logDeliveryConfigurations: [log({ logFormat: "xml" })] },
    'logDeliveryConfigurations[0].logFormat: expected logFormat to be one of ["text" "json"], got xml',
  ],
  [
    "another log destination",
    { logDeliveryConfigurations: [log({ destinationType: "s3" })] },
    'logDeliveryConfigurations[0].destinationType: expected destinationType to be one of ["cloudwatch-logs" "kinesis-firehose"], got s3',
  ],
];

function log(change: Properties): Properties {
  const destination = "cache-logs";
  const destinationType = "cloudwatch-logs";
  return { destination, destinationType, logFormat: "json", logType: "slow-log", ...change };
}

const TLS = { transitEncryptionEnabled: true };
const CLUSTER = { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 1 };
const NOT_IN_CLUSTER_GROUP =
  "InvalidParameterCombination: Cluster mode should be enabled in parameter group, but found it is disabled.";

/** What the provider lets through, and AWS refuses: the update fails, and no group is made. */
const BY_AWS: Row[] = [
  [
    "a description of 256 characters",
    { description: "d".repeat(256) },
    "InvalidParameterValue: ReplicationGroupDescription must be at most 255 characters long.",
  ],
  [
    "Redis 8.0",
    { engineVersion: "8.0" },
    "InvalidParameterValue: The engine version 8.0 of redis is not supported.",
  ],
  [
    "Valkey 7.1",
    { engine: "valkey", engineVersion: "7.1" },
    "InvalidParameterValue: The engine version 7.1 of valkey is not supported.",
  ],
  ...["cache.r6g.potato", "r6g.large", "cache.m7g.medium", "cache.r6gd.large"].map(
    (nodeType): Row => [
      `the node type ${nodeType}`,
      { nodeType },
      `InvalidParameterValue: Invalid Cache Node Type: ${nodeType}.`,
    ],
  ),
  [
    "no node type",
    { nodeType: undefined },
    'InvalidParameterValue: "node_type" is required unless "global_replication_group_id" is set.',
  ],
  [
    "a node type for Valkey with Redis",
    { nodeType: "cache.r8g.large" },
    "InvalidParameterCombination: The cache node type cache.r8g.large is not supported for the engine redis version 7.1.",
  ],
  [
    "a node type that is newer than the version",
    { nodeType: "cache.r7g.large", engineVersion: "6.0" },
    "InvalidParameterCombination: The cache node type cache.r7g.large is not supported for the engine redis version 6.0.",
  ],
  [
    "data tiering elsewhere than on r6gd",
    { dataTieringEnabled: true },
    "InvalidParameterCombination: Data tiering is not supported for the cache node type cache.t3.micro.",
  ],
  [
    "r6gd without data tiering",
    { nodeType: "cache.r6gd.xlarge" },
    "InvalidParameterCombination: Data tiering must be enabled for the cache node type cache.r6gd.xlarge.",
  ],
  ...[0, 7].map((numCacheClusters): Row => [
    `${String(numCacheClusters)} nodes`,
    { numCacheClusters, automaticFailoverEnabled: false },
    "InvalidParameterValue: NumCacheClusters must be between 1 and 6.",
  ]),
  [
    "failover without a second node",
    { numCacheClusters: undefined },
    "InvalidParameterCombination: Automatic failover is not supported for a replication group with fewer than two nodes.",
  ],
  [
    "501 shards",
    { ...CLUSTER, numNodeGroups: 501, replicasPerNodeGroup: 0 },
    "InvalidParameterValue: NumNodeGroups must be between 1 and 500.",
  ],
  [
    "91 nodes",
    { ...CLUSTER, numNodeGroups: 91, replicasPerNodeGroup: 0 },
    "NodeQuotaForClusterExceeded: 91 nodes exceed the allowed number of nodes in a single cluster, 90.",
  ],
  [
    "shards without failover",
    { ...CLUSTER, automaticFailoverEnabled: false },
    "InvalidParameterCombination: Automatic failover must be enabled for replication groups in cluster mode.",
  ],
  [
    "shards with a group out of cluster mode",
    { ...CLUSTER, parameterGroupName: "default.redis7" },
    "InvalidParameterCombination: Replication groups with more than one node group require cluster mode: use a parameter group with cluster-enabled set to yes.",
  ],
  [
    "cluster mode with a group out of it",
    { clusterMode: "enabled", parameterGroupName: "default.redis7" },
    NOT_IN_CLUSTER_GROUP,
  ],
  [
    "no cluster mode with a group in it",
    { clusterMode: "disabled", parameterGroupName: "default.redis7.cluster.on" },
    "InvalidParameterCombination: Cluster mode should be disabled in parameter group, but found it is enabled.",
  ],
  [
    "cluster mode compatible in Redis 6",
    { clusterMode: "compatible", engineVersion: "6.2" },
    "InvalidParameterCombination: Cluster mode compatible requires Redis OSS 7.0 or Valkey 7.2.",
  ],
  [
    "a parameter group of another family",
    { engine: "valkey", engineVersion: "8.1", parameterGroupName: "default.valkey7" },
    "InvalidParameterCombination: Expected a parameter group of family valkey8 but found one of family valkey7",
  ],
  [
    "a parameter group that isn't there",
    { parameterGroupName: "mine" },
    "CacheParameterGroupNotFound: CacheParameterGroup mine not found.",
  ],
  [
    "one zone for two nodes",
    { preferredCacheClusterAzs: ["ap-southeast-1a"] },
    "InvalidParameterCombination: PreferredCacheClusterAZs must have as many entries as NumCacheClusters.",
  ],
  [
    "a zone without a subnet",
    {
      subnetGroupName: "net",
      preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1c"],
    },
    "InvalidParameterValue: The Availability Zone ap-southeast-1c is not in the cache subnet group net.",
  ],
  [
    "Multi-AZ in one zone",
    { subnetGroupName: "one-zone", multiAzEnabled: true },
    "InvalidParameterCombination: Multi-AZ requires a cache subnet group with subnets in at least two Availability Zones.",
  ],
  [
    "a KMS key without encryption",
    { kmsKeyId: "k" },
    "InvalidParameterCombination: KmsKeyId can only be given with at-rest encryption enabled.",
  ],
  [
    "a KMS key that isn't there",
    { kmsKeyId: "k", atRestEncryptionEnabled: true },
    "InvalidParameterValue: KMS key k does not exist or is not usable.",
  ],
  [
    "a TLS mode without TLS",
    { transitEncryptionMode: "required" },
    "InvalidParameterCombination: To modify transit encryption mode, set encryption-in-transit as enabled.",
  ],
  [
    "TLS preferred in Redis 6",
    { ...TLS, transitEncryptionMode: "preferred", engineVersion: "6.2" },
    "InvalidParameterCombination: Transit encryption mode preferred requires Redis OSS 7.0 or Valkey 7.2.",
  ],
  [
    "TLS preferred with a token",
    { ...TLS, transitEncryptionMode: "preferred", authToken: "a".repeat(16) },
    "InvalidParameterCombination: Transit encryption preferred is not supported with redis access control.",
  ],
  [
    "a token without TLS",
    { authToken: "a".repeat(16) },
    "InvalidParameterCombination: The AUTH token is only supported when encryption-in-transit is enabled.",
  ],
  ...["%", " ", "é"].map((sign): Row => [
    `a token with '${sign}'`,
    { ...TLS, authToken: `${"a".repeat(16)}${sign}` },
    "InvalidParameterValue: Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only '!', '&', '#', '$', '^', '<', '>' and '-'.",
  ]),
  [
    "two user groups",
    { ...TLS, userGroupIds: ["u", "v"] },
    "InvalidParameterValue: You can associate only one user group with a replication group.",
  ],
  [
    "a user group without TLS",
    { userGroupIds: ["u"] },
    "InvalidParameterCombination: User group based access control requires encryption-in-transit to be enabled on the replication group.",
  ],
  [
    "a user group in Redis 5",
    { ...TLS, engineVersion: "5.0.6", userGroupIds: ["u"] },
    "InvalidParameterCombination: User group based access control requires Redis OSS 6.0 or Valkey 7.2.",
  ],
  [
    "a user group that isn't there",
    { ...TLS, userGroupIds: ["u"] },
    "UserGroupNotFound: User group u not found.",
  ],
  [
    "a snapshot window of half an hour",
    { snapshotWindow: "05:00-05:30" },
    "InvalidParameterValue: Snapshot window must be at least 60 minutes.",
  ],
  [
    "a maintenance window of half an hour",
    { maintenanceWindow: "sun:05:00-sun:05:30" },
    "InvalidParameterValue: Maintenance window must be at least 60 minutes.",
  ],
  [
    "a maintenance window of 25 hours",
    { maintenanceWindow: "sun:05:00-mon:06:00" },
    "InvalidParameterValue: Maintenance window must be at most 24 hours.",
  ],
  ...(
    [
      ["03:00-05:00", "sun:04:00-sun:06:00"],
      ["23:30-00:30", "mon:00:00-mon:01:00"],
      ["05:00-07:00", "SUN:06:30-SUN:08:00"],
    ] as const
  ).map(([snapshotWindow, maintenanceWindow]): Row => [
    `the windows ${snapshotWindow} and ${maintenanceWindow}`,
    { snapshotWindow, maintenanceWindow },
    "InvalidParameterValue: The snapshot window and maintenance window must not overlap.",
  ]),
  [
    "snapshots for -1 days",
    { snapshotRetentionLimit: -1 },
    "InvalidParameterValue: Invalid snapshot retention period: must be between 0 and 35.",
  ],
  [
    "two sources of data",
    { snapshotName: "s", snapshotArns: ["arn:aws:s3:::b/k"] },
    "InvalidParameterCombination: SnapshotName and SnapshotArns cannot be used together.",
  ],
  [
    "the same log twice",
    { logDeliveryConfigurations: [log({}), log({ destination: "other" })] },
    "InvalidParameterValue: Only one log delivery configuration for slow-log is allowed.",
  ],
  [
    "an engine log in Redis 6.0",
    { engineVersion: "6.0", logDeliveryConfigurations: [log({ logType: "engine-log" })] },
    "InvalidParameterCombination: engine-log log delivery is not available for this redis engine version.",
  ],
  [
    "a slow log in Redis 5",
    { engineVersion: "5.0.6", logDeliveryConfigurations: [log({})] },
    "InvalidParameterCombination: slow-log log delivery is not available for this redis engine version.",
  ],
  [
    "IPv6 in Redis 6.0",
    { engineVersion: "6.0", networkType: "ipv6" },
    "InvalidParameterCombination: The network type ipv6 requires Redis OSS 6.2 or Valkey 7.2.",
  ],
  [
    "IPv6 on a node type without Nitro",
    { nodeType: "cache.r4.large", networkType: "ipv6" },
    "InvalidParameterCombination: The network type is not supported for the cache node type cache.r4.large.",
  ],
  [
    "both networks without an answer for discovery",
    { networkType: "dual_stack" },
    "InvalidParameterCombination: IpDiscovery must be given for the network type dual_stack.",
  ],
  [
    "discovery by an address that isn't there",
    { ipDiscovery: "ipv6" },
    "InvalidParameterCombination: IpDiscovery must be ipv4 for the network type ipv4.",
  ],
  [
    "a security group that isn't there",
    { securityGroupIds: ["sg-1"] },
    "InvalidGroup.NotFound: The security group 'sg-1' does not exist",
  ],
  [
    "a topic that isn't there",
    { notificationTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:t" },
    "InvalidParameterValue: Invalid SNS topic ARN: arn:aws:sns:ap-southeast-1:123456789012:t",
  ],
  [
    "a reserved tag",
    { tags: { "aws:owner": "x" } },
    "InvalidParameterValue: Tag keys starting with aws: are reserved for system use: aws:owner",
  ],
  [
    "a tag key of 129 characters",
    { tags: { ["k".repeat(129)]: "x" } },
    `InvalidParameterValue: Tag key must be 1 to 128 characters long: ${"k".repeat(129)}`,
  ],
  [
    "a tag value of 257 characters",
    { tags: { k: "v".repeat(257) } },
    "InvalidParameterValue: The value of tag k must be at most 256 characters long.",
  ],
  [
    "51 tags",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${String(i)}`, "v"])) },
    "TagQuotaPerResourceExceeded: You can't have more than 50 tags.",
  ],
];

/** Seen to be accepted in real configurations, against what a strict reading of the guide says. */
const ACCEPTED: Row[] = [
  ["two shards without a parameter group", CLUSTER, "cache"],
  [
    "one shard without replicas in cluster mode",
    { numCacheClusters: undefined, numNodeGroups: 1, clusterMode: "enabled" },
    "cache",
  ],
  ["cluster mode compatible at creation", { clusterMode: "compatible" }, "cache"],
  ["zones twice", { preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1a"] }, "cache"],
  ["TLS without a subnet group", TLS, "cache"],
  ["TLS preferred without a token", { ...TLS, transitEncryptionMode: "preferred" }, "cache"],
  ["T2 with Multi-AZ", { nodeType: "cache.t2.micro", multiAzEnabled: true }, "cache"],
  [
    "windows that touch",
    { snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:06:00" },
    "cache",
  ],
  ["an id in upper case", { replicationGroupId: "CACHE" }, "cache"],
  ["no engine version", { engine: "valkey", engineVersion: undefined }, "cache"],
  ["Redis 6.x", { engineVersion: "6.x" }, "cache"],
  ["90 nodes", { ...CLUSTER, numNodeGroups: 15, replicasPerNodeGroup: 5 }, "cache"],
];

describe("a replication group that", () => {
  let aws: Simulation;
  beforeEach(async () => {
    aws = new Simulation();
    const { subnets } = await aws.network();
    const subnetIds = subnets.slice(0, 1).map(({ id }) => id);
    await aws.create("subnetGroup", { name: "one-zone", subnetIds });
  });
  afterEach(() => {
    aws.remove();
  });

  for (const [what, change, message] of AT_PLAN) {
    it(`the provider refuses at plan: ${what}`, async () => {
      assert.equal(await refusal(() => aws.check("group", but(GROUP, change))), message);
    });
  }

  for (const [what, change, message] of BY_AWS) {
    it(`AWS refuses: ${what}`, async () => {
      const inputs = but(GROUP, change);
      assert.equal(await refusal(() => aws.check("group", inputs)), "accepted");
      assert.equal(await refusal(() => aws.create("group", inputs)), message);
      assert.deepEqual(aws.account.list(TOKENS.group), []);
    });
  }

  for (const [what, change, id] of ACCEPTED) {
    it(`AWS takes: ${what}`, async () => {
      const made: Made = await aws.create("group", but(GROUP, change));
      assert.equal(made.id, id);
    });
  }

  it("AWS refuses: an id that is taken, also in another case", async () => {
    await aws.create("group", GROUP);
    assert.equal(
      await refusal(() => aws.create("group", but(GROUP, { replicationGroupId: "Cache" }))),
      "ReplicationGroupAlreadyExists: Replication group Cache already exists.",
    );
  });

  it("AWS refuses: in the provider's words", async () => {
    const create = aws.create("group", but(GROUP, { nodeType: "cache.x" }));
    await assert.rejects(create, {
      message:
        "creating ElastiCache Replication Group (cache): operation error ElastiCache: CreateReplicationGroup, api error InvalidParameterValue: Invalid Cache Node Type: cache.x.",
    });
  });
});
