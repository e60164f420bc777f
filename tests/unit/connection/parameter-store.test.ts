import * as assert from "node:assert/strict";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { createParameters, publishable } from "../../../components/connection/parameter-store";
import { exposeEndpoints } from "../../../components/redis-cache/endpoints";
import { resolve } from "../../../components/redis-cache/spec";
import { byName } from "../../support/by-name";
import { run } from "../../support/mocks";

const PARAMETER = "aws:ssm/parameter:Parameter";

const group = () => ({
  primaryEndpointAddress: pulumi.output("master.example"),
  readerEndpointAddress: pulumi.output("replica.example"),
  configurationEndpointAddress: pulumi.output("clustercfg.example"),
});

interface Given {
  readonly secret?: boolean;
  readonly users?: readonly string[];
  readonly preview?: boolean;
}

const build = (args: RedisCacheArgs, given: Given = {}) =>
  run(
    () => {
      const spec = resolve("cache", { namePrefix: "koneksi", ...args });
      const parent = new pulumi.ComponentResource("test:index:Cache", "cache");
      const secretArn = (name: string) => new secretsmanager.Secret(name, {}, { parent }).arn;
      createParameters(
        spec,
        {
          endpoints: exposeEndpoints(spec.topology, group()),
          port: spec.port,
          tls: spec.encryption.transitEncryptionEnabled,
          secretArn: given.secret === true ? secretArn("token") : undefined,
          userSecretArns: Object.fromEntries(
            (given.users ?? []).map((key) => [key, secretArn(key)]),
          ),
        },
        parent,
      );
    },
    { preview: given.preview ?? false },
  );

const published = async (args: RedisCacheArgs, given: Given = {}) => {
  const deployment = await build(args, given);
  const parameters = byName(deployment.all(PARAMETER));
  // A parameter without a value is constructed, but fails before it is registered.
  const constructed = deployment.options.filter(({ type }) => type === PARAMETER);
  assert.equal(constructed.length, parameters.length);
  return parameters.map(({ inputs }) => [inputs["name"], inputs["value"]]);
};

const arnOf = (secret: string) =>
  `arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:${secret}-1a2b3c4-AbCdEf`;

const path = "/koneksi/prod/redis";

describe("Parameter Store", () => {
  for (const parameterStorePath of [undefined, ""]) {
    it(`publishes nothing without a path (${JSON.stringify(parameterStorePath)})`, async () => {
      const args = parameterStorePath === undefined ? {} : { parameterStorePath };
      assert.deepEqual(await published(args, { secret: true }), []);
    });
  }

  it("publishes endpoints, port, TLS and secret, as strings with the cache's tags", async () => {
    const deployment = await build(
      { parameterStorePath: path, tags: { Team: "core" } },
      { secret: true },
    );
    assert.deepEqual(
      byName(deployment.all(PARAMETER)).map(({ name, inputs }) => [
        name,
        inputs["name"],
        inputs["value"],
      ]),
      [
        ["cache-ssm-port", `${path}/port`, "6379"],
        ["cache-ssm-primary-endpoint", `${path}/primary-endpoint`, "master.example"],
        ["cache-ssm-reader-endpoint", `${path}/reader-endpoint`, "replica.example"],
        ["cache-ssm-secret-arn", `${path}/secret-arn`, arnOf("token")],
        ["cache-ssm-tls", `${path}/tls`, "true"],
      ],
    );
    assert.deepEqual(deployment.named("cache-ssm-port").inputs, {
      name: `${path}/port`,
      type: "String",
      value: "6379",
      description: "port of koneksi-redis",
      tags: { Team: "core" },
    });
  });

  it("takes a path that ends with a slash", async () => {
    const [first] = await published({ parameterStorePath: `${path}//` });
    assert.deepEqual(first, [`${path}/port`, "6379"]);
  });

  it("publishes no reader of a single node, and no secret where there is none", async () => {
    assert.deepEqual(
      await published({
        parameterStorePath: path,
        numCacheClusters: 1,
        transitEncryptionEnabled: false,
      }),
      [
        [`${path}/port`, "6379"],
        [`${path}/primary-endpoint`, "master.example"],
        [`${path}/tls`, "false"],
      ],
    );
  });

  it("publishes the configuration endpoint alone in cluster mode", async () => {
    assert.deepEqual(await published({ parameterStorePath: path, numNodeGroups: 2, port: 6380 }), [
      [`${path}/configuration-endpoint`, "clustercfg.example"],
      [`${path}/port`, "6380"],
      [`${path}/tls`, "true"],
    ]);
  });

  it("publishes the secrets of users by key", async () => {
    assert.deepEqual(
      (await published({ parameterStorePath: path }, { users: ["app", "jobs"] })).slice(-2),
      [
        [`${path}/users/app/secret-arn`, arnOf("app")],
        [`${path}/users/jobs/secret-arn`, arnOf("jobs")],
      ],
    );
  });

  it("is the same at preview", async () => {
    const args = { parameterStorePath: path };
    const given = { secret: true, users: ["app"] };
    const [up, preview] = [
      await build(args, given),
      await build(args, { ...given, preview: true }),
    ];
    assert.deepEqual(preview.identities, up.identities);
  });

  it("names the value that AWS did not return, instead of publishing an empty one", () => {
    assert.equal(publishable("koneksi-redis", "port", "6379"), "6379");
    assert.throws(() => publishable("koneksi-redis", "primary-endpoint", undefined), {
      message: "AWS returned no primary-endpoint for koneksi-redis; run the update again",
    });
  });
});
