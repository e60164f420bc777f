import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a child that an ordinary change makes anew or takes away: the parameter group when the family changes, a password when it
 * is rotated, the alarms of a node that goes, the rule of a client that goes. Children inherit the component's `protect`, with which
 * Pulumi refuses such a change, in part only after the cache has been changed. So the protection ends here, and stays on what holds
 * data or goes with it: the replication group, its subnet group and the log groups.
 */
export const changeable = (
  parent: pulumi.Resource,
): { readonly parent: pulumi.Resource; readonly protect: false } => ({ parent, protect: false });
