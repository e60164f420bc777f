import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import * as vpc from "@pulumi/aws/vpc";
import type { Unwrap } from "@pulumi/pulumi";
import {
  type PolicyConfigSchema,
  type PolicyResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  validateResourceOfType,
} from "@pulumi/policy";

/**
 * The policies, separate from the pack in `index.ts`, so that tests can call each of them.
 *
 * They check the inputs of AWS resources, so they also apply to replication groups without the component. They do not
 * repeat what AWS itself would refuse, because the component reports that.
 */

type Group = Unwrap<elasticache.ReplicationGroupArgs>;

/** Returns the problem of a replication group with its fix, or undefined if there is none. */
type CheckGroup = (group: Group, protect: boolean) => string | undefined;

const PRODUCTION: PolicyConfigSchema = {
  properties: {
    stacks: {
      type: "array",
      items: { type: "string" },
      default: ["prod"],
      description: "Names of the stacks that are production.",
    },
  },
};

/** Whether a resource is in a production stack, by its URN `urn:pulumi:<stack>::<project>::<type>::<name>`. */
function isProduction(args: Pick<ResourceValidationArgs, "urn" | "getConfig">): boolean {
  const { stacks } = args.getConfig<{ readonly stacks: readonly string[] }>();
  return stacks.includes(args.urn.split(":")[2] ?? "");
}

function onGroups(
  name: string,
  description: string,
  check: CheckGroup,
  configSchema?: PolicyConfigSchema,
): ResourceValidationPolicy {
  return {
    name,
    description,
    ...(configSchema === undefined ? {} : { configSchema }),
    validateResource: validateResourceOfType(
      elasticache.ReplicationGroup,
      (group, args, reportViolation) => {
        if (configSchema === PRODUCTION && !isProduction(args)) return;
        const problem = check(group, args.opts.protect);
        if (problem !== undefined) reportViolation(problem);
      },
    ),
  };
}

const onProductionGroups = (name: string, description: string, check: CheckGroup) =>
  onGroups(name, description, check, PRODUCTION);

const GROUP_POLICIES = [
  onGroups(
    "encryption-at-rest",
    "A cache and its snapshots are encrypted at rest.",
    ({ atRestEncryptionEnabled, engine }) =>
      // AWS encrypts Valkey by default, and Redis OSS only on request.
      (atRestEncryptionEnabled ?? engine === "valkey")
        ? undefined
        : "Set atRestEncryptionEnabled to true. This replaces a running cache: restore a snapshot into the new one.",
  ),
  onGroups("encryption-in-transit", "Every client of a cache uses TLS.", (group) => {
    if (group.transitEncryptionEnabled !== true) {
      return 'Set transitEncryptionEnabled to true. On a running cache, first set transitEncryptionMode to "preferred", then to "required".';
    }
    return group.transitEncryptionMode === "preferred"
      ? 'Set transitEncryptionMode to "required" when every client uses TLS: "preferred" also allows connections without TLS.'
      : undefined;
  }),
  onGroups("authentication", "Every client of a cache needs credentials.", (group) =>
    // Looks only for the key: the value of a generated token is unknown in a preview.
    !("authToken" in group) && (group.userGroupIds ?? []).length === 0
      ? "Set a token or a user group: otherwise everyone who reaches the port has full access."
      : undefined,
  ),
  onProductionGroups("backups", "A production cache has daily backups.", (group) =>
    (group.snapshotRetentionLimit ?? 0) > 0
      ? undefined
      : "Set snapshotRetentionLimit to at least 1 day; the component's default is 7.",
  ),
  onProductionGroups(
    "failover",
    "A production cache survives the loss of an Availability Zone.",
    (group) =>
      group.automaticFailoverEnabled === true && group.multiAzEnabled === true
        ? undefined
        : "Set automaticFailoverEnabled and multiAzEnabled to true, with at least one replica.",
  ),
  onProductionGroups(
    "steady-nodes",
    "A production cache does not depend on CPU credits.",
    ({ nodeType }) =>
      /^cache\.t\d/.test(nodeType ?? "")
        ? `Use a node type that is not burstable, such as cache.r7g.large: ${String(nodeType)} is limited to its baseline when it has no CPU credits.`
        : undefined,
  ),
  onProductionGroups(
    "protection",
    "A production cache is protected from deletion and replacement.",
    (_, protect) => (protect ? undefined : "Set the resource option protect to true."),
  ),
] as const;

/** The component's type, as part of the URN of each of its children. */
const COMPONENT_TYPE = "redis-cache:index:RedisCache$";
const ALL_ADDRESSES = ["0.0.0.0/0", "::/0"];

const privateIngress: ResourceValidationPolicy = {
  name: "private-ingress",
  description: "The port of a cache is not open to the internet.",
  validateResource: validateResourceOfType(
    vpc.SecurityGroupIngressRule,
    ({ cidrIpv4, cidrIpv6 }, { urn }, reportViolation) => {
      if (!urn.includes(COMPONENT_TYPE)) return;
      for (const cidr of [cidrIpv4, cidrIpv6]) {
        if (cidr === undefined || !ALL_ADDRESSES.includes(cidr)) continue;
        reportViolation(
          `${cidr} allows every address: list the clients' security groups in allowedSecurityGroupIds, or their ranges in allowedCidrBlocks.`,
        );
      }
    },
  ),
};

interface Alarm {
  readonly name: string | undefined;
  /** The node that a metric alarm watches. */
  readonly node: string | undefined;
  /** The rule of a composite alarm. */
  readonly rule: string | undefined;
  readonly notifies: boolean;
}

function alarmOf(resource: PolicyResource): Alarm | undefined {
  const metric = resource.asType(cloudwatch.MetricAlarm);
  const composite = resource.asType(cloudwatch.CompositeAlarm);
  const alarm = metric ?? composite;
  if (alarm === undefined) return undefined;
  return {
    name: metric?.name ?? composite?.alarmName,
    node: metric?.dimensions?.["CacheClusterId"],
    rule: composite?.alarmRule,
    notifies: alarm.actionsEnabled !== false && (alarm.alarmActions ?? []).length > 0,
  };
}

/** The alarms that notify, directly or through composite alarms on any number of levels. */
function notifying(alarms: readonly Alarm[]): Alarm[] {
  const found = alarms.filter(({ notifies }) => notifies);
  // The loop also visits the alarms that it adds.
  for (const { rule } of found) {
    const named = alarms.filter(
      (alarm) => alarm.name !== undefined && rule?.includes(`"${alarm.name}"`) === true,
    );
    found.push(...named.filter((alarm) => !found.includes(alarm)));
  }
  return found;
}

/** The id of a node is that of its group with a suffix: `orders-001`, in cluster mode `orders-0001-001`. */
const isNodeOf = (id: string, node: string) =>
  node.startsWith(`${id}-`) && /^(\d{4}-)?\d{3}$/.test(node.slice(id.length + 1));

const alarmsNotify: StackValidationPolicy = {
  name: "alarms-notify",
  description: "A production cache has an alarm that notifies someone.",
  configSchema: PRODUCTION,
  validateStack: (args, reportViolation) => {
    const { resources } = args;
    const alarms = notifying(
      resources.map(alarmOf).filter((alarm): alarm is Alarm => alarm !== undefined),
    );
    for (const resource of resources) {
      const id = resource.asType(elasticache.ReplicationGroup)?.replicationGroupId;
      if (id === undefined) continue;
      if (!isProduction({ urn: resource.urn, getConfig: () => args.getConfig() })) continue;
      if (alarms.some(({ node }) => node !== undefined && isNodeOf(id, node))) continue;
      reportViolation(
        `No alarm on a node of ${id} has an action: set alarms.actionArns to an SNS topic for the people on call.`,
        resource.urn,
      );
    }
  },
};

/** All policies, in the order of `docs/guides/policies.md`. */
export const policies: readonly (ResourceValidationPolicy | StackValidationPolicy)[] = [
  ...GROUP_POLICIES,
  privateIngress,
  alarmsNotify,
];
