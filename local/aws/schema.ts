import * as fs from "node:fs";
import * as path from "node:path";

/** The shape of a property: a scalar's name, or a list, map or object of shapes. */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "any"
  | { list: Shape }
  | { map: Shape }
  | { object: Record<string, Shape>; required?: string[] };

export interface ResourceSchema {
  inputs: Record<string, Shape>;
  /** Inputs that must be given. */
  required: string[];
  /** Optional inputs that are always returned: the provider computes them, or they are named. */
  computed: string[];
  /** Outputs that are not inputs and always have a value. */
  outputs: string[];
  /** Outputs that are not inputs and may be absent. */
  maybe: string[];
  secrets: string[];
}

export interface FunctionSchema {
  inputs: Record<string, Shape>;
  required: string[];
  outputs: string[];
}

export interface ProviderSchema {
  version: string;
  resources: Record<string, ResourceSchema>;
  functions: Record<string, FunctionSchema>;
}

/** A JSON file of `data/`, loaded only when it is needed. */
export function loadData(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(__dirname, "data", `${name}.json`), "utf8"));
}

export function loadSchema(provider: string): ProviderSchema {
  return loadData(provider) as ProviderSchema;
}
