import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { allowConsumer, readConnection } from "../../components";
import { text, texts } from "../../local/aws/values";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";
import { loadCache, loadExample } from "../support/example";
import { stackConfig } from "../support/program";

/**
 * Network, cache and service: three stacks on the engine, each reading the ones before it by a real stack reference, of which there are
 * three. The cache is the repository's own program with its stack file.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** The outputs of examples/network, without awsx. */
function network(): Promise<Record<string, unknown>> {
  const vpc = new ec2.Vpc("network", { cidrBlock: "10.20.0.0/16" });
  const subnets = (name: string, base: number) =>
    ["a", "b"].map(
      (zone, index) =>
        new ec2.Subnet(`${name}-${zone}`, {
          vpcId: vpc.id,
          availabilityZone: `ap-southeast-1${zone}`,
          cidrBlock: `10.20.${String(base + index)}.0/24`,
        }).id,
    );
  return Promise.resolve({
    vpcId: vpc.id,
    publicSubnetIds: subnets("public", 0),
    privateSubnetIds: subnets("private", 10),
    dataPrivateSubnetIds: subnets("data", 20),
    dataPrivateSecurityGroupId: new ec2.SecurityGroup("data", {
      vpcId: vpc.id,
      description: "Data stores",
    }).id,
  });
}

describe("the example service on the engine", () => {
  let session: EngineSession;
  let service: StackUnderTest;
  let cache: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
    await session.inline("koneksi-network", network, {}, "staging").up();
    cache = session.inline(
      "koneksi-redis",
      () => Promise.resolve(loadCache()),
      stackConfig("staging"),
      "staging",
    );
    service = session.inline(
      "koneksi-web",
      () => Promise.resolve(loadExample("ecs-service")),
      {
        networkStack: "koneksi-network/staging",
        cacheStack: "koneksi-redis/staging",
        image: "web:1",
        desiredCount: 2,
      },
      "staging",
    );
  });

  after(() => {
    session.close();
  });

  it("says what is missing while the cache's stack is not there", async () => {
    const { errors } = await service.failing("up");
    assert.deepEqual(errors, [
      'unknown stack "organization/koneksi-redis/staging"',
      "update failed",
    ]);
  });

  it("is told where the cache is, and may read exactly its secret", async () => {
    await cache.up();
    await service.up();
    const { connection } = (await cache.values()) as {
      connection: { secretArn: string; primaryEndpoint: string; readerEndpoint: string };
    };
    const [task] = session.account.list(TASK);
    const [container] = JSON.parse(text(task?.attributes["containerDefinitions"])) as {
      environment: unknown[];
      secrets: unknown[];
    }[];
    const { primaryEndpoint, readerEndpoint, secretArn } = connection;
    assert.deepEqual(
      new Set(container?.environment),
      new Set([
        { name: "REDIS_HOST", value: primaryEndpoint },
        { name: "REDIS_READER_HOST", value: readerEndpoint },
        { name: "REDIS_PORT", value: "6379" },
        { name: "REDIS_TLS", value: "true" },
        { name: "REDIS_CLUSTER_MODE", value: "disabled" },
        { name: "REDIS_USERNAME", value: "default" },
      ]),
    );
    assert.match(primaryEndpoint, /^master\.koneksi-staging-redis\./);
    assert.deepEqual(container?.secrets, [
      { name: "REDIS_PASSWORD", valueFrom: `${secretArn}:password::` },
    ]);
    const [policy] = session.account.list("aws:iam/rolePolicy:RolePolicy");
    const { Statement: statements } = JSON.parse(text(policy?.attributes["policy"])) as {
      Statement: { Resource: string }[];
    };
    assert.deepEqual(
      statements.map(({ Resource: resource }) => resource),
      [secretArn],
    );
  });

  it("has the cache in the network's data subnets and group", async () => {
    const { dataPrivateSubnetIds, dataPrivateSecurityGroupId } = await session
      .inline("koneksi-network", network, {}, "staging")
      .values();
    const [group] = session.account.list(GROUP);
    const [subnets] = session.account.list("aws:elasticache/subnetGroup:SubnetGroup");
    assert.equal(group?.attributes["subnetGroupName"], subnets?.attributes["name"]);
    assert.deepEqual(
      new Set(texts(subnets?.attributes["subnetIds"])),
      new Set(dataPrivateSubnetIds as string[]),
    );
    assert.deepEqual(group?.attributes["securityGroupIds"], [dataPrivateSecurityGroupId]);
  });

  it("lets itself in to the data stores' group, from its own stack", async () => {
    const { dataPrivateSecurityGroupId } = await session
      .inline("koneksi-network", network, {}, "staging")
      .values();
    const rules = session.account
      .list(RULE)
      .filter(({ attributes }) => attributes["securityGroupId"] === dataPrivateSecurityGroupId);
    assert.deepEqual(
      rules.map(({ attributes }) => [attributes["fromPort"], attributes["toPort"]]),
      [[6379, 6379]],
    );
    const services = session.account.list("aws:ecs/service:Service");
    const configuration = services[0]?.attributes["networkConfiguration"] as {
      securityGroups: string[];
    };
    assert.deepEqual(
      rules.map(({ attributes }) => attributes["referencedSecurityGroupId"]),
      texts(configuration.securityGroups),
    );
  });

  it("stands beside another consumer of the same name, whose rule comes and goes by itself", async () => {
    const other = session.inline(
      "koneksi-jobs",
      () => {
        const network = new pulumi.StackReference("organization/koneksi-network/staging");
        const cache = new pulumi.StackReference("organization/koneksi-redis/staging");
        const { id } = new ec2.SecurityGroup("jobs", {
          vpcId: network.requireOutput("vpcId").apply(String),
          description: "Jobs",
        });
        const { referencedSecurityGroupId } = allowConsumer("koneksi-web-staging", {
          connection: readConnection(cache),
          consumerSecurityGroupId: id,
          securityGroupId: network.requireOutput("dataPrivateSecurityGroupId").apply(String),
        });
        return Promise.resolve({ referencedSecurityGroupId });
      },
      {},
      "staging",
    );
    const consumers = () =>
      session.account
        .list(RULE)
        .filter(({ attributes }) => attributes["fromPort"] === 6379)
        .map(({ attributes }) => attributes["referencedSecurityGroupId"]);
    const before = consumers();
    assert.equal(before.length, 1);
    await other.up();
    const { referencedSecurityGroupId } = await other.values();
    assert.deepEqual(new Set(consumers()), new Set([...before, referencedSecurityGroupId]));
    assert.equal(consumers().length, 2);
    assert.deepEqual(stepsOf(await service.up()), []);
    await other.destroy();
    assert.deepEqual(consumers(), before);
  });

  it("has nothing to change after a rotation: tasks read the new password from the same secret", async () => {
    assert.deepEqual(stepsOf(await service.up()), []);
    const rotated = stepsOf(await cache.edit({ auth: { tokenVersion: 2 } }).up());
    assert.deepEqual(
      rotated.filter((step) => step.startsWith("update elasticache.")),
      ["update elasticache.ReplicationGroup koneksi-staging-replication-group"],
    );
    assert.deepEqual(stepsOf(await service.up()), []);
  });

  it("goes without a trace, its rule in the cache's group included", async () => {
    await service.destroy();
    assert.deepEqual(session.account.list(RULE), []);
    assert.deepEqual(stepsOf(await cache.up()), []);
  });
});
