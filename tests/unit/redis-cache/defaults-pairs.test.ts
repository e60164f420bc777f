import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { inspect } from "../../../components/redis-cache/inspect";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";

const TOPIC = "arn:aws:sns:ap-southeast-1:123456789012:alarms";
const KEY = "arn:aws:kms:ap-southeast-1:123456789012:key/1234abcd";

/** Sensible values of each argument, alone; with what AWS has to be told besides where it has no default. */
const legal: Readonly<Record<keyof RedisCacheArgs, readonly RedisCacheArgs[]>> = {
  namePrefix: [{ namePrefix: "team" }],
  replicationGroupId: [{ replicationGroupId: "sessions" }],
  description: [{ description: "Sessions of the web shop" }],
  project: [{ project: "koneksi" }],
  environment: [{ environment: "prod" }],
  tags: [{ tags: { Team: "cache" } }],
  vpcId: [{ vpcId: "vpc-1" }],
  subnetIds: [{ subnetIds: ["subnet-1", "subnet-2"] }],
  subnetGroupName: [{ subnetGroupName: "data" }],
  securityGroupIds: [{ securityGroupIds: ["sg-1"] }],
  allowedSecurityGroupIds: [{ allowedSecurityGroupIds: { web: "sg-2" }, vpcId: "vpc-1" }],
  allowedCidrBlocks: [{ allowedCidrBlocks: ["10.0.0.0/16"], vpcId: "vpc-1" }],
  networkType: [
    { networkType: "ipv4" },
    { networkType: "ipv6" },
    { networkType: "dual_stack", ipDiscovery: "ipv6" },
  ],
  ipDiscovery: [{ ipDiscovery: "ipv4" }],
  engine: [{ engine: "redis" }, { engine: "valkey" }],
  engineVersion: ["7.0", "6.2", "5.0.6", "8.0", "7.2"].map((engineVersion) => ({ engineVersion })),
  nodeType: ["cache.r6g.large", "cache.r6gd.xlarge", "cache.t4g.small", "cache.t2.micro"].map(
    (nodeType) => ({ nodeType }),
  ),
  port: [{ port: 6380 }],
  numCacheClusters: [{ numCacheClusters: 1 }, { numCacheClusters: 3 }],
  numNodeGroups: [{ numNodeGroups: 1 }, { numNodeGroups: 3 }],
  replicasPerNodeGroup: [{ replicasPerNodeGroup: 0 }, { replicasPerNodeGroup: 2 }],
  clusterMode: [
    { clusterMode: "disabled" },
    { clusterMode: "compatible" },
    { clusterMode: "enabled" },
  ],
  automaticFailoverEnabled: [
    { automaticFailoverEnabled: true },
    { automaticFailoverEnabled: false },
  ],
  multiAzEnabled: [{ multiAzEnabled: true }, { multiAzEnabled: false }],
  preferredCacheClusterAzs: [{ preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1b"] }],
  nodeIds: [{ nodeIds: ["old-001", "old-002"] }],
  parameters: [{ parameters: { timeout: "300" } }, { parameters: { "cluster-enabled": "yes" } }],
  parameterGroupName: [
    "mine",
    "default.redis7",
    "default.redis7.cluster.on",
    "default.valkey8",
  ].map((parameterGroupName) => ({ parameterGroupName })),
  atRestEncryptionEnabled: [{ atRestEncryptionEnabled: true }, { atRestEncryptionEnabled: false }],
  kmsKeyId: [{ kmsKeyId: KEY }],
  transitEncryptionEnabled: [
    { transitEncryptionEnabled: true },
    { transitEncryptionEnabled: false },
  ],
  transitEncryptionMode: [
    { transitEncryptionMode: "required" },
    { transitEncryptionMode: "preferred" },
  ],
  auth: [
    { auth: { tokenVersion: 2 } },
    { auth: { token: "abcdefghijklmnop" } },
    { auth: { mode: "none" } },
    { auth: { mode: "iam" } },
    { auth: { users: { app: { accessString: "on ~* +@all" } } } },
    { auth: { userGroupIds: ["team"] } },
  ],
  snapshotRetentionLimit: [{ snapshotRetentionLimit: 0 }, { snapshotRetentionLimit: 35 }],
  snapshotWindow: [{ snapshotWindow: "06:00-08:00" }],
  maintenanceWindow: [{ maintenanceWindow: "sun:03:00-sun:05:00" }],
  finalSnapshotIdentifier: [{ finalSnapshotIdentifier: "final" }],
  restoreFrom: [
    { restoreFrom: { snapshotName: "backup" } },
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::bucket/dump.rdb"] } },
  ],
  autoMinorVersionUpgrade: [{ autoMinorVersionUpgrade: true }, { autoMinorVersionUpgrade: false }],
  applyImmediately: [{ applyImmediately: true }, { applyImmediately: false }],
  dataTieringEnabled: [
    { dataTieringEnabled: true, nodeType: "cache.r6gd.xlarge" },
    { dataTieringEnabled: false },
  ],
  notificationTopicArn: [{ notificationTopicArn: TOPIC }],
  parameterStorePath: [{ parameterStorePath: "/koneksi/prod/redis" }],
  checkChanges: [{ checkChanges: true }, { checkChanges: false }],
  allowReplacement: [{ allowReplacement: true }, { allowReplacement: false }],
  logs: [{ logs: { slowLog: {}, engineLog: {} } }],
  alarms: [
    { alarms: { enabled: false } },
    { alarms: { set: "BASIC", actionArns: [TOPIC] } },
    { alarms: { composite: true, dashboard: true } },
  ],
  ignoreRules: [{ ignoreRules: ["burstable-production"] }],
};

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
  values.map((args) => ({ argument, args })),
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
