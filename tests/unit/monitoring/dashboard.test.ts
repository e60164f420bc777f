import * as assert from "node:assert/strict";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { METRICS } from "../../../components/catalog/metrics";
import { dashboardBody } from "../../../components/monitoring/dashboard-body";
import { resolve } from "../../../components/redis-cache/spec";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly region?: string;
    readonly stat?: string;
    readonly period?: number;
    readonly metrics?: readonly (readonly [string, string, string, string, { label: string }])[];
    readonly annotations?: { readonly horizontal: readonly { label: string; value: number }[] };
  };
}

function widgetsOf(args: RedisCacheArgs): readonly Widget[] {
  const spec = resolve("koneksi-prod", args);
  const body = JSON.parse(
    dashboardBody(spec.alarms, alarmMatrix(spec.alarms), "ap-southeast-1"),
  ) as {
    periodOverride: string;
    widgets: Widget[];
  };
  assert.deepEqual(Object.keys(body), ["periodOverride", "widgets"]);
  assert.equal(body.periodOverride, "inherit", "a sum is drawn over its alarm's period");
  return body.widgets;
}

/** Headings, and under each the titles of its graphs. */
function rows(args: RedisCacheArgs): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let heading = "";
  for (const { type, properties } of widgetsOf(args)) {
    if (type === "text") heading = (properties.markdown ?? "").replace(/^## /, "");
    else (found[heading] ??= []).push(properties.title ?? "");
  }
  return found;
}

const PROD = { nodeType: "cache.r6g.large", numCacheClusters: 3 } as const;
const BIG = { nodeType: "cache.r6g.large", numNodeGroups: 45, replicasPerNodeGroup: 1 } as const;

const graph = (widgets: readonly Widget[], metricName: string) => {
  const found = widgets.filter(({ properties }) => properties.metrics?.[0]?.[1] === metricName);
  assert.equal(found.length, 1, metricName);
  return found[0]?.properties;
};

describe("dashboardBody", () => {
  it("has a row for each concern", () => {
    assert.deepEqual(rows(PROD), {
      CPU: ["Host CPU (%)", "Engine CPU (%)"],
      Memory: ["Memory used by data (%)", "Freeable memory (bytes)", "Swap (bytes)"],
      Connections: ["Connections", "New connections", "Failed logins"],
      "Hit rate and evictions": ["Hit rate (%)", "Evictions", "Keys"],
      Replication: ["Replication lag (s)", "Bytes to replicas"],
      Network: ["Bytes in", "Bytes out", "Held back in", "Held back out"],
      Latency: ["Reads p99 (µs)", "Writes p99 (µs)"],
    });
  });

  it("leaves out what no node publishes, and shows what custom alarms watch", () => {
    const custom = {
      items: { metricName: "CurrItems", threshold: 5 },
      reads: { metricName: "GetTypeCmds", statistic: "Sum", threshold: 9, periodSeconds: 120 },
    };
    const args: RedisCacheArgs = {
      nodeType: "cache.t3.micro",
      numCacheClusters: 1,
      auth: { mode: "none" },
      alarms: { custom },
    };
    const found = rows(args);
    assert.deepEqual(found["CPU"], ["Host CPU (%)", "Engine CPU (%)", "CPU credits"]);
    assert.deepEqual(found["Connections"], ["Connections", "New connections"]);
    assert.equal(found["Replication"], undefined);
    assert.deepEqual(found["Custom alarms"], ["GetTypeCmds"]);
    const widgets = widgetsOf(args);
    assert.deepEqual(graph(widgets, "CurrItems")?.annotations, {
      horizontal: [{ label: "items", value: 5 }],
    });
    assert.equal(graph(widgets, "GetTypeCmds")?.period, 120);
  });

  it("draws one line a node and the threshold of its alarm", () => {
    assert.deepEqual(graph(widgetsOf(PROD), "CPUUtilization"), {
      title: "Host CPU (%)",
      view: "timeSeries",
      stacked: false,
      region: "ap-southeast-1",
      stat: "Average",
      period: 300,
      metrics: ["001", "002", "003"].map((node) => [
        "AWS/ElastiCache",
        "CPUUtilization",
        "CacheClusterId",
        `koneksi-prod-redis-${node}`,
        { label: node },
      ]),
      annotations: { horizontal: [{ label: "cpu", value: 45 }] },
    });
  });

  it("draws the threshold of every alarm", () => {
    const widgets = widgetsOf(PROD);
    for (const { key, metricName, threshold } of alarmMatrix(
      resolve("koneksi-prod", PROD).alarms,
    )) {
      assert.deepEqual(graph(widgets, metricName)?.annotations?.horizontal, [
        { label: key, value: threshold },
      ]);
    }
    assert.equal(graph(widgets, "CacheHitRate")?.annotations, undefined, "no alarm, no line");
    const disabled = widgetsOf({ ...PROD, alarms: { enabled: false } });
    assert.equal(graph(disabled, "CPUUtilization")?.annotations, undefined);
  });

  it("shows metrics that ElastiCache publishes", () => {
    const names = widgetsOf(PROD).flatMap(({ properties }) =>
      (properties.metrics ?? []).map(([, metricName]) => metricName),
    );
    assert.deepEqual(
      [...new Set(names)].filter((name) => !METRICS.has(name)),
      [],
    );
  });

  it("never moves a graph when nodes come or go", () => {
    const places = (args: RedisCacheArgs) =>
      widgetsOf(args).map(({ type, x, y, width, height, properties }) => [
        type,
        x,
        y,
        width,
        height,
        properties.title ?? properties.markdown,
      ]);
    assert.deepEqual(places(PROD), places({ ...PROD, numCacheClusters: 6 }));
    assert.deepEqual(places(BIG), places({ ...BIG, numNodeGroups: 3 }));
  });

  it("stays in CloudWatch's grid without overlap", () => {
    const widgets = widgetsOf({ ...BIG, alarms: { custom: manyCustom(6) } });
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      assert.ok([x, y, width, height].every(Number.isInteger));
      assert.ok(x >= 0 && width >= 1 && x + width <= 24);
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++) {
          const cell = `${String(row)}/${String(column)}`;
          assert.ok(!taken.has(cell), cell);
          taken.add(cell);
        }
      }
    }
  });

  it("keeps within CloudWatch's limits: all of 90 nodes, and as many of more as fit", () => {
    const totals = (args: RedisCacheArgs) => {
      const widgets = widgetsOf(args);
      const lines = widgets.map(({ properties }) => properties.metrics?.length ?? 0);
      return {
        widgets: widgets.length,
        most: Math.max(...lines),
        all: lines.reduce((sum, count) => sum + count, 0),
        note: widgets[0]?.properties.markdown,
      };
    };
    assert.deepEqual(totals(BIG), {
      widgets: 27,
      most: 90,
      all: 1710,
      note: "**koneksi-prod-redis** redis 7.1, cache.r6g.large. Thresholds are those of the alarms.",
    });
    const huge = totals({ ...BIG, numNodeGroups: 250 });
    assert.deepEqual([huge.widgets, huge.most, huge.all], [27, 131, 2489]);
    assert.match(huge.note ?? "", /Only the first 131 of 500 nodes are drawn/);
  });
});

const manyCustom = (count: number) =>
  Object.fromEntries(
    [...METRICS.keys()]
      .filter((name) => name.endsWith("CmdsLatency"))
      .slice(0, count)
      .map((metricName) => [metricName, { metricName, threshold: 1 }]),
  );
