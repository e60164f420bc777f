import { type RuleTable, named } from "./cases";

const LONG_ID = "a".repeat(40);
const FROM_PREFIX = `"${"a".repeat(35)}-redi…"`;
const LONG_PREFIX = `has 41 characters, but AWS allows 40; give a namePrefix of at most 34 characters, or a replicationGroupId such as ${"a".repeat(35)}-redi`;
const PREFIX_CHARACTERS = "use at most 150 letters, digits, and . - _ / #";
const PATH_CHARACTERS =
  "contains characters other than letters, digits, and _ . - between single slashes";

const description = (text: string) => ({ description: text });
const longDescription = (length: number) =>
  `description: the description has ${String(length)} characters (an emoji counts as two or more); AWS allows 255`;
const path = (parameterStorePath: string) => ({ parameterStorePath });
const wrongPath = (shown: string, wrong: string) =>
  `parameterStorePath: "${shown}" ${wrong}; use for example /koneksi/prod/redis`;
const RESERVED = "starts with aws or ssm, which AWS reserves";

export const identity: RuleTable = {
  "replication-group-id": [
    ...(
      [
        ["", '"" is empty; use for example cache'],
        [
          "a".repeat(41),
          `"${LONG_ID}…" has 41 characters, but AWS allows 40; use for example ${LONG_ID}`,
        ],
        [
          "my_cache",
          '"my_cache" contains characters other than letters, digits and hyphens; use for example my-cache',
        ],
        ["1cache", '"1cache" does not start with a letter; use for example cache'],
        ["my--cache", '"my--cache" contains two hyphens in a row; use for example my-cache'],
        ["cache-", '"cache-" ends with a hyphen; use for example cache'],
      ] as const
    ).flatMap(([replicationGroupId, reason]) => [
      { replicationGroupId },
      `replicationGroupId: ${reason}`,
    ]),
    { namePrefix: "a".repeat(35) },
    `namePrefix: the replication group's id ${FROM_PREFIX} ${LONG_PREFIX}`,
    named("a".repeat(35), {}),
    `namePrefix: the replication group's id ${FROM_PREFIX} (from the component's name) ${LONG_PREFIX}`,
    { replicationGroupId: "a" },
    { replicationGroupId: LONG_ID },
    { replicationGroupId: "My-Cache-1" },
    { namePrefix: "a".repeat(34) },
    { namePrefix: "a".repeat(100), replicationGroupId: "cache" },
  ],
  description: [
    description(""),
    "description: the description is empty; AWS requires 1 to 255 characters",
    description("a".repeat(256)),
    longDescription(256),
    description("😀".repeat(128)),
    longDescription(256),
    description("😀".repeat(255)),
    longDescription(510),
    description("a"),
    description("a".repeat(255)),
    description("😀".repeat(127)),
  ],
  "name-prefix": [
    { namePrefix: "my cache", replicationGroupId: "cache" },
    `namePrefix: the names of alarms and log groups start with "my cache"; ${PREFIX_CHARACTERS}`,
    { namePrefix: "a".repeat(151), replicationGroupId: "cache" },
    `namePrefix: the names of alarms and log groups start with "${"a".repeat(40)}…"; ${PREFIX_CHARACTERS}`,
    { namePrefix: "a".repeat(150), replicationGroupId: "cache" },
    { namePrefix: "team/My_Cache.1", replicationGroupId: "cache" },
  ],
  "parameter-store-path": [
    path("koneksi/redis"),
    wrongPath("koneksi/redis", "does not start with a slash"),
    path("/koneksi//redis"),
    wrongPath("/koneksi//redis", PATH_CHARACTERS),
    path("/koneksi/my redis"),
    wrongPath("/koneksi/my redis", PATH_CHARACTERS),
    path("/aws/redis"),
    wrongPath("/aws/redis", RESERVED),
    path("/awsome"),
    wrongPath("/awsome", RESERVED),
    path("/SSM-app"),
    wrongPath("/SSM-app", RESERVED),
    path("/a".repeat(13)),
    wrongPath("/a".repeat(13), "has more than 12 levels"),
    path(`/${"a".repeat(860)}`),
    wrongPath(`/${"a".repeat(39)}…`, "has more than 860 characters"),
    ...[
      "/koneksi/prod/redis",
      "/koneksi/",
      "",
      "/awesome",
      "/koneksi/aws/ssm",
      "/a".repeat(12),
      `/${"a".repeat(859)}`,
    ].map(path),
  ],
  "component-name": [
    ...["my_cache", "1cache"].flatMap((name) => [
      named(name, {}),
      `name: the names of the parameter group and the subnet group start with the component's name "${name}"; AWS allows letters, digits and single hyphens, starting with a letter, so rename the component`,
    ]),
    named("My-Cache", {}),
    named("my_cache", { parameterGroupName: "mine" }),
    named("my_cache", { namePrefix: "mine" }),
  ],
};
