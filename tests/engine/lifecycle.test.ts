import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { OperationResult, Step } from "../../local/engine";
import { consumer } from "../../local/programs/consumer";
import { network } from "../../local/programs/network";
import { EngineSession, REPOSITORY, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * The life of each of the repository's stacks, from its real file on the real engine: network, cache and a consumer as three stacks
 * that read each other, an update, a replacement, and an empty account at the end.
 */
const PROJECT = "koneksi-redis";
const [HOST, READER] = ["master", "replica"].map(
  (role) => (stack: string) => `${role}.koneksi-${stack}-redis.simaws.apse1.cache.amazonaws.com`,
) as [(stack: string) => string, (stack: string) => string];

/** The children that a stack has, by `<type>::<name>`, from the file that holds their identities. */
function golden(stack: string): string[] {
  const file = path.join(REPOSITORY, "tests", "golden", `${stack}.txt`);
  const lines = fs.readFileSync(file, "utf8").trim().split("\n");
  return lines
    .map((line) => line.split("::").slice(0, 2).join("::"))
    .filter((line) => !line.startsWith("pulumi:"))
    .sort();
}

const identities = (steps: readonly Step[]) =>
  steps
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .map(({ type, name }) => `${type}::${name}`)
    .sort();

/** What must be there before the replication group is, and what only after it. */
const BEFORE = /-(subnet-group|parameter-group|token|(slow|engine)-log(-delivery)?)$/;
const AFTER = /-(auth-value|composite|\w+-00\d)$/;

interface Life {
  readonly stack: string;
  readonly nodeType: string;
  /** What the other node type changes besides the replication group. */
  readonly derived: readonly string[];
  readonly guarded: readonly string[];
  /** What AWS keeps after the deletion, by type. */
  readonly kept: readonly string[];
}

const alarms = (op: string, stack: string, keys: readonly string[], nodes: readonly string[]) =>
  keys.flatMap((key) =>
    nodes.map((node) => `${op} cloudwatch.MetricAlarm koneksi-${stack}-${key}-${node}`),
  );
const TWO = ["001", "002"];
const THREE = [...TWO, "003"];
const KEPT_BY_AWS = ["aws:kms/key:Key", "aws:secretsmanager/secret:Secret"];

const LIVES: readonly Life[] = [
  {
    stack: "staging",
    nodeType: "cache.t3.small",
    derived: alarms("update", "staging", ["connections", "cpuCredits", "freeableMemory"], TWO),
    guarded: [],
    kept: KEPT_BY_AWS,
  },
  {
    stack: "uat",
    nodeType: "cache.t3.medium",
    // Swapping is watched from this size on (docs/monitoring.md).
    derived: [
      ...alarms("update", "uat", ["freeableMemory"], TWO),
      ...alarms("create", "uat", ["swap"], TWO),
    ],
    guarded: ["engine-log", "replication-group", "slow-log", "subnet-group"],
    kept: KEPT_BY_AWS,
  },
  {
    stack: "prod",
    nodeType: "cache.r6g.xlarge",
    derived: [
      "update cloudwatch.Dashboard koneksi-prod-dashboard",
      ...alarms("update", "prod", ["cpu"], THREE),
    ],
    guarded: ["engine-log", "replication-group", "slow-log", "subnet-group"],
    kept: ["aws:elasticache/snapshot:Snapshot", ...KEPT_BY_AWS],
  },
];

describe("the life of", function () {
  this.timeout(300_000);

  for (const { stack, nodeType, derived, guarded, kept } of LIVES) {
    describe(stack, () => {
      const name = (role: string) => `koneksi-${stack}-${role}`;
      let session: EngineSession;
      let cache: StackUnderTest;
      let service: StackUnderTest;
      let count: number;

      before(async () => {
        session = await EngineSession.open();
      });
      after(() => {
        session.close();
      });

      it("begins with the network, and makes exactly its resources in their order", async () => {
        cache = await session.cache(stack);
        assert.deepEqual(
          session.account
            .all()
            .map(({ type }) => type.split(":").at(-1))
            .sort(),
          ["Key", "SecurityGroup", "Subnet", "Subnet", "Subnet", "Topic", "Vpc"],
        );
        const { steps, changes } = await cache.up();
        const created = steps.filter(({ op }) => op === "create");
        assert.deepEqual(identities(created), golden(stack));
        assert.deepEqual(changes, { create: created.length });
        count = created.length;

        const names = created.map((step) => step.name);
        const group = names.indexOf(name("replication-group"));
        const late = names.filter((one, index) => BEFORE.test(one) && index > group);
        const early = names.filter((one, index) => AFTER.test(one) && index < group);
        assert.deepEqual([late, early], [[], []]);
      });

      it("goes on without a change, however often it runs in one process", async () => {
        for (const operation of ["preview", "up", "refresh", "preview"] as const) {
          const { changes } = await cache[operation]();
          // A refresh reads the stack reference again, which it counts.
          const same = operation === "refresh" ? count + 1 : count;
          assert.deepEqual([operation, changes], [operation, { same }]);
        }
      });

      it("lets a consumer read the connection by stack reference", async () => {
        service = session.inline(
          `${PROJECT}-consumer`,
          consumer(`organization/${PROJECT}/${stack}`),
          {},
          stack,
        );
        await service.up();
        const { authSecretArn } = await cache.values();
        const { container, cacheUrl } = await service.values();
        const { environment, secrets } = container as Record<string, unknown>;
        assert.equal(cacheUrl, `rediss://${HOST(stack)}:6379`);
        assert.deepEqual(environment, [
          { name: "REDIS_HOST", value: HOST(stack) },
          { name: "REDIS_READER_HOST", value: READER(stack) },
          { name: "REDIS_PORT", value: "6379" },
          { name: "REDIS_TLS", value: "true" },
          { name: "REDIS_CLUSTER_MODE", value: "disabled" },
          { name: "REDIS_USERNAME", value: "default" },
        ]);
        assert.deepEqual(secrets, [
          { name: "REDIS_PASSWORD", valueFrom: `${String(authSecretArn)}:password::` },
        ]);
      });

      it("updates the group in place for another node type, and what derives from it", async () => {
        const result = await cache.edit({ nodeType }).up();
        assert.deepEqual(
          stepsOf(result).sort(),
          [
            `update index.RedisCache koneksi-${stack}`,
            `update elasticache.ReplicationGroup ${name("replication-group")}`,
            ...derived,
          ].sort(),
        );
        const group = result.steps.find((step) => step.name === name("replication-group"));
        assert.deepEqual(
          [group?.diffs, group?.inputs?.["nodeType"], group?.replaces],
          [["nodeType"], nodeType, []],
        );
      });

      const GROUP = `elasticache.ReplicationGroup koneksi-${stack}-replication-group`;
      const SECRET = `secretsmanager.SecretVersion koneksi-${stack}-auth-value`;
      /** The secret's value names the port; it goes first and comes last, since it depends on the group. */
      const REPLACEMENT = [
        `update index.RedisCache koneksi-${stack}`,
        `delete-replaced ${SECRET}`,
        `delete-replaced ${GROUP}`,
        `replace ${GROUP}`,
        `create-replacement ${GROUP}`,
        `replace ${SECRET}`,
        `create-replacement ${SECRET}`,
      ];

      if (guarded.length === 0) {
        it("replaces the group and the secret's value for another port, and the consumer follows", async () => {
          const result = await cache.edit({ nodeType, port: 6380 }).up();
          assert.deepEqual(stepsOf(result), REPLACEMENT);
          const replace = result.steps.find(({ op, type }) => {
            return op === "replace" && type.endsWith(":ReplicationGroup");
          });
          assert.deepEqual(replace?.replaces, ["port"]);
          await service.up();
          const { cacheUrl } = await service.values();
          assert.equal(cacheUrl, `rediss://${HOST(stack)}:6380`);
          assert.deepEqual(stepsOf(await cache.preview()), []);
        });
      } else {
        it("refuses another port, which would replace the group, before anything is done", async () => {
          const { errors, ...result } = await cache
            .edit({ nodeType, port: 6380 })
            .failing("preview");
          assert.deepEqual(stepsOf(result), REPLACEMENT);
          assert.equal(errors.length, 2);
          assert.match(
            errors.join("\n"),
            new RegExp(
              `unable to replace resource ".*::${name("replication-group")}"\\nas it is currently marked for protection`,
            ),
          );
          assert.deepEqual(stepsOf(await cache.edit({ nodeType }).preview()), []);
        });

        it("rotates the token, whose replaced parts protection doesn't hold, and the secret keeps its ARN", async () => {
          const { authSecretArn } = await cache.values();
          const value = `secretsmanager.SecretVersion ${name("auth-value")}`;
          const password = `index.RandomPassword ${name("token")}`;
          const rotated = await cache.edit({ nodeType, auth: { tokenVersion: 2 } }).up();
          assert.deepEqual(stepsOf(rotated), [
            `update index.RedisCache koneksi-${stack}`,
            `create-replacement ${password}`,
            `replace ${password}`,
            `update ${GROUP}`,
            `create-replacement ${value}`,
            `replace ${value}`,
            `delete-replaced ${value}`,
            `delete-replaced ${password}`,
          ]);
          const sent = (result: OperationResult) => {
            const group = result.steps.find((step) => step.name === name("replication-group"));
            return [group?.diffs, group?.inputs?.["authTokenUpdateStrategy"]];
          };
          assert.deepEqual(sent(rotated), [["authToken", "authTokenUpdateStrategy"], "ROTATE"]);
          assert.equal((await cache.values())["authSecretArn"], authSecretArn);

          const auth = { tokenVersion: 2, updateStrategy: "SET" };
          const retired = await cache.edit({ nodeType, auth }).up();
          assert.deepEqual(stepsOf(retired), [
            `update index.RedisCache koneksi-${stack}`,
            `update ${GROUP}`,
          ]);
          assert.deepEqual(sent(retired), [["authTokenUpdateStrategy"], "SET"]);
          assert.deepEqual(stepsOf(await cache.preview()), []);
        });

        it("refuses its deletion, and the cache stays", async () => {
          const { errors } = await cache.failing("destroy");
          assert.match(errors.join("\n"), /cannot be deleted\s+because it is protected/);
          const groups = session.account.list("aws:elasticache/replicationGroup:ReplicationGroup");
          assert.deepEqual(
            groups.map(({ id }) => id),
            [`koneksi-${stack}-redis`],
          );
        });
      }

      it("ends with an empty account, but for what AWS keeps", async () => {
        const protectedNames = (await cache.resources())
          .filter(({ protect }) => protect === true)
          .map(({ urn }) => urn.split("::").at(-1));
        assert.deepEqual(
          protectedNames.sort(),
          guarded.length === 0 ? [] : [`koneksi-${stack}`, ...guarded.map(name)],
        );
        assert.equal(await cache.unprotect(), protectedNames.length);
        await service.destroy();
        await cache.destroy();
        await session.inline("koneksi-network", network, {}, stack).destroy();
        for (const each of [service, cache]) assert.deepEqual(await each.resources(), []);
        const left = session.account.all();
        assert.deepEqual(left.map(({ type }) => type).sort(), [...kept].sort());
        assert.deepEqual(
          left.filter(({ hidden }) => hidden["deletionDate"] === undefined).map(({ id }) => id),
          stack === "prod" ? ["koneksi-prod-redis-final"] : [],
        );
      });
    });
  }
});
