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

/** What every policy accepts. */
const GOOD: Props = {
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

const without = (...keys: string[]): Props =>
  Object.fromEntries(Object.entries(GOOD).filter(([key]) => !keys.includes(key)));

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

/** `<policy>: <violation>` of every policy of single resources. */
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
  it("are these, each with a sentence", () => {
    assert.deepEqual(
      policies.map(({ name, description }) => [name, description]),
      [
        ["encryption-at-rest", "A cache is encrypted on disk, its snapshots with it."],
        ["encryption-in-transit", "Every client speaks TLS to a cache."],
        ["authentication", "Nobody reads a cache without credentials."],
        ["backups", "A production cache is backed up daily."],
        ["failover", "A production cache survives the loss of a zone."],
        ["steady-nodes", "A production cache does not depend on CPU credits."],
        ["protection", "A production cache is not deleted or replaced by an update."],
        ["private-ingress", "A cache's port is not open to the world."],
        ["alarms-notify", "Somebody is told when a production cache is unwell."],
      ],
    );
  });

  it("stand in the guide, in this order, with where they hold", () => {
    const rows = [...readPage("docs/guides/policies.md").matchAll(/^\| `([a-z-]+)` +\| (\w+)/gm)];
    assert.deepEqual(
      rows.map(([, name, where]) => [name, where]),
      policies.map(({ name, configSchema }) => [
        name,
        configSchema === undefined ? "everywhere" : "production",
      ]),
    );
  });

  it("are configured with the names of the production stacks, prod alone unless given", () => {
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
    "encryption-at-rest: Set atRestEncryptionEnabled to true. On a running cache that is a replacement: restore a snapshot into a new one.";
  const IN_TRANSIT =
    'encryption-in-transit: Set transitEncryptionEnabled to true; on a running cache first with transitEncryptionMode "preferred", then "required".';
  const AUTHENTICATION =
    "authentication: Give the cache a token or a user group: without either, all who reach its port may do everything.";
  const BACKUPS =
    "backups: Set snapshotRetentionLimit to 1 or more days; the component's default is 7.";
  const FAILOVER =
    "failover: Set automaticFailoverEnabled and multiAzEnabled to true, with at least one replica.";
  const PROTECTION = "protection: Set the resource option protect to true.";
  const steady = (nodeType: string) =>
    `steady-nodes: Take a node type that is not burstable, as cache.r7g.large: ${nodeType} slows to its baseline when its credits are spent.`;

  const table: readonly (readonly [string, Props, Given, readonly string[]])[] = [
    ["a cache that is all it has to be", GOOD, {}, []],
    ["Redis OSS unencrypted by default", without("atRestEncryptionEnabled"), {}, [AT_REST]],
    [
      "Valkey, which AWS encrypts unless told otherwise",
      {
        ...without("atRestEncryptionEnabled"),
        engine: "valkey",
      },
      {},
      [],
    ],
    [
      "Valkey told otherwise",
      { ...GOOD, engine: "valkey", atRestEncryptionEnabled: false },
      {},
      [AT_REST],
    ],
    ["no word of TLS", without("transitEncryptionEnabled"), {}, [IN_TRANSIT]],
    ["no TLS", { ...GOOD, transitEncryptionEnabled: false }, {}, [IN_TRANSIT]],
    [
      "TLS that clients may leave out",
      { ...GOOD, transitEncryptionMode: "preferred" },
      {},
      [
        'encryption-in-transit: Set transitEncryptionMode to "required" once every client speaks TLS: "preferred" still lets them in without.',
      ],
    ],
    ["nobody asked for credentials", without("authToken"), {}, [AUTHENTICATION]],
    [
      "an empty list of groups",
      { ...without("authToken"), userGroupIds: [] },
      {},
      [AUTHENTICATION],
    ],
    ["a user group", { ...without("authToken"), userGroupIds: ["app"] }, {}, []],
    ["no backups", { ...GOOD, snapshotRetentionLimit: 0 }, {}, [BACKUPS]],
    ["no word of backups", without("snapshotRetentionLimit"), {}, [BACKUPS]],
    ["one backup", { ...GOOD, snapshotRetentionLimit: 1 }, {}, []],
    ["no failover", { ...GOOD, automaticFailoverEnabled: false }, {}, [FAILOVER]],
    ["all nodes in one zone", without("multiAzEnabled"), {}, [FAILOVER]],
    [
      "a burstable node",
      { ...GOOD, nodeType: "cache.t4g.medium" },
      {},
      [steady("cache.t4g.medium")],
    ],
    ["no protection", GOOD, { protect: false }, [PROTECTION]],
    [
      "a configured production stack",
      { ...GOOD, nodeType: "cache.t3.micro" },
      { stack: "live", protect: false },
      [steady("cache.t3.micro"), PROTECTION],
    ],
    [
      "a stack that is not production",
      {
        ...GOOD,
        ...{ nodeType: "cache.t3.micro", snapshotRetentionLimit: 0 },
        ...{ automaticFailoverEnabled: false, multiAzEnabled: false },
      },
      { stack: "staging", protect: false },
      [],
    ],
    [
      "a stack that is not production, unencrypted",
      without("transitEncryptionEnabled"),
      { stack: "staging" },
      [IN_TRANSIT],
    ],
  ];
  for (const [what, props, given, expected] of table) {
    it(`judge ${what}`, () => {
      assert.deepEqual(violations(props, given), expected);
    });
  }

  const component = { type: RULE, parent: "redis-cache:index:RedisCache$" };
  for (const [what, props, given, everybody] of [
    ["the world", { cidrIpv4: "0.0.0.0/0" }, component, ["0.0.0.0/0"]],
    ["the world of IPv6", { cidrIpv6: "::/0" }, component, ["::/0"]],
    ["a network", { cidrIpv4: "10.0.0.0/8" }, component, []],
    ["a group", { referencedSecurityGroupId: "sg-1" }, component, []],
    ["the world at another port than a cache's", { cidrIpv4: "0.0.0.0/0" }, { type: RULE }, []],
  ] as const) {
    it(`judge a rule that lets in ${what}`, () => {
      assert.deepEqual(
        violations(props, given),
        everybody.map(
          (cidr) =>
            `private-ingress: ${cidr} is everybody: name the clients' security groups in allowedSecurityGroupIds, or their ranges in allowedCidrBlocks.`,
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

    function unheard(alarms: readonly PolicyResource[], stack = "prod"): unknown[] {
      const policy = policies.find(({ name }) => name === "alarms-notify");
      assert.ok(policy !== undefined && "validateStack" in policy);
      const resources = [resource(GOOD, { stack }), ...alarms];
      const found: unknown[] = [];
      const args = { resources, ...config } as unknown as StackValidationArgs;
      void policy.validateStack(args, (message, urn) => found.push([message, urn]));
      return found;
    }

    const silence = [
      [
        "No alarm on a node of orders has an action: give alarms.actionArns an SNS topic that the people on call read.",
        `urn:pulumi:prod::project::${GROUP}::orders`,
      ],
    ];
    for (const [what, alarms, expected] of [
      ["no alarm", [], silence],
      ["an alarm without an action", [metric("cpu")], silence],
      ["an alarm with one", [metric("cpu", topic)], []],
      ["actions turned off", [metric("cpu", { ...topic, actionsEnabled: false })], silence],
      [
        "an alarm on a node of a shard",
        [metric("cpu", { ...topic, ...on("orders-0001-001") })],
        [],
      ],
      [
        "another cache's alarm",
        [metric("cpu", { ...topic, ...on("orders-archive-001") })],
        silence,
      ],
      [
        "a composite that names it",
        [metric("cpu"), composite("all", 'ALARM("cpu") OR ALARM("memory")', topic)],
        [],
      ],
      [
        "a composite of composites",
        [
          composite("all", 'ALARM("part")', topic),
          composite("part", 'ALARM("cpu")'),
          metric("cpu"),
        ],
        [],
      ],
      [
        "a composite that names another",
        [metric("cpu"), composite("all", 'ALARM("cpu-2")', topic)],
        silence,
      ],
      ["a silent composite", [metric("cpu"), composite("all", 'ALARM("cpu")')], silence],
    ] as const) {
      it(`judges ${what}`, () => {
        assert.deepEqual(unheard(alarms), expected);
      });
    }

    it("judges production alone", () => {
      assert.deepEqual(unheard([], "staging"), []);
    });
  });
});
