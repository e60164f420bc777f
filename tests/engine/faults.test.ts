import * as assert from "node:assert/strict";
import { fingerprint } from "../../local/aws/account";
import type { Fault } from "../../local/aws/faults";
import { drift, vanish } from "../../local/aws/outside";
import { authentication } from "../../local/aws/services/replication-group";
import { text } from "../../local/aws/values";
import {
  EngineSession,
  type FailedResult,
  type OperationResult,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";

/** How updates fail, what remains, and how to recover: each row of docs/faults.md. */
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const SNAPSHOT = "aws:elasticache/snapshot:Snapshot";
const TOPIC = "aws:sns/topic:Topic";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? urn;

const sorted = (items: Iterable<string>) => [...items].sort();

/** Each step that changes something, such as `create cache`, sorted by name. */
const changes = (result: OperationResult) =>
  sorted(
    result.steps
      .filter(
        ({ op, type }) =>
          !["same", "read", "refresh"].includes(op) && type !== "pulumi:pulumi:Stack",
      )
      .map(({ op, name }) => `${op} ${name}`),
  );

/** Errors of resources, by name. */
const errorsOf = ({ diagnostics }: FailedResult) =>
  Object.fromEntries(
    diagnostics
      .filter(({ severity, message }) => severity === "error" && !message.endsWith(" failed"))
      .map(({ urn = "", message }) => [nameOf(urn), message]),
  );

describe("faults", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let stack: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
  });
  after(() => {
    session.close();
  });

  /** Resources that are only in the account, by type, and resources that are only in the state, by name. */
  function apart() {
    const known = stack
      .resources()
      .filter(({ type, id }) => type.startsWith("aws:") && id !== undefined);
    const key = ({ type, id = "" }: { type: string; id?: string }) => `${type} ${id}`;
    const held = session.account
      .all()
      // AWS keeps secrets until their deletion date, and snapshots.
      .filter(({ type, hidden }) => type !== SNAPSHOT && hidden["deletionDate"] === undefined);
    return {
      unknown: held
        .filter((stored) => !known.map(key).includes(key(stored)))
        .map(({ type }) => type)
        .sort(),
      gone: known
        .filter((resource) => !held.map(key).includes(key(resource)))
        .map(({ urn }) => nameOf(urn))
        .sort(),
    };
  }
  const TOGETHER = { unknown: [], gone: [] };

  /** Runs an operation with these faults, one per type. */
  async function struck(
    operation: "up" | "destroy",
    kind: Fault["operation"],
    actions: Readonly<Record<string, Required<Fault>["action"]>>,
  ): Promise<FailedResult> {
    session.setFaults(
      ...Object.entries(actions).map(([type, action]) => ({
        ...{ operation: kind, type, action },
        message: `simulated ${action}`,
      })),
    );
    const failed = await stack.failing(operation, { args: ["--continue-on-error"] });
    session.setFaults();
    return failed;
  }

  /** Names of resources that the state has as failed. */
  const unfinished = () =>
    stack
      .resources()
      .filter(({ initErrors = [] }) => initErrors.length > 0)
      .map(({ urn }) => nameOf(urn));

  describe("of single resources", () => {
    const names = ["alarm", "cache", "log", "parameter", "topic"];

    it("in a create: refused, unfinished, and lost response", async () => {
      const config = { names, revision: "one", finalSnapshot: "taken" };
      stack = await session.program("lone", "lone", config);
      const failed = await struck("up", "create", {
        MetricAlarm: "lose",
        ReplicationGroup: "unfinished",
        LogGroup: "lose",
        Parameter: "fail",
        Topic: "lose",
      });
      assert.deepEqual(errorsOf(failed), {
        alarm: "simulated lose",
        cache: "1 error occurred:\n\t* simulated unfinished",
        log: "simulated lose",
        parameter: "simulated fail",
        topic: "simulated lose",
      });
      assert.deepEqual(apart(), { unknown: [LOG, ALARM, TOPIC], gone: [] });
      assert.deepEqual(unfinished(), ["cache"]);
    });

    it("are repaired by the next up, unless a name is taken; an automatic name creates another resource", async () => {
      const again = await stack.failing("up", { args: ["--continue-on-error"] });
      assert.deepEqual(changes(again), [
        "create alarm",
        "create log",
        "create parameter",
        "create topic",
        "update cache",
      ]);
      assert.match(errorsOf(again)["log"] ?? "", /already exists/);
      assert.deepEqual([apart(), unfinished()], [{ unknown: [LOG, TOPIC], gone: [] }, []]);
      const known = stack.resources().map(({ id }) => id);
      const [forgotten = ""] = session.account
        .list(TOPIC)
        .map(({ id }) => id)
        .filter((id) => !known.includes(id));
      vanish(session.account, TOPIC, forgotten);
      vanish(session.account, LOG, "log");
    });

    it("in an update: refused, unfinished, and lost response", async () => {
      stack.edit({ revision: "two" });
      const failed = await struck("up", "update", {
        MetricAlarm: "fail",
        ReplicationGroup: "unfinished",
        Parameter: "lose",
      });
      assert.deepEqual(errorsOf(failed), {
        alarm: "simulated fail",
        cache: "1 error occurred:\n\t* simulated unfinished",
        parameter: "simulated lose",
      });
      assert.deepEqual([apart(), unfinished()], [TOGETHER, ["cache"]]);
      const again = await stack.up();
      assert.deepEqual(changes(again), ["update alarm", "update cache", "update parameter"]);
      assert.deepEqual(unfinished(), []);
    });

    it("outside Pulumi: refresh finds a change and a deletion, and up reverts them", async () => {
      drift(session.account, LOG, "log", { tags: { revision: "by hand" } });
      vanish(session.account, ALARM, "alarm");
      assert.deepEqual(apart(), { unknown: [], gone: ["alarm"] });
      assert.deepEqual(changes(await stack.refresh()), ["delete alarm", "update log"]);
      assert.deepEqual(changes(await stack.up()), ["create alarm", "update log"]);
      assert.deepEqual(apart(), TOGETHER);
    });

    it("in a delete: refused, lost response, and a final snapshot whose name is taken", async () => {
      session.account.put({
        ...{ type: SNAPSHOT, id: "taken", region: "ap-southeast-1" },
        ...{ attributes: { name: "taken" }, hidden: {} },
      });
      const failed = await struck("destroy", "delete", { MetricAlarm: "lose", Parameter: "fail" });
      const { cache = "", ...others } = errorsOf(failed);
      assert.deepEqual(others, { alarm: "simulated lose", parameter: "simulated fail" });
      assert.match(
        cache,
        /SnapshotAlreadyExistsFault: Snapshot with specified name already exists: taken/,
      );
      assert.deepEqual(apart(), { unknown: [], gone: ["alarm"] });

      const up = await stack
        .edit({ names: ["cache"], revision: "two", finalSnapshot: "free" })
        .up();
      assert.deepEqual(changes(up), ["delete alarm", "delete parameter", "update cache"]);
      await stack.destroy();
      assert.deepEqual([apart(), stack.resources()], [TOGETHER, []]);
      assert.deepEqual(
        session.account.list(SNAPSHOT).map(({ id }) => id),
        ["free", "taken"],
      );
    });
  });

  describe("of the component's cache", () => {
    const REPLICATION_GROUP = "elasticache.ReplicationGroup koneksi-replication-group";
    const args = { numCacheClusters: 1 };
    const edited = (more: Record<string, unknown>) => stack.edit({ args: { ...args, ...more } });
    const families = () =>
      sorted(
        session.account.list(PARAMETER_GROUP).map(({ attributes }) => text(attributes["family"])),
      );

    it("import recovers a cache whose name is taken, and keeps its token", async () => {
      stack = await session.program("redis-cache", "koneksi", { args });
      await struck("up", "create", { ReplicationGroup: "lose" });
      assert.deepEqual(apart(), { unknown: [GROUP], gone: [] });
      const refused = await stack.failing("up");
      assert.match(
        errorsOf(refused)["koneksi-replication-group"] ?? "",
        /: Replication group koneksi-redis already exists\.$/,
      );
      const { urn = "" } = stack.resources().find(({ type }) => type.endsWith(":RedisCache")) ?? {};
      await stack.command(
        ...["import", GROUP, "koneksi-replication-group", "koneksi-redis"],
        ...["--parent", `cache=${urn}`, "--protect=false", "--generate-code=false"],
        ...["--yes", "--skip-preview"],
      );
      assert.deepEqual(apart(), TOGETHER);
      assert.deepEqual(stepsOf(await stack.up()), [
        `update ${REPLICATION_GROUP}`,
        "create secretsmanager.SecretVersion koneksi-auth-value",
      ]);
      const group = session.account.get(GROUP, "koneksi-redis");
      assert.ok(group);
      const [secret] = session.account.list("aws:secretsmanager/secretVersion:SecretVersion");
      const { password } = JSON.parse(text(secret?.attributes["secretString"])) as {
        password: string;
      };
      const { open, tokens } = authentication(group);
      assert.deepEqual([open, [...new Set(tokens)]], [false, [fingerprint(password)]]);
    });

    it("up continues after a refused engine update, which keeps both parameter groups, and after a refused replacement", async () => {
      edited({ engine: "valkey" });
      const update = await struck("up", "update", { ReplicationGroup: "fail" });
      assert.deepEqual(errorsOf(update), { "koneksi-replication-group": "simulated fail" });
      assert.deepEqual(families(), ["redis7", "valkey8"]);

      edited({ engine: "valkey", port: 6380, allowReplacement: true });
      const replacement = await struck("up", "create", { ReplicationGroup: "fail" });
      assert.deepEqual(errorsOf(replacement), { "koneksi-replication-group": "simulated fail" });
      assert.equal(session.account.get(GROUP, "koneksi-redis"), undefined);

      const rest = await stack.up();
      assert.deepEqual(changes(rest), [
        "create-replacement koneksi-auth-value",
        "create-replacement koneksi-replication-group",
        "delete-replaced koneksi-auth-value",
        "replace koneksi-auth-value",
        "replace koneksi-replication-group",
      ]);
      assert.deepEqual([apart(), families()], [TOGETHER, ["valkey8"]]);
      assert.equal(session.account.get(GROUP, "koneksi-redis")?.attributes["port"], 6380);
      assert.deepEqual(stepsOf(await stack.preview()), []);
    });
  });
});
