import type * as pulumi from "@pulumi/pulumi";

/** How clients authenticate. */
export const CacheAuthMode = {
  /** One AUTH token for all clients, kept in AWS Secrets Manager. */
  TOKEN: "token",
  /** ElastiCache users that the component makes. */
  USERS: "users",
  /** An existing ElastiCache user group. */
  USER_GROUP: "userGroup",
  /** An ElastiCache user that authenticates with AWS IAM, without any secret. */
  IAM: "iam",
  /** No authentication: everyone who can reach the port has full access. */
  NONE: "none",
} as const;
export type CacheAuthMode = (typeof CacheAuthMode)[keyof typeof CacheAuthMode];

/** What AWS does with the old token when a new one is set. */
export const AuthTokenUpdateStrategy = {
  /** The new token replaces the old one. */
  SET: "SET",
  /** The new token is added; the old one stays valid until the next SET. */
  ROTATE: "ROTATE",
  /** The token is removed; only possible together with attaching a user group. */
  DELETE: "DELETE",
} as const;
export type AuthTokenUpdateStrategy =
  (typeof AuthTokenUpdateStrategy)[keyof typeof AuthTokenUpdateStrategy];

/** How an ElastiCache user authenticates. */
export const CacheUserAuthentication = {
  /** A password that the component generates and keeps in AWS Secrets Manager. */
  PASSWORD: "password",
  /** A signed AWS IAM request; needs Redis 7.0 or Valkey 7.2. */
  IAM: "iam",
  /** No authentication. */
  NO_PASSWORD: "noPassword",
} as const;
export type CacheUserAuthentication =
  (typeof CacheUserAuthentication)[keyof typeof CacheUserAuthentication];

/** One ElastiCache user that the component makes. */
export interface CacheUserArgs {
  /**
   * Id of the user: 1 to 40 letters, digits and hyphens, starting with a letter. It must be unique in the account and
   * region. Defaults to `<replicationGroupId>-<key>`.
   */
  userId?: string;
  /**
   * Name that the client logs in with. Changing it replaces the user, so change the key or `userId` as well. A user
   * named `default` with a password uses the cache's token as its password. Defaults to the key, or to the id for an
   * IAM user, whose name must equal its id.
   */
  userName?: string;
  /** What the user may do, as a Redis ACL access string such as `on ~app:* +@read`. */
  accessString: string;
  /** How the user authenticates. Defaults to `iam` in mode `iam`, otherwise to `password`. */
  authentication?: CacheUserAuthentication;
}

/** How clients authenticate, and where the secret is kept. */
export interface CacheAuthArgs {
  /**
   * Kind of authentication. Defaults to `userGroup` if `userGroupIds` is given, to `users` if `users` is given, to
   * `none` (with a warning) if TLS is not required and no `token` is given, otherwise to `token`.
   */
  mode?: CacheAuthMode;
  /**
   * Your own AUTH token instead of a generated one: 16 to 128 letters, digits and `! & # $ ^ < > -`. Pass it as a
   * secret. Defaults to a generated token.
   */
  token?: pulumi.Input<string>;
  /**
   * Version of the generated token, or of the users' passwords: a whole number from 1. Increase it to generate new
   * ones. Defaults to 1.
   */
  tokenVersion?: number;
  /**
   * What happens to the current token, or to the users' current passwords, when they change. Defaults to SET while
   * `tokenVersion` is 1, and to ROTATE for later versions. With ROTATE the old one stays valid until the next update
   * with SET at the same `tokenVersion`. DELETE is for a cache without a token; the component sends it by itself.
   */
  updateStrategy?: AuthTokenUpdateStrategy;
  /**
   * Fixed name of the secret in AWS Secrets Manager. With users, each user has its own secret, named
   * `<secretName>-<key>`. Defaults to a generated name, which never collides with a secret that is scheduled for
   * deletion.
   */
  secretName?: string;
  /** ARN of the KMS key that encrypts the secret. Defaults to the AWS managed key for AWS Secrets Manager. */
  secretKmsKeyId?: pulumi.Input<string>;
  /** Days for which a deleted secret can be restored: 0, or 7 to 30. Defaults to 30. */
  secretRecoveryWindowInDays?: number;
  /**
   * ElastiCache users that the component makes, by a key of your choice: in mode `users`, or one user in mode `iam`.
   * Defaults to none.
   */
  users?: Record<string, CacheUserArgs>;
  /** Ids of existing user groups to attach, at most one (a limit of AWS). Defaults to none. */
  userGroupIds?: pulumi.Input<string>[];
}
