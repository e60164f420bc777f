import * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "./spec";

/**
 * The subnet group made from `subnetIds`; undefined when an existing one is used, or AWS's default. Its physical name is automatic, so
 * that a replacement can stand beside the old one.
 */
export function createSubnetGroup(
  spec: CacheSpec,
  parent: pulumi.Resource,
): elasticache.SubnetGroup | undefined {
  const { subnetIds } = spec.network;
  if (subnetIds === undefined) return undefined;
  return new elasticache.SubnetGroup(
    `${spec.name}-subnet-group`,
    {
      subnetIds,
      description: `Subnets of ${spec.replicationGroupId}`,
      tags: { ...spec.tags },
    },
    { parent },
  );
}
