import type * as elasticache from "@pulumi/aws/elasticache";
import { type Version, isAtLeast, parseVersion } from "../formats/version";
import type { CacheSpec } from "./spec";

/** The delivery of one log. */
export interface RunningLog {
  readonly logType: string;
  readonly logFormat: string;
  readonly destinationType: string;
  readonly destination: string;
}

/** A replication group as it runs before the update. A fact that cannot be read is undefined. */
export interface RunningFacts {
  readonly engine: string | undefined;
  /** As AWS gives it, with the patch: `7.0.7`. */
  readonly engineVersion: string | undefined;
  readonly nodeType: string | undefined;
  readonly port: number | undefined;
  readonly subnetGroupName: string | undefined;
  readonly networkType: string | undefined;
  readonly clusterMode: string | undefined;
  readonly numNodeGroups: number | undefined;
  readonly replicasPerNodeGroup: number | undefined;
  readonly automaticFailoverEnabled: boolean | undefined;
  readonly multiAzEnabled: boolean | undefined;
  readonly snapshotRetentionLimit: number | undefined;
  readonly memberClusters: readonly string[] | undefined;
  /** Whether TLS is on. Whether it is required cannot be read. */
  readonly transitEncryptionEnabled: boolean | undefined;
  readonly authTokenEnabled: boolean | undefined;
  readonly logs: readonly RunningLog[] | undefined;
}

/** Answers of the AWS provider's functions. A provider that is not configured yet, or a mock, may leave out any field. */
type Group = Partial<elasticache.GetReplicationGroupResult>;
type Member = Partial<elasticache.GetClusterResult>;

/** An empty text is a value that AWS does not give. */
const text = (value: string | undefined) => (value === "" ? undefined : value);

/**
 * TLS by the endpoint's name, because neither function gives it: `master.<id>.…` or `clustercfg.<id>.…` with TLS, and
 * `<id>.…` without (user guide, "Enabling in-transit encryption", best practices).
 */
function hasTls(id: string, { authTokenEnabled, ...group }: Group): boolean | undefined {
  if (authTokenEnabled === true) return true;
  const host = text(group.configurationEndpointAddress) ?? text(group.primaryEndpointAddress);
  if (host === undefined) return undefined;
  if ([`master.${id}.`, `clustercfg.${id}.`].some((start) => host.startsWith(start))) return true;
  return host.startsWith(`${id}.`) ? false : undefined;
}

/** The facts in the answers for a replication group and one of its nodes. */
export const factsOf = (id: string, group: Group, member: Member): RunningFacts => ({
  engine: text(member.engine),
  engineVersion: text(member.engineVersion),
  nodeType: text(group.nodeType),
  port: group.port,
  subnetGroupName: text(member.subnetGroupName),
  networkType: text(member.networkType),
  clusterMode: text(group.clusterMode),
  numNodeGroups: group.numNodeGroups,
  replicasPerNodeGroup: group.replicasPerNodeGroup,
  automaticFailoverEnabled: group.automaticFailoverEnabled,
  multiAzEnabled: group.multiAzEnabled,
  snapshotRetentionLimit: group.snapshotRetentionLimit,
  memberClusters: group.memberClusters && [...group.memberClusters].sort(),
  transitEncryptionEnabled: hasTls(id, group),
  authTokenEnabled: group.authTokenEnabled,
  logs: group.logDeliveryConfigurations,
});

/** The running version in its parts; undefined where it could not be read. */
export const runningVersion = ({ engineVersion }: RunningFacts): Version | undefined =>
  parseVersion(engineVersion ?? "");

/** The running version in the form of the argument: `major.minor`, and `major.minor.patch` below Redis 6. */
export function argumentOf({ major, minor, patch }: Version): string {
  const numbers = major < 6 ? [major, minor, patch] : [major, minor];
  return numbers.join(".");
}

/** Whether two versions belong to one line, within which AWS upgrades by itself: a major version; below 6 a minor one. */
const isSameLine = (a: Version, b: Version) =>
  a.major === b.major && (a.major >= 6 || a.minor === b.minor);

/**
 * The running version where AWS has raised it above the wanted one within its line; otherwise undefined. AWS cannot
 * downgrade (ModifyReplicationGroup, EngineVersion), and the provider plans a replacement for a lower version.
 */
export function raisedVersion(running: RunningFacts, spec: CacheSpec): string | undefined {
  const actual = runningVersion(running);
  if (actual === undefined || spec.version === undefined || running.engine !== spec.engine) {
    return undefined;
  }
  const version = argumentOf(actual);
  return isSameLine(actual, spec.version) && !isAtLeast(spec.version, version)
    ? version
    : undefined;
}
