import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../components";
import { drift, maintenance } from "../../local/aws/outside";
import { AWS } from "../../local/aws/services";
import { PARAMETER_GROUP, REPLICATION_GROUP } from "../../local/aws/services/tokens";
import { map, text, texts } from "../../local/aws/values";
import { OperationFailed, type OperationResult, type Step } from "../../local/engine";
import { explainFailure } from "../../local/explain";
import { EngineSession, type FailedResult, type StackUnderTest, stepsOf } from "../support/engine";
import { LAST_LINES } from "../support/fault-table";

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

/** The errors of resources, each on one line, with names for URNs and without the random ends of automatic names. */
const said = ({ errors }: FailedResult) =>
  errors
    .filter((error) => !/^(update|preview|destroy) failed$/.test(error))
    .map((error) =>
      error
        .replace(/"urn:.*::(.*)"/, "$1")
        .replace(/-[0-9a-f]{7}\b/g, "-*")
        .replaceAll("\n", " "),
    );

/** Pulumi's words for a replacement of a protected resource. */
const KEPT = (name: string) =>
  `unable to replace resource ${name} as it is currently marked for protection. To unprotect the resource, remove the \`protect\` flag ` +
  "from the resource in your Pulumi program and run `pulumi up`";

/** A VPC with two subnets, outside the component. */
function network(name: string) {
  const { id: vpcId } = new ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" });
  const subnetIds = ["a", "b"].map(
    (zone, index) =>
      new ec2.Subnet(`${name}-${zone}`, {
        vpcId,
        availabilityZone: `ap-southeast-1${zone}`,
        cidrBlock: `10.0.${String(index)}.0/24`,
      }).id,
  );
  return { vpcId, subnetIds };
}

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
      private readonly always: () => RedisCacheArgs = () => QUIET,
      private readonly opts: ComponentResourceOptions = {},
    ) {
      this.stack = session.inline(name, () => {
        new RedisCache(name, { ...this.always(), ...this.args }, this.opts);
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

  /** What is given, and what AWS is sent where that is more or less. */
  const IN_PLACE: readonly (readonly [string, RedisCacheArgs, Record<string, unknown>?])[] = [
    ["7.0 to 7.1, of the same parameter family", { engineVersion: "7.1" }],
    ["2 to 3 nodes", { numCacheClusters: 3 }],
    ["and back to 2", { numCacheClusters: 2 }],
    ["windows", { snapshotWindow: "01:00-03:00", maintenanceWindow: "sun:03:00-sun:05:00" }],
    [
      "a window alone, and the default one moves out of its way",
      { snapshotWindow: "05:00-07:00", maintenanceWindow: "" },
      { snapshotWindow: "05:00-07:00", maintenanceWindow: "sun:07:00-sun:11:00" },
    ],
  ];

  describe("one after the other, each one update of the replication group alone", () => {
    let cache: Cache;
    let args: RedisCacheArgs = { engineVersion: "7.0" };

    before(async () => {
      cache = new Cache("place");
      await cache.up(args);
    });

    for (const [what, given, expected = given] of IN_PLACE) {
      it(what, async () => {
        args = { ...args, ...given };
        const changed = await cache.up(args);
        assert.deepEqual(children(changed), [cache.update]);
        assert.deepEqual(sent(changed), expected);
        for (const [key, value] of Object.entries(expected)) assert.equal(cache.group[key], value);
      });
    }

    it("and then nothing", () => cache.settled());
  });

  describe("of the engine", () => {
    it("6.2 to 7.1 to Valkey, protected: a new parameter group, one call with both, and then the old group goes", async () => {
      const cache = new Cache("family", undefined, { protect: true });
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
      const cache = new Cache("later", () => ({ ...QUIET, applyImmediately: false }));
      await cache.up({ engineVersion: "7.0" });
      for (const when of ["asked for", "asked for again"]) {
        const upgrade = await cache.up({ engineVersion: "7.1" });
        assert.deepEqual(children(upgrade), [cache.update], when);
        assert.deepEqual(sent(upgrade), { engineVersion: "7.1" });
        assert.deepEqual(cache.pending, { engineVersion: "7.1" });
        assert.equal(cache.group["engineVersionActual"], "7.0.7");
      }
      assert.deepEqual(maintenance(session.account), ["later-redis"]);
      await cache.stack.refresh();
      await cache.settled();
    });

    it("to Valkey without applyImmediately: the old parameter group is in use until the window, so the update ends with its refused deletion", async () => {
      const cache = new Cache("window", () => ({ ...QUIET, applyImmediately: false }));
      await cache.up({});
      const first = await cache.failing({ engine: "valkey" });
      assert.deepEqual(children(first), cache.move);
      assert.match(
        first.diagnostics.map(({ message }) => message).join("\n"),
        /^applyImmediately: with false, a change of the parameter family .* the update fails at its end, and passes when it is run again after the window/m,
      );
      const again = await cache.failing({ engine: "valkey" });
      assert.deepEqual(children(again), [
        cache.update,
        "delete-replaced elasticache.ParameterGroup window-parameter-group",
      ]);
      for (const failed of [first, again]) {
        assert.deepEqual(said(failed), [
          "deleting ElastiCache Parameter Group (window-parameter-group-*): operation error ElastiCache: DeleteCacheParameterGroup, " +
            "api error InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group " +
            "window-parameter-group-*, so the group cannot be deleted.",
        ]);
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

  describe("of the size", () => {
    it("3 to 2 nodes of a protected cache: the alarms of the third go with it", async () => {
      const cache = new Cache("watched", () => ({ auth: { mode: "none" } }), { protect: true });
      const alarms = { set: "BASIC" } as const;
      await cache.up({ numCacheClusters: 3, alarms });
      const scaled = await cache.up({ numCacheClusters: 2, alarms });
      assert.deepEqual(children(scaled).sort(), [
        "delete cloudwatch.MetricAlarm watched-cpu-003",
        "delete cloudwatch.MetricAlarm watched-engineCpu-003",
        "delete cloudwatch.MetricAlarm watched-memory-003",
        cache.update,
      ]);
      assert.equal(children(scaled)[0], cache.update);
      await cache.settled();
    });

    it("2 to 3 shards", async () => {
      const cache = new Cache("shards");
      await cache.up({ numNodeGroups: 2 });
      const scaled = await cache.up({ numNodeGroups: 3 });
      assert.deepEqual(children(scaled), [cache.update]);
      assert.deepEqual(sent(scaled), { numNodeGroups: 3 });
      assert.deepEqual(texts(cache.group["memberClusters"]), [
        "shards-redis-0001-001",
        "shards-redis-0001-002",
        "shards-redis-0002-001",
        "shards-redis-0002-002",
        "shards-redis-0003-001",
        "shards-redis-0003-002",
      ]);
      await cache.settled();
    });
  });

  describe("of the cluster mode", () => {
    it("disabled to compatible to enabled by argument, and not at once", async () => {
      const cache = new Cache("mode", undefined, { protect: true });
      await cache.up({});
      const atOnce = await cache.failing({ clusterMode: "enabled" });
      assert.deepEqual(children(atOnce), cache.move.slice(0, 3));
      assert.deepEqual(said(atOnce), [
        "updating ElastiCache Replication Group (mode-redis): operation error ElastiCache: ModifyReplicationGroup, api error " +
          "InvalidParameterCombination: The cluster mode cannot be changed from disabled to enabled.",
      ]);
      assert.deepEqual(cache.families, ["redis7", "redis7 in use"]);

      // The group that was made for the refused update serves this one.
      const compatible = await cache.up({ clusterMode: "compatible" });
      assert.deepEqual(children(compatible), [
        cache.update,
        "delete-replaced elasticache.ParameterGroup mode-parameter-group",
      ]);
      assert.deepEqual(sent(compatible), {
        clusterMode: "compatible",
        parameterGroupName: "mode-parameter-group-*",
      });

      const enabled = await cache.up({ clusterMode: "enabled" });
      assert.deepEqual(children(enabled), [cache.update]);
      assert.deepEqual(sent(enabled), { clusterMode: "enabled" });
      assert.deepEqual(
        [cache.group["clusterMode"], cache.families],
        ["enabled", ["redis7 in use"]],
      );
      await cache.settled();
    });

    it("by parameter: AWS refuses it for a running cache, and the way back leaves nothing behind", async () => {
      const cache = new Cache("parameter");
      await cache.up({});
      const refused = await cache.failing({ parameters: { "cluster-enabled": "yes" } });
      assert.deepEqual(children(refused), cache.move.slice(0, 3));
      assert.deepEqual(sent(refused), { parameterGroupName: "parameter-parameter-group-*" });
      assert.deepEqual(said(refused), [
        "updating ElastiCache Replication Group (parameter-redis): operation error ElastiCache: ModifyReplicationGroup, api error " +
          "InvalidParameterValue: The parameter cluster-enabled has a different value in the requested parameter group than the " +
          "current parameter group. This parameter value cannot be changed for a cache cluster",
      ]);
      assert.deepEqual(cache.families, ["redis7", "redis7 in use"]);

      await cache.up({});
      assert.deepEqual(
        [cache.families, cache.group["clusterMode"]],
        [["redis7 in use"], "disabled"],
      );
      await cache.settled();
    });
  });

  describe("of TLS", () => {
    it("off to preferred to required, and not at once", async () => {
      const cache = new Cache("tls", undefined, { protect: true });
      await cache.up({ transitEncryptionEnabled: false });
      const atOnce = await cache.failing({});
      assert.deepEqual(children(atOnce), [cache.update]);
      assert.deepEqual(said(atOnce), [
        "updating ElastiCache Replication Group (tls-redis): operation error ElastiCache: ModifyReplicationGroup, api error " +
          "InvalidParameterCombination: To enable encryption-in-transit on a running replication group, set the transit " +
          "encryption mode to preferred first.",
      ]);
      const preferred = await cache.up({ transitEncryptionMode: "preferred" });
      assert.deepEqual(children(preferred), [cache.update]);
      assert.deepEqual(sent(preferred), {
        transitEncryptionEnabled: true,
        transitEncryptionMode: "preferred",
      });
      const required = await cache.up({});
      assert.deepEqual(children(required), [cache.update]);
      assert.deepEqual(sent(required), { transitEncryptionMode: "required" });
      await cache.settled();
    });
  });

  describe("of what is around", () => {
    it("tags: every child that takes them is updated, and none replaced", async () => {
      const everything = (): RedisCacheArgs => ({
        ...network("tags"),
        alarms: { set: "BASIC", composite: true, dashboard: true },
        allowedCidrBlocks: ["10.0.0.0/16"],
        auth: { users: { app: { accessString: "on ~app:* +@all" } } },
        logs: { slowLog: {}, engineLog: {} },
        parameterStorePath: "/tags",
      });
      const cache = new Cache("tags", everything, { protect: true });
      const { steps } = await cache.up({});
      const ofCache = steps.filter(({ urn }) => urn.includes("redis-cache:index:RedisCache$"));
      const takesTags = ({ type }: Step) => "tags" in (AWS.schema.resources[type]?.inputs ?? {});
      const named = (all: readonly Step[]) => all.map(({ name }) => name).sort();

      const tagged = await cache.up({ tags: { Owner: "data" } });
      const changed = tagged.steps.filter(
        ({ op, urn }) => op !== "same" && urn.includes("redis-cache:index:RedisCache$"),
      );
      assert.deepEqual(named(changed), named(ofCache.filter(takesTags)));
      for (const { op, name, inputs } of changed) {
        assert.deepEqual([name, op, inputs?.["tags"]], [name, "update", { Owner: "data" }]);
      }
      assert.deepEqual(named(ofCache.filter((step) => !takesTags(step))), [
        "tags-dashboard",
        "tags-engine-log-delivery",
        "tags-slow-log-delivery",
        "tags-user-app-password-1",
        "tags-user-app-value",
        "tags-user-default-password",
      ]);
      assert.deepEqual(sent(tagged), { tags: { Owner: "data" } });
      await cache.settled();
    });
  });

  describe("to groups that exist", () => {
    it("adopts a parameter group and gives it back; another subnet group replaces the cache, which protection refuses", async () => {
      let protect = true;
      let args: RedisCacheArgs = {};
      const stack = session.inline("adopt", () => {
        const { subnetIds } = network("adopt");
        new elasticache.SubnetGroup("shared", { name: "shared", subnetIds });
        new elasticache.ParameterGroup("shared", { name: "shared", family: "redis7" });
        const own = args.subnetGroupName === undefined ? { subnetIds } : {};
        new RedisCache("adopt", { ...QUIET, ...own, ...args }, { protect });
        return Promise.resolve({});
      });
      const up = (given: RedisCacheArgs) => {
        args = given;
        return stack.up();
      };
      const update = "update elasticache.ReplicationGroup adopt-replication-group";
      await up({});

      const adopted = await up({ parameterGroupName: "shared" });
      assert.deepEqual(children(adopted), [
        update,
        "delete elasticache.ParameterGroup adopt-parameter-group",
      ]);
      assert.deepEqual(sent(adopted), { parameterGroupName: "shared" });

      // The cache keeps its id, so the old one has to go first, and its data with it.
      const replacement = [
        "delete-replaced elasticache.ReplicationGroup adopt-replication-group",
        "replace elasticache.ReplicationGroup adopt-replication-group",
        "create-replacement elasticache.ReplicationGroup adopt-replication-group",
      ];
      const why = { "adopt-replication-group": ["subnetGroupName"] };
      args = { parameterGroupName: "shared", subnetGroupName: "shared" };
      const refused = await stack.failing("up");
      assert.deepEqual(said(refused), [KEPT("adopt-replication-group")]);
      assert.deepEqual(children(refused), []);

      protect = false;
      const back = await up({});
      assert.deepEqual(children(back), [
        "create elasticache.ParameterGroup adopt-parameter-group",
        update,
      ]);
      assert.deepEqual(sent(back), { parameterGroupName: "adopt-parameter-group-*" });

      const subnets = () =>
        stem(session.account.get(REPLICATION_GROUP, "adopt-redis")?.attributes["subnetGroupName"]);
      const replaced = await up({ subnetGroupName: "shared" });
      assert.equal(subnets(), "shared");
      assert.deepEqual(children(replaced), [
        ...replacement,
        "delete elasticache.SubnetGroup adopt-subnet-group",
      ]);
      const again = await up({});
      assert.equal(subnets(), "adopt-subnet-group-*");
      assert.deepEqual(children(again), [
        "create elasticache.SubnetGroup adopt-subnet-group",
        ...replacement,
      ]);
      assert.deepEqual([reasons(replaced), reasons(again)], [why, why]);
      assert.deepEqual(stepsOf(await stack.up()), []);
    });
  });

  describe("to its end", () => {
    it("takes a final snapshot, whose name AWS refuses a second time: the cache stays until it has another", async () => {
      const cache = new Cache("end");
      await cache.up({ finalSnapshotIdentifier: "end-final" });
      await cache.stack.destroy();

      await cache.up({ finalSnapshotIdentifier: "end-final" });
      const refused = await cache.stack.failing("destroy");
      assert.deepEqual(said(refused), [
        "deleting ElastiCache Replication Group (end-redis): operation error ElastiCache: DeleteReplicationGroup, api error " +
          "SnapshotAlreadyExistsFault: Snapshot with specified name already exists: end-final",
      ]);
      const circumstances = { operation: "destroy", stack: "staging", interrupted: false };
      assert.equal(
        explainFailure(new OperationFailed("", refused), {
          ...circumstances,
          home: "/home",
          lockFolder: "/home/locks",
        }).message,
        LAST_LINES.snapshot("destroy"),
      );
      assert.ok(cache.group, "the cache stays");

      const renamed = await cache.up({ finalSnapshotIdentifier: "end-final-2" });
      assert.deepEqual(children(renamed), [cache.update]);
      assert.deepEqual(sent(renamed), { finalSnapshotIdentifier: "end-final-2" });
      await cache.stack.destroy();
      assert.deepEqual(await cache.stack.resources(), []);
      assert.deepEqual(
        new Set(session.account.list("aws:elasticache/snapshot:Snapshot").map(({ id }) => id)),
        new Set(["end-final", "end-final-2"]),
      );
    });
  });

  describe("that would replace the cache is refused by protection", () => {
    it("a version below the one that AWS has raised it to, until the code follows", async () => {
      const cache = new Cache("raised", undefined, { protect: true });
      await cache.up({ engineVersion: "7.0" });
      drift(session.account, "ReplicationGroup", "raised-redis", {
        engineVersion: "7.1",
        engineVersionActual: "7.1.0",
      });
      // Without a refresh nobody sees it, and nothing is planned.
      await cache.settled();
      await cache.stack.refresh();
      const old = await cache.failing({ engineVersion: "7.0" });
      assert.deepEqual([children(old), said(old)], [[], [KEPT("raised-replication-group")]]);
      assert.equal(cache.group["engineVersionActual"], "7.1.0");
      assert.deepEqual(children(await cache.up({ engineVersion: "7.1" })), []);
      await cache.settled();
    });

    it("the way back from Valkey, which leaves nothing behind", async () => {
      const cache = new Cache("back", undefined, { protect: true });
      await cache.up({ engine: "valkey", engineVersion: "7.2" });
      const redis = await cache.failing({ engine: "redis", engineVersion: "7.1" });
      assert.deepEqual(children(redis), cache.move.slice(0, 2));
      assert.deepEqual(said(redis), [KEPT("back-replication-group")]);
      assert.equal(cache.group["engine"], "valkey");

      // Both the first group and the one that was made for the refused update go.
      const again = await cache.up({ engine: "valkey", engineVersion: "7.2" });
      assert.deepEqual(children(again), cache.move);
      assert.deepEqual(cache.families, ["valkey7 in use"]);
      await cache.settled();
    });

    it("TLS on a running cache before Redis 7.0.5", async () => {
      const cache = new Cache("early", undefined, { protect: true });
      await cache.up({ engineVersion: "6.2", transitEncryptionEnabled: false });
      const tls = await cache.failing({ engineVersion: "6.2" });
      assert.deepEqual([children(tls), said(tls)], [[], [KEPT("early-replication-group")]]);
      const off = await cache.up({ engineVersion: "6.2", transitEncryptionEnabled: false });
      assert.deepEqual(children(off), []);
      await cache.settled();
    });
  });
});
