import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { isText, networkOf, requiredOutput } from "../../program/network";
import { readSettings } from "../../program/settings";
import { type Deployment, run, valueOf } from "../support/mocks";
import { ROOT, STACKS, networkOutputs, runProgram, stackConfig } from "../support/program";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

type Program = Deployment<Readonly<Record<string, unknown>>>;

const updates = new Map<string, Promise<Program>>();

/** One update of each stack, as its file is, for all tests that only look at it. */
function updated(stack: string): Promise<Program> {
  const known = updates.get(stack) ?? runProgram(stack);
  updates.set(stack, known);
  return known;
}

/** `type::name::parent's type` of every resource. */
const identities = ({ options }: Program) =>
  options
    .map(({ type, name, opts }) => {
      const parent = opts.parent as { __pulumiType?: string } | undefined;
      return `${type}::${name}::${parent?.__pulumiType ?? ""}`;
    })
    .sort();

for (const stack of STACKS) {
  describe(`the program of the stack ${stack}`, () => {
    for (const preview of [false, true]) {
      // A renamed child is a replaced one: what stands in the golden file may only be added to.
      it(`has the identities of its golden file in ${preview ? "a preview" : "an update"}`, async () => {
        const file = path.join(ROOT, "tests/golden", `${stack}.txt`);
        const actual = `${identities(await runProgram(stack, { preview })).join("\n")}\n`;
        if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, actual);
        assert.equal(actual, readFileSync(file, "utf8"));
      });
    }

    it("takes its network from the stack that owns it", async () => {
      const { inputs } = (await updated(stack)).one(GROUP);
      assert.deepEqual(inputs["securityGroupIds"], ["sg-data"]);
      const subnets = (await updated(stack)).one("aws:elasticache/subnetGroup:SubnetGroup");
      assert.deepEqual(subnets.inputs["subnetIds"], ["subnet-a", "subnet-b", "subnet-c"]);
      assert.equal(inputs["kmsKeyId"], stack === "prod" ? networkOutputs.kmsKeyArn : undefined);
    });

    it("exports what exists in its mode, and nothing undefined", async () => {
      const { result } = await updated(stack);
      assert.deepEqual(Object.keys(result), [
        "primaryEndpointAddress",
        "readerEndpointAddress",
        "port",
        "replicationGroupId",
        "authSecretArn",
        "connection",
        "alarms",
      ]);
      const connection = await valueOf(result["connection"] as pulumi.Output<object>);
      assert.deepEqual(connection, {
        schemaVersion: 1,
        engine: "redis",
        engineVersion: "7.1",
        clusterMode: "disabled",
        tls: true,
        port: 6379,
        primaryEndpoint: `master.koneksi-${stack}-redis.abc123.apse1.cache.amazonaws.com`,
        readerEndpoint: `replica.koneksi-${stack}-redis.abc123.apse1.cache.amazonaws.com`,
        secretArn: `arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:koneksi-${stack}-auth-1a2b3c4-AbCdEf`,
        username: "default",
      });
    });

    it("protects the cache where its file says so", async () => {
      const { protect } = (await updated(stack)).optionsOf(`koneksi-${stack}`);
      assert.equal(protect, stack !== "staging");
    });

    it("notifies the network's topic", async () => {
      const program = await updated(stack);
      const alarm = `koneksi-${stack}-${stack === "prod" ? "composite" : "cpu-001"}`;
      assert.deepEqual(program.named(alarm).inputs["alarmActions"], [networkOutputs.alarmTopicArn]);
    });
  });
}

describe("the three stacks", () => {
  it("differ in size, windows and safety as their files say", async () => {
    const table: Record<string, unknown[]> = {};
    const keys = [
      "replicationGroupId",
      "nodeType",
      "numCacheClusters",
      "maintenanceWindow",
      "snapshotWindow",
      "finalSnapshotIdentifier",
    ];
    for (const stack of STACKS) {
      const { inputs } = (await updated(stack)).one(GROUP);
      table[stack] = keys.map((key) => inputs[key]);
    }
    const usual = ["sun:05:00-sun:09:00", "03:00-05:00", undefined];
    assert.deepEqual(table, {
      staging: ["koneksi-staging-redis", "cache.t3.micro", 2, ...usual],
      uat: ["koneksi-uat-redis", "cache.t3.small", 2, ...usual],
      prod: [
        "koneksi-prod-redis",
        "cache.r6g.large",
        3,
        "sun:03:00-sun:05:00",
        "01:00-03:00",
        "koneksi-prod-redis-final",
      ],
    });
  });

  it("tag everything with project and environment, and prod with what its auditors ask for", async () => {
    const { inputs } = (await updated("prod")).one(GROUP);
    assert.deepEqual(inputs["tags"], {
      Project: "koneksi",
      Environment: "prod",
      Backup: "required",
      Compliance: "required",
      CostCenter: "engineering",
    });
    const staging = (await updated("staging")).one(GROUP);
    assert.deepEqual(staging.inputs["tags"], { Project: "koneksi", Environment: "staging" });
  });

  it("set the same parameters in uat and prod", async () => {
    const parameters: unknown[] = [];
    for (const stack of STACKS) {
      const group = (await updated(stack)).one("aws:elasticache/parameterGroup:ParameterGroup");
      parameters.push(group.inputs["parameters"]);
    }
    const policy = { name: "maxmemory-policy", value: "allkeys-lru" };
    const production = [
      policy,
      { name: "tcp-keepalive", value: "60" },
      { name: "timeout", value: "300" },
    ];
    assert.deepEqual(parameters, [[policy], production, production]);
  });

  it("have logs in uat and prod, and a composite and a dashboard in prod", async () => {
    const counts: Record<string, number[]> = {};
    for (const stack of STACKS) {
      const program = await updated(stack);
      counts[stack] = [
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "aws:cloudwatch/dashboard:Dashboard",
      ].map((type) => program.all(type).length);
    }
    assert.deepEqual(counts, { staging: [0, 0, 0], uat: [2, 0, 0], prod: [2, 1, 1] });
  });
});

describe("the network of the program", () => {
  const rejects = (options: Parameters<typeof runProgram>[1], message: string) =>
    assert.rejects(runProgram("staging", options), { message });
  const config = stackConfig("staging");
  const without = (outputs: Record<string, unknown>) => ({
    stacks: { "organization/koneksi-network/staging": outputs },
  });

  it("names the output that the network stack lacks, or gives in another form", () => {
    const read = (value: unknown) =>
      requiredOutput("koneksi-network/staging", "vpcId", "an id", isText, value);
    assert.equal(read("vpc-1"), "vpc-1");
    assert.throws(() => read(undefined), {
      message:
        "networkStack: the stack koneksi-network/staging has no output vpcId; export it there",
    });
    assert.throws(() => read(["vpc-1"]), {
      message:
        "networkStack: the stack koneksi-network/staging does not give an id as vpcId; export it there",
    });
  });

  it("takes a full stack name as it is", async () => {
    const program = await runProgram("staging", {
      config: { ...config, "koneksi-redis:networkStack": "acme/net/blue" },
      stacks: { "acme/net/blue": networkOutputs },
    });
    assert.deepEqual(program.one("pulumi:pulumi:StackReference").inputs, { name: "acme/net/blue" });
  });

  it("takes explicit ids, and reads no stack", async () => {
    const { "koneksi-redis:networkStack": _, ...rest } = config;
    const program = await runProgram("staging", {
      config: {
        ...rest,
        "koneksi-redis:subnetIds": '["subnet-1","subnet-2"]',
        "koneksi-redis:securityGroupIds": '["sg-1"]',
      },
    });
    assert.deepEqual(program.all("pulumi:pulumi:StackReference"), []);
    assert.deepEqual(program.one(GROUP).inputs["securityGroupIds"], ["sg-1"]);
  });

  it("lets alarms be silent where the network has no topic and the stack is not protected, and says so", async () => {
    const { alarmTopicArn: _, ...rest } = networkOutputs;
    const nobody =
      "alarms.actionArns: empty, so the alarms notify nobody; give the ARN of an SNS topic";
    for (const preview of [false, true]) {
      const program = await runProgram("staging", { ...without(rest), preview });
      assert.deepEqual(program.named("koneksi-staging-cpu-001").inputs["alarmActions"], []);
      assert.deepEqual(program.warnings, [nobody]);
      assert.deepEqual((await runProgram("staging", { preview })).warnings, []);
    }
  });

  it("has to have a topic where a protected stack notifies nothing else", async () => {
    const { alarmTopicArn: _, ...rest } = networkOutputs;
    const topics = async (keys: Readonly<Record<string, string>>) => {
      const settings = readSettings({ ...config, ...keys }, { stack: "staging" });
      const options = { stack: "staging", config, ...without(rest) };
      const { result } = await run(() => networkOf(settings), options);
      return valueOf(result.alarmTopicArns);
    };
    const protect = { "koneksi-redis:protect": "true" };
    await assert.rejects(topics(protect), {
      message:
        "networkStack: the stack koneksi-network/staging has no output alarmTopicArn; export it there",
    });
    const own = '{"actionArns":["arn:aws:sns:ap-southeast-1:123456789012:own"]}';
    const others: readonly Readonly<Record<string, string>>[] = [
      {},
      { ...protect, "koneksi-redis:alarmEmails": '["oncall@example.com"]' },
      { ...protect, "koneksi-redis:alarms": own },
      { ...protect, "koneksi-redis:alarms": '{"enabled":false}' },
    ];
    for (const keys of others) assert.deepEqual(await topics(keys), []);
  });

  it("makes an encrypted topic for alarmEmails and notifies it beside the network's", async () => {
    const program = await runProgram("staging", {
      config: { ...config, "koneksi-redis:alarmEmails": '["oncall@example.com"]' },
    });
    const subscription = program.one("aws:sns/topicSubscription:TopicSubscription");
    assert.equal(subscription.inputs["endpoint"], "oncall@example.com");
    assert.deepEqual(program.named("koneksi-staging-cpu-001").inputs["alarmActions"], [
      networkOutputs.alarmTopicArn,
      "arn:aws:sns:ap-southeast-1:123456789012:koneksi-staging-alarms",
    ]);
  });

  it("says all that is wrong with a stack file at once", async () => {
    await rejects(
      {
        config: {
          ...config,
          "koneksi-redis:nodTyp": "cache.t3.micro",
          "koneksi-redis:createNetwork": "true",
          "koneksi-redis:numCacheClusters": "two",
        },
      },
      [
        'RedisCache "koneksi-staging": 3 problems',
        "  nodTyp: not a configuration key of koneksi-redis; did you mean nodeType?",
        "  networkStack: given together with createNetwork; write one of networkStack, createNetwork: true, or vpcId, subnetIds and securityGroupIds",
        "  numCacheClusters: must be a number, not a string",
      ].join("\n"),
    );
  });
});
