import * as assert from "node:assert/strict";
import { isLate } from "../../../components/checking/input";
import type { Shape } from "../../../components/checking/shape";
import { lateValues, mapLateValues } from "../../../components/checking/walk";
import { later } from "../../support/rules/values";

const lateString: Shape = { kind: "string", late: true };
const shape: Shape = {
  kind: "object",
  fields: {
    plain: { kind: "string" },
    id: lateString,
    ids: { kind: "list", of: lateString, late: true },
    tags: { kind: "map", of: lateString },
    users: { kind: "map", of: { kind: "object", fields: { key: lateString } } },
  },
};

const found = (value: unknown) =>
  lateValues(shape, value).map(({ path, pattern, value: at }) => [path, pattern, at]);

describe("the late values among arguments", () => {
  it("are found with path and pattern, known or not, in the order of the shape", () => {
    const value = {
      users: { "a b": { key: "k" } },
      tags: { "x.y": "1", b: later },
      ids: ["i", later],
      id: "x",
      plain: "p",
    };
    assert.deepEqual(found(value), [
      ["id", "id", "x"],
      ["ids", "ids", ["i", later]],
      ["ids[0]", "ids[]", "i"],
      ["ids[1]", "ids[]", later],
      ["tags.b", "tags.*", later],
      ["tags.x.y", "tags.*", "1"],
      ['users."a b".key', "users.*.key", "k"],
    ]);
  });

  it("are none where nothing is given", () => {
    assert.deepEqual(found(undefined), []);
    assert.deepEqual(found({ id: undefined, tags: {} }), []);
  });

  it("are not looked for within a list that is late as a whole", () => {
    assert.deepEqual(found({ ids: later }), [["ids", "ids", later]]);
  });

  it("go on from a path and its pattern", () => {
    const list: Shape = { kind: "list", of: lateString };
    assert.deepEqual(
      lateValues(list, ["x"], "tags.a", "tags.*").map(({ path, pattern }) => [path, pattern]),
      [["tags.a[0]", "tags.*[]"]],
    );
  });

  it("are replaced in a copy, in which everything else stays", () => {
    const value = { plain: "p", id: "x", ids: ["i"], tags: { a: "1" }, users: { u: {} } };
    const before = structuredClone(value);
    const copy = mapLateValues(shape, value, ({ path, value: at }) =>
      typeof at === "string" ? `${path}!` : at,
    );
    assert.deepEqual(copy, {
      plain: "p",
      id: "id!",
      ids: ["ids[0]!"],
      tags: { a: "tags.a!" },
      users: { u: {} },
    });
    assert.deepEqual(value, before);
  });
});

describe("a late value", () => {
  it("is an Output or a promise, and nothing that data can be", () => {
    const output = { __pulumiOutput: true, apply: () => undefined };
    assert.deepEqual([output, Promise.resolve(), later].map(isLate), [true, true, true]);
    const data = [undefined, null, "x", 1, [], {}, { __pulumiOutput: true }, { then: "x" }];
    assert.deepEqual(
      data.filter((value) => isLate(value)),
      [],
    );
  });

  it("is no object that throws when it is read", () => {
    const thrower = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    assert.equal(isLate(thrower), false);
  });
});
