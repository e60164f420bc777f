import { isDeferred, isRecord } from "../../checking/input";
import type { Problem } from "../../checking/problem";
import * as generic from "../../checking/rule";
import type { Shape } from "../../checking/shape";
import { argumentShapes, checkShape } from "../../checking/shape";
import { byName, pathTo } from "../../checking/format";
import type { CacheSpec } from "../spec";

export { type Finding, isValueRule, problems, when } from "../../checking/rule";

/** A rule about a cache. */
export type Rule = generic.Rule<CacheSpec>;
export type ValueRule = generic.ValueRule<CacheSpec>;

export const { error, warning, valueError, valueWarning, listError, listWarning } =
  generic.ruleMakers<CacheSpec>();

/** An argument whose value may be known only later, at the place where it was given. */
export interface LaterValue {
  readonly path: string;
  /** The path with `*` for keys and `[]` for positions. */
  readonly pattern: string;
  readonly value: unknown;
}

function* walk(shape: Shape, path: string, pattern: string, value: unknown): Generator<LaterValue> {
  if (value === undefined) return;
  if (shape.later === true) yield { path, pattern, value };
  if (isDeferred(value)) return;
  if (shape.kind === "list" && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* walk(shape.of, `${path}[${String(index)}]`, `${pattern}[]`, item);
    }
  } else if (shape.kind === "map" && isRecord(value)) {
    for (const key of Object.keys(value).sort(byName)) {
      yield* walk(shape.of, pathTo(path, key), pathTo(pattern, "*"), value[key]);
    }
  } else if (shape.kind === "object" && isRecord(value)) {
    for (const [key, field] of Object.entries(shape.fields)) {
      yield* walk(field, pathTo(path, key), pathTo(pattern, key), value[key]);
    }
  }
}

/** Every given argument whose value may be known only later, whether or not it is known now. */
export const laterValues = (spec: CacheSpec): Generator<LaterValue> =>
  walk({ kind: "object", fields: argumentShapes }, "", "", spec.args);

/** A value that became known late: what is of the wrong type in it, and all that is in it in the same form. */
export function lateValues(
  path: string,
  value: unknown,
): { readonly problems: readonly Problem[]; readonly values: readonly LaterValue[] } {
  const at = patternOf(path);
  if (at === undefined) return { problems: [], values: [] };
  const checked = checkShape(at.shape, value, path);
  return {
    problems: checked.problems,
    values: [...walk(at.shape, path, at.pattern, checked.value)],
  };
}

/** Finds the shape at a path such as `tags.a.b` or `subnetIds[0]`; a map's key may hold dots, and is the rest of its path. */
function patternOf(path: string): { readonly shape: Shape; readonly pattern: string } | undefined {
  let shape: Shape = { kind: "object", fields: argumentShapes };
  let pattern = "";
  let rest = path;
  while (rest !== "") {
    if (shape.kind === "map" && shape.of.later === true) {
      return { shape: shape.of, pattern: pathTo(pattern, "*") };
    }
    const index = shape.kind === "list" ? /^\[\d+\]\.?/.exec(rest) : null;
    const [step] = index ?? /^[^.[\]]+\.?/.exec(rest) ?? [];
    if (step === undefined) return undefined;
    rest = rest.slice(step.length);
    const key = step.replace(/\.$/, "");
    const inner: Shape | undefined = innerShape(shape, key);
    if (inner === undefined) return undefined;
    pattern =
      shape.kind === "list" ? `${pattern}[]` : pathTo(pattern, shape.kind === "map" ? "*" : key);
    shape = inner;
  }
  return { shape, pattern };
}

function innerShape(shape: Shape, key: string): Shape | undefined {
  if (shape.kind === "list" || shape.kind === "map") return shape.of;
  if (shape.kind !== "object" || !Object.hasOwn(shape.fields, key)) return undefined;
  return shape.fields[key];
}
