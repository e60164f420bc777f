import { isAtLeast } from "../../formats/version";
import { findNodeType, isPreviousGeneration, parseNodeType } from "../../catalog/node-types";
import { literalList } from "../../checking/input";
import { byName, listed, pathTo, shown } from "../../checking/format";
import { type CacheSpec, type CidrSpec, isOneSubnet } from "../spec";
import type { Finding, Rule, ValueRule } from "./rule";
import { error, listError, valueError, valueWarning, warning, when } from "./rule";

const subnetChoice = error(
  "subnet-choice",
  "Subnets come from subnetIds or from subnetGroupName, not from both.",
  ({ network }) =>
    when(
      network.subnetIds !== undefined && network.subnetGroupName !== undefined,
      "subnetGroupName",
      "cannot be combined with subnetIds, from which the component makes a subnet group; remove one of the two",
    ),
);

const subnetsEmpty = listError(
  "subnets-empty",
  ["subnetIds"],
  "A subnet group has at least one subnet (CreateCacheSubnetGroup).",
  ({ length }) =>
    length === 0
      ? "the list is empty; give the ids of subnets in two or more availability zones, or remove it"
      : undefined,
);

const networkIdEmpty: ValueRule = {
  id: "network-id-empty",
  severity: "error",
  says: "The ids of subnets and security groups are not empty.",
  of: ["subnetIds[]", "securityGroupIds[]", "allowedSecurityGroupIds.*"],
  findIn: (value) => (value === "" ? ["empty; give the id or remove the entry"] : []),
};

const subnetGroupName = valueError(
  "subnet-group-name",
  ["subnetGroupName"],
  "A subnet group's name has 1 to 255 letters, digits and single hyphens, starts with a letter and does not end with a hyphen (InvalidParameterValue: the parameter CacheSubnetGroupName is not a valid identifier).",
  (value) =>
    /^[a-z][a-z0-9-]{0,254}$/i.test(value) && !/--|-$/.test(value)
      ? undefined
      : `${shown(value)} is not a valid name of a subnet group; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen`,
);

const multiAzSubnets = listError(
  "multi-az-subnets",
  ["subnetIds"],
  "Multi-AZ needs subnets in two availability zones (InvalidVPCNetworkStateFault: At least two Availability Zones with free IP Addresses should be present in the Subnet Group).",
  (subnets, _, { topology }) =>
    topology.multiAzEnabled && isOneSubnet(subnets)
      ? "one subnet is in one availability zone, but Multi-AZ needs two; give a subnet in each of two or more zones, or set multiAzEnabled to false"
      : undefined,
);

const allowedWithoutVpc = error(
  "allowed-without-vpc",
  "The security group that the component makes needs its VPC.",
  ({ network }) => {
    const needing = [
      ...(Object.keys(network.allowedSecurityGroupIds).length > 0
        ? ["allowedSecurityGroupIds"]
        : []),
      ...(network.allowedCidrBlocks.length > 0 ? ["allowedCidrBlocks"] : []),
    ];
    return when(
      needing.length > 0 && network.vpcId === undefined,
      "vpcId",
      `required with ${listed(needing)}, because the component makes a security group in that VPC; give vpcId, or existing groups in securityGroupIds instead`,
    );
  },
);

const eachBlock =
  (find: (block: CidrSpec, path: string) => readonly Finding[]) =>
  ({ network }: CacheSpec): readonly Finding[] =>
    network.givenCidrBlocks.flatMap((block, index) =>
      find(block, `allowedCidrBlocks[${String(index)}]`),
    );

const cidrBlock = error(
  "cidr-block",
  "Allowed CIDR blocks are valid and have no bits beyond their prefix (AWS provider, aws_vpc_security_group_ingress_rule).",
  eachBlock(({ text, block }, path) => [
    ...when(
      block === undefined,
      path,
      `${shown(text)} is not a valid CIDR block; use for example 10.0.0.0/16 or fd00::/8`,
    ),
    ...when(
      block?.hasHostBits === true,
      path,
      `${shown(text)} has address bits beyond its prefix, which the AWS provider refuses; use ${block?.network ?? ""}`,
    ),
  ]),
);

const cidrBlockTwice = error(
  "cidr-block-twice",
  "No two allowed CIDR blocks are the same (AuthorizeSecurityGroupIngress, InvalidPermission.Duplicate).",
  (spec) => {
    const seen = new Map<string, string>();
    return eachBlock(({ text, block }, path) => {
      if (!block || block.hasHostBits) return [];
      const first = seen.get(block.network) ?? text;
      seen.set(block.network, first);
      return when(
        first !== text,
        path,
        `${shown(text)} is the same block as ${shown(first)}, and AWS refuses the second rule; remove one`,
      );
    })(spec);
  },
);

/** The key is a part of a resource's name, too, which `::` would break. */
const allowedKey = error(
  "allowed-key",
  "A key of allowedSecurityGroupIds fits into a description (AuthorizeSecurityGroupIngress).",
  ({ network }) =>
    Object.keys(network.allowedSecurityGroupIds)
      .sort(byName)
      .flatMap((key) =>
        when(
          !/^[A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,200}$/.test(key) || key.includes("::"),
          pathTo("allowedSecurityGroupIds", key),
          "the key is part of the rule's description; use 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row",
        ),
      ),
);

const port = error("port", "The port is a whole number from 1 to 65535.", ({ port: value }) =>
  when(
    !Number.isInteger(value) || value < 1 || value > 65535,
    "port",
    `${String(value)} is not a valid TCP port; use a whole number from 1 to 65535, such as 6379`,
  ),
);

/** What clients can discover with each network type. */
const DISCOVERIES: ReadonlyMap<string, readonly string[]> = new Map([
  ["ipv4", ["ipv4"]],
  ["ipv6", ["ipv6"]],
  ["dual_stack", ["ipv4", "ipv6"]],
]);

const ipDiscovery = error(
  "ip-discovery",
  'ipDiscovery fits networkType, and is required with dual_stack (user guide, "Choosing a network type").',
  ({ network: { networkType, ipDiscovery: discovery } }) => {
    const possible = DISCOVERIES.get(networkType) ?? [];
    const choices = listed(possible, "or");
    const reason =
      discovery === undefined
        ? `required with networkType ${networkType}; set it to ${choices}`
        : `${discovery} does not work with networkType ${networkType}; set it to ${choices}, or set networkType to dual_stack`;
    const fits = discovery !== undefined && possible.includes(discovery);
    return when(possible.length > 0 && !fits, "ipDiscovery", reason);
  },
);

const ipv6Engine = error(
  "ipv6-engine",
  'IPv6 needs Redis 6.2 or Valkey 7.2 (user guide, "Choosing a network type").',
  ({ network: { networkType }, engine, engineVersion, version }) =>
    when(
      networkType !== "ipv4" && engine === "redis" && !isAtLeast(version, "6.2"),
      "networkType",
      `${networkType} needs Redis 6.2 or later, but engineVersion is ${shown(engineVersion)}; raise it, or set networkType to ipv4`,
    ),
);

/** The user guide names T2. For M4, R4 and older types it follows from their hosts, which are not Nitro. */
const withoutNitro =
  (isCertain: boolean) =>
  ({ network: { networkType }, nodeType }: CacheSpec): readonly Finding[] => {
    const family = parseNodeType(nodeType)?.family ?? "";
    const lacks = findNodeType(nodeType)?.ipv6 === false || isPreviousGeneration(family);
    return when(
      networkType !== "ipv4" && lacks && (family === "t2") === isCertain,
      "networkType",
      `${networkType} needs a node type on Nitro hosts, and ${nodeType} ${isCertain ? "is not" : "is probably not"} one; use for example cache.t4g.small or cache.m7g.large, or set networkType to ipv4`,
    );
  };

const ipv6NodeType = error(
  "ipv6-node-type",
  'T2 does not support IPv6 (user guide, "Choosing a network type").',
  withoutNitro(true),
);

const ipv6NodeTypeDoubtful = warning(
  "ipv6-node-type-doubtful",
  "IPv6 needs a Nitro host, which M4, R4 and older node types do not have; inferred, so a warning.",
  withoutNitro(false),
);

const defaultSubnets = warning(
  "default-subnets",
  "A cache belongs in private subnets of its own VPC.",
  ({ network }) =>
    when(
      network.subnetIds === undefined && network.subnetGroupName === undefined,
      "subnetIds",
      "neither subnetIds nor subnetGroupName is given, so AWS puts the cache in the default VPC's subnets; give the ids of private subnets",
    ),
);

const nobodyMayConnect = warning(
  "nobody-may-connect",
  "Some client should be able to connect.",
  ({ network }) =>
    when(
      literalList(network.securityGroupIds)?.length === 0 && !network.makesSecurityGroup,
      "securityGroupIds",
      "no security group is given and no client is allowed, so AWS attaches the VPC's default group and only its members can connect; give allowedSecurityGroupIds, allowedCidrBlocks or securityGroupIds",
    ),
);

const openToAll = warning(
  "open-to-all",
  "0.0.0.0/0 and ::/0 allow every client that has a route.",
  eachBlock(({ text, block }, path) =>
    when(
      block?.everywhere === true,
      path,
      `${shown(text)} allows every address; give the networks of the clients`,
    ),
  ),
);

const oneSubnet = warning(
  "one-subnet",
  "A cache with replicas should have subnets in two availability zones.",
  ({ topology }) =>
    when(
      topology.multiAzYields,
      "subnetIds",
      "one subnet is in one availability zone, so Multi-AZ is off and the cache does not survive the loss of that zone; give a subnet in each of two or more zones",
    ),
);

/** Quota of subnets in a subnet group (user guide, "Quotas"); AWS can raise it. */
const MOST_SUBNETS = 20;

const manySubnets = warning(
  "many-subnets",
  "A subnet group has at most 20 subnets, a quota that AWS can raise.",
  ({ network }) => {
    const count = new Set(literalList(network.subnetIds) ?? []).size;
    return when(
      count > MOST_SUBNETS,
      "subnetIds",
      `${String(count)} subnets; AWS's default quota is ${String(MOST_SUBNETS)} in a subnet group, so have it raised, or give fewer`,
    );
  },
);

/** What an AWS id starts with, by argument. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^vpcId$/, "vpc-"],
  [/^subnetIds/, "subnet-"],
  [/^(securityGroupIds|allowedSecurityGroupIds)/, "sg-"],
];

const networkIdForm = valueWarning(
  "network-id-form",
  ["vpcId", "subnetIds[]", "securityGroupIds[]", "allowedSecurityGroupIds.*"],
  "The ids of VPCs, subnets and security groups start with vpc-, subnet- and sg-.",
  (value, path) => {
    const prefix = PREFIXES.find(([of]) => of.test(path))?.[1] ?? "";
    return value.startsWith(prefix)
      ? undefined
      : `${shown(value)} does not start with ${prefix}; give the id, not a name`;
  },
);

const subnetGroupDefault = valueWarning(
  "subnet-group-default",
  ["subnetGroupName"],
  "The subnet group `default` belongs to AWS (Security Hub, ElastiCache.7).",
  (value) =>
    value.toLowerCase() === "default"
      ? "AWS's own group has the public subnets of the default VPC; give private subnets in subnetIds"
      : undefined,
);

/** Inbound rules of a security group, IPv4 and IPv6 counted apart (VPC user guide, "Amazon VPC quotas"); AWS can raise it. */
const MOST_INGRESS_RULES = 60;

const manyIngressRules = warning(
  "many-ingress-rules",
  'A security group has at most 60 inbound rules for IPv4 and 60 for IPv6, a quota that AWS can raise (VPC user guide, "Amazon VPC quotas").',
  ({ network: { allowedSecurityGroupIds, givenCidrBlocks } }) => {
    const groups = Object.keys(allowedSecurityGroupIds).length;
    const blocksOf = (family: string) =>
      new Set(givenCidrBlocks.flatMap(({ text, block }) => (block?.family === family ? text : [])))
        .size;
    // A rule for a security group counts for both.
    const count = groups + Math.max(blocksOf("ipv4"), blocksOf("ipv6"));
    return when(
      count > MOST_INGRESS_RULES,
      groups > MOST_INGRESS_RULES ? "allowedSecurityGroupIds" : "allowedCidrBlocks",
      `${String(count)} inbound rules; AWS's default quota is ${String(MOST_INGRESS_RULES)} in a security group, so have it raised first, or combine the clients`,
    );
  },
);

export const network: readonly Rule[] = [
  subnetChoice,
  subnetsEmpty,
  networkIdEmpty,
  subnetGroupName,
  multiAzSubnets,
  allowedWithoutVpc,
  cidrBlock,
  cidrBlockTwice,
  allowedKey,
  port,
  ipDiscovery,
  ipv6Engine,
  ipv6NodeType,
  ipv6NodeTypeDoubtful,
  defaultSubnets,
  nobodyMayConnect,
  openToAll,
  oneSubnet,
  manySubnets,
  networkIdForm,
  subnetGroupDefault,
  manyIngressRules,
];
