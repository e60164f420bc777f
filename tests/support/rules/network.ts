import type { RuleTable } from "./cases";
import { later, manySubnets } from "./values";

const inVpc = (args: object) => ({ vpcId: "vpc-1", ...args });
const blocks = (...allowedCidrBlocks: string[]) => inVpc({ allowedCidrBlocks });
const EMPTY = "empty; give the id or remove the entry";
const IN_THAT_VPC =
  "because the component makes a security group in that VPC; give vpcId, or existing groups in securityGroupIds instead";
const ALLOWED_KEY =
  "the key is part of the rule's description; use 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row";
const IPV6_ENGINE = "raise it, or set networkType to ipv4";
const NITRO = "use for example cache.t4g.small or cache.m7g.large, or set networkType to ipv4";
const SUBNET_GROUP_NAME =
  "is not a valid name of a subnet group; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen";
const DEFAULT_GROUP =
  "securityGroupIds: no security group is given and no client is allowed, so AWS attaches the VPC's default group and only its members can connect; give allowedSecurityGroupIds, allowedCidrBlocks or securityGroupIds";
const ONE_SUBNET =
  "subnetIds: one subnet is in one availability zone, so Multi-AZ is off and the cache does not survive the loss of that zone; give a subnet in each of two or more zones";
const MULTI_AZ =
  "subnetIds: one subnet is in one availability zone, but Multi-AZ needs two; give a subnet in each of two or more zones, or set multiAzEnabled to false";

const manyBlocks = (
  count: number,
  of: (index: number) => string = (index) => `10.0.${String(index)}.0/24`,
) => Array.from({ length: count }, (_, index) => of(index));
const manyGroups = (count: number) =>
  Object.fromEntries(manyBlocks(count, String).map((key) => [`client-${key}`, `sg-${key}`]));
const ingressRules = (count: number) =>
  `${String(count)} inbound rules; AWS's default quota is 60 in a security group, so have it raised first, or combine the clients`;

export const network: RuleTable = {
  "subnet-choice": [
    { subnetIds: ["subnet-1"], subnetGroupName: "data" },
    "subnetGroupName: cannot be combined with subnetIds, from which the component makes a subnet group; remove one of the two",
    { subnetIds: ["subnet-1"] },
    { subnetGroupName: "data" },
    { subnetIds: ["subnet-1"], subnetGroupName: "" },
  ],
  "subnets-empty": [
    { subnetIds: [] },
    "subnetIds: the list is empty; give the ids of subnets in two or more availability zones, or remove it",
    { subnetIds: ["subnet-1"] },
    { securityGroupIds: [] },
  ],
  "network-id-empty": [
    { subnetIds: ["subnet-1", ""] },
    `subnetIds[1]: ${EMPTY}`,
    { securityGroupIds: [""] },
    `securityGroupIds[0]: ${EMPTY}`,
    inVpc({ allowedSecurityGroupIds: { api: "" } }),
    `allowedSecurityGroupIds.api: ${EMPTY}`,
    { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
    { vpcId: "" },
  ],
  "subnet-group-name": [
    ...(
      [
        ["my_group"],
        ["my.group"],
        ["my group"],
        ["1-group"],
        ["my--group"],
        ["my-group-"],
        ["a".repeat(256), `${"a".repeat(40)}…`],
      ] as const
    ).flatMap(([subnetGroupName, quoted = subnetGroupName]) => [
      { subnetGroupName },
      `subnetGroupName: "${quoted}" ${SUBNET_GROUP_NAME}`,
    ]),
    ...["My-group-1", "a", "a".repeat(255), "", "default", later].map((subnetGroupName) => ({
      subnetGroupName,
    })),
  ],
  "multi-az-subnets": [
    { subnetIds: ["subnet-1"], multiAzEnabled: true },
    MULTI_AZ,
    { subnetIds: ["subnet-1", "subnet-1"], multiAzEnabled: true },
    MULTI_AZ,
    { subnetIds: ["subnet-1"] },
    { subnetIds: ["subnet-1"], multiAzEnabled: false },
    { subnetIds: ["subnet-1", "subnet-2"], multiAzEnabled: true },
    { subnetIds: ["subnet-1", later], multiAzEnabled: true },
    { subnetIds: [later], multiAzEnabled: true },
  ],
  "allowed-without-vpc": [
    { allowedCidrBlocks: ["10.0.0.0/16"] },
    `vpcId: required with allowedCidrBlocks, ${IN_THAT_VPC}`,
    { allowedSecurityGroupIds: { api: "sg-1" } },
    `vpcId: required with allowedSecurityGroupIds, ${IN_THAT_VPC}`,
    { allowedCidrBlocks: ["10.0.0.0/16"], allowedSecurityGroupIds: { api: "sg-1" }, vpcId: "" },
    `vpcId: required with allowedSecurityGroupIds and allowedCidrBlocks, ${IN_THAT_VPC}`,
    blocks("10.0.0.0/16"),
    { allowedCidrBlocks: [], allowedSecurityGroupIds: {} },
  ],
  "cidr-block": [
    ...[
      "10.0.0.0",
      "10.0.0.0/33",
      "256.0.0.0/8",
      "10.1/16",
      "010.0.0.0/8",
      "fd00::/129",
      "fd00:::/8",
      "1:2:3:4:5:6:7:8:9/128",
      "",
    ].flatMap((text) => [
      blocks("10.0.0.0/8", text),
      `allowedCidrBlocks[1]: "${text}" is not a valid CIDR block; use for example 10.0.0.0/16 or fd00::/8`,
    ]),
    ...(
      [
        ["10.0.0.5/16", "10.0.0.0/16"],
        ["fd00::1/64", "fd00::/64"],
      ] as const
    ).flatMap(([text, network]) => [
      blocks(text),
      `allowedCidrBlocks[0]: "${text}" has address bits beyond its prefix, which the AWS provider refuses; use ${network}`,
    ]),
    ...[
      "10.0.0.0/16",
      "10.0.0.5/32",
      "0.0.0.0/0",
      "::/0",
      "fd00::/8",
      "2001:DB8::/32",
      "::ffff:10.0.0.0/104",
      "1:2:3:4:5:6:7:8/128",
    ].map((text) => blocks(text)),
  ],
  "cidr-block-twice": [
    blocks("fd00::/8", "10.0.0.0/8", "FD00:0::/8"),
    'allowedCidrBlocks[2]: "FD00:0::/8" is the same block as "fd00::/8", and AWS refuses the second rule; remove one',
    blocks("10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16"),
  ],
  "allowed-key": [
    inVpc({ allowedSecurityGroupIds: { "a'b": "sg-1", "a::b": "sg-2", "": "sg-3" } }),
    `allowedSecurityGroupIds.: ${ALLOWED_KEY}`,
    `allowedSecurityGroupIds.a'b: ${ALLOWED_KEY}`,
    `allowedSecurityGroupIds.a::b: ${ALLOWED_KEY}`,
    inVpc({ allowedSecurityGroupIds: { "api (blue)": "sg-1", "a:b": "sg-2" } }),
  ],
  port: [
    ...[0, 65536, -1, 6379.5].flatMap((port) => [
      { port },
      `port: ${String(port)} is not a valid TCP port; use a whole number from 1 to 65535, such as 6379`,
    ]),
    { port: 1 },
    { port: 65535 },
    { port: 6379 },
  ],
  "ip-discovery": [
    { networkType: "dual_stack" },
    "ipDiscovery: required with networkType dual_stack; set it to ipv4 or ipv6",
    { networkType: "ipv4", ipDiscovery: "ipv6" },
    "ipDiscovery: ipv6 does not work with networkType ipv4; set it to ipv4, or set networkType to dual_stack",
    { networkType: "ipv6", ipDiscovery: "ipv4" },
    "ipDiscovery: ipv4 does not work with networkType ipv6; set it to ipv6, or set networkType to dual_stack",
    { ipDiscovery: "ipv6" },
    "ipDiscovery: ipv6 does not work with networkType ipv4; set it to ipv4, or set networkType to dual_stack",
    { networkType: "dual_stack", ipDiscovery: "ipv4" },
    { networkType: "dual_stack", ipDiscovery: "ipv6" },
    { networkType: "ipv6" },
    { networkType: "ipv6", ipDiscovery: "ipv6" },
    { ipDiscovery: "ipv4" },
  ],
  "ipv6-engine": [
    { networkType: "ipv6", engineVersion: "6.0" },
    `networkType: ipv6 needs Redis 6.2 or later, but engineVersion is "6.0"; ${IPV6_ENGINE}`,
    { networkType: "dual_stack", ipDiscovery: "ipv4", engineVersion: "5.0.6" },
    `networkType: dual_stack needs Redis 6.2 or later, but engineVersion is "5.0.6"; ${IPV6_ENGINE}`,
    { networkType: "ipv6", engineVersion: "6.2" },
    { networkType: "ipv6", engineVersion: "6.x" },
    { networkType: "ipv6", engine: "valkey", engineVersion: "7.2" },
    { networkType: "ipv4", engineVersion: "5.0.6" },
  ],
  "ipv6-node-type": [
    { networkType: "ipv6", nodeType: "cache.t2.micro" },
    `networkType: ipv6 needs a node type on Nitro hosts, and cache.t2.micro is not one; ${NITRO}`,
    { networkType: "ipv6", nodeType: "cache.t3.micro" },
    { nodeType: "cache.t2.micro" },
    { networkType: "ipv6", nodeType: "cache.m4.large" },
  ],
  "ipv6-node-type-doubtful": [
    ...["cache.m4.large", "cache.r3.large"].flatMap((nodeType) => [
      { networkType: "ipv6", nodeType },
      `networkType: ipv6 needs a node type on Nitro hosts, and ${nodeType} is probably not one; ${NITRO}`,
    ]),
    ...["cache.m5.large", "cache.t2.micro", "cache.x9.large"].map((nodeType) => ({
      networkType: "ipv6",
      nodeType,
    })),
  ],
  "default-subnets": [
    {},
    "subnetIds: neither subnetIds nor subnetGroupName is given, so AWS puts the cache in the default VPC's subnets; give the ids of private subnets",
    { subnetIds: ["subnet-1"] },
    { subnetGroupName: "data" },
  ],
  "nobody-may-connect": [
    {},
    DEFAULT_GROUP,
    { securityGroupIds: [] },
    DEFAULT_GROUP,
    { securityGroupIds: ["sg-1"] },
    blocks("10.0.0.0/8"),
    { securityGroupIds: later },
  ],
  "open-to-all": [
    blocks("10.0.0.0/8", "0.0.0.0/0", "::/0"),
    'allowedCidrBlocks[1]: "0.0.0.0/0" allows every address; give the networks of the clients',
    'allowedCidrBlocks[2]: "::/0" allows every address; give the networks of the clients',
    blocks("10.0.0.0/8", "128.0.0.0/1"),
  ],
  "one-subnet": [
    { subnetIds: ["subnet-1"] },
    ONE_SUBNET,
    { subnetIds: ["subnet-1", "subnet-1"] },
    ONE_SUBNET,
    { subnetIds: ["subnet-1", "subnet-2"] },
    { subnetIds: ["subnet-1"], multiAzEnabled: false },
    { subnetIds: ["subnet-1"], multiAzEnabled: true },
    { subnetIds: ["subnet-1"], numCacheClusters: 1 },
    { subnetIds: ["subnet-1"], automaticFailoverEnabled: false },
    { subnetIds: [later] },
    { subnetIds: ["subnet-1", later] },
    { subnetIds: later },
  ],
  "many-subnets": [
    { subnetIds: manySubnets(21) },
    "subnetIds: 21 subnets; AWS's default quota is 20 in a subnet group, so have it raised, or give fewer",
    { subnetIds: manySubnets(20) },
  ],
  "network-id-form": [
    { vpcId: "main" },
    'vpcId: "main" does not start with vpc-; give the id, not a name',
    { subnetIds: ["subnet-1", "a"] },
    'subnetIds[1]: "a" does not start with subnet-; give the id, not a name',
    { securityGroupIds: ["default"] },
    'securityGroupIds[0]: "default" does not start with sg-; give the id, not a name',
    inVpc({ allowedSecurityGroupIds: { api: "api" } }),
    'allowedSecurityGroupIds.api: "api" does not start with sg-; give the id, not a name',
    inVpc({
      subnetIds: ["subnet-1"],
      securityGroupIds: ["sg-1"],
      allowedSecurityGroupIds: { api: "sg-2" },
    }),
    { vpcId: later, subnetIds: later },
  ],
  "subnet-group-default": [
    ...["default", "Default"].flatMap((subnetGroupName) => [
      { subnetGroupName },
      "subnetGroupName: AWS's own group has the public subnets of the default VPC; give private subnets in subnetIds",
    ]),
    ...["default-1", "my_group", later].map((subnetGroupName) => ({ subnetGroupName })),
  ],
  "many-ingress-rules": [
    blocks(...manyBlocks(61)),
    `allowedCidrBlocks: ${ingressRules(61)}`,
    inVpc({ allowedSecurityGroupIds: manyGroups(61) }),
    `allowedSecurityGroupIds: ${ingressRules(61)}`,
    inVpc({ allowedSecurityGroupIds: manyGroups(1), allowedCidrBlocks: manyBlocks(60) }),
    `allowedCidrBlocks: ${ingressRules(61)}`,
    blocks(...manyBlocks(60), ...manyBlocks(60)),
    blocks(...manyBlocks(60), ...manyBlocks(60, (index) => `fd00:${String(index)}::/32`)),
    inVpc({ allowedSecurityGroupIds: manyGroups(60) }),
    { securityGroupIds: manyBlocks(61, (index) => `sg-${String(index)}`) },
  ],
};
