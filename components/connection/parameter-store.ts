import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../pulumi/user-error";
import { changeable } from "../pulumi/options";

type Value = pulumi.Input<string | undefined>;

/**
 * What clients look up. A value that the cache does not have in its mode is undefined, and known to be so at preview.
 */
export interface PublishedValues {
  readonly endpoints: {
    readonly primary: Value;
    readonly reader: Value;
    readonly configuration: Value;
  };
  readonly port: number;
  readonly tls: boolean;
  /** ARN of the secret of the token, or of the only user. */
  readonly secretArn: Value;
  /** ARNs of the secrets of the cache's own users, by key. */
  readonly userSecretArns: Readonly<Record<string, Value>>;
}

/** What publishing needs to know about the cache. */
export interface PublishedCache {
  readonly name: string;
  readonly id: string;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  readonly parameterStorePath: string | undefined;
}

/** Every value by the last part of its parameter's name. */
const named = ({ endpoints, port, tls, secretArn, userSecretArns }: PublishedValues) => ({
  "primary-endpoint": endpoints.primary,
  "reader-endpoint": endpoints.reader,
  "configuration-endpoint": endpoints.configuration,
  port: String(port),
  tls: String(tls),
  "secret-arn": secretArn,
  ...Object.fromEntries(
    Object.entries(userSecretArns).map(([key, arn]) => [`users/${key}/secret-arn`, arn]),
  ),
});

/**
 * Publishes how to connect in SSM Parameter Store, under `parameterStorePath`, for programs that read no stack outputs.
 * No password.
 */
export function createParameters(
  cache: PublishedCache,
  published: PublishedValues,
  parent: pulumi.Resource,
): ssm.Parameter[] {
  if (cache.parameterStorePath === undefined) return [];
  const path = cache.parameterStorePath.replace(/\/+$/, "");
  return Object.entries(named(published))
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        new ssm.Parameter(
          `${cache.name}-ssm-${name.replaceAll("/", "-")}`,
          {
            name: `${path}/${name}`,
            type: "String",
            value: pulumi.output(value).apply((known) => publishable(cache.id, name, known)),
            description: `${name} of ${cache.id}`,
            tags: { ...cache.tags },
          },
          changeable(parent),
        ),
    );
}

/** Parameter Store takes no empty value, so it is an error if AWS does not return a value. */
export function publishable(cacheId: string, name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new UserError(`AWS returned no ${name} for ${cacheId}; run the update again`);
}
