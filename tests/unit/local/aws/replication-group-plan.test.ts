import * as assert from "node:assert/strict";
import { type Properties, UNKNOWN } from "../../../../local/aws/values";
import { but, GROUP, type Made, Simulation, TOKENS } from "./support";

const FULL: Properties = but(GROUP, {
  replicationGroupId: "full",
  port: 6380,
  snapshotRetentionLimit: 7,
  maintenanceWindow: "sun:05:00-sun:09:00",
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  subnetGroupName: "net",
  tags: { Owner: "data" },
});

/** Plans that tests/parity does not have: a path inside an argument, or an argument that was not measured. */
const PLANS: [change: Record<string, Properties[string] | undefined>, plan: string[]][] = [
  [{ globalReplicationGroupId: "g" }, ["globalReplicationGroupId update-replace"]],
  [{ securityGroupNames: ["sg"] }, ["securityGroupNames add-replace"]],
  [{ region: "eu-west-1" }, ["region update-replace"]],
  [{ port: undefined }, ["port delete-replace"]],
  [{ securityGroupIds: ["sg-1"] }, ["securityGroupIds[0] update"]],
  [{ tags: { Owner: "data", Team: "x" } }, ["tags.Team add"]],
  [{ tags: { Owner: "ops" } }, ["tags.Owner update"]],
  [{ tags: undefined }, ["tags delete"]],
  [
    { transitEncryptionEnabled: false, transitEncryptionMode: undefined },
    ["transitEncryptionEnabled update"],
  ],
  [{ transitEncryptionEnabled: undefined, transitEncryptionMode: undefined }, []],
  [{ replicationGroupId: "FULL" }, []],
  [{ subnetGroupName: UNKNOWN }, ["subnetGroupName update-replace"]],
  [{ securityGroupIds: [UNKNOWN] }, ["securityGroupIds[0] update"]],
];

describe("the plan for a replication group", () => {
  let aws: Simulation;
  let full: Made;
  before(async () => {
    aws = new Simulation();
    await aws.network();
    full = await aws.create("group", FULL);
  });
  after(() => {
    aws.remove();
  });

  for (const [change, plan] of PLANS) {
    it(`for ${JSON.stringify(change)} is ${plan.join(", ") || "no change"}`, () => {
      assert.deepEqual(aws.plan(full, but(FULL, change)), plan);
    });
  }

  it("changes nothing when the default port is removed", async () => {
    const inputs = but(GROUP, { replicationGroupId: "port", port: 6379 });
    const made = await aws.create("group", inputs);
    assert.deepEqual(aws.plan(made, but(inputs, { port: undefined })), []);
  });

  it("deletes before it replaces when the id was given, and not when it is automatic", async () => {
    assert.equal(aws.diff(full, but(FULL, { port: 6381 })).deleteBeforeReplace, true);
    const unnamed = but(GROUP, { replicationGroupId: undefined, port: 6380 });
    const made = await aws.create("group", unnamed);
    assert.equal(aws.diff(made, but(unnamed, { port: 6381 })).deleteBeforeReplace, false);
  });

  it("leaves out what ignoreChanges names: an argument, or a path in it", () => {
    const wanted = but(FULL, { nodeType: "cache.t3.small", tags: { Owner: "ops", Team: "x" } });
    const inputs = aws.check("group", wanted, full.inputs);
    const plan = (ignored: string[]) => [
      ...aws.provider.diff(TOKENS.group, full.state, inputs, ignored).changes.keys(),
    ];
    assert.deepEqual(plan([]), ["nodeType", "tags.Owner", "tags.Team"]);
    assert.deepEqual(plan(["nodeType", "tags.Owner"]), ["tags.Team"]);
    assert.deepEqual(plan(["tags"]), ["nodeType"]);
    assert.deepEqual(plan(["node"]), ["nodeType", "tags.Owner", "tags.Team"]);
  });

  it("ignores the order of security groups", async () => {
    const names = ["a", "b"];
    const groups = await Promise.all(names.map((name) => aws.create("securityGroup", { name })));
    const ids = groups.map(({ id }) => id);
    const inputs = but(GROUP, { replicationGroupId: "order", securityGroupIds: ids });
    const made = await aws.create("group", inputs);
    assert.deepEqual(aws.plan(made, but(inputs, { securityGroupIds: [...ids].reverse() })), []);
  });

  it("has unknown values for what AWS computes, before the group is created", () => {
    const preview = aws.provider.previewCreate(TOKENS.group, aws.check("group", GROUP));
    const known = Object.entries(preview).filter(([, value]) => value !== UNKNOWN);
    assert.deepEqual(Object.fromEntries(known), {
      ...GROUP,
      multiAzEnabled: false,
      region: "ap-southeast-1",
      tagsAll: {},
    });
    assert.equal(preview["primaryEndpointAddress"], UNKNOWN);
    assert.equal(preview["maintenanceWindow"], UNKNOWN);
  });

  it("keeps every output known in a change, except the members when nodes are added or removed", () => {
    const unknownAfter = (change: Properties): string[] => {
      const inputs = aws.check("group", but(FULL, change), full.inputs);
      const preview = aws.provider.previewUpdate(TOKENS.group, full.state, inputs);
      return Object.keys(preview).filter((name) => preview[name] === UNKNOWN);
    };
    assert.deepEqual(unknownAfter({ nodeType: "cache.t3.small" }), []);
    assert.deepEqual(unknownAfter({ numCacheClusters: 3 }), ["memberClusters"]);
  });
});
