import type * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "../redis-cache/spec";
import { UserError } from "../pulumi/user-error";
import { changeable } from "../pulumi/options";
import type { Endpoints } from "../redis-cache/endpoints";
import type { UserSecrets } from "../access/users";

/** What is published besides what the spec says. */
export interface PublishedParts {
  readonly endpoints: Endpoints;
  /** The secret of the token, or of the only user. */
  readonly secret: secretsmanager.Secret | undefined;
  /** The secrets of the cache's own users, by key. */
  readonly userSecrets: UserSecrets;
}

type Value = pulumi.Input<string | undefined>;

/** What clients look up, by the last part of the parameter's name; only what exists in the cache's mode, so that all is known at preview. */
function values(spec: CacheSpec, parts: PublishedParts): readonly (readonly [string, Value])[] {
  const { endpoints, secret, userSecrets } = parts;
  const { sharded, replicasPerNodeGroup } = spec.topology;
  const published: readonly (readonly [string, boolean, Value])[] = [
    ["primary-endpoint", !sharded, endpoints.primary],
    ["reader-endpoint", !sharded && replicasPerNodeGroup > 0, endpoints.reader],
    ["configuration-endpoint", sharded, endpoints.configuration],
    ["port", true, String(spec.port)],
    ["tls", true, String(spec.encryption.transitEncryptionEnabled)],
    ["secret-arn", secret !== undefined, secret?.arn],
  ];
  return [
    ...published.flatMap(([name, exists, value]) => (exists ? [[name, value] as const] : [])),
    ...Object.entries(userSecrets).map(
      ([key, { arn }]) => [`users/${key}/secret-arn`, arn] as const,
    ),
  ];
}

/** Publishes how to connect in SSM Parameter Store, under `parameterStorePath`, for programs that read no stack outputs. No password. */
export function createParameters(
  spec: CacheSpec,
  parts: PublishedParts,
  parent: pulumi.Resource,
): ssm.Parameter[] {
  if (spec.parameterStorePath === undefined) return [];
  const path = spec.parameterStorePath.replace(/\/+$/, "");
  return values(spec, parts).map(
    ([name, value]) =>
      new ssm.Parameter(
        `${spec.name}-ssm-${name.replaceAll("/", "-")}`,
        {
          name: `${path}/${name}`,
          type: "String",
          value: pulumi.output(value).apply((known) => publishable(spec, name, known)),
          description: `${name} of ${spec.replicationGroupId}`,
          tags: { ...spec.tags },
        },
        changeable(parent),
      ),
  );
}

/** Parameter Store takes no empty value, so what AWS did not give is said and not published. */
export function publishable(spec: CacheSpec, name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new UserError(`AWS gave ${spec.replicationGroupId} no ${name}`);
}
