import * as assert from "node:assert/strict";
import { readSettings } from "../../program/settings";
import { type Config, DOCUMENTED_PROJECT, stackSnippets } from "../support/stack-snippets";

/** A value as Pulumi passes it to the program: text, or JSON for lists and objects. */
const passed = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function check(config: Config): void {
  const raw = Object.entries(config).map(([key, value]) => [key, passed(value)] as const);
  readSettings(Object.fromEntries(raw), { project: DOCUMENTED_PROJECT, stack: "staging" });
}

describe("configuration in the documentation", () => {
  const found = stackSnippets();

  it("has at least 20 snippets", () => {
    assert.equal(found.length >= 20, true);
  });

  for (const { page, line, config } of found) {
    it(`${page}:${String(line)} is accepted`, () => {
      assert.doesNotThrow(() => {
        check(config);
      });
    });
  }

  it("fails with an unknown key", () => {
    assert.throws(() => {
      check({ "koneksi-redis:nodeTyp": "cache.t3.micro" });
    }, /nodeTyp: .*nodeType/);
  });
});
