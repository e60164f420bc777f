import * as assert from "node:assert/strict";
import { readSettings } from "../../program/settings";
import { type Config, DOCUMENTED_PROJECT, stackSnippets } from "../support/stack-snippets";

/** A value as Pulumi hands it to the program: text, and structured ones as JSON. */
const handed = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function check(config: Config): void {
  const raw = Object.entries(config).map(([key, value]) => [key, handed(value)] as const);
  readSettings(Object.fromEntries(raw), { project: DOCUMENTED_PROJECT, stack: "staging" });
}

describe("configuration in the documentation", () => {
  const found = stackSnippets();

  it("is found", () => {
    assert.equal(found.length >= 20, true);
  });

  for (const { page, line, config } of found) {
    it(`${page}:${String(line)} is accepted as it is`, () => {
      assert.doesNotThrow(() => {
        check(config);
      });
    });
  }

  it("would be refused if it were wrong", () => {
    assert.throws(() => {
      check({ "koneksi-redis:nodeTyp": "cache.t3.micro" });
    }, /nodeTyp: .*nodeType/);
  });
});
