import * as assert from "node:assert/strict";
import { RedisCache } from "../../../components";
import { run } from "../../support/mocks";

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** The name and the CIDR block of each ingress rule, in the order of the names. */
async function rulesFor(...allowedCidrBlocks: string[]) {
  const deployment = await run(
    () => new RedisCache("cache", { vpcId: "vpc-1", subnetIds: ["subnet-1"], allowedCidrBlocks }),
  );
  return deployment
    .all(RULE)
    .map(({ name, inputs }) => [name, inputs["cidrIpv4"] ?? inputs["cidrIpv6"]])
    .sort();
}

describe("the names of ingress rules", () => {
  it("come from the CIDR blocks", async () => {
    assert.deepEqual(await rulesFor("10.0.0.0/8", "FD00::/8", "::1.2.3.4/128"), [
      ["cache-ingress-cidr---1-2-3-4-128", "::1.2.3.4/128"],
      ["cache-ingress-cidr-10-0-0-0-8", "10.0.0.0/8"],
      ["cache-ingress-cidr-fd00---8", "FD00::/8"],
    ]);
  });

  for (const blocks of [
    ["::1.2.3.4/128", "::1:2:3:4/128"],
    ["::1:2:3:4/128", "::1.2.3.4/128"],
  ]) {
    it(`differ for ${blocks.join(" and ")}`, async () => {
      assert.deepEqual(await rulesFor(...blocks), [
        ["cache-ingress-cidr---1-2-3-4-128", "::1:2:3:4/128"],
        ["cache-ingress-cidr---1.2.3.4-128", "::1.2.3.4/128"],
      ]);
    });
  }
});
