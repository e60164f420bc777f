import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { engineVersions } from "../../../components/catalog/engines";
import { nodeTypes } from "../../../components/catalog/node-types";
import { PARAMETER_FAMILIES, parametersOf } from "../../../components/catalog/parameters";
import { inspect } from "../../../components/redis-cache/inspect";
import { formatWeekly } from "../../../components/formats/window";
import { later } from "../../support/rules/values";

const hours = Array.from({ length: 24 }, (_, hour) => hour * 60);

/** Valid values that stretch an argument, each with the defaults of all others; ordinary ones are tried in pairs. */
const legal: Readonly<Partial<Record<keyof RedisCacheArgs, readonly unknown[]>>> = {
  namePrefix: ["a", "a".repeat(34), "My-Team"],
  replicationGroupId: ["a", "a".repeat(40), "Sessions"],
  description: ["a", "a".repeat(255)],
  tags: [{}, { Empty: "" }],
  vpcId: [later],
  subnetIds: [["subnet-1"], later, [later]],
  subnetGroupName: [later],
  securityGroupIds: [[], later],
  allowedSecurityGroupIds: [{}],
  allowedCidrBlocks: [[]],
  engineVersion: [...engineVersions.map(({ version }) => version), "6.x", "", "3.2.10", "2.8.24"],
  nodeType: [
    ...nodeTypes.map(({ type }) => type),
    "cache.m3.medium",
    "cache.t1.micro",
    "cache.x9.large",
  ],
  port: [1, 65535],
  numCacheClusters: [2, 4, 5, 6],
  numNodeGroups: [2, 250, 251, 500],
  replicasPerNodeGroup: [1, 5],
  preferredCacheClusterAzs: [
    [],
    ["eu-west-1a"],
    ["eu-west-1a", "eu-west-1a"],
    ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  ],
  nodeIds: [["cache-001"], ["cache-001", "cache-003"], []],
  parameters: [{}, { "maxmemory-policy": "noeviction" }, { "cluster-enabled": "no" }],
  parameterGroupName: [
    later,
    ...PARAMETER_FAMILIES.flatMap((family) => [`default.${family}`]),
    ...PARAMETER_FAMILIES.slice(1).map((family) => `default.${family}.cluster.on`),
  ],
  kmsKeyId: ["1234abcd-12ab-34cd-56ef-1234567890ab", later],
  auth: [{}, { mode: "token" }, { token: later }, { updateStrategy: "ROTATE" }],
  snapshotRetentionLimit: [1],
  snapshotWindow: [
    "00:30-00:00",
    ...hours.map(
      (start) =>
        `${String(start / 60).padStart(2, "0")}:30-${String((start / 60 + 2) % 24).padStart(2, "0")}:30`,
    ),
  ],
  maintenanceWindow: [
    "mon:00:00-tue:00:00",
    ...[0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      hours.map((start) => formatWeekly({ start: day * 1440 + start, length: 23 * 60 })),
    ),
  ],
  notificationTopicArn: [later],
  logs: [
    {},
    { slowLog: { enabled: false } },
    { engineLog: { format: "text", retentionInDays: 1 } },
  ],
  alarms: [{}, { actionArns: later }, { overrides: { cacheHitRate: { enabled: true } } }],
  ignoreRules: [[], ["no-such-rule"]],
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
