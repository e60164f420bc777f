import * as assert from "node:assert/strict";
import { didYouMean, nearest } from "../../../components/checking/spelling";
import {
  byName,
  characters,
  listed,
  pathTo,
  shown,
  sortedEntries,
} from "../../../components/checking/format";

describe("nearest", () => {
  const names = ["nodeType", "numCacheClusters", "networkType", "port"];
  it("finds what a typo meant, in any case", () => {
    assert.equal(nearest("nodetpye", names), "nodeType");
    assert.equal(nearest("numCacheCluster", names), "numCacheClusters");
    assert.equal(nearest("PORT", names), "port");
    assert.equal(nearest("potr", names), "port");
  });
  it("finds nothing for a name that is too different, empty or too long", () => {
    assert.equal(nearest("replicas", names), undefined);
    assert.equal(nearest("", names), undefined);
    assert.equal(nearest("x".repeat(129), ["x".repeat(129)]), undefined);
    assert.equal(nearest("nodeType", []), undefined);
  });
  it("becomes a question at the end of a message", () => {
    assert.equal(didYouMean("prot", names), "; did you mean port?");
    assert.equal(didYouMean("zzzzzz", names), "");
  });
});

describe("the text of messages", () => {
  it("quotes, shortens and escapes values", () => {
    assert.equal(shown("a"), '"a"');
    assert.equal(shown("a".repeat(41)), `"${"a".repeat(40)}…"`);
    assert.equal(shown('a"\n\u001b\u009b\u202e'), String.raw`"a\"\n\u001b\u009b\u202e"`);
    assert.equal(shown("\u200b\u2028\ufeff\u00ad"), String.raw`"\u200b\u2028\ufeff\u00ad"`);
    assert.equal(shown(`${"a".repeat(39)}😀`), `"${"a".repeat(39)}…"`);
  });
  it("keeps a key in a path, and quotes one with spaces or of more than 128 characters", () => {
    assert.equal(pathTo("", "port"), "port");
    assert.equal(pathTo("tags", "a.b/é"), "tags.a.b/é");
    assert.equal(pathTo("tags", "a b"), 'tags."a b"');
    assert.equal(pathTo("tags", "a".repeat(129)), `tags."${"a".repeat(40)}…"`);
  });
  it("counts characters, joins names and sorts entries", () => {
    assert.equal(characters("a😀é"), 3);
    assert.equal(listed([]), "");
    assert.equal(listed(["a"]), "a");
    assert.equal(listed(["a", "b", "c"], "or"), "a, b or c");
    assert.deepEqual(["b", "B", "a"].sort(byName), ["B", "a", "b"]);
    assert.deepEqual(sortedEntries({ b: 1, a: 2 }), [
      ["a", 2],
      ["b", 1],
    ]);
  });
});
