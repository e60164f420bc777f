import * as pulumi from "@pulumi/pulumi";

/**
 * Warns of a component once it is registered. Before, the SDK would hold the warning back, and with it every later message and error,
 * until the component has its URN: never, where one of its inputs fails.
 */
export function warn(component: pulumi.Resource, message: string): void {
  component.urn.apply(() => {
    void pulumi.log.warn(message, component);
  });
}
