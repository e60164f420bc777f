import type { RuleCases } from "./cases";
import { later, manyTags } from "./values";

export const tags: readonly RuleCases[] = [
  {
    rule: "tag-count",
    refused: [
      {
        args: { tags: manyTags(51) },
        found: ["tags: 51 tags with Project and Environment, and AWS allows 50; leave some out"],
      },
      {
        args: { tags: manyTags(50), project: "koneksi" },
        found: ["tags: 51 tags with Project and Environment, and AWS allows 50; leave some out"],
      },
    ],
    accepted: [
      { args: { tags: manyTags(50) } },
      { args: { tags: manyTags(48), project: "koneksi", environment: "prod" } },
    ],
  },
  {
    rule: "tag-key",
    refused: [
      {
        args: { tags: { "aws:name": "a", "AWS:x": "b" } },
        found: [
          "tags.AWS:x: aws: at the start is AWS's own; choose another key",
          "tags.aws:name: aws: at the start is AWS's own; choose another key",
        ],
      },
      { args: { tags: { "": "a" } }, found: ["tags.: a tag without a key; give it one"] },
      {
        args: { tags: { ["a".repeat(129)]: "a" } },
        found: [
          'tags."aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…": the key "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 129 characters; AWS allows 128',
        ],
      },
      {
        args: { tags: { "a*b": "c" } },
        found: [
          "tags.a*b: the key holds other characters than letters, digits, spaces and _ . : / = + - @; use these alone",
        ],
      },
    ],
    accepted: [
      { args: { tags: { "Cost Center/é:+-=._@": "a", awsome: "a" } } },
      { args: { tags: { ["a".repeat(128)]: "a" } } },
    ],
  },
  {
    rule: "tag-value",
    refused: [
      {
        args: { tags: { a: "a".repeat(257), b: "x\ny", c: "a*b" } },
        found: [
          "tags.a: has 257 characters; AWS allows 256",
          'tags.b: "x\\ny" holds other characters than letters, digits, spaces and _ . : / = + - @; use these alone',
          'tags.c: "a*b" holds other characters than letters, digits, spaces and _ . : / = + - @; use these alone',
        ],
      },
    ],
    accepted: [{ args: { tags: { a: "a".repeat(256), b: "", c: "Größe 1/2: +-=._@", d: later } } }],
  },
  {
    rule: "tag-value-plain",
    refused: [
      {
        args: { project: "a*b", environment: "a".repeat(257) },
        found: [
          'project: "a*b" holds other characters than letters, digits, spaces and _ . : / = + - @; use these alone',
          "environment: has 257 characters; AWS allows 256",
        ],
      },
    ],
    accepted: [{ args: { project: "koneksi", environment: "prod" } }],
  },
];
