import type * as pulumi from "@pulumi/pulumi";
import { type AlarmDefinition, type AlarmFacts, CUSTOM_ALARM } from "../catalog/alarms";
import { given } from "../checking/input";
import type { CacheAlarm } from "./alarms";
import type * as args from "./args";

type Inputs = pulumi.Input<pulumi.Input<string>[]>;

/** One log that is delivered. */
export interface LogSpec {
  readonly key: "slowLog" | "engineLog";
  readonly logType: "slow-log" | "engine-log";
  readonly format: args.CacheLogFormat;
  readonly destinationType: args.CacheLogDestinationType;
  readonly destination: pulumi.Input<string> | undefined;
  readonly retentionInDays: number;
  readonly kmsKeyId: pulumi.Input<string> | undefined;
}

/** A node of a replication group. Each node publishes its own metrics. */
export interface NodeSpec {
  /** Its id in AWS, the value of the metrics' dimension, such as `koneksi-prod-redis-001`. */
  readonly id: string;
  /**
   * The part of the id that differs between the nodes of the group, such as `001` or `0001-002`; it stays when other
   * nodes are added or removed.
   */
  readonly key: string;
}

/** What alarms need to know about a cache. */
export interface WatchedCache {
  /** Id of the cache in AWS, in lower case. */
  readonly id: string;
  /** What the dashboard shows about the cache after its id. */
  readonly summary: string;
  /** Start of the physical names of alarms, composite and dashboard. */
  readonly physicalStem: string;
  /** Name of the dimension that distinguishes the nodes in CloudWatch. */
  readonly dimension: string;
  readonly nodes: readonly NodeSpec[];
  /** What thresholds depend on. */
  readonly facts: Omit<AlarmFacts, "set">;
}

/** One alarm on every node, with every default resolved: a row of the table with its override, or a custom alarm. */
export interface AlarmSpec extends Readonly<
  Omit<CacheAlarm, "node" | "nodeId" | "alarmName" | "description" | "threshold">
> {
  /** Whether the alarm is made. */
  readonly enabled: boolean;
  /** Undefined where the table has none for the node type. */
  readonly threshold: number | undefined;
  /** What the alarm means, and the first thing to do. */
  readonly text: string;
  /** The runbook's heading for it, as an anchor. */
  readonly heading: string;
}

/** Alarms, with every default resolved. */
export interface AlarmsSpec extends WatchedCache {
  readonly enabled: boolean;
  readonly facts: AlarmFacts;
  readonly actionArns: Inputs;
  readonly okActionArns: Inputs;
  readonly insufficientDataActionArns: Inputs;
  /** The overrides as given, for rules that have to know what was given. */
  readonly overrides: Readonly<Record<string, args.CacheAlarmOverrideArgs>>;
  /** The rows of the table, by key and in the table's order. */
  readonly rows: Readonly<Record<string, AlarmSpec>>;
  readonly custom: Readonly<Record<string, AlarmSpec>>;
  readonly composite: boolean;
  readonly dashboard: boolean;
  /** Address of the runbook, without an anchor. */
  readonly runbookUrl: string;
}

/** What monitoring needs to know about a cache. */
export interface MonitoredCache {
  /** The component's name, which starts the Pulumi names of its children. */
  readonly name: string;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  readonly alarms: AlarmsSpec;
}

/** The logs, by argument, and AWS's types of them. */
export const LOG_TYPES = { slowLog: "slow-log", engineLog: "engine-log" } as const;

/** Resolves the defaults of the logs that are on. */
export function resolveLogs(logs: args.CacheLogsArgs): LogSpec[] {
  return (["slowLog", "engineLog"] as const).flatMap((key) => {
    const log = logs[key];
    if (log === undefined || !(log.enabled ?? true)) return [];
    return [
      {
        key,
        logType: LOG_TYPES[key],
        format: log.format ?? "json",
        destinationType: log.destinationType ?? "cloudwatch-logs",
        destination: given(log.destination),
        retentionInDays: log.retentionInDays ?? 14,
        kmsKeyId: given(log.kmsKeyId),
      },
    ];
  });
}

/** Resolves the defaults of the alarms, those of each row and custom alarm too. */
export function resolveAlarms(
  alarms: args.CacheAlarmsArgs,
  table: Readonly<Record<string, AlarmDefinition>>,
  cache: WatchedCache,
): AlarmsSpec {
  const { enabled = true, overrides = {}, custom = {} } = alarms;
  const facts: AlarmFacts = { ...cache.facts, set: alarms.set ?? "RECOMMENDED" };
  const rows = Object.entries(table).map(([key, row]) => {
    const override = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
    return [key, resolveRow(key, row, override ?? {}, facts)] as const;
  });
  return {
    ...cache,
    enabled,
    facts,
    actionArns: alarms.actionArns ?? [],
    okActionArns: alarms.okActionArns ?? [],
    insufficientDataActionArns: alarms.insufficientDataActionArns ?? [],
    overrides,
    rows: Object.fromEntries(rows),
    custom: Object.fromEntries(
      Object.entries(custom).map(([key, alarm]) => [key, resolveCustom(key, alarm)]),
    ),
    composite: alarms.composite ?? false,
    dashboard: alarms.dashboard ?? false,
    runbookUrl: given(alarms.runbookUrl) ?? "docs/runbook.md",
  };
}

/** Whether the set contains the row; RECOMMENDED contains BASIC. */
const inSet = (row: AlarmDefinition, { set }: AlarmFacts) => row.set === "BASIC" || row.set === set;

function resolveRow(
  key: string,
  row: AlarmDefinition,
  override: args.CacheAlarmOverrideArgs,
  facts: AlarmFacts,
): AlarmSpec {
  return {
    key,
    set: row.set,
    // An alarm that is enabled by its key is made, whatever the set and the node type are.
    enabled: override.enabled ?? (inSet(row, facts) && (row.applies?.(facts) ?? true)),
    metricName: row.metricName,
    statistic: row.statistic,
    periodSeconds: override.periodSeconds ?? row.periodSeconds,
    evaluationPeriods: override.evaluationPeriods ?? row.evaluationPeriods,
    datapointsToAlarm:
      override.datapointsToAlarm ?? override.evaluationPeriods ?? row.datapointsToAlarm,
    comparisonOperator: row.comparisonOperator,
    threshold: override.threshold ?? row.threshold(facts),
    treatMissingData: row.treatMissingData,
    notify: override.notify ?? row.quiet?.(facts) !== true,
    text: `${row.meaning} First: ${row.firstAction}`,
    // Headings are the keys, and anchors are in lower case.
    heading: key.toLowerCase(),
  };
}

function resolveCustom(key: string, alarm: args.CacheCustomAlarmArgs): AlarmSpec {
  const evaluationPeriods = alarm.evaluationPeriods ?? CUSTOM_ALARM.evaluationPeriods;
  return {
    key,
    set: "CUSTOM",
    enabled: true,
    metricName: alarm.metricName,
    statistic: alarm.statistic ?? CUSTOM_ALARM.statistic,
    periodSeconds: alarm.periodSeconds ?? CUSTOM_ALARM.periodSeconds,
    evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm ?? evaluationPeriods,
    comparisonOperator: alarm.comparisonOperator ?? CUSTOM_ALARM.comparisonOperator,
    threshold: alarm.threshold,
    treatMissingData: alarm.treatMissingData ?? CUSTOM_ALARM.treatMissingData,
    notify: alarm.notify ?? true,
    text: alarm.description ?? `Custom alarm ${key}.`,
    heading: "custom-alarms",
  };
}
