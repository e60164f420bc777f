import * as assert from "node:assert/strict";
import { identifierForm, isIdentifier } from "../../../components/formats/identifier";

describe("identifiers of ElastiCache", () => {
  for (const name of ["", "1a", "-a", "a-", "a--b", "a_b", "a b", "é", "a\n", "a".repeat(256)]) {
    it(`exclude ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.ok(!isIdentifier(name));
    });
  }

  it("have a maximum length, which their form in words states", () => {
    assert.ok(isIdentifier("a".repeat(50), 50) && !isIdentifier("a".repeat(51), 50));
    assert.equal(
      identifierForm(50),
      "1 to 50 letters, digits and single hyphens, starting with a letter and not ending with a hyphen",
    );
  });

  it("are checked quickly, whatever their length", () => {
    assert.ok(!isIdentifier(`${"a-".repeat(50_000)}_`, Infinity));
  });
});
