import { isRecord } from "../components/checking/input";
import { pathTo, sortedEntries } from "../components/checking/format";
import type { Problem } from "../components/checking/problem";
import type { Shape } from "../components/checking/shape";
import { argumentShapes } from "../components/redis-cache/argument-shapes";
import { didYouMean, nearest } from "../components/checking/spelling";

/**
 * The configuration of a stack as Pulumi gives it to the program: full keys, and every value as text, structured ones
 * as JSON. In a configuration that is read from a file without Pulumi, structured values are lists and maps, and LATE
 * stands for an encrypted value.
 */
export type RawConfig = Readonly<Record<string, unknown>>;

interface Placeholder {
  readonly __pulumiOutput: true;
  readonly apply: () => Placeholder;
}

/** Stands for a late value in a check without Pulumi. No value of a stack file is like it, because it has a method. */
export const LATE: Placeholder = { __pulumiOutput: true, apply: () => LATE };

/** A configuration key that is not an argument of RedisCache. */
interface ProgramKey {
  readonly shape: Shape;
  readonly description: string;
}

/** Keys that the program adds to the arguments of RedisCache. */
export const programKeys = {
  name: {
    shape: { kind: "string" },
    description:
      "Name of the component, with which the names of all resources begin. Another name replaces the cache. Set it " +
      "to the present name before `pulumi stack rename`, or before the project gets another name. Defaults to " +
      "`<project>-<stack>`, without the `-redis` at the end of the project's name.",
  },
  networkStack: {
    shape: { kind: "string" },
    description:
      "Stack that provides the network by its outputs `vpcId`, `dataPrivateSubnetIds` and " +
      "`dataPrivateSecurityGroupId`. If it has an output `alarmTopicArn`, the alarms notify that topic. " +
      "Write `<project>/<stack>`, or a full name with the organization. Excludes `createNetwork`, `vpcId`, " +
      "`subnetIds`, `subnetGroupName` and `securityGroupIds`.",
  },
  useNetworkKmsKey: {
    shape: { kind: "boolean" },
    description:
      "Whether the network stack's output `kmsKeyArn` encrypts the cache at rest. The key is not used without this " +
      "setting, because another key replaces the cache, and a new output of a stack should not. Defaults to false.",
  },
  createNetwork: {
    shape: { kind: "boolean" },
    description:
      "Whether the program makes a VPC with isolated data subnets, for a trial. Defaults to false.",
  },
  protect: {
    shape: { kind: "boolean" },
    description:
      "Whether Pulumi refuses to delete or replace the cache, and whether alarms that notify nobody are an error. " +
      "Resources that ordinary changes replace, such as alarms and parameter groups, are not protected. " +
      "Defaults to false.",
  },
  alarmEmails: {
    shape: { kind: "list", of: { kind: "string" } },
    description:
      "E-mail addresses that the alarms notify, through an encrypted SNS topic that the program makes. " +
      "Defaults to none.",
  },
  authToken: {
    shape: { kind: "string", late: true },
    description:
      "An AUTH token of your own. It is the argument `auth.token` under a separate key, so that it can be encrypted: " +
      "`pulumi config set --secret authToken …`. Defaults to a generated token.",
  },
} as const satisfies Record<string, ProgramKey>;

/** Every configuration key and its shape. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ...Object.entries(argumentShapes),
  ...Object.entries(programKeys).map(([key, { shape }]) => [key, shape] as const),
]);

export const error = (rule: string, path: string, reason: string): Problem => ({
  severity: "error",
  rule,
  path,
  reason,
});

/** Text that means a number, as YAML and `pulumi config set` give it. `""` and `0x10` are not numbers. */
const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Converts text, or a value of a JSON text, to the type of the shape. A value that cannot be converted stays as it is,
 * and the checks refuse it.
 */
function coerce(shape: Shape, value: unknown): unknown {
  if (value === "" || value === null) return undefined;
  if (value === LATE) return value;
  switch (shape.kind) {
    case "string":
    case "enum":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "number":
      return typeof value === "string" && NUMERIC.test(value.trim()) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return Array.isArray(value) ? value.map((item) => coerce(shape.of, item)) : value;
    case "map":
      return isRecord(value) ? coerceEntries(value, () => shape.of) : value;
    case "object":
      return isRecord(value) ? coerceEntries(value, (key) => fieldOf(shape.fields, key)) : value;
  }
}

const fieldOf = (fields: Readonly<Record<string, Shape>>, key: string) =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

const coerceEntries = (
  value: Readonly<Record<string, unknown>>,
  shapeOf: (key: string) => Shape | undefined,
) =>
  Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const shape = shapeOf(key);
      return [key, shape === undefined ? item : coerce(shape, item)];
    }),
  );

/** Structured configuration arrives as JSON text. */
function parse(shape: Shape, text: unknown): unknown {
  if (typeof text !== "string") return text;
  if (shape.kind !== "list" && shape.kind !== "map" && shape.kind !== "object") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Ending of a project's name that the names of resources do not repeat. */
const ENDING = /-redis$/;

/** The project's name without `-redis` at its end. */
export const baseOf = (project: string): string => project.replace(ENDING, "");

/** Keys that only this program has. A namespace with one of them is that of an earlier name of the project. */
const DISTINCTIVE = ["networkStack", "useNetworkKmsKey", "createNetwork", "alarmEmails"];

/**
 * Whether the keys of another namespace were meant for this project. A provider may have keys of the same names, such
 * as `gcp:project`, and so may another project with which the stack shares a Pulumi ESC environment.
 */
const isMistaken = (namespace: string, config: RawConfig, project: string): boolean =>
  ENDING.test(namespace) ||
  baseOf(namespace) === baseOf(project) ||
  nearest(namespace, [project]) !== undefined ||
  DISTINCTIVE.some((key) => Object.hasOwn(config, `${namespace}:${key}`));

/** The configuration of the program, and the problems of its keys. */
export interface ReadConfig {
  /** Values by key, without the namespace. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

type Entry = readonly [key: string, value: unknown];

/** The program's entries. An unknown key is an error, so that a typo never becomes a silent default. */
function entriesOf(config: RawConfig, project: string): { entries: Entry[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries = sortedEntries(config).flatMap(([full, text]): Entry[] => {
    const at = full.indexOf(":");
    const [namespace, key] = [full.slice(0, at), full.slice(at + 1)];
    if (namespace === project) {
      if (shapes.has(key)) return [[key, text]];
      const reason = `not a configuration key of ${project}${didYouMean(key, shapes.keys())}`;
      problems.push(error("configuration-key", pathTo("", key), reason));
      return [];
    }
    if (!shapes.has(key) || !isMistaken(namespace, config, project)) return [];
    const own = `${project}:${key}`;
    const isGiven = Object.hasOwn(config, own);
    const fix = isGiven ? `${own} is given, so remove this key` : `rename it to ${own}`;
    const reason = `not a key of this project, whose name in Pulumi.yaml is ${project}; ${fix}`;
    problems.push(error("configuration-namespace", pathTo("", full), reason));
    // The value is checked as if its key were right: its absence would be reported as further errors.
    return isGiven ? [] : [[key, text]];
  });
  return { entries, problems };
}

/** Whether an unknown field of `auth` is a typo. Anything else may be a token that was written as a key. */
const isTypo = (key: string, fields: readonly string[]) =>
  /^[A-Za-z]+$/.test(key) && nearest(key, fields) !== undefined;

/** The map `auth` without keys that may hold a token, such as that of `{token:secret}`, where a space is missing. */
function readAuth(value: unknown): { value: unknown; problems: Problem[] } {
  const shape = argumentShapes["auth"];
  const fields = shape?.kind === "object" ? Object.keys(shape.fields) : [];
  // The checks repeat a wrong number, but not a wrong text.
  if (typeof value === "number") return { value: String(value), problems: [] };
  if (!isRecord(value)) return { value, problems: [] };
  const entries = Object.entries(value);
  const known = entries.filter(([key]) => fields.includes(key) || isTypo(key, fields));
  const reason = `one of its keys is not an argument; write <key>: <value> with the keys ${fields.join(", ")}`;
  return {
    value: Object.fromEntries(known),
    problems: known.length === entries.length ? [] : [error("argument-unknown", "auth", reason)],
  };
}

/** Reads the configuration of the program. */
export function readConfig(config: RawConfig, project: string): ReadConfig {
  const { entries, problems } = entriesOf(config, project);
  const values = entries.flatMap(([key, text]): Entry[] => {
    const shape = shapes.get(key);
    if (shape === undefined) return [];
    const value = coerce(shape, parse(shape, text));
    // A plain value that is encrypted in a file counts as not given: it is checked when the program runs.
    const unseen = shape.late !== true && value === LATE;
    if (value === undefined || unseen) return [];
    if (key !== "auth") return [[key, value]];
    const auth = readAuth(value);
    problems.push(...auth.problems);
    return [[key, auth.value]];
  });
  return { values: Object.fromEntries(values), problems };
}
