import { isAtLeast } from "../../formats/version";
import { findNodeType, isPreviousGeneration, parseNodeType } from "../../catalog/node-types";
import { literalList, literalString } from "../../checking/input";
import { byName, listed, pathTo, shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import { parseCidr } from "../../formats/cidr";
import type { Rule, ValueRule } from "./rule";
import { error, valueError, valueWarning, warning, when } from "./rule";

/** Quota of subnets in a subnet group (user guide, "Quotas"); it can be raised. */
const MOST_SUBNETS = 20;

const isGiven = (value: unknown) => value !== undefined && value !== "";

/** Gone or empty: nothing to hold a rule against. */
const knownEmpty = (value: unknown) => value === undefined || literalList(value)?.length === 0;

function subnetChoice({ args }: CacheSpec) {
  return when(
    isGiven(args.subnetIds) && isGiven(args.subnetGroupName),
    "subnetGroupName",
    "excludes subnetIds, from which a subnet group is made; leave out one of the two",
  );
}

const emptySubnets: ValueRule = {
  id: "subnets-empty",
  severity: "error",
  says: "A subnet group has at least one subnet (CreateCacheSubnetGroup).",
  of: ["subnetIds"],
  findIn: (value) =>
    Array.isArray(value) && value.length === 0
      ? [
          "the list is empty; give the ids of subnets in two or more availability zones, or leave it out",
        ]
      : [],
};

const emptyIds: ValueRule = {
  id: "network-id-empty",
  severity: "error",
  says: "Ids of subnets and security groups are not empty.",
  of: ["subnetIds[]", "securityGroupIds[]", "allowedSecurityGroupIds.*"],
  findIn: (value) => (value === "" ? ["empty; give the id or leave the entry out"] : []),
};

/** What an id of AWS's starts with, by argument. */
const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^vpcId$/, "vpc-"],
  [/^subnetIds/, "subnet-"],
  [/^(securityGroupIds|allowedSecurityGroupIds)/, "sg-"],
];

function idForm(value: string, path: string) {
  const prefix = prefixes.find(([of]) => of.test(path))?.[1] ?? "";
  return value.startsWith(prefix)
    ? undefined
    : `${shown(value)} does not look like an id that starts with ${prefix}; give the id, not a name`;
}

function subnetGroupName(value: string) {
  const legal = /^[a-z][a-z0-9-]{0,254}$/i.test(value) && !/--|-$/.test(value);
  return legal
    ? undefined
    : `${shown(value)} is no name of a subnet group: 1 to 255 letters, digits and hyphens, a letter first, no two hyphens in a row and none at the end`;
}

const subnetGroupDefault = (value: string) =>
  value.toLowerCase() === "default"
    ? "AWS's own group spans the default VPC's public subnets; give private subnets in subnetIds"
    : undefined;

function allowedWithoutVpc({ args, network }: CacheSpec) {
  const needing = [
    ...(Object.keys(network.allowedSecurityGroupIds).length > 0 ? ["allowedSecurityGroupIds"] : []),
    ...(network.allowedCidrBlocks.length > 0 ? ["allowedCidrBlocks"] : []),
  ];
  return when(
    needing.length > 0 && !isGiven(args.vpcId),
    "vpcId",
    `missing, and ${listed(needing)} ${needing.length === 1 ? "needs" : "need"} it: the security group is made in that VPC; give vpcId, or existing groups in securityGroupIds instead`,
  );
}

/** The key is a part of the rule's description (AuthorizeSecurityGroupIngress) and of its resource's name, which `::` would break. */
function allowedKeys({ network }: CacheSpec) {
  return Object.keys(network.allowedSecurityGroupIds)
    .sort(byName)
    .flatMap((key) =>
      when(
        !/^[A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,200}$/.test(key) || key.includes("::"),
        pathTo("allowedSecurityGroupIds", key),
        "the key is a part of the rule's description; write 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row",
      ),
    );
}

/** Each given block with its path and what it is. */
const blocks = ({ args }: CacheSpec) =>
  (args.allowedCidrBlocks ?? []).map((text, index) => ({
    text,
    path: `allowedCidrBlocks[${String(index)}]`,
    cidr: parseCidr(text),
  }));

function cidrForm(spec: CacheSpec) {
  return blocks(spec).flatMap(({ text, path, cidr }) => {
    if (!cidr) {
      return when(
        true,
        path,
        `${shown(text)} is no CIDR block; write for example 10.0.0.0/16 or fd00::/8`,
      );
    }
    return when(
      cidr.hasHostBits,
      path,
      `${shown(text)} has address bits beyond its prefix, which the AWS provider refuses; write ${cidr.network}`,
    );
  });
}

function cidrTwice(spec: CacheSpec) {
  const seen = new Map<string, string>();
  return blocks(spec).flatMap(({ text, path, cidr }) => {
    if (!cidr || cidr.hasHostBits) return [];
    const first = seen.get(cidr.identity);
    if (first === undefined) seen.set(cidr.identity, text);
    return when(
      first !== undefined && first !== text,
      path,
      `${shown(text)} is the same block as ${shown(first ?? "")}, and AWS refuses the second rule; leave one out`,
    );
  });
}

function openToAll(spec: CacheSpec) {
  return blocks(spec).flatMap(({ text, path, cidr }) =>
    when(
      cidr?.everywhere === true,
      path,
      `${shown(text)} lets every address in; name the networks of the clients`,
    ),
  );
}

function port({ port: value }: CacheSpec) {
  return when(
    !Number.isInteger(value) || value < 1 || value > 65535,
    "port",
    `${String(value)} is no TCP port; write a whole number from 1 to 65535, such as 6379`,
  );
}

/** What each network type lets clients discover. */
const discoveries: Readonly<Record<string, readonly string[]>> = {
  ipv4: ["ipv4"],
  ipv6: ["ipv6"],
  dual_stack: ["ipv4", "ipv6"],
};

function discovery({ network: { networkType, ipDiscovery } }: CacheSpec) {
  const possible = Object.hasOwn(discoveries, networkType) ? discoveries[networkType] : undefined;
  if (!possible) return [];
  if (ipDiscovery === undefined) {
    return when(
      true,
      "ipDiscovery",
      `missing, and ${networkType} needs it; write ${listed(possible, "or")}`,
    );
  }
  return when(
    !possible.includes(ipDiscovery),
    "ipDiscovery",
    `${ipDiscovery} does not exist with networkType ${networkType}; write ${listed(possible, "or")}, or networkType dual_stack`,
  );
}

const speaksIpv6 = ({ network }: CacheSpec) => network.networkType !== "ipv4";

function ipv6Engine(spec: CacheSpec) {
  return when(
    speaksIpv6(spec) && spec.engine === "redis" && !isAtLeast(spec.version, "6.2"),
    "networkType",
    `${spec.network.networkType} needs Redis 6.2 or later, and engineVersion is ${shown(spec.engineVersion)}; raise it, or write networkType ipv4`,
  );
}

/** T2 is named by the guide; that M4 and R4 and older hosts lack it follows from their not being Nitro hosts. */
function ipv6NodeType(spec: CacheSpec, certain: boolean) {
  const family = parseNodeType(spec.nodeType)?.family ?? "";
  const lacking = findNodeType(spec.nodeType)?.ipv6 === false || isPreviousGeneration(family);
  return when(
    speaksIpv6(spec) && lacking && (family === "t2") === certain,
    "networkType",
    `${spec.network.networkType} needs a node type on Nitro hosts, and ${spec.nodeType} ${certain ? "is not" : "seems not to be"} one; take for example cache.t4g.small or cache.m7g.large, or write networkType ipv4`,
  );
}

function defaultVpc({ args }: CacheSpec) {
  return when(
    !isGiven(args.subnetIds) && !isGiven(args.subnetGroupName),
    "subnetIds",
    "neither subnetIds nor subnetGroupName is given, so the cache lands in the default VPC's subnets; give the ids of private subnets",
  );
}

function nobodyMayConnect({ network }: CacheSpec) {
  return when(
    knownEmpty(network.securityGroupIds) && !network.makesSecurityGroup,
    "securityGroupIds",
    "no security group and nothing allowed, so AWS attaches the VPC's default group, whose members alone can connect; give allowedSecurityGroupIds, allowedCidrBlocks or securityGroupIds",
  );
}

function oneSubnet({ args, topology }: CacheSpec) {
  const subnets = literalList(args.subnetIds);
  const known = subnets?.every((subnet) => literalString(subnet) !== undefined) === true;
  return when(
    known && new Set(subnets).size === 1 && topology.multiAzEnabled,
    "subnetIds",
    "one subnet is one availability zone, and multiAzEnabled wants two; give a subnet in each of two or more zones",
  );
}

function manySubnets({ args }: CacheSpec) {
  const count = new Set(literalList(args.subnetIds) ?? []).size;
  return when(
    count > MOST_SUBNETS,
    "subnetIds",
    `${String(count)} subnets, and AWS's default quota is ${String(MOST_SUBNETS)} in a subnet group; have it raised, or give fewer`,
  );
}

export const network: readonly Rule[] = [
  error(
    "subnet-choice",
    "Subnets come from subnetIds or from subnetGroupName, not from both.",
    subnetChoice,
  ),
  emptySubnets,
  emptyIds,
  valueError(
    "subnet-group-name",
    ["subnetGroupName"],
    "A subnet group's name has 1 to 255 letters, digits and hyphens, starts with a letter, has no two hyphens in a row and none at the end (InvalidParameterValue: the parameter CacheSubnetGroupName is not a valid identifier).",
    subnetGroupName,
  ),
  error(
    "allowed-without-vpc",
    "The security group that the component makes needs its VPC.",
    allowedWithoutVpc,
  ),
  error(
    "cidr-block",
    "Allowed CIDR blocks are well formed and have no bits beyond their prefix (AWS provider, aws_vpc_security_group_ingress_rule).",
    cidrForm,
  ),
  error(
    "cidr-block-twice",
    "No two allowed CIDR blocks are the same (AuthorizeSecurityGroupIngress, InvalidPermission.Duplicate).",
    cidrTwice,
  ),
  error(
    "allowed-key",
    "A key of allowedSecurityGroupIds fits into a description (AuthorizeSecurityGroupIngress).",
    allowedKeys,
  ),
  error("port", "The port is a whole number from 1 to 65535.", port),
  error(
    "ip-discovery",
    'ipDiscovery fits networkType, and dual_stack needs it (user guide, "Choosing a network type").',
    discovery,
  ),
  error(
    "ipv6-engine",
    'IPv6 needs Redis 6.2 or Valkey 7.2 (user guide, "Choosing a network type").',
    ipv6Engine,
  ),
  error(
    "ipv6-node-type",
    'IPv6 does not exist on T2 (user guide, "Choosing a network type").',
    (spec) => ipv6NodeType(spec, true),
  ),
  warning(
    "ipv6-node-type-doubtful",
    "IPv6 needs a Nitro host, which M4, R4 and older node types are not; inferred, so a warning.",
    (spec) => ipv6NodeType(spec, false),
  ),
  warning("default-subnets", "A cache belongs into private subnets of its own VPC.", defaultVpc),
  warning("nobody-may-connect", "Somebody should be able to connect.", nobodyMayConnect),
  warning("open-to-all", "0.0.0.0/0 and ::/0 let everybody in who has a route.", openToAll),
  warning(
    "one-subnet",
    'Multi-AZ needs subnets in two availability zones (user guide, "Minimizing downtime").',
    oneSubnet,
  ),
  warning(
    "many-subnets",
    "A subnet group has at most 20 subnets, a quota that can be raised.",
    manySubnets,
  ),
  valueWarning(
    "network-id-form",
    ["vpcId", "subnetIds[]", "securityGroupIds[]", "allowedSecurityGroupIds.*"],
    "Ids of a VPC, subnets and security groups start with vpc-, subnet- and sg-.",
    idForm,
  ),
  valueWarning(
    "subnet-group-default",
    ["subnetGroupName"],
    "The subnet group `default` is AWS's own (Security Hub, ElastiCache.7).",
    subnetGroupDefault,
  ),
];
