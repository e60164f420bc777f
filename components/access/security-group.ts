import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { changeable } from "../pulumi/options";
import type { AccessSpec, IngressSpec } from "./spec";

/** A CIDR block as a part of a name: a URN cannot contain `::`, and slashes are hard to read. */
const cidrKey = (cidr: string) => cidr.toLowerCase().replace(/[:./]/g, "-");

type Source = Pick<
  vpc.SecurityGroupIngressRuleArgs,
  "referencedSecurityGroupId" | "cidrIpv4" | "cidrIpv6"
>;

/**
 * Each source by the end of its rule's name: its key and not its position, so that adding a source renames no other
 * rule.
 */
function sources({ allowedSecurityGroupIds, allowedCidrBlocks }: IngressSpec) {
  return [
    ...Object.entries(allowedSecurityGroupIds).map(([key, id]): readonly [string, Source] => [
      `sg-${key}`,
      { referencedSecurityGroupId: id },
    ]),
    ...allowedCidrBlocks.map((cidr): readonly [string, Source] => [
      `cidr-${cidrKey(cidr)}`,
      cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr },
    ]),
  ];
}

/**
 * The security group that lets the allowed clients in, only on the cache's ports, and nothing out (a cache opens no
 * connections, and security groups let answers pass). Undefined when nothing is allowed: then only the given groups are
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
      // The rule of the first port has no port in its name, so that adding a port renames no rule.
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
