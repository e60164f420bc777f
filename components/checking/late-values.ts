import * as pulumi from "@pulumi/pulumi";
import { tidy } from "../pulumi/user-error";
import { isLate } from "./input";
import { type Problem, report } from "./problem";
import type { Shape } from "./shape";
import { type LateValue, lateValues, mapLateValues } from "./walk";

/** What happens with a late value once it is known. */
export interface Gate {
  /** What has the problems, such as `RedisCache "koneksi-prod"`. */
  readonly subject: string;
  readonly check: (late: LateValue, known: unknown) => readonly Problem[];
  readonly warn: (warning: Problem) => void;
}

/**
 * The arguments with each late value held back until it is known and checked: a resource that would use a wrong value is never made.
 * A preview does not know late values, so it does not check them.
 */
export const gated = <T>(shape: Shape, args: T, gate: Gate): T =>
  // Each late value becomes an Output of the same type, which TypeScript cannot see.
  mapLateValues(shape, args, (late) => {
    if (!isLate(late.value)) return late.value;
    const output: pulumi.Output<unknown> = pulumi.output(late.value as unknown);
    return output.apply((known) => {
      report(gate.subject, gate.check(late, known), gate.warn);
      return known;
    });
  }) as T;

/** Tidies the error of each late value that fails. */
export function tidyFailures(shape: Shape, args: unknown): void {
  for (const { value } of lateValues(shape, args)) {
    if (isLate(value)) settled(value).catch(tidy);
  }
}

/** The promise behind an Output: only the promise reports a failure. */
const settled = (value: object): Promise<unknown> =>
  "promise" in value && typeof value.promise === "function"
    ? (value as { promise: () => Promise<unknown> }).promise()
    : Promise.resolve(value);
