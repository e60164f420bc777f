import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { CacheConnection } from "../../components";
import { isLate, isRecord } from "../../components/checking/input";
import { ConfigurationError } from "../../components/checking/problem";
import { cacheArgs } from "../../program/cache-args";
import { networkOf } from "../../program/network";
import { inspectSettings, readSettings } from "../../program/settings";
import { type Deployment, run, valueOf } from "../support/mocks";
import {
  PROJECT,
  REGION,
  ROOT,
  STACKS,
  key,
  keys,
  nameOf,
  networkOutputs,
  networkStackOf,
  runProgram,
  stackConfig,
} from "../support/program";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

type Program = Deployment<Readonly<Record<string, unknown>>>;

const updates = new Map<string, Promise<Program>>();

/** One update of each stack with its own stack file, which several tests share. */
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
      // A renamed resource is replaced, so lines may only be added to the golden file.
      it(`has the identities of its golden file in ${preview ? "a preview" : "an update"}`, async () => {
        const file = path.join(ROOT, "tests/golden", `${stack}.txt`);
        const lines = identities(await runProgram(stack, { preview })).join("\n");
        // The file holds the names of a project named koneksi-redis, whatever the name of this one.
        const named = lines
          .replaceAll(networkStackOf(stack), `koneksi-network/${stack}`)
          .replaceAll(nameOf(stack), `koneksi-${stack}`);
        const actual = `${named}\n`;
        if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, actual);
        assert.equal(actual, readFileSync(file, "utf8"));
      });
    }

    it("takes its network from the network stack", async () => {
      const { inputs } = (await updated(stack)).one(GROUP);
      assert.deepEqual(inputs["securityGroupIds"], ["sg-data"]);
      const subnets = (await updated(stack)).one("aws:elasticache/subnetGroup:SubnetGroup");
      assert.deepEqual(subnets.inputs["subnetIds"], ["subnet-a", "subnet-b", "subnet-c"]);
      assert.equal(inputs["kmsKeyId"], stack === "prod" ? networkOutputs.kmsKeyArn : undefined);
    });

    it("exports the outputs of its mode, and nothing undefined", async () => {
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
      const { schemaVersion, primaryEndpoint } = await valueOf(
        result["connection"] as pulumi.Output<CacheConnection>,
      );
      assert.deepEqual(
        [schemaVersion, primaryEndpoint],
        [1, `master.${nameOf(stack)}-redis.abc123.apse1.cache.amazonaws.com`],
      );
    });

    it("protects the cache if its stack file says so", async () => {
      const { protect } = (await updated(stack)).optionsOf(nameOf(stack));
      assert.equal(protect, stack !== "staging");
    });

    it("notifies the network's topic", async () => {
      const program = await updated(stack);
      const alarm = `${nameOf(stack)}-${stack === "prod" ? "composite" : "cpu-001"}`;
      assert.deepEqual(program.named(alarm).inputs["alarmActions"], [networkOutputs.alarmTopicArn]);
    });
  });
}

describe("the three stacks", () => {
  it("differ in size, windows and final snapshot as their stack files say", async () => {
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
      staging: [`${nameOf("staging")}-redis`, "cache.t3.micro", 2, ...usual],
      uat: [`${nameOf("uat")}-redis`, "cache.t3.small", 2, ...usual],
      prod: [
        `${nameOf("prod")}-redis`,
        "cache.r6g.large",
        3,
        "sun:03:00-sun:05:00",
        "01:00-03:00",
        stackConfig("prod")[key("finalSnapshotIdentifier")],
      ],
    });
  });

  it("tag the cache with project and environment, and prod with the tags of its stack file", async () => {
    const { inputs } = (await updated("prod")).one(GROUP);
    assert.deepEqual(inputs["tags"], {
      Project: stackConfig("prod")[key("project")],
      Environment: "prod",
      Backup: "required",
      Compliance: "required",
      CostCenter: "engineering",
    });
    const staging = (await updated("staging")).one(GROUP);
    assert.deepEqual(staging.inputs["tags"], {
      Project: stackConfig("staging")[key("project")],
      Environment: "staging",
    });
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
});

/** The same with "late" instead of every late value. */
function withLate(value: unknown): unknown {
  if (isLate(value)) return "late";
  if (Array.isArray(value)) return value.map(withLate);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withLate(item)]));
}

describe("the network of the program", () => {
  const config = stackConfig("staging");
  const { [key("networkStack")]: networkStack = "", ...unplaced } = config;
  const context = { project: PROJECT, stack: "staging" };
  const without = (outputs: Record<string, unknown>) => ({
    stacks: { [`organization/${networkStack}`]: outputs },
  });

  it("names the output that the network stack lacks, or has in another form", async () => {
    const settings = readSettings(config, context);
    const vpcId = async (outputs: Record<string, unknown>) => {
      const options = { stack: "staging", config, ...without(outputs) };
      const { result } = await run(() => ({ id: networkOf(settings).id("vpcId") }), options);
      return valueOf(result.id);
    };
    const stack = `networkStack: the stack ${networkStack}`;
    assert.equal(await vpcId({ vpcId: "vpc-1" }), "vpc-1");
    await assert.rejects(vpcId({}), { message: `${stack} has no output vpcId; export it there` });
    await assert.rejects(vpcId({ vpcId: ["vpc-1"] }), {
      message: `${stack} has an output vpcId that is not an id; export an id there`,
    });
  });

  it("takes a full stack name as it is", async () => {
    const program = await runProgram("staging", {
      config: { ...config, ...keys({ networkStack: "acme/net/blue" }) },
      stacks: { "acme/net/blue": networkOutputs },
    });
    assert.deepEqual(program.one("pulumi:pulumi:StackReference").inputs, { name: "acme/net/blue" });
  });

  const ids = { subnetIds: '["subnet-1","subnet-2"]', securityGroupIds: '["sg-1"]' };

  it("takes explicit ids, and reads no stack", async () => {
    const program = await runProgram("staging", { config: { ...unplaced, ...keys(ids) } });
    assert.deepEqual(program.all("pulumi:pulumi:StackReference"), []);
    assert.deepEqual(program.one(GROUP).inputs["securityGroupIds"], ["sg-1"]);
  });

  const topic = `arn:aws:sns:${REGION}:123456789012:own`;
  const own = JSON.stringify({ actionArns: [topic] });

  describe("is the same for the checks and for the cache", () => {
    const sources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "from a stack": { networkStack },
      "from a stack, with its key": { networkStack, useNetworkKmsKey: "true" },
      "made for a trial": { createNetwork: "true" },
      "from ids": ids,
    };
    const recipients: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "no recipients of its own": {},
      addresses: { alarmEmails: '["oncall@example.com"]' },
      "a topic": { alarms: own },
      "a topic and addresses": { alarms: own, alarmEmails: '["oncall@example.com"]' },
      "addresses and protection": { alarmEmails: '["oncall@example.com"]', protect: "true" },
    };
    for (const [source, network] of Object.entries(sources)) {
      for (const [whom, alarms] of Object.entries(recipients)) {
        it(`${source}, with ${whom}`, async () => {
          const all = { ...unplaced, ...keys({ ...network, ...alarms }) };
          const { settings, spec, errors } = inspectSettings(all, context);
          assert.deepEqual(errors, []);
          const options = { stack: "staging", config: all, ...without(networkOutputs) };
          const { result } = await run(() => ({ args: withLate(cacheArgs(settings)) }), options);
          assert.deepEqual(result.args, withLate(spec.args));
        });
      }
    }

    it("with exactly these values", () => {
      const argsOf = (given: Readonly<Record<string, string>>) => {
        const { args } = inspectSettings(keys(given), context).spec;
        return withLate(args);
      };
      assert.deepEqual(argsOf({ networkStack, useNetworkKmsKey: "true" }), {
        vpcId: "late",
        subnetIds: "late",
        securityGroupIds: ["late"],
        kmsKeyId: "late",
        alarms: { actionArns: "late" },
      });
      assert.deepEqual(argsOf({ networkStack, protect: "true" }), {
        vpcId: "late",
        subnetIds: "late",
        securityGroupIds: ["late"],
        alarms: { actionArns: ["late"] },
      });
      assert.deepEqual(argsOf({ createNetwork: "true" }), {
        vpcId: "late",
        subnetIds: "late",
        allowedCidrBlocks: ["10.0.0.0/16"],
        alarms: { actionArns: [] },
      });
      assert.deepEqual(argsOf({ networkStack, alarms: own, alarmEmails: '["a@example.com"]' }), {
        vpcId: "late",
        subnetIds: "late",
        securityGroupIds: ["late"],
        alarms: { actionArns: [topic, "late"] },
      });
    });
  });

  it("may have no topic if the stack is not protected: the alarms notify nobody, with a warning", async () => {
    const { alarmTopicArn: _, ...rest } = networkOutputs;
    for (const preview of [false, true]) {
      const program = await runProgram("staging", { ...without(rest), preview });
      assert.deepEqual(program.named(`${nameOf("staging")}-cpu-001`).inputs["alarmActions"], []);
      assert.equal(program.warnings.length, 1);
      assert.match(program.warnings[0] ?? "", /^alarms\.actionArns: /);
      assert.deepEqual((await runProgram("staging", { preview })).warnings, []);
    }
  });

  it("must have a topic if a protected stack notifies nothing else", async () => {
    const { alarmTopicArn: _, ...rest } = networkOutputs;
    const arns = async (given: Readonly<Record<string, string>>) => {
      const settings = readSettings({ ...config, ...keys(given) }, context);
      const options = { stack: "staging", config, ...without(rest) };
      const { result } = await run(() => cacheArgs(settings), options);
      return valueOf(pulumi.output(result.alarms?.actionArns));
    };
    await assert.rejects(arns({ protect: "true" }), {
      message: `networkStack: the stack ${networkStack} has no output alarmTopicArn; export it there`,
    });
    const emails = `arn:aws:sns:ap-southeast-1:123456789012:${nameOf("staging")}-alarms`;
    const others: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
      [{}, []],
      [{ protect: "true", alarmEmails: '["oncall@example.com"]' }, [emails]],
      [{ protect: "true", alarms: own }, [topic]],
      [{ protect: "true", alarms: '{"enabled":false}' }, []],
    ];
    for (const [given, expected] of others) assert.deepEqual(await arns(given), expected);
  });

  it("has its topic notified beside the encrypted topic that is made for alarmEmails", async () => {
    const program = await runProgram("staging", {
      config: { ...config, ...keys({ alarmEmails: '["oncall@example.com"]' }) },
    });
    const subscription = program.one("aws:sns/topicSubscription:TopicSubscription");
    assert.equal(subscription.inputs["endpoint"], "oncall@example.com");
    assert.deepEqual(program.named(`${nameOf("staging")}-cpu-001`).inputs["alarmActions"], [
      networkOutputs.alarmTopicArn,
      `arn:aws:sns:ap-southeast-1:123456789012:${nameOf("staging")}-alarms`,
    ]);
  });

  it("is checked with everything else, and all errors are reported at once", async () => {
    const wrong = { nodTyp: "cache.t3.micro", createNetwork: "true", numCacheClusters: "two" };
    const { errors } = inspectSettings({ ...config, ...keys(wrong) }, context);
    assert.equal(errors.length, 3);
    const { message } = new ConfigurationError(`RedisCache "${nameOf("staging")}"`, errors);
    await assert.rejects(runProgram("staging", { config: { ...config, ...keys(wrong) } }), {
      message,
    });
  });
});

describe("the name of the component", () => {
  it("is the key `name`, which keeps it when the stack or the project gets another name", async () => {
    const named = { ...stackConfig("staging"), ...keys({ name: "sessions" }) };
    const program = await runProgram("staging", { stack: "blue", config: named });
    assert.equal(program.one(GROUP).inputs["replicationGroupId"], "sessions-redis");
    assert.equal(program.named("sessions").type, "redis-cache:index:RedisCache");
  });

  it("is otherwise the project's name without -redis at its end, and the stack's name", () => {
    const names = ["shop-redis", "shop", "redis", "redis-cache"].map(
      (project) => inspectSettings({}, { project, stack: "prod" }).settings.name,
    );
    assert.deepEqual(names, ["shop-prod", "shop-prod", "redis-prod", "redis-cache-prod"]);
  });
});
