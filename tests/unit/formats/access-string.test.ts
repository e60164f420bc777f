import * as assert from "node:assert/strict";
import type { CacheAuthArgs } from "../../../components/access/args";
import { inspect } from "../../../components/redis-cache/inspect";
import { parseAccessString } from "../../../components/formats/access-string";

const accepted: readonly string[] = [
  "on ~* +@all",
  "off -@all",
  "on ~app::* -@all +@read",
  "on ~* &* +@all -@dangerous +info",
  "on allkeys allchannels allcommands",
  "on resetkeys resetchannels nocommands ~a ~b",
  "on %R~read:* %W~write:* %RW~both:* +@all",
  "on ~* +@all -config|set -CONFIG|get +client|no-evict",
  "on ~app:* +@all (~cache:* +get) (%R~x:* +@read)",
  "on clearselectors ~user:(admin):* +json.get",
  "~objects:* ~items:* ~public:*",
  "  on\t~*   +@all ",
];

const EMPTY = 'empty; write what the user may do, for example "on ~app:* +@read"';
const PASSWORD =
  "sets or resets a password, which AWS accepts only in other arguments of the user; remove that, and set authentication";
const FORMS =
  "write rules such as on, ~app:*, &*, +@read, -@dangerous or +get, separated by spaces";

const refused: readonly (readonly [string, string])[] = [
  ["", EMPTY],
  ["   ", EMPTY],
  ...["nopass", "resetpass", "reset", ">S3cret-S3cret-S3cret", "<old", "#abc", "!abc"].map(
    (rule) => [`on ~* +@all ${rule}`, PASSWORD] as const,
  ),
  ["on ~* @all", `rule 3 is not a valid ACL rule; ${FORMS}`],
  ["yes keys:* +get set", `rules 1, 2 and 4 are not valid ACL rules; ${FORMS}`],
  ["on ~ +@ %X~a", `rules 2, 3 and 4 are not valid ACL rules; ${FORMS}`],
  ["a b c d e f g", `rules 1, 2, 3, 4 and 5 are not valid ACL rules; ${FORMS}`],
];

describe("access strings", () => {
  for (const accessString of accepted) {
    it(`accepts ${JSON.stringify(accessString)}`, () => {
      assert.equal(parseAccessString(accessString).malformed, undefined);
    });
  }

  for (const [accessString, reason] of refused) {
    it(`refuses ${JSON.stringify(accessString)}`, () => {
      assert.equal(parseAccessString(accessString).malformed, reason);
    });
  }

  it("never quotes what may be a password", () => {
    const secret = "S3cret-S3cret-S3cret";
    for (const sign of [
      "",
      ">",
      "<",
      "#",
      "!",
      "@",
      "~ ",
      "%",
      "%R",
      "(",
      "+",
      "-",
      "&",
      "'",
      "on>",
    ]) {
      const words = [`on ~* +@all ${sign}${secret}`, `${sign}${secret} on`, `${sign}${secret}`];
      for (const accessString of words) {
        const { errors, warnings } = inspect("cache", {
          auth: { users: { app: { accessString } } },
        });
        const said = JSON.stringify([...errors, ...warnings]);
        assert.ok(!said.includes("S3cret"), accessString);
      }
    }
  });

  it("say by the last on or off whether the user may log in", () => {
    assert.deepEqual(
      ["on ~*", "off -@all", "~* +@all", "~on +@off", "on ~* off", "off on"].map(
        (text) => parseAccessString(text).on,
      ),
      [true, false, undefined, undefined, false, true],
    );
  });
});

/** What the rules of authentication say of a configuration, as `severity rule path: reason`. */
const said = (auth: CacheAuthArgs) => {
  const { errors, warnings } = inspect("koneksi", {
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-a"],
    alarms: { actionArns: ["arn:aws:sns:ap-southeast-1:123456789012:alarms"] },
    auth,
  });
  return [...errors, ...warnings]
    .filter(({ path }) => path.startsWith("auth"))
    .map(({ severity, rule, path, reason }) => `${severity} ${rule} ${path}: ${reason}`);
};

describe("rules of users and strategies", () => {
  const FULL = "on ~* +@all";
  const table: readonly (readonly [string, CacheAuthArgs, readonly string[]])[] = [
    [
      "an access string of the wrong form",
      { users: { app: { accessString: "on all" } } },
      [
        `error user-access-string auth.users.app.accessString: rule 2 is not a valid ACL rule; ${FORMS}`,
      ],
    ],
    [
      "a user who cannot log in",
      { users: { app: { accessString: "~* +@all" } } },
      [
        'warning user-off auth.users.app.accessString: contains neither on nor off, so AWS disables the user; start it with "on"',
      ],
    ],
    ["a user who must not log in", { users: { app: { accessString: "off ~* +@all" } } }, []],
    [
      "AWS's own user",
      { users: { app: { accessString: FULL, userId: "Default" } } },
      [
        "error user-id auth.users.app.userId: default is AWS's own user, who needs no password; use another id",
      ],
    ],
    [
      "a given token beside a user default, whose password it stays",
      { token: "a".repeat(16), users: { default: { accessString: FULL } } },
      [
        "warning auth-default-user auth.users.default: clients with the cache's token log in as the user default, and the token stays its password; remove this user when every client has its own user",
      ],
    ],
    [
      "a given token beside other users",
      { token: "a".repeat(16), users: { app: { accessString: FULL } } },
      [
        "error auth-choice auth.users: cannot be combined with auth.token; a cache has one token, or its own users, or one user group",
      ],
    ],
    [
      "a given token beside a user default without a password",
      {
        token: "a".repeat(16),
        users: { default: { accessString: FULL, authentication: "iam", userName: "default" } },
      },
      [
        "error auth-choice auth.users: cannot be combined with auth.token; a cache has one token, or its own users, or one user group",
        'error user-name auth.users.default.userName: the name of an IAM user must equal its id "koneksi-redis-default"; remove userName',
      ],
    ],
    [
      "the first token of a running group",
      { updateStrategy: "ROTATE" },
      [
        "warning auth-token-optional auth.updateStrategy: ROTATE adds the first token to a running group, which still accepts clients without one; remove it in the next update, which then requires the token",
      ],
    ],
    [
      "a rotation of the token",
      { tokenVersion: 2, updateStrategy: "ROTATE" },
      [
        "warning auth-rotating auth.tokenVersion: the old token (or no token, where the cache had none) is still valid beside the new one; when every client has the new one, set updateStrategy to SET and keep tokenVersion",
      ],
    ],
    [
      "a rotation of passwords",
      { tokenVersion: 2, updateStrategy: "SET", users: { app: { accessString: FULL } } },
      [],
    ],
    [
      "a strategy where the component makes no password",
      { mode: "iam", updateStrategy: "SET" },
      [
        "warning auth-token-strategy auth.updateStrategy: does nothing with auth.mode iam, where the component makes no password; remove it",
      ],
    ],
    [
      "DELETE, which the component sends by itself",
      { userGroupIds: ["shared"], updateStrategy: "DELETE" },
      [],
    ],
  ];
  for (const [what, auth, expected] of table) {
    it(what, () => {
      assert.deepEqual(said(auth), expected);
    });
  }
});
