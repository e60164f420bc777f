import { LONGEST_SNAPSHOT_RETENTION, SHORTEST_WINDOW } from "../../../components/catalog/limits";
import { isAtLeast, parseVersion } from "../../../components/formats/version";
import {
  formatDaily,
  formatWeekly,
  nearestDaily,
  nearestWeekly,
  parseDaily,
  parseWeekly,
  type Window,
} from "../../../components/formats/window";
import { fingerprint, type Stored } from "../account";
import type { Failure, Place, ResourceType, Transition } from "../types";
import {
  type Value,
  type Properties,
  isUnknown,
  same,
  text,
  texts,
  numeric,
  list,
  map,
} from "../values";
import {
  areArns,
  arn,
  atMost,
  between,
  checks,
  conflicts,
  hasForm,
  lengthBetween,
  lower,
  matches,
  oneOf,
  refuseCombination,
  refuseIf,
  refuseValue,
} from "./common";
import { directions, zones, zonesOf } from "./ec2";
import {
  actualVersion,
  type Engine,
  engineOf,
  family,
  isClusterOn,
  isOlder,
  isOutgrown,
} from "./engines";
import { acceptCreate, acceptModify } from "./replication-group-rules";
import { REPLICATION_GROUP, SUBNET_GROUP } from "./tokens";

/** Part of every host name, so that it is not taken for a real endpoint. */
const HOST = "simaws";
const DEFAULT_PORT = 6379;
const TLS_SWITCHABLE = "7.0.5";

/** An empty window means that none is given. */
const window = (property: string, parse: (text: string) => Window | undefined, form: string) =>
  hasForm(
    property,
    (value) => value === "" || parse(value.toLowerCase()) !== undefined,
    `must satisfy the format of "${form}"`,
  );

/** The provider's own checks, measured with `terraform plan` on 5.100 (and read in its v6). */
const check = checks(
  matches(
    "replicationGroupId",
    /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,39}(?<!-)$/,
    "must be 1 to 40 alphanumeric characters or hyphens, begin with a letter, not end with a hyphen and not contain two consecutive hyphens",
  ),
  matches("description", /[^]/, 'expected "description" to not be an empty string, got '),
  oneOf("engine", ["redis", "valkey"]),
  matches(
    "engineVersion",
    /^([1-5]\.\d+\.\d+|6\.x|[6-9]\.\d+)$/,
    'engineVersion: "redis" versions must match <major>.<minor> when using version 6 or higher, or <major>.<minor>.<bug-fix>; "valkey" versions must match <major>.<minor>',
  ),
  oneOf("transitEncryptionMode", ["preferred", "required"]),
  oneOf("networkType", ["ipv4", "ipv6", "dual_stack"]),
  oneOf("ipDiscovery", ["ipv4", "ipv6"]),
  oneOf("clusterMode", ["enabled", "disabled", "compatible"]),
  oneOf("authTokenUpdateStrategy", ["SET", "ROTATE", "DELETE"]),
  between("replicasPerNodeGroup", 0, 5),
  atMost("snapshotRetentionLimit", LONGEST_SNAPSHOT_RETENTION),
  window("snapshotWindow", parseDaily, "hh24:mi-hh24:mi"),
  window("maintenanceWindow", parseWeekly, "ddd:hh24:mi-ddd:hh24:mi"),
  lengthBetween("authToken", 16, 128),
  matches(
    "authToken",
    /^[^@"/]*$/,
    'only alphanumeric characters or symbols (excluding @, ", and /) allowed in "authToken"',
  ),
  checkStrategy,
  conflicts("authToken", "userGroupIds"),
  conflicts("numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"),
  conflicts("nodeGroupConfigurations", "preferredCacheClusterAzs"),
  areArns("notificationTopicArn"),
  areArns("snapshotArns"),
  checkCommas,
  checkLogs,
  checkFailover,
);

/** Read in the provider's v6 (`authTokenUpdateStrategyValidate`). */
function checkStrategy(inputs: Properties): Failure[] {
  const property = "authTokenUpdateStrategy";
  const strategy = text(inputs[property]);
  if (strategy === "") return [];
  const token = [inputs["authToken"], inputs["authTokenWo"]].some((t) => (t ?? null) !== null);
  if (token === (strategy !== "DELETE")) return [];
  const reason = token
    ? '"authToken" must not be specified when "authTokenUpdateStrategy" is "DELETE"'
    : '"authTokenUpdateStrategy": "authToken" must be specified';
  return [{ property, reason }];
}

function checkCommas(inputs: Properties): Failure[] {
  const index = texts(inputs["snapshotArns"]).findIndex((value) => value.includes(","));
  const property = `snapshotArns[${String(index)}]`;
  return index < 0
    ? []
    : [{ property, reason: `expected "${property}" to not contain any of ","` }];
}

const LOG_VALUES: readonly [string, readonly string[]][] = [
  ["destinationType", ["cloudwatch-logs", "kinesis-firehose"]],
  ["logFormat", ["text", "json"]],
  ["logType", ["slow-log", "engine-log"]],
];

function checkLogs(inputs: Properties): Failure[] {
  const property = "logDeliveryConfigurations";
  const logs = list(inputs[property]);
  const reason = "No more than 2 logDeliveryConfigurations blocks are allowed";
  const wrong = logs.flatMap((log, i) =>
    LOG_VALUES.flatMap(([name, values]) => oneOf(name, values)(log)).map((failure) => ({
      ...failure,
      property: `${property}[${String(i)}].${failure.property}`,
    })),
  );
  return [...(logs.length > 2 ? [{ property, reason }] : []), ...wrong];
}

function checkFailover(inputs: Properties): Failure[] {
  const { automaticFailoverEnabled: failover, multiAzEnabled: multiAz } = inputs;
  if (isUnknown(failover) || isUnknown(multiAz)) return [];
  if (multiAz === true && failover !== true) {
    const reason = "automatic_failover_enabled must be true if multi_az_enabled is true";
    return [{ property: "multiAzEnabled", reason }];
  }
  if (failover !== true || inputs["numCacheClusters"] !== 1) return [];
  const reason = '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true';
  return [{ property: "numCacheClusters", reason }];
}

/** A downgrade, a change from Valkey to Redis, and a change of TLS in a version that can't change it. */
function alsoReplaces({ before, after, changed }: Transition): string[] {
  const [old, version] = [text(before["engineVersionActual"]), text(after["engineVersion"])];
  const replaces: Readonly<Record<string, boolean>> = {
    engineVersion: !isUnknown(after["engineVersion"]) && isDowngrade(old, version),
    engine: before["engine"] === "valkey",
    transitEncryptionEnabled: !isAtLeast(parseVersion(old), TLS_SWITCHABLE),
  };
  return Object.keys(replaces).filter((name) => changed.has(name) && replaces[name] === true);
}

/** Compares as many parts as the new version has: 7.1.0 to 7.1 is not a downgrade. */
function isDowngrade(before: string, after: string): boolean {
  return isOlder(after, before.split(".").slice(0, after.split(".").length).join("."));
}

function unknownAfter({ changed }: Transition): string[] {
  const topology = ["numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"];
  return topology.some((p) => changed.has(p)) ? ["memberClusters"] : [];
}

interface Topology {
  clusterMode: string;
  shards: number;
  replicas: number;
}

function topology(inputs: Properties, parameterGroupName: string, place: Place): Topology {
  const byGroup = isClusterOn(parameterGroupName, place) ? "enabled" : "disabled";
  const groups = list(inputs["nodeGroupConfigurations"]);
  const nodes = numeric(inputs["numCacheClusters"]);
  const replicas =
    nodes === undefined
      ? (numeric(inputs["replicasPerNodeGroup"]) ?? numeric(groups[0]?.["replicaCount"]))
      : nodes - 1;
  return {
    clusterMode: text(inputs["clusterMode"]) || byGroup,
    shards: numeric(inputs["numNodeGroups"]) ?? Math.max(groups.length, 1),
    replicas: replicas ?? 0,
  };
}

/** `<id>-001`, or in cluster mode `<id>-0001-001`. */
function members(id: string, { clusterMode, shards, replicas }: Topology): string[] {
  const nodes = Array.from({ length: replicas + 1 }, (_, i) => String(i + 1).padStart(3, "0"));
  if (clusterMode === "disabled") return nodes.map((node) => `${id}-${node}`);
  return Array.from({ length: shards }, (_, i) => String(i + 1).padStart(4, "0")).flatMap((shard) =>
    nodes.map((node) => `${id}-${shard}-${node}`),
  );
}

/** `ap-southeast-1` -> `apse1`. */
function shortRegion(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  return `${area}${directions(direction)}${number}`;
}

function endpoints(id: string, clusterMode: string, tls: boolean, region: string): Properties {
  const domain = `${shortRegion(region)}.cache.amazonaws.com`;
  const host = tls
    ? (role: string) => `${role}.${id}.${HOST}.${domain}`
    : (role: string) => NON_TLS[role]?.(id, domain) ?? "";
  if (clusterMode !== "disabled") {
    return {
      configurationEndpointAddress: host("clustercfg"),
      primaryEndpointAddress: "",
      readerEndpointAddress: "",
    };
  }
  return {
    configurationEndpointAddress: "",
    primaryEndpointAddress: host("master"),
    readerEndpointAddress: host("replica"),
  };
}

const NON_TLS: Record<string, (id: string, domain: string) => string> = {
  clustercfg: (id, domain) => `${id}.${HOST}.clustercfg.${domain}`,
  master: (id, domain) => `${id}.${HOST}.ng.0001.${domain}`,
  replica: (id, domain) => `${id}-ro.${HOST}.ng.0001.${domain}`,
};

/** Everything that follows from the arguments, as AWS describes the group. */
export function describe(inputs: Properties, id: string, place: Place): Properties {
  const engine = engineOf(inputs);
  const parameterGroupName = text(inputs["parameterGroupName"]) || defaultGroup(engine, inputs);
  const shape = topology(inputs, parameterGroupName, place);
  const memberClusters = members(id, shape);
  const tls = inputs["transitEncryptionEnabled"] === true;
  return {
    engine: engine.engine,
    engineVersion: engine.version,
    engineVersionActual: actualVersion(engine) ?? engine.version,
    parameterGroupName,
    clusterMode: shape.clusterMode,
    clusterEnabled: shape.clusterMode !== "disabled",
    memberClusters,
    numCacheClusters: memberClusters.length,
    numNodeGroups: shape.shards,
    replicasPerNodeGroup: shape.replicas,
    transitEncryptionEnabled: tls,
    transitEncryptionMode: tls ? text(inputs["transitEncryptionMode"]) || "required" : "",
    nodeGroupConfigurations: nodeGroups(inputs, shape, place),
    ...endpoints(id, shape.clusterMode, tls, place.region),
  };
}

const SLOTS = 16_384;

/** One entry per shard. AWS distributes the nodes over the availability zones of the subnet group. */
function nodeGroups(inputs: Properties, shape: Topology, place: Place): Properties[] {
  const known = zonesOf(text(inputs["subnetGroupName"]), place);
  const spread = known.length > 0 ? known.sort() : zones(place.region);
  const preferred = texts(inputs["preferredCacheClusterAzs"]);
  const given = list(inputs["nodeGroupConfigurations"]);
  return Array.from({ length: shape.shards }, (_, shard) => {
    const zone = (node: number) => preferred[node] ?? spread[(shard + node) % spread.length] ?? "";
    const slots = SLOTS / shape.shards;
    return {
      nodeGroupId: String(shard + 1).padStart(4, "0"),
      primaryAvailabilityZone: zone(0),
      primaryOutpostArn: "",
      replicaAvailabilityZones: Array.from({ length: shape.replicas }, (__, i) => zone(i + 1)),
      replicaCount: shape.replicas,
      replicaOutpostArns: [],
      slots:
        shape.clusterMode === "disabled"
          ? ""
          : `${String(Math.floor(shard * slots))}-${String(Math.floor((shard + 1) * slots) - 1)}`,
      ...given[shard],
    };
  });
}

function defaultGroup(engine: Engine, inputs: Properties): string {
  const cluster =
    (numeric(inputs["numNodeGroups"]) ?? 1) > 1 ||
    ["enabled", "compatible"].includes(text(inputs["clusterMode"]));
  return `default.${family(engine)}${cluster ? ".cluster.on" : ""}`;
}

const MONDAY_15 = parseWeekly("mon:15:00-mon:16:00");
const MIDNIGHT = parseDaily("00:00-01:00");

/** AWS chooses the windows that are not given, so that they don't overlap. */
function windows(inputs: Properties): Properties {
  const snapshot = parseDaily(text(inputs["snapshotWindow"]));
  const weekly =
    parseWeekly(text(inputs["maintenanceWindow"])) ??
    (MONDAY_15 && snapshot ? nearestWeekly(MONDAY_15, snapshot, SHORTEST_WINDOW) : MONDAY_15);
  const daily = snapshot ?? (MIDNIGHT && weekly && nearestDaily(MIDNIGHT, weekly, SHORTEST_WINDOW));
  return {
    maintenanceWindow: weekly ? formatWeekly(weekly) : "",
    snapshotWindow: daily ? formatDaily(daily) : "",
  };
}

function computed(inputs: Properties, id: string, place: Place): Properties {
  const subnetGroup = place.account.get(SUBNET_GROUP, text(inputs["subnetGroupName"]));
  const vpc = place.account.get("aws:ec2/vpc:Vpc", text(subnetGroup?.attributes["vpcId"]));
  const defaultSecurityGroup = vpc?.attributes["defaultSecurityGroupId"];
  return {
    arn: arn("elasticache", place, `replicationgroup:${id}`),
    atRestEncryptionEnabled: inputs["engine"] === "valkey",
    autoMinorVersionUpgrade: true,
    ipDiscovery: inputs["networkType"] === "ipv6" ? "ipv6" : "ipv4",
    networkType: "ipv4",
    port: DEFAULT_PORT,
    securityGroupIds: defaultSecurityGroup === undefined ? [] : [defaultSecurityGroup],
    snapshotRetentionLimit: 0,
    subnetGroupName: "default",
    ...windows(inputs),
  };
}

/** Changes of the nodes wait for the maintenance window, unless applyImmediately is set. */
const DEFERRED = ["nodeType", "engine", "engineVersion", "parameterGroupName"];
/** Kept in Pulumi's state: arguments of a call, and values that AWS doesn't show. */
const WRITE_ONLY = [
  "applyImmediately",
  "authToken",
  "authTokenUpdateStrategy",
  "authTokenWo",
  "authTokenWoVersion",
  "finalSnapshotIdentifier",
  "preferredCacheClusterAzs",
  "snapshotArns",
  "snapshotName",
];

function update(stored: Stored, transition: Transition, place: Place): void {
  const { after, changed } = transition;
  const immediate = after["applyImmediately"] === true;
  const arguments_ = { ...stored.attributes };
  const pending = map(stored.hidden["pending"]);
  for (const property of changed) {
    if (WRITE_ONLY.includes(property) || property === "tags") continue;
    if (DEFERRED.includes(property) && !immediate) pending[property] = after[property] ?? null;
    else set(arguments_, property, after[property]);
  }
  if (immediate) {
    // An immediate change also applies the changes that waited for the window.
    for (const [property, value] of Object.entries(pending)) {
      arguments_[property] = changed.has(property) ? (after[property] ?? value) : value;
      Reflect.deleteProperty(pending, property);
    }
  }
  changeTopology(arguments_, changed);
  // AWS changes a default group together with the engine.
  if (!changed.has("parameterGroupName")) followEngine(arguments_);
  settle(stored, arguments_, place);
  stored.hidden["pending"] = pending;
  if (after["tags"] === undefined) delete stored.attributes["tags"];
  else stored.attributes["tags"] = after["tags"];
  changeAuthentication(stored, transition, place);
}

function followEngine(inputs: Properties): void {
  const group = text(inputs["parameterGroupName"]);
  if (isOutgrown(group, engineOf(inputs))) delete inputs["parameterGroupName"];
}

function set(target: Properties, property: string, value: Value | undefined): void {
  if (value === undefined) Reflect.deleteProperty(target, property);
  else target[property] = value;
}

/** A node count and a count of shards and replicas describe the same: the one that changed counts. */
function changeTopology(inputs: Properties, changed: ReadonlySet<string>): void {
  const shards = ["numNodeGroups", "replicasPerNodeGroup", "numCacheClusters"];
  if (shards.some((p) => changed.has(p))) delete inputs["nodeGroupConfigurations"];
  if (changed.has("numNodeGroups") || changed.has("replicasPerNodeGroup"))
    delete inputs["numCacheClusters"];
  else if (Number(inputs["numNodeGroups"]) > 1) delete inputs["numCacheClusters"];
}

/** Computes the other attributes again from the arguments. */
export function settle(stored: Stored, inputs: Properties, place: Place): void {
  stored.attributes = { ...inputs, ...describe(inputs, stored.id, place) };
}

/** Applies the changes that wait for the maintenance window. */
export function maintain(stored: Stored, place: Place): boolean {
  const pending = map(stored.hidden["pending"]);
  if (Object.keys(pending).length === 0) return false;
  const inputs = { ...stored.attributes, ...pending };
  if (Number(inputs["numNodeGroups"]) > 1) delete inputs["numCacheClusters"];
  if (!("parameterGroupName" in pending)) followEngine(inputs);
  settle(stored, inputs, place);
  stored.hidden["pending"] = {};
  return true;
}

interface Authentication {
  /** Fingerprints of the valid tokens, the newest last. */
  tokens: string[];
  /** Whether a client without a token can connect. */
  open: boolean;
}

export function authentication(stored: Stored): Authentication {
  const { tokens, open } = map(stored.hidden["auth"]);
  return { tokens: texts(tokens), open: open === true };
}

function created(stored: Stored, inputs: Properties): void {
  const token = text(inputs["authToken"]) || text(inputs["authTokenWo"]);
  const guarded = token !== "" || texts(inputs["userGroupIds"]).length > 0;
  stored.hidden["auth"] = { tokens: token === "" ? [] : [fingerprint(token)], open: !guarded };
  stored.hidden["pending"] = {};
}

/**
 * The provider's calls, in its order: the user groups, together with DELETE if one is added and the strategy has just changed to it;
 * then the token with its strategy if one of the two has changed, except with DELETE.
 */
function changeAuthentication(
  stored: Stored,
  { before, after, changed }: Transition,
  place: Place,
): void {
  const strategy = text(after["authTokenUpdateStrategy"]);
  const sent = ["authToken", "authTokenUpdateStrategy", "authTokenWoVersion"].some((p) =>
    changed.has(p),
  );
  if (changed.has("userGroupIds")) {
    const groups = { before: texts(before["userGroupIds"]), after: texts(after["userGroupIds"]) };
    const added = groups.after.some((id) => !groups.before.includes(id));
    const auth = authentication(stored);
    const deleted = added && sent && strategy === "DELETE";
    stored.hidden["auth"] = { ...changedGroups(auth, groups.after.length > 0, added, deleted) };
    // A separate call: its change stays even if the next one is refused.
    place.account.put(stored);
  }
  if (!sent || strategy === "DELETE") return;
  const token = text(after["authToken"]) || text(after["authTokenWo"]);
  const grouped = texts(after["userGroupIds"]).length > 0;
  stored.hidden["auth"] = {
    ...changedTokens(authentication(stored), grouped, token, strategy || "ROTATE"),
  };
}

/** The first two messages are quoted from terraform-provider-aws#39546 and crossplane-contrib/provider-upjet-aws#1370. */
function changedGroups(
  auth: Authentication,
  grouped: boolean,
  added: boolean,
  deleted: boolean,
): Authentication {
  const guarded = auth.tokens.length > 0;
  refuseCombination(
    added && guarded && !deleted,
    "User group can't be associated with auth token enabled. Pass AuthStrategy delete to proceed.",
  );
  refuseValue(deleted && !guarded, "Auth token update strategy delete is not supported currently");
  const tokens = deleted ? [] : auth.tokens;
  return { tokens, open: !grouped && tokens.length === 0 };
}

function changedTokens(
  auth: Authentication,
  grouped: boolean,
  token: string,
  strategy: string,
): Authentication {
  // Quoted from terraform-provider-aws#42372.
  refuseCombination(
    grouped,
    "Auth tokens can't be enabled with a user group already associated. Pass RemoveUserGroups to proceed.",
  );
  refuseValue(token === "", "AuthToken must be between 16 and 128 characters long.");
  const hash = fingerprint(token);
  if (strategy === "ROTATE") {
    if (auth.tokens.at(-1) === hash) return auth;
    // At most two tokens are valid: a third one replaces the oldest.
    const tokens = [...auth.tokens.slice(-1), hash];
    return { tokens, open: auth.open && auth.tokens.length === 0 };
  }
  const optional = auth.open && auth.tokens.length > 0;
  refuseCombination(
    auth.tokens.length < 2 && !optional && !same(auth.tokens, [hash]),
    "The AUTH token update strategy SET is only supported after ROTATE: the replication group must have two AUTH tokens, or one optional AUTH token.",
  );
  return { tokens: [hash], open: false };
}

function remove(stored: Stored, place: Place, state: Properties): void {
  const snapshot = text(state["finalSnapshotIdentifier"]);
  if (snapshot === "") return;
  refuseValue(
    !/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/.test(snapshot),
    `The snapshot name ${snapshot} is not a valid identifier.`,
  );
  const name = snapshot.toLowerCase();
  refuseIf(
    place.account.get(SNAPSHOT, name) !== undefined,
    "SnapshotAlreadyExistsFault",
    `Snapshot with specified name already exists: ${name}`,
  );
  const attributes = { name, replicationGroupId: stored.id };
  place.account.put({ type: SNAPSHOT, id: name, region: place.region, attributes, hidden: {} });
}

const SNAPSHOT = "aws:elasticache/snapshot:Snapshot";

export const replicationGroup: ResourceType = {
  title: "ElastiCache Replication Group",
  service: "ElastiCache",
  operations: {
    create: "CreateReplicationGroup",
    update: "ModifyReplicationGroup",
    delete: "DeleteReplicationGroup",
  },
  autoName: {
    property: "replicationGroupId",
    maxLength: 40,
    transform: (name) => name.toLowerCase(),
  },
  replaces: [
    "atRestEncryptionEnabled",
    "dataTieringEnabled",
    "durability",
    "globalReplicationGroupId",
    "kmsKeyId",
    "networkType",
    "nodeGroupConfigurations",
    "port",
    "replicationGroupId",
    "securityGroupNames",
    "snapshotArns",
    "snapshotName",
    "subnetGroupName",
  ],
  sets: [
    "logDeliveryConfigurations",
    "nodeGroupConfigurations",
    "securityGroupIds",
    "securityGroupNames",
    "snapshotArns",
    "userGroupIds",
  ],
  defaults: { automaticFailoverEnabled: false, multiAzEnabled: false },
  writeOnly: WRITE_ONLY,
  nested: {
    nodeGroupConfigurations: [
      "nodeGroupId",
      "primaryAvailabilityZone",
      "primaryOutpostArn",
      "replicaAvailabilityZones",
      "replicaCount",
      "replicaOutpostArns",
      "slots",
    ],
  },
  show: (state, _, stored) => {
    // AWS shows whether a token is set, not its value.
    if (authentication(stored).tokens.length === 0) Reflect.deleteProperty(state, "authToken");
  },
  normalize: { replicationGroupId: lower, maintenanceWindow: lower },
  suppress: (property, before, after) =>
    property === "port" && after === undefined && before === DEFAULT_PORT,
  check,
  alsoReplaces,
  unknownAfter,
  id: (inputs) => text(inputs["replicationGroupId"]),
  taken: (inputs, place) => {
    const id = text(inputs["replicationGroupId"]);
    refuseIf(
      place.account.get(REPLICATION_GROUP, id.toLowerCase()) !== undefined,
      "ReplicationGroupAlreadyExists",
      `Replication group ${id} already exists.`,
    );
  },
  accept: (inputs, place, stored) => {
    if (stored) acceptModify(inputs, place, stored);
    else acceptCreate(inputs, place);
  },
  computed,
  created: (stored, inputs, place) => {
    created(stored, inputs);
    settle(stored, stored.attributes, place);
  },
  update,
  remove,
};
