import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type RunOptions, UNKNOWN } from "../../support/mocks";
import { ROOT, STACKS, key, keys, nameOf, runProgram, stackConfig } from "../../support/program";

/** The configuration of staging without its network. */
const { [key("networkStack")]: _, ...staging } = stackConfig("staging");
const { [key("project")]: project } = staging;

const run = (
  given: Readonly<Record<string, string>>,
  options: Pick<RunOptions, "preview" | "secretKeys"> = {},
) =>
  runProgram("staging", {
    ...options,
    config: { ...staging, ...keys(given) },
  });

describe("a stack that makes its network", () => {
  for (const preview of [false, true]) {
    it(`has a VPC with isolated data subnets, in ${preview ? "a preview" : "an update"}`, async () => {
      const program = await run({ createNetwork: "true" }, { preview });
      const vpc = program.one("awsx:ec2:Vpc");
      assert.equal(vpc.name, `${nameOf("staging")}-network`);
      assert.deepEqual(vpc.inputs, {
        cidrBlock: "10.0.0.0/16",
        enableDnsHostnames: true,
        natGateways: { strategy: "None" },
        numberOfAvailabilityZones: 2,
        subnetSpecs: [{ name: "data", type: "Isolated" }],
        subnetStrategy: "Auto",
        tags: { Project: project, Environment: "staging" },
      });
      assert.deepEqual(program.all("pulumi:pulumi:StackReference"), []);
    });

    it(`puts the cache into that VPC and lets the whole VPC connect, in ${preview ? "a preview" : "an update"}`, async () => {
      const made = (output: string) =>
        preview ? UNKNOWN : `${nameOf("staging")}-network-${output}`;
      const program = await run({ createNetwork: "true" }, { preview });
      const group = program.one("aws:ec2/securityGroup:SecurityGroup");
      assert.equal(group.inputs["vpcId"], made("vpc"));
      const subnets = program.one("aws:elasticache/subnetGroup:SubnetGroup");
      const isolated = preview ? UNKNOWN : [made("isolated-a"), made("isolated-b")];
      assert.deepEqual(subnets.inputs["subnetIds"], isolated);
      const rule = program.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
      assert.deepEqual(
        ["cidrIpv4", "fromPort", "toPort"].map((key) => rule.inputs[key]),
        ["10.0.0.0/16", 6379, 6379],
      );
    });
  }

  it("gives the VPC the same tags as the cache", async () => {
    const tags = { Project: project, Environment: "trial", Team: "core" };
    const program = await run({
      createNetwork: "true",
      environment: "trial",
      tags: '{"Team":"core"}',
    });
    assert.deepEqual(program.one("awsx:ec2:Vpc").inputs["tags"], tags);
    assert.deepEqual(
      program.one("aws:elasticache/replicationGroup:ReplicationGroup").inputs["tags"],
      tags,
    );
  });

  it("lets the configured CIDR blocks connect instead", async () => {
    const program = await run({ createNetwork: "true", allowedCidrBlocks: '["10.0.64.0/18"]' });
    const rule = program.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.equal(rule.inputs["cidrIpv4"], "10.0.64.0/18");
  });

  // The library loads the whole AWS package, which would slow down every preview.
  it("is the only one that loads the library for VPCs", () => {
    const script = `
      const { key, keys, runProgram, stackConfig } = require("./tests/support/program");
      const loaded = () => Object.keys(require.cache).some((file) => file.includes("@pulumi/awsx"));
      (async () => {
        const found = {};
        for (const stack of ${JSON.stringify(STACKS)}) {
          await runProgram(stack);
          found[stack] = loaded();
        }
        const { [key("networkStack")]: _, ...rest } = stackConfig("staging");
        await runProgram("staging", { config: { ...rest, ...keys({ createNetwork: "true" }) } });
        console.log(JSON.stringify({ ...found, createNetwork: loaded() }));
      })();`;
    const printed = execFileSync(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", "-e", script],
      { cwd: ROOT, encoding: "utf8" },
    );
    assert.deepEqual(JSON.parse(printed), {
      staging: false,
      uat: false,
      prod: false,
      createNetwork: true,
    });
  });
});

describe("a stack with alarmEmails", () => {
  it("gives its topic and its key the same tags as the cache", async () => {
    const program = await run({
      subnetIds: '["subnet-1","subnet-2"]',
      securityGroupIds: '["sg-1"]',
      alarmEmails: '["oncall@example.com"]',
      tags: '{"Team":"core"}',
    });
    const tags = { Project: project, Environment: "staging", Team: "core" };
    for (const type of ["aws:sns/topic:Topic", "aws:kms/key:Key"]) {
      assert.deepEqual(program.one(type).inputs["tags"], tags);
    }
  });
});

describe("a stack with a token of its own", () => {
  const token = "abcdefghijklmnop";
  const ids = { subnetIds: '["subnet-1","subnet-2"]', securityGroupIds: '["sg-1"]' };

  it("warns if it is not a secret in the configuration", async () => {
    const plain =
      "authToken: in clear text in the stack file and in the history of updates; use pulumi config set --secret authToken";
    assert.deepEqual((await run({ ...ids, authToken: token })).warnings.slice(0, 1), [plain]);
    const secretKeys = [key("authToken")];
    const { warnings } = await run({ ...ids, authToken: token }, { secretKeys });
    assert.ok(!warnings.includes(plain));
  });

  it("gives it to the cache, in secret inputs only", async () => {
    const program = await run({ ...ids, authToken: token });
    const group = program.one("aws:elasticache/replicationGroup:ReplicationGroup");
    assert.equal(group.inputs["authToken"], token);
    const open = program.resources.filter(({ inputs, secretInputs }) =>
      Object.entries(inputs).some(
        ([key, value]) => !secretInputs.includes(key) && JSON.stringify(value).includes(token),
      ),
    );
    assert.deepEqual(open, []);
  });
});
