import * as assert from "node:assert/strict";
import type { Properties } from "../../../../local/aws/values";
import { but, GROUP, refusal, Simulation, TOKENS } from "./support";

type Change = Record<string, Properties[string] | undefined>;
type Row = [change: Change, message: string];

const logs = (...changes: Properties[]): Change => ({
  logDeliveryConfigurations: changes.map((change) => ({
    destination: "cache-logs",
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType: "slow-log",
    ...change,
  })),
});
const TLS = { transitEncryptionEnabled: true };
const SHARDS = { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 1 };

/** A refusal of each kind; tests/parity compares every argument with what the real provider refuses. */
// prettier-ignore
const AT_PLAN: Row[] = [
  [{ replicationGroupId: "ca--che" }, "replicationGroupId: must be 1 to 40 alphanumeric characters or hyphens, begin with a letter, not end with a hyphen and not contain two consecutive hyphens"],
  [{ description: "" }, 'description: expected "description" to not be an empty string, got '],
  [{ engine: "memcached" }, 'engine: expected engine to be one of ["redis" "valkey"], got memcached'],
  [{ numCacheClusters: 1 }, 'numCacheClusters: "num_cache_clusters": must be at least 2 if automatic_failover_enabled is true'],
  [{ automaticFailoverEnabled: false, multiAzEnabled: true }, "multiAzEnabled: automatic_failover_enabled must be true if multi_az_enabled is true"],
  [{ numNodeGroups: 2, replicasPerNodeGroup: 1 }, 'numCacheClusters: "numCacheClusters": conflicts with numNodeGroups\nnumCacheClusters: "numCacheClusters": conflicts with replicasPerNodeGroup'],
  [{ ...SHARDS, replicasPerNodeGroup: 6 }, "replicasPerNodeGroup: expected replicasPerNodeGroup to be in the range (0 - 5), got 6"],
  [{ snapshotRetentionLimit: 36 }, "snapshotRetentionLimit: expected snapshotRetentionLimit to be at most (35), got 36"],
  [{ snapshotWindow: "25:00-26:00" }, 'snapshotWindow: must satisfy the format of "hh24:mi-hh24:mi"'],
  [{ authToken: "a".repeat(129) }, "authToken: expected length of authToken to be in the range (16 - 128), got 129"],
  [{ notificationTopicArn: "topic" }, 'notificationTopicArn: "notificationTopicArn" (topic) is an invalid ARN'],
  [{ snapshotArns: ["s3://b/k"] }, 'snapshotArns[0]: "snapshotArns[0]" (s3://b/k) is an invalid ARN'],
  [{ snapshotArns: ["arn:aws:s3:::b/a,b"] }, 'snapshotArns[0]: expected "snapshotArns[0]" to not contain any of ","'],
  [logs({}, {}, {}), "logDeliveryConfigurations: No more than 2 logDeliveryConfigurations blocks are allowed"],
  [logs({ logType: "audit" }), 'logDeliveryConfigurations[0].logType: expected logType to be one of ["slow-log" "engine-log"], got audit'],
];

/** What the provider accepts and AWS refuses, in addition to the rows of tests/parity. */
// prettier-ignore
const BY_AWS: Row[] = [
  [{ nodeType: "cache.m7g.medium" }, "InvalidParameterValue: Invalid Cache Node Type: cache.m7g.medium."],
  [{ nodeType: "cache.r8g.large" }, "InvalidParameterCombination: The cache node type cache.r8g.large is not supported for the engine redis version 7.1."],
  [{ nodeType: "cache.r7g.large", engineVersion: "6.0" }, "InvalidParameterCombination: The cache node type cache.r7g.large is not supported for the engine redis version 6.0."],
  [{ nodeType: "cache.r6gd.xlarge" }, "InvalidParameterCombination: Data tiering must be enabled for the cache node type cache.r6gd.xlarge."],
  [{ ...SHARDS, numNodeGroups: 91, replicasPerNodeGroup: 0 }, "NodeQuotaForClusterExceeded: 91 nodes exceed the allowed number of nodes in a single cluster, 90."],
  [{ ...SHARDS, parameterGroupName: "default.redis7" }, "InvalidParameterCombination: Replication groups with more than one node group require cluster mode: use a parameter group with cluster-enabled set to yes."],
  [{ clusterMode: "disabled", parameterGroupName: "default.redis7.cluster.on" }, "InvalidParameterCombination: Cluster mode should be disabled in parameter group, but found it is enabled."],
  [{ clusterMode: "compatible", engineVersion: "6.2" }, "InvalidParameterCombination: Cluster mode compatible requires Redis OSS 7.0 or Valkey 7.2."],
  [{ ...SHARDS, multiAzEnabled: true, replicasPerNodeGroup: 0 }, "InvalidParameterCombination: Multi-AZ requires automatic failover and at least one replica in each node group."],
  [{ engine: "valkey", engineVersion: "8.1", parameterGroupName: "default.valkey7" }, "InvalidParameterCombination: Expected a parameter group of family valkey8 but found one of family valkey7"],
  [{ parameterGroupName: "mine" }, "CacheParameterGroupNotFound: CacheParameterGroup mine not found."],
  [{ ...SHARDS, replicasPerNodeGroup: 0, preferredCacheClusterAzs: ["ap-southeast-1a"] }, "InvalidParameterCombination: PreferredCacheClusterAZs can only be specified for one node group."],
  [{ subnetGroupName: "net", preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1c"] }, "InvalidParameterValue: The Availability Zone ap-southeast-1c is not in the cache subnet group net."],
  [{ subnetGroupName: "one-zone", multiAzEnabled: true }, "InvalidVPCNetworkStateFault: At least two Availability Zones with free IP Addresses should be present in the Subnet Group."],
  [{ kmsKeyId: "k", atRestEncryptionEnabled: true }, "InvalidParameterValue: KMS key k does not exist or is not usable."],
  [{ ...TLS, transitEncryptionMode: "preferred", engineVersion: "6.2" }, "InvalidParameterCombination: Transit encryption mode preferred requires Redis OSS 7.0 or Valkey 7.2."],
  [{ ...TLS, engineVersion: "5.0.6", userGroupIds: ["u"] }, "InvalidParameterCombination: User group based access control requires Redis OSS 6.0 or Valkey 7.2."],
  [{ ...TLS, userGroupIds: ["u"] }, "UserGroupNotFound: User group u not found."],
  [{ snapshotName: "s", snapshotArns: ["arn:aws:s3:::b/k"] }, "InvalidParameterCombination: SnapshotName and SnapshotArns cannot be used together."],
  [{ engineVersion: "6.0", ...logs({ logType: "engine-log" }) }, "InvalidParameterCombination: engine-log log delivery is not available for this redis engine version."],
  [{ engineVersion: "5.0.6", ...logs({}) }, "InvalidParameterCombination: slow-log log delivery is not available for this redis engine version."],
  [{ engineVersion: "6.0", networkType: "ipv6" }, "InvalidParameterCombination: The network type ipv6 requires Redis OSS 6.2 or Valkey 7.2."],
  [{ nodeType: "cache.r4.large", networkType: "ipv6" }, "InvalidParameterCombination: The network type is not supported for the cache node type cache.r4.large."],
  [{ networkType: "dual_stack" }, "InvalidParameterCombination: IpDiscovery must be given for the network type dual_stack."],
  [{ securityGroupIds: ["sg-1"] }, "InvalidGroup.NotFound: The security group 'sg-1' does not exist"],
  [{ notificationTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:t" }, "InvalidParameterValue: Invalid SNS topic ARN: arn:aws:sns:ap-southeast-1:123456789012:t"],
];

/** Accepted in real configurations, or not excluded by AWS's documentation, although a strict reading of the guide suggests it. */
const ACCEPTED: Change[] = [
  SHARDS,
  { numCacheClusters: undefined, numNodeGroups: 1, clusterMode: "enabled" },
  { clusterMode: "compatible" },
  { preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1a"] },
  TLS,
  { ...TLS, transitEncryptionMode: "preferred" },
  { nodeType: "cache.t2.micro", multiAzEnabled: true },
  { snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:06:00" },
  { replicationGroupId: "CACHE" },
  { engine: "valkey", engineVersion: undefined },
  { engineVersion: "6.x" },
  { ...SHARDS, numNodeGroups: 15, replicasPerNodeGroup: 5 },
];

describe("a replication group", () => {
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

  for (const [change, message] of AT_PLAN) {
    it(`is refused by the provider: ${JSON.stringify(change)}`, async () => {
      assert.equal(await refusal(() => aws.check("group", but(GROUP, change))), message);
    });
  }

  for (const [change, message] of BY_AWS) {
    it(`is refused by AWS: ${JSON.stringify(change)}`, async () => {
      const inputs = but(GROUP, change);
      assert.equal(await refusal(() => aws.check("group", inputs)), "accepted");
      assert.equal(await refusal(() => aws.create("group", inputs)), message);
      assert.deepEqual(aws.account.list(TOKENS.group), []);
    });
  }

  for (const change of ACCEPTED) {
    it(`is accepted by AWS: ${JSON.stringify(change)}`, async () => {
      assert.equal((await aws.create("group", but(GROUP, change))).id, "cache");
    });
  }

  it("is refused by AWS when its id exists, also in upper case", async () => {
    await aws.create("group", GROUP);
    assert.equal(
      await refusal(() => aws.create("group", but(GROUP, { replicationGroupId: "Cache" }))),
      "ReplicationGroupAlreadyExists: Replication group Cache already exists.",
    );
  });

  it("is refused with the operation and the name in the message", async () => {
    const create = aws.create("group", but(GROUP, { nodeType: "cache.x" }));
    await assert.rejects(create, {
      message:
        "creating ElastiCache Replication Group (cache): operation error ElastiCache: CreateReplicationGroup, api error InvalidParameterValue: Invalid Cache Node Type: cache.x.",
    });
  });
});
