import type * as pulumi from "@pulumi/pulumi";

/** Any Input of the component's arguments, in a place where its value may or may not be known yet. */
export type MaybeKnown = pulumi.Input<unknown>;

/**
 * Whether a value is only known later: an Output or a promise. Tested by Pulumi's marker and not by its class, so that the rules
 * run without loading the SDK.
 */
export function isDeferred(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  try {
    const candidate = value as { __pulumiOutput?: unknown; apply?: unknown; then?: unknown };
    if (candidate.__pulumiOutput === true) return typeof candidate.apply === "function";
    return typeof candidate.then === "function";
  } catch {
    // A getter or proxy that throws is no value at all, and is refused as one.
    return false;
  }
}

/** The string that is already known, else undefined. */
export const literalString = (value: MaybeKnown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** The list that is already known, whatever its elements are, else undefined. */
export const literalList = (value: MaybeKnown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;

/** Whether a value is a map: an object that is neither null nor a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
