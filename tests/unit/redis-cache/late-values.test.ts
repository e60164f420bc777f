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
function lines(place: Place, value: unknown, args: RedisCacheArgs = {}) {
  const spec = resolve("koneksi-test", { ...args, ...giving(place, later) });
  const late = lateValues(redisCacheArgs, spec.args).filter((one) => one.value === later);
  assert.equal(late.length, 1);
  return late.flatMap((one) =>
    lateProblems(spec, one, value).map(
      ({ severity, path, reason }) => `${severity} ${path}: ${reason}`,
    ),
  );
}

/** Place, value and what is said of it, when the value is known only during the deployment. */
const cases: readonly (readonly [Place, unknown, ...string[]])[] = [
  [["subnetIds"], ["subnet-1", "subnet-2"]],
  [
    ["subnetIds"],
    ["subnet-1"],
    "error subnetIds: one subnet is in one availability zone, but Multi-AZ needs two; give a subnet in each of two or more zones, or set multiAzEnabled to false",
  ],
  [
    ["subnetIds"],
    ["subnet-1", "", "main"],
    "error subnetIds[1]: empty; give the id or remove the entry",
    'warning subnetIds[2]: "main" does not start with subnet-; give the id, not a name',
  ],
  [["subnetIds", "1"], "", "error subnetIds[1]: empty; give the id or remove the entry"],
  [
    ["subnetIds"],
    "subnet-1",
    "error subnetIds: must be a list, not a string; write a list, even for one value",
  ],
  [["kmsKeyId"], 7, "error kmsKeyId: must be a string, not 7; write it in quotes"],
  [["kmsKeyId"], undefined],
  [["kmsKeyId"], ""],
  [
    ["parameterGroupName"],
    "default.redis6.x",
    "error parameterGroupName: default.redis6.x has family redis6.x, and Redis OSS 7.1 requires redis7; write default.redis7 or another engineVersion, or remove it",
  ],
  [
    ["allowedSecurityGroupIds", "api.blue"],
    "",
    "error allowedSecurityGroupIds.api.blue: empty; give the id or remove the entry",
  ],
  [["alarms", "okActionArns"], []],
  [["tags", "Team"], "a".repeat(257), "error tags.Team: has 257 characters; AWS allows 256"],
];

/** A value in a test's title; JSON has no word for undefined. */
const titled = (value: unknown) =>
  value === undefined ? "undefined" : JSON.stringify(value).slice(0, 60);

describe("values that become known during the deployment", () => {
  for (const [place, value, ...expected] of cases) {
    it(`${place.join(".")} ${titled(value)}`, () => {
      assert.deepEqual(lines(place, value), expected);
    });
  }

  it("are checked unless their log is off", () => {
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
        const said = lateValues(redisCacheArgs, spec.args)
          .flatMap((one) => lateProblems(spec, one, one.value))
          .filter((problem) => problem.rule === rule)
          .map(({ path, reason }) => `${path}: ${reason}`);
        // An entry of a list is checked by itself and with its list.
        assert.deepEqual(new Set(said), new Set(found));
      }
    }
  });
});
