import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "../../components";
import { ConsumerStack } from "../support/plugin-consumer";
import { GOLDEN_SCHEMA, Plugin } from "../support/plugin";

/** RedisCache as a generated SDK declares it: the engine asks the plugin to construct it. */
class RemoteRedisCache extends pulumi.ComponentResource {
  declare readonly primaryEndpointAddress: pulumi.Output<string>;
  declare readonly configurationEndpointAddress: pulumi.Output<string | undefined>;
  declare readonly nodeIds: pulumi.Output<string[]>;
  declare readonly connection: pulumi.Output<Readonly<Record<string, unknown>>>;

  constructor(name: string, args: pulumi.Inputs) {
    const outputs = {
      primaryEndpointAddress: undefined,
      configurationEndpointAddress: undefined,
      nodeIds: undefined,
      connection: undefined,
    };
    super("redis-cache:index:RedisCache", name, { ...args, ...outputs }, {}, true);
  }
}

const TOKEN = "an0own0token0of0the0consumer";

describe("the package as a plugin, for a consumer of any language", () => {
  let folder: string;
  let plugin: Plugin;

  before(async () => {
    // As for a YAML or Python program: no package.json and no tsconfig.json beside it.
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-plugin-"));
    plugin = await Plugin.start(folder);
  });

  after(async () => {
    await plugin.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("gives the golden schema over gRPC", async () => {
    assert.deepEqual(
      JSON.parse(await plugin.schema()),
      JSON.parse(fs.readFileSync(GOLDEN_SCHEMA, "utf8")),
    );
  });

  describe("on the real engine", () => {
    let args: (subnets: pulumi.Output<string>[]) => pulumi.Inputs;
    let make: (name: string, args: pulumi.Inputs) => RemoteRedisCache | RedisCache = (
      name,
      inputs,
    ) => new RemoteRedisCache(name, inputs);
    let consumer: ConsumerStack;

    before(async () => {
      consumer = await ConsumerStack.open(plugin, () => {
        const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
        const subnets = ["a", "b"].map(
          (zone, index) =>
            new ec2.Subnet(zone, {
              vpcId: vpc.id,
              availabilityZone: `ap-southeast-1${zone}`,
              cidrBlock: `10.0.${String(index)}.0/24`,
            }).id,
        );
        const { primaryEndpointAddress, configurationEndpointAddress, nodeIds, connection } = make(
          "cache",
          args(subnets),
        );
        return Promise.resolve({
          primaryEndpointAddress,
          configurationEndpointAddress,
          nodeIds,
          connection,
        });
      });
    });

    after(() => consumer.close());

    it("says all that is wrong with the arguments, each at its property, and no secret", async () => {
      args = (subnetIds) => ({
        subnetIds,
        nodeType: "cache.t3.micr",
        parameters: { timeout: "soon" },
        kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd",
        auth: { token: "S3cret" },
      });
      const [nodeType, timeout, key] = [
        't3 has no size "micr", only micro, small and medium; did you mean cache.t3.micro?',
        '"soon" is not 0, or a whole number of 20 or more',
        `"arn:aws:kms:eu-west-1:123456789012:key/1…" is a key of eu-west-1, and the cache is in ap-southeast-1; give a key of the cache's region`,
      ];
      assert.deepEqual(await consumer.failingPreview(), [
        [
          "redis-cache:index:RedisCache resource 'cache' has a problem: RedisCache \"cache\": 4 problems",
          `  nodeType: ${nodeType}`,
          `  parameters.timeout: ${timeout}`,
          `  kmsKeyId: ${key}`,
          "  auth.token: has 6 characters; AWS wants 16 to 128",
          `\t\t- property nodeType with value '{cache.t3.micr}' has a problem: ${nodeType}`,
          `\t\t- property parameters.timeout with value '{soon}' has a problem: ${timeout}`,
          `\t\t- property kmsKeyId with value '{arn:aws:kms:eu-west-1:123456789012:key/1234abcd}' has a problem: ${key}`,
        ].join("\n"),
      ]);
    });

    it("refuses an output where a plain value is meant", async () => {
      args = (subnetIds) => ({ subnetIds, nodeType: subnetIds[0] });
      const reason =
        "known only during the deployment, but has to be known at preview; give a plain value";
      assert.deepEqual(await consumer.failingPreview(), [
        [
          "redis-cache:index:RedisCache resource 'cache' has a problem: RedisCache \"cache\": 1 problem",
          `  nodeType: ${reason}`,
          `\t\t- property nodeType with value 'output<null>{}' has a problem: ${reason}`,
        ].join("\n"),
      ]);
    });

    it("builds the cache from outputs and secrets of the consumer's stack", async () => {
      args = (subnetIds) => ({
        subnetIds,
        tags: { Subnet: subnetIds[0] },
        auth: { token: pulumi.secret(TOKEN) },
        alarms: { set: "BASIC" },
      });
      const { connection, ...outputs } = await consumer.up();
      const primaryEndpoint = "master.cache-redis.simaws.apse1.cache.amazonaws.com";
      assert.deepEqual(outputs, {
        primaryEndpointAddress: { value: primaryEndpoint, secret: false },
        nodeIds: { value: ["cache-redis-001", "cache-redis-002"], secret: false },
      });
      const { secretArn, ...rest } = connection?.value as Record<string, unknown>;
      assert.match(String(secretArn), /^arn:aws:secretsmanager:.*:secret:cache-auth-/);
      assert.deepEqual(rest, {
        schemaVersion: 1,
        engine: "redis",
        engineVersion: "7.1",
        clusterMode: "disabled",
        tls: true,
        port: 6379,
        primaryEndpoint,
        readerEndpoint: "replica.cache-redis.simaws.apse1.cache.amazonaws.com",
        username: "default",
      });
    });

    it("registers the children under the component, in the consumer's own stack", async () => {
      const resources = await consumer.resources();
      const children = resources
        .filter(({ parent }) => parent?.endsWith("::redis-cache:index:RedisCache::cache"))
        .map(({ urn }) => urn.split("::").slice(-2).join("::"))
        .sort();
      const of = (type: string) => `redis-cache:index:RedisCache$aws:${type}`;
      const alarm = of("cloudwatch/metricAlarm:MetricAlarm");
      assert.deepEqual(children, [
        ...["cpu", "engineCpu", "memory"].flatMap((key) => [
          `${alarm}::cache-${key}-001`,
          `${alarm}::cache-${key}-002`,
        ]),
        `${of("elasticache/parameterGroup:ParameterGroup")}::cache-parameter-group`,
        `${of("elasticache/replicationGroup:ReplicationGroup")}::cache-replication-group`,
        `${of("elasticache/subnetGroup:SubnetGroup")}::cache-subnet-group`,
        `${of("secretsmanager/secret:Secret")}::cache-auth`,
        `${of("secretsmanager/secretVersion:SecretVersion")}::cache-auth-value`,
      ]);
    });

    it("tells the engine which child reads which output of the consumer", async () => {
      const resources = await consumer.resources();
      const group = resources.find(({ type }) => type.endsWith(":SubnetGroup"));
      assert.deepEqual(group?.dependencies?.map((urn) => urn.split("::").at(-1)).sort(), [
        "a",
        "b",
      ]);
    });

    it("keeps the token out of the state, in clear", () => {
      assert.deepEqual(consumer.stateFilesWith(TOKEN), []);
      assert.equal(consumer.stateFilesWith("cache-replication-group").length > 0, true);
    });

    it("makes a secret of a token that came as none", async () => {
      const before = args;
      args = (subnetIds) => ({ ...before(subnetIds), auth: { token: TOKEN } });
      await consumer.up();
      assert.deepEqual(consumer.stateFilesWith(TOKEN), []);
    });

    it("makes way for the same component in the program itself, which changes nothing", async () => {
      make = (name, inputs) => new RedisCache(name, inputs);
      assert.deepEqual(await consumer.changedBy("preview"), [
        "delete pulumi:providers:redis-cache::default",
      ]);
    });
  });
});
