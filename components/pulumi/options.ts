import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a child that an ordinary change replaces or deletes: the parameter group when the family changes, a
 * password when it is rotated, the alarms of a removed node, the rule of a removed client. Children inherit the
 * component's `protect`, with which Pulumi refuses such a change, sometimes after it has changed the cache. So these
 * children are not protected. The replication group, its subnet group and the log groups are protected.
 */
export const changeable = (
  parent: pulumi.Resource,
): { readonly parent: pulumi.Resource; readonly protect: false } => ({ parent, protect: false });
