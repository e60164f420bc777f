import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheAlarm } from "./alarms";
import { changeable } from "../pulumi/options";
import { actionsOf } from "./alarm-resources";
import { compositePlans } from "./composite-rule";
import type { MonitoredCache } from "./spec";

/**
 * Makes the composite alarm of the cache, the only one that notifies; undefined where it is off. It depends on the
 * alarms in its rule, which have to exist.
 */
export function createComposite(
  spec: MonitoredCache,
  matrix: readonly CacheAlarm[],
  alarms: ReadonlyMap<string, pulumi.Resource>,
  parent: pulumi.Resource,
): cloudwatch.CompositeAlarm | undefined {
  const known = new Map<string, pulumi.Resource>(alarms);
  let notifying: cloudwatch.CompositeAlarm | undefined;
  for (const plan of compositePlans(spec.alarms, matrix)) {
    notifying = new cloudwatch.CompositeAlarm(
      [spec.name, "composite", plan.suffix].filter((part) => part !== "").join("-"),
      {
        alarmName: plan.alarmName,
        alarmRule: plan.alarmRule,
        alarmDescription: plan.description,
        ...(plan.suffix === "" ? actionsOf(spec.alarms) : {}),
        tags: { ...spec.tags },
      },
      {
        ...changeable(parent),
        dependsOn: plan.children.flatMap((name) => {
          const child = known.get(name);
          return child === undefined ? [] : [child];
        }),
      },
    );
    known.set(plan.alarmName, notifying);
  }
  return notifying;
}
