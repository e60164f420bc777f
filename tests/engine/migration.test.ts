import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import { RedisCache, type RedisCacheArgs } from "../../components";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";
import { type Imported, importResources } from "../support/import";
import { blocks } from "../support/markdown";

/**
 * The way of docs/guides/migrate-from-terraform.md: a running cache that another tool made, with names of its own, is taken over and
 * given what it lacks, without being replaced.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const ID = "koneksi-prod-redis";

/** What the Terraform module makes; a stack of its own stands in for Terraform. */
function module(): Promise<Record<string, unknown>> {
  const { id: vpcId } = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  const subnetIds = ["a", "b"].map(
    (zone, index) =>
      new ec2.Subnet(`data-${zone}`, {
        vpcId,
        availabilityZone: `ap-southeast-1${zone}`,
        cidrBlock: `10.0.${String(index)}.0/24`,
      }).id,
  );
  const securityGroup = new ec2.SecurityGroup("data", { vpcId, description: "Data stores" });
  const subnetGroup = new elasticache.SubnetGroup("subnets", {
    name: "koneksi-prod-redis-subnet-group",
    subnetIds,
  });
  const parameterGroup = new elasticache.ParameterGroup("parameters", {
    name: "koneksi-prod-redis-params",
    family: "redis7",
    parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
  });
  new elasticache.ReplicationGroup("main", {
    replicationGroupId: ID,
    description: "Redis cluster for koneksi-prod",
    engine: "redis",
    engineVersion: "7.1",
    nodeType: "cache.r6g.large",
    numCacheClusters: 3,
    parameterGroupName: parameterGroup.name,
    subnetGroupName: subnetGroup.name,
    securityGroupIds: [securityGroup.id],
    automaticFailoverEnabled: true,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    maintenanceWindow: "sun:05:00-sun:09:00",
    snapshotWindow: "03:00-05:00",
  });
  return Promise.resolve({ securityGroupId: securityGroup.id });
}

describe("migration from the Terraform module", () => {
  let session: EngineSession;
  let stack: StackUnderTest;
  let args: RedisCacheArgs;

  before(async () => {
    session = await EngineSession.open();
    const terraform = session.inline("terraform", module);
    await terraform.up();
    const { securityGroupId } = await terraform.values();
    args = {
      namePrefix: "koneksi-prod",
      subnetGroupName: "koneksi-prod-redis-subnet-group",
      parameterGroupName: "koneksi-prod-redis-params",
      securityGroupIds: [String(securityGroupId)],
      nodeType: "cache.r6g.large",
      numCacheClusters: 3,
      auth: { mode: "none" },
      alarms: { set: "BASIC" },
    };
    stack = session.inline("koneksi-redis", () => {
      new RedisCache("koneksi-prod", args, { protect: true });
      return Promise.resolve({});
    });
  });

  after(() => {
    session.close();
  });

  const born = () => session.account.get(GROUP, ID)?.attributes["arn"];
  const steps = async () =>
    stepsOf(await stack.up()).filter((step) => !/RedisCache|Stack|MetricAlarm/.test(step));

  it("takes the running cache over, and changes it in place", async () => {
    await stack.preview();
    const [file] = blocks(["json"], ["docs/guides/migrate-from-terraform.md"]);
    const { resources } = JSON.parse(file?.text ?? "") as { resources: Imported[] };
    await importResources(session, { project: "koneksi-redis" }, resources);
    assert.deepEqual(await steps(), [
      "update elasticache.ReplicationGroup koneksi-prod-replication-group",
    ]);
    const attributes = session.account.get(GROUP, ID)?.attributes;
    assert.deepEqual(
      [attributes?.["multiAzEnabled"], attributes?.["snapshotRetentionLimit"]],
      [true, 7],
    );
    assert.deepEqual(await steps(), []);
  });

  it("gives it a parameter group of its own", async () => {
    const before = born();
    const { parameterGroupName, ...rest } = args;
    assert.equal(parameterGroupName, "koneksi-prod-redis-params");
    args = rest;
    assert.deepEqual(await steps(), [
      "create elasticache.ParameterGroup koneksi-prod-parameter-group",
      "update elasticache.ReplicationGroup koneksi-prod-replication-group",
    ]);
    assert.equal(born(), before);
  });

  it("gives it a token, in the two steps that AWS has for it", async () => {
    const group = "update elasticache.ReplicationGroup koneksi-prod-replication-group";
    args = { ...args, auth: { updateStrategy: "ROTATE" } };
    assert.equal((await steps()).includes(group), true);
    args = { ...args, auth: {} };
    assert.deepEqual(await steps(), [group]);
  });
});
