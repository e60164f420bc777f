import * as assert from "node:assert/strict";
import { checkShape } from "../../../components/checking/shape";
import { checkArguments } from "../../../components/redis-cache/inspect";
import { later } from "../../support/rules/values";

const lines = (given: unknown) =>
  checkArguments(given).problems.map(({ rule, path, reason }) => `${rule} ${path}: ${reason}`);

/** What is given, and every problem with it. */
const refused: readonly (readonly [unknown, readonly string[]])[] = [
  [{ nodeTpye: "x" }, ["argument-unknown nodeTpye: unknown argument; did you mean nodeType?"]],
  [{ zzz: 1 }, ["argument-unknown zzz: unknown argument"]],
  [{ auth: { tokn: "x" } }, ["argument-unknown auth.tokn: unknown argument; did you mean token?"]],
  [
    { engineVersion: 7 },
    ["argument-type engineVersion: must be a string, not 7; write it in quotes"],
  ],
  [
    { numCacheClusters: "2" },
    ["argument-type numCacheClusters: must be a number, not a string; write it without quotes"],
  ],
  [{ numCacheClusters: "two" }, ["argument-type numCacheClusters: must be a number, not a string"]],
  [{ port: NaN }, ["argument-type port: must be a number, not NaN"]],
  [{ port: Infinity }, ["argument-type port: must be a number, not Infinity"]],
  [{ port: null }, ["argument-type port: must be a number, not null"]],
  [
    { multiAzEnabled: "true" },
    ["argument-type multiAzEnabled: must be true or false, not a string; write it without quotes"],
  ],
  [
    { subnetIds: "subnet-1" },
    ["argument-type subnetIds: must be a list, not a string; write a list, even for one value"],
  ],
  [{ tags: ["a"] }, ["argument-type tags: must be a map, not a list"]],
  [{ logs: true }, ["argument-type logs: must be a map, not a boolean"]],
  [
    { engine: "REDIS" },
    ['argument-type engine: "REDIS" is not one of redis, valkey; did you mean redis?'],
  ],
  [{ engine: "memcached" }, ['argument-type engine: "memcached" is not one of redis, valkey']],
  [
    { transitEncryptionMode: "prefered" },
    [
      'argument-type transitEncryptionMode: "prefered" is not one of preferred, required; did you mean preferred?',
    ],
  ],
  [
    { networkType: "dualstack" },
    [
      'argument-type networkType: "dualstack" is not one of ipv4, ipv6, dual_stack; did you mean dual_stack?',
    ],
  ],
  [
    { auth: { updateStrategy: "REPLACE" } },
    ['argument-type auth.updateStrategy: "REPLACE" is not one of SET, ROTATE, DELETE'],
  ],
  [
    { logs: { slowLog: { format: "xml", destinationType: "s3" } } },
    [
      'argument-type logs.slowLog.format: "xml" is not one of json, text',
      'argument-type logs.slowLog.destinationType: "s3" is not one of cloudwatch-logs, kinesis-firehose',
    ],
  ],
  [
    { nodeType: later },
    [
      "argument-type nodeType: is known only during the deployment, but must be known at preview; give a plain value",
    ],
  ],
  [{ auth: { users: { app: {} } } }, ["argument-missing auth.users.app.accessString: required"]],
  [
    { alarms: { custom: { a: { threshold: "x" } } } },
    [
      "argument-missing alarms.custom.a.metricName: required",
      "argument-type alarms.custom.a.threshold: must be a number, not a string",
    ],
  ],
  [
    { allowedCidrBlocks: ["10.0.0.0/8", 7, undefined] },
    [
      "argument-type allowedCidrBlocks[1]: must be a string, not 7; write it in quotes",
      "argument-type allowedCidrBlocks[2]: has no value; remove the entry",
    ],
  ],
  [{ subnetIds: [, "subnet-1"] }, ["argument-type subnetIds[0]: has no value; remove the entry"]],
  ["x", ["argument-type args: must be a map, not a string"]],
  [
    JSON.parse('{"__proto__": 1, "constructor": 2}'),
    [
      "argument-unknown __proto__: unknown argument",
      "argument-unknown constructor: unknown argument",
    ],
  ],
];

describe("shapes of the arguments", () => {
  for (const [given, expected] of refused) {
    it(`refuse ${JSON.stringify(given).slice(0, 70)}`, () => {
      assert.deepEqual(lines(given), expected);
    });
  }

  it("leave out what is wrong, and keep the rest", () => {
    const { args } = checkArguments({
      engine: "rediss",
      port: 6380,
      allowedCidrBlocks: [1, "10.0.0.0/8"],
      subnetIds: [1],
      auth: { users: { a: { accessString: 1 }, b: { accessString: "on" } }, tokenVersion: -0 },
    });
    assert.deepEqual(args, {
      port: 6380,
      allowedCidrBlocks: ["10.0.0.0/8"],
      auth: { users: { b: { accessString: "on" } }, tokenVersion: 0 },
    });
  });

  it("take nothing given as nothing wrong", () => {
    assert.deepEqual(checkArguments(undefined), { args: {}, problems: [] });
    assert.deepEqual(checkArguments(null), { args: {}, problems: [] });
    assert.deepEqual(checkArguments({ port: undefined }).args, {});
  });

  it("give a map's entries in the order of their keys", () => {
    const { args } = checkArguments({ tags: { b: "1", a: "2" } });
    assert.deepEqual(Object.keys(args.tags ?? {}), ["a", "b"]);
  });

  it("say where in a configuration a value stands", () => {
    const shape = { kind: "map", of: { kind: "string" } } as const;
    const { problems } = checkShape(shape, { "a.b": 1 }, "parameters");
    assert.deepEqual(
      problems.map(({ path }) => path),
      ["parameters.a.b"],
    );
  });
});
