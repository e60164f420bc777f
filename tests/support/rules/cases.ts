import type { CacheContext } from "../../../components/redis-cache/spec";

/** Arguments, as a person or another language may give them, and where they stand. */
export interface Given {
  readonly args: object;
  /** Name of the component. */
  readonly name?: string;
  readonly context?: CacheContext;
}

/** What one rule refuses or warns of, with all that it says, and what stands next to it and is left alone. */
export interface RuleCases {
  readonly rule: string;
  readonly refused: readonly (Given & {
    /** Each of the rule's problems, as `path: reason`. */
    readonly found: readonly string[];
  })[];
  readonly accepted: readonly Given[];
}
