import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

interface Network {
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupIds: pulumi.Input<string>[];
  readonly alarmTopicArn: pulumi.Input<string>;
}

interface Alarm extends Pick<
  cloudwatch.MetricAlarmArgs,
  "metricName" | "statistic" | "period" | "threshold" | "treatMissingData" | "datapointsToAlarm"
> {
  readonly key: string;
  readonly notify: boolean;
  readonly description: string;
  readonly metricName: string;
  readonly comparisonOperator: string;
  readonly evaluationPeriods: number;
}

/** The table of alarms, which the Terraform module reads too. */
const alarms = JSON.parse(
  readFileSync(path.join(__dirname, "../terraform/cache/alarms.json"), "utf8"),
) as readonly Alarm[];

const NODES = ["001", "002"];
const tags = { Project: "koneksi", Environment: "staging" };

/** The cache of staging without the component: the same resources with the same inputs. */
export function cache(name: string, network: Network): Record<string, unknown> {
  const replicationGroupId = `${name}-redis`;
  const subnets = new elasticache.SubnetGroup(`${name}-subnet-group`, {
    description: `Subnets of ${replicationGroupId}`,
    subnetIds: network.subnetIds,
    tags,
  });
  const parameters = new elasticache.ParameterGroup(`${name}-parameter-group`, {
    family: "redis7",
    description: `redis7 with cluster-enabled no, for ${replicationGroupId}`,
    parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
    tags,
  });
  const token = new random.RandomPassword(`${name}-token`, {
    length: 64,
    special: false,
    keepers: { tokenVersion: "1" },
  });
  const group = new elasticache.ReplicationGroup(`${name}-replication-group`, {
    replicationGroupId,
    description: `${name}: Redis cache`,
    engine: "redis",
    engineVersion: "7.1",
    nodeType: "cache.t3.micro",
    numCacheClusters: NODES.length,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    port: 6379,
    networkType: "ipv4",
    subnetGroupName: subnets.name,
    securityGroupIds: network.securityGroupIds,
    parameterGroupName: parameters.name,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    authToken: token.result,
    authTokenUpdateStrategy: "SET",
    snapshotRetentionLimit: 7,
    snapshotWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:09:00",
    autoMinorVersionUpgrade: true,
    applyImmediately: true,
    tags,
  });
  watch(name, replicationGroupId, network, group);
  const secret = new secretsmanager.Secret(`${name}-auth`, {
    description: `Credentials of ${replicationGroupId}`,
    recoveryWindowInDays: 30,
    tags,
  });
  new secretsmanager.SecretVersion(`${name}-auth-value`, {
    secretId: secret.id,
    secretString: pulumi.jsonStringify({
      username: "default",
      password: token.result,
      host: group.primaryEndpointAddress,
      readerHost: group.readerEndpointAddress,
      port: 6379,
      tls: true,
      engine: "redis",
    }),
  });
  return {
    primaryEndpointAddress: group.primaryEndpointAddress,
    readerEndpointAddress: group.readerEndpointAddress,
    port: group.port,
    replicationGroupId: group.replicationGroupId,
    authSecretArn: secret.arn,
  };
}

/** Every alarm on every node. */
function watch(name: string, group: string, network: Network, dependsOn: pulumi.Resource): void {
  for (const { key, description, notify, ...metric } of alarms) {
    for (const node of NODES) {
      new cloudwatch.MetricAlarm(
        `${name}-${key}-${node}`,
        {
          ...metric,
          name: `${group}-${key}-${node}`,
          alarmDescription: `${metric.metricName} of ${group}-${node}: ${description}`,
          namespace: "AWS/ElastiCache",
          dimensions: { CacheClusterId: `${group}-${node}` },
          ...(notify ? { alarmActions: [network.alarmTopicArn] } : {}),
          tags,
        },
        { dependsOn },
      );
    }
  }
}
