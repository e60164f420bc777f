import * as assert from "node:assert/strict";
import { type Properties, UNKNOWN } from "../../../../local/aws/values";
import { but, GROUP, type Made, refusal, Simulation, TOKENS } from "./support";

/** What the provider plans for each argument, as measured with `terraform plan` (version 5.100). */
const FULL: Properties = but(GROUP, {
  replicationGroupId: "full",
  port: 6380,
  snapshotRetentionLimit: 7,
  snapshotWindow: "03:00-05:00",
  maintenanceWindow: "sun:05:00-sun:09:00",
  multiAzEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  atRestEncryptionEnabled: true,
  subnetGroupName: "net",
  parameterGroupName: "default.redis7",
  autoMinorVersionUpgrade: true,
  tags: { Owner: "data" },
});

type Change = [
  what: string,
  change: Record<string, Properties[string] | undefined>,
  plan: string[],
];

const REPLACED: Change[] = [
  ["replicationGroupId", { replicationGroupId: "other" }, ["replicationGroupId update-replace"]],
  [
    "atRestEncryptionEnabled",
    { atRestEncryptionEnabled: false },
    ["atRestEncryptionEnabled update-replace"],
  ],
  ["kmsKeyId", { kmsKeyId: "arn:aws:kms:k" }, ["kmsKeyId add-replace"]],
  ["port", { port: 6381 }, ["port update-replace"]],
  ["subnetGroupName", { subnetGroupName: "other" }, ["subnetGroupName update-replace"]],
  ["networkType", { networkType: "ipv6" }, ["networkType update-replace"]],
  ["dataTieringEnabled", { dataTieringEnabled: true }, ["dataTieringEnabled update-replace"]],
  ["snapshotName", { snapshotName: "s" }, ["snapshotName add-replace"]],
  ["snapshotArns", { snapshotArns: ["arn:aws:s3:::b/k"] }, ["snapshotArns add-replace"]],
  [
    "globalReplicationGroupId",
    { globalReplicationGroupId: "g" },
    ["globalReplicationGroupId update-replace"],
  ],
  ["securityGroupNames", { securityGroupNames: ["sg"] }, ["securityGroupNames add-replace"]],
  ["engineVersion downwards", { engineVersion: "7.0" }, ["engineVersion update-replace"]],
  ["engineVersion a major downwards", { engineVersion: "6.2" }, ["engineVersion update-replace"]],
  ["the region", { region: "eu-west-1" }, ["region update-replace"]],
];

const IN_PLACE: Change[] = [
  ["description", { description: "other" }, ["description update"]],
  ["nodeType", { nodeType: "cache.t3.small" }, ["nodeType update"]],
  ["numCacheClusters", { numCacheClusters: 3 }, ["numCacheClusters update"]],
  [
    "numNodeGroups and replicas",
    { numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 2 },
    ["numNodeGroups update", "replicasPerNodeGroup update"],
  ],
  [
    "automaticFailoverEnabled",
    { automaticFailoverEnabled: false, multiAzEnabled: false },
    ["automaticFailoverEnabled update", "multiAzEnabled update"],
  ],
  ["parameterGroupName", { parameterGroupName: "other" }, ["parameterGroupName update"]],
  ["securityGroupIds", { securityGroupIds: ["sg-1"] }, ["securityGroupIds[0] update"]],
  ["snapshotRetentionLimit", { snapshotRetentionLimit: 8 }, ["snapshotRetentionLimit update"]],
  ["snapshotWindow", { snapshotWindow: "02:00-04:00" }, ["snapshotWindow update"]],
  ["maintenanceWindow", { maintenanceWindow: "mon:05:00-mon:09:00" }, ["maintenanceWindow update"]],
  ["ipDiscovery", { ipDiscovery: "ipv6" }, ["ipDiscovery update"]],
  ["a tag", { tags: { Owner: "data", Team: "x" } }, ["tags.Team add"]],
  ["a tag's value", { tags: { Owner: "ops" } }, ["tags.Owner update"]],
  [
    "engine to valkey",
    { engine: "valkey", engineVersion: "8.1" },
    ["engine update", "engineVersion update"],
  ],
  ["authToken", { authToken: "a".repeat(16) }, ["authToken add"]],
  ["userGroupIds", { userGroupIds: ["u"] }, ["userGroupIds add"]],
  [
    "TLS off",
    { transitEncryptionEnabled: false, transitEncryptionMode: undefined },
    ["transitEncryptionEnabled update"],
  ],
  [
    "transitEncryptionMode",
    { transitEncryptionMode: "preferred" },
    ["transitEncryptionMode update"],
  ],
  ["clusterMode", { clusterMode: "compatible" }, ["clusterMode update"]],
  ["finalSnapshotIdentifier", { finalSnapshotIdentifier: "f" }, ["finalSnapshotIdentifier add"]],
  [
    "autoMinorVersionUpgrade",
    { autoMinorVersionUpgrade: false },
    ["autoMinorVersionUpgrade update"],
  ],
  [
    "preferredCacheClusterAzs",
    { preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1b"] },
    ["preferredCacheClusterAzs add"],
  ],
  [
    "notificationTopicArn",
    { notificationTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:t" },
    ["notificationTopicArn add"],
  ],
  [
    "logDeliveryConfigurations",
    {
      logDeliveryConfigurations: [
        {
          destination: "l",
          destinationType: "cloudwatch-logs",
          logFormat: "json",
          logType: "slow-log",
        },
      ],
    },
    ["logDeliveryConfigurations add"],
  ],
  ["applyImmediately", { applyImmediately: false }, ["applyImmediately update"]],
];

const UNCHANGED: Change[] = [
  ["nothing", {}, []],
  ["the id in another case", { replicationGroupId: "FULL" }, []],
  ["the maintenance window in another case", { maintenanceWindow: "SUN:05:00-sun:09:00" }, []],
  ["atRestEncryptionEnabled removed", { atRestEncryptionEnabled: undefined }, []],
  [
    "transitEncryptionEnabled and mode removed",
    { transitEncryptionEnabled: undefined, transitEncryptionMode: undefined },
    [],
  ],
  ["subnetGroupName removed", { subnetGroupName: undefined }, []],
  ["parameterGroupName removed", { parameterGroupName: undefined }, []],
  ["engineVersion removed", { engineVersion: undefined }, []],
  ["engine removed", { engine: undefined }, []],
  ["nodeType removed", { nodeType: undefined }, []],
  ["numCacheClusters removed", { numCacheClusters: undefined }, []],
  ["the windows removed", { snapshotWindow: undefined, maintenanceWindow: undefined }, []],
  ["securityGroupIds removed", { securityGroupIds: undefined }, []],
  ["autoMinorVersionUpgrade removed", { autoMinorVersionUpgrade: undefined }, []],
  ["applyImmediately removed", { applyImmediately: undefined }, []],
];

const RESET: Change[] = [
  ["multiAzEnabled", { multiAzEnabled: undefined }, ["multiAzEnabled update"]],
  [
    "snapshotRetentionLimit",
    { snapshotRetentionLimit: undefined },
    ["snapshotRetentionLimit delete"],
  ],
  ["tags", { tags: undefined }, ["tags delete"]],
  ["a port of one's own", { port: undefined }, ["port delete-replace"]],
];

describe("the plan for a replication group", () => {
  let aws: Simulation;
  let full: Made;
  before(async () => {
    aws = new Simulation();
    await aws.network();
    full = await aws.create("group", FULL);
  });
  after(() => {
    aws.remove();
  });

  const rows = (title: string, changes: Change[]) => {
    for (const [what, change, plan] of changes) {
      it(`${title}: ${what}`, () => {
        assert.deepEqual(aws.plan(full, but(FULL, change)), plan);
      });
    }
  };
  rows("replaces", REPLACED);
  rows("updates in place", IN_PLACE);
  rows("changes nothing", UNCHANGED);
  rows("resets when removed", RESET);

  it("changes nothing when the default port is removed", async () => {
    const inputs = but(GROUP, { replicationGroupId: "port", port: 6379 });
    const made = await aws.create("group", inputs);
    assert.deepEqual(aws.plan(made, but(inputs, { port: undefined })), []);
  });

  it("replaces for the way back from Valkey", async () => {
    const inputs = but(GROUP, { replicationGroupId: "vk", engine: "valkey", engineVersion: "7.2" });
    const made = await aws.create("group", inputs);
    assert.deepEqual(aws.plan(made, but(inputs, { engine: "redis", engineVersion: "7.1" })), [
      "engine update-replace",
      "engineVersion update-replace",
    ]);
  });

  for (const [engineVersion, plan] of [
    ["6.2", ["transitEncryptionEnabled update-replace", "transitEncryptionMode update"]],
    ["7.0", ["transitEncryptionEnabled update", "transitEncryptionMode update"]],
  ] as const) {
    it(`turns TLS on in ${engineVersion} by ${plan[0]}`, async () => {
      const replicationGroupId = `tls${engineVersion.replace(".", "-")}`;
      const inputs = but(GROUP, { replicationGroupId, engineVersion });
      const made = await aws.create("group", inputs);
      const change = { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" };
      assert.deepEqual(aws.plan(made, but(inputs, change)), plan);
    });
  }

  it("deletes before it replaces when the id was given, and not when it was made up", async () => {
    assert.equal(aws.diff(full, but(FULL, { port: 6381 })).deleteBeforeReplace, true);
    const unnamed = but(GROUP, { replicationGroupId: undefined, port: 6380 });
    const made = await aws.create("group", unnamed);
    assert.equal(aws.diff(made, but(unnamed, { port: 6381 })).deleteBeforeReplace, false);
  });

  it("takes an unknown value for a change", () => {
    assert.deepEqual(aws.plan(full, but(FULL, { subnetGroupName: UNKNOWN })), [
      "subnetGroupName update-replace",
    ]);
    assert.deepEqual(aws.plan(full, but(FULL, { securityGroupIds: [UNKNOWN] })), [
      "securityGroupIds[0] update",
    ]);
  });

  it("leaves out what is ignored, the whole argument or one path in it", () => {
    const wanted = but(FULL, {
      nodeType: "cache.t3.small",
      tags: { Owner: "ops", Team: "x" },
    });
    const inputs = aws.check("group", wanted, full.inputs);
    const plan = (ignored: string[]) => [
      ...aws.provider.diff(TOKENS.group, full.state, inputs, ignored).changes.keys(),
    ];
    assert.deepEqual(plan([]), ["nodeType", "tags.Owner", "tags.Team"]);
    assert.deepEqual(plan(["nodeType", "tags.Owner"]), ["tags.Team"]);
    assert.deepEqual(plan(["tags"]), ["nodeType"]);
    assert.deepEqual(plan(["node"]), ["nodeType", "tags.Owner", "tags.Team"]);
  });

  it("sees no order in security groups", async () => {
    const groups = await Promise.all(
      ["a", "b"].map((name) => aws.create("securityGroup", { name })),
    );
    const ids = groups.map(({ id }) => id);
    const inputs = but(GROUP, { replicationGroupId: "order", securityGroupIds: ids });
    const made = await aws.create("group", inputs);
    const reversed = but(inputs, { securityGroupIds: [...ids].reverse() });
    assert.deepEqual(aws.plan(made, reversed), []);
  });

  describe("before it is made", () => {
    it("knows the arguments and what follows from none of AWS's answers", () => {
      const preview = aws.provider.previewCreate(TOKENS.group, aws.check("group", GROUP));
      const known = Object.entries(preview).filter(([, value]) => value !== UNKNOWN);
      assert.deepEqual(Object.fromEntries(known), {
        ...GROUP,
        multiAzEnabled: false,
        region: "ap-southeast-1",
        tagsAll: {},
      });
    });

    it("leaves to AWS what AWS answers", () => {
      const preview = aws.provider.previewCreate(TOKENS.group, aws.check("group", GROUP));
      const unknown = Object.keys(preview).filter((name) => preview[name] === UNKNOWN);
      assert.deepEqual(unknown.sort(), [
        "arn",
        "atRestEncryptionEnabled",
        "autoMinorVersionUpgrade",
        "clusterEnabled",
        "clusterMode",
        "configurationEndpointAddress",
        "dataTieringEnabled",
        "durability",
        "engineVersionActual",
        "globalReplicationGroupId",
        "ipDiscovery",
        "maintenanceWindow",
        "memberClusters",
        "networkType",
        "nodeGroupConfigurations",
        "numNodeGroups",
        "parameterGroupName",
        "primaryEndpointAddress",
        "readerEndpointAddress",
        "replicasPerNodeGroup",
        "securityGroupIds",
        "securityGroupNames",
        "snapshotWindow",
        "subnetGroupName",
        "transitEncryptionEnabled",
        "transitEncryptionMode",
      ]);
    });
  });

  describe("before it is changed", () => {
    const unknownAfter = (change: Properties): string[] => {
      const inputs = aws.check("group", but(FULL, change), full.inputs);
      const preview = aws.provider.previewUpdate(TOKENS.group, full.state, inputs);
      return Object.keys(preview).filter((name) => preview[name] === UNKNOWN);
    };

    it("keeps every output known", () => {
      assert.deepEqual(unknownAfter({ nodeType: "cache.t3.small" }), []);
    });

    it("but the members, where nodes come or go", () => {
      assert.deepEqual(unknownAfter({ numCacheClusters: 3 }), ["memberClusters"]);
    });
  });

  it("is refused for an update to Valkey without a version", async () => {
    const inputs = but(GROUP, { replicationGroupId: "nov", engineVersion: "7.1" });
    const made = await aws.create("group", inputs);
    assert.equal(
      await refusal(() => aws.update(made, but(inputs, { engine: "valkey" }))),
      "must explicitly set 'engine_version' attribute for Replication Group (nov) when updating engine to 'valkey'",
    );
  });
});
