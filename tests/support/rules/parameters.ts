import { type RuleCases, cases } from "./cases";
import { later } from "./values";

const PARAMETERS_WITH_GROUP =
  "cannot be combined with parameters; remove parameterGroupName, and the component creates a group with these parameters";
const PARAMETER_GROUP_NAME =
  "is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS's own groups are default.<family> and default.<family>.cluster.on)";
const PARAMETER_GROUP_FAMILY =
  "requires redis7; write default.redis7 or another engineVersion, or remove it";
const PARAMETER_GROUP_CLUSTER_MODE = "write default.redis7.cluster.on, or remove it";
const PARAMETER_UNKNOWN = "backups are taken by snapshotRetentionLimit and snapshotWindow";
const PARAMETER_VALUE = "is not a combination of the characters K E g $ l s h z x e A";
const PARAMETER_TIERING_POLICY =
  "does not exist with data tiering on cache.r6gd.xlarge; write allkeys-lru, volatile-lru or noeviction";
const PARAMETER_VALUE_DOUBTFUL =
  '"0" is not a whole number from 1 to 10000 (sources differ, so AWS may accept it)';
const PARAMETER_FIXED_LATER =
  "can only change while no cache uses the group: AWS refuses a change on a running cache";
const PARAMETER_FAMILY_UNKNOWN =
  "are not known (only those of redis2.8, redis3.2, redis4.0, redis5.0, redis6.x, redis7, valkey7, valkey8, valkey9)";

export const parameters: readonly RuleCases[] = [
  cases(
    "parameters-with-group",
    [
      [
        { parameterGroupName: "mine", parameters: { timeout: "300" } },
        `parameterGroupName: an existing group ${PARAMETERS_WITH_GROUP}`,
      ],
      [
        { parameterGroupName: "default.redis7", parameters: { timeout: "300" } },
        `parameterGroupName: default.redis7 is provided by AWS and cannot be changed, so it ${PARAMETERS_WITH_GROUP}`,
      ],
      [
        { parameterGroupName: later, parameters: { timeout: "300" } },
        `parameterGroupName: an existing group ${PARAMETERS_WITH_GROUP}`,
      ],
    ],
    [
      { parameterGroupName: "mine" },
      { parameterGroupName: "mine", parameters: {} },
      { parameterGroupName: "", parameters: { timeout: "300" } },
    ],
  ),
  cases(
    "parameter-group-name",
    [
      [{ parameterGroupName: "1mine" }, `parameterGroupName: "1mine" ${PARAMETER_GROUP_NAME}`],
      [
        { parameterGroupName: "my_group" },
        `parameterGroupName: "my_group" ${PARAMETER_GROUP_NAME}`,
      ],
      [
        { parameterGroupName: "my--group" },
        `parameterGroupName: "my--group" ${PARAMETER_GROUP_NAME}`,
      ],
      [{ parameterGroupName: "mine-" }, `parameterGroupName: "mine-" ${PARAMETER_GROUP_NAME}`],
      [
        { parameterGroupName: "default.potato" },
        `parameterGroupName: "default.potato" ${PARAMETER_GROUP_NAME}`,
      ],
      [
        { parameterGroupName: "a".repeat(256) },
        `parameterGroupName: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" ${PARAMETER_GROUP_NAME}`,
      ],
    ],
    [
      { parameterGroupName: "Mine-1" },
      { parameterGroupName: "a".repeat(255) },
      { parameterGroupName: "Default.Redis7" },
      { parameterGroupName: later },
    ],
  ),
  cases(
    "parameter-group-family",
    [
      [
        { engineVersion: "7.0", parameterGroupName: "default.redis6.x" },
        `parameterGroupName: default.redis6.x has family redis6.x, and Redis OSS 7.0 ${PARAMETER_GROUP_FAMILY}`,
      ],
      [
        { engine: "valkey", parameterGroupName: "default.redis7.cluster.on" },
        "parameterGroupName: default.redis7.cluster.on has family redis7, and Valkey 8.1 requires valkey8; write default.valkey8.cluster.on or another engineVersion, or remove it",
      ],
      [
        { engine: "valkey", engineVersion: "7.2", parameterGroupName: "default.valkey8" },
        "parameterGroupName: default.valkey8 has family valkey8, and Valkey 7.2 requires valkey7; write default.valkey7 or another engineVersion, or remove it",
      ],
      [
        { engine: "redis", parameterGroupName: "default.memcached1.6" },
        `parameterGroupName: default.memcached1.6 has family memcached1.6, and Redis OSS 7.1 ${PARAMETER_GROUP_FAMILY}`,
      ],
    ],
    [
      { engineVersion: "6.2", parameterGroupName: "default.redis6.x" },
      { parameterGroupName: "default.redis6.x" },
      { parameterGroupName: "default.redis3.2.cluster.on" },
      { parameterGroupName: "default.valkey9" },
      { engineVersion: "5.0.6", parameterGroupName: "mine" },
      { engine: "redis", engineVersion: "8.9", parameterGroupName: "default.redis7" },
    ],
  ),
  cases(
    "parameter-group-cluster-mode",
    [
      [
        { parameterGroupName: "default.redis7", numNodeGroups: 3 },
        `parameterGroupName: default.redis7 has cluster mode off, and numNodeGroups is 3; ${PARAMETER_GROUP_CLUSTER_MODE}`,
      ],
      [
        { parameterGroupName: "default.redis7", clusterMode: "enabled" },
        `parameterGroupName: default.redis7 has cluster mode off, and clusterMode is enabled; ${PARAMETER_GROUP_CLUSTER_MODE}`,
      ],
      [
        { parameterGroupName: "default.redis7.cluster.on", clusterMode: "disabled" },
        "parameterGroupName: default.redis7.cluster.on has cluster mode on, and clusterMode is disabled; write default.redis7, or remove clusterMode",
      ],
      [
        { parameterGroupName: "default.redis7", engine: "valkey", numNodeGroups: 3 },
        "parameterGroupName: default.redis7 has cluster mode off, and numNodeGroups is 3; write default.valkey8.cluster.on, or remove it",
      ],
    ],
    [
      { parameterGroupName: "default.redis7.cluster.on", numNodeGroups: 3 },
      { parameterGroupName: "default.redis7", numNodeGroups: 1 },
      { parameterGroupName: "default.redis7.cluster.on", numCacheClusters: 2 },
      { parameterGroupName: "mine", numNodeGroups: 3 },
    ],
  ),
  cases(
    "parameter-unknown",
    [
      [
        { parameters: { "maxmemory-polcy": "allkeys-lru" } },
        "parameters.maxmemory-polcy: not a parameter of redis7; did you mean maxmemory-policy?",
      ],
      [
        { parameters: { save: "900 1" } },
        `parameters.save: not a parameter of ElastiCache: ${PARAMETER_UNKNOWN}`,
      ],
      [
        { parameters: { "tcp-backlog": "511", requirepass: "x", "lazy-freeing": "yes" } },
        "parameters.lazy-freeing: not a parameter of ElastiCache: set lazyfree-lazy-eviction, lazyfree-lazy-expire, lazyfree-lazy-server-del and lazyfree-lazy-user-del (Redis 4.0 to Valkey 7.2)",
        "parameters.requirepass: not a parameter of ElastiCache: give the password as auth.token, or let the component generate one",
        "parameters.tcp-backlog: not a parameter of ElastiCache: AWS sets it by node type; remove it",
      ],
      [
        { parameters: { "hash-max-ziplist-entries": "512" } },
        "parameters.hash-max-ziplist-entries: not a parameter of redis7 (only of redis2.8 to redis6.x); did you mean hash-max-listpack-entries?",
      ],
      [
        { parameters: { "slave-allow-chaining": "yes" }, engineVersion: "5.0.6" },
        "parameters.slave-allow-chaining: not a parameter of redis5.0 (only of redis2.8 to redis4.0); for replica-allow-chaining: AWS sets it; remove it",
      ],
      [
        { parameters: { "lazyfree-lazy-eviction": "yes" }, engine: "valkey" },
        "parameters.lazyfree-lazy-eviction: not a parameter of valkey8 (only of redis4.0 to valkey7); remove it",
      ],
      [
        { parameters: { "repl-timeout": "60" }, engineVersion: "5.0.6" },
        "parameters.repl-timeout: not a parameter of redis5.0 (only of redis2.8 to redis4.0); remove it",
      ],
      [
        { parameters: { "search-default-timeout-ms": "100" } },
        "parameters.search-default-timeout-ms: not a parameter of redis7 (only of valkey8 to valkey9); remove it",
      ],
      [
        { parameters: { savee: "x" } },
        `parameters.savee: not a parameter of redis7; for save: ${PARAMETER_UNKNOWN}`,
      ],
      [
        { parameters: { "something-else-entirely": "1" } },
        "parameters.something-else-entirely: not a parameter of redis7; remove it",
      ],
      [
        { parameters: { "max-memory": "100" } },
        "parameters.max-memory: not a parameter of redis7; for maxmemory: the node type decides it; set reserved-memory-percent, or use a larger nodeType",
      ],
    ],
    [
      { parameters: { "maxmemory-policy": "allkeys-lru" } },
      { parameters: { "hash-max-ziplist-entries": "512" }, engineVersion: "6.2" },
      { parameters: { "cluster-databases": "2" }, engine: "valkey", engineVersion: "9.0" },
      { parameters: { whatever: "1" }, engine: "redis", engineVersion: "8.9" },
    ],
  ),
  cases(
    "parameter-not-settable",
    [
      [
        { parameters: { maxmemory: "100" } },
        "parameters.maxmemory: cannot be set on ElastiCache; the node type decides it; set reserved-memory-percent, or use a larger nodeType",
      ],
      [
        { parameters: { appendonly: "no" } },
        "parameters.appendonly: cannot be set on ElastiCache; there is no append-only file; use snapshotRetentionLimit and replicas",
      ],
      [
        { parameters: { "lua-time-limit": "5000" } },
        "parameters.lua-time-limit: cannot be set on ElastiCache; it is 5000 on every node; remove it",
      ],
      [
        { parameters: { activerehashing: "yes" } },
        "parameters.activerehashing: cannot be set on ElastiCache; it is fixed from Redis 7 on; remove it",
      ],
      [
        { parameters: { maxclients: "100" } },
        "parameters.maxclients: cannot be set on ElastiCache; the node type decides it; use a larger nodeType for more connections",
      ],
      [
        { parameters: { "replica-ignore-maxmemory": "no" } },
        "parameters.replica-ignore-maxmemory: cannot be set on ElastiCache; AWS sets it; remove it",
      ],
    ],
    [
      { parameters: { "reserved-memory-percent": "30" } },
      { parameters: { appendonly: "yes" }, engineVersion: "2.8.24" },
      { parameters: { activerehashing: "yes" }, engineVersion: "6.2" },
      { parameters: { "list-max-ziplist-size": "-2" }, engineVersion: "6.2" },
    ],
  ),
  cases(
    "parameter-value",
    [
      [
        { parameters: { timeout: "19" } },
        'parameters.timeout: "19" is not 0 or a whole number of at least 20',
      ],
      [
        { parameters: { timeout: "-1" } },
        'parameters.timeout: "-1" is not 0 or a whole number of at least 20',
      ],
      [
        { parameters: { timeout: "" } },
        'parameters.timeout: "" is not 0 or a whole number of at least 20',
      ],
      [
        { parameters: { timeout: "5m" } },
        'parameters.timeout: "5m" is not 0 or a whole number of at least 20',
      ],
      [
        { parameters: { timeout: "1.5" } },
        'parameters.timeout: "1.5" is not 0 or a whole number of at least 20',
      ],
      [
        { parameters: { "maxmemory-policy": "allkeys-lur" } },
        'parameters.maxmemory-policy: "allkeys-lur" is not volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean allkeys-lru?',
      ],
      [
        { parameters: { "maxmemory-policy": "allkeys-lfu" }, engineVersion: "3.2.10" },
        'parameters.maxmemory-policy: "allkeys-lfu" is not volatile-lru, allkeys-lru, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean allkeys-lru?',
      ],
      [
        { parameters: { activedefrag: "true" } },
        'parameters.activedefrag: "true" is not yes or no',
      ],
      [
        { parameters: { "lazyfree-lazy-expire": "YES" } },
        'parameters.lazyfree-lazy-expire: "YES" is not yes or no; did you mean yes?',
      ],
      [
        { parameters: { "reserved-memory-percent": "101" } },
        'parameters.reserved-memory-percent: "101" is not a whole number from 0 to 100',
      ],
      [
        { parameters: { databases: "10001" } },
        'parameters.databases: "10001" is not a whole number from 1 to 10000',
      ],
      [
        { parameters: { "maxmemory-samples": "65" }, engine: "valkey" },
        'parameters.maxmemory-samples: "65" is not a whole number from 1 to 64',
      ],
      [
        { parameters: { "notify-keyspace-events": "Kq" } },
        `parameters.notify-keyspace-events: "Kq" ${PARAMETER_VALUE}`,
      ],
      [
        { parameters: { "notify-keyspace-events": "Exm" }, engineVersion: "5.0.6" },
        `parameters.notify-keyspace-events: "Exm" ${PARAMETER_VALUE}`,
      ],
      [
        { parameters: { "notify-keyspace-events": "Kt" }, engineVersion: "4.0.10" },
        `parameters.notify-keyspace-events: "Kt" ${PARAMETER_VALUE}`,
      ],
      [
        { parameters: { "list-max-ziplist-entries": "-1" }, engineVersion: "2.8.24" },
        'parameters.list-max-ziplist-entries: "-1" is not a whole number of at least 0',
      ],
      [
        { parameters: { "acllog-max-len": "many" } },
        'parameters.acllog-max-len: "many" is not a whole number from 1 to 10000',
      ],
      [
        { parameters: { "maxmemory-policy": "volatile-tll" }, nodeType: "cache.r6gd.xlarge" },
        'parameters.maxmemory-policy: "volatile-tll" is not volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean volatile-lru?',
      ],
    ],
    [
      { parameters: { timeout: "0" } },
      { parameters: { timeout: "20" } },
      { parameters: { "maxmemory-policy": "allkeys-lfu" } },
      { parameters: { "reserved-memory-percent": "0" } },
      { parameters: { "reserved-memory-percent": "100" } },
      { parameters: { databases: "10001" }, engineVersion: "5.0.6" },
      { parameters: { "maxmemory-samples": "65" } },
      { parameters: { "slowlog-log-slower-than": "-1" } },
      { parameters: { "notify-keyspace-events": "" } },
      { parameters: { "notify-keyspace-events": "KEAmn" } },
      { parameters: { "notify-keyspace-events": "Kt" }, engineVersion: "5.0.6" },
      { parameters: { "acllog-max-len": "0" } },
    ],
  ),
  cases(
    "parameter-rename-commands",
    [
      [
        { parameters: { "rename-commands": "KEYS" } },
        'parameters.rename-commands: "KEYS" does not consist of pairs of a command and its new name, separated by spaces',
      ],
      [
        { parameters: { "rename-commands": "KEY blocked" } },
        'parameters.rename-commands: "KEY" is not a command that can be renamed; did you mean KEYS?',
      ],
      [
        { parameters: { "rename-commands": "PING pong FROBNICATE_EVERYTHING x" } },
        'parameters.rename-commands: "FROBNICATE_EVERYTHING" is not a command that can be renamed',
      ],
      ...['""', "''"].map(
        (empty) =>
          [
            { parameters: { "rename-commands": `PING pong KEYS ${empty}` } },
            "parameters.rename-commands: the new name of KEYS is empty; write a name that no client uses, such as blocked",
          ] as const,
      ),
    ],
    [
      { parameters: { "rename-commands": "keys blocked  FLUSHALL blocked" } },
      { parameters: { "rename-commands": "" } },
    ],
  ),
  cases(
    "parameter-twice",
    [
      [
        { parameters: { Timeout: "20", timeout: "20" } },
        "parameters.timeout: the same parameter as Timeout, because AWS stores names in lower case; remove one",
      ],
    ],
    [{ parameters: { Timeout: "20" } }],
  ),
  cases(
    "parameter-reserved-memory",
    [
      [
        { parameters: { "reserved-memory": "0", "reserved-memory-percent": "25" } },
        "parameters.reserved-memory: cannot be combined with reserved-memory-percent; keep reserved-memory-percent",
      ],
    ],
    [
      { parameters: { "reserved-memory": "0" } },
      { parameters: { "reserved-memory-percent": "25" } },
    ],
  ),
  cases(
    "parameter-cluster-enabled",
    [
      [
        { parameters: { "cluster-enabled": "no" }, numNodeGroups: 2 },
        "parameters.cluster-enabled: no turns cluster mode off, and numNodeGroups is 2; remove it, and the component sets it",
      ],
      [
        { parameters: { "cluster-enabled": "no" }, clusterMode: "enabled" },
        "parameters.cluster-enabled: no turns cluster mode off, and clusterMode is enabled; remove it, and the component sets it",
      ],
      [
        { parameters: { "Cluster-Enabled": "yes" }, clusterMode: "disabled" },
        "parameters.Cluster-Enabled: yes turns cluster mode on, and clusterMode is disabled; remove one of the two",
      ],
    ],
    [
      { parameters: { "cluster-enabled": "yes" } },
      { parameters: { "cluster-enabled": "yes" }, numNodeGroups: 2 },
      { parameters: { "cluster-enabled": "no" } },
    ],
  ),
  cases(
    "parameter-tiering-policy",
    [
      [
        { parameters: { "maxmemory-policy": "allkeys-random" }, nodeType: "cache.r6gd.xlarge" },
        `parameters.maxmemory-policy: allkeys-random ${PARAMETER_TIERING_POLICY}`,
      ],
      [
        { parameters: { "maxmemory-policy": "volatile-ttl" }, nodeType: "cache.r6gd.xlarge" },
        `parameters.maxmemory-policy: volatile-ttl ${PARAMETER_TIERING_POLICY}`,
      ],
    ],
    [
      { parameters: { "maxmemory-policy": "allkeys-lru" }, nodeType: "cache.r6gd.xlarge" },
      { parameters: { "maxmemory-policy": "allkeys-lfu" }, nodeType: "cache.r6gd.xlarge" },
      { parameters: { "maxmemory-policy": "allkeys-random" } },
    ],
  ),
  cases(
    "parameter-value-doubtful",
    [
      [
        { parameters: { "acllog-max-len": "0" } },
        `parameters.acllog-max-len: ${PARAMETER_VALUE_DOUBTFUL}`,
      ],
      [
        { parameters: { "cluster-databases": "0" }, engine: "valkey", engineVersion: "9.0" },
        `parameters.cluster-databases: ${PARAMETER_VALUE_DOUBTFUL}`,
      ],
      [
        { parameters: { "cluster-preferred-endpoint-type": "host" } },
        'parameters.cluster-preferred-endpoint-type: "host" is not ip or tls-dynamic (sources differ, so AWS may accept it)',
      ],
      [
        { parameters: { "active-defrag-ignore-bytes": "1048576" } },
        'parameters.active-defrag-ignore-bytes: "1048576" is outside 10485760 to 104857600, the range in the user guide; AWS may refuse it',
      ],
      [
        { parameters: { "notify-keyspace-events": "KEmn" }, engineVersion: "7.1" },
        'parameters.notify-keyspace-events: "KEmn" is not a combination of the characters K E g $ l s h z x e A (sources differ, so AWS may accept it)',
      ],
      [
        { parameters: { "notify-keyspace-events": "", "rename-commands": "" } },
        "parameters.notify-keyspace-events: empty is the default, and AWS may refuse an empty value; remove it",
        "parameters.rename-commands: empty is the default, and AWS may refuse an empty value; remove it",
      ],
      [
        { parameters: { "list-max-ziplist-size": "0" }, engineVersion: "6.2" },
        'parameters.list-max-ziplist-size: "0" is not a whole number of at least -5, except 0 (sources differ, so AWS may accept it)',
      ],
      [
        { parameters: { "rename-commands": "PING pong KEYS my_keys" } },
        'parameters.rename-commands: the new name "my_keys" of KEYS contains characters other than letters and digits; AWS may refuse it',
      ],
    ],
    [
      { parameters: { "acllog-max-len": "1" } },
      { parameters: { "acllog-max-len": "10000" } },
      { parameters: { "active-defrag-ignore-bytes": "10485760" } },
      { parameters: { "notify-keyspace-events": "Ex" } },
      { parameters: { "maxmemory-policy": "" } },
      { parameters: { timeout: "19" } },
    ],
  ),
  cases(
    "parameter-tiering-policy-doubtful",
    [
      [
        { parameters: { "maxmemory-policy": "allkeys-lfu" }, nodeType: "cache.r6gd.xlarge" },
        "parameters.maxmemory-policy: allkeys-lfu is in one list of the user guide for data tiering and not in the other, so AWS may refuse it on cache.r6gd.xlarge; write allkeys-lru, volatile-lru or noeviction",
      ],
    ],
    [
      { parameters: { "maxmemory-policy": "volatile-lru" }, nodeType: "cache.r6gd.xlarge" },
      { parameters: { "maxmemory-policy": "allkeys-lfu" } },
    ],
  ),
  cases(
    "parameter-fixed-later",
    [
      [{ parameters: { databases: "32" } }, `parameters.databases: ${PARAMETER_FIXED_LATER}`],
      [
        { parameters: { "cluster-databases": "2" }, engine: "valkey", engineVersion: "9.0" },
        "parameters.cluster-databases: can only be set when the group is created: AWS refuses a change on a running cache",
      ],
      [
        { parameters: { activerehashing: "no" }, engineVersion: "6.2" },
        `parameters.activerehashing: ${PARAMETER_FIXED_LATER}`,
      ],
    ],
    [{ parameters: { "cluster-enabled": "yes" } }, { parameters: { timeout: "300" } }],
  ),
  cases(
    "parameter-keyspace-events",
    [
      [
        { parameters: { "notify-keyspace-events": "gx" } },
        'parameters.notify-keyspace-events: "gx" without K or E sends nothing; use for example "Kgx"',
      ],
    ],
    [
      // Not valid with K either: parameter-value refuses it.
      { parameters: { "notify-keyspace-events": "Q" } },
      { parameters: { "notify-keyspace-events": "gQ" } },
      { parameters: { "notify-keyspace-events": "Kgx" } },
      { parameters: { "notify-keyspace-events": "AE" } },
      { parameters: { "notify-keyspace-events": "" } },
    ],
  ),
  cases(
    "parameter-databases",
    [
      [
        { parameters: { databases: "16" }, numNodeGroups: 3 },
        "parameters.databases: cluster mode has only database 0 before Valkey 9; remove it",
      ],
    ],
    [
      { parameters: { databases: "16" } },
      { parameters: { databases: "1" }, numNodeGroups: 3 },
      { parameters: { databases: "16" }, numNodeGroups: 3, engine: "valkey", engineVersion: "9.0" },
    ],
  ),
  cases(
    "parameter-defrag-cycles",
    [
      [
        { parameters: { "active-defrag-cycle-min": "50", "active-defrag-cycle-max": "40" } },
        "parameters.active-defrag-cycle-min: active-defrag-cycle-min 50 is above active-defrag-cycle-max 40; lower the first, or raise the second",
      ],
      [
        { parameters: { "active-defrag-cycle-max": "4" } },
        "parameters.active-defrag-cycle-max: active-defrag-cycle-min 5 is above active-defrag-cycle-max 4; lower the first, or raise the second",
      ],
    ],
    [
      { parameters: { "active-defrag-cycle-min": "40", "active-defrag-cycle-max": "40" } },
      { parameters: { "active-defrag-cycle-max": "5" } },
    ],
  ),
  cases(
    "parameter-name-case",
    [
      [
        { parameters: { TimeOut: "300" } },
        "parameters.TimeOut: AWS stores names in lower case; it is sent as timeout",
      ],
    ],
    [{ parameters: { timeout: "300" } }],
  ),
  cases(
    "parameter-group-deferred",
    [
      [
        { applyImmediately: false },
        "applyImmediately: with false, a change of the parameter family (a major version, Valkey) waits for the maintenance window, and until then AWS refuses to delete the old parameter group: the update fails at its end, and succeeds when run again after the window; set it to true for such a change",
      ],
    ],
    [
      {},
      { applyImmediately: true },
      { applyImmediately: false, parameterGroupName: "shared" },
      { applyImmediately: false, parameterGroupName: later },
    ],
  ),
  cases(
    "parameter-family-unknown",
    [
      [
        { parameters: { timeout: "300" }, engine: "redis", engineVersion: "8.9" },
        `parameters: not checked, because the parameters of redis8 ${PARAMETER_FAMILY_UNKNOWN}`,
      ],
      [
        { parameters: { timeout: "300" }, engineVersion: "2.6.13" },
        `parameters: not checked, because the parameters of redis2.6 ${PARAMETER_FAMILY_UNKNOWN}`,
      ],
    ],
    [{ engine: "redis", engineVersion: "8.9" }, { parameters: { timeout: "300" } }],
  ),
];
