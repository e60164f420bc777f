import * as pulumi from "@pulumi/pulumi";

/**
 * Warns of a component once it is registered. Before, the SDK would hold the warning back, and with it every later message and error,
 * until the component has its URN: never, where one of its inputs fails.
 */
export function warn(component: Pick<pulumi.Resource, "urn">, message: string): void {
  // The log reads the URN alone.
  component.urn.apply(() => pulumi.log.warn(message, component as pulumi.Resource));
}
