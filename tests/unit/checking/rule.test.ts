import * as assert from "node:assert/strict";
import {
  type Rule,
  isValueRule,
  problems,
  ruleMakers,
  when,
} from "../../../components/checking/rule";

/** The spec of another component. */
interface Shelf {
  readonly boards: number;
}

const { error, warning, valueError, valueWarning, listError, listWarning } = ruleMakers<Shelf>();

const wrong = (value: unknown, path: string, { boards }: Shelf) =>
  `${String(value)} at ${path} with ${String(boards)}`;
const rules: readonly Rule<Shelf>[] = [
  error("boards", "A shelf has boards.", ({ boards }) => when(boards < 1, "boards", "no boards")),
  warning("few", "A shelf has two boards.", ({ boards }) => when(boards < 2, "boards", "few")),
  valueError("text", ["label"], "A label.", wrong),
  valueWarning("text-doubtful", ["label"], "A label.", wrong),
  listError("list", ["labels"], "Labels.", wrong),
  listWarning("list-doubtful", ["labels"], "Labels.", () => undefined),
];

describe("rules about any spec", () => {
  const found = (value: unknown) =>
    rules.map((rule) =>
      isValueRule(rule)
        ? rule.findIn(value, "x", { boards: 1 })
        : rule.find({ boards: 1 }).map(({ reason }) => reason),
    );

  it("check the spec, texts that are not empty, and lists", () => {
    assert.deepEqual(found("a"), [[], ["few"], ["a at x with 1"], ["a at x with 1"], [], []]);
    assert.deepEqual(found(""), [[], ["few"], [], [], [], []]);
    assert.deepEqual(found(7), [[], ["few"], [], [], [], []]);
    assert.deepEqual(found(["a", "b"]), [[], ["few"], [], [], ["a,b at x with 1"], []]);
    assert.deepEqual(found([]), [[], ["few"], [], [], [" at x with 1"], []]);
  });

  it("become problems with the severity and the id of the rule", () => {
    assert.deepEqual(
      rules.flatMap((rule) => problems(rule, [{ path: "p", reason: "r" }])),
      [
        ["error", "boards"],
        ["warning", "few"],
        ["error", "text"],
        ["warning", "text-doubtful"],
        ["error", "list"],
        ["warning", "list-doubtful"],
      ].map(([severity, rule]) => ({ severity, rule, path: "p", reason: "r", canBeIgnored: true })),
    );
  });
});
