import * as assert from "node:assert/strict";
import { type RedisCacheArgs, RedisCache, containerEnvironment } from "../../../components";
import { connectionUrl, parseConnection } from "../../../components/connection/connection";
import { run, valueOf } from "../../support/mocks";

/** The connection that the component gives in each mode, and the variables that a container gets from it. */
const host = (kind: string) => `${kind}.koneksi-redis.abc123.apse1.cache.amazonaws.com`;
const secret = (name: string) =>
  `arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:koneksi-${name}-1a2b3c4-AbCdEf`;

const COMMON = {
  schemaVersion: 1,
  engine: "redis",
  engineVersion: "7.1",
  clusterMode: "disabled",
  tls: true,
  port: 6379,
  primaryEndpoint: host("master"),
  readerEndpoint: host("replica"),
};
const FULL = "on ~* +@all";

interface Case {
  readonly what: string;
  readonly args: RedisCacheArgs;
  readonly connection: Readonly<Record<string, unknown>>;
  /** Variables, the password's last as the part of the secret that it comes from. */
  readonly variables: Readonly<Record<string, string>>;
}

const VARIABLES = {
  REDIS_HOST: host("master"),
  REDIS_READER_HOST: host("replica"),
  REDIS_PORT: "6379",
  REDIS_TLS: "true",
  REDIS_CLUSTER_MODE: "disabled",
};

const WITH_TOKEN = {
  ...VARIABLES,
  REDIS_USERNAME: "default",
  REDIS_PASSWORD: `${secret("auth")}:password::`,
};

const without = <T extends object>(all: T, ...keys: (keyof T)[]) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key as keyof T)));

const cases: readonly Case[] = [
  {
    what: "a token",
    args: {},
    connection: { ...COMMON, secretArn: secret("auth"), username: "default" },
    variables: WITH_TOKEN,
  },
  {
    what: "a token below Redis 6, where there are no users",
    args: { engineVersion: "5.0.6" },
    connection: { ...COMMON, engineVersion: "5.0.6", secretArn: secret("auth") },
    variables: without(WITH_TOKEN, "REDIS_USERNAME"),
  },
  {
    what: "one node, which has no reader",
    args: { numCacheClusters: 1 },
    connection: {
      ...without(COMMON, "readerEndpoint"),
      secretArn: secret("auth"),
      username: "default",
    },
    variables: without(WITH_TOKEN, "REDIS_READER_HOST"),
  },
  {
    what: "cluster mode, with a group of its own",
    args: {
      engine: "valkey",
      numNodeGroups: 3,
      port: 6380,
      vpcId: "vpc-1",
      allowedSecurityGroupIds: { web: "sg-web" },
    },
    connection: {
      ...without(COMMON, "primaryEndpoint", "readerEndpoint"),
      engine: "valkey",
      engineVersion: "8.1",
      clusterMode: "enabled",
      port: 6380,
      configurationEndpoint: host("clustercfg"),
      secretArn: secret("auth"),
      username: "default",
      securityGroupId: "koneksi-security-group-id",
    },
    variables: {
      ...without(WITH_TOKEN, "REDIS_READER_HOST"),
      REDIS_HOST: host("clustercfg"),
      REDIS_PORT: "6380",
      REDIS_CLUSTER_MODE: "enabled",
    },
  },
  {
    what: "one user",
    args: { auth: { users: { app: { accessString: FULL } } } },
    connection: {
      ...COMMON,
      secretArn: secret("user-app"),
      username: "app",
      users: { app: { username: "app", secretArn: secret("user-app") } },
    },
    variables: {
      ...VARIABLES,
      REDIS_USERNAME: "app",
      REDIS_PASSWORD: `${secret("user-app")}:password::`,
    },
  },
  {
    what: "several users, of whom the consumer takes one",
    args: {
      auth: { users: { app: { accessString: FULL }, jobs: { accessString: "on ~jobs:* +@all" } } },
    },
    connection: {
      ...COMMON,
      users: {
        app: { username: "app", secretArn: secret("user-app") },
        jobs: { username: "jobs", secretArn: secret("user-jobs") },
      },
    },
    variables: VARIABLES,
  },
  {
    what: "IAM, which has no secret",
    args: { auth: { mode: "iam" } },
    connection: {
      ...COMMON,
      username: "koneksi-redis-app",
      users: { app: { username: "koneksi-redis-app" } },
    },
    variables: { ...VARIABLES, REDIS_USERNAME: "koneksi-redis-app" },
  },
  {
    what: "an existing user group",
    args: { auth: { userGroupIds: ["team"] } },
    connection: COMMON,
    variables: VARIABLES,
  },
  {
    what: "no TLS and no authentication",
    args: { transitEncryptionEnabled: false },
    connection: { ...COMMON, tls: false },
    variables: { ...VARIABLES, REDIS_TLS: "false" },
  },
];

describe("the component's connection", () => {
  for (const { what, args, connection, variables } of cases) {
    it(what, async () => {
      const { result } = await run(async () => {
        const cache = new RedisCache("koneksi", { alarms: { enabled: false }, ...args });
        return { connection: await valueOf(cache.connection), policy: cache.iamConnectPolicy };
      });
      assert.deepEqual(result.connection, connection);
      assert.deepEqual(parseConnection(result.connection, "the output"), connection);
      const { environment, secrets } = containerEnvironment(result.connection);
      assert.deepEqual(
        Object.fromEntries([
          ...environment.map(({ name, value }) => [name, value]),
          ...secrets.map(({ name, valueFrom }) => [name, valueFrom]),
        ]),
        variables,
      );
      const scheme = variables["REDIS_TLS"] === "true" ? "rediss" : "redis";
      assert.equal(
        connectionUrl(result.connection),
        `${scheme}://${String(variables["REDIS_HOST"])}:${String(variables["REDIS_PORT"])}`,
      );
      const policy = await valueOf(result.policy);
      assert.equal(policy !== undefined, args.auth?.mode === "iam");
    });
  }

  it("gives each of several users its own variables", async () => {
    const { result } = await run(async () => {
      const users = {
        app: { accessString: FULL },
        audit: { accessString: FULL, authentication: "iam" as const },
      };
      const cache = new RedisCache("koneksi", { alarms: { enabled: false }, auth: { users } });
      return valueOf(cache.connection);
    });
    for (const [user, value, secrets] of [
      ["app", "app", [{ name: "REDIS_PASSWORD", valueFrom: `${secret("user-app")}:password::` }]],
      ["audit", "koneksi-redis-audit", []],
    ] as const) {
      const variables = containerEnvironment(result, { user });
      assert.deepEqual(variables.environment.at(-1), { name: "REDIS_USERNAME", value });
      assert.deepEqual(variables.secrets, secrets);
    }
  });
});
