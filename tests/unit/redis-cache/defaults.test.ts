import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { engineVersions } from "../../../components/catalog/engines";
import { nodeTypes } from "../../../components/catalog/node-types";
import { PARAMETER_FAMILIES, parametersOf } from "../../../components/catalog/parameters";
import { inspect } from "../../../components/redis-cache/inspect";
import { formatWeekly } from "../../../components/formats/window";
import { later } from "../../support/rules/values";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const hours = Array.from({ length: 24 }, (_, hour) => hour * 60);

/** Valid values of every argument, each with the defaults of all others. */
const legal: Readonly<Record<keyof RedisCacheArgs, readonly unknown[]>> = {
  namePrefix: ["a", "a".repeat(34), "My-Team"],
  replicationGroupId: ["a", "a".repeat(40), "Sessions"],
  description: ["a", "a".repeat(255)],
  project: ["koneksi", ""],
  environment: ["prod", ""],
  tags: [{}, { CostCenter: "engineering", Empty: "" }],
  vpcId: ["vpc-1", "", later],
  subnetIds: [["subnet-1"], ["subnet-1", "subnet-2"], later, [later]],
  subnetGroupName: ["data", "", later],
  securityGroupIds: [[], ["sg-1"], later],
  allowedSecurityGroupIds: [{}],
  allowedCidrBlocks: [[]],
  networkType: ["ipv4", "ipv6"],
  ipDiscovery: ["ipv4"],
  engine: ["redis", "valkey"],
  engineVersion: [...engineVersions.map(({ version }) => version), "6.x", "", "3.2.10", "2.8.24"],
  nodeType: [
    ...nodeTypes.map(({ type }) => type),
    "cache.m3.medium",
    "cache.t1.micro",
    "cache.x9.large",
  ],
  port: [1, 6380, 65535],
  numCacheClusters: [1, 2, 3, 4, 5, 6],
  numNodeGroups: [1, 2, 3, 250, 251, 500],
  replicasPerNodeGroup: [0, 1, 5],
  clusterMode: ["disabled", "compatible", "enabled"],
  automaticFailoverEnabled: [true, false],
  multiAzEnabled: [true, false],
  preferredCacheClusterAzs: [
    [],
    ["eu-west-1a"],
    ["eu-west-1a", "eu-west-1a"],
    ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  ],
  nodeIds: [["cache-001"], ["cache-001", "cache-003"], []],
  parameters: [
    {},
    { "maxmemory-policy": "noeviction" },
    { "cluster-enabled": "yes" },
    { "cluster-enabled": "no" },
    { timeout: "300", "tcp-keepalive": "60" },
  ],
  parameterGroupName: [
    "mine",
    "",
    later,
    ...PARAMETER_FAMILIES.flatMap((family) => [`default.${family}`]),
    ...PARAMETER_FAMILIES.slice(1).map((family) => `default.${family}.cluster.on`),
  ],
  atRestEncryptionEnabled: [true, false],
  kmsKeyId: [KEY, "1234abcd-12ab-34cd-56ef-1234567890ab", "", later],
  transitEncryptionEnabled: [true, false],
  transitEncryptionMode: ["preferred", "required"],
  auth: [
    {},
    { mode: "none" },
    { mode: "token" },
    { mode: "iam" },
    { token: "abcdefghijklmnop" },
    { token: later },
    { tokenVersion: 2 },
    { updateStrategy: "ROTATE" },
    { users: { app: { accessString: "on ~* +@all" } } },
    { userGroupIds: ["team"] },
    { userGroupIds: [later] },
  ],
  snapshotRetentionLimit: [0, 1, 35],
  snapshotWindow: [
    "",
    "00:30-00:00",
    ...hours.map(
      (start) =>
        `${String(start / 60).padStart(2, "0")}:30-${String((start / 60 + 2) % 24).padStart(2, "0")}:30`,
    ),
  ],
  maintenanceWindow: [
    "",
    "SUN:03:00-SUN:05:00",
    "mon:00:00-tue:00:00",
    ...[0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      hours.map((start) => formatWeekly({ start: day * 1440 + start, length: 23 * 60 })),
    ),
  ],
  finalSnapshotIdentifier: ["final", ""],
  restoreFrom: [{ snapshotName: "backup" }, { snapshotArns: ["arn:aws:s3:::bucket/dump.rdb"] }],
  autoMinorVersionUpgrade: [true, false],
  applyImmediately: [true, false],
  dataTieringEnabled: [false],
  notificationTopicArn: [TOPIC, "", later],
  parameterStorePath: ["/koneksi/prod/redis", ""],
  checkChanges: [true, false],
  allowReplacement: [true, false],
  logs: [
    {},
    { slowLog: {}, engineLog: {} },
    { slowLog: { enabled: false } },
    { engineLog: { format: "text", retentionInDays: 1 } },
  ],
  alarms: [
    {},
    { enabled: false },
    { set: "BASIC" },
    { actionArns: [TOPIC] },
    { actionArns: later },
    { composite: true, dashboard: true },
    { overrides: { cacheHitRate: { enabled: true } } },
  ],
  ignoreRules: [[], ["port"], ["no-such-rule"]],
};

const errorsOf = (args: object) =>
  inspect("koneksi-test", args).errors.map(({ path, reason }) => `${path}: ${reason}`);

describe("defaults", () => {
  for (const [argument, values] of Object.entries(legal)) {
    it(`accept ${argument}`, () => {
      const refused = values.flatMap((value) =>
        errorsOf({ [argument]: value }).map((error) => `${JSON.stringify(value)} ${error}`),
      );
      assert.deepEqual(refused, []);
    });
  }

  it("let each engine version have each parameter of its family at its default", () => {
    const refused = engineVersions.flatMap(({ engine, version, family }) =>
      [...(parametersOf(family)?.values() ?? [])]
        .filter((parameter) => parameter.modifiable !== "never" && parameter.default !== undefined)
        .flatMap((parameter) =>
          errorsOf({
            engine,
            engineVersion: version,
            parameters: { [parameter.name]: parameter.default },
          }),
        ),
    );
    assert.deepEqual(refused, []);
  });

  it("let each node type run each version of its engines", () => {
    const oldest = "4.0.10";
    const refused = nodeTypes.flatMap((node) =>
      node.engines.flatMap((engine) => {
        const minimum = engine === "valkey" ? "7.2" : (node.minimumRedis ?? oldest);
        return errorsOf({ engine, engineVersion: minimum, nodeType: node.type });
      }),
    );
    assert.deepEqual(refused, []);
  });
});
