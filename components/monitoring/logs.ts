import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { input as inputs } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";
import { splitArn } from "../formats/arn";
import { changeable } from "../pulumi/options";
import type { LogSpec } from "./spec";

/** What the delivery of logs needs to know about a cache. */
export interface LoggedCache {
  readonly name: string;
  readonly physicalStem: string;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  readonly logs: readonly LogSpec[];
}

/** What the cache needs for the delivery of its logs. */
export interface LogDelivery {
  readonly configurations: inputs.elasticache.ReplicationGroupLogDeliveryConfiguration[];
  /** What has to exist before the first entry. Without the policies, CloudWatch Logs refuses it. */
  readonly dependencies: pulumi.Resource[];
}

/**
 * Lets AWS's delivery service write to one log group. ElastiCache adds such a statement to a policy of the account only
 * where the caller may change those policies, and an account can have ten of them per region. A policy on the log group
 * has no such limit (CloudWatch Logs, PutResourcePolicy). The conditions are those of "Logs sent to CloudWatch Logs".
 */
export function deliveryPolicy(logGroupArn: string): string {
  const { partition = "", region = "", account = "" } = splitArn(logGroupArn) ?? {};
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "LogDelivery",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:log-stream:*`,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: {
            "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:*`,
          },
        },
      },
    ],
  });
}

/** Makes the log group of one log, and the policy that allows the delivery. */
function createLogGroup(spec: LoggedCache, log: LogSpec, parent: pulumi.Resource) {
  const group = new cloudwatch.LogGroup(
    `${spec.name}-${log.logType}`,
    {
      name: `/aws/elasticache/${spec.physicalStem}/${log.logType}`,
      retentionInDays: log.retentionInDays,
      ...(log.kmsKeyId === undefined ? {} : { kmsKeyId: log.kmsKeyId }),
      tags: { ...spec.tags },
    },
    { parent },
  );
  const policy = new cloudwatch.LogResourcePolicy(
    `${spec.name}-${log.logType}-delivery`,
    { resourceArn: group.arn, policyDocument: group.arn.apply(deliveryPolicy) },
    changeable(parent),
  );
  return { name: group.name, dependencies: [group, policy] };
}

/** Delivers each log to its given destination, or to a log group that is made here. */
export function createLogs(spec: LoggedCache, parent: pulumi.Resource): LogDelivery {
  const parts = spec.logs.map((log) => {
    const made = log.destination === undefined ? createLogGroup(spec, log, parent) : undefined;
    return {
      configuration: {
        logType: log.logType,
        logFormat: log.format,
        destinationType: log.destinationType,
        destination: made?.name ?? log.destination ?? "",
      },
      dependencies: made?.dependencies ?? [],
    };
  });
  return {
    configurations: parts.map(({ configuration }) => configuration),
    dependencies: parts.flatMap(({ dependencies }) => dependencies),
  };
}
