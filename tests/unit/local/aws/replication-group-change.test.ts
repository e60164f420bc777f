import * as assert from "node:assert/strict";
import { maintenance } from "../../../../local/aws/outside";
import { authentication } from "../../../../local/aws/services/replication-group";
import { fingerprint } from "../../../../local/aws/account";
import type { Properties } from "../../../../local/aws/values";
import { but, GROUP, type Made, members, refusal, Simulation } from "./support";

type Changes = Record<string, Properties[string] | undefined>;

describe("a change of a replication group", () => {
  let aws: Simulation;
  beforeEach(async () => {
    aws = new Simulation();
    await aws.network();
  });
  afterEach(() => {
    aws.remove();
  });

  /** Creates a group and changes it. */
  const changed = async (inputs: Properties, change: Changes): Promise<Made> => {
    const made = await aws.create("group", inputs);
    return aws.update(made, but(inputs, change));
  };
  const refused = async (inputs: Properties, change: Changes): Promise<string> => {
    const made = await aws.create("group", inputs);
    const stored = JSON.stringify(aws.stored(made));
    const message = await refusal(() => aws.update(made, but(inputs, change)));
    assert.equal(JSON.stringify(aws.stored(made)), stored, "a refused change changes nothing");
    return message;
  };
  const parameterGroup = (name: string, family: string, parameters: Record<string, string> = {}) =>
    aws.create("parameterGroup", {
      name,
      family,
      parameters: Object.entries(parameters).map(([n, value]) => ({ name: n, value })),
    });

  describe("with applyImmediately", () => {
    it("adds and removes nodes", async () => {
      const made = await aws.create("group", GROUP);
      const three = await aws.update(made, but(GROUP, { numCacheClusters: 3 }));
      assert.deepEqual(members(three), ["cache-001", "cache-002", "cache-003"]);
      assert.equal(three.state["replicasPerNodeGroup"], 2);
      const two = await aws.update(three, GROUP);
      assert.deepEqual(members(two), ["cache-001", "cache-002"]);
    });

    it("adds nodes, and ignores the preferred zones of the creation", async () => {
      const preferredCacheClusterAzs = ["ap-southeast-1a", "ap-southeast-1b"];
      const { state } = await changed(but(GROUP, { preferredCacheClusterAzs }), {
        numCacheClusters: 3,
      });
      assert.equal(state["numCacheClusters"], 3);
    });

    it("adds and removes shards", async () => {
      const shards = but(GROUP, {
        numCacheClusters: undefined,
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
      });
      const made = await aws.create("group", shards);
      const three = await aws.update(made, but(shards, { numNodeGroups: 3 }));
      assert.deepEqual(members(three), [
        "cache-0001-001",
        "cache-0001-002",
        "cache-0002-001",
        "cache-0002-002",
        "cache-0003-001",
        "cache-0003-002",
      ]);
      assert.equal(three.state["numCacheClusters"], 6);
      const two = await aws.update(three, shards);
      assert.equal(members(two).length, 4);
      const alone = await aws.update(two, but(shards, { replicasPerNodeGroup: 0 }));
      assert.deepEqual(members(alone), ["cache-0001-001", "cache-0002-001"]);
    });

    it("upgrades the engine together with a default parameter group", async () => {
      const { state } = await changed(but(GROUP, { engineVersion: "7.0" }), {
        engine: "valkey",
        engineVersion: "8.1",
      });
      assert.deepEqual(
        [state["engine"], state["engineVersionActual"], state["parameterGroupName"]],
        ["valkey", "8.1.0", "default.valkey8"],
      );
    });

    it("changes parameter group and engine in one step", async () => {
      await parameterGroup("old", "redis7");
      await parameterGroup("new", "valkey8");
      const { state } = await changed(but(GROUP, { parameterGroupName: "old" }), {
        engine: "valkey",
        engineVersion: "8.1",
        parameterGroupName: "new",
      });
      assert.equal(state["parameterGroupName"], "new");
    });

    it("refuses a new engine with a parameter group of the old one", async () => {
      await parameterGroup("old", "redis7");
      assert.equal(
        await refused(but(GROUP, { parameterGroupName: "old" }), {
          engine: "valkey",
          engineVersion: "8.1",
        }),
        "InvalidParameterCombination: Expected a parameter group of family valkey8 but found one of family redis7",
      );
    });

    it("applies the changes that waited for the window", async () => {
      const later = but(GROUP, { applyImmediately: false });
      const made = await aws.create("group", later);
      const waiting = await aws.update(made, but(later, { nodeType: "cache.t3.small" }));
      const done = await aws.update(waiting, but(GROUP, { nodeType: "cache.t3.small" }));
      assert.equal(done.state["nodeType"], "cache.t3.small");
      assert.deepEqual(maintenance(aws.account), []);
    });
  });

  describe("without applyImmediately", () => {
    const LATER = but(GROUP, { applyImmediately: undefined });
    const log = (logType: string, logFormat = "json") => ({
      logType,
      logFormat,
      destinationType: "cloudwatch-logs",
      destination: "logs",
    });

    for (const [what, logs] of [
      ["another log", [log("slow-log"), log("engine-log")]],
      ["another format", [log("slow-log", "text")]],
      ["no log", undefined],
    ] as const) {
      it(`is refused for ${what}, and accepted at once`, async () => {
        const inputs = but(LATER, { logDeliveryConfigurations: [log("slow-log")] });
        const change = { logDeliveryConfigurations: logs && [...logs] };
        assert.equal(
          await refused(inputs, change),
          "InvalidParameterValue: To modify the log delivery configuration, set the apply-immediately parameter to true.",
        );
        const other = { replicationGroupId: "other" };
        await changed(but(inputs, other), { ...change, applyImmediately: true });
      });
    }

    it("keeps logs that are given in another order", async () => {
      const logs = [log("slow-log"), log("engine-log")];
      const inputs = but(LATER, { logDeliveryConfigurations: logs });
      const reordered = { logDeliveryConfigurations: [...logs].reverse(), description: "other" };
      assert.equal((await changed(inputs, reordered)).state["description"], "other");
    });

    for (const [what, change, property] of [
      ["the node type", { nodeType: "cache.t3.small" }, "nodeType"],
      ["the engine version", { engineVersion: "7.1" }, "engineVersion"],
      ["the parameter group", { parameterGroupName: "new" }, "parameterGroupName"],
    ] as const) {
      it(`delays ${what} until the maintenance window, and plans it until then`, async () => {
        await parameterGroup("new", "redis7");
        const inputs = but(LATER, { engineVersion: "7.0", parameterGroupName: "default.redis7" });
        const made = await aws.create("group", inputs);
        const wanted = but(inputs, change);

        const waiting = await aws.update(made, wanted);
        assert.equal(waiting.state[property], inputs[property]);
        assert.deepEqual(aws.plan(waiting, wanted), [`${property} update`]);
        const read = await aws.read(waiting);
        assert.deepEqual(read?.state, waiting.state);
        assert.deepEqual(aws.plan({ ...waiting, ...read }, wanted), [`${property} update`]);

        const again = await aws.update(waiting, wanted);
        assert.equal(
          again.state[property],
          inputs[property],
          "asked for twice, it waits all the same",
        );

        assert.deepEqual(maintenance(aws.account), ["cache"]);
        const done = await aws.read(waiting);
        assert.equal(done?.state[property], wanted[property]);
        assert.deepEqual(aws.plan({ ...waiting, ...done }, wanted), []);
        assert.deepEqual(maintenance(aws.account), []);
      });
    }

    it("makes other changes at once", async () => {
      const { state } = await changed(LATER, {
        description: "other",
        numCacheClusters: 3,
        snapshotRetentionLimit: 3,
        tags: { Owner: "x" },
      });
      assert.deepEqual(
        [state["description"], state["numCacheClusters"], state["snapshotRetentionLimit"]],
        ["other", 3, 3],
      );
      assert.deepEqual([state["tags"], state["tagsAll"]], [{ Owner: "x" }, { Owner: "x" }]);
    });

    it("keeps the old parameter group in use until the window", async () => {
      const old = await parameterGroup("old", "redis7");
      await parameterGroup("new", "valkey8");
      const inputs = but(LATER, { parameterGroupName: "old" });
      const made = await aws.create("group", inputs);
      const change = { engine: "valkey", engineVersion: "8.1", parameterGroupName: "new" };
      const waiting = await aws.update(made, but(inputs, change));
      assert.deepEqual(
        [waiting.state["engine"], waiting.state["parameterGroupName"]],
        ["redis", "old"],
      );
      const inUse =
        "InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group old, so the group cannot be deleted.";
      assert.equal(await refusal(() => aws.delete(old)), inUse);
      maintenance(aws.account);
      assert.equal((await aws.read(waiting))?.state["engineVersionActual"], "8.1.0");
      assert.equal(await refusal(() => aws.delete(old)), "accepted");
    });

    it("refuses at once what AWS would refuse in the window", async () => {
      assert.equal(
        await refused(LATER, { nodeType: "cache.x" }),
        "InvalidParameterValue: Invalid Cache Node Type: cache.x.",
      );
    });
  });

  describe("of TLS", () => {
    const TLS = { transitEncryptionEnabled: true };
    it("goes from off through preferred to required, and back", async () => {
      const made = await aws.create("group", GROUP);
      const preferred = but(GROUP, { ...TLS, transitEncryptionMode: "preferred" });
      const required = but(GROUP, { ...TLS, transitEncryptionMode: "required" });
      const off = but(GROUP, { transitEncryptionEnabled: false });
      let state = await aws.update(made, preferred);
      assert.equal(
        state.state["primaryEndpointAddress"],
        "master.cache.simaws.apse1.cache.amazonaws.com",
      );
      state = await aws.update(state, required);
      assert.equal(state.state["transitEncryptionMode"], "required");
      state = await aws.update(state, preferred);
      state = await aws.update(state, off);
      assert.deepEqual(
        [state.state["transitEncryptionEnabled"], state.state["transitEncryptionMode"]],
        [false, ""],
      );
    });
  });

  describe("of the cluster mode", () => {
    const MODE = but(GROUP, { clusterMode: "disabled" });
    beforeEach(() => parameterGroup("clustered", "redis7", { "cluster-enabled": "yes" }));

    it("goes from disabled through compatible to enabled", async () => {
      const made = await aws.create("group", MODE);
      const group = { parameterGroupName: "clustered" };
      const compatible = await aws.update(made, but(MODE, { ...group, clusterMode: "compatible" }));
      assert.deepEqual(members(compatible), ["cache-0001-001", "cache-0001-002"]);
      const enabled = await aws.update(compatible, but(MODE, { ...group, clusterMode: "enabled" }));
      assert.equal(enabled.state["clusterEnabled"], true);
    });

    const CLUSTERED = { parameterGroupName: "clustered" };
    // prettier-ignore
    const REFUSED: [what: string, before: Changes, change: Changes, message: string][] = [
      ["from disabled to enabled at once", {}, { ...CLUSTERED, clusterMode: "enabled" }, "InvalidParameterCombination: The cluster mode cannot be changed from disabled to enabled."],
      ["to compatible together with a node type", {}, { ...CLUSTERED, clusterMode: "compatible", nodeType: "cache.t3.small" }, "InvalidParameterCombination: ClusterMode cannot be modified together with other parameters."],
      ["by a parameter group alone", {}, CLUSTERED, "InvalidParameterValue: The parameter cluster-enabled has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster"],
      ["with a node type while compatible", { ...CLUSTERED, clusterMode: "compatible" }, { nodeType: "cache.t3.small" }, "InvalidParameterCombination: A replication group in cluster mode compatible cannot be scaled or upgraded."],
    ];
    for (const [what, before, change, message] of REFUSED) {
      it(`is refused ${what}`, async () => {
        assert.equal(await refused(but(MODE, before), change), message);
      });
    }
  });

  it("is refused when the number of databases changes", async () => {
    await parameterGroup("many", "redis7", { databases: "32" });
    assert.equal(
      await refused(GROUP, { parameterGroupName: "many" }),
      "InvalidParameterValue: The parameter databases has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster",
    );
  });

  it("removes the last replica after the provider has turned off Multi-AZ and failover", async () => {
    const multiAz = but(GROUP, { multiAzEnabled: true, subnetGroupName: "net" });
    const made = await aws.create("group", multiAz);
    assert.equal(
      await refusal(() => aws.update(made, but(multiAz, { numCacheClusters: 1 }))),
      'numCacheClusters: "num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
    );
    const alone = { numCacheClusters: 1, automaticFailoverEnabled: false, multiAzEnabled: false };
    assert.deepEqual(members(await aws.update(made, but(multiAz, alone))), ["cache-001"]);
  });

  for (const [waiting, now, message] of [
    [
      { nodeType: "cache.t3.small" },
      { engineVersion: "7.1" },
      "InvalidParameterCombination: A pending scale-up blocks an immediate engine upgrade.",
    ],
    [
      { engineVersion: "7.1" },
      { nodeType: "cache.t3.small" },
      "InvalidParameterCombination: A pending engine upgrade blocks an immediate scale-up.",
    ],
  ] as const) {
    it(`is refused at once for ${Object.keys(now).join()} while ${Object.keys(waiting).join()} waits`, async () => {
      const inputs = but(GROUP, { engineVersion: "7.0", applyImmediately: false });
      const made = await aws.create("group", inputs);
      const pending = await aws.update(made, but(inputs, waiting));
      const change = but(inputs, { ...now, applyImmediately: true });
      assert.equal(await refusal(() => aws.update(pending, change)), message);
      const both = but(inputs, { ...now, ...waiting });
      assert.equal(await refusal(() => aws.update(pending, both)), "accepted", "both may wait");
    });
  }

  it("is refused when a window would overlap the other one, which did not change", async () => {
    const windows = { snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:09:00" };
    assert.equal(
      await refused(but(GROUP, windows), { snapshotWindow: "06:00-08:00" }),
      "InvalidParameterValue: The snapshot window and maintenance window must not overlap.",
    );
  });

  describe("of the token", () => {
    const [A, B, C] = ["a", "b", "c"].map((c) => c.repeat(16)) as [string, string, string];
    const TLS = but(GROUP, { transitEncryptionEnabled: true });
    const valid = (made: Made) => {
      const { tokens, open } = authentication(aws.stored(made));
      const names = new Map([A, B, C].map((token) => [fingerprint(token), token.charAt(0)]));
      return `${tokens.map((t) => names.get(t) ?? "?").join("")}${open ? " open" : ""}`;
    };
    const token = (authToken: string | undefined, authTokenUpdateStrategy?: string) =>
      but(TLS, { authToken, authTokenUpdateStrategy });

    it("ROTATE keeps the previous token valid, and a third token replaces the first", async () => {
      let made = await aws.create("group", token(A));
      assert.equal(valid(made), "a");
      made = await aws.update(made, token(B, "ROTATE"));
      assert.equal(valid(made), "ab");
      made = await aws.update(made, token(C, "ROTATE"));
      assert.equal(valid(made), "bc");
    });

    it("rotates without a strategy", async () => {
      const made = await aws.create("group", token(A));
      assert.equal(valid(await aws.update(made, token(B))), "ab");
    });

    it("SET of the same token ends the old one", async () => {
      let made = await aws.create("group", token(A));
      made = await aws.update(made, token(B, "ROTATE"));
      made = await aws.update(made, token(B, "SET"));
      assert.equal(valid(made), "b");
    });

    it("the first token leaves the group open until SET", async () => {
      let made = await aws.create("group", TLS);
      assert.equal(valid(made), " open");
      made = await aws.update(made, token(A, "ROTATE"));
      assert.equal(valid(made), "a open");
      made = await aws.update(made, token(A, "SET"));
      assert.equal(valid(made), "a");
    });

    it("SET of another token is refused when a token is required", async () => {
      assert.match(
        await refused(token(A), { authToken: B, authTokenUpdateStrategy: "SET" }),
        /SET/,
      );
    });

    it("is removed by a read when AWS has no token", async () => {
      const made = await aws.create("group", token(A));
      const stored = aws.stored(made);
      stored.hidden["auth"] = { tokens: [], open: true };
      aws.account.put(stored);
      const read = await aws.read(made);
      assert.ok(read);
      assert.deepEqual(aws.plan(read, token(A)), ["authToken add"]);
    });
  });

  it("is found by a refresh when it was made outside Pulumi", async () => {
    const made = await aws.create("group", GROUP);
    const stored = aws.stored(made);
    stored.attributes["nodeType"] = "cache.t3.small";
    aws.account.put(stored);
    const read = await aws.read(made);
    assert.ok(read);
    assert.equal(read.inputs["nodeType"], "cache.t3.small");
    assert.deepEqual(aws.plan(read, GROUP), ["nodeType update"]);
  });

  it("is refused for a group that does not exist", async () => {
    const made = await aws.create("group", GROUP);
    await aws.delete(made);
    assert.equal(await aws.read(made), undefined);
    assert.equal(
      await refusal(() => aws.update(made, but(GROUP, { description: "x" }))),
      "ResourceNotFoundException: ElastiCache Replication Group cache not found.",
    );
  });

  describe("to none", () => {
    const FINAL = but(GROUP, { finalSnapshotIdentifier: "last" });
    it("creates the final snapshot, whose name is then taken", async () => {
      await aws.delete(await aws.create("group", FINAL));
      const again = await aws.create("group", FINAL);
      assert.equal(
        await refusal(() => aws.delete(again)),
        "SnapshotAlreadyExistsFault: Snapshot with specified name already exists: last",
      );
    });

    it("is refused for a wrong name of the snapshot", async () => {
      const made = await aws.create("group", but(GROUP, { finalSnapshotIdentifier: "a--b" }));
      assert.equal(
        await refusal(() => aws.delete(made)),
        "InvalidParameterValue: The snapshot name a--b is not a valid identifier.",
      );
    });

    it("is accepted for a group that does not exist", async () => {
      const made = await aws.create("group", GROUP);
      await aws.delete(made);
      assert.equal(await refusal(() => aws.delete(made)), "accepted");
    });
  });
});
