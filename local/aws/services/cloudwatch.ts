import {
  LONGEST_RULE,
  MOST_ACTIONS,
  MOST_CHILDREN,
  longestEvaluationSeconds,
} from "../../../components/catalog/cloudwatch";
import { LOG_RETENTION_DAYS } from "../../../components/catalog/limits";
import { ACCOUNT_ID } from "../account";
import type { Failure, Place, ResourceType } from "../types";
import { type Properties, text, texts, list } from "../values";
import {
  acceptTags,
  areArns,
  arn,
  atLeast,
  checks,
  conflicts,
  hex,
  isJson,
  lengthBetween,
  matches,
  nameIn,
  nameOf,
  checkNumber,
  oneOf,
  refuseIf,
  suppressJson,
  type Check,
} from "./common";

const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"];

const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];
const COMPARISONS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

/** Percentiles and trimmed means (`p99.9`, `tm90`), or ranges of them (`TM(5%:95%)`). */
const EXTENDED_STATISTIC =
  /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,2})?|100)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\))$/;
const SIZES = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"];
const BITS = ["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"];
const AMOUNTS = [...SIZES, ...BITS, "Count"];
const UNITS = [
  ...["Seconds", "Microseconds", "Milliseconds", "Percent", "None"],
  ...AMOUNTS,
  ...AMOUNTS.map((unit) => `${unit}/Second`),
];

/** PutMetricAlarm overwrites an alarm of the same name without an error, so a name is never refused as taken. */
const metricAlarm: ResourceType = {
  title: "CloudWatch Metric Alarm",
  service: "CloudWatch",
  operations: { create: "PutMetricAlarm", update: "PutMetricAlarm", delete: "DeleteAlarms" },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name"],
  sets: [...ACTIONS, "metricQueries"],
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  check: checks(
    oneOf("comparisonOperator", COMPARISONS),
    oneOf("statistic", STATISTICS),
    oneOf("treatMissingData", ["breaching", "notBreaching", "ignore", "missing"]),
    oneOf("evaluateLowSampleCountPercentiles", ["evaluate", "ignore"]),
    oneOf("unit", UNITS),
    matches("extendedStatistic", EXTENDED_STATISTIC, "invalid statistic"),
    atLeast("evaluationPeriods", 1),
    atLeast("datapointsToAlarm", 1),
    lengthBetween("alarmDescription", 0, 1024),
    lengthBetween("name", 1, 255),
    checkNumber(
      "period",
      (period) => [10, 20, 30].includes(period) || period % 60 === 0,
      "one of [10 20 30] or divisible by 60",
    ),
    ...ACTIONS.map(areArns),
    // The provider counts all but the alarm's own actions, which are left to AWS.
    checkCount("okActions"),
    checkCount("insufficientDataActions"),
    conflicts("threshold", "thresholdMetricId"),
    conflicts("metricQueries", "metricName", "namespace", "period", "statistic", "dimensions"),
    conflicts("extendedStatistic", "statistic"),
    checkMetric,
  ),
  id: (inputs) => nameOf(inputs),
  accept: (inputs) => {
    acceptTags(inputs);
    acceptSpan(inputs);
    acceptEvaluation(inputs);
    const periods = Number(inputs["evaluationPeriods"] ?? 1);
    refuseIf(
      Number(inputs["datapointsToAlarm"] ?? 0) > periods,
      "ValidationError",
      "Datapoints to alarm must be less than or equal to evaluation periods",
    );
    refuseIf(
      list(inputs["metricQueries"]).length === 0 && !("metricName" in inputs),
      "ValidationError",
      "Either MetricName or Metrics must be specified",
    );
  },
  computed: (_, id, place) => ({
    arn: arn("cloudwatch", place, `alarm:${id}`),
  }),
};

function checkCount(property: string): Check {
  const reason = `Too many list items: at most ${String(MOST_ACTIONS)} ${property}`;
  return (inputs) => (texts(inputs[property]).length > MOST_ACTIONS ? [{ property, reason }] : []);
}

function checkMetric(inputs: Properties): Failure[] {
  const statistics = ["statistic", "extendedStatistic"].filter((p) => p in inputs);
  if (!("metricName" in inputs) || statistics.length === 1) return [];
  const reason =
    "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm";
  return [{ property: "statistic", reason }];
}

/** The provider has these as optional, because an alarm may have evaluation criteria instead. */
function acceptEvaluation(inputs: Properties): void {
  refuseIf(
    texts(inputs["alarmActions"]).length > MOST_ACTIONS,
    "ValidationError",
    `An alarm can have at most ${String(MOST_ACTIONS)} actions for a state`,
  );
  if ("evaluationCriteria" in inputs) return;
  for (const property of ["comparisonOperator", "evaluationPeriods"]) {
    refuseIf(!(property in inputs), "ValidationError", `${property} must be specified`);
  }
}

function acceptSpan(inputs: Properties): void {
  const period = inputs["period"];
  if (typeof period !== "number") return;
  refuseIf(period <= 0, "ValidationError", "Period must be greater than 0");
  const evaluated = period * Number(inputs["evaluationPeriods"] ?? 1);
  refuseIf(
    evaluated > longestEvaluationSeconds(period),
    "ValidationError",
    `Metrics cannot be checked across more than ${period < 3600 ? "a day" : "7 days"}`,
  );
}

const compositeAlarm: ResourceType = {
  title: "CloudWatch Composite Alarm",
  service: "CloudWatch",
  operations: { create: "PutCompositeAlarm", update: "PutCompositeAlarm", delete: "DeleteAlarms" },
  replaces: ["alarmName", "actionsEnabled"],
  sets: ACTIONS,
  defaults: { actionsEnabled: true },
  check: checks(
    ...ACTIONS.map(areArns),
    ...ACTIONS.map(checkCount),
    lengthBetween("alarmName", 0, 255),
    lengthBetween("alarmRule", 1, LONGEST_RULE),
  ),
  id: (inputs) => text(inputs["alarmName"]),
  accept: (inputs, place) => {
    acceptTags(inputs);
    acceptRule(text(inputs["alarmRule"]), place);
  },
  computed: (_, id, place) => ({ arn: arn("cloudwatch", place, `alarm:${id}`) }),
};

const FUNCTION = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*("[^"]*"|'[^']*'|[^"'\s()]+)\s*\)/g;

/** Checks the rule's grammar, and that each of its alarms exists. */
function acceptRule(rule: string, place: Place): void {
  const names = new Set<string>();
  const rest = rule.replace(FUNCTION, (_, name: string) => {
    names.add(name.replace(/^["']|["']$/g, ""));
    return "x";
  });
  const wellFormed = /^[\s()x]*(?:(?:x|\b(?:AND|OR|NOT|TRUE|FALSE)\b)[\s()]*)+$/.test(rest);
  refuseIf(
    !wellFormed || count(rest, "(") !== count(rest, ")"),
    "ValidationError",
    `AlarmRule must be a valid expression: ${rule}`,
  );
  refuseIf(
    names.size > MOST_CHILDREN,
    "ValidationError",
    "AlarmRule must not contain more than 100 alarms",
  );
  for (const name of names) {
    const alarm = name.startsWith("arn:") ? (name.split(":alarm:")[1] ?? name) : name;
    const known = [METRIC_ALARM, COMPOSITE_ALARM].some((type) => place.account.get(type, alarm));
    refuseIf(
      !known,
      "ValidationError",
      `AlarmRule refers to an alarm that does not exist: ${alarm}`,
    );
  }
}

function count(haystack: string, needle: string): number {
  return haystack.split(needle).length - 1;
}

const dashboard: ResourceType = {
  title: "CloudWatch Dashboard",
  service: "CloudWatch",
  operations: { create: "PutDashboard", update: "PutDashboard", delete: "DeleteDashboards" },
  replaces: ["dashboardName"],
  suppress: suppressJson("dashboardBody"),
  check: checks(
    matches("dashboardName", /^[\w-]{1,255}$/, "must be 1 to 255 of A-Z, a-z, 0-9, '-' and '_'"),
    isJson("dashboardBody", "contains an invalid JSON"),
  ),
  id: (inputs) => text(inputs["dashboardName"]),
  accept: (inputs) => {
    const body = JSON.parse(text(inputs["dashboardBody"])) as { widgets?: unknown };
    refuseIf(
      !Array.isArray(body.widgets),
      "DashboardInvalidInputError",
      'The dashboard body is invalid: Should have required property "widgets"',
    );
  },
  computed: (_, id) => ({ dashboardArn: `arn:aws:cloudwatch::${ACCOUNT_ID}:dashboard/${id}` }),
};

const logGroup: ResourceType = {
  title: "CloudWatch Logs Log Group",
  service: "CloudWatch Logs",
  operations: { create: "CreateLogGroup", delete: "DeleteLogGroup" },
  autoName: { property: "name", maxLength: 512 },
  replaces: ["name", "namePrefix", "logGroupClass"],
  defaults: { retentionInDays: 0, skipDestroy: false },
  writeOnly: ["skipDestroy"],
  check: checks(
    matches("name", /^[.\-_/#A-Za-z0-9]{1,512}$/, "isn't a valid log group name"),
    oneOf("logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
    checkNumber(
      "retentionInDays",
      (days) => LOG_RETENTION_DAYS.includes(days),
      `one of [${LOG_RETENTION_DAYS.join(" ")}]`,
    ),
  ),
  id: nameIn,
  taken: (inputs, place) => {
    refuseIf(
      place.account.get(LOG_GROUP, nameOf(inputs)) !== undefined,
      "ResourceAlreadyExistsException",
      "The specified log group already exists",
    );
  },
  accept: (inputs) => {
    acceptTags(inputs, "InvalidParameterException");
  },
  computed: (_, id, place) => ({
    arn: arn("logs", place, `log-group:${id}`),
    logGroupClass: "STANDARD",
    name: id,
  }),
  remove: (stored) => {
    refuseIf(
      stored.attributes["deletionProtectionEnabled"] === true,
      "ValidationException",
      "The log group has deletion protection enabled",
    );
  },
  stays: (_, state) => state["skipDestroy"] === true,
};

const logResourcePolicy: ResourceType = {
  title: "CloudWatch Logs Resource Policy",
  service: "CloudWatch Logs",
  operations: { create: "PutResourcePolicy", delete: "DeleteResourcePolicy" },
  replaces: ["policyName", "resourceArn"],
  suppress: suppressJson("policyDocument"),
  check: isJson("policyDocument", "contains an invalid JSON"),
  id: (inputs) => text(inputs["policyName"]) || text(inputs["resourceArn"]),
  computed: (inputs, _, place) => ({
    policyScope: "resourceArn" in inputs ? "RESOURCE" : "ACCOUNT",
    revisionId: hex(place, 32),
  }),
};

export const CLOUDWATCH: Record<string, ResourceType> = {
  [METRIC_ALARM]: metricAlarm,
  [COMPOSITE_ALARM]: compositeAlarm,
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  [LOG_GROUP]: logGroup,
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": logResourcePolicy,
};
