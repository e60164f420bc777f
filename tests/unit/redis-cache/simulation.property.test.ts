import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";
import { inspect } from "../../../components/redis-cache/inspect";
import { Faults } from "../../../local/aws/faults";
import { Provider } from "../../../local/aws/provider";
import { RANDOM } from "../../../local/aws/services/random";
import { plainProperties, type Properties } from "../../../local/aws/values";
import { refusal, Simulation } from "../local/aws/support";

/** What AWS refuses and no rule can foresee. */
const KNOWN_TO_AWS: readonly (readonly [refusal: RegExp, reason: string])[] = [
  [/Availability Zone \S+ is not in the cache subnet group/, "only AWS knows the zones of subnets"],
  [/KMS key key does not exist/, "only AWS knows which keys exist"],
  [/NodeQuotaForClusterExceeded/, "AWS raises the quota on request, so the rule warns"],
];

const ACCOUNT = "999999999999";
const KEY = `arn:aws:kms:ap-southeast-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const TOPIC = `arn:aws:sns:ap-southeast-1:${ACCOUNT}:ops`;

interface Ids {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly groupId: string;
}

/** Good and bad values of each argument. */
const valuesFor = ({
  subnetIds,
  groupId,
}: Ids): Readonly<Record<keyof RedisCacheArgs, readonly unknown[]>> => ({
  namePrefix: ["cache", "a", "x".repeat(33), "x".repeat(34), "Cache-2", "a_b"],
  replicationGroupId: ["cache", "a".repeat(40), "a".repeat(41), "CACHE", "a--b"],
  description: ["d", "d".repeat(255), "d".repeat(256), "😀".repeat(255), "it's a cache"],
  project: ["p", "aws", "p".repeat(256), ""],
  environment: ["e", "e".repeat(257), ""],
  tags: [
    { a: "b" },
    { "aws:x": "y" },
    { ["k".repeat(129)]: "v" },
    { k: "v".repeat(257) },
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${String(i)}`, "v"])),
    Object.fromEntries(Array.from({ length: 48 }, (_, i) => [`k${String(i)}`, "v"])),
    { toString: "x" },
    { "": "x" },
  ],
  vpcId: [],
  subnetIds: [subnetIds, subnetIds.slice(0, 1), [...subnetIds, ...subnetIds]],
  subnetGroupName: ["net", "default", "other"],
  securityGroupIds: [[groupId], [groupId, groupId], []],
  allowedSecurityGroupIds: [{ app: groupId }, { "a b": groupId }, { constructor: groupId }],
  allowedCidrBlocks: [
    ["10.0.0.0/8"],
    ["10.0.0.1/8"],
    ["2001:db8::/32"],
    ["10.0.0.0/8", "10.0.0.0/8"],
  ],
  networkType: ["ipv4", "ipv6", "dual_stack"],
  ipDiscovery: ["ipv4", "ipv6"],
  engine: ["redis", "valkey"],
  engineVersion: ["5.0.6", "6.0", "6.2", "6.x", "7.0", "7.1", "7.2", "8.0", "8.1", "9.0", "9.9"],
  nodeType: [
    "cache.t2.micro",
    "cache.t4g.micro",
    "cache.m7g.large",
    "cache.r4.large",
    "cache.r6gd.xlarge",
    "cache.r8g.large",
    "cache.x",
  ],
  port: [6379, 6380, 0, 1024, 65_535, 70_000],
  numCacheClusters: [1, 2, 3, 6, 7],
  numNodeGroups: [1, 2, 15, 91],
  replicasPerNodeGroup: [0, 1, 5, 6],
  clusterMode: ["disabled", "compatible", "enabled"],
  automaticFailoverEnabled: [true, false],
  multiAzEnabled: [true, false],
  preferredCacheClusterAzs: [
    ["ap-southeast-1a"],
    ["ap-southeast-1a", "ap-southeast-1b"],
    ["ap-southeast-1a", "ap-southeast-1a"],
    ["ap-southeast-1c", "ap-southeast-1a"],
  ],
  nodeIds: [["cache-001", "cache-002"], ["n".repeat(250)], ["cache-001", "cache-001"], ["a b"]],
  parameters: [
    { "maxmemory-policy": "allkeys-lru" },
    { timeout: "19" },
    { "notify-keyspace-events": "KEA" },
    { "cluster-enabled": "yes" },
    { databases: "32" },
    { "acllog-max-len": "20000" },
    { "lazyfree-lazy-eviction": "yes" },
  ],
  parameterGroupName: ["default.redis7", "default.redis7.cluster.on", "default.valkey8"],
  atRestEncryptionEnabled: [true, false],
  kmsKeyId: [KEY, "alias/redis", "key"],
  transitEncryptionEnabled: [true, false],
  transitEncryptionMode: ["preferred", "required"],
  auth: [
    { mode: "none" },
    { mode: "token" },
    { mode: "token", token: "a".repeat(16) },
    { mode: "token", token: "a".repeat(16) + "%" },
    { mode: "token", secretName: "s".repeat(512) },
    { mode: "token", secretRecoveryWindowInDays: 3 },
    { mode: "iam" },
    { mode: "users", users: { app: { accessString: "on ~app:* +@read" } } },
    { mode: "users", users: { "a@b": { accessString: "on ~* +@all" } } },
    { mode: "users", users: { app: { accessString: "~* +@all" } }, secretName: "s".repeat(512) },
    {
      mode: "users",
      users: { constructor: { accessString: "on ~* +@all", authentication: "iam" } },
    },
    {
      mode: "users",
      users: { app: { accessString: "on ~* +@all", authentication: "noPassword" } },
    },
    { mode: "userGroup", userGroupIds: ["group"] },
    { mode: "userGroup", userGroupIds: ["group", "group"] },
  ],
  snapshotRetentionLimit: [0, 7, 35, 36],
  snapshotWindow: ["03:00-05:00", "03:00-03:30", "23:30-00:30", "3:00-4:00"],
  maintenanceWindow: [
    "sun:05:00-sun:09:00",
    "sun:04:00-sun:04:59",
    "sun:05:00-mon:06:00",
    "SUN:05:00-SUN:09:00",
    "sat:23:00-sun:00:00",
  ],
  finalSnapshotIdentifier: ["last", "-last"],
  restoreFrom: [{ snapshotName: "backup" }, { snapshotArns: ["arn:aws:s3:::bucket/a.rdb"] }],
  autoMinorVersionUpgrade: [true, false],
  applyImmediately: [true, false],
  dataTieringEnabled: [true, false],
  notificationTopicArn: [TOPIC, "topic"],
  parameterStorePath: ["/app/redis", "/ssm-app", "/awsome", "app", "/a//b", "/a b"],
  checkChanges: [true, false],
  allowReplacement: [true, false],
  logs: [
    { slowLog: { enabled: true } },
    { slowLog: { enabled: true, retentionInDays: 15 }, engineLog: { enabled: true } },
    { slowLog: { enabled: true, kmsKeyId: KEY, format: "text" } },
    { engineLog: { enabled: true, destinationType: "kinesis-firehose", destination: "stream" } },
  ],
  alarms: [
    { enabled: false },
    { actionArns: [TOPIC] },
    { actionArns: Array.from({ length: 6 }, (_, i) => `${TOPIC}${String(i)}`) },
    { actionArns: [TOPIC], composite: true, dashboard: true },
    { set: "BASIC", overrides: { cpu: { periodSeconds: 3600, evaluationPeriods: 48 } } },
    { overrides: { cpu: { periodSeconds: 300, evaluationPeriods: 289 } } },
    { overrides: { cpu: { datapointsToAlarm: 3, evaluationPeriods: 2 } } },
    { custom: { mine: { metricName: "CacheMisses", threshold: 1, statistic: "p99.999" } } },
    { custom: { mine: { metricName: "CacheMisses", threshold: 1, statistic: "p99.9" } } },
    {
      custom: { mine: { metricName: "CacheMisses", threshold: 1, description: "😀".repeat(1024) } },
    },
    { custom: { mine: { metricName: "CacheMisses", threshold: 1, periodSeconds: 45 } } },
  ],
  ignoreRules: [],
});

/** Each value alone, then up to six at random: with few arguments, many of the configurations are accepted. */
function configurations(ids: Ids): RedisCacheArgs[] {
  const values = Object.entries(valuesFor(ids)).flatMap(([key, all]) =>
    all.map((value): readonly [string, unknown] => [key, value]),
  );
  const several = fc.array(fc.constantFrom(...values), { minLength: 2, maxLength: 6 });
  const base = { vpcId: ids.vpcId, subnetIds: ids.subnetIds, alarms: { enabled: false } };
  const chosen: (readonly (readonly [string, unknown])[])[] = [
    ...values.map((value) => [value]),
    [
      ["nodeIds", ["n".repeat(250)]],
      ["alarms", { set: "BASIC" }],
    ],
    ...fc.sample(several, { seed: 11, numRuns: 60 }),
  ];
  return chosen.map((some) => ({ ...base, ...Object.fromEntries(some) }) as RedisCacheArgs);
}

/** Creates each resource in the simulated account, as the engine would, and notes what is refused. */
class Deployment implements pulumi.runtime.Mocks {
  readonly refused: string[] = [];
  private readonly random: Provider;

  constructor(private readonly aws: Simulation) {
    this.random = new Provider(RANDOM, aws.account, new Faults([]));
  }

  async newResource({
    type,
    name,
    inputs,
    custom,
  }: pulumi.runtime.MockResourceArgs): Promise<{ id: string; state: Properties }> {
    const news = plainProperties(inputs as Properties);
    if (custom !== true) return { id: "", state: news };
    const provider = type.startsWith("random:") ? this.random : this.aws.provider;
    let made: { id: string; state: Properties } = {
      id: `${name}-id`,
      state: { ...news, memberClusters: [] },
    };
    const message = await refusal(async () => {
      const checked = provider.check(type, name, {}, news, Buffer.from(name));
      const [failure] = checked.failures;
      if (failure) throw new Error(`${failure.property}: ${failure.reason}`);
      made = await provider.create(type, checked.inputs);
    });
    if (message !== "accepted") this.refused.push(`${type.replace(/^.*:/, "")}: ${message}`);
    return { id: made.id, state: plainProperties(made.state) };
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): Promise<Properties> {
    return this.aws.provider.invoke(token, plainProperties(inputs as Properties));
  }
}

/** Parts of Pulumi's runtime that its declarations leave out. */
const internals = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

describe("rules and simulation", () => {
  let aws: Simulation;
  let ids: Ids;
  const { warn } = pulumi.log;
  const { stackTraceLimit } = Error;

  before(async () => {
    aws = new Simulation();
    const { vpc, subnets } = await aws.network(["a", "b"]);
    const group = await aws.create("securityGroup", { name: "own", vpcId: vpc.id });
    const user = {
      userId: "first",
      userName: "default",
      engine: "redis",
      accessString: "on ~* +@all",
    };
    await aws.create("user", { ...user, authenticationMode: { type: "no-password-required" } });
    await aws.create("userGroup", { userGroupId: "group", engine: "redis", userIds: ["first"] });
    // Pulumi takes the stack of every promise, which costs most of the time here.
    Error.stackTraceLimit = 0;
    ids = { vpcId: vpc.id, subnetIds: subnets.map(({ id }) => id), groupId: group.id };
    (pulumi.log as { warn: typeof warn }).warn = () => Promise.resolve();
  });
  after(() => {
    aws.remove();
    Error.stackTraceLimit = stackTraceLimit;
    (pulumi.log as { warn: typeof warn }).warn = warn;
  });

  /** What is refused first of the resources of a cache. */
  const refusalOf = async (args: RedisCacheArgs): Promise<string | undefined> => {
    const own = new Set(aws.account.all().map(({ id }) => id));
    const deployment = new Deployment(aws);
    await pulumi.runtime.setMocks(deployment, "project", "stack", false);
    await pulumi.runtime.runInPulumiStack(() => {
      try {
        new RedisCache("cache", args);
      } catch (thrown) {
        deployment.refused.unshift(String(thrown));
      }
      return Promise.resolve();
    });
    await internals.waitForRPCs();
    aws.account.exclusively(() => {
      const made = aws.account.all().filter(({ id }) => !own.has(id));
      for (const { type, id } of made) aws.account.remove(type, id);
    });
    return deployment.refused[0];
  };

  it("agree: what the rules accept can be created, or is listed with a reason", async () => {
    const seen = new Set<string>();
    const unlisted: Record<string, string> = {};
    let created = 0;
    for (const args of configurations(ids)) {
      const { errors } = inspect("cache", args, { region: "ap-southeast-1" });
      if (errors.length > 0) continue;
      const message = await refusalOf(args);
      const known = KNOWN_TO_AWS.find(([pattern]) => pattern.test(message ?? ""));
      if (message === undefined) created += 1;
      else if (known === undefined) unlisted[message] = JSON.stringify(args);
      else seen.add(known[1]);
    }
    assert.deepEqual(unlisted, {});
    const gone = KNOWN_TO_AWS.map(([, reason]) => reason).filter((reason) => !seen.has(reason));
    assert.deepEqual(gone, [], "rules and simulation agree here: remove the entry");
    assert.ok(created > 100, `only ${String(created)} configurations were created`);
  });
});
