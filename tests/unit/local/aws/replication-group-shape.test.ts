import * as assert from "node:assert/strict";
import { fingerprint } from "../../../../local/aws/account";
import { type Properties, texts } from "../../../../local/aws/values";
import { but, GROUP, type Made, members, Simulation } from "./support";

/** A group as AWS describes it, for given arguments. */
describe("a replication group as AWS describes it", () => {
  let aws: Simulation;
  before(async () => {
    aws = new Simulation();
    await aws.network();
  });
  after(() => {
    aws.remove();
  });

  let count = 0;
  const make = (change: Record<string, Properties[string] | undefined>): Promise<Made> => {
    count += 1;
    return aws.create("group", but(GROUP, { replicationGroupId: `g${String(count)}`, ...change }));
  };

  it("has every output, with the provider's empty strings", async () => {
    const { id, state } = await aws.create("group", but(GROUP, { subnetGroupName: "net" }));
    assert.equal(id, "cache");
    assert.deepEqual(Object.fromEntries(Object.entries(state).sort()), {
      applyImmediately: true,
      arn: "arn:aws:elasticache:ap-southeast-1:123456789012:replicationgroup:cache",
      atRestEncryptionEnabled: false,
      autoMinorVersionUpgrade: true,
      automaticFailoverEnabled: true,
      clusterEnabled: false,
      clusterMode: "disabled",
      configurationEndpointAddress: "",
      dataTieringEnabled: false,
      description: "a cache",
      durability: "",
      engine: "redis",
      engineVersion: "7.1",
      engineVersionActual: "7.1.0",
      globalReplicationGroupId: "",
      ipDiscovery: "ipv4",
      maintenanceWindow: "mon:15:00-mon:16:00",
      memberClusters: ["cache-001", "cache-002"],
      multiAzEnabled: false,
      networkType: "ipv4",
      nodeGroupConfigurations: [
        {
          nodeGroupId: "0001",
          primaryAvailabilityZone: "ap-southeast-1a",
          primaryOutpostArn: "",
          replicaAvailabilityZones: ["ap-southeast-1b"],
          replicaCount: 1,
          replicaOutpostArns: [],
          slots: "",
        },
      ],
      nodeType: "cache.t3.micro",
      numCacheClusters: 2,
      numNodeGroups: 1,
      parameterGroupName: "default.redis7",
      port: 6379,
      primaryEndpointAddress: "cache.simaws.ng.0001.apse1.cache.amazonaws.com",
      readerEndpointAddress: "cache-ro.simaws.ng.0001.apse1.cache.amazonaws.com",
      region: "ap-southeast-1",
      replicasPerNodeGroup: 1,
      replicationGroupId: "cache",
      securityGroupIds: state["securityGroupIds"],
      securityGroupNames: [],
      snapshotRetentionLimit: 0,
      snapshotWindow: "00:00-01:00",
      subnetGroupName: "net",
      tagsAll: {},
      transitEncryptionEnabled: false,
      transitEncryptionMode: "",
    });
    assert.match(texts(state["securityGroupIds"]).join(), /^sg-[0-9a-f]{17}$/, "the VPC's default");
  });

  const CLUSTER = { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 1 };
  type Change = Record<string, Properties[string] | undefined>;
  const GROUPS = ["0001", "0002"].map((nodeGroupId) => ({ nodeGroupId, replicaCount: 1 }));
  const FOUR = ["0001-001", "0001-002", "0002-001", "0002-002"];
  // prettier-ignore
  const SHAPES: [what: string, change: Change, nodes: string[], mode: string, parameterGroup: string][] = [
    ["one node", { numCacheClusters: 1, automaticFailoverEnabled: false }, ["001"], "disabled", "default.redis7"],
    ["three nodes", { numCacheClusters: 3 }, ["001", "002", "003"], "disabled", "default.redis7"],
    ["two shards", CLUSTER, FOUR, "enabled", "default.redis7.cluster.on"],
    ["one shard in cluster mode", { clusterMode: "enabled" }, ["0001-001", "0001-002"], "enabled", "default.redis7.cluster.on"],
    ["cluster mode compatible", { clusterMode: "compatible" }, ["0001-001", "0001-002"], "compatible", "default.redis7.cluster.on"],
    ["cluster mode of the parameter group", { parameterGroupName: "default.redis7.cluster.on" }, ["0001-001", "0001-002"], "enabled", "default.redis7.cluster.on"],
    ["one shard without a cluster mode", { ...CLUSTER, numNodeGroups: 1 }, ["001", "002"], "disabled", "default.redis7"],
    ["node group configurations", { numCacheClusters: undefined, numNodeGroups: 2, nodeGroupConfigurations: GROUPS }, FOUR, "enabled", "default.redis7.cluster.on"],
  ];
  for (const [what, change, nodes, mode, parameterGroup] of SHAPES) {
    it(`${what}: nodes, mode and parameter group`, async () => {
      const made = await make(change);
      assert.deepEqual(
        members(made),
        nodes.map((node) => `${made.id}-${node}`),
      );
      const { state } = made;
      assert.deepEqual(
        [state["clusterMode"], state["clusterEnabled"], state["parameterGroupName"]],
        [mode, mode !== "disabled", parameterGroup],
      );
      assert.equal(state["numCacheClusters"], nodes.length);
    });
  }

  const TLS = { transitEncryptionEnabled: true };
  // prettier-ignore
  const HOSTS: [what: string, change: Change, primary: string, reader: string, configuration: string][] = [
    ["TLS", TLS, "master.ID.simaws.apse1.cache.amazonaws.com", "replica.ID.simaws.apse1.cache.amazonaws.com", ""],
    ["TLS in cluster mode", { ...TLS, ...CLUSTER }, "", "", "clustercfg.ID.simaws.apse1.cache.amazonaws.com"],
    ["cluster mode", CLUSTER, "", "", "ID.simaws.clustercfg.apse1.cache.amazonaws.com"],
    ["another region", { ...TLS, region: "us-east-1" }, "master.ID.simaws.use1.cache.amazonaws.com", "replica.ID.simaws.use1.cache.amazonaws.com", ""],
  ];
  for (const [what, change, ...hosts] of HOSTS) {
    it(`${what}: host names`, async () => {
      const { id, state } = await make(change);
      assert.deepEqual(
        [
          state["primaryEndpointAddress"],
          state["readerEndpointAddress"],
          state["configurationEndpointAddress"],
        ],
        hosts.map((host) => host.replace("ID", id)),
      );
    });
  }

  it("has its ARN in its region", async () => {
    const { id, state } = await make({ region: "us-east-1" });
    assert.equal(state["arn"], `arn:aws:elasticache:us-east-1:123456789012:replicationgroup:${id}`);
  });

  const VERSIONS: [engine: string, version: string | undefined, shown: string, actual: string][] = [
    ["redis", undefined, "7.1", "7.1.0"],
    ["redis", "7.0", "7.0", "7.0.7"],
    ["redis", "6.x", "6.x", "6.2.6"],
    ["redis", "6.2", "6.2", "6.2.6"],
    ["redis", "5.0.6", "5.0.6", "5.0.6"],
    ["valkey", undefined, "8.1", "8.1.0"],
    ["valkey", "7.2", "7.2", "7.2.6"],
    ["valkey", "9.0", "9.0", "9.0.0"],
  ];
  for (const [engine, engineVersion, shown, actual] of VERSIONS) {
    it(`${engine} ${engineVersion ?? "of no version"}: runs ${actual}`, async () => {
      const { state } = await make({ engine, engineVersion });
      assert.deepEqual([state["engineVersion"], state["engineVersionActual"]], [shown, actual]);
    });
  }

  it("encrypts Valkey at rest by default, and Redis not", async () => {
    const valkey = await make({ engine: "valkey", engineVersion: "8.1" });
    const redis = await make({});
    assert.equal(valkey.state["atRestEncryptionEnabled"], true);
    assert.equal(redis.state["atRestEncryptionEnabled"], false);
  });

  it("requires TLS when TLS is on and no mode is given", async () => {
    assert.equal((await make(TLS)).state["transitEncryptionMode"], "required");
  });

  it("chooses windows that don't overlap the given one", async () => {
    const snapshots = await make({ snapshotWindow: "15:00-17:00" });
    assert.equal(snapshots.state["maintenanceWindow"], "mon:14:00-mon:15:00");
    const maintenance = await make({ maintenanceWindow: "sun:23:30-mon:01:30" });
    assert.equal(maintenance.state["snapshotWindow"], "01:30-02:30");
  });

  it("has its token in Pulumi's state, and a hash in the account", async () => {
    const made = await make({ ...TLS, authToken: "a-very-secret-token" });
    assert.equal(made.state["authToken"], "a-very-secret-token");
    assert.equal(JSON.stringify(aws.stored(made)).includes("a-very-secret-token"), false);
    assert.deepEqual(aws.stored(made).hidden["auth"], {
      tokens: [fingerprint("a-very-secret-token")],
      open: false,
    });
  });

  it("is read as it was created", async () => {
    const made = await make({ ...TLS, authToken: "a-very-secret-token", tags: { Owner: "x" } });
    assert.deepEqual(await aws.read(made), made);
  });

  it("is imported without what AWS does not return", async () => {
    const made = await make({ ...TLS, authToken: "a-very-secret-token" });
    const read = await aws.read({ ...made, state: {}, inputs: {} });
    assert.ok(read);
    assert.equal(read.state["authToken"], undefined);
    assert.equal(read.inputs["authToken"], undefined);
    assert.equal(read.inputs["nodeType"], "cache.t3.micro");
    assert.equal(read.inputs["arn"], undefined);
  });
});
