import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { CacheConnection } from "../../../components/connection/connection";
import {
  connectionOf,
  connectionUrl,
  containerEnvironment,
  parseConnection,
  readConnection,
} from "../../../components/connection/connection";

const SECRET = "arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:koneksi-a1b2c3";

const token: CacheConnection = {
  schemaVersion: 1,
  engine: "redis",
  engineVersion: "7.1",
  clusterMode: "disabled",
  tls: true,
  port: 6379,
  primaryEndpoint: "master.koneksi-redis.x1.apse1.cache.amazonaws.com",
  readerEndpoint: "replica.koneksi-redis.x1.apse1.cache.amazonaws.com",
  secretArn: SECRET,
  username: "default",
  securityGroupId: "sg-0a",
};

const sharded: CacheConnection = {
  schemaVersion: 1,
  engine: "valkey",
  engineVersion: "8.1",
  clusterMode: "enabled",
  tls: true,
  port: 6380,
  configurationEndpoint: "clustercfg.koneksi-redis.x1.apse1.cache.amazonaws.com",
  secretArn: SECRET,
  username: "default",
};

const iam: CacheConnection = {
  schemaVersion: 1,
  engine: "redis",
  engineVersion: "7.1",
  clusterMode: "disabled",
  tls: true,
  port: 6379,
  primaryEndpoint: "master.koneksi-redis.x1.apse1.cache.amazonaws.com",
  username: "koneksi-redis-app",
};

const users: CacheConnection = {
  ...iam,
  users: {
    app: { username: "app", secretArn: `${SECRET}-app` },
    audit: { username: "koneksi-redis-audit" },
  },
};
delete users.username;

const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("connectionOf", () => {
  it("leaves out what does not exist in the cache's mode, also where the provider says so with an empty string", () => {
    const made = connectionOf({
      engine: "valkey",
      engineVersion: "8.1",
      clusterMode: "enabled",
      tls: true,
      port: 6380,
      primaryEndpoint: "",
      readerEndpoint: undefined,
      configurationEndpoint: sharded.configurationEndpoint,
      secretArn: SECRET,
      username: "default",
      securityGroupId: undefined,
    });
    assert.deepEqual(made, sharded);
    assert.equal(Object.hasOwn(made, "readerEndpoint"), false);
  });
});

describe("parseConnection", () => {
  it("reads null as absent, which is how an output of another language may say it", () => {
    assert.deepEqual(
      parseConnection({ ...iam, readerEndpoint: null, secretArn: null }, "Output"),
      iam,
    );
  });

  it("leaves out fields that a later release may have added", () => {
    assert.deepEqual(parseConnection({ ...iam, shiny: true }, "Output"), iam);
  });

  const MISSING =
    "does not exist; deploy the stack that makes the cache, and export the RedisCache's connection from it";
  const NOT_ONE = "is not the connection of a RedisCache:";
  const refused: readonly (readonly [string, unknown, string])[] = [
    ["a missing output", undefined, MISSING],
    ["null", null, MISSING],
    ["a string", "redis", `${NOT_ONE} it has no schemaVersion`],
    ["a list", [1], `${NOT_ONE} it has no schemaVersion`],
    [
      "another version",
      { ...iam, schemaVersion: 2 },
      "has schemaVersion 2, and this version of @koneksi/redis-cache reads 1; use the version of the package that the cache was deployed with",
    ],
    [
      "wrong fields, all at once",
      { ...iam, engine: "memcached", port: "6379", tls: null, username: "", users: { a: {} } },
      `${NOT_ONE} engine, tls, port, username, users missing or not valid`,
    ],
    [
      "missing fields",
      { schemaVersion: 1, engine: "redis", tls: true, port: 0 },
      `${NOT_ONE} engineVersion, clusterMode, port missing or not valid`,
    ],
    [
      "a user's secret of the wrong form",
      { ...iam, users: { a: { username: "a", secretArn: 1 } } },
      `${NOT_ONE} users missing or not valid`,
    ],
  ];
  for (const [what, value, message] of refused) {
    it(`refuses ${what}, as an error that Pulumi prints without a stack`, () => {
      assert.throws(
        () => parseConnection(value, "X"),
        (error) => pulumi.RunError.isInstance(error) && error.message === `X ${message}`,
      );
    });
  }
});

describe("readConnection", () => {
  const outputs: Record<string, Record<string, unknown>> = {
    "organization/koneksi-redis/prod": { connection: token, cache: sharded },
    "organization/koneksi-redis/empty": {},
  };

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        const name = String((args.inputs as { name: unknown }).name);
        return { id: name, state: { name, outputs: outputs[name] ?? {} } };
      },
      call: (args) => {
        throw new Error(`unexpected call of ${args.token}`);
      },
    });
  });

  it("reads the output `connection`", async () => {
    const stack = new pulumi.StackReference("organization/koneksi-redis/prod");
    assert.deepEqual(await resolved(readConnection(stack)), token);
  });

  it("reads an output of another name", async () => {
    const stack = new pulumi.StackReference("other", { name: "organization/koneksi-redis/prod" });
    assert.deepEqual(await resolved(readConnection(stack, "cache")), sharded);
  });

  it("names the stack and the output that is missing", async () => {
    const stack = new pulumi.StackReference("organization/koneksi-redis/empty");
    const read = readConnection(stack, "cache") as unknown as { promise(): Promise<unknown> };
    await assert.rejects(read.promise(), {
      message:
        'Output "cache" of stack organization/koneksi-redis/empty does not exist; deploy the stack that makes the cache, and export the RedisCache\'s connection from it',
    });
  });
});

describe("containerEnvironment", () => {
  for (const key of ["admin", "toString"]) {
    it(`refuses the user ${key}, which the cache does not have, and names those it has`, () => {
      assert.throws(() => containerEnvironment(users, { user: key }), {
        message: `The cache has no user "${key}"; its users are app, audit`,
      });
    });
  }

  it("says so when the cache has no users of its own", () => {
    assert.throws(() => containerEnvironment(token, { user: "app" }), {
      message: 'The cache has no user "app"; it has no users',
    });
  });

  it("puts another prefix before every name", () => {
    const { environment, secrets } = containerEnvironment(token, { prefix: "SESSION_REDIS" });
    assert.deepEqual(
      [...environment, ...secrets].map(({ name }) => name),
      [
        "SESSION_REDIS_HOST",
        "SESSION_REDIS_READER_HOST",
        "SESSION_REDIS_PORT",
        "SESSION_REDIS_TLS",
        "SESSION_REDIS_CLUSTER_MODE",
        "SESSION_REDIS_USERNAME",
        "SESSION_REDIS_PASSWORD",
      ],
    );
  });

  for (const prefix of ["", "1ST", "A-B", "REDIS_", "A B"]) {
    it(`refuses the prefix ${JSON.stringify(prefix)}`, () => {
      assert.throws(() => containerEnvironment(token, { prefix }), {
        message: `prefix ${JSON.stringify(prefix)} cannot start a variable name; use letters, digits and underscores, as in SESSION_REDIS`,
      });
    });
  }

  it("refuses a connection without any host", () => {
    const broken = { ...iam };
    delete broken.primaryEndpoint;
    assert.throws(() => containerEnvironment(broken), {
      message: "The connection has neither a configuration nor a primary endpoint",
    });
  });

  for (const [form, input] of [
    ["an Output", () => pulumi.output(token)],
    ["a promise", () => Promise.resolve(token)],
  ] as const) {
    it(`gives outputs for ${form}, each of which can be spread into a container definition`, async () => {
      const later: pulumi.Input<CacheConnection> = input();
      const definition = pulumi.output({ image: "app", ...containerEnvironment(later) });
      assert.deepEqual(await resolved(definition), {
        image: "app",
        ...containerEnvironment(token),
      });
    });
  }
});

describe("connectionUrl", () => {
  it("gives an output for an Output", async () => {
    assert.equal(await resolved(connectionUrl(pulumi.output(token))), connectionUrl(token));
  });
});
