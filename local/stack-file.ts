import * as fs from "node:fs";
import * as path from "node:path";
import { isRecord } from "../components/checking/input";
import type { Problem } from "../components/checking/problem";
import { LATE } from "../program/configuration";
import { Failure } from "./failure";
import { type Mapping, readYaml } from "./go-yaml";

/** The stacks that have a file: `Pulumi.<stack>.yaml`. */
export function listStacks(project: string): string[] {
  return fs
    .readdirSync(project)
    .map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** A key with its namespace, by default the project's name; `aws:config:region` is an old form of `aws:region`. */
function fullKey(key: string, project: string, where: string): string {
  const [, namespace = project, name] = /^(?:([^:]*):(?:config:)?)?([^:]*)$/.exec(key) ?? [];
  if (name === undefined) {
    throw new Failure(`${where}: ${key} is not a configuration key; use <namespace>:<name>`);
  }
  return `${namespace}:${name}`;
}

/** A mapping with full keys. */
function withFullKeys(config: Mapping, project: string, where: string): Mapping {
  const full = Object.entries(config).map(
    ([key, value]) => [fullKey(key, project, where), value] as const,
  );
  const twice = full.find(([key], index) => full.findIndex(([other]) => other === key) < index);
  if (twice !== undefined) throw new Failure(`${where}: ${twice[0]} is given twice; remove one`);
  return Object.fromEntries(full);
}

/** A value inside an object or a list, which Pulumi passes as JSON. */
function nested(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(nested);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && typeof value["secure"] === "string") return LATE;
  return Object.fromEntries(entries.map(([key, item]) => [key, nested(item)]));
}

/** A value as Pulumi passes it to the program: a scalar as text, no value as an empty text. */
const handedOut = (value: unknown) =>
  typeof value === "bigint" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : nested(value ?? "");

/** Whether a part of a value is encrypted. */
export const holdsUnknown = (value: unknown): boolean =>
  value === LATE ||
  (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));

/** Whether a value is of the type that Pulumi.yaml declares. An encrypted value is not checked. */
function isOfType(value: unknown, { type, items }: Mapping): boolean {
  if (value === LATE) return true;
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "string" ? /^[-+]?\d+$/.test(value) : Number.isInteger(value);
    case "boolean":
      return [true, false, "true", "false"].some((each) => each === value);
    case "object":
      return isRecord(value);
    case "array":
      return (
        Array.isArray(value) && isRecord(items) && value.every((item) => isOfType(item, items))
      );
    default:
      return true;
  }
}

/** The declarations of Pulumi.yaml by full key; a plain value declares that value. */
function declarationsOf({ config }: Mapping, project: string): (readonly [string, Mapping])[] {
  const declared = isRecord(config) ? withFullKeys(config, project, "Pulumi.yaml") : {};
  return Object.entries(declared).map(([key, entry]) => [
    key,
    isRecord(entry) ? entry : { value: entry },
  ]);
}

const error = (rule: string, path: string, reason: string): Problem => ({
  severity: "error",
  rule,
  path,
  reason,
});

/** The problem of a given value by the declaration of its key. */
function valueProblem(path: string, value: unknown, declaration: Mapping): Problem[] {
  const { type, secret } = declaration;
  if (typeof type !== "string") return [];
  if (secret === true && !holdsUnknown(value)) {
    const reason = `not encrypted; Pulumi.yaml declares it secret: pulumi config set --secret ${path}`;
    return [error("configuration-secret", path, reason)];
  }
  if (isOfType(value, declaration)) return [];
  const reason = `not of the type ${type}, which Pulumi.yaml declares`;
  return [error("configuration-type", path, reason)];
}

/** A stack's configuration, as its files define it. */
export interface StackFile {
  /** Name of the project, which is the namespace of its configuration. */
  readonly project: string;
  /** Full keys, and values as Pulumi passes them, but objects and lists parsed; an encrypted value is LATE. */
  readonly config: Mapping;
  /** Whether the stack imports a Pulumi ESC environment, whose keys are not in `config`. */
  readonly environment: boolean;
  /** What Pulumi refuses before the program runs, by the declarations of Pulumi.yaml. */
  readonly problems: readonly Problem[];
}

/** Reads a stack file from any folder as one of the project in `folder`. `overrides` are the values of `--config`. */
export function readStackFile(
  folder: string,
  stackFile: string,
  overrides: Readonly<Record<string, string>>,
): StackFile {
  const project = readYaml(path.join(folder, "Pulumi.yaml"));
  const { name } = project;
  if (typeof name !== "string" || name === "") throw new Failure("Pulumi.yaml: name: required");
  const where = path.basename(stackFile);
  const file = readYaml(stackFile);
  const given = file["config"] ?? {};
  if (!isRecord(given)) throw new Failure(`${where}: config: not a mapping`);
  const declarations = declarationsOf(project, name);
  const defaults = declarations
    .map(([key, declaration]) => [key, declaration["default"] ?? declaration["value"]] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  const values = {
    ...Object.fromEntries(defaults),
    ...withFullKeys(given, name, where),
    ...withFullKeys(overrides, name, "--config"),
  };
  const config = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, handedOut(value)]),
  );
  const environment = file["environment"] !== undefined && file["environment"] !== null;
  const problems = declarations
    .filter(([key]) => key.startsWith(`${name}:`))
    .flatMap(([full, declaration]) => {
      const key = full.slice(name.length + 1);
      if (Object.hasOwn(config, full)) return valueProblem(key, config[full], declaration);
      const reason = "required; Pulumi.yaml declares it without a default";
      return environment ? [] : [error("configuration-required", key, reason)];
    });
  return { project: name, config, environment, problems };
}
