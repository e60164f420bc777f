import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { nodeTypes } from "../../components/catalog/node-types";
import { parameterNames } from "../../components/catalog/parameters";
import { rules } from "../../components/redis-cache/rules";
import { FILES, fileText, placeOf } from "../../scripts/generate/files";

const read = (file: string) => fs.readFileSync(placeOf(file), "utf8");

// That plugin/schema.json is current is proved in tests/package/schema.test.ts.
describe("generated files", () => {
  for (const file of FILES) {
    it(`${file} is current (else: npm run generate)`, async () => {
      assert.equal(read(file), await fileText(file));
    });
  }

  it("name every rule, node type and parameter", () => {
    const lacking = (file: string, names: readonly string[]) => {
      const text = read(file);
      return names.filter((name) => !text.includes(`| \`${name}\` `));
    };
    assert.deepEqual(
      lacking(
        "docs/rules.md",
        rules.map(({ id }) => id),
      ),
      [],
    );
    assert.deepEqual(
      lacking(
        "docs/node-types.md",
        nodeTypes.map(({ type }) => type),
      ),
      [],
    );
    assert.deepEqual(lacking("docs/parameters.md", parameterNames), []);
  });
});
