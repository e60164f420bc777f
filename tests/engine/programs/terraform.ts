import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";

/** The resources of the Terraform module, with its names. */
const { id: vpcId } = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
const subnetIds = ["a", "b"].map(
  (zone, index) =>
    new ec2.Subnet(`data-${zone}`, {
      vpcId,
      availabilityZone: `ap-southeast-1${zone}`,
      cidrBlock: `10.0.${String(index)}.0/24`,
    }).id,
);
const securityGroup = new ec2.SecurityGroup("data", { vpcId, description: "Data stores" });
const subnetGroup = new elasticache.SubnetGroup("subnets", {
  name: "koneksi-prod-redis-subnet-group",
  subnetIds,
});
const parameterGroup = new elasticache.ParameterGroup("parameters", {
  name: "koneksi-prod-redis-params",
  family: "redis7",
  parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
});
new elasticache.ReplicationGroup("main", {
  replicationGroupId: "koneksi-prod-redis",
  description: "Redis cluster for koneksi-prod",
  engine: "redis",
  engineVersion: "7.1",
  nodeType: "cache.r6g.large",
  numCacheClusters: 3,
  parameterGroupName: parameterGroup.name,
  subnetGroupName: subnetGroup.name,
  securityGroupIds: [securityGroup.id],
  automaticFailoverEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  maintenanceWindow: "sun:05:00-sun:09:00",
  snapshotWindow: "03:00-05:00",
});

export const securityGroupId = securityGroup.id;
