import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import { inspect } from "../../../components/redis-cache/inspect";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import type { Shape } from "../../../components/checking/shape";
import { ruleCases } from "../../support/rules";

/** Text that finds weak places: very long, empty, other alphabets, prototype keys, control characters, regular expressions. */
const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "then",
    "-".repeat(50_000),
    "a".repeat(100_000),
    `arn:${"aws-a".repeat(10_000)}`,
    `${"a.".repeat(20_000)}0/8`,
    ":".repeat(50_000),
    "\u0000\u001b[2J\u202e\u200b\u2028\ud83d",
    "😀".repeat(300),
    "İ",
    "$&",
    "6.x",
    "7.1",
    "default.redis7",
    "cache.r6gd.xlarge",
    "yes",
    "23:30-00:30",
    "sat:23:30-sun:00:30",
  ),
);

const hostileNumber = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, 5e-324, 2 ** 53, -1, 0.5, 500, 501),
  fc.integer(),
  fc.double(),
);

const junk: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(
    hostileText,
    hostileNumber,
    fc.boolean(),
    fc.constantFrom(null, undefined, Symbol("s"), 10n, () => undefined, new Date(0), /x/),
    fc.constantFrom({ then: () => undefined }, { __pulumiOutput: true }),
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(hostileText, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** A value of the right shape with a hostile content, or junk in its place. */
function ofShape(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: rightly(shape) }, { weight: 1, arbitrary: junk });
}

function rightly(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "string":
      return hostileText;
    case "number":
      return hostileNumber;
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...shape.values);
    case "list":
      return fc.array(ofShape(shape.of), { maxLength: 4 });
    case "map":
      return fc.dictionary(hostileText, ofShape(shape.of), { maxKeys: 3 });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(shape.fields).map(([key, field]) => [key, ofShape(field)]),
        ),
        { requiredKeys: [] },
      );
  }
}

const args = rightly({ kind: "object", fields: argumentShapes });

const problemsOf = (given: unknown) => {
  const { errors, warnings } = inspect("koneksi-test", given, {
    region: "eu-west-1",
    protect: true,
  });
  return [...errors, ...warnings];
};

/** The same value, every map of it written the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) {
    return value;
  }
  if ("then" in value || "__pulumiOutput" in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe("the whole check", () => {
  it("answers, whatever it is given", () => {
    fc.assert(
      fc.property(args, (given) => {
        for (const { path, reason, rule, severity } of problemsOf(given)) {
          assert.equal(typeof path, "string");
          assert.ok(reason.length > 0 && rule.length > 0);
          assert.match(severity, /^(error|warning)$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("leaves a spec from which alarms can be listed", () => {
    fc.assert(
      fc.property(args, (given) => {
        const { spec } = inspect("koneksi-test", given);
        assert.ok(Array.isArray(alarmMatrix(spec.alarms)));
      }),
      { numRuns: 100 },
    );
  });

  it("answers junk in the place of arguments", () => {
    fc.assert(
      fc.property(junk, (given) => {
        problemsOf(given);
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same answer whatever the order of keys", () => {
    fc.assert(
      fc.property(args, (given) => {
        assert.deepEqual(problemsOf(reversed(given)), problemsOf(given));
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same answer twice, and leaves what it is given as it was", () => {
    for (const { refused } of ruleCases) {
      for (const given of refused) {
        const before = JSON.stringify(given.args);
        assert.deepEqual(problemsOf(given.args), problemsOf(given.args));
        assert.equal(JSON.stringify(given.args), before);
      }
    }
  });

  it("finds what is wrong with a case whatever else is wrong", () => {
    const all = ruleCases.flatMap(({ rule, refused }) =>
      refused
        .filter(({ name, context }) => name === undefined && context === undefined)
        .map((given) => ({ rule, given })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), hostileText, ({ rule, given }, text) => {
        const more = { ...given.args, unheardOf: text };
        assert.ok(problemsOf(more).some((problem) => problem.rule === rule));
        assert.ok(problemsOf(more).some(({ path }) => path === "unheardOf"));
      }),
      { numRuns: 150 },
    );
  });

  it("repeats no more than a screen's width of any value", () => {
    fc.assert(
      fc.property(args, (given) => {
        for (const { path, reason } of problemsOf(given)) {
          assert.ok(path.length < 600, path.slice(0, 100));
          assert.ok(reason.length < 1000, reason.slice(0, 100));
          assert.doesNotMatch(path + reason, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("survives getters and proxies that throw", () => {
    const fails = (): never => {
      throw new Error("no");
    };
    const thrower = (key: string) =>
      Object.defineProperty({}, key, { enumerable: true, get: fails });
    const proxy = new Proxy({}, { ownKeys: fails, get: fails });
    const reasons = (given: unknown) =>
      inspect("koneksi-test", given).errors.map(({ path, reason }) => `${path}: ${reason}`);
    assert.deepEqual(reasons(thrower("port")), ["port: cannot be read; give plain data"]);
    assert.deepEqual(reasons({ auth: { users: { app: thrower("accessString") } } }), [
      "auth.users.app.accessString: cannot be read; give plain data",
    ]);
    assert.deepEqual(reasons(proxy), ["args: cannot be read; give plain data"]);
    assert.deepEqual(reasons({ tags: proxy, vpcId: proxy }), [
      "tags: cannot be read; give plain data",
      "vpcId: must be a string, not a map",
    ]);
  });

  it("stays quick with lists and maps that are far too long", () => {
    const many = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`maxmemory-polic${String(index)}`, "x"]),
    );
    const { errors } = inspect("koneksi-test", {
      ...many,
      parameters: many,
      tags: many,
      allowedCidrBlocks: Object.values(many),
    });
    assert.deepEqual(
      errors.map(({ path, reason }) => `${path}: ${reason}`),
      ["args: has 50003 entries; the maximum is 1000"],
    );
  });
});
