import type { Definition } from "../provider";
import { loadSchema } from "../schema";
import { CLOUDWATCH } from "./cloudwatch";
import { EC2 } from "./ec2";
import { ECS } from "./ecs";
import { ELASTICACHE } from "./elasticache";
import { IAM } from "./iam";
import { INVOKES } from "./invokes";
import { KMS } from "./kms";
import { LB } from "./lb";
import { SECRETSMANAGER } from "./secretsmanager";
import { SNS } from "./sns";
import { SSM } from "./ssm";

export const AWS: Definition = {
  name: "AWS",
  schema: loadSchema("aws"),
  types: {
    ...CLOUDWATCH,
    ...EC2,
    ...ECS,
    ...ELASTICACHE,
    ...IAM,
    ...KMS,
    ...LB,
    ...SECRETSMANAGER,
    ...SNS,
    ...SSM,
  },
  functions: INVOKES,
};
