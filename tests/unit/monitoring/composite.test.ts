import * as assert from "node:assert/strict";
import type { CacheAlarm } from "../../../components/monitoring/alarms";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import { LONGEST_RULE, MOST_CHILDREN } from "../../../components/catalog/cloudwatch";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import {
  anyOf,
  type CompositePlan,
  compositePlans,
} from "../../../components/monitoring/composite-rule";
import { resolve } from "../../../components/redis-cache/spec";

/**
 * Reads a rule as CloudWatch's grammar has it, for the part that is used here: `ALARM("name") OR ALARM("name")`. Anything else throws.
 */
function parseRule(rule: string): string[] {
  const names: string[] = [];
  let rest = rule;
  for (;;) {
    const term = /^ALARM\("((?:[^"\\]|\\["\\])*)"\)/.exec(rest);
    assert.ok(term, `not a term: ${rest.slice(0, 60)}`);
    names.push((term[1] ?? "").replace(/\\(["\\])/g, "$1"));
    rest = rest.slice(term[0].length);
    if (rest === "") return names;
    assert.ok(rest.startsWith(" OR "), `not an operator: ${rest.slice(0, 60)}`);
    rest = rest.slice(" OR ".length);
  }
}

/** Longest name of an alarm (CloudWatch, PutMetricAlarm and PutCompositeAlarm). */
const LONGEST_NAME = 255;

interface Planned {
  readonly matrix: readonly CacheAlarm[];
  readonly plans: readonly CompositePlan[];
}

function planned(args: RedisCacheArgs, name = "koneksi-prod"): Planned {
  const spec = resolve(name, { ...args, alarms: { composite: true, ...args.alarms } });
  const matrix = alarmMatrix(spec.alarms);
  return { matrix, plans: compositePlans(spec.alarms, matrix) };
}

/** Names of the node alarms that the notifying composite reaches, through however many levels. */
function reached({ plans }: Planned): string[] {
  const byName = new Map(plans.map((plan) => [plan.alarmName, plan]));
  const follow = (name: string): string[] => {
    const plan = byName.get(name);
    return plan === undefined ? [name] : parseRule(plan.alarmRule).flatMap(follow);
  };
  return follow(plans.at(-1)?.alarmName ?? "");
}

/** What CloudWatch would refuse, whatever the size of the cache, and whether every alarm that notifies is reached. */
function assertWithinLimits(cache: Planned): void {
  const { plans, matrix } = cache;
  const notifying = matrix.filter(({ notify }) => notify).map(({ alarmName }) => alarmName);
  assert.deepEqual(reached(cache).sort(), notifying.sort());
  const defined = new Set<string>();
  const parents = new Map<string, number>();
  for (const { alarmName, alarmRule, children } of plans) {
    assert.ok(alarmRule.length <= LONGEST_RULE, `${alarmName}: ${String(alarmRule.length)}`);
    assert.ok(children.length <= MOST_CHILDREN, `${alarmName}: ${String(children.length)}`);
    assert.ok(alarmName.length <= LONGEST_NAME, alarmName);
    assert.deepEqual(parseRule(alarmRule), [...children]);
    assert.ok(!defined.has(alarmName), `${alarmName} twice`);
    defined.add(alarmName);
    for (const child of children) parents.set(child, (parents.get(child) ?? 0) + 1);
    for (const child of children.filter((name) => name.includes("-composite"))) {
      assert.ok(defined.has(child), `${child} comes before ${alarmName}`);
    }
  }
  assert.deepEqual([...new Set(parents.values())], [1], "every alarm is in one composite");
}

/** Custom alarms with the keys c0, c1 and so on. */
const customs = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `c${String(index)}`,
      { metricName: "CurrItems", threshold: 1 },
    ]),
  );

/** The number of children of each composite, by its suffix. */
const sizes = ({ plans }: Planned) =>
  plans.map(({ suffix, children }) => [suffix, children.length]);

/** The number of nodes for each key, and the number of keys at the end. */
const byKey = (nodes: number, keys: string) => {
  const all = keys.split(" ");
  return [...all.map((key) => [key, nodes]), ["", all.length]];
};

const BIG = { nodeType: "cache.r6g.large", numNodeGroups: 45, replicasPerNodeGroup: 1 } as const;

describe("compositePlans", () => {
  it("makes one composite over the alarms that notify", () => {
    const alarms = { set: "BASIC", overrides: { memory: { notify: false } } } as const;
    assert.deepEqual(planned({ numCacheClusters: 2, alarms }).plans, [
      {
        suffix: "",
        alarmName: "koneksi-prod-redis-composite",
        alarmRule:
          'ALARM("koneksi-prod-redis-cpu-001") OR ALARM("koneksi-prod-redis-cpu-002") OR ALARM("koneksi-prod-redis-engineCpu-001") OR ALARM("koneksi-prod-redis-engineCpu-002")',
        children: [
          "koneksi-prod-redis-cpu-001",
          "koneksi-prod-redis-cpu-002",
          "koneksi-prod-redis-engineCpu-001",
          "koneksi-prod-redis-engineCpu-002",
        ],
        description:
          "At least one alarm of koneksi-prod-redis is on. First: see which (aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix koneksi-prod-redis-), then go to that alarm's section. Runbook: docs/runbook.md#composite-alarm",
      },
    ]);
  });

  it("says where the runbook is published", () => {
    const alarms = { composite: true, runbookUrl: "https://wiki.example.com/redis" };
    assert.match(
      planned({ alarms }).plans.at(-1)?.description ?? "",
      / Runbook: https:\/\/wiki\.example\.com\/redis#composite-alarm$/,
    );
  });

  it("makes none where it is off, where alarms are off, and where none of them notifies", () => {
    assert.deepEqual(planned({ alarms: { composite: false } }).plans, []);
    assert.deepEqual(planned({ alarms: { enabled: false } }).plans, []);
    const off = { cpu: { notify: false }, memory: { notify: false }, engineCpu: { notify: false } };
    assert.deepEqual(planned({ alarms: { set: "BASIC", overrides: off } }).plans, []);
  });

  it("nests by key where one rule cannot hold all, and reaches every alarm that notifies", () => {
    const cache = planned(BIG);
    assert.deepEqual(
      sizes(cache),
      byKey(
        90,
        "cpu engineCpu connections evictions freeableMemory swap replicationLag networkIn networkOut authFailures",
      ),
    );
    assertWithinLimits(cache);
  });

  it("keeps within CloudWatch's limits with long names, hundreds of nodes and many custom alarms", () => {
    const caches: RedisCacheArgs[] = [
      { numCacheClusters: 6, nodeType: "cache.r6g.large" },
      { ...BIG, namePrefix: "p".repeat(60), replicationGroupId: "g".repeat(40) },
      {
        ...BIG,
        numNodeGroups: 250,
        namePrefix: "p".repeat(150),
        replicationGroupId: "g".repeat(40),
        alarms: { custom: { ["k".repeat(50)]: { metricName: "CurrItems", threshold: 1 } } },
      },
      { ...BIG, numNodeGroups: 250 },
      { ...BIG, numNodeGroups: 60, alarms: { custom: customs(120) } },
    ];
    for (const args of caches) {
      const cache = planned(args);
      assertWithinLimits(cache);
      const tooLong = cache.matrix.filter(({ alarmName }) => alarmName.length > LONGEST_NAME);
      assert.deepEqual(tooLong, []);
    }
  });

  it("crosses to nesting exactly at the limit of children", () => {
    const count = (more: number) =>
      planned({ numCacheClusters: 1, alarms: { set: "BASIC", custom: customs(more) } }).plans
        .length;
    assert.equal(count(97), 1, "100 alarms");
    assert.equal(count(98), 3, "101 alarms: two composites of the one node, and one above");
  });

  it("nests by node where that makes fewer composites", () => {
    const cache = planned({ numCacheClusters: 3, alarms: { set: "BASIC", custom: customs(40) } });
    assert.deepEqual(sizes(cache), [
      ["node-001", 43],
      ["node-002", 43],
      ["node-003", 43],
      ["", 3],
    ]);
    assertWithinLimits(cache);
  });

  it("nests by key where there are as many keys as nodes", () => {
    const items = { metricName: "CurrItems", threshold: 1 };
    const cache = planned({
      ...BIG,
      numNodeGroups: 11,
      replicasPerNodeGroup: 0,
      alarms: { custom: { first: items, second: items } },
    });
    assert.deepEqual(
      sizes(cache),
      byKey(
        11,
        "cpu engineCpu connections evictions freeableMemory swap networkIn networkOut authFailures first second",
      ),
    );
  });

  it("renames none of the lower composites when nodes come or go", () => {
    const names = (numNodeGroups: number) =>
      planned({ ...BIG, numNodeGroups }).plans.map(({ alarmName }) => alarmName);
    assert.deepEqual(names(45), names(44));
  });
});

describe("anyOf", () => {
  it("escapes what would end a name", () => {
    assert.equal(anyOf(['a"b\\c', "d"]), 'ALARM("a\\"b\\\\c") OR ALARM("d")');
    assert.deepEqual(parseRule(anyOf(['a"b\\c', "d"])), ['a"b\\c', "d"]);
  });
});
