import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createToken, publishToken } from "../../../components/access/credentials";
import { createSecurityGroup } from "../../../components/access/security-group";
import { type AccessSpec, resolveAuth } from "../../../components/access/spec";
import {
  connectionUsers,
  createUsers,
  iamConnectPolicy,
  publishUsers,
} from "../../../components/access/users";
import { type CacheConnection, connectionOf } from "../../../components/connection/connection";
import { createParameters } from "../../../components/connection/parameter-store";
import type { CacheAuthArgs } from "../../../components/access/args";
import { type Deployment, run, valueOf } from "../../support/mocks";

const ARN = "arn:aws:elasticache:ap-southeast-1:123456789012:serverlesscache:shop";
const HOST = "shop.serverless.apse1.cache.amazonaws.com";

/** A cache without nodes or a replication group, such as a serverless one. */
const cacheOf = (auth: CacheAuthArgs): AccessSpec => ({
  name: "shop",
  id: "shop",
  engine: "valkey",
  automaticNamePrefix: undefined,
  tags: { Team: "core" },
  auth: resolveAuth(auth, {
    id: "shop",
    engine: "valkey",
    version: { major: 8, minor: 0, patch: 0 },
    tlsRequired: true,
  }),
});

const content = { host: HOST, readerHost: undefined, port: 6379, tls: true, engine: "valkey" };

/** Everything that clients of such a cache need. */
function createAccess(cache: AccessSpec): pulumi.Output<CacheConnection> {
  const parent = new pulumi.ComponentResource("test:index:Cache", cache.name);
  const ingress = {
    vpcId: "vpc-1",
    allowedSecurityGroupIds: { web: "sg-web" },
    allowedCidrBlocks: [],
    makesSecurityGroup: true,
  };
  const group = createSecurityGroup(cache, ingress, [6379, 6380], parent);
  const token = createToken(cache, parent);
  const secret = token && publishToken(cache, token, content, parent);
  const users = createUsers(cache, parent);
  const secrets = users === undefined ? {} : publishUsers(cache, users, content, parent);
  createParameters(
    { ...cache, parameterStorePath: "/shop" },
    {
      endpoints: { primary: HOST, reader: undefined, configuration: undefined },
      port: 6379,
      tls: true,
      secretArn: secret?.arn,
      userSecretArns: {},
    },
    parent,
  );
  return pulumi
    .all([
      secret?.arn,
      group?.id,
      users && connectionUsers(users, secrets),
      users && iamConnectPolicy(ARN, users),
    ])
    .apply(([secretArn, securityGroupId, all]) =>
      connectionOf({
        engine: "valkey",
        engineVersion: "8",
        clusterMode: "enabled",
        tls: true,
        port: 6379,
        configurationEndpoint: HOST,
        secretArn,
        username: cache.auth.username,
        users: all,
        securityGroupId,
      }),
    );
}

const namesOf = ({ resources }: Deployment<unknown>) =>
  resources
    .map(({ name }) => name)
    .filter((name) => /^shop-(?!ssm|ingress)/.test(name))
    .sort();

const secretArnOf = (name: string) =>
  `arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:${name}-1a2b3c4-AbCdEf`;

describe("access to a cache that is not a replication group", () => {
  it("has users, their secrets and a connection", async () => {
    const cache = cacheOf({
      users: {
        app: { accessString: "on ~app:* +@all" },
        jobs: { accessString: "on ~jobs:* +@all", authentication: "iam" },
      },
    });
    const deployment = await run(() => createAccess(cache));
    assert.deepEqual(namesOf(deployment), [
      "shop-security-group",
      "shop-user-app",
      "shop-user-app",
      "shop-user-app-password-1",
      "shop-user-app-value",
      "shop-user-default",
      "shop-user-default-password",
      "shop-user-group",
      "shop-user-jobs",
    ]);
    assert.equal(deployment.named("shop-user-group").inputs["userGroupId"], "shop");
    assert.deepEqual(await valueOf(deployment.result), {
      schemaVersion: 1,
      engine: "valkey",
      engineVersion: "8",
      clusterMode: "enabled",
      tls: true,
      port: 6379,
      configurationEndpoint: HOST,
      users: {
        app: { username: "app", secretArn: secretArnOf("shop-user-app") },
        jobs: { username: "shop-jobs" },
      },
      securityGroupId: "shop-security-group-id",
    });
  });

  it("has a token, and a secret that says how to connect", async () => {
    const deployment = await run(() => createAccess(cacheOf({})));
    const { secretString } = deployment.named("shop-auth-value").inputs;
    assert.deepEqual(Object.keys(JSON.parse(String(secretString)) as object), [
      "username",
      "password",
      "host",
      "port",
      "tls",
      "engine",
    ]);
    const connection = await valueOf(deployment.result);
    assert.equal(connection.secretArn, secretArnOf("shop-auth"));
    assert.equal(connection.username, "default");
  });

  it("opens each of its ports with a rule of its own, the first one's without the port", async () => {
    const deployment = await run(() => createAccess(cacheOf({})));
    const rules = deployment.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(
      rules.map(({ name, inputs }) => [name, inputs["fromPort"], inputs["toPort"]]),
      [
        ["shop-ingress-sg-web", 6379, 6379],
        ["shop-ingress-sg-web-6380", 6380, 6380],
      ],
    );
  });

  it("publishes what it has in Parameter Store", async () => {
    const deployment = await run(() => createAccess(cacheOf({})));
    assert.deepEqual(
      deployment.all("aws:ssm/parameter:Parameter").map(({ inputs }) => inputs["name"]),
      ["/shop/primary-endpoint", "/shop/port", "/shop/tls", "/shop/secret-arn"],
    );
  });
});
