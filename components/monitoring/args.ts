import type * as pulumi from "@pulumi/pulumi";

/** Format of a log entry. */
export const CacheLogFormat = {
  /** One JSON object per entry. */
  JSON: "json",
  /** One line of text per entry. */
  TEXT: "text",
} as const;
export type CacheLogFormat = (typeof CacheLogFormat)[keyof typeof CacheLogFormat];

/** Where ElastiCache delivers a log. */
export const CacheLogDestinationType = {
  /** A CloudWatch Logs log group. */
  CLOUDWATCH_LOGS: "cloudwatch-logs",
  /** An Amazon Data Firehose delivery stream. */
  KINESIS_FIREHOSE: "kinesis-firehose",
} as const;
export type CacheLogDestinationType =
  (typeof CacheLogDestinationType)[keyof typeof CacheLogDestinationType];

/** Which alarms are made. */
export const CacheAlarmSet = {
  /** CPU and memory of each node, as in the reference module, and the CPU of the engine. */
  BASIC: "BASIC",
  /**
   * BASIC, and connections, evictions, free memory, swap, replication lag, CPU credits, network bandwidth and failed
   * logins.
   */
  RECOMMENDED: "RECOMMENDED",
} as const;
export type CacheAlarmSet = (typeof CacheAlarmSet)[keyof typeof CacheAlarmSet];

/** One log of the engine and its destination. */
export interface CacheLogArgs {
  /** Whether the log is delivered. Defaults to true. */
  enabled?: boolean;
  /** Format of an entry. Defaults to `json`. */
  format?: CacheLogFormat;
  /** Kind of destination. Defaults to `cloudwatch-logs`. */
  destinationType?: CacheLogDestinationType;
  /**
   * Name of an existing log group or delivery stream. Required for Amazon Data Firehose. Defaults to a log group that
   * the component makes.
   */
  destination?: pulumi.Input<string>;
  /**
   * Days for which a log group of the component keeps entries; one of the values that CloudWatch Logs allows. Defaults
   * to 14.
   */
  retentionInDays?: number;
  /** ARN of the KMS key that encrypts a log group of the component. Defaults to the encryption of CloudWatch Logs. */
  kmsKeyId?: pulumi.Input<string>;
}

/** The two logs of the engine. */
export interface CacheLogsArgs {
  /** Commands slower than `slowlog-log-slower-than`; needs Redis 6.0 or Valkey 7.2. Defaults to off. */
  slowLog?: CacheLogArgs;
  /** The log of the engine; needs Redis 6.2 or Valkey 7.2. Defaults to off. */
  engineLog?: CacheLogArgs;
}

/** Changes to one alarm of the table of alarms. */
export interface CacheAlarmOverrideArgs {
  /** Whether the alarm is made. Defaults to true for the alarms of the `set`; true also adds an opt-in alarm. */
  enabled?: boolean;
  /**
   * Whether the alarm notifies and counts in the composite alarm. Defaults to true, except for `memory` with an allkeys
   * policy.
   */
  notify?: boolean;
  /** Threshold in the unit of the metric. Defaults to the threshold in the table. */
  threshold?: number;
  /** Length of a period in seconds, a multiple of 60. Defaults to the period in the table. */
  periodSeconds?: number;
  /** Number of the latest periods that are evaluated. Defaults to the number in the table. */
  evaluationPeriods?: number;
  /**
   * Number of these periods that must breach the threshold. Defaults to the number in the table, or to
   * `evaluationPeriods` if that is given.
   */
  datapointsToAlarm?: number;
}

/** A custom alarm for a metric of the namespace AWS/ElastiCache, one per node. */
export interface CacheCustomAlarmArgs {
  /** Name of the metric, such as `NewConnections`. */
  metricName: string;
  /** Threshold in the unit of the metric. */
  threshold: number;
  /** Comparison operator of CloudWatch. Defaults to GreaterThanThreshold. */
  comparisonOperator?: string;
  /**
   * Statistic of CloudWatch: Average, Maximum, Minimum, Sum, SampleCount, or a percentile such as p99. Defaults to
   * Average.
   */
  statistic?: string;
  /** Length of a period in seconds, a multiple of 60. Defaults to 300. */
  periodSeconds?: number;
  /** Number of the latest periods that are evaluated. Defaults to 2. */
  evaluationPeriods?: number;
  /** Number of these periods that must breach the threshold. Defaults to `evaluationPeriods`. */
  datapointsToAlarm?: number;
  /** How CloudWatch treats missing data: missing, notBreaching, breaching or ignore. Defaults to missing. */
  treatMissingData?: string;
  /** Whether the alarm notifies and counts in the composite alarm. Defaults to true. */
  notify?: boolean;
  /** What the alarm means and the first thing to do. Defaults to a sentence made from the metric and the threshold. */
  description?: string;
}

/** CloudWatch alarms, one per metric and node. */
export interface CacheAlarmsArgs {
  /** Whether alarms are made. Defaults to true. */
  enabled?: boolean;
  /** Which alarms are made. Defaults to RECOMMENDED. */
  set?: CacheAlarmSet;
  /** ARNs notified when an alarm fires, at most 5 (a limit of CloudWatch). Defaults to none, with a warning. */
  actionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs notified when an alarm recovers, at most 5. Defaults to none. */
  okActionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs notified when an alarm lacks data, at most 5. Defaults to none. */
  insufficientDataActionArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** Changes to the alarms of the table, by the key of the alarm, such as `cpu`. Defaults to none. */
  overrides?: Record<string, CacheAlarmOverrideArgs>;
  /** Custom alarms, by a key of your choice. Defaults to none. */
  custom?: Record<string, CacheCustomAlarmArgs>;
  /** Whether one composite alarm for the cache notifies instead of the individual alarms. Defaults to false. */
  composite?: boolean;
  /** Whether a CloudWatch dashboard is made. Defaults to false. */
  dashboard?: boolean;
  /**
   * Address of your runbook, such as https://wiki.example.com/redis. The description of each alarm ends with this
   * address and the anchor of its section. At most 256 characters. Defaults to docs/runbook.md, its place in the
   * repository of this package.
   */
  runbookUrl?: string;
}
