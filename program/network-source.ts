import type * as pulumi from "@pulumi/pulumi";
import type { RedisCacheArgs } from "../components/redis-cache/args";

/** Where the cache's network comes from. */
export type NetworkSource =
  | {
      /** An existing stack, by its full name or as `<project>/<stack>`. */
      readonly kind: "stack";
      readonly stack: string;
      /** Whether the stack's `kmsKeyArn` encrypts the cache. */
      readonly useKmsKey: boolean;
    }
  /** A VPC that the program makes for a trial. */
  | { readonly kind: "create" }
  /** The ids among the arguments. */
  | { readonly kind: "ids" };

/** What a network source provides: the output of each value, and the CIDR block that may connect. */
interface Provided {
  readonly vpcId?: string;
  readonly subnetIds?: string;
  readonly securityGroupId?: string;
  readonly kmsKeyArn?: string;
  readonly alarmTopicArn?: string;
  readonly cidrBlock?: string;
}

/** Range of the VPC that the program makes for a trial. */
export const TRIAL_CIDR_BLOCK = "10.0.0.0/16";

/** What each network source provides. The checks and the deployment both read this table. */
export const networkSources: Readonly<Record<NetworkSource["kind"], Provided>> = {
  // Outputs of examples/network.
  stack: {
    vpcId: "vpcId",
    subnetIds: "dataPrivateSubnetIds",
    securityGroupId: "dataPrivateSecurityGroupId",
    kmsKeyArn: "kmsKeyArn",
    alarmTopicArn: "alarmTopicArn",
  },
  // Outputs of awsx.ec2.Vpc. The whole VPC may connect.
  create: { vpcId: "vpcId", subnetIds: "isolatedSubnetIds", cidrBlock: TRIAL_CIDR_BLOCK },
  ids: {},
};

/** Reads the outputs of a network. */
export interface NetworkOutputs {
  readonly id: (output: string) => pulumi.Output<string>;
  readonly ids: (output: string) => pulumi.Output<string[]>;
  readonly arn: (output: string) => pulumi.Output<string>;
  /** A list of the ARN; an empty list if the network does not have the output. */
  readonly optionalArn: (output: string) => pulumi.Output<string[]>;
}

/** The arguments that the network provides to the cache. */
export function networkArgs(
  source: NetworkSource,
  { id, ids, arn }: NetworkOutputs,
): RedisCacheArgs {
  const { vpcId, subnetIds, securityGroupId, kmsKeyArn, cidrBlock } = networkSources[source.kind];
  const useKmsKey = source.kind === "stack" && source.useKmsKey;
  return {
    ...(vpcId === undefined ? {} : { vpcId: id(vpcId) }),
    ...(subnetIds === undefined ? {} : { subnetIds: ids(subnetIds) }),
    ...(securityGroupId === undefined ? {} : { securityGroupIds: [id(securityGroupId)] }),
    ...(kmsKeyArn === undefined || !useKmsKey ? {} : { kmsKeyId: arn(kmsKeyArn) }),
    ...(cidrBlock === undefined ? {} : { allowedCidrBlocks: [cidrBlock] }),
  };
}
