import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
// In a repository of your own: from "@koneksi/redis-cache".
import { createAlarmTopic } from "../../components";

/**
 * The network that the cache and its clients live in. The stack outputs below are what the cache's program reads through
 * `networkStack`, and what examples/ecs-service reads besides.
 */
const config = new pulumi.Config();
const name = `koneksi-${pulumi.getStack()}`;
const tags = { Project: "koneksi", Environment: pulumi.getStack() };

const vpc = new awsx.ec2.Vpc(name, {
  cidrBlock: config.require("cidrBlock"),
  numberOfAvailabilityZones: config.requireNumber("zones", { min: 2, max: 3 }),
  enableDnsHostnames: true,
  // One gateway for all zones: its zone's loss cuts the services off from the internet, not from the cache.
  natGateways: { strategy: awsx.ec2.NatGatewayStrategy.Single },
  subnetStrategy: awsx.ec2.SubnetAllocationStrategy.Auto,
  subnetSpecs: [
    { type: awsx.ec2.SubnetType.Public, name: "public", cidrMask: 24 },
    { type: awsx.ec2.SubnetType.Private, name: "service", cidrMask: 20 },
    // No route out of the VPC at all: a cache opens no connections.
    { type: awsx.ec2.SubnetType.Isolated, name: "data", cidrMask: 24 },
  ],
  tags,
});

/** Empty on purpose: each consumer adds its own rule from its own stack (`allowConsumer`). */
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
