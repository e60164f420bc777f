import { ALARM_KEYS } from "../../catalog/alarms";
import { LONGEST_ALARM_NAME } from "../../catalog/cloudwatch";
import {
  LONGEST_NODE_ID,
  MOST_NODES,
  MOST_NODES_PER_SHARD,
  NODE_QUOTA,
} from "../../catalog/limits";
import { shown } from "../../checking/format";
import { identifierForm, isIdentifier } from "../../formats/identifier";
import { isAtLeast } from "../../formats/version";
import type { NodeSpec } from "../../monitoring/spec";
import type { CacheSpec } from "../spec";
import type { Rule } from "./rule";
import { error, warning, when } from "./rule";

const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to;

/** Whether AWS accepts each count by itself. Rules about several counts apply only then. */
const countable = ({ args }: CacheSpec) =>
  isWhole(args.numCacheClusters ?? 1, 1, MOST_NODES) &&
  isWhole(args.numNodeGroups ?? 1, 1, MOST_NODES) &&
  isWhole(args.replicasPerNodeGroup ?? 0, 0, MOST_NODES);

/** Nodes in total; NaN if a count is wrong, so that every comparison with it is false. */
const nodeCount = (spec: CacheSpec) =>
  countable(spec) ? spec.topology.numNodeGroups * (spec.topology.replicasPerNodeGroup + 1) : NaN;

/** The argument that decides how many nodes a shard has, and how to ask there for more than one. */
function nodesPerShard({ args }: CacheSpec) {
  if (args.numCacheClusters !== undefined) {
    return { path: "numCacheClusters", more: "use 2 or more" };
  }
  return args.replicasPerNodeGroup !== undefined
    ? { path: "replicasPerNodeGroup", more: "use 1 or more" }
    : { path: "preferredCacheClusterAzs", more: "name 2 availability zones or more" };
}

const choice = error(
  "topology-choice",
  "numCacheClusters cannot be combined with numNodeGroups or replicasPerNodeGroup (AWS provider).",
  ({ args }) => {
    const others = (["numNodeGroups", "replicasPerNodeGroup"] as const).filter(
      (key) => args[key] !== undefined,
    );
    return when(
      args.numCacheClusters !== undefined && others.length > 0,
      "numCacheClusters",
      `cannot be combined with ${others.join(" and ")}; use numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number of shards`,
    );
  },
);

/** A count within its limits, with what to do instead of a larger one. */
const within = (
  id: string,
  says: string,
  path: "numCacheClusters" | "numNodeGroups" | "replicasPerNodeGroup",
  [from, to]: readonly [number, number],
  instead: string,
) =>
  error(id, says, ({ args }) => {
    const value = args[path] ?? from;
    const hint = value > to ? `; ${instead}` : "";
    return when(
      !isWhole(value, from, to),
      path,
      `${String(value)} is not a whole number from ${String(from)} to ${String(to)}${hint}`,
    );
  });

const numCacheClusters = within(
  "num-cache-clusters",
  "A shard has 1 to 6 nodes (CreateReplicationGroup, NumCacheClusters).",
  "numCacheClusters",
  [1, MOST_NODES_PER_SHARD],
  "use numNodeGroups for more than one shard",
);

const numNodeGroups = within(
  "num-node-groups",
  "A group has 1 to 500 shards (CreateReplicationGroup, NumNodeGroups).",
  "numNodeGroups",
  [1, MOST_NODES],
  "use fewer shards of a larger node type",
);

const replicasPerNodeGroup = within(
  "replicas-per-node-group",
  "A shard has 0 to 5 replicas (CreateReplicationGroup, ReplicasPerNodeGroup; AWS provider).",
  "replicasPerNodeGroup",
  [0, MOST_NODES_PER_SHARD - 1],
  "use more shards for more throughput",
);

/** An existing parameter group may turn cluster mode on, where failover with one node is valid; AWS's groups have that in their names. */
const mayBeSharded = ({ args, parameterGroup }: CacheSpec) =>
  parameterGroup.existingName !== undefined &&
  parameterGroup.defaultGroup === undefined &&
  args.clusterMode === undefined &&
  args.numCacheClusters === undefined &&
  (args.numNodeGroups !== undefined || args.replicasPerNodeGroup !== undefined);

const failsOverAlone = (spec: CacheSpec) =>
  countable(spec) &&
  !spec.topology.sharded &&
  spec.topology.automaticFailoverEnabled &&
  spec.topology.replicasPerNodeGroup === 0;

const failoverAlone = error(
  "failover-single-node",
  "Failover requires a second node (CreateReplicationGroup, AutomaticFailoverEnabled).",
  (spec) => {
    const { path, more } = nodesPerShard(spec);
    return when(
      failsOverAlone(spec) && !mayBeSharded(spec),
      path,
      `one node cannot fail over; ${more}, or set automaticFailoverEnabled to false`,
    );
  },
);

const modeOfGroup = warning(
  "cluster-mode-of-group",
  "clusterMode is given where only an existing parameter group knows whether cluster mode is on.",
  (spec) =>
    when(
      failsOverAlone(spec) && mayBeSharded(spec),
      "clusterMode",
      "not given, and failover with one node requires cluster mode; write enabled if the parameter group turns it on (the alarms' node ids depend on it), else add a replica or set automaticFailoverEnabled to false",
    ),
);

const failoverOff = error(
  "failover-sharded",
  "Cluster mode requires failover (CreateReplicationGroup, AutomaticFailoverEnabled).",
  ({ topology, args }) =>
    when(
      args.automaticFailoverEnabled === false &&
        (topology.numNodeGroups > 1 || topology.clusterMode === "enabled"),
      "automaticFailoverEnabled",
      `required with ${topology.numNodeGroups > 1 ? "more than one shard" : "cluster mode"}; set it to true, or remove it`,
    ),
);

const multiAzAlone = error(
  "multi-az-replica",
  'Multi-AZ requires a replica in every shard (user guide, "Minimizing downtime").',
  (spec) =>
    when(
      countable(spec) && spec.topology.multiAzEnabled && spec.topology.replicasPerNodeGroup === 0,
      "multiAzEnabled",
      "a shard of one node is in one availability zone only; add a replica (numCacheClusters 2, or replicasPerNodeGroup 1), or set multiAzEnabled to false",
    ),
);

/** By default failover is off only without a replica, which another rule reports. */
const multiAzWithoutFailover = error(
  "multi-az-failover",
  "Multi-AZ requires failover (CreateReplicationGroup, MultiAZEnabled).",
  ({ topology, args }) =>
    when(
      topology.multiAzEnabled && args.automaticFailoverEnabled === false,
      "multiAzEnabled",
      "requires failover; set automaticFailoverEnabled to true, or multiAzEnabled to false",
    ),
);

const tooManyNodes = error(
  "node-count",
  'A group has at most 500 nodes (user guide, "Quotas").',
  (spec) =>
    when(
      nodeCount(spec) > MOST_NODES,
      "numNodeGroups",
      `${String(nodeCount(spec))} nodes in total, but AWS allows ${String(MOST_NODES)}; use fewer shards or replicas of a larger node type`,
    ),
);

const zonesOf = ({ topology }: CacheSpec) => topology.preferredCacheClusterAzs ?? [];

const zonesOfShards = error(
  "availability-zones-shards",
  "Availability zones can be chosen for one shard only (CreateReplicationGroup, PreferredCacheClusterAZs).",
  (spec) =>
    when(
      zonesOf(spec).length > 0 && spec.topology.numNodeGroups > 1,
      "preferredCacheClusterAzs",
      "supported for one shard only; remove it, and AWS distributes the nodes of each shard over the zones",
    ),
);

const zonesPerNode = error(
  "availability-zones-count",
  "There is one availability zone per node (CreateReplicationGroup, PreferredCacheClusterAZs).",
  (spec) => {
    const zones = zonesOf(spec).length;
    const nodes = nodeCount(spec);
    if (Number.isNaN(nodes) || zones === 0 || spec.topology.numNodeGroups > 1) return [];
    const counted = nodesPerShard(spec).path !== "preferredCacheClusterAzs";
    const reason =
      zones === nodes
        ? `${String(zones)} availability zones, but a shard has at most ${String(MOST_NODES_PER_SHARD)} nodes; remove some`
        : `${String(zones)} availability zones for ${String(nodes)} ${nodes === 1 ? "node" : "nodes"}; give one per node, primary first (a zone can be repeated)`;
    const wrong = zones !== nodes || (zones > MOST_NODES_PER_SHARD && !counted);
    return when(wrong, "preferredCacheClusterAzs", reason);
  },
);

/** The name of an availability zone: its region and a letter, or the name of a local zone. An id such as use1-az1 is not a name. */
const ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?:[a-z]|-[a-z0-9]+(?:-[a-z0-9]+)*)$/;

const zonesOfRegion = warning(
  "availability-zone-region",
  "Availability zones are given by name and belong to the cache's region.",
  (spec) => {
    const { region } = spec.context;
    return zonesOf(spec).flatMap((zone, index) => {
      const of = ZONE.exec(zone.slice(0, 64))?.[1];
      return when(
        of === undefined || of !== (region ?? of),
        `preferredCacheClusterAzs[${String(index)}]`,
        `${shown(zone)} is not ${region === undefined ? "the name of an availability zone" : `an availability zone of ${region}`}; write a name such as ${region ?? "eu-west-1"}a`,
      );
    });
  },
);

const zonesAlike = warning(
  "availability-zones-alike",
  "Multi-AZ uses more than one availability zone.",
  (spec) => {
    const [first = "", ...others] = zonesOf(spec);
    return when(
      others.length > 0 &&
        others.every((zone) => zone === first) &&
        spec.args.multiAzEnabled === true,
      "preferredCacheClusterAzs",
      `every node is in ${shown(first)}, which is not Multi-AZ; name a second availability zone, or set multiAzEnabled to false`,
    );
  },
);

const compatibleVersion = error(
  "cluster-mode-compatible",
  'Cluster mode compatible requires Redis OSS 7.0 or Valkey 7.2 (user guide, "Modifying cluster mode").',
  ({ topology, engine, engineVersion, version }) =>
    when(
      topology.clusterMode === "compatible" && engine === "redis" && !isAtLeast(version, "7.0"),
      "clusterMode",
      `compatible requires Redis OSS 7.0 or Valkey 7.2, but engineVersion is ${shown(engineVersion)}; raise engineVersion, or write enabled or disabled`,
    ),
);

const shardedVersion = error(
  "cluster-mode-version",
  "Cluster mode requires Redis OSS 3.2.4, which introduced it.",
  ({ topology, engine, engineVersion, version, args }) => {
    const byShards = (args.numNodeGroups ?? 1) > 1 && args.clusterMode === undefined;
    return when(
      topology.sharded && engine === "redis" && !isAtLeast(version, "3.2.4"),
      byShards ? "numNodeGroups" : "clusterMode",
      `cluster mode requires Redis OSS 3.2.4 or later, but engineVersion is ${shown(engineVersion)}; raise engineVersion, or ${byShards ? "use one shard" : "turn cluster mode off"}`,
    );
  },
);

const disabledShards = error(
  "cluster-mode-shards",
  "Cluster mode disabled means one shard.",
  ({ args, topology }) =>
    when(
      args.clusterMode === "disabled" && topology.numNodeGroups > 1,
      "clusterMode",
      `disabled means one shard, and numNodeGroups is ${String(topology.numNodeGroups)}; write enabled or remove it, or set numNodeGroups to 1`,
    ),
);

const compatibleTopology = warning(
  "cluster-mode-compatible-topology",
  "Cluster mode compatible is documented for one shard with a replica and failover.",
  ({ topology }) =>
    when(
      topology.clusterMode === "compatible" &&
        (topology.numNodeGroups > 1 ||
          topology.replicasPerNodeGroup === 0 ||
          !topology.automaticFailoverEnabled),
      "clusterMode",
      "compatible is documented for one shard with a replica and failover; write enabled, or change the shards and replicas",
    ),
);

/** Keys of the alarms that a node can have. */
const alarmKeys = ({ alarms }: CacheSpec) => [...ALARM_KEYS, ...Object.keys(alarms.custom)];

/** What is wrong with a node's id. */
function wrongNode(spec: CacheSpec, { id, key }: NodeSpec): string | undefined {
  if (!isIdentifier(id, LONGEST_NODE_ID) || id !== id.toLowerCase()) {
    return `${shown(id)} is not a valid node id such as my-cache-001; write it in lower case, with ${identifierForm(LONGEST_NODE_ID)}`;
  }
  const longest = Math.max(...alarmKeys(spec).map(({ length }) => length));
  const length = `${spec.alarms.physicalStem}--${key}`.length + longest;
  return length > LONGEST_ALARM_NAME && spec.alarms.enabled
    ? `${shown(id)} makes alarm names of ${String(length)} characters, but CloudWatch allows ${String(LONGEST_ALARM_NAME)}; shorten namePrefix`
    : undefined;
}

/** The names of alarms and of their resources contain the alarm's key and the node's key: its id without the group's id. */
const nodeIds = error(
  "node-ids",
  "Each node is named once, by a valid id that fits into alarm names (CreateCacheCluster, CacheClusterId; CloudWatch, PutMetricAlarm).",
  (spec) => {
    const firsts = new Map<string, string>();
    return (spec.args.nodeIds === undefined ? [] : spec.topology.nodes).flatMap((node, index) => {
      const { id, key } = node;
      const names = alarmKeys(spec).map((alarm) => `${alarm}-${key}`);
      const first = names.map((name) => firsts.get(name)).find((other) => other !== undefined);
      for (const name of names) firsts.set(name, first ?? id);
      const twice =
        first === id
          ? "is given twice; name each node once"
          : `makes the same alarm name as ${shown(first ?? "")}; name each node once, or change the key of a custom alarm`;
      const reason = first === undefined ? wrongNode(spec, node) : `${shown(id)} ${twice}`;
      return reason === undefined ? [] : [{ path: `nodeIds[${String(index)}]`, reason }];
    });
  },
);

const otherNodeCount = warning("node-ids-count", "There is one id per node.", (spec) => {
  const given = spec.args.nodeIds?.length;
  return when(
    given !== undefined && countable(spec) && given !== nodeCount(spec),
    "nodeIds",
    `${String(given)} ${given === 1 ? "id" : "ids"} for ${String(nodeCount(spec))} nodes; only the given nodes have alarms`,
  );
});

const nodeQuota = warning(
  "node-quota",
  'More than 90 nodes require a raised quota (user guide, "Quotas").',
  (spec) =>
    when(
      isWhole(nodeCount(spec), NODE_QUOTA + 1, MOST_NODES),
      "numNodeGroups",
      `${String(nodeCount(spec))} nodes in total, but AWS's default quota is ${String(NODE_QUOTA)} per cluster; request an increase first`,
    ),
);

const twoShards = warning(
  "two-shards",
  "AWS recommends three or more shards for fast failover.",
  ({ topology }) =>
    when(
      topology.numNodeGroups === 2,
      "numNodeGroups",
      "with two shards, no majority of primaries remains when one fails, so failover is slower; AWS recommends 3 or more",
    ),
);

const singleNode = warning("single-node", "A single node has no failover.", (spec) =>
  when(
    nodeCount(spec) === 1,
    nodesPerShard(spec).path,
    "one node: when it fails or is patched, the cache is unavailable for minutes and loses its data; use a replica where that matters",
  ),
);

const noReplica = warning(
  "no-replica",
  "A shard without a replica loses its data when its node fails.",
  (spec) =>
    when(
      countable(spec) &&
        spec.topology.numNodeGroups > 1 &&
        spec.topology.replicasPerNodeGroup === 0,
      "replicasPerNodeGroup",
      "without replicas, a failed shard loses its data even with automaticFailoverEnabled; use 1 or more where that matters",
    ),
);

export const topology: readonly Rule[] = [
  choice,
  numCacheClusters,
  numNodeGroups,
  replicasPerNodeGroup,
  failoverAlone,
  failoverOff,
  multiAzAlone,
  multiAzWithoutFailover,
  tooManyNodes,
  zonesOfShards,
  zonesPerNode,
  compatibleVersion,
  shardedVersion,
  disabledShards,
  nodeIds,
  compatibleTopology,
  modeOfGroup,
  otherNodeCount,
  zonesOfRegion,
  zonesAlike,
  nodeQuota,
  twoShards,
  singleNode,
  noReplica,
];
