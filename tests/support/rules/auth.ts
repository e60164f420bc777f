import type { RuleTable } from "./cases";
import { later, manyUsers } from "./values";

const TOKEN = "abcdefghijklmnop";
const full = { accessString: "on ~* +@all" };
const iam = { ...full, authentication: "iam" };
const asks = (auth: object) => ({ auth });
const users = (made: object, auth: object = {}) => asks({ users: made, ...auth });
const userA = (accessString: string) => users({ a: { accessString } });

const NEEDS_TLS =
  "authentication needs TLS; set transitEncryptionEnabled to true, or set auth.mode to none and remove the rest of auth";
const withoutTls = (auth: object) => ({ transitEncryptionEnabled: false, auth });

const preferred = (auth: object) => ({ transitEncryptionMode: "preferred", auth });
const notPreferred = (source: string) =>
  `transitEncryptionMode: preferred does not work with authentication (${source}); set it to required, or set auth.mode to none until all clients use TLS`;

const ONE_KIND = "a cache has one token, or its own users, or one user group";
const doesNothing = (mode: string) =>
  `does nothing with auth.mode ${mode}; remove it, or change or remove auth.mode`;

const USERS_VERSION =
  'users and user groups need Redis 6.0 or later, but engineVersion is "5.0.6"; raise it, or set auth.mode to token';
const IAM_VERSION =
  'IAM authentication needs Redis 7.0 or Valkey 7.2, but engineVersion is "6.2"; raise it, or use passwords';
const SECRET_KEY =
  "the key is part of the secret's name; use 1 to 64 letters, digits and _ + = . @ -";
const PARAMETER_KEY =
  "the key is part of the name of a parameter under parameterStorePath; use 1 to 64 letters, digits and _ . -";
const USER_ID = "is not valid: use letters, digits and hyphens, starting with a letter";
const ACL_RULES =
  "write rules such as on, ~app:*, &*, +@read, -@dangerous or +get, separated by spaces";
const TOKEN_CHARACTERS =
  "auth.token: contains characters other than letters, digits and ! & # $ ^ < > -; use only these";
const GROUP_ID =
  "is not a valid user group id; give the id (letters, digits and hyphens, starting with a letter), not the ARN";
const SECRET_NAME =
  "is not a valid name in AWS Secrets Manager; use 1 to 512 letters, digits and / _ + = . @ -";
const ROTATED =
  "when every client has the new one, set updateStrategy to SET and keep tokenVersion";
const OPEN = "none: anyone who can reach the port can read and delete everything";
const STAYS_VALID =
  "A token that the cache already has stays valid: AWS removes it only with a user group, so change to auth.mode users first";

export const auth: RuleTable = {
  "auth-tls": [
    withoutTls({ token: TOKEN }),
    `auth.token: ${NEEDS_TLS}`,
    withoutTls({ userGroupIds: ["team"] }),
    `auth.userGroupIds: ${NEEDS_TLS}`,
    withoutTls({ users: { app: full } }),
    `auth.users: ${NEEDS_TLS}`,
    withoutTls({ mode: "token" }),
    `auth.mode: ${NEEDS_TLS}`,
    withoutTls({ mode: "iam" }),
    `auth.mode: ${NEEDS_TLS}`,
    { transitEncryptionEnabled: false },
    asks({ token: TOKEN }),
    withoutTls({ token: "" }),
  ],
  "auth-preferred": [
    preferred({ token: TOKEN }),
    notPreferred("auth.token"),
    preferred({ userGroupIds: ["team"] }),
    notPreferred("auth.userGroupIds"),
    preferred({ mode: "token" }),
    notPreferred("auth.mode"),
    { transitEncryptionMode: "preferred" },
    { transitEncryptionMode: "required", auth: { token: TOKEN } },
  ],
  "auth-choice": [
    asks({ token: TOKEN, userGroupIds: ["team"] }),
    `auth.userGroupIds: cannot be combined with auth.token; ${ONE_KIND}`,
    users({ app: full }, { userGroupIds: ["team"] }),
    `auth.userGroupIds: cannot be combined with auth.users; ${ONE_KIND}`,
    users({ app: full }, { token: TOKEN }),
    `auth.users: cannot be combined with auth.token; ${ONE_KIND}`,
    users({ default: { ...iam, userName: "default" } }, { token: TOKEN }),
    `auth.users: cannot be combined with auth.token; ${ONE_KIND}`,
    asks({ mode: "none", token: TOKEN }),
    `auth.token: ${doesNothing("none")}`,
    users({ app: full }, { mode: "token" }),
    `auth.users: ${doesNothing("token")}`,
    asks({ mode: "iam", userGroupIds: ["team"] }),
    `auth.userGroupIds: ${doesNothing("iam")}`,
    asks({ token: TOKEN }),
    users({ app: full }),
    users({ app: iam }, { mode: "iam" }),
    users({ default: full }, { token: TOKEN }),
    asks({ mode: "none" }),
  ],
  "auth-missing": [
    asks({ mode: "userGroup" }),
    "auth.userGroupIds: required with auth.mode userGroup; give the id of an existing user group",
    asks({ mode: "users" }),
    "auth.users: required with auth.mode users; give at least one user with its accessString",
    asks({ mode: "token" }),
    asks({ mode: "iam" }),
    asks({ mode: "userGroup", userGroupIds: ["team"] }),
  ],
  "user-group-count": [
    asks({ userGroupIds: ["team", "other"] }),
    "auth.userGroupIds: 2 user groups, but AWS attaches only one; put all users into one group",
    asks({ userGroupIds: ["team"] }),
    asks({ userGroupIds: ["team", "team"] }),
    asks({ userGroupIds: [] }),
  ],
  "users-version": [
    { engineVersion: "5.0.6", auth: { userGroupIds: ["team"] } },
    `auth.userGroupIds: ${USERS_VERSION}`,
    { engineVersion: "5.0.6", ...users({ app: full }) },
    `auth.users: ${USERS_VERSION}`,
    { engineVersion: "5.0.6", auth: { mode: "iam" } },
    `auth.mode: ${USERS_VERSION}`,
    { engineVersion: "6.0", auth: { userGroupIds: ["team"] } },
    { engineVersion: "6.x", auth: { userGroupIds: ["team"] } },
    { engineVersion: "5.0.6", auth: { token: TOKEN } },
  ],
  "iam-version": [
    { engineVersion: "6.2", auth: { mode: "iam" } },
    `auth.mode: ${IAM_VERSION}`,
    { engineVersion: "6.2", ...users({ app: iam, other: full }) },
    `auth.users.app.authentication: ${IAM_VERSION}`,
    { engineVersion: "7.0", auth: { mode: "iam" } },
    { engine: "valkey", auth: { mode: "iam" } },
    { engineVersion: "6.2", ...users({ app: full }) },
  ],
  "iam-users": [
    users({ a: iam, b: iam }, { mode: "iam" }),
    "auth.users: 2 users, but auth.mode iam takes one; set auth.mode to users, and authentication to iam for each user",
    users({ a: { ...full, authentication: "password" } }, { mode: "iam" }),
    "auth.users.a.authentication: password contradicts auth.mode iam; remove it, or set auth.mode to users",
    asks({ mode: "iam" }),
    users({ a: full }, { mode: "iam" }),
    users({ a: iam, b: iam }),
  ],
  "user-key": [
    users({ "my app": { ...full, userId: "app" }, ["a".repeat(65)]: { ...full, userId: "b" } }),
    `auth.users.${"a".repeat(65)}: ${SECRET_KEY}`,
    `auth.users."my app": ${SECRET_KEY}`,
    { ...users({ "a@b": { ...full, userId: "app" } }), parameterStorePath: "/koneksi" },
    `auth.users.a@b: ${PARAMETER_KEY}`,
    users({ default: { ...full, userName: "app" }, "default-user": { ...full, userId: "b" } }),
    "auth.users.default-user: the component makes a user with this key, because no user is named default; use another key",
    users({ "my_app@1": { ...full, userId: "app" }, ["a".repeat(64)]: { ...full, userId: "b" } }),
    { ...users({ "my_app-1.a": { ...full, userId: "app" } }), parameterStorePath: "/koneksi" },
    { ...users({ "a@b": { ...iam, userId: "app" } }), parameterStorePath: "/koneksi" },
    { ...users({ "a@b": { ...full, userId: "app" } }), parameterStorePath: "" },
    users({ default: full, "default-user": full }),
    users({ "default-user": full }),
  ],
  "user-id": [
    users({
      a: { ...full, userId: "1a" },
      b: { ...full, userId: "b_b" },
      d: { ...full, userId: "default" },
      e: { ...full, userId: "koneksi-test-redis-default" },
      f: { ...full, userId: "Default" },
    }),
    `auth.users.a.userId: the user's id "1a" ${USER_ID}; change it`,
    `auth.users.b.userId: the user's id "b_b" ${USER_ID}; change it`,
    "auth.users.d.userId: default is AWS's own user, who needs no password; use another id",
    'auth.users.e.userId: "koneksi-test-redis-default" is the id of the user default that the component makes; use another id',
    "auth.users.f.userId: default is AWS's own user, who needs no password; use another id",
    users({ my_app: full }),
    `auth.users.my_app: the user's id "koneksi-test-redis-my_app" ${USER_ID}; change the key, or give a userId`,
    users({ app: full }),
    users({ a: { ...full, userId: "App-1" } }),
    users({ a: { ...full, userId: "c-" } }),
    users({ a: { ...full, userName: "default", userId: "koneksi-test-redis-default" } }),
  ],
  "user-name": [
    users({ a: { ...full, userName: "" } }),
    "auth.users.a.userName: empty; give a name or remove it",
    users({ a: { ...iam, userId: "app", userName: "other" } }),
    'auth.users.a.userName: the name of an IAM user must equal its id "app"; remove userName',
    users({ a: { ...full, userName: "other" } }),
    users({ a: { ...iam, userId: "app", userName: "app" } }),
    users({ a: iam }),
  ],
  "user-access-string": [
    userA(" "),
    'auth.users.a.accessString: empty; write what the user may do, for example "on ~app:* +@read"',
    userA("on >password"),
    "auth.users.a.accessString: sets or resets a password, which AWS accepts only in other arguments of the user; remove that, and set authentication",
    userA("on all"),
    `auth.users.a.accessString: rule 2 is not a valid ACL rule; ${ACL_RULES}`,
    userA("on ~app:* &* -@all +@read +get"),
  ],
  "user-twice": [
    users({ a: { ...full, userId: "app" }, b: { ...full, userId: "APP" } }),
    'auth.users.b.userId: "app" is also the userId of auth.users.a; give each user its own',
    users({ a: { ...full, userName: "app" }, b: { ...full, userName: "app" } }),
    'auth.users.b.userName: "app" is also the userName of auth.users.a; give each user its own',
    users({ a: full, b: full }),
  ],
  "auth-token": [
    asks({ token: TOKEN.slice(1) }),
    "auth.token: has 15 characters; AWS requires 16 to 128",
    asks({ token: "a".repeat(129) }),
    "auth.token: has 129 characters; AWS requires 16 to 128",
    ...["@", "%", " ", "é"].flatMap((wrong) => [
      asks({ token: `${TOKEN}${wrong}` }),
      TOKEN_CHARACTERS,
    ]),
    ...[TOKEN, "a".repeat(128), "aA0!&#$^<>-aaaaa", later].map((token) => asks({ token })),
  ],
  "user-group-id": [
    asks({ userGroupIds: ["1team"] }),
    `auth.userGroupIds[0]: "1team" ${GROUP_ID}`,
    asks({ userGroupIds: ["arn:aws:elasticache:eu-west-1:123456789012:usergroup:team"] }),
    `auth.userGroupIds[0]: "arn:aws:elasticache:eu-west-1:1234567890…" ${GROUP_ID}`,
    asks({ userGroupIds: ["Team-1"] }),
    asks({ userGroupIds: [later] }),
  ],
  "auth-token-delete": [
    asks({ updateStrategy: "DELETE" }),
    "auth.updateStrategy: DELETE removes the token and works only with a user group; use SET or ROTATE, or give auth.userGroupIds or auth.users instead of the token",
    asks({ updateStrategy: "SET" }),
    asks({ updateStrategy: "ROTATE" }),
    asks({ updateStrategy: "DELETE", userGroupIds: ["team"] }),
  ],
  "auth-token-version": [
    ...[0, 1.5].flatMap((tokenVersion) => [
      asks({ tokenVersion }),
      `auth.tokenVersion: ${String(tokenVersion)} is not a whole number from 1; raise it by one for a new token`,
    ]),
    asks({ tokenVersion: 1 }),
    asks({ tokenVersion: 2 }),
  ],
  "secret-recovery-window": [
    ...[1, 6, 31, 7.5].flatMap((secretRecoveryWindowInDays) => [
      asks({ secretRecoveryWindowInDays }),
      `auth.secretRecoveryWindowInDays: ${String(secretRecoveryWindowInDays)} is neither 0 nor a whole number from 7 to 30; use one of these`,
    ]),
    ...[0, 7, 30].map((secretRecoveryWindowInDays) => asks({ secretRecoveryWindowInDays })),
  ],
  "secret-name": [
    asks({ secretName: "my secret" }),
    `auth.secretName: "my secret" ${SECRET_NAME}`,
    asks({ secretName: "a".repeat(513) }),
    `auth.secretName: "${"a".repeat(40)}…" ${SECRET_NAME}`,
    users({ app: full, longer: full }, { secretName: "a".repeat(506) }),
    "auth.secretName: with a user's key at its end, the name has 513 characters; AWS Secrets Manager allows 512, so shorten it",
    asks({ secretName: "koneksi/prod/redis_auth+=.@-" }),
    asks({ secretName: "a".repeat(512) }),
    users({ app: iam }, { secretName: "a".repeat(512) }),
    users({ app: full, longer: full }, { secretName: "a".repeat(505) }),
    asks({ secretName: "" }),
  ],
  "user-off": [
    userA("~* +@all"),
    'auth.users.a.accessString: contains neither on nor off, so AWS disables the user; start it with "on"',
    users({ a: full, b: { accessString: "off ~* +@all" } }),
  ],
  "user-restricted-command": [
    userA("on ~* +@all -config +CONFIG|GET (~x +save)"),
    'auth.users.a.accessString: contains commands that ElastiCache does not offer ("-config", "+CONFIG|GET" and "+save"), so AWS may refuse it; remove them',
    userA("on ~* +@all -@dangerous +info"),
    userA("on ~config +get &save +configs"),
    userA("on ~* +client|no-evict +save.x"),
    userA("on all -config"),
  ],
  "no-authentication": [
    asks({ mode: "none" }),
    `auth.mode: ${OPEN}; set auth.mode to token or users. ${STAYS_VALID}`,
    { transitEncryptionEnabled: false },
    `auth.mode: ${OPEN}; set transitEncryptionEnabled to true, which adds a token. ${STAYS_VALID}`,
    {},
    asks({ userGroupIds: ["team"] }),
  ],
  "auth-token-strategy": [
    asks({ mode: "none", updateStrategy: "SET" }),
    "auth.updateStrategy: does nothing with auth.mode none, where the component makes no password; remove it",
    asks({ mode: "iam", updateStrategy: "SET" }),
    "auth.updateStrategy: does nothing with auth.mode iam, where the component makes no password; remove it",
    asks({ userGroupIds: ["team"], updateStrategy: "ROTATE" }),
    "auth.updateStrategy: does nothing with auth.mode userGroup, where the component makes no password; remove it",
    asks({ updateStrategy: "SET" }),
    asks({ userGroupIds: ["team"], updateStrategy: "DELETE" }),
    users({ app: full }, { updateStrategy: "ROTATE" }),
  ],
  "auth-token-optional": [
    asks({ updateStrategy: "ROTATE" }),
    "auth.updateStrategy: ROTATE adds the first token to a running group, which still accepts clients without one; remove it in the next update, which then requires the token",
    asks({ updateStrategy: "ROTATE", tokenVersion: 2 }),
    asks({ updateStrategy: "SET" }),
    {},
  ],
  "auth-rotating": [
    asks({ tokenVersion: 2 }),
    `auth.tokenVersion: the old token (or no token, where the cache had none) is still valid beside the new one; ${ROTATED}`,
    users({ a: full }, { tokenVersion: 3 }),
    `auth.tokenVersion: the users' old passwords are still valid beside the new ones; ${ROTATED}`,
    {},
    asks({ tokenVersion: 2, updateStrategy: "SET" }),
    users({ a: full }, { tokenVersion: 2, updateStrategy: "SET" }),
    asks({ tokenVersion: 2, mode: "iam" }),
    asks({ tokenVersion: 2, userGroupIds: ["team"] }),
    users({ default: full }, { tokenVersion: 2 }),
  ],
  "auth-default-user": [
    users({
      app: { accessString: "on ~app:* +@all" },
      old: { accessString: "off on ~* +@all", userName: "default" },
    }),
    "auth.users.old: clients with the cache's token log in as the user default, and the token stays its password; remove this user when every client has its own user",
    users({ default: full }, { token: TOKEN }),
    "auth.users.default: clients with the cache's token log in as the user default, and the token stays its password; remove this user when every client has its own user",
    users({ default: { accessString: "off -@all" } }),
    users({ default: { accessString: "on off -@all" } }),
    users({ default: { ...full, userName: "app" } }),
    users({ default: { accessString: "on +ping", authentication: "noPassword" } }),
  ],
  "user-id-length": [
    users({ a: { ...full, userId: "a".repeat(41) } }),
    `auth.users.a: the user's id "${"a".repeat(40)}…" has 41 characters; AWS may refuse it, because other ids of ElastiCache have at most 40; give a shorter userId`,
    users({ a: { ...full, userId: "a".repeat(40) } }),
  ],
  "user-no-password": [
    users({ a: { ...full, authentication: "noPassword" }, b: full }),
    "auth.users.a.authentication: noPassword lets in everyone who knows the user's name; use password or iam",
    users({ a: full }),
  ],
  "many-users": [
    users(manyUsers(100)),
    "auth.users: 101 users in the group, with the user default that the component makes; AWS's default quota is 100, so have it raised first",
    users({ ...manyUsers(100), default: full }),
    "auth.users: 101 users in the group; AWS's default quota is 100, so have it raised first",
    users(manyUsers(99)),
    users({ ...manyUsers(99), default: full }),
  ],
  "user-group-twice": [
    asks({ userGroupIds: ["team", "team"] }),
    "auth.userGroupIds: the same group is given more than once; give it once",
    asks({ userGroupIds: ["team"] }),
    asks({ userGroupIds: ["team", "other"] }),
  ],
};
