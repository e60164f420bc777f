import type * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheAlarm } from "./alarms";
import { alarmMatrix } from "./alarms";
import type { CacheSpec } from "../redis-cache/spec";
import { alarmArnsOf, createAlarms, warnOfMemberDrift } from "./alarm-resources";
import { createComposite } from "./composite";
import { createDashboard } from "./dashboard";

/** What watches a cache. */
export interface Monitoring {
  /** Every alarm, by key and then by node; known at preview. */
  readonly matrix: CacheAlarm[];
  /** ARN of each node alarm, by `<key>-<node>`. */
  readonly alarmArns: Record<string, pulumi.Output<string>>;
}

/** The alarms of a cache, its composite and its dashboard, and the warning when they watch other nodes than AWS has. */
export function createMonitoring(
  spec: CacheSpec,
  replicationGroup: elasticache.ReplicationGroup,
  parent: pulumi.Resource,
): Monitoring {
  const matrix = alarmMatrix(spec);
  const alarms = createAlarms(spec, matrix, replicationGroup, parent);
  createComposite(spec, matrix, alarms, parent);
  createDashboard(spec, matrix, spec.context.region ?? replicationGroup.region, parent);
  if (matrix.length > 0) warnOfMemberDrift(spec, replicationGroup.memberClusters, parent);
  return { matrix, alarmArns: alarmArnsOf(matrix, alarms) };
}
