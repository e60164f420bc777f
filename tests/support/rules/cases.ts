import type { CacheContext } from "../../../components/redis-cache/spec";

/** Arguments as users or other languages may give them, with the name and the context of the component. */
export interface Given {
  readonly args: object;
  /** Name of the component. */
  readonly name?: string;
  readonly context?: CacheContext;
}

/** Arguments that one rule refuses or warns of, with its problems, and similar arguments that it accepts. */
export interface RuleCases {
  readonly rule: string;
  readonly refused: readonly (Given & {
    /** Each of the rule's problems, as `path: reason`. */
    readonly found: readonly string[];
  })[];
  readonly accepted: readonly Given[];
}

/** The cases of one rule: arguments with the problems that it finds in them, each as `path: reason`, and arguments that it accepts. */
export const cases = (
  rule: string,
  refused: readonly (readonly [args: object, ...found: string[]])[],
  accepted: readonly object[],
): RuleCases => ({
  rule,
  refused: refused.map(([args, ...found]) => ({ args, found })),
  accepted: accepted.map((args) => ({ args })),
});
