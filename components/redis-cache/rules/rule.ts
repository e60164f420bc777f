import * as generic from "../../checking/rule";
import type { RunningFacts } from "../running";
import type { CacheSpec } from "../spec";

export { type Finding, isValueRule, problems, when } from "../../checking/rule";

/** A rule about a cache. */
export type Rule = generic.Rule<CacheSpec>;
export type ValueRule = generic.ValueRule<CacheSpec>;
/** A rule about a change of a running cache. */
export type ChangeRule = generic.ChangeRule<RunningFacts, CacheSpec>;

export const {
  error,
  warning,
  valueError,
  valueWarning,
  listError,
  listWarning,
  changeError,
  changeWarning,
} = generic.ruleMakers<CacheSpec, RunningFacts>();
