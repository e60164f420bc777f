import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import { programKeys } from "../../../program/configuration";
import { inspectSettings, readSettings } from "../../../program/settings";

const KNOWN = [...Object.keys(argumentShapes), ...Object.keys(programKeys)];
const HOSTILE = ["__proto__", "constructor", "toString", "", ":", "a:b", "nodeType ", "ＮodeType"];

/** What a stack file or `pulumi config set` may hold under a key: words, numbers, JSON of any form, JSON that is cut off. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    "true",
    "false",
    "7.0",
    "1e3",
    "-0",
    "null",
    "[]",
    "{}",
    '{"a":',
    "[".repeat(2000),
  ),
  fc.json({ maxDepth: 4 }),
  fc.json({ maxDepth: 2 }).map((json) => json.slice(0, -1)),
  fc.constantFrom('{"__proto__":{"enabled":"x"}}', '{"constructor":{"prototype":{}}}', '{"":""}'),
);

const config = fc
  .uniqueArray(
    fc.tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...KNOWN) }, fc.constantFrom(...HOSTILE)),
      text,
    ),
    { maxLength: 12, selector: ([key]) => key },
  )
  .map((entries) =>
    Object.fromEntries(entries.map(([key, value]) => [`koneksi-redis:${key}`, value])),
  );

const context = { project: "koneksi-redis", stack: "prod" };

describe("the settings of any configuration", () => {
  it("are read without an exception, and every problem has a path, a rule and a reason", () => {
    fc.assert(
      fc.property(config, (raw) => {
        const { errors, warnings, settings } = inspectSettings(raw, context);
        for (const { path, reason, rule } of [...errors, ...warnings]) {
          assert.ok(reason !== "" && rule !== "" && typeof path === "string");
        }
        assert.ok(Object.keys(settings.args).every((key) => Object.hasOwn(argumentShapes, key)));
      }),
      { numRuns: 1000 },
    );
  });

  it("do not depend on the order of the keys", () => {
    fc.assert(
      fc.property(config, (raw) => {
        const backwards = Object.fromEntries(Object.entries(raw).reverse());
        assert.deepEqual(inspectSettings(backwards, context), inspectSettings(raw, context));
      }),
      { numRuns: 300 },
    );
  });

  it("are returned, or an error names every problem", () => {
    fc.assert(
      fc.property(config, (raw) => {
        const { errors, settings } = inspectSettings(raw, context);
        if (errors.length === 0) assert.deepEqual(readSettings(raw, context), settings);
        else {
          assert.throws(() => readSettings(raw, context), {
            name: "ConfigurationError",
            problems: errors,
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("do not change Object.prototype", () => {
    fc.assert(
      fc.property(config, (raw) => {
        const before = Object.getOwnPropertyNames(Object.prototype);
        inspectSettings(raw, context);
        assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
      }),
      { numRuns: 300 },
    );
  });

  it("have no error or warning with a token", () => {
    const token = fc
      .string({ minLength: 6, maxLength: 200 })
      .filter((value) => value.trim() !== "");
    fc.assert(
      fc.property(token, (secret) => {
        const marked = `S3cret${secret}`;
        const raw = { "koneksi-redis:networkStack": "net/prod", "koneksi-redis:authToken": marked };
        const { errors, warnings } = inspectSettings(raw, context);
        const said = [...errors, ...warnings]
          .map(({ path, reason }) => `${path}: ${reason}`)
          .join();
        assert.ok(!said.includes("S3cret"), said);
      }),
      { numRuns: 300 },
    );
  });
});
