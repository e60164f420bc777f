import * as assert from "node:assert/strict";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

/** The stacks of the repository, by what they have in common on the engine: each life in a session of its own. */
describe("the program on the real engine", () => {
  let session: EngineSession;
  beforeEach(async () => {
    session = await EngineSession.open();
  });
  afterEach(() => {
    session.close();
  });

  /** What the account holds, less what AWS keeps after a deletion. */
  const left = () =>
    session.account
      .all()
      .filter(({ hidden }) => hidden["deletionDate"] === undefined)
      .map(({ type, id }) => `${type} ${id}`);

  it("changes nothing after an up, however often it runs in one process", async () => {
    const staging = await session.cache("staging");
    const first = await staging.up();
    const count = stepsOf(first).length;
    assert.deepEqual(first.changes, { create: count });
    for (const operation of ["preview", "up", "refresh", "preview"] as const) {
      const { changes } = await staging[operation]();
      // A refresh reads the stack reference again, which it counts.
      const same = operation === "refresh" ? count + 1 : count;
      assert.deepEqual([operation, changes], [operation, { same }]);
    }
  });

  describe("staging, once up", () => {
    let staging: StackUnderTest;
    beforeEach(async () => {
      staging = await session.cache("staging");
      await staging.up();
    });

    it("updates in place for another node type, and the alarms that depend on it", async () => {
      const result = await staging.edit({ nodeType: "cache.t3.small" }).up();
      const of = (key: string, node: string) =>
        `update cloudwatch.MetricAlarm koneksi-staging-${key}-${node}`;
      assert.deepEqual(
        stepsOf(result).sort(),
        [
          "update index.RedisCache koneksi-staging",
          "update elasticache.ReplicationGroup koneksi-staging-replication-group",
          ...["connections", "cpuCredits", "freeableMemory"].flatMap((key) =>
            ["001", "002"].map((node) => of(key, node)),
          ),
        ].sort(),
      );
      const group = result.steps.find(({ type }) => type.endsWith(":ReplicationGroup"));
      assert.deepEqual([group?.diffs, group?.replaces], [["nodeType"], []]);
    });

    it("replaces the group, and nothing but what names it, for another port", async () => {
      const result = await staging.edit({ port: 6380 }).preview();
      const replaced = (what: string) =>
        ["create-replacement", "delete-replaced", "replace"].map((op) => `${op} ${what}`);
      assert.deepEqual(
        stepsOf(result).sort(),
        [
          "update index.RedisCache koneksi-staging",
          ...replaced("elasticache.ReplicationGroup koneksi-staging-replication-group"),
          ...replaced("secretsmanager.SecretVersion koneksi-staging-auth-value"),
        ].sort(),
      );
      const group = result.steps.find(
        ({ op, type }) => op === "replace" && type.endsWith(":ReplicationGroup"),
      );
      assert.deepEqual(group?.replaces, ["port"]);
    });

    it("is deleted whole", async () => {
      await staging.destroy();
      assert.deepEqual(await staging.resources(), []);
      // The network stays: it is another stack's.
      assert.deepEqual(
        left().filter((name) => !/^aws:(ec2|kms|sns)\//.test(name)),
        [],
      );
    });
  });

  for (const stack of ["uat", "prod"] as const) {
    it(`brings ${stack} up protected, keeps it from deletion, and deletes it unprotected`, async () => {
      const cache = await session.cache(stack);
      await cache.up();
      assert.deepEqual(stepsOf(await cache.preview()), []);
      const resources = await cache.resources();
      const guarded = resources.filter(({ protect }) => protect === true);
      const names = guarded.map(({ urn }) => urn.split("::").at(-1));
      assert.ok(names.includes(`koneksi-${stack}-replication-group`), names.join(", "));
      const { errors } = await cache.failing("destroy");
      assert.match(errors.join("\n"), /cannot be deleted\s+because it is protected/);
      const groups = session.account.list("aws:elasticache/replicationGroup:ReplicationGroup");
      assert.deepEqual(
        groups.map(({ id }) => id),
        [`koneksi-${stack}-redis`],
      );
      assert.equal(await cache.unprotect(), guarded.length);
      await cache.destroy();
      assert.deepEqual(await cache.resources(), []);
    });
  }
});
