import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../components";
import { maintenance } from "../../local/aws/outside";
import { PARAMETER_GROUP, REPLICATION_GROUP } from "../../local/aws/services/tokens";
import { map, text } from "../../local/aws/values";
import {
  EngineSession,
  type OperationResult,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";

/**
 * One change of each kind on the engine. The tables in tests/unit/local/aws/replication-group-plan.test.ts list the
 * kind of each argument; replication-group-change.test.ts tests what AWS refuses.
 */
const [FIRST, SECOND] = ["oncall@example.com", "team@example.com"] as const;

/** A security group from outside the stack. */
const OTHERS = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  id: "sg-0123456789abcdef0",
  region: "ap-southeast-1",
  attributes: { vpcId: "vpc-simulateddefault0" },
  hidden: {},
};

/** The steps of an operation, in the engine's order. */
const resourceSteps = (result: OperationResult) =>
  stepsOf(result).filter((step) => !/ (index\.RedisCache|pulumi\.Stack) /.test(step));

const sorted = (items: Iterable<string>) => [...items].sort();

/** Removes Pulumi's random suffix from an automatic name. */
const stem = (value: unknown) =>
  typeof value === "string" ? value.replace(/-[0-9a-f]{7}\b/g, "-*") : value;

/** The arguments of the replication group that an update changes. */
function changedArguments(result: OperationResult): Record<string, unknown> {
  const step = result.steps.find(({ op, type }) => op === "update" && type === REPLICATION_GROUP);
  const changed = new Set(step?.diffs.map((path) => path.split(/[.[]/)[0] ?? ""));
  return Object.fromEntries([...changed].map((key) => [key, stem(step?.inputs?.[key])]));
}

describe("changes of a cache", function () {
  this.timeout(600_000);
  let session: EngineSession;
  before(async () => {
    session = await EngineSession.open();
  });
  after(() => {
    session.close();
  });

  describe("with protection and alarms", () => {
    const GROUP = "elasticache.ReplicationGroup life-replication-group";
    const PARAMETERS = "elasticache.ParameterGroup life-parameter-group";
    const ALARMS = ["cpu", "engineCpu", "memory"];
    const VALKEY: RedisCacheArgs = {
      engine: "valkey",
      numCacheClusters: 1,
      auth: { mode: "none" },
      alarms: { enabled: true, set: "BASIC" },
    };
    let stack: StackUnderTest;

    const edited = (args: RedisCacheArgs, emails: readonly string[] = [SECOND], protect = true) =>
      stack.edit({ args: { ...VALKEY, ...args }, emails, protect });

    it("changes the engine: creates a parameter group, updates in place, then deletes the old group and alarms", async () => {
      session.account.put(OTHERS);
      const args: RedisCacheArgs = {
        ...VALKEY,
        engine: "redis",
        numCacheClusters: 2,
        securityGroupIds: [OTHERS.id],
      };
      stack = await session.program("redis-cache", "life", {
        args,
        emails: [FIRST],
        protect: true,
      });
      await stack.up();
      const moved = await edited({}).up();
      const steps = resourceSteps(moved);
      assert.deepEqual(sorted(steps), [
        `create sns.TopicSubscription alarms-${SECOND}`,
        `create-replacement ${PARAMETERS}`,
        ...ALARMS.map((key) => `delete cloudwatch.MetricAlarm life-${key}-002`),
        `delete sns.TopicSubscription alarms-${FIRST}`,
        `delete-replaced ${PARAMETERS}`,
        `replace ${PARAMETERS}`,
        `update ${GROUP}`,
      ]);
      const order = (step: string) => steps.indexOf(step);
      assert.ok(order(`create-replacement ${PARAMETERS}`) < order(`update ${GROUP}`));
      assert.ok(order(`update ${GROUP}`) < order(`delete-replaced ${PARAMETERS}`));
      // A security group that is no longer listed stays attached, so it is not in this list.
      assert.deepEqual(changedArguments(moved), {
        automaticFailoverEnabled: false,
        description: "life: Valkey cache",
        engine: "valkey",
        engineVersion: "8.1",
        multiAzEnabled: false,
        numCacheClusters: 1,
        parameterGroupName: "life-parameter-group-*",
      });
    });

    it("updates tags in place, on each resource that has tags, and changes nothing else", async () => {
      const tagged = await edited({ tags: { Owner: "data" } }).preview();
      assert.deepEqual(sorted(resourceSteps(tagged)), [
        ...ALARMS.map((key) => `update cloudwatch.MetricAlarm life-${key}-001`),
        `update ${PARAMETERS}`,
        `update ${GROUP}`,
      ]);
      assert.deepEqual(changedArguments(tagged), { tags: { Owner: "data" } });
    });

    it("does not replace the cache or delete its topic while the stack is protected", async () => {
      const replaced = await edited({ port: 6380, allowReplacement: true }).failing("preview");
      assert.match(
        replaced.errors.join("\n"),
        /^unable to replace resource .*::life-replication-group"\nas it is currently marked for protection/,
      );
      const without = await edited({}, []).failing("preview");
      assert.match(
        without.errors.join("\n"),
        /^Preview failed: resource .*::alarms-policy" cannot be deleted\nbecause it is protected/,
      );
    });

    it("replaces the cache for a new port, and deletes it first because its name is fixed", async () => {
      await stack.command("state", "unprotect", "--all", "--yes");
      const replaced = await edited({ port: 6380, allowReplacement: true }, [], false).preview();
      const steps = resourceSteps(replaced);
      assert.deepEqual(steps.slice(0, 3), [
        `delete-replaced ${GROUP}`,
        `replace ${GROUP}`,
        `create-replacement ${GROUP}`,
      ]);
      // The alarms stop notifying the topic before its deletion.
      assert.deepEqual(
        sorted(steps.slice(3, 6)),
        ALARMS.map((key) => `update cloudwatch.MetricAlarm life-${key}-001`),
      );
      assert.deepEqual(sorted(steps.slice(6, 8)), [
        "delete sns.TopicPolicy alarms-policy",
        `delete sns.TopicSubscription alarms-${SECOND}`,
      ]);
      assert.deepEqual(steps.slice(8), [
        "delete sns.Topic alarms",
        "delete kms.KeyPolicy alarms-key-policy",
        "delete kms.Key alarms-key",
      ]);
    });
  });

  it("wait for the maintenance window without applyImmediately: the update fails until the old parameter group is free", async () => {
    const args: RedisCacheArgs = { applyImmediately: false, auth: { mode: "none" } };
    const stack = await session.program("redis-cache", "window", { args });
    const group = () => session.account.get(REPLICATION_GROUP, "window-redis");
    const families = () =>
      session.account
        .list(PARAMETER_GROUP)
        .filter(({ id }) => id.startsWith("window-"))
        .map(({ attributes }) => text(attributes["family"]))
        .sort();
    await stack.up();

    const waiting = await stack.edit({ args: { ...args, engine: "valkey" } }).failing("up");
    assert.match(
      waiting.errors.join("\n"),
      /^deleting ElastiCache Parameter Group .* InvalidCacheParameterGroupState: One or more cache clusters are still members/,
    );
    const pending = map(group()?.hidden["pending"]);
    assert.deepEqual(Object.fromEntries(Object.entries(pending).map(([k, v]) => [k, stem(v)])), {
      engine: "valkey",
      engineVersion: "8.1",
      parameterGroupName: "window-parameter-group-*",
    });
    assert.deepEqual(families(), ["redis7", "valkey8"]);

    assert.deepEqual(maintenance(session.account), ["window-redis"]);
    assert.deepEqual(resourceSteps(await stack.up()), [
      "update elasticache.ReplicationGroup window-replication-group",
      "delete-replaced elasticache.ParameterGroup window-parameter-group",
    ]);
    assert.deepEqual([group()?.attributes["engine"], families()], ["valkey", ["valkey8"]]);
  });
});
