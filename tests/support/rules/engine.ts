import type { RuleCases } from "./cases";

export const engine: readonly RuleCases[] = [
  {
    rule: "engine-version-mismatch",
    refused: [
      {
        args: { engine: "redis", engineVersion: "8.0" },
        found: [
          "engineVersion: Redis OSS has no version 8.0, but Valkey has; write engine valkey, or one of 4.0.10, 5.0.6, 6.0, 6.2, 7.0 or 7.1",
        ],
      },
      {
        args: { engine: "redis", engineVersion: "7.2" },
        found: [
          "engineVersion: Redis OSS has no version 7.2, but Valkey has; write engine valkey, or one of 4.0.10, 5.0.6, 6.0, 6.2, 7.0 or 7.1",
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "7.1" },
        found: [
          "engineVersion: Valkey has no version 7.1, but Redis OSS has; write engine redis, or one of 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "5.0.6" },
        found: [
          "engineVersion: Valkey has no version 5.0.6, but Redis OSS has; write engine redis, or one of 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
        ],
      },
      ...["7.3", "8.9"].map((engineVersion) => ({
        args: { engine: "redis", engineVersion },
        found: [
          "engineVersion: Redis OSS ends at 7.1 in ElastiCache; write 7.1, or engine valkey with version 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
        ],
      })),
    ],
    accepted: [
      { args: { engine: "redis", engineVersion: "7.1" } },
      { args: { engine: "valkey", engineVersion: "7.2" } },
      { args: { engineVersion: "8.0" } },
      { args: { engine: "redis", engineVersion: "6.9" } },
    ],
  },
  {
    rule: "engine-version",
    refused: [
      {
        args: { engineVersion: "7" },
        found: [
          'engineVersion: "7" is not a valid version of Redis OSS; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7',
        ],
      },
      {
        args: { engineVersion: "7.x" },
        found: ['engineVersion: "7.x" is not a valid version of Redis OSS; write "7.0" or "7.1"'],
      },
      {
        args: { engineVersion: "7.1.0" },
        found: ['engineVersion: "7.1.0" is not a valid version of Redis OSS; write "7.1"'],
      },
      {
        args: { engineVersion: "6.2.6" },
        found: ['engineVersion: "6.2.6" is not a valid version of Redis OSS; write "6.2"'],
      },
      {
        args: { engineVersion: "5.0" },
        found: ['engineVersion: "5.0" is not a valid version of Redis OSS; write "5.0.6"'],
      },
      {
        args: { engineVersion: "10.0" },
        found: [
          'engineVersion: "10.0" is not a valid version of Redis OSS; write "4.0.10", "5.0.6", "6.0", "6.2", "7.0" or "7.1"',
        ],
      },
      {
        args: { engineVersion: "latest" },
        found: [
          'engineVersion: "latest" is not a valid version of Redis OSS; write "4.0.10", "5.0.6", "6.0", "6.2", "7.0" or "7.1"',
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "8" },
        found: [
          'engineVersion: "8" is not a valid version of Valkey; write "8.0", "8.1" or "8.2" in quotes, because YAML reads an unquoted 7.0 as the number 7',
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "6.x" },
        found: [
          'engineVersion: "6.x" is not a valid version of Valkey; write "7.2", "8.0", "8.1", "8.2", "9.0" or "9.1"',
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "10.0" },
        found: [
          'engineVersion: "10.0" is not a valid version of Valkey; write "7.2", "8.0", "8.1", "8.2", "9.0" or "9.1"',
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "7.0" } },
      { args: { engineVersion: "6.x" } },
      { args: { engineVersion: "5.0.6" } },
      { args: { engineVersion: "3.2.10" } },
      { args: { engineVersion: "" } },
      { args: { engine: "valkey", engineVersion: "9.1" } },
    ],
  },
  {
    rule: "engine-version-unknown",
    refused: [
      {
        args: { engineVersion: "3.2.10" },
        found: [
          "engineVersion: Redis OSS 3.2.10 is not among the known versions (4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1); AWS may refuse it",
        ],
      },
      {
        args: { engineVersion: "5.0.0" },
        found: [
          "engineVersion: Redis OSS 5.0.0 is not among the known versions (4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1); AWS may refuse it",
        ],
      },
      {
        args: { engine: "redis", engineVersion: "6.9" },
        found: [
          "engineVersion: Redis OSS 6.9 is not among the known versions (4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1); AWS may refuse it",
        ],
      },
      {
        args: { engine: "valkey", engineVersion: "9.9" },
        found: [
          "engineVersion: Valkey 9.9 is not among the known versions (7.2, 8.0, 8.1, 8.2, 9.0, 9.1); AWS may refuse it",
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "7.1" } },
      { args: { engineVersion: "6.x" } },
      { args: { engine: "valkey" } },
    ],
  },
  {
    rule: "extended-support",
    refused: [
      {
        args: { engineVersion: "4.0.10" },
        found: [
          "engineVersion: AWS's standard support for Redis OSS 4.0.10 ends on 2026-01-31, and extended support costs extra after that; plan the upgrade to 7.1 or to Valkey",
        ],
      },
      {
        args: { engineVersion: "5.0.6" },
        found: [
          "engineVersion: AWS's standard support for Redis OSS 5.0.6 ends on 2026-01-31, and extended support costs extra after that; plan the upgrade to 7.1 or to Valkey",
        ],
      },
      {
        args: { engineVersion: "6.x" },
        found: [
          "engineVersion: AWS's standard support for Redis OSS 6.x ends on 2027-01-31, and extended support costs extra after that; plan the upgrade to 7.1 or to Valkey",
        ],
      },
      {
        args: { engineVersion: "6.2" },
        found: [
          "engineVersion: AWS's standard support for Redis OSS 6.2 ends on 2027-01-31, and extended support costs extra after that; plan the upgrade to 7.1 or to Valkey",
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "7.0" } },
      { args: { engine: "valkey", engineVersion: "7.2" } },
      { args: { engineVersion: "3.2.10" } },
    ],
  },
  {
    rule: "engine-moved",
    refused: [
      {
        args: { engineVersion: "8.0" },
        found: [
          "engine: not given, and set to Valkey because of engineVersion 8.0; write engine valkey, because a running Redis OSS group cannot be changed back after the upgrade",
        ],
      },
      {
        args: { nodeType: "cache.r8g.large" },
        found: [
          "engine: not given, and set to Valkey because of nodeType cache.r8g.large; write engine valkey, because a running Redis OSS group cannot be changed back after the upgrade",
        ],
      },
      {
        args: { parameterGroupName: "default.valkey7" },
        found: [
          "engine: not given, and set to Valkey because of parameterGroupName default.valkey7; write engine valkey, because a running Redis OSS group cannot be changed back after the upgrade",
        ],
      },
    ],
    accepted: [
      { args: {} },
      { args: { engine: "valkey", engineVersion: "8.0" } },
      { args: { parameterGroupName: "default.redis6.x" } },
    ],
  },
];
