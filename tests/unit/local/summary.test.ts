import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { CacheAlarm } from "../../../components/monitoring/alarms";
import { Account } from "../../../local/aws/account";
import { foldersIn } from "../../../local/environment";
import { type Resource, stateFile, summary } from "../../../local/summary";

const ALARM: CacheAlarm = {
  key: "cpu",
  node: "001",
  nodeId: "c-001",
  alarmName: "c-cpu-001",
  set: "BASIC",
  metricName: "CPUUtilization",
  statistic: "Average",
  periodSeconds: 300,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 80,
  treatMissingData: "missing",
  notify: true,
  description: "",
};
const TOPIC = "arn:aws:sns:ap-southeast-1:123456789012:on-call";

const CACHE: Resource = {
  urn: "cache",
  type: "redis-cache:index:RedisCache",
  outputs: {
    primaryEndpointAddress: "master.c.cache.amazonaws.com",
    readerEndpointAddress: "replica.c.cache.amazonaws.com",
    port: 6379,
    authSecretArn: "arn:secret",
    alarms: [ALARM],
  },
};

const child = (type: string, outputs: Readonly<Record<string, unknown>>): Resource => ({
  urn: type,
  type,
  parent: "cache",
  outputs,
});

const GROUP = child("aws:elasticache/replicationGroup:ReplicationGroup", {
  replicationGroupId: "c",
  engine: "redis",
  engineVersionActual: "7.1.0",
  nodeType: "cache.r6g.large",
  memberClusters: ["c-001", "c-002"],
});
const METRIC_ALARM = child("aws:cloudwatch/metricAlarm:MetricAlarm", { alarmActions: [TOPIC] });

describe("local/summary", () => {
  const folders = foldersIn(fs.mkdtempSync(path.join(os.tmpdir(), "summary-")));
  after(() => {
    fs.rmSync(folders.home, { recursive: true });
  });

  function summaryOf(...resources: Resource[]): string[] {
    const file = stateFile(folders, "p", "dev");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ checkpoint: { latest: { resources } } }));
    return summary(folders, "p", "dev").split("\n");
  }

  it("shows name, endpoints, nodes, alarms and who is notified", () => {
    assert.deepEqual(summaryOf(CACHE, GROUP, METRIC_ALARM), [
      "Simulated AWS: no real account was changed, and nothing here costs money.",
      "",
      "c: redis 7.1.0",
      "  primary endpoint  master.c.cache.amazonaws.com:6379",
      "  reader endpoint   replica.c.cache.amazonaws.com:6379",
      "  secret            arn:secret",
      "",
      "Nodes",
      "  c-001  cache.r6g.large  9.80 GiB usable",
      "  c-002  cache.r6g.large  9.80 GiB usable",
      "",
      "Alarms (1)",
      "  alarm  metric          fires when                                 notifies",
      "  cpu    CPUUtilization  Average > 80 % in 2 of 2 periods of 300 s  yes",
      "",
      `  notified  ${TOPIC}`,
      "",
    ]);
  });

  it("names the composite alarm that notifies, and the dashboard", () => {
    const composite = child("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
      alarmName: "c-composite",
      alarmActions: [TOPIC],
    });
    const dashboard = child("aws:cloudwatch/dashboard:Dashboard", { dashboardName: "c" });
    const silent = { ...METRIC_ALARM, outputs: { alarmActions: [] } };
    assert.deepEqual(summaryOf(CACHE, GROUP, silent, composite, dashboard).slice(-4), [
      `  notified   ${TOPIC}, through the composite alarm`,
      "  composite  c-composite",
      "  dashboard  c",
      "",
    ]);
  });

  it("shows that nobody is notified, and that there are no alarms", () => {
    const silent = { ...METRIC_ALARM, outputs: {} };
    assert.deepEqual(summaryOf(CACHE, GROUP, silent).slice(-2), ["  notified  nobody", ""]);
    const none = { ...CACHE, outputs: { ...CACHE.outputs, alarms: [] } };
    assert.deepEqual(summaryOf(none, GROUP).slice(-3), ["", "No alarms", ""]);
  });

  it("computes the memory with the reserve of the stack's parameter group, and shows an unknown node type", () => {
    const parameters = [{ name: "reserved-memory-percent", value: "50" }];
    const own = child("aws:elasticache/parameterGroup:ParameterGroup", { parameters });
    assert.match(summaryOf(CACHE, GROUP, own).join("\n"), / 6\.54 GiB usable\n/);
    const newer = { ...GROUP, outputs: { ...GROUP.outputs, nodeType: "cache.x9.huge" } };
    assert.match(
      summaryOf(CACHE, newer).join("\n"),
      /c-001 {2}cache\.x9\.huge {2}memory unknown\n/,
    );
  });

  it("shows the configuration endpoint of cluster mode, and each cache of a program", () => {
    const cluster = {
      ...CACHE,
      outputs: { configurationEndpointAddress: "clustercfg.c.amazonaws.com", port: 6379 },
    };
    const other = { ...cluster, urn: "other" };
    const lines = summaryOf(cluster, GROUP, other, { ...GROUP, parent: "other" });
    const endpoint = "  configuration endpoint  clustercfg.c.amazonaws.com:6379";
    assert.deepEqual(
      lines.filter((line) => line.includes("endpoint")),
      [endpoint, endpoint],
    );
  });

  it("lists the ids of the stack that the simulated account does not check, and not those of other stacks", () => {
    const [own, other] = ["sg-0123456789abcdef0", "sg-0123456789abcdef1"];
    const group = { ...GROUP, outputs: { ...GROUP.outputs, securityGroupIds: [own] } };
    const type = GROUP.type;
    for (const [id, securityGroupIds] of [
      ["c", [own]],
      ["d", [other]],
    ] as const) {
      const attributes = { securityGroupIds: [...securityGroupIds] };
      new Account(folders.account).put({ type, id, region: "r", attributes, hidden: {} });
    }
    assert.deepEqual(summaryOf(CACHE, group, METRIC_ALARM).slice(-3), [
      "Not checked, because the simulated account does not have them",
      "  sg-0123456789abcdef0",
      "",
    ]);
  });

  it("is empty for a stack without a cache", () => {
    assert.deepEqual(summaryOf(METRIC_ALARM), [""]);
  });
});
