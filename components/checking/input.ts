import type * as pulumi from "@pulumi/pulumi";

/** Any Input of a component's arguments, in a place where its value may or may not be known yet. */
export type MaybeKnown = pulumi.Input<unknown>;

/**
 * Whether a value is late: an Output or a promise, whose value is known only during the deployment. Tested by what they can do and not
 * by their class, so that the rules run without loading the SDK. Configuration is data without methods, so nothing in it is ever late.
 */
export function isLate(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  try {
    const candidate = value as { __pulumiOutput?: unknown; apply?: unknown; then?: unknown };
    if (candidate.__pulumiOutput === true) return typeof candidate.apply === "function";
    return typeof candidate.then === "function";
  } catch {
    // A getter or proxy that throws is not a value, and is refused as one.
    return false;
  }
}

/** The value, where it is given: an empty string means unset, as in most modules and in AWS's own API. */
export const given = <T>(value: T): T | undefined => (value === "" ? undefined : value);

/** The string that is already known, else undefined. */
export const literalString = (value: MaybeKnown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** The list that is already known, whatever its elements are, else undefined. */
export const literalList = (value: MaybeKnown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;

/** Whether a value is a map: an object that is neither null nor a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
