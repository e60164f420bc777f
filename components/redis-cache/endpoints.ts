import type * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import { absent } from "../pulumi/optional-output";
import type { CacheSpec } from "./spec";

type Address = pulumi.Output<string | undefined>;

/** Host names of a cache; what its mode does not have is undefined, and known to be so at preview. */
export interface Endpoints {
  readonly primary: Address;
  readonly reader: Address;
  readonly configuration: Address;
}

/** The provider answers an empty string for an endpoint that the group does not have. */
const present = (address: pulumi.Output<string>): Address =>
  address.apply((value) => (value === "" ? undefined : value));

/**
 * The endpoints that exist in the cache's mode: in cluster mode the configuration endpoint alone, else the primary's and, with a
 * replica, the reader's. Host names are AWS's; none is ever put together from parts.
 */
export function exposeEndpoints(spec: CacheSpec, group: elasticache.ReplicationGroup): Endpoints {
  const { sharded, replicasPerNodeGroup } = spec.topology;
  if (sharded) {
    return {
      primary: absent(),
      reader: absent(),
      configuration: present(group.configurationEndpointAddress),
    };
  }
  return {
    primary: present(group.primaryEndpointAddress),
    reader: replicasPerNodeGroup > 0 ? present(group.readerEndpointAddress) : absent(),
    configuration: absent(),
  };
}

/** Host that a client starts from. */
export const hostOf = (spec: CacheSpec, endpoints: Endpoints): Address =>
  spec.topology.sharded ? endpoints.configuration : endpoints.primary;
