import type { RuleCases } from "./cases";
import { later, manyUsers } from "./values";

export const auth: readonly RuleCases[] = [
  {
    rule: "auth-tls",
    refused: [
      {
        args: { transitEncryptionEnabled: false, auth: { token: "abcdefghijklmnop" } },
        found: [
          "auth.token: authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
        ],
      },
      {
        args: { transitEncryptionEnabled: false, auth: { userGroupIds: ["team"] } },
        found: [
          "auth.userGroupIds: authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
        ],
      },
      {
        args: {
          transitEncryptionEnabled: false,
          auth: { users: { app: { accessString: "on ~* +@all" } } },
        },
        found: [
          "auth.users: authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
        ],
      },
      {
        args: { transitEncryptionEnabled: false, auth: { mode: "token" } },
        found: [
          "auth.mode: authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
        ],
      },
      {
        args: { transitEncryptionEnabled: false, auth: { mode: "iam" } },
        found: [
          "auth.mode: authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
        ],
      },
    ],
    accepted: [
      { args: { transitEncryptionEnabled: false } },
      { args: { auth: { token: "abcdefghijklmnop" } } },
      { args: { transitEncryptionEnabled: false, auth: { token: "" } } },
    ],
  },
  {
    rule: "auth-preferred",
    refused: [
      {
        args: { transitEncryptionMode: "preferred", auth: { token: "abcdefghijklmnop" } },
        found: [
          "transitEncryptionMode: preferred excludes authentication (auth.token); write required, or set auth.mode to none while clients move to TLS",
        ],
      },
      {
        args: { transitEncryptionMode: "preferred", auth: { userGroupIds: ["team"] } },
        found: [
          "transitEncryptionMode: preferred excludes authentication (auth.userGroupIds); write required, or set auth.mode to none while clients move to TLS",
        ],
      },
      {
        args: { transitEncryptionMode: "preferred", auth: { mode: "token" } },
        found: [
          "transitEncryptionMode: preferred excludes authentication (auth.mode); write required, or set auth.mode to none while clients move to TLS",
        ],
      },
    ],
    accepted: [
      { args: { transitEncryptionMode: "preferred" } },
      { args: { transitEncryptionMode: "required", auth: { token: "abcdefghijklmnop" } } },
    ],
  },
  {
    rule: "auth-choice",
    refused: [
      {
        args: { auth: { token: "abcdefghijklmnop", userGroupIds: ["team"] } },
        found: [
          "auth.userGroupIds: excludes auth.token; a cache has one token, or users of its own, or one user group",
        ],
      },
      {
        args: { auth: { users: { app: { accessString: "on ~* +@all" } }, userGroupIds: ["team"] } },
        found: [
          "auth.userGroupIds: excludes auth.users; a cache has one token, or users of its own, or one user group",
        ],
      },
      {
        args: { auth: { mode: "none", token: "abcdefghijklmnop" } },
        found: [
          "auth.token: has no use with auth.mode none; leave it out, or change or leave out auth.mode",
        ],
      },
      {
        args: { auth: { mode: "token", users: { app: { accessString: "on ~* +@all" } } } },
        found: [
          "auth.users: has no use with auth.mode token; leave it out, or change or leave out auth.mode",
        ],
      },
      {
        args: { auth: { mode: "iam", userGroupIds: ["team"] } },
        found: [
          "auth.userGroupIds: has no use with auth.mode iam; leave it out, or change or leave out auth.mode",
        ],
      },
    ],
    accepted: [
      { args: { auth: { token: "abcdefghijklmnop" } } },
      { args: { auth: { users: { app: { accessString: "on ~* +@all" } } } } },
      {
        args: {
          auth: {
            mode: "iam",
            users: { app: { authentication: "iam", accessString: "on ~* +@all" } },
          },
        },
      },
      { args: { auth: { mode: "none" } } },
    ],
  },
  {
    rule: "auth-missing",
    refused: [
      {
        args: { auth: { mode: "userGroup" } },
        found: [
          "auth.userGroupIds: missing, and auth.mode userGroup needs it; give the id of an existing user group",
        ],
      },
      {
        args: { auth: { mode: "users" } },
        found: [
          "auth.users: missing, and auth.mode users needs it; give at least one user with its accessString",
        ],
      },
    ],
    accepted: [
      { args: { auth: { mode: "token" } } },
      { args: { auth: { mode: "iam" } } },
      { args: { auth: { mode: "userGroup", userGroupIds: ["team"] } } },
    ],
  },
  {
    rule: "user-group-count",
    refused: [
      {
        args: { auth: { userGroupIds: ["team", "other"] } },
        found: [
          "auth.userGroupIds: 2 user groups, and AWS attaches one; put all users into one group",
        ],
      },
    ],
    accepted: [
      { args: { auth: { userGroupIds: ["team"] } } },
      { args: { auth: { userGroupIds: ["team", "team"] } } },
      { args: { auth: { userGroupIds: [] } } },
    ],
  },
  {
    rule: "users-version",
    refused: [
      {
        args: { engineVersion: "5.0.6", auth: { userGroupIds: ["team"] } },
        found: [
          'auth.userGroupIds: users and user groups need Redis 6.0 or later, and engineVersion is "5.0.6"; raise it, or write auth.mode token',
        ],
      },
      {
        args: { engineVersion: "5.0.6", auth: { users: { app: { accessString: "on ~* +@all" } } } },
        found: [
          'auth.users: users and user groups need Redis 6.0 or later, and engineVersion is "5.0.6"; raise it, or write auth.mode token',
        ],
      },
      {
        args: { engineVersion: "5.0.6", auth: { mode: "iam" } },
        found: [
          'auth.mode: users and user groups need Redis 6.0 or later, and engineVersion is "5.0.6"; raise it, or write auth.mode token',
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "6.0", auth: { userGroupIds: ["team"] } } },
      { args: { engineVersion: "6.x", auth: { userGroupIds: ["team"] } } },
      { args: { engineVersion: "5.0.6", auth: { token: "abcdefghijklmnop" } } },
    ],
  },
  {
    rule: "iam-version",
    refused: [
      {
        args: { engineVersion: "6.2", auth: { mode: "iam" } },
        found: [
          'auth.mode: IAM authentication needs Redis 7.0 or Valkey 7.2, and engineVersion is "6.2"; raise it, or use passwords',
        ],
      },
      {
        args: {
          engineVersion: "6.2",
          auth: {
            users: {
              app: { authentication: "iam", accessString: "on ~* +@all" },
              other: { accessString: "on ~* +@all" },
            },
          },
        },
        found: [
          'auth.users.app.authentication: IAM authentication needs Redis 7.0 or Valkey 7.2, and engineVersion is "6.2"; raise it, or use passwords',
        ],
      },
    ],
    accepted: [
      { args: { engineVersion: "7.0", auth: { mode: "iam" } } },
      { args: { engine: "valkey", auth: { mode: "iam" } } },
      { args: { engineVersion: "6.2", auth: { users: { app: { accessString: "on ~* +@all" } } } } },
    ],
  },
  {
    rule: "iam-users",
    refused: [
      {
        args: {
          auth: {
            mode: "iam",
            users: {
              a: { authentication: "iam", accessString: "on ~* +@all" },
              b: { authentication: "iam", accessString: "on ~* +@all" },
            },
          },
        },
        found: [
          "auth.users: 2 users with auth.mode iam, which has one; write auth.mode users, and authentication iam for each",
        ],
      },
      {
        args: {
          auth: {
            mode: "iam",
            users: { a: { accessString: "on ~* +@all", authentication: "password" } },
          },
        },
        found: [
          "auth.users.a.authentication: password contradicts auth.mode iam; leave it out, or write auth.mode users",
        ],
      },
    ],
    accepted: [
      { args: { auth: { mode: "iam" } } },
      { args: { auth: { mode: "iam", users: { a: { accessString: "on ~* +@all" } } } } },
      {
        args: {
          auth: {
            users: {
              a: { authentication: "iam", accessString: "on ~* +@all" },
              b: { authentication: "iam", accessString: "on ~* +@all" },
            },
          },
        },
      },
    ],
  },
  {
    rule: "user-key",
    refused: [
      {
        args: { auth: { users: { "my app": { accessString: "on ~* +@all", userId: "app" } } } },
        found: [
          'auth.users."my app": the key is a part of the secret\'s name; write 1 to 64 letters, digits and _ + = . @ -',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { "my_app@1": { accessString: "on ~* +@all", userId: "app" } } } } },
    ],
  },
  {
    rule: "user-id",
    refused: [
      {
        args: {
          auth: {
            users: {
              a: { accessString: "on ~* +@all", userId: "1a" },
              b: { accessString: "on ~* +@all", userId: "b_b" },
              d: { accessString: "on ~* +@all", userId: "default" },
            },
          },
        },
        found: [
          'auth.users.a.userId: the user\'s id "1a" is not letters, digits and hyphens with a letter first; change it',
          'auth.users.b.userId: the user\'s id "b_b" is not letters, digits and hyphens with a letter first; change it',
          "auth.users.d.userId: default is AWS's own user, who needs no password; give another id",
        ],
      },
      {
        args: { auth: { users: { my_app: { accessString: "on ~* +@all" } } } },
        found: [
          'auth.users.my_app: the user\'s id "koneksi-test-redis-my_app" is not letters, digits and hyphens with a letter first; change the key, or give a userId',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { app: { accessString: "on ~* +@all" } } } } },
      { args: { auth: { users: { a: { accessString: "on ~* +@all", userId: "App-1" } } } } },
      { args: { auth: { users: { a: { accessString: "on ~* +@all", userId: "c-" } } } } },
    ],
  },
  {
    rule: "user-id-length",
    refused: [
      {
        args: { auth: { users: { a: { accessString: "on ~* +@all", userId: "a".repeat(41) } } } },
        found: [
          'auth.users.a: the user\'s id "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 41 characters, and other ids of ElastiCache have at most 40; AWS may refuse it, so give a shorter userId',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { a: { accessString: "on ~* +@all", userId: "a".repeat(40) } } } } },
    ],
  },
  {
    rule: "user-off",
    refused: [
      {
        args: { auth: { users: { a: { accessString: "~* +@all" } } } },
        found: [
          'auth.users.a.accessString: says neither on nor off, and AWS takes it for off; write "on" first',
        ],
      },
    ],
    accepted: [
      {
        args: {
          auth: {
            users: { a: { accessString: "on ~* +@all" }, b: { accessString: "off ~* +@all" } },
          },
        },
      },
    ],
  },
  {
    rule: "auth-token-optional",
    refused: [
      {
        args: { auth: { updateStrategy: "ROTATE" } },
        found: [
          "auth.updateStrategy: ROTATE gives a running group its first token and still lets clients in without one; leave it out in the next update, which then closes the group",
        ],
      },
    ],
    accepted: [
      { args: { auth: { updateStrategy: "ROTATE", tokenVersion: 2 } } },
      { args: { auth: { updateStrategy: "SET" } } },
      { args: {} },
    ],
  },
  {
    rule: "auth-rotating",
    refused: [
      {
        args: { auth: { tokenVersion: 2 } },
        found: [
          "auth.tokenVersion: the old token (or none, where the cache had none) still opens the cache beside the new one; when every client has the new one, write updateStrategy SET at the same tokenVersion",
        ],
      },
      {
        args: { auth: { tokenVersion: 3, users: { a: { accessString: "on ~* +@all" } } } },
        found: [
          "auth.tokenVersion: the users' old passwords still open the cache beside the new ones; when every client has the new one, write updateStrategy SET at the same tokenVersion",
        ],
      },
    ],
    accepted: [
      { args: {} },
      { args: { auth: { tokenVersion: 2, updateStrategy: "SET" } } },
      { args: { auth: { tokenVersion: 2, mode: "iam" } } },
      { args: { auth: { tokenVersion: 2, userGroupIds: ["team"] } } },
      { args: { auth: { tokenVersion: 2, users: { default: { accessString: "on ~* +@all" } } } } },
    ],
  },
  {
    rule: "auth-default-user",
    refused: [
      {
        args: {
          auth: {
            users: {
              app: { accessString: "on ~app:* +@all" },
              old: { accessString: "off on ~* +@all", userName: "default" },
            },
          },
        },
        found: [
          "auth.users.old: whoever has the cache's token gets in as the user default, whose password it stays; leave that user out when every client has one of its own",
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { default: { accessString: "off -@all" } } } } },
      { args: { auth: { users: { default: { accessString: "on off -@all" } } } } },
      { args: { auth: { users: { default: { accessString: "on ~* +@all", userName: "app" } } } } },
      {
        args: {
          auth: { users: { default: { accessString: "on +ping", authentication: "noPassword" } } },
        },
      },
    ],
  },
  {
    rule: "user-name",
    refused: [
      {
        args: { auth: { users: { a: { accessString: "on ~* +@all", userName: "" } } } },
        found: ["auth.users.a.userName: empty; give a name or leave it out"],
      },
      {
        args: {
          auth: {
            users: {
              a: {
                authentication: "iam",
                accessString: "on ~* +@all",
                userId: "app",
                userName: "other",
              },
            },
          },
        },
        found: [
          'auth.users.a.userName: an IAM user\'s name equals its id "app"; leave userName out',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { a: { accessString: "on ~* +@all", userName: "other" } } } } },
      {
        args: {
          auth: {
            users: {
              a: {
                authentication: "iam",
                accessString: "on ~* +@all",
                userId: "app",
                userName: "app",
              },
            },
          },
        },
      },
      { args: { auth: { users: { a: { authentication: "iam", accessString: "on ~* +@all" } } } } },
    ],
  },
  {
    rule: "user-access-string",
    refused: [
      {
        args: { auth: { users: { a: { accessString: " " } } } },
        found: [
          'auth.users.a.accessString: empty; say what the user may do, for example "on ~app:* +@read"',
        ],
      },
      {
        args: { auth: { users: { a: { accessString: "on >password" } } } },
        found: [
          "auth.users.a.accessString: sets or resets passwords, which AWS takes as arguments of the user alone; leave that out, and write authentication",
        ],
      },
      {
        args: { auth: { users: { a: { accessString: "on all" } } } },
        found: [
          'auth.users.a.accessString: "all" is no rule of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { a: { accessString: "on ~app:* &* -@all +@read +get" } } } } },
    ],
  },
  {
    rule: "user-restricted-command",
    refused: [
      {
        args: {
          auth: { users: { a: { accessString: "on ~* +@all -config +CONFIG|GET (~x +save)" } } },
        },
        found: [
          'auth.users.a.accessString: "-config", "+CONFIG|GET" and "+save": a command that ElastiCache keeps from everybody, and AWS may refuse it here; leave that out',
        ],
      },
    ],
    accepted: [
      { args: { auth: { users: { a: { accessString: "on ~* +@all -@dangerous +info" } } } } },
      { args: { auth: { users: { a: { accessString: "on ~config +get &save +configs" } } } } },
      { args: { auth: { users: { a: { accessString: "on ~* +client|no-evict +save.x" } } } } },
      { args: { auth: { users: { a: { accessString: "on all -config" } } } } },
    ],
  },
  {
    rule: "user-twice",
    refused: [
      {
        args: {
          auth: {
            users: {
              a: { accessString: "on ~* +@all", userId: "app" },
              b: { accessString: "on ~* +@all", userId: "APP" },
            },
          },
        },
        found: [
          'auth.users.b.userId: "app" is the userId of auth.users.a too; a group has each once',
        ],
      },
      {
        args: {
          auth: {
            users: {
              a: { accessString: "on ~* +@all", userName: "app" },
              b: { accessString: "on ~* +@all", userName: "app" },
            },
          },
        },
        found: [
          'auth.users.b.userName: "app" is the userName of auth.users.a too; a group has each once',
        ],
      },
    ],
    accepted: [
      {
        args: {
          auth: {
            users: { a: { accessString: "on ~* +@all" }, b: { accessString: "on ~* +@all" } },
          },
        },
      },
    ],
  },
  {
    rule: "auth-token",
    refused: [
      {
        args: { auth: { token: "abcdefghijklmno" } },
        found: ["auth.token: has 15 characters; AWS wants 16 to 128"],
      },
      {
        args: { auth: { token: "a".repeat(129) } },
        found: ["auth.token: has 129 characters; AWS wants 16 to 128"],
      },
      {
        args: { auth: { token: "abcdefghijklmno@" } },
        found: [
          "auth.token: holds other characters than letters, digits and ! & # $ ^ < > -; use these alone",
        ],
      },
      {
        args: { auth: { token: "abcdefghijklmno%" } },
        found: [
          "auth.token: holds other characters than letters, digits and ! & # $ ^ < > -; use these alone",
        ],
      },
      {
        args: { auth: { token: "abcdefghijklmno " } },
        found: [
          "auth.token: holds other characters than letters, digits and ! & # $ ^ < > -; use these alone",
        ],
      },
      {
        args: { auth: { token: "abcdefghijklmnoé" } },
        found: [
          "auth.token: holds other characters than letters, digits and ! & # $ ^ < > -; use these alone",
        ],
      },
    ],
    accepted: [
      { args: { auth: { token: "abcdefghijklmnop" } } },
      { args: { auth: { token: "a".repeat(128) } } },
      { args: { auth: { token: "aA0!&#$^<>-aaaaa" } } },
      { args: { auth: { token: later } } },
    ],
  },
  {
    rule: "user-group-id",
    refused: [
      {
        args: { auth: { userGroupIds: ["1team"] } },
        found: [
          'auth.userGroupIds[0]: "1team" is no user group\'s id: letters, digits and hyphens, a letter first (the id, not the ARN)',
        ],
      },
      {
        args: {
          auth: { userGroupIds: ["arn:aws:elasticache:eu-west-1:123456789012:usergroup:team"] },
        },
        found: [
          'auth.userGroupIds[0]: "arn:aws:elasticache:eu-west-1:1234567890…" is no user group\'s id: letters, digits and hyphens, a letter first (the id, not the ARN)',
        ],
      },
    ],
    accepted: [
      { args: { auth: { userGroupIds: ["Team-1"] } } },
      { args: { auth: { userGroupIds: [later] } } },
    ],
  },
  {
    rule: "auth-token-delete",
    refused: [
      {
        args: { auth: { updateStrategy: "DELETE" } },
        found: [
          "auth.updateStrategy: DELETE removes the token, and goes with a user group alone; write SET or ROTATE, or give auth.userGroupIds or auth.users instead of the token",
        ],
      },
    ],
    accepted: [
      { args: { auth: { updateStrategy: "SET" } } },
      { args: { auth: { updateStrategy: "ROTATE" } } },
      { args: { auth: { updateStrategy: "DELETE", userGroupIds: ["team"] } } },
    ],
  },
  {
    rule: "auth-token-version",
    refused: [
      {
        args: { auth: { tokenVersion: 0 } },
        found: [
          "auth.tokenVersion: 0 is not a whole number from 1; raise it by one for a new token",
        ],
      },
      {
        args: { auth: { tokenVersion: 1.5 } },
        found: [
          "auth.tokenVersion: 1.5 is not a whole number from 1; raise it by one for a new token",
        ],
      },
    ],
    accepted: [{ args: { auth: { tokenVersion: 1 } } }, { args: { auth: { tokenVersion: 2 } } }],
  },
  {
    rule: "secret-recovery-window",
    refused: [
      {
        args: { auth: { secretRecoveryWindowInDays: 1 } },
        found: ["auth.secretRecoveryWindowInDays: 1 is neither 0 nor a whole number from 7 to 30"],
      },
      {
        args: { auth: { secretRecoveryWindowInDays: 6 } },
        found: ["auth.secretRecoveryWindowInDays: 6 is neither 0 nor a whole number from 7 to 30"],
      },
      {
        args: { auth: { secretRecoveryWindowInDays: 31 } },
        found: ["auth.secretRecoveryWindowInDays: 31 is neither 0 nor a whole number from 7 to 30"],
      },
      {
        args: { auth: { secretRecoveryWindowInDays: 7.5 } },
        found: [
          "auth.secretRecoveryWindowInDays: 7.5 is neither 0 nor a whole number from 7 to 30",
        ],
      },
    ],
    accepted: [
      { args: { auth: { secretRecoveryWindowInDays: 0 } } },
      { args: { auth: { secretRecoveryWindowInDays: 7 } } },
      { args: { auth: { secretRecoveryWindowInDays: 30 } } },
    ],
  },
  {
    rule: "secret-name",
    refused: [
      {
        args: { auth: { secretName: "my secret" } },
        found: [
          'auth.secretName: "my secret" is no name that AWS Secrets Manager takes: 1 to 512 letters, digits and / _ + = . @ -',
        ],
      },
      {
        args: { auth: { secretName: "a".repeat(513) } },
        found: [
          'auth.secretName: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is no name that AWS Secrets Manager takes: 1 to 512 letters, digits and / _ + = . @ -',
        ],
      },
    ],
    accepted: [
      { args: { auth: { secretName: "koneksi/prod/redis_auth+=.@-" } } },
      { args: { auth: { secretName: "a".repeat(512) } } },
      { args: { auth: { secretName: "" } } },
    ],
  },
  {
    rule: "no-authentication",
    refused: [
      {
        args: { auth: { mode: "none" } },
        found: [
          "auth.mode: none: whoever reaches the port may read and delete everything; write auth.mode token or users. A token that the cache already has stays in force: AWS takes it away with a user group alone, so go through auth.mode users",
        ],
      },
      {
        args: { transitEncryptionEnabled: false },
        found: [
          "auth.mode: none: whoever reaches the port may read and delete everything; set transitEncryptionEnabled to true, which brings a token. A token that the cache already has stays in force: AWS takes it away with a user group alone, so go through auth.mode users",
        ],
      },
    ],
    accepted: [{ args: {} }, { args: { auth: { userGroupIds: ["team"] } } }],
  },
  {
    rule: "auth-token-strategy",
    refused: [
      {
        args: { auth: { mode: "none", updateStrategy: "SET" } },
        found: [
          "auth.updateStrategy: does nothing with auth.mode none, which has no password of ours; leave it out",
        ],
      },
      {
        args: { auth: { userGroupIds: ["team"], updateStrategy: "ROTATE" } },
        found: [
          "auth.updateStrategy: does nothing with auth.mode userGroup, which has no password of ours; leave it out",
        ],
      },
    ],
    accepted: [
      { args: { auth: { updateStrategy: "SET" } } },
      { args: { auth: { userGroupIds: ["team"], updateStrategy: "DELETE" } } },
      {
        args: {
          auth: { users: { app: { accessString: "on ~* +@all" } }, updateStrategy: "ROTATE" },
        },
      },
    ],
  },
  {
    rule: "user-no-password",
    refused: [
      {
        args: {
          auth: {
            users: {
              a: { accessString: "on ~* +@all", authentication: "noPassword" },
              b: { accessString: "on ~* +@all" },
            },
          },
        },
        found: [
          "auth.users.a.authentication: noPassword lets everybody in who knows the user's name; write password or iam",
        ],
      },
    ],
    accepted: [{ args: { auth: { users: { a: { accessString: "on ~* +@all" } } } } }],
  },
  {
    rule: "many-users",
    refused: [
      {
        args: { auth: { users: manyUsers(101) } },
        found: [
          "auth.users: 101 users, and AWS's default quota is 100 in a group; have it raised first",
        ],
      },
    ],
    accepted: [{ args: { auth: { users: manyUsers(100) } } }],
  },
  {
    rule: "user-group-twice",
    refused: [
      {
        args: { auth: { userGroupIds: ["team", "team"] } },
        found: ["auth.userGroupIds: names the same group twice; leave one out"],
      },
    ],
    accepted: [
      { args: { auth: { userGroupIds: ["team"] } } },
      { args: { auth: { userGroupIds: ["team", "other"] } } },
    ],
  },
];
