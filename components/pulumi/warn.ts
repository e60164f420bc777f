import * as pulumi from "@pulumi/pulumi";

/**
 * Logs a warning on a component once the component is registered. Before that, the SDK would hold back the warning, and
 * every later message and error, until the component has its URN, which it never has if one of its inputs fails.
 */
export function warn(component: Pick<pulumi.Resource, "urn">, message: string): void {
  // The log reads only the URN.
  component.urn.apply(() => pulumi.log.warn(message, component as pulumi.Resource));
}
