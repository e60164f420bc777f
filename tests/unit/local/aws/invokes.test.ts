import * as assert from "node:assert/strict";
import { type Properties, text } from "../../../../local/aws/values";
import { GROUP, Simulation, but } from "./support";

const POLICY = "aws:iam/getPolicyDocument:getPolicyDocument";

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

  it("name the simulated account, region and partition", () => {
    assert.deepEqual(index("getCallerIdentity"), {
      accountId: "123456789012",
      arn: "arn:aws:iam::123456789012:user/simulated",
      id: "123456789012",
      region: "ap-southeast-1",
      userId: "AIDASIMULATEDAWSUSER0",
    });
    assert.equal(index("getRegion")["region"], "ap-southeast-1");
    aws.provider.region = "eu-west-1";
    assert.equal(index("getRegion")["name"], "eu-west-1");
    assert.equal(index("getPartition")["partition"], "aws");
  });

  it("list three zones of the region", () => {
    const { names, zoneIds } = index("getAvailabilityZones", { state: "available" });
    assert.deepEqual(names, ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"]);
    assert.deepEqual(zoneIds, ["apse1-az1", "apse1-az2", "apse1-az3"]);
    const some = index("getAvailabilityZones", { excludeNames: ["ap-southeast-1b"] });
    assert.deepEqual(some["names"], ["ap-southeast-1a", "ap-southeast-1c"]);
  });

  it("describe a replication group that is there, and no other", async () => {
    const token = "aws:elasticache/getReplicationGroup:getReplicationGroup";
    await aws.create(
      "group",
      but(GROUP, { transitEncryptionEnabled: true, authToken: "a".repeat(16) }),
    );
    const found = aws.provider.invoke(token, { replicationGroupId: "Cache" });
    assert.deepEqual(
      [found["id"], found["authTokenEnabled"], found["memberClusters"], found["nodeType"]],
      ["cache", true, ["cache-001", "cache-002"], "cache.t3.micro"],
    );
    assert.equal(JSON.stringify(found).includes("aaaa"), false);
    assert.throws(() => aws.provider.invoke(token, { replicationGroupId: "other" }), {
      message: "reading ElastiCache Replication Group (other): couldn't find resource",
    });
  });

  it("refuse a function that is not simulated, and an argument that isn't one", () => {
    assert.throws(
      () => aws.provider.invoke("aws:ec2/getVpc:getVpc", {}),
      /has no function aws:ec2\/getVpc/,
    );
    assert.throws(() => index("getRegion", { nam: "x" }), {
      message: "aws:index/getRegion:getRegion has no argument 'nam', did you mean 'name'?",
    });
  });

  describe("render a policy document", () => {
    const render = (args: Properties) => {
      const result = aws.provider.invoke(POLICY, args);
      assert.deepEqual(JSON.parse(text(result["minifiedJson"])), JSON.parse(text(result["json"])));
      return JSON.parse(text(result["json"])) as unknown;
    };

    it("with one value alone and several as a list, the effect being Allow", () => {
      assert.deepEqual(
        render({
          statements: [
            { actions: ["sns:Publish"], resources: ["a", "b"] },
            { sid: "No", effect: "Deny", notActions: ["s3:Get"], notResources: ["*"] },
          ],
        }),
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "sns:Publish", Resource: ["b", "a"] },
            { Sid: "No", Effect: "Deny", NotAction: "s3:Get", NotResource: "*" },
          ],
        },
      );
    });

    it("with principals and conditions", () => {
      assert.deepEqual(
        render({
          statements: [
            {
              actions: ["sts:AssumeRole"],
              principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
              conditions: [
                { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
                { test: "StringEquals", variable: "aws:SourceOrgID", values: ["o", "p"] },
              ],
            },
            { actions: ["x"], principals: [{ type: "*", identifiers: ["*"] }] },
          ],
        }),
        {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { Service: "cloudwatch.amazonaws.com" },
              Condition: {
                StringEquals: { "aws:SourceAccount": "1", "aws:SourceOrgID": ["o", "p"] },
              },
            },
            { Effect: "Allow", Action: "x", Principal: "*" },
          ],
        },
      );
    });

    it("over sources and under overrides, by Sid", () => {
      const document = (...statements: Properties[]) => JSON.stringify({ Statement: statements });
      assert.deepEqual(
        render({
          sourcePolicyDocuments: [document({ Sid: "A", Action: "a" }, { Sid: "B", Action: "b" })],
          statements: [{ sid: "A", actions: ["c"] }],
          overridePolicyDocuments: [document({ Sid: "B", Action: "d" }, { Action: "e" })],
        }),
        {
          Version: "2012-10-17",
          Statement: [
            { Sid: "A", Effect: "Allow", Action: "c" },
            { Sid: "B", Action: "d" },
            { Action: "e" },
          ],
        },
      );
    });
  });
});
