import * as assert from "node:assert/strict";
import { RedisCache, type RedisCacheArgs } from "../../components";
import type { OperationResult } from "../../local/engine";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * Scaling on the real engine: a node that comes or goes creates or deletes its own alarms, and touches no other's. A replaced alarm
 * forgets its state and its history, and one that is renamed wakes somebody twice.
 */
describe("alarms when the cache scales", function () {
  this.timeout(300_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  /** A cache whose arguments change from update to update, with three alarms a node. */
  class Cache {
    private args: RedisCacheArgs = {};
    private readonly stack: StackUnderTest;

    constructor(name: string) {
      this.stack = session.inline(name, () => {
        const cache = new RedisCache(name, { auth: { mode: "none" }, ...this.args });
        return Promise.resolve({ nodeIds: cache.nodeIds, memberClusters: cache.memberClusters });
      });
    }

    /** What an update does to the component's children, in the engine's order. Its preview has said the same. */
    async scale(args: RedisCacheArgs) {
      this.args = { alarms: { set: "BASIC" }, ...args };
      const children = (result: OperationResult) =>
        stepsOf(result).filter((step) => !/ (index\.RedisCache|pulumi\.Stack) /.test(step));
      const preview = await this.stack.preview();
      const update = await this.stack.up();
      const steps = children(update);
      assert.deepEqual(children(preview).sort(), [...steps].sort());
      return { steps, preview, update };
    }

    values = () => this.stack.values();

    settled = async () => {
      assert.deepEqual(stepsOf(await this.stack.up()), []);
    };
  }

  const KEYS = ["cpu", "engineCpu", "memory"];
  const each = (op: string, cache: string, nodes: readonly string[]) =>
    nodes
      .flatMap((node) => KEYS.map((key) => `${op} cloudwatch.MetricAlarm ${cache}-${key}-${node}`))
      .sort();
  const alarmsIn = (steps: readonly string[]) =>
    steps.filter((step) => step.includes("cloudwatch.")).sort();

  it("follow 2 to 3 to 2 nodes", async () => {
    const cache = new Cache("nodes");
    const first = await cache.scale({ numCacheClusters: 2 });
    assert.deepEqual(alarmsIn(first.steps), each("create", "nodes", ["001", "002"]));

    const out = await cache.scale({ numCacheClusters: 3 });
    assert.deepEqual(out.steps.sort(), [
      ...each("create", "nodes", ["003"]),
      "update elasticache.ReplicationGroup nodes-replication-group",
    ]);
    assert.deepEqual(await cache.values(), {
      nodeIds: ["nodes-redis-001", "nodes-redis-002", "nodes-redis-003"],
      memberClusters: ["nodes-redis-001", "nodes-redis-002", "nodes-redis-003"],
    });

    const back = await cache.scale({ numCacheClusters: 2 });
    assert.deepEqual(back.steps.sort(), [
      ...each("delete", "nodes", ["003"]),
      "update elasticache.ReplicationGroup nodes-replication-group",
    ]);
    await cache.settled();
  });

  it("follow 2 to 3 shards, and one more replica in each", async () => {
    const cache = new Cache("shards");
    const first = await cache.scale({ numNodeGroups: 2, replicasPerNodeGroup: 1 });
    assert.deepEqual(
      alarmsIn(first.steps),
      each("create", "shards", ["0001-001", "0001-002", "0002-001", "0002-002"]),
    );

    const out = await cache.scale({ numNodeGroups: 3, replicasPerNodeGroup: 1 });
    assert.deepEqual(out.steps.sort(), [
      ...each("create", "shards", ["0003-001", "0003-002"]),
      "update elasticache.ReplicationGroup shards-replication-group",
    ]);

    const replicas = await cache.scale({ numNodeGroups: 3, replicasPerNodeGroup: 2 });
    assert.deepEqual(replicas.steps.sort(), [
      ...each("create", "shards", ["0001-003", "0002-003", "0003-003"]),
      "update elasticache.ReplicationGroup shards-replication-group",
    ]);
    await cache.settled();
  });

  it("leave the composite and the dashboard in their places, and its rule never names an alarm that is gone", async () => {
    const cache = new Cache("whole");
    const alarms = { set: "BASIC", composite: true, dashboard: true } as const;
    await cache.scale({ numCacheClusters: 2, alarms });
    const { steps } = await cache.scale({ numCacheClusters: 3, alarms });
    assert.deepEqual(steps.sort(), [
      ...each("create", "whole", ["003"]),
      "update cloudwatch.CompositeAlarm whole-composite",
      "update cloudwatch.Dashboard whole-dashboard",
      "update elasticache.ReplicationGroup whole-replication-group",
    ]);
    const back = (await cache.scale({ numCacheClusters: 2, alarms })).steps;
    const rule = back.indexOf("update cloudwatch.CompositeAlarm whole-composite");
    const gone = back.flatMap((step, index) => (step.startsWith("delete ") ? [index] : []));
    assert.equal(gone.length, KEYS.length);
    assert.ok(rule >= 0 && gone.every((index) => index > rule), back.join("\n"));
    await cache.settled();
  });

  it("warn, after the update and not in the preview, when AWS's members are others", async () => {
    const cache = new Cache("drift");
    const nodeIds = ["drift-redis-001", "drift-redis-003"];
    const { preview, update } = await cache.scale({ numCacheClusters: 2, nodeIds });
    const warnings = ({ diagnostics }: OperationResult) =>
      diagnostics
        .filter(({ severity, message }) => severity === "warning" && message.includes("nodeIds"))
        .map(({ message }) => message.trim());
    assert.deepEqual(warnings(preview), []);
    assert.deepEqual(warnings(update), [
      "nodeIds: the alarms watch drift-redis-001, drift-redis-003, but the replication group's members are drift-redis-001, drift-redis-002; set nodeIds to the latter, so that every alarm receives data",
    ]);
  });
});
