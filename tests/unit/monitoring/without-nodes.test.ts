import * as assert from "node:assert/strict";
import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmDefinition } from "../../../components/catalog/alarms";
import { createLogs } from "../../../components/monitoring/logs";
import { createMonitoring } from "../../../components/monitoring/monitoring";
import { resolveAlarms, resolveLogs } from "../../../components/monitoring/spec";
import { run } from "../../support/mocks";

const throttled: AlarmDefinition = {
  metricName: "ThrottledCmds",
  statistic: "Sum",
  periodSeconds: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  comparisonOperator: "GreaterThanThreshold",
  threshold: () => 0,
  condition: "over 0",
  treatMissingData: "notBreaching",
  set: "BASIC",
  meaning: "Commands are throttled.",
  firstAction: "Raise the limit.",
};

/** Alarms of a cache that publishes its metrics as a whole, such as a serverless one, from a table of its own. */
const alarms = resolveAlarms(
  { composite: true, dashboard: true, overrides: { throttled: { threshold: 7 } } },
  { throttled },
  {
    id: "shop",
    summary: "valkey 8",
    physicalStem: "shop",
    dimension: "clusterId",
    nodes: [{ id: "shop", key: "cache" }],
    facts: { nodeType: "", node: undefined, evictsAnyKey: false, replicas: false, auth: true },
  },
);

describe("monitoring of a cache without nodes", () => {
  const deploy = () =>
    run(() => {
      const parent = new pulumi.ComponentResource("test:index:Cache", "shop");
      const cache = new elasticache.ServerlessCache("shop", { engine: "valkey", name: "shop" });
      createMonitoring({ name: "shop", tags: {}, alarms }, cache, "eu-west-1", parent);
      const logs = resolveLogs({ slowLog: {} });
      createLogs({ name: "shop", tags: {}, physicalStem: "shop", logs }, parent);
    });

  it("watches the cache by its own dimension, with its own table", async () => {
    const deployment = await deploy();
    const { inputs } = deployment.named("shop-throttled-cache");
    assert.deepEqual(inputs["dimensions"], { clusterId: "shop" });
    assert.deepEqual(
      [inputs["name"], inputs["metricName"], inputs["threshold"]],
      ["shop-throttled-cache", "ThrottledCmds", 7],
    );
    const composite = deployment.named("shop-composite").inputs;
    assert.equal(composite["alarmRule"], 'ALARM("shop-throttled-cache")');
    const body = String(deployment.named("shop-dashboard").inputs["dashboardBody"]);
    assert.ok(body.includes('"clusterId","shop"'));
    assert.equal(body.includes("CacheClusterId"), false);
  });

  it("delivers its logs", async () => {
    const { inputs } = (await deploy()).named("shop-slow-log");
    assert.equal(inputs["name"], "/aws/elasticache/shop/slow-log");
  });
});
