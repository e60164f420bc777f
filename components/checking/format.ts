/** Most characters of a wrong value that a message quotes. */
const LONGEST = 40;
/** Longest key in a path; AWS allows 128 characters in the key of a tag. */
const LONGEST_KEY = 128;

const escaped = (text: string) =>
  Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");

/** The text with escapes for characters that a terminal acts on or does not show: control, format, single surrogates, separators. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);

/** A wrong value as a reason shows it: quoted, shortened and printable. */
export function shown(value: string): string {
  // Not cut in the middle of a surrogate pair.
  const short =
    value.length > LONGEST ? `${value.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : value;
  return printable(JSON.stringify(short));
}

/** The path of a key within another path. A key that is too long, or has spaces or invisible characters, is quoted. */
export function pathTo(path: string, key: string): string {
  const plain = /^[^\p{C}\p{Z}]*$/u.test(key) && key.length <= LONGEST_KEY;
  const name = plain ? key : shown(key);
  return path === "" ? name : `${path}.${name}`;
}

/** Length in Unicode characters, as AWS counts tags: an emoji outside the basic plane is one. */
export function characters(text: string): number {
  let count = 0;
  for (const character of text) count += character.length > 0 ? 1 : 0;
  return count;
}

/** Bytes of a character in UTF-8. */
function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** The start of a text that has at most `most` bytes in UTF-8, cut between characters. */
export function shortened(text: string, most: number): string {
  let [bytes, end] = [0, 0];
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Joins names as in prose: `a, b and c`. */
export function listed(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** Compares names by their characters, the same on every machine. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The entries of a map in the order of their keys, so that messages do not depend on the order in the source. */
export const sortedEntries = <T>(map: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(map).sort(([a], [b]) => byName(a, b));
