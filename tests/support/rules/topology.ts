import { type RuleCases, cases } from "./cases";
import { later } from "./values";

const TOPOLOGY_CHOICE =
  "use numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number of shards";
const FAILOVER_SINGLE_NODE = "or more, or set automaticFailoverEnabled to false";
const FAILOVER_SHARDED =
  "automaticFailoverEnabled: required with cluster mode; set it to true, or remove it";
const MULTI_AZ_REPLICA =
  "multiAzEnabled: a shard of one node is in one availability zone only; add a replica (numCacheClusters 2, or replicasPerNodeGroup 1), or set multiAzEnabled to false";
const AVAILABILITY_ZONES_COUNT = "give one per node, primary first (a zone can be repeated)";
const CLUSTER_MODE_COMPATIBLE_TOPOLOGY =
  "clusterMode: compatible is documented for one shard with a replica and failover; write enabled, or change the shards and replicas";
const SINGLE_NODE =
  "one node: when it fails or is patched, the cache is unavailable for minutes and loses its data; use a replica where that matters";

export const topology: readonly RuleCases[] = [
  cases(
    "topology-choice",
    [
      [
        { numCacheClusters: 2, numNodeGroups: 1 },
        `numCacheClusters: cannot be combined with numNodeGroups; ${TOPOLOGY_CHOICE}`,
      ],
      [
        { numCacheClusters: 2, replicasPerNodeGroup: 1 },
        `numCacheClusters: cannot be combined with replicasPerNodeGroup; ${TOPOLOGY_CHOICE}`,
      ],
      [
        { numCacheClusters: 2, numNodeGroups: 3, replicasPerNodeGroup: 1 },
        `numCacheClusters: cannot be combined with numNodeGroups and replicasPerNodeGroup; ${TOPOLOGY_CHOICE}`,
      ],
    ],
    [{ numCacheClusters: 2 }, { numNodeGroups: 3, replicasPerNodeGroup: 1 }],
  ),
  cases(
    "num-cache-clusters",
    [
      [{ numCacheClusters: 0 }, "numCacheClusters: 0 is not a whole number from 1 to 6"],
      [
        { numCacheClusters: 7 },
        "numCacheClusters: 7 is not a whole number from 1 to 6; use numNodeGroups for more than one shard",
      ],
      [{ numCacheClusters: 1.5 }, "numCacheClusters: 1.5 is not a whole number from 1 to 6"],
      [{ numCacheClusters: -1 }, "numCacheClusters: -1 is not a whole number from 1 to 6"],
    ],
    [{ numCacheClusters: 1 }, { numCacheClusters: 6 }],
  ),
  cases(
    "num-node-groups",
    [
      [{ numNodeGroups: 0 }, "numNodeGroups: 0 is not a whole number from 1 to 500"],
      [
        { numNodeGroups: 501 },
        "numNodeGroups: 501 is not a whole number from 1 to 500; use fewer shards of a larger node type",
      ],
      [{ numNodeGroups: 2.5 }, "numNodeGroups: 2.5 is not a whole number from 1 to 500"],
    ],
    [{ numNodeGroups: 1 }, { numNodeGroups: 500 }],
  ),
  cases(
    "replicas-per-node-group",
    [
      [{ replicasPerNodeGroup: -1 }, "replicasPerNodeGroup: -1 is not a whole number from 0 to 5"],
      [
        { replicasPerNodeGroup: 6 },
        "replicasPerNodeGroup: 6 is not a whole number from 0 to 5; use more shards for more throughput",
      ],
      [
        { replicasPerNodeGroup: 0.5 },
        "replicasPerNodeGroup: 0.5 is not a whole number from 0 to 5",
      ],
    ],
    [{ replicasPerNodeGroup: 0 }, { replicasPerNodeGroup: 5 }],
  ),
  cases(
    "failover-single-node",
    [
      [
        { numCacheClusters: 1, automaticFailoverEnabled: true },
        `numCacheClusters: one node cannot fail over; use 2 ${FAILOVER_SINGLE_NODE}`,
      ],
      [
        { replicasPerNodeGroup: 0, automaticFailoverEnabled: true },
        `replicasPerNodeGroup: one node cannot fail over; use 1 ${FAILOVER_SINGLE_NODE}`,
      ],
      [
        { preferredCacheClusterAzs: ["eu-west-1a"], automaticFailoverEnabled: true },
        `preferredCacheClusterAzs: one node cannot fail over; name 2 availability zones ${FAILOVER_SINGLE_NODE}`,
      ],
      [
        { parameterGroupName: "cluster-on", numCacheClusters: 1, automaticFailoverEnabled: true },
        `numCacheClusters: one node cannot fail over; use 2 ${FAILOVER_SINGLE_NODE}`,
      ],
      [
        {
          parameterGroupName: "default.redis7",
          numNodeGroups: 1,
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
        `replicasPerNodeGroup: one node cannot fail over; use 1 ${FAILOVER_SINGLE_NODE}`,
      ],
      [
        {
          parameterGroupName: "cluster-off",
          clusterMode: "disabled",
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
        `replicasPerNodeGroup: one node cannot fail over; use 1 ${FAILOVER_SINGLE_NODE}`,
      ],
    ],
    [
      { numCacheClusters: 1 },
      { numCacheClusters: 2, automaticFailoverEnabled: true },
      { automaticFailoverEnabled: true },
      { clusterMode: "enabled", replicasPerNodeGroup: 0, automaticFailoverEnabled: true },
      {
        numCacheClusters: 1,
        automaticFailoverEnabled: true,
        parameterGroupName: "default.redis7.cluster.on",
      },
      {
        parameterGroupName: "cluster-on",
        numNodeGroups: 1,
        replicasPerNodeGroup: 0,
        automaticFailoverEnabled: true,
      },
      { parameterGroupName: later, replicasPerNodeGroup: 0, automaticFailoverEnabled: true },
    ],
  ),
  cases(
    "cluster-mode-of-group",
    ["cluster-on", later].map(
      (parameterGroupName) =>
        [
          {
            parameterGroupName,
            numNodeGroups: 1,
            replicasPerNodeGroup: 0,
            automaticFailoverEnabled: true,
          },
          "clusterMode: not given, and failover with one node requires cluster mode; write enabled if the parameter group turns it on (the alarms' node ids depend on it), else add a replica or set automaticFailoverEnabled to false",
        ] as const,
    ),
    [
      { clusterMode: "enabled" },
      { clusterMode: "disabled" },
      { replicasPerNodeGroup: 1 },
      { automaticFailoverEnabled: false },
      { automaticFailoverEnabled: undefined },
      { parameterGroupName: "default.redis7" },
      { parameterGroupName: "default.redis7.cluster.on" },
      { parameterGroupName: undefined },
      { numNodeGroups: 2 },
      { numNodeGroups: undefined, replicasPerNodeGroup: undefined, numCacheClusters: 1 },
    ].map((more) => ({
      parameterGroupName: "cluster-on",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: true,
      ...more,
    })),
  ),
  cases(
    "failover-sharded",
    [
      [
        { numNodeGroups: 2, automaticFailoverEnabled: false },
        "automaticFailoverEnabled: required with more than one shard; set it to true, or remove it",
      ],
      [{ clusterMode: "enabled", automaticFailoverEnabled: false }, FAILOVER_SHARDED],
      [
        { parameterGroupName: "default.redis7.cluster.on", automaticFailoverEnabled: false },
        FAILOVER_SHARDED,
      ],
    ],
    [
      { numNodeGroups: 2 },
      { numNodeGroups: 1, automaticFailoverEnabled: false },
      { clusterMode: "compatible", automaticFailoverEnabled: false },
    ],
  ),
  cases(
    "multi-az-replica",
    [
      [{ numCacheClusters: 1, multiAzEnabled: true }, MULTI_AZ_REPLICA],
      [{ numNodeGroups: 3, replicasPerNodeGroup: 0, multiAzEnabled: true }, MULTI_AZ_REPLICA],
    ],
    [
      { multiAzEnabled: true },
      { numCacheClusters: 1 },
      { numCacheClusters: 1, multiAzEnabled: false },
    ],
  ),
  cases(
    "multi-az-failover",
    [
      [
        { multiAzEnabled: true, automaticFailoverEnabled: false },
        "multiAzEnabled: requires failover; set automaticFailoverEnabled to true, or multiAzEnabled to false",
      ],
    ],
    [
      { multiAzEnabled: true, numCacheClusters: 1 },
      { automaticFailoverEnabled: false },
      { multiAzEnabled: true },
      { multiAzEnabled: false, automaticFailoverEnabled: false },
    ],
  ),
  cases(
    "node-count",
    [
      [
        { numNodeGroups: 251, replicasPerNodeGroup: 1 },
        "numNodeGroups: 502 nodes in total, but AWS allows 500; use fewer shards or replicas of a larger node type",
      ],
    ],
    [{ numNodeGroups: 250, replicasPerNodeGroup: 1 }, { numNodeGroups: 251 }],
  ),
  cases(
    "availability-zones-shards",
    [
      [
        { numNodeGroups: 2, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        "preferredCacheClusterAzs: supported for one shard only; remove it, and AWS distributes the nodes of each shard over the zones",
      ],
    ],
    [
      { numNodeGroups: 1, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
      { clusterMode: "enabled", preferredCacheClusterAzs: ["eu-west-1a"] },
      { numNodeGroups: 2, preferredCacheClusterAzs: [] },
    ],
  ),
  cases(
    "availability-zones-count",
    [
      [
        { numCacheClusters: 3, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        `preferredCacheClusterAzs: 2 availability zones for 3 nodes; ${AVAILABILITY_ZONES_COUNT}`,
      ],
      [
        { numCacheClusters: 1, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        `preferredCacheClusterAzs: 2 availability zones for 1 node; ${AVAILABILITY_ZONES_COUNT}`,
      ],
      [
        { preferredCacheClusterAzs: ["a", "b", "c", "d", "e", "f", "g"] },
        "preferredCacheClusterAzs: 7 availability zones, but a shard has at most 6 nodes; remove some",
      ],
    ],
    [
      { numCacheClusters: 2, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] },
      { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
      { preferredCacheClusterAzs: [] },
      { preferredCacheClusterAzs: ["a", "b", "c", "d", "e", "f"] },
    ],
  ),
  cases(
    "cluster-mode-compatible",
    [
      [
        { clusterMode: "compatible", engineVersion: "6.2" },
        'clusterMode: compatible requires Redis OSS 7.0 or Valkey 7.2, but engineVersion is "6.2"; raise engineVersion, or write enabled or disabled',
      ],
    ],
    [
      { clusterMode: "compatible", engineVersion: "7.0" },
      { clusterMode: "compatible", engine: "valkey", engineVersion: "7.2" },
      { clusterMode: "enabled", engineVersion: "6.2" },
    ],
  ),
  cases(
    "cluster-mode-version",
    [
      [
        { clusterMode: "enabled", engineVersion: "2.8.24" },
        'clusterMode: cluster mode requires Redis OSS 3.2.4 or later, but engineVersion is "2.8.24"; raise engineVersion, or turn cluster mode off',
      ],
      [
        { numNodeGroups: 2, engineVersion: "2.8.24" },
        'numNodeGroups: cluster mode requires Redis OSS 3.2.4 or later, but engineVersion is "2.8.24"; raise engineVersion, or use one shard',
      ],
    ],
    [{ clusterMode: "enabled", engineVersion: "3.2.4" }, { engineVersion: "2.8.24" }],
  ),
  cases(
    "cluster-mode-shards",
    [
      [
        { clusterMode: "disabled", numNodeGroups: 2 },
        "clusterMode: disabled means one shard, and numNodeGroups is 2; write enabled or remove it, or set numNodeGroups to 1",
      ],
    ],
    [
      { clusterMode: "disabled", numNodeGroups: 1 },
      { clusterMode: "enabled", numNodeGroups: 2 },
    ],
  ),
  cases(
    "node-ids",
    [
      [
        { nodeIds: ["cache-001", "cache-001", "koneksi-test-redis-b", "b"] },
        'nodeIds[1]: "cache-001" is given twice; name each node once',
        'nodeIds[3]: "b" makes the same alarm name as "koneksi-test-redis-b"; name each node once, or change the key of a custom alarm',
      ],
      [
        {
          nodeIds: ["b", "a-b"],
          alarms: { custom: { "cpu-a": { metricName: "CPUUtilization", threshold: 1 } } },
        },
        'nodeIds[1]: "a-b" makes the same alarm name as "b"; name each node once, or change the key of a custom alarm',
      ],
      [
        { nodeIds: ["", "CACHE-001", "a--b", "cache_1", "a".repeat(51)] },
        ...["", "CACHE-001", "a--b", "cache_1", `${"a".repeat(40)}…`].map(
          (id, index) =>
            `nodeIds[${String(index)}]: "${id}" is not a valid node id such as my-cache-001; write it in lower case, with 1 to 50 letters, digits and single hyphens, starting with a letter and not ending with a hyphen`,
        ),
      ],
      [
        {
          namePrefix: "p".repeat(150),
          replicationGroupId: "cache",
          nodeIds: ["cache-001", "a".repeat(50)],
          alarms: { custom: { ["k".repeat(50)]: { metricName: "CPUUtilization", threshold: 1 } } },
        },
        `nodeIds[1]: "${"a".repeat(40)}…" makes alarm names of 258 characters, but CloudWatch allows 255; shorten namePrefix`,
      ],
    ],
    [
      { nodeIds: ["cache-001", "cache-002"] },
      { nodeIds: ["a".repeat(50), "koneksi-test-redis-0001-001"] },
    ],
  ),
  cases(
    "cluster-mode-compatible-topology",
    [
      [{ clusterMode: "compatible", numNodeGroups: 2 }, CLUSTER_MODE_COMPATIBLE_TOPOLOGY],
      [{ clusterMode: "compatible", replicasPerNodeGroup: 0 }, CLUSTER_MODE_COMPATIBLE_TOPOLOGY],
    ],
    [{ clusterMode: "compatible" }, { clusterMode: "enabled", numNodeGroups: 2 }],
  ),
  cases(
    "node-ids-count",
    [[{ nodeIds: ["cache-001"] }, "nodeIds: 1 id for 2 nodes; only the given nodes have alarms"]],
    [{ nodeIds: ["cache-001", "cache-003"] }, { numCacheClusters: 1, nodeIds: ["cache-004"] }],
  ),
  {
    rule: "availability-zone-region",
    refused: [
      {
        args: { preferredCacheClusterAzs: ["eu-west-1a", "us-east-1b"] },
        context: { region: "eu-west-1" },
        found: [
          'preferredCacheClusterAzs[1]: "us-east-1b" is not an availability zone of eu-west-1; write a name such as eu-west-1a',
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["eu-west-1", "eu-west-1eu-west-1a"] },
        context: { region: "eu-west-1" },
        found: [
          'preferredCacheClusterAzs[0]: "eu-west-1" is not an availability zone of eu-west-1; write a name such as eu-west-1a',
          'preferredCacheClusterAzs[1]: "eu-west-1eu-west-1a" is not an availability zone of eu-west-1; write a name such as eu-west-1a',
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["use1-az1", "us-east-1a"] },
        found: [
          'preferredCacheClusterAzs[0]: "use1-az1" is not the name of an availability zone; write a name such as eu-west-1a',
        ],
      },
    ],
    accepted: [
      {
        args: { preferredCacheClusterAzs: ["us-west-2-lax-1b", "us-west-2a"] },
        context: { region: "us-west-2" },
      },
      {
        args: {
          preferredCacheClusterAzs: ["us-gov-west-1a", "cn-northwest-1b", "eusc-de-east-1c"],
        },
      },
      {
        args: { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        context: { region: "eu-west-1" },
      },
      { args: { preferredCacheClusterAzs: ["eu-west-1a", "us-east-1b"] } },
    ],
  },
  cases(
    "availability-zones-alike",
    [
      [
        { multiAzEnabled: true, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] },
        'preferredCacheClusterAzs: every node is in "eu-west-1a", which is not Multi-AZ; name a second availability zone, or set multiAzEnabled to false',
      ],
    ],
    [
      { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] },
      { multiAzEnabled: true, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
    ],
  ),
  cases(
    "node-quota",
    [
      [
        { numNodeGroups: 46, replicasPerNodeGroup: 1 },
        "numNodeGroups: 92 nodes in total, but AWS's default quota is 90 per cluster; request an increase first",
      ],
    ],
    [{ numNodeGroups: 45, replicasPerNodeGroup: 1 }],
  ),
  cases(
    "two-shards",
    [
      [
        { numNodeGroups: 2 },
        "numNodeGroups: with two shards, no majority of primaries remains when one fails, so failover is slower; AWS recommends 3 or more",
      ],
    ],
    [{ numNodeGroups: 1 }, { numNodeGroups: 3 }],
  ),
  cases(
    "single-node",
    [
      [{ numCacheClusters: 1 }, `numCacheClusters: ${SINGLE_NODE}`],
      [{ replicasPerNodeGroup: 0 }, `replicasPerNodeGroup: ${SINGLE_NODE}`],
    ],
    [{}, { numNodeGroups: 3, replicasPerNodeGroup: 0 }],
  ),
  cases(
    "no-replica",
    [
      [
        { numNodeGroups: 3, replicasPerNodeGroup: 0 },
        "replicasPerNodeGroup: without replicas, a failed shard loses its data even with automaticFailoverEnabled; use 1 or more where that matters",
      ],
    ],
    [{ numNodeGroups: 3 }, { numCacheClusters: 1 }],
  ),
];
