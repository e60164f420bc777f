import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { EngineSession, REPOSITORY, type StackUnderTest } from "../support/engine";
import { copyPackage, npm } from "../support/plugin";

const TOKEN = "an0own0token0of0the0consumer";

/** The component like a generated SDK declares it: the plugin constructs it. */
const REMOTE = `
class RedisCache extends pulumi.ComponentResource {
  constructor(name, args) {
    const outputs = { primaryEndpointAddress: undefined, nodeIds: undefined, connection: undefined };
    super("redis-cache:index:RedisCache", name, { ...args, ...outputs }, {}, true);
  }
}`;
const LOCAL = `const { RedisCache } = require(${JSON.stringify(path.join(REPOSITORY, "components"))});`;

const programOf = (args: string, component = REMOTE) => `
const pulumi = require("@pulumi/pulumi");
const ec2 = require("@pulumi/aws/ec2");
${component}
const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
const subnetIds = ["a", "b"].map((zone, index) => new ec2.Subnet(zone, {
  vpcId: vpc.id,
  availabilityZone: "ap-southeast-1" + zone,
  cidrBlock: "10.0." + index + ".0/24",
}).id);
const { primaryEndpointAddress, nodeIds, connection } = new RedisCache("cache", ${args});
module.exports = { primaryEndpointAddress, nodeIds, connection };
`;

const built = (token: string, more = "") => `{
  ${more}
  subnetIds,
  tags: { Subnet: subnetIds[0] },
  auth: { token: ${token} },
  alarms: { set: "BASIC" },
}`;

/** A resource of the state, with fields that the shared type does not have. */
interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

describe("the component package in a stack of another project", () => {
  let session: EngineSession;
  let folder: string;
  let stack: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
    const clone = path.join(session.folders.home, "clone");
    copyPackage(clone);
    npm(clone, "run", "prepare");
    folder = path.join(session.folders.home, "consumer");
    fs.mkdirSync(folder);
    const project = {
      name: "consumer",
      runtime: {
        name: "nodejs",
        options: { tsconfig: path.join(REPOSITORY, "tsconfig.run.json") },
      },
      plugins: { providers: [{ name: "redis-cache", path: path.join(clone, "plugin") }] },
    };
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), stringify(project));
    fs.writeFileSync(path.join(folder, "package.json"), "{}");
    fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(folder, "node_modules"));
    stack = await session.project(folder, { "aws:region": "ap-southeast-1" });
  });

  after(() => {
    session.close();
  });

  const write = (program: string) => {
    fs.writeFileSync(path.join(folder, "index.js"), program);
  };

  const resources = () => stack.resources() as readonly Registered[];

  /** Files of the state that contain a text. */
  const stateFilesWith = (text: string) =>
    fs
      .readdirSync(session.folders.state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => fs.readFileSync(file, "utf8").includes(text));

  it("reports every problem of its arguments once, and no secret", async () => {
    write(
      programOf(`{
        subnetIds,
        nodeType: "cache.t3.micr",
        parameters: { timeout: "soon" },
        auth: { token: "S3cret" },
      }`),
    );
    const { errors, output } = await stack.failing("preview");
    assert.deepEqual(errors, [
      [
        "redis-cache:index:RedisCache resource 'cache' has a problem: RedisCache \"cache\": 3 problems",
        '  nodeType: t3 has no size "micr", only micro, small and medium; did you mean cache.t3.micro? [node-type-size]',
        '  parameters.timeout: "soon" is not 0 or a whole number of at least 20 [parameter-value]',
        "  auth.token: has 6 characters; AWS requires 16 to 128 [auth-token]",
      ].join("\n"),
    ]);
    assert.ok(!output.includes("S3cret"));
  });

  it("reports an output that is passed as a plain value", async () => {
    write(programOf("{ subnetIds, nodeType: subnetIds[0] }"));
    const { errors } = await stack.failing("preview");
    assert.deepEqual(errors, [
      [
        "redis-cache:index:RedisCache resource 'cache' has a problem: RedisCache \"cache\": 1 problem",
        "  nodeType: is known only during the deployment, but must be known at preview; give a plain value",
      ].join("\n"),
    ]);
  });

  it("creates the cache from outputs and secrets of the stack", async () => {
    write(programOf(built(`pulumi.secret("${TOKEN}")`)));
    await stack.up();
    const { connection, ...outputs } = await stack.values();
    const primaryEndpoint = "master.cache-redis.simaws.apse1.cache.amazonaws.com";
    assert.deepEqual(outputs, {
      primaryEndpointAddress: primaryEndpoint,
      nodeIds: ["cache-redis-001", "cache-redis-002"],
    });
    const { secretArn, ...rest } = connection as Record<string, unknown>;
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

  it("registers the children under the component", () => {
    const children = resources()
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

  it("reports to the engine which child depends on which output", () => {
    const group = resources().find(({ type }) => type.endsWith(":SubnetGroup"));
    assert.deepEqual(group?.dependencies?.map((urn) => urn.split("::").at(-1)).sort(), ["a", "b"]);
  });

  it("does not store the token in plain text in the state", () => {
    assert.deepEqual(stateFilesWith(TOKEN), []);
    assert.notDeepEqual(stateFilesWith("cache-replication-group"), []);
  });

  it("makes a plain token secret", async () => {
    write(programOf(built(`"${TOKEN}"`)));
    await stack.up();
    assert.deepEqual(stateFilesWith(TOKEN), []);
  });

  it("reports a change that would replace the cache, and reads it with the stack's provider", async () => {
    write(programOf(built(`pulumi.secret("${TOKEN}")`, "port: 6380,")));
    const { output } = await stack.failing("preview");
    assert.match(
      output,
      /RedisCache "cache": 1 problem\n +port: a change from 6379 to 6380 replaces the cache/,
    );
    write(programOf(built(`pulumi.secret("${TOKEN}")`)));
  });

  it("can be replaced by the npm package without a change of resources", async () => {
    write(programOf(built(`"${TOKEN}"`), LOCAL));
    const { steps } = await stack.preview();
    assert.deepEqual(
      steps.filter(({ op }) => op !== "same" && op !== "read"),
      [],
    );
  });
});
