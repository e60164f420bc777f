import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { CacheSpec } from "../redis-cache/spec";
import { changeable } from "../pulumi/options";
import { type Endpoints, hostOf } from "../redis-cache/endpoints";

/** Long enough for AWS (16 to 128), and of letters and digits alone, so that it stands in a URL as it is. */
const TOKEN_LENGTH = 64;

/** What clients need besides the password, as the secret holds it. */
export interface SecretContent {
  readonly username: string | undefined;
  readonly host: pulumi.Input<string | undefined>;
  readonly readerHost: pulumi.Input<string | undefined>;
  readonly port: number;
  readonly tls: boolean;
  readonly engine: string;
}

/** The AUTH token; undefined in other modes. Always a secret. */
export const createToken = (
  spec: CacheSpec,
  parent: pulumi.Resource,
): pulumi.Output<string> | undefined =>
  spec.auth.mode === "token" ? createTokenValue(spec, parent) : undefined;

/** The given token, or a generated one that changes with `tokenVersion` alone. Always a secret. */
export function createTokenValue(spec: CacheSpec, parent: pulumi.Resource): pulumi.Output<string> {
  if (spec.auth.token !== undefined) return pulumi.secret(spec.auth.token);
  return createPassword(
    `${spec.name}-token`,
    { tokenVersion: String(spec.auth.tokenVersion) },
    parent,
  );
}

/** A generated password that is legal for ElastiCache as a token and as a user's password. It changes when a keeper does. */
export function createPassword(
  name: string,
  keepers: Record<string, string>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const password = new random.RandomPassword(
    name,
    { length: TOKEN_LENGTH, special: false, keepers },
    changeable(parent),
  );
  return pulumi.secret(password.result);
}

/**
 * A secret in AWS Secrets Manager. Its physical name is automatic unless given, so that one that waits for its deletion never
 * collides with a new one.
 */
export function createSecret(
  spec: CacheSpec,
  role: string,
  secretName: string | undefined,
  parent: pulumi.Resource,
): secretsmanager.Secret {
  const { secretKmsKeyId, secretRecoveryWindowInDays } = spec.auth;
  return new secretsmanager.Secret(
    `${spec.name}-${role}`,
    {
      ...(secretName === undefined ? {} : { name: secretName }),
      ...(secretKmsKeyId === undefined ? {} : { kmsKeyId: secretKmsKeyId }),
      description: `Credentials of ${spec.replicationGroupId}`,
      recoveryWindowInDays: secretRecoveryWindowInDays,
      tags: { ...spec.tags },
    },
    changeable(parent),
  );
}

/**
 * The secret's value: one JSON object with what a client needs to connect. Fields that do not exist (a reader, a user name below
 * Redis 6) are absent. It changes in the same update as the cache.
 */
export function createSecretVersion(
  spec: CacheSpec,
  role: string,
  secret: secretsmanager.Secret,
  password: pulumi.Output<string>,
  content: SecretContent,
  parent: pulumi.Resource,
): secretsmanager.SecretVersion {
  const secretString = pulumi
    .all([password, content.host, content.readerHost])
    .apply(([known, host, readerHost]) =>
      JSON.stringify({
        username: content.username,
        password: known,
        host,
        readerHost,
        port: content.port,
        tls: content.tls,
        engine: content.engine,
      }),
    );
  return new secretsmanager.SecretVersion(
    `${spec.name}-${role}-value`,
    { secretId: secret.id, secretString: pulumi.secret(secretString) },
    changeable(parent),
  );
}

/** Keeps the token where clients find it; the secret. */
export function publishToken(
  spec: CacheSpec,
  token: pulumi.Output<string>,
  endpoints: Endpoints,
  parent: pulumi.Resource,
): secretsmanager.Secret {
  const secret = createSecret(spec, "auth", spec.auth.secretName, parent);
  const content = secretContent(spec, endpoints, spec.auth.username);
  createSecretVersion(spec, "auth", secret, token, content, parent);
  return secret;
}

/** What the secret of a token or of a user says besides the password. */
export const secretContent = (
  spec: CacheSpec,
  endpoints: Endpoints,
  username: string | undefined,
): SecretContent => ({
  username,
  host: hostOf(spec, endpoints),
  readerHost: endpoints.reader,
  port: spec.port,
  tls: spec.encryption.transitEncryptionEnabled,
  engine: spec.engine,
});
