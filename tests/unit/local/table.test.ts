import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { folded, table, WIDTH } from "../../../local/table";

const word = fc.string({
  unit: fc.constantFrom("a", "b", "-", "é"),
  minLength: 1,
  maxLength: 200,
});
const words = fc.array(word, { maxLength: 40 }).map((each) => each.join(" "));
const letters = (lines: readonly string[]) => lines.join("").replaceAll(" ", "");

describe("local/table", () => {
  it("makes columns as wide as their widest cells", () => {
    assert.deepEqual(
      table([
        ["name", "", "port"],
        ["a", "bcd", "1"],
        ["ef", "", ""],
      ]),
      ["  name       port", "  a     bcd  1", "  ef"],
    );
    assert.deepEqual(table([]), []);
  });

  it("breaks the widest column between words where the lines would be too long", () => {
    const [first, second, ...others] = table([
      ["name", "some words ".repeat(10).trim(), "yes"],
      ["other", "x", "no"],
      ["third", "y".repeat(110), "no"],
    ]);
    assert.equal(first, `  name   ${"some words ".repeat(9)}some     yes`);
    assert.equal(second, "         words");
    assert.deepEqual(others, [
      `  other  x${" ".repeat(107)}no`,
      `  third  ${"y".repeat(106)}  no`,
      "         yyyy",
    ]);
  });

  it("does not break words while another column can be narrower", () => {
    assert.deepEqual(table([["a".repeat(60), `${"b ".repeat(29)}b`]]), [
      `  ${"a".repeat(60)}  ${"b ".repeat(27)}b`,
      `${" ".repeat(64)}b b`,
    ]);
  });

  it("folds a line between words, and indents what follows", () => {
    assert.deepEqual(folded(`  ${"a".repeat(118)}`), [`  ${"a".repeat(118)}`]);
    assert.deepEqual(folded(`  ${"ab ".repeat(60)}end`), [
      `  ${"ab ".repeat(38)}ab`,
      `    ${"ab ".repeat(21)}end`,
    ]);
    assert.deepEqual(folded("a".repeat(130)), ["a".repeat(118), `  ${"a".repeat(12)}`]);
    assert.deepEqual(folded(""), [""]);
  });

  it("is never wider than the screen, and contains the whole text", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words, words), { minLength: 1 }), (rows) => {
        const lines = table(rows);
        assert.ok(lines.every((line) => line.length <= WIDTH));
        assert.equal(letters(lines).length, letters(rows.flat()).length);
      }),
    );
    fc.assert(
      fc.property(words, (text) => {
        const lines = folded(`  ${text}`);
        assert.ok(lines.every((line) => line.length <= WIDTH));
        assert.equal(letters(lines), letters([text]));
      }),
    );
  });
});
