/**
 * The table of changes: what is asked of the real provider and of the simulation.
 *
 * Each argument of each type gives four rows (create with it, add, change and remove it); combinations
 * that the provider refuses or treats apart stand in lists of their own. A value `@key` is replaced
 * when the table is run: `@name` by the row's own physical name, `@unknown` by a value that isn't
 * known in preview, others by what a fixture of that key gives.
 */
import type { Values } from "./provider";
import { BESIDE, UNMEASURED_BESIDE } from "./table-beside";
import type { Argument, Fixture, Row, TypeTable } from "./table-types";

const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

/**
 * Arguments that this table leaves out, and why. Those of version 6 of the Terraform provider can't
 * be measured: the provider that was measured is of version 5, which has no such argument.
 */
export const UNMEASURED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [REPLICATION_GROUP]: {
    authTokenWo: "newer than the provider measured",
    authTokenWoVersion: "newer than the provider measured",
    durability: "newer than the provider measured",
    nodeGroupConfigurations: "newer than the provider measured",
    globalReplicationGroupId: "needs a global datastore, which the emulator has not",
    securityGroupNames: "EC2-Classic, which AWS has retired",
    region: "not an argument of the provider measured",
  },
  [PARAMETER_GROUP]: { region: "not an argument of the provider measured" },
  [SUBNET_GROUP]: { region: "not an argument of the provider measured" },
  [METRIC_ALARM]: {
    evaluationCriteria: "newer than the provider measured",
    evaluationInterval: "newer than the provider measured",
    warmUpConfiguration: "newer than the provider measured",
    region: "not an argument of the provider measured",
  },
  [SECRET]: {
    type: "newer than the provider measured",
    namePrefix: "the bridge gives an automatic name beside it, which @pulumi/aws does not",
    replicas: "needs a second region",
    forceOverwriteReplicaSecret: "needs a second region",
    region: "not an argument of the provider measured",
  },
  [SECRET_VERSION]: {
    secretStringWo: "write-only arguments are no part of this project",
    secretStringWoVersion: "write-only arguments are no part of this project",
    region: "not an argument of the provider measured",
  },
  ...UNMEASURED_BESIDE,
};

export const FIXTURES: readonly Fixture[] = [
  { key: "vpc", type: "aws:ec2/vpc:Vpc", args: { cidrBlock: "10.80.0.0/16" } },
  { key: "vpc-other", type: "aws:ec2/vpc:Vpc", args: { cidrBlock: "10.81.0.0/16" } },
  ...["a", "b", "c"].map((zone, index) => ({
    key: `subnet-${zone}`,
    type: "aws:ec2/subnet:Subnet",
    args: {
      vpcId: "@vpc",
      cidrBlock: `10.80.${String(index)}.0/24`,
      availabilityZone: `us-east-1${zone}`,
    },
  })),
  ...["a", "b"].map((letter) => ({
    key: `security-group-${letter}`,
    type: "aws:ec2/securityGroup:SecurityGroup",
    args: { name: "@name", description: "parity", vpcId: "@vpc" },
  })),
  ...["a", "b"].map((letter) => ({
    key: `subnet-group-${letter}`,
    type: SUBNET_GROUP,
    args: { name: "@name", subnetIds: ["@subnet-a", "@subnet-b"] },
    output: "name",
  })),
  ...["a", "b"].map((letter) => ({
    key: `parameter-group-${letter}`,
    type: PARAMETER_GROUP,
    args: { name: "@name", family: "redis7" },
    output: "name",
  })),
  {
    key: "parameter-group-cluster",
    type: PARAMETER_GROUP,
    args: {
      name: "@name",
      family: "redis7",
      parameters: [{ name: "cluster-enabled", value: "yes" }],
    },
    output: "name",
  },
  {
    key: "user",
    type: "aws:elasticache/user:User",
    args: {
      userId: "@name",
      userName: "default",
      engine: "redis",
      accessString: "on ~* +@all",
      authenticationMode: { type: "no-password-required" },
    },
  },
  ...["a", "b"].map((letter) => ({
    key: `user-group-${letter}`,
    type: "aws:elasticache/userGroup:UserGroup",
    args: { userGroupId: "@name", engine: "redis", userIds: ["@user"] },
  })),
  {
    key: "user-app",
    type: "aws:elasticache/user:User",
    args: {
      userId: "@name",
      userName: "app",
      engine: "redis",
      accessString: "on ~* +@all",
      authenticationMode: { type: "no-password-required" },
    },
  },
  ...["a", "b"].map((letter) => ({
    key: `alarm-${letter}`,
    type: METRIC_ALARM,
    args: {
      name: "@name",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      metricName: "CPUUtilization",
      namespace: "AWS/ElastiCache",
      period: 60,
      statistic: "Average",
      threshold: 90,
    },
  })),
  ...["a", "b"].map((letter) => ({
    key: `key-${letter}`,
    type: "aws:kms/key:Key",
    args: { description: "parity" },
    output: "arn",
  })),
  ...["a", "b"].map((letter) => ({
    key: `topic-${letter}`,
    type: "aws:sns/topic:Topic",
    args: { name: "@name" },
    output: "arn",
  })),
  ...["a", "b"].map((letter) => ({
    key: `secret-${letter}`,
    type: SECRET,
    args: { name: "@name" },
  })),
];

const ARN = "arn:aws";
const KEY_A = "@key-a";
const KEY_B = "@key-b";
const TOPIC_A = "@topic-a";
const TOPIC_B = "@topic-b";
const TOKEN_A = "first-token-0123456789";
const TOKEN_B = "second-token-0123456789";
const TAGS_A = { Project: "a" };
const TAGS_B = { Project: "b", Team: "c" };

const slowLog = {
  destination: "slow",
  destinationType: "cloudwatch-logs",
  logFormat: "json",
  logType: "slow-log",
};
const engineLog = { ...slowLog, destination: "engine", logType: "engine-log" };

const replicationGroup: Values = {
  replicationGroupId: "@name",
  description: "parity",
  engine: "redis",
  engineVersion: "7.1",
  nodeType: "cache.t4g.small",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  applyImmediately: true,
};
const tls: Values = { transitEncryptionEnabled: true, transitEncryptionMode: "required" };
const sharded: Values = { parameterGroupName: "@parameter-group-cluster" };

/** The base with `extra`, without the arguments that `extra` sets to undefined. */
function group(extra: Values): Values {
  return defined({ ...replicationGroup, ...extra });
}

function defined(args: Values): Values {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

const replicationGroups: TypeTable = {
  type: REPLICATION_GROUP,
  base: replicationGroup,
  required: ["description"],
  arguments: [
    { name: "applyImmediately", from: true, to: false },
    { name: "atRestEncryptionEnabled", from: true, to: false },
    { name: "atRestEncryptionEnabled", note: "off", from: false, to: true },
    { name: "authToken", from: TOKEN_A, to: TOKEN_B, with: tls },
    {
      name: "authTokenUpdateStrategy",
      from: "ROTATE",
      to: "SET",
      with: { ...tls, authToken: TOKEN_A },
    },
    { name: "autoMinorVersionUpgrade", from: true, to: false },
    { name: "automaticFailoverEnabled", from: true, to: false },
    { name: "clusterMode", from: "disabled", to: "compatible" },
    { name: "clusterMode", note: "compatible", from: "compatible", to: "enabled", with: sharded },
    {
      name: "dataTieringEnabled",
      from: true,
      to: false,
      with: { nodeType: "cache.r6gd.xlarge" },
      needed: true,
    },
    { name: "description", from: "parity", to: "other" },
    { name: "engine", from: "redis", to: "valkey" },
    { name: "engineVersion", from: "7.0", to: "7.1", needed: true },
    { name: "finalSnapshotIdentifier", from: "last-a", to: "last-b" },
    { name: "ipDiscovery", from: "ipv4", to: "ipv6" },
    {
      name: "kmsKeyId",
      from: KEY_A,
      to: KEY_B,
      with: { atRestEncryptionEnabled: true },
    },
    { name: "logDeliveryConfigurations", from: [slowLog], to: [slowLog, engineLog] },
    {
      name: "logDeliveryConfigurations",
      note: "format",
      from: [slowLog],
      to: [{ ...slowLog, logFormat: "text" }],
    },
    { name: "maintenanceWindow", from: "sun:05:00-sun:09:00", to: "sun:03:00-sun:05:00" },
    { name: "multiAzEnabled", from: true, to: false },
    { name: "networkType", from: "ipv4", to: "dual_stack" },
    { name: "nodeType", from: "cache.t4g.small", to: "cache.t4g.medium", needed: true },
    { name: "notificationTopicArn", from: TOPIC_A, to: TOPIC_B },
    { name: "numCacheClusters", from: 2, to: 3, without: ["automaticFailoverEnabled"] },
    { name: "numCacheClusters", note: "fewer", from: 3, to: 2, needed: true },
    {
      name: "numNodeGroups",
      from: 2,
      to: 3,
      with: { ...sharded, replicasPerNodeGroup: 1 },
      without: ["numCacheClusters"],
    },
    {
      name: "replicasPerNodeGroup",
      from: 1,
      to: 2,
      with: { ...sharded, numNodeGroups: 2 },
      without: ["numCacheClusters"],
    },
    { name: "parameterGroupName", from: "@parameter-group-a", to: "@parameter-group-b" },
    { name: "port", from: 6380, to: 6381 },
    {
      name: "preferredCacheClusterAzs",
      from: ["us-east-1a", "us-east-1b"],
      to: ["us-east-1b", "us-east-1a"],
    },
    { name: "replicationGroupId", from: "@name", to: "@name-other" },
    { name: "securityGroupIds", from: ["@security-group-a"], to: ["@security-group-b"] },
    { name: "snapshotArns", from: [`${ARN}:s3:::a/a.rdb`], to: [`${ARN}:s3:::b/b.rdb`] },
    { name: "snapshotName", from: "backup-a", to: "backup-b" },
    { name: "snapshotRetentionLimit", from: 7, to: 14 },
    { name: "snapshotWindow", from: "03:00-05:00", to: "01:00-03:00" },
    { name: "subnetGroupName", from: "@subnet-group-a", to: "@subnet-group-b" },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "transitEncryptionEnabled", from: true, to: false },
    { name: "transitEncryptionEnabled", note: "off", from: false, to: true },
    {
      name: "transitEncryptionMode",
      from: "preferred",
      to: "required",
      with: { transitEncryptionEnabled: true },
    },
    { name: "userGroupIds", from: ["@user-group-a"], to: ["@user-group-b"], with: tls },
  ],
  combinations: [
    // Identity.
    {
      name: "id of another case",
      before: group({ replicationGroupId: "@name" }),
      after: group({ replicationGroupId: "@NAME" }),
    },
    { name: "id in capitals", after: group({ replicationGroupId: "@NAME" }) },
    { name: "id of 41 characters", after: group({ replicationGroupId: "a".repeat(41) }) },
    { name: "id that starts with a digit", after: group({ replicationGroupId: "1-redis" }) },
    { name: "id that ends with a hyphen", after: group({ replicationGroupId: "redis-" }) },
    { name: "id with two hyphens", after: group({ replicationGroupId: "re--dis" }) },
    { name: "id with an underscore", after: group({ replicationGroupId: "re_dis" }) },
    { name: "no description", after: group({ description: undefined }) },
    { name: "empty description", after: group({ description: "" }) },
    { name: "description of 256 characters", after: group({ description: "d".repeat(256) }) },
    // Engine and version.
    { name: "engine memcached", after: group({ engine: "memcached" }) },
    ...["7", "7.x", "7.1.0", "6.2.6", "5.0", "10.0", "6.x", "6.0", "5.0.6", "8.0"].map(
      (version) => ({
        name: `redis version ${version}`,
        after: group({ engineVersion: version }),
      }),
    ),
    ...["7", "7.x", "6.2", "7.1", "7.2", "7.2.6", "8.0", "9.0", "10.0"].map((version) => ({
      name: `valkey version ${version}`,
      after: group({ engine: "valkey", engineVersion: version }),
    })),
    ...(
      [
        ["redis 6.2", "redis 7.1"],
        ["redis 7.1", "redis 7.0"],
        ["redis 7.1", "redis 6.2"],
        ["redis 7.1", "valkey 7.2"],
        ["redis 7.1", "valkey 8.0"],
        ["redis 5.0.6", "valkey 8.0"],
        ["valkey 7.2", "redis 7.1"],
        ["valkey 7.2", "valkey 8.0"],
        ["valkey 8.0", "valkey 7.2"],
      ] as const
    ).map(([from, to]) => ({
      name: `${from} to ${to}`,
      before: group(engineOf(from)),
      after: group(engineOf(to)),
    })),
    {
      name: "redis 7.1 to valkey without a version",
      before: group({}),
      after: group({ engine: "valkey", engineVersion: undefined }),
    },
    {
      name: "valkey without a version",
      after: group({ engine: "valkey", engineVersion: undefined }),
    },
    // Topology.
    { name: "node type of no family", after: group({ nodeType: "cache.r6g.potato" }) },
    { name: "node type without cache.", after: group({ nodeType: "r6g.large" }) },
    { name: "no node type", after: group({ nodeType: undefined }) },
    ...[0, 1, 7].map((nodes) => ({
      name: `${String(nodes)} nodes without failover`,
      after: group({ numCacheClusters: nodes, automaticFailoverEnabled: undefined }),
    })),
    { name: "1 node with failover", after: group({ numCacheClusters: 1 }) },
    { name: "failover and no count", after: group({ numCacheClusters: undefined }) },
    {
      name: "2 nodes with failover to 1",
      before: group({}),
      after: group({ numCacheClusters: 1 }),
    },
    {
      name: "Multi-AZ without failover",
      after: group({ multiAzEnabled: true, automaticFailoverEnabled: undefined }),
    },
    {
      name: "Multi-AZ with failover false",
      after: group({ multiAzEnabled: true, automaticFailoverEnabled: false }),
    },
    { name: "nodes and shards", after: group({ numNodeGroups: 2 }) },
    { name: "nodes and replicas", after: group({ replicasPerNodeGroup: 1 }) },
    ...[-1, 0, 5, 6].map((replicas) => ({
      name: `${String(replicas)} replicas per shard`,
      after: group({
        ...sharded,
        numCacheClusters: undefined,
        numNodeGroups: 1,
        replicasPerNodeGroup: replicas,
      }),
    })),
    ...[0, 1, 501].map((shards) => ({
      name: `${String(shards)} shards`,
      after: group({
        ...sharded,
        numCacheClusters: undefined,
        numNodeGroups: shards,
        replicasPerNodeGroup: 1,
      }),
    })),
    {
      name: "2 shards without failover",
      after: group({
        ...sharded,
        numCacheClusters: undefined,
        numNodeGroups: 2,
        automaticFailoverEnabled: false,
      }),
    },
    {
      name: "nodes to shards",
      before: group({}),
      after: group({
        ...sharded,
        numCacheClusters: undefined,
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
      }),
    },
    { name: "cluster mode of no name", after: group({ clusterMode: "on" }) },
    {
      name: "preferred zones fewer than nodes",
      after: group({ preferredCacheClusterAzs: ["us-east-1a"] }),
    },
    ...[0, 80, 70000].map((port) => ({
      name: `port ${String(port)}`,
      after: group({ port }),
    })),
    { name: "data tiering on t4g", after: group({ dataTieringEnabled: true }) },
    { name: "network type of no name", after: group({ networkType: "ipv5" }) },
    { name: "ip discovery of no name", after: group({ ipDiscovery: "ipv5" }) },
    // Backups and windows.
    ...[-1, 0, 35, 36].map((days) => ({
      name: `snapshots kept ${String(days)} days`,
      after: group({ snapshotRetentionLimit: days }),
    })),
    ...["5:00-9:00", "25:00-26:00", "03:00-03:30", "23:30-00:30", "03:00", ""].map((window) => ({
      name: `snapshot window "${window}"`,
      after: group({ snapshotWindow: window }),
    })),
    ...[
      "sunday:05:00-sunday:09:00",
      "sun:5:00-sun:9:00",
      "sun:05:00-sun:05:30",
      "sun:05:00-tue:05:00",
      "SUN:05:00-SUN:09:00",
      "05:00-09:00",
      "",
    ].map((window) => ({
      name: `maintenance window "${window}"`,
      after: group({ maintenanceWindow: window }),
    })),
    {
      name: "maintenance window of another case",
      before: group({ maintenanceWindow: "sun:05:00-sun:09:00" }),
      after: group({ maintenanceWindow: "SUN:05:00-SUN:09:00" }),
    },
    {
      name: "windows that overlap",
      after: group({ snapshotWindow: "05:00-07:00", maintenanceWindow: "sun:06:00-sun:08:00" }),
    },
    { name: "bad final snapshot name", after: group({ finalSnapshotIdentifier: "-bad-" }) },
    { name: "snapshot ARN that is none", after: group({ snapshotArns: ["bucket/a.rdb"] }) },
    {
      name: "snapshot ARN with a comma",
      after: group({ snapshotArns: [`${ARN}:s3:::a/a,b.rdb`] }),
    },
    // Encryption and access.
    ...["short", "x".repeat(15), "x".repeat(16), "x".repeat(128), "x".repeat(129)].map((token) => ({
      name: `token of ${String(token.length)} characters`,
      after: group({ ...tls, authToken: token }),
    })),
    ...["@", '"', "/", "%", " ", "!", "&"].map((character) => ({
      name: `token with ${character}`,
      after: group({ ...tls, authToken: `0123456789abcdef${character}` }),
    })),
    {
      name: "token and user group",
      after: group({ ...tls, authToken: TOKEN_A, userGroupIds: ["@user-group-a"] }),
    },
    { name: "token without TLS", after: group({ authToken: TOKEN_A }) },
    {
      name: "token with TLS preferred",
      after: group({
        authToken: TOKEN_A,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "preferred",
      }),
    },
    { name: "strategy without token", after: group({ ...tls, authTokenUpdateStrategy: "SET" }) },
    {
      name: "strategy DELETE with token",
      after: group({ ...tls, authToken: TOKEN_A, authTokenUpdateStrategy: "DELETE" }),
    },
    {
      name: "strategy of no name",
      after: group({ ...tls, authToken: TOKEN_A, authTokenUpdateStrategy: "REPLACE" }),
    },
    { name: "user groups without TLS", after: group({ userGroupIds: ["@user-group-a"] }) },
    {
      name: "two user groups",
      after: group({ ...tls, userGroupIds: ["@user-group-a", "@user-group-b"] }),
    },
    { name: "TLS mode without TLS", after: group({ transitEncryptionMode: "required" }) },
    {
      name: "TLS mode of no name",
      after: group({ transitEncryptionEnabled: true, transitEncryptionMode: "on" }),
    },
    { name: "key without encryption at rest", after: group({ kmsKeyId: KEY_A }) },
    {
      name: "TLS preferred to off",
      before: group({ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }),
      after: group({ transitEncryptionEnabled: false }),
    },
    {
      name: "no TLS to preferred",
      before: group({}),
      after: group({ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }),
    },
    { name: "no TLS to required", before: group({}), after: group(tls) },
    {
      name: "no TLS to TLS at 6.2",
      before: group({ engineVersion: "6.2" }),
      after: group({ engineVersion: "6.2", ...tls }),
    },
    {
      name: "TLS to no TLS at 6.2",
      before: group({ engineVersion: "6.2", ...tls }),
      after: group({ engineVersion: "6.2", transitEncryptionEnabled: false }),
    },
    {
      name: "token on a group without one",
      before: group(tls),
      after: group({ ...tls, authToken: TOKEN_A, authTokenUpdateStrategy: "SET" }),
    },
    {
      name: "token to user group",
      before: group({ ...tls, authToken: TOKEN_A }),
      after: group({ ...tls, userGroupIds: ["@user-group-a"], authTokenUpdateStrategy: "DELETE" }),
    },
    {
      name: "rotation of the token",
      before: group({ ...tls, authToken: TOKEN_A, authTokenUpdateStrategy: "SET" }),
      after: group({ ...tls, authToken: TOKEN_B, authTokenUpdateStrategy: "ROTATE" }),
    },
    // Logs, notification, tags.
    {
      name: "three logs",
      after: group({
        logDeliveryConfigurations: [slowLog, engineLog, { ...slowLog, destination: "third" }],
      }),
    },
    {
      name: "two logs of one type",
      after: group({ logDeliveryConfigurations: [slowLog, { ...slowLog, destination: "other" }] }),
    },
    ...(["logType", "logFormat", "destinationType"] as const).map((field) => ({
      name: `${field} of no name`,
      after: group({ logDeliveryConfigurations: [{ ...slowLog, [field]: "other" }] }),
    })),
    {
      name: "log without a destination",
      after: group({
        logDeliveryConfigurations: [{ ...slowLog, destination: undefined }].map(defined),
      }),
    },
    {
      name: "logs in another order",
      before: group({ logDeliveryConfigurations: [slowLog, engineLog] }),
      after: group({ logDeliveryConfigurations: [engineLog, slowLog] }),
    },
    { name: "topic that is no ARN", after: group({ notificationTopicArn: "topic" }) },
    { name: "tag with the prefix aws:", after: group({ tags: { "aws:x": "y" } }) },
    { name: "tag key of 129 characters", after: group({ tags: { ["k".repeat(129)]: "y" } }) },
    { name: "tag value of 257 characters", after: group({ tags: { k: "v".repeat(257) } }) },
    {
      name: "51 tags",
      after: group({
        tags: Object.fromEntries(
          Array.from({ length: 51 }, (_, index) => [`k${String(index)}`, "v"]),
        ),
      }),
    },
    { name: "empty tags added", before: group({}), after: group({ tags: {} }) },
    // The order of a list that is a set, and lists that are emptied.
    {
      name: "security groups in another order",
      before: group({ securityGroupIds: ["@security-group-a", "@security-group-b"] }),
      after: group({ securityGroupIds: ["@security-group-b", "@security-group-a"] }),
    },
    {
      name: "security groups emptied",
      before: group({ securityGroupIds: ["@security-group-a"] }),
      after: group({ securityGroupIds: [] }),
    },
    // Two changes at once: replacement wins.
    {
      name: "port and node type",
      before: group({}),
      after: group({ port: 6380, nodeType: "cache.t4g.medium" }),
    },
    {
      name: "version and parameter group",
      before: group({ engineVersion: "7.0", parameterGroupName: "@parameter-group-a" }),
      after: group({ engineVersion: "7.1", parameterGroupName: "@parameter-group-b" }),
    },
    // Values that aren't known in preview.
    ...Object.entries({
      subnetGroupName: "@subnet-group-a",
      parameterGroupName: "@parameter-group-a",
      securityGroupIds: ["@security-group-a"],
      notificationTopicArn: TOPIC_A,
    }).flatMap(([name, known]) => [
      { name: `${name} unknown`, after: group({ [name]: unknownLike(known) }) },
      {
        name: `${name} becomes unknown`,
        before: group({ [name]: known }),
        after: group({ [name]: unknownLike(known) }),
      },
    ]),
    {
      name: "kmsKeyId unknown",
      after: group({ atRestEncryptionEnabled: true, kmsKeyId: "@unknown" }),
    },
    {
      name: "kmsKeyId becomes unknown",
      before: group({ atRestEncryptionEnabled: true, kmsKeyId: KEY_A }),
      after: group({ atRestEncryptionEnabled: true, kmsKeyId: "@unknown" }),
    },
    { name: "authToken unknown", after: group({ ...tls, authToken: "@unknown" }) },
    {
      name: "authToken becomes unknown",
      before: group({ ...tls, authToken: TOKEN_A }),
      after: group({ ...tls, authToken: "@unknown" }),
    },
    { name: "unknown argument", after: group({ nodeTpye: "cache.t4g.small" }) },
  ],
};

function engineOf(text: string): Values {
  const [engine, engineVersion] = text.split(" ");
  return { engine, engineVersion };
}

function unknownLike(known: unknown): unknown {
  return Array.isArray(known) ? ["@unknown"] : "@unknown";
}

const parameters = (...pairs: readonly (readonly [string, string])[]): Values[] =>
  pairs.map(([name, value]) => ({ name, value }));

const parameterGroup: Values = { name: "@name", family: "redis7" };

const parameterGroups: TypeTable = {
  type: PARAMETER_GROUP,
  base: parameterGroup,
  required: ["family"],
  arguments: [
    { name: "name", from: "@name", to: "@name-other" },
    { name: "family", from: "redis7", to: "valkey8" },
    { name: "description", from: "first", to: "second" },
    {
      name: "parameters",
      from: parameters(["maxmemory-policy", "allkeys-lru"]),
      to: parameters(["maxmemory-policy", "volatile-lru"]),
    },
    {
      name: "parameters",
      note: "one more",
      from: parameters(["timeout", "300"]),
      to: parameters(["timeout", "300"], ["tcp-keepalive", "60"]),
    },
    {
      name: "parameters",
      note: "cluster-enabled",
      from: parameters(["cluster-enabled", "yes"]),
      to: parameters(["cluster-enabled", "no"]),
    },
    { name: "tags", from: TAGS_A, to: TAGS_B },
  ],
  combinations: [
    {
      name: "parameters in another order",
      before: {
        ...parameterGroup,
        parameters: parameters(["timeout", "300"], ["tcp-keepalive", "60"]),
      },
      after: {
        ...parameterGroup,
        parameters: parameters(["tcp-keepalive", "60"], ["timeout", "300"]),
      },
    },
    { name: "name in capitals", after: { ...parameterGroup, name: "@NAME" } },
    {
      name: "name of another case",
      before: parameterGroup,
      after: { ...parameterGroup, name: "@NAME" },
    },
    { name: "bad name", after: { ...parameterGroup, name: "1--bad-" } },
    { name: "family of no name", after: { ...parameterGroup, family: "foo" } },
    { name: "no family", after: { name: "@name" } },
    {
      name: "parameter of no name",
      after: { ...parameterGroup, parameters: parameters(["no-such", "1"]) },
    },
    {
      name: "parameter twice",
      after: { ...parameterGroup, parameters: parameters(["timeout", "1"], ["timeout", "2"]) },
    },
    {
      name: "empty value",
      after: { ...parameterGroup, parameters: parameters(["notify-keyspace-events", ""]) },
    },
    {
      name: "parameter without a value",
      after: { ...parameterGroup, parameters: [{ name: "timeout" }] },
    },
    { name: "empty description", after: { ...parameterGroup, description: "" } },
    { name: "unknown argument", after: { ...parameterGroup, parameter: [] } },
    {
      name: "value unknown",
      after: { ...parameterGroup, parameters: parameters(["timeout", "@unknown"]) },
    },
  ],
};

const subnetGroup: Values = { name: "@name", subnetIds: ["@subnet-a", "@subnet-b"] };

const subnetGroups: TypeTable = {
  type: SUBNET_GROUP,
  base: subnetGroup,
  required: ["subnetIds"],
  arguments: [
    { name: "name", from: "@name", to: "@name-other" },
    { name: "subnetIds", from: ["@subnet-a", "@subnet-b"], to: ["@subnet-a", "@subnet-c"] },
    { name: "description", from: "first", to: "second" },
    { name: "tags", from: TAGS_A, to: TAGS_B },
  ],
  combinations: [
    {
      name: "subnets in another order",
      before: subnetGroup,
      after: { ...subnetGroup, subnetIds: ["@subnet-b", "@subnet-a"] },
    },
    { name: "no subnets", after: { name: "@name" } },
    { name: "empty subnets", after: { ...subnetGroup, subnetIds: [] } },
    { name: "name in capitals", after: { ...subnetGroup, name: "@NAME" } },
    { name: "name of another case", before: subnetGroup, after: { ...subnetGroup, name: "@NAME" } },
    { name: "bad name", after: { ...subnetGroup, name: "bad name!" } },
    { name: "name default", after: { ...subnetGroup, name: "default" } },
    { name: "empty description", after: { ...subnetGroup, description: "" } },
    { name: "subnets unknown", after: { ...subnetGroup, subnetIds: ["@unknown"] } },
    {
      name: "subnets become unknown",
      before: subnetGroup,
      after: { ...subnetGroup, subnetIds: ["@subnet-a", "@unknown"] },
    },
    { name: "unknown argument", after: { ...subnetGroup, subnetId: "x" } },
  ],
};

const alarm: Values = {
  name: "@name",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 2,
  metricName: "EngineCPUUtilization",
  namespace: "AWS/ElastiCache",
  period: 60,
  statistic: "Average",
  threshold: 90,
};
const alarmOf = (extra: Values): Values => defined({ ...alarm, ...extra });
const ofMetrics: Values = {
  metricName: undefined,
  namespace: undefined,
  period: undefined,
  statistic: undefined,
};
const metric = (name: string): Values => ({
  namespace: "AWS/ElastiCache",
  metricName: name,
  period: 60,
  stat: "Sum",
});
const ratio = (expression: string): Values[] => [
  { id: "e", expression, label: "ratio", returnData: true },
  { id: "a", metric: metric("CacheHits") },
  { id: "b", metric: metric("CacheMisses") },
];

const metricAlarms: TypeTable = {
  type: METRIC_ALARM,
  base: alarm,
  required: ["comparisonOperator", "evaluationPeriods"],
  arguments: [
    { name: "actionsEnabled", from: true, to: false },
    { name: "actionsEnabled", note: "off", from: false, to: true },
    { name: "alarmActions", from: [TOPIC_A], to: [TOPIC_A, TOPIC_B] },
    { name: "alarmDescription", from: "first", to: "second" },
    { name: "comparisonOperator", from: "GreaterThanThreshold", to: "LessThanThreshold" },
    { name: "datapointsToAlarm", from: 1, to: 2 },
    { name: "dimensions", from: { CacheClusterId: "a-001" }, to: { CacheClusterId: "a-002" } },
    {
      name: "evaluateLowSampleCountPercentiles",
      from: "evaluate",
      to: "ignore",
      with: { extendedStatistic: "p99" },
      without: ["statistic"],
    },
    { name: "evaluationPeriods", from: 2, to: 3 },
    { name: "extendedStatistic", from: "p99", to: "p90", without: ["statistic"], needed: true },
    { name: "insufficientDataActions", from: [TOPIC_A], to: [TOPIC_B] },
    { name: "metricName", from: "EngineCPUUtilization", to: "CPUUtilization", needed: true },
    {
      name: "metricQueries",
      from: ratio("a/b"),
      to: ratio("a/(a+b)"),
      without: ["metricName", "namespace", "period", "statistic"],
      needed: true,
    },
    { name: "name", from: "@name", to: "@name-other" },
    { name: "namespace", from: "AWS/ElastiCache", to: "Custom" },
    { name: "okActions", from: [TOPIC_A], to: [TOPIC_B] },
    { name: "period", from: 60, to: 300, needed: true },
    { name: "statistic", from: "Average", to: "Maximum", needed: true },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "threshold", from: 90, to: 80 },
    {
      name: "thresholdMetricId",
      from: "e",
      to: "f",
      with: {
        comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
        metricQueries: [
          { id: "e", expression: "ANOMALY_DETECTION_BAND(a)", returnData: true },
          { id: "f", expression: "ANOMALY_DETECTION_BAND(a, 3)", returnData: true },
          { id: "a", metric: metric("CacheHits"), returnData: true },
        ],
      },
      without: ["metricName", "namespace", "period", "statistic", "threshold"],
    },
    { name: "treatMissingData", from: "missing", to: "notBreaching" },
    { name: "treatMissingData", note: "breaching", from: "breaching", to: "notBreaching" },
    { name: "unit", from: "Percent", to: "Bytes" },
  ],
  combinations: [
    { name: "operator of no name", after: alarmOf({ comparisonOperator: "Above" }) },
    { name: "no operator", after: alarmOf({ comparisonOperator: undefined }) },
    { name: "no evaluation periods", after: alarmOf({ evaluationPeriods: undefined }) },
    { name: "0 evaluation periods", after: alarmOf({ evaluationPeriods: 0 }) },
    { name: "0 datapoints", after: alarmOf({ datapointsToAlarm: 0 }) },
    { name: "more datapoints than periods", after: alarmOf({ datapointsToAlarm: 3 }) },
    ...[5, 10, 30, 45, 60, 90, 120].map((period) => ({
      name: `period ${String(period)}`,
      after: alarmOf({ period }),
    })),
    { name: "statistic of no name", after: alarmOf({ statistic: "Median" }) },
    { name: "statistic and extended statistic", after: alarmOf({ extendedStatistic: "p99" }) },
    { name: "neither statistic", after: alarmOf({ statistic: undefined }) },
    {
      name: "extended statistic of no form",
      after: alarmOf({ statistic: undefined, extendedStatistic: "p101x" }),
    },
    { name: "missing data of no name", after: alarmOf({ treatMissingData: "bad" }) },
    { name: "unit of no name", after: alarmOf({ unit: "Furlongs" }) },
    {
      name: "low samples of no name",
      after: alarmOf({ evaluateLowSampleCountPercentiles: "bad" }),
    },
    { name: "action that is no ARN", after: alarmOf({ alarmActions: ["topic"] }) },
    {
      name: "6 actions",
      after: alarmOf({
        alarmActions: ["a", "b", "c", "d", "e", "f"].map(
          (letter) => `${ARN}:sns:us-east-1:000000000000:${letter}`,
        ),
      }),
    },
    { name: "metric and queries", after: alarmOf({ metricQueries: ratio("a/b") }) },
    { name: "neither metric nor queries", after: alarmOf({ metricName: undefined }) },
    {
      name: "queries without a threshold",
      after: alarmOf({ ...ofMetrics, metricQueries: ratio("a/b"), threshold: undefined }),
    },
    {
      name: "threshold and threshold metric",
      after: alarmOf({ ...ofMetrics, metricQueries: ratio("a/b"), thresholdMetricId: "e" }),
    },
    { name: "name of 256 characters", after: alarmOf({ name: "n".repeat(256) }) },
    {
      name: "description of 1025 characters",
      after: alarmOf({ alarmDescription: "d".repeat(1025) }),
    },
    {
      name: "metric to queries",
      before: alarm,
      after: alarmOf({ ...ofMetrics, metricQueries: ratio("a/b") }),
    },
    {
      name: "queries in another order",
      before: alarmOf({ ...ofMetrics, metricQueries: ratio("a/b") }),
      after: alarmOf({ ...ofMetrics, metricQueries: [...ratio("a/b")].reverse() }),
    },
    {
      name: "actions in another order",
      before: alarmOf({ alarmActions: [TOPIC_A, TOPIC_B] }),
      after: alarmOf({ alarmActions: [TOPIC_B, TOPIC_A] }),
    },
    { name: "dimension unknown", after: alarmOf({ dimensions: { CacheClusterId: "@unknown" } }) },
    {
      name: "dimension becomes unknown",
      before: alarmOf({ dimensions: { CacheClusterId: "a-001" } }),
      after: alarmOf({ dimensions: { CacheClusterId: "@unknown" } }),
    },
    { name: "unknown argument", after: alarmOf({ statistics: "Average" }) },
  ],
};

const secret: Values = { name: "@name" };

const secrets: TypeTable = {
  type: SECRET,
  base: secret,
  required: [],
  arguments: [
    { name: "name", from: "@name", to: "@name-other" },
    { name: "description", from: "first", to: "second" },
    { name: "kmsKeyId", from: KEY_A, to: KEY_B },
    {
      name: "policy",
      from: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "secretsmanager:PutSecretValue",
            Resource: "*",
          },
        ],
      }),
      to: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Deny", Principal: "*", Action: "secretsmanager:DeleteSecret", Resource: "*" },
        ],
      }),
    },
    { name: "recoveryWindowInDays", from: 0, to: 7 },
    { name: "tags", from: TAGS_A, to: TAGS_B },
  ],
  combinations: [
    { name: "name and prefix", after: { ...secret, namePrefix: "redis-" } },
    { name: "bad name", after: { name: "bad name?" } },
    ...[1, 6, 7, 30, 31].map((days) => ({
      name: `recovery window of ${String(days)} days`,
      after: { ...secret, recoveryWindowInDays: days },
    })),
    { name: "policy that is no JSON", after: { ...secret, policy: "no" } },
    {
      name: "policy in another spelling",
      before: {
        ...secret,
        policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:DeleteSecret","Resource":"*"}]}',
      },
      after: {
        ...secret,
        policy:
          '{"Version":"2012-10-17","Statement":{"Resource":"*","Effect":"Deny","Principal":"*","Action":["secretsmanager:DeleteSecret"]}}',
      },
    },
    { name: "key unknown", after: { ...secret, kmsKeyId: "@unknown" } },
    { name: "unknown argument", after: { ...secret, recoveryWindow: 7 } },
  ],
};

const secretVersion: Values = { secretId: "@secret-a", secretString: "one" };

const secretVersions: TypeTable = {
  type: SECRET_VERSION,
  base: secretVersion,
  required: ["secretId"],
  arguments: [
    { name: "secretId", from: "@secret-a", to: "@secret-b" },
    { name: "secretString", from: "one", to: "two" },
    { name: "secretBinary", from: "b25l", to: "dHdv", without: ["secretString"] },
    { name: "versionStages", from: ["AWSCURRENT", "a"], to: ["AWSCURRENT", "b"] },
  ],
  combinations: [
    { name: "string and binary", after: { ...secretVersion, secretBinary: "b25l" } },
    { name: "neither string nor binary", after: { secretId: "@secret-a" } },
    { name: "binary that is no base64", after: { secretId: "@secret-a", secretBinary: "*" } },
    { name: "no secret", after: { secretString: "one" } },
    { name: "string unknown", after: { ...secretVersion, secretString: "@unknown" } },
    {
      name: "string becomes unknown",
      before: secretVersion,
      after: { ...secretVersion, secretString: "@unknown" },
    },
    { name: "unknown argument", after: { ...secretVersion, secret: "x" } },
  ],
};

export const TABLES: readonly TypeTable[] = [
  replicationGroups,
  parameterGroups,
  subnetGroups,
  metricAlarms,
  secrets,
  secretVersions,
  ...BESIDE,
];

export const ROWS: readonly Row[] = TABLES.flatMap(rows);

function rows(table: TypeTable): Row[] {
  const title = table.type.split(":")[2] ?? table.type;
  return [
    ...table.arguments.flatMap((argument) => argumentRows(title, table, argument)),
    ...table.combinations.map(({ name, before, after }) => ({
      id: `${title}: ${name}`,
      type: table.type,
      ...(before === undefined ? {} : { before }),
      after,
    })),
  ];
}

function argumentRows(title: string, table: TypeTable, argument: Argument): Row[] {
  const { name, from, to, note } = argument;
  const excluded = new Set([...(argument.without ?? []), name]);
  const rest = Object.entries({ ...table.base, ...argument.with });
  const without = Object.fromEntries(rest.filter(([key]) => !excluded.has(key)));
  const first = { ...without, [name]: from };
  const label = `${title}: ${name}${note === undefined ? "" : ` (${note})`}`;
  const all: Row[] = [
    { id: `${label} given`, type: table.type, after: first },
    { id: `${label} added`, type: table.type, before: without, after: first },
    { id: `${label} changed`, type: table.type, before: first, after: { ...without, [name]: to } },
    { id: `${label} removed`, type: table.type, before: first, after: without },
  ];
  // Without a required argument there is nothing to start from.
  return table.required.includes(name) || argument.needed === true
    ? all.filter((row) => row.before !== without)
    : all;
}
