import { ACCOUNT_ID, type Stored } from "../account";
import type { Invoke, Place } from "../types";
import { type Properties, text, texts } from "../values";
import { authentication } from "./replication-group";
import { REPLICATION_GROUP } from "./tokens";

const getCallerIdentity: Invoke = () => ({
  accountId: ACCOUNT_ID,
  arn: `arn:aws:iam::${ACCOUNT_ID}:user/simulated`,
  id: ACCOUNT_ID,
  userId: "AIDASIMULATEDAWSUSER0",
});

const getRegion: Invoke = (args, place) => {
  const name = text(args["name"]) || place.region;
  return {
    description: name,
    endpoint: `ec2.${name}.amazonaws.com`,
    id: name,
    name,
    region: name,
  };
};

const getPartition: Invoke = () => ({
  dnsSuffix: "amazonaws.com",
  id: "aws",
  partition: "aws",
  reverseDnsPrefix: "com.amazonaws",
});

/** The replication groups of a region. */
const groups = ({ account, region }: Place): Stored[] =>
  account.list(REPLICATION_GROUP).filter((stored) => stored.region === region);

const picked = (attributes: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** What the provider's function gives of a group; TLS and its mode are not among it. */
const GROUP_FACTS = [
  "arn",
  "automaticFailoverEnabled",
  "clusterMode",
  "configurationEndpointAddress",
  "description",
  "logDeliveryConfigurations",
  "memberClusters",
  "multiAzEnabled",
  "nodeGroupConfigurations",
  "nodeType",
  "numCacheClusters",
  "numNodeGroups",
  "port",
  "primaryEndpointAddress",
  "readerEndpointAddress",
  "replicasPerNodeGroup",
  "snapshotRetentionLimit",
  "snapshotWindow",
];

/** The provider's text for a group that does not exist (`SingularDataSourceFindError`). */
const getReplicationGroup: Invoke = (args, place) => {
  const id = text(args["replicationGroupId"]).toLowerCase();
  const found = groups(place).find((stored) => stored.id === id);
  if (!found) throw new Error("no matching ElastiCache Replication Group found");
  return {
    logDeliveryConfigurations: [],
    ...picked(found.attributes, GROUP_FACTS),
    id,
    authTokenEnabled: authentication(found).tokens.length > 0,
  };
};

/** What the provider's function gives of a node; its `port` is that of Memcached alone. */
const MEMBER_FACTS = [
  "engine",
  "ipDiscovery",
  "maintenanceWindow",
  "networkType",
  "nodeType",
  "notificationTopicArn",
  "parameterGroupName",
  "securityGroupIds",
  "subnetGroupName",
];

const getCluster: Invoke = (args, place) => {
  const id = text(args["clusterId"]).toLowerCase();
  const found = groups(place).find(({ attributes }) =>
    texts(attributes["memberClusters"]).includes(id),
  );
  if (!found) throw new Error("no matching ElastiCache Cluster found");
  return {
    ...picked(found.attributes, MEMBER_FACTS),
    id,
    engineVersion: text(found.attributes["engineVersionActual"]),
    replicationGroupId: found.id,
  };
};

export const INVOKES: Record<string, Invoke> = {
  "aws:elasticache/getCluster:getCluster": getCluster,
  "aws:elasticache/getReplicationGroup:getReplicationGroup": getReplicationGroup,
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
};
