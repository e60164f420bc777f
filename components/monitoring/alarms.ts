import type { CacheAlarmOverrideArgs, CacheCustomAlarmArgs } from "./args";
import type { AlarmDefinition, AlarmFacts, AlarmKey } from "../catalog/alarms";
import { ALARM_KEYS, ALARMS } from "../catalog/alarms";
import type { MetricUnit } from "../catalog/metrics";
import { METRICS } from "../catalog/metrics";
import { findNodeType } from "../catalog/node-types";
import { physicalStem } from "../redis-cache/physical-name";
import type { CacheSpec, NodeSpec } from "../redis-cache/spec";

/** One alarm on one metric of one node: a row of the alarm matrix. */
export interface CacheAlarm {
  /** Key of the alarm, such as `cpu`: a row of the table of alarms, or a custom alarm's own. */
  key: string;
  /** Key of the node, such as `001` or `0001-002`. */
  node: string;
  /** Id of the node, which is the alarm's dimension CacheClusterId. */
  nodeId: string;
  /** Physical name of the alarm. */
  alarmName: string;
  /** What made it: BASIC, RECOMMENDED, OPT_IN or CUSTOM. */
  set: string;
  /** Metric of the namespace AWS/ElastiCache. */
  metricName: string;
  /** Average, Maximum, Minimum, Sum, SampleCount, or a percentile such as p99. */
  statistic: string;
  /** Length of a period in seconds. */
  periodSeconds: number;
  /** Number of the latest periods that are looked at. */
  evaluationPeriods: number;
  /** Number of those periods that must breach. */
  datapointsToAlarm: number;
  /** CloudWatch's name of the comparison. */
  comparisonOperator: string;
  /** Threshold in the metric's unit. */
  threshold: number;
  /** CloudWatch's treatment of missing data. */
  treatMissingData: string;
  /** Whether the alarm notifies, itself or through the composite; else it only shows its state. */
  notify: boolean;
  /** What the alarm means, the first thing to do, and where the runbook goes on. */
  description: string;
}

/** What is the same on every node: a row of the table with its overrides, or a custom alarm. */
type AlarmTemplate = Omit<CacheAlarm, "node" | "nodeId" | "alarmName" | "description"> & {
  readonly text: string;
  /** The runbook's heading for it, as an anchor. */
  readonly heading: string;
};

/** How a description ends: where the runbook goes on. */
export const runbookLink = ({ alarms }: CacheSpec, heading: string): string =>
  ` Runbook: ${alarms.runbookUrl}#${heading}`;

/** What the table of alarms asks about a cache. */
export function alarmFacts(spec: CacheSpec): AlarmFacts {
  const policy = spec.parameterGroup.parameters["maxmemory-policy"]?.toLowerCase();
  return {
    set: spec.alarms.set,
    nodeType: spec.nodeType,
    node: findNodeType(spec.nodeType),
    evictsAnyKey: policy?.startsWith("allkeys-") === true,
    replicas: spec.topology.replicasPerNodeGroup > 0,
    auth: spec.auth.mode !== "none",
  };
}

/** Whether the set holds the row; RECOMMENDED holds BASIC. */
const inSet = (row: AlarmDefinition, facts: AlarmFacts) =>
  row.set === "BASIC" || row.set === facts.set;

/** Asking for an alarm by name is stronger than the set, and than what is known of the node type. */
const isMade = (row: AlarmDefinition, override: CacheAlarmOverrideArgs, facts: AlarmFacts) =>
  override.enabled ?? (inSet(row, facts) && (row.applies?.(facts) ?? true));

function fromTable(
  key: AlarmKey,
  override: CacheAlarmOverrideArgs,
  facts: AlarmFacts,
): AlarmTemplate[] {
  const row: AlarmDefinition = ALARMS[key];
  const threshold = override.threshold ?? row.threshold(facts);
  if (threshold === undefined || !isMade(row, override, facts)) return [];
  return [
    {
      key,
      set: row.set,
      metricName: row.metricName,
      statistic: row.statistic,
      periodSeconds: override.periodSeconds ?? row.periodSeconds,
      evaluationPeriods: override.evaluationPeriods ?? row.evaluationPeriods,
      datapointsToAlarm:
        override.datapointsToAlarm ?? override.evaluationPeriods ?? row.datapointsToAlarm,
      comparisonOperator: row.comparisonOperator,
      threshold,
      treatMissingData: row.treatMissingData,
      notify: override.notify ?? row.quiet?.(facts) !== true,
      text: `${row.meaning} First: ${row.firstAction}`,
      // Headings are the keys, and anchors are in lower case.
      heading: key.toLowerCase(),
    },
  ];
}

function fromCustom(key: string, custom: CacheCustomAlarmArgs): AlarmTemplate {
  const evaluationPeriods = custom.evaluationPeriods ?? 2;
  const meaning = custom.description ?? `Custom alarm ${key}.`;
  return {
    key,
    set: "CUSTOM",
    metricName: custom.metricName,
    statistic: custom.statistic ?? "Average",
    periodSeconds: custom.periodSeconds ?? 300,
    evaluationPeriods,
    datapointsToAlarm: custom.datapointsToAlarm ?? evaluationPeriods,
    comparisonOperator: custom.comparisonOperator ?? "GreaterThanThreshold",
    threshold: custom.threshold,
    treatMissingData: custom.treatMissingData ?? "missing",
    notify: custom.notify ?? true,
    text: meaning,
    heading: "custom-alarms",
  };
}

/** Longest description that CloudWatch takes (PutMetricAlarm, AlarmDescription). */
const LONGEST_DESCRIPTION = 1024;

function onNode(template: AlarmTemplate, node: NodeSpec, spec: CacheSpec): CacheAlarm {
  const { text, heading, ...alarm } = template;
  const link = runbookLink(spec, heading);
  const description = `${alarm.metricName} of ${node.id}: ${condition(alarm)}. ${text}`;
  return {
    ...alarm,
    node: node.key,
    nodeId: node.id,
    alarmName: `${physicalStem(spec)}-${alarm.key}-${node.key}`,
    description: `${description.slice(0, LONGEST_DESCRIPTION - link.length)}${link}`,
  };
}

/**
 * The alarm matrix: every alarm of a cache, by key and then by node. A custom alarm with the key of a row takes the row's place. Pure,
 * and known before anything exists.
 */
export function alarmMatrix(spec: CacheSpec): CacheAlarm[] {
  const { enabled, overrides, custom } = spec.alarms;
  if (!enabled) return [];
  const facts = alarmFacts(spec);
  const templates = [
    ...ALARM_KEYS.filter((key) => !Object.hasOwn(custom, key)).flatMap((key) =>
      fromTable(key, Object.hasOwn(overrides, key) ? (overrides[key] ?? {}) : {}, facts),
    ),
    ...Object.entries(custom).map(([key, args]) => fromCustom(key, args)),
  ];
  return templates.flatMap((template) =>
    spec.topology.nodes.map((node) => onNode(template, node, spec)),
  );
}

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ["GreaterThanThreshold", ">"],
  ["GreaterThanOrEqualToThreshold", ">="],
  ["LessThanThreshold", "<"],
  ["LessThanOrEqualToThreshold", "<="],
]);

const MB = 1_000_000;
const shortly = (value: number) => String(Number(value.toFixed(1)));

const WITH_UNIT: Readonly<Partial<Record<MetricUnit, (value: number) => string>>> = {
  Percent: (value) => `${String(value)} %`,
  Bytes: (value) => (value < MB ? `${String(value)} B` : `${shortly(value / MB)} MB`),
  Seconds: (value) => `${String(value)} s`,
  Milliseconds: (value) => `${String(value)} ms`,
  Microseconds: (value) => `${String(value)} µs`,
};

/** A value of a metric as a person writes it: `80 %`, `300 MB`, `1 s`. */
export function quantity(metricName: string, value: number): string {
  const unit = METRICS.get(metricName);
  return (unit && WITH_UNIT[unit]?.(value)) ?? String(value);
}

type Condition = Pick<
  CacheAlarm,
  | "metricName"
  | "statistic"
  | "comparisonOperator"
  | "threshold"
  | "periodSeconds"
  | "evaluationPeriods"
  | "datapointsToAlarm"
>;

/** When an alarm fires, in one line: `Average > 80 % in 2 of 2 periods of 300 s`. */
export function condition(alarm: Condition): string {
  const { metricName, statistic, comparisonOperator, threshold } = alarm;
  const symbol = SYMBOLS.get(comparisonOperator) ?? comparisonOperator;
  const periods = `${String(alarm.datapointsToAlarm)} of ${String(alarm.evaluationPeriods)}`;
  return `${statistic} ${symbol} ${quantity(metricName, threshold)} in ${periods} periods of ${String(alarm.periodSeconds)} s`;
}

/** An alarm in one line, whatever node it is on: `CPUUtilization: Average > 90 % in 2 of 2 periods of 300 s, notifies`. */
const alarmLine = (alarm: CacheAlarm) =>
  `${alarm.metricName}: ${condition(alarm)}, ${alarm.notify ? "notifies" : "shows its state only"}`;

/**
 * The alarms of every node in a few lines, by key: the stack output `alarms`. An alarm is the same on each node, so that a node that
 * comes or goes changes nothing here.
 */
export const alarmSummary = (matrix: readonly CacheAlarm[]): Record<string, string> =>
  Object.fromEntries(matrix.map((alarm) => [alarm.key, alarmLine(alarm)]));

/**
 * What to say when AWS's member ids are not the ones that the alarms watch; undefined when they are. A group that was migrated from
 * cluster mode disabled keeps its old ids, and scaling may leave gaps in the numbers.
 */
export function memberDrift(
  watched: readonly string[],
  members: readonly string[],
): string | undefined {
  if (members.length === 0) return undefined;
  const missing = watched.filter((id) => !members.includes(id));
  const unwatched = members.filter((id) => !watched.includes(id));
  if (missing.length === 0 && unwatched.length === 0) return undefined;
  const list = (ids: readonly string[]) => [...ids].sort().join(", ");
  return `nodeIds: the alarms watch ${list(watched)}, but the replication group's members are ${list(members)}; set nodeIds to the latter, so that every alarm receives data`;
}
