import { characters, pathTo, shown, sortedEntries } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, valueError, when } from "./rule";

/** User guide, "Tagging your ElastiCache resources". */
const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{M}\p{Z}\p{N}_.:/=+\-@]*$/u;
const IN_WORDS = "letters, digits, spaces and _ . : / = + - @";

/** The argument that a tag comes from. */
const pathOf = ({ args }: CacheSpec, key: string) =>
  Object.hasOwn(args.tags ?? {}, key) ? pathTo("tags", key) : key.toLowerCase();

function count({ tags: all }: CacheSpec): readonly Finding[] {
  const tags = Object.keys(all).length;
  return when(
    tags > MOST_TAGS,
    "tags",
    `${String(tags)} tags with Project and Environment, and AWS allows ${String(MOST_TAGS)}; leave some out`,
  );
}

function keys(spec: CacheSpec): readonly Finding[] {
  return sortedEntries(spec.tags).flatMap(([key]) => {
    const length = characters(key);
    const path = pathOf(spec, key);
    if (length === 0) return when(true, path, "a tag without a key; give it one");
    if (length > LONGEST_KEY) {
      const reason = `the key ${shown(key)} has ${String(length)} characters; AWS allows ${String(LONGEST_KEY)}`;
      return [{ path, reason }];
    }
    if (/^aws:/i.test(key)) {
      return when(true, path, "aws: at the start is AWS's own; choose another key");
    }
    return when(
      !CHARACTERS.test(key),
      path,
      `the key holds other characters than ${IN_WORDS}; use these alone`,
    );
  });
}

function value(text: string): string | undefined {
  const length = characters(text);
  if (length > LONGEST_VALUE) {
    return `has ${String(length)} characters; AWS allows ${String(LONGEST_VALUE)}`;
  }
  return CHARACTERS.test(text)
    ? undefined
    : `${shown(text)} holds other characters than ${IN_WORDS}; use these alone`;
}

function plainValues({ args }: CacheSpec): readonly Finding[] {
  return (["project", "environment"] as const).flatMap((path) => {
    const reason = value(args[path] ?? "");
    return reason === undefined ? [] : [{ path, reason }];
  });
}

export const tags: readonly Rule[] = [
  error("tag-count", 'A resource has at most 50 tags (user guide, "Tagging").', count),
  error(
    "tag-key",
    'A tag\'s key has 1 to 128 letters, digits, spaces and `_ . : / = + - @`, and does not start with `aws:` (user guide, "Tagging").',
    keys,
  ),
  valueError(
    "tag-value",
    ["tags.*"],
    'A tag\'s value has at most 256 letters, digits, spaces and `_ . : / = + - @` (user guide, "Tagging").',
    value,
  ),
  error(
    "tag-value-plain",
    "The values of the tags Project and Environment are held to the same as others.",
    plainValues,
  ),
];
