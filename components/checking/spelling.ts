import { distance } from "fastest-levenshtein";

/** Names longer than any of ours are not worth comparing, and comparing them would be slow. */
const LONGEST = 128;

/** Two neighbouring letters in each other's place: the commonest slip of all, and one for the hand that makes it. */
function isSwap(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Slips between two names. */
const slips = (a: string, b: string) => {
  const away = distance(a, b);
  return away === 2 && isSwap(a, b) ? 1 : away;
};

/** The candidate that a mistyped name most probably meant, or undefined when none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = slips(wanted, candidate.toLowerCase());
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** The question that ends a reason, with a leading separator: `; did you mean maxmemory-policy?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const candidate = nearest(name, candidates);
  return candidate === undefined ? "" : `; did you mean ${candidate}?`;
}
