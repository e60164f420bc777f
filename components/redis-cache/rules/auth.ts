import type { CacheAuthMode } from "../../access/args";
import { isAtLeast } from "../../formats/version";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import { literalString } from "../../checking/input";
import type { AuthSource, UserSpec } from "../../access/spec";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** What each mode authenticates clients with. */
const SOURCES: Readonly<Record<CacheAuthMode, AuthSource | undefined>> = {
  token: "token",
  users: "users",
  iam: "users",
  userGroup: "userGroupIds",
  none: undefined,
};

/** The argument that turns on authentication: the source if it was given, else the mode. */
function askedBy({ auth }: CacheSpec): string {
  const source = SOURCES[auth.mode];
  return source !== undefined && auth.given.includes(source) ? `auth.${source}` : "auth.mode";
}

/** The users that the component makes, in the order of their keys. */
const madeUsers = ({ auth }: CacheSpec): readonly UserSpec[] =>
  SOURCES[auth.mode] === "users" ? sortedEntries(auth.users).map(([, user]) => user) : [];

const eachUser =
  (find: (user: UserSpec, path: string, spec: CacheSpec) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] =>
    madeUsers(spec).flatMap((user) => find(user, pathTo("auth.users", user.key), spec));

/** The user's password is the token of the cache, so that clients with the token can still log in. */
const hasToken = ({ userName, authentication }: UserSpec) =>
  userName === "default" && authentication === "password";

const someUser = (spec: CacheSpec, is: (user: UserSpec) => boolean) => madeUsers(spec).some(is);

/** The key of the user `default` that the component adds to users without one, as access/users.ts names it. */
function ownDefaultKey(spec: CacheSpec): string | undefined {
  if (someUser(spec, ({ userName }) => userName === "default")) return undefined;
  return Object.hasOwn(spec.auth.users, "default") ? "default-user" : "default";
}

const authTls = error(
  "auth-tls",
  'A token, users and user groups need encryption in transit (CreateReplicationGroup, AuthToken; user guide, "Role-based access control").',
  (spec) =>
    when(
      spec.auth.mode !== "none" && !spec.encryption.transitEncryptionEnabled,
      askedBy(spec),
      "authentication needs TLS; set transitEncryptionEnabled to true, or set auth.mode to none and remove the rest of auth",
    ),
);

const authPreferred = error(
  "auth-preferred",
  'Transit encryption mode preferred does not work with authentication ("Transit encryption preferred is not supported with redis access control").',
  (spec) =>
    when(
      spec.auth.mode !== "none" &&
        spec.encryption.transitEncryptionEnabled &&
        spec.encryption.transitEncryptionMode === "preferred",
      "transitEncryptionMode",
      `preferred does not work with authentication (${spec.args.auth?.mode === undefined ? askedBy(spec) : "auth.mode"}); set it to required, or set auth.mode to none until all clients use TLS`,
    ),
);

const authChoice = error(
  "auth-choice",
  "A cache has one kind of authentication (AWS provider: auth_token conflicts with user_group_ids).",
  (spec) => {
    const { mode, given } = spec.auth;
    const keepsToken = mode === "users" && someUser(spec, hasToken);
    const sources = given.filter((source) => !(source === "token" && keepsToken));
    const paths = sources.map((source) => `auth.${source}`);
    if (paths.length > 1) {
      return when(
        true,
        paths.at(-1) ?? "",
        `cannot be combined with ${listed(paths.slice(0, -1))}; a cache has one token, or its own users, or one user group`,
      );
    }
    return sources.flatMap((source) =>
      when(
        source !== SOURCES[mode],
        `auth.${source}`,
        `does nothing with auth.mode ${mode}; remove it, or change or remove auth.mode`,
      ),
    );
  },
);

const authMissing = error(
  "auth-missing",
  "Mode users requires users, and mode userGroup a user group.",
  ({ auth }) => [
    ...when(
      auth.mode === "userGroup" && !auth.given.includes("userGroupIds"),
      "auth.userGroupIds",
      "required with auth.mode userGroup; give the id of an existing user group",
    ),
    ...when(
      auth.mode === "users" && !auth.given.includes("users"),
      "auth.users",
      "required with auth.mode users; give at least one user with its accessString",
    ),
  ],
);

const userGroupCount = error(
  "user-group-count",
  "AWS attaches one user group (CreateReplicationGroup, UserGroupIds).",
  ({ auth }) => {
    const groups = new Set(auth.userGroupIds).size;
    return when(
      groups > 1,
      "auth.userGroupIds",
      `${String(groups)} user groups, but AWS attaches only one; put all users into one group`,
    );
  },
);

const usersVersion = error(
  "users-version",
  'Users and user groups need Redis 6.0 (user guide, "Role-based access control").',
  (spec) => {
    const { auth, engine, engineVersion, version } = spec;
    return when(
      auth.mode !== "none" &&
        auth.mode !== "token" &&
        engine === "redis" &&
        !isAtLeast(version, "6.0"),
      askedBy(spec),
      `users and user groups need Redis 6.0 or later, but engineVersion is ${shown(engineVersion)}; raise it, or set auth.mode to token`,
    );
  },
);

const iamVersion = error(
  "iam-version",
  'IAM authentication needs Redis 7.0 or Valkey 7.2 (user guide, "Authenticating with IAM").',
  (spec) => {
    const { auth, engine, engineVersion, version } = spec;
    const tooOld = engine === "redis" && isAtLeast(version, "6.0") && !isAtLeast(version, "7.0");
    const reason = `IAM authentication needs Redis 7.0 or Valkey 7.2, but engineVersion is ${shown(engineVersion)}; raise it, or use passwords`;
    if (auth.mode === "iam") return when(tooOld, "auth.mode", reason);
    return eachUser(({ authentication }, path) =>
      when(tooOld && authentication === "iam", `${path}.authentication`, reason),
    )(spec);
  },
);

const iamUsers = error(
  "iam-users",
  "Mode iam has one user, which authenticates with IAM.",
  (spec) => {
    if (spec.auth.mode !== "iam") return [];
    const count = madeUsers(spec).length;
    return [
      ...when(
        count > 1,
        "auth.users",
        `${String(count)} users, but auth.mode iam takes one; set auth.mode to users, and authentication to iam for each user`,
      ),
      ...eachUser(({ authentication }, path) =>
        when(
          authentication !== "iam",
          `${path}.authentication`,
          `${authentication} contradicts auth.mode iam; remove it, or set auth.mode to users`,
        ),
      )(spec),
    ];
  },
);

const userKey = error(
  "user-key",
  "A user's key fits into the name of its secret (CreateSecret), and of its parameter where there is one (PutParameter).",
  eachUser(({ key, authentication }, path, spec) => {
    if (key === "default-user" && ownDefaultKey(spec) === key) {
      return when(
        true,
        path,
        "the component makes a user with this key, because no user is named default; use another key",
      );
    }
    const isPublished = authentication === "password" && spec.parameterStorePath !== undefined;
    return isPublished
      ? when(
          !/^[A-Za-z0-9_.-]{1,64}$/.test(key),
          path,
          "the key is part of the name of a parameter under parameterStorePath; use 1 to 64 letters, digits and _ . -",
        )
      : when(
          !/^[A-Za-z0-9_+=.@-]{1,64}$/.test(key),
          path,
          "the key is part of the secret's name; use 1 to 64 letters, digits and _ + = . @ -",
        );
  }),
);

const userId = error(
  "user-id",
  "A user's id has letters, digits and hyphens, starts with a letter, and is not the id of AWS's or the component's user default (CreateUser, UserId).",
  eachUser(({ key, userId: id }, path, spec) => {
    // AWS's own user, which may do everything without a password and can be neither changed nor deleted.
    if (id === "default") {
      const reason = "default is AWS's own user, who needs no password; use another id";
      return when(true, `${path}.userId`, reason);
    }
    const ownKey = ownDefaultKey(spec);
    if (ownKey !== undefined && id === `${spec.id}-${ownKey}`) {
      const reason = `${shown(id)} is the id of the user default that the component makes; use another id`;
      return when(true, `${path}.userId`, reason);
    }
    const isGiven = spec.args.auth?.users?.[key]?.userId !== undefined;
    return when(
      !/^[a-z][a-z0-9-]*$/.test(id),
      isGiven ? `${path}.userId` : path,
      `the user's id ${shown(id)} is not valid: use letters, digits and hyphens, starting with a letter; ${isGiven ? "change it" : "change the key, or give a userId"}`,
    );
  }),
);

const userName = error(
  "user-name",
  'A user has a name, and an IAM user\'s name is its id (user guide, "Authenticating with IAM").',
  eachUser(({ userId: id, userName: name, authentication }, path) => [
    ...when(name === "", `${path}.userName`, "empty; give a name or remove it"),
    ...when(
      authentication === "iam" && name !== id,
      `${path}.userName`,
      `the name of an IAM user must equal its id ${shown(id)}; remove userName`,
    ),
  ]),
);

const userAccessString = error(
  "user-access-string",
  "An access string consists of ACL rules, without passwords (CreateUser, AccessString).",
  eachUser(({ access: { malformed } }, path) =>
    when(malformed !== undefined, `${path}.accessString`, malformed ?? ""),
  ),
);

const userTwice = error(
  "user-twice",
  "No two users of a group have the same id or name (DuplicateUserName).",
  (spec) =>
    (["userId", "userName"] as const).flatMap((field) => {
      const seen = new Map<string, string>();
      return madeUsers(spec).flatMap((user) => {
        const first = seen.get(user[field]);
        seen.set(user[field], user.key);
        return when(
          first !== undefined,
          `${pathTo("auth.users", user.key)}.${field}`,
          `${shown(user[field])} is also the ${field} of ${pathTo("auth.users", first ?? "")}; give each user its own`,
        );
      });
    }),
);

const SPECIALS = "! & # $ ^ < > -";

const authToken = valueError(
  "auth-token",
  ["auth.token"],
  `An AUTH token has 16 to 128 letters, digits and \`${SPECIALS}\` (user guide, "Authenticating with AUTH").`,
  (value) => {
    if (value.length < 16 || value.length > 128) {
      return `has ${String(value.length)} characters; AWS requires 16 to 128`;
    }
    return /^[A-Za-z0-9!&#$^<>-]*$/.test(value)
      ? undefined
      : `contains characters other than letters, digits and ${SPECIALS}; use only these`;
  },
);

const userGroupId = valueError(
  "user-group-id",
  ["auth.userGroupIds[]"],
  "A user group's id has letters, digits and hyphens, and starts with a letter (CreateUserGroup, UserGroupId).",
  (value) =>
    /^[a-z][a-z0-9-]*$/i.test(value)
      ? undefined
      : `${shown(value)} is not a valid user group id; give the id (letters, digits and hyphens, starting with a letter), not the ARN`,
);

const authTokenDelete = error(
  "auth-token-delete",
  "Update strategy DELETE works without a token (ModifyReplicationGroup, AuthTokenUpdateStrategy).",
  ({ auth }) =>
    when(
      auth.mode === "token" && auth.updateStrategy === "DELETE",
      "auth.updateStrategy",
      "DELETE removes the token and works only with a user group; use SET or ROTATE, or give auth.userGroupIds or auth.users instead of the token",
    ),
);

const authTokenVersion = error(
  "auth-token-version",
  "The token's version is a whole number from 1.",
  ({ auth: { tokenVersion } }) =>
    when(
      !Number.isInteger(tokenVersion) || tokenVersion < 1,
      "auth.tokenVersion",
      `${String(tokenVersion)} is not a whole number from 1; raise it by one for a new token`,
    ),
);

const secretRecoveryWindow = error(
  "secret-recovery-window",
  "A deleted secret can be restored for 0 days, or for 7 to 30 (DeleteSecret).",
  ({ auth: { secretRecoveryWindowInDays: days } }) =>
    when(
      !(days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30)),
      "auth.secretRecoveryWindowInDays",
      `${String(days)} is neither 0 nor a whole number from 7 to 30; use one of these`,
    ),
);

/** CreateSecret, Name. */
const LONGEST_SECRET_NAME = 512;

const secretName = error(
  "secret-name",
  "The secret's name is valid in AWS Secrets Manager, also with a user's key at its end (CreateSecret).",
  (spec) => {
    const name = spec.auth.secretName;
    if (name === undefined) return [];
    const keys = madeUsers(spec).flatMap(({ key, authentication }) =>
      authentication === "password" ? [key] : [],
    );
    const longest = Math.max(0, ...keys.map((key) => `${name}-${key}`.length));
    return [
      ...when(
        !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name),
        "auth.secretName",
        `${shown(name)} is not a valid name in AWS Secrets Manager; use 1 to ${String(LONGEST_SECRET_NAME)} letters, digits and / _ + = . @ -`,
      ),
      ...when(
        name.length <= LONGEST_SECRET_NAME && longest > LONGEST_SECRET_NAME,
        "auth.secretName",
        `with a user's key at its end, the name has ${String(longest)} characters; AWS Secrets Manager allows ${String(LONGEST_SECRET_NAME)}, so shorten it`,
      ),
    ];
  },
);

const userOff = warning(
  "user-off",
  'An access string says whether the user may log in (user guide, "Role-based access control").',
  eachUser(({ access: { malformed, on } }, path) =>
    when(
      malformed === undefined && on === undefined,
      `${path}.accessString`,
      'contains neither on nor off, so AWS disables the user; start it with "on"',
    ),
  ),
);

const userRestrictedCommand = warning(
  "user-restricted-command",
  'An access string names only commands that ElastiCache offers (user guide, "Role-based access control" and "Restricted commands").',
  eachUser(({ access: { malformed, restricted } }, path) =>
    when(
      malformed === undefined && restricted.length > 0,
      `${path}.accessString`,
      `contains commands that ElastiCache does not offer (${listed(restricted.slice(0, 5))}), so AWS may refuse it; remove them`,
    ),
  ),
);

const noAuthentication = warning(
  "no-authentication",
  "A cache should authenticate its clients.",
  ({ auth, encryption }) => {
    const how = encryption.transitEncryptionEnabled
      ? "set auth.mode to token or users"
      : "set transitEncryptionEnabled to true, which adds a token";
    return when(
      auth.mode === "none",
      "auth.mode",
      `none: anyone who can reach the port can read and delete everything; ${how}. A token that the cache already has stays valid: AWS removes it only with a user group, so change to auth.mode users first`,
    );
  },
);

const authTokenStrategy = warning(
  "auth-token-strategy",
  "An update strategy needs a token or a password.",
  (spec) => {
    const strategy = spec.args.auth?.updateStrategy;
    return when(
      strategy !== undefined &&
        strategy !== "DELETE" &&
        spec.auth.mode !== "token" &&
        !someUser(spec, ({ authentication }) => authentication === "password"),
      "auth.updateStrategy",
      `does nothing with auth.mode ${spec.auth.mode}, where the component makes no password; remove it`,
    );
  },
);

const authTokenOptional = warning(
  "auth-token-optional",
  'ROTATE on a group without a token leaves the token optional until SET (user guide, "Authenticating with AUTH").',
  ({ auth }) =>
    when(
      auth.mode === "token" && auth.updateStrategy === "ROTATE" && auth.tokenVersion === 1,
      "auth.updateStrategy",
      "ROTATE adds the first token to a running group, which still accepts clients without one; remove it in the next update, which then requires the token",
    ),
);

const authRotating = warning(
  "auth-rotating",
  'ROTATE leaves the old token or password valid until SET (user guide, "Authenticating with AUTH").',
  (spec) => {
    const { mode, updateStrategy, tokenVersion } = spec.auth;
    const rotates =
      mode === "token" ||
      someUser(spec, (user) => user.authentication === "password" && !hasToken(user));
    const old =
      mode === "token"
        ? "the old token (or no token, where the cache had none) is still valid beside the new one"
        : "the users' old passwords are still valid beside the new ones";
    return when(
      rotates && updateStrategy === "ROTATE" && tokenVersion > 1,
      "auth.tokenVersion",
      `${old}; when every client has the new one, set updateStrategy to SET and keep tokenVersion`,
    );
  },
);

const authDefaultUser = warning(
  "auth-default-user",
  'A token is the password of the user default (user guide, "Role-based access control").',
  eachUser((user, path) =>
    when(
      hasToken(user) && user.access.on === true,
      path,
      "clients with the cache's token log in as the user default, and the token stays its password; remove this user when every client has its own user",
    ),
  ),
);

/** The length of other ids of ElastiCache; the API reference gives none for users. */
const LONGEST_USER_ID = 40;

const userIdLength = warning(
  "user-id-length",
  "A user's id is no longer than other ids of ElastiCache.",
  eachUser(({ userId: id }, path) =>
    when(
      id.length > LONGEST_USER_ID,
      path,
      `the user's id ${shown(id)} has ${String(id.length)} characters; AWS may refuse it, because other ids of ElastiCache have at most ${String(LONGEST_USER_ID)}; give a shorter userId`,
    ),
  ),
);

const userNoPassword = warning(
  "user-no-password",
  "A user should have a password or authenticate with IAM.",
  eachUser(({ authentication }, path) =>
    when(
      authentication === "noPassword",
      `${path}.authentication`,
      "noPassword lets in everyone who knows the user's name; use password or iam",
    ),
  ),
);

/** Quota (user guide, "Quotas"); AWS can raise it. */
const MOST_USERS = 100;

const manyUsers = warning(
  "many-users",
  'A user group has at most 100 users, a quota that AWS can raise (user guide, "Quotas").',
  (spec) => {
    const own = ownDefaultKey(spec) === undefined ? 0 : 1;
    const count = madeUsers(spec).length + own;
    return when(
      count > MOST_USERS,
      "auth.users",
      `${String(count)} users in the group${own === 1 ? ", with the user default that the component makes" : ""}; AWS's default quota is ${String(MOST_USERS)}, so have it raised first`,
    );
  },
);

const userGroupTwice = warning(
  "user-group-twice",
  "A user group is given once.",
  ({ auth: { userGroupIds: ids } }) =>
    when(
      ids.length > 1 &&
        literalString(ids[0]) !== undefined &&
        new Set(ids.map(literalString)).size === 1,
      "auth.userGroupIds",
      "the same group is given more than once; give it once",
    ),
);

export const auth: readonly Rule[] = [
  authTls,
  authPreferred,
  authChoice,
  authMissing,
  userGroupCount,
  usersVersion,
  iamVersion,
  iamUsers,
  userKey,
  userId,
  userName,
  userAccessString,
  userTwice,
  authToken,
  userGroupId,
  authTokenDelete,
  authTokenVersion,
  secretRecoveryWindow,
  secretName,
  userOff,
  userRestrictedCommand,
  noAuthentication,
  authTokenStrategy,
  authTokenOptional,
  authRotating,
  authDefaultUser,
  userIdLength,
  userNoPassword,
  manyUsers,
  userGroupTwice,
];
