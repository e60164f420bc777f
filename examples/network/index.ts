import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
// In your own repository, import from "@koneksi/redis-cache".
import { createAlarmTopic } from "../../components";

/**
 * The network of the cache and its clients. The program of the cache reads the stack outputs below through
 * `networkStack`; examples/ecs-service reads them too.
 */
const config = new pulumi.Config();
const name = `koneksi-${pulumi.getStack()}`;
const tags = { Project: "koneksi", Environment: pulumi.getStack() };

const vpc = new awsx.ec2.Vpc(name, {
  cidrBlock: config.require("cidrBlock"),
  numberOfAvailabilityZones: config.requireNumber("zones", { min: 2, max: 3 }),
  enableDnsHostnames: true,
  // One gateway for all zones: without its zone, the services lose the internet, but not the cache.
  natGateways: { strategy: awsx.ec2.NatGatewayStrategy.Single },
  subnetStrategy: awsx.ec2.SubnetAllocationStrategy.Auto,
  subnetSpecs: [
    { type: awsx.ec2.SubnetType.Public, name: "public", cidrMask: 24 },
    { type: awsx.ec2.SubnetType.Private, name: "service", cidrMask: 20 },
    // No route out of the VPC: a cache opens no connections.
    { type: awsx.ec2.SubnetType.Isolated, name: "data", cidrMask: 24 },
  ],
  tags,
});

/** Has no rules: each consumer adds its own rule in its own stack (`allowConsumer`). */
const dataSecurityGroup = new ec2.SecurityGroup(`${name}-data`, {
  vpcId: vpc.vpcId,
  description: "Data stores",
  tags,
});

const dataKey = new kms.Key(`${name}-data`, {
  description: "Data at rest",
  enableKeyRotation: true,
  tags,
});

const alarmTopic = createAlarmTopic(`${name}-alarms`, {
  emails: config.requireObject<string[]>("alarmEmails"),
  tags,
});

export const vpcId = vpc.vpcId;
export const publicSubnetIds = vpc.publicSubnetIds;
export const privateSubnetIds = vpc.privateSubnetIds;
export const dataPrivateSubnetIds = vpc.isolatedSubnetIds;
export const dataPrivateSecurityGroupId = dataSecurityGroup.id;
export const kmsKeyArn = dataKey.arn;
export const alarmTopicArn = alarmTopic.arn;
