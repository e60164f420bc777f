/**
 * What is simulated: the resource types and functions of `@pulumi/aws` and `@pulumi/random` that
 * the programs of this repository use. The property lists behind each name are generated from the
 * installed typings (`generate.ts`), the behaviour is in `services/`.
 */
export const AWS_RESOURCES = [
  "cloudwatch/CompositeAlarm",
  "cloudwatch/Dashboard",
  "cloudwatch/LogGroup",
  "cloudwatch/LogResourcePolicy",
  "cloudwatch/MetricAlarm",
  "ec2/SecurityGroup",
  "ec2/Subnet",
  "ec2/Vpc",
  "ecs/Cluster",
  "ecs/Service",
  "ecs/TaskDefinition",
  "elasticache/ParameterGroup",
  "elasticache/ReplicationGroup",
  "elasticache/SubnetGroup",
  "elasticache/User",
  "elasticache/UserGroup",
  "iam/Role",
  "iam/RolePolicy",
  "iam/RolePolicyAttachment",
  "kms/Key",
  "kms/KeyPolicy",
  "lb/Listener",
  "lb/LoadBalancer",
  "lb/TargetGroup",
  "secretsmanager/Secret",
  "secretsmanager/SecretVersion",
  "sns/Topic",
  "sns/TopicPolicy",
  "sns/TopicSubscription",
  "ssm/Parameter",
  "vpc/SecurityGroupEgressRule",
  "vpc/SecurityGroupIngressRule",
] as const;

export const AWS_FUNCTIONS = [
  "elasticache/getCluster",
  "elasticache/getReplicationGroup",
  "index/getCallerIdentity",
  "index/getPartition",
  "index/getRegion",
] as const;

export const RANDOM_RESOURCES = ["index/RandomPassword"] as const;

/** `elasticache/ReplicationGroup` -> `aws:elasticache/replicationGroup:ReplicationGroup`. */
export function token(provider: string, path: string): string {
  const [module = "", name = ""] = path.split("/");
  return `${provider}:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}
