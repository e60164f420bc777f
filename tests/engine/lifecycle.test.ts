import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { drift } from "../../local/aws/outside";
import { EngineSession, REPOSITORY, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * The production stack with its real stack file: created, unchanged, changed outside Pulumi, updated in place,
 * protected, deleted. The other stacks create a subset of its resources (tests/program).
 */
const STACK = "prod";
const name = (role: string) => `koneksi-${STACK}-${role}`;
const GROUP = "elasticache.ReplicationGroup koneksi-prod-replication-group";
const CACHE = "update index.RedisCache koneksi-prod";

/** The children of the stack, as `<type>::<name>`, from the golden file. */
function golden(): string[] {
  const file = path.join(REPOSITORY, "tests", "golden", `${STACK}.txt`);
  return fs
    .readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("::").slice(0, 2).join("::"))
    .filter((line) => !line.startsWith("pulumi:"))
    .sort();
}

/** Types that must be created before the replication group, and types that must be created after it. */
const BEFORE = /-(subnet-group|parameter-group|token|(slow|engine)-log(-delivery)?)$/;
const AFTER = /-(auth-value|composite|\w+-00\d)$/;

describe("the lifecycle of the production stack", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let cache: StackUnderTest;
  let count: number;

  before(async () => {
    session = await EngineSession.open();
    cache = await session.cache(STACK);
  });

  after(() => {
    session.close();
  });

  it("creates exactly its resources, in order", async () => {
    const { steps, changes } = await cache.up();
    const created = steps.filter(({ op }) => op === "create");
    assert.deepEqual(
      created
        .filter(({ type }) => !type.startsWith("pulumi:"))
        .map((step) => `${step.type}::${step.name}`)
        .sort(),
      golden(),
    );
    count = created.length;
    assert.deepEqual(changes, { create: count });

    const names = created.map((step) => step.name);
    const group = names.indexOf(name("replication-group"));
    const late = names.filter((each, index) => BEFORE.test(each) && index > group);
    const early = names.filter((each, index) => AFTER.test(each) && index < group);
    assert.deepEqual([late, early], [[], []]);
  });

  it("has nothing to change afterwards, with and without a refresh", async () => {
    // A refresh counts the stack reference too.
    assert.deepEqual((await cache.refresh()).changes, { same: count + 1 });
    assert.deepEqual((await cache.preview()).changes, { same: count });
  });

  it("updates the group in place for another node type, and reverts a change from outside", async () => {
    drift(session.account, "MetricAlarm", "koneksi-prod-redis-evictions-002", { threshold: 95 });
    assert.deepEqual((await cache.refresh()).changes, { same: count, update: 1 });
    const nodeType = "cache.r6g.xlarge";
    const result = await cache.edit({ nodeType }).up();
    assert.deepEqual(
      stepsOf(result).sort(),
      [
        CACHE,
        `update ${GROUP}`,
        `update cloudwatch.Dashboard ${name("dashboard")}`,
        `update cloudwatch.MetricAlarm ${name("evictions-002")}`,
        // With more vCPUs, one busy core is a smaller share.
        ...["001", "002", "003"].map(
          (node) => `update cloudwatch.MetricAlarm ${name(`cpu-${node}`)}`,
        ),
      ].sort(),
    );
    const group = result.steps.find((step) => step.name === name("replication-group"));
    assert.deepEqual(
      [group?.diffs, group?.inputs?.["nodeType"], group?.replaces],
      [["nodeType"], nodeType, []],
    );
  });

  it("refuses a new port, which would replace the group, and a destroy", async () => {
    const replaced = await cache
      .edit({ nodeType: "cache.r6g.xlarge", port: 6380, allowReplacement: true })
      .failing("preview");
    assert.match(
      replaced.errors.join("\n"),
      /unable to replace resource ".*::koneksi-prod-replication-group"\nas it is currently marked for protection/,
    );
    const destroyed = await cache.failing("destroy");
    assert.match(destroyed.errors.join("\n"), /cannot be deleted\s+because it is protected/);
    assert.deepEqual(
      session.account.list("aws:elasticache/replicationGroup:ReplicationGroup").map(({ id }) => id),
      ["koneksi-prod-redis"],
    );
  });

  it("leaves only the resources that AWS keeps after a destroy", async () => {
    const guarded = cache.resources().filter(({ protect }) => protect === true);
    assert.deepEqual(guarded.map(({ urn }) => urn.split("::").at(-1)).sort(), [
      "koneksi-prod",
      ...["engine-log", "replication-group", "slow-log", "subnet-group"].map(name),
    ]);
    await cache.command("state", "unprotect", "--all", "--yes");
    await cache.destroy();
    await (await session.network(STACK)).destroy();
    assert.deepEqual(cache.resources(), []);
    assert.deepEqual(
      session.account
        .all()
        .map(({ type, hidden }) => [type, hidden["deletionDate"] !== undefined])
        .sort(),
      [
        ["aws:elasticache/snapshot:Snapshot", false],
        ["aws:kms/key:Key", true],
        ["aws:secretsmanager/secret:Secret", true],
      ],
    );
    assert.deepEqual(
      session.account.list("aws:elasticache/snapshot:Snapshot").map(({ id }) => id),
      ["koneksi-prod-redis-final"],
    );
  });
});
