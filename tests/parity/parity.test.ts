/**
 * Holds the simulated AWS to what the real provider was measured to plan and refuse.
 *
 * real-provider.json is measured by hand (scripts/parity/README.md); here the same table of changes
 * is put to the simulation.
 */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadSchema } from "../../local/aws/schema";
import { failures, planDifferences, unclean } from "../../scripts/parity/compare";
import { measure, type Outcome, type Outcomes } from "../../scripts/parity/measure";
import { simulation } from "../../scripts/parity/providers";
import { ROWS, TABLES, UNMEASURED } from "../../scripts/parity/table";
import { PLAN_EXCEPTIONS, REFUSED_BY_AWS } from "./exceptions";

const measured = JSON.parse(readFileSync(join(__dirname, "real-provider.json"), "utf8")) as {
  provider: string;
  outcomes: Outcomes;
};

/** AWS's own code and words, without what the provider says around them. */
function ofAws(message: string): string {
  return message.replace(/^.*api error /, "");
}

describe("the simulated AWS beside the real provider", () => {
  let simulated: Outcomes;

  before(async () => {
    const { provider, close } = await simulation();
    try {
      simulated = await measure(provider, { rows: ROWS, parallel: 8, prefix: "parity" });
    } finally {
      await close();
    }
  });

  it("has a measurement for each row of the table, and none of another table", () => {
    assert.deepEqual(
      Object.keys(measured.outcomes),
      ROWS.map(({ id }) => id),
    );
    assert.equal(new Set(ROWS.map(({ id }) => id)).size, ROWS.length);
  });

  it("measured each row, and every kind of answer", () => {
    const operations = new Set(Object.values(measured.outcomes).map(({ operation }) => operation));
    assert.deepEqual([...operations].sort(), ["create", "refused", "replace", "same", "update"]);
  });

  for (const { type, arguments: given } of TABLES) {
    it(`asks for every argument of ${type}, or says why not`, () => {
      const all = Object.keys(loadSchema("aws").resources[type]?.inputs ?? {});
      const asked = new Set(given.map(({ name }) => name));
      const left = all.filter((name) => !asked.has(name)).sort();
      assert.deepEqual(left, Object.keys(UNMEASURED[type] ?? {}).sort());
    });
  }

  it("plans what the real provider plans: operation, changes, replacements, refusals", () => {
    const differing = planDifferences(measured.outcomes, simulated);
    assert.deepEqual(
      differing.filter(({ id }) => !(id in PLAN_EXCEPTIONS)),
      [],
    );
  });

  for (const [id, reason] of Object.entries(PLAN_EXCEPTIONS)) {
    it(`still differs in ${id}: ${reason}`, () => {
      const ids = planDifferences(measured.outcomes, simulated).map((difference) => difference.id);
      assert.ok(ids.includes(id), "it doesn't any more: remove the exception");
    });
  }

  it("leaves nothing for the next preview, or the one after a refresh, to change", () => {
    assert.deepEqual(unclean(simulated), {});
  });

  it("refuses as AWS what only AWS refuses, and nothing else", () => {
    const refused = Object.entries(failures(simulated)).map(([id, text]) => [id, ofAws(text)]);
    assert.deepEqual(Object.fromEntries(refused), REFUSED_BY_AWS);
  });
});

describe("the comparison of two providers", () => {
  const update: Outcome = { operation: "update", changed: ["port"] };
  const cases: readonly (readonly [string, Outcome, Outcome, boolean])[] = [
    ["the same", update, update, true],
    ["another operation", update, { operation: "same" }, false],
    ["another property", update, { operation: "update", changed: ["tags"] }, false],
    ["a replacement", update, { ...update, operation: "replace", replaces: ["port"] }, false],
    ["an order of deletion", update, { ...update, deleteBeforeReplace: true }, false],
    ["no statement", { operation: "unmeasured" }, update, true],
    ["what came after", { ...update, afterwards: "clean" }, update, true],
    ["other words", refused("port: no"), refused("port: never"), true],
    ["one side of a conflict", refused("port: no", "tags: no"), refused("tags: no"), true],
    ["another argument", refused("port: no"), refused("tags: no"), false],
    ["a nested argument", refused("parameters: no"), refused("parameters[0].value: no"), true],
    ["a refusal of the whole plan", refused("no such thing"), refused("tags: no"), true],
    ["no refusal", refused("port: no"), { operation: "create" }, false],
  ];

  for (const [what, real, other, same] of cases) {
    it(`${same ? "passes" : "reports"} ${what}`, () => {
      const found = planDifferences({ row: real }, { row: other });
      assert.deepEqual(found, same ? [] : [{ id: "row", real, simulated: other }]);
    });
  }

  it("says which row the simulation was not asked for", () => {
    assert.throws(() => planDifferences({ row: update }, {}), {
      message: "the simulation was not asked for the row row",
    });
  });
});

function refused(...refusals: string[]): Outcome {
  return { operation: "refused", refusals };
}
