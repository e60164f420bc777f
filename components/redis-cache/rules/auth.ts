import { isAtLeast } from "../../catalog/engines";
import { literalString } from "../../checking/input";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import type { UserSpec } from "../../access/spec";
import type { CacheSpec } from "../spec";
import {
  malformed,
  restrictedRules,
  saysNeitherOnNorOff,
  saysOn,
} from "../../formats/access-string";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** What was given of each kind of authentication. */
const has = ({ args }: CacheSpec) => ({
  token: args.auth?.token !== undefined && args.auth.token !== "",
  users: Object.keys(args.auth?.users ?? {}).length > 0,
  userGroupIds: (args.auth?.userGroupIds ?? []).length > 0,
});

/** Users are made, or attached, and not one token for all. */
const byUsers = ({ auth }: CacheSpec) =>
  auth.mode === "users" || auth.mode === "iam" || auth.mode === "userGroup";

/** The argument that asks for the authentication, for problems about it. */
function askedBy(spec: CacheSpec): string {
  const given = has(spec);
  const path = {
    token: given.token ? "auth.token" : "auth.mode",
    users: given.users ? "auth.users" : "auth.mode",
    iam: given.users ? "auth.users" : "auth.mode",
    userGroup: given.userGroupIds ? "auth.userGroupIds" : "auth.mode",
    none: "auth.mode",
  };
  return path[spec.auth.mode];
}

function withoutTls(spec: CacheSpec): readonly Finding[] {
  return when(
    spec.auth.mode !== "none" && !spec.encryption.transitEncryptionEnabled,
    askedBy(spec),
    "authentication needs TLS; set transitEncryptionEnabled to true, or auth.mode to none and leave the rest of auth out",
  );
}

function preferredTls(spec: CacheSpec): readonly Finding[] {
  const { encryption, auth, args } = spec;
  return when(
    auth.mode !== "none" &&
      encryption.transitEncryptionEnabled &&
      encryption.transitEncryptionMode === "preferred",
    "transitEncryptionMode",
    `preferred excludes authentication (${args.auth?.mode === undefined ? askedBy(spec) : "auth.mode"}); write required, or set auth.mode to none while clients move to TLS`,
  );
}

/** What each mode takes of the three. */
const taken: Readonly<Record<string, readonly string[]>> = {
  token: ["token"],
  users: ["users"],
  iam: ["users"],
  userGroup: ["userGroupIds"],
  none: [],
};

/** Among the users is one named `default` with a password, which is the token. */
const keepsToken = ({ auth }: CacheSpec) =>
  auth.mode === "users" &&
  Object.values(auth.users).some(
    ({ userName, authentication }) => userName === "default" && authentication === "password",
  );

function choice(spec: CacheSpec): readonly Finding[] {
  const { mode } = spec.auth;
  const takes = taken[mode] ?? [];
  const given = Object.entries(has(spec)).flatMap(([key, isGiven]) =>
    isGiven && !(key === "token" && keepsToken(spec)) ? [key] : [],
  );
  const paths = given.map((key) => `auth.${key}`);
  if (paths.length > 1) {
    const path = paths.at(-1) ?? "";
    const reason = `excludes ${listed(paths.slice(0, -1))}; a cache has one token, or users of its own, or one user group`;
    return [{ path, reason }];
  }
  return given.flatMap((key) =>
    when(
      !takes.includes(key),
      `auth.${key}`,
      `has no use with auth.mode ${mode}; leave it out, or change or leave out auth.mode`,
    ),
  );
}

function missing(spec: CacheSpec): readonly Finding[] {
  const given = has(spec);
  return [
    ...when(
      spec.auth.mode === "userGroup" && !given.userGroupIds,
      "auth.userGroupIds",
      "missing, and auth.mode userGroup needs it; give the id of an existing user group",
    ),
    ...when(
      spec.auth.mode === "users" && !given.users,
      "auth.users",
      "missing, and auth.mode users needs it; give at least one user with its accessString",
    ),
  ];
}

function groupCount({ args }: CacheSpec): readonly Finding[] {
  const groups = new Set(args.auth?.userGroupIds ?? []).size;
  return when(
    groups > 1,
    "auth.userGroupIds",
    `${String(groups)} user groups, and AWS attaches one; put all users into one group`,
  );
}

function usersVersion(spec: CacheSpec): readonly Finding[] {
  const { engine, engineVersion } = spec;
  return when(
    byUsers(spec) && engine === "redis" && !isAtLeast(engineVersion, "6.0"),
    askedBy(spec),
    `users and user groups need Redis 6.0 or later, and engineVersion is ${shown(engineVersion)}; raise it, or write auth.mode token`,
  );
}

const madeUsers = ({ auth }: Pick<CacheSpec, "auth">): readonly [string, UserSpec][] =>
  auth.mode === "users" || auth.mode === "iam" ? sortedEntries(auth.users) : [];

function iamVersion(spec: CacheSpec): readonly Finding[] {
  const { engine, engineVersion } = spec;
  const tooOld =
    engine === "redis" && isAtLeast(engineVersion, "6.0") && !isAtLeast(engineVersion, "7.0");
  const reason = `IAM authentication needs Redis 7.0 or Valkey 7.2, and engineVersion is ${shown(engineVersion)}; raise it, or use passwords`;
  if (spec.auth.mode === "iam") return when(tooOld, "auth.mode", reason);
  return madeUsers(spec).flatMap(([key, user]) =>
    when(
      tooOld && user.authentication === "iam",
      `${pathTo("auth.users", key)}.authentication`,
      reason,
    ),
  );
}

function iamUsers(spec: CacheSpec): readonly Finding[] {
  const users = madeUsers(spec);
  if (spec.auth.mode !== "iam") return [];
  return [
    ...when(
      users.length > 1,
      "auth.users",
      `${String(users.length)} users with auth.mode iam, which has one; write auth.mode users, and authentication iam for each`,
    ),
    ...users.flatMap(([key, user]) =>
      when(
        user.authentication !== "iam",
        `${pathTo("auth.users", key)}.authentication`,
        `${user.authentication} contradicts auth.mode iam; leave it out, or write auth.mode users`,
      ),
    ),
  ];
}

/** CreateUser, UserId. */
const USER_ID = /^[a-z][a-z0-9-]*$/;
/** The length is that of other ids of ElastiCache; the API's own description gives none. */
const LONGEST_USER_ID = 40;

/** AWS's own user, which may do everything without a password and can be neither changed nor deleted. */
const OF_AWS = "default";

function userIds(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { userId }]) => {
    const isGiven = spec.args.auth?.users?.[key]?.userId !== undefined;
    if (userId === OF_AWS) {
      const path = `${pathTo("auth.users", key)}.userId`;
      return [
        { path, reason: "default is AWS's own user, who needs no password; give another id" },
      ];
    }
    return when(
      !USER_ID.test(userId),
      isGiven ? `${pathTo("auth.users", key)}.userId` : pathTo("auth.users", key),
      `the user's id ${shown(userId)} is not letters, digits and hyphens with a letter first; ${isGiven ? "change it" : "change the key, or give a userId"}`,
    );
  });
}

function longUserIds(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { userId }]) =>
    when(
      userId.length > LONGEST_USER_ID,
      pathTo("auth.users", key),
      `the user's id ${shown(userId)} has ${String(userId.length)} characters, and other ids of ElastiCache have at most ${String(LONGEST_USER_ID)}; AWS may refuse it, so give a shorter userId`,
    ),
  );
}

/** The key is a part of resources' names and of the secrets' names. */
function userKeys(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key]) =>
    when(
      !/^[A-Za-z0-9_+=.@-]{1,64}$/.test(key),
      pathTo("auth.users", key),
      "the key is a part of the secret's name; write 1 to 64 letters, digits and _ + = . @ -",
    ),
  );
}

function userNames(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { userId, userName, authentication }]) => [
    ...when(
      userName === "",
      `${pathTo("auth.users", key)}.userName`,
      "empty; give a name or leave it out",
    ),
    ...when(
      authentication === "iam" && userName !== userId,
      `${pathTo("auth.users", key)}.userName`,
      `an IAM user's name equals its id ${shown(userId)}; leave userName out`,
    ),
  ]);
}

function accessStrings(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { accessString }]) => {
    const reason = malformed(accessString);
    return reason === undefined
      ? []
      : [{ path: `${pathTo("auth.users", key)}.accessString`, reason }];
  });
}

function switchedOff(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { accessString }]) =>
    when(
      malformed(accessString) === undefined && saysNeitherOnNorOff(accessString),
      `${pathTo("auth.users", key)}.accessString`,
      'says neither on nor off, and AWS takes it for off; write "on" first',
    ),
  );
}

function restrictedCommands(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { accessString }]) => {
    const rules = restrictedRules(accessString);
    return when(
      rules.length > 0 && malformed(accessString) === undefined,
      `${pathTo("auth.users", key)}.accessString`,
      `${listed(rules.slice(0, 5).map(shown))}: a command that ElastiCache keeps from everybody, and AWS may refuse it here; leave that out`,
    );
  });
}

function usersTwice(spec: CacheSpec): readonly Finding[] {
  const fields = ["userId", "userName"] as const;
  return fields.flatMap((field) => {
    const seen = new Map<string, string>();
    return madeUsers(spec).flatMap(([key, user]) => {
      const first = seen.get(user[field]);
      seen.set(user[field], key);
      return when(
        first !== undefined,
        `${pathTo("auth.users", key)}.${field}`,
        `${shown(user[field])} is the ${field} of ${pathTo("auth.users", first ?? "")} too; a group has each once`,
      );
    });
  });
}

const SPECIALS = "! & # $ ^ < > -";

function token(value: string): string | undefined {
  if (value.length < 16 || value.length > 128) {
    return `has ${String(value.length)} characters; AWS wants 16 to 128`;
  }
  return /^[A-Za-z0-9!&#$^<>-]*$/.test(value)
    ? undefined
    : `holds other characters than letters, digits and ${SPECIALS}; use these alone`;
}

function userGroupId(value: string): string | undefined {
  return /^[a-z][a-z0-9-]*$/i.test(value)
    ? undefined
    : `${shown(value)} is no user group's id: letters, digits and hyphens, a letter first (the id, not the ARN)`;
}

function deleteWithToken({ auth }: CacheSpec): readonly Finding[] {
  return when(
    auth.mode === "token" && auth.updateStrategy === "DELETE",
    "auth.updateStrategy",
    "DELETE removes the token, and goes with a user group alone; write SET or ROTATE, or give auth.userGroupIds or auth.users instead of the token",
  );
}

function strategyWithoutToken({ args, auth }: CacheSpec): readonly Finding[] {
  const strategy = args.auth?.updateStrategy;
  return when(
    strategy !== undefined &&
      strategy !== "DELETE" &&
      auth.mode !== "token" &&
      !madeUsers({ auth }).some(([, { authentication }]) => authentication === "password"),
    "auth.updateStrategy",
    `does nothing with auth.mode ${auth.mode}, which has no password of ours; leave it out`,
  );
}

function rotateFirst({ auth }: CacheSpec): readonly Finding[] {
  return when(
    auth.mode === "token" && auth.updateStrategy === "ROTATE" && auth.tokenVersion === 1,
    "auth.updateStrategy",
    "ROTATE gives a running group its first token and still lets clients in without one; leave it out in the next update, which then closes the group",
  );
}

/** Something of ours has been rotated, and what it was before is still good. */
function rotating({ auth }: CacheSpec): readonly Finding[] {
  const passwords = madeUsers({ auth }).some(
    ([, { authentication, userName }]) => authentication === "password" && userName !== "default",
  );
  const still =
    auth.mode === "token"
      ? "the old token (or none, where the cache had none) still opens the cache beside the new one"
      : "the users' old passwords still open the cache beside the new ones";
  return when(
    (auth.mode === "token" || passwords) &&
      auth.updateStrategy === "ROTATE" &&
      auth.tokenVersion > 1,
    "auth.tokenVersion",
    `${still}; when every client has the new one, write updateStrategy SET at the same tokenVersion`,
  );
}

/** Clients that were given a token log in as the user `default`, whose password it is. */
function defaultUser({ auth }: CacheSpec): readonly Finding[] {
  return madeUsers({ auth }).flatMap(([key, { userName, authentication, accessString }]) =>
    when(
      userName === "default" && authentication === "password" && saysOn(accessString),
      pathTo("auth.users", key),
      "whoever has the cache's token gets in as the user default, whose password it stays; leave that user out when every client has one of its own",
    ),
  );
}

function tokenVersion({ auth }: CacheSpec): readonly Finding[] {
  return when(
    !Number.isInteger(auth.tokenVersion) || auth.tokenVersion < 1,
    "auth.tokenVersion",
    `${String(auth.tokenVersion)} is not a whole number from 1; raise it by one for a new token`,
  );
}

function recovery({ auth }: CacheSpec): readonly Finding[] {
  const days = auth.secretRecoveryWindowInDays;
  return when(
    !(days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30)),
    "auth.secretRecoveryWindowInDays",
    `${String(days)} is neither 0 nor a whole number from 7 to 30`,
  );
}

function secretName({ auth }: CacheSpec): readonly Finding[] {
  const name = auth.secretName;
  return when(
    name !== undefined && !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name),
    "auth.secretName",
    `${shown(name ?? "")} is no name that AWS Secrets Manager takes: 1 to 512 letters, digits and / _ + = . @ -`,
  );
}

function noAuthentication({ auth, encryption }: CacheSpec): readonly Finding[] {
  const how = encryption.transitEncryptionEnabled
    ? "write auth.mode token or users"
    : "set transitEncryptionEnabled to true, which brings a token";
  return when(
    auth.mode === "none",
    "auth.mode",
    `none: whoever reaches the port may read and delete everything; ${how}. A token that the cache already has stays in force: AWS takes it away with a user group alone, so go through auth.mode users`,
  );
}

function noPassword(spec: CacheSpec): readonly Finding[] {
  return madeUsers(spec).flatMap(([key, { authentication }]) =>
    when(
      authentication === "noPassword",
      `${pathTo("auth.users", key)}.authentication`,
      "noPassword lets everybody in who knows the user's name; write password or iam",
    ),
  );
}

/** Quota (user guide, "Quotas"); it can be raised. */
const MOST_USERS = 100;

function manyUsers(spec: CacheSpec): readonly Finding[] {
  const count = madeUsers(spec).length;
  return when(
    count > MOST_USERS,
    "auth.users",
    `${String(count)} users, and AWS's default quota is ${String(MOST_USERS)} in a group; have it raised first`,
  );
}

function sameGroups({ args }: CacheSpec): readonly Finding[] {
  const ids = args.auth?.userGroupIds ?? [];
  return when(
    ids.length > 1 &&
      new Set(ids.map(literalString)).size === 1 &&
      literalString(ids[0]) !== undefined,
    "auth.userGroupIds",
    "names the same group twice; leave one out",
  );
}

export const auth: readonly Rule[] = [
  error(
    "auth-tls",
    'A token, users and user groups need transit encryption (CreateReplicationGroup, AuthToken; user guide, "Role-based access control").',
    withoutTls,
  ),
  error(
    "auth-preferred",
    'Transit encryption mode preferred excludes authentication ("Transit encryption preferred is not supported with redis access control").',
    preferredTls,
  ),
  error(
    "auth-choice",
    "A cache has one kind of authentication (AWS provider: auth_token conflicts with user_group_ids).",
    choice,
  ),
  error("auth-missing", "The mode has what it needs.", missing),
  error(
    "user-group-count",
    "AWS attaches one user group (CreateReplicationGroup, UserGroupIds).",
    groupCount,
  ),
  error(
    "users-version",
    'Users and user groups need Redis 6.0 (user guide, "Role-based access control").',
    usersVersion,
  ),
  error(
    "iam-version",
    'IAM authentication needs Redis 7.0 or Valkey 7.2 (user guide, "Authenticating with IAM").',
    iamVersion,
  ),
  error("iam-users", "Mode iam has one user, that authenticates with IAM.", iamUsers),
  error("user-key", "A user's key fits into a secret's name (CreateSecret).", userKeys),
  error("user-id", "A user's id is well formed (CreateUser, UserId).", userIds),
  error(
    "user-name",
    'A user has a name, and an IAM user\'s name is its id (user guide, "Authenticating with IAM").',
    userNames,
  ),
  error(
    "user-access-string",
    "An access string has the form of ACL rules, without passwords (CreateUser, AccessString).",
    accessStrings,
  ),
  error(
    "user-twice",
    "No two users of a group have the same id or name (DuplicateUserName).",
    usersTwice,
  ),
  valueError(
    "auth-token",
    ["auth.token"],
    'An AUTH token has 16 to 128 letters, digits and `! & # $ ^ < > -` (user guide, "Authenticating with AUTH").',
    token,
  ),
  valueError(
    "user-group-id",
    ["auth.userGroupIds[]"],
    "A user group's id is letters, digits and hyphens, a letter first (CreateUserGroup, UserGroupId).",
    userGroupId,
  ),
  error(
    "auth-token-delete",
    "Update strategy DELETE goes without a token (ModifyReplicationGroup, AuthTokenUpdateStrategy).",
    deleteWithToken,
  ),
  error("auth-token-version", "The token's version is a whole number from 1.", tokenVersion),
  error(
    "secret-recovery-window",
    "A deleted secret can be restored for 0, or 7 to 30 days (DeleteSecret).",
    recovery,
  ),
  error(
    "secret-name",
    "The secret's name is one that AWS Secrets Manager takes (CreateSecret).",
    secretName,
  ),
  warning(
    "user-off",
    'An access string says whether the user may log in (user guide, "Role-based access control").',
    switchedOff,
  ),
  warning(
    "user-restricted-command",
    'An access string names no command that ElastiCache keeps from everybody (user guide, "Role-based access control" and "Restricted commands").',
    restrictedCommands,
  ),
  warning("no-authentication", "A cache should ask who connects.", noAuthentication),
  warning(
    "auth-token-strategy",
    "An update strategy needs a token or a password.",
    strategyWithoutToken,
  ),
  warning(
    "auth-token-optional",
    'ROTATE on a group without a token leaves it open until SET (user guide, "Authenticating with AUTH").',
    rotateFirst,
  ),
  warning(
    "auth-rotating",
    'ROTATE leaves the old token or password valid until SET (user guide, "Authenticating with AUTH").',
    rotating,
  ),
  warning(
    "auth-default-user",
    'A token is the password of the user default (user guide, "Role-based access control").',
    defaultUser,
  ),
  warning("user-id-length", "A user's id is as short as other ids of ElastiCache.", longUserIds),
  warning("user-no-password", "A user should have to prove who it is.", noPassword),
  warning(
    "many-users",
    'A user group has at most 100 users, a quota that can be raised (user guide, "Quotas").',
    manyUsers,
  ),
  warning("user-group-twice", "A user group is named once.", sameGroups),
];
