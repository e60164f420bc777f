import { byName, pathTo } from "./format";
import { isLate, isRecord } from "./input";
import type { Shape } from "./shape";

/** An argument whose value may be late, at the place where it was given. */
export interface LateValue {
  readonly path: string;
  /** The path with `*` for keys and `[]` for positions. */
  readonly pattern: string;
  readonly shape: Shape;
  readonly value: unknown;
}

/** A copy of a value of a shape, in which `replace` gives each part whose value may be late. */
export function mapLateValues(
  shape: Shape,
  given: unknown,
  replace: (late: LateValue) => unknown,
  path = "",
  pattern = path,
): unknown {
  if (given === undefined) return undefined;
  const value = shape.late === true ? replace({ path, pattern, shape, value: given }) : given;
  if (isLate(value)) return value;
  const inner = (of: Shape, item: unknown, at: string, patternAt: string) =>
    mapLateValues(of, item, replace, at, patternAt);
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      inner(shape.of, item, `${path}[${String(index)}]`, `${pattern}[]`),
    );
  }
  if (shape.kind === "map" && isRecord(value)) {
    const keys = Object.keys(value).sort(byName);
    return Object.fromEntries(
      keys.map((key) => [
        key,
        inner(shape.of, value[key], pathTo(path, key), pathTo(pattern, "*")),
      ]),
    );
  }
  if (shape.kind === "object" && isRecord(value)) {
    const fields = Object.entries(shape.fields).filter(([key]) => Object.hasOwn(value, key));
    return Object.fromEntries(
      fields.map(([key, field]) => [
        key,
        inner(field, value[key], pathTo(path, key), pathTo(pattern, key)),
      ]),
    );
  }
  return value;
}

/** Every given part of a value of a shape that may be late, whether or not it is known already. */
export function lateValues(
  shape: Shape,
  value: unknown,
  path = "",
  pattern = path,
): readonly LateValue[] {
  const found: LateValue[] = [];
  const note = (late: LateValue) => {
    found.push(late);
    return late.value;
  };
  mapLateValues(shape, value, note, path, pattern);
  return found;
}
