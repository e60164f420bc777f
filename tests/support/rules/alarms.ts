import { shown } from "../../../components/checking/format";
import type { RuleTable } from "./cases";
import { later, manyTopics } from "./values";

const KEYS =
  "cpu, memory, engineCpu, connections, evictions, freeableMemory, swap, replicationLag, cpuCredits, networkIn, networkOut, authFailures and cacheHitRate";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const NO_ACTIONS =
  "alarms.actionArns: empty, so the alarms notify nobody; give the ARN of an SNS topic";
const STATISTIC =
  "is not one of Average, Maximum, Minimum, Sum or SampleCount, or a percentile such as p99 or p99.99";
const CUSTOM_KEY = "the key is part of the alarms' names; use 1 to 50 letters, digits and _ . -";

const overrides = (of: object) => ({ alarms: { overrides: of } });
const custom = (fields: object, key = "a") => ({
  alarms: { custom: { [key]: { metricName: "NewConnections", threshold: 1, ...fields } } },
});
const fraction = (path: string, threshold: string, meant: string) =>
  `${path}.threshold: ${threshold} is a fraction, but CacheHitRate is in percent, from 0 to 100; did you mean ${meant}?`;
const outside = (path: string, threshold: string, metric: string) =>
  `${path}.threshold: ${threshold} is outside 0 to 100, but ${metric} is in percent; give a percentage`;
const period = (key: string, seconds: string, near: string) =>
  `alarms.overrides.${key}.periodSeconds: ${seconds} is not a multiple of 60, but ElastiCache publishes one value per minute; use for example ${near}`;
const stretch = (periods: string, seconds: string, most: string) =>
  `alarms.overrides.cpu.evaluationPeriods: ${periods} periods of ${seconds} s are more than the ${most} s that CloudWatch evaluates with this period; lower one of them`;
const tooMany = (list: string, count: string) =>
  `alarms.${list}: ${count} ARNs, but CloudWatch notifies at most 5; give the ARN of one SNS topic that notifies them`;
const notArn = (path: string, quoted: string) =>
  `alarms.${path}: "${quoted}" is not a valid ARN; use for example arn:aws:sns:<region>:<account>:<topic>`;

/** Shards of two nodes, each with the eleven recommended alarms of this node type. */
const shards = (numNodeGroups: number) => ({ numNodeGroups, nodeType: "cache.m7g.large" });

export const alarms: RuleTable = {
  "alarm-key": [
    overrides({ cpuu: { threshold: 1 }, hitRate: {} }),
    `alarms.overrides.cpuu: not an alarm; the alarms are ${KEYS}; did you mean cpu?`,
    `alarms.overrides.hitRate: not an alarm; the alarms are ${KEYS}`,
    overrides({ cpu: { threshold: 1 } }),
  ],
  "alarm-percent": [
    overrides({ cpu: { threshold: 101 }, memory: { threshold: -1 } }),
    outside("alarms.overrides.cpu", "101", "CPUUtilization"),
    outside("alarms.overrides.memory", "-1", "DatabaseMemoryUsagePercentage"),
    overrides({ cacheHitRate: { threshold: 0.8 } }),
    fraction("alarms.overrides.cacheHitRate", "0.8", "80"),
    overrides({ cacheHitRate: { threshold: 1 } }),
    fraction("alarms.overrides.cacheHitRate", "1", "100"),
    custom({ metricName: "CacheHitRate", threshold: 0.95 }),
    fraction("alarms.custom.a", "0.95", "95"),
    custom({ metricName: "EngineCPUUtilization", threshold: 120 }),
    outside("alarms.custom.a", "120", "EngineCPUUtilization"),
    overrides({ cpu: { threshold: 100 }, memory: { threshold: 0 } }),
    overrides({ cacheHitRate: { threshold: 1.5 } }),
    overrides({ cacheHitRate: { threshold: 0 } }),
    overrides({ evictions: { threshold: 5000 } }),
    overrides({ cpu: { threshold: 0.5 } }),
  ],
  "alarm-period": [
    overrides({
      cpu: { periodSeconds: 30 },
      memory: { periodSeconds: 90 },
      swap: { periodSeconds: 0 },
    }),
    period("cpu", "30", "60"),
    period("memory", "90", "120"),
    period("swap", "0", "60"),
    overrides({ cpu: { periodSeconds: 60 }, memory: { periodSeconds: 3600 } }),
  ],
  "alarm-datapoints": [
    overrides({ cpu: { evaluationPeriods: 2, datapointsToAlarm: 3 } }),
    "alarms.overrides.cpu.datapointsToAlarm: 3 of 2 periods can never breach; use 2 or less",
    overrides({ cpu: { evaluationPeriods: 0 } }),
    "alarms.overrides.cpu.evaluationPeriods: 0 is not a whole number from 1",
    overrides({ cpu: { datapointsToAlarm: 0 } }),
    "alarms.overrides.cpu.datapointsToAlarm: 0 is not a whole number from 1",
    overrides({ cpu: { datapointsToAlarm: 3 } }),
    "alarms.overrides.cpu.datapointsToAlarm: 3 of 2 periods can never breach; use 2 or less",
    custom({ evaluationPeriods: 1.5 }),
    "alarms.custom.a.evaluationPeriods: 1.5 is not a whole number from 1",
    overrides({ cpu: { evaluationPeriods: 3, datapointsToAlarm: 3 } }),
    overrides({ cpu: { evaluationPeriods: 1 } }),
  ],
  "alarm-stretch": [
    ...(
      [
        [3600, 169, "604800"],
        [3540, 25, "86400"],
        [60, 1441, "86400"],
        [86400, 8, "604800"],
      ] as const
    ).flatMap(([periodSeconds, evaluationPeriods, most]) => [
      overrides({ cpu: { periodSeconds, evaluationPeriods } }),
      stretch(String(evaluationPeriods), String(periodSeconds), most),
    ]),
    ...(
      [
        [3600, 48],
        [3600, 168],
        [3540, 24],
        [60, 1440],
        [86400, 7],
      ] as const
    ).map(([periodSeconds, evaluationPeriods]) =>
      overrides({ cpu: { periodSeconds, evaluationPeriods } }),
    ),
  ],
  "alarm-words": [
    custom({ comparisonOperator: "GreaterThan", statistic: "average", treatMissingData: "ok" }),
    'alarms.custom.a.comparisonOperator: "GreaterThan" is not one of GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold or LessThanOrEqualToThreshold',
    `alarms.custom.a.statistic: "average" ${STATISTIC}; did you mean Average?`,
    'alarms.custom.a.treatMissingData: "ok" is not one of missing, notBreaching, breaching or ignore',
    ...["p101", "p99.999", "p", "P99", "tm", "IQM2", "TM(:)", "TM(10)", "PR(1%:2%)", "x99"].flatMap(
      (statistic) => [
        custom({ statistic }),
        `alarms.custom.a.statistic: "${statistic}" ${STATISTIC}`,
      ],
    ),
    custom({ comparisonOperator: "LessThanThreshold", treatMissingData: "notBreaching" }),
    ...["p99.99", "p100", "p0", "tm90", "wm98.5", "tc90", "ts90", "IQM"].map((statistic) =>
      custom({ statistic }),
    ),
    ...["TM(2%:98%)", "TM(:95%)", "WM(150:1000)", "PR(:300)", "PR(1.5:)"].map((statistic) =>
      custom({ statistic }),
    ),
  ],
  "alarm-custom-key": [
    custom({}, "my alarm"),
    `alarms.custom."my alarm": ${CUSTOM_KEY}`,
    custom({}, "a".repeat(51)),
    `alarms.custom.${"a".repeat(51)}: ${CUSTOM_KEY}`,
    custom({}, "my_alarm-1.a"),
    custom({}, "a".repeat(50)),
  ],
  "alarm-action-count": [
    { alarms: { actionArns: manyTopics(6) } },
    tooMany("actionArns", "6"),
    { alarms: { okActionArns: manyTopics(6), insufficientDataActionArns: manyTopics(7) } },
    tooMany("okActionArns", "6"),
    tooMany("insufficientDataActionArns", "7"),
    { alarms: { actionArns: manyTopics(5) } },
  ],
  "alarm-action": [
    {
      alarms: {
        actionArns: ["topic", TOPIC],
        okActionArns: ["arn:aws:sns:eu-west-1:account:topic"],
      },
    },
    notArn("actionArns[0]", "topic"),
    notArn("okActionArns[0]", "arn:aws:sns:eu-west-1:account:topic"),
    { alarms: { actionArns: [TOPIC, "arn:aws:automate:eu-west-1:ec2:stop"] } },
    { alarms: { actionArns: later } },
  ],
  "alarm-runbook-url": [
    ...["https://wiki.example.com/redis#alarms", "the wiki", `https://${"w".repeat(249)}`].flatMap(
      (runbookUrl) => [
        { alarms: { runbookUrl } },
        `alarms.runbookUrl: ${shown(runbookUrl)} is not an address of at most 256 characters without spaces and # (alarms add the anchor of a heading); use for example https://wiki.example.com/redis`,
      ],
    ),
    ...["https://wiki.example.com/redis?page=alarms", `https://${"w".repeat(248)}`, ""].map(
      (runbookUrl) => ({ alarms: { runbookUrl } }),
    ),
  ],
  "alarm-metric": [
    custom({ metricName: "NewConections" }),
    'alarms.custom.a.metricName: "NewConections" is not a known metric of an ElastiCache node, so the alarm may never receive data; did you mean NewConnections?',
    custom({}),
  ],
  "alarm-actions": [
    {},
    NO_ACTIONS,
    ...[{ actionArns: [TOPIC] }, { enabled: false }, { actionArns: [] }, { actionArns: later }].map(
      (given) => ({ alarms: given }),
    ),
  ],
  "alarm-actions-empty": [
    { alarms: { actionArns: [] } },
    NO_ACTIONS,
    ...[
      { actionArns: [TOPIC] },
      { enabled: false, actionArns: [] },
      { okActionArns: [] },
      { actionArns: later },
    ].map((given) => ({ alarms: given })),
  ],
  "many-alarms": [
    shards(250),
    "alarms: 5500 alarms; the quota of an account can be 5000 per Region, so check it first, or use alarms.set BASIC",
    shards(227),
    { ...shards(250), alarms: { set: "BASIC" } },
    { ...shards(250), alarms: { enabled: false } },
  ],
};
