import { COMPARISONS, LONGEST_ALARM_DESCRIPTION } from "../catalog/cloudwatch";
import { METRICS, type MetricUnit } from "../catalog/metrics";
import { shortened } from "../checking/format";
import type { AlarmSpec, AlarmsSpec, NodeSpec } from "./spec";

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
  /** Where it comes from: BASIC, RECOMMENDED, OPT_IN or CUSTOM. */
  set: string;
  /** Metric of the namespace AWS/ElastiCache. */
  metricName: string;
  /** Average, Maximum, Minimum, Sum, SampleCount, or a percentile such as p99. */
  statistic: string;
  /** Length of a period in seconds. */
  periodSeconds: number;
  /** Number of the latest periods that are evaluated. */
  evaluationPeriods: number;
  /** Number of those periods that must breach. */
  datapointsToAlarm: number;
  /** CloudWatch's name of the comparison. */
  comparisonOperator: string;
  /** Threshold in the metric's unit. */
  threshold: number;
  /** CloudWatch's treatment of missing data. */
  treatMissingData: string;
  /** Whether the alarm notifies, itself or through the composite alarm. Otherwise it only shows its state. */
  notify: boolean;
  /** What the alarm means, the first thing to do, and a link to the runbook. */
  description: string;
}

/** The end of a description: a link to the runbook. */
export const runbookLink = ({ runbookUrl }: AlarmsSpec, heading: string): string =>
  ` Runbook: ${runbookUrl}#${heading}`;

/** Whether an alarm is made. Without a threshold it cannot be. */
const isMade = (alarm: AlarmSpec): alarm is AlarmSpec & { readonly threshold: number } =>
  alarm.enabled && alarm.threshold !== undefined;

function onNode(
  { text, heading, enabled: _, ...alarm }: AlarmSpec & { readonly threshold: number },
  node: NodeSpec,
  alarms: AlarmsSpec,
): CacheAlarm {
  const link = runbookLink(alarms, heading);
  const description = `${alarm.metricName} of ${node.id}: ${condition(alarm)}. ${text}`;
  return {
    ...alarm,
    node: node.key,
    nodeId: node.id,
    alarmName: `${alarms.physicalStem}-${alarm.key}-${node.key}`,
    description: `${shortened(description, LONGEST_ALARM_DESCRIPTION - link.length)}${link}`,
  };
}

/**
 * The alarm matrix: every alarm of a cache, by key and then by node, known before anything is deployed. A custom alarm
 * replaces the row of the table that has the same key.
 */
export function alarmMatrix(alarms: AlarmsSpec): CacheAlarm[] {
  if (!alarms.enabled) return [];
  const rows = Object.values(alarms.rows).filter(({ key }) => !Object.hasOwn(alarms.custom, key));
  return [...rows, ...Object.values(alarms.custom)]
    .filter(isMade)
    .flatMap((alarm) => alarms.nodes.map((node) => onNode(alarm, node, alarms)));
}

const MB = 1_000_000;
const shortly = (value: number) => String(Number(value.toFixed(1)));

const WITH_UNIT: Readonly<Partial<Record<MetricUnit, (value: number) => string>>> = {
  Percent: (value) => `${String(value)} %`,
  Bytes: (value) => (value < MB ? `${String(value)} B` : `${shortly(value / MB)} MB`),
  Seconds: (value) => `${String(value)} s`,
  Milliseconds: (value) => `${String(value)} ms`,
  Microseconds: (value) => `${String(value)} µs`,
};

/** A value of a metric with its unit: `80 %`, `300 MB`, `1 s`. */
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

/** The condition of an alarm in one line: `Average > 80 % in 2 of 2 periods of 300 s`. */
export function condition(alarm: Condition): string {
  const { metricName, statistic, comparisonOperator, threshold } = alarm;
  const symbol = COMPARISONS.get(comparisonOperator) ?? comparisonOperator;
  const periods = `${String(alarm.datapointsToAlarm)} of ${String(alarm.evaluationPeriods)}`;
  return `${statistic} ${symbol} ${quantity(metricName, threshold)} in ${periods} periods of ${String(alarm.periodSeconds)} s`;
}

/** An alarm of any node in one line: `CPUUtilization: Average > 90 % in 2 of 2 periods of 300 s, notifies`. */
const alarmLine = (alarm: CacheAlarm) =>
  `${alarm.metricName}: ${condition(alarm)}, ${alarm.notify ? "notifies" : "shows its state only"}`;

/**
 * The alarms in a few lines, by key: the stack output `alarms`. An alarm is the same on every node, so that adding or
 * removing a node changes nothing here.
 */
export const alarmSummary = (matrix: readonly CacheAlarm[]): Record<string, string> =>
  Object.fromEntries(matrix.map((alarm) => [alarm.key, alarmLine(alarm)]));

/**
 * The warning about `nodeIds` when AWS's member ids are not the ones that the alarms watch; undefined when they are. A group that was
 * migrated from cluster mode disabled keeps its old ids, and scaling can leave gaps in the numbers.
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
  return `the alarms watch ${list(watched)}, but the replication group's members are ${list(members)}; write nodeIds: [${list(members)}], so that every alarm receives data`;
}
