import type { Shape } from "../../components/checking/shape";
import { programKeys } from "../../program/configuration";
import { code, table } from "./markdown";
import type { PackageSpec } from "./schema";
import { argumentsOf } from "./shapes";

const KINDS: Readonly<Record<"string" | "number" | "boolean", readonly [string, string]>> = {
  string: ["text", "texts"],
  number: ["number", "numbers"],
  boolean: ["true or false", "booleans"],
};

/** The type of a value as YAML has it. */
function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case "enum":
      return shape.values.map(code).join(", ");
    case "list":
    case "map":
      return `${shape.kind} of ${many(shape.of)}`;
    case "object":
      return "map";
    default:
      return KINDS[shape.kind][0];
  }
}

const many = (shape: Shape) =>
  shape.kind === "string" || shape.kind === "number" || shape.kind === "boolean"
    ? KINDS[shape.kind][1]
    : "maps";

/** A key and, below it, the keys of a map of objects. */
function rows(path: string, shape: Shape): string[][] {
  const own = [code(path), `${kindOf(shape)}${shape.required === true ? " (required)" : ""}`];
  const [fields, at] =
    shape.kind === "map" && shape.of.kind === "object"
      ? [shape.of.fields, `${path}.<key>`]
      : [shape.kind === "object" ? shape.fields : {}, path];
  const inner = Object.entries(fields).flatMap(([key, field]) => rows(`${at}.${key}`, field));
  return [own, ...inner];
}

/** The keys of the program. */
export const programKeysPart = (): string =>
  table(
    ["key", "value", "description"],
    Object.entries(programKeys).map(([key, { shape, description }]) => [
      code(key),
      kindOf(shape),
      description,
    ]),
  );

/** The keys that are arguments of the cache. */
export const cacheKeysPart = (schema: PackageSpec): string =>
  table(
    ["key", "value"],
    Object.entries(argumentsOf(schema)).flatMap(([key, shape]) => rows(key, shape)),
  );
