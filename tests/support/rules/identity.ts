import type { RuleCases } from "./cases";

export const identity: readonly RuleCases[] = [
  {
    rule: "replication-group-id",
    refused: [
      {
        args: { replicationGroupId: "" },
        found: ['replicationGroupId: "" is empty; write for example cache'],
      },
      {
        args: { replicationGroupId: "a".repeat(41) },
        found: [
          'replicationGroupId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 41 characters, and AWS allows 40; write for example aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        ],
      },
      {
        args: { replicationGroupId: "my_cache" },
        found: [
          'replicationGroupId: "my_cache" holds other characters than letters, digits and hyphens; write for example my-cache',
        ],
      },
      {
        args: { replicationGroupId: "1cache" },
        found: [
          'replicationGroupId: "1cache" does not start with a letter; write for example cache',
        ],
      },
      {
        args: { replicationGroupId: "my--cache" },
        found: [
          'replicationGroupId: "my--cache" holds two hyphens in a row; write for example my-cache',
        ],
      },
      {
        args: { replicationGroupId: "cache-" },
        found: ['replicationGroupId: "cache-" ends with a hyphen; write for example cache'],
      },
      {
        args: { namePrefix: "a".repeat(35) },
        found: [
          'namePrefix: the replication group\'s id "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-redi…" has 41 characters, and AWS allows 40; give a namePrefix of at most 34 characters, or a replicationGroupId such as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-redi',
        ],
      },
      {
        args: {},
        name: "a".repeat(35),
        found: [
          "namePrefix: the replication group's id \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-redi…\" (from the component's name) has 41 characters, and AWS allows 40; give a namePrefix of at most 34 characters, or a replicationGroupId such as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-redi",
        ],
      },
    ],
    accepted: [
      { args: { replicationGroupId: "a" } },
      { args: { replicationGroupId: "a".repeat(40) } },
      { args: { replicationGroupId: "My-Cache-1" } },
      { args: { namePrefix: "a".repeat(34) } },
      { args: { namePrefix: "a".repeat(100), replicationGroupId: "cache" } },
    ],
  },
  {
    rule: "description",
    refused: [
      {
        args: { description: "" },
        found: ["description: the description is empty; AWS wants 1 to 255 characters"],
      },
      {
        args: { description: "a".repeat(256) },
        found: ["description: the description has 256 characters; AWS allows 255"],
      },
    ],
    accepted: [
      { args: { description: "a" } },
      { args: { description: "a".repeat(255) } },
      { args: { description: "😀".repeat(255) } },
    ],
  },
  {
    rule: "name-prefix",
    refused: [
      {
        args: { namePrefix: "my cache", replicationGroupId: "cache" },
        found: [
          'namePrefix: the names of alarms and log groups start with "my cache"; write letters, digits, and . - _ / # alone, at most 150',
        ],
      },
      {
        args: { namePrefix: "a".repeat(151), replicationGroupId: "cache" },
        found: [
          'namePrefix: the names of alarms and log groups start with "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"; write letters, digits, and . - _ / # alone, at most 150',
        ],
      },
    ],
    accepted: [
      { args: { namePrefix: "a".repeat(150), replicationGroupId: "cache" } },
      { args: { namePrefix: "team/My_Cache.1", replicationGroupId: "cache" } },
    ],
  },
  {
    rule: "parameter-store-path",
    refused: [
      {
        args: { parameterStorePath: "koneksi/redis" },
        found: [
          'parameterStorePath: "koneksi/redis" does not start with a slash; write for example /koneksi/prod/redis',
        ],
      },
      {
        args: { parameterStorePath: "/koneksi//redis" },
        found: [
          'parameterStorePath: "/koneksi//redis" holds other characters than letters, digits, and _ . - between single slashes; write for example /koneksi/prod/redis',
        ],
      },
      {
        args: { parameterStorePath: "/koneksi/my redis" },
        found: [
          'parameterStorePath: "/koneksi/my redis" holds other characters than letters, digits, and _ . - between single slashes; write for example /koneksi/prod/redis',
        ],
      },
      {
        args: { parameterStorePath: "/aws/redis" },
        found: [
          'parameterStorePath: "/aws/redis" starts with a name that AWS keeps for itself; put another one first',
        ],
      },
      {
        args: { parameterStorePath: "/a".repeat(13) },
        found: [
          'parameterStorePath: "/a/a/a/a/a/a/a/a/a/a/a/a/a" is deeper than 12 levels or longer than 900 characters; shorten it',
        ],
      },
    ],
    accepted: [
      { args: { parameterStorePath: "/koneksi/prod/redis" } },
      { args: { parameterStorePath: "/koneksi/" } },
      { args: { parameterStorePath: "" } },
      { args: { parameterStorePath: "/awesome" } },
      { args: { parameterStorePath: "/a".repeat(12) } },
    ],
  },
  {
    rule: "component-name",
    refused: [
      {
        args: {},
        name: "my_cache",
        found: [
          'name: the component\'s name "my_cache" starts the automatic names of its parameter group and subnet group, for which AWS takes letters, digits and single hyphens, a letter first; rename the component',
        ],
      },
      {
        args: {},
        name: "1cache",
        found: [
          'name: the component\'s name "1cache" starts the automatic names of its parameter group and subnet group, for which AWS takes letters, digits and single hyphens, a letter first; rename the component',
        ],
      },
    ],
    accepted: [
      { args: {}, name: "My-Cache" },
      { args: { parameterGroupName: "mine" }, name: "my_cache" },
      { args: { namePrefix: "mine" }, name: "my_cache" },
    ],
  },
];
