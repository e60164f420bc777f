import * as assert from "node:assert/strict";
import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { readPage } from "../support/markdown";
import { policies } from "../../policy/policies";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const METRIC = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

type Props = Record<string, unknown>;

interface Given {
  readonly type?: string;
  readonly stack?: string;
  readonly protect?: boolean;
  readonly parent?: string;
}

/** A replication group that every policy accepts. */
const VALID: Props = {
  engine: "redis",
  replicationGroupId: "orders",
  nodeType: "cache.r7g.large",
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  authToken: "a-token-of-sixteen-or-more",
  snapshotRetentionLimit: 7,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
};

function resource(props: Props, given: Given): PolicyResource {
  const { type = GROUP, stack = "prod", protect = true, parent = "" } = given;
  const isType = (resourceClass: object) =>
    (resourceClass as { __pulumiType?: string }).__pulumiType === type;
  const whole = {
    ...{ type, props, name: "orders", opts: { protect }, isType },
    urn: `urn:pulumi:${stack}::project::${parent}${type}::orders`,
    asType: (resourceClass: object) => (isType(resourceClass) ? props : undefined),
  };
  return whole as unknown as PolicyResource;
}

const config = { getConfig: () => ({ stacks: ["prod", "live"] }) };

/** `<policy>: <violation>` for every policy that checks a single resource. */
function violations(props: Props, given: Given = {}): string[] {
  const args = { ...resource(props, given), ...config } as unknown as ResourceValidationArgs;
  return policies.flatMap((policy) => {
    if (!("validateResource" in policy) || typeof policy.validateResource !== "function") return [];
    if (args.type !== (policy.validateResource as { __pulumiType?: string }).__pulumiType)
      return [];
    const found: string[] = [];
    void policy.validateResource(args, (message) => found.push(`${policy.name}: ${message}`));
    return found;
  });
}

describe("the policies", () => {
  it("have these names and descriptions", () => {
    assert.deepEqual(
      policies.map(({ name, description }) => [name, description]),
      [
        ["encryption-at-rest", "A cache and its snapshots are encrypted at rest."],
        ["encryption-in-transit", "Every client of a cache uses TLS."],
        ["authentication", "Every client of a cache needs credentials."],
        ["backups", "A production cache has daily backups."],
        ["failover", "A production cache survives the loss of an Availability Zone."],
        ["steady-nodes", "A production cache does not depend on CPU credits."],
        ["protection", "A production cache is protected from deletion and replacement."],
        ["private-ingress", "The port of a cache is not open to the internet."],
        ["alarms-notify", "A production cache has an alarm that notifies someone."],
      ],
    );
  });

  it("are listed in the guide, in this order, with the stacks that they apply to", () => {
    const rows = [...readPage("docs/guides/policies.md").matchAll(/^\| `([a-z-]+)` +\| (\w+)/gm)];
    assert.deepEqual(
      rows.map(([, name, where]) => [name, where]),
      policies.map(({ name, configSchema }) => [
        name,
        configSchema === undefined ? "everywhere" : "production",
      ]),
    );
  });

  it("take the names of the production stacks as configuration, by default only prod", () => {
    const configured = policies.filter(({ configSchema }) => configSchema !== undefined);
    assert.deepEqual(
      configured.map(({ name }) => name),
      ["backups", "failover", "steady-nodes", "protection", "alarms-notify"],
    );
    for (const { configSchema } of configured) {
      assert.deepEqual(configSchema?.properties["stacks"]?.default, ["prod"]);
    }
  });

  const AT_REST =
    "encryption-at-rest: Set atRestEncryptionEnabled to true. This replaces a running cache: restore a snapshot into the new one.";
  const IN_TRANSIT =
    'encryption-in-transit: Set transitEncryptionEnabled to true. On a running cache, first set transitEncryptionMode to "preferred", then to "required".';
  const OPTIONAL_TLS =
    'encryption-in-transit: Set transitEncryptionMode to "required" when every client uses TLS: "preferred" also allows connections without TLS.';
  const AUTHENTICATION =
    "authentication: Set a token or a user group: otherwise everyone who reaches the port has full access.";
  const BACKUPS =
    "backups: Set snapshotRetentionLimit to at least 1 day; the component's default is 7.";
  const FAILOVER =
    "failover: Set automaticFailoverEnabled and multiAzEnabled to true, with at least one replica.";
  const PROTECTION = "protection: Set the resource option protect to true.";
  const steady = (nodeType: string) =>
    `steady-nodes: Use a node type that is not burstable, such as cache.r7g.large: ${nodeType} is limited to its baseline when it has no CPU credits.`;

  /** What is checked, how it differs from a valid cache, and the violations; undefined is not set. */
  const table: readonly (readonly [string, Props, readonly string[], Given?])[] = [
    ["a valid cache", {}, []],
    [
      "Redis OSS without atRestEncryptionEnabled, which AWS does not encrypt",
      { atRestEncryptionEnabled: undefined },
      [AT_REST],
    ],
    [
      "Valkey without atRestEncryptionEnabled, which AWS encrypts",
      { engine: "valkey", atRestEncryptionEnabled: undefined },
      [],
    ],
    [
      "Valkey without encryption at rest",
      { engine: "valkey", atRestEncryptionEnabled: false },
      [AT_REST],
    ],
    ["transitEncryptionEnabled not set", { transitEncryptionEnabled: undefined }, [IN_TRANSIT]],
    ["TLS turned off", { transitEncryptionEnabled: false }, [IN_TRANSIT]],
    ["optional TLS", { transitEncryptionMode: "preferred" }, [OPTIONAL_TLS]],
    ["no token and no user group", { authToken: undefined }, [AUTHENTICATION]],
    ["an empty list of user groups", { authToken: undefined, userGroupIds: [] }, [AUTHENTICATION]],
    ["a user group", { authToken: undefined, userGroupIds: ["app"] }, []],
    ["backups turned off", { snapshotRetentionLimit: 0 }, [BACKUPS]],
    ["snapshotRetentionLimit not set", { snapshotRetentionLimit: undefined }, [BACKUPS]],
    ["backups for one day", { snapshotRetentionLimit: 1 }, []],
    ["failover turned off", { automaticFailoverEnabled: false }, [FAILOVER]],
    ["multiAzEnabled not set", { multiAzEnabled: undefined }, [FAILOVER]],
    ["a burstable node", { nodeType: "cache.t4g.medium" }, [steady("cache.t4g.medium")]],
    ["no protection", {}, [PROTECTION], { protect: false }],
    [
      "a configured production stack",
      { nodeType: "cache.t3.micro" },
      [steady("cache.t3.micro"), PROTECTION],
      { stack: "live", protect: false },
    ],
    [
      "a stack that is not production",
      {
        ...{ nodeType: "cache.t3.micro", snapshotRetentionLimit: 0 },
        ...{ automaticFailoverEnabled: false, multiAzEnabled: false },
      },
      [],
      { stack: "staging", protect: false },
    ],
    [
      "a stack that is not production, unencrypted",
      { transitEncryptionEnabled: undefined },
      [IN_TRANSIT],
      { stack: "staging" },
    ],
  ];
  for (const [what, changes, expected, given] of table) {
    it(`check ${what}`, () => {
      const set = Object.entries({ ...VALID, ...changes }).filter(
        ([, value]) => value !== undefined,
      );
      assert.deepEqual(violations(Object.fromEntries(set), given), expected);
    });
  }

  const component = { type: RULE, parent: "redis-cache:index:RedisCache$" };
  for (const [what, props, given, violating] of [
    ["all IPv4 addresses", { cidrIpv4: "0.0.0.0/0" }, component, ["0.0.0.0/0"]],
    ["all IPv6 addresses", { cidrIpv6: "::/0" }, component, ["::/0"]],
    ["an IPv4 range", { cidrIpv4: "10.0.0.0/8" }, component, []],
    ["a security group", { referencedSecurityGroupId: "sg-1" }, component, []],
    ["all IPv4 addresses, outside of the component", { cidrIpv4: "0.0.0.0/0" }, { type: RULE }, []],
  ] as const) {
    it(`check an ingress rule for ${what}`, () => {
      assert.deepEqual(
        violations(props, given),
        violating.map(
          (cidr) =>
            `private-ingress: ${cidr} allows every address: list the clients' security groups in allowedSecurityGroupIds, or their ranges in allowedCidrBlocks.`,
        ),
      );
    });
  }

  describe("alarms-notify", () => {
    const metric = (name: string, props: Props = {}) =>
      resource({ name, dimensions: { CacheClusterId: "orders-001" }, ...props }, { type: METRIC });
    const composite = (alarmName: string, alarmRule: string, props: Props = {}) =>
      resource({ alarmName, alarmRule, ...props }, { type: COMPOSITE });
    const on = (CacheClusterId: string) => ({ dimensions: { CacheClusterId } });
    const topic = { alarmActions: ["arn:aws:sns:eu-west-1:123456789012:on-call"] };

    function alarmViolations(alarms: readonly PolicyResource[], stack = "prod"): unknown[] {
      const policy = policies.find(({ name }) => name === "alarms-notify");
      assert.ok(policy !== undefined && "validateStack" in policy);
      const resources = [resource(VALID, { stack }), ...alarms];
      const found: unknown[] = [];
      const args = { resources, ...config } as unknown as StackValidationArgs;
      void policy.validateStack(args, (message, urn) => found.push([message, urn]));
      return found;
    }

    const NO_ACTION = [
      [
        "No alarm on a node of orders has an action: set alarms.actionArns to an SNS topic for the people on call.",
        `urn:pulumi:prod::project::${GROUP}::orders`,
      ],
    ];
    for (const [what, alarms, expected] of [
      ["no alarm", [], NO_ACTION],
      ["an alarm without an action", [metric("cpu")], NO_ACTION],
      ["an alarm with an action", [metric("cpu", topic)], []],
      ["actions turned off", [metric("cpu", { ...topic, actionsEnabled: false })], NO_ACTION],
      [
        "an alarm on a node of a shard",
        [metric("cpu", { ...topic, ...on("orders-0001-001") })],
        [],
      ],
      [
        "an alarm of another cache",
        [metric("cpu", { ...topic, ...on("orders-archive-001") })],
        NO_ACTION,
      ],
      [
        "a composite alarm that includes it",
        [metric("cpu"), composite("all", 'ALARM("cpu") OR ALARM("memory")', topic)],
        [],
      ],
      [
        "a composite alarm of composite alarms",
        [
          composite("all", 'ALARM("part")', topic),
          composite("part", 'ALARM("cpu")'),
          metric("cpu"),
        ],
        [],
      ],
      [
        "a composite alarm that includes another alarm",
        [metric("cpu"), composite("all", 'ALARM("cpu-2")', topic)],
        NO_ACTION,
      ],
      [
        "a composite alarm without an action",
        [metric("cpu"), composite("all", 'ALARM("cpu")')],
        NO_ACTION,
      ],
    ] as const) {
      it(`checks ${what}`, () => {
        assert.deepEqual(alarmViolations(alarms), expected);
      });
    }

    it("checks only production stacks", () => {
      assert.deepEqual(alarmViolations([], "staging"), []);
    });
  });
});
