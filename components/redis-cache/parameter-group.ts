import * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "./spec";
import { changeable } from "../pulumi/options";
import { groupName } from "./physical-name";

/**
 * The parameter group of the cache; undefined when an existing one is used. AWS can change neither a group's family
 * nor, while a cache uses it, `cluster-enabled`. Both are in the description, which cannot change either, and in a name
 * with the prefix: so a change of one makes a new group under another name, which the cache gets with the engine
 * version before the old group is deleted.
 */
export function createParameterGroup(
  spec: CacheSpec,
  parent: pulumi.Resource,
): elasticache.ParameterGroup | undefined {
  const { existingName, family, parameters } = spec.parameterGroup;
  if (existingName !== undefined) return undefined;
  const made = family ?? `${spec.engine}${spec.engineVersion}`;
  const clusterEnabled = parameters["cluster-enabled"] ?? "no";
  const { automaticNamePrefix: prefix } = spec;
  const name = groupName(`${prefix ?? ""}-${made}-cluster-enabled-${clusterEnabled}`);
  return new elasticache.ParameterGroup(
    `${spec.name}-parameter-group`,
    {
      ...(prefix === undefined ? {} : { name }),
      family: made,
      description: `${made} with cluster-enabled ${clusterEnabled}, for ${spec.id}`,
      parameters: Object.entries(parameters)
        .map(([name, value]) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      tags: { ...spec.tags },
    },
    // With a fixed name the provider would delete the old group first, but the cache still uses it.
    { ...changeable(parent), deleteBeforeReplace: false },
  );
}
