import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";
import { factsOf } from "../../../components/redis-cache/running";
import { type RunOptions, run, valueOf } from "../../support/mocks";
import { ID, group, member } from "../../support/running";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const GET_GROUP = "aws:elasticache/getReplicationGroup:getReplicationGroup";
const GET_MEMBER = "aws:elasticache/getCluster:getCluster";
/** Arguments of which no other rule warns. */
const QUIET: RedisCacheArgs = {
  alarms: { enabled: false },
  securityGroupIds: ["sg-1"],
  subnetIds: ["subnet-1", "subnet-2"],
};

const deploy = (args: RedisCacheArgs, options: RunOptions) =>
  run(() => new RedisCache("koneksi-test", { ...QUIET, ...args }), options);

const answers = { [GET_GROUP]: group, [GET_MEMBER]: member };

describe("factsOf", () => {
  it("takes engine, network and version from the node, the rest from the group", () => {
    assert.deepEqual(factsOf(ID, group, member), {
      engine: "redis",
      engineVersion: "7.1.0",
      nodeType: "cache.t3.micro",
      port: 6379,
      subnetGroupName: "default",
      networkType: "ipv4",
      clusterMode: "disabled",
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      snapshotRetentionLimit: 7,
      memberClusters: [`${ID}-001`, `${ID}-002`],
      transitEncryptionEnabled: true,
      authTokenEnabled: true,
      logs: [],
    });
  });

  it("knows nothing of an empty answer", () => {
    assert.deepEqual(
      Object.values(factsOf(ID, {}, {})).filter((fact) => fact !== undefined),
      [],
    );
  });

  const TLS: readonly (readonly [string, Parameters<typeof factsOf>[1], boolean | undefined])[] = [
    ["a token", { authTokenEnabled: true }, true],
    ["master.<id>", { primaryEndpointAddress: `master.${ID}.abc.apse1.x` }, true],
    ["clustercfg.<id>", { configurationEndpointAddress: `clustercfg.${ID}.abc.apse1.x` }, true],
    ["<id>.….ng.0001", { primaryEndpointAddress: `${ID}.abc.ng.0001.apse1.x` }, false],
    ["<id>.….clustercfg", { configurationEndpointAddress: `${ID}.abc.clustercfg.x` }, false],
    ["another name", { primaryEndpointAddress: "localhost" }, undefined],
    ["no endpoint", { primaryEndpointAddress: "", configurationEndpointAddress: "" }, undefined],
  ];
  for (const [what, answer, tls] of TLS) {
    it(`reads TLS from ${what}: ${String(tls)}`, () => {
      assert.equal(factsOf(ID, answer, {}).transitEncryptionEnabled, tls);
    });
  }

  it("is not misled by a group whose id is the start of a TLS endpoint", () => {
    const tls = (host: string) =>
      factsOf("master", { primaryEndpointAddress: host }, {}).transitEncryptionEnabled;
    assert.equal(tls("master.abc.ng.0001.apse1.x"), false);
    assert.equal(tls("master.master.abc.apse1.x"), true);
  });
});

for (const preview of [true, false]) {
  describe(`reading the running cache in ${preview ? "a preview" : "an update"}`, () => {
    const reading = (args: RedisCacheArgs, calls: RunOptions["calls"] = {}) =>
      deploy(args, { preview, calls });

    it("sends the version of the arguments where no group runs, without a warning", async () => {
      const { warnings, ...cache } = await reading({});
      assert.deepEqual([cache.one(GROUP).inputs["engineVersion"], warnings], ["7.1", []]);
    });

    it("sends the running version where AWS has raised it, and warns once", async () => {
      const raised = { ...answers, [GET_MEMBER]: { ...member, engineVersion: "7.1.0" } };
      const { warnings, result, ...cache } = await reading({ engineVersion: "7.0" }, raised);
      // The connection is known after the update.
      if (!preview) assert.equal((await valueOf(result.connection)).engineVersion, "7.1");
      assert.equal(cache.one(GROUP).inputs["engineVersion"], "7.1");
      assert.deepEqual(warnings, [
        'engineVersion: the cache runs Redis OSS 7.1, to which AWS upgraded it from 7.0, and keeps it; write engineVersion: "7.1"',
      ]);
    });

    it("does not register the replication group when a rule reports an error", async () => {
      const inputs: unknown[] = [];
      await run(
        () => {
          // Registered without inputs, because a failed one keeps Pulumi's mocks waiting for ever.
          pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
            const given = props as Readonly<Record<string, unknown>>;
            if (type === GROUP) inputs.push(given["engineVersion"]);
            const emptied = Object.keys(given).map((key) => [key, undefined]);
            return { props: Object.fromEntries(emptied) as object, opts };
          });
          return new RedisCache("koneksi-test", { ...QUIET, port: 6380 });
        },
        { preview, calls: answers },
      );
      assert.equal(inputs.length, 1);
      await assert.rejects(valueOf(pulumi.output(inputs[0])), {
        name: "ConfigurationError",
        message: [
          'RedisCache "koneksi-test": 1 problem',
          "  port: a change from 6379 to 6380 replaces the cache and deletes its data; write 6379, or create a second cache with the new value and move the clients; to replace it anyway, set allowReplacement to true for this update [change-port]",
        ].join("\n"),
      });
    });

    it("lowers the error to a warning with ignoreRules", async () => {
      const { warnings, ...cache } = await reading(
        { port: 6380, ignoreRules: ["change-port"] },
        answers,
      );
      assert.equal(cache.one(GROUP).inputs["port"], 6380);
      assert.match(warnings.join("\n"), /^port: a change from 6379 to 6380 replaces[^\n]*$/);
    });

    it("warns once where the group cannot be read, and checks nothing", async () => {
      const denied = new Error("AccessDenied: not authorized");
      const { warnings, ...cache } = await reading({ port: 6380 }, { [GET_GROUP]: denied });
      assert.equal(cache.one(GROUP).inputs["port"], 6380);
      assert.deepEqual(warnings, [
        `checkChanges: the running replication group ${ID} could not be read, so changes of it are not checked; allow elasticache:DescribeReplicationGroups, elasticache:DescribeCacheClusters and elasticache:ListTagsForResource, or set checkChanges to false. The error: AccessDenied: not authorized`,
      ]);
    });

    it("reads the first node of the sorted ids, and warns where it cannot", async () => {
      const { warnings, calls } = await reading(
        {},
        { ...answers, [GET_MEMBER]: new Error("busy") },
      );
      assert.deepEqual(
        calls.map(({ token, inputs }) => [token, inputs as unknown]),
        [
          [GET_GROUP, { replicationGroupId: ID }],
          [GET_MEMBER, { clusterId: `${ID}-001` }],
        ],
      );
      assert.deepEqual(warnings, [
        `checkChanges: the node ${ID}-001 of the running replication group could not be read, so changes of the engine, the subnet group and the network type are not checked; allow elasticache:DescribeReplicationGroups, elasticache:DescribeCacheClusters and elasticache:ListTagsForResource, or set checkChanges to false. The error: busy`,
      ]);
    });

    it("takes AWS's own code for a group that does not exist", async () => {
      const absent = new Error("ReplicationGroupNotFoundFault: ReplicationGroup x not found.");
      assert.deepEqual((await reading({}, { [GET_GROUP]: absent })).warnings, []);
    });

    it("checks nothing of an answer without fields, as a consumer's mocks may give", async () => {
      const { warnings, ...cache } = await reading({ port: 6380 }, { [GET_GROUP]: {} });
      assert.deepEqual([cache.one(GROUP).inputs["port"], warnings], [6380, []]);
    });

    it("reads nothing with checkChanges false", async () => {
      const { warnings, calls, ...cache } = await reading(
        { checkChanges: false, port: 6380 },
        answers,
      );
      assert.deepEqual([cache.one(GROUP).inputs["port"], warnings, calls], [6380, [], []]);
    });

    it("reads with the provider of the component", async () => {
      const program = () => {
        const provider = new aws.Provider("other", { region: "eu-west-1" });
        return new RedisCache("koneksi-test", QUIET, { provider });
      };
      const { calls } = await run(program, { preview, calls: answers });
      assert.deepEqual(
        calls.map(({ provider }) => provider?.split("::")[3]),
        ["other", "other"],
      );
    });
  });
}
