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
  /** Optional inputs that always come back: the provider computes them, or they are named. */
  computed: string[];
  /** Outputs that are no inputs and are always there. */
  outputs: string[];
  /** Outputs that are no inputs and may be absent. */
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

/** A JSON file of `data/`, which only what is asked for loads. */
export function loadData(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(__dirname, "data", `${name}.json`), "utf8"));
}

export function loadSchema(provider: string): ProviderSchema {
  return loadData(provider) as ProviderSchema;
}

/** The name in `names` that a person most likely meant, or undefined if none is near. */
export function nearest(wanted: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 2));
  for (const name of names) {
    const d = distance(wanted.toLowerCase(), name.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [name, d];
  }
  return best;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
