import * as generic from "../../checking/rule";
import type { CacheSpec } from "../spec";

export { type Finding, isValueRule, problems, when } from "../../checking/rule";

/** A rule about a cache. */
export type Rule = generic.Rule<CacheSpec>;
export type ValueRule = generic.ValueRule<CacheSpec>;

export const { error, warning, valueError, valueWarning, listError, listWarning } =
  generic.ruleMakers<CacheSpec>();
