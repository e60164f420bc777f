import { characters, pathTo, shown, sortedEntries } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Rule } from "./rule";
import { error, valueError, when } from "./rule";

/** User guide, "Tagging your ElastiCache resources". */
const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{M}\p{Z}\p{N}_.:/=+\-@]*$/u;
const ALLOWED = "letters, digits, spaces and _ . : / = + - @";

/** The argument that a tag comes from. */
const pathOf = ({ args }: CacheSpec, key: string) =>
  Object.hasOwn(args.tags ?? {}, key) ? pathTo("tags", key) : key.toLowerCase();

const tagCount = error(
  "tag-count",
  'A resource has at most 50 tags (user guide, "Tagging").',
  ({ tags: all }) => {
    const count = Object.keys(all).length;
    return when(
      count > MOST_TAGS,
      "tags",
      `${String(count)} tags with Project and Environment, but AWS allows ${String(MOST_TAGS)}; remove some`,
    );
  },
);

function wrongKey(key: string): string | undefined {
  const length = characters(key);
  if (length === 0) return "a tag without a key; give it one";
  if (length > LONGEST_KEY) {
    return `the key ${shown(key)} has ${String(length)} characters; AWS allows ${String(LONGEST_KEY)}`;
  }
  if (/^aws:/i.test(key)) return "AWS reserves keys that start with aws:; use another key";
  return CHARACTERS.test(key)
    ? undefined
    : `the key contains characters other than ${ALLOWED}; use only these`;
}

const tagKey = error(
  "tag-key",
  'A tag\'s key has 1 to 128 letters, digits, spaces and `_ . : / = + - @`, and does not start with `aws:` (user guide, "Tagging").',
  (spec) =>
    sortedEntries(spec.tags).flatMap(([key]) => {
      const reason = wrongKey(key);
      return reason === undefined ? [] : [{ path: pathOf(spec, key), reason }];
    }),
);

function wrongValue(value: string): string | undefined {
  const length = characters(value);
  if (length > LONGEST_VALUE) {
    return `has ${String(length)} characters; AWS allows ${String(LONGEST_VALUE)}`;
  }
  return CHARACTERS.test(value)
    ? undefined
    : `${shown(value)} contains characters other than ${ALLOWED}; use only these`;
}

const tagValue = valueError(
  "tag-value",
  ["tags.*"],
  'A tag\'s value has at most 256 letters, digits, spaces and `_ . : / = + - @` (user guide, "Tagging").',
  wrongValue,
);

const tagValuePlain = error(
  "tag-value-plain",
  "The values of the tags Project and Environment follow the same rule.",
  ({ args }) =>
    (["project", "environment"] as const).flatMap((path) => {
      const reason = wrongValue(args[path] ?? "");
      return reason === undefined ? [] : [{ path, reason }];
    }),
);

export const tags: readonly Rule[] = [tagCount, tagKey, tagValue, tagValuePlain];
