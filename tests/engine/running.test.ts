import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../components";
import { drift } from "../../local/aws/outside";
import { REPLICATION_GROUP } from "../../local/aws/services/tokens";
import {
  EngineSession,
  type OperationResult,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";

/** What the component does with the running replication group that it reads, on the engine. */
const GROUP = "elasticache.ReplicationGroup runs-replication-group";
const ID = "runs-redis";
const ARGS: RedisCacheArgs = {
  engine: "valkey",
  engineVersion: "8.1",
  numCacheClusters: 1,
  auth: { mode: "none" },
};

const READING = /checkChanges|could not be read|nodeIds/;

const warningsOf = ({ diagnostics }: OperationResult, about: RegExp) =>
  diagnostics
    .filter(({ severity, message }) => severity === "warning" && about.test(message))
    .map(({ message }) => message.trim());

/** The steps, except for those of the component itself, whose arguments are its inputs. */
const childSteps = (result: OperationResult) =>
  stepsOf(result).filter((step) => !step.includes(" index.RedisCache "));

const ofGroup = (result: OperationResult) => stepsOf(result).filter((step) => step.endsWith(GROUP));

describe("a cache that runs", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let stack: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
    stack = await session.program("redis-cache", "runs", { args: ARGS });
  });
  after(() => {
    session.close();
  });

  const edited = (args: RedisCacheArgs) => stack.edit({ args: { ...ARGS, ...args } });

  it("is created without a warning, because there is nothing to read", async () => {
    assert.deepEqual(warningsOf(await stack.preview(), READING), []);
    assert.deepEqual(warningsOf(await stack.up(), READING), []);
    const again = await stack.preview();
    assert.deepEqual([stepsOf(again), warningsOf(again, READING)], [[], []]);
  });

  it("is not replaced for another port: preview and update fail before anything changes", async () => {
    const before = JSON.stringify(session.account.all());
    for (const operation of ["preview", "up"] as const) {
      const failed = await edited({ port: 6380 }).failing(operation);
      assert.deepEqual(
        failed.errors.filter((error) => error.includes("port")).map((error) => error.trim()),
        [
          [
            'RedisCache "runs": 1 problem',
            "  port: a change from 6379 to 6380 replaces the cache and deletes its data; write 6379, or create a second cache with the new value and move the clients; to replace it anyway, set allowReplacement to true for this update [change-port]",
          ].join("\n"),
        ],
      );
      assert.deepEqual(childSteps(failed), []);
    }
    assert.equal(JSON.stringify(session.account.all()), before);
  });

  it("is replaced with allowReplacement, and without the check", async () => {
    const steps = [`delete-replaced ${GROUP}`, `replace ${GROUP}`, `create-replacement ${GROUP}`];
    const allowed = await edited({ port: 6380, allowReplacement: true }).preview();
    assert.deepEqual(ofGroup(allowed), steps);
    const unchecked = await edited({ port: 6380, checkChanges: false }).preview();
    assert.deepEqual(ofGroup(unchecked), steps);
  });

  it("keeps the minor version to which AWS upgraded it, with and without a refresh", async () => {
    const raised = { engineVersion: "8.2", engineVersionActual: "8.2.0" };
    drift(session.account, "ReplicationGroup", ID, raised);
    const WARNING =
      'engineVersion: the cache runs Valkey 8.2, to which AWS upgraded it from 8.1, and keeps it; write engineVersion: "8.2"';
    const before = await edited({}).preview();
    assert.deepEqual(ofGroup(before), [`update ${GROUP}`]);
    assert.deepEqual(warningsOf(before, /engineVersion/), [WARNING]);
    await stack.refresh();
    const after = await stack.preview();
    assert.deepEqual([childSteps(after), warningsOf(after, /engineVersion/)], [[], [WARNING]]);

    const unchecked = await edited({ checkChanges: false }).preview();
    assert.ok(ofGroup(unchecked).includes(`replace ${GROUP}`));

    const written = await edited({ engineVersion: "8.2" }).preview();
    assert.deepEqual([childSteps(written), warningsOf(written, /engineVersion:/)], [[], []]);
  });

  it("is not downgraded to another major version or to Redis", async () => {
    const { engine: _, engineVersion: __, ...rest } = ARGS;
    const failed = await stack.edit({ args: rest }).failing("preview");
    assert.match(
      failed.errors.join("\n"),
      /engine: the cache runs Valkey 8\.2, and a change to Redis OSS 7\.1, the default, replaces the cache/,
    );
  });

  it("is updated with one warning when it cannot be read", async () => {
    const message =
      "reading ElastiCache Replication Group: api error AccessDenied: not authorized to perform: elasticache:DescribeReplicationGroups";
    session.setFaults({
      operation: "read",
      type: "elasticache/getReplicationGroup",
      nth: 0,
      message,
    });
    const tagged = await edited({ engineVersion: "8.2", tags: { Owner: "data" } }).up();
    session.setFaults();
    assert.deepEqual(ofGroup(tagged), [`update ${GROUP}`]);
    const [warning = "", ...others] = warningsOf(tagged, /checkChanges/);
    assert.deepEqual(others, []);
    assert.ok(
      warning.startsWith(
        "checkChanges: the running replication group runs-redis could not be read, so changes of it are not checked; allow elasticache:DescribeReplicationGroups, elasticache:DescribeCacheClusters and elasticache:ListTagsForResource, or set checkChanges to false. The error: ",
      ),
      warning,
    );
    assert.ok(warning.endsWith(message), warning);
  });

  it("is checked without its node, when the node cannot be read", async () => {
    session.setFaults({ operation: "read", type: "getCluster", nth: 0 });
    const failed = await edited({ engineVersion: "8.2", port: 6380 }).failing("preview");
    session.setFaults();
    assert.match(failed.errors.join("\n"), /port: a change from 6379 to 6380 replaces the cache/);
    assert.match(
      warningsOf(failed, /checkChanges/).join("\n"),
      /^checkChanges: the node runs-redis-001 of the running replication group could not be read, so changes of the engine, the subnet group and the network type are not checked;[^\n]*$/,
    );
  });

  it("says at preview which nodeIds to write", async () => {
    drift(session.account, "ReplicationGroup", ID, { memberClusters: [`${ID}-003`] });
    const watched = await edited({
      engineVersion: "8.2",
      alarms: { enabled: true, set: "BASIC" },
    }).preview();
    const WARNING = `nodeIds: the alarms watch ${ID}-001, but the replication group's members are ${ID}-003; write nodeIds: [${ID}-003], so that every alarm receives data`;
    assert.deepEqual(warningsOf(watched, /nodeIds/), [WARNING]);
    // Once, although the update also sees the members afterwards.
    assert.deepEqual(warningsOf(await stack.up(), /nodeIds/), [WARNING]);
    assert.equal(session.account.get(REPLICATION_GROUP, ID)?.attributes["engineVersion"], "8.2");
  });

  it("is read with its own provider, which a preview may not know yet", async () => {
    const args = { ...ARGS, alarms: { enabled: false } };
    const other = await session.program("elsewhere", "there", { args });
    assert.deepEqual(warningsOf(await other.preview(), READING), []);
    assert.deepEqual(warningsOf(await other.up(), READING), []);
    assert.equal(session.account.get(REPLICATION_GROUP, "there-redis")?.region, "eu-west-1");
    const failed = await other.edit({ args: { ...args, port: 6380 } }).failing("preview");
    assert.match(failed.errors.join("\n"), /port: a change from 6379 to 6380 replaces the cache/);
  });
});
