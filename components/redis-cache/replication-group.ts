import type * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "./spec";
import type { LogDelivery } from "../monitoring/logs";

type Args = elasticache.ReplicationGroupArgs;

/** Other resources that the replication group uses. */
export interface ReplicationGroupParts {
  /** The version to send, once the change of the running group is checked. It fails where a rule reports an error. */
  readonly engineVersion: pulumi.Output<string>;
  /** The groups that the component made, where it did. */
  readonly subnetGroup: elasticache.SubnetGroup | undefined;
  readonly parameterGroup: elasticache.ParameterGroup | undefined;
  readonly securityGroup: ec2.SecurityGroup | undefined;
  readonly token: pulumi.Output<string> | undefined;
  readonly userGroup: elasticache.UserGroup | undefined;
  readonly logDelivery: LogDelivery;
}

/** An argument where it has a value; the provider treats an undefined one and an absent one differently. */
const where = <K extends keyof Args>(key: K, value: Args[K]): Pick<Args, K> | object =>
  value === undefined ? {} : { [key]: value };

/** AWS accepts the mode from Redis 7 on. In older versions TLS is always required, and AWS refuses the mode. */
const hasTransitEncryptionMode = (spec: CacheSpec) =>
  spec.encryption.transitEncryptionMode === "preferred" ||
  spec.engine === "valkey" ||
  Number.parseFloat(spec.engineVersion) >= 7;

function securityGroupIds(spec: CacheSpec, made: pulumi.Output<string> | undefined) {
  const given = spec.network.securityGroupIds;
  if (made === undefined) {
    return Array.isArray(given) && given.length === 0 ? undefined : given;
  }
  return pulumi.all([given, made]).apply(([ids, id]) => [...new Set([...ids, id])]);
}

function topology(spec: CacheSpec): Partial<Args> {
  const { numCacheClusters, numNodeGroups, replicasPerNodeGroup, ...rest } = spec.topology;
  return {
    ...(numCacheClusters === undefined
      ? { numNodeGroups, replicasPerNodeGroup }
      : { numCacheClusters }),
    ...where("clusterMode", spec.args.clusterMode),
    automaticFailoverEnabled: rest.automaticFailoverEnabled,
    multiAzEnabled: rest.multiAzEnabled,
    ...where(
      "preferredCacheClusterAzs",
      rest.preferredCacheClusterAzs && [...rest.preferredCacheClusterAzs],
    ),
  };
}

function network(spec: CacheSpec, parts: ReplicationGroupParts): Partial<Args> {
  const { networkType, ipDiscovery } = spec.network;
  return {
    port: spec.port,
    ...where("subnetGroupName", parts.subnetGroup?.name ?? spec.network.subnetGroupName),
    ...where("securityGroupIds", securityGroupIds(spec, parts.securityGroup?.id)),
    networkType,
    // AWS accepts it from Redis 6.2 on, and IPv4 is its default.
    ...(networkType === "ipv4" ? {} : where("ipDiscovery", ipDiscovery)),
  };
}

/**
 * Without a token the strategy is DELETE. The provider sends it only when a user group is added to a replication group
 * with a token, which is how AWS moves from a token to users. Without a strategy, the provider would send an empty
 * token.
 */
const authentication = (
  { auth }: CacheSpec,
  token: pulumi.Output<string> | undefined,
): Partial<Args> =>
  token === undefined
    ? { authTokenUpdateStrategy: "DELETE" }
    : { authToken: token, authTokenUpdateStrategy: auth.updateStrategy };

function security(spec: CacheSpec, parts: ReplicationGroupParts): Partial<Args> {
  const { encryption, auth } = spec;
  const userGroupIds = parts.userGroup ? [parts.userGroup.userGroupId] : auth.userGroupIds;
  return {
    atRestEncryptionEnabled: encryption.atRestEncryptionEnabled,
    ...where("kmsKeyId", encryption.kmsKeyId),
    transitEncryptionEnabled: encryption.transitEncryptionEnabled,
    ...(hasTransitEncryptionMode(spec)
      ? where("transitEncryptionMode", encryption.transitEncryptionMode)
      : {}),
    ...authentication(spec, parts.token),
    ...(userGroupIds.length === 0 ? {} : { userGroupIds: [...userGroupIds] }),
  };
}

function maintenance(spec: CacheSpec): Partial<Args> {
  const { maintenance: plan } = spec;
  return {
    snapshotRetentionLimit: plan.snapshotRetentionLimit,
    ...where("snapshotWindow", plan.snapshotWindow),
    ...where("maintenanceWindow", plan.maintenanceWindow),
    ...where("finalSnapshotIdentifier", plan.finalSnapshotIdentifier),
    ...where("snapshotName", plan.snapshotName),
    ...where("snapshotArns", plan.snapshotArns && [...plan.snapshotArns]),
    autoMinorVersionUpgrade: plan.autoMinorVersionUpgrade,
    applyImmediately: plan.applyImmediately,
  };
}

/**
 * The replication group. The backup that it is restored from is read only at its creation and ignored later, because
 * removing it would replace the cache.
 */
export function createReplicationGroup(
  spec: CacheSpec,
  parts: ReplicationGroupParts,
  parent: pulumi.Resource,
): elasticache.ReplicationGroup {
  return new elasticache.ReplicationGroup(
    `${spec.name}-replication-group`,
    {
      replicationGroupId: spec.id,
      description: spec.description,
      engine: spec.engine,
      engineVersion: parts.engineVersion,
      nodeType: spec.nodeType,
      ...where(
        "parameterGroupName",
        parts.parameterGroup?.name ?? spec.parameterGroup.existingName,
      ),
      ...topology(spec),
      ...network(spec, parts),
      ...security(spec, parts),
      ...maintenance(spec),
      ...(spec.dataTieringEnabled ? { dataTieringEnabled: true } : {}),
      ...where("notificationTopicArn", spec.notificationTopicArn),
      ...(parts.logDelivery.configurations.length === 0
        ? {}
        : { logDeliveryConfigurations: parts.logDelivery.configurations }),
      tags: { ...spec.tags },
    },
    {
      parent,
      dependsOn: parts.logDelivery.dependencies,
      ignoreChanges: ["snapshotName", "snapshotArns"],
    },
  );
}
