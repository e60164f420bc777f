import * as assert from "node:assert/strict";
import * as path from "node:path";
import { text, texts } from "../../local/aws/values";
import { EngineSession, REPOSITORY, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * Network, cache and service as three projects that read each other through stack references: local/network, the
 * repository's program and examples/ecs-service. tests/examples tests the resources of the service under mocks.
 */
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const CONFIG = {
  networkStack: "koneksi-network/staging",
  cacheStack: "koneksi-redis/staging",
  image: "web:1",
  desiredCount: "2",
  "aws:region": "ap-southeast-1",
};

describe("the example service on the network and the cache", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let network: StackUnderTest;
  let cache: StackUnderTest;
  let service: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
    network = await session.network("staging");
    cache = await session.cache("staging");
    service = await session.project(
      path.join(REPOSITORY, "examples", "ecs-service"),
      CONFIG,
      "staging",
    );
  });

  after(() => {
    session.close();
  });

  /** The ingress rules of the data stores, as port and security group. */
  async function ingressRules(): Promise<unknown[]> {
    const { dataPrivateSecurityGroupId } = await network.values();
    return session.account
      .list(RULE)
      .filter(({ attributes }) => attributes["securityGroupId"] === dataPrivateSecurityGroupId)
      .map(({ attributes }) => [attributes["fromPort"], attributes["referencedSecurityGroupId"]]);
  }

  /** The environment and secrets of the container in the newest task definition. */
  function container(): { environment: Record<string, unknown>; secrets: unknown } {
    const task = session.account.list("aws:ecs/taskDefinition:TaskDefinition").at(-1);
    const [found] = JSON.parse(text(task?.attributes["containerDefinitions"])) as {
      environment: { name: string; value: unknown }[];
      secrets: unknown;
    }[];
    const environment = found?.environment.map(({ name, value }) => [name, value] as const);
    return { environment: Object.fromEntries(environment ?? []), secrets: found?.secrets };
  }

  it("reports which stack to deploy first if the cache does not exist", async () => {
    const { errors } = await service.failing("preview");
    assert.deepEqual(errors, [
      'Output "connection" of stack organization/koneksi-redis/staging does not exist; deploy the stack that makes the cache, and export the RedisCache\'s connection from it',
    ]);
  });

  it("reads the cache's endpoints and secret, and adds its ingress rule", async () => {
    await cache.up();
    await service.up();
    const { primaryEndpointAddress, readerEndpointAddress, authSecretArn } = await cache.values();
    const { environment, secrets } = container();
    assert.deepEqual(environment, {
      REDIS_HOST: primaryEndpointAddress,
      REDIS_READER_HOST: readerEndpointAddress,
      REDIS_PORT: "6379",
      REDIS_TLS: "true",
      REDIS_CLUSTER_MODE: "disabled",
      REDIS_USERNAME: "default",
    });
    const password = { name: "REDIS_PASSWORD", valueFrom: `${String(authSecretArn)}:password::` };
    assert.deepEqual(secrets, [password]);
    const [ecsService] = session.account.list("aws:ecs/service:Service");
    const { securityGroups } = ecsService?.attributes["networkConfiguration"] as {
      securityGroups: string[];
    };
    assert.deepEqual(
      await ingressRules(),
      texts(securityGroups).map((group) => [6379, group]),
    );
  });

  it("has the cache in the data subnets and the security group of the network", async () => {
    const { dataPrivateSubnetIds, dataPrivateSecurityGroupId } = await network.values();
    const [group] = session.account.list("aws:elasticache/replicationGroup:ReplicationGroup");
    const [subnets] = session.account.list("aws:elasticache/subnetGroup:SubnetGroup");
    assert.deepEqual(
      [
        group?.attributes["subnetGroupName"],
        new Set(texts(subnets?.attributes["subnetIds"])),
        group?.attributes["securityGroupIds"],
      ],
      [
        subnets?.attributes["name"],
        new Set(dataPrivateSubnetIds as string[]),
        [dataPrivateSecurityGroupId],
      ],
    );
  });

  it("does not change after a rotation, because the secret is the same", async () => {
    await cache.edit({ auth: { tokenVersion: 2 } }).up();
    assert.deepEqual(stepsOf(await service.preview()), []);
  });

  it("changes the port with the cache, whose replacement keeps the secret", async () => {
    const auth = { tokenVersion: 2 };
    const { authSecretArn } = await cache.values();
    const { steps } = await cache.edit({ auth, port: "6380", allowReplacement: "true" }).up();
    const replaced = steps.filter(({ op }) => op === "replace");
    assert.deepEqual(
      replaced.map(({ name, replaces }) => [name, replaces]),
      [
        ["koneksi-staging-replication-group", ["port"]],
        // The secret value contains the port, so it is deleted before the group that it depends on.
        ["koneksi-staging-auth-value", []],
      ],
    );
    assert.equal((await cache.values())["authSecretArn"], authSecretArn);
    await service.up();
    assert.equal(container().environment["REDIS_PORT"], "6380");
    assert.deepEqual(
      (await ingressRules()).map((rule) => (rule as unknown[])[0]),
      [6380],
    );
  });

  it("deletes its ingress rule with itself", async () => {
    await service.destroy();
    assert.deepEqual(await ingressRules(), []);
  });
});
