import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import type { Shape } from "../../../components/checking/shape";
import { run, stateOf, valueOf } from "../../support/mocks";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const SECURITY = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SECRET = "aws:secretsmanager/secret:Secret";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** Every argument that may be late: `*` stands for a key of a map and `[]` for an element of a list. */
function lateArguments(shape: Shape, at: string): string[] {
  const own = shape.late === true ? [at] : [];
  switch (shape.kind) {
    case "list":
      return [...own, ...lateArguments(shape.of, `${at}[]`)];
    case "map":
      return [...own, ...lateArguments(shape.of, `${at}.*`)];
    case "object":
      return Object.entries(shape.fields).flatMap(([key, field]) =>
        lateArguments(field, `${at}.${key}`),
      );
    default:
      return own;
  }
}

const LATE = Object.entries(argumentShapes).flatMap(([key, shape]) => lateArguments(shape, key));

/** A resource's input that an argument becomes, a right value, and what else must be given. */
interface Use {
  readonly type: string;
  readonly input: string;
  readonly right: string;
  /** The input with the right value. Defaults to the value, or to a list of it for an argument that is a list. */
  readonly becomes?: unknown;
  readonly beside?: RedisCacheArgs;
}

const KEY = "arn:aws:kms:ap-southeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const TOPIC = "arn:aws:sns:ap-southeast-1:123456789012:alarms";

const logUses = (log: "slowLog" | "engineLog", logType: string): Record<string, Use> => ({
  [`logs.${log}.destination`]: {
    type: GROUP,
    input: "logDeliveryConfigurations",
    right: "/cache/log",
    becomes: [
      { destination: "/cache/log", destinationType: "cloudwatch-logs", logFormat: "json", logType },
    ],
  },
  [`logs.${log}.kmsKeyId`]: { type: LOGS, input: "kmsKeyId", right: KEY },
});

/** Each argument that may be late, without the `[]` of an element. */
const uses: Readonly<Record<string, Use>> = {
  "tags.*": { type: GROUP, input: "tags", right: "core", becomes: { key: "core" } },
  vpcId: {
    type: SECURITY,
    input: "vpcId",
    right: "vpc-1",
    beside: { allowedCidrBlocks: ["10.0.0.0/16"] },
  },
  subnetIds: {
    type: SUBNETS,
    input: "subnetIds",
    right: "subnet-1",
    beside: { multiAzEnabled: false },
  },
  subnetGroupName: { type: GROUP, input: "subnetGroupName", right: "data" },
  securityGroupIds: { type: GROUP, input: "securityGroupIds", right: "sg-1" },
  "allowedSecurityGroupIds.*": {
    type: RULE,
    input: "referencedSecurityGroupId",
    right: "sg-1",
    beside: { vpcId: "vpc-1" },
  },
  parameterGroupName: { type: GROUP, input: "parameterGroupName", right: "own" },
  kmsKeyId: { type: GROUP, input: "kmsKeyId", right: KEY },
  "auth.token": { type: GROUP, input: "authToken", right: "an-own-token-of-32-characters-00" },
  "auth.secretKmsKeyId": { type: SECRET, input: "kmsKeyId", right: KEY },
  "auth.userGroupIds": { type: GROUP, input: "userGroupIds", right: "team" },
  notificationTopicArn: { type: GROUP, input: "notificationTopicArn", right: TOPIC },
  ...logUses("slowLog", "slow-log"),
  ...logUses("engineLog", "engine-log"),
  "alarms.actionArns": { type: ALARM, input: "alarmActions", right: TOPIC },
  "alarms.okActionArns": { type: ALARM, input: "okActions", right: TOPIC },
  "alarms.insufficientDataActionArns": {
    type: ALARM,
    input: "insufficientDataActions",
    right: TOPIC,
  },
};

const isElement = (argument: string) => argument.endsWith("[]");
const isList = (argument: string) => isElement(argument) || LATE.includes(`${argument}[]`);

const useOf = (argument: string): Use => {
  const use = uses[argument.replace("[]", "")];
  assert.ok(use !== undefined, argument);
  return use;
};

/** Arguments with a value in the place of one of them. */
function giving(argument: string, value: unknown): RedisCacheArgs {
  const [first = "", ...others] = argument.replace("[]", "").replace("*", "key").split(".");
  const inner = others.reduceRight<unknown>(
    (of, key) => ({ [key]: of }),
    isElement(argument) ? [value] : value,
  );
  // Alarms are many, and made only where they are tested.
  return { alarms: { enabled: false }, ...useOf(argument).beside, [first]: inner };
}

/** The path by which an error names an argument. */
const pathOf = (argument: string) => argument.replace("[]", "[0]").replace("*", "key");

/** A value that becomes known after the resources are made. */
const late = (value: unknown) => pulumi.output(Promise.resolve(value));

/**
 * What a resource gets as an input when the cache is made with these arguments. It is registered without inputs, because a failed one
 * keeps Pulumi's mocks waiting for ever.
 */
async function outputOf(
  args: RedisCacheArgs,
  { type, input }: Use,
): Promise<pulumi.Output<unknown>> {
  const inputs: unknown[] = [];
  await run(() => {
    pulumi.runtime.registerStackTransformation((made) => {
      const props = made.props as Readonly<Record<string, unknown>>;
      if (made.type === type) inputs.push(props[input]);
      const emptied = Object.keys(props).map((key) => [key, undefined]);
      return { props: Object.fromEntries(emptied) as object, opts: made.opts };
    });
    return new RedisCache("koneksi-test", args);
  });
  assert.ok(inputs.length > 0, `no resource of type ${type}`);
  return pulumi.output(inputs[0]);
}

const inputOf = async (args: RedisCacheArgs, use: Use) => valueOf(await outputOf(args, use));

describe("an argument that may be late", () => {
  it("is one of those in the table", () => {
    assert.deepEqual(
      new Set(LATE.map((argument) => argument.replace("[]", ""))),
      new Set(Object.keys(uses)),
    );
  });

  for (const argument of LATE) {
    const wholeList = isList(argument) && !isElement(argument);

    it(`${argument} with a wrong value never reaches its resource`, async () => {
      const [wrong, reason] = wholeList
        ? ["x", "must be a list, not a string; write a list, even for one value"]
        : [7, "must be a string, not 7; write it in quotes"];
      await assert.rejects(inputOf(giving(argument, late(wrong)), useOf(argument)), {
        name: "ConfigurationError",
        message: `RedisCache "koneksi-test": 1 problem\n  ${pathOf(argument)}: ${reason}`,
      });
    });

    it(`${argument} with a right value reaches its resource`, async () => {
      const use = useOf(argument);
      const right = wholeList ? [use.right] : use.right;
      const expected = use.becomes ?? (isList(argument) ? [use.right] : use.right);
      assert.deepEqual(await inputOf(giving(argument, late(right)), use), expected);
    });
  }

  it("keeps a secret", async () => {
    const given = pulumi.secret(KEY);
    const input = await outputOf({ kmsKeyId: given }, useOf("kmsKeyId"));
    assert.equal(await valueOf(input), KEY);
    assert.deepEqual(await stateOf(input), { known: true, secret: true });
  });

  it("says of a wrong value which rule refuses it", async () => {
    await assert.rejects(inputOf({ kmsKeyId: late("arn:aws:s3:::bucket") }, useOf("kmsKeyId")), {
      name: "ConfigurationError",
      message: [
        'RedisCache "koneksi-test": 1 problem',
        '  kmsKeyId: "arn:aws:s3:::bucket" is not a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id> [kms-key]',
      ].join("\n"),
    });
  });
});
