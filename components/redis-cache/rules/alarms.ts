import { ALARM_KEYS } from "../../catalog/alarms";
import {
  COMPARISONS,
  LONGEST_EVALUATION_SECONDS,
  MISSING_DATA,
  MOST_ACTIONS,
  STATISTICS,
} from "../../catalog/cloudwatch";
import { METRICS } from "../../catalog/metrics";
import { didYouMean } from "../../checking/spelling";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import { parseArn } from "../../formats/arn";
import type { AlarmSpec } from "../../monitoring/spec";
import type { CacheSpec } from "../spec";
import type { Finding, Rule, ValueRule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** An alarm that the arguments tell of, and where they do. */
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

function unknownKey({ alarms }: CacheSpec): readonly Finding[] {
  return sortedEntries(alarms.overrides).flatMap(([key]) =>
    when(
      !Object.hasOwn(alarms.rows, key),
      pathTo("alarms.overrides", key),
      `no alarm of this key; there are ${listed(ALARM_KEYS)}${didYouMean(key, ALARM_KEYS)}`,
    ),
  );
}

const isFraction = ({ metricName, threshold }: AlarmUnderTest) =>
  metricName === "CacheHitRate" && threshold !== undefined && threshold > 0 && threshold <= 1;

const percent = onEach((alarm) => {
  const { path, metricName, threshold } = alarm;
  if (threshold === undefined || METRICS.get(metricName) !== "Percent") return [];
  if (isFraction(alarm)) {
    const meant = String(Number((threshold * 100).toFixed(6)));
    const reason = `${String(threshold)} is a fraction, and ${metricName} counts in percent from 0 to 100; did you mean ${meant}?`;
    return [{ path: `${path}.threshold`, reason }];
  }
  return when(
    threshold < 0 || threshold > 100,
    `${path}.threshold`,
    `${String(threshold)} is outside 0 to 100, and ${metricName} counts in percent`,
  );
});

const period = onEach(({ path, periodSeconds }) =>
  when(
    !(Number.isInteger(periodSeconds) && periodSeconds >= 60 && periodSeconds % 60 === 0),
    `${path}.periodSeconds`,
    `${String(periodSeconds)} is not a multiple of 60 from 60 on, and ElastiCache publishes a value a minute; write for example ${String(Math.min(3600, Math.max(60, Math.round(periodSeconds / 60) * 60)))}`,
  ),
);

const isCount = (value: number) => Number.isInteger(value) && value >= 1;

const counts = onEach(({ path, evaluationPeriods, datapointsToAlarm }) => [
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
    `${String(datapointsToAlarm)} of ${String(evaluationPeriods)} periods can never breach; write ${String(evaluationPeriods)} or less`,
  ),
]);

const stretch = onEach(({ path, periodSeconds, evaluationPeriods }) =>
  when(
    periodSeconds * evaluationPeriods > LONGEST_EVALUATION_SECONDS,
    `${path}.evaluationPeriods`,
    `${String(evaluationPeriods)} periods of ${String(periodSeconds)} s are more than a day (${String(LONGEST_EVALUATION_SECONDS)} s), the longest that CloudWatch looks at; shorten one of them`,
  ),
);

/** Statistics without a name of their own (PutMetricAlarm, ExtendedStatistic). */
const EXTENDED =
  /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,10})?|100)|IQM|(TM|WM|PR|TC|TS)\([\d.:%]{1,40}\))$/;

function words({ alarms: { custom } }: CacheSpec): readonly Finding[] {
  return sortedEntries(custom).flatMap(([key, alarm]) => {
    const { comparisonOperator, statistic, treatMissingData } = alarm;
    const check = (field: string, value: string, of: readonly string[], also?: RegExp) =>
      when(
        !of.includes(value) && also?.test(value) !== true,
        `${pathTo("alarms.custom", key)}.${field}`,
        `${shown(value)} is not one of ${listed(of, "or")}${also ? ", or a percentile such as p99" : ""}${didYouMean(value, of)}`,
      );
    return [
      ...check("comparisonOperator", comparisonOperator, [...COMPARISONS.keys()]),
      ...check("statistic", statistic, STATISTICS, EXTENDED),
      ...check("treatMissingData", treatMissingData, MISSING_DATA),
    ];
  });
}

/** The key is a part of alarms' names (at most 255 characters) and of resources' names. */
function customKeys({ alarms: { custom } }: CacheSpec): readonly Finding[] {
  return sortedEntries(custom).flatMap(([key]) =>
    when(
      !/^[A-Za-z0-9_.-]{1,50}$/.test(key),
      pathTo("alarms.custom", key),
      "the key is a part of the alarms' names; write 1 to 50 letters, digits and _ . -",
    ),
  );
}

function unknownMetric({ alarms: { custom } }: CacheSpec): readonly Finding[] {
  return sortedEntries(custom).flatMap(([key, { metricName }]) =>
    when(
      !METRICS.has(metricName),
      `${pathTo("alarms.custom", key)}.metricName`,
      `${shown(metricName)} is not among the metrics that ElastiCache is known to publish for a node, so the alarm may never receive data${didYouMean(metricName, METRICS.keys())}`,
    ),
  );
}

const ACTIONS = ["alarms.actionArns", "alarms.okActionArns", "alarms.insufficientDataActionArns"];

const actionCount: ValueRule = {
  id: "alarm-action-count",
  severity: "error",
  says: `An alarm notifies at most ${String(MOST_ACTIONS)} ARNs for each state (PutMetricAlarm).`,
  of: ACTIONS,
  findIn: (value) => {
    const count = Array.isArray(value) ? value.length : 0;
    return count > MOST_ACTIONS
      ? [
          `${String(count)} ARNs, and CloudWatch notifies at most ${String(MOST_ACTIONS)}; put one SNS topic in front of them`,
        ]
      : [];
  },
};

/** CloudWatch's own actions on EC2 instances, which are no ARNs of the usual form (AWS provider). */
const AUTOMATION = /^arn:[\w-]{1,32}:automate:[\w-]{1,32}:ec2:(reboot|recover|stop|terminate)$/;

const action = (value: string) =>
  parseArn(value) === undefined && !AUTOMATION.test(value)
    ? `${shown(value)} is no ARN; write for example arn:aws:sns:<region>:<account>:<topic>`
    : undefined;

/** A description has room for so much, whatever else it says. */
const LONGEST_RUNBOOK_URL = 256;

function runbook({ alarms: { runbookUrl } }: CacheSpec): readonly Finding[] {
  const legal = /^[^\s#]+$/.test(runbookUrl) && runbookUrl.length <= LONGEST_RUNBOOK_URL;
  return when(
    !legal,
    "alarms.runbookUrl",
    `${shown(runbookUrl)} has to be an address of at most 256 characters without blanks and without #, because the heading's anchor follows it; write for example https://wiki.example.com/redis`,
  );
}

const NOBODY = "empty: alarms change colour and tell nobody; give the ARN of an SNS topic";

function nobodyIsNamed({ alarms: { enabled }, args }: CacheSpec): readonly Finding[] {
  return when(enabled && args.alarms?.actionArns === undefined, "alarms.actionArns", NOBODY);
}

/** The list may come from another stack, which turns out to have no topic. */
const nobodyIsListed: ValueRule = {
  id: "alarm-actions-empty",
  severity: "warning",
  says: "A list of whom alarms notify names somebody.",
  of: ["alarms.actionArns"],
  findIn: (value, _, { alarms: { enabled } }) =>
    enabled && Array.isArray(value) && value.length === 0 ? [NOBODY] : [],
};

export const alarms: readonly Rule[] = [
  error("alarm-key", "An override names an alarm of the table.", unknownKey),
  error(
    "alarm-percent",
    "A threshold in percent is from 0 to 100, and a hit rate is no fraction (user guide, unit of CacheHitRate).",
    percent,
  ),
  error(
    "alarm-period",
    "A period is a multiple of 60 seconds (PutMetricAlarm; ElastiCache publishes once a minute).",
    period,
  ),
  error(
    "alarm-datapoints",
    "Evaluation periods and datapoints are whole numbers from 1, and no more datapoints than periods (PutMetricAlarm).",
    counts,
  ),
  error("alarm-stretch", "An alarm looks back one day at most (PutMetricAlarm).", stretch),
  error("alarm-words", "A custom alarm uses CloudWatch's own words (PutMetricAlarm).", words),
  error(
    "alarm-custom-key",
    "A custom alarm's key fits into alarms' names (PutMetricAlarm).",
    customKeys,
  ),
  actionCount,
  valueError(
    "alarm-action",
    ACTIONS.map((list) => `${list}[]`),
    "What is notified is named by an ARN (AWS provider, alarm_actions).",
    action,
  ),
  error("alarm-runbook-url", "A heading's anchor can follow where the runbook is.", runbook),
  warning(
    "alarm-metric",
    "A custom alarm's metric is one that ElastiCache publishes.",
    unknownMetric,
  ),
  warning("alarm-actions", "Alarms should notify somebody.", nobodyIsNamed),
  nobodyIsListed,
];
