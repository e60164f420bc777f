import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { changeable } from "../pulumi/options";
import type { AccessSpec } from "./spec";

/** AWS takes 16 to 128 characters. Only letters and digits are used, so that the token needs no escapes in a URL. */
const TOKEN_LENGTH = 64;

/** How clients reach the cache. Each secret has these fields besides the user name and the password. */
export interface SecretContent {
  readonly host: pulumi.Input<string | undefined>;
  readonly readerHost: pulumi.Input<string | undefined>;
  readonly port: number;
  readonly tls: boolean;
  readonly engine: string;
}

/** The AUTH token, as a secret; undefined in the other modes. */
export const createToken = (
  spec: AccessSpec,
  parent: pulumi.Resource,
): pulumi.Output<string> | undefined =>
  spec.auth.mode === "token" ? createTokenValue(spec, parent) : undefined;

/** The given token, or a generated one that changes only with `tokenVersion`; as a secret. */
export function createTokenValue(spec: AccessSpec, parent: pulumi.Resource): pulumi.Output<string> {
  if (spec.auth.token !== undefined) return pulumi.secret(spec.auth.token);
  return createPassword(
    `${spec.name}-token`,
    { tokenVersion: String(spec.auth.tokenVersion) },
    parent,
  );
}

/** Generates a password that ElastiCache takes as a token and for a user. It changes when a keeper changes. */
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
 * The physical name of a secret. It is automatic unless given, so that a secret that waits for its deletion never
 * collides with a new one. Only a new secret gets the prefix of an automatic name: another name means another secret.
 */
function naming({ automaticNamePrefix }: AccessSpec, role: string, secretName: string | undefined) {
  if (secretName !== undefined) return { names: { name: secretName } };
  const ignored = { ignoreChanges: ["namePrefix"] };
  if (automaticNamePrefix === undefined) return { options: ignored };
  return { names: { namePrefix: `${automaticNamePrefix}-${role}-` }, options: ignored };
}

/** A secret in AWS Secrets Manager. */
export function createSecret(
  spec: AccessSpec,
  role: string,
  secretName: string | undefined,
  parent: pulumi.Resource,
): secretsmanager.Secret {
  const { secretKmsKeyId, secretRecoveryWindowInDays } = spec.auth;
  const { names, options } = naming(spec, role, secretName);
  return new secretsmanager.Secret(
    `${spec.name}-${role}`,
    {
      ...names,
      ...(secretKmsKeyId === undefined ? {} : { kmsKeyId: secretKmsKeyId }),
      description: `Credentials of ${spec.id}`,
      recoveryWindowInDays: secretRecoveryWindowInDays,
      tags: { ...spec.tags },
    },
    { ...changeable(parent), ...options },
  );
}

/**
 * The secret's value: one JSON object with what a client needs to connect. A field that does not exist (a reader, a
 * user name below Redis 6) is absent. The value changes in the same update as the cache.
 */
export function createSecretVersion(
  name: string,
  secret: secretsmanager.Secret,
  username: string | undefined,
  password: pulumi.Output<string>,
  content: SecretContent,
  parent: pulumi.Resource,
): secretsmanager.SecretVersion {
  const secretString = pulumi
    .all([password, content.host, content.readerHost])
    .apply(([known, host, readerHost]) =>
      JSON.stringify({
        username,
        password: known,
        host,
        readerHost,
        port: content.port,
        tls: content.tls,
        engine: content.engine,
      }),
    );
  return new secretsmanager.SecretVersion(
    name,
    { secretId: secret.id, secretString: pulumi.secret(secretString) },
    changeable(parent),
  );
}

/** Keeps the token in a secret, where clients find it. */
export function publishToken(
  spec: AccessSpec,
  token: pulumi.Output<string>,
  content: SecretContent,
  parent: pulumi.Resource,
): secretsmanager.Secret {
  const { username, secretName } = spec.auth;
  const secret = createSecret(spec, "auth", secretName, parent);
  createSecretVersion(`${spec.name}-auth-value`, secret, username, token, content, parent);
  return secret;
}
