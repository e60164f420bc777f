import type * as pulumi from "@pulumi/pulumi";

/** Format of a log entry. */
export const CacheLogFormat = {
  /** One JSON object an entry. */
  JSON: "json",
  /** One line of text an entry. */
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
  /** CPU and memory of each node, as in the reference module, and the engine's own CPU. */
  BASIC: "BASIC",
  /** BASIC, and all that a person on call needs: connections, evictions, swap, lag, credits, bandwidth, failed logins. */
  RECOMMENDED: "RECOMMENDED",
} as const;
export type CacheAlarmSet = (typeof CacheAlarmSet)[keyof typeof CacheAlarmSet];

/** One log of the engine and where it goes. */
export interface CacheLogArgs {
  /** Whether the log is delivered. Defaults to true when the log is given at all. */
  enabled?: boolean;
  /** Format of an entry. Defaults to `json`. */
  format?: CacheLogFormat;
  /** Kind of destination. Defaults to `cloudwatch-logs`. */
  destinationType?: CacheLogDestinationType;
  /**
   * Name of an existing log group or delivery stream. Defaults to a log group that the component makes; a Firehose stream
   * has to be given.
   */
  destination?: pulumi.Input<string>;
  /** Days that a log group of the component keeps entries, one of the values that CloudWatch Logs allows. Defaults to 14. */
  retentionInDays?: number;
  /** ARN of the KMS key that encrypts a log group of the component. Defaults to the service's own encryption. */
  kmsKeyId?: pulumi.Input<string>;
}

/** The two logs of the engine. */
export interface CacheLogsArgs {
  /** Commands slower than `slowlog-log-slower-than`; needs Redis 6.0 or Valkey 7.2. Defaults to off. */
  slowLog?: CacheLogArgs;
  /** The engine's own log; needs Redis 6.2 or Valkey 7.2. Defaults to off. */
  engineLog?: CacheLogArgs;
}

/** What differs from an alarm's row in the table of alarms. */
export interface CacheAlarmOverrideArgs {
  /** Whether the alarm is made. Defaults to what the set says; true brings in an opt-in alarm. */
  enabled?: boolean;
  /** Whether the alarm notifies and counts in the composite. Defaults to true, save where the table says otherwise. */
  notify?: boolean;
  /** Threshold in the metric's unit. Defaults to the table's. */
  threshold?: number;
  /** Length of a period in seconds, a multiple of 60. Defaults to the table's. */
  periodSeconds?: number;
  /** Number of the latest periods that are looked at. Defaults to the table's. */
  evaluationPeriods?: number;
  /** Number of those periods that must breach. Defaults to the table's, or to `evaluationPeriods` when that is given. */
  datapointsToAlarm?: number;
}

/** An alarm of your own on a metric of the namespace AWS/ElastiCache, one for each node. */
export interface CacheCustomAlarmArgs {
  /** Name of the metric, such as `NewConnections`. */
  metricName: string;
  /** Threshold in the metric's unit. */
  threshold: number;
  /** CloudWatch's name of the comparison. Defaults to GreaterThanThreshold. */
  comparisonOperator?: string;
  /** CloudWatch's name of the statistic: Average, Maximum, Minimum, Sum, SampleCount, or a percentile such as p99. Defaults to Average. */
  statistic?: string;
  /** Length of a period in seconds, a multiple of 60. Defaults to 300. */
  periodSeconds?: number;
  /** Number of the latest periods that are looked at. Defaults to 2. */
  evaluationPeriods?: number;
  /** Number of those periods that must breach. Defaults to `evaluationPeriods`. */
  datapointsToAlarm?: number;
  /** CloudWatch's treatment of missing data: missing, notBreaching, breaching, ignore. Defaults to missing. */
  treatMissingData?: string;
  /** Whether the alarm notifies and counts in the composite. Defaults to true. */
  notify?: boolean;
  /** What the alarm means and the first thing to do. Defaults to a sentence made from the metric and the threshold. */
  description?: string;
}

/** CloudWatch alarms, one for each metric and node. */
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
  /** What differs from the table of alarms, by the alarm's key, such as `cpu`. Defaults to nothing. */
  overrides?: Record<string, CacheAlarmOverrideArgs>;
  /** Alarms of your own, by a key of your choice. Defaults to none. */
  custom?: Record<string, CacheCustomAlarmArgs>;
  /** Whether one composite alarm for the cache notifies instead of the alarms below it. Defaults to false. */
  composite?: boolean;
  /** Whether a CloudWatch dashboard is made. Defaults to false. */
  dashboard?: boolean;
  /**
   * Where your people on call find the runbook, such as https://wiki.example.com/redis: each alarm's description ends with this and the
   * anchor of its heading. At most 256 characters. Defaults to docs/runbook.md, its place in the repository of this package.
   */
  runbookUrl?: string;
}
