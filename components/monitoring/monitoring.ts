import type * as pulumi from "@pulumi/pulumi";
import { alarmArnsOf, createAlarms } from "./alarm-resources";
import { type CacheAlarm, alarmMatrix } from "./alarms";
import { createComposite } from "./composite";
import { createDashboard } from "./dashboard";
import type { MonitoredCache } from "./spec";

/** The alarms of a cache. */
export interface Monitoring {
  /** Every alarm, by key and then by node; known at preview. */
  readonly matrix: CacheAlarm[];
  /** ARN of each node alarm, by `<key>-<node>`. */
  readonly alarmArns: Record<string, pulumi.Output<string>>;
}

/** Makes the alarms of a cache, its composite and its dashboard. They wait for the cache. */
export function createMonitoring(
  spec: MonitoredCache,
  cache: pulumi.Resource,
  region: pulumi.Input<string>,
  parent: pulumi.Resource,
): Monitoring {
  const matrix = alarmMatrix(spec.alarms);
  const alarms = createAlarms(spec, matrix, cache, parent);
  createComposite(spec, matrix, alarms, parent);
  createDashboard(spec, matrix, region, parent);
  return { matrix, alarmArns: alarmArnsOf(matrix, alarms) };
}
