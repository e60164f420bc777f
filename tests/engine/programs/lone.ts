import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

/** One resource for each way in which AWS reacts to a second create of the same resource. */
const config = new pulumi.Config();
const names = config.requireObject<string[]>("names");
/** The value of an argument that changes in place. */
const revision = config.require("revision");

const MAKE: Readonly<Record<string, (name: string) => pulumi.Resource>> = {
  // AWS refuses a second resource of this name.
  log: (name) => new cloudwatch.LogGroup(name, { name, tags: { revision } }),
  parameter: (name) =>
    new ssm.Parameter(name, {
      name: `/${name}`,
      type: "String",
      value: "6379",
      tags: { revision },
    }),
  cache: (name) =>
    new elasticache.ReplicationGroup(name, {
      replicationGroupId: name,
      description: revision,
      nodeType: "cache.t3.micro",
      numCacheClusters: 1,
      applyImmediately: true,
      finalSnapshotIdentifier: config.require("finalSnapshot"),
    }),
  // AWS overwrites the resource of this name.
  alarm: (name) =>
    new cloudwatch.MetricAlarm(name, {
      name,
      alarmDescription: revision,
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      metricName: "CPUUtilization",
      namespace: "AWS/ElastiCache",
      period: 60,
      statistic: "Average",
      threshold: 1,
    }),
  // An automatic name.
  topic: (name) => new sns.Topic(name, { displayName: revision }),
};

for (const name of names) MAKE[name]?.(name);
