import type { Problem } from "../problem";
import type { CacheSpec } from "../spec";

/** A rule: one concern of what AWS accepts. Pure; it never throws. */
export type Rule = (spec: CacheSpec) => readonly Problem[];

const rules: readonly Rule[] = [];

/** Everything that is wrong with a cache, in a stable order. */
export const check = (spec: CacheSpec): readonly Problem[] => rules.flatMap((rule) => rule(spec));
