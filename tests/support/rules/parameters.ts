import type { RuleCases } from "./cases";
import { later } from "./values";

export const parameters: readonly RuleCases[] = [
  {
    rule: "parameters-with-group",
    refused: [
      {
        args: { parameterGroupName: "mine", parameters: { timeout: "300" } },
        found: [
          "parameterGroupName: an existing group excludes parameters; leave out parameterGroupName, and the component creates a group with these parameters",
        ],
      },
      {
        args: { parameterGroupName: "default.redis7", parameters: { timeout: "300" } },
        found: [
          "parameterGroupName: default.redis7 is provided by AWS and cannot be changed, so it excludes parameters; leave out parameterGroupName, and the component creates a group with these parameters",
        ],
      },
      {
        args: { parameterGroupName: later, parameters: { timeout: "300" } },
        found: [
          "parameterGroupName: an existing group excludes parameters; leave out parameterGroupName, and the component creates a group with these parameters",
        ],
      },
    ],
    accepted: [
      { args: { parameterGroupName: "mine" } },
      { args: { parameterGroupName: "mine", parameters: {} } },
      { args: { parameterGroupName: "", parameters: { timeout: "300" } } },
    ],
  },
  {
    rule: "parameter-group-name",
    refused: [
      {
        args: { parameterGroupName: "1mine" },
        found: [
          'parameterGroupName: "1mine" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
      {
        args: { parameterGroupName: "my_group" },
        found: [
          'parameterGroupName: "my_group" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
      {
        args: { parameterGroupName: "my--group" },
        found: [
          'parameterGroupName: "my--group" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
      {
        args: { parameterGroupName: "mine-" },
        found: [
          'parameterGroupName: "mine-" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
      {
        args: { parameterGroupName: "default.potato" },
        found: [
          'parameterGroupName: "default.potato" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
      {
        args: { parameterGroupName: "a".repeat(256) },
        found: [
          'parameterGroupName: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not a valid parameter group name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen (AWS\'s own groups are default.<family> and default.<family>.cluster.on)',
        ],
      },
    ],
    accepted: [
      { args: { parameterGroupName: "Mine-1" } },
      { args: { parameterGroupName: "a".repeat(255) } },
      { args: { parameterGroupName: "Default.Redis7" } },
      { args: { parameterGroupName: later } },
    ],
  },
  {
    rule: "parameter-group-family",
    refused: [
      {
        args: { engineVersion: "7.0", parameterGroupName: "default.redis6.x" },
        found: [
          "parameterGroupName: default.redis6.x has family redis6.x, and Redis OSS 7.0 requires redis7; write default.redis7 or another engineVersion, or leave it out",
        ],
      },
      {
        args: { engine: "valkey", parameterGroupName: "default.redis7.cluster.on" },
        found: [
          "parameterGroupName: default.redis7.cluster.on has family redis7, and Valkey 8.1 requires valkey8; write default.valkey8.cluster.on or another engineVersion, or leave it out",
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "7.2", parameterGroupName: "default.valkey8" },
        found: [
          "parameterGroupName: default.valkey8 has family valkey8, and Valkey 7.2 requires valkey7; write default.valkey7 or another engineVersion, or leave it out",
        ],
      },
      {
        args: { engine: "redis", parameterGroupName: "default.memcached1.6" },
        found: [
          "parameterGroupName: default.memcached1.6 has family memcached1.6, and Redis OSS 7.1 requires redis7; write default.redis7 or another engineVersion, or leave it out",
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "6.2", parameterGroupName: "default.redis6.x" } },
      { args: { parameterGroupName: "default.redis6.x" } },
      { args: { parameterGroupName: "default.redis3.2.cluster.on" } },
      { args: { parameterGroupName: "default.valkey9" } },
      { args: { engineVersion: "5.0.6", parameterGroupName: "mine" } },
      { args: { engine: "redis", engineVersion: "8.9", parameterGroupName: "default.redis7" } },
    ],
  },
  {
    rule: "parameter-group-cluster-mode",
    refused: [
      {
        args: { parameterGroupName: "default.redis7", numNodeGroups: 3 },
        found: [
          "parameterGroupName: default.redis7 has cluster mode off, and numNodeGroups is 3; write default.redis7.cluster.on, or leave it out",
        ],
      },
      {
        args: { parameterGroupName: "default.redis7", clusterMode: "enabled" },
        found: [
          "parameterGroupName: default.redis7 has cluster mode off, and clusterMode is enabled; write default.redis7.cluster.on, or leave it out",
        ],
      },
      {
        args: { parameterGroupName: "default.redis7.cluster.on", clusterMode: "disabled" },
        found: [
          "parameterGroupName: default.redis7.cluster.on has cluster mode on, and clusterMode is disabled; write default.redis7, or leave clusterMode out",
        ],
      },
      {
        args: { parameterGroupName: "default.redis7", engine: "valkey", numNodeGroups: 3 },
        found: [
          "parameterGroupName: default.redis7 has cluster mode off, and numNodeGroups is 3; write default.valkey8.cluster.on, or leave it out",
        ],
      },
    ],
    accepted: [
      { args: { parameterGroupName: "default.redis7.cluster.on", numNodeGroups: 3 } },
      { args: { parameterGroupName: "default.redis7", numNodeGroups: 1 } },
      { args: { parameterGroupName: "default.redis7.cluster.on", numCacheClusters: 2 } },
      { args: { parameterGroupName: "mine", numNodeGroups: 3 } },
    ],
  },
  {
    rule: "parameter-unknown",
    refused: [
      {
        args: { parameters: { "maxmemory-polcy": "allkeys-lru" } },
        found: [
          "parameters.maxmemory-polcy: not a parameter of redis7; did you mean maxmemory-policy?",
        ],
      },
      {
        args: { parameters: { save: "900 1" } },
        found: [
          "parameters.save: not a parameter of ElastiCache: backups are taken by snapshotRetentionLimit and snapshotWindow",
        ],
      },
      {
        args: { parameters: { "tcp-backlog": "511", requirepass: "x", "lazy-freeing": "yes" } },
        found: [
          "parameters.lazy-freeing: not a parameter of ElastiCache: set lazyfree-lazy-eviction, lazyfree-lazy-expire, lazyfree-lazy-server-del and lazyfree-lazy-user-del (Redis 4.0 to Valkey 7.2)",
          "parameters.requirepass: not a parameter of ElastiCache: give the password as auth.token, or let the component generate one",
          "parameters.tcp-backlog: not a parameter of ElastiCache: AWS sets it by node type; leave it out",
        ],
      },
      {
        args: { parameters: { "hash-max-ziplist-entries": "512" } },
        found: [
          "parameters.hash-max-ziplist-entries: not a parameter of redis7 (only of redis2.8 to redis6.x); did you mean hash-max-listpack-entries?",
        ],
      },
      {
        args: { parameters: { "slave-allow-chaining": "yes" }, engineVersion: "5.0.6" },
        found: [
          "parameters.slave-allow-chaining: not a parameter of redis5.0 (only of redis2.8 to redis4.0); for replica-allow-chaining: AWS sets it; leave it out",
        ],
      },
      {
        args: { parameters: { "lazyfree-lazy-eviction": "yes" }, engine: "valkey" },
        found: [
          "parameters.lazyfree-lazy-eviction: not a parameter of valkey8 (only of redis4.0 to valkey7); leave it out",
        ],
      },
      {
        args: { parameters: { "repl-timeout": "60" }, engineVersion: "5.0.6" },
        found: [
          "parameters.repl-timeout: not a parameter of redis5.0 (only of redis2.8 to redis4.0); leave it out",
        ],
      },
      {
        args: { parameters: { "search-default-timeout-ms": "100" } },
        found: [
          "parameters.search-default-timeout-ms: not a parameter of redis7 (only of valkey8 to valkey9); leave it out",
        ],
      },
      {
        args: { parameters: { savee: "x" } },
        found: [
          "parameters.savee: not a parameter of redis7; for save: backups are taken by snapshotRetentionLimit and snapshotWindow",
        ],
      },
      {
        args: { parameters: { "something-else-entirely": "1" } },
        found: ["parameters.something-else-entirely: not a parameter of redis7; leave it out"],
      },
      {
        args: { parameters: { "max-memory": "100" } },
        found: [
          "parameters.max-memory: not a parameter of redis7; for maxmemory: the node type decides it; set reserved-memory-percent, or take a larger nodeType",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "maxmemory-policy": "allkeys-lru" } } },
      { args: { parameters: { "hash-max-ziplist-entries": "512" }, engineVersion: "6.2" } },
      {
        args: { parameters: { "cluster-databases": "2" }, engine: "valkey", engineVersion: "9.0" },
      },
      { args: { parameters: { whatever: "1" }, engine: "redis", engineVersion: "8.9" } },
    ],
  },
  {
    rule: "parameter-not-settable",
    refused: [
      {
        args: { parameters: { maxmemory: "100" } },
        found: [
          "parameters.maxmemory: cannot be set on ElastiCache; the node type decides it; set reserved-memory-percent, or take a larger nodeType",
        ],
      },
      {
        args: { parameters: { appendonly: "no" } },
        found: [
          "parameters.appendonly: cannot be set on ElastiCache; there is no append-only file; use snapshotRetentionLimit and replicas",
        ],
      },
      {
        args: { parameters: { "lua-time-limit": "5000" } },
        found: [
          "parameters.lua-time-limit: cannot be set on ElastiCache; it is 5000 on every node; leave it out",
        ],
      },
      {
        args: { parameters: { activerehashing: "yes" } },
        found: [
          "parameters.activerehashing: cannot be set on ElastiCache; it is fixed from Redis 7 on; leave it out",
        ],
      },
      {
        args: { parameters: { maxclients: "100" } },
        found: [
          "parameters.maxclients: cannot be set on ElastiCache; the node type decides it; take a larger nodeType for more connections",
        ],
      },
      {
        args: { parameters: { "replica-ignore-maxmemory": "no" } },
        found: [
          "parameters.replica-ignore-maxmemory: cannot be set on ElastiCache; AWS sets it; leave it out",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "reserved-memory-percent": "30" } } },
      { args: { parameters: { appendonly: "yes" }, engineVersion: "2.8.24" } },
      { args: { parameters: { activerehashing: "yes" }, engineVersion: "6.2" } },
      { args: { parameters: { "list-max-ziplist-size": "-2" }, engineVersion: "6.2" } },
    ],
  },
  {
    rule: "parameter-value",
    refused: [
      {
        args: { parameters: { timeout: "19" } },
        found: ['parameters.timeout: "19" is not 0 or a whole number of at least 20'],
      },
      {
        args: { parameters: { timeout: "-1" } },
        found: ['parameters.timeout: "-1" is not 0 or a whole number of at least 20'],
      },
      {
        args: { parameters: { timeout: "" } },
        found: ['parameters.timeout: "" is not 0 or a whole number of at least 20'],
      },
      {
        args: { parameters: { timeout: "5m" } },
        found: ['parameters.timeout: "5m" is not 0 or a whole number of at least 20'],
      },
      {
        args: { parameters: { timeout: "1.5" } },
        found: ['parameters.timeout: "1.5" is not 0 or a whole number of at least 20'],
      },
      {
        args: { parameters: { "maxmemory-policy": "allkeys-lur" } },
        found: [
          'parameters.maxmemory-policy: "allkeys-lur" is not volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean allkeys-lru?',
        ],
      },
      {
        args: { parameters: { "maxmemory-policy": "allkeys-lfu" }, engineVersion: "3.2.10" },
        found: [
          'parameters.maxmemory-policy: "allkeys-lfu" is not volatile-lru, allkeys-lru, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean allkeys-lru?',
        ],
      },
      {
        args: { parameters: { activedefrag: "true" } },
        found: ['parameters.activedefrag: "true" is not yes or no'],
      },
      {
        args: { parameters: { "lazyfree-lazy-expire": "YES" } },
        found: ['parameters.lazyfree-lazy-expire: "YES" is not yes or no; did you mean yes?'],
      },
      {
        args: { parameters: { "reserved-memory-percent": "101" } },
        found: ['parameters.reserved-memory-percent: "101" is not a whole number from 0 to 100'],
      },
      {
        args: { parameters: { databases: "10001" } },
        found: ['parameters.databases: "10001" is not a whole number from 1 to 10000'],
      },
      {
        args: { parameters: { "maxmemory-samples": "65" }, engine: "valkey" },
        found: ['parameters.maxmemory-samples: "65" is not a whole number from 1 to 64'],
      },
      {
        args: { parameters: { "notify-keyspace-events": "Kq" } },
        found: [
          'parameters.notify-keyspace-events: "Kq" is not a combination of the characters K E g $ l s h z x e A',
        ],
      },
      {
        args: { parameters: { "notify-keyspace-events": "Exm" }, engineVersion: "5.0.6" },
        found: [
          'parameters.notify-keyspace-events: "Exm" is not a combination of the characters K E g $ l s h z x e A',
        ],
      },
      {
        args: { parameters: { "notify-keyspace-events": "Kt" }, engineVersion: "4.0.10" },
        found: [
          'parameters.notify-keyspace-events: "Kt" is not a combination of the characters K E g $ l s h z x e A',
        ],
      },
      {
        args: { parameters: { "list-max-ziplist-entries": "-1" }, engineVersion: "2.8.24" },
        found: ['parameters.list-max-ziplist-entries: "-1" is not a whole number of at least 0'],
      },
      {
        args: { parameters: { "acllog-max-len": "many" } },
        found: ['parameters.acllog-max-len: "many" is not a whole number from 1 to 10000'],
      },
      {
        args: { parameters: { "maxmemory-policy": "volatile-tll" }, nodeType: "cache.r6gd.xlarge" },
        found: [
          'parameters.maxmemory-policy: "volatile-tll" is not volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl or noeviction; did you mean volatile-lru?',
        ],
      },
    ],
    accepted: [
      { args: { parameters: { timeout: "0" } } },
      { args: { parameters: { timeout: "20" } } },
      { args: { parameters: { "maxmemory-policy": "allkeys-lfu" } } },
      { args: { parameters: { "reserved-memory-percent": "0" } } },
      { args: { parameters: { "reserved-memory-percent": "100" } } },
      { args: { parameters: { databases: "10001" }, engineVersion: "5.0.6" } },
      { args: { parameters: { "maxmemory-samples": "65" } } },
      { args: { parameters: { "slowlog-log-slower-than": "-1" } } },
      { args: { parameters: { "notify-keyspace-events": "" } } },
      { args: { parameters: { "notify-keyspace-events": "KEAmn" } } },
      { args: { parameters: { "notify-keyspace-events": "Kt" }, engineVersion: "5.0.6" } },
      { args: { parameters: { "acllog-max-len": "0" } } },
    ],
  },
  {
    rule: "parameter-rename-commands",
    refused: [
      {
        args: { parameters: { "rename-commands": "KEYS" } },
        found: [
          'parameters.rename-commands: "KEYS" does not hold pairs of a command and its new name, separated by spaces',
        ],
      },
      {
        args: { parameters: { "rename-commands": "KEY blocked" } },
        found: [
          'parameters.rename-commands: "KEY" is not a command that can be renamed; did you mean KEYS?',
        ],
      },
      {
        args: { parameters: { "rename-commands": "PING pong FROBNICATE_EVERYTHING x" } },
        found: [
          'parameters.rename-commands: "FROBNICATE_EVERYTHING" is not a command that can be renamed',
        ],
      },
      ...['""', "''"].map((empty) => ({
        args: { parameters: { "rename-commands": `PING pong KEYS ${empty}` } },
        found: [
          "parameters.rename-commands: the new name of KEYS is empty; write a name that no client uses, such as blocked",
        ],
      })),
    ],
    accepted: [
      { args: { parameters: { "rename-commands": "keys blocked  FLUSHALL blocked" } } },
      { args: { parameters: { "rename-commands": "" } } },
    ],
  },
  {
    rule: "parameter-twice",
    refused: [
      {
        args: { parameters: { Timeout: "20", timeout: "20" } },
        found: [
          "parameters.timeout: the same parameter as Timeout, because AWS stores names in lower case; leave one out",
        ],
      },
    ],
    accepted: [{ args: { parameters: { Timeout: "20" } } }],
  },
  {
    rule: "parameter-reserved-memory",
    refused: [
      {
        args: { parameters: { "reserved-memory": "0", "reserved-memory-percent": "25" } },
        found: [
          "parameters.reserved-memory: cannot be combined with reserved-memory-percent; keep reserved-memory-percent",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "reserved-memory": "0" } } },
      { args: { parameters: { "reserved-memory-percent": "25" } } },
    ],
  },
  {
    rule: "parameter-cluster-enabled",
    refused: [
      {
        args: { parameters: { "cluster-enabled": "no" }, numNodeGroups: 2 },
        found: [
          "parameters.cluster-enabled: no turns cluster mode off, and numNodeGroups is 2; leave it out, and the component sets it",
        ],
      },
      {
        args: { parameters: { "cluster-enabled": "no" }, clusterMode: "enabled" },
        found: [
          "parameters.cluster-enabled: no turns cluster mode off, and clusterMode is enabled; leave it out, and the component sets it",
        ],
      },
      {
        args: { parameters: { "Cluster-Enabled": "yes" }, clusterMode: "disabled" },
        found: [
          "parameters.Cluster-Enabled: yes turns cluster mode on, and clusterMode is disabled; leave one of the two out",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "cluster-enabled": "yes" } } },
      { args: { parameters: { "cluster-enabled": "yes" }, numNodeGroups: 2 } },
      { args: { parameters: { "cluster-enabled": "no" } } },
    ],
  },
  {
    rule: "parameter-tiering-policy",
    refused: [
      {
        args: {
          parameters: { "maxmemory-policy": "allkeys-random" },
          nodeType: "cache.r6gd.xlarge",
        },
        found: [
          "parameters.maxmemory-policy: allkeys-random does not exist with data tiering on cache.r6gd.xlarge; write allkeys-lru, volatile-lru or noeviction",
        ],
      },
      {
        args: { parameters: { "maxmemory-policy": "volatile-ttl" }, nodeType: "cache.r6gd.xlarge" },
        found: [
          "parameters.maxmemory-policy: volatile-ttl does not exist with data tiering on cache.r6gd.xlarge; write allkeys-lru, volatile-lru or noeviction",
        ],
      },
    ],
    accepted: [
      {
        args: { parameters: { "maxmemory-policy": "allkeys-lru" }, nodeType: "cache.r6gd.xlarge" },
      },
      {
        args: { parameters: { "maxmemory-policy": "allkeys-lfu" }, nodeType: "cache.r6gd.xlarge" },
      },
      { args: { parameters: { "maxmemory-policy": "allkeys-random" } } },
    ],
  },
  {
    rule: "parameter-value-doubtful",
    refused: [
      {
        args: { parameters: { "acllog-max-len": "0" } },
        found: [
          'parameters.acllog-max-len: "0" is not a whole number from 1 to 10000 (sources differ, so AWS may accept it)',
        ],
      },
      {
        args: { parameters: { "cluster-databases": "0" }, engine: "valkey", engineVersion: "9.0" },
        found: [
          'parameters.cluster-databases: "0" is not a whole number from 1 to 10000 (sources differ, so AWS may accept it)',
        ],
      },
      {
        args: { parameters: { "cluster-preferred-endpoint-type": "host" } },
        found: [
          'parameters.cluster-preferred-endpoint-type: "host" is not ip or tls-dynamic (sources differ, so AWS may accept it)',
        ],
      },
      {
        args: { parameters: { "active-defrag-ignore-bytes": "1048576" } },
        found: [
          'parameters.active-defrag-ignore-bytes: "1048576" is outside 10485760 to 104857600, the range in the user guide; AWS may refuse it',
        ],
      },
      {
        args: { parameters: { "notify-keyspace-events": "KEmn" }, engineVersion: "7.1" },
        found: [
          'parameters.notify-keyspace-events: "KEmn" is not a combination of the characters K E g $ l s h z x e A (sources differ, so AWS may accept it)',
        ],
      },
      {
        args: { parameters: { "notify-keyspace-events": "", "rename-commands": "" } },
        found: [
          "parameters.notify-keyspace-events: empty is the default, and AWS may refuse an empty value; leave it out",
          "parameters.rename-commands: empty is the default, and AWS may refuse an empty value; leave it out",
        ],
      },
      {
        args: { parameters: { "list-max-ziplist-size": "0" }, engineVersion: "6.2" },
        found: [
          'parameters.list-max-ziplist-size: "0" is not a whole number of at least -5, except 0 (sources differ, so AWS may accept it)',
        ],
      },
      {
        args: { parameters: { "rename-commands": "PING pong KEYS my_keys" } },
        found: [
          'parameters.rename-commands: the new name "my_keys" of KEYS holds other characters than letters and digits; AWS may refuse it',
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "acllog-max-len": "1" } } },
      { args: { parameters: { "acllog-max-len": "10000" } } },
      { args: { parameters: { "active-defrag-ignore-bytes": "10485760" } } },
      { args: { parameters: { "notify-keyspace-events": "Ex" } } },
      { args: { parameters: { "maxmemory-policy": "" } } },
      { args: { parameters: { timeout: "19" } } },
    ],
  },
  {
    rule: "parameter-tiering-policy-doubtful",
    refused: [
      {
        args: { parameters: { "maxmemory-policy": "allkeys-lfu" }, nodeType: "cache.r6gd.xlarge" },
        found: [
          "parameters.maxmemory-policy: allkeys-lfu is in one list of the user guide for data tiering and not in the other, so AWS may refuse it on cache.r6gd.xlarge; write allkeys-lru, volatile-lru or noeviction",
        ],
      },
    ],
    accepted: [
      {
        args: { parameters: { "maxmemory-policy": "volatile-lru" }, nodeType: "cache.r6gd.xlarge" },
      },
      { args: { parameters: { "maxmemory-policy": "allkeys-lfu" } } },
    ],
  },
  {
    rule: "parameter-fixed-later",
    refused: [
      {
        args: { parameters: { databases: "32" } },
        found: [
          "parameters.databases: can only change while no cache uses the group: AWS refuses a change on a running cache",
        ],
      },
      {
        args: { parameters: { "cluster-databases": "2" }, engine: "valkey", engineVersion: "9.0" },
        found: [
          "parameters.cluster-databases: can only be set when the group is created: AWS refuses a change on a running cache",
        ],
      },
      {
        args: { parameters: { activerehashing: "no" }, engineVersion: "6.2" },
        found: [
          "parameters.activerehashing: can only change while no cache uses the group: AWS refuses a change on a running cache",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { "cluster-enabled": "yes" } } },
      { args: { parameters: { timeout: "300" } } },
    ],
  },
  {
    rule: "parameter-keyspace-events",
    refused: [
      {
        args: { parameters: { "notify-keyspace-events": "gx" } },
        found: [
          'parameters.notify-keyspace-events: "gx" without K or E sends nothing; write for example "Kgx"',
        ],
      },
    ],
    accepted: [
      // Wrong with K, too: parameter-value refuses it.
      { args: { parameters: { "notify-keyspace-events": "Q" } } },
      { args: { parameters: { "notify-keyspace-events": "gQ" } } },
      { args: { parameters: { "notify-keyspace-events": "Kgx" } } },
      { args: { parameters: { "notify-keyspace-events": "AE" } } },
      { args: { parameters: { "notify-keyspace-events": "" } } },
    ],
  },
  {
    rule: "parameter-databases",
    refused: [
      {
        args: { parameters: { databases: "16" }, numNodeGroups: 3 },
        found: [
          "parameters.databases: cluster mode has only database 0 before Valkey 9; leave it out",
        ],
      },
    ],
    accepted: [
      { args: { parameters: { databases: "16" } } },
      { args: { parameters: { databases: "1" }, numNodeGroups: 3 } },
      {
        args: {
          parameters: { databases: "16" },
          numNodeGroups: 3,
          engine: "valkey",
          engineVersion: "9.0",
        },
      },
    ],
  },
  {
    rule: "parameter-defrag-cycles",
    refused: [
      {
        args: { parameters: { "active-defrag-cycle-min": "50", "active-defrag-cycle-max": "40" } },
        found: [
          "parameters.active-defrag-cycle-min: active-defrag-cycle-min 50 is above active-defrag-cycle-max 40; lower the first, or raise the second",
        ],
      },
      {
        args: { parameters: { "active-defrag-cycle-max": "4" } },
        found: [
          "parameters.active-defrag-cycle-max: active-defrag-cycle-min 5 is above active-defrag-cycle-max 4; lower the first, or raise the second",
        ],
      },
    ],
    accepted: [
      {
        args: { parameters: { "active-defrag-cycle-min": "40", "active-defrag-cycle-max": "40" } },
      },
      { args: { parameters: { "active-defrag-cycle-max": "5" } } },
    ],
  },
  {
    rule: "parameter-name-case",
    refused: [
      {
        args: { parameters: { TimeOut: "300" } },
        found: ["parameters.TimeOut: AWS stores names in lower case; it is sent as timeout"],
      },
    ],
    accepted: [{ args: { parameters: { timeout: "300" } } }],
  },
  {
    rule: "parameter-group-deferred",
    refused: [
      {
        args: { applyImmediately: false },
        found: [
          "applyImmediately: with false, a change of the parameter family (a major version, Valkey) waits for the maintenance window, and until then AWS refuses to delete the old parameter group: the update fails at its end, and succeeds when run again after the window; set it to true for such a change",
        ],
      },
    ],
    accepted: [
      { args: {} },
      { args: { applyImmediately: true } },
      { args: { applyImmediately: false, parameterGroupName: "shared" } },
      { args: { applyImmediately: false, parameterGroupName: later } },
    ],
  },
  {
    rule: "parameter-family-unknown",
    refused: [
      {
        args: { parameters: { timeout: "300" }, engine: "redis", engineVersion: "8.9" },
        found: [
          "parameters: not checked, because the parameters of redis8 are not known (only those of redis2.8, redis3.2, redis4.0, redis5.0, redis6.x, redis7, valkey7, valkey8, valkey9)",
        ],
      },
      {
        args: { parameters: { timeout: "300" }, engineVersion: "2.6.13" },
        found: [
          "parameters: not checked, because the parameters of redis2.6 are not known (only those of redis2.8, redis3.2, redis4.0, redis5.0, redis6.x, redis7, valkey7, valkey8, valkey9)",
        ],
      },
    ],
    accepted: [
      { args: { engine: "redis", engineVersion: "8.9" } },
      { args: { parameters: { timeout: "300" } } },
    ],
  },
];
