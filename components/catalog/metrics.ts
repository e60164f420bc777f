/**
 * Metrics that ElastiCache publishes for each node of Redis OSS and Valkey, and their units (user guide: "Host-Level
 * Metrics" and "Metrics for Valkey and Redis OSS"). All of them come with the dimension `CacheClusterId`, the id of the
 * node.
 */

/** Namespace of all of them. */
export const METRIC_NAMESPACE = "AWS/ElastiCache";

/** Dimension that distinguishes the nodes of a group. */
export const NODE_DIMENSION = "CacheClusterId";

/** What one datapoint of a metric counts. Boolean metrics are 0 or 1. */
export type MetricUnit =
  | "Percent"
  | "Count"
  | "Bytes"
  | "Seconds"
  | "Milliseconds"
  | "Microseconds"
  | "Number"
  | "Boolean";

const inUnit = (unit: MetricUnit, names: readonly string[]) =>
  names.map((name): readonly [string, MetricUnit] => [name, unit]);

/** Families of commands; each has a count and a latency. */
const COMMAND_FAMILIES = [
  "ClusterBasedCmds",
  "EvalBasedCmds",
  "GeoSpatialBasedCmds",
  "GetTypeCmds",
  "HashBasedCmds",
  "HyperLogLogBasedCmds",
  "JsonBasedCmds",
  "JsonBasedGetCmds",
  "JsonBasedSetCmds",
  "KeyBasedCmds",
  "ListBasedCmds",
  "NonKeyTypeCmds",
  "PubSubBasedCmds",
  "SearchBasedCmds",
  "SearchBasedGetCmds",
  "SearchBasedSetCmds",
  "SetBasedCmds",
  "SetTypeCmds",
  "SortedSetBasedCmds",
  "StreamBasedCmds",
  "StringBasedCmds",
] as const;

/** Unit of each metric, by its name. */
export const METRICS: ReadonlyMap<string, MetricUnit> = new Map([
  ...inUnit("Percent", [
    "CacheHitRate",
    "CPUUtilization",
    "DatabaseCapacityUsageCountedForEvictPercentage",
    "DatabaseCapacityUsagePercentage",
    "DatabaseMemoryUsageCountedForEvictPercentage",
    "DatabaseMemoryUsagePercentage",
    "EngineCPUUtilization",
    "NetworkBaselineUsageInPercentage",
    "NetworkBaselineUsageOutPercentage",
  ]),
  ...inUnit("Count", [
    "AuthenticationFailures",
    "BlockedConnections",
    "CacheHits",
    "CacheMisses",
    "ChannelAuthorizationFailures",
    "CommandAuthorizationFailures",
    "CPUCreditBalance",
    "CPUCreditUsage",
    "CurrConnections",
    "CurrItems",
    "CurrVolatileItems",
    "DurabilityBufferExceededErrorCount",
    "ErrorCount",
    "Evictions",
    "IamAuthenticationExpirations",
    "IamAuthenticationThrottling",
    "IsMaster",
    "KeyAuthorizationFailures",
    "KeysTracked",
    "MajorPageFaults",
    "NetworkBandwidthInAllowanceExceeded",
    "NetworkBandwidthOutAllowanceExceeded",
    "NetworkConntrackAllowanceExceeded",
    "NetworkLinkLocalAllowanceExceeded",
    "NetworkPacketsIn",
    "NetworkPacketsOut",
    "NetworkPacketsPerSecondAllowanceExceeded",
    "NewConnections",
    "NumItemsReadFromDisk",
    "NumItemsWrittenToDisk",
    "ProcessedCommands",
    "PubSubChannels",
    "PubSubShardChannels",
    "Reclaimed",
    "RejectedConnections",
    "SearchNumberOfIndexedKeys",
    "SearchNumberOfIndexes",
    ...COMMAND_FAMILIES,
  ]),
  ...inUnit("Bytes", [
    "AllocatorFragmentationBytes",
    "BytesReadFromDisk",
    "BytesUsedForCache",
    "BytesWrittenToDisk",
    "FreeableMemory",
    "NetworkBytesIn",
    "NetworkBytesOut",
    "ReplicationBytes",
    "SearchTotalIndexSize",
    "SearchUsedMemoryBytes",
    "SwapUsage",
    "UsedMemoryDataset",
  ]),
  ...inUnit("Seconds", ["GlobalDatastoreReplicationLag", "ReplicationLag"]),
  ...inUnit("Milliseconds", ["DB0AverageTTL", "DurabilityLag"]),
  ...inUnit("Microseconds", [
    "SuccessfulReadRequestLatency",
    "SuccessfulWriteRequestLatency",
    ...COMMAND_FAMILIES.map((name) => `${name}Latency`),
  ]),
  ...inUnit("Number", [
    "ActiveDefragHits",
    "AllocatorFragmentationRatio",
    "MemoryFragmentationRatio",
  ]),
  ...inUnit("Boolean", ["MasterLinkHealthStatus", "SaveInProgress", "TrafficManagementActive"]),
]);
