import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

/**
 * What a company's network stack provides for the cache and its consumers: subnets in three availability zones, a data security group,
 * a KMS key and a topic for alarms. `networkStack` names it. The outputs are those of examples/network, which needs awsx.
 */
const region = new pulumi.Config("aws").require("region");
const name = `${pulumi.getStack()}-network`;

const vpc = new ec2.Vpc(name, {
  cidrBlock: "10.20.0.0/16",
  enableDnsHostnames: true,
  tags: { Name: name },
});

const subnets = (purpose: string, firstBlock: number) =>
  ["a", "b", "c"].map(
    (zone, index) =>
      new ec2.Subnet(`${name}-${purpose}-${zone}`, {
        vpcId: vpc.id,
        availabilityZone: `${region}${zone}`,
        cidrBlock: `10.20.${String(firstBlock + index)}.0/24`,
        tags: { Name: `${name}-${purpose}-${zone}` },
      }).id,
  );

export const vpcId = vpc.id;
export const dataPrivateSubnetIds = subnets("data", 0);
export const privateSubnetIds = subnets("service", 10);
export const publicSubnetIds = subnets("public", 20);
export const dataPrivateSecurityGroupId = new ec2.SecurityGroup(`${name}-data`, {
  vpcId: vpc.id,
  description: "Data stores",
}).id;
export const kmsKeyArn = new kms.Key(`${name}-data`, {
  description: "Data at rest",
  enableKeyRotation: true,
}).arn;
export const alarmTopicArn = new sns.Topic(`${name}-alarms`).arn;
