/** CloudWatch's words and limits. The source is the API reference's page of the named operation. */

/** Statistics that have a name (PutMetricAlarm, Statistic); percentiles and the like go by ExtendedStatistic. */
export const STATISTICS = ["Average", "Maximum", "Minimum", "Sum", "SampleCount"] as const;

/**
 * Which side of the threshold breaches, and the sign for it (PutMetricAlarm, ComparisonOperator; those for bands left
 * out).
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

/** Most metrics of one dashboard (CloudWatch quotas). A widget takes 500 and a dashboard 500 widgets, which is more. */
export const MOST_METRICS = 2500;
