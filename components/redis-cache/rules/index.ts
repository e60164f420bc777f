import { didYouMean } from "../../checking/spelling";
import type { Problem } from "../../checking/problem";
import { shown } from "../../checking/format";
import { checkShape } from "../../checking/shape";
import { type LateValue, lateValues } from "../../checking/walk";
import { redisCacheArgs } from "../argument-shapes";
import type { RunningFacts } from "../running";
import type { CacheSpec } from "../spec";
import { alarms } from "./alarms";
import { auth } from "./auth";
import { backup } from "./backup";
import { changes } from "./changes";
import { encryption } from "./encryption";
import { engine } from "./engine";
import { identity } from "./identity";
import { logs } from "./logs";
import { network } from "./network";
import { nodeType } from "./node-type";
import { parameters } from "./parameters";
import type { ChangeRule, Rule, ValueRule } from "./rule";
import { isValueRule, problems, warning } from "./rule";
import { tags } from "./tags";
import { topology } from "./topology";
import { windows } from "./windows";

export type { ChangeRule, Rule } from "./rule";

/** The rules by concern, in the order in which problems are reported. */
export const rulesByConcern = {
  identity,
  network,
  engine,
  "node type": nodeType,
  topology,
  parameters,
  encryption,
  authentication: auth,
  windows,
  backup,
  logs,
  alarms,
  tags,
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

/** The rules about changes of a running cache, in the order in which problems are reported. */
export const changeRules: readonly ChangeRule[] = changes;

const ids = [...Object.values(rulesByConcern).flat(), ...changeRules].map(({ id }) => id);

/** An unknown id in `ignoreRules` has no effect, so the user should see it. */
const ignoreRulesUnknown = warning(
  "ignore-rules-unknown",
  "`ignoreRules` names rules that exist.",
  ({ args }) =>
    (args.ignoreRules ?? []).flatMap((id, index) => {
      if (ids.includes(id)) return [];
      const reason = `${shown(id)} is not a rule${didYouMean(id, ids)}`;
      return [{ path: `ignoreRules[${String(index)}]`, reason }];
    }),
);

/** Every rule, in the order in which problems are reported. */
export const rules: readonly Rule[] = [...Object.values(rulesByConcern).flat(), ignoreRulesUnknown];

const valueRules: readonly ValueRule[] = rules.filter(isValueRule);

const applied = (rule: ValueRule, { path, pattern, value }: LateValue, spec: CacheSpec) =>
  rule.of.includes(pattern)
    ? rule.findIn(value, path, spec).map((reason) => ({ path, reason }))
    : [];

/** All problems of a cache, in the order of the rules. Errors of rules in `ignoreRules` are warnings. */
export function check(spec: CacheSpec): readonly Problem[] {
  const given = lateValues(redisCacheArgs, spec.args);
  return rules.flatMap((rule) =>
    lowered(
      problems(
        rule,
        isValueRule(rule) ? given.flatMap((value) => applied(rule, value, spec)) : rule.find(spec),
      ),
      spec,
    ),
  );
}

/** The problems of a late value that is now known. It may be a whole list. */
export function lateProblems(
  spec: CacheSpec,
  { path, pattern, shape }: LateValue,
  known: unknown,
): readonly Problem[] {
  const checked = checkShape(shape, known, path);
  const values = lateValues(shape, checked.value, path, pattern);
  const found = valueRules.flatMap((rule) =>
    problems(
      rule,
      values.flatMap((value) => applied(rule, value, spec)),
    ),
  );
  return [...checked.problems, ...lowered(found, spec)];
}

/** What is wrong with the change of the running cache to the spec. */
export const changeProblems = (running: RunningFacts, spec: CacheSpec): readonly Problem[] =>
  changeRules.flatMap((rule) => lowered(problems(rule, rule.findChange(running, spec)), spec));

/** Lowers the errors of rules in `ignoreRules` to warnings. */
function lowered(found: readonly Problem[], spec: CacheSpec): readonly Problem[] {
  const ignored = spec.args.ignoreRules ?? [];
  return found.map((problem) =>
    ignored.includes(problem.rule) ? { ...problem, severity: "warning" } : problem,
  );
}
