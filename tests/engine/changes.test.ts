import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../components";
import { drift, maintenance } from "../../local/aws/outside";
import { PARAMETER_GROUP, REPLICATION_GROUP } from "../../local/aws/services/tokens";
import { map, text } from "../../local/aws/values";
import type { OperationResult } from "../../local/engine";
import { EngineSession, type FailedResult, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * Change over a cache's life, update by update, on the real engine: which steps there are and in which order, what AWS is sent, and
 * what is said where AWS or Pulumi refuses. After each sequence an update with nothing changed changes nothing.
 */
const QUIET: RedisCacheArgs = { alarms: { enabled: false }, auth: { mode: "none" } };

/** What an operation does to the component's children, in the engine's order. */
const children = (result: OperationResult) =>
  stepsOf(result).filter((step) => !/ (index\.RedisCache|pulumi\.Stack) /.test(step));

/** Without Pulumi's random end of an automatic name. */
const stem = (name: unknown) =>
  typeof name === "string" ? name.replace(/-[0-9a-f]{7}$/, "-*") : name;

/** The arguments that differ in the update of the replication group, as AWS is sent them. */
function sent(result: OperationResult): Record<string, unknown> {
  const step = result.steps.find(
    ({ op, type }) => op === "update" && type.endsWith(":ReplicationGroup"),
  );
  const changed = new Set(step?.diffs.map((path) => path.split(/[.[]/)[0] ?? ""));
  return Object.fromEntries([...changed].map((key) => [key, stem(step?.inputs?.[key])]));
}

/** What forces a replacement, by the name of the resource. */
const reasons = (result: OperationResult) =>
  Object.fromEntries(
    result.steps
      .filter(({ op }) => op === "replace")
      .map(({ name, replaces }) => [name, [...replaces].sort()]),
  );

/** The first line of each error, without what stands before the name of the resource. */
const said = ({ errors }: FailedResult) =>
  errors
    .filter((error) => error !== "update failed")
    .map((error) => (error.split("\n")[0] ?? "").replace(/"urn:.*::(.*)"/, "$1"));

describe("change over time", function () {
  this.timeout(300_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  /** A cache whose arguments change from update to update. */
  class Cache {
    private args: RedisCacheArgs = {};
    readonly stack: StackUnderTest;

    constructor(
      readonly name: string,
      private readonly always: RedisCacheArgs = QUIET,
      private readonly opts: ComponentResourceOptions = {},
    ) {
      this.stack = session.inline(name, () => {
        new RedisCache(name, { ...this.always, ...this.args }, this.opts);
        return Promise.resolve({});
      });
    }

    async preview(args: RedisCacheArgs): Promise<OperationResult> {
      this.args = args;
      return this.stack.preview();
    }

    async up(args: RedisCacheArgs): Promise<OperationResult> {
      this.args = args;
      return this.stack.up();
    }

    async failing(args: RedisCacheArgs): Promise<FailedResult> {
      this.args = args;
      return this.stack.failing("up");
    }

    async settled(): Promise<void> {
      assert.deepEqual(stepsOf(await this.stack.up()), []);
    }

    /** The replication group as AWS has it. */
    get group() {
      const stored = session.account.get(REPLICATION_GROUP, `${this.name}-redis`);
      assert.ok(stored);
      return stored.attributes;
    }

    /** What waits for the maintenance window. */
    get pending() {
      const stored = session.account.get(REPLICATION_GROUP, `${this.name}-redis`);
      const pending = map(stored?.hidden["pending"]);
      return Object.fromEntries(Object.entries(pending).map(([key, value]) => [key, stem(value)]));
    }

    /** The parameter groups that there are for it, as `<family>`, the one in use with a star. */
    get families(): string[] {
      return session.account
        .list(PARAMETER_GROUP)
        .filter(({ id }) => id.startsWith(`${this.name}-parameter-group-`))
        .map(
          ({ id, attributes }) =>
            `${text(attributes["family"])}${id === this.group["parameterGroupName"] ? " in use" : ""}`,
        )
        .sort();
    }

    /** The update of the replication group. */
    get update(): string {
      return `update elasticache.ReplicationGroup ${this.name}-replication-group`;
    }

    /** A new parameter group, one update of the replication group with it, and then the old one goes. */
    get move(): string[] {
      const group = `elasticache.ParameterGroup ${this.name}-parameter-group`;
      return [
        `create-replacement ${group}`,
        `replace ${group}`,
        this.update,
        `delete-replaced ${group}`,
      ];
    }
  }

  describe("of the engine", () => {
    it("7.0 to 7.1, of the same family: one update", async () => {
      const cache = new Cache("minor");
      await cache.up({ engineVersion: "7.0" });
      const upgrade = await cache.up({ engineVersion: "7.1" });
      assert.deepEqual(children(upgrade), [cache.update]);
      assert.deepEqual(sent(upgrade), { engineVersion: "7.1" });
      assert.equal(cache.group["engineVersionActual"], "7.1.0");
      await cache.settled();
    });

    it("6.2 to 7.1 to Valkey, protected: a new parameter group, one call with both, and then the old group goes", async () => {
      const cache = new Cache("family", QUIET, { protect: true });
      await cache.up({ engineVersion: "6.2" });
      assert.deepEqual(cache.families, ["redis6.x in use"]);

      const major = await cache.up({ engineVersion: "7.1" });
      assert.deepEqual(children(major), cache.move);
      assert.deepEqual(sent(major), {
        engineVersion: "7.1",
        parameterGroupName: "family-parameter-group-*",
      });
      assert.deepEqual(cache.families, ["redis7 in use"]);

      const plan = await cache.preview({ engine: "valkey" });
      const valkey = await cache.up({ engine: "valkey" });
      assert.deepEqual([children(plan), children(valkey)], [cache.move, cache.move]);
      assert.deepEqual(sent(valkey), {
        description: "family: Valkey cache",
        engine: "valkey",
        engineVersion: "8.1",
        parameterGroupName: "family-parameter-group-*",
      });
      assert.deepEqual(reasons(valkey), { "family-parameter-group": ["description", "family"] });
      assert.deepEqual(cache.families, ["valkey8 in use"]);
      await cache.settled();
    });

    it("7.0 to 7.1 without applyImmediately: it waits, is planned until the window has come, and then is done", async () => {
      const cache = new Cache("later", { ...QUIET, applyImmediately: false });
      await cache.up({ engineVersion: "7.0" });
      for (const when of ["asked for", "asked for again"]) {
        const upgrade = await cache.up({ engineVersion: "7.1", nodeType: "cache.t3.small" });
        assert.deepEqual(children(upgrade), [cache.update], when);
        assert.deepEqual(sent(upgrade), { engineVersion: "7.1", nodeType: "cache.t3.small" });
        assert.deepEqual(cache.pending, { engineVersion: "7.1", nodeType: "cache.t3.small" });
        assert.equal(cache.group["engineVersionActual"], "7.0.7");
      }
      assert.deepEqual(maintenance(session.account), ["later-redis"]);
      await cache.stack.refresh();
      await cache.settled();
    });

    it("to Valkey without applyImmediately: the old parameter group is in use until the window, so the update ends with its refused deletion", async () => {
      const cache = new Cache("window", { ...QUIET, applyImmediately: false });
      await cache.up({});
      const first = await cache.failing({ engine: "valkey" });
      assert.deepEqual(children(first), cache.move);
      const again = await cache.failing({ engine: "valkey" });
      assert.deepEqual(children(again), [
        cache.update,
        "delete-replaced elasticache.ParameterGroup window-parameter-group",
      ]);
      for (const failed of [first, again]) {
        assert.deepEqual(
          said(failed).map((error) => error.replace(/-[0-9a-f]{7}\b/g, "-*")),
          [
            "deleting ElastiCache Parameter Group (window-parameter-group-*): operation error ElastiCache: DeleteCacheParameterGroup, " +
              "api error InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group " +
              "window-parameter-group-*, so the group cannot be deleted.",
          ],
        );
      }
      // Nothing is lost: AWS has the whole change, and Pulumi both groups.
      assert.deepEqual(cache.pending, {
        engine: "valkey",
        engineVersion: "8.1",
        parameterGroupName: "window-parameter-group-*",
      });
      assert.deepEqual(cache.families, ["redis7 in use", "valkey8"]);

      maintenance(session.account);
      assert.deepEqual(children(await cache.up({ engine: "valkey" })), [
        cache.update,
        "delete-replaced elasticache.ParameterGroup window-parameter-group",
      ]);
      assert.deepEqual(cache.families, ["valkey8 in use"]);
      await cache.settled();
    });
  });
});
