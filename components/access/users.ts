import * as elasticache from "@pulumi/aws/elasticache";
import type * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import type { CacheAuthMode } from "./args";
import type { CacheConnectionUser } from "../connection/connection";
import { changeable } from "../pulumi/options";
import {
  type SecretContent,
  createPassword,
  createSecret,
  createSecretVersion,
  createTokenValue,
} from "./credentials";
import type { AccessSpec, AuthSpec, UserSpec } from "./spec";

/**
 * The engine of every user and user group, also for a Valkey cache. A group for Redis OSS can be attached to both
 * engines, a group for Valkey only to Valkey (ElastiCache user guide, "Role-Based Access Control"). So a cache can move
 * from Redis to Valkey, and back from Valkey 7.2, without new users.
 */
const USER_ENGINE = "redis";

/**
 * A group for Redis OSS needs a user of this name. AWS's own default user may do everything without a password; this
 * one may do nothing.
 */
const DEFAULT_USER = { userName: "default", accessString: "off -@all" } as const;

/** One user that was made. */
interface MadeUser {
  readonly spec: UserSpec;
  readonly user: elasticache.User;
  /** The password that clients are given; undefined for a user without one. */
  readonly password: pulumi.Output<string> | undefined;
}

/** The users of a cache and their group. */
export interface CacheUsers {
  readonly userGroup: elasticache.UserGroup;
  readonly users: readonly MadeUser[];
}

const makesUsers = (mode: CacheAuthMode) => mode === "users" || mode === "iam";

/**
 * The valid versions of a generated password, the one for clients first. AWS lets a user have two, so ROTATE works as
 * it does for a token: the old password stays valid beside the new one until an update with SET.
 */
function passwordVersions({ tokenVersion, updateStrategy }: AuthSpec): readonly number[] {
  return updateStrategy === "ROTATE" && tokenVersion > 1
    ? [tokenVersion, tokenVersion - 1]
    : [tokenVersion];
}

/**
 * The passwords of a user, the newest first. A token is the password of the user `default`, so a given user of that
 * name keeps the token as its password: clients stay connected when a cache moves from a token to users.
 */
function createPasswords(
  spec: AccessSpec,
  user: UserSpec,
  parent: pulumi.Resource,
): pulumi.Output<string>[] {
  if (user.authentication !== "password") return [];
  if (user.userName === DEFAULT_USER.userName) return [createTokenValue(spec, parent)];
  return passwordVersions(spec.auth).map((version) =>
    createPassword(`${spec.name}-user-${user.key}-password-${String(version)}`, {}, parent),
  );
}

function createUser(spec: AccessSpec, user: UserSpec, parent: pulumi.Resource): MadeUser {
  const passwords = createPasswords(spec, user, parent);
  const made = new elasticache.User(
    `${spec.name}-user-${user.key}`,
    {
      userId: user.userId,
      userName: user.userName,
      engine: USER_ENGINE,
      accessString: user.accessString,
      ...authentication(user, passwords),
      tags: { ...spec.tags },
    },
    changeable(parent),
  );
  return { spec: user, user: made, password: passwords[0] };
}

function authentication(
  user: UserSpec,
  passwords: pulumi.Output<string>[],
): Pick<elasticache.UserArgs, "authenticationMode" | "noPasswordRequired"> {
  if (user.authentication === "noPassword") return { noPasswordRequired: true };
  return {
    authenticationMode:
      user.authentication === "iam" ? { type: "iam" } : { type: "password", passwords },
  };
}

/**
 * The user `default`, which can neither log in nor do anything. Its password is only in the state. It has the key of a
 * given user `default`, so that such a user can take its place without another id.
 */
function createDefaultUser(spec: AccessSpec, parent: pulumi.Resource): elasticache.User {
  const key = Object.hasOwn(spec.auth.users, "default") ? "default-user" : "default";
  const password = createPassword(`${spec.name}-user-${key}-password`, {}, parent);
  return new elasticache.User(
    `${spec.name}-user-${key}`,
    {
      userId: `${spec.id}-${key}`,
      ...DEFAULT_USER,
      engine: USER_ENGINE,
      authenticationMode: { type: "password", passwords: [password] },
      tags: { ...spec.tags },
    },
    changeable(parent),
  );
}

/** Makes the users of a cache, in a group to attach; undefined in the other modes. */
export function createUsers(spec: AccessSpec, parent: pulumi.Resource): CacheUsers | undefined {
  if (!makesUsers(spec.auth.mode)) return undefined;
  const users = Object.values(spec.auth.users).map((user) => createUser(spec, user, parent));
  const hasDefault = users.some((made) => made.spec.userName === DEFAULT_USER.userName);
  const all = [
    ...(hasDefault ? [] : [createDefaultUser(spec, parent)]),
    ...users.map(({ user }) => user),
  ];
  const userGroup = new elasticache.UserGroup(
    `${spec.name}-user-group`,
    {
      userGroupId: spec.id,
      engine: USER_ENGINE,
      userIds: all.map(({ userId }) => userId),
      tags: { ...spec.tags },
    },
    changeable(parent),
  );
  return { userGroup, users };
}

/** The secrets of the users that have a password, by the user's key. */
export type UserSecrets = Readonly<Record<string, secretsmanager.Secret>>;

/**
 * Keeps each user's password where clients find it: one secret per user, named `<secretName>-<key>` where a name is
 * given.
 */
export function publishUsers(
  spec: AccessSpec,
  made: CacheUsers,
  content: SecretContent,
  parent: pulumi.Resource,
): UserSecrets {
  return Object.fromEntries(
    made.users.flatMap(({ spec: user, password }) => {
      if (password === undefined) return [];
      const role = `user-${user.key}`;
      const { secretName } = spec.auth;
      const named = secretName === undefined ? undefined : `${secretName}-${user.key}`;
      const secret = createSecret(spec, role, named, parent);
      const version = `${spec.name}-${role}-value`;
      createSecretVersion(version, secret, user.userName, password, content, parent);
      return [[user.key, secret]];
    }),
  );
}

/** A user's key may be a name that every object has, such as `constructor`. */
const secretOf = (secrets: UserSecrets, { key }: UserSpec) =>
  Object.hasOwn(secrets, key) ? secrets[key] : undefined;

/** The users as the connection lists them, by key. */
export function connectionUsers(
  made: CacheUsers,
  secrets: UserSecrets,
): pulumi.Output<Record<string, CacheConnectionUser>> {
  return pulumi.output(
    Object.fromEntries(
      made.users.map(({ spec: user }) => {
        const secret = secretOf(secrets, user);
        const username = user.userName;
        return [
          user.key,
          secret === undefined ? { username } : { username, secretArn: secret.arn },
        ];
      }),
    ),
  );
}

/** The secret of the only user; undefined where there are several, or where the user has none. */
export function onlySecret(
  made: CacheUsers,
  secrets: UserSecrets,
): secretsmanager.Secret | undefined {
  const [only, ...others] = made.users;
  return only === undefined || others.length > 0 ? undefined : secretOf(secrets, only.spec);
}

/**
 * The policy document that lets an IAM identity connect as the users that authenticate with IAM; undefined where there
 * are none. The policy has to name both the cache and the user (ElastiCache user guide, "Authenticating with IAM").
 */
export function iamConnectPolicy(
  cacheArn: pulumi.Input<string>,
  made: CacheUsers,
): pulumi.Output<string> | undefined {
  const users = made.users.filter(({ spec: user }) => user.authentication === "iam");
  if (users.length === 0) return undefined;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [cacheArn, ...users.map(({ user }) => user.arn)],
      },
    ],
  });
}
