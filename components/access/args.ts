import type * as pulumi from "@pulumi/pulumi";

/** How clients prove who they are. */
export const CacheAuthMode = {
  /** One AUTH token for all, kept in AWS Secrets Manager. */
  TOKEN: "token",
  /** ElastiCache users that the component makes. */
  USERS: "users",
  /** An existing ElastiCache user group. */
  USER_GROUP: "userGroup",
  /** An ElastiCache user that authenticates with AWS IAM, without any secret. */
  IAM: "iam",
  /** No authentication: whoever reaches the port may do everything. */
  NONE: "none",
} as const;
export type CacheAuthMode = (typeof CacheAuthMode)[keyof typeof CacheAuthMode];

/** What AWS does with the old token when a new one is set. */
export const AuthTokenUpdateStrategy = {
  /** The new token replaces the old one. */
  SET: "SET",
  /** The new token is added; the old one stays valid until the next SET. */
  ROTATE: "ROTATE",
  /** The token is removed; only together with attaching a user group. */
  DELETE: "DELETE",
} as const;
export type AuthTokenUpdateStrategy =
  (typeof AuthTokenUpdateStrategy)[keyof typeof AuthTokenUpdateStrategy];

/** How an ElastiCache user proves who it is. */
export const CacheUserAuthentication = {
  /** A password that the component generates and keeps in AWS Secrets Manager. */
  PASSWORD: "password",
  /** A signed AWS IAM request; needs Redis 7.0 or Valkey 7.2. */
  IAM: "iam",
  /** Nothing to prove. */
  NO_PASSWORD: "noPassword",
} as const;
export type CacheUserAuthentication =
  (typeof CacheUserAuthentication)[keyof typeof CacheUserAuthentication];

/** One ElastiCache user that the component makes. */
export interface CacheUserArgs {
  /**
   * Id of the user: 1 to 40 letters, digits and hyphens, a letter first. Unique in the account and region.
   * Defaults to `<replicationGroupId>-<key>`.
   */
  userId?: string;
  /**
   * Name that the client logs in with. Changing it replaces the user, which needs a new key or `userId` beside it. A user named
   * `default` that has a password keeps the cache's token as that password. Defaults to the key; an IAM user's name has to equal its
   * id, and defaults to that.
   */
  userName?: string;
  /** What the user may do, as a Redis ACL access string such as `on ~app:* +@read`. */
  accessString: string;
  /** How the user proves who it is. Defaults to `password`. */
  authentication?: CacheUserAuthentication;
}

/** How clients prove who they are, and where the secret is kept. */
export interface CacheAuthArgs {
  /**
   * Kind of authentication. Defaults to `userGroup` when `userGroupIds` is given, to `users` when `users` is given, to `none`
   * (with a warning) when transit encryption is off or only preferred, else to `token`.
   */
  mode?: CacheAuthMode;
  /**
   * An own AUTH token instead of a generated one: 16 to 128 letters, digits and `! & # $ ^ < > -`. Give it as a secret.
   * Defaults to a generated token.
   */
  token?: pulumi.Input<string>;
  /** Version of the token, or of the users' passwords, a whole number from 1; raise it to get new generated ones. Defaults to 1. */
  tokenVersion?: number;
  /**
   * What becomes of the token, or of the users' passwords, in use when they change. Defaults to SET while `tokenVersion` is 1 and to
   * ROTATE above: ROTATE keeps the old one valid until the next update with SET at the same `tokenVersion` retires it. DELETE
   * is for a cache without a token, and needs no saying there: the component sends it by itself.
   */
  updateStrategy?: AuthTokenUpdateStrategy;
  /**
   * Fixed name of the secret in AWS Secrets Manager; with users each has a secret of its own, `<secretName>-<key>`. Defaults to an
   * automatic name, so that a secret that waits for its deletion never collides with a new one.
   */
  secretName?: string;
  /** ARN of the KMS key that encrypts the secret. Defaults to the account's key for AWS Secrets Manager. */
  secretKmsKeyId?: pulumi.Input<string>;
  /** Days for which a deleted secret can be restored: 0, or 7 to 30. Defaults to 30. */
  secretRecoveryWindowInDays?: number;
  /** ElastiCache users to make, by a key of your choice; mode `users`, or the one user of mode `iam`. Defaults to none. */
  users?: Record<string, CacheUserArgs>;
  /** Ids of existing user groups to attach, at most one (a limit of AWS). Defaults to none. */
  userGroupIds?: pulumi.Input<string>[];
}
