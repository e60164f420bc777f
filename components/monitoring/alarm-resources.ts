import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { CacheAlarm } from "./alarms";
import { memberDrift } from "./alarms";
import { STATISTICS } from "../catalog/cloudwatch";
import { METRIC_NAMESPACE } from "../catalog/metrics";
import { literalList } from "../checking/input";
import { changeable } from "../pulumi/options";
import { warn } from "../pulumi/warn";
import type { AlarmsSpec, MonitoredCache } from "./spec";

/** CloudWatch has one argument for its statistics and another one for percentiles. */
const statisticOf = (statistic: string) =>
  STATISTICS.some((known) => known === statistic)
    ? { statistic }
    : { extendedStatistic: statistic };

const isEmpty = (arns: AlarmsSpec["actionArns"]) => literalList(arns)?.length === 0;

/** The ARNs that each change of state notifies. An empty list is left out. */
export function actionsOf({
  actionArns,
  okActionArns,
  insufficientDataActionArns,
}: AlarmsSpec): Pick<
  cloudwatch.CompositeAlarmArgs,
  "alarmActions" | "okActions" | "insufficientDataActions"
> {
  return {
    ...(isEmpty(actionArns) ? {} : { alarmActions: actionArns }),
    ...(isEmpty(okActionArns) ? {} : { okActions: okActionArns }),
    ...(isEmpty(insufficientDataActionArns)
      ? {}
      : { insufficientDataActions: insufficientDataActionArns }),
  };
}

/**
 * The arguments of an alarm. The node is the only dimension, because ElastiCache publishes these metrics per node and
 * not for the replication group. No unit is given, because an alarm whose unit is not the published one receives no
 * data.
 */
function metricAlarmArgs(spec: MonitoredCache, alarm: CacheAlarm): cloudwatch.MetricAlarmArgs {
  const notifies = alarm.notify && !spec.alarms.composite;
  return {
    name: alarm.alarmName,
    alarmDescription: alarm.description,
    namespace: METRIC_NAMESPACE,
    metricName: alarm.metricName,
    dimensions: { [spec.alarms.dimension]: alarm.nodeId },
    ...statisticOf(alarm.statistic),
    period: alarm.periodSeconds,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    comparisonOperator: alarm.comparisonOperator,
    threshold: alarm.threshold,
    treatMissingData: alarm.treatMissingData,
    ...(notifies ? actionsOf(spec.alarms) : {}),
    tags: { ...spec.tags },
  };
}

/**
 * Makes the alarms, by their physical names. Their Pulumi names come from key and node, so that adding or removing a
 * node does not change the other nodes' alarms. They depend on the cache explicitly, because their dimensions name it only as
 * text.
 */
export function createAlarms(
  spec: MonitoredCache,
  matrix: readonly CacheAlarm[],
  cache: pulumi.Resource,
  parent: pulumi.Resource,
): ReadonlyMap<string, cloudwatch.MetricAlarm> {
  return new Map(
    matrix.map((alarm) => [
      alarm.alarmName,
      new cloudwatch.MetricAlarm(
        `${spec.name}-${alarm.key}-${alarm.node}`,
        metricAlarmArgs(spec, alarm),
        { ...changeable(parent), dependsOn: [cache] },
      ),
    ]),
  );
}

/** ARN of each node alarm, by `<key>-<node>`. */
export const alarmArnsOf = (
  matrix: readonly CacheAlarm[],
  alarms: ReadonlyMap<string, cloudwatch.MetricAlarm>,
): Record<string, pulumi.Output<string>> =>
  Object.fromEntries(
    matrix.flatMap(({ key, node, alarmName }) => {
      const alarm = alarms.get(alarmName);
      return alarm === undefined ? [] : [[`${key}-${node}`, alarm.arn]];
    }),
  );

/** Ids of the members of a cache: those read before the update, where they could be read, and those after it. */
export interface Members {
  readonly before: pulumi.Input<readonly string[] | undefined>;
  readonly after: pulumi.Output<readonly string[]>;
}

/**
 * Warns after an update when the members that AWS reports are not the nodes that the alarms watch, unless they were the
 * same before the update: then the preview has already warned. A preview knows only the members of the last update, and
 * does not warn here.
 */
export function warnOfMemberDrift(
  alarms: AlarmsSpec,
  { before, after }: Members,
  component: pulumi.Resource,
): void {
  const watched = alarms.nodes.map(({ id }) => id);
  type Ids = readonly string[] | undefined;
  pulumi.all([before, after]).apply(([old, members]: [Ids, Ids]) => {
    const reason = memberDrift(watched, members ?? []);
    const known = reason === memberDrift(watched, old ?? []);
    if (reason !== undefined && !known && !pulumi.runtime.isDryRun()) {
      warn(component, `nodeIds: ${reason}`);
    }
  });
}
