import type { RuleTable } from "./cases";
import { later, manyTags } from "./values";

const TOO_MANY = "tags: 51 tags with Project and Environment, but AWS allows 50; remove some";
const CHARACTERS =
  "contains characters other than letters, digits, spaces and _ . : / = + - @; use only these";
const RESERVED = "AWS reserves keys that start with aws:; use another key";
const LONG = `"${"a".repeat(40)}…"`;

export const tags: RuleTable = {
  "tag-count": [
    { tags: manyTags(51) },
    TOO_MANY,
    { tags: manyTags(50), project: "koneksi" },
    TOO_MANY,
    { tags: manyTags(50) },
    { tags: manyTags(48), project: "koneksi", environment: "prod" },
  ],
  "tag-key": [
    { tags: { "aws:name": "a", "AWS:x": "b" } },
    `tags.AWS:x: ${RESERVED}`,
    `tags.aws:name: ${RESERVED}`,
    { tags: { "": "a" } },
    "tags.: a tag without a key; give it one",
    { tags: { ["a".repeat(129)]: "a" } },
    `tags.${LONG}: the key ${LONG} has 129 characters; AWS allows 128`,
    { tags: { "a*b": "c" } },
    `tags.a*b: the key ${CHARACTERS}`,
    { tags: { "Cost Center/é:+-=._@": "a", awsome: "a" } },
    { tags: { ["a".repeat(128)]: "a" } },
  ],
  "tag-value": [
    { tags: { a: "a".repeat(257), b: "x\ny", c: "a*b" } },
    "tags.a: has 257 characters; AWS allows 256",
    `tags.b: "x\\ny" ${CHARACTERS}`,
    `tags.c: "a*b" ${CHARACTERS}`,
    { tags: { a: "a".repeat(256), b: "", c: "Größe 1/2: +-=._@", d: later } },
  ],
  "tag-value-plain": [
    { project: "a*b", environment: "a".repeat(257) },
    `project: "a*b" ${CHARACTERS}`,
    "environment: has 257 characters; AWS allows 256",
    { project: "koneksi", environment: "prod" },
  ],
};
