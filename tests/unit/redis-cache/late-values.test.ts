import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { lateProblems, rules } from "../../../components/redis-cache/rules";
import { resolve } from "../../../components/redis-cache/spec";
import { ruleCases } from "../../support/rules";

const lines = (path: string, value: unknown, args: RedisCacheArgs = {}, region?: string) =>
  lateProblems(resolve("koneksi-test", args, { region }), path, value).map(
    (problem) => `${problem.severity} ${problem.path}: ${problem.reason}`,
  );

/** Path, value and what is said of it, when the value is known only during the deployment. */
const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["subnetIds", ["subnet-1", "subnet-2"], []],
  [
    "subnetIds",
    ["subnet-1"],
    [
      "error subnetIds: one subnet is in one availability zone, but Multi-AZ needs two; give a subnet in each of two or more zones, or set multiAzEnabled to false",
    ],
  ],
  [
    "subnetIds",
    [],
    [
      "error subnetIds: the list is empty; give the ids of subnets in two or more availability zones, or remove it",
    ],
  ],
  [
    "subnetIds",
    ["subnet-1", "", "main"],
    [
      "error subnetIds[1]: empty; give the id or remove the entry",
      'warning subnetIds[2]: "main" does not start with subnet-; give the id, not a name',
    ],
  ],
  ["subnetIds[1]", "", ["error subnetIds[1]: empty; give the id or remove the entry"]],
  [
    "subnetIds",
    "subnet-1",
    ["error subnetIds: a string where a list is meant; write it as a list, also of one"],
  ],
  ["kmsKeyId", 7, ["error kmsKeyId: 7 where a string is meant; write it in quotes"]],
  ["kmsKeyId", undefined, []],
  ["kmsKeyId", "", []],
  [
    "kmsKeyId",
    "arn:aws:s3:::bucket",
    [
      'error kmsKeyId: "arn:aws:s3:::bucket" is not a KMS key; write arn:aws:kms:<region>:<account>:key/<key id>',
    ],
  ],
  [
    "parameterGroupName",
    "default.redis6.x",
    [
      "error parameterGroupName: default.redis6.x has family redis6.x, and Redis OSS 7.1 requires redis7; write default.redis7 or another engineVersion, or leave it out",
    ],
  ],
  ["parameterGroupName", "default.redis7", []],
  [
    "subnetGroupName",
    "default",
    [
      "warning subnetGroupName: AWS's own group has the public subnets of the default VPC; give private subnets in subnetIds",
    ],
  ],
  [
    "securityGroupIds",
    ["sg-1", "default"],
    ['warning securityGroupIds[1]: "default" does not start with sg-; give the id, not a name'],
  ],
  [
    "allowedSecurityGroupIds.api.blue",
    "",
    ["error allowedSecurityGroupIds.api.blue: empty; give the id or remove the entry"],
  ],
  [
    "notificationTopicArn",
    "alarms",
    [
      'error notificationTopicArn: "alarms" is not a valid ARN of an SNS topic; write arn:aws:sns:<region>:<account>:<topic>',
    ],
  ],
  ["auth.token", "short", ["error auth.token: has 5 characters; AWS requires 16 to 128"]],
  [
    "auth.token",
    "abcdefghijklmnop@",
    [
      "error auth.token: contains characters other than letters, digits and ! & # $ ^ < > -; use only these",
    ],
  ],
  [
    "auth.userGroupIds[0]",
    "1team",
    [
      'error auth.userGroupIds[0]: "1team" is not a valid user group id; give the id (letters, digits and hyphens, starting with a letter), not the ARN',
    ],
  ],
  [
    "alarms.actionArns",
    ["a", "b", "c", "d", "e", "f"].map((name) => `arn:aws:sns:eu-west-1:123456789012:${name}`),
    [
      "error alarms.actionArns: 6 ARNs, but CloudWatch notifies at most 5; give the ARN of one SNS topic that notifies them",
    ],
  ],
  [
    "alarms.actionArns",
    [],
    ["warning alarms.actionArns: empty, so the alarms notify nobody; give the ARN of an SNS topic"],
  ],
  ["alarms.okActionArns", [], []],
  ["tags.Team", "a".repeat(257), ["error tags.Team: has 257 characters; AWS allows 256"]],
  ["port", 0, []],
  ["no.such.argument", "x", []],
];

/** A value in a test's title; JSON has no word for undefined. */
const titled = (value: unknown) =>
  value === undefined ? "undefined" : JSON.stringify(value).slice(0, 60);

describe("values that become known during the deployment", () => {
  for (const [path, value, expected] of cases) {
    it(`${path} ${titled(value)}`, () => {
      assert.deepEqual(lines(path, value), expected);
    });
  }

  it("are held to the cache's region and to its logs", () => {
    const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.deepEqual(lines("kmsKeyId", key, {}, "eu-west-1"), [
      'error kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1…" is a key in us-east-1, and the cache is in eu-west-1; give a key in eu-west-1',
    ]);
    assert.deepEqual(lines("logs.slowLog.destination", "a b"), []);
    assert.deepEqual(lines("logs.slowLog.destination", "a b", { logs: { slowLog: {} } }), [
      'error logs.slowLog.destination: "a b" is not a valid log group name; write for example /aws/elasticache/my-cache',
    ]);
  });

  it("only warn where ignoreRules names the rule", () => {
    assert.deepEqual(lines("auth.token", "short", { ignoreRules: ["auth-token"] }), [
      "warning auth.token: has 5 characters; AWS requires 16 to 128",
    ]);
  });

  it("are held to the same rules as literals, and to the same words", () => {
    const ofValues = new Map(rules.flatMap((rule) => ("of" in rule ? [[rule.id, rule.of]] : [])));
    for (const { rule, refused } of ruleCases) {
      for (const { args, context, found } of ofValues.has(rule) ? refused : []) {
        const spec = resolve("koneksi-test", args, context);
        const late = ["subnetIds", "securityGroupIds", "kmsKeyId", "parameterGroupName"].flatMap(
          (path) => {
            const value = (args as Readonly<Record<string, unknown>>)[path];
            return value === undefined ? [] : lateProblems(spec, path, value);
          },
        );
        const said = late.filter((problem) => problem.rule === rule);
        const expected = found.filter((line) =>
          /^(subnetIds|securityGroupIds|kmsKeyId|parameterGroupName)\b/.test(line),
        );
        assert.deepEqual(
          said.map(({ path, reason }) => `${path}: ${reason}`),
          expected,
        );
      }
    }
  });
});
