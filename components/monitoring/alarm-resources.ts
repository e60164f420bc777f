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

/** Who is told of each change of state; an absent list is nobody. */
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
 * What CloudWatch is asked for. The dimension is the node alone, since ElastiCache publishes nothing of these under the replication
 * group's id, and no unit is given, since an alarm with another unit than the published one never gets data.
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
 * The node alarms, by their physical names. Each one's Pulumi name comes from its key and node, so that a node that comes or goes
 * touches no other's alarms. They wait for the cache, which their dimensions name only as text.
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

/**
 * After an update, says so on the component when the members that AWS reports are not the nodes that the alarms watch. A preview knows
 * only the members of the last update, and says nothing.
 */
export function warnOfMemberDrift(
  alarms: AlarmsSpec,
  memberClusters: pulumi.Output<string[]>,
  component: pulumi.Resource,
): void {
  const watched = alarms.nodes.map(({ id }) => id);
  memberClusters.apply((members: string[] | undefined) => {
    const reason = memberDrift(watched, members ?? []);
    if (reason !== undefined && !pulumi.runtime.isDryRun()) {
      warn(component, reason);
    }
  });
}
