import * as pulumi from "@pulumi/pulumi";
import { CacheEngine, ClusterMode } from "../catalog/enums";
import { shown } from "../checking/format";
import { isLate, isRecord } from "../checking/input";
import { UserError } from "../pulumi/user-error";

/** Version of the format of CacheConnection that this package writes and reads. */
const SCHEMA_VERSION = 1;

/** A user that a client can log in as. */
export interface CacheConnectionUser {
  /** Name that the client logs in with. */
  username: string;
  /** ARN of the secret with the user's password; absent for a user without one (IAM, or no password). */
  secretArn?: string;
}

/**
 * Everything that another stack needs to connect to the cache, as one stack output. It has no password, which is in the
 * secret. A field that does not exist in the cache's mode is absent, never an empty string.
 */
export interface CacheConnection {
  /** Version of this format: 1. A reader refuses a version that it does not know. */
  schemaVersion: number;
  /** The cache engine. */
  engine: CacheEngine;
  /** Engine version as configured, such as 7.1. */
  engineVersion: string;
  /** Cluster mode: when it is enabled, only a cluster client can use the cache. */
  clusterMode: ClusterMode;
  /** Whether clients connect with TLS. */
  tls: boolean;
  /** TCP port of every endpoint. */
  port: number;
  /** Host name of the primary, for reads and writes; absent in cluster mode. */
  primaryEndpoint?: string;
  /** Host name of the replicas, for reads; absent in cluster mode and where there is no replica. */
  readerEndpoint?: string;
  /** Host name that cluster clients start from; absent with cluster mode disabled. */
  configurationEndpoint?: string;
  /**
   * ARN of the secret with the password of `username`; absent without authentication, with IAM, and with several users.
   */
  secretArn?: string;
  /** Name that clients log in with; absent below Redis 6, without authentication, and with several users. */
  username?: string;
  /** The users of a cache that has its own, by key; absent in the other modes. */
  users?: Record<string, CacheConnectionUser>;
  /** Id of the security group that the component made for the cache; absent where it made none. */
  securityGroupId?: string;
}

/** The fields of a connection. One that does not exist is undefined, or empty as the AWS provider returns it. */
export type ConnectionFacts = {
  readonly [K in Exclude<keyof CacheConnection, "schemaVersion">]: CacheConnection[K] | undefined;
};

/** A connection without the fields that do not exist in the cache's mode. */
export function connectionOf(facts: Partial<ConnectionFacts> & RequiredFacts): CacheConnection {
  const present = Object.entries(facts).filter(([, value]) => value !== undefined && value !== "");
  return { schemaVersion: SCHEMA_VERSION, ...(Object.fromEntries(present) as RequiredFacts) };
}

type RequiredField = "engine" | "engineVersion" | "clusterMode" | "tls" | "port";
type RequiredFacts = Pick<CacheConnection, RequiredField>;

type FieldCheck = (value: unknown) => boolean;

const isText: FieldCheck = (value) => typeof value === "string" && value !== "";
const isOneOf =
  (values: Readonly<Record<string, string>>): FieldCheck =>
  (value) =>
    Object.values(values).some((known) => known === value);
const isPort: FieldCheck = (value) => Number.isInteger(value) && Number(value) > 0;
const isUser: FieldCheck = (value) =>
  isRecord(value) &&
  isText(value["username"]) &&
  (value["secretArn"] === undefined || isText(value["secretArn"]));
const isUsers: FieldCheck = (value) => isRecord(value) && Object.values(value).every(isUser);

const REQUIRED: Readonly<Record<RequiredField, FieldCheck>> = {
  engine: isOneOf(CacheEngine),
  engineVersion: isText,
  clusterMode: isOneOf(ClusterMode),
  tls: (value) => typeof value === "boolean",
  port: isPort,
};

const OPTIONAL: Readonly<
  Record<Exclude<keyof CacheConnection, RequiredField | "schemaVersion">, FieldCheck>
> = {
  primaryEndpoint: isText,
  readerEndpoint: isText,
  configurationEndpoint: isText,
  secretArn: isText,
  username: isText,
  users: isUsers,
  securityGroupId: isText,
};

/** Reads a connection of another stack. Throws if it is not valid; `source` says where it comes from. */
export function parseConnection(value: unknown, source: string): CacheConnection {
  if (value === undefined || value === null) {
    throw new UserError(
      `${source} does not exist; deploy the stack that makes the cache, and export the RedisCache's connection from it`,
    );
  }
  const fields: Readonly<Record<string, unknown>> = isRecord(value) ? value : {};
  const version = fields["schemaVersion"];
  if (typeof version !== "number") {
    throw new UserError(`${source} is not the connection of a RedisCache: it has no schemaVersion`);
  }
  if (version !== SCHEMA_VERSION) {
    throw new UserError(
      `${source} has schemaVersion ${String(version)}, and this version of @koneksi/redis-cache reads ${String(SCHEMA_VERSION)}; ` +
        "use the version of the package that the cache was deployed with",
    );
  }
  return checkedConnection(fields, source);
}

function checkedConnection(
  fields: Readonly<Record<string, unknown>>,
  source: string,
): CacheConnection {
  const given = (name: string) => fields[name] !== undefined && fields[name] !== null;
  const checks = [
    ...Object.entries(REQUIRED),
    ...Object.entries(OPTIONAL).filter(([n]) => given(n)),
  ];
  const wrong = checks.filter(([name, accepts]) => !accepts(fields[name])).map(([name]) => name);
  if (wrong.length > 0) {
    throw new UserError(
      `${source} is not the connection of a RedisCache: ${wrong.join(", ")} missing or not valid`,
    );
  }
  const known = Object.fromEntries(checks.map(([name]) => [name, fields[name]]));
  // The tables check each field, and the compiler checks that the tables have every field of the interface.
  return connectionOf(known as unknown as RequiredFacts);
}

/**
 * Reads the connection of a cache from the stack that made it. Fails with the names of the stack and the output when
 * the output is missing, is something else, or has a `schemaVersion` that this package does not know.
 *
 * @param stackReference Reference to the stack that made the cache.
 * @param outputName Name of the stack output that holds the connection. Defaults to `connection`.
 */
export function readConnection(
  stackReference: pulumi.StackReference,
  outputName = "connection",
): pulumi.Output<CacheConnection> {
  return pulumi
    .all([stackReference.getOutput(outputName), stackReference.name])
    .apply(([value, stack]) => parseConnection(value, `Output "${outputName}" of stack ${stack}`));
}

/** One environment variable of an ECS container definition. */
export interface ContainerVariable {
  name: string;
  value: string;
}

/** One environment variable that ECS fills from AWS Secrets Manager when the container starts. */
export interface ContainerSecret {
  name: string;
  valueFrom: string;
}

/** The part of an ECS container definition that tells a container how to connect. */
export interface ContainerEnvironment {
  environment: ContainerVariable[];
  secrets: ContainerSecret[];
}

/**
 * The same for a connection that is known only during the deployment. Each part can be spread into a container
 * definition.
 */
export interface ContainerEnvironmentOutput {
  environment: pulumi.Output<ContainerVariable[]>;
  secrets: pulumi.Output<ContainerSecret[]>;
}

/** The names of the variables, and the user that they are for. */
export interface ContainerEnvironmentOptions {
  /** Prefix of each name, before an underscore. Defaults to `REDIS`. */
  prefix?: string;
  /** Key of one of the connection's `users`. Defaults to the connection's own `username` and `secretArn`. */
  user?: string;
}

/** Names that every shell and language can read: POSIX, "Environment Variable Definition". */
const PREFIX = /^[A-Za-z_](?:[A-Za-z0-9_]*[A-Za-z0-9])?$/;

/** The host that a client connects to first: the configuration endpoint in cluster mode, else the primary endpoint. */
function hostOf(connection: CacheConnection): string {
  const host = connection.configurationEndpoint ?? connection.primaryEndpoint;
  if (host === undefined) {
    throw new UserError("The connection has neither a configuration nor a primary endpoint");
  }
  return host;
}

function userOf(
  connection: CacheConnection,
  key: string | undefined,
): Partial<CacheConnectionUser> {
  if (key === undefined) return connection;
  const users = connection.users ?? {};
  const user = Object.hasOwn(users, key) ? users[key] : undefined;
  if (user !== undefined) return user;
  const known = Object.keys(users).sort().join(", ");
  const have = known === "" ? "it has no users" : `its users are ${known}`;
  throw new UserError(`The cache has no user ${shown(key)}; ${have}`);
}

function plainEnvironment(
  connection: CacheConnection,
  options: ContainerEnvironmentOptions,
): ContainerEnvironment {
  const prefix = options.prefix ?? "REDIS";
  const user = userOf(connection, options.user);
  const variables: readonly (readonly [string, string | undefined])[] = [
    ["HOST", hostOf(connection)],
    ["READER_HOST", connection.readerEndpoint],
    ["PORT", String(connection.port)],
    ["TLS", String(connection.tls)],
    ["CLUSTER_MODE", connection.clusterMode],
    ["USERNAME", user.username],
  ];
  return {
    environment: variables.flatMap(([name, value]) =>
      value === undefined ? [] : [{ name: `${prefix}_${name}`, value }],
    ),
    // `<arn>:<JSON key>:<version stage>:<version id>`: the last two empty mean the current version ("Specifying
    // sensitive data using Secrets Manager secrets", Amazon ECS developer guide).
    secrets:
      user.secretArn === undefined
        ? []
        : [{ name: `${prefix}_PASSWORD`, valueFrom: `${user.secretArn}:password::` }],
  };
}

/**
 * The environment of a container that uses the cache, in the form of an ECS container definition: `REDIS_HOST` (the
 * configuration endpoint in cluster mode), `REDIS_READER_HOST`, `REDIS_PORT`, `REDIS_TLS` (`true` or `false`),
 * `REDIS_CLUSTER_MODE`, `REDIS_USERNAME`, and `REDIS_PASSWORD` from the secret. Variables that do not exist in the
 * cache's mode are left out. The task's execution role needs `secretsmanager:GetSecretValue` on the secret.
 */
export function containerEnvironment(
  connection: CacheConnection,
  options?: ContainerEnvironmentOptions,
): ContainerEnvironment;
export function containerEnvironment(
  connection: pulumi.Input<CacheConnection>,
  options?: ContainerEnvironmentOptions,
): ContainerEnvironmentOutput;
export function containerEnvironment(
  connection: pulumi.Input<CacheConnection>,
  options: ContainerEnvironmentOptions = {},
): ContainerEnvironment | ContainerEnvironmentOutput {
  if (options.prefix !== undefined && !PREFIX.test(options.prefix)) {
    throw new UserError(
      `prefix ${shown(options.prefix)} cannot start a variable name; use letters, digits and underscores, as in SESSION_REDIS`,
    );
  }
  if (isPlain(connection)) return plainEnvironment(connection, options);
  const all = pulumi.output(connection).apply((value) => plainEnvironment(value, options));
  return { environment: all.environment, secrets: all.secrets };
}

const isPlain = (connection: pulumi.Input<CacheConnection>): connection is CacheConnection =>
  !isLate(connection);

const plainUrl = (connection: CacheConnection): string =>
  `${connection.tls ? "rediss" : "redis"}://${hostOf(connection)}:${String(connection.port)}`;

/** URL of the cache without user and password: `rediss://host:port`, or `redis://host:port` without TLS. */
export function connectionUrl(connection: CacheConnection): string;
export function connectionUrl(connection: pulumi.Input<CacheConnection>): pulumi.Output<string>;
export function connectionUrl(
  connection: pulumi.Input<CacheConnection>,
): string | pulumi.Output<string> {
  return isPlain(connection) ? plainUrl(connection) : pulumi.output(connection).apply(plainUrl);
}
