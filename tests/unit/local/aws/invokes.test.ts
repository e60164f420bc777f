import * as assert from "node:assert/strict";
import type { Properties } from "../../../../local/aws/values";
import { Simulation } from "./support";

describe("the simulated functions", () => {
  let aws: Simulation;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(() => {
    aws.remove();
  });
  const index = (name: string, args: Properties = {}) =>
    aws.provider.invoke(`aws:index/${name}:${name}`, args);

  it("name the simulated account, region and partition", async () => {
    assert.deepEqual(await index("getCallerIdentity"), {
      accountId: "123456789012",
      arn: "arn:aws:iam::123456789012:user/simulated",
      id: "123456789012",
      region: "ap-southeast-1",
      userId: "AIDASIMULATEDAWSUSER0",
    });
    assert.equal((await index("getRegion"))["region"], "ap-southeast-1");
    aws.provider.region = "eu-west-1";
    assert.equal((await index("getRegion"))["name"], "eu-west-1");
    assert.equal((await index("getPartition"))["partition"], "aws");
  });

  it("refuse a function that is not simulated, and an unknown argument", async () => {
    await assert.rejects(
      () => aws.provider.invoke("aws:ec2/getVpc:getVpc", {}),
      /has no function aws:ec2\/getVpc/,
    );
    await assert.rejects(() => index("getRegion", { nam: "x" }), {
      message: "aws:index/getRegion:getRegion has no argument 'nam'; did you mean name?",
    });
  });

  const elasticache = (name: string, args: Properties) =>
    aws.provider.invoke(`aws:elasticache/${name}:${name}`, args);

  it("read a replication group and its nodes, without what the provider does not give", async () => {
    await aws.create("group", {
      replicationGroupId: "Orders",
      description: "orders",
      engine: "redis",
      engineVersion: "7.0",
      nodeType: "cache.t3.micro",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      transitEncryptionEnabled: true,
      authToken: "abcdefghijklmnop",
    });
    const group = await elasticache("getReplicationGroup", { replicationGroupId: "Orders" });
    const { memberClusters, authTokenEnabled, port, clusterMode } = group;
    assert.deepEqual(
      { memberClusters, authTokenEnabled, port, clusterMode },
      {
        memberClusters: ["orders-001", "orders-002"],
        authTokenEnabled: true,
        port: 6379,
        clusterMode: "disabled",
      },
    );
    const member = await elasticache("getCluster", { clusterId: "orders-002" });
    const { engine, engineVersion, networkType, subnetGroupName, replicationGroupId } = member;
    assert.deepEqual(
      { engine, engineVersion, networkType, subnetGroupName, replicationGroupId },
      {
        engine: "redis",
        engineVersion: "7.0.7",
        networkType: "ipv4",
        subnetGroupName: "default",
        replicationGroupId: "orders",
      },
    );
    assert.deepEqual(
      ["authToken", "transitEncryptionEnabled", "kmsKeyId"].filter((key) => key in group),
      [],
    );
  });

  it("find nothing that is not in the account, or is in another region", async () => {
    const absent = { message: "no matching ElastiCache Replication Group found" };
    const read = () => elasticache("getReplicationGroup", { replicationGroupId: "orders" });
    await assert.rejects(read, absent);
    await aws.create("group", {
      replicationGroupId: "orders",
      description: "orders",
      nodeType: "cache.t3.micro",
    });
    assert.equal((await read())["id"], "orders");
    aws.provider.region = "eu-west-1";
    await assert.rejects(read, absent);
    await assert.rejects(() => elasticache("getCluster", { clusterId: "orders-001" }), {
      message: "no matching ElastiCache Cluster found",
    });
  });

  it("fail on request, like a read", async () => {
    const denied = new Simulation({
      operation: "read",
      type: "elasticache/getReplicationGroup",
      message: "AccessDenied",
    });
    await assert.rejects(
      () =>
        denied.provider.invoke("aws:elasticache/getReplicationGroup:getReplicationGroup", {
          replicationGroupId: "orders",
        }),
      { message: "AccessDenied" },
    );
    denied.remove();
  });
});
