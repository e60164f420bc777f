/** Longest part of a wrong value that a reason repeats. */
const LONGEST = 40;
/** Longest key that a path repeats; AWS allows 128 in tags. */
const LONGEST_KEY = 128;

/** A wrong value as a reason shows it: quoted, shortened, and without control characters that would disturb a terminal. */
export function shown(value: string): string {
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The path of a key within another path. A key that would fill the screen, or hide what follows, is shortened. */
export function pathTo(path: string, key: string): string {
  const plain = /^[^\p{C}\p{Z}]*$/u.test(key) && key.length <= LONGEST_KEY;
  const name = plain ? key : shown(key);
  return path === "" ? name : `${path}.${name}`;
}

/** Length in characters, as AWS counts: a character outside the basic plane is one. */
export function characters(text: string): number {
  let count = 0;
  for (const character of text) count += character.length > 0 ? 1 : 0;
  return count;
}

/** The start of a text, at most so many characters as AWS counts them. A character has one or two code units. */
export const shortened = (text: string, most: number): string =>
  Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join("");

/** `a, b and c`. */
export function listed(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** Orders names by their characters, the same on every machine. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The entries of a map in the order of their keys, so that what is said of them never depends on how it was written. */
export const sortedEntries = <T>(map: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(map).sort(([a], [b]) => byName(a, b));
