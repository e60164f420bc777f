import { LONGEST_RULE, MOST_CHILDREN } from "../catalog/cloudwatch";
import { type CacheAlarm, runbookLink } from "./alarms";
import type { AlarmsSpec } from "./spec";

/** One composite alarm: the one that notifies, or one of those below it. */
export interface CompositePlan {
  /** The end of its name, such as `cpu` or `cpu-2`; empty for the one that notifies. */
  readonly suffix: string;
  readonly alarmName: string;
  readonly alarmRule: string;
  /** Physical names of the alarms in the rule. */
  readonly children: readonly string[];
  readonly description: string;
}

/** A rule that fires when any of the alarms does. */
export const anyOf = (alarmNames: readonly string[]): string =>
  alarmNames.map((name) => `ALARM("${name.replace(/["\\]/g, "\\$&")}")`).join(" OR ");

const fits = (alarmNames: readonly string[]) =>
  alarmNames.length <= MOST_CHILDREN && anyOf(alarmNames).length <= LONGEST_RULE;

/** Splits a list into as few parts as possible, each of which fits into one rule. */
function runs(alarmNames: readonly string[]): string[][] {
  const cut: string[][] = [];
  for (const name of alarmNames) {
    const last = cut.at(-1);
    if (last !== undefined && fits([...last, name])) last.push(name);
    else cut.push([name]);
  }
  return cut;
}

/** The composites of one list of alarms: `cpu`, and `cpu-2` and so on if one rule cannot contain them all. */
const composed = (stem: string, group: string, names: readonly string[], what: string) =>
  runs(names).map((children, index): CompositePlan => {
    const suffix = index === 0 ? group : `${group}-${String(index + 1)}`;
    return {
      suffix,
      alarmName: `${stem}-composite-${suffix}`,
      alarmRule: anyOf(children),
      children,
      description: what,
    };
  });

/** Groups alarms by key or by node, whichever needs fewer composites (each one is billed). */
function groupOf(alarms: readonly CacheAlarm[]): (alarm: CacheAlarm) => string {
  const keys = new Set(alarms.map(({ key }) => key)).size;
  const nodes = new Set(alarms.map(({ node }) => node)).size;
  return nodes < keys ? ({ node }) => `node-${node}` : ({ key }) => key;
}

/**
 * The levels below the one that notifies: none while one rule contains every alarm, else one composite per group, or more
 * where needed.
 */
function lowerLevels(
  { id, physicalStem: stem }: AlarmsSpec,
  alarms: readonly CacheAlarm[],
): { readonly plans: CompositePlan[]; readonly top: readonly string[] } {
  const names = alarms.map(({ alarmName }) => alarmName);
  if (fits(names)) return { plans: [], top: names };
  const groupFor = groupOf(alarms);
  const groups = [...new Set(alarms.map(groupFor))];
  const plans = groups.flatMap((group) =>
    composed(
      stem,
      group,
      alarms.filter((alarm) => groupFor(alarm) === group).map(({ alarmName }) => alarmName),
      `${group} alarms of ${id}`,
    ),
  );
  let top = plans.map(({ alarmName }) => alarmName);
  for (let level = 1; !fits(top); level++) {
    const above = composed(stem, `level-${String(level)}`, top, `Alarms of ${id}`);
    plans.push(...above);
    top = above.map(({ alarmName }) => alarmName);
  }
  return { plans, top };
}

/**
 * The composite alarms of a cache, each after the alarms in its rule. The last one notifies. If one rule cannot contain
 * all alarms of a large cache, they are grouped by key, or by node where there are fewer nodes: the composite of a key
 * keeps its name when nodes are added or removed. Empty when no alarm notifies.
 */
export function compositePlans(alarms: AlarmsSpec, matrix: readonly CacheAlarm[]): CompositePlan[] {
  const notifying = matrix.filter(({ notify }) => notify);
  if (!alarms.composite || notifying.length === 0) return [];
  const { id, physicalStem: stem } = alarms;
  const { plans, top } = lowerLevels(alarms, notifying);
  return [
    ...plans,
    {
      suffix: "",
      alarmName: `${stem}-composite`,
      alarmRule: anyOf(top),
      children: top,
      description: `At least one alarm of ${id} is on. First: see which (aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix ${stem}-), then go to that alarm's section.${runbookLink(alarms, "composite-alarm")}`,
    },
  ];
}
