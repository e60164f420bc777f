import { check } from "./rules";
import { type Problem, errorsIn } from "../checking/problem";
import { checkShape } from "../checking/shape";
import { redisCacheArgs } from "./argument-shapes";
import type { RedisCacheArgs } from "./args";
import type { CacheContext, CacheSpec } from "./spec";
import { resolve } from "./spec";

/** What has the problems, for the message. */
export const subjectOf = ({ name }: { readonly name: string }): string => `RedisCache "${name}"`;

/** A cache as it would be built, and everything that is wrong with it. */
export interface Inspection {
  readonly spec: CacheSpec;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** The arguments without what is wrong in them, so that everything else can still be checked, and what is wrong. */
export function checkArguments(given: unknown): {
  readonly args: RedisCacheArgs;
  readonly problems: readonly Problem[];
} {
  const { value, problems } = checkShape(redisCacheArgs, given ?? {}, "");
  return {
    // The shapes are made from RedisCacheArgs.
    args: value ?? {},
    problems: problems.map((problem) =>
      problem.path === "" ? { ...problem, path: "args" } : problem,
    ),
  };
}

/**
 * Resolves and checks the arguments of a cache without building anything: no engine, no credentials, no resources. Never throws,
 * whatever it is given.
 */
export function inspect(name: string, args: unknown, context: CacheContext = {}): Inspection {
  const checked = checkArguments(args);
  const spec = resolve(name, checked.args, context);
  const problems = [...checked.problems, ...check(spec)];
  return {
    spec,
    errors: errorsIn(problems),
    warnings: problems.filter(({ severity }) => severity === "warning"),
  };
}
