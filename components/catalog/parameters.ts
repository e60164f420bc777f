/**
 * Parameters of ElastiCache's parameter groups, family by family, from redis2.8 to valkey9. AWS does not publish the
 * ranges of the newer families: defaults and whether a parameter can be set are from the user guide; allowed values are those of the
 * last family whose API output is public, unless the guide lists a change.
 */

/** Where a fact comes from. */
export const PARAMETER_SOURCES = {
  guide:
    "ElastiCache user guide, ParameterGroups.Engine (tables of added, changed and removed parameters)",
  memory: "ElastiCache user guide, redis-memory-management",
  "api2.8": "DescribeCacheParameters output for redis2.8 in the AWS SDK's examples",
  "api5.0": "DescribeEngineDefaultParameters output for redis5.0 in the AWS CLI's examples",
  memorydb: "the same parameter of MemoryDB for Redis 6",
} as const;

/** Families, oldest first; the families of a parameter are consecutive in this list. */
export const PARAMETER_FAMILIES = [
  "redis2.8",
  "redis3.2",
  "redis4.0",
  "redis5.0",
  "redis6.x",
  "redis7",
  "valkey7",
  "valkey8",
  "valkey9",
] as const;
export type ParameterFamily = (typeof PARAMETER_FAMILIES)[number];

/** When a parameter can be set: always, never, only while no cache uses the group, or only when the group is created. */
export type Settable = "always" | "never" | "unused" | "creation";

/** How certain the allowed values are: only high confidence makes a wrong value an error. */
export type Confidence = "high" | "medium" | "low";

/** Facts that can differ between families. */
interface FamilyException {
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  readonly default?: string;
  readonly modifiable?: Settable;
  readonly confidence?: Confidence;
  /** Strings that the family's engine accepts, although the user guide does not list them. */
  readonly undocumented?: RegExp;
  readonly note?: string;
}

interface ParameterRow extends FamilyException {
  readonly name: string;
  readonly type: "integer" | "string";
  /** First family that has it. */
  readonly since: ParameterFamily;
  /** Last family that has it; by default the newest. */
  readonly until?: ParameterFamily;
  /** Engine version that introduced it. */
  readonly sinceVersion: string;
  /** Allowed integers outside the range. */
  readonly also?: readonly number[];
  /** Integers in the range that are not allowed. */
  readonly except?: readonly number[];
  /** A narrower range, where two sources disagree. */
  readonly narrower?: readonly [number, number];
  /** Form of a string without a list of allowed values. */
  readonly pattern?: RegExp;
  /** When a change takes effect; by default at once. */
  readonly change?: "requires-reboot" | "at-creation";
  readonly byFamily?: Readonly<Partial<Record<ParameterFamily, FamilyException>>>;
  readonly source: readonly (keyof typeof PARAMETER_SOURCES)[];
}

/** A parameter of a family. */
export interface Parameter extends Omit<ParameterRow, "byFamily" | "modifiable" | "confidence"> {
  readonly modifiable: Settable;
  readonly confidence: Confidence;
}

const YES_NO = ["yes", "no"] as const;

// Characters of notify-keyspace-events that Redis 5 (t), 6 (m, d) and 7 (n) introduced.
const STREAM_EVENTS = /^[KEg$lshzxeAt]*$/;
const MISS_EVENTS = /^[KEg$lshzxeAtmd]*$/;
const NEW_EVENTS = /^[KEg$lshzxeAtmdn]*$/;

// One row per parameter.
// prettier-ignore
const rows: readonly ParameterRow[] = [
  { name: "acl-pubsub-default", type: "string", since: "redis6.x", sinceVersion: "6.2",
    values: ["resetchannels", "allchannels"], default: "allchannels", source: ["guide"] },
  { name: "acllog-max-len", type: "integer", since: "redis6.x", sinceVersion: "6.0", min: 1, max: 10000, default: "128", confidence: "medium",
    source: ["guide", "memorydb"] },
  { name: "active-defrag-cycle-max", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1, max: 75, default: "75",
    source: ["api5.0", "guide"] },
  { name: "active-defrag-cycle-min", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1, max: 75, default: "5",
    byFamily: { "redis4.0": { default: "25", confidence: "medium" } },
    note: "at most active-defrag-cycle-max", source: ["api5.0", "guide"] },
  { name: "active-defrag-ignore-bytes", narrower: [10485760, 104857600], type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1048576, default: "104857600", confidence: "medium",
    note: "the API output starts at 1 MiB, the guide at 10 MiB", source: ["api5.0", "guide"] },
  { name: "active-defrag-max-scan-fields", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 1, max: 1000000, default: "1000",
    source: ["api5.0", "guide"] },
  { name: "active-defrag-threshold-lower", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1, max: 100, default: "10",
    source: ["api5.0", "guide"] },
  { name: "active-defrag-threshold-upper", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1, max: 100, default: "100",
    source: ["api5.0", "guide"] },
  { name: "active-expire-effort", type: "integer", since: "redis6.x", sinceVersion: "6.0", min: 1, max: 10, default: "1",
    source: ["guide"] },
  { name: "activedefrag", type: "string", since: "redis4.0", sinceVersion: "4.0.10", values: YES_NO, default: "no",
    note: "ElastiCache may defragment on its own from 7.0 on, even with no", source: ["api5.0", "guide"] },
  { name: "activerehashing", type: "string", since: "redis2.8", sinceVersion: "2.6.13", values: YES_NO, default: "yes", modifiable: "never", change: "requires-reboot",
    byFamily: { "redis2.8": { modifiable: "creation", confidence: "medium" }, "redis3.2": { modifiable: "unused" }, "redis4.0": { modifiable: "unused" }, "redis5.0": { modifiable: "unused" }, "redis6.x": { modifiable: "unused" } },
    source: ["api2.8", "guide"] },
  { name: "appendfsync", type: "string", since: "redis2.8", sinceVersion: "2.6.13",
    values: ["always", "everysec", "no"], default: "everysec", modifiable: "never",
    byFamily: { "redis2.8": { modifiable: "always" } },
    note: "from 2.8.22 on ElastiCache overwrites it with the default", source: ["api2.8", "api5.0", "guide"] },
  { name: "appendonly", type: "string", since: "redis2.8", sinceVersion: "2.6.13", values: YES_NO, default: "no", modifiable: "never",
    byFamily: { "redis2.8": { modifiable: "always" } },
    note: "from 2.8.22 on ElastiCache overwrites it with the default", source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-normal-hard-limit", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "0",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-normal-soft-limit", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "0",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-normal-soft-seconds", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "0",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-pubsub-hard-limit", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "33554432",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-pubsub-soft-limit", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "8388608",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-pubsub-soft-seconds", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "60",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "client-output-buffer-limit-replica-hard-limit", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "client-output-buffer-limit-replica-soft-limit", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "client-output-buffer-limit-replica-soft-seconds", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, default: "60", modifiable: "never",
    source: ["api5.0", "guide"] },
  { name: "client-output-buffer-limit-slave-hard-limit", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.6.13", min: 0, modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "client-output-buffer-limit-slave-soft-limit", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.6.13", min: 0, modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "client-output-buffer-limit-slave-soft-seconds", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.6.13", min: 0, default: "60", modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "client-query-buffer-limit", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1048576, max: 1073741824, default: "1073741824",
    source: ["api5.0", "guide"] },
  { name: "close-on-replica-write", type: "string", since: "redis5.0", sinceVersion: "5.0.0", values: YES_NO, default: "yes",
    source: ["api5.0", "guide"] },
  { name: "close-on-slave-write", type: "string", since: "redis2.8", until: "redis4.0", sinceVersion: "2.8.23", values: YES_NO, default: "yes",
    source: ["api2.8", "guide"] },
  { name: "cluster-allow-pubsubshard-when-down", type: "string", since: "redis7", sinceVersion: "7.0", values: YES_NO, default: "yes",
    source: ["guide"] },
  { name: "cluster-allow-reads-when-down", type: "string", since: "redis6.x", sinceVersion: "6.0", values: YES_NO, default: "no",
    source: ["guide"] },
  { name: "cluster-databases", type: "integer", since: "valkey9", sinceVersion: "valkey 9.0", min: 1, max: 10000, default: "0", modifiable: "creation", confidence: "medium", change: "at-creation",
    source: ["guide"] },
  { name: "cluster-enabled", type: "string", since: "redis3.2", sinceVersion: "3.2.4", values: YES_NO, default: "no", modifiable: "creation", change: "requires-reboot",
    note: "can no longer change once a cache uses the group", source: ["api5.0", "guide"] },
  { name: "cluster-preferred-endpoint-type", type: "string", since: "redis7", sinceVersion: "7.0",
    values: ["ip", "tls-dynamic"], default: "tls-dynamic", confidence: "medium", source: ["guide"] },
  { name: "cluster-require-full-coverage", type: "string", since: "redis3.2", sinceVersion: "3.2.4", values: YES_NO, default: "no",
    source: ["api5.0", "guide"] },
  { name: "commandlog-large-reply-max-len", type: "integer", since: "valkey8", sinceVersion: "valkey 8.1", min: 0, max: 1024, default: "128",
    source: ["guide"] },
  { name: "commandlog-large-request-max-len", type: "integer", since: "valkey8", sinceVersion: "valkey 8.1", min: 0, max: 1024, default: "128",
    source: ["guide"] },
  { name: "commandlog-reply-larger-than", type: "integer", since: "valkey8", sinceVersion: "valkey 8.1", default: "1048576", confidence: "medium",
    note: "bytes; -1 turns it off", source: ["guide"] },
  { name: "commandlog-request-larger-than", type: "integer", since: "valkey8", sinceVersion: "valkey 8.1", default: "1048576", confidence: "medium",
    note: "bytes; -1 turns it off", source: ["guide"] },
  { name: "databases", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 1, max: 10000, default: "16", modifiable: "unused", change: "requires-reboot",
    byFamily: { "redis2.8": { max: 1200000, modifiable: "creation" }, "redis3.2": { max: 1200000 }, "redis4.0": { max: 1200000 }, "redis5.0": { max: 1200000 } },
    note: "cluster mode has only database 0 before Valkey 9", source: ["api2.8", "guide"] },
  { name: "extended-redis-compatibility", type: "string", since: "valkey8", sinceVersion: "valkey 8.0", values: YES_NO, default: "yes",
    source: ["guide"] },
  { name: "hash-max-listpack-entries", type: "integer", since: "redis7", sinceVersion: "7.0", min: 0, default: "512", source: ["guide"] },
  { name: "hash-max-listpack-value", type: "integer", since: "redis7", sinceVersion: "7.0", min: 0, default: "64", source: ["guide"] },
  { name: "hash-max-ziplist-entries", type: "integer", since: "redis2.8", until: "redis6.x", sinceVersion: "2.6.13", min: 0, default: "512",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "hash-max-ziplist-value", type: "integer", since: "redis2.8", until: "redis6.x", sinceVersion: "2.6.13", min: 0, default: "64",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "hll-sparse-max-bytes", type: "integer", since: "redis3.2", sinceVersion: "3.2.4", min: 1, max: 16000, default: "3000",
    source: ["api5.0", "guide"] },
  { name: "latency-tracking", type: "string", since: "redis7", sinceVersion: "7.0", values: YES_NO, default: "no", source: ["guide"] },
  { name: "lazyfree-lazy-eviction", type: "string", since: "redis4.0", until: "valkey7", sinceVersion: "4.0.10", values: YES_NO, default: "no",
    source: ["api5.0", "guide"] },
  { name: "lazyfree-lazy-expire", type: "string", since: "redis4.0", until: "valkey7", sinceVersion: "4.0.10", values: YES_NO, default: "no",
    source: ["api5.0", "guide"] },
  { name: "lazyfree-lazy-server-del", type: "string", since: "redis4.0", until: "valkey7", sinceVersion: "4.0.10", values: YES_NO, default: "no",
    source: ["api5.0", "guide"] },
  { name: "lazyfree-lazy-user-del", type: "string", since: "redis6.x", until: "valkey7", sinceVersion: "6.0", values: YES_NO, default: "no",
    source: ["guide"] },
  { name: "lfu-decay-time", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 0, default: "1", source: ["api5.0", "guide"] },
  { name: "lfu-log-factor", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1, default: "10",
    source: ["api5.0", "guide"] },
  { name: "list-compress-depth", type: "integer", since: "redis3.2", sinceVersion: "3.2.4", min: 0, default: "0",
    source: ["api5.0", "guide"] },
  { name: "list-max-ziplist-entries", type: "integer", since: "redis2.8", until: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "512",
    source: ["api2.8", "guide"] },
  { name: "list-max-ziplist-size", type: "integer", since: "redis3.2", until: "redis6.x", sinceVersion: "3.2.4", min: -5, default: "-2", modifiable: "never", except: [0],
    byFamily: { "redis6.x": { modifiable: "always", confidence: "low" } },
    note: "0 is not allowed; the guide disagrees with itself on whether redis6.x lets it be set", source: ["api5.0", "guide"] },
  { name: "list-max-ziplist-value", type: "integer", since: "redis2.8", until: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "64",
    source: ["api2.8", "guide"] },
  { name: "lua-replicate-commands", type: "string", since: "redis5.0", until: "redis5.0", sinceVersion: "5.0.0", values: YES_NO, default: "yes",
    source: ["api5.0", "guide"] },
  { name: "lua-time-limit", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", default: "5000", modifiable: "never", min: 5000, max: 5000,
    source: ["api2.8", "api5.0", "guide"] },
  { name: "maxclients", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 1, max: 65000, default: "65000", modifiable: "never", change: "requires-reboot",
    note: "fewer on T nodes", source: ["api2.8", "api5.0", "guide"] },
  { name: "maxmemory", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", modifiable: "never",
    note: "the node type decides it", source: ["api2.8", "guide"] },
  { name: "maxmemory-policy", type: "string", since: "redis2.8", sinceVersion: "2.6.13",
    values: ["volatile-lru", "allkeys-lru", "volatile-lfu", "allkeys-lfu", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"], default: "volatile-lru",
    byFamily: { "redis2.8": { values: ["volatile-lru", "allkeys-lru", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"] }, "redis3.2": { values: ["volatile-lru", "allkeys-lru", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"] } },
    note: "on r6gd no random and no ttl policy", source: ["api2.8", "api5.0", "guide"] },
  { name: "maxmemory-samples", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 1, default: "3",
    byFamily: { "valkey8": { max: 64 }, "valkey9": { max: 64 } }, source: ["api2.8", "api5.0", "guide"] },
  { name: "min-replicas-max-lag", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, default: "10",
    source: ["api5.0", "guide"] },
  { name: "min-replicas-to-write", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, default: "0",
    source: ["api5.0", "guide"] },
  { name: "min-slaves-max-lag", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.8.6", min: 0, default: "10",
    source: ["api2.8", "guide"] },
  { name: "min-slaves-to-write", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.8.6", min: 0, default: "0",
    source: ["api2.8", "guide"] },
  { name: "notify-keyspace-events", type: "string", since: "redis2.8", sinceVersion: "2.8.6", default: "", pattern: /^[KEg$lshzxeA]*$/,
    byFamily: { "redis5.0": { undocumented: STREAM_EVENTS }, "redis6.x": { undocumented: MISS_EVENTS }, "redis7": { undocumented: NEW_EVENTS }, "valkey7": { undocumented: NEW_EVENTS }, "valkey8": { undocumented: NEW_EVENTS }, "valkey9": { undocumented: NEW_EVENTS } },
    note: "without K or E nothing is sent", source: ["api2.8", "api5.0", "guide"] },
  { name: "proto-max-bulk-len", type: "integer", since: "redis4.0", sinceVersion: "4.0.10", min: 1048576, max: 536870912, default: "536870912",
    source: ["api5.0", "guide"] },
  { name: "rename-commands", type: "string", since: "redis5.0", sinceVersion: "5.0.3", default: "",
    note: "pairs of a command and its new name, separated by spaces", source: ["api5.0", "guide"] },
  { name: "repl-backlog-size", type: "integer", since: "redis2.8", sinceVersion: "2.8.6", min: 16384, default: "1048576",
    byFamily: { "valkey8": { default: "10485760" }, "valkey9": { default: "10485760" } }, source: ["api2.8", "api5.0", "guide"] },
  { name: "repl-backlog-ttl", type: "integer", since: "redis2.8", sinceVersion: "2.8.6", min: 0, default: "3600",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "repl-timeout", type: "integer", since: "redis2.8", until: "redis4.0", sinceVersion: "2.8.6", min: 11, default: "60", modifiable: "never", confidence: "medium",
    byFamily: { "redis2.8": { modifiable: "always", confidence: "high" } },
    source: ["api2.8", "guide"] },
  { name: "replica-allow-chaining", type: "string", since: "redis5.0", sinceVersion: "5.0.0", values: YES_NO, default: "no", modifiable: "never",
    source: ["api5.0", "guide"] },
  { name: "replica-ignore-maxmemory", type: "string", since: "redis5.0", sinceVersion: "5.0.0", values: YES_NO, default: "yes", modifiable: "never",
    source: ["api5.0", "guide"] },
  { name: "replica-lazy-flush", type: "string", since: "redis5.0", until: "valkey7", sinceVersion: "5.0.0", values: YES_NO, default: "yes", modifiable: "never", confidence: "medium",
    byFamily: { "redis5.0": { default: "no" } },
    source: ["api5.0", "guide"] },
  { name: "reserved-memory", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "0", confidence: "medium",
    note: "bytes; a group has this or reserved-memory-percent, never both", source: ["api2.8", "guide", "memory"] },
  { name: "reserved-memory-percent", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, max: 100, default: "25",
    byFamily: { "redis2.8": { confidence: "medium" } },
    note: "a group has this or reserved-memory, never both; 50 suits micro nodes", source: ["api5.0", "guide", "memory"] },
  { name: "search-default-timeout-ms", type: "integer", since: "valkey8", sinceVersion: "valkey 8.2", min: 1, max: 60000, default: "50000",
    source: ["guide"] },
  { name: "search-enable-partial-results", type: "string", since: "valkey8", sinceVersion: "valkey 8.2", values: YES_NO, default: "yes",
    source: ["guide"] },
  { name: "search-fanout-target-mode", type: "string", since: "valkey8", sinceVersion: "valkey 8.2",
    values: ["client", "throughput"], default: "client", source: ["guide"] },
  { name: "set-max-intset-entries", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "512",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "slave-allow-chaining", type: "string", since: "redis2.8", until: "redis4.0", sinceVersion: "2.6.13", values: YES_NO, default: "no", modifiable: "never",
    source: ["api2.8", "guide"] },
  { name: "slave-lazy-flush", type: "string", since: "redis4.0", until: "redis4.0", sinceVersion: "4.0.10", values: YES_NO, default: "no", modifiable: "never", confidence: "medium",
    source: ["api5.0", "guide"] },
  { name: "slowlog-log-slower-than", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", default: "10000",
    note: "microseconds; negative turns it off", source: ["api2.8", "api5.0", "guide"] },
  { name: "slowlog-max-len", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "128",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "stream-node-max-bytes", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, default: "4096",
    source: ["api5.0", "guide"] },
  { name: "stream-node-max-entries", type: "integer", since: "redis5.0", sinceVersion: "5.0.0", min: 0, default: "100",
    source: ["api5.0", "guide"] },
  { name: "tcp-keepalive", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 0, default: "300",
    byFamily: { "redis2.8": { default: "0" } }, source: ["api2.8", "api5.0", "guide"] },
  { name: "timeout", type: "integer", since: "redis2.8", sinceVersion: "2.6.13", min: 20, default: "0", also: [0],
    note: "0, or 20 and more", source: ["api2.8", "api5.0", "guide"] },
  { name: "tracking-table-max-keys", type: "integer", since: "redis6.x", sinceVersion: "6.0", min: 1, max: 100000000, default: "1000000", confidence: "medium",
    source: ["guide", "memorydb"] },
  { name: "zset-max-listpack-entries", type: "integer", since: "redis7", sinceVersion: "7.0", min: 0, default: "128", source: ["guide"] },
  { name: "zset-max-listpack-value", type: "integer", since: "redis7", sinceVersion: "7.0", min: 0, default: "64", source: ["guide"] },
  { name: "zset-max-ziplist-entries", type: "integer", since: "redis2.8", until: "redis6.x", sinceVersion: "2.6.13", min: 0, default: "128",
    source: ["api2.8", "api5.0", "guide"] },
  { name: "zset-max-ziplist-value", type: "integer", since: "redis2.8", until: "redis6.x", sinceVersion: "2.6.13", min: 0, default: "64",
    source: ["api2.8", "api5.0", "guide"] },
];

/** Commands that `rename-commands` can rename (user guide, Redis 5.0.3 parameter changes). */
export const RENAMABLE_COMMANDS: ReadonlySet<string> = new Set(
  (
    "APPEND AUTH BITCOUNT BITFIELD BITOP BITPOS BLPOP BRPOP BRPOPLPUSH BZPOPMIN BZPOPMAX " +
    "CLIENT CLUSTER COMMAND DBSIZE DECR DECRBY DEL DISCARD DUMP ECHO EVAL EVALSHA EXEC EXISTS " +
    "EXPIRE EXPIREAT FLUSHALL FLUSHDB GEOADD GEOHASH GEOPOS GEODIST GEORADIUS " +
    "GEORADIUSBYMEMBER GET GETBIT GETRANGE GETSET HDEL HEXISTS HGET HGETALL HINCRBY " +
    "HINCRBYFLOAT HKEYS HLEN HMGET HMSET HSET HSETNX HSTRLEN HVALS INCR INCRBY INCRBYFLOAT " +
    "INFO KEYS LASTSAVE LINDEX LINSERT LLEN LPOP LPUSH LPUSHX LRANGE LREM LSET LTRIM MEMORY " +
    "MGET MONITOR MOVE MSET MSETNX MULTI OBJECT PERSIST PEXPIRE PEXPIREAT PFADD PFCOUNT " +
    "PFMERGE PING PSETEX PSUBSCRIBE PUBSUB PTTL PUBLISH PUNSUBSCRIBE RANDOMKEY READONLY " +
    "READWRITE RENAME RENAMENX RESTORE ROLE RPOP RPOPLPUSH RPUSH RPUSHX SADD SCARD SCRIPT " +
    "SDIFF SDIFFSTORE SELECT SET SETBIT SETEX SETNX SETRANGE SINTER SINTERSTORE SISMEMBER " +
    "SLOWLOG SMEMBERS SMOVE SORT SPOP SRANDMEMBER SREM STRLEN SUBSCRIBE SUNION SUNIONSTORE " +
    "SWAPDB TIME TOUCH TTL TYPE UNSUBSCRIBE UNLINK UNWATCH WAIT WATCH ZADD ZCARD ZCOUNT " +
    "ZINCRBY ZINTERSTORE ZLEXCOUNT ZPOPMAX ZPOPMIN ZRANGE ZRANGEBYLEX ZREVRANGEBYLEX " +
    "ZRANGEBYSCORE ZRANK ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE " +
    "ZREVRANGEBYSCORE ZREVRANK ZSCORE ZUNIONSTORE SCAN SSCAN HSCAN ZSCAN XINFO XADD XTRIM " +
    "XDEL XRANGE XREVRANGE XLEN XREAD XGROUP XREADGROUP XACK XCLAIM XPENDING GEORADIUS_RO " +
    "GEORADIUSBYMEMBER_RO LOLWUT XSETID SUBSTR"
  ).split(" "),
);

/** Names in redis.conf that no family of ElastiCache has, and what to use there instead. */
const elsewhere: Readonly<Record<string, string>> = {
  save: "backups are taken by snapshotRetentionLimit and snapshotWindow",
  dir: "AWS keeps the files; backups are taken by snapshotRetentionLimit and snapshotWindow",
  dbfilename: "AWS names the files; backups are taken by snapshotRetentionLimit and snapshotWindow",
  rdbcompression: "AWS chooses the format of backups",
  rdbchecksum: "AWS chooses the format of backups",
  "stop-writes-on-bgsave-error": "AWS runs the backups; remove it",
  "auto-aof-rewrite-percentage":
    "there is no append-only file; use snapshotRetentionLimit and replicas",
  "auto-aof-rewrite-min-size":
    "there is no append-only file; use snapshotRetentionLimit and replicas",
  "aof-use-rdb-preamble": "there is no append-only file; use snapshotRetentionLimit and replicas",
  "tcp-backlog": "AWS sets it by node type; remove it",
  requirepass: "give the password as auth.token, or let the component generate one",
  masterauth: "AWS authenticates replicas; give the clients' password as auth.token",
  aclfile: "use auth.users or auth.userGroupIds",
  user: "use auth.users or auth.userGroupIds",
  port: "use the argument port",
  "tls-port": "use transitEncryptionEnabled and port",
  "tls-cert-file": "AWS manages the certificate; use transitEncryptionEnabled",
  "tls-key-file": "AWS manages the certificate; use transitEncryptionEnabled",
  "tls-auth-clients": "ElastiCache does not check client certificates; use auth",
  bind: "use subnetIds and security groups",
  "protected-mode": "use security groups and auth",
  replicaof: "use numCacheClusters or replicasPerNodeGroup",
  slaveof: "use numCacheClusters or replicasPerNodeGroup",
  "lazy-freeing":
    "set lazyfree-lazy-eviction, lazyfree-lazy-expire, lazyfree-lazy-server-del and lazyfree-lazy-user-del (Redis 4.0 to Valkey 7.2)",
  "lazyfree-lazy-user-flush": "it cannot be set; send FLUSHALL ASYNC or FLUSHDB ASYNC",
  "rename-command": "set rename-commands (Redis 5.0.3 and later)",
  "client-output-buffer-limit":
    "set client-output-buffer-limit-normal-hard-limit and the five similar parameters for normal and pubsub clients",
  "cluster-node-timeout": "AWS sets it; remove it",
  "io-threads": "AWS turns I/O threads on by node type; remove it",
  "io-threads-do-reads": "AWS turns I/O threads on by node type; remove it",
  loglevel: "turn on logs.engineLog",
  logfile: "turn on logs.engineLog",
  hz: "AWS sets it; remove it",
  "dynamic-hz": "AWS sets it; remove it",
  daemonize: "AWS runs the process; remove it",
  supervised: "AWS runs the process; remove it",
  "maxmemory-eviction-tenacity": "AWS sets it; remove it",
  "list-max-listpack-size": "it cannot be set; remove it",
};

/** What to do instead of setting a parameter that cannot be set. */
const insteadOf: Readonly<Record<string, string>> = {
  maxmemory: "the node type decides it; set reserved-memory-percent, or use a larger nodeType",
  maxclients: "the node type decides it; use a larger nodeType for more connections",
  appendonly: "there is no append-only file; use snapshotRetentionLimit and replicas",
  appendfsync: "there is no append-only file; use snapshotRetentionLimit and replicas",
  "lua-time-limit": "it is 5000 on every node; remove it",
  activerehashing: "it is fixed from Redis 7 on; remove it",
  "replica-lazy-flush": "AWS sets it; remove it",
  "slave-lazy-flush": "AWS sets it; remove it",
};

/** What to use on ElastiCache instead of a redis.conf name that no family has; undefined for other names. */
export const elastiCacheWay = (name: string): string | undefined =>
  Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;

/** redis.conf names that no family has and for which ElastiCache has something else. */
export const redisConfNames: readonly string[] = Object.keys(elsewhere);

/** What to do instead of setting a parameter that cannot be set. */
export const insteadOfSetting = (name: string): string =>
  (Object.hasOwn(insteadOf, name) ? insteadOf[name] : undefined) ?? "AWS sets it; remove it";

const position = (family: ParameterFamily) => PARAMETER_FAMILIES.indexOf(family);

const isIn = (row: ParameterRow, family: ParameterFamily) =>
  position(row.since) <= position(family) && position(family) <= position(row.until ?? "valkey9");

function asFamilyHasIt(row: ParameterRow, family: ParameterFamily): Parameter {
  const { byFamily, ...facts } = row;
  return { modifiable: "always", confidence: "high", ...facts, ...byFamily?.[family] };
}

const tables = new Map<string, ReadonlyMap<string, Parameter>>();

/** Whether the catalogue has the family. */
export const isParameterFamily = (family: string): family is ParameterFamily =>
  PARAMETER_FAMILIES.some((known) => known === family);

/** The parameters of a family by name; undefined for a family that is not in the catalogue. */
export function parametersOf(family: string): ReadonlyMap<string, Parameter> | undefined {
  if (!isParameterFamily(family)) return undefined;
  const known = tables.get(family);
  if (known) return known;
  const table = new Map(
    rows.filter((row) => isIn(row, family)).map((row) => [row.name, asFamilyHasIt(row, family)]),
  );
  tables.set(family, table);
  return table;
}

/** A parameter of a family; undefined when the family does not have it or is not in the catalogue. */
export const findParameter = (family: string, name: string): Parameter | undefined =>
  parametersOf(family)?.get(name);

/** First and last family that has a parameter; undefined for a name that no family has. */
export function familiesOf(
  name: string,
): { readonly since: ParameterFamily; readonly until: ParameterFamily } | undefined {
  const row = rows.find((candidate) => candidate.name === name);
  return row && { since: row.since, until: row.until ?? "valkey9" };
}

/** Names of the parameters of all families. */
export const parameterNames: readonly string[] = rows.map(({ name }) => name);
