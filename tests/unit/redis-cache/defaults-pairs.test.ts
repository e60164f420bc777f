import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { inspect } from "../../../components/redis-cache/inspect";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";

const TOPIC = "arn:aws:sns:ap-southeast-1:123456789012:alarms";
const KEY = "arn:aws:kms:ap-southeast-1:123456789012:key/1234abcd";

/** Sensible values of each argument. */
const legal: Readonly<Record<keyof RedisCacheArgs, readonly unknown[]>> = {
  namePrefix: ["team"],
  replicationGroupId: ["sessions"],
  description: ["Sessions of the web shop"],
  project: ["koneksi"],
  environment: ["prod"],
  tags: [{ Team: "cache" }],
  vpcId: ["vpc-1"],
  subnetIds: [["subnet-1", "subnet-2"]],
  subnetGroupName: ["data"],
  securityGroupIds: [["sg-1"]],
  allowedSecurityGroupIds: [{ web: "sg-2" }],
  allowedCidrBlocks: [["10.0.0.0/16"]],
  networkType: ["ipv4", "ipv6", "dual_stack"],
  ipDiscovery: ["ipv4"],
  engine: ["redis", "valkey"],
  engineVersion: ["7.0", "6.2", "5.0.6", "8.0", "7.2"],
  nodeType: ["cache.r6g.large", "cache.r6gd.xlarge", "cache.t4g.small", "cache.t2.micro"],
  port: [6380],
  numCacheClusters: [1, 3],
  numNodeGroups: [1, 3],
  replicasPerNodeGroup: [0, 2],
  clusterMode: ["disabled", "compatible", "enabled"],
  automaticFailoverEnabled: [true, false],
  multiAzEnabled: [true, false],
  preferredCacheClusterAzs: [["ap-southeast-1a", "ap-southeast-1b"]],
  nodeIds: [["old-001", "old-002"]],
  parameters: [{ timeout: "300" }, { "cluster-enabled": "yes" }],
  parameterGroupName: ["mine", "default.redis7", "default.redis7.cluster.on", "default.valkey8"],
  atRestEncryptionEnabled: [true, false],
  kmsKeyId: [KEY],
  transitEncryptionEnabled: [true, false],
  transitEncryptionMode: ["required", "preferred"],
  auth: [
    { tokenVersion: 2 },
    { token: "abcdefghijklmnop" },
    { mode: "none" },
    { mode: "iam" },
    { users: { app: { accessString: "on ~* +@all" } } },
    { userGroupIds: ["team"] },
  ],
  snapshotRetentionLimit: [0, 35],
  snapshotWindow: ["06:00-08:00"],
  maintenanceWindow: ["sun:03:00-sun:05:00"],
  finalSnapshotIdentifier: ["final"],
  restoreFrom: [{ snapshotName: "backup" }, { snapshotArns: ["arn:aws:s3:::bucket/dump.rdb"] }],
  autoMinorVersionUpgrade: [true, false],
  applyImmediately: [true, false],
  dataTieringEnabled: [true, false],
  notificationTopicArn: [TOPIC],
  parameterStorePath: ["/koneksi/prod/redis"],
  checkChanges: [true, false],
  allowReplacement: [true, false],
  logs: [{ slowLog: {}, engineLog: {} }],
  alarms: [
    { enabled: false },
    { set: "BASIC", actionArns: [TOPIC] },
    { composite: true, dashboard: true },
  ],
  ignoreRules: [["burstable-production"]],
};

/** What AWS has to be told besides, where there is no default. */
function beside(argument: string, value: unknown): RedisCacheArgs {
  if (value === "dual_stack") return { ipDiscovery: "ipv6" };
  if (/^allowed/.test(argument)) return { vpcId: "vpc-1" };
  const tiers = argument === "dataTieringEnabled" && value === true;
  return tiers ? { nodeType: "cache.r6gd.xlarge" } : {};
}

/**
 * The only pairs of arguments that can exclude each other, with the rules that refuse them: both are given, and AWS accepts one. With
 * every other argument the defaults adapt.
 */
const contradictions: Readonly<Record<string, readonly string[]>> = {
  "subnetIds + subnetGroupName": ["subnet-choice"],
  "networkType + ipDiscovery": ["ip-discovery"],
  "networkType + engineVersion": ["ipv6-engine"],
  "networkType + nodeType": ["ipv6-node-type"],
  "engine + engineVersion": ["engine-version-mismatch"],
  "engine + parameterGroupName": ["parameter-group-family"],
  "engineVersion + nodeType": ["node-type-version"],
  "engineVersion + clusterMode": ["cluster-mode-compatible"],
  "engineVersion + parameterGroupName": ["parameter-group-family"],
  "engineVersion + transitEncryptionMode": ["transit-encryption-preferred-version"],
  "engineVersion + auth": ["iam-version", "users-version"],
  "engineVersion + dataTieringEnabled": ["node-type-version"],
  "engineVersion + logs": ["log-version"],
  "nodeType + dataTieringEnabled": ["data-tiering"],
  "numCacheClusters + numNodeGroups": ["topology-choice"],
  "numCacheClusters + replicasPerNodeGroup": ["topology-choice"],
  "numCacheClusters + automaticFailoverEnabled": ["failover-single-node"],
  "numCacheClusters + multiAzEnabled": ["multi-az-replica"],
  "numCacheClusters + preferredCacheClusterAzs": ["availability-zones-count"],
  "numNodeGroups + clusterMode": ["cluster-mode-shards"],
  "numNodeGroups + automaticFailoverEnabled": ["failover-sharded"],
  "numNodeGroups + preferredCacheClusterAzs": ["availability-zones-shards"],
  "numNodeGroups + parameterGroupName": ["parameter-group-cluster-mode"],
  "numNodeGroups + restoreFrom": ["restore-from-sharded"],
  "replicasPerNodeGroup + automaticFailoverEnabled": ["failover-single-node"],
  "replicasPerNodeGroup + multiAzEnabled": ["multi-az-replica"],
  "replicasPerNodeGroup + preferredCacheClusterAzs": ["availability-zones-count"],
  "clusterMode + automaticFailoverEnabled": ["failover-sharded"],
  "clusterMode + parameters": ["parameter-cluster-enabled"],
  "clusterMode + parameterGroupName": ["parameter-group-cluster-mode"],
  "clusterMode + restoreFrom": ["restore-from-sharded"],
  "automaticFailoverEnabled + multiAzEnabled": ["multi-az-failover"],
  "automaticFailoverEnabled + parameters": ["failover-sharded"],
  "automaticFailoverEnabled + parameterGroupName": ["failover-sharded"],
  "parameters + parameterGroupName": ["parameter-group-cluster-mode", "parameters-with-group"],
  "parameters + restoreFrom": ["restore-from-sharded"],
  "parameterGroupName + restoreFrom": ["restore-from-sharded"],
  "atRestEncryptionEnabled + kmsKeyId": ["kms-key-unused"],
  "transitEncryptionEnabled + transitEncryptionMode": ["transit-encryption-mode"],
  "transitEncryptionEnabled + auth": ["auth-tls"],
  "transitEncryptionMode + auth": ["auth-preferred"],
};

interface Override {
  readonly argument: string;
  readonly args: RedisCacheArgs;
}

const overrides: readonly Override[] = Object.entries(legal).flatMap(([argument, values]) =>
  values.map((value) => ({ argument, args: { [argument]: value, ...beside(argument, value) } })),
);

const errorsOf = (args: RedisCacheArgs) =>
  inspect("koneksi-test", args, { region: "ap-southeast-1" }).errors;

/** Each value of each argument with each value of each other argument. */
const pairs = overrides.flatMap((one, index) =>
  overrides
    .slice(index + 1)
    .filter(({ args }) => !Object.keys(args).some((key) => Object.hasOwn(one.args, key)))
    .map((other) => ({
      names: [one.argument, other.argument],
      args: { ...one.args, ...other.args },
    })),
);

describe("two arguments together", () => {
  it("cover every argument", () => {
    assert.deepEqual(Object.keys(legal), Object.keys(argumentShapes));
    for (const { argument, args } of overrides) {
      assert.ok(Object.hasOwn(args, argument), argument);
      assert.deepEqual(errorsOf(args), [], argument);
    }
  });

  it("exclude each other only where AWS accepts one of them", () => {
    const found: Record<string, Set<string>> = {};
    for (const { names, args } of pairs) {
      for (const { rule } of errorsOf(args)) (found[names.join(" + ")] ??= new Set()).add(rule);
    }
    assert.deepEqual(
      Object.fromEntries(Object.entries(found).map(([names, rules]) => [names, [...rules].sort()])),
      contradictions,
    );
    assert.ok(pairs.length > 3000);
  });

  it("are named in the path of each problem", () => {
    const elsewhere = pairs.flatMap(({ args }) =>
      errorsOf(args)
        .filter(({ path }) => !Object.keys(args).includes(path.split(".")[0] ?? ""))
        .map(({ rule, path }) => `${rule} ${path} ${JSON.stringify(args)}`),
    );
    assert.deepEqual(elsewhere, []);
  });

  it("mean the same in either order", () => {
    for (const { args } of pairs) {
      const backwards = Object.fromEntries(Object.entries(args).reverse());
      assert.deepEqual(errorsOf(backwards), errorsOf(args));
    }
  });
});
