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
 * The policies, apart from the pack that `index.ts` makes of them, so that tests can call each.
 *
 * They judge what goes to AWS, so that they hold for a replication group that is declared without the component, too. What AWS would
 * refuse is not here: that the component says.
 */

type Group = Unwrap<elasticache.ReplicationGroupArgs>;

/** What is wrong with a replication group and what to write instead; undefined where nothing is. */
type Judge = (group: Group, protect: boolean) => string | undefined;

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

/** Whether it is in a production stack: `urn:pulumi:<stack>::<project>::<type>::<name>`. */
function isProduction(args: Pick<ResourceValidationArgs, "urn" | "getConfig">): boolean {
  const { stacks } = args.getConfig<{ readonly stacks: readonly string[] }>();
  return stacks.includes(args.urn.split(":")[2] ?? "");
}

function onGroups(
  name: string,
  description: string,
  judge: Judge,
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
        const wrong = judge(group, args.opts.protect);
        if (wrong !== undefined) reportViolation(wrong);
      },
    ),
  };
}

const onProductionGroups = (name: string, description: string, judge: Judge) =>
  onGroups(name, description, judge, PRODUCTION);

const GROUPS = [
  onGroups(
    "encryption-at-rest",
    "A cache is encrypted on disk, its snapshots with it.",
    ({ atRestEncryptionEnabled, engine }) =>
      // AWS encrypts Valkey unless told otherwise, and Redis OSS only when told.
      (atRestEncryptionEnabled ?? engine === "valkey")
        ? undefined
        : "Set atRestEncryptionEnabled to true. On a running cache that is a replacement: restore a snapshot into a new one.",
  ),
  onGroups("encryption-in-transit", "Every client speaks TLS to a cache.", (group) => {
    if (group.transitEncryptionEnabled !== true) {
      return 'Set transitEncryptionEnabled to true; on a running cache first with transitEncryptionMode "preferred", then "required".';
    }
    return group.transitEncryptionMode === "preferred"
      ? 'Set transitEncryptionMode to "required" once every client speaks TLS: "preferred" still lets them in without.'
      : undefined;
  }),
  onGroups("authentication", "Nobody reads a cache without credentials.", (group) =>
    // Asked for by name alone: a generated token is unknown in a preview, and there all the same.
    !("authToken" in group) && (group.userGroupIds ?? []).length === 0
      ? "Give the cache a token or a user group: without either, all who reach its port may do everything."
      : undefined,
  ),
  onProductionGroups("backups", "A production cache is backed up daily.", (group) =>
    (group.snapshotRetentionLimit ?? 0) > 0
      ? undefined
      : "Set snapshotRetentionLimit to 1 or more days; the component's default is 7.",
  ),
  onProductionGroups("failover", "A production cache survives the loss of a zone.", (group) =>
    group.automaticFailoverEnabled === true && group.multiAzEnabled === true
      ? undefined
      : "Set automaticFailoverEnabled and multiAzEnabled to true, with at least one replica.",
  ),
  onProductionGroups(
    "steady-nodes",
    "A production cache does not depend on CPU credits.",
    ({ nodeType }) =>
      /^cache\.t\d/.test(nodeType ?? "")
        ? `Take a node type that is not burstable, as cache.r7g.large: ${String(nodeType)} slows to its baseline when its credits are spent.`
        : undefined,
  ),
  onProductionGroups(
    "protection",
    "A production cache is not deleted or replaced by an update.",
    (_, protect) => (protect ? undefined : "Set the resource option protect to true."),
  ),
] as const;

/** The component's type, as it stands in the URN of each of its children. */
const OF_THE_COMPONENT = "redis-cache:index:RedisCache$";
const ANYWHERE = ["0.0.0.0/0", "::/0"];

const privateIngress: ResourceValidationPolicy = {
  name: "private-ingress",
  description: "A cache's port is not open to the world.",
  validateResource: validateResourceOfType(
    vpc.SecurityGroupIngressRule,
    ({ cidrIpv4, cidrIpv6 }, { urn }, reportViolation) => {
      if (!urn.includes(OF_THE_COMPONENT)) return;
      for (const cidr of [cidrIpv4, cidrIpv6]) {
        if (cidr === undefined || !ANYWHERE.includes(cidr)) continue;
        reportViolation(
          `${cidr} is everybody: name the clients' security groups in allowedSecurityGroupIds, or their ranges in allowedCidrBlocks.`,
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

/** The alarms that somebody is told of: by themselves, or through a composite that names them, over as many levels as there are. */
function heard(alarms: readonly Alarm[]): Alarm[] {
  const known = alarms.filter(({ notifies }) => notifies);
  for (const { rule } of known) {
    const named = alarms.filter(
      (alarm) => alarm.name !== undefined && rule?.includes(`"${alarm.name}"`) === true,
    );
    known.push(...named.filter((alarm) => !known.includes(alarm)));
  }
  return known;
}

/** AWS names a node after its group: `orders-001`, in cluster mode `orders-0001-001`. */
const isNodeOf = (id: string, node: string) =>
  node.startsWith(`${id}-`) && /^(\d{4}-)?\d{3}$/.test(node.slice(id.length + 1));

const alarmsNotify: StackValidationPolicy = {
  name: "alarms-notify",
  description: "Somebody is told when a production cache is unwell.",
  configSchema: PRODUCTION,
  validateStack: (args, reportViolation) => {
    const { resources } = args;
    const alarms = heard(
      resources.map(alarmOf).filter((alarm): alarm is Alarm => alarm !== undefined),
    );
    for (const resource of resources) {
      const id = resource.asType(elasticache.ReplicationGroup)?.replicationGroupId;
      if (id === undefined) continue;
      if (!isProduction({ urn: resource.urn, getConfig: () => args.getConfig() })) continue;
      if (alarms.some(({ node }) => node !== undefined && isNodeOf(id, node))) continue;
      reportViolation(
        `No alarm on a node of ${id} has an action: give alarms.actionArns an SNS topic that the people on call read.`,
        resource.urn,
      );
    }
  },
};

/** All policies, in the order of `docs/guides/policies.md`. */
export const policies: readonly (ResourceValidationPolicy | StackValidationPolicy)[] = [
  ...GROUPS,
  privateIngress,
  alarmsNotify,
];
