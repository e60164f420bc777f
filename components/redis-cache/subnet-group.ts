import * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "./spec";

/**
 * The subnet group made from `subnetIds`; undefined when an existing one is used, or AWS's default. AWS cannot rename a
 * subnet group, and another one would replace the cache, so only a new one gets the prefix, and an existing one
 * keeps its name.
 */
export function createSubnetGroup(
  spec: CacheSpec,
  parent: pulumi.Resource,
): elasticache.SubnetGroup | undefined {
  const { subnetIds } = spec.network;
  const { automaticNamePrefix: prefix } = spec;
  if (subnetIds === undefined) return undefined;
  return new elasticache.SubnetGroup(
    `${spec.name}-subnet-group`,
    {
      ...(prefix === undefined ? {} : { name: `${prefix}-subnet-group` }),
      subnetIds,
      description: `Subnets of ${spec.id}`,
      tags: { ...spec.tags },
    },
    { parent, ignoreChanges: ["name"] },
  );
}
