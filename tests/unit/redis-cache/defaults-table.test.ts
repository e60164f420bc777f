import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { inspect } from "../../../components/redis-cache/inspect";
import { type CacheSpec, resolve } from "../../../components/redis-cache/spec";

const ID = "koneksi-test-redis";

/** The alarms as the arguments give them: those of each key, and what they know of the cache, have tests of their own. */
const statedAlarms = (alarms: CacheSpec["alarms"]) => {
  const { enabled, actionArns, okActionArns, insufficientDataActionArns } = alarms;
  const { facts, overrides, custom, composite, dashboard, runbookUrl } = alarms;
  const actions = { actionArns, okActionArns, insufficientDataActionArns };
  return {
    enabled,
    set: facts.set,
    ...actions,
    overrides,
    custom,
    composite,
    dashboard,
    runbookUrl,
  };
};

const stated = ({ args: _, ...spec }: CacheSpec) => ({
  ...spec,
  alarms: statedAlarms(spec.alarms),
});

/** The cache without any argument. */
const USUAL: ReturnType<typeof stated> = {
  name: "koneksi-test",
  context: {},
  namePrefix: "koneksi-test",
  id: ID,
  physicalStem: ID,
  automaticNamePrefix: undefined,
  description: "koneksi-test: Redis cache",
  tags: {},
  engine: "redis",
  engineVersion: "7.1",
  version: { major: 7, minor: 1, patch: 0 },
  nodeType: "cache.t3.micro",
  nodeTypeName: { family: "t3", size: "micro" },
  port: 6379,
  dataTieringEnabled: false,
  notificationTopicArn: undefined,
  parameterStorePath: undefined,
  network: {
    vpcId: undefined,
    subnetIds: undefined,
    hasOneSubnet: false,
    subnetGroupName: undefined,
    securityGroupIds: [],
    allowedSecurityGroupIds: {},
    allowedCidrBlocks: [],
    givenCidrBlocks: [],
    makesSecurityGroup: false,
    networkType: "ipv4",
    ipDiscovery: "ipv4",
  },
  topology: {
    clusterMode: "disabled",
    sharded: false,
    numCacheClusters: 2,
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    nodes: [
      { id: `${ID}-001`, key: "001" },
      { id: `${ID}-002`, key: "002" },
    ],
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    multiAzYields: false,
    preferredCacheClusterAzs: undefined,
  },
  parameterGroup: {
    existingName: undefined,
    defaultGroup: undefined,
    family: "redis7",
    parameters: { "maxmemory-policy": "allkeys-lru" },
  },
  encryption: {
    atRestEncryptionEnabled: true,
    kmsKeyId: undefined,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
  },
  auth: {
    mode: "token",
    given: [],
    token: undefined,
    tokenVersion: 1,
    updateStrategy: "SET",
    secretName: undefined,
    secretKmsKeyId: undefined,
    secretRecoveryWindowInDays: 30,
    users: {},
    userGroupIds: [],
    username: "default",
  },
  maintenance: {
    snapshotRetentionLimit: 7,
    snapshotWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:09:00",
    daily: { start: 3 * 60, length: 2 * 60 },
    weekly: { start: 5 * 60, length: 4 * 60 },
    movedWindow: undefined,
    finalSnapshotIdentifier: undefined,
    snapshotName: undefined,
    snapshotArns: undefined,
    autoMinorVersionUpgrade: true,
    applyImmediately: true,
  },
  checkChanges: true,
  allowReplacement: false,
  logs: [],
  alarms: {
    enabled: true,
    set: "RECOMMENDED",
    actionArns: [],
    okActionArns: [],
    insufficientDataActionArns: [],
    overrides: {},
    custom: {},
    composite: false,
    dashboard: false,
    runbookUrl: "docs/runbook.md",
  },
};

type Facts = Readonly<Record<string, unknown>>;

const GROUPS = [
  "network",
  "topology",
  "parameterGroup",
  "encryption",
  "auth",
  "maintenance",
  "alarms",
];

/** Parsed forms of other facts: they change with those. */
const PARSED = [
  "version",
  "nodeTypeName",
  "parameterGroup.defaultGroup",
  "maintenance.daily",
  "maintenance.weekly",
];

/** Every fact of a cache by its path, without its parsed forms, and nodes by their ids alone. */
function factsOf(spec: typeof USUAL): Facts {
  const { nodes, ...topology } = spec.topology;
  const flat = { ...spec, topology, nodes: nodes.map(({ id }) => id) };
  return Object.fromEntries(
    Object.entries(flat)
      .flatMap(([key, value]): [string, unknown][] =>
        GROUPS.includes(key)
          ? Object.entries(value as object).map(([fact, item]) => [`${key}.${fact}`, item])
          : [[key, value]],
      )
      .filter(([fact]) => !PARSED.includes(fact)),
  );
}

/** The facts of the same names as arguments, with the values of those. */
const given = (args: RedisCacheArgs): Facts =>
  Object.fromEntries(
    Object.keys(factsOf(USUAL)).flatMap((fact) => {
      const value: unknown = Object.entries(args).find(
        ([key]) => key === fact.split(".").at(-1),
      )?.[1];
      return value === undefined || value === "" ? [] : [[fact, value] as const];
    }),
  );

/** Those that differ from the facts of a cache without arguments. */
function changed(facts: Facts): Facts {
  const usual = factsOf(USUAL);
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([fact, value]) => JSON.stringify(value) !== JSON.stringify(usual[fact]),
    ),
  );
}

/** The facts that these arguments change. */
const changesFor = (args: RedisCacheArgs): Facts =>
  changed(factsOf(stated(resolve("koneksi-test", args))));

const nodes = (...keys: string[]) => keys.map((key) => `${ID}-${key}`);

const clusterEnabled = { "maxmemory-policy": "allkeys-lru", "cluster-enabled": "yes" };

/** In cluster mode, shards are sent to AWS, and node ids contain the shard. */
const sharded = {
  "topology.clusterMode": "enabled",
  "topology.sharded": true,
  "topology.numCacheClusters": undefined,
  "parameterGroup.parameters": clusterEnabled,
};

const valkey = { engine: "valkey", description: "koneksi-test: Valkey cache" };

/** The component creates no parameter group. */
const existing = (name: string) => ({
  "parameterGroup.existingName": name,
  "parameterGroup.parameters": {},
});

const noAuthentication = { "auth.mode": "none", "auth.username": undefined };

const user = (authentication: string, userName: string, accessString: string) => ({
  app: {
    key: "app",
    userId: `${ID}-app`,
    userName,
    accessString,
    access: { malformed: undefined, on: true, restricted: [] },
    authentication,
  },
});

const usualLog = {
  format: "json",
  destinationType: "cloudwatch-logs",
  destination: undefined,
  retentionInDays: 14,
  kmsKeyId: undefined,
};

/** Arguments, the facts that they change besides their own, and the errors about what AWS requires besides. */
type Row = readonly [RedisCacheArgs, Facts, (readonly string[])?];

const rows: Readonly<Record<string, readonly Row[]>> = {
  "names follow the prefix": [
    [
      { namePrefix: "Team" },
      {
        id: "team-redis",
        physicalStem: "Team-redis",
        automaticNamePrefix: "team-redis",
        description: "Team: Redis cache",
        nodes: ["team-redis-001", "team-redis-002"],
      },
    ],
    [
      { replicationGroupId: "SESSIONS" },
      {
        id: "sessions",
        physicalStem: "koneksi-test-sessions",
        nodes: ["sessions-001", "sessions-002"],
      },
    ],
  ],
  "tags override project and environment": [
    [{ project: "koneksi" }, { tags: { Project: "koneksi" } }],
    [{ environment: "prod" }, { tags: { Environment: "prod" } }],
    [
      { project: "koneksi", environment: "prod", tags: { Project: "own", Team: "cache" } },
      { tags: { Project: "own", Environment: "prod", Team: "cache" } },
    ],
  ],
  "the version and the family follow the engine, and the engine the version": [
    [{ engine: "redis" }, {}],
    [{ engine: "valkey" }, { ...valkey, engineVersion: "8.1", "parameterGroup.family": "valkey8" }],
    [{ engineVersion: "8.0" }, { ...valkey, "parameterGroup.family": "valkey8" }],
    [{ engineVersion: "7.2" }, { ...valkey, "parameterGroup.family": "valkey7" }],
    [{ engineVersion: "6.2" }, { "parameterGroup.family": "redis6.x" }],
    // Below Redis 6 there are no users, and a token goes without a name.
    [
      { engineVersion: "5.0.6" },
      { "parameterGroup.family": "redis5.0", "auth.username": undefined },
    ],
  ],
  "data tiering follows the node type": [
    [{ nodeType: "cache.r6gd.xlarge" }, { dataTieringEnabled: true }],
    [{ nodeType: "cache.r6g.large" }, {}],
  ],
  "Multi-AZ yields to one subnet": [
    ...[["subnet-1"], ["subnet-1", "subnet-1"]].map(
      (subnetIds) =>
        [
          { subnetIds },
          {
            "network.hasOneSubnet": true,
            "topology.multiAzEnabled": false,
            "topology.multiAzYields": true,
          },
        ] as const,
    ),
    [{ subnetIds: ["subnet-1", "subnet-2"] }, {}],
  ],
  "failover and Multi-AZ follow the replicas": [
    [
      { numCacheClusters: 1 },
      {
        "topology.replicasPerNodeGroup": 0,
        "topology.automaticFailoverEnabled": false,
        "topology.multiAzEnabled": false,
        nodes: nodes("001"),
      },
    ],
    [
      { numCacheClusters: 3 },
      { "topology.replicasPerNodeGroup": 2, nodes: nodes("001", "002", "003") },
    ],
    [
      { replicasPerNodeGroup: 0 },
      {
        "topology.numCacheClusters": undefined,
        "topology.automaticFailoverEnabled": false,
        "topology.multiAzEnabled": false,
        nodes: nodes("001"),
      },
    ],
    [{ automaticFailoverEnabled: false }, { "topology.multiAzEnabled": false }],
    [{ multiAzEnabled: false }, {}],
    // Cluster mode always has failover; two zones need a replica.
    [
      { numNodeGroups: 2, replicasPerNodeGroup: 0 },
      { ...sharded, "topology.multiAzEnabled": false, nodes: nodes("0001-001", "0002-001") },
    ],
  ],
  "the number of nodes follows the given zones": [
    [
      { preferredCacheClusterAzs: ["a", "b", "c"] },
      {
        "topology.numCacheClusters": 3,
        "topology.replicasPerNodeGroup": 2,
        nodes: nodes("001", "002", "003"),
      },
    ],
  ],
  "cluster mode follows the shards, the parameters and AWS's own groups": [
    [{ numNodeGroups: 1 }, { "topology.numCacheClusters": undefined }],
    [
      { numNodeGroups: 2 },
      { ...sharded, nodes: nodes("0001-001", "0001-002", "0002-001", "0002-002") },
    ],
    [{ clusterMode: "disabled" }, {}],
    [{ clusterMode: "enabled" }, { ...sharded, nodes: nodes("0001-001", "0001-002") }],
    [
      { clusterMode: "compatible" },
      { ...sharded, "topology.clusterMode": "compatible", nodes: nodes("0001-001", "0001-002") },
    ],
    [
      { clusterMode: "enabled", numCacheClusters: 3 },
      {
        ...sharded,
        "topology.replicasPerNodeGroup": 2,
        nodes: nodes("0001-001", "0001-002", "0001-003"),
      },
    ],
    [
      { parameters: { "cluster-enabled": "yes" } },
      { ...sharded, nodes: nodes("0001-001", "0001-002") },
    ],
    [
      { parameterGroupName: "default.redis7.cluster.on" },
      {
        ...sharded,
        ...existing("default.redis7.cluster.on"),
        nodes: nodes("0001-001", "0001-002"),
      },
    ],
  ],
  "given node ids replace the computed ones": [
    [{ nodeIds: ["old-001", "old-003"] }, { nodes: ["old-001", "old-003"] }],
  ],
  "a given eviction policy replaces the default, other parameters do not": [
    [{ parameters: { "maxmemory-policy": "noeviction" } }, {}],
    [
      { parameters: { Timeout: "300" } },
      { "parameterGroup.parameters": { "maxmemory-policy": "allkeys-lru", timeout: "300" } },
    ],
  ],
  "an existing parameter group gets no parameters, and one provided by AWS decides the version": [
    [{ parameterGroupName: "mine" }, existing("mine")],
    [{ parameterGroupName: "default.redis7" }, existing("default.redis7")],
    [
      { parameterGroupName: "default.redis6.x" },
      {
        ...existing("default.redis6.x"),
        engineVersion: "6.2",
        "parameterGroup.family": "redis6.x",
      },
    ],
    [
      { parameterGroupName: "default.valkey7" },
      {
        ...existing("default.valkey7"),
        ...valkey,
        engineVersion: "7.2",
        "parameterGroup.family": "valkey7",
      },
    ],
  ],
  "authentication follows encryption in transit": [
    [
      { transitEncryptionEnabled: false },
      { "encryption.transitEncryptionMode": undefined, ...noAuthentication },
    ],
    [{ transitEncryptionMode: "preferred" }, { ...noAuthentication }],
    [{ transitEncryptionMode: "required" }, {}],
  ],
  "authentication follows the given token, users or user groups": [
    [{ auth: {} }, {}],
    [{ auth: { mode: "none" } }, noAuthentication],
    [
      { auth: { token: "abcdefghijklmnop" } },
      { "auth.given": ["token"], "auth.token": "abcdefghijklmnop" },
    ],
    [{ auth: { tokenVersion: 2 } }, { "auth.tokenVersion": 2, "auth.updateStrategy": "ROTATE" }],
    [{ auth: { tokenVersion: 2, updateStrategy: "SET" } }, { "auth.tokenVersion": 2 }],
    [
      { auth: { users: { app: { accessString: "on ~app:* +@read" } } } },
      {
        "auth.mode": "users",
        "auth.given": ["users"],
        "auth.users": user("password", "app", "on ~app:* +@read"),
        "auth.username": "app",
      },
    ],
    [
      { auth: { userGroupIds: ["team"] } },
      {
        "auth.mode": "userGroup",
        "auth.given": ["userGroupIds"],
        "auth.userGroupIds": ["team"],
        "auth.username": undefined,
      },
    ],
    // An IAM user's name has to equal its id.
    [
      { auth: { mode: "iam" } },
      {
        "auth.mode": "iam",
        "auth.users": user("iam", `${ID}-app`, "on ~* +@all"),
        "auth.username": `${ID}-app`,
      },
    ],
  ],
  "a security group is created when something may connect": [
    [
      { vpcId: "vpc-1", allowedCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
      {
        "network.allowedCidrBlocks": ["10.0.0.0/8"],
        "network.givenCidrBlocks": ["10.0.0.0/8", "10.0.0.0/8"].map((text) => ({
          text,
          block: { family: "ipv4", network: text, hasHostBits: false, everywhere: false },
        })),
        "network.makesSecurityGroup": true,
      },
    ],
    [
      { vpcId: "vpc-1", allowedSecurityGroupIds: { web: "sg-1" } },
      { "network.makesSecurityGroup": true },
    ],
    [{ allowedSecurityGroupIds: {}, allowedCidrBlocks: [] }, {}],
  ],
  "discovery follows the network type": [
    [{ networkType: "ipv6" }, { "network.ipDiscovery": "ipv6" }],
    [
      { networkType: "dual_stack" },
      { "network.ipDiscovery": undefined },
      ["ipDiscovery: required with networkType dual_stack; set it to ipv4 or ipv6"],
    ],
  ],
  "given windows stay, in lower case": [
    [
      { snapshotWindow: "01:00-03:00", maintenanceWindow: "SUN:03:00-SUN:05:00" },
      { "maintenance.maintenanceWindow": "sun:03:00-sun:05:00" },
    ],
    [{ snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:09:00" }, {}],
  ],
  "a given log is delivered unless it is disabled": [
    [{ logs: { slowLog: {} } }, { logs: [{ key: "slowLog", logType: "slow-log", ...usualLog }] }],
    [
      { logs: { engineLog: {} } },
      { logs: [{ key: "engineLog", logType: "engine-log", ...usualLog }] },
    ],
    [{ logs: { slowLog: { enabled: false }, engineLog: { enabled: false } } }, { logs: [] }],
  ],
  "arguments of alarms leave the other defaults": [
    [{ alarms: {} }, {}],
    [{ alarms: { set: "BASIC" } }, { "alarms.set": "BASIC" }],
    [{ alarms: { enabled: false } }, { "alarms.enabled": false }],
  ],
  "an empty text means unset": [
    [
      {
        engineVersion: "",
        snapshotWindow: "",
        maintenanceWindow: "",
        finalSnapshotIdentifier: "",
        parameterStorePath: "",
        vpcId: "",
        subnetGroupName: "",
        parameterGroupName: "",
        kmsKeyId: "",
        notificationTopicArn: "",
        auth: { token: "", secretName: "", secretKmsKeyId: "" },
      },
      {},
    ],
  ],
};

describe("the default of every argument", () => {
  it("is the one of the contract and of the reference module", () => {
    const spec = resolve("koneksi-test", {});
    assert.deepEqual(spec.args, {});
    assert.deepEqual(stated(spec), USUAL);
  });

  for (const [name, cases] of Object.entries(rows)) {
    for (const [args, changes, refused = []] of cases) {
      it(`${name}: ${JSON.stringify(args)}`, () => {
        assert.deepEqual(changesFor(args), changed({ ...given(args), ...changes }));
        const { errors } = inspect("koneksi-test", args);
        assert.deepEqual(
          errors.map(({ path, reason }) => `${path}: ${reason}`),
          refused,
        );
      });
    }
  }
});
