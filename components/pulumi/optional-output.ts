import * as pulumi from "@pulumi/pulumi";

const absentOutputs = new WeakSet();

/** An output that does not exist in the cache's mode: undefined, and known to be so before anything is deployed. */
export function absent<T = undefined>(): pulumi.Output<T | undefined> {
  // Typed by the callback and not by a cast, which a consumer's compiler without strictNullChecks would refuse.
  const output = pulumi.output(true).apply((): T | undefined => undefined);
  absentOutputs.add(output);
  return output;
}

/** The given output, or an absent one. */
export const orAbsent = <T>(output: pulumi.Output<T> | undefined): pulumi.Output<T | undefined> =>
  output ?? absent<T>();

/**
 * Leaves out the outputs that do not exist in a cache's mode, such as the configuration endpoint with cluster mode
 * disabled. Pulumi warns at every run of a stack output that is undefined; export what this returns instead.
 */
export const presentOutputs = <T extends object>(outputs: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(outputs).filter(([, output]) => !absentOutputs.has(output as object)),
  ) as Partial<T>;
