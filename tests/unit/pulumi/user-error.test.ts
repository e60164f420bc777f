import { strict as assert } from "node:assert";
import * as util from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { redisCacheArgs } from "../../../components/redis-cache/argument-shapes";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { tidyFailures } from "../../../components/checking/late-values";
import { ConfigurationError, type Problem } from "../../../components/checking/problem";
import { problems } from "../../../components/checking/rule";
import { inspect } from "../../../components/redis-cache/inspect";
import { rules } from "../../../components/redis-cache/rules";
import { inspectSettings } from "../../../program/settings";
import { UserError } from "../../../components/pulumi/user-error";
import { warn } from "../../../components/pulumi/warn";
import { run } from "../../support/mocks";

const SDK_FRAME = "    at applyHelperAsync (/app/node_modules/@pulumi/output.ts:516:31)";

/** What Pulumi's own handler does with every error that nobody caught. */
const formatted = (error: Error) => util.inspect(error, { colors: true });

const errors: readonly (readonly [string, () => Error, string])[] = [
  ["UserError", () => new UserError("X has no output vpcId"), "X has no output vpcId"],
  [
    "ConfigurationError",
    () =>
      new ConfigurationError("RedisCache", [
        { severity: "error", rule: "port", path: "port", reason: "wrong", canBeIgnored: true },
      ]),
    "RedisCache: 1 problem\n  port: wrong [port]",
  ],
];

for (const [name, make, message] of errors) {
  describe(name, () => {
    it("is its message alone, and has no stack", () => {
      const error = make();
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(error.name, name);
      assert.equal(error.message, message);
      assert.equal(error.stack, message);
    });

    it("keeps its message, whatever the SDK writes in front of it", () => {
      const error = make();
      error.message = `error serializing property "alarmActions": ${error.message}`;
      assert.equal(error.message, message);
    });
  });
}

describe("an error of the configuration", () => {
  const messageOf = (problems: readonly Problem[]) =>
    new ConfigurationError("RedisCache", problems).message.split("\n")[1];

  it("names its rule where ignoreRules can lower it", () => {
    for (const rule of rules) {
      const found = problems(rule, [{ path: "port", reason: "wrong" }]);
      assert.equal(messageOf(found), `  port: wrong [${rule.id}]`);
    }
  });

  it("names no rule where a value cannot be read at all", () => {
    const { errors } = inspect("cache", { port: "6379" });
    assert.equal(errors[0]?.rule, "argument-type");
    assert.equal(messageOf(errors), `  port: ${errors[0].reason}`);
    const own = inspectSettings(
      { "koneksi-redis:prot": "1" },
      { project: "koneksi-redis", stack: "dev" },
    ).errors;
    assert.equal(own[0]?.rule, "configuration-key");
    assert.equal(messageOf(own), `  prot: ${own[0].reason}`);
  });
});

describe("the failure of an input", () => {
  const failed = () => {
    const error = new TypeError("Required output 'typo' does not exist");
    error.stack = [
      "TypeError: Required output 'typo' does not exist",
      "    at /app/node_modules/@pulumi/stackReference.ts:104:23",
      SDK_FRAME,
      "    at listOf (/app/index.ts:4:2)",
      "    at Object.<anonymous> (/app/node_modules/@pulumi/cmd/run/run.ts:1:2)",
      "    at read (C:\\app\\node_modules\\@pulumi\\output.ts:1:2)",
    ].join("\n");
    return error;
  };
  const tidied = async (args: (error: Error) => RedisCacheArgs) => {
    const error = failed();
    await run(async () => {
      tidyFailures(redisCacheArgs, args(error));
      await new Promise(setImmediate);
    });
    return error;
  };
  const kept = [
    "TypeError: Required output 'typo' does not exist",
    "    at listOf (/app/index.ts:4:2)",
    "    at Object.<anonymous> (/app/node_modules/@pulumi/cmd/run/run.ts:1:2)",
  ].join("\n");

  it("is shown with the frames of the user's program, and without the SDK's own", async () => {
    const error = await tidied((reason) => ({
      subnetIds: pulumi.output(Promise.reject<string[]>(reason)),
    }));
    assert.equal(error.stack, kept);
    assert.ok(util.stripVTControlCharacters(formatted(error)).startsWith(kept));
  });

  it("is found in a promise, in a list and in a map", async () => {
    const places: readonly ((reason: Error) => RedisCacheArgs)[] = [
      (reason) => ({ vpcId: Promise.reject(reason) }),
      (reason) => ({ subnetIds: ["subnet-1", Promise.reject(reason)] }),
      (reason) => ({ tags: { Team: pulumi.output(Promise.reject<string>(reason)) } }),
      (reason) => ({ alarms: { actionArns: [Promise.reject(reason)] } }),
    ];
    for (const place of places) assert.equal((await tidied(place)).stack, kept);
  });

  it("keeps its message", async () => {
    const error = await tidied((reason) => ({ vpcId: Promise.reject(reason) }));
    error.message = `error serializing property "vpcId": ${error.message}`;
    assert.equal(error.message, "Required output 'typo' does not exist");
  });
});

describe("a warning of a component", () => {
  const warnings = async (urn: pulumi.Output<string>) =>
    (
      await run(async () => {
        warn({ urn }, "tells nobody");
        await new Promise(setImmediate);
      })
    ).warnings;

  it("comes once the component is registered", async () => {
    assert.deepEqual(await warnings(pulumi.output("urn:pulumi:…")), ["tells nobody"]);
  });

  // A message that waits for a URN holds back every later one, the error included.
  it("never comes where the component is not registered", async () => {
    assert.deepEqual(await warnings(pulumi.output(new Promise<string>(() => undefined))), []);
  });
});
