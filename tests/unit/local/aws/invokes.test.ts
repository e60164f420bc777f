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

  it("refuse a function that is not simulated, and an unknown argument", () => {
    assert.throws(
      () => aws.provider.invoke("aws:ec2/getVpc:getVpc", {}),
      /has no function aws:ec2\/getVpc/,
    );
    assert.throws(() => index("getRegion", { nam: "x" }), {
      message: "aws:index/getRegion:getRegion has no argument 'nam'; did you mean name?",
    });
  });
});
