import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { Value } from "../../local/aws/values";

/** What the resources under test stand on; no fault ever strikes it. */
interface Ground {
  readonly vpc: ec2.Vpc;
  readonly subnets: readonly ec2.Subnet[];
  readonly securityGroup: ec2.SecurityGroup;
  readonly secret: secretsmanager.Secret;
  readonly logGroup: cloudwatch.LogGroup;
  readonly alarm: cloudwatch.MetricAlarm;
  readonly users: readonly elasticache.User[];
  readonly key: kms.Key;
  readonly topic: sns.Topic;
}

/**
 * What AWS does when it is asked again for something that it made and whose answer was lost: it refuses the name, it overwrites what
 * it has (or gives it back, where that is the same), or it makes another one, because the name is made up anew.
 */
export type Again = "taken" | "overwritten" | "another";

/** A type that the program makes, with one resource of it that depends on nothing else under test. */
export interface Kind {
  readonly token: string;
  /** Pulumi's name of the resource. */
  readonly name: string;
  readonly again: Again;
  /** The argument in which revisions differ, updated in place; none where every change replaces. */
  readonly differs?: string;
  /** What somebody else writes there. */
  readonly drifted?: Value;
  /** With a physical name, or without, as the component does it. */
  readonly make: (name: string, revision: number, ground: Ground) => pulumi.Resource;
}

const policy = (revision: number) =>
  JSON.stringify({ Version: "2012-10-17", Id: `revision-${String(revision)}`, Statement: [] });

const alarm = (name: string, threshold: number) =>
  new cloudwatch.MetricAlarm(name, {
    name,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    metricName: "CPUUtilization",
    namespace: "AWS/ElastiCache",
    period: 60,
    statistic: "Average",
    threshold,
  });

const described = (revision: number) => `revision ${String(revision)}`;

/** Every type of a stack that has all of the component's parts, and the topic of `alarmEmails`. */
export const KINDS: readonly Kind[] = [
  {
    token: "aws:elasticache/subnetGroup:SubnetGroup",
    name: "subnets",
    again: "another",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision, { subnets }) =>
      new elasticache.SubnetGroup(name, {
        subnetIds: subnets.map(({ id }) => id),
        description: described(revision),
      }),
  },
  {
    token: "aws:elasticache/parameterGroup:ParameterGroup",
    name: "parameters",
    again: "another",
    differs: "parameters",
    drifted: [{ name: "timeout", value: "500" }],
    make: (name, revision) =>
      new elasticache.ParameterGroup(name, {
        family: "redis7",
        parameters: [{ name: "timeout", value: String(60 + revision) }],
      }),
  },
  {
    token: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    again: "taken",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision) =>
      new elasticache.ReplicationGroup(name, {
        replicationGroupId: name,
        description: described(revision),
        nodeType: "cache.t3.micro",
        engine: "redis",
        engineVersion: "7.1",
        numCacheClusters: 1,
        applyImmediately: true,
      }),
  },
  {
    token: "aws:elasticache/user:User",
    name: "user",
    again: "taken",
    differs: "accessString",
    drifted: "off -@all",
    make: (name, revision) =>
      new elasticache.User(name, {
        userId: name,
        userName: name,
        engine: "redis",
        accessString: `on ~revision-${String(revision)}:* +@all`,
        authenticationMode: { type: "password", passwords: ["a password of AWS's length"] },
      }),
  },
  {
    token: "aws:elasticache/userGroup:UserGroup",
    name: "user-group",
    again: "taken",
    differs: "userIds",
    drifted: ["ground-default", "ground-other", "user"],
    make: (name, revision, { users }) =>
      new elasticache.UserGroup(name, {
        userGroupId: name,
        engine: "redis",
        userIds: users.slice(0, 1 + (revision % 2)).map(({ userId }) => userId),
      }),
  },
  {
    token: "aws:secretsmanager/secret:Secret",
    name: "secret",
    again: "another",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision) => new secretsmanager.Secret(name, { description: described(revision) }),
  },
  {
    token: "aws:secretsmanager/secretVersion:SecretVersion",
    name: "secret-value",
    again: "another",
    make: (name, _, { secret }) =>
      new secretsmanager.SecretVersion(name, { secretId: secret.id, secretString: "{}" }),
  },
  {
    token: "aws:cloudwatch/logGroup:LogGroup",
    name: "log",
    again: "taken",
    differs: "retentionInDays",
    drifted: 3653,
    make: (name, revision) =>
      new cloudwatch.LogGroup(name, { name, retentionInDays: [7, 14, 30, 60][revision % 4] ?? 7 }),
  },
  {
    token: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    name: "log-delivery",
    again: "overwritten",
    differs: "policyDocument",
    drifted: policy(-1),
    make: (name, revision, { logGroup }) =>
      new cloudwatch.LogResourcePolicy(name, {
        resourceArn: logGroup.arn,
        policyDocument: policy(revision),
      }),
  },
  {
    token: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    again: "overwritten",
    differs: "threshold",
    drifted: -1,
    make: (name, revision) => alarm(name, revision),
  },
  {
    token: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    name: "composite",
    again: "overwritten",
    differs: "alarmDescription",
    drifted: "written by hand",
    make: (name, revision, ground) =>
      new cloudwatch.CompositeAlarm(name, {
        alarmName: name,
        alarmRule: ground.alarm.name.apply((child) => `ALARM("${child}")`),
        alarmDescription: described(revision),
      }),
  },
  {
    token: "aws:cloudwatch/dashboard:Dashboard",
    name: "dashboard",
    again: "overwritten",
    differs: "dashboardBody",
    drifted: '{"widgets":[]}',
    make: (name, revision) =>
      new cloudwatch.Dashboard(name, {
        dashboardName: name,
        dashboardBody: JSON.stringify({ start: `-PT${String(revision)}H`, widgets: [] }),
      }),
  },
  {
    token: "aws:ec2/securityGroup:SecurityGroup",
    name: "clients",
    again: "another",
    differs: "tags",
    drifted: { Revision: "by hand" },
    make: (name, revision, { vpc: { id } }) =>
      new ec2.SecurityGroup(name, { vpcId: id, tags: { Revision: String(revision) } }),
  },
  {
    token: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "ingress",
    again: "taken",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision, { securityGroup }) =>
      new vpc.SecurityGroupIngressRule(name, {
        securityGroupId: securityGroup.id,
        cidrIpv4: "10.0.0.0/16",
        ipProtocol: "tcp",
        fromPort: 6379,
        toPort: 6379,
        description: described(revision),
      }),
  },
  {
    token: "aws:ssm/parameter:Parameter",
    name: "parameter",
    again: "taken",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision) =>
      new ssm.Parameter(name, {
        name: `/${name}`,
        type: "String",
        value: "6379",
        description: described(revision),
      }),
  },
  {
    token: "aws:kms/key:Key",
    name: "key",
    again: "another",
    differs: "description",
    drifted: "written by hand",
    make: (name, revision) => new kms.Key(name, { description: described(revision) }),
  },
  {
    token: "aws:kms/keyPolicy:KeyPolicy",
    name: "key-policy",
    again: "overwritten",
    differs: "policy",
    drifted: policy(-1),
    make: (name, revision, { key }) =>
      new kms.KeyPolicy(name, { keyId: key.keyId, policy: policy(revision) }),
  },
  {
    token: "aws:sns/topic:Topic",
    name: "topic",
    again: "another",
    differs: "displayName",
    drifted: "written by hand",
    make: (name, revision) => new sns.Topic(name, { displayName: described(revision) }),
  },
  {
    token: "aws:sns/topicPolicy:TopicPolicy",
    name: "topic-policy",
    again: "overwritten",
    differs: "policy",
    drifted: policy(-1),
    make: (name, revision, { topic }) =>
      new sns.TopicPolicy(name, { arn: topic.arn, policy: policy(revision) }),
  },
  {
    token: "aws:sns/topicSubscription:TopicSubscription",
    name: "subscription",
    again: "overwritten",
    differs: "filterPolicy",
    drifted: '{"state":["by hand"]}',
    make: (name, revision, { topic }) =>
      new sns.TopicSubscription(name, {
        topic: topic.arn,
        protocol: "email",
        endpoint: "oncall@example.com",
        filterPolicy: JSON.stringify({ state: [described(revision)] }),
      }),
  },
];

function layGround(): Ground {
  const network = new ec2.Vpc("ground", { cidrBlock: "10.0.0.0/16" });
  const subnets = ["a", "b"].map(
    (zone, index) =>
      new ec2.Subnet(`ground-${zone}`, {
        vpcId: network.id,
        availabilityZone: `ap-southeast-1${zone}`,
        cidrBlock: `10.0.${String(index)}.0/24`,
      }),
  );
  return {
    vpc: network,
    subnets,
    securityGroup: new ec2.SecurityGroup("ground", { vpcId: network.id }),
    secret: new secretsmanager.Secret("ground"),
    logGroup: new cloudwatch.LogGroup("ground", { name: "ground" }),
    alarm: alarm("ground", 1),
    users: ["default", "other"].map(
      (userName) =>
        new elasticache.User(`ground-${userName}`, {
          userId: `ground-${userName}`,
          userName,
          engine: "redis",
          accessString: "on ~* +@all",
          noPasswordRequired: true,
        }),
    ),
    key: new kms.Key("ground"),
    topic: new sns.Topic("ground"),
  };
}

/** Registers the ground, and on it the resources of these kinds. */
export function loneResources(kinds: readonly Kind[], revision: number): void {
  const ground = layGround();
  for (const { name, make } of kinds) make(name, revision, ground);
}

/** The last part of a type's token, as the simulated AWS's faults and console take it: `elasticache/ReplicationGroup`. */
export function typeOf({ token }: Pick<Kind, "token">): string {
  const [, module = "", name = ""] = token.split(":");
  return `${module.split("/")[0] ?? ""}/${name}`;
}
