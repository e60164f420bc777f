import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { nodeTypes } from "../../components/catalog/node-types";
import { parameterNames } from "../../components/catalog/parameters";
import { rules } from "../../components/redis-cache/rules";
import { PAGES, pageText, placeOf } from "../../scripts/docs/pages";

const read = (page: string) => fs.readFileSync(placeOf(page), "utf8");

describe("generated pages", () => {
  for (const page of Object.keys(PAGES)) {
    it(`docs/${page} is current (else: npm run docs)`, async () => {
      assert.equal(read(page), await pageText(page));
    });
  }

  it("name every rule, node type and parameter", () => {
    const lacking = (page: string, names: readonly string[]) => {
      const text = read(page);
      return names.filter((name) => !text.includes(`| \`${name}\` `));
    };
    assert.deepEqual(
      lacking(
        "rules.md",
        rules.map(({ id }) => id),
      ),
      [],
    );
    assert.deepEqual(
      lacking(
        "node-types.md",
        nodeTypes.map(({ type }) => type),
      ),
      [],
    );
    assert.deepEqual(lacking("parameters.md", parameterNames), []);
  });
});
