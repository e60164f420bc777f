import { strict as assert } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";
import {
  type Deployment,
  type RunOptions,
  UNKNOWN,
  run,
  stateOf,
  valueOf,
} from "../../support/mocks";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const SECURITY = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const PASSWORD = "random:index/randomPassword:RandomPassword";

/** Without alarms, which have tests of their own. */
const quiet = { alarms: { enabled: false } } satisfies RedisCacheArgs;

const deploy = (
  args: RedisCacheArgs,
  options: RunOptions = {},
  opts: pulumi.ComponentResourceOptions = {},
): Promise<Deployment<RedisCache>> =>
  run(() => new RedisCache("koneksi-test", { ...quiet, ...args }, opts), options);

/** The children without the component and the stack themselves. */
const children = ({ identities }: Deployment<RedisCache>) =>
  identities.filter(
    (identity) => !/^(pulumi:pulumi:Stack|redis-cache:index:RedisCache)::/.test(identity),
  );

const network = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  allowedSecurityGroupIds: { api: "sg-api" },
  allowedCidrBlocks: ["10.0.0.0/16", "2001:DB8::/32"],
} satisfies RedisCacheArgs;

for (const preview of [false, true]) {
  const computed = (value: unknown) => (preview ? UNKNOWN : value);

  describe(`RedisCache in ${preview ? "a preview" : "an update"}`, () => {
    it("makes exactly the children of its defaults", async () => {
      const cache = await deploy({}, { preview });
      assert.deepEqual(children(cache), [
        `${PARAMETERS}::koneksi-test-parameter-group`,
        `${GROUP}::koneksi-test-replication-group`,
        `${SECRET}::koneksi-test-auth`,
        `${VERSION}::koneksi-test-auth-value`,
        `${PASSWORD}::koneksi-test-token`,
      ]);
    });

    it("makes a subnet group, a security group and one rule for each source", async () => {
      const cache = await deploy(network, { preview });
      assert.deepEqual(children(cache), [
        `${SECURITY}::koneksi-test-security-group`,
        `${PARAMETERS}::koneksi-test-parameter-group`,
        `${GROUP}::koneksi-test-replication-group`,
        `${SUBNETS}::koneksi-test-subnet-group`,
        `${SECRET}::koneksi-test-auth`,
        `${VERSION}::koneksi-test-auth-value`,
        `${RULE}::koneksi-test-ingress-cidr-10-0-0-0-16`,
        `${RULE}::koneksi-test-ingress-cidr-2001-db8---32`,
        `${RULE}::koneksi-test-ingress-sg-api`,
        `${PASSWORD}::koneksi-test-token`,
      ]);
    });

    it("makes the replication group alone when all else is given", async () => {
      const cache = await deploy(
        {
          subnetGroupName: "data",
          parameterGroupName: "default.redis7",
          securityGroupIds: ["sg-1"],
          auth: { userGroupIds: ["team"] },
        },
        { preview },
      );
      assert.deepEqual(children(cache), [`${GROUP}::koneksi-test-replication-group`]);
      const { inputs } = cache.one(GROUP);
      assert.deepEqual(
        [inputs["subnetGroupName"], inputs["parameterGroupName"], inputs["securityGroupIds"]],
        ["data", "default.redis7", ["sg-1"]],
      );
      assert.deepEqual(inputs["userGroupIds"], ["team"]);
      assert.equal("authToken" in inputs, false);
      assert.equal(inputs["authTokenUpdateStrategy"], "DELETE");
    });

    it("sends AWS the defaults of the reference module, and what they need", async () => {
      const cache = await deploy({}, { preview });
      assert.deepEqual(cache.one(GROUP).inputs, {
        replicationGroupId: "koneksi-test-redis",
        description: "koneksi-test: Redis cache",
        engine: "redis",
        engineVersion: "7.1",
        nodeType: "cache.t3.micro",
        numCacheClusters: 2,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        port: 6379,
        networkType: "ipv4",
        parameterGroupName: computed("koneksi-test-parameter-group-1a2b3c4"),
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        authToken: computed("generated0for0koneksi0test0token".padEnd(64, "0")),
        authTokenUpdateStrategy: "SET",
        snapshotRetentionLimit: 7,
        snapshotWindow: "03:00-05:00",
        maintenanceWindow: "sun:05:00-sun:09:00",
        autoMinorVersionUpgrade: true,
        applyImmediately: true,
        tags: {},
      });
      assert.deepEqual(cache.one(GROUP).secretInputs, preview ? [] : ["authToken"]);
    });

    it("opens the security group on the cache's port, to the given sources, and nothing else", async () => {
      const cache = await deploy({ ...network, port: 7000, tags: { Team: "core" } }, { preview });
      assert.deepEqual(cache.one(SECURITY).inputs, {
        description: "Clients of koneksi-test-redis",
        vpcId: "vpc-1",
        tags: { Team: "core" },
      });
      const rule = {
        securityGroupId: computed("koneksi-test-security-group-id"),
        ipProtocol: "tcp",
        fromPort: 7000,
        toPort: 7000,
        tags: { Team: "core" },
      };
      assert.deepEqual(
        cache.all(RULE).map(({ inputs }) => inputs),
        [
          { ...rule, referencedSecurityGroupId: "sg-api", description: "redis from sg-api" },
          { ...rule, cidrIpv4: "10.0.0.0/16", description: "redis from cidr-10-0-0-0-16" },
          { ...rule, cidrIpv6: "2001:DB8::/32", description: "redis from cidr-2001-db8---32" },
        ],
      );
    });

    it("attaches the group that it made beside the given ones, each once", async () => {
      const cache = await deploy({ ...network, securityGroupIds: ["sg-1", "sg-1"] }, { preview });
      assert.deepEqual(
        cache.one(GROUP).inputs["securityGroupIds"],
        computed(["sg-1", "koneksi-test-security-group-id"]),
      );
    });

    it("keeps the token in a secret, with all that a client needs", async () => {
      const cache = await deploy(
        { auth: { secretName: "redis", secretKmsKeyId: "arn:k" } },
        { preview },
      );
      assert.deepEqual(cache.one(SECRET).inputs, {
        name: "redis",
        kmsKeyId: "arn:k",
        description: "Credentials of koneksi-test-redis",
        recoveryWindowInDays: 30,
        tags: {},
      });
      const { inputs, secretInputs } = cache.one(VERSION);
      assert.equal(inputs["secretId"], computed("koneksi-test-auth-id"));
      if (preview) {
        assert.equal(inputs["secretString"], UNKNOWN);
        return;
      }
      assert.deepEqual(secretInputs, ["secretString"]);
      assert.deepEqual(JSON.parse(String(inputs["secretString"])), {
        username: "default",
        password: "generated0for0koneksi0test0token".padEnd(64, "0"),
        host: "master.koneksi-test-redis.abc123.apse1.cache.amazonaws.com",
        readerHost: "replica.koneksi-test-redis.abc123.apse1.cache.amazonaws.com",
        port: 6379,
        tls: true,
        engine: "redis",
      });
    });

    it("exposes what exists with cluster mode disabled", async () => {
      const { result } = await deploy({ subnetGroupName: "data" }, { preview });
      assert.deepEqual(await valueOf(result.nodeIds), [
        "koneksi-test-redis-001",
        "koneksi-test-redis-002",
      ]);
      assert.equal(await valueOf(result.port), 6379);
      assert.equal(await valueOf(result.subnetGroupName), "data");
      assert.equal(await valueOf(result.configurationEndpointAddress), undefined);
      assert.equal(await valueOf(result.securityGroupId), undefined);
      const known = await Promise.all(
        [
          result.primaryEndpointAddress,
          result.readerEndpointAddress,
          result.authSecretArn,
          result.connection,
          result.configurationEndpointAddress,
          result.securityGroupId,
          result.nodeIds,
        ].map(async (output) => (await stateOf(output)).known),
      );
      assert.deepEqual(known, [!preview, !preview, !preview, !preview, true, true, true]);
    });

    it("exposes the configuration endpoint alone in cluster mode", async () => {
      const { result } = await deploy({ numNodeGroups: 2, replicasPerNodeGroup: 1 }, { preview });
      assert.deepEqual(await valueOf(result.nodeIds), [
        "koneksi-test-redis-0001-001",
        "koneksi-test-redis-0001-002",
        "koneksi-test-redis-0002-001",
        "koneksi-test-redis-0002-002",
      ]);
      const none = [result.primaryEndpointAddress, result.readerEndpointAddress];
      assert.deepEqual(await Promise.all(none.map(valueOf)), [undefined, undefined]);
      assert.deepEqual(await Promise.all(none.map(async (o) => (await stateOf(o)).known)), [
        true,
        true,
      ]);
      assert.equal((await stateOf(result.configurationEndpointAddress)).known, !preview);
    });
  });
}

describe("RedisCache", () => {
  it("refuses what AWS would refuse, all at once, before anything is registered", async () => {
    const caught: unknown[] = [];
    const { identities } = await run(() => {
      try {
        return new RedisCache("koneksi-test", {
          // A key and a type that TypeScript would refuse, as another language or plain JavaScript may give them.
          ...({ nodeTyp: "cache.t3.micro", port: "6379" } as object),
          engine: "redis",
        });
      } catch (error) {
        caught.push(error);
        return undefined;
      }
    });
    assert.deepEqual(identities, ["pulumi:pulumi:Stack::koneksi-redis-test"]);
    const [error] = caught;
    assert.ok(pulumi.RunError.isInstance(error));
    assert.ok(pulumi.InputPropertiesError.isInstance(error));
    assert.equal(
      error.message,
      [
        'RedisCache "koneksi-test": 2 problems',
        "  port: must be a number, not a string; write it without quotes",
        "  nodeTyp: unknown argument; did you mean nodeType?",
      ].join("\n"),
    );
    // The engine would print each of these again, below the message.
    assert.deepEqual(error.errors, []);
  });

  it("makes every child a child of itself, and ignores changes of its source and of automatic names", async () => {
    const cache = await deploy(network);
    const component = cache.result;
    const own = cache.options.filter(({ type }) => !/^(pulumi|redis-cache):/.test(type));
    assert.deepEqual(
      own.filter(({ opts }) => opts.parent !== component),
      [],
    );
    assert.equal(own.length, 10);
    const ignored = own.flatMap(({ name, opts }) =>
      opts.ignoreChanges === undefined ? [] : [[name, opts.ignoreChanges] as const],
    );
    assert.deepEqual(Object.fromEntries(ignored), {
      "koneksi-test-replication-group": ["snapshotName", "snapshotArns"],
      "koneksi-test-subnet-group": ["name"],
      "koneksi-test-security-group": ["namePrefix"],
      "koneksi-test-auth": ["namePrefix"],
    });
  });

  it("starts the automatic names with a given prefix", async () => {
    const named = async (args: RedisCacheArgs) => {
      const cache = await deploy({ ...network, ...args });
      const groups = [SUBNETS, PARAMETERS, SECURITY, SECRET].map((type) => cache.one(type).inputs);
      return groups.map(({ name, namePrefix }) => name ?? namePrefix);
    };
    assert.deepEqual(await named({ namePrefix: "Shop_1", replicationGroupId: "sessions" }), [
      "shop-1-sessions-subnet-group",
      "shop-1-sessions-redis7-cluster-enabled-no",
      "shop-1-sessions-security-group-",
      "shop-1-sessions-auth-",
    ]);
    // Today's stacks: the component's name starts them, and Pulumi adds what makes them unique.
    const automatic = [undefined, undefined, undefined, undefined];
    assert.deepEqual(await named({}), automatic);
    assert.deepEqual(await named({ namePrefix: "koneksi-test" }), automatic);
  });

  it("gives a parameter group another name with what AWS cannot change in it", async () => {
    const named = async (args: RedisCacheArgs) =>
      (await deploy({ namePrefix: "shop", ...args })).one(PARAMETERS).inputs["name"];
    assert.equal(await named({}), "shop-redis-redis7-cluster-enabled-no");
    assert.equal(await named({ engineVersion: "6.2" }), "shop-redis-redis6-x-cluster-enabled-no");
    assert.equal(await named({ clusterMode: "enabled" }), "shop-redis-redis7-cluster-enabled-yes");
    // A provider deletes what has a fixed name before it makes the new one, but the cache still uses the old group.
    const { deleteBeforeReplace } = (await deploy({ namePrefix: "shop" })).optionsOf(
      "koneksi-test-parameter-group",
    );
    assert.equal(deleteBeforeReplace, false);
  });

  it("leaves a given name of the secret as it is, and lets it change", async () => {
    const cache = await deploy({ namePrefix: "shop", auth: { secretName: "mine" } });
    const { name, namePrefix } = cache.one(SECRET).inputs;
    assert.deepEqual([name, namePrefix], ["mine", undefined]);
    assert.equal(cache.optionsOf("koneksi-test-auth").ignoreChanges, undefined);
  });

  it("registers its outputs under the names of its fields", async () => {
    const { result } = await deploy({});
    const outputs = Object.entries(result)
      .filter(([key, value]) => key !== "urn" && pulumi.Output.isInstance(value))
      .map(([key]) => key)
      .sort();
    assert.deepEqual(outputs, [
      "alarmArns",
      "alarms",
      "arn",
      "authSecretArn",
      "configurationEndpointAddress",
      "connection",
      "engineVersionActual",
      "iamConnectPolicy",
      "memberClusters",
      "nodeIds",
      "parameterGroupName",
      "port",
      "primaryEndpointAddress",
      "readerEndpointAddress",
      "replicationGroupId",
      "securityGroupId",
      "subnetGroupName",
    ]);
  });

  it("describes the group by shards in cluster mode, and turns it on in the parameter group", async () => {
    const cache = await deploy({ numNodeGroups: 3 });
    const { inputs } = cache.one(GROUP);
    assert.deepEqual(
      [inputs["numNodeGroups"], inputs["replicasPerNodeGroup"], "numCacheClusters" in inputs],
      [3, 1, false],
    );
    assert.equal("clusterMode" in inputs, false);
    assert.deepEqual(cache.one(PARAMETERS).inputs, {
      family: "redis7",
      description: "redis7 with cluster-enabled yes, for koneksi-test-redis",
      parameters: [
        { name: "cluster-enabled", value: "yes" },
        { name: "maxmemory-policy", value: "allkeys-lru" },
      ],
      tags: {},
    });
  });

  it("sends the cluster mode that is given, and no other", async () => {
    const cache = await deploy({ clusterMode: "compatible" });
    const { inputs } = cache.one(GROUP);
    assert.deepEqual([inputs["clusterMode"], inputs["numNodeGroups"]], ["compatible", 1]);
  });

  it("says nothing of a transit encryption mode below Redis 7, which does not know it", async () => {
    const modes: readonly (readonly [RedisCacheArgs, string | undefined])[] = [
      [{ engineVersion: "6.2" }, undefined],
      [{ engineVersion: "6.2", transitEncryptionMode: "required" }, undefined],
      [{ engineVersion: "6.x", transitEncryptionMode: "required" }, undefined],
      [{ engineVersion: "7.0", transitEncryptionMode: "required" }, "required"],
      [{ engine: "valkey", engineVersion: "7.2" }, "required"],
    ];
    for (const [args, mode] of modes) {
      const { inputs } = (await deploy(args)).one(GROUP);
      assert.equal(inputs["transitEncryptionMode"], mode);
      assert.equal(inputs["transitEncryptionEnabled"], true);
    }
  });

  it("makes no token where TLS is off or only preferred", async () => {
    for (const args of [
      { transitEncryptionEnabled: false },
      { transitEncryptionMode: "preferred" },
    ] satisfies RedisCacheArgs[]) {
      const cache = await deploy(args);
      assert.deepEqual(cache.all(PASSWORD), []);
      assert.deepEqual(cache.all(SECRET), []);
      assert.equal("authToken" in cache.one(GROUP).inputs, false);
      assert.equal(await valueOf(cache.result.authSecretArn), undefined);
    }
  });

  it("keeps a given token secret, and generates none", async () => {
    const cache = await deploy({ auth: { token: "an-own-token-of-32-characters-00" } });
    assert.deepEqual(cache.all(PASSWORD), []);
    assert.equal(cache.one(GROUP).inputs["authToken"], "an-own-token-of-32-characters-00");
    assert.deepEqual(cache.one(GROUP).secretInputs, ["authToken"]);
    assert.deepEqual(cache.one(VERSION).secretInputs, ["secretString"]);
    // Pulumi keeps a component's own arguments in its state.
    const component = cache.named("koneksi-test");
    assert.deepEqual(component.inputs["auth"], { token: "an-own-token-of-32-characters-00" });
    assert.deepEqual(component.secretInputs, ["auth"]);
  });

  it("generates a new token when tokenVersion is raised, and rotates to it", async () => {
    const first = await deploy({});
    const second = await deploy({ auth: { tokenVersion: 2 } });
    const retired = await deploy({ auth: { tokenVersion: 2, updateStrategy: "SET" } });
    assert.deepEqual(
      [first, second, retired].map((cache) => [
        cache.one(PASSWORD).inputs["keepers"],
        cache.one(GROUP).inputs["authTokenUpdateStrategy"],
      ]),
      [
        [{ tokenVersion: "1" }, "SET"],
        [{ tokenVersion: "2" }, "ROTATE"],
        [{ tokenVersion: "2" }, "SET"],
      ],
    );
  });

  it("has no user name below Redis 6", async () => {
    const cache = await deploy({ engineVersion: "5.0.6" });
    const content = JSON.parse(String(cache.one(VERSION).inputs["secretString"])) as object;
    assert.equal("username" in content, false);
    assert.equal("username" in (await valueOf(cache.result.connection)), false);
  });

  it("tags every child that takes tags, and lets given tags win", async () => {
    const cache = await deploy({
      ...network,
      project: "koneksi",
      environment: "test",
      tags: { Environment: "other", Team: "core" },
    });
    const tags = { Project: "koneksi", Environment: "other", Team: "core" };
    const made = cache.resources.filter(({ type }) => !/^(pulumi|redis-cache):/.test(type));
    const tagged = made.filter(({ inputs }) => "tags" in inputs);
    assert.equal(tagged.length, 8);
    for (const { inputs } of tagged) assert.deepEqual(inputs["tags"], tags);
    const untagged = made.filter(({ inputs }) => !("tags" in inputs));
    assert.deepEqual(
      untagged.map(({ name }) => name),
      ["koneksi-test-token", "koneksi-test-auth-value"],
    );
  });

  it("passes every optional argument on to AWS", async () => {
    const given = {
      namePrefix: "shop",
      replicationGroupId: "Shop-Cache",
      description: "Sessions",
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: "cache.r6gd.xlarge",
      networkType: "dual_stack",
      ipDiscovery: "ipv6",
      preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1b"],
      kmsKeyId: "arn:aws:kms:ap-southeast-1:123456789012:key/1",
      finalSnapshotIdentifier: "shop-final",
      restoreFrom: { snapshotName: "shop-2026" },
      notificationTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:events",
      autoMinorVersionUpgrade: false,
      applyImmediately: false,
      snapshotRetentionLimit: 0,
    } satisfies RedisCacheArgs;
    const cache = await deploy(given);
    assert.equal(cache.one(PARAMETERS).inputs["family"], "valkey8");
    const { inputs } = cache.one(GROUP);
    const { namePrefix: _, restoreFrom, ...others } = given;
    const sent = {
      ...others,
      replicationGroupId: "shop-cache",
      dataTieringEnabled: true,
      snapshotName: restoreFrom.snapshotName,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(sent).map((key) => [key, inputs[key]])), sent);
  });

  it("hands its provider and protection down", async () => {
    const cache = await deploy({}, {}, { protect: true });
    const group = cache.optionsOf("koneksi-test-replication-group");
    assert.equal(group.parent, cache.result);
    assert.equal(cache.optionsOf("koneksi-test").protect, true);
  });
});
