import { parseCidr } from "../../../components/formats/cidr";
import { ACCOUNT_ID, type Stored } from "../account";
import { exists, MARK } from "../trust";
import type { Failure, Place, ResourceType } from "../types";
import { type Properties, text, texts, list, map } from "../values";
import {
  acceptTags,
  arn,
  between,
  checks,
  hasForm,
  hex,
  lengthBetween,
  matches,
  nameOf,
  prefixed,
  refuseIf,
} from "./common";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const SERVICE = "aws:ecs/service:Service";

function newId(prefix: string, place: Place): string {
  return `${prefix}-${MARK}${hex(place, 13)}`;
}

function ec2Id(prefix: string) {
  return (_: Properties, place: Place): string => newId(prefix, place);
}

function isIn(stored: Stored, property: string, id: string): boolean {
  const value = stored.attributes[property];
  return value === id || texts(value).includes(id);
}

function inVpc(place: Place, id: string): Stored[] {
  const candidates = [SUBNET, GROUP].flatMap((type) => place.account.list(type));
  return candidates.filter((s) => isIn(s, "vpcId", id));
}

const vpc: ResourceType = {
  title: "EC2 VPC",
  service: "EC2",
  operations: { create: "CreateVpc", delete: "DeleteVpc" },
  replaces: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  id: ec2Id("vpc"),
  accept: (inputs) => {
    acceptTags(inputs);
  },
  computed: (_, id, place) => ({
    arn: arn("ec2", place, `vpc/${id}`),
    assignGeneratedIpv6CidrBlock: false,
    defaultNetworkAclId: newId("acl", place),
    defaultRouteTableId: newId("rtb", place),
    defaultSecurityGroupId: newId("sg", place),
    dhcpOptionsId: newId("dopt", place),
    ipv6AssociationId: "",
    mainRouteTableId: newId("rtb", place),
    ownerId: ACCOUNT_ID,
  }),
  remove: (stored, place) => {
    const [inUse] = inVpc(place, stored.id);
    refuseIf(
      inUse !== undefined,
      "DependencyViolation",
      `The vpc '${stored.id}' has dependencies and cannot be deleted: ${inUse?.id ?? ""}.`,
    );
  },
};

/** The availability zones of a subnet group's subnets that are in the account. */
export function zonesOf(subnetGroup: string, place: Place): string[] {
  return texts(place.account.get(SUBNET_GROUP, subnetGroup)?.attributes["subnetIds"])
    .map((id) => text(place.account.get(SUBNET, id)?.attributes["availabilityZone"]))
    .filter((zone) => zone !== "");
}

const ZONES = ["a", "b", "c"];

export function zones(region: string): string[] {
  return ZONES.map((zone) => `${region}${zone}`);
}

const subnet: ResourceType = {
  title: "EC2 Subnet",
  service: "EC2",
  operations: { create: "CreateSubnet", delete: "DeleteSubnet" },
  replaces: ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "vpcId"],
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  id: ec2Id("subnet"),
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    if (stored) return;
    requireVpc(place, text(inputs["vpcId"]));
  },
  computed: (inputs, id, place) => {
    const zone = text(inputs["availabilityZone"]) || `${place.region}a`;
    return {
      arn: arn("ec2", place, `subnet/${id}`),
      availabilityZone: zone,
      availabilityZoneId: zoneId(zone),
      ipv6CidrBlockAssociationId: "",
      ownerId: ACCOUNT_ID,
      privateDnsHostnameTypeOnLaunch: "ip-name",
    };
  },
  remove: (stored, place) => {
    if (isLost(stored, place)) return;
    const users = [SUBNET_GROUP, LOAD_BALANCER].flatMap((type) => place.account.list(type));
    const user = users.find((s) =>
      ["subnetIds", "subnets"].some((property) => isIn(s, property, stored.id)),
    );
    refuseIf(
      user !== undefined,
      "DependencyViolation",
      `The subnet '${stored.id}' has dependencies and cannot be deleted: ${user?.id ?? ""}.`,
    );
  },
};

/** Whether it is in a VPC that was deleted outside Pulumi. AWS deletes the contents of a VPC, too. */
function isLost(stored: Stored, place: Place): boolean {
  const id = text(stored.attributes["vpcId"]);
  return id.startsWith(`vpc-${MARK}`) && !exists(place.account, VPC, id);
}

function requireVpc(place: Place, id: string): void {
  const there = exists(place.account, VPC, id);
  refuseIf(!there, "InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
}

/** `ap-southeast-1a` -> `apse1-az1`. */
function zoneId(zone: string): string {
  const [area = "", direction = "", rest = ""] = zone.split("-");
  const letter = rest.slice(-1).charCodeAt(0) - "a".charCodeAt(0) + 1;
  return `${area}${directions(direction)}${rest.slice(0, -1)}-az${String(letter)}`;
}

/** `southeast` -> `se`, as in zone ids and in ElastiCache host names. */
export function directions(direction: string): string {
  return direction
    .replace(/north/, "n")
    .replace(/south/, "s")
    .replace(/east/, "e")
    .replace(/west/, "w")
    .replace(/central/, "c");
}

const securityGroup: ResourceType = {
  title: "Security Group",
  service: "EC2",
  operations: { create: "CreateSecurityGroup", delete: "DeleteSecurityGroup" },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name", "namePrefix", "description", "vpcId"],
  sets: ["ingress", "egress"],
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  writeOnly: ["revokeRulesOnDelete"],
  check: checks(
    lengthBetween("name", 0, 255),
    matches("name", /^(?!sg-)/, "invalid value for name (cannot begin with sg-)"),
    lengthBetween("description", 0, 255),
  ),
  id: ec2Id("sg"),
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    const id = text(inputs["vpcId"]);
    if (!stored && id !== "") requireVpc(place, id);
    for (const rule of [...list(inputs["ingress"]), ...list(inputs["egress"])]) {
      for (const group of texts(rule["securityGroups"])) requireGroup(place, group);
    }
  },
  taken: (inputs, place) => {
    const same = place.account.list(GROUP).find((s) => {
      const { name, vpcId } = s.attributes;
      return name === inputs["name"] && vpcId === (inputs["vpcId"] ?? vpcId);
    });
    refuseIf(
      same !== undefined,
      "InvalidGroup.Duplicate",
      `The security group '${nameOf(inputs)}' already exists for VPC '${text(inputs["vpcId"])}'`,
    );
  },
  computed: (inputs, id, place) => ({
    arn: arn("ec2", place, `security-group/${id}`),
    // The rules of a group without inline rules are left to the rule resources.
    ownerId: ACCOUNT_ID,
    vpcId: "vpc-simulateddefault0",
    ...prefixed(inputs, place),
  }),
  remove: (stored, place) => {
    if (isLost(stored, place)) return;
    const users = [REPLICATION_GROUP, LOAD_BALANCER, SERVICE].flatMap((t) => place.account.list(t));
    const rules = [INGRESS, EGRESS].flatMap((type) => place.account.list(type));
    const user =
      users.find((s) => usesGroup(s, stored.id)) ??
      rules.find(
        (s) =>
          s.attributes["referencedSecurityGroupId"] === stored.id &&
          s.attributes["securityGroupId"] !== stored.id,
      );
    refuseIf(
      user !== undefined,
      "DependencyViolation",
      `resource ${stored.id} has a dependent object: ${user?.id ?? ""}`,
    );
    // The rules of a group are deleted with it.
    for (const rule of rules) {
      if (rule.attributes["securityGroupId"] === stored.id)
        place.account.remove(rule.type, rule.id);
    }
  },
};

function usesGroup(stored: Stored, id: string): boolean {
  const network = map(stored.attributes["networkConfiguration"]);
  return (
    ["securityGroupIds", "securityGroups"].some((property) => isIn(stored, property, id)) ||
    texts(network["securityGroups"]).includes(id)
  );
}

/** A VPC's default security group is not stored separately. */
export function requireGroup(place: Place, id: string): void {
  const own = place.account.list(VPC).some((s) => s.attributes["defaultSecurityGroupId"] === id);
  const there = own || exists(place.account, GROUP, id);
  refuseIf(!there, "InvalidGroup.NotFound", `The security group '${id}' does not exist`);
}

const TARGETS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function checkTarget(inputs: Properties): Failure[] {
  if (TARGETS.filter((target) => target in inputs).length === 1) return [];
  return [{ property: "cidrIpv4", reason: `exactly one of [${TARGETS.join(", ")}] must be given` }];
}

function rule(direction: "Ingress" | "Egress", type: string): ResourceType {
  return {
    title: `VPC Security Group ${direction} Rule`,
    service: "EC2",
    operations: {
      create: `AuthorizeSecurityGroup${direction}`,
      update: "ModifySecurityGroupRules",
      delete: `RevokeSecurityGroup${direction}`,
    },
    replaces: ["securityGroupId"],
    check: checks(
      checkTarget,
      hasForm(
        "cidrIpv4",
        (range) => parseCidr(range)?.hasHostBits === false && !range.includes(":"),
        "value must be a valid IPv4 CIDR that represents a network address",
      ),
      between("fromPort", -1, 65_535),
      between("toPort", -1, 65_535),
    ),
    id: ec2Id("sgr"),
    accept: (inputs, place) => {
      acceptTags(inputs);
      requireGroup(place, text(inputs["securityGroupId"]));
      const peer = inputs["referencedSecurityGroupId"];
      if (peer !== undefined) requireGroup(place, text(peer));
    },
    taken: (inputs, place) => {
      const same = place.account
        .list(type)
        .some((s) => RULE.every((property) => s.attributes[property] === inputs[property]));
      refuseIf(
        same,
        "InvalidPermission.Duplicate",
        "the specified rule already exists in the security group",
      );
    },
    computed: (_, id, place) => ({
      arn: arn("ec2", place, `security-group-rule/${id}`),
      securityGroupRuleId: id,
    }),
  };
}

const RULE = ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...TARGETS];

export const EC2: Record<string, ResourceType> = {
  [VPC]: vpc,
  [SUBNET]: subnet,
  [GROUP]: securityGroup,
  [INGRESS]: rule("Ingress", INGRESS),
  [EGRESS]: rule("Egress", EGRESS),
};
