import { byName, pathTo, shown } from "./format";
import { isLate, isRecord } from "./input";
import type { Problem } from "./problem";
import { didYouMean } from "./spelling";

/**
 * The type of an argument, as data: TypeScript's own types are gone at run time, and configuration files, other languages and
 * plain JavaScript have none.
 */
export type Shape = {
  /** An Input, whose value may be known only during the deployment. */
  readonly late?: true;
  /** Whether the field is required. */
  readonly required?: true;
} & (
  | { readonly kind: "string" | "number" | "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: Fields }
);

/** The fields of an object by name. */
export type Fields = Readonly<Record<string, Shape>>;

const RULES = { unknown: "argument-unknown", type: "argument-type", missing: "argument-missing" };

/** What the shapes require, for the documentation. Such a value cannot be read, so `ignoreRules` cannot lower these errors. */
export const shapeRules: readonly { readonly id: string; readonly says: string }[] = [
  { id: RULES.unknown, says: "Every argument exists." },
  {
    id: RULES.type,
    says: "Every value has the type of its argument, and is one of the allowed values where the argument lists them.",
  },
  { id: RULES.missing, says: "Every required argument is given." },
];

const EXPECTED: Readonly<Record<Shape["kind"], string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  enum: "a string",
  list: "a list",
  map: "a map",
  object: "a map",
};

/** Names a value of the wrong type, briefly and without printing what may be a secret. */
function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return String(value);
  if (typeof value === "object") return "a map";
  return `a ${typeof value}`;
}

/** What to write instead, for the mistakes that YAML and JSON invite. */
function instead(shape: Shape, value: unknown): string {
  const text = shape.kind === "string" || shape.kind === "enum";
  if (typeof value === "number" && text) return "; write it in quotes";
  if (typeof value !== "string") return "";
  if (shape.kind === "list") return "; write a list, even for one value";
  const bare = shape.kind === "number" ? /^[+-]?[\d.]+$/ : /^(true|false)$/;
  return !text && bare.test(value.slice(0, 32)) ? "; write it without quotes" : "";
}

interface Checked {
  /** The value without its invalid parts; undefined when nothing is left. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

const accepted = (value: unknown): Checked => ({ value, problems: [] });

const refused = (rule: string, path: string, reason: string): Checked => ({
  value: undefined,
  problems: [{ severity: "error", rule, path, reason }],
});

const wrongType = (shape: Shape, value: unknown, path: string) =>
  refused(
    RULES.type,
    path,
    `must be ${EXPECTED[shape.kind]}, not ${described(value)}${instead(shape, value)}`,
  );

/** More entries than any list or map needs; they would only make the check slow. */
const MOST_ENTRIES = 1000;

const tooMany = (path: string, count: number) =>
  refused(RULES.type, path, `has ${String(count)} entries; the maximum is ${String(MOST_ENTRIES)}`);

const unreadable = (path: string) => refused(RULES.type, path, "cannot be read; give plain data");

/** Checks a value that is known. */
function checkKnown(shape: Shape, value: unknown, path: string): Checked {
  switch (shape.kind) {
    case "string":
    case "boolean":
      return typeof value === shape.kind ? accepted(value) : wrongType(shape, value, path);
    case "number":
      // Adding 0 turns -0 into 0.
      return Number.isFinite(value) ? accepted(Number(value) + 0) : wrongType(shape, value, path);
    case "enum":
      return typeof value === "string"
        ? checkWord(shape.values, value, path)
        : wrongType(shape, value, path);
    case "list":
      return Array.isArray(value)
        ? checkList(shape.of, value, path)
        : wrongType(shape, value, path);
    case "map":
      return isRecord(value) ? checkMap(shape.of, value, path) : wrongType(shape, value, path);
    case "object":
      return isRecord(value)
        ? checkObject(shape.fields, value, path)
        : wrongType(shape, value, path);
  }
}

function checkWord(words: readonly string[], value: string, path: string): Checked {
  if (words.includes(value)) return accepted(value);
  const reason = `${shown(value)} is not one of ${words.join(", ")}${didYouMean(value, words)}`;
  return refused(RULES.type, path, reason);
}

function checkList(of: Shape, value: readonly unknown[], path: string): Checked {
  if (value.length > MOST_ENTRIES) return tooMany(path, value.length);
  const items = Array.from(value, (item, index) => {
    const at = `${path}[${String(index)}]`;
    return item === undefined
      ? refused(RULES.type, at, "has no value; remove the entry")
      : checkShape(of, item, at);
  });
  const right = items.map((item) => item.value).filter((item) => item !== undefined);
  return {
    // A list without valid elements is unknown, not empty.
    value: right.length === 0 && items.length > 0 ? undefined : right,
    problems: items.flatMap((item) => item.problems),
  };
}

/** Checks the value of a key. Reading a getter runs code of the caller, which may throw. */
function checkEntry(
  shape: Shape,
  owner: Readonly<Record<string, unknown>>,
  key: string,
  path: string,
): Checked {
  try {
    return checkShape(shape, owner[key], path);
  } catch {
    return unreadable(path);
  }
}

const collected = (entries: readonly (readonly [string, Checked])[]) => ({
  value: Object.fromEntries(
    entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
  ),
  problems: entries.flatMap(([, { problems }]) => problems),
});

/**
 * Keys that Pulumi's SDK cannot carry: it loses the first when it copies a map by assignment, calls the second when it writes the map
 * into its log, and reads a map with the third as one of its own values (the signature in `runtime/rpc.ts`).
 */
const UNUSABLE_KEYS = ["__proto__", "toString", "4dabf18193072939515e22adb298388d"];

function checkMap(of: Shape, value: Readonly<Record<string, unknown>>, path: string): Checked {
  const keys = Object.keys(value).sort(byName);
  if (keys.length > MOST_ENTRIES) return tooMany(path, keys.length);
  return collected(
    keys.map((key) => {
      const at = pathTo(path, key);
      return [
        key,
        UNUSABLE_KEYS.includes(key)
          ? refused(RULES.type, at, "Pulumi cannot handle this key; choose another one")
          : checkEntry(of, value, key, at),
      ] as const;
    }),
  );
}

function checkObject(
  fields: Fields,
  value: Readonly<Record<string, unknown>>,
  path: string,
): Checked {
  const keys = Object.keys(value);
  const unknown = keys.filter((key) => !Object.hasOwn(fields, key)).sort(byName);
  if (unknown.length > MOST_ENTRIES) return tooMany(path, keys.length);
  const known = Object.entries(fields).map(
    ([key, field]) => [key, checkField(field, value, key, pathTo(path, key))] as const,
  );
  const others = unknown.map((key) => {
    const reason = `unknown argument${didYouMean(key, Object.keys(fields))}`;
    return [key, refused(RULES.unknown, pathTo(path, key), reason)] as const;
  });
  const checked = collected([...known, ...others]);
  // An object is dropped if a required field is missing or has the wrong type.
  const complete = Object.entries(fields).every(
    ([key, { required }]) => required !== true || Object.hasOwn(checked.value, key),
  );
  return complete ? checked : { ...checked, value: undefined };
}

function checkField(
  field: Shape,
  owner: Readonly<Record<string, unknown>>,
  key: string,
  path: string,
): Checked {
  const checked = Object.hasOwn(owner, key)
    ? checkEntry(field, owner, key, path)
    : accepted(undefined);
  const given = checked.value !== undefined || checked.problems.length > 0;
  return given || field.required !== true ? checked : refused(RULES.missing, path, "required");
}

/** Checks a value against a shape, and returns its valid part and its problems. Undefined means that no value was given. */
export function checkShape(shape: Shape, value: unknown, path: string): Checked {
  if (value === undefined) return accepted(undefined);
  if (isLate(value)) {
    if (shape.late === true) return accepted(value);
    const reason =
      "is known only during the deployment, but must be known at preview; give a plain value";
    return refused(RULES.type, path, reason);
  }
  try {
    return checkKnown(shape, value, path);
  } catch {
    // A proxy that throws when its keys are listed.
    return unreadable(path);
  }
}
