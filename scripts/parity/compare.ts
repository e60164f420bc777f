/** Where two providers answer a row differently. */
import type { Afterwards, Outcome, Outcomes } from "./measure";

export interface Difference {
  readonly id: string;
  readonly real: Outcome;
  readonly simulated: Outcome;
}

/** Rows whose plan differs: the operation, what changes, what replaces, what is refused. */
export function planDifferences(real: Outcomes, simulated: Outcomes): Difference[] {
  return pairs(real, simulated).filter(
    ({ real: wanted, simulated: got }) => !samePlan(wanted, got),
  );
}

/** Why AWS, simulated, refused what the plan let pass. */
export function failures(outcomes: Outcomes): Record<string, string> {
  return pick(outcomes, (later) =>
    later !== "clean" && "failure" in later ? later.failure : undefined,
  );
}

/** What the simulation leaves unclean after a change was made. */
export function unclean(outcomes: Outcomes): Record<string, string> {
  return pick(outcomes, (later) =>
    later !== "clean" && "unclean" in later ? later.unclean.join(", ") : undefined,
  );
}

function pick(
  outcomes: Outcomes,
  what: (later: Afterwards) => string | undefined,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [id, { afterwards }] of Object.entries(outcomes)) {
    const text = afterwards === undefined ? undefined : what(afterwards);
    if (text !== undefined) found[id] = text;
  }
  return found;
}

function pairs(real: Outcomes, simulated: Outcomes): Difference[] {
  return Object.entries(real).map(([id, outcome]) => {
    const other = simulated[id];
    if (other === undefined) throw new Error(`the simulation was not asked for the row ${id}`);
    return { id, real: outcome, simulated: other };
  });
}

function samePlan(real: Outcome, simulated: Outcome): boolean {
  if (real.operation === "unmeasured") return true;
  return (
    real.operation === simulated.operation &&
    String(real.changed) === String(simulated.changed) &&
    String(real.replaces) === String(simulated.replaces) &&
    real.deleteBeforeReplace === simulated.deleteBeforeReplace &&
    sameRefusals(real.refusals ?? [], simulated.refusals ?? [])
  );
}

/**
 * The words of a refusal are the provider's own and are not compared; the arguments that it is about
 * are. Of two arguments that exclude each other the simulation may name one, and where the real
 * provider names none, in a refusal of the whole plan, any.
 */
function sameRefusals(real: readonly string[], simulated: readonly string[]): boolean {
  const wanted = real.map(argument);
  if (wanted.includes("")) return true;
  return simulated.map(argument).every((name) => wanted.includes(name));
}

function argument(refusal: string): string {
  return /^([a-zA-Z]+)(?:[[.][^:]*)?: /.exec(refusal)?.[1] ?? "";
}
