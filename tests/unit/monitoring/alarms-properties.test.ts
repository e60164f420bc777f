import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import type { CacheAlarmOverrideArgs } from "../../../components/monitoring/args";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { ALARM_KEYS } from "../../../components/catalog/alarms";
import { METRICS } from "../../../components/catalog/metrics";
import { nodeTypes } from "../../../components/catalog/node-types";
import { LONGEST_RULE, MOST_CHILDREN, MOST_METRICS } from "../../../components/catalog/cloudwatch";
import { compositePlans } from "../../../components/monitoring/composite-rule";
import { dashboardBody } from "../../../components/monitoring/dashboard-body";
import { resolve } from "../../../components/redis-cache/spec";

const topology: fc.Arbitrary<RedisCacheArgs> = fc.oneof(
  fc.record({ numCacheClusters: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    numNodeGroups: fc.integer({ min: 1, max: 83 }),
    replicasPerNodeGroup: fc.integer({ min: 0, max: 5 }),
  }),
);

const override: fc.Arbitrary<CacheAlarmOverrideArgs> = fc.record(
  {
    enabled: fc.boolean(),
    notify: fc.boolean(),
    threshold: fc.integer({ min: 1, max: 100 }),
    evaluationPeriods: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: [] },
);

const custom = fc.record(
  { metricName: fc.constantFrom(...METRICS.keys()), threshold: fc.integer() },
  { requiredKeys: ["metricName", "threshold"] },
);

const cache: fc.Arbitrary<RedisCacheArgs> = fc
  .record({
    topology,
    nodeType: fc.constantFrom(...nodeTypes.map(({ type }) => type), "cache.r99g.large"),
    policy: fc.constantFrom("allkeys-lru", "volatile-ttl", "noeviction"),
    mode: fc.constantFrom("none" as const, "token" as const),
    set: fc.constantFrom("BASIC" as const, "RECOMMENDED" as const),
    overrides: fc.dictionary(fc.constantFrom(...ALARM_KEYS), override),
    custom: fc.dictionary(fc.stringMatching(/^[a-z]{1,12}$/), custom, { maxKeys: 8 }),
  })
  .map(({ topology: shape, nodeType, policy, mode, ...alarms }) => ({
    ...shape,
    nodeType,
    parameters: { "maxmemory-policy": policy },
    auth: { mode },
    alarms: { ...alarms, composite: true, dashboard: true },
  }));

const specOf = (args: RedisCacheArgs) => resolve("koneksi", args);
const RUNS = { numRuns: 60 };

describe("alarms of any cache", () => {
  it("have names of their own, a node of the group, a number as threshold, and a published metric", () => {
    fc.assert(
      fc.property(cache, (args) => {
        const spec = specOf(args);
        const matrix = alarmMatrix(spec.alarms);
        const ids = new Set(spec.topology.nodes.map(({ id }) => id));
        assert.equal(new Set(matrix.map(({ alarmName }) => alarmName)).size, matrix.length);
        for (const alarm of matrix) {
          assert.ok(ids.has(alarm.nodeId));
          assert.ok(METRICS.has(alarm.metricName));
          assert.ok(Number.isFinite(alarm.threshold));
          assert.ok(alarm.datapointsToAlarm <= alarm.evaluationPeriods);
          assert.ok(alarm.description.length <= 1024);
        }
      }),
      RUNS,
    );
  });

  it("are on every node alike", () => {
    fc.assert(
      fc.property(cache, (args) => {
        const spec = specOf(args);
        const keys = new Set(alarmMatrix(spec.alarms).map(({ key }) => key));
        assert.equal(alarmMatrix(spec.alarms).length, keys.size * spec.topology.nodes.length);
      }),
      RUNS,
    );
  });

  it("are reached by the composite if they notify, within CloudWatch's limits", () => {
    fc.assert(
      fc.property(cache, (args) => {
        const spec = specOf(args);
        const matrix = alarmMatrix(spec.alarms);
        const plans = compositePlans(spec.alarms, matrix);
        const below = new Map(plans.map(({ alarmName, children }) => [alarmName, children]));
        const follow = (name: string): readonly string[] =>
          below.get(name)?.flatMap(follow) ?? [name];
        const top = plans.at(-1);
        assert.deepEqual(
          top === undefined ? [] : [...follow(top.alarmName)].sort(),
          matrix
            .filter(({ notify }) => notify)
            .map(({ alarmName }) => alarmName)
            .sort(),
        );
        for (const { alarmRule, children } of plans) {
          assert.ok(alarmRule.length <= LONGEST_RULE && children.length <= MOST_CHILDREN);
        }
      }),
      RUNS,
    );
  });

  it("have a dashboard within CloudWatch's limits", () => {
    fc.assert(
      fc.property(cache, (args) => {
        const spec = specOf(args);
        const { widgets } = JSON.parse(
          dashboardBody(spec.alarms, alarmMatrix(spec.alarms), "ap-southeast-1"),
        ) as { widgets: { properties: { metrics?: unknown[] } }[] };
        const lines = widgets.map(({ properties }) => properties.metrics?.length ?? 0);
        assert.ok(widgets.length <= 500);
        assert.ok(Math.max(...lines) <= 500);
        assert.ok(lines.reduce((sum, count) => sum + count, 0) <= MOST_METRICS);
      }),
      RUNS,
    );
  });
});
