import type * as pulumi from "@pulumi/pulumi";
import { given } from "../checking/input";
import { type AccessString, parseAccessString } from "../formats/access-string";
import { type Version, isAtLeast } from "../formats/version";
import type * as args from "./args";

/** One ElastiCache user that the component makes. */
export interface UserSpec extends Required<args.CacheUserArgs> {
  /** The user's key among the arguments; it stays when other users are added or removed. */
  readonly key: string;
  readonly access: AccessString;
}

/** What authenticates clients. A cache can have one of these. */
export type AuthSource = "token" | "users" | "userGroupIds";

/** Authentication. */
export interface AuthSpec {
  readonly mode: args.CacheAuthMode;
  /** Those that the arguments have, in this order. */
  readonly given: readonly AuthSource[];
  readonly token: pulumi.Input<string> | undefined;
  readonly tokenVersion: number;
  readonly updateStrategy: args.AuthTokenUpdateStrategy;
  readonly secretName: string | undefined;
  readonly secretKmsKeyId: pulumi.Input<string> | undefined;
  readonly secretRecoveryWindowInDays: number;
  /** The users by key; in mode `iam` one, if none is given. Made only in modes `users` and `iam`. */
  readonly users: Readonly<Record<string, UserSpec>>;
  readonly userGroupIds: readonly pulumi.Input<string>[];
  /** Name that clients log in with; undefined below Redis 6, without authentication, and with several users. */
  readonly username: string | undefined;
}

/** Clients that may connect, and the VPC of the security group that lets them in. */
export interface IngressSpec {
  readonly vpcId: pulumi.Input<string> | undefined;
  readonly allowedSecurityGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  readonly allowedCidrBlocks: readonly string[];
  /** Whether the component makes a security group: something may connect that is not in a given group. */
  readonly makesSecurityGroup: boolean;
}

/** What access to a cache needs to know about it. */
export interface AccessSpec {
  /** The component's name, which starts the Pulumi names of its children. */
  readonly name: string;
  /** Id of the cache in AWS, in lower case. */
  readonly id: string;
  readonly engine: string;
  /** Prefix of names that are otherwise automatic; undefined when they start with the component's name. */
  readonly automaticNamePrefix: string | undefined;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  readonly auth: AuthSpec;
}

/** What the defaults of authentication depend on. */
interface AuthFacts extends Pick<AccessSpec, "id" | "engine"> {
  readonly version: Version | undefined;
  /** Whether every client has to use TLS; without it AWS accepts no token. */
  readonly tlsRequired: boolean;
}

/** Resolves the defaults of authentication. */
export function resolveAuth(auth: args.CacheAuthArgs, cache: AuthFacts): AuthSpec {
  const sources = sourcesOf(auth);
  const mode = auth.mode ?? defaultMode(sources, cache.tlsRequired);
  const tokenVersion = auth.tokenVersion ?? 1;
  const users = resolveUsers(auth.users ?? {}, mode, cache.id);
  return {
    mode,
    given: sources,
    token: given(auth.token),
    tokenVersion,
    updateStrategy: auth.updateStrategy ?? (tokenVersion > 1 ? "ROTATE" : "SET"),
    secretName: given(auth.secretName),
    secretKmsKeyId: given(auth.secretKmsKeyId),
    secretRecoveryWindowInDays: auth.secretRecoveryWindowInDays ?? 30,
    users,
    userGroupIds: auth.userGroupIds ?? [],
    username: mode === "token" ? tokenUsername(cache) : onlyUsername(mode, users),
  };
}

function sourcesOf(auth: args.CacheAuthArgs): AuthSource[] {
  const has: Readonly<Record<AuthSource, boolean>> = {
    token: given(auth.token) !== undefined,
    users: Object.keys(auth.users ?? {}).length > 0,
    userGroupIds: (auth.userGroupIds ?? []).length > 0,
  };
  return (["token", "users", "userGroupIds"] as const).filter((source) => has[source]);
}

function defaultMode(sources: readonly AuthSource[], tlsRequired: boolean): args.CacheAuthMode {
  if (sources.includes("userGroupIds")) return "userGroup";
  if (sources.includes("users")) return "users";
  return tlsRequired || sources.includes("token") ? "token" : "none";
}

/** What the one user of mode `iam` may do unless it is given: the same as a client with a token. */
const IAM_USER: Readonly<Record<string, args.CacheUserArgs>> = {
  app: { accessString: "on ~* +@all" },
};

/**
 * AWS keeps ids in lower case, and requires that an IAM user's name equals its id (ElastiCache user guide, "Authenticating
 * with IAM").
 */
function resolveUsers(
  given: Readonly<Record<string, args.CacheUserArgs>>,
  mode: args.CacheAuthMode,
  cacheId: string,
): Record<string, UserSpec> {
  const users = mode === "iam" && Object.keys(given).length === 0 ? IAM_USER : given;
  return Object.fromEntries(
    Object.entries(users).map(([key, user]) => {
      const userId = (user.userId ?? `${cacheId}-${key}`).toLowerCase();
      const authentication = user.authentication ?? (mode === "iam" ? "iam" : "password");
      const userName = user.userName ?? (authentication === "iam" ? userId : key);
      const { accessString } = user;
      const access = parseAccessString(accessString);
      return [key, { key, userId, userName, accessString, access, authentication }];
    }),
  );
}

function onlyUsername(
  mode: args.CacheAuthMode,
  users: Readonly<Record<string, UserSpec>>,
): string | undefined {
  const [user, ...others] = mode === "users" || mode === "iam" ? Object.values(users) : [];
  return others.length === 0 ? user?.userName : undefined;
}

/** Redis 6 introduced users: from there the token is the password of the user `default`. */
const tokenUsername = ({ engine, version }: AuthFacts) =>
  engine === "redis" && !isAtLeast(version, "6.0") ? undefined : "default";
