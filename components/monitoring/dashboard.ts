import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { CacheAlarm } from "./alarms";
import { dashboardBody } from "./dashboard-body";
import { physicalStem } from "../redis-cache/physical-name";
import type { CacheSpec } from "../redis-cache/spec";
import { changeable } from "../pulumi/options";

/** Everything that CloudWatch refuses in the name of a dashboard (PutDashboard, DashboardName). */
const REFUSED = /[^A-Za-z0-9_-]/g;

/**
 * The dashboard of a cache; undefined where it is off. Its graphs name a region, which the component knows from its arguments or else
 * from the replication group.
 */
export function createDashboard(
  spec: CacheSpec,
  matrix: readonly CacheAlarm[],
  region: pulumi.Input<string>,
  parent: pulumi.Resource,
): cloudwatch.Dashboard | undefined {
  if (!spec.alarms.dashboard) return undefined;
  const known = typeof region === "string" ? region : undefined;
  return new cloudwatch.Dashboard(
    `${spec.name}-dashboard`,
    {
      dashboardName: physicalStem(spec).replace(REFUSED, "-"),
      dashboardBody:
        known === undefined
          ? pulumi.output(region).apply((name) => dashboardBody(spec, matrix, name))
          : dashboardBody(spec, matrix, known),
    },
    changeable(parent),
  );
}
