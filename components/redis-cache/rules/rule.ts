import type { Problem, Severity } from "../../checking/problem";
import type { CacheSpec } from "../spec";

/** What a rule finds wrong: where, and what to write instead. */
export interface Finding {
  readonly path: string;
  readonly reason: string;
}

/** What every rule says of itself. */
interface RuleFacts {
  /** Stable name, for `ignoreRules` and the documentation. */
  readonly id: string;
  readonly severity: Severity;
  /** What it demands, in one sentence, with where that comes from. */
  readonly says: string;
}

/** A rule about a cache as a whole. */
export interface SpecRule extends RuleFacts {
  readonly find: (spec: CacheSpec) => readonly Finding[];
}

/**
 * A rule about one value that may become known only during the deployment. It is applied as soon as the value is known: to a literal
 * before anything is registered, to an output before the resource that uses it is made.
 */
export interface ValueRule extends RuleFacts {
  /** Arguments that it holds for; `*` stands for a key of a map and `[]` for an element of a list. */
  readonly of: readonly string[];
  readonly findIn: (value: unknown, path: string, spec: CacheSpec) => readonly string[];
}

/** A rule: one demand of what AWS accepts. Pure; it never throws. */
export type Rule = SpecRule | ValueRule;

export const isValueRule = (rule: Rule): rule is ValueRule => "findIn" in rule;

export const error = (id: string, says: string, find: SpecRule["find"]): SpecRule => ({
  id,
  severity: "error",
  says,
  find,
});

export const warning = (id: string, says: string, find: SpecRule["find"]): SpecRule => ({
  id,
  severity: "warning",
  says,
  find,
});

type OfString = (value: string, path: string, spec: CacheSpec) => string | undefined;

/** A value rule for strings. An empty one means unset, and has nothing to be held against. */
const stringRule = (
  severity: Severity,
  id: string,
  of: readonly string[],
  says: string,
  wrong: OfString,
): ValueRule => ({
  id,
  severity,
  says,
  of,
  findIn: (value, path, spec) => {
    if (typeof value !== "string" || value === "") return [];
    const reason = wrong(value, path, spec);
    return reason === undefined ? [] : [reason];
  },
});

export const valueError = (
  id: string,
  of: readonly string[],
  says: string,
  wrong: OfString,
): ValueRule => stringRule("error", id, of, says, wrong);

export const valueWarning = (
  id: string,
  of: readonly string[],
  says: string,
  wrong: OfString,
): ValueRule => stringRule("warning", id, of, says, wrong);

/** One finding, when there is something wrong. */
export const when = (wrong: boolean, path: string, reason: string): readonly Finding[] =>
  wrong ? [{ path, reason }] : [];

/** What a rule finds, as problems. */
export const problems = (rule: Rule, findings: readonly Finding[]): Problem[] =>
  findings.map(({ path, reason }) => ({ severity: rule.severity, rule: rule.id, path, reason }));
