import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

const CIDR_PREFIX = "10.20";
const ZONES = ["a", "b", "c"];

/**
 * What a network stack of a company gives the cache: isolated data subnets in three zones, a data security group, a KMS key and a
 * topic for alarms. It stands in for the stack that `networkStack` names.
 */
export function network(): Promise<Record<string, unknown>> {
  const region = new pulumi.Config("aws").require("region");
  const name = `${pulumi.getStack()}-network`;
  const vpc = new ec2.Vpc(name, {
    cidrBlock: `${CIDR_PREFIX}.0.0/16`,
    enableDnsHostnames: true,
    tags: { Name: name },
  });
  const subnets = ZONES.map(
    (zone, index) =>
      new ec2.Subnet(`${name}-data-${zone}`, {
        vpcId: vpc.id,
        availabilityZone: `${region}${zone}`,
        cidrBlock: `${CIDR_PREFIX}.${String(index)}.0/24`,
        tags: { Name: `${name}-data-${zone}` },
      }),
  );
  const dataSecurityGroup = new ec2.SecurityGroup(`${name}-data`, {
    vpcId: vpc.id,
    description: "Data stores",
  });
  const key = new kms.Key(`${name}-data`, {
    description: "Data at rest",
    enableKeyRotation: true,
  });
  const topic = new sns.Topic(`${name}-alarms`);
  return Promise.resolve({
    vpcId: vpc.id,
    dataPrivateSubnetIds: subnets.map(({ id }) => id),
    dataPrivateSecurityGroupId: dataSecurityGroup.id,
    kmsKeyArn: key.arn,
    alarmTopicArn: topic.arn,
  });
}
