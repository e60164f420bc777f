import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CacheAlarm } from "../../../components/monitoring/alarms";
import {
  alarmMatrix,
  alarmSummary,
  condition,
  memberDrift,
  quantity,
} from "../../../components/monitoring/alarms";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import type { AlarmKey } from "../../../components/catalog/alarms";
import { ALARM_KEYS, ALARMS } from "../../../components/catalog/alarms";
import { longestEvaluationSeconds } from "../../../components/catalog/cloudwatch";
import { METRICS } from "../../../components/catalog/metrics";
import { nodeTypes } from "../../../components/catalog/node-types";
import { resolve } from "../../../components/redis-cache/spec";

const matrixOf = (args: RedisCacheArgs, name = "koneksi-test") =>
  alarmMatrix(resolve(name, args).alarms);

const keysOf = (args: RedisCacheArgs) => [...new Set(matrixOf(args).map(({ key }) => key))];

/** The row of a key on the first node. */
function rowOf(key: string, args: RedisCacheArgs): CacheAlarm {
  const row = matrixOf(args).find((alarm) => alarm.key === key);
  assert.ok(row, `no alarm ${key}`);
  return row;
}

const R6G = { nodeType: "cache.r6g.large" } as const;
const NOEVICTION = { parameters: { "maxmemory-policy": "noeviction" } } as const;

describe("the stack output of alarms", () => {
  const summaryOf = (args: RedisCacheArgs) => alarmSummary(matrixOf(args));

  it("has one line for each key", () => {
    const args: RedisCacheArgs = {
      ...R6G,
      alarms: {
        set: "BASIC",
        custom: { hits: { metricName: "CacheHitRate", threshold: 80, notify: false } },
      },
    };
    assert.deepEqual(summaryOf(args), {
      cpu: "CPUUtilization: Average > 80 % in 2 of 2 periods of 300 s, notifies",
      memory: "DatabaseMemoryUsagePercentage: Average > 80 % in 2 of 2 periods of 300 s, notifies",
      engineCpu: "EngineCPUUtilization: Average > 90 % in 5 of 5 periods of 60 s, notifies",
      hits: "CacheHitRate: Average > 80 % in 2 of 2 periods of 300 s, shows its state only",
    });
  });

  it("is the same whatever the number of nodes", () => {
    assert.deepEqual(
      summaryOf({ ...R6G, numCacheClusters: 3 }),
      summaryOf({ ...R6G, numCacheClusters: 2 }),
    );
  });

  it("fits 120 columns where the CLI prints it", () => {
    const keys = Object.fromEntries(ALARM_KEYS.map((key) => [key, { enabled: true }]));
    const lines = Object.entries(summaryOf({ ...R6G, alarms: { overrides: keys } }));
    const width = Math.max(...lines.map(([key]) => key.length));
    assert.ok(lines.length > 11);
    for (const [, line] of lines) assert.ok(width + '        : ""'.length + line.length <= 120);
  });
});

describe("the table of alarms", () => {
  it("watches metrics that ElastiCache publishes", () => {
    const unknown = ALARM_KEYS.filter((key) => !METRICS.has(ALARMS[key].metricName));
    assert.deepEqual(unknown, []);
  });

  it("asks CloudWatch for what it takes", () => {
    for (const key of ALARM_KEYS) {
      const { periodSeconds, evaluationPeriods, datapointsToAlarm } = ALARMS[key];
      assert.equal(periodSeconds % 60, 0, key);
      assert.ok(datapointsToAlarm <= evaluationPeriods, key);
      assert.ok(periodSeconds * evaluationPeriods <= longestEvaluationSeconds(periodSeconds), key);
    }
  });

  it("says what an alarm means and what to do first, within CloudWatch's 1024 characters", () => {
    const longest = "a".repeat(40);
    const args = {
      ...R6G,
      replicationGroupId: longest,
      numNodeGroups: 1,
      alarms: { overrides: { cacheHitRate: { enabled: true }, cpuCredits: { enabled: true } } },
    };
    const alarms = matrixOf(args);
    assert.deepEqual(
      [...new Set(alarms.map(({ key }) => key))].sort(),
      [...ALARM_KEYS].sort(),
      "every row is looked at",
    );
    for (const alarm of alarms) {
      const row = ALARMS[alarm.key as AlarmKey];
      for (const text of [row.meaning, row.firstAction]) assert.match(text, /^[A-Z].{20,}\.$/);
      assert.ok(alarm.description.length < 1024, alarm.key);
      assert.equal(
        alarm.description,
        `${row.metricName} of ${alarm.nodeId}: ${condition(alarm)}. ${row.meaning} First: ${row.firstAction} Runbook: docs/runbook.md#${alarm.key.toLowerCase()}`,
      );
    }
  });

  it("ends with where the runbook is published, however long the rest of it is", () => {
    const [cpu, long] = matrixOf({
      alarms: {
        set: "BASIC",
        runbookUrl: "https://wiki.example.com/redis",
        overrides: { memory: { enabled: false }, engineCpu: { enabled: false } },
        custom: {
          long: { metricName: "NewConnections", threshold: 1, description: "x".repeat(2000) },
        },
      },
      numCacheClusters: 1,
    });
    assert.match(
      cpu?.description ?? "",
      /[^#]\. Runbook: https:\/\/wiki\.example\.com\/redis#cpu$/,
    );
    assert.match(
      long?.description ?? "",
      /x Runbook: https:\/\/wiki\.example\.com\/redis#custom-alarms$/,
    );
    assert.equal(long?.description.length, 1024);
  });

  it("has no two alarms with the same meaning or the same first thing to do", () => {
    for (const field of ["meaning", "firstAction"] as const) {
      const texts = ALARM_KEYS.map((key) => ALARMS[key][field]);
      assert.deepEqual([...new Set(texts)], texts);
    }
  });
});

describe("alarmMatrix", () => {
  it("makes the recommended alarms on each node of the default cache", () => {
    assert.deepEqual(
      matrixOf({}).map(({ key, nodeId, alarmName }) => [key, nodeId, alarmName]),
      [
        "cpu",
        "memory",
        "engineCpu",
        "connections",
        "evictions",
        "freeableMemory",
        "replicationLag",
        "cpuCredits",
        "authFailures",
      ].flatMap((key) => [
        [key, "koneksi-test-redis-001", `koneksi-test-redis-${key}-001`],
        [key, "koneksi-test-redis-002", `koneksi-test-redis-${key}-002`],
      ]),
    );
  });

  it("draws up each recommended alarm of a production node", () => {
    const args: RedisCacheArgs = {
      ...R6G,
      numCacheClusters: 3,
      alarms: { overrides: { cacheHitRate: { enabled: true } } },
    };
    const conditions = matrixOf(args)
      .filter(({ node }) => node === "003")
      .map((row) => `${row.key}: ${row.metricName} ${condition(row)}, ${row.treatMissingData}`);
    assert.deepEqual(conditions, [
      "cpu: CPUUtilization Average > 45 % in 2 of 2 periods of 300 s, missing",
      "memory: DatabaseMemoryUsagePercentage Average > 80 % in 2 of 2 periods of 300 s, missing",
      "engineCpu: EngineCPUUtilization Average > 90 % in 5 of 5 periods of 60 s, missing",
      "connections: CurrConnections Maximum > 52000 in 10 of 10 periods of 60 s, missing",
      "evictions: Evictions Sum > 1000 in 2 of 3 periods of 300 s, notBreaching",
      "freeableMemory: FreeableMemory Minimum < 100 MB in 3 of 3 periods of 300 s, missing",
      "swap: SwapUsage Maximum > 300 MB in 3 of 3 periods of 300 s, missing",
      "replicationLag: ReplicationLag Maximum > 1 s in 3 of 5 periods of 60 s, notBreaching",
      "networkIn: NetworkBandwidthInAllowanceExceeded Sum > 0 in 2 of 3 periods of 300 s, notBreaching",
      "networkOut: NetworkBandwidthOutAllowanceExceeded Sum > 0 in 2 of 3 periods of 300 s, notBreaching",
      "authFailures: AuthenticationFailures Sum > 10 in 1 of 1 periods of 300 s, notBreaching",
      "cacheHitRate: CacheHitRate Average < 80 % in 4 of 6 periods of 300 s, notBreaching",
    ]);
  });

  const thresholds: readonly (readonly [string, RedisCacheArgs, number])[] = [
    ["cpu", { nodeType: "cache.r99g.large" }, 80],
    // As in the reference module.
    ["cpu", { ...R6G, alarms: { set: "BASIC" } }, 80],
    // Evicting any key is the design of a cache.
    ["evictions", {}, 1000],
    ["evictions", { parameters: { "maxmemory-policy": "allkeys-lfu" } }, 1000],
    ["evictions", { parameters: { "maxmemory-policy": "volatile-lru" } }, 100],
    ["evictions", NOEVICTION, 100],
    // The policy of an existing group is not known.
    ["evictions", { parameterGroupName: "mine" }, 100],
  ];
  for (const [key, args, threshold] of thresholds) {
    it(`makes ${key} with threshold ${String(threshold)} for ${JSON.stringify(args)}`, () => {
      assert.equal(rowOf(key, args).threshold, threshold);
    });
  }

  it("keeps quiet about a full cache only where full is its normal state", () => {
    const notifies = (args: RedisCacheArgs) => rowOf("memory", args).notify;
    assert.equal(notifies({}), false);
    assert.equal(notifies(NOEVICTION), true);
    assert.equal(notifies({ alarms: { set: "BASIC" } }), true);
    assert.equal(notifies({ alarms: { overrides: { memory: { notify: true } } } }), true);
    const quiet = matrixOf(R6G).filter(({ notify }) => !notify);
    assert.deepEqual([...new Set(quiet.map(({ key }) => key))], ["memory"]);
  });

  it("makes an alarm only where a node publishes its metric", () => {
    const has = (key: string, args: RedisCacheArgs) => keysOf(args).includes(key);
    assert.equal(has("replicationLag", { numCacheClusters: 1 }), false);
    assert.equal(has("replicationLag", { numNodeGroups: 2 }), true);
    assert.equal(has("replicationLag", { numNodeGroups: 2, replicasPerNodeGroup: 0 }), false);
    assert.equal(has("authFailures", { auth: { mode: "none" } }), false);
    assert.equal(has("authFailures", { auth: { userGroupIds: ["app"] } }), true);
    assert.equal(has("cacheHitRate", R6G), false, "only where it is asked for");
  });

  it("leaves out what needs a fact that is not known, and keeps the rest", () => {
    assert.deepEqual(keysOf({ nodeType: "cache.r99g.large" }), [
      "cpu",
      "memory",
      "engineCpu",
      "evictions",
      "replicationLag",
      "networkIn",
      "networkOut",
      "authFailures",
    ]);
    assert.deepEqual(
      keysOf({
        nodeType: "cache.r99g.large",
        alarms: {
          set: "BASIC",
          overrides: { connections: { enabled: true, threshold: 5000 }, swap: { enabled: true } },
        },
      }),
      ["cpu", "memory", "engineCpu", "connections", "swap"],
      "asked for by name, with a threshold of its own where the table has none",
    );
  });

  it("takes from each known node type the thresholds that its size gives, and no others", () => {
    const keys = ["cpu", "connections", "freeableMemory", "swap", "cpuCredits"];
    const network = ["networkIn", "networkOut"];
    const found = new Map<string, string[]>();
    for (const { type } of nodeTypes) {
      const sized = matrixOf({ nodeType: type, numCacheClusters: 1 }).filter(({ key }) =>
        [...keys, ...network].includes(key),
      );
      const line = sized.map(({ key, threshold }) => `${key} ${String(threshold)}`).join(", ");
      found.set(line, [...(found.get(line) ?? []), type]);
    }
    const usual = "freeableMemory 100000000, swap 300000000";
    const small: readonly (readonly [string, readonly string[]])[] = [
      ["cpu 90, connections 16000, freeableMemory 29796336", ["t2.micro"]],
      ["cpu 90, connections 16000, freeableMemory 83214991", ["t2.small"]],
      [`cpu 45, connections 16000, ${usual}`, ["t2.medium"]],
      [
        "cpu 45, connections 16000, freeableMemory 26843546, cpuCredits 28.8",
        ["t3.micro", "t4g.micro"],
      ],
      [
        "cpu 45, connections 36800, freeableMemory 73551315, cpuCredits 57.6",
        ["t3.small", "t4g.small"],
      ],
      [`cpu 45, connections 36800, ${usual}, cpuCredits 57.6`, ["t3.medium", "t4g.medium"]],
    ];
    const others = nodeTypes.map(({ type }) => type).filter((type) => !/^cache\.t\d/.test(type));
    assert.equal(others.length, 85);
    const with2 = others.filter((type) => type.endsWith(".large"));
    const rest = `connections 52000, ${usual}, networkIn 0, networkOut 0`;
    assert.deepEqual(
      [...found],
      [
        ...small.map(([line, types]) => [line, types.map((type) => `cache.${type}`)]),
        [`cpu 45, ${rest}`, with2],
        [`cpu 80, ${rest}`, others.filter((type) => !with2.includes(type))],
      ],
    );
  });

  it("names each alarm by key and node, with the shard in cluster mode", () => {
    const sharded = matrixOf({ numNodeGroups: 2, replicasPerNodeGroup: 1, ...R6G });
    assert.deepEqual(
      sharded
        .filter(({ key }) => key === "cpu")
        .map(({ nodeId, alarmName }) => [nodeId, alarmName]),
      ["0001-001", "0001-002", "0002-001", "0002-002"].map((node) => [
        `koneksi-test-redis-${node}`,
        `koneksi-test-redis-cpu-${node}`,
      ]),
    );
  });

  it("watches the nodes that nodeIds names", () => {
    const args = { nodeIds: ["koneksi-test-redis-001", "koneksi-test-redis-004"] };
    assert.deepEqual(
      matrixOf({ ...args, alarms: { set: "BASIC" } })
        .filter(({ key }) => key === "cpu")
        .map(({ node, nodeId }) => [node, nodeId]),
      [
        ["001", "koneksi-test-redis-001"],
        ["004", "koneksi-test-redis-004"],
      ],
    );
  });

  it("changes what an override names and nothing else", () => {
    const plain = rowOf("evictions", {});
    const changed = rowOf("evictions", {
      alarms: {
        overrides: {
          evictions: { threshold: 7, periodSeconds: 60, evaluationPeriods: 4, notify: false },
        },
      },
    });
    assert.deepEqual(changed, {
      ...plain,
      threshold: 7,
      periodSeconds: 60,
      evaluationPeriods: 4,
      datapointsToAlarm: 4,
      notify: false,
      description: plain.description.replace(
        "Sum > 1000 in 2 of 3 periods of 300 s",
        "Sum > 7 in 4 of 4 periods of 60 s",
      ),
    });
    const of = (override: object) =>
      rowOf("evictions", { alarms: { overrides: { evictions: override } } }).datapointsToAlarm;
    assert.equal(of({ datapointsToAlarm: 1 }), 1);
    assert.equal(of({ periodSeconds: 60 }), 2, "the table's, while its periods are");
  });

  it("brings alarms in and takes them out by name", () => {
    assert.deepEqual(
      keysOf({
        alarms: {
          set: "BASIC",
          overrides: {
            memory: { enabled: false },
            cacheHitRate: { enabled: true },
            evictions: { threshold: 5 },
          },
        },
      }),
      ["cpu", "engineCpu", "cacheHitRate"],
      "a threshold alone brings nothing in",
    );
  });

  it("makes custom alarms on each node, with CloudWatch's usual defaults", () => {
    const newConnections = { metricName: "NewConnections", threshold: 1000 };
    const slowReads = {
      metricName: "SuccessfulReadRequestLatency",
      threshold: 5000,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      statistic: "p99",
      periodSeconds: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
      notify: false,
      description: "Reads are slow. First: read the slow log.",
    } as const;
    const custom = { newConnections, slowReads };
    const placed = (key: string) => ({
      key,
      node: "001",
      nodeId: "koneksi-test-redis-001",
      alarmName: `koneksi-test-redis-${key}-001`,
      set: "CUSTOM",
    });
    assert.deepEqual(matrixOf({ numCacheClusters: 1, alarms: { set: "BASIC", custom } }).slice(3), [
      {
        ...placed("newConnections"),
        ...newConnections,
        statistic: "Average",
        periodSeconds: 300,
        evaluationPeriods: 2,
        datapointsToAlarm: 2,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "missing",
        notify: true,
        description:
          "NewConnections of koneksi-test-redis-001: Average > 1000 in 2 of 2 periods of 300 s. Custom alarm newConnections. Runbook: docs/runbook.md#custom-alarms",
      },
      {
        ...placed("slowReads"),
        ...slowReads,
        description:
          "SuccessfulReadRequestLatency of koneksi-test-redis-001: p99 >= 5000 µs in 3 of 5 periods of 60 s. Reads are slow. First: read the slow log. Runbook: docs/runbook.md#custom-alarms",
      },
    ]);
  });

  it("lets a custom alarm take the place of the table's row of the same key", () => {
    const custom = { cpu: { metricName: "CPUUtilization", threshold: 60 } };
    assert.deepEqual(
      matrixOf({ numCacheClusters: 1, alarms: { set: "BASIC", custom } }).map(
        ({ key, set, threshold }) => [key, set, threshold],
      ),
      [
        ["memory", "BASIC", 80],
        ["engineCpu", "BASIC", 90],
        ["cpu", "CUSTOM", 60],
      ],
    );
  });

  it("cuts a description between characters, not in the middle of an emoji", () => {
    const link = " Runbook: docs/runbook.md#custom-alarms";
    for (const start of ["", "x", "é", "€"]) {
      const description = `${start}${"🔥".repeat(2000)}`;
      const custom = { hot: { metricName: "CurrItems", threshold: 1, description } };
      const text = rowOf("hot", { alarms: { custom } }).description;
      assert.ok(Buffer.byteLength(text) <= 1024 && Buffer.byteLength(text) > 1024 - 4);
      assert.ok(text.endsWith(`🔥${link}`));
    }
  });
});

describe("physicalStem", () => {
  const of = (args: RedisCacheArgs) => resolve("Koneksi-Prod", args).physicalStem;

  it("starts with namePrefix and tells two caches of one prefix apart", () => {
    assert.equal(of({}), "Koneksi-Prod-redis");
    assert.equal(of({ replicationGroupId: "koneksi-prod-sessions" }), "Koneksi-Prod-sessions");
    assert.equal(of({ replicationGroupId: "legacy" }), "Koneksi-Prod-legacy");
    assert.equal(of({ replicationGroupId: "koneksi-prod" }), "Koneksi-Prod");
    assert.equal(of({ namePrefix: "shop", replicationGroupId: "shopping" }), "shop-shopping");
  });
});

describe("quantity", () => {
  it("writes a value in the metric's unit", () => {
    assert.deepEqual(
      [
        quantity("CPUUtilization", 45),
        quantity("FreeableMemory", 26843546),
        quantity("SwapUsage", 300_000_000),
        quantity("BytesUsedForCache", 512),
        quantity("ReplicationLag", 1),
        quantity("DB0AverageTTL", 5),
        quantity("SuccessfulReadRequestLatency", 5000),
        quantity("CurrConnections", 52000),
        quantity("NotAMetric", 3),
      ],
      ["45 %", "26.8 MB", "300 MB", "512 B", "1 s", "5 ms", "5000 µs", "52000", "3"],
    );
  });
});

describe("memberDrift", () => {
  it("names both sets and the override when they differ", () => {
    assert.equal(
      memberDrift(["g-0001-001", "g-0001-002"], ["g-002", "g-001"]),
      "the alarms watch g-0001-001, g-0001-002, but the replication group's members are g-001, g-002; write nodeIds: [g-001, g-002], so that every alarm receives data",
    );
  });

  const table: readonly (readonly [string, string[], string[], boolean])[] = [
    ["a gap", ["g-001", "g-002"], ["g-001", "g-003"], true],
    ["one too many", ["g-001"], ["g-001", "g-002"], true],
    ["one too few", ["g-001", "g-002"], ["g-001"], true],
    ["another order", ["g-001", "g-002"], ["g-002", "g-001"], false],
    ["no known member", ["g-001"], [], false],
  ];
  for (const [what, watched, members, differ] of table) {
    it(`is ${differ ? "a difference" : "none"} with ${what}`, () => {
      assert.equal(memberDrift(watched, members) !== undefined, differ);
    });
  }
});

describe("docs/runbook.md", () => {
  let runbook: string;
  before(() => {
    runbook = readFileSync(join(__dirname, "../../../docs/runbook.md"), "utf8");
  });

  /** Headings of the third level in a section of the second. */
  const headingsIn = (section: string) => {
    const text = runbook.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
    return [...text.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading ?? "");
  };

  /** GitHub's anchor of a heading. */
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replace(/ /g, "-");

  it("has one section for each alarm of the table, in its order, and no other", () => {
    assert.deepEqual(headingsIn("Alarms"), [...ALARM_KEYS]);
  });

  it("has in each of them what it means, what to look at and what to do", () => {
    for (const key of ALARM_KEYS) {
      const text =
        runbook.split(/^#{2,3} /m).find((section) => section.startsWith(`${key}\n`)) ?? "";
      const bold = [...text.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, word]) => word);
      assert.deepEqual(bold, ["Means.", "Look at.", "Do."], key);
      assert.ok(text.includes(`\`${ALARMS[key].metricName}\``), `${key} names its metric`);
    }
  });

  it("answers for the reference module's three troubles", () => {
    assert.deepEqual(headingsIn("Troubleshooting"), ["Connection", "Performance", "Failover"]);
  });

  it("has every heading that a description links", () => {
    const anchors = new Set(
      [...runbook.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading]) => anchor(heading ?? "")),
    );
    const args: RedisCacheArgs = {
      ...R6G,
      alarms: {
        composite: true,
        overrides: { cacheHitRate: { enabled: true }, cpuCredits: { enabled: true } },
        custom: { items: { metricName: "CurrItems", threshold: 1 } },
      },
    };
    const links = matrixOf(args).map(({ description }) => description.split("#").at(-1) ?? "");
    assert.deepEqual(
      [...new Set(links)].filter((link) => !anchors.has(link)),
      [],
    );
    assert.ok(anchors.has("composite-alarm"));
  });
});

/** Events that ElastiCache publishes to an SNS topic (user guide, "Event notifications and Amazon SNS"). */
const EVENTS = new Set([
  "AddCacheNodeComplete",
  "AddCacheNodeFailed",
  "CacheClusterParametersChanged",
  "CacheClusterProvisioningComplete",
  "CacheClusterProvisioningFailed",
  "CacheClusterScalingComplete",
  "CacheClusterScalingFailed",
  "CacheClusterSecurityGroupModified",
  "CacheNodeReplaceComplete",
  "CacheNodeReplaceStarted",
  "CacheNodesRebooted",
  "CertificateRenewalComplete",
  "CreateReplicationGroupComplete",
  "DeleteCacheClusterComplete",
  "FailoverComplete",
  "NodeReplacementCanceled",
  "NodeReplacementRescheduled",
  "NodeReplacementScheduled",
  "RemoveCacheNodeComplete",
  "ReplicationGroupIncreaseReplicaCountFinished",
  "ReplicationGroupIncreaseReplicaCountStarted",
  "ReplicationGroupScalingComplete",
  "ReplicationGroupScalingFailed",
  "ServiceUpdateAvailableForNode",
  "SnapshotComplete",
  "SnapshotFailed",
]);

describe("docs/monitoring.md", () => {
  it("names events that ElastiCache publishes, and everything that failed or went among those worth waking for", () => {
    const text = readFileSync(join(__dirname, "../../../docs/monitoring.md"), "utf8");
    const named = (part: string) =>
      [...part.matchAll(/`ElastiCache:(\w+)`/g)].map(([, event]) => event ?? "");
    assert.deepEqual(
      named(text).filter((event) => !EVENTS.has(event)),
      [],
    );
    const [, waking = ""] = /Worth waking someone for:\n([\s\S]*?)\nWorth reading/.exec(text) ?? [];
    assert.deepEqual(named(waking), [
      "FailoverComplete",
      "CacheNodeReplaceStarted",
      "CacheNodeReplaceComplete",
      "CacheNodesRebooted",
      "DeleteCacheClusterComplete",
      "AddCacheNodeFailed",
      "ReplicationGroupScalingFailed",
      "CacheClusterScalingFailed",
      "SnapshotFailed",
    ]);
  });
});
