import * as assert from "node:assert/strict";
import {
  EngineSession,
  type OperationResult,
  REPOSITORY,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";

/**
 * Adding and removing nodes creates and deletes their alarms, and changes no others. A replaced alarm would lose its
 * state and history, and a renamed one would notify again.
 */
describe("scaling", function () {
  this.timeout(600_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  const KEYS = ["cpu", "engineCpu", "memory"];
  const alarms = (op: string, cache: string, nodes: readonly string[]) =>
    nodes
      .flatMap((node) => KEYS.map((key) => `${op} cloudwatch.MetricAlarm ${cache}-${key}-${node}`))
      .sort();
  const children = (result: OperationResult) =>
    stepsOf(result).filter((step) => !/ (index\.RedisCache|pulumi\.Stack) /.test(step));
  const ofAlarms = (steps: readonly string[]) =>
    steps.filter((step) => step.includes("cloudwatch.")).sort();

  it("changes from 2 to 3 to 2 nodes, and the rule of the composite alarm never names a deleted alarm", async () => {
    const watched = { alarms: { set: "BASIC", composite: true, dashboard: true } };
    const cache = await session.cache("staging", watched);
    const nodes = (count: number): StackUnderTest =>
      cache.edit({ ...watched, numCacheClusters: String(count) });
    const around = [
      "update cloudwatch.CompositeAlarm koneksi-staging-composite",
      "update cloudwatch.Dashboard koneksi-staging-dashboard",
      "update elasticache.ReplicationGroup koneksi-staging-replication-group",
    ];

    const first = ofAlarms(children(await nodes(2).up()));
    assert.deepEqual(first, [
      "create cloudwatch.CompositeAlarm koneksi-staging-composite",
      "create cloudwatch.Dashboard koneksi-staging-dashboard",
      ...alarms("create", "koneksi-staging", ["001", "002"]),
    ]);

    const out = children(await nodes(3).up());
    assert.deepEqual(out.sort(), [...alarms("create", "koneksi-staging", ["003"]), ...around]);

    const back = children(await nodes(2).up());
    const rule = back.findIndex((step) => step.includes("CompositeAlarm"));
    const gone = back.flatMap((step, index) => (step.startsWith("delete ") ? [index] : []));
    assert.ok(rule >= 0 && gone.every((index) => index > rule), back.join("\n"));
    assert.deepEqual(back.sort(), [...alarms("delete", "koneksi-staging", ["003"]), ...around]);
  });

  it("changes from 2 to 3 shards in cluster mode", async () => {
    const config = {
      networkStack: "koneksi-network/staging",
      project: "koneksi",
      alarms: { set: "BASIC" },
      replicasPerNodeGroup: "1",
    };
    const open = await session.project(REPOSITORY, config, "sharded");
    const shards = (count: number) => open.edit({ ...config, numNodeGroups: String(count) });

    const first = children(await shards(2).up());
    assert.deepEqual(
      ofAlarms(first),
      alarms("create", "koneksi-sharded", ["0001-001", "0001-002", "0002-001", "0002-002"]),
    );
    const added = [
      ...alarms("create", "koneksi-sharded", ["0003-001", "0003-002"]),
      "update elasticache.ReplicationGroup koneksi-sharded-replication-group",
    ];
    assert.deepEqual(children(await shards(3).preview()).sort(), added);
    assert.deepEqual(children(await open.up()).sort(), added);
    const { configurationEndpointAddress, primaryEndpointAddress } = await open.values();
    assert.deepEqual(
      [configurationEndpointAddress, primaryEndpointAddress],
      ["clustercfg.koneksi-sharded-redis.simaws.apse1.cache.amazonaws.com", undefined],
    );
  });
});
