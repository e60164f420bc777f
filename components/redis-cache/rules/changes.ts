import { DATA_TIERING_FAMILY, parseNodeType } from "../../catalog/node-types";
import { listed } from "../../checking/format";
import { literalString } from "../../checking/input";
import { isAtLeast } from "../../formats/version";
import { memberDrift } from "../../monitoring/alarms";
import { LOG_TYPES, type LogSpec } from "../../monitoring/spec";
import {
  type RunningFacts,
  type RunningLog,
  argumentOf,
  raisedVersion,
  runningVersion,
} from "../running";
import type { CacheSpec } from "../spec";
import { ENGINE_NAMES } from "./engine";
import type { ChangeRule, Finding } from "./rule";
import { changeError, changeWarning, when } from "./rule";

const REPLACES = "replaces the cache and deletes its data";
const ALLOWED = "to replace it anyway, set allowReplacement to true for this update";

/** A change that the AWS provider makes by replacing the replication group: an error until `allowReplacement` is true. */
const replacement = (
  id: string,
  says: string,
  find: (running: RunningFacts, spec: CacheSpec) => readonly Finding[],
) =>
  changeError(id, `${says}; an error until allowReplacement is true.`, (running, spec) =>
    spec.allowReplacement ? [] : find(running, spec),
  );

/** A change of one value, when both values are known. */
const replacedValue = (
  path: string,
  was: string | number | undefined,
  is: string | number | undefined,
): readonly Finding[] =>
  when(
    was !== undefined && is !== undefined && was !== is,
    path,
    `a change from ${String(was)} to ${String(is)} ${REPLACES}; write ${String(was)}, or create a second cache with the new value and move the clients; ${ALLOWED}`,
  );

const nameOf = (engine: string | undefined) =>
  engine === "redis" || engine === "valkey" ? ENGINE_NAMES[engine] : String(engine);

const raised = changeWarning(
  "change-engine-version-raised",
  "engineVersion is a minimum within its major version: where AWS runs a newer minor version, that one is sent (ModifyReplicationGroup, EngineVersion: a downgrade is not possible).",
  (running, spec) => {
    const version = raisedVersion(running, spec);
    return when(
      version !== undefined,
      "engineVersion",
      `the cache runs ${ENGINE_NAMES[spec.engine]} ${version ?? ""}, to which AWS upgraded it from ${spec.engineVersion}, and keeps it; write engineVersion: "${version ?? ""}"`,
    );
  },
);

/** Whether the wanted version is below the running one and in another line than it. */
function isDowngrade(running: RunningFacts, spec: CacheSpec): boolean {
  const actual = runningVersion(running);
  if (actual === undefined || spec.version === undefined) return false;
  return !isAtLeast(spec.version, argumentOf(actual)) && raisedVersion(running, spec) === undefined;
}

const downgrade = replacement(
  "change-engine-downgrade",
  "A lower major version, or a change from Valkey to Redis OSS, replaces the cache (AWS provider, engine and engine_version)",
  (running, spec) => {
    const { engine } = running;
    const back = engine === "valkey" && spec.engine === "redis";
    if (!back && !(engine === spec.engine && isDowngrade(running, spec))) return [];
    const actual = runningVersion(running);
    const version = actual && argumentOf(actual);
    const runs = version === undefined ? nameOf(engine) : `${nameOf(engine)} ${version}`;
    const keep = version === undefined ? "" : ` and engineVersion: "${version}"`;
    const given = spec.args.engine !== undefined || (spec.args.engineVersion ?? "") !== "";
    const wanted = `${ENGINE_NAMES[spec.engine]} ${spec.engineVersion}${given ? "" : ", the default,"}`;
    const reason = `the cache runs ${runs}, and a change to ${wanted} ${REPLACES}; write engine: ${engine}${keep}; ${ALLOWED}`;
    return [{ path: back ? "engine" : "engineVersion", reason }];
  },
);

const port = replacement(
  "change-port",
  "Another port replaces the cache (AWS provider, port)",
  (running, spec) => replacedValue("port", running.port, spec.port),
);

const subnetGroup = replacement(
  "change-subnet-group",
  "Another existing subnet group replaces the cache (AWS provider, subnet_group_name)",
  (running, { network }) =>
    replacedValue(
      "subnetGroupName",
      running.subnetGroupName,
      literalString(network.subnetGroupName)?.toLowerCase(),
    ),
);

const networkType = replacement(
  "change-network-type",
  "Another network type replaces the cache (AWS provider, network_type)",
  (running, { network }) => replacedValue("networkType", running.networkType, network.networkType),
);

const dataTiering = replacement(
  "change-data-tiering",
  'Turning data tiering on replaces the cache (AWS provider, data_tiering_enabled); AWS does not scale from r6gd to another family (user guide, "Data tiering")',
  ({ nodeType }, spec) => {
    const family = parseNodeType(nodeType ?? "")?.family;
    if (family === undefined) return [];
    const tiered = family === DATA_TIERING_FAMILY;
    return when(
      tiered !== spec.dataTieringEnabled,
      "nodeType",
      `a change from ${nodeType ?? ""} to ${spec.nodeType} turns data tiering ${tiered ? "off, which AWS does not do for a running cache" : `on, which ${REPLACES}`}; write a node type ${tiered ? "of" : "outside"} the family ${DATA_TIERING_FAMILY}, or create a second cache and move the clients; ${ALLOWED}`,
    );
  },
);

/** Oldest Redis OSS version whose TLS can be changed while it runs (AWS provider, transit_encryption_enabled). */
const SWITCHES_TLS = "7.0.5";

const canSwitchTls = (running: RunningFacts) =>
  running.engine === undefined ||
  running.engine === "valkey" ||
  isAtLeast(runningVersion(running), SWITCHES_TLS);

const changesTls = (running: RunningFacts, { encryption }: CacheSpec) =>
  running.transitEncryptionEnabled !== undefined &&
  running.transitEncryptionEnabled !== encryption.transitEncryptionEnabled;

const tlsVersion = replacement(
  "change-tls-version",
  `TLS of a running cache can be turned on and off from Redis OSS ${SWITCHES_TLS} on; below, the change replaces the cache (AWS provider, transit_encryption_enabled)`,
  (running, spec) =>
    when(
      changesTls(running, spec) && !canSwitchTls(running),
      "transitEncryptionEnabled",
      `the cache runs ${nameOf(running.engine)} ${running.engineVersion ?? ""}, and turning TLS ${spec.encryption.transitEncryptionEnabled ? "on" : "off"} below ${SWITCHES_TLS} ${REPLACES}; upgrade engineVersion first, in an update of its own; ${ALLOWED}`,
    ),
);

const tlsRequired = changeError(
  "change-tls-required",
  "TLS is turned on in two updates: preferred, then required (ModifyReplicationGroup, TransitEncryptionMode).",
  (running, spec) => {
    const { transitEncryptionEnabled: on, transitEncryptionMode: mode } = spec.encryption;
    return when(
      changesTls(running, spec) && canSwitchTls(running) && on && mode !== "preferred",
      "transitEncryptionMode",
      "the cache runs without TLS, and AWS turns it on in two updates; write preferred and auth.mode: none, apply, move every client to TLS, and then write required",
    );
  },
);

/**
 * The wanted cluster mode; undefined where only an existing parameter group decides it, because the component cannot
 * read that group.
 */
function wantedMode({ args, parameterGroup, topology }: CacheSpec) {
  const unknown = parameterGroup.existingName !== undefined && !parameterGroup.defaultGroup;
  if (args.clusterMode === undefined && !topology.sharded && unknown) return undefined;
  return topology.clusterMode;
}

const clusterMode = changeError(
  "change-cluster-mode",
  'Cluster mode is turned on in two updates, compatible and then enabled, and cannot be turned off (user guide, "Modifying cluster mode").',
  (running, spec) => {
    const { clusterMode: was } = running;
    const wanted = wantedMode(spec);
    if (wanted === undefined || was === wanted) return [];
    const reasons: Readonly<Record<string, string>> = {
      disabled:
        wanted === "enabled"
          ? "the cache runs with cluster mode disabled, and AWS enables it in two updates; write clusterMode: compatible, apply it, move every client to the configuration endpoint, and then write enabled"
          : "",
      enabled: `cluster mode cannot be changed from enabled to ${wanted}; write clusterMode: enabled, or create a second cache and copy the data (a snapshot of this one does not restore into it)`,
    };
    const reason = reasons[was ?? ""] ?? "";
    return when(reason !== "", "clusterMode", reason);
  },
);

const differs = <T>(was: T | undefined, is: T) => was !== undefined && was !== is;

/** The running version in the form of the argument, unless the wanted one is sent and is another. */
function changesVersion(running: RunningFacts, spec: CacheSpec): boolean {
  const actual = runningVersion(running);
  if (actual === undefined || raisedVersion(running, spec) !== undefined) return false;
  // `6.x` is any version of Redis 6.
  if (spec.version?.minor === Infinity) return spec.version.major !== actual.major;
  return argumentOf(actual) !== spec.engineVersion;
}

/** The arguments that change what AWS does not change together with the cluster mode, nor while it is compatible. */
const changedBesideMode = (running: RunningFacts, spec: CacheSpec): readonly string[] =>
  Object.entries({
    nodeType: differs(running.nodeType, spec.nodeType),
    engine: differs(running.engine, spec.engine),
    engineVersion: changesVersion(running, spec),
    numNodeGroups: differs(running.numNodeGroups, spec.topology.numNodeGroups),
    snapshotRetentionLimit:
      running.clusterMode !== spec.topology.clusterMode &&
      differs(running.snapshotRetentionLimit, spec.maintenance.snapshotRetentionLimit),
  }).flatMap(([key, changed]) => (changed ? [key] : []));

const clusterModeAlone = changeError(
  "change-cluster-mode-alone",
  'The cluster mode is changed in an update of its own ("Cluster mode updates are not supported while attempting to update additional properties."), and a cache in mode compatible is neither scaled nor upgraded (user guide, "Modifying cluster mode").',
  (running, spec) => {
    const [was, is] = [running.clusterMode, wantedMode(spec)];
    if (was === undefined || is === undefined || (was === is && was !== "compatible")) return [];
    if (was === "enabled" || (was === "disabled" && is === "enabled")) return [];
    const changed = changedBesideMode(running, spec);
    const reason =
      was === is
        ? `cluster mode is compatible, in which AWS does not change ${listed(changed)}; write clusterMode: enabled, apply it, and change ${listed(changed)} in the next update`
        : `AWS changes the cluster mode alone, and this update also changes ${listed(changed)}; change ${listed(changed)} in an update of its own`;
    return when(changed.length > 0, "clusterMode", reason);
  },
);

/** The update turns off what keeps a replica, and removes the last one. */
const replicas = changeError(
  "change-last-replica",
  'The last replica is removed after failover and Multi-AZ are off ("Must have at least 1 replica when cluster mode is disabled with auto failover enabled."). The AWS provider removes replicas before it turns them off in cluster mode, and without applyImmediately they stay on until the maintenance window.',
  (running, spec) => {
    const { replicasPerNodeGroup: wanted, sharded } = spec.topology;
    if (wanted > 0 || (running.replicasPerNodeGroup ?? 0) === 0) return [];
    const multiAz = running.multiAzEnabled === true;
    const kept = sharded ? multiAz : multiAz || running.automaticFailoverEnabled === true;
    const late = sharded || !spec.maintenance.applyImmediately;
    const off = sharded ? "multiAzEnabled" : "automaticFailoverEnabled and multiAzEnabled";
    return when(
      kept && late,
      spec.args.numCacheClusters === undefined ? "replicasPerNodeGroup" : "numCacheClusters",
      `the running cache ${multiAz ? "is Multi-AZ" : "fails over automatically"}, which needs a replica; first set ${off} to false with applyImmediately true, apply, and then remove the last replica`,
    );
  },
);

/** The AWS provider named a node for the first backup in every mode; whether its newest version still does is not known. */
const backupsOn = changeWarning(
  "change-backups-on",
  'In cluster mode, some versions of the AWS provider cannot turn backups on later ("Cannot set snapshotting cluster for cluster mode enabled replication group").',
  ({ clusterMode: mode, snapshotRetentionLimit: was }, { maintenance }) =>
    when(
      mode === "enabled" && was === 0 && maintenance.snapshotRetentionLimit > 0,
      "snapshotRetentionLimit",
      `the AWS provider may fail to turn backups on in cluster mode; if it does, run "aws elasticache modify-replication-group --snapshot-retention-limit ${String(maintenance.snapshotRetentionLimit)} --apply-immediately" for this cache, and then pulumi refresh`,
    ),
);

const tokenRemoved = changeError(
  "change-token-removed",
  "AWS removes a token only when a user group replaces it (ModifyReplicationGroup, AuthTokenUpdateStrategy).",
  ({ authTokenEnabled }, { auth }) =>
    when(
      authTokenEnabled === true && auth.mode === "none",
      "auth.mode",
      "the running cache requires a token, and would still require it after this update, which deletes the token's secret; first change to auth.users with only the user default, apply, and then write none",
    ),
);

const tokenFirst = changeWarning(
  "change-token-first",
  'The first token of a running cache is added with ROTATE, and required with SET (user guide, "Authenticating with AUTH"); sources differ on SET as the first step, so a warning.',
  ({ authTokenEnabled, transitEncryptionEnabled }, { auth }) =>
    when(
      authTokenEnabled === false &&
        transitEncryptionEnabled === true &&
        auth.mode === "token" &&
        auth.updateStrategy === "SET",
      "auth.updateStrategy",
      "the running cache has no token, and AWS may refuse SET for the first one; write ROTATE, apply, give every client the token, and then write SET",
    ),
);

/** Whether a running log is the wanted one. A destination that is made or late is taken to be the same. */
const isSameLog = (was: RunningLog, wanted: LogSpec) =>
  was.logType === wanted.logType &&
  was.logFormat === wanted.format &&
  was.destinationType === wanted.destinationType &&
  (literalString(wanted.destination) ?? was.destination) === was.destination;

const logsLater = changeError(
  "log-apply-immediately",
  'AWS refuses a change of logs without applyImmediately ("To modify the log delivery configuration, set the apply-immediately parameter to true."), and with it the other changes of the update.',
  ({ logs: running = [], memberClusters }, { logs, maintenance }) => {
    if (maintenance.applyImmediately || memberClusters === undefined) return [];
    const changed = (logType: string) => {
      const was = running.find((log) => log.logType === logType);
      const wanted = logs.find((log) => log.logType === logType);
      if (was === undefined || wanted === undefined) return was !== wanted;
      return !isSameLog(was, wanted);
    };
    return Object.entries(LOG_TYPES).flatMap(([key, logType]) =>
      when(
        changed(logType),
        `logs.${key}`,
        "AWS changes the logs of a running cache only at once, and refuses the whole update; set applyImmediately to true for this update",
      ),
    );
  },
);

/** Whether the update keeps the number of nodes, so that the members now are those that the alarms will watch. */
const keepsNodes = (running: RunningFacts, { topology }: CacheSpec) =>
  running.numNodeGroups === topology.numNodeGroups &&
  running.replicasPerNodeGroup === topology.replicasPerNodeGroup;

const memberIds = changeWarning(
  "change-member-ids",
  "The alarms watch the ids of the members, which may differ from the computed ones after a change of the cluster mode or a removed node.",
  (running, spec) => {
    const { enabled, nodes } = spec.alarms;
    const reason = memberDrift(
      nodes.map(({ id }) => id),
      running.memberClusters ?? [],
    );
    return when(
      enabled && keepsNodes(running, spec) && reason !== undefined,
      "nodeIds",
      reason ?? "",
    );
  },
);

export const changes: readonly ChangeRule[] = [
  raised,
  downgrade,
  port,
  subnetGroup,
  networkType,
  dataTiering,
  tlsVersion,
  tlsRequired,
  clusterMode,
  clusterModeAlone,
  replicas,
  backupsOn,
  tokenRemoved,
  tokenFirst,
  logsLater,
  memberIds,
];
