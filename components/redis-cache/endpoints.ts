import type * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { TopologySpec } from "./spec";

type Address = pulumi.Output<string | undefined> | undefined;

/** Host names of a cache; one that its mode does not have is undefined, and known to be so at preview. */
export interface Endpoints {
  readonly primary: Address;
  readonly reader: Address;
  readonly configuration: Address;
}

/** The provider gives an empty string for an endpoint that the group does not have. */
const present = (address: pulumi.Output<string>) =>
  address.apply((value) => (value === "" ? undefined : value));

/**
 * The endpoints that exist in the cache's mode: in cluster mode the configuration endpoint, else the primary's and,
 * with a replica, the reader's. The host names are AWS's own, never put together from parts.
 */
export function exposeEndpoints(
  { sharded, replicasPerNodeGroup }: TopologySpec,
  group: Pick<
    elasticache.ReplicationGroup,
    "primaryEndpointAddress" | "readerEndpointAddress" | "configurationEndpointAddress"
  >,
): Endpoints {
  if (sharded) {
    return {
      primary: undefined,
      reader: undefined,
      configuration: present(group.configurationEndpointAddress),
    };
  }
  return {
    primary: present(group.primaryEndpointAddress),
    reader: replicasPerNodeGroup > 0 ? present(group.readerEndpointAddress) : undefined,
    configuration: undefined,
  };
}
