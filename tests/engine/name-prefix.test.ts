import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../components";
import { EngineSession, stepsOf } from "../support/engine";

const REGION = "ap-southeast-1";
const VPC = "vpc-0123456789abcdef0";
const SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];

/** What somebody else has made, with what belongs to it. */
const existing = (type: string, id: string, attributes: Record<string, string>) => ({
  type,
  id,
  region: REGION,
  attributes,
  hidden: {},
});

describe("a change of namePrefix", function () {
  this.timeout(600_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
    session.account.put(existing("aws:ec2/vpc:Vpc", VPC, {}));
    for (const id of SUBNETS) {
      session.account.put(existing("aws:ec2/subnet:Subnet", id, { vpcId: VPC }));
    }
  });

  after(() => {
    session.close();
  });

  const changes = [
    [undefined, "shop", ["given-auth-*", "given-security-group-*", "given-subnet-group-*"]],
    [
      "shop",
      undefined,
      [
        "shop-taken-sessions-auth-*",
        "shop-taken-sessions-security-group-*",
        "shop-taken-sessions-subnet-group",
      ],
    ],
  ] as const;
  for (const [from, to, first] of changes) {
    it(`from ${String(from)} to ${String(to)} keeps the subnet group, the security group, the secret and the cache`, async () => {
      const name = from === undefined ? "given" : "taken";
      const settings = (namePrefix: string | undefined) => {
        const args: RedisCacheArgs = {
          ...(namePrefix === undefined ? {} : { namePrefix }),
          replicationGroupId: `${name}-sessions`,
          description: "Sessions",
          vpcId: VPC,
          subnetIds: SUBNETS,
          allowedCidrBlocks: ["10.0.0.0/16"],
        };
        return { args, emails: [], protect: false };
      };
      const stack = await session.program("redis-cache", name, settings(from));
      await stack.up();
      const names = () =>
        stack
          .resources()
          .flatMap(({ type, outputs }) =>
            /SubnetGroup$|SecurityGroup$|Secret$/.test(type) ? [String(outputs?.["name"])] : [],
          )
          .sort();
      const before = names();
      assert.deepEqual(
        before.map((text) => text.replace(/[0-9a-f]{7,}$/, "*")),
        first,
      );
      const changed = await stack.edit(settings(to)).up();
      const parameters = `elasticache.ParameterGroup ${name}-parameter-group`;
      assert.deepEqual(stepsOf(changed), [
        `update index.RedisCache ${name}`,
        `create-replacement ${parameters}`,
        `replace ${parameters}`,
        `update elasticache.ReplicationGroup ${name}-replication-group`,
        `delete-replaced ${parameters}`,
      ]);
      assert.deepEqual(names(), before);
    });
  }
});
