import { defaultParameterGroup, isAtLeast } from "../../catalog/engines";
import { literalString } from "../../checking/input";
import { shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

/** Hard limit of AWS, and the quota below it that can be raised (user guide, "Quotas"). */
const MOST_NODES = 500;
const NODE_QUOTA = 90;
const MOST_NODES_A_SHARD = 6;

const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to;

/** Every count is one that AWS takes; what is made of them means nothing otherwise. */
const countable = ({ args }: CacheSpec) =>
  isWhole(args.numCacheClusters ?? 1, 1, MOST_NODES) &&
  isWhole(args.numNodeGroups ?? 1, 1, MOST_NODES) &&
  isWhole(args.replicasPerNodeGroup ?? 0, 0, MOST_NODES);

const nodeCount = ({ topology }: CacheSpec) =>
  topology.numNodeGroups * (topology.replicasPerNodeGroup + 1);

/** Whether an argument counts the nodes of a shard, and is held to its own limits. */
const countsNodes = ({ args }: CacheSpec) =>
  args.numCacheClusters !== undefined || args.replicasPerNodeGroup !== undefined;

/** The argument that says how many nodes a shard has, for problems about it. */
const nodesPath = ({ args }: CacheSpec) =>
  args.numCacheClusters !== undefined
    ? "numCacheClusters"
    : args.replicasPerNodeGroup !== undefined
      ? "replicasPerNodeGroup"
      : "automaticFailoverEnabled";

function choice({ args }: CacheSpec): readonly Finding[] {
  const others = [
    ...(args.numNodeGroups === undefined ? [] : ["numNodeGroups"]),
    ...(args.replicasPerNodeGroup === undefined ? [] : ["replicasPerNodeGroup"]),
  ];
  return when(
    args.numCacheClusters !== undefined && others.length > 0,
    "numCacheClusters",
    `excludes ${others.join(" and ")}; give numCacheClusters for one shard, or numNodeGroups and replicasPerNodeGroup for any number`,
  );
}

/** A count within its limits. */
const within =
  (
    path: "numCacheClusters" | "numNodeGroups" | "replicasPerNodeGroup",
    from: number,
    to: number,
    instead: string,
  ) =>
  ({ args }: CacheSpec): readonly Finding[] => {
    const value = args[path];
    return when(
      value !== undefined && !isWhole(value, from, to),
      path,
      `${String(value)} is not a whole number from ${String(from)} to ${String(to)}; ${instead}`,
    );
  };

/** One's own group, described by shards, may well turn cluster mode on, where one node with failover is legal. */
function mayBeSharded({ args, parameterGroup }: CacheSpec): boolean {
  const group = parameterGroup.existingName;
  const byShards = args.numNodeGroups !== undefined || args.replicasPerNodeGroup !== undefined;
  return (
    group !== undefined &&
    defaultParameterGroup(literalString(group) ?? "") === undefined &&
    args.clusterMode === undefined &&
    args.numCacheClusters === undefined &&
    byShards
  );
}

const failsOverAlone = ({ topology }: CacheSpec) =>
  !topology.sharded && topology.automaticFailoverEnabled && topology.replicasPerNodeGroup === 0;

function failoverAlone(spec: CacheSpec): readonly Finding[] {
  const path = nodesPath(spec);
  const more = path === "replicasPerNodeGroup" ? "use 1 or more" : "use 2 or more";
  return when(
    countable(spec) && failsOverAlone(spec) && !mayBeSharded(spec),
    path,
    `one node cannot fail over; ${more}, or set automaticFailoverEnabled to false`,
  );
}

function modeOfGroup(spec: CacheSpec): readonly Finding[] {
  return when(
    countable(spec) && failsOverAlone(spec) && mayBeSharded(spec),
    "clusterMode",
    "not given, and one node with failover exists in cluster mode alone; write enabled if the parameter group turns it on (the alarms' node ids follow it too), else use a replica, or set automaticFailoverEnabled to false",
  );
}

function failoverOff({ topology, args }: CacheSpec): readonly Finding[] {
  const needs =
    topology.numNodeGroups > 1
      ? "more than one shard"
      : topology.clusterMode === "enabled"
        ? "cluster mode"
        : undefined;
  return when(
    needs !== undefined && args.automaticFailoverEnabled === false,
    "automaticFailoverEnabled",
    `${needs ?? ""} needs failover; set it to true, or leave it out`,
  );
}

function multiAzAlone(spec: CacheSpec): readonly Finding[] {
  const { multiAzEnabled, replicasPerNodeGroup } = spec.topology;
  return when(
    countable(spec) && multiAzEnabled && replicasPerNodeGroup === 0,
    "multiAzEnabled",
    "a shard of one node stands in one availability zone; add a replica (numCacheClusters 2, or replicasPerNodeGroup 1), or set it to false",
  );
}

/** Failover is off by default only without a replica, of which another rule speaks. */
function multiAzWithoutFailover({ topology, args }: CacheSpec): readonly Finding[] {
  return when(
    topology.multiAzEnabled && args.automaticFailoverEnabled === false,
    "multiAzEnabled",
    "needs failover; set automaticFailoverEnabled to true, or multiAzEnabled to false",
  );
}

function tooManyNodes(spec: CacheSpec): readonly Finding[] {
  return when(
    countable(spec) && nodeCount(spec) > MOST_NODES,
    "numNodeGroups",
    `${String(nodeCount(spec))} nodes in all, and AWS allows ${String(MOST_NODES)}; take fewer shards or replicas, of a larger node type`,
  );
}

const zonesOf = ({ topology }: CacheSpec) => topology.preferredCacheClusterAzs ?? [];

function zonesOfShards(spec: CacheSpec): readonly Finding[] {
  return when(
    zonesOf(spec).length > 0 && spec.topology.numNodeGroups > 1,
    "preferredCacheClusterAzs",
    "exists for one shard only; leave it out, and AWS spreads the nodes of each shard over the zones",
  );
}

function zonesPerNode(spec: CacheSpec): readonly Finding[] {
  const zones = zonesOf(spec).length;
  const nodes = nodeCount(spec);
  if (!countable(spec) || zones === 0 || spec.topology.numNodeGroups > 1) return [];
  return [
    ...when(
      zones !== nodes,
      "preferredCacheClusterAzs",
      `${String(zones)} zones for ${String(nodes)} ${nodes === 1 ? "node" : "nodes"}; give one for each node, primary first (a zone may stand twice)`,
    ),
    ...when(
      zones === nodes && zones > MOST_NODES_A_SHARD && !countsNodes(spec),
      "preferredCacheClusterAzs",
      `${String(zones)} zones, and a shard has at most ${String(MOST_NODES_A_SHARD)} nodes; leave some out`,
    ),
  ];
}

/** The name of a zone: its region with a letter, or with the name of a local zone's place. An id such as use1-az1 is no name. */
const ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?:[a-z]|-[a-z0-9]+(?:-[a-z0-9]+)*)$/;

function zonesOfRegion(spec: CacheSpec): readonly Finding[] {
  const { region } = spec.context;
  return zonesOf(spec).flatMap((zone, index) => {
    const of = ZONE.exec(zone.slice(0, 64))?.[1];
    return when(
      of === undefined || of !== (region ?? of),
      `preferredCacheClusterAzs[${String(index)}]`,
      `${shown(zone)} is not a zone${region === undefined ? "'s name" : ` of ${region}`}; write a name such as ${region ?? "eu-west-1"}a`,
    );
  });
}

function zonesAlike(spec: CacheSpec): readonly Finding[] {
  const zones = zonesOf(spec);
  return when(
    zones.length > 1 && new Set(zones).size === 1 && spec.args.multiAzEnabled === true,
    "preferredCacheClusterAzs",
    `every node in ${shown(zones[0] ?? "")} is not multi-AZ; name a second zone, or set multiAzEnabled to false`,
  );
}

function compatibleVersion({ topology, engine, engineVersion }: CacheSpec): readonly Finding[] {
  return when(
    topology.clusterMode === "compatible" && engine === "redis" && !isAtLeast(engineVersion, "7.0"),
    "clusterMode",
    `compatible needs Redis 7.0 or Valkey 7.2, and engineVersion is ${shown(engineVersion)}; raise it, or write enabled or disabled`,
  );
}

function shardedVersion({ topology, engine, engineVersion, args }: CacheSpec): readonly Finding[] {
  const path =
    (args.numNodeGroups ?? 1) > 1 && args.clusterMode === undefined
      ? "numNodeGroups"
      : "clusterMode";
  return when(
    topology.sharded && engine === "redis" && !isAtLeast(engineVersion, "3.2.4"),
    path,
    `cluster mode needs Redis 3.2.4 or later, and engineVersion is ${shown(engineVersion)}; raise it, or take one shard`,
  );
}

function disabledShards({ args, topology }: CacheSpec): readonly Finding[] {
  return when(
    args.clusterMode === "disabled" && topology.numNodeGroups > 1,
    "clusterMode",
    `disabled has one shard, and numNodeGroups is ${String(topology.numNodeGroups)}; write enabled or leave it out, or set numNodeGroups to 1`,
  );
}

function compatibleTopology({ topology }: CacheSpec): readonly Finding[] {
  const { clusterMode, numNodeGroups, replicasPerNodeGroup, automaticFailoverEnabled } = topology;
  return when(
    clusterMode === "compatible" &&
      (numNodeGroups > 1 || replicasPerNodeGroup === 0 || !automaticFailoverEnabled),
    "clusterMode",
    "compatible is documented for one shard with a replica and failover; write enabled, or change the shards and replicas",
  );
}

/** Two alarms of one name would be one resource of Pulumi's. */
function sameNodes({ args }: CacheSpec): readonly Finding[] {
  const seen = new Set<string>();
  return (args.nodeIds ?? []).flatMap((id, index) => {
    const path = `nodeIds[${String(index)}]`;
    const twice = seen.has(id.toLowerCase());
    seen.add(id.toLowerCase());
    if (id === "") return when(true, path, "empty; write the member's id, such as my-cache-001");
    return when(twice, path, `${shown(id)} stands twice; name each node once`);
  });
}

function otherNodeCount(spec: CacheSpec): readonly Finding[] {
  const given = spec.args.nodeIds?.length;
  return when(
    given !== undefined && countable(spec) && given !== nodeCount(spec),
    "nodeIds",
    `${String(given)} ids for ${String(nodeCount(spec))} nodes; the alarms watch the named ones only`,
  );
}

function nodeQuota(spec: CacheSpec): readonly Finding[] {
  const nodes = nodeCount(spec);
  return when(
    countable(spec) && nodes > NODE_QUOTA && nodes <= MOST_NODES,
    "numNodeGroups",
    `${String(nodes)} nodes in all, and AWS's default quota is ${String(NODE_QUOTA)} in a cluster; have it raised first`,
  );
}

function twoShards({ topology }: CacheSpec): readonly Finding[] {
  return when(
    topology.numNodeGroups === 2,
    "numNodeGroups",
    "with two shards no majority of primaries is left when one fails, so failover is slower; AWS recommends 3 or more",
  );
}

function singleNode(spec: CacheSpec): readonly Finding[] {
  return when(
    countable(spec) && nodeCount(spec) === 1,
    nodesPath(spec),
    "one node: when it fails or is patched, the cache is gone for minutes and its data with it; use a replica where that matters",
  );
}

function noReplica(spec: CacheSpec): readonly Finding[] {
  const { numNodeGroups, replicasPerNodeGroup } = spec.topology;
  return when(
    countable(spec) && numNodeGroups > 1 && replicasPerNodeGroup === 0,
    "replicasPerNodeGroup",
    "without replicas a failed shard loses its part of the data, in spite of automaticFailoverEnabled; use 1 or more where that matters",
  );
}

export const topology: readonly Rule[] = [
  error(
    "topology-choice",
    "numCacheClusters excludes numNodeGroups and replicasPerNodeGroup (AWS provider).",
    choice,
  ),
  error(
    "num-cache-clusters",
    "A shard has 1 to 6 nodes (CreateReplicationGroup, NumCacheClusters).",
    within("numCacheClusters", 1, MOST_NODES_A_SHARD, "use numNodeGroups for more than one shard"),
  ),
  error(
    "num-node-groups",
    "A group has 1 to 500 shards (CreateReplicationGroup, NumNodeGroups).",
    within("numNodeGroups", 1, MOST_NODES, "take fewer shards of a larger node type"),
  ),
  error(
    "replicas-per-node-group",
    "A shard has 0 to 5 replicas (CreateReplicationGroup, ReplicasPerNodeGroup; AWS provider).",
    within(
      "replicasPerNodeGroup",
      0,
      MOST_NODES_A_SHARD - 1,
      "take more shards for more throughput",
    ),
  ),
  error(
    "failover-single-node",
    "Failover needs a second node (CreateReplicationGroup, AutomaticFailoverEnabled).",
    failoverAlone,
  ),
  error(
    "failover-sharded",
    "Cluster mode needs failover (CreateReplicationGroup, AutomaticFailoverEnabled).",
    failoverOff,
  ),
  error(
    "multi-az-replica",
    'Multi-AZ needs a replica in every shard (user guide, "Minimizing downtime").',
    multiAzAlone,
  ),
  error(
    "multi-az-failover",
    "Multi-AZ needs failover (CreateReplicationGroup, MultiAZEnabled).",
    multiAzWithoutFailover,
  ),
  error("node-count", 'A group has at most 500 nodes (user guide, "Quotas").', tooManyNodes),
  error(
    "availability-zones-shards",
    "Availability zones can be chosen for one shard only (CreateReplicationGroup, PreferredCacheClusterAZs).",
    zonesOfShards,
  ),
  error(
    "availability-zones-count",
    "There is one availability zone for each node (CreateReplicationGroup, PreferredCacheClusterAZs).",
    zonesPerNode,
  ),
  error(
    "cluster-mode-compatible",
    'Cluster mode compatible needs Redis 7.0 or Valkey 7.2 (user guide, "Modifying cluster mode").',
    compatibleVersion,
  ),
  error("cluster-mode-version", "Cluster mode came with Redis 3.2.4.", shardedVersion),
  error("cluster-mode-shards", "Cluster mode disabled has one shard.", disabledShards),
  error("node-ids", "Each node id is named once.", sameNodes),
  warning(
    "cluster-mode-compatible-topology",
    "Cluster mode compatible is documented for one shard with a replica and failover.",
    compatibleTopology,
  ),
  warning(
    "cluster-mode-of-group",
    "Whether a parameter group of one's own turns cluster mode on is not known, so clusterMode says it.",
    modeOfGroup,
  ),
  warning("node-ids-count", "There is an id for each node.", otherNodeCount),
  warning(
    "availability-zone-region",
    "Availability zones are given by name, and are of the cache's region.",
    zonesOfRegion,
  ),
  warning("availability-zones-alike", "Multi-AZ means more than one zone.", zonesAlike),
  warning(
    "node-quota",
    'More than 90 nodes need a raised quota (user guide, "Quotas").',
    nodeQuota,
  ),
  warning("two-shards", "AWS recommends three or more shards for quick failover.", twoShards),
  warning("single-node", "One node has no failover.", singleNode),
  warning("no-replica", "A shard without a replica loses its data when its node fails.", noReplica),
];
