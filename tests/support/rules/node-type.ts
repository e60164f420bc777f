import { type RuleTable, inContext } from "./cases";

const NODE_TYPE =
  "does not have the form cache.<family>.<size> in lower case; did you mean cache.r6g.large?";
const NODE_TYPE_ENGINE =
  "runs Valkey only; write engine valkey, or use an older family such as cache.r7g or cache.m7g";
const NODE_TYPE_VERSION =
  "raise engineVersion, or use an older family such as cache.r5 or cache.t3";
const DATA_TIERING = "does not support data tiering; remove it, or use a cache.r6gd type";
const NODE_TYPE_HOST =
  "use a current node type such as cache.t4g.small or cache.r7g.large, or write false";
const NODE_TYPE_PREVIOUS =
  "is of a previous generation, on which AWS may create no new groups; use a current node type such as cache.t4g.small or cache.r7g.large";
const NODE_TYPE_UNKNOWN = "nothing that depends on its memory, engines or network is checked";

export const nodeType: RuleTable = {
  "node-type": [
    { nodeType: "" },
    'nodeType: "" does not have the form cache.<family>.<size> in lower case; use for example cache.t4g.small or cache.r7g.large',
    { nodeType: "r6g.large" },
    `nodeType: "r6g.large" ${NODE_TYPE}`,
    { nodeType: "db.r6g.large" },
    `nodeType: "db.r6g.large" ${NODE_TYPE}`,
    { nodeType: "Cache.R6g.Large" },
    `nodeType: "Cache.R6g.Large" ${NODE_TYPE}`,
    { nodeType: "cache.r6g" },
    'nodeType: "cache.r6g" does not have the form cache.<family>.<size> in lower case; use for example cache.t4g.small or cache.r7g.large',
    { nodeType: "cache.t3.micro " },
    'nodeType: "cache.t3.micro " does not have the form cache.<family>.<size> in lower case; did you mean cache.t3.micro?',
    { nodeType: "mystery" },
    'nodeType: "mystery" does not have the form cache.<family>.<size> in lower case; use for example cache.t4g.small or cache.r7g.large',
    { nodeType: "r8g.large" },
    'nodeType: "r8g.large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r8g.large?',
    { engine: "redis", nodeType: "r8g.large" },
    `nodeType: "r8g.large" ${NODE_TYPE}`,
    { nodeType: "cache.r6g.large" },
    { nodeType: "cache.x9zz.99xlarge" },
  ],
  "node-type-size": [
    { nodeType: "cache.r6g.lage" },
    'nodeType: r6g has no size "lage", only large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge; did you mean cache.r6g.large?',
    { nodeType: "cache.r6gd.large" },
    'nodeType: r6gd has no size "large", only xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge; did you mean cache.r6gd.xlarge?',
    { nodeType: "cache.m7g.medium" },
    'nodeType: m7g has no size "medium", only large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge',
    { nodeType: "cache.m3.potato" },
    'nodeType: m3 has no size "potato", only medium, large, xlarge and 2xlarge',
    { nodeType: "cache.r6gd.xlarge" },
    { nodeType: "cache.m3.medium" },
    { nodeType: "cache.x9.potato" },
  ],
  "node-type-engine": [
    { engine: "redis", nodeType: "cache.r8g.large" },
    `nodeType: cache.r8g.large ${NODE_TYPE_ENGINE}`,
    { engineVersion: "7.1", nodeType: "cache.m8g.large" },
    "nodeType: cache.m8g.large runs Valkey only; write engine valkey and a version of Valkey, or use an older family such as cache.r7g or cache.m7g",
    { engine: "redis", nodeType: "cache.c8gn.large" },
    `nodeType: cache.c8gn.large ${NODE_TYPE_ENGINE}`,
    { engine: "redis", nodeType: "cache.r8g.larg" },
    `nodeType: cache.r8g.larg ${NODE_TYPE_ENGINE}`,
    { engine: "valkey", nodeType: "cache.r8g.large" },
    { nodeType: "cache.r8g.large" },
    { engine: "redis", nodeType: "cache.r7g.large" },
    { engine: "redis", nodeType: "cache.x9.large" },
  ],
  "node-type-version": [
    { nodeType: "cache.r7g.large", engineVersion: "6.0" },
    `nodeType: cache.r7g.large requires Redis OSS 6.2 or later, but engineVersion is "6.0"; ${NODE_TYPE_VERSION}`,
    { nodeType: "cache.r6gd.xlarge", engineVersion: "6.0" },
    `nodeType: cache.r6gd.xlarge requires Redis OSS 6.2 or later, but engineVersion is "6.0"; ${NODE_TYPE_VERSION}`,
    { nodeType: "cache.r6g.large", engineVersion: "5.0.5" },
    `nodeType: cache.r6g.large requires Redis OSS 5.0.6 or later, but engineVersion is "5.0.5"; ${NODE_TYPE_VERSION}`,
    { nodeType: "cache.t4g.small", engineVersion: "4.0.10" },
    `nodeType: cache.t4g.small requires Redis OSS 5.0.6 or later, but engineVersion is "4.0.10"; ${NODE_TYPE_VERSION}`,
    { nodeType: "cache.r7g.large", engineVersion: "6.2" },
    { nodeType: "cache.r7g.large", engineVersion: "6.x" },
    { nodeType: "cache.r6g.large", engineVersion: "5.0.6" },
    { nodeType: "cache.t4g.micro", engineVersion: "4.0.10" },
    { nodeType: "cache.t2.micro", engineVersion: "3.2.10" },
    { nodeType: "cache.r7g.large", engine: "valkey", engineVersion: "7.2" },
  ],
  "data-tiering": [
    { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: false },
    "dataTieringEnabled: data tiering is always on with cache.r6gd.xlarge; write true or remove it, or use a cache.r6g type",
    { nodeType: "cache.r6g.large", dataTieringEnabled: true },
    `dataTieringEnabled: cache.r6g.large ${DATA_TIERING}`,
    { dataTieringEnabled: true },
    `dataTieringEnabled: cache.t3.micro ${DATA_TIERING}`,
    { nodeType: "cache.r6gd.xlarge" },
    { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true },
    { nodeType: "cache.r6g.large", dataTieringEnabled: false },
    { nodeType: "cache.x9.large", dataTieringEnabled: true },
  ],
  "node-type-host": [
    { nodeType: "cache.m1.small", transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    `transitEncryptionEnabled: cache.m1.small does not support TLS; ${NODE_TYPE_HOST}`,
    `atRestEncryptionEnabled: cache.m1.small does not support encryption at rest; ${NODE_TYPE_HOST}`,
    { nodeType: "cache.t1.micro", automaticFailoverEnabled: true },
    `automaticFailoverEnabled: cache.t1.micro does not support failover; ${NODE_TYPE_HOST}`,
    { nodeType: "cache.t1.micro", multiAzEnabled: true },
    `multiAzEnabled: cache.t1.micro does not support Multi-AZ; ${NODE_TYPE_HOST}`,
    { nodeType: "cache.m1.small" },
    { nodeType: "cache.t1.micro" },
    { nodeType: "cache.m1.small", multiAzEnabled: true },
    {
      nodeType: "cache.t2.micro",
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
    },
  ],
  "node-type-previous": [
    { nodeType: "cache.t2.micro" },
    `nodeType: cache.t2.micro ${NODE_TYPE_PREVIOUS}`,
    { nodeType: "cache.m3.medium" },
    `nodeType: cache.m3.medium ${NODE_TYPE_PREVIOUS}`,
    { nodeType: "cache.t3.micro" },
    { nodeType: "cache.m4.large" },
  ],
  "node-type-unknown": [
    { nodeType: "cache.r6.large" },
    `nodeType: "cache.r6.large" is not a known node type (did you mean cache.r4.large?); ${NODE_TYPE_UNKNOWN}`,
    { nodeType: "cache.qqqqqq.zzzzzz" },
    `nodeType: "cache.qqqqqq.zzzzzz" is not a known node type; ${NODE_TYPE_UNKNOWN}`,
    { nodeType: "cache.r6g.large" },
    { nodeType: "cache.m3.medium" },
  ],
  "data-tiering-unknown": [
    { nodeType: "cache.x9.large", dataTieringEnabled: true },
    "dataTieringEnabled: only cache.r6gd is known to have data tiering; AWS may refuse it with cache.x9.large",
    { nodeType: "cache.x9.large" },
    { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true },
  ],
  "node-type-region": [
    inContext({ region: "ap-southeast-1" }, { nodeType: "cache.c7gn.large" }),
    "nodeType: cache.c7gn.large is not known to be offered in ap-southeast-1; check DescribeReservedCacheNodesOfferings there, or use another family",
    inContext({ region: "us-east-1" }, { nodeType: "cache.c7gn.large" }),
    { nodeType: "cache.c7gn.large" },
    inContext({ region: "ap-southeast-1" }, { nodeType: "cache.r6g.large" }),
  ],
  "burstable-production": [
    inContext({ protect: true }, {}),
    "nodeType: cache.t3.micro is burstable: once its credits are spent, AWS limits it to a fraction of its CPU; use a cache.m7g or cache.r7g type for production",
    {},
    inContext({ protect: true }, { nodeType: "cache.r6g.large" }),
  ],
};
