import { ALARM_KEYS } from "../../catalog/alarms";
import {
  COMPARISONS,
  MISSING_DATA,
  MOST_ACTIONS,
  STATISTICS,
  longestEvaluationSeconds,
} from "../../catalog/cloudwatch";
import { METRICS } from "../../catalog/metrics";
import { didYouMean } from "../../checking/spelling";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import { parseArn } from "../../formats/arn";
import { alarmMatrix } from "../../monitoring/alarms";
import type { AlarmSpec } from "../../monitoring/spec";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, listError, listWarning, valueError, warning, when } from "./rule";

/** An alarm that the arguments describe, and its path there. */
interface AlarmUnderTest extends AlarmSpec {
  readonly path: string;
}

const alarmsOf = ({ alarms }: CacheSpec): AlarmUnderTest[] => [
  ...sortedEntries(alarms.overrides).flatMap(([key]) => {
    const row = Object.hasOwn(alarms.rows, key) ? alarms.rows[key] : undefined;
    return row === undefined ? [] : [{ ...row, path: pathTo("alarms.overrides", key) }];
  }),
  ...sortedEntries(alarms.custom).map(([key, alarm]) => ({
    ...alarm,
    path: pathTo("alarms.custom", key),
  })),
];

const onEach =
  (find: (alarm: AlarmUnderTest) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] =>
    alarmsOf(spec).flatMap(find);

const eachCustom =
  (find: (alarm: AlarmSpec, path: string, key: string) => readonly Finding[]) =>
  ({ alarms: { custom } }: CacheSpec): readonly Finding[] =>
    sortedEntries(custom).flatMap(([key, alarm]) => find(alarm, pathTo("alarms.custom", key), key));

const alarmKey = error(
  "alarm-key",
  "An override names an alarm of the table.",
  ({ alarms: { overrides, rows } }) =>
    sortedEntries(overrides).flatMap(([key]) =>
      when(
        !Object.hasOwn(rows, key),
        pathTo("alarms.overrides", key),
        `not an alarm; the alarms are ${listed(ALARM_KEYS)}${didYouMean(key, ALARM_KEYS)}`,
      ),
    ),
);

const alarmPercent = error(
  "alarm-percent",
  "A threshold in percent is from 0 to 100, and that of a hit rate is not a fraction (user guide, unit of CacheHitRate).",
  onEach(({ path, metricName, threshold }) => {
    if (threshold === undefined || METRICS.get(metricName) !== "Percent") return [];
    if (metricName === "CacheHitRate" && threshold > 0 && threshold <= 1) {
      const meant = String(Number((threshold * 100).toFixed(6)));
      return when(
        true,
        `${path}.threshold`,
        `${String(threshold)} is a fraction, but ${metricName} is in percent, from 0 to 100; did you mean ${meant}?`,
      );
    }
    return when(
      threshold < 0 || threshold > 100,
      `${path}.threshold`,
      `${String(threshold)} is outside 0 to 100, but ${metricName} is in percent; give a percentage`,
    );
  }),
);

const alarmPeriod = error(
  "alarm-period",
  "A period is a multiple of 60 seconds (PutMetricAlarm; ElastiCache publishes once a minute).",
  onEach(({ path, periodSeconds }) => {
    const near = Math.min(3600, Math.max(60, Math.round(periodSeconds / 60) * 60));
    return when(
      !(Number.isInteger(periodSeconds) && periodSeconds >= 60 && periodSeconds % 60 === 0),
      `${path}.periodSeconds`,
      `${String(periodSeconds)} is not a multiple of 60, but ElastiCache publishes one value per minute; use for example ${String(near)}`,
    );
  }),
);

const isCount = (value: number) => Number.isInteger(value) && value >= 1;

const alarmDatapoints = error(
  "alarm-datapoints",
  "Evaluation periods and datapoints are whole numbers from 1, with at most as many datapoints as periods (PutMetricAlarm).",
  onEach(({ path, evaluationPeriods, datapointsToAlarm }) => [
    ...when(
      !isCount(evaluationPeriods),
      `${path}.evaluationPeriods`,
      `${String(evaluationPeriods)} is not a whole number from 1`,
    ),
    ...when(
      !isCount(datapointsToAlarm) && isCount(evaluationPeriods),
      `${path}.datapointsToAlarm`,
      `${String(datapointsToAlarm)} is not a whole number from 1`,
    ),
    ...when(
      isCount(evaluationPeriods) && datapointsToAlarm > evaluationPeriods,
      `${path}.datapointsToAlarm`,
      `${String(datapointsToAlarm)} of ${String(evaluationPeriods)} periods can never breach; use ${String(evaluationPeriods)} or less`,
    ),
  ]),
);

const alarmStretch = error(
  "alarm-stretch",
  "An alarm evaluates at most one day, or seven days with periods of an hour or more (PutMetricAlarm, Period).",
  onEach(({ path, periodSeconds, evaluationPeriods }) => {
    const most = longestEvaluationSeconds(periodSeconds);
    return when(
      periodSeconds * evaluationPeriods > most,
      `${path}.evaluationPeriods`,
      `${String(evaluationPeriods)} periods of ${String(periodSeconds)} s are more than the ${String(most)} s that CloudWatch evaluates with this period; lower one of them`,
    );
  }),
);

/** CloudWatch takes up to ten decimals ("CloudWatch statistics definitions"), the AWS provider two (extended_statistic). */
const PERCENTILE = /^(?:(?:p|tm|wm|tc|ts)(?:\d{1,2}(?:\.\d{1,2})?|100)|IQM)$/;
/** At least one bound; those of a percentile rank are values, not percentages. */
const BOUNDED =
  /^(?:TM|WM|TC|TS)\((?!:\))(?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\)$|^PR\((?!:\))(?:\d+(?:\.\d+)?)?:(?:\d+(?:\.\d+)?)?\)$/;

const isExtended = (value: string) => PERCENTILE.test(value) || BOUNDED.test(value);

const alarmWords = error(
  "alarm-words",
  "A custom alarm uses the values of CloudWatch (PutMetricAlarm), and at most two decimals in a percentile (AWS provider, extended_statistic).",
  eachCustom(({ comparisonOperator, statistic, treatMissingData }, path) => {
    const check = (field: string, value: string, of: readonly string[], more = "") =>
      when(
        !of.includes(value),
        `${path}.${field}`,
        `${shown(value)} is not one of ${listed(of, "or")}${more}${didYouMean(value, of)}`,
      );
    return [
      ...check("comparisonOperator", comparisonOperator, [...COMPARISONS.keys()]),
      ...(isExtended(statistic)
        ? []
        : check("statistic", statistic, STATISTICS, ", or a percentile such as p99 or p99.99")),
      ...check("treatMissingData", treatMissingData, MISSING_DATA),
    ];
  }),
);

const alarmCustomKey = error(
  "alarm-custom-key",
  "A custom alarm's key fits into the names of alarms, of at most 255 characters (PutMetricAlarm).",
  eachCustom((_, path, key) =>
    when(
      !/^[A-Za-z0-9_.-]{1,50}$/.test(key),
      path,
      "the key is part of the alarms' names; use 1 to 50 letters, digits and _ . -",
    ),
  ),
);

const ACTIONS = ["alarms.actionArns", "alarms.okActionArns", "alarms.insufficientDataActionArns"];

const alarmActionCount = listError(
  "alarm-action-count",
  ACTIONS,
  `An alarm notifies at most ${String(MOST_ACTIONS)} ARNs for each state (PutMetricAlarm).`,
  ({ length }) =>
    length > MOST_ACTIONS
      ? `${String(length)} ARNs, but CloudWatch notifies at most ${String(MOST_ACTIONS)}; give the ARN of one SNS topic that notifies them`
      : undefined,
);

/** CloudWatch's own actions on EC2 instances, whose ARNs do not have the usual form (AWS provider). */
const AUTOMATION = /^arn:[\w-]{1,32}:automate:[\w-]{1,32}:ec2:(reboot|recover|stop|terminate)$/;

const alarmAction = valueError(
  "alarm-action",
  ACTIONS.map((list) => `${list}[]`),
  "An action is an ARN (AWS provider, alarm_actions).",
  (value) =>
    parseArn(value) === undefined && !AUTOMATION.test(value)
      ? `${shown(value)} is not a valid ARN; use for example arn:aws:sns:<region>:<account>:<topic>`
      : undefined,
);

/** The rest of an alarm's description needs space, too. */
const LONGEST_RUNBOOK_URL = 256;

const alarmRunbookUrl = error(
  "alarm-runbook-url",
  "The address of the runbook can be followed by the anchor of a heading.",
  ({ alarms: { runbookUrl } }) =>
    when(
      !/^[^\s#]+$/.test(runbookUrl) || runbookUrl.length > LONGEST_RUNBOOK_URL,
      "alarms.runbookUrl",
      `${shown(runbookUrl)} is not an address of at most ${String(LONGEST_RUNBOOK_URL)} characters without spaces and # (alarms add the anchor of a heading); use for example https://wiki.example.com/redis`,
    ),
);

const alarmMetric = warning(
  "alarm-metric",
  "A custom alarm's metric is one that ElastiCache publishes.",
  eachCustom(({ metricName }, path) =>
    when(
      !METRICS.has(metricName),
      `${path}.metricName`,
      `${shown(metricName)} is not a known metric of an ElastiCache node, so the alarm may never receive data${didYouMean(metricName, METRICS.keys())}`,
    ),
  ),
);

const NO_ACTIONS = "empty, so the alarms notify nobody; give the ARN of an SNS topic";

const alarmActions = warning(
  "alarm-actions",
  "Alarms should notify somebody.",
  ({ alarms: { enabled }, args }) =>
    when(enabled && args.alarms?.actionArns === undefined, "alarms.actionArns", NO_ACTIONS),
);

/** Also for a list from another stack that has no topic. */
const alarmActionsEmpty = listWarning(
  "alarm-actions-empty",
  ["alarms.actionArns"],
  "The list of actions is not empty.",
  ({ length }, _, { alarms: { enabled } }) => (enabled && length === 0 ? NO_ACTIONS : undefined),
);

/** Once a quota for each Region; the user guide names none today ("CloudWatch service quotas"), but an account may still have it. */
const MOST_ALARMS = 5_000;

const manyAlarms = warning(
  "many-alarms",
  'A Region has at most 5,000 alarms, a quota that AWS can raise; sources differ on whether it still exists ("CloudWatch service quotas").',
  (spec) => {
    const { nodes } = spec.alarms;
    // Every node has the same alarms, so those of one node are enough to count.
    const count = alarmMatrix({ ...spec.alarms, nodes: nodes.slice(0, 1) }).length * nodes.length;
    return when(
      count > MOST_ALARMS,
      "alarms",
      `${String(count)} alarms; the quota of an account can be ${String(MOST_ALARMS)} per Region, so check it first, or use alarms.set BASIC`,
    );
  },
);

export const alarms: readonly Rule[] = [
  alarmKey,
  alarmPercent,
  alarmPeriod,
  alarmDatapoints,
  alarmStretch,
  alarmWords,
  alarmCustomKey,
  alarmActionCount,
  alarmAction,
  alarmRunbookUrl,
  alarmMetric,
  alarmActions,
  alarmActionsEmpty,
  manyAlarms,
];
