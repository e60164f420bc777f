export const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
export const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
export const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
export const USER = "aws:elasticache/user:User";
export const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
