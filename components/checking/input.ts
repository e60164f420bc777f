import type * as pulumi from "@pulumi/pulumi";

/** An Input among a component's arguments: a plain value or a late value. */
export type MaybeKnown = pulumi.Input<unknown>;

/**
 * Whether a value is a late value: an Output or a promise, known only during the deployment. This tests for methods and not for the
 * class, so that the rules run without loading the SDK. Configuration has no methods, so it never contains a late value.
 */
export function isLate(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  try {
    const candidate = value as { __pulumiOutput?: unknown; apply?: unknown; then?: unknown };
    if (candidate.__pulumiOutput === true) return typeof candidate.apply === "function";
    return typeof candidate.then === "function";
  } catch {
    // A getter or proxy that throws is not a late value; the check of its shape refuses it.
    return false;
  }
}

/** The value, if it is given: an empty string means unset, as in most modules and in AWS's own API. */
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
