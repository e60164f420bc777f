import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { lateValues } from "../../../components/checking/walk";
import { redisCacheArgs } from "../../../components/redis-cache/argument-shapes";
import { lateProblems, rules } from "../../../components/redis-cache/rules";
import { resolve } from "../../../components/redis-cache/spec";
import { ruleCases } from "../../support/rules";
import { later } from "../../support/rules/values";

/** The keys that lead to an argument. */
type Place = readonly string[];

/** Arguments with a value at a place; a number among its keys is a position in a list. */
const giving = ([first = "", ...others]: Place, value: unknown): object => {
  const inner = others.length === 0 ? value : giving(others, value);
  return /^\d+$/.test(first)
    ? [...Array<string>(Number(first)).fill("x"), inner]
    : { [first]: inner };
};

/** What is said of a late value once it is known. */
function lines(place: Place, value: unknown, args: RedisCacheArgs = {}, region?: string) {
  const spec = resolve("koneksi-test", { ...args, ...giving(place, later) }, { region });
  const late = lateValues(redisCacheArgs, spec.args).filter((one) => one.value === later);
  assert.equal(late.length, 1);
  return late.flatMap((one) =>
    lateProblems(spec, one, value).map(
      ({ severity, path, reason }) => `${severity} ${path}: ${reason}`,
    ),
  );
}

/** Place, value and what is said of it, when the value is known only during the deployment. */
const cases: readonly (readonly [Place, unknown, readonly string[]])[] = [
  [["subnetIds"], ["subnet-1", "subnet-2"], []],
  [
    ["subnetIds"],
    ["subnet-1"],
    [
      "error subnetIds: one subnet is in one availability zone, but Multi-AZ needs two; give a subnet in each of two or more zones, or set multiAzEnabled to false",
    ],
  ],
  [
    ["subnetIds"],
    [],
    [
      "error subnetIds: the list is empty; give the ids of subnets in two or more availability zones, or remove it",
    ],
  ],
  [
    ["subnetIds"],
    ["subnet-1", "", "main"],
    [
      "error subnetIds[1]: empty; give the id or remove the entry",
      'warning subnetIds[2]: "main" does not start with subnet-; give the id, not a name',
    ],
  ],
  [["subnetIds", "1"], "", ["error subnetIds[1]: empty; give the id or remove the entry"]],
  [
    ["subnetIds"],
    "subnet-1",
    ["error subnetIds: must be a list, not a string; write a list, even for one value"],
  ],
  [["kmsKeyId"], 7, ["error kmsKeyId: must be a string, not 7; write it in quotes"]],
  [["kmsKeyId"], undefined, []],
  [["kmsKeyId"], "", []],
  [
    ["kmsKeyId"],
    "arn:aws:s3:::bucket",
    [
      'error kmsKeyId: "arn:aws:s3:::bucket" is not a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id>',
    ],
  ],
  [
    ["parameterGroupName"],
    "default.redis6.x",
    [
      "error parameterGroupName: default.redis6.x has family redis6.x, and Redis OSS 7.1 requires redis7; write default.redis7 or another engineVersion, or remove it",
    ],
  ],
  [["parameterGroupName"], "default.redis7", []],
  [
    ["subnetGroupName"],
    "default",
    [
      "warning subnetGroupName: AWS's own group has the public subnets of the default VPC; give private subnets in subnetIds",
    ],
  ],
  [
    ["securityGroupIds"],
    ["sg-1", "default"],
    ['warning securityGroupIds[1]: "default" does not start with sg-; give the id, not a name'],
  ],
  [
    ["allowedSecurityGroupIds", "api.blue"],
    "",
    ["error allowedSecurityGroupIds.api.blue: empty; give the id or remove the entry"],
  ],
  [
    ["notificationTopicArn"],
    "alarms",
    [
      'error notificationTopicArn: "alarms" is not a valid ARN of an SNS topic; use for example arn:aws:sns:<region>:<account>:<topic>',
    ],
  ],
  [["auth", "token"], "short", ["error auth.token: has 5 characters; AWS requires 16 to 128"]],
  [
    ["auth", "token"],
    "abcdefghijklmnop@",
    [
      "error auth.token: contains characters other than letters, digits and ! & # $ ^ < > -; use only these",
    ],
  ],
  [
    ["auth", "userGroupIds", "0"],
    "1team",
    [
      'error auth.userGroupIds[0]: "1team" is not a valid user group id; give the id (letters, digits and hyphens, starting with a letter), not the ARN',
    ],
  ],
  [
    ["alarms", "actionArns"],
    ["a", "b", "c", "d", "e", "f"].map((name) => `arn:aws:sns:eu-west-1:123456789012:${name}`),
    [
      "error alarms.actionArns: 6 ARNs, but CloudWatch notifies at most 5; give the ARN of one SNS topic that notifies them",
    ],
  ],
  [
    ["alarms", "actionArns"],
    [],
    ["warning alarms.actionArns: empty, so the alarms notify nobody; give the ARN of an SNS topic"],
  ],
  [["alarms", "okActionArns"], [], []],
  [["tags", "Team"], "a".repeat(257), ["error tags.Team: has 257 characters; AWS allows 256"]],
];

/** A value in a test's title; JSON has no word for undefined. */
const titled = (value: unknown) =>
  value === undefined ? "undefined" : JSON.stringify(value).slice(0, 60);

/** Arguments whose cases are held to the same rules once more. */
const LISTED = /^(subnetIds|securityGroupIds|kmsKeyId|parameterGroupName)\b/;

describe("values that become known during the deployment", () => {
  for (const [place, value, expected] of cases) {
    it(`${place.join(".")} ${titled(value)}`, () => {
      assert.deepEqual(lines(place, value), expected);
    });
  }

  it("are held to the cache's region and to its logs", () => {
    const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.deepEqual(lines(["kmsKeyId"], key, {}, "eu-west-1"), [
      'error kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1…" is a key in us-east-1, but the cache is in eu-west-1; give a key in eu-west-1',
    ]);
    const off = resolve("koneksi-test", {
      logs: { slowLog: { enabled: false, destination: "a b" } },
    });
    const [destination] = lateValues(redisCacheArgs, off.args);
    assert.ok(destination !== undefined);
    assert.deepEqual(lateProblems(off, destination, destination.value), []);
    assert.deepEqual(lines(["logs", "slowLog", "destination"], "a b"), [
      'error logs.slowLog.destination: "a b" is not a valid log group name; use for example /aws/elasticache/my-cache',
    ]);
  });

  it("only warn where ignoreRules names the rule", () => {
    assert.deepEqual(lines(["auth", "token"], "short", { ignoreRules: ["auth-token"] }), [
      "warning auth.token: has 5 characters; AWS requires 16 to 128",
    ]);
  });

  it("are held to the same rules as literals, and to the same words", () => {
    const ofValues = new Map(rules.flatMap((rule) => ("of" in rule ? [[rule.id, rule.of]] : [])));
    for (const { rule, refused } of ruleCases) {
      for (const { args, context, found } of ofValues.has(rule) ? refused : []) {
        const spec = resolve("koneksi-test", args, context);
        const late = lateValues(redisCacheArgs, spec.args)
          .filter(({ path }) => LISTED.test(path) && !path.endsWith("]"))
          .flatMap((one) => lateProblems(spec, one, one.value));
        const said = late.filter((problem) => problem.rule === rule);
        const expected = found.filter((line) => LISTED.test(line));
        assert.deepEqual(
          said.map(({ path, reason }) => `${path}: ${reason}`),
          expected,
        );
      }
    }
  });
});
