import { distance } from "fastest-levenshtein";

/** No argument has a longer name, and comparing longer ones would be slow. */
const LONGEST = 128;

/** Whether two names differ by two swapped neighbours, the most common typing error. It counts as one error, not as two. */
function isSwap(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Typing errors between two names. */
const typos = (a: string, b: string) => {
  const away = distance(a, b);
  return away === 2 && isSwap(a, b) ? 1 : away;
};

/** The candidate that is most similar to a mistyped name; undefined where none is similar. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = typos(wanted, candidate.toLowerCase());
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** The question at the end of a message, with its separator: `; did you mean maxmemory-policy?`, or an empty string. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const candidate = nearest(name, candidates);
  return candidate === undefined ? "" : `; did you mean ${candidate}?`;
}
