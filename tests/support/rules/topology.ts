import type { RuleCases } from "./cases";
import { later } from "./values";

export const topology: readonly RuleCases[] = [
  {
    rule: "topology-choice",
    refused: [
      {
        args: { numCacheClusters: 2, numNodeGroups: 1 },
        found: [
          "numCacheClusters: cannot be combined with numNodeGroups; use numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number of shards",
        ],
      },
      {
        args: { numCacheClusters: 2, replicasPerNodeGroup: 1 },
        found: [
          "numCacheClusters: cannot be combined with replicasPerNodeGroup; use numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number of shards",
        ],
      },
      {
        args: { numCacheClusters: 2, numNodeGroups: 3, replicasPerNodeGroup: 1 },
        found: [
          "numCacheClusters: cannot be combined with numNodeGroups and replicasPerNodeGroup; use numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number of shards",
        ],
      },
    ],
    accepted: [
      { args: { numCacheClusters: 2 } },
      { args: { numNodeGroups: 3, replicasPerNodeGroup: 1 } },
    ],
  },
  {
    rule: "num-cache-clusters",
    refused: [
      {
        args: { numCacheClusters: 0 },
        found: ["numCacheClusters: 0 is not a whole number from 1 to 6"],
      },
      {
        args: { numCacheClusters: 7 },
        found: [
          "numCacheClusters: 7 is not a whole number from 1 to 6; use numNodeGroups for more than one shard",
        ],
      },
      {
        args: { numCacheClusters: 1.5 },
        found: ["numCacheClusters: 1.5 is not a whole number from 1 to 6"],
      },
      {
        args: { numCacheClusters: -1 },
        found: ["numCacheClusters: -1 is not a whole number from 1 to 6"],
      },
    ],
    accepted: [{ args: { numCacheClusters: 1 } }, { args: { numCacheClusters: 6 } }],
  },
  {
    rule: "num-node-groups",
    refused: [
      {
        args: { numNodeGroups: 0 },
        found: ["numNodeGroups: 0 is not a whole number from 1 to 500"],
      },
      {
        args: { numNodeGroups: 501 },
        found: [
          "numNodeGroups: 501 is not a whole number from 1 to 500; use fewer shards of a larger node type",
        ],
      },
      {
        args: { numNodeGroups: 2.5 },
        found: ["numNodeGroups: 2.5 is not a whole number from 1 to 500"],
      },
    ],
    accepted: [{ args: { numNodeGroups: 1 } }, { args: { numNodeGroups: 500 } }],
  },
  {
    rule: "replicas-per-node-group",
    refused: [
      {
        args: { replicasPerNodeGroup: -1 },
        found: ["replicasPerNodeGroup: -1 is not a whole number from 0 to 5"],
      },
      {
        args: { replicasPerNodeGroup: 6 },
        found: [
          "replicasPerNodeGroup: 6 is not a whole number from 0 to 5; use more shards for more throughput",
        ],
      },
      {
        args: { replicasPerNodeGroup: 0.5 },
        found: ["replicasPerNodeGroup: 0.5 is not a whole number from 0 to 5"],
      },
    ],
    accepted: [{ args: { replicasPerNodeGroup: 0 } }, { args: { replicasPerNodeGroup: 5 } }],
  },
  {
    rule: "failover-single-node",
    refused: [
      {
        args: { numCacheClusters: 1, automaticFailoverEnabled: true },
        found: [
          "numCacheClusters: one node cannot fail over; use 2 or more, or set automaticFailoverEnabled to false",
        ],
      },
      {
        args: { replicasPerNodeGroup: 0, automaticFailoverEnabled: true },
        found: [
          "replicasPerNodeGroup: one node cannot fail over; use 1 or more, or set automaticFailoverEnabled to false",
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["eu-west-1a"], automaticFailoverEnabled: true },
        found: [
          "preferredCacheClusterAzs: one node cannot fail over; name 2 zones or more, or set automaticFailoverEnabled to false",
        ],
      },
      {
        args: {
          parameterGroupName: "cluster-on",
          numCacheClusters: 1,
          automaticFailoverEnabled: true,
        },
        found: [
          "numCacheClusters: one node cannot fail over; use 2 or more, or set automaticFailoverEnabled to false",
        ],
      },
      {
        args: {
          parameterGroupName: "default.redis7",
          numNodeGroups: 1,
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
        found: [
          "replicasPerNodeGroup: one node cannot fail over; use 1 or more, or set automaticFailoverEnabled to false",
        ],
      },
      {
        args: {
          parameterGroupName: "cluster-off",
          clusterMode: "disabled",
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
        found: [
          "replicasPerNodeGroup: one node cannot fail over; use 1 or more, or set automaticFailoverEnabled to false",
        ],
      },
    ],
    accepted: [
      { args: { numCacheClusters: 1 } },
      { args: { numCacheClusters: 2, automaticFailoverEnabled: true } },
      { args: { automaticFailoverEnabled: true } },
      { args: { clusterMode: "enabled", replicasPerNodeGroup: 0, automaticFailoverEnabled: true } },
      {
        args: {
          numCacheClusters: 1,
          automaticFailoverEnabled: true,
          parameterGroupName: "default.redis7.cluster.on",
        },
      },
      {
        args: {
          parameterGroupName: "cluster-on",
          numNodeGroups: 1,
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
      },
      {
        args: {
          parameterGroupName: later,
          replicasPerNodeGroup: 0,
          automaticFailoverEnabled: true,
        },
      },
    ],
  },
  {
    rule: "cluster-mode-of-group",
    refused: ["cluster-on", later].map((parameterGroupName) => ({
      args: {
        parameterGroupName,
        numNodeGroups: 1,
        replicasPerNodeGroup: 0,
        automaticFailoverEnabled: true,
      },
      found: [
        "clusterMode: not given, and failover with one node requires cluster mode; write enabled if the parameter group turns it on (the alarms' node ids depend on it), else add a replica or set automaticFailoverEnabled to false",
      ],
    })),
    accepted: [
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
      args: {
        parameterGroupName: "cluster-on",
        numNodeGroups: 1,
        replicasPerNodeGroup: 0,
        automaticFailoverEnabled: true,
        ...more,
      },
    })),
  },
  {
    rule: "failover-sharded",
    refused: [
      {
        args: { numNodeGroups: 2, automaticFailoverEnabled: false },
        found: [
          "automaticFailoverEnabled: required with more than one shard; set it to true, or leave it out",
        ],
      },
      {
        args: { clusterMode: "enabled", automaticFailoverEnabled: false },
        found: [
          "automaticFailoverEnabled: required with cluster mode; set it to true, or leave it out",
        ],
      },
      {
        args: { parameterGroupName: "default.redis7.cluster.on", automaticFailoverEnabled: false },
        found: [
          "automaticFailoverEnabled: required with cluster mode; set it to true, or leave it out",
        ],
      },
    ],
    accepted: [
      { args: { numNodeGroups: 2 } },
      { args: { numNodeGroups: 1, automaticFailoverEnabled: false } },
      { args: { clusterMode: "compatible", automaticFailoverEnabled: false } },
    ],
  },
  {
    rule: "multi-az-replica",
    refused: [
      {
        args: { numCacheClusters: 1, multiAzEnabled: true },
        found: [
          "multiAzEnabled: a shard of one node is in one availability zone only; add a replica (numCacheClusters 2, or replicasPerNodeGroup 1), or set multiAzEnabled to false",
        ],
      },
      {
        args: { numNodeGroups: 3, replicasPerNodeGroup: 0, multiAzEnabled: true },
        found: [
          "multiAzEnabled: a shard of one node is in one availability zone only; add a replica (numCacheClusters 2, or replicasPerNodeGroup 1), or set multiAzEnabled to false",
        ],
      },
    ],
    accepted: [
      { args: { multiAzEnabled: true } },
      { args: { numCacheClusters: 1 } },
      { args: { numCacheClusters: 1, multiAzEnabled: false } },
    ],
  },
  {
    rule: "multi-az-failover",
    refused: [
      {
        args: { multiAzEnabled: true, automaticFailoverEnabled: false },
        found: [
          "multiAzEnabled: requires failover; set automaticFailoverEnabled to true, or multiAzEnabled to false",
        ],
      },
    ],
    accepted: [
      { args: { multiAzEnabled: true, numCacheClusters: 1 } },
      { args: { automaticFailoverEnabled: false } },
      { args: { multiAzEnabled: true } },
      { args: { multiAzEnabled: false, automaticFailoverEnabled: false } },
    ],
  },
  {
    rule: "node-count",
    refused: [
      {
        args: { numNodeGroups: 251, replicasPerNodeGroup: 1 },
        found: [
          "numNodeGroups: 502 nodes in total, and AWS allows 500; use fewer shards or replicas of a larger node type",
        ],
      },
    ],
    accepted: [
      { args: { numNodeGroups: 250, replicasPerNodeGroup: 1 } },
      { args: { numNodeGroups: 251 } },
    ],
  },
  {
    rule: "availability-zones-shards",
    refused: [
      {
        args: { numNodeGroups: 2, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        found: [
          "preferredCacheClusterAzs: supported for one shard only; leave it out, and AWS distributes the nodes of each shard over the zones",
        ],
      },
    ],
    accepted: [
      { args: { numNodeGroups: 1, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] } },
      { args: { clusterMode: "enabled", preferredCacheClusterAzs: ["eu-west-1a"] } },
      { args: { numNodeGroups: 2, preferredCacheClusterAzs: [] } },
    ],
  },
  {
    rule: "availability-zones-count",
    refused: [
      {
        args: { numCacheClusters: 3, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        found: [
          "preferredCacheClusterAzs: 2 zones for 3 nodes; give one per node, primary first (a zone can be repeated)",
        ],
      },
      {
        args: { numCacheClusters: 1, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
        found: [
          "preferredCacheClusterAzs: 2 zones for 1 node; give one per node, primary first (a zone can be repeated)",
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["a", "b", "c", "d", "e", "f", "g"] },
        found: ["preferredCacheClusterAzs: 7 zones, and a shard has at most 6 nodes; remove some"],
      },
    ],
    accepted: [
      { args: { numCacheClusters: 2, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] } },
      { args: { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] } },
      { args: { preferredCacheClusterAzs: [] } },
      { args: { preferredCacheClusterAzs: ["a", "b", "c", "d", "e", "f"] } },
    ],
  },
  {
    rule: "cluster-mode-compatible",
    refused: [
      {
        args: { clusterMode: "compatible", engineVersion: "6.2" },
        found: [
          'clusterMode: compatible requires Redis OSS 7.0 or Valkey 7.2, and engineVersion is "6.2"; raise engineVersion, or write enabled or disabled',
        ],
      },
    ],
    accepted: [
      { args: { clusterMode: "compatible", engineVersion: "7.0" } },
      { args: { clusterMode: "compatible", engine: "valkey", engineVersion: "7.2" } },
      { args: { clusterMode: "enabled", engineVersion: "6.2" } },
    ],
  },
  {
    rule: "cluster-mode-version",
    refused: [
      {
        args: { clusterMode: "enabled", engineVersion: "2.8.24" },
        found: [
          'clusterMode: cluster mode requires Redis OSS 3.2.4 or later, and engineVersion is "2.8.24"; raise engineVersion, or turn cluster mode off',
        ],
      },
      {
        args: { numNodeGroups: 2, engineVersion: "2.8.24" },
        found: [
          'numNodeGroups: cluster mode requires Redis OSS 3.2.4 or later, and engineVersion is "2.8.24"; raise engineVersion, or use one shard',
        ],
      },
    ],
    accepted: [
      { args: { clusterMode: "enabled", engineVersion: "3.2.4" } },
      { args: { engineVersion: "2.8.24" } },
    ],
  },
  {
    rule: "cluster-mode-shards",
    refused: [
      {
        args: { clusterMode: "disabled", numNodeGroups: 2 },
        found: [
          "clusterMode: disabled means one shard, and numNodeGroups is 2; write enabled or leave it out, or set numNodeGroups to 1",
        ],
      },
    ],
    accepted: [
      { args: { clusterMode: "disabled", numNodeGroups: 1 } },
      { args: { clusterMode: "enabled", numNodeGroups: 2 } },
    ],
  },
  {
    rule: "node-ids",
    refused: [
      {
        args: { nodeIds: ["cache-001", "cache-001", "koneksi-test-redis-002", "002"] },
        found: [
          'nodeIds[1]: "cache-001" is given twice; name each node once',
          'nodeIds[3]: "002" is the same node as "koneksi-test-redis-002"; name each node once',
        ],
      },
      {
        args: { nodeIds: ["", "CACHE-001", "a--b", "cache_1", "a".repeat(51)] },
        found: ["", "CACHE-001", "a--b", "cache_1", `${"a".repeat(40)}…`].map(
          (id, index) =>
            `nodeIds[${String(index)}]: "${id}" is not a valid node id such as my-cache-001; write it in lower case, with 1 to 50 letters, digits and single hyphens, starting with a letter and not ending with a hyphen`,
        ),
      },
      {
        args: {
          namePrefix: "p".repeat(150),
          replicationGroupId: "cache",
          nodeIds: ["cache-001", "a".repeat(50)],
          alarms: { custom: { ["k".repeat(50)]: { metricName: "CPUUtilization", threshold: 1 } } },
        },
        found: [
          `nodeIds[1]: "${"a".repeat(40)}…" makes alarm names of 258 characters, and CloudWatch allows 255; shorten namePrefix`,
        ],
      },
    ],
    accepted: [
      { args: { nodeIds: ["cache-001", "cache-002"] } },
      { args: { nodeIds: ["a".repeat(50), "koneksi-test-redis-0001-001"] } },
    ],
  },
  {
    rule: "cluster-mode-compatible-topology",
    refused: [
      {
        args: { clusterMode: "compatible", numNodeGroups: 2 },
        found: [
          "clusterMode: compatible is documented for one shard with a replica and failover; write enabled, or change the shards and replicas",
        ],
      },
      {
        args: { clusterMode: "compatible", replicasPerNodeGroup: 0 },
        found: [
          "clusterMode: compatible is documented for one shard with a replica and failover; write enabled, or change the shards and replicas",
        ],
      },
    ],
    accepted: [
      { args: { clusterMode: "compatible" } },
      { args: { clusterMode: "enabled", numNodeGroups: 2 } },
    ],
  },
  {
    rule: "node-ids-count",
    refused: [
      {
        args: { nodeIds: ["cache-001"] },
        found: ["nodeIds: 1 id for 2 nodes; only the given nodes have alarms"],
      },
    ],
    accepted: [
      { args: { nodeIds: ["cache-001", "cache-003"] } },
      { args: { numCacheClusters: 1, nodeIds: ["cache-004"] } },
    ],
  },
  {
    rule: "availability-zone-region",
    refused: [
      {
        args: { preferredCacheClusterAzs: ["eu-west-1a", "us-east-1b"] },
        context: { region: "eu-west-1" },
        found: [
          'preferredCacheClusterAzs[1]: "us-east-1b" is not a zone of eu-west-1; write a name such as eu-west-1a',
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["eu-west-1", "eu-west-1eu-west-1a"] },
        context: { region: "eu-west-1" },
        found: [
          'preferredCacheClusterAzs[0]: "eu-west-1" is not a zone of eu-west-1; write a name such as eu-west-1a',
          'preferredCacheClusterAzs[1]: "eu-west-1eu-west-1a" is not a zone of eu-west-1; write a name such as eu-west-1a',
        ],
      },
      {
        args: { preferredCacheClusterAzs: ["use1-az1", "us-east-1a"] },
        found: [
          'preferredCacheClusterAzs[0]: "use1-az1" is not a zone\'s name; write a name such as eu-west-1a',
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
  {
    rule: "availability-zones-alike",
    refused: [
      {
        args: { multiAzEnabled: true, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] },
        found: [
          'preferredCacheClusterAzs: every node is in "eu-west-1a", which is not Multi-AZ; name a second zone, or set multiAzEnabled to false',
        ],
      },
    ],
    accepted: [
      { args: { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1a"] } },
      { args: { multiAzEnabled: true, preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] } },
    ],
  },
  {
    rule: "node-quota",
    refused: [
      {
        args: { numNodeGroups: 46, replicasPerNodeGroup: 1 },
        found: [
          "numNodeGroups: 92 nodes in total, and AWS's default quota is 90 per cluster; request an increase first",
        ],
      },
    ],
    accepted: [{ args: { numNodeGroups: 45, replicasPerNodeGroup: 1 } }],
  },
  {
    rule: "two-shards",
    refused: [
      {
        args: { numNodeGroups: 2 },
        found: [
          "numNodeGroups: with two shards, no majority of primaries remains when one fails, so failover is slower; AWS recommends 3 or more",
        ],
      },
    ],
    accepted: [{ args: { numNodeGroups: 1 } }, { args: { numNodeGroups: 3 } }],
  },
  {
    rule: "single-node",
    refused: [
      {
        args: { numCacheClusters: 1 },
        found: [
          "numCacheClusters: one node: when it fails or is patched, the cache is unavailable for minutes and loses its data; use a replica where that matters",
        ],
      },
      {
        args: { replicasPerNodeGroup: 0 },
        found: [
          "replicasPerNodeGroup: one node: when it fails or is patched, the cache is unavailable for minutes and loses its data; use a replica where that matters",
        ],
      },
    ],
    accepted: [{ args: {} }, { args: { numNodeGroups: 3, replicasPerNodeGroup: 0 } }],
  },
  {
    rule: "no-replica",
    refused: [
      {
        args: { numNodeGroups: 3, replicasPerNodeGroup: 0 },
        found: [
          "replicasPerNodeGroup: without replicas, a failed shard loses its data even with automaticFailoverEnabled; use 1 or more where that matters",
        ],
      },
    ],
    accepted: [{ args: { numNodeGroups: 3 } }, { args: { numCacheClusters: 1 } }],
  },
];
