import type * as pulumi from "@pulumi/pulumi";
import type * as args from "./args";
import type * as access from "../access/args";
import type * as monitoring from "../monitoring/args";
import {
  DEFAULT_VERSION,
  type DefaultParameterGroup,
  defaultParameterGroup,
  engineOfVersion,
  newestVersionOf,
  parameterFamily,
} from "../catalog/engines";
import { MOST_NODES, SHORTEST_WINDOW } from "../catalog/limits";
import {
  DATA_TIERING_FAMILY,
  type NodeTypeName,
  findNodeType,
  parseNodeType,
} from "../catalog/node-types";
import { literalList, literalString } from "../checking/input";
import { type AccessString, parseAccessString } from "../formats/access-string";
import { type CidrBlock, parseCidr } from "../formats/cidr";
import { type Version, isAtLeast, parseVersion } from "../formats/version";
import {
  type Window,
  formatDaily,
  formatWeekly,
  nearestDaily,
  nearestWeekly,
  overlap,
  parseDaily,
  parseWeekly,
} from "../formats/window";

type Inputs = pulumi.Input<pulumi.Input<string>[]>;

/** What the component knows besides its arguments. */
export interface CacheContext {
  /** Region of the provider, where it is known before the deployment. */
  readonly region?: string | undefined;
  /** Whether the component is protected, as production caches are. */
  readonly protect?: boolean | undefined;
}

/** One node of the replication group. */
export interface NodeSpec {
  /** AWS's id of the node, such as `koneksi-prod-redis-001`. */
  readonly id: string;
  /** The id without the group's, such as `001` or `0001-002`; it stays when other nodes are added or removed. */
  readonly key: string;
}

/** One allowed CIDR block, as given and as parsed. */
export interface CidrSpec {
  readonly text: string;
  /** Undefined where the text is not a valid CIDR block. */
  readonly block: CidrBlock | undefined;
}

/** Network of the group. */
export interface NetworkSpec {
  readonly vpcId: pulumi.Input<string> | undefined;
  readonly subnetIds: Inputs | undefined;
  /** Whether it is known that the cache has one subnet, and therefore one availability zone. */
  readonly hasOneSubnet: boolean;
  readonly subnetGroupName: pulumi.Input<string> | undefined;
  readonly securityGroupIds: Inputs;
  readonly allowedSecurityGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Each text once. */
  readonly allowedCidrBlocks: readonly string[];
  /** All of them, at the positions of the argument. */
  readonly givenCidrBlocks: readonly CidrSpec[];
  /** Whether the component makes a security group, because the arguments allow clients. */
  readonly makesSecurityGroup: boolean;
  readonly networkType: string;
  readonly ipDiscovery: string | undefined;
}

/** Shards and nodes. */
export interface TopologySpec {
  readonly clusterMode: args.ClusterMode;
  /** Cluster mode is enabled or compatible: node ids contain the shard, and clients use the configuration endpoint. */
  readonly sharded: boolean;
  /** Number of nodes to send to AWS; undefined when shards and replicas are sent instead. */
  readonly numCacheClusters: number | undefined;
  readonly numNodeGroups: number;
  readonly replicasPerNodeGroup: number;
  readonly nodes: readonly NodeSpec[];
  readonly automaticFailoverEnabled: boolean;
  readonly multiAzEnabled: boolean;
  /** Whether Multi-AZ is off by default because the cache has one subnet. */
  readonly multiAzYields: boolean;
  readonly preferredCacheClusterAzs: readonly string[] | undefined;
}

/** The parameter group: one that the component creates, or an existing one by name. */
export interface ParameterGroupSpec {
  /** Name of an existing group; undefined when the component creates one. */
  readonly existingName: pulumi.Input<string> | undefined;
  /** The group provided by AWS that `existingName` names; undefined for others, and where the name is a late value. */
  readonly defaultGroup: DefaultParameterGroup | undefined;
  /** Family from engine and version; undefined when the version cannot be read. */
  readonly family: string | undefined;
  /** What the component's group sets, with names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Encryption at rest and in transit. */
export interface EncryptionSpec {
  readonly atRestEncryptionEnabled: boolean;
  readonly kmsKeyId: pulumi.Input<string> | undefined;
  readonly transitEncryptionEnabled: boolean;
  readonly transitEncryptionMode: args.TransitEncryptionMode | undefined;
}

/** One ElastiCache user that the component makes. */
export interface UserSpec extends Required<access.CacheUserArgs> {
  /** The user's key among the arguments; stable when others come or go. */
  readonly key: string;
  readonly access: AccessString;
}

/** What authenticates clients. A cache takes one of these. */
export type AuthSource = "token" | "users" | "userGroupIds";

/** Authentication. */
export interface AuthSpec {
  readonly mode: access.CacheAuthMode;
  /** What the arguments have of these, in this order. */
  readonly given: readonly AuthSource[];
  readonly token: pulumi.Input<string> | undefined;
  readonly tokenVersion: number;
  readonly updateStrategy: access.AuthTokenUpdateStrategy;
  readonly secretName: string | undefined;
  readonly secretKmsKeyId: pulumi.Input<string> | undefined;
  readonly secretRecoveryWindowInDays: number;
  /** The users by key. Only modes `users` and `iam` make them, and mode `iam` has a default one. */
  readonly users: Readonly<Record<string, UserSpec>>;
  readonly userGroupIds: readonly pulumi.Input<string>[];
  /** Name that clients log in with; undefined below Redis 6, without authentication, and with several users. */
  readonly username: string | undefined;
}

/** Backups and maintenance. */
export interface MaintenanceSpec {
  readonly snapshotRetentionLimit: number;
  /** Undefined, like the maintenance window, where the other window leaves no free hour: then AWS chooses. */
  readonly snapshotWindow: string | undefined;
  readonly maintenanceWindow: string | undefined;
  /** The two windows as numbers; undefined where one is not set or cannot be read. */
  readonly daily: Window | undefined;
  readonly weekly: Window | undefined;
  /** The window that was not given, and whose default overlaps the other one. */
  readonly movedWindow: "snapshotWindow" | "maintenanceWindow" | undefined;
  readonly finalSnapshotIdentifier: string | undefined;
  readonly snapshotName: string | undefined;
  readonly snapshotArns: readonly string[] | undefined;
  readonly autoMinorVersionUpgrade: boolean;
  readonly applyImmediately: boolean;
}

/** One log that is delivered. */
export interface LogSpec {
  readonly key: "slowLog" | "engineLog";
  readonly logType: "slow-log" | "engine-log";
  readonly format: monitoring.CacheLogFormat;
  readonly destinationType: monitoring.CacheLogDestinationType;
  readonly destination: pulumi.Input<string> | undefined;
  readonly retentionInDays: number;
  readonly kmsKeyId: pulumi.Input<string> | undefined;
}

/** Alarms as asked for; what follows from it for each node is the alarm matrix. */
export interface AlarmsSpec {
  readonly enabled: boolean;
  readonly set: monitoring.CacheAlarmSet;
  readonly actionArns: Inputs;
  readonly okActionArns: Inputs;
  readonly insufficientDataActionArns: Inputs;
  readonly overrides: Readonly<Record<string, monitoring.CacheAlarmOverrideArgs>>;
  readonly custom: Readonly<Record<string, monitoring.CacheCustomAlarmArgs>>;
  readonly composite: boolean;
  readonly dashboard: boolean;
  /** Where the runbook is, without an anchor. */
  readonly runbookUrl: string;
}

/** A cache with every default resolved and every text parsed, which the rules check and the resources use. */
export interface CacheSpec {
  /** The component's name. */
  readonly name: string;
  /** The arguments as given, for rules that distinguish given values from defaults. */
  readonly args: args.RedisCacheArgs;
  readonly context: CacheContext;
  readonly namePrefix: string;
  readonly replicationGroupId: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  readonly engine: args.CacheEngine;
  readonly engineVersion: string;
  /** `engineVersion` as numbers; undefined when it cannot be read. */
  readonly version: Version | undefined;
  readonly nodeType: string;
  /** Family and size of the node type; undefined when `nodeType` has another form. */
  readonly nodeTypeName: NodeTypeName | undefined;
  readonly port: number;
  readonly dataTieringEnabled: boolean;
  readonly notificationTopicArn: pulumi.Input<string> | undefined;
  readonly parameterStorePath: string | undefined;
  readonly network: NetworkSpec;
  readonly topology: TopologySpec;
  readonly parameterGroup: ParameterGroupSpec;
  readonly encryption: EncryptionSpec;
  readonly auth: AuthSpec;
  readonly maintenance: MaintenanceSpec;
  readonly logs: readonly LogSpec[];
  readonly alarms: AlarmsSpec;
}

const DEFAULT_SNAPSHOT_WINDOW = "03:00-05:00";
const DEFAULT_MAINTENANCE_WINDOW = "sun:05:00-sun:09:00";

const pad = (value: number, width: number) => String(value).padStart(width, "0");
const range = (count: number) =>
  Array.from({ length: Math.max(0, count) }, (_, index) => index + 1);

/** An empty string means unset, as in most modules and in AWS's own API. */
const given = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

/** The same for a value that may be a late value. */
const givenInput = (value: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined =>
  value === "" ? undefined : value;

/** The tags of whatever is made for a cache: Project and Environment, which the given ones may replace. */
export const tagsOf = ({
  project,
  environment,
  tags,
}: Pick<args.RedisCacheArgs, "project" | "environment" | "tags">): Record<
  string,
  pulumi.Input<string>
> => ({
  ...(project === undefined ? {} : { Project: project }),
  ...(environment === undefined ? {} : { Environment: environment }),
  ...tags,
});

/** Resolves every default. Pure: the same arguments give the same spec. */
export function resolve(
  name: string,
  input: args.RedisCacheArgs,
  context: CacheContext = {},
): CacheSpec {
  const namePrefix = input.namePrefix ?? name;
  const replicationGroupId = (input.replicationGroupId ?? `${namePrefix}-redis`).toLowerCase();
  const engine = input.engine ?? defaultEngine(input);
  const engineVersion = given(input.engineVersion) ?? defaultVersion(engine, input);
  const version = parseVersion(engineVersion);
  const nodeType = input.nodeType ?? "cache.t3.micro";
  const nodeTypeName = parseNodeType(nodeType);
  const parameters = lowerCased(input.parameters ?? {});
  const network = resolveNetwork(input);
  const topology = resolveTopology(replicationGroupId, input, parameters, network);
  const encryption = resolveEncryption(input);
  return {
    name,
    args: input,
    context,
    namePrefix,
    replicationGroupId,
    description:
      input.description ?? `${namePrefix}: ${engine === "valkey" ? "Valkey" : "Redis"} cache`,
    tags: tagsOf(input),
    engine,
    engineVersion,
    version,
    nodeType,
    nodeTypeName,
    port: input.port ?? 6379,
    dataTieringEnabled: input.dataTieringEnabled ?? nodeTypeName?.family === DATA_TIERING_FAMILY,
    notificationTopicArn: givenInput(input.notificationTopicArn),
    parameterStorePath: given(input.parameterStorePath),
    network,
    topology,
    parameterGroup: resolveParameterGroup(input, engine, version, parameters, topology),
    encryption,
    auth: resolveAuth(input.auth ?? {}, replicationGroupId, encryption, engine, version),
    maintenance: resolveMaintenance(input),
    logs: resolveLogs(input.logs ?? {}),
    alarms: resolveAlarms(input.alarms ?? {}),
  };
}

/** The parameter group provided by AWS that the arguments name; undefined for a late value. */
const namedDefaultGroup = ({ parameterGroupName }: args.RedisCacheArgs) =>
  defaultParameterGroup(literalString(parameterGroupName) ?? "");

/**
 * An engine that is not given follows what only one engine has: the version, else a parameter group provided by AWS, else the node
 * type. Otherwise it is Redis OSS.
 */
function defaultEngine(input: args.RedisCacheArgs): args.CacheEngine {
  const version = given(input.engineVersion);
  if (version !== undefined) return engineOfVersion(version) ?? "redis";
  const family = namedDefaultGroup(input)?.family;
  if (family !== undefined) return family.startsWith("valkey") ? "valkey" : "redis";
  const engines = findNodeType(input.nodeType ?? "")?.engines;
  return engines?.includes("redis") === false ? "valkey" : "redis";
}

/** A version that is not given follows a parameter group provided by AWS: AWS refuses another family with it. */
function defaultVersion(engine: args.CacheEngine, input: args.RedisCacheArgs): string {
  const usual = DEFAULT_VERSION[engine];
  const family = namedDefaultGroup(input)?.family;
  if (
    family?.startsWith(engine) !== true ||
    family === parameterFamily(engine, parseVersion(usual))
  )
    return usual;
  return newestVersionOf(family) ?? usual;
}

const lowerCased = (parameters: Record<string, string>) =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key.toLowerCase(), value]));

/** Whether a list names one subnet, perhaps several times. A late value in it may be another one. */
export const isOneSubnet = ([first, ...others]: readonly unknown[]): boolean =>
  typeof first === "string" && others.every((subnet) => subnet === first);

function resolveNetwork(input: args.RedisCacheArgs): NetworkSpec {
  const allowedSecurityGroupIds = input.allowedSecurityGroupIds ?? {};
  const cidrTexts = input.allowedCidrBlocks ?? [];
  const networkType = input.networkType ?? "ipv4";
  return {
    vpcId: givenInput(input.vpcId),
    subnetIds: input.subnetIds,
    hasOneSubnet: isOneSubnet(literalList(input.subnetIds) ?? []),
    subnetGroupName: givenInput(input.subnetGroupName),
    securityGroupIds: input.securityGroupIds ?? [],
    allowedSecurityGroupIds,
    allowedCidrBlocks: [...new Set(cidrTexts)],
    givenCidrBlocks: cidrTexts.map((text) => ({ text, block: parseCidr(text) })),
    makesSecurityGroup: Object.keys(allowedSecurityGroupIds).length > 0 || cidrTexts.length > 0,
    networkType,
    ipDiscovery: input.ipDiscovery ?? (networkType === "dual_stack" ? undefined : networkType),
  };
}

/** As on AWS, the parameter `cluster-enabled` and AWS's own group for cluster mode turn it on; more than one shard requires it. */
function defaultClusterMode(
  input: args.RedisCacheArgs,
  parameters: Record<string, string>,
): args.ClusterMode {
  const on =
    (input.numNodeGroups ?? 1) > 1 ||
    parameters["cluster-enabled"]?.toLowerCase() === "yes" ||
    namedDefaultGroup(input)?.clusterOn === true;
  return on ? "enabled" : "disabled";
}

function resolveTopology(
  replicationGroupId: string,
  input: args.RedisCacheArgs,
  parameters: Record<string, string>,
  { hasOneSubnet }: NetworkSpec,
): TopologySpec {
  const clusterMode = input.clusterMode ?? defaultClusterMode(input, parameters);
  const sharded = clusterMode !== "disabled";
  const byShards =
    input.numNodeGroups !== undefined || input.replicasPerNodeGroup !== undefined || sharded;
  const numNodeGroups = input.numNodeGroups ?? 1;
  const nodesPerShard =
    input.numCacheClusters ?? defaultNodesPerShard(numNodeGroups, input.preferredCacheClusterAzs);
  const replicasPerNodeGroup = input.replicasPerNodeGroup ?? nodesPerShard - 1;
  const automaticFailoverEnabled =
    input.automaticFailoverEnabled ?? (sharded || replicasPerNodeGroup > 0);
  const mayBeMultiAz = automaticFailoverEnabled && replicasPerNodeGroup > 0;
  return {
    clusterMode,
    sharded,
    // The AWS provider checks a number of nodes as for cluster mode disabled, so a sharded group is described by its shards.
    numCacheClusters: byShards ? undefined : nodesPerShard,
    numNodeGroups,
    replicasPerNodeGroup,
    nodes:
      input.nodeIds?.map((id) => ({ id, key: nodeKey(replicationGroupId, id) })) ??
      computedNodes(replicationGroupId, sharded, numNodeGroups, replicasPerNodeGroup + 1),
    automaticFailoverEnabled,
    multiAzEnabled: input.multiAzEnabled ?? (mayBeMultiAz && !hasOneSubnet),
    multiAzYields: input.multiAzEnabled === undefined && mayBeMultiAz && hasOneSubnet,
    preferredCacheClusterAzs: input.preferredCacheClusterAzs,
  };
}

/** One node per given zone, else two; one where two would be more nodes than AWS allows. */
function defaultNodesPerShard(shards: number, zones: readonly string[] | undefined): number {
  if (shards === 1 && zones !== undefined && zones.length > 0) return zones.length;
  return shards * 2 > MOST_NODES ? 1 : 2;
}

const nodeKey = (replicationGroupId: string, id: string) =>
  id.startsWith(`${replicationGroupId}-`) ? id.slice(replicationGroupId.length + 1) : id;

/**
 * Node ids as AWS creates them: `<id>-001` with cluster mode disabled, `<id>-0001-001` (shard, node) enabled or compatible
 * (ElastiCache user guide, "Creating a replication group").
 */
function computedNodes(
  replicationGroupId: string,
  sharded: boolean,
  shards: number,
  nodesPerShard: number,
): NodeSpec[] {
  // Each factor alone, too: the other one may be 0.
  if (!(shards <= MOST_NODES && nodesPerShard <= MOST_NODES)) return [];
  if (shards * nodesPerShard > MOST_NODES) return [];
  const keys = range(shards).flatMap((shard) =>
    range(nodesPerShard).map((node) =>
      sharded ? `${pad(shard, 4)}-${pad(node, 3)}` : pad(node, 3),
    ),
  );
  return [...new Set(keys)].map((key) => ({ id: `${replicationGroupId}-${key}`, key }));
}

function resolveParameterGroup(
  input: args.RedisCacheArgs,
  engine: string,
  version: Version | undefined,
  parameters: Record<string, string>,
  topology: TopologySpec,
): ParameterGroupSpec {
  const existingName = givenInput(input.parameterGroupName);
  return {
    existingName,
    defaultGroup: namedDefaultGroup(input),
    family: parameterFamily(engine, version),
    parameters:
      existingName === undefined
        ? {
            "maxmemory-policy": "allkeys-lru",
            ...parameters,
            ...(topology.sharded && parameters["cluster-enabled"] === undefined
              ? { "cluster-enabled": "yes" }
              : {}),
          }
        : {},
  };
}

function resolveEncryption(input: args.RedisCacheArgs): EncryptionSpec {
  const transitEncryptionEnabled = input.transitEncryptionEnabled ?? true;
  return {
    atRestEncryptionEnabled: input.atRestEncryptionEnabled ?? true,
    kmsKeyId: givenInput(input.kmsKeyId),
    transitEncryptionEnabled,
    transitEncryptionMode:
      input.transitEncryptionMode ?? (transitEncryptionEnabled ? "required" : undefined),
  };
}

function authSources(auth: access.CacheAuthArgs): AuthSource[] {
  const given: Readonly<Record<AuthSource, boolean>> = {
    token: givenInput(auth.token) !== undefined,
    users: Object.keys(auth.users ?? {}).length > 0,
    userGroupIds: (auth.userGroupIds ?? []).length > 0,
  };
  return (["token", "users", "userGroupIds"] as const).filter((source) => given[source]);
}

function defaultAuthMode(
  given: readonly AuthSource[],
  encryption: EncryptionSpec,
): access.CacheAuthMode {
  if (given.includes("userGroupIds")) return "userGroup";
  if (given.includes("users")) return "users";
  const tls =
    encryption.transitEncryptionEnabled && encryption.transitEncryptionMode === "required";
  return tls || given.includes("token") ? "token" : "none";
}

function resolveAuth(
  auth: access.CacheAuthArgs,
  replicationGroupId: string,
  encryption: EncryptionSpec,
  engine: string,
  version: Version | undefined,
): AuthSpec {
  const sources = authSources(auth);
  const mode = auth.mode ?? defaultAuthMode(sources, encryption);
  const tokenVersion = auth.tokenVersion ?? 1;
  const users = resolveUsers(auth.users ?? {}, mode, replicationGroupId);
  return {
    mode,
    given: sources,
    token: givenInput(auth.token),
    tokenVersion,
    updateStrategy: auth.updateStrategy ?? (tokenVersion > 1 ? "ROTATE" : "SET"),
    secretName: given(auth.secretName),
    secretKmsKeyId: givenInput(auth.secretKmsKeyId),
    secretRecoveryWindowInDays: auth.secretRecoveryWindowInDays ?? 30,
    users,
    userGroupIds: auth.userGroupIds ?? [],
    username: mode === "token" ? tokenUsername(engine, version) : onlyUsername(mode, users),
  };
}

/** The default user of mode `iam`, with the same permissions as a client with a token. */
const IAM_USER: Readonly<Record<string, access.CacheUserArgs>> = {
  app: { accessString: "on ~* +@all" },
};

/** AWS stores ids in lower case, and an IAM user's name must equal its id (ElastiCache user guide, "Authenticating with IAM"). */
function resolveUsers(
  given: Readonly<Record<string, access.CacheUserArgs>>,
  mode: access.CacheAuthMode,
  replicationGroupId: string,
): Record<string, UserSpec> {
  const users = mode === "iam" && Object.keys(given).length === 0 ? IAM_USER : given;
  return Object.fromEntries(
    Object.entries(users).map(([key, user]) => {
      const userId = (user.userId ?? `${replicationGroupId}-${key}`).toLowerCase();
      const authentication = user.authentication ?? (mode === "iam" ? "iam" : "password");
      const userName = user.userName ?? (authentication === "iam" ? userId : key);
      const { accessString } = user;
      const parsed = { access: parseAccessString(accessString) };
      return [key, { key, userId, userName, accessString, ...parsed, authentication }];
    }),
  );
}

function onlyUsername(
  mode: access.CacheAuthMode,
  users: Readonly<Record<string, UserSpec>>,
): string | undefined {
  const [user, ...others] = mode === "users" || mode === "iam" ? Object.values(users) : [];
  return others.length === 0 ? user?.userName : undefined;
}

/** Redis 6 introduced users: from there the token is the password of the user `default`. */
const tokenUsername = (engine: string, version: Version | undefined) =>
  engine === "redis" && !isAtLeast(version, "6.0") ? undefined : "default";

function resolveMaintenance(input: args.RedisCacheArgs): MaintenanceSpec {
  return {
    snapshotRetentionLimit: input.snapshotRetentionLimit ?? 7,
    ...resolveWindows(given(input.snapshotWindow), given(input.maintenanceWindow)),
    finalSnapshotIdentifier: given(input.finalSnapshotIdentifier),
    snapshotName: input.restoreFrom?.snapshotName,
    snapshotArns: input.restoreFrom?.snapshotArns,
    autoMinorVersionUpgrade: input.autoMinorVersionUpgrade ?? true,
    applyImmediately: input.applyImmediately ?? true,
  };
}

/** A default window that would overlap the given one moves to the nearest free slot; AWS refuses windows that overlap. */
function resolveWindows(
  snapshot: string | undefined,
  maintenance: string | undefined,
): Pick<
  MaintenanceSpec,
  "snapshotWindow" | "maintenanceWindow" | "daily" | "weekly" | "movedWindow"
> {
  const snapshotWindow = snapshot ?? DEFAULT_SNAPSHOT_WINDOW;
  const maintenanceWindow = (maintenance ?? DEFAULT_MAINTENANCE_WINDOW).toLowerCase();
  const daily = parseDaily(snapshotWindow);
  const weekly = parseWeekly(maintenanceWindow);
  const windows = { snapshotWindow, maintenanceWindow, daily, weekly, movedWindow: undefined };
  if (!daily || !weekly || !overlap(daily, weekly)) return windows;
  if (snapshot === undefined) {
    const slot = nearestDaily(daily, weekly, SHORTEST_WINDOW);
    const moved = slot && formatDaily(slot);
    return { ...windows, snapshotWindow: moved, daily: slot, movedWindow: "snapshotWindow" };
  }
  if (maintenance === undefined) {
    const slot = nearestWeekly(weekly, daily, SHORTEST_WINDOW);
    const moved = slot && formatWeekly(slot);
    return { ...windows, maintenanceWindow: moved, weekly: slot, movedWindow: "maintenanceWindow" };
  }
  return windows;
}

const LOG_TYPES = { slowLog: "slow-log", engineLog: "engine-log" } as const;

function resolveLogs(logs: monitoring.CacheLogsArgs): LogSpec[] {
  return (["slowLog", "engineLog"] as const).flatMap((key) => {
    const log = logs[key];
    if (log === undefined || !(log.enabled ?? true)) return [];
    return [
      {
        key,
        logType: LOG_TYPES[key],
        format: log.format ?? "json",
        destinationType: log.destinationType ?? "cloudwatch-logs",
        destination: givenInput(log.destination),
        retentionInDays: log.retentionInDays ?? 14,
        kmsKeyId: givenInput(log.kmsKeyId),
      },
    ];
  });
}

function resolveAlarms(alarms: monitoring.CacheAlarmsArgs): AlarmsSpec {
  return {
    enabled: alarms.enabled ?? true,
    set: alarms.set ?? "RECOMMENDED",
    actionArns: alarms.actionArns ?? [],
    okActionArns: alarms.okActionArns ?? [],
    insufficientDataActionArns: alarms.insufficientDataActionArns ?? [],
    overrides: alarms.overrides ?? {},
    custom: alarms.custom ?? {},
    composite: alarms.composite ?? false,
    dashboard: alarms.dashboard ?? false,
    runbookUrl: given(alarms.runbookUrl) ?? "docs/runbook.md",
  };
}
