/**
 * The alarms: one row each. AWS's own guidance is "Which metrics should I monitor?" in the ElastiCache user guide and
 * "Best practice alarm recommendations" in the CloudWatch user guide; where a row differs from it, the row says why.
 */

import type { MISSING_DATA, STATISTICS } from "./cloudwatch";

/**
 * The set that makes an alarm by default. RECOMMENDED has the alarms of BASIC too; an OPT_IN alarm is made only when it
 * is enabled.
 */
export type AlarmSet = "BASIC" | "RECOMMENDED" | "OPT_IN";

/** The comparison operators of CloudWatch that the table uses. */
export type AlarmComparison = "GreaterThanThreshold" | "LessThanThreshold";

/** Facts of the node type that thresholds come from. */
export interface AlarmNodeFacts {
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly maxclients: number;
}

/** What a row may depend on. */
export interface AlarmFacts {
  readonly set: "BASIC" | "RECOMMENDED";
  /** Node type such as `cache.t3.micro`. */
  readonly nodeType: string;
  /** Undefined when the node type is newer than the catalogue. Then a threshold that needs it is undefined too. */
  readonly node: AlarmNodeFacts | undefined;
  /**
   * Whether keys without an expiry are evicted too (an allkeys-* policy), which makes a full cache its normal state.
   */
  readonly evictsAnyKey: boolean;
  readonly replicas: boolean;
  readonly auth: boolean;
}

/** One row of the table. */
export interface AlarmDefinition {
  readonly metricName: string;
  readonly statistic: (typeof STATISTICS)[number];
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparisonOperator: AlarmComparison;
  /** Threshold in the metric's unit; undefined when a fact that it needs is not known. */
  readonly threshold: (facts: AlarmFacts) => number | undefined;
  /** The threshold and what the alarm applies to, for the documentation. */
  readonly condition: string;
  readonly treatMissingData: (typeof MISSING_DATA)[number];
  readonly set: AlarmSet;
  /** Whether the node publishes the metric, and the threshold is useful there. Defaults to always. */
  readonly applies?: (facts: AlarmFacts) => boolean;
  /** Whether the alarm shows its state but notifies nobody. Defaults to never. */
  readonly quiet?: (facts: AlarmFacts) => boolean;
  /** What it means that the alarm fires. */
  readonly meaning: string;
  /** The first thing to do. */
  readonly firstAction: string;
}

const MB = 1_000_000;
const GIB = 1024 ** 3;

/** The engine runs commands on one thread: on a small host that thread is saturated long before the host is. */
const FEW_VCPUS = 2;

/**
 * Most credits that a T3 or T4g node can hold: 24 hours of what it earns, 12 an hour on micro and 24 on small and
 * medium (EC2 user guide, "CPU credits and baseline utilization").
 */
const mostCredits = (nodeType: string) => (nodeType.endsWith(".micro") ? 288 : 576);

const isBurstable = (nodeType: string) => /^cache\.t\d/.test(nodeType);

/** T2 publishes no CPUCreditBalance (ElastiCache user guide, host-level metrics). */
const publishesCredits = (nodeType: string) => /^cache\.(t3|t4g)\./.test(nodeType);

const NETWORK = {
  statistic: "Sum",
  periodSeconds: 300,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  comparisonOperator: "GreaterThanThreshold",
  threshold: () => 0,
  condition: "over 0, on nodes that aren't burstable",
  treatMissingData: "notBreaching",
  set: "RECOMMENDED",
  // A burstable node often exceeds its small baseline, which is what its network credits are for.
  applies: ({ nodeType }: AlarmFacts) => !isBurstable(nodeType),
} as const;

const table = {
  cpu: {
    metricName: "CPUUtilization",
    statistic: "Average",
    periodSeconds: 300,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    comparisonOperator: "GreaterThanThreshold",
    // AWS's rule of 90 / vCPU. The reference module's 80 is never reached on two vCPUs by one saturated thread.
    threshold: ({ set, node }) =>
      set === "RECOMMENDED" && node !== undefined && node.vcpu <= FEW_VCPUS ? 90 / node.vcpu : 80,
    condition:
      "over 90 / vCPUs on nodes of at most two (45 % on two), else over 80 %; always 80 % in the BASIC set",
    treatMissingData: "missing",
    set: "BASIC",
    meaning: "The host's CPU is near what the engine can use of it, so commands queue.",
    firstAction:
      "Compare with EngineCPUUtilization and the slow log; move reads to replicas, or take a larger node type (more shards in cluster mode).",
  },
  memory: {
    metricName: "DatabaseMemoryUsagePercentage",
    statistic: "Average",
    periodSeconds: 300,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    comparisonOperator: "GreaterThanThreshold",
    threshold: () => 80,
    condition: "over 80 %",
    treatMissingData: "missing",
    set: "BASIC",
    // A full cache that evicts its least used keys works as designed. The alarms evictions and freeableMemory show when
    // it is too small.
    quiet: ({ set, evictsAnyKey }) => set === "RECOMMENDED" && evictsAnyKey,
    meaning: "The data fills most of the memory that the engine may use.",
    firstAction:
      "Look at Evictions and CacheHitRate; with a noeviction or volatile policy, set expiry times or take a larger node type before writes fail.",
  },
  engineCpu: {
    metricName: "EngineCPUUtilization",
    statistic: "Average",
    periodSeconds: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    comparisonOperator: "GreaterThanThreshold",
    threshold: () => 90,
    condition: "over 90 %",
    treatMissingData: "missing",
    set: "BASIC",
    meaning: "The engine's main thread is saturated, so every command waits.",
    firstAction:
      "Read the slow log for O(N) commands (KEYS, SMEMBERS, large Lua); move reads to replicas, or add shards or a faster node type.",
  },
  connections: {
    metricName: "CurrConnections",
    statistic: "Maximum",
    periodSeconds: 60,
    evaluationPeriods: 10,
    datapointsToAlarm: 10,
    comparisonOperator: "GreaterThanThreshold",
    // maxclients depends on the node type; above it, new clients are refused.
    threshold: ({ node }) => (node === undefined ? undefined : Math.round(node.maxclients * 0.8)),
    condition: "over 80 % of the node type's maxclients",
    treatMissingData: "missing",
    set: "RECOMMENDED",
    meaning:
      "Client connections come near the node type's maxclients; above it clients are refused.",
    firstAction:
      "Look for a client that leaks connections or lacks a pool (CLIENT LIST); set the parameter timeout to close idle ones.",
  },
  evictions: {
    metricName: "Evictions",
    statistic: "Sum",
    periodSeconds: 300,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    comparisonOperator: "GreaterThanThreshold",
    // With an allkeys policy, evictions are normal. Only a high rate shows that the cache is too small for its working
    // set.
    threshold: ({ evictsAnyKey }) => (evictsAnyKey ? 1000 : 100),
    condition: "over 100, or over 1000 with an allkeys policy",
    treatMissingData: "notBreaching",
    set: "RECOMMENDED",
    meaning: "Keys are thrown out before their time because memory is full.",
    firstAction:
      "Look at CacheHitRate: if it falls, the working set no longer fits; shorten expiry times or take a larger node type (more shards in cluster mode).",
  },
  freeableMemory: {
    metricName: "FreeableMemory",
    statistic: "Minimum",
    periodSeconds: 300,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    comparisonOperator: "LessThanThreshold",
    // AWS calls less than 100 MB low, which is normal on a node with half a gibibyte.
    threshold: ({ node }) =>
      node === undefined ? undefined : Math.min(100 * MB, Math.round(node.memoryGiB * GIB * 0.05)),
    condition: "under 100 MB, or under 5 % of a smaller node's memory",
    treatMissingData: "missing",
    set: "RECOMMENDED",
    meaning: "The host runs out of memory outside of the data: buffers, connections, a snapshot.",
    firstAction:
      "Look at SwapUsage and SaveInProgress; raise reserved-memory-percent or take a larger node type, and move the snapshot window off the peak.",
  },
  swap: {
    metricName: "SwapUsage",
    statistic: "Maximum",
    periodSeconds: 300,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: () => 300 * MB,
    condition: "over 300 MB, on nodes of at least 3 GiB",
    treatMissingData: "missing",
    set: "RECOMMENDED",
    // Smaller nodes swap a part of the operating system when idle.
    applies: ({ node }) => node !== undefined && node.memoryGiB >= 3,
    meaning: "The host swaps, which makes single commands slow by orders of magnitude.",
    firstAction:
      "Look at FreeableMemory; raise reserved-memory-percent or take a larger node type.",
  },
  replicationLag: {
    metricName: "ReplicationLag",
    statistic: "Maximum",
    periodSeconds: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: () => 1,
    // Only replicas publish it, and which node is the primary changes at a failover.
    condition: "over 1 s, with replicas",
    treatMissingData: "notBreaching",
    set: "RECOMMENDED",
    applies: ({ replicas }) => replicas,
    meaning:
      "The replica is behind its primary: reads are stale, and a failover would lose those writes.",
    firstAction:
      "Look at the primary's NetworkBytesOut and write rate, and at EngineCPUUtilization of the replica; spread large writes or take a larger node type.",
  },
  cpuCredits: {
    metricName: "CPUCreditBalance",
    statistic: "Minimum",
    periodSeconds: 300,
    // Three hours, because a new node starts near zero and earns slowly.
    evaluationPeriods: 36,
    datapointsToAlarm: 36,
    comparisonOperator: "LessThanThreshold",
    threshold: ({ nodeType }) => mostCredits(nodeType) / 10,
    condition: "under a tenth of the maximum, on T3 and T4g",
    treatMissingData: "missing",
    set: "RECOMMENDED",
    applies: ({ nodeType }) => publishesCredits(nodeType),
    meaning: "The burstable node has used up its CPU credits and is held to its baseline.",
    firstAction:
      "If the load is there to stay, take a node type with full CPU (cache.m or cache.r); else find what spent the credits.",
  },
  networkIn: {
    ...NETWORK,
    metricName: "NetworkBandwidthInAllowanceExceeded",
    meaning:
      "Packets to the node were held back or dropped because it is over its inbound bandwidth.",
    firstAction:
      "Find what writes so much (a bulk load, large values) and slow it down; else take a node type with more baseline bandwidth (more shards in cluster mode).",
  },
  networkOut: {
    ...NETWORK,
    metricName: "NetworkBandwidthOutAllowanceExceeded",
    meaning:
      "Packets from the node were held back or dropped because it is over its outbound bandwidth.",
    firstAction:
      "Find the large values or the hot keys that are read; spread reads over replicas, or take a node type with more baseline bandwidth (more shards in cluster mode).",
  },
  authFailures: {
    metricName: "AuthenticationFailures",
    statistic: "Sum",
    periodSeconds: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: () => 10,
    condition: "over 10, with authentication",
    treatMissingData: "notBreaching",
    set: "RECOMMENDED",
    applies: ({ auth }) => auth,
    meaning: "Logins fail: a client with an old credential, or somebody who guesses.",
    firstAction:
      "Ask whether a token was just rotated and a client kept the old one; else see ACL LOG and who can reach the port.",
  },
  cacheHitRate: {
    metricName: "CacheHitRate",
    statistic: "Average",
    periodSeconds: 300,
    evaluationPeriods: 6,
    datapointsToAlarm: 4,
    comparisonOperator: "LessThanThreshold",
    // The metric is a percentage from 0 to 100, although AWS's prose speaks of 0.8.
    threshold: () => 80,
    // Without reads there is no hit rate.
    condition: "under 80 %",
    treatMissingData: "notBreaching",
    set: "OPT_IN",
    meaning: "Too many reads miss the cache and go to the database behind it.",
    firstAction:
      "Look at Evictions and at what was deployed: a new key scheme, a shorter expiry, or a cold cache after a failover.",
  },
} satisfies Readonly<Record<string, AlarmDefinition>>;

/** Key of a row of the table. */
export type AlarmKey = keyof typeof table;

/** The table of alarms, by key. The order is that of the matrix. */
export const ALARMS: Readonly<Record<AlarmKey, AlarmDefinition>> = table;

/** Keys of the table, in its order. */
export const ALARM_KEYS = Object.keys(ALARMS) as readonly AlarmKey[];

/** Defaults of a custom alarm. */
export const CUSTOM_ALARM = {
  statistic: "Average",
  periodSeconds: 300,
  evaluationPeriods: 2,
  comparisonOperator: "GreaterThanThreshold",
  treatMissingData: "missing",
} as const;
