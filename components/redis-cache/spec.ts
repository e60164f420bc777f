import type * as pulumi from "@pulumi/pulumi";
import type * as args from "./args";
import { type AccessSpec, type AuthSpec, type IngressSpec, resolveAuth } from "../access/spec";
import { ALARMS, type AlarmFacts } from "../catalog/alarms";
import {
  DEFAULT_VERSION,
  defaultParameterGroup,
  engineOfVersion,
  newestVersionOf,
  parameterFamily,
} from "../catalog/engines";
import { NODE_DIMENSION } from "../catalog/metrics";
import { findNodeType } from "../catalog/node-types";
import { given, literalString } from "../checking/input";
import {
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
  /** Whether the component is protected, which is how a stack says that it is production. */
  readonly protect?: boolean | undefined;
}

/** Network of the group. */
export interface NetworkSpec extends IngressSpec {
  readonly subnetIds: Inputs | undefined;
  readonly subnetGroupName: pulumi.Input<string> | undefined;
  readonly securityGroupIds: Inputs;
  readonly networkType: string;
  readonly ipDiscovery: string | undefined;
}

/** Shards and nodes. */
export interface TopologySpec {
  readonly clusterMode: args.ClusterMode;
  /** Cluster mode enabled or compatible: member ids carry the shard, clients use the configuration endpoint. */
  readonly sharded: boolean;
  /** Number of nodes to send to AWS, when the group is described by it; else shards and replicas are. */
  readonly numCacheClusters: number | undefined;
  readonly numNodeGroups: number;
  readonly replicasPerNodeGroup: number;
  readonly nodes: readonly NodeSpec[];
  readonly automaticFailoverEnabled: boolean;
  readonly multiAzEnabled: boolean;
  readonly preferredCacheClusterAzs: readonly string[] | undefined;
}

/** The parameter group: made by the component, or an existing one by name. */
export interface ParameterGroupSpec {
  /** Name of an existing group; undefined when the component makes one. */
  readonly existingName: pulumi.Input<string> | undefined;
  /** Family from engine and version; undefined when the version has not the form of one. */
  readonly family: string | undefined;
  /** What the made group sets, names in lower case. */
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
  /** Undefined, like the other one, where the given window leaves no hour a day: then AWS chooses. */
  readonly snapshotWindow: string | undefined;
  readonly maintenanceWindow: string | undefined;
  /** A default window that gave way to the other one, which was given. */
  readonly movedWindow: "snapshotWindow" | "maintenanceWindow" | undefined;
  readonly finalSnapshotIdentifier: string | undefined;
  readonly snapshotName: string | undefined;
  readonly snapshotArns: readonly string[] | undefined;
  readonly autoMinorVersionUpgrade: boolean;
  readonly applyImmediately: boolean;
}

/** A cache with every default resolved. Later rooms take it and trust it. */
export interface CacheSpec extends AccessSpec {
  /** The arguments as given, for rules that have to know what was given and what is a default. */
  readonly args: args.RedisCacheArgs;
  readonly context: CacheContext;
  readonly namePrefix: string;
  /** Start of the fixed physical names of alarms, composite, dashboard and log groups. */
  readonly physicalStem: string;
  readonly description: string;
  readonly engine: args.CacheEngine;
  readonly engineVersion: string;
  readonly nodeType: string;
  readonly port: number;
  readonly dataTieringEnabled: boolean;
  readonly notificationTopicArn: pulumi.Input<string> | undefined;
  readonly parameterStorePath: string | undefined;
  readonly network: NetworkSpec;
  readonly topology: TopologySpec;
  readonly parameterGroup: ParameterGroupSpec;
  readonly encryption: EncryptionSpec;
  readonly maintenance: MaintenanceSpec;
  readonly logs: readonly LogSpec[];
  readonly alarms: AlarmsSpec;
}

const DEFAULT_SNAPSHOT_WINDOW = "03:00-05:00";
const DEFAULT_MAINTENANCE_WINDOW = "sun:05:00-sun:09:00";

/** More nodes than any group can have are refused by the rules; no list of them is made. AWS's limit is 500. */
const MOST_NODES = 500;

const pad = (value: number, width: number) => String(value).padStart(width, "0");
const range = (count: number) =>
  Array.from({ length: Math.max(0, count) }, (_, index) => index + 1);

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

/** Resolves every default. Pure: the same arguments give the same spec. Defaults yield to given values. */
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
  const nodeType = input.nodeType ?? "cache.t3.micro";
  const parameters = lowerCased(input.parameters ?? {});
  const topology = resolveTopology(id, input, parameters);
  const parameterGroup = resolveParameterGroup(input, engine, engineVersion, parameters, topology);
  const encryption = resolveEncryption(input);
  const tlsRequired =
    encryption.transitEncryptionEnabled && encryption.transitEncryptionMode === "required";
  const auth = resolveAuth(input.auth ?? {}, { id, engine, engineVersion, tlsRequired });
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
    nodeType,
    port: input.port ?? 6379,
    dataTieringEnabled: input.dataTieringEnabled ?? nodeType.startsWith("cache.r6gd."),
    notificationTopicArn: given(input.notificationTopicArn),
    parameterStorePath: given(input.parameterStorePath),
    network: resolveNetwork(input),
    topology,
    parameterGroup,
    encryption,
    auth,
    maintenance: resolveMaintenance(input),
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

/** The parameter group of AWS's own that is named, where its name is known. */
const namedDefaultGroup = ({ parameterGroupName }: args.RedisCacheArgs) =>
  defaultParameterGroup(literalString(parameterGroupName) ?? "");

/**
 * An engine that was not given follows what only one engine has: the version, else a parameter group of AWS's own, else the node
 * type. Redis OSS where all of them leave the choice.
 */
function defaultEngine(input: args.RedisCacheArgs): args.CacheEngine {
  const version = given(input.engineVersion);
  if (version !== undefined) return engineOfVersion(version) ?? "redis";
  const family = namedDefaultGroup(input)?.family;
  if (family !== undefined) return family.startsWith("valkey") ? "valkey" : "redis";
  const engines = findNodeType(input.nodeType ?? "")?.engines;
  return engines?.includes("redis") === false ? "valkey" : "redis";
}

/** A version that was not given follows a parameter group of AWS's own: AWS refuses another family with it. */
function defaultVersion(engine: args.CacheEngine, input: args.RedisCacheArgs): string {
  const usual = DEFAULT_VERSION[engine];
  const family = namedDefaultGroup(input)?.family;
  if (family?.startsWith(engine) !== true || family === parameterFamily(engine, usual))
    return usual;
  return newestVersionOf(family) ?? usual;
}

const lowerCased = (parameters: Record<string, string>) =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key.toLowerCase(), value]));

function resolveNetwork(input: args.RedisCacheArgs): NetworkSpec {
  const allowedSecurityGroupIds = input.allowedSecurityGroupIds ?? {};
  const allowedCidrBlocks = [...new Set(input.allowedCidrBlocks ?? [])];
  const networkType = input.networkType ?? "ipv4";
  return {
    vpcId: given(input.vpcId),
    subnetIds: input.subnetIds,
    subnetGroupName: given(input.subnetGroupName),
    securityGroupIds: input.securityGroupIds ?? [],
    allowedSecurityGroupIds,
    allowedCidrBlocks,
    makesSecurityGroup:
      Object.keys(allowedSecurityGroupIds).length > 0 || allowedCidrBlocks.length > 0,
    networkType,
    ipDiscovery: input.ipDiscovery ?? (networkType === "dual_stack" ? undefined : networkType),
  };
}

/** `cluster-enabled` among the parameters, or AWS's own group for cluster mode, turn it on as AWS does; more than one shard needs it. */
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
  return {
    clusterMode,
    sharded,
    // AWS's provider holds a count of nodes to the rules of cluster mode disabled, so a sharded group is described by its shards.
    numCacheClusters: byShards ? undefined : nodesPerShard,
    numNodeGroups,
    replicasPerNodeGroup,
    nodes:
      input.nodeIds?.map((id) => ({ id, key: nodeKey(replicationGroupId, id) })) ??
      computedNodes(replicationGroupId, sharded, numNodeGroups, replicasPerNodeGroup + 1),
    automaticFailoverEnabled,
    multiAzEnabled: input.multiAzEnabled ?? (automaticFailoverEnabled && replicasPerNodeGroup > 0),
    preferredCacheClusterAzs: input.preferredCacheClusterAzs,
  };
}

/** Two, unless each node's zone is named, or so many shards leave room for one node each. */
function defaultNodesPerShard(shards: number, zones: readonly string[] | undefined): number {
  if (shards === 1 && zones !== undefined && zones.length > 0) return zones.length;
  return shards * 2 > MOST_NODES ? 1 : 2;
}

const nodeKey = (replicationGroupId: string, id: string) =>
  id.startsWith(`${replicationGroupId}-`) ? id.slice(replicationGroupId.length + 1) : id;

/**
 * Member ids as AWS makes them: `<id>-001` with cluster mode disabled, `<id>-0001-001` (shard, node) enabled or compatible
 * (ElastiCache user guide, "Creating a replication group").
 */
function computedNodes(
  replicationGroupId: string,
  sharded: boolean,
  shards: number,
  nodesPerShard: number,
): NodeSpec[] {
  // Each alone, too: no nodes in any number of shards are no nodes.
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
  engineVersion: string,
  parameters: Record<string, string>,
  topology: TopologySpec,
): ParameterGroupSpec {
  return {
    existingName: given(input.parameterGroupName),
    family: parameterFamily(engine, engineVersion),
    parameters:
      given(input.parameterGroupName) === undefined
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

/** A default window that would overlap the one that was given moves out of its way; AWS refuses the pair otherwise. */
function resolveWindows(
  snapshot: string | undefined,
  maintenance: string | undefined,
): Pick<MaintenanceSpec, "snapshotWindow" | "maintenanceWindow" | "movedWindow"> {
  const snapshotWindow = snapshot ?? DEFAULT_SNAPSHOT_WINDOW;
  const maintenanceWindow = (maintenance ?? DEFAULT_MAINTENANCE_WINDOW).toLowerCase();
  const windows = { snapshotWindow, maintenanceWindow, movedWindow: undefined };
  const daily = parseDaily(snapshotWindow);
  const weekly = parseWeekly(maintenanceWindow);
  if (!daily || !weekly || !overlap(daily, weekly)) return windows;
  if (snapshot === undefined) {
    const slot = nearestDaily(daily, weekly);
    return { ...windows, snapshotWindow: slot && formatDaily(slot), movedWindow: "snapshotWindow" };
  }
  if (maintenance === undefined) {
    const slot = nearestWeekly(weekly, daily);
    const moved = slot && formatWeekly(slot);
    return { ...windows, maintenanceWindow: moved, movedWindow: "maintenanceWindow" };
  }
  return windows;
}
