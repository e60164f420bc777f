/** Property values as engine and provider send them to each other. */
export type Value = null | boolean | number | string | Value[] | Properties;
export interface Properties {
  [name: string]: Value;
}

/** Pulumi's placeholder for a value that is known only after the change. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The placeholders for unknown values of other types, which the engine may send. */
const UNKNOWNS: ReadonlySet<Value> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export function isUnknown(value: Value | undefined): boolean {
  return value !== undefined && UNKNOWNS.has(value);
}

export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function hasUnknown(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (isProperties(value)) return Object.values(value).some(hasUnknown);
  return isUnknown(value);
}

export function secret(value: Value): Properties {
  return { [SIGNATURE]: SECRET, value };
}

/** The value without secret marks, and without nulls inside objects. */
export function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (!isProperties(value)) return value;
  if (value[SIGNATURE] === SECRET) return plain(value["value"] ?? null);
  return plainProperties(value);
}

export function plainProperties(properties: Properties): Properties {
  const result: Properties = {};
  for (const [name, value] of Object.entries(properties)) {
    const inner = plain(value);
    if (inner !== null) result[name] = inner;
  }
  return result;
}

/** Absent for Terraform's SDK, which does not distinguish unset from the zero value. */
export function isZero(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isProperties(value)) return Object.keys(value).length === 0;
  return value === "" || value === false || value === 0;
}

/** Whether two values are equal: a zero value equals an absent one at every depth, and `sets` have no order. */
export function same(a: Value | undefined, b: Value | undefined, set = false): boolean {
  if (isZero(a) && isZero(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return sameLists(a, b, set);
  if (isProperties(a) && isProperties(b)) {
    return [...keysOf(a, b)].every((key) => same(a[key], b[key], set));
  }
  return a === b;
}

function sameLists(a: Value[], b: Value[], set: boolean): boolean {
  if (a.length !== b.length) return false;
  const [left, right] = set ? [sorted(a), sorted(b)] : [a, b];
  return left.every((item, i) => same(item, right[i], set));
}

export function keysOf(...objects: Properties[]): Set<string> {
  return new Set(objects.flatMap((o) => Object.keys(o)).filter((key) => key !== DEFAULTS));
}

/** The key under which the provider lists the inputs that it has filled in. */
export const DEFAULTS = "__defaults";

export function sorted(list: Value[]): Value[] {
  return list
    .map((item): [string, Value] => [canonical(item), item])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}

/** JSON with sorted keys, without defaults and zero values. */
export function canonical(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isProperties(value)) return JSON.stringify(value ?? null);
  const fields = [...keysOf(value)]
    .filter((key) => !isZero(value[key]))
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join()}}`;
}

export type Change = "add" | "delete" | "update";

/** Paths at which two values differ, such as `tags.Owner` or `parameters[1].value`. */
export function differences(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
  set: boolean,
): Map<string, Change> {
  const found = new Map<string, Change>();
  if (same(before, after, set)) return found;
  if (Array.isArray(after) && after.length > 0 && (Array.isArray(before) || isZero(before))) {
    return listDifferences(path, Array.isArray(before) ? before : [], after, set);
  }
  if (isProperties(after) && isProperties(before) && !isZero(before) && !isZero(after)) {
    for (const key of keysOf(before, after)) {
      const inner = `${path}${accessor(key)}`;
      for (const [p, c] of differences(inner, before[key], after[key], set)) found.set(p, c);
    }
    return found;
  }
  return found.set(path, isAbsent(before) ? "add" : isAbsent(after) ? "delete" : "update");
}

/** Whether a value is absent or an empty collection; false, 0 and "" are values. */
function isAbsent(value: Value | undefined): boolean {
  return isZero(value) && typeof value !== "boolean" && typeof value !== "number" && value !== "";
}

function listDifferences(
  path: string,
  before: Value[],
  after: Value[],
  set: boolean,
): Map<string, Change> {
  const found = new Map<string, Change>();
  const [left, right] = set ? [sorted(before), sorted(after)] : [before, after];
  if (left.length === 0) return found.set(path, "add");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const inner = `${path}[${String(i)}]`;
    for (const [p, c] of differences(inner, left[i], right[i], set)) found.set(p, c);
  }
  return found;
}

function accessor(key: string): string {
  return /^[A-Za-z_][\w]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((v) => typeof v === "string") : [];
}

export function numeric(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function list(value: Value | undefined): Properties[] {
  return Array.isArray(value) ? value.filter(isProperties) : [];
}

export function map(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}
