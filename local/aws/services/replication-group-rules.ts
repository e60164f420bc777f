import { defaultParameterGroup } from "../../../components/catalog/engines";
import {
  LONGEST_MAINTENANCE_WINDOW,
  LONGEST_SNAPSHOT_RETENTION,
  MOST_NODES,
  NODE_QUOTA,
  SHORTEST_WINDOW,
} from "../../../components/catalog/limits";
import { findNodeType } from "../../../components/catalog/node-types";
import { overlap, parseDaily, parseWeekly } from "../../../components/formats/window";
import type { Stored } from "../account";
import { exists } from "../trust";
import { AwsError, type Place } from "../types";
import { type Properties, same, text, texts, numeric, list, map } from "../values";
import { acceptTags, refuseCombination, refuseIf, refuseValue, repeated } from "./common";
import { requireGroup, zonesOf } from "./ec2";
import {
  actualVersion,
  engineOf,
  type Engine,
  family,
  isClusterOn,
  isOlder,
  isOutgrown,
  isRedis,
  parameterIn,
} from "./engines";
import { PARAMETER_GROUP, USER, USER_GROUP } from "./tokens";

/** Checks what AWS refuses but the provider accepts. */
interface Wanted {
  readonly inputs: Properties;
  readonly place: Place;
  readonly engine: Engine;
  readonly clustered: boolean;
  readonly shards: number;
  /** Nodes in each shard. */
  readonly nodes: number;
  readonly tls: boolean;
  readonly parameterGroup: string;
}

function wanted(inputs: Properties, place: Place): Wanted {
  const groups = list(inputs["nodeGroupConfigurations"]);
  const shards = numeric(inputs["numNodeGroups"]) ?? Math.max(1, groups.length);
  const replicas = numeric(inputs["replicasPerNodeGroup"]) ?? numeric(groups[0]?.["replicaCount"]);
  const parameterGroup = text(inputs["parameterGroupName"]);
  const mode = text(inputs["clusterMode"]);
  const byGroup = parameterGroup === "" ? shards > 1 : isClusterOn(parameterGroup, place);
  return {
    inputs,
    place,
    engine: engineOf(inputs),
    clustered: mode === "" ? byGroup : mode !== "disabled",
    shards,
    nodes: numeric(inputs["numCacheClusters"]) ?? (replicas ?? 0) + 1,
    tls: inputs["transitEncryptionEnabled"] === true,
    parameterGroup,
  };
}

function names({ inputs, engine }: Wanted): void {
  refuseValue(
    text(inputs["description"]).length > 255,
    "ReplicationGroupDescription must be at most 255 characters long.",
  );
  acceptTags(inputs);
  refuseValue(
    actualVersion(engine) === undefined,
    `The engine version ${engine.version} of ${engine.engine} is not supported.`,
  );
}

function nodeType({ inputs, engine }: Wanted): void {
  const type = text(inputs["nodeType"]);
  const found = findNodeType(type);
  refuseValue(type === "", '"node_type" is required unless "global_replication_group_id" is set.');
  if (!found) throw new AwsError("InvalidParameterValue", `Invalid Cache Node Type: ${type}.`);
  const { minimumRedis, ssdGiB, ipv6 } = found;
  refuseCombination(
    engine.engine === "redis" &&
      (minimumRedis === undefined || isOlder(engine.version, minimumRedis)),
    `The cache node type ${type} is not supported for the engine ${engine.engine} version ${engine.version}.`,
  );
  const tiering = inputs["dataTieringEnabled"] === true;
  refuseCombination(
    tiering && ssdGiB === undefined,
    `Data tiering is not supported for the cache node type ${type}.`,
  );
  refuseCombination(
    !tiering && ssdGiB !== undefined,
    `Data tiering must be enabled for the cache node type ${type}.`,
  );
  refuseCombination(
    !ipv6 && (text(inputs["networkType"]) || "ipv4") !== "ipv4",
    `The network type is not supported for the cache node type ${type}.`,
  );
}

function topology({ inputs, engine, clustered, shards, nodes }: Wanted): void {
  const failover = inputs["automaticFailoverEnabled"] === true;
  const count = numeric(inputs["numCacheClusters"]);
  refuseValue(
    count !== undefined && !clustered && (count < 1 || count > 6),
    "NumCacheClusters must be between 1 and 6.",
  );
  refuseValue(
    shards < 1 || shards > MOST_NODES,
    `NumNodeGroups must be between 1 and ${String(MOST_NODES)}.`,
  );
  refuseIf(
    shards * nodes > NODE_QUOTA,
    "NodeQuotaForClusterExceeded",
    `${String(shards * nodes)} nodes exceed the allowed number of nodes in a single cluster, ${String(NODE_QUOTA)}.`,
  );
  refuseCombination(
    shards > 1 && !clustered,
    "Replication groups with more than one node group require cluster mode: use a parameter group with cluster-enabled set to yes.",
  );
  refuseCombination(
    clustered && !failover,
    "Automatic failover must be enabled for replication groups in cluster mode.",
  );
  refuseCombination(
    !clustered && failover && nodes < 2,
    "Automatic failover is not supported for a replication group with fewer than two nodes.",
  );
  refuseCombination(
    inputs["multiAzEnabled"] === true && (!failover || nodes < 2),
    "Multi-AZ requires automatic failover and at least one replica in each node group.",
  );
  refuseCombination(
    inputs["clusterMode"] === "compatible" && !isRedis(engine, "7.0"),
    "Cluster mode compatible requires Redis OSS 7.0 or Valkey 7.2.",
  );
}

function parameterGroup({ inputs, place, engine, clustered, parameterGroup: name }: Wanted): void {
  if (name === "") return;
  const expected = family(engine);
  const own = text(place.account.get(PARAMETER_GROUP, name)?.attributes["family"]);
  const found = defaultParameterGroup(name)?.family ?? own;
  refuseIf(found === "", "CacheParameterGroupNotFound", `CacheParameterGroup ${name} not found.`);
  refuseCombination(
    found !== expected,
    `Expected a parameter group of family ${expected} but found one of family ${found}`,
  );
  const enabled = isClusterOn(name, place);
  refuseCombination(
    enabled && inputs["clusterMode"] === "disabled",
    "Cluster mode should be disabled in parameter group, but found it is enabled.",
  );
  refuseCombination(
    !enabled && clustered,
    "Cluster mode should be enabled in parameter group, but found it is disabled.",
  );
}

function zones({ inputs, place, nodes, shards }: Wanted): void {
  const preferred = texts(inputs["preferredCacheClusterAzs"]);
  refuseCombination(
    preferred.length > 0 && preferred.length !== nodes,
    "PreferredCacheClusterAZs must have as many entries as NumCacheClusters.",
  );
  // Quoted from terraform-provider-aws#14425.
  refuseCombination(
    preferred.length > 0 && shards > 1,
    "PreferredCacheClusterAZs can only be specified for one node group.",
  );
  const name = text(inputs["subnetGroupName"]);
  const areas = new Set(zonesOf(name, place));
  // The availability zones of a group or subnet that the account does not have are unknown.
  if (areas.size === 0) return;
  const outside = preferred.find((zone) => !areas.has(zone));
  refuseValue(
    outside !== undefined,
    `The Availability Zone ${outside ?? ""} is not in the cache subnet group ${name}.`,
  );
  // Quoted from the log of a public project's deployment.
  refuseIf(
    inputs["multiAzEnabled"] === true && areas.size < 2,
    "InvalidVPCNetworkStateFault",
    "At least two Availability Zones with free IP Addresses should be present in the Subnet Group.",
  );
}

const TOKEN = /^[A-Za-z0-9!&#$^<>-]{16,128}$/;

function encryption({ inputs, tls, engine }: Wanted): void {
  const atRest = inputs["atRestEncryptionEnabled"] ?? engine.engine === "valkey";
  refuseCombination(
    text(inputs["kmsKeyId"]) !== "" && atRest !== true,
    "KmsKeyId can only be given with at-rest encryption enabled.",
  );
  const mode = text(inputs["transitEncryptionMode"]);
  refuseCombination(
    mode !== "" && !tls,
    "To modify transit encryption mode, set encryption-in-transit as enabled.",
  );
  refuseCombination(
    mode === "preferred" && !isRedis(engine, "7.0"),
    "Transit encryption mode preferred requires Redis OSS 7.0 or Valkey 7.2.",
  );
  const token = text(inputs["authToken"]) || text(inputs["authTokenWo"]);
  refuseCombination(
    mode === "preferred" && (token !== "" || texts(inputs["userGroupIds"]).length > 0),
    "Transit encryption preferred is not supported with redis access control.",
  );
  refuseCombination(
    token !== "" && !tls,
    "The AUTH token is only supported when encryption-in-transit is enabled.",
  );
  refuseValue(
    token !== "" && !TOKEN.test(token),
    "Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only '!', '&', '#', '$', '^', '<', '>' and '-'.",
  );
}

function userGroups({ inputs, place, tls, engine }: Wanted): void {
  const ids = [...new Set(texts(inputs["userGroupIds"]))];
  if (ids.length === 0) return;
  refuseValue(ids.length > 1, "You can associate only one user group with a replication group.");
  refuseCombination(
    !tls,
    "User group based access control requires encryption-in-transit to be enabled on the replication group.",
  );
  refuseCombination(
    !isRedis(engine, "6.0"),
    "User group based access control requires Redis OSS 6.0 or Valkey 7.2.",
  );
  for (const id of ids) {
    const group = place.account.get(USER_GROUP, id);
    if (!group) throw new AwsError("UserGroupNotFound", `User group ${id} not found.`);
    refuseCombination(
      group.attributes["engine"] === "valkey" && engine.engine !== "valkey",
      `The user group ${id} of engine valkey cannot be used with engine redis.`,
    );
    const users = texts(group.attributes["userIds"]).map((user) => place.account.get(USER, user));
    const modes = users.map((user) => map(user?.attributes["authenticationMode"])["type"]);
    refuseCombination(
      modes.includes("iam") && !isRedis(engine, "7.0"),
      "IAM authentication requires Redis OSS 7.0 or Valkey 7.2.",
    );
  }
}

function windows({ inputs }: Wanted): void {
  const snapshot = parseDaily(text(inputs["snapshotWindow"]));
  const maintenance = parseWeekly(text(inputs["maintenanceWindow"]));
  refuseValue(
    (snapshot?.length ?? SHORTEST_WINDOW) < SHORTEST_WINDOW,
    "Snapshot window must be at least 60 minutes.",
  );
  refuseValue(
    (maintenance?.length ?? SHORTEST_WINDOW) < SHORTEST_WINDOW,
    "Maintenance window must be at least 60 minutes.",
  );
  refuseValue(
    (maintenance?.length ?? SHORTEST_WINDOW) > LONGEST_MAINTENANCE_WINDOW,
    "Maintenance window must be at most 24 hours.",
  );
  refuseValue(
    snapshot !== undefined &&
      maintenance !== undefined &&
      overlap(snapshot, maintenance) !== undefined,
    "The snapshot window and maintenance window must not overlap.",
  );
}

function snapshots({ inputs }: Wanted): void {
  const days = numeric(inputs["snapshotRetentionLimit"]) ?? 0;
  refuseValue(
    days < 0 || days > LONGEST_SNAPSHOT_RETENTION,
    "Invalid snapshot retention period: must be between 0 and 35.",
  );
  refuseCombination(
    text(inputs["snapshotName"]) !== "" && texts(inputs["snapshotArns"]).length > 0,
    "SnapshotName and SnapshotArns cannot be used together.",
  );
}

/** Oldest version of Redis that delivers each log. */
const LOG_VERSIONS: Readonly<Record<string, string>> = { "slow-log": "6.0", "engine-log": "6.2" };

function logs({ inputs, engine }: Wanted): void {
  const types = list(inputs["logDeliveryConfigurations"]).map((log) => text(log["logType"]));
  const twice = repeated(types);
  refuseValue(
    twice !== undefined,
    `Only one log delivery configuration for ${twice ?? ""} is allowed.`,
  );
  for (const type of types) {
    refuseCombination(
      !isRedis(engine, LOG_VERSIONS[type] ?? "0.0"),
      `${type} log delivery is not available for this redis engine version.`,
    );
  }
}

function network({ inputs, place, engine }: Wanted): void {
  const type = text(inputs["networkType"]) || "ipv4";
  const discovery = text(inputs["ipDiscovery"]);
  refuseCombination(
    type !== "ipv4" && !isRedis(engine, "6.2"),
    `The network type ${type} requires Redis OSS 6.2 or Valkey 7.2.`,
  );
  refuseCombination(
    type === "dual_stack" && discovery === "",
    "IpDiscovery must be given for the network type dual_stack.",
  );
  refuseCombination(
    type !== "dual_stack" && discovery !== "" && discovery !== type,
    `IpDiscovery must be ${type} for the network type ${type}.`,
  );
  for (const id of texts(inputs["securityGroupIds"])) requireGroup(place, id);
  const key = text(inputs["kmsKeyId"]);
  refuseValue(
    key !== "" && !isUsableKey(key, place),
    `KMS key ${key} does not exist or is not usable.`,
  );
  const topic = text(inputs["notificationTopicArn"]);
  refuseValue(
    topic !== "" && !exists(place.account, "aws:sns/topic:Topic", topic),
    `Invalid SNS topic ARN: ${topic}`,
  );
}

function isUsableKey(id: string, { account }: Place): boolean {
  const [type, name] = ["aws:kms/key:Key", id.replace(/^arn:.*:key\//, "")];
  return (
    exists(account, type, name) && !("deletionDate" in (account.get(type, name)?.hidden ?? {}))
  );
}

/** The more basic rules come first. */
const RULES: readonly ((wanted: Wanted) => void)[] = [
  names,
  nodeType,
  topology,
  parameterGroup,
  zones,
  encryption,
  userGroups,
  windows,
  snapshots,
  logs,
  network,
];

export function acceptCreate(inputs: Properties, place: Place): void {
  for (const rule of RULES) rule(wanted(inputs, place));
}

/** A change: the group before it, the group after it, and the arguments of the call. */
interface Step {
  readonly before: Properties;
  readonly target: Properties;
  readonly after: Properties;
  readonly place: Place;
}

/** Checks the change itself, and then the changed group. */
export function acceptModify(after: Properties, place: Place, stored: Stored): void {
  const before = stored.attributes;
  const pending = map(stored.hidden["pending"]);
  acceptBesidePending(before, pending, after);
  const target = targeted(before, pending, after);
  for (const step of STEPS) step({ before, target, after, place });
  for (const rule of RULES) rule(wanted(target, place));
}

const isChanged = (before: Properties, after: Properties, ...properties: string[]): boolean =>
  properties.some((p) => after[p] !== undefined && after[p] !== before[p]);

function targeted(before: Properties, pending: Properties, after: Properties): Properties {
  const target = { ...before, ...pending, ...after };
  // The provider sends these at creation only.
  for (const property of ["preferredCacheClusterAzs", "snapshotName", "snapshotArns"]) {
    Reflect.deleteProperty(target, property);
  }
  const reshaped = isChanged(before, after, "numNodeGroups", "replicasPerNodeGroup");
  if (reshaped || Number(target["numNodeGroups"]) > 1) delete target["numCacheClusters"];
  else if (isChanged(before, after, "numCacheClusters")) delete target["replicasPerNodeGroup"];
  // AWS replaces a default group together with the engine.
  const group = text(target["parameterGroupName"]);
  if (group === before["parameterGroupName"] && isOutgrown(group, engineOf(target))) {
    delete target["parameterGroupName"];
  }
  // Turning TLS off removes its mode.
  if (target["transitEncryptionEnabled"] !== true && !("transitEncryptionMode" in after)) {
    delete target["transitEncryptionMode"];
  }
  return target;
}

function engineStep({ before, target }: Step): void {
  const [from, to] = [text(before["engineVersion"]), text(target["engineVersion"])];
  if (before["engine"] === "redis" && target["engine"] === "valkey" && from === to) {
    // A refusal of the provider itself, in the update.
    const id = text(before["replicationGroupId"]);
    throw new Error(
      `must explicitly set 'engine_version' attribute for Replication Group (${id}) when updating engine to 'valkey'`,
    );
  }
  refuseCombination(
    before["engine"] === target["engine"] && isOlder(to, from),
    `The engine version cannot be downgraded from ${from} to ${to}.`,
  );
}

/** disabled -> compatible -> enabled, and back from compatible only. */
const MODES: Readonly<Record<string, readonly string[]>> = {
  disabled: ["disabled", "compatible"],
  compatible: ["disabled", "compatible", "enabled"],
  enabled: ["enabled"],
};

const NODE_CHANGES = ["nodeType", "engine", "engineVersion", "numCacheClusters", "numNodeGroups"];

function clusterModeStep({ before, target, after, place }: Step): void {
  const [from, to] = [text(before["clusterMode"]), text(target["clusterMode"])];
  refuseCombination(
    MODES[from]?.includes(to) !== true,
    `The cluster mode cannot be changed from ${from} to ${to}.`,
  );
  refuseCombination(
    from !== to && isChanged(before, after, ...NODE_CHANGES),
    "ClusterMode cannot be modified together with other parameters.",
  );
  if (from !== to) return;
  const [old, group] = [text(before["parameterGroupName"]), text(target["parameterGroupName"])];
  refuseFixed(
    "cluster-enabled",
    group !== "" && isClusterOn(old, place) !== isClusterOn(group, place),
  );
  const scales = ["nodeType", "numNodeGroups", "engineVersion"].some(
    (p) => before[p] !== target[p],
  );
  refuseCombination(
    from === "compatible" && scales,
    "A replication group in cluster mode compatible cannot be scaled or upgraded.",
  );
}

function refuseFixed(parameter: string, condition: boolean): void {
  refuseValue(
    condition,
    `The parameter ${parameter} has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster`,
  );
}

/** Turning TLS on or off requires the step through mode preferred. */
function tlsStep({ before, target }: Step): void {
  const [was, is] = [before, target].map((group) => group["transitEncryptionEnabled"] === true);
  refuseCombination(
    was === false && is === true && target["transitEncryptionMode"] !== "preferred",
    "To enable encryption-in-transit on a running replication group, set the transit encryption mode to preferred first.",
  );
  refuseCombination(
    was === false && is === true && texts(target["userGroupIds"]).length > 0,
    "User group based access control requires encryption-in-transit to be enabled on the replication group.",
  );
  refuseCombination(
    was === true && is === false && before["transitEncryptionMode"] === "required",
    "To disable encryption-in-transit, set the transit encryption mode to preferred first.",
  );
}

function databasesStep({ before, target, place }: Step): void {
  if (target["parameterGroupName"] === undefined) return;
  const [old, group] = [before, target].map(
    (each) => parameterIn(text(each["parameterGroupName"]), "databases", place) ?? "16",
  );
  refuseFixed("databases", old !== group);
}

/** Quoted from terraform-provider-aws#49842. */
function logsStep({ before, after }: Step): void {
  const property = "logDeliveryConfigurations";
  refuseValue(
    after["applyImmediately"] !== true && !same(before[property], after[property], true),
    "To modify the log delivery configuration, set the apply-immediately parameter to true.",
  );
}

/**
 * A scale-up that waits for the window blocks an immediate upgrade, and an upgrade that waits an
 * immediate scale-up (user guide, "Resolving blocked Engine upgrades").
 */
function acceptBesidePending(before: Properties, pending: Properties, after: Properties): void {
  if (after["applyImmediately"] !== true) return;
  refuseCombination(
    "nodeType" in pending && isChanged(before, after, "engine", "engineVersion"),
    "A pending scale-up blocks an immediate engine upgrade.",
  );
  refuseCombination(
    ("engineVersion" in pending || "engine" in pending) && isChanged(before, after, "nodeType"),
    "A pending engine upgrade blocks an immediate scale-up.",
  );
}

const STEPS: readonly ((step: Step) => void)[] = [
  engineStep,
  clusterModeStep,
  tlsStep,
  databasesStep,
  logsStep,
];
