import * as assert from "node:assert/strict";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import { isRecord } from "../../../components/checking/input";
import { inspect } from "../../../components/redis-cache/inspect";
import { type Given, ruleCases } from "../../support/rules";

interface Advice {
  /** Path of another argument, where the advice names one: `write engine valkey`. */
  readonly other: string | undefined;
  readonly text: string;
}

const ADVICE =
  /(?:write (?:for example )?|use for example |did you mean )(?:a name such as )?(?:([A-Za-z.]+) )?("(?:[^"\\]|\\.)*"|[^\s,;?]+)/;

/** The same for another argument: `set auth.mode to none`. */
const SET = /; set ([A-Za-z.]+) to ("(?:[^"\\]|\\.)*"|[^\s,;?]+)/;

const isArgument = (path: string) => Object.hasOwn(argumentShapes, path.split(".")[0] ?? "");

/** What a problem says to write; undefined for a description, or for text with placeholders such as <account>. */
function adviceIn(problem: string): Advice | undefined {
  const match = SET.exec(problem) ?? ADVICE.exec(problem);
  if (!match) return undefined;
  const [, first, second = ""] = match;
  const other = first !== undefined && isArgument(first) ? first : undefined;
  const text = first === undefined || other !== undefined ? second : first;
  const describes =
    /^(a|another|in|it|what|letters|rules|the|updateStrategy|authentication|\d+|)$/.test(text) &&
    !/example \d/.test(problem);
  return describes || text.includes("<") ? undefined : { other, text };
}

/** The value as the advice has it: a number or a flag where one was given, and a corrected word within a text. */
function corrected(old: unknown, text: string, problem: string): unknown {
  if (text.startsWith('"') || text === "true" || text === "false") return JSON.parse(text);
  if (typeof old === "number") return Number(text);
  const word = /: "([^"]+)"/.exec(problem)?.[1] ?? "";
  return typeof old === "string" && old.includes(" ") && old.split(" ").includes(word)
    ? old.replace(word, text)
    : text;
}

/** A copy of a map or list in which one place is changed. */
function changed(map: unknown, [step = "", ...rest]: readonly string[], change: Change): unknown {
  if (Array.isArray(map)) {
    return map.map((item: unknown, index) =>
      String(index) !== step
        ? item
        : rest.length > 0
          ? changed(item, rest, change)
          : change(item, step)[1],
    );
  }
  const { [step]: old, ...others } = isRecord(map) ? map : {};
  const [key, value] = rest.length > 0 ? [step, changed(old, rest, change)] : change(old, step);
  return { ...others, [key]: value };
}

type Change = (old: unknown, key: string) => readonly [string, unknown];

/** Advice that leaves the argument in place which the new mode excludes. */
const INCOMPLETE = ["users-version"];

/** Rules whose advice is a value of nodeType. */
const NAMES_A_NODE_TYPE = ["ipv6-node-type", "ipv6-node-type-doubtful"];

/** Rules about the key of a map: what they advise is another key. */
const ABOUT_KEYS = ["parameter-unknown", "alarm-key"];

function follow({ args }: Given, rule: string, problem: string, { other, text }: Advice): object {
  const path = other ?? problem.slice(0, problem.indexOf(": "));
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  return changed(args, steps, (old, key) =>
    ABOUT_KEYS.includes(rule) ? [text, old] : [key, corrected(old, text, problem)],
  ) as object;
}

describe("the advice of a rule", () => {
  const followed = ruleCases.flatMap(({ rule, refused }) =>
    NAMES_A_NODE_TYPE.includes(rule)
      ? []
      : refused.flatMap((given) =>
          given.found.flatMap((problem) => {
            const advice = adviceIn(problem);
            return advice
              ? [{ rule, given, problem, ...advice, args: follow(given, rule, problem, advice) }]
              : [];
          }),
        ),
  );

  for (const { rule, given, problem, other, args } of followed) {
    it(`is accepted: ${problem.slice(0, 120)}`, () => {
      const { name = "koneksi-test", context } = given;
      const before = inspect(name, { ...given.args }, context);
      const after = inspect(name, { ...args }, context);
      const path = problem.slice(0, problem.indexOf(": "));
      const known = before.errors.map(({ rule: id, path: at }) => `${id} ${at}`);
      assert.deepEqual(
        [
          ...[...after.errors, ...after.warnings].filter(
            (found) => found.rule === rule && found.path === path,
          ),
          ...after.errors.filter(
            (found) =>
              [path, other].includes(found.path) &&
              !known.includes(`${found.rule} ${found.path}`) &&
              !INCOMPLETE.includes(rule),
          ),
        ],
        [],
      );
    });
  }

  it("is found in many messages", () => {
    assert.ok(followed.length > 110, String(followed.length));
  });
});
