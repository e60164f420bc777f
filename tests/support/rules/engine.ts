import type { RuleTable } from "./cases";

const ENGINE_VERSION_MISMATCH =
  "but Valkey has; write engine valkey, or one of 4.0.10, 5.0.6, 6.0, 6.2, 7.0 or 7.1";
const ENGINE_VERSION =
  'is not a valid version of Redis OSS; write "4.0.10", "5.0.6", "6.0", "6.2", "7.0" or "7.1"';
const ENGINE_VERSION_UNKNOWN =
  "is not among the known versions (4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1); AWS may refuse it";
const EXTENDED_SUPPORT =
  "and extended support costs extra after that; plan the upgrade to 7.1 or to Valkey";
const ENGINE_MOVED =
  "write engine valkey, because a running Redis OSS group cannot be changed back after the upgrade";

export const engine: RuleTable = {
  "engine-version-mismatch": [
    { engine: "redis", engineVersion: "8.0" },
    `engineVersion: Redis OSS has no version 8.0, ${ENGINE_VERSION_MISMATCH}`,
    { engine: "redis", engineVersion: "7.2" },
    `engineVersion: Redis OSS has no version 7.2, ${ENGINE_VERSION_MISMATCH}`,
    { engine: "valkey", engineVersion: "7.1" },
    "engineVersion: Valkey has no version 7.1, but Redis OSS has; write engine redis, or one of 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
    { engine: "valkey", engineVersion: "5.0.6" },
    "engineVersion: Valkey has no version 5.0.6, but Redis OSS has; write engine redis, or one of 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
    ...["7.3", "8.9"].flatMap((engineVersion) => [
      { engine: "redis", engineVersion },
      "engineVersion: Redis OSS ends at 7.1 in ElastiCache; write 7.1, or engine valkey with version 7.2, 8.0, 8.1, 8.2, 9.0 or 9.1",
    ]),
    { engine: "redis", engineVersion: "7.1" },
    { engine: "valkey", engineVersion: "7.2" },
    { engineVersion: "8.0" },
    { engine: "redis", engineVersion: "6.9" },
  ],
  "engine-version": [
    { engineVersion: "7" },
    'engineVersion: "7" is not a valid version of Redis OSS; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7',
    { engineVersion: "7.x" },
    'engineVersion: "7.x" is not a valid version of Redis OSS; write "7.0" or "7.1"',
    { engineVersion: "7.1.0" },
    'engineVersion: "7.1.0" is not a valid version of Redis OSS; write "7.1"',
    { engineVersion: "6.2.6" },
    'engineVersion: "6.2.6" is not a valid version of Redis OSS; write "6.2"',
    { engineVersion: "5.0" },
    'engineVersion: "5.0" is not a valid version of Redis OSS; write "5.0.6"',
    { engineVersion: "10.0" },
    `engineVersion: "10.0" ${ENGINE_VERSION}`,
    { engineVersion: "latest" },
    `engineVersion: "latest" ${ENGINE_VERSION}`,
    { engine: "valkey", engineVersion: "8" },
    'engineVersion: "8" is not a valid version of Valkey; write "8.0", "8.1" or "8.2" in quotes, because YAML reads an unquoted 7.0 as the number 7',
    { engine: "valkey", engineVersion: "6.x" },
    'engineVersion: "6.x" is not a valid version of Valkey; write "7.2", "8.0", "8.1", "8.2", "9.0" or "9.1"',
    { engine: "valkey", engineVersion: "10.0" },
    'engineVersion: "10.0" is not a valid version of Valkey; write "7.2", "8.0", "8.1", "8.2", "9.0" or "9.1"',
    { engineVersion: "7.0" },
    { engineVersion: "6.x" },
    { engineVersion: "5.0.6" },
    { engineVersion: "3.2.10" },
    { engineVersion: "" },
    { engine: "valkey", engineVersion: "9.1" },
  ],
  "engine-version-unknown": [
    { engineVersion: "3.2.10" },
    `engineVersion: Redis OSS 3.2.10 ${ENGINE_VERSION_UNKNOWN}`,
    { engineVersion: "5.0.0" },
    `engineVersion: Redis OSS 5.0.0 ${ENGINE_VERSION_UNKNOWN}`,
    { engine: "redis", engineVersion: "6.9" },
    `engineVersion: Redis OSS 6.9 ${ENGINE_VERSION_UNKNOWN}`,
    { engine: "valkey", engineVersion: "9.9" },
    "engineVersion: Valkey 9.9 is not among the known versions (7.2, 8.0, 8.1, 8.2, 9.0, 9.1); AWS may refuse it",
    { engineVersion: "7.1" },
    { engineVersion: "6.x" },
    { engine: "valkey" },
  ],
  "extended-support": [
    { engineVersion: "4.0.10" },
    `engineVersion: AWS's standard support for Redis OSS 4.0.10 ends on 2026-01-31, ${EXTENDED_SUPPORT}`,
    { engineVersion: "5.0.6" },
    `engineVersion: AWS's standard support for Redis OSS 5.0.6 ends on 2026-01-31, ${EXTENDED_SUPPORT}`,
    { engineVersion: "6.x" },
    `engineVersion: AWS's standard support for Redis OSS 6.x ends on 2027-01-31, ${EXTENDED_SUPPORT}`,
    { engineVersion: "6.2" },
    `engineVersion: AWS's standard support for Redis OSS 6.2 ends on 2027-01-31, ${EXTENDED_SUPPORT}`,
    { engineVersion: "7.0" },
    { engine: "valkey", engineVersion: "7.2" },
    { engineVersion: "3.2.10" },
  ],
  "engine-moved": [
    { engineVersion: "8.0" },
    `engine: not given, and set to Valkey because of engineVersion 8.0; ${ENGINE_MOVED}`,
    { nodeType: "cache.r8g.large" },
    `engine: not given, and set to Valkey because of nodeType cache.r8g.large; ${ENGINE_MOVED}`,
    { parameterGroupName: "default.valkey7" },
    `engine: not given, and set to Valkey because of parameterGroupName default.valkey7; ${ENGINE_MOVED}`,
    {},
    { engine: "valkey", engineVersion: "8.0" },
    { parameterGroupName: "default.redis6.x" },
  ],
};
