import { check } from "./rules";
import type { Problem } from "../checking/problem";
import { checkArguments } from "../checking/shape";
import type { CacheContext, CacheSpec } from "./spec";
import { resolve } from "./spec";

/** A cache as it would be built, and everything that is wrong with it. */
export interface Inspection {
  readonly spec: CacheSpec;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Resolves and checks the arguments of a cache without building anything: no engine, no credentials, no resources. Never throws,
 * whatever it is given.
 */
export function inspect(name: string, args: unknown, context: CacheContext = {}): Inspection {
  const shape = checkArguments(args);
  const spec = resolve(name, shape.args, context);
  const problems = [...shape.problems, ...check(spec)];
  return {
    spec,
    errors: problems.filter(({ severity }) => severity === "error"),
    warnings: problems.filter(({ severity }) => severity === "warning"),
  };
}
