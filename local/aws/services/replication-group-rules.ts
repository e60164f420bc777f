import type { Stored } from "../account";
import { exists } from "../trust";
import { AwsError, type Place } from "../types";
import { list, map, numeric, type Properties, text, texts } from "../values";
import { acceptTags } from "./common";
import { requireGroup, zonesOf } from "./ec2";
import {
  actualVersion,
  atLeast,
  compareVersions,
  DEFAULT_VERSIONS,
  family,
  nodeFamily,
  defaultFamily,
  isOutgrown,
} from "./engines";
import { PARAMETER_GROUP, USER, USER_GROUP } from "./tokens";
import { daily, overlap, weekly } from "./windows";

/**
 * What AWS refuses and the provider lets through: a second opinion on the rules of the component,
 * written from the same facts and not from the component's code.
 */
interface Wanted {
  inputs: Properties;
  place: Place;
  engine: string;
  version: string;
  clustered: boolean;
  shards: number;
  /** Nodes in each shard. */
  nodes: number;
  tls: boolean;
  parameterGroup: string;
}

type Rule = (wanted: Wanted) => void;

function value(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

function combination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}

function wanted(inputs: Properties, place: Place): Wanted {
  const engine = text(inputs["engine"]) || "redis";
  const version = text(inputs["engineVersion"]) || (DEFAULT_VERSIONS[engine] ?? "");
  const groups = list(inputs["nodeGroupConfigurations"]);
  const shards = numeric(inputs["numNodeGroups"]) ?? Math.max(1, groups.length);
  const replicas = numeric(inputs["replicasPerNodeGroup"]) ?? numeric(groups[0]?.["replicaCount"]);
  const nodes = numeric(inputs["numCacheClusters"]) ?? (replicas ?? 0) + 1;
  const parameterGroup = text(inputs["parameterGroupName"]);
  const mode = text(inputs["clusterMode"]);
  const byGroup =
    parameterGroup === "" ? shards > 1 : clusterEnabled(parameterGroup, place) === "yes";
  return {
    inputs,
    place,
    engine,
    version,
    clustered: mode === "" ? byGroup : mode !== "disabled",
    shards,
    nodes,
    tls: inputs["transitEncryptionEnabled"] === true,
    parameterGroup,
  };
}

function clusterEnabled(name: string, place: Place): "yes" | "no" {
  if (name.startsWith("default.")) return name.endsWith(".cluster.on") ? "yes" : "no";
  const parameters = list(place.account.get(PARAMETER_GROUP, name)?.attributes["parameters"]);
  const found = parameters.find((p) => p["name"] === "cluster-enabled");
  return found?.["value"] === "yes" ? "yes" : "no";
}

const MAX_DESCRIPTION = 255;

function description({ inputs }: Wanted): void {
  if (text(inputs["description"]).length > MAX_DESCRIPTION) {
    throw value("ReplicationGroupDescription must be at most 255 characters long.");
  }
}

function engineVersion({ engine, version }: Wanted): void {
  if (actualVersion(engine, version) === undefined) {
    throw value(`The engine version ${version} of ${engine} is not supported.`);
  }
}

/** Below this version of Redis OSS, and without Valkey, a node type doesn't run. */
function nodeType({ inputs, engine, version }: Wanted): void {
  const type = text(inputs["nodeType"]);
  if (type === "") {
    throw value('"node_type" is required unless "global_replication_group_id" is set.');
  }
  const found = nodeFamily(type);
  if (!found) throw value(`Invalid Cache Node Type: ${type}.`);
  const minimum = engine === "valkey" ? found.valkey : found.redis;
  if (minimum === undefined || compareVersions(version, minimum) < 0) {
    throw combination(
      `The cache node type ${type} is not supported for the engine ${engine} version ${version}.`,
    );
  }
  const tiering = inputs["dataTieringEnabled"] === true;
  if (tiering && found.tiering !== true) {
    throw combination(`Data tiering is not supported for the cache node type ${type}.`);
  }
  if (!tiering && found.tiering === true) {
    throw combination(`Data tiering must be enabled for the cache node type ${type}.`);
  }
  if (
    found.nitro === false &&
    text(inputs["networkType"]) !== "" &&
    inputs["networkType"] !== "ipv4"
  ) {
    throw combination(`The network type is not supported for the cache node type ${type}.`);
  }
}

const MAX_NODES = 90;
const MAX_SHARDS = 500;

function topology({ inputs, clustered, shards, nodes }: Wanted): void {
  const failover = inputs["automaticFailoverEnabled"] === true;
  const count = numeric(inputs["numCacheClusters"]);
  if (count !== undefined && !clustered && (count < 1 || count > 6)) {
    throw value("NumCacheClusters must be between 1 and 6.");
  }
  if (shards < 1 || shards > MAX_SHARDS) {
    throw value("NumNodeGroups must be between 1 and 500.");
  }
  if (shards * nodes > MAX_NODES) {
    throw new AwsError(
      "NodeQuotaForClusterExceeded",
      `${String(shards * nodes)} nodes exceed the allowed number of nodes in a single cluster, ${String(MAX_NODES)}.`,
    );
  }
  if (shards > 1 && !clustered) {
    throw combination(
      "Replication groups with more than one node group require cluster mode: use a parameter group with cluster-enabled set to yes.",
    );
  }
  if (clustered && !failover) {
    throw combination("Automatic failover must be enabled for replication groups in cluster mode.");
  }
  if (!clustered && failover && nodes < 2) {
    throw combination(
      "Automatic failover is not supported for a replication group with fewer than two nodes.",
    );
  }
  if (inputs["multiAzEnabled"] === true && (!failover || nodes < 2)) {
    throw combination(
      "Multi-AZ requires automatic failover and at least one replica in each node group.",
    );
  }
}

function zones({ inputs, place, nodes, shards }: Wanted): void {
  const preferred = texts(inputs["preferredCacheClusterAzs"]);
  if (preferred.length > 0 && preferred.length !== nodes) {
    throw combination("PreferredCacheClusterAZs must have as many entries as NumCacheClusters.");
  }
  if (preferred.length > 0 && shards > 1) {
    throw combination("PreferredCacheClusterAZs cannot be used with more than one node group.");
  }
  const name = text(inputs["subnetGroupName"]);
  if (name === "" || name === "default") return;
  const areas = new Set(zonesOf(name, place));
  // Of a group or a subnet that is taken on trust, the zones are unknown.
  if (areas.size === 0) return;
  const outside = preferred.find((zone) => !areas.has(zone));
  if (outside !== undefined) {
    throw value(`The Availability Zone ${outside} is not in the cache subnet group ${name}.`);
  }
  if (inputs["multiAzEnabled"] === true && areas.size < 2) {
    throw combination(
      "Multi-AZ requires a cache subnet group with subnets in at least two Availability Zones.",
    );
  }
}

function parameterGroup({
  inputs,
  place,
  engine,
  version,
  clustered,
  parameterGroup: name,
}: Wanted): void {
  if (name === "") return;
  const expected = family(engine, version);
  const found =
    defaultFamily(name) ?? text(place.account.get(PARAMETER_GROUP, name)?.attributes["family"]);
  if (found === "") {
    throw new AwsError("CacheParameterGroupNotFound", `CacheParameterGroup ${name} not found.`);
  }
  if (found !== expected) {
    throw combination(
      `Expected a parameter group of family ${expected} but found one of family ${found}`,
    );
  }
  const enabled = clusterEnabled(name, place) === "yes";
  if (enabled && !clustered && text(inputs["clusterMode"]) === "disabled") {
    throw combination(
      "Cluster mode should be disabled in parameter group, but found it is enabled.",
    );
  }
  if (!enabled && clustered) {
    throw combination(
      "Cluster mode should be enabled in parameter group, but found it is disabled.",
    );
  }
}

function encryption({ inputs, tls, engine, version }: Wanted): void {
  if (text(inputs["kmsKeyId"]) !== "" && inputs["atRestEncryptionEnabled"] === false) {
    throw combination("KmsKeyId can only be given with at-rest encryption enabled.");
  }
  if (text(inputs["kmsKeyId"]) !== "" && !atRest(inputs, engine)) {
    throw combination("KmsKeyId can only be given with at-rest encryption enabled.");
  }
  const mode = text(inputs["transitEncryptionMode"]);
  if (mode !== "" && !tls) {
    throw combination("To modify transit encryption mode, set encryption-in-transit as enabled.");
  }
  if (mode === "preferred" && !atLeast(engine, version, { redis: "7.0", valkey: "7.2" })) {
    throw combination("Transit encryption mode preferred requires Redis OSS 7.0 or Valkey 7.2.");
  }
  const guarded = hasToken(inputs) || texts(inputs["userGroupIds"]).length > 0;
  if (mode === "preferred" && guarded) {
    throw combination("Transit encryption preferred is not supported with redis access control.");
  }
}

function atRest(inputs: Properties, engine: string): boolean {
  const given = inputs["atRestEncryptionEnabled"];
  return given === undefined ? engine === "valkey" : given === true;
}

function hasToken(inputs: Properties): boolean {
  return text(inputs["authToken"]) !== "" || text(inputs["authTokenWo"]) !== "";
}

const TOKEN = /^[A-Za-z0-9!&#$^<>-]{16,128}$/;

function authentication({ inputs, tls }: Wanted): void {
  if (!hasToken(inputs)) return;
  if (!tls) {
    throw combination("The AUTH token is only supported when encryption-in-transit is enabled.");
  }
  const token = text(inputs["authToken"]) || text(inputs["authTokenWo"]);
  if (!TOKEN.test(token)) {
    throw value(
      "Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only '!', '&', '#', '$', '^', '<', '>' and '-'.",
    );
  }
}

function userGroups({ inputs, place, tls, engine, version }: Wanted): void {
  const ids = texts(inputs["userGroupIds"]);
  if (ids.length === 0) return;
  if (ids.length > 1) {
    throw value("You can associate only one user group with a replication group.");
  }
  if (!tls) {
    throw combination(
      "User group based access control requires encryption-in-transit to be enabled on the replication group.",
    );
  }
  if (!atLeast(engine, version, { redis: "6.0", valkey: "7.2" })) {
    throw combination("User group based access control requires Redis OSS 6.0 or Valkey 7.2.");
  }
  for (const id of ids) {
    const group = place.account.get(USER_GROUP, id);
    if (!group) throw new AwsError("UserGroupNotFound", `User group ${id} not found.`);
    if (group.attributes["engine"] === "valkey" && engine !== "valkey") {
      throw combination(`The user group ${id} of engine valkey cannot be used with engine redis.`);
    }
    acceptIamUsers(texts(group.attributes["userIds"]), place, engine, version);
  }
}

function acceptIamUsers(ids: string[], place: Place, engine: string, version: string): void {
  const users = ids.map((id) => place.account.get(USER, id)?.attributes);
  const iam = users.some((u) => map(u?.["authenticationMode"])["type"] === "iam");
  if (iam && !atLeast(engine, version, { redis: "7.0", valkey: "7.2" })) {
    throw combination("IAM authentication requires Redis OSS 7.0 or Valkey 7.2.");
  }
}

const HOUR = 60;
const DAY = 24 * HOUR;

function windows({ inputs }: Wanted): void {
  const [snapshot, maintenance] = [
    text(inputs["snapshotWindow"]),
    text(inputs["maintenanceWindow"]),
  ];
  if (snapshot !== "" && daily(snapshot).length < HOUR) {
    throw value("Snapshot window must be at least 60 minutes.");
  }
  if (maintenance !== "") {
    const { length } = weekly(maintenance.toLowerCase());
    if (length < HOUR) throw value("Maintenance window must be at least 60 minutes.");
    if (length > DAY) throw value("Maintenance window must be at most 24 hours.");
  }
  if (snapshot === "" || maintenance === "") return;
  if (overlap(daily(snapshot), weekly(maintenance.toLowerCase()))) {
    throw value("The snapshot window and maintenance window must not overlap.");
  }
}

function snapshots({ inputs }: Wanted): void {
  const days = numeric(inputs["snapshotRetentionLimit"]);
  if (days !== undefined && (days < 0 || days > 35)) {
    throw value("Invalid snapshot retention period: must be between 0 and 35.");
  }
  const both = text(inputs["snapshotName"]) !== "" && texts(inputs["snapshotArns"]).length > 0;
  if (both) throw combination("SnapshotName and SnapshotArns cannot be used together.");
}

const LOG_VERSIONS: Record<string, { redis: string; valkey: string }> = {
  "slow-log": { redis: "6.0", valkey: "7.0" },
  "engine-log": { redis: "6.2", valkey: "7.0" },
};

function logs({ inputs, engine, version }: Wanted): void {
  const deliveries = list(inputs["logDeliveryConfigurations"]);
  const types = deliveries.map((d) => text(d["logType"]));
  const twice = types.find((type, i) => types.indexOf(type) !== i);
  if (twice !== undefined)
    throw value(`Only one log delivery configuration for ${twice} is allowed.`);
  for (const delivery of deliveries) {
    const type = text(delivery["logType"]);
    const minimum = LOG_VERSIONS[type];
    if (minimum && !atLeast(engine, version, minimum)) {
      throw combination(`${type} log delivery is not available for this redis engine version.`);
    }
  }
}

function network({ inputs, place, engine, version }: Wanted): void {
  const type = text(inputs["networkType"]) || "ipv4";
  if (type !== "ipv4" && !atLeast(engine, version, { redis: "6.2", valkey: "7.2" })) {
    throw combination(`The network type ${type} requires Redis OSS 6.2 or Valkey 7.2.`);
  }
  if (type === "dual_stack" && text(inputs["ipDiscovery"]) === "") {
    throw combination("IpDiscovery must be given for the network type dual_stack.");
  }
  if (
    type !== "dual_stack" &&
    text(inputs["ipDiscovery"]) !== "" &&
    inputs["ipDiscovery"] !== type
  ) {
    throw combination(`IpDiscovery must be ${type} for the network type ${type}.`);
  }
  for (const id of texts(inputs["securityGroupIds"])) requireGroup(place, id);
  if (text(inputs["kmsKeyId"]) !== "") acceptKey(text(inputs["kmsKeyId"]), place);
  const topic = text(inputs["notificationTopicArn"]);
  if (topic !== "" && !exists(place.account, "aws:sns/topic:Topic", topic)) {
    throw value(`Invalid SNS topic ARN: ${topic}`);
  }
}

function acceptKey(id: string, place: Place): void {
  const [type, name] = ["aws:kms/key:Key", id.replace(/^arn:.*:key\//, "")];
  const hidden = place.account.get(type, name)?.hidden ?? {};
  if (exists(place.account, type, name) && !("deletionDate" in hidden)) return;
  throw value(`KMS key ${id} does not exist or is not usable.`);
}

const NEEDS_CLUSTER_MODE = { redis: "7.0", valkey: "7.2" };

function clusterMode({ inputs, engine, version }: Wanted): void {
  if (text(inputs["clusterMode"]) !== "compatible") return;
  if (!atLeast(engine, version, NEEDS_CLUSTER_MODE)) {
    throw combination("Cluster mode compatible requires Redis OSS 7.0 or Valkey 7.2.");
  }
}

/** In the order in which a person would want to hear of them. */
const RULES: readonly Rule[] = [
  description,
  ({ inputs }) => {
    acceptTags(inputs);
  },
  engineVersion,
  nodeType,
  topology,
  clusterMode,
  parameterGroup,
  zones,
  encryption,
  authentication,
  userGroups,
  windows,
  snapshots,
  logs,
  network,
];

export function acceptCreate(inputs: Properties, place: Place): void {
  for (const rule of RULES) rule(wanted(inputs, place));
}

/** Judges the group as it will be, and then the way there. */
export function acceptModify(after: Properties, place: Place, stored: Stored): void {
  const before = stored.attributes;
  const pending = map(stored.hidden["pending"]);
  acceptBesidePending(before, pending, after);
  const target = targeted(before, pending, after);
  for (const step of STEPS) step(before, target, after, place);
  for (const rule of RULES) rule(wanted(target, place));
}

function targeted(before: Properties, pending: Properties, after: Properties): Properties {
  const target = { ...before, ...pending, ...after };
  // Of a creation alone: the provider doesn't send them again.
  for (const property of ["preferredCacheClusterAzs", "snapshotName", "snapshotArns"]) {
    Reflect.deleteProperty(target, property);
  }
  const changes = (p: string): boolean => after[p] !== undefined && after[p] !== before[p];
  const reshaped = changes("numNodeGroups") || changes("replicasPerNodeGroup");
  if (reshaped || Number(target["numNodeGroups"]) > 1) delete target["numCacheClusters"];
  else if (changes("numCacheClusters")) delete target["replicasPerNodeGroup"];
  // A default group follows the engine by itself.
  const group = text(target["parameterGroupName"]);
  const [engine, version] = [text(target["engine"]), text(target["engineVersion"])];
  if (group === before["parameterGroupName"] && isOutgrown(group, engine, version)) {
    delete target["parameterGroupName"];
  }
  // Turning TLS off takes its mode along.
  if (target["transitEncryptionEnabled"] !== true && !("transitEncryptionMode" in after)) {
    delete target["transitEncryptionMode"];
  }
  return target;
}

type Step = (before: Properties, target: Properties, after: Properties, place: Place) => void;

const engineStep: Step = (before, target) => {
  const [from, to] = [text(before["engineVersion"]), text(target["engineVersion"])];
  if (before["engine"] === "redis" && target["engine"] === "valkey" && from === to) {
    // The provider's own words: it refuses before it asks AWS.
    const id = text(before["replicationGroupId"]);
    throw new Error(
      `must explicitly set 'engine_version' attribute for Replication Group (${id}) when updating engine to 'valkey'`,
    );
  }
  if (before["engine"] === target["engine"] && compareVersions(to, from) < 0) {
    throw combination(`The engine version cannot be downgraded from ${from} to ${to}.`);
  }
};

/** disabled -> compatible -> enabled, and back from compatible only. */
const MODES: Record<string, string[]> = {
  disabled: ["disabled", "compatible"],
  compatible: ["disabled", "compatible", "enabled"],
  enabled: ["enabled"],
};

const clusterModeStep: Step = (before, target, after, place) => {
  const [from, to] = [text(before["clusterMode"]), text(target["clusterMode"])];
  if (!(MODES[from] ?? []).includes(to)) {
    throw combination(`The cluster mode cannot be changed from ${from} to ${to}.`);
  }
  if (from !== to) {
    acceptAlone(before, after);
    return;
  }
  const [old, wanted] = [text(before["parameterGroupName"]), text(target["parameterGroupName"])];
  if (wanted !== "" && clusterEnabled(old, place) !== clusterEnabled(wanted, place)) {
    throw value(
      "The parameter cluster-enabled has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster",
    );
  }
  const scales = ["nodeType", "numNodeGroups", "engineVersion"].some(
    (p) => before[p] !== target[p],
  );
  if (from === "compatible" && scales) {
    throw combination(
      "A replication group in cluster mode compatible cannot be scaled or upgraded.",
    );
  }
};

const NODE_CHANGES = ["nodeType", "engine", "engineVersion", "numCacheClusters", "numNodeGroups"];

function acceptAlone(before: Properties, after: Properties): void {
  const other = NODE_CHANGES.find((p) => after[p] !== undefined && after[p] !== before[p]);
  if (other === undefined) return;
  throw combination("ClusterMode cannot be modified together with other parameters.");
}

/** First off to preferred, then to required; the way back goes the same stairs. */
const tlsStep: Step = (before, target) => {
  const [was, is] = [
    before["transitEncryptionEnabled"] === true,
    target["transitEncryptionEnabled"] === true,
  ];
  const mode = text(target["transitEncryptionMode"]) || "required";
  if (!was && is && mode === "required") {
    throw combination(
      "To enable encryption-in-transit on a running replication group, set the transit encryption mode to preferred first.",
    );
  }
  const guarded = texts(target["userGroupIds"]).length > 0;
  if (!was && is && guarded) {
    throw combination(
      "User group based access control requires encryption-in-transit to be enabled on the replication group.",
    );
  }
  if (was && !is && text(before["transitEncryptionMode"]) === "required") {
    throw combination(
      "To disable encryption-in-transit, set the transit encryption mode to preferred first.",
    );
  }
};

/** `databases` and other values that hold for a cluster's life must agree in both groups. */
const databasesStep: Step = (before, target, _, place) => {
  if (target["parameterGroupName"] === undefined) return;
  const [old, wanted] = [before["parameterGroupName"], target["parameterGroupName"]].map((name) => {
    const parameters = list(
      place.account.get(PARAMETER_GROUP, text(name))?.attributes["parameters"],
    );
    return text(parameters.find((p) => p["name"] === "databases")?.["value"]) || "16";
  });
  if (old === wanted) return;
  throw value(
    "The parameter databases has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster",
  );
};

/**
 * A scale-up that waits for the window blocks an immediate upgrade, and an upgrade that waits an
 * immediate scale-up (user guide, "Resolving blocked Engine upgrades").
 */
function acceptBesidePending(before: Properties, pending: Properties, after: Properties): void {
  if (after["applyImmediately"] !== true) return;
  const asked = (p: string): boolean => after[p] !== undefined && after[p] !== before[p];
  const upgrade = asked("engineVersion") || asked("engine");
  if ("nodeType" in pending && upgrade) {
    throw combination("A pending scale-up blocks an immediate engine upgrade.");
  }
  if (("engineVersion" in pending || "engine" in pending) && asked("nodeType")) {
    throw combination("A pending engine upgrade blocks an immediate scale-up.");
  }
}

const STEPS: readonly Step[] = [engineStep, clusterModeStep, tlsStep, databasesStep];
