import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { CacheAlarm } from "./alarms";
import { changeable } from "../pulumi/options";
import { dashboardBody } from "./dashboard-body";
import type { MonitoredCache } from "./spec";

/** Characters that the name of a dashboard cannot have (PutDashboard, DashboardName). */
const REFUSED = /[^A-Za-z0-9_-]/g;

/**
 * Makes the dashboard of a cache; undefined where it is off. Its graphs name the region, which may be known only during
 * the deployment.
 */
export function createDashboard(
  { name, alarms }: MonitoredCache,
  matrix: readonly CacheAlarm[],
  region: pulumi.Input<string>,
  parent: pulumi.Resource,
): cloudwatch.Dashboard | undefined {
  if (!alarms.dashboard) return undefined;
  const known = typeof region === "string" ? region : undefined;
  return new cloudwatch.Dashboard(
    `${name}-dashboard`,
    {
      dashboardName: alarms.physicalStem.replace(REFUSED, "-"),
      dashboardBody:
        known === undefined
          ? pulumi.output(region).apply((later) => dashboardBody(alarms, matrix, later))
          : dashboardBody(alarms, matrix, known),
    },
    changeable(parent),
  );
}
