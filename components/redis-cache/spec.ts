import type * as pulumi from "@pulumi/pulumi";
import type * as args from "./args";
import { type AccessSpec, type AuthSpec, type IngressSpec, resolveAuth } from "../access/spec";
import { ALARMS, type AlarmFacts } from "../catalog/alarms";
import {
  DEFAULT_VERSION,
  type DefaultParameterGroup,
  defaultParameterGroup,
  engineOfVersion,
  newestVersionOf,
  parameterFamily,
} from "../catalog/engines";
import { MOST_NODES, SHORTEST_WINDOW } from "../catalog/limits";
import { NODE_DIMENSION } from "../catalog/metrics";
import {
  DATA_TIERING_FAMILY,
  type NodeTypeName,
  findNodeType,
  parseNodeType,
} from "../catalog/node-types";
import { given, literalList, literalString } from "../checking/input";
import { type CidrBlock, parseCidr } from "../formats/cidr";
import { type Version, parseVersion } from "../formats/version";
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
import {
  type AlarmsSpec,
  type LogSpec,
  type NodeSpec,
  resolveAlarms,
  resolveLogs,
} from "../monitoring/spec";
import { groupName, physicalStem } from "./physical-name";

type Inputs = pulumi.Input<pulumi.Input<string>[]>;

/** What the component knows besides its arguments. */
export interface CacheContext {
  /** Region of the provider, where it is known before the deployment. */
  readonly region?: string | undefined;
  /** Whether the component is protected, as production caches are. */
  readonly protect?: boolean | undefined;
}

/** One allowed CIDR block, as given and as parsed. */
export interface CidrSpec {
  readonly text: string;
  /** Undefined where the text is not a valid CIDR block. */
  readonly block: CidrBlock | undefined;
}

/** Network of the group. */
export interface NetworkSpec extends IngressSpec {
  readonly subnetIds: Inputs | undefined;
  /** Whether it is known that the cache has one subnet, and therefore one availability zone. */
  readonly hasOneSubnet: boolean;
  readonly subnetGroupName: pulumi.Input<string> | undefined;
  readonly securityGroupIds: Inputs;
  /** The allowed CIDR blocks at their positions in the argument. */
  readonly givenCidrBlocks: readonly CidrSpec[];
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

/** A cache with every default resolved and every text parsed, which the rules check and the resources use. */
export interface CacheSpec extends AccessSpec {
  /** The arguments as given, for rules that distinguish given values from defaults. */
  readonly args: args.RedisCacheArgs;
  readonly context: CacheContext;
  readonly namePrefix: string;
  /** Start of the fixed physical names of alarms, composite, dashboard and log groups. */
  readonly physicalStem: string;
  readonly description: string;
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
  readonly maintenance: MaintenanceSpec;
  readonly checkChanges: boolean;
  readonly allowReplacement: boolean;
  readonly logs: readonly LogSpec[];
  readonly alarms: AlarmsSpec;
}

const DEFAULT_SNAPSHOT_WINDOW = "03:00-05:00";
const DEFAULT_MAINTENANCE_WINDOW = "sun:05:00-sun:09:00";

const pad = (value: number, width: number) => String(value).padStart(width, "0");
const range = (count: number) =>
  Array.from({ length: Math.max(0, count) }, (_, index) => index + 1);

/** The tags of every resource of a cache: Project and Environment, which given tags override. */
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
  const id = (input.replicationGroupId ?? `${namePrefix}-redis`).toLowerCase();
  const stem = physicalStem(namePrefix, id);
  const engine = input.engine ?? defaultEngine(input);
  const engineVersion = given(input.engineVersion) ?? defaultVersion(engine, input);
  const version = parseVersion(engineVersion);
  const nodeType = input.nodeType ?? "cache.t3.micro";
  const nodeTypeName = parseNodeType(nodeType);
  const parameters = lowerCased(input.parameters ?? {});
  const network = resolveNetwork(input);
  const topology = resolveTopology(id, input, parameters, network);
  const parameterGroup = resolveParameterGroup(input, engine, version, parameters, topology);
  const encryption = resolveEncryption(input);
  const tlsRequired =
    encryption.transitEncryptionEnabled && encryption.transitEncryptionMode === "required";
  const auth = resolveAuth(input.auth ?? {}, { id, engine, version, tlsRequired });
  return {
    name,
    args: input,
    context,
    namePrefix,
    id,
    physicalStem: stem,
    automaticNamePrefix: namePrefix === name ? undefined : groupName(stem),
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
    notificationTopicArn: given(input.notificationTopicArn),
    parameterStorePath: given(input.parameterStorePath),
    network,
    topology,
    parameterGroup,
    encryption,
    auth,
    maintenance: resolveMaintenance(input),
    checkChanges: input.checkChanges ?? true,
    allowReplacement: input.allowReplacement ?? false,
    logs: resolveLogs(input.logs ?? {}),
    alarms: resolveAlarms(input.alarms ?? {}, ALARMS, {
      id,
      summary: `${engine} ${engineVersion}, ${nodeType}`,
      physicalStem: stem,
      dimension: NODE_DIMENSION,
      nodes: topology.nodes,
      facts: alarmFacts(nodeType, parameterGroup, topology, auth),
    }),
  };
}

/** What thresholds of alarms depend on. */
const alarmFacts = (
  nodeType: string,
  { parameters }: ParameterGroupSpec,
  { replicasPerNodeGroup }: TopologySpec,
  { mode }: AuthSpec,
): Omit<AlarmFacts, "set"> => ({
  nodeType,
  node: findNodeType(nodeType),
  evictsAnyKey: parameters["maxmemory-policy"]?.toLowerCase().startsWith("allkeys-") === true,
  replicas: replicasPerNodeGroup > 0,
  auth: mode !== "none",
});

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
    vpcId: given(input.vpcId),
    subnetIds: input.subnetIds,
    hasOneSubnet: isOneSubnet(literalList(input.subnetIds) ?? []),
    subnetGroupName: given(input.subnetGroupName),
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
  // Each factor has its own limit, because the other one may be 0.
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
  const existingName = given(input.parameterGroupName);
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
    kmsKeyId: given(input.kmsKeyId),
    transitEncryptionEnabled,
    transitEncryptionMode:
      input.transitEncryptionMode ?? (transitEncryptionEnabled ? "required" : undefined),
  };
}

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
