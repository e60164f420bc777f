import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { changeable } from "../pulumi/options";
import type { AccessSpec, IngressSpec } from "./spec";

/** A CIDR block as a part of a name: a URN cannot contain `::`, and slashes are hard to read. */
const cidrKey = (cidr: string) => cidr.toLowerCase().replace(/[:./]/g, "-");

/** The key of one of the blocks. `::1.2.3.4/128` keeps its dots beside `::1:2:3:4/128`, which has the same key. */
const uniqueCidrKey = (cidr: string, cidrs: readonly string[]) =>
  cidrs.some((other) => other !== cidr && cidrKey(other) === cidrKey(cidr))
    ? cidr.toLowerCase().replace(/[:/]/g, "-")
    : cidrKey(cidr);

type Source = Pick<
  vpc.SecurityGroupIngressRuleArgs,
  "referencedSecurityGroupId" | "cidrIpv4" | "cidrIpv6"
>;

/**
 * The sources, by the last part of their rules' names. That is the key and not the position, so that adding a source
 * does not rename the other rules.
 */
function sources({ allowedSecurityGroupIds, allowedCidrBlocks }: IngressSpec) {
  return [
    ...Object.entries(allowedSecurityGroupIds).map(([key, id]): readonly [string, Source] => [
      `sg-${key}`,
      { referencedSecurityGroupId: id },
    ]),
    ...allowedCidrBlocks.map((cidr): readonly [string, Source] => [
      `cidr-${uniqueCidrKey(cidr, allowedCidrBlocks)}`,
      cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr },
    ]),
  ];
}

/**
 * The security group for the allowed clients: ingress only on the cache's ports, and no egress (a cache opens no
 * connections, and security groups allow answers). Undefined when nothing is allowed: then only the given groups are
 * attached. AWS cannot rename a group, so only a new one gets the prefix.
 */
export function createSecurityGroup(
  spec: Omit<AccessSpec, "auth">,
  ingress: IngressSpec,
  ports: readonly [number, ...number[]],
  parent: pulumi.Resource,
): ec2.SecurityGroup | undefined {
  if (!ingress.makesSecurityGroup) return undefined;
  const { automaticNamePrefix: prefix } = spec;
  const tags = { ...spec.tags };
  const group = new ec2.SecurityGroup(
    `${spec.name}-security-group`,
    {
      ...(prefix === undefined ? {} : { namePrefix: `${prefix}-security-group-` }),
      description: `Clients of ${spec.id}`,
      ...(ingress.vpcId === undefined ? {} : { vpcId: ingress.vpcId }),
      tags,
    },
    // The cache uses the old group until it has the new one.
    { ...changeable(parent), ignoreChanges: ["namePrefix"], deleteBeforeReplace: false },
  );
  for (const [key, source] of sources(ingress)) {
    for (const port of ports) {
      // The rule of the first port has no port in its name, so that adding a port does not rename it.
      const suffix = port === ports[0] ? "" : `-${String(port)}`;
      new vpc.SecurityGroupIngressRule(
        `${spec.name}-ingress-${key}${suffix}`,
        {
          securityGroupId: group.id,
          ...source,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          description: `${spec.engine} from ${key}`,
          tags,
        },
        changeable(parent),
      );
    }
  }
  return group;
}
