import * as assert from "node:assert/strict";
import type { CacheAuthArgs } from "../../../components/access/args";
import { inspect } from "../../../components/redis-cache/inspect";
import { malformed, saysNeitherOnNorOff } from "../../../components/formats/access-string";

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

const refused: readonly (readonly [string, string])[] = [
  ["", 'empty; say what the user may do, for example "on ~app:* +@read"'],
  ["   ", 'empty; say what the user may do, for example "on ~app:* +@read"'],
  ...["nopass", "resetpass", "reset", ">S3cret-S3cret-S3cret", "<old", "#abc", "!abc"].map(
    (rule) =>
      [
        `on ~* +@all ${rule}`,
        "sets or resets passwords, which AWS takes as arguments of the user alone; leave that out, and write authentication",
      ] as const,
  ),
  [
    "on ~* @all",
    '"@all" is no rule of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get',
  ],
  [
    "yes keys:* +get set",
    '"yes", "keys:*" and "set" are no rules of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get',
  ],
  [
    "on ~ +@ %X~a",
    '"~", "+@" and "%X~a" are no rules of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get',
  ],
];

describe("access strings", () => {
  for (const accessString of accepted) {
    it(`accepts ${JSON.stringify(accessString)}`, () => {
      assert.equal(malformed(accessString), undefined);
    });
  }

  for (const [accessString, reason] of refused) {
    it(`refuses ${JSON.stringify(accessString)}`, () => {
      assert.equal(malformed(accessString), reason);
    });
  }

  it("know whether they say that the user may log in", () => {
    assert.deepEqual(["on ~*", "off -@all", "~* +@all", "~on +@off"].map(saysNeitherOnNorOff), [
      false,
      false,
      true,
      true,
    ]);
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
        'error user-access-string auth.users.app.accessString: "all" is no rule of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get',
      ],
    ],
    [
      "a user who can't log in",
      { users: { app: { accessString: "~* +@all" } } },
      [
        'warning user-off auth.users.app.accessString: says neither on nor off, and AWS takes it for off; write "on" first',
      ],
    ],
    ["a user who shall not log in", { users: { app: { accessString: "off ~* +@all" } } }, []],
    [
      "AWS's own user",
      { users: { app: { accessString: FULL, userId: "Default" } } },
      [
        "error user-id auth.users.app.userId: default is AWS's own user, who needs no password; give another id",
      ],
    ],
    [
      "an own token beside a user default, which keeps it",
      { token: "a".repeat(16), users: { default: { accessString: FULL } } },
      [
        "warning auth-default-user auth.users.default: whoever has the cache's token gets in as the user default, whose password it stays; leave that user out when every client has one of its own",
      ],
    ],
    [
      "an own token beside other users",
      { token: "a".repeat(16), users: { app: { accessString: FULL } } },
      [
        "error auth-choice auth.users: excludes auth.token; a cache has one token, or users of its own, or one user group",
      ],
    ],
    [
      "an own token beside a user default that has no password",
      {
        token: "a".repeat(16),
        users: { default: { accessString: FULL, authentication: "iam", userName: "default" } },
      },
      [
        "error auth-choice auth.users: excludes auth.token; a cache has one token, or users of its own, or one user group",
        'error user-name auth.users.default.userName: an IAM user\'s name equals its id "koneksi-redis-default"; leave userName out',
      ],
    ],
    [
      "the way from no token to one",
      { updateStrategy: "ROTATE" },
      [
        "warning auth-token-optional auth.updateStrategy: ROTATE gives a running group its first token and still lets clients in without one; leave it out in the next update, which then closes the group",
      ],
    ],
    [
      "a rotation of the token",
      { tokenVersion: 2, updateStrategy: "ROTATE" },
      [
        "warning auth-rotating auth.tokenVersion: the old token (or none, where the cache had none) still opens the cache beside the new one; when every client has the new one, write updateStrategy SET at the same tokenVersion",
      ],
    ],
    [
      "a rotation of passwords",
      { tokenVersion: 2, updateStrategy: "SET", users: { app: { accessString: FULL } } },
      [],
    ],
    [
      "a strategy where nothing has a password of ours",
      { mode: "iam", updateStrategy: "SET" },
      [
        "warning auth-token-strategy auth.updateStrategy: does nothing with auth.mode iam, which has no password of ours; leave it out",
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
