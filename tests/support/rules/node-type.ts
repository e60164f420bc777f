import type { RuleCases } from "./cases";

export const nodeType: readonly RuleCases[] = [
  {
    rule: "node-type",
    refused: [
      {
        args: { nodeType: "" },
        found: [
          'nodeType: "" does not have the form cache.<family>.<size> in lower case; write for example cache.t4g.small or cache.r7g.large',
        ],
      },
      {
        args: { nodeType: "r6g.large" },
        found: [
          'nodeType: "r6g.large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r6g.large?',
        ],
      },
      {
        args: { nodeType: "db.r6g.large" },
        found: [
          'nodeType: "db.r6g.large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r6g.large?',
        ],
      },
      {
        args: { nodeType: "Cache.R6g.Large" },
        found: [
          'nodeType: "Cache.R6g.Large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r6g.large?',
        ],
      },
      {
        args: { nodeType: "cache.r6g" },
        found: [
          'nodeType: "cache.r6g" does not have the form cache.<family>.<size> in lower case; write for example cache.t4g.small or cache.r7g.large',
        ],
      },
      {
        args: { nodeType: "cache.t3.micro " },
        found: [
          'nodeType: "cache.t3.micro " does not have the form cache.<family>.<size> in lower case; did you mean cache.t3.micro?',
        ],
      },
      {
        args: { nodeType: "mystery" },
        found: [
          'nodeType: "mystery" does not have the form cache.<family>.<size> in lower case; write for example cache.t4g.small or cache.r7g.large',
        ],
      },
      {
        args: { nodeType: "r8g.large" },
        found: [
          'nodeType: "r8g.large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r8g.large?',
        ],
      },
      {
        args: { engine: "redis", nodeType: "r8g.large" },
        found: [
          'nodeType: "r8g.large" does not have the form cache.<family>.<size> in lower case; did you mean cache.r6g.large?',
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.r6g.large" } },
      { args: { nodeType: "cache.x9zz.99xlarge" } },
    ],
  },
  {
    rule: "node-type-size",
    refused: [
      {
        args: { nodeType: "cache.r6g.lage" },
        found: [
          'nodeType: r6g has no size "lage", only large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge; did you mean cache.r6g.large?',
        ],
      },
      {
        args: { nodeType: "cache.r6gd.large" },
        found: [
          'nodeType: r6gd has no size "large", only xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge; did you mean cache.r6gd.xlarge?',
        ],
      },
      {
        args: { nodeType: "cache.m7g.medium" },
        found: [
          'nodeType: m7g has no size "medium", only large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge and 16xlarge',
        ],
      },
      {
        args: { nodeType: "cache.m3.potato" },
        found: ['nodeType: m3 has no size "potato", only medium, large, xlarge and 2xlarge'],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.r6gd.xlarge" } },
      { args: { nodeType: "cache.m3.medium" } },
      { args: { nodeType: "cache.x9.potato" } },
    ],
  },
  {
    rule: "node-type-engine",
    refused: [
      {
        args: { engine: "redis", nodeType: "cache.r8g.large" },
        found: [
          "nodeType: cache.r8g.large runs Valkey only; write engine valkey, or use an older family such as cache.r7g or cache.m7g",
        ],
      },
      {
        args: { engineVersion: "7.1", nodeType: "cache.m8g.large" },
        found: [
          "nodeType: cache.m8g.large runs Valkey only; write engine valkey and a version of Valkey, or use an older family such as cache.r7g or cache.m7g",
        ],
      },
      {
        args: { engine: "redis", nodeType: "cache.c8gn.large" },
        found: [
          "nodeType: cache.c8gn.large runs Valkey only; write engine valkey, or use an older family such as cache.r7g or cache.m7g",
        ],
      },
      {
        args: { engine: "redis", nodeType: "cache.r8g.larg" },
        found: [
          "nodeType: cache.r8g.larg runs Valkey only; write engine valkey, or use an older family such as cache.r7g or cache.m7g",
        ],
      },
    ],
    accepted: [
      { args: { engine: "valkey", nodeType: "cache.r8g.large" } },
      { args: { nodeType: "cache.r8g.large" } },
      { args: { engine: "redis", nodeType: "cache.r7g.large" } },
      { args: { engine: "redis", nodeType: "cache.x9.large" } },
    ],
  },
  {
    rule: "node-type-version",
    refused: [
      {
        args: { nodeType: "cache.r7g.large", engineVersion: "6.0" },
        found: [
          'nodeType: cache.r7g.large requires Redis OSS 6.2 or later, and engineVersion is "6.0"; raise engineVersion, or use an older family such as cache.r5 or cache.t3',
        ],
      },
      {
        args: { nodeType: "cache.r6gd.xlarge", engineVersion: "6.0" },
        found: [
          'nodeType: cache.r6gd.xlarge requires Redis OSS 6.2 or later, and engineVersion is "6.0"; raise engineVersion, or use an older family such as cache.r5 or cache.t3',
        ],
      },
      {
        args: { nodeType: "cache.r6g.large", engineVersion: "5.0.5" },
        found: [
          'nodeType: cache.r6g.large requires Redis OSS 5.0.6 or later, and engineVersion is "5.0.5"; raise engineVersion, or use an older family such as cache.r5 or cache.t3',
        ],
      },
      {
        args: { nodeType: "cache.t4g.small", engineVersion: "4.0.10" },
        found: [
          'nodeType: cache.t4g.small requires Redis OSS 5.0.6 or later, and engineVersion is "4.0.10"; raise engineVersion, or use an older family such as cache.r5 or cache.t3',
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.r7g.large", engineVersion: "6.2" } },
      { args: { nodeType: "cache.r7g.large", engineVersion: "6.x" } },
      { args: { nodeType: "cache.r6g.large", engineVersion: "5.0.6" } },
      { args: { nodeType: "cache.t4g.micro", engineVersion: "4.0.10" } },
      { args: { nodeType: "cache.t2.micro", engineVersion: "3.2.10" } },
      { args: { nodeType: "cache.r7g.large", engine: "valkey", engineVersion: "7.2" } },
    ],
  },
  {
    rule: "data-tiering",
    refused: [
      {
        args: { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: false },
        found: [
          "dataTieringEnabled: data tiering is always on with cache.r6gd.xlarge; write true or leave it out, or use a cache.r6g type",
        ],
      },
      {
        args: { nodeType: "cache.r6g.large", dataTieringEnabled: true },
        found: [
          "dataTieringEnabled: cache.r6g.large has no data tiering; leave it out, or use a cache.r6gd type",
        ],
      },
      {
        args: { dataTieringEnabled: true },
        found: [
          "dataTieringEnabled: cache.t3.micro has no data tiering; leave it out, or use a cache.r6gd type",
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.r6gd.xlarge" } },
      { args: { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true } },
      { args: { nodeType: "cache.r6g.large", dataTieringEnabled: false } },
      { args: { nodeType: "cache.x9.large", dataTieringEnabled: true } },
    ],
  },
  {
    rule: "node-type-host",
    refused: [
      {
        args: {
          nodeType: "cache.m1.small",
          transitEncryptionEnabled: true,
          atRestEncryptionEnabled: true,
        },
        found: [
          "transitEncryptionEnabled: cache.m1.small has no TLS; use a current node type such as cache.t4g.small or cache.r7g.large, or write false",
          "atRestEncryptionEnabled: cache.m1.small has no encryption at rest; use a current node type such as cache.t4g.small or cache.r7g.large, or write false",
        ],
      },
      {
        args: { nodeType: "cache.t1.micro", automaticFailoverEnabled: true },
        found: [
          "automaticFailoverEnabled: cache.t1.micro has no failover; use a current node type such as cache.t4g.small or cache.r7g.large, or write false",
        ],
      },
      {
        args: { nodeType: "cache.t1.micro", multiAzEnabled: true },
        found: [
          "multiAzEnabled: cache.t1.micro has no Multi-AZ; use a current node type such as cache.t4g.small or cache.r7g.large, or write false",
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.m1.small" } },
      { args: { nodeType: "cache.t1.micro" } },
      { args: { nodeType: "cache.m1.small", multiAzEnabled: true } },
      {
        args: {
          nodeType: "cache.t2.micro",
          transitEncryptionEnabled: true,
          atRestEncryptionEnabled: true,
          automaticFailoverEnabled: true,
          multiAzEnabled: true,
        },
      },
    ],
  },
  {
    rule: "node-type-previous",
    refused: [
      {
        args: { nodeType: "cache.t2.micro" },
        found: [
          "nodeType: cache.t2.micro is of a previous generation, on which AWS may create no new groups; use a current node type such as cache.t4g.small or cache.r7g.large",
        ],
      },
      {
        args: { nodeType: "cache.m3.medium" },
        found: [
          "nodeType: cache.m3.medium is of a previous generation, on which AWS may create no new groups; use a current node type such as cache.t4g.small or cache.r7g.large",
        ],
      },
    ],
    accepted: [{ args: { nodeType: "cache.t3.micro" } }, { args: { nodeType: "cache.m4.large" } }],
  },
  {
    rule: "node-type-unknown",
    refused: [
      {
        args: { nodeType: "cache.r6.large" },
        found: [
          'nodeType: "cache.r6.large" is not a known node type (did you mean cache.r4.large?); nothing that depends on its memory, engines or network is checked',
        ],
      },
      {
        args: { nodeType: "cache.qqqqqq.zzzzzz" },
        found: [
          'nodeType: "cache.qqqqqq.zzzzzz" is not a known node type; nothing that depends on its memory, engines or network is checked',
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.r6g.large" } },
      { args: { nodeType: "cache.m3.medium" } },
    ],
  },
  {
    rule: "data-tiering-unknown",
    refused: [
      {
        args: { nodeType: "cache.x9.large", dataTieringEnabled: true },
        found: [
          "dataTieringEnabled: only cache.r6gd is known to have data tiering; AWS may refuse it with cache.x9.large",
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.x9.large" } },
      { args: { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true } },
    ],
  },
  {
    rule: "node-type-region",
    refused: [
      {
        args: { nodeType: "cache.c7gn.large" },
        context: { region: "ap-southeast-1" },
        found: [
          "nodeType: cache.c7gn.large is not known to be offered in ap-southeast-1; check DescribeReservedCacheNodesOfferings there, or use another family",
        ],
      },
    ],
    accepted: [
      { args: { nodeType: "cache.c7gn.large" }, context: { region: "us-east-1" } },
      { args: { nodeType: "cache.c7gn.large" }, context: {} },
      { args: { nodeType: "cache.r6g.large" }, context: { region: "ap-southeast-1" } },
    ],
  },
  {
    rule: "burstable-production",
    refused: [
      {
        args: {},
        context: { protect: true },
        found: [
          "nodeType: cache.t3.micro is burstable: once its credits are spent, AWS limits it to a fraction of its CPU; use a cache.m7g or cache.r7g type for production",
        ],
      },
    ],
    accepted: [
      { args: {}, context: {} },
      { args: { nodeType: "cache.r6g.large" }, context: { protect: true } },
    ],
  },
];
