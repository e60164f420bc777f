/** Values and limits of CloudWatch. The source is the page of the named operation in the API reference. */

/** Statistics that have a name (PutMetricAlarm, Statistic); percentiles and similar ones are given as ExtendedStatistic. */
export const STATISTICS = ["Average", "Maximum", "Minimum", "Sum", "SampleCount"] as const;

/**
 * Comparison operators and their signs (PutMetricAlarm, ComparisonOperator; without those for anomaly detection
 * bands).
 */
export const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["GreaterThanThreshold", ">"],
  ["GreaterThanOrEqualToThreshold", ">="],
  ["LessThanThreshold", "<"],
  ["LessThanOrEqualToThreshold", "<="],
]);

/** What a period without data means (PutMetricAlarm, TreatMissingData). */
export const MISSING_DATA = ["missing", "notBreaching", "breaching", "ignore"] as const;

/** Most ARNs that an alarm notifies for each state (PutMetricAlarm, AlarmActions). */
export const MOST_ACTIONS = 5;

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * Most seconds, period times evaluation periods, that an alarm with this period evaluates (PutMetricAlarm, Period).
 */
export const longestEvaluationSeconds = (periodSeconds: number): number =>
  periodSeconds < HOUR ? DAY : 7 * DAY;

/** Characters of an alarm's name (PutMetricAlarm, AlarmName). */
export const LONGEST_ALARM_NAME = 255;

/** Longest description of an alarm, in bytes (PutMetricAlarm, AlarmDescription; the AWS provider counts bytes). */
export const LONGEST_ALARM_DESCRIPTION = 1024;

/** Most alarms that one composite alarm may name (PutCompositeAlarm, AlarmRule). */
export const MOST_CHILDREN = 100;

/** Longest rule of a composite alarm, in characters (PutCompositeAlarm, AlarmRule). */
export const LONGEST_RULE = 10_240;

/** Most metrics of one dashboard (CloudWatch quotas). A widget can have 500 metrics, and a dashboard 500 widgets. */
export const MOST_METRICS = 2500;
