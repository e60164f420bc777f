export const ID = "koneksi-test-redis";

/** The cache of the defaults, as the provider's functions answer. */
export const group = {
  authTokenEnabled: true,
  clusterMode: "disabled",
  configurationEndpointAddress: "",
  primaryEndpointAddress: `master.${ID}.abc123.apse1.cache.amazonaws.com`,
  logDeliveryConfigurations: [],
  memberClusters: [`${ID}-002`, `${ID}-001`],
  nodeType: "cache.t3.micro",
  numNodeGroups: 1,
  replicasPerNodeGroup: 1,
  port: 6379,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  snapshotRetentionLimit: 7,
};
export const member = {
  engine: "redis",
  engineVersion: "7.1.0",
  networkType: "ipv4",
  subnetGroupName: "default",
};
