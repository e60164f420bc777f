import type { CacheContext } from "../../../components/redis-cache/spec";

/** Arguments as users or other languages may give them, with the name and the context of the component. */
export interface Given {
  readonly args: object;
  /** Name of the component. */
  readonly name?: string;
  readonly context?: CacheContext;
}

class Placed {
  constructor(readonly given: Given) {}
}

/** Arguments of a component with this name. */
export const named = (name: string, args: object): object => new Placed({ args, name });

/** Arguments of a component in this context. */
export const inContext = (context: CacheContext, args: object): object =>
  new Placed({ args, context });

/**
 * The cases of each rule: arguments, and after them the problems that the rule finds in them, each as `path: reason`. The rule accepts
 * arguments without a problem after them.
 */
export type RuleTable = Readonly<Record<string, readonly (object | string)[]>>;

/** Arguments that one rule refuses or warns of, with its problems, and similar arguments that it accepts. */
export interface RuleCases {
  readonly rule: string;
  readonly refused: readonly (Given & { readonly found: readonly string[] })[];
  readonly accepted: readonly Given[];
}

/** The cases of one rule. */
export function casesOf(rule: string, rows: RuleTable[string]): RuleCases {
  const all: (Given & { readonly found: string[] })[] = [];
  for (const row of rows) {
    if (typeof row === "string") all.at(-1)?.found.push(row);
    else all.push({ ...(row instanceof Placed ? row.given : { args: row }), found: [] });
  }
  const refused = all.filter(({ found }) => found.length > 0);
  return { rule, refused, accepted: all.filter(({ found }) => found.length === 0) };
}
