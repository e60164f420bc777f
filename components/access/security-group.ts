import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheSpec } from "../redis-cache/spec";
import { changeable } from "../pulumi/options";

/** The name part of a CIDR block: URN names may not hold `::`, and slashes read badly. */
const cidrKey = (cidr: string) => cidr.toLowerCase().replace(/[:./]/g, "-");

type Source = Pick<
  vpc.SecurityGroupIngressRuleArgs,
  "referencedSecurityGroupId" | "cidrIpv4" | "cidrIpv6"
>;

/** Each source by the end of its rule's name: the key alone, never a position, so that adding one never renames another. */
function sources(spec: CacheSpec): (readonly [string, Source])[] {
  const { allowedSecurityGroupIds, allowedCidrBlocks } = spec.network;
  return [
    ...Object.entries(allowedSecurityGroupIds).map(
      ([key, id]) => [`sg-${key}`, { referencedSecurityGroupId: id }] as const,
    ),
    ...allowedCidrBlocks.map(
      (cidr) =>
        [
          `cidr-${cidrKey(cidr)}`,
          cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr },
        ] as const,
    ),
  ];
}

/**
 * The security group that lets the allowed clients in, on the cache's port and nothing else, with no way out (a cache opens no
 * connections; security groups let answers pass). Undefined when nothing is allowed: then only given groups are attached.
 */
export function createSecurityGroup(
  spec: CacheSpec,
  parent: pulumi.Resource,
): ec2.SecurityGroup | undefined {
  if (!spec.network.makesSecurityGroup) return undefined;
  const tags = { ...spec.tags };
  const group = new ec2.SecurityGroup(
    `${spec.name}-security-group`,
    {
      description: `Clients of ${spec.replicationGroupId}`,
      ...(spec.network.vpcId === undefined ? {} : { vpcId: spec.network.vpcId }),
      tags,
    },
    changeable(parent),
  );
  for (const [key, source] of sources(spec)) {
    new vpc.SecurityGroupIngressRule(
      `${spec.name}-ingress-${key}`,
      {
        securityGroupId: group.id,
        ...source,
        ipProtocol: "tcp",
        fromPort: spec.port,
        toPort: spec.port,
        description: `${spec.engine} from ${key}`,
        tags,
      },
      changeable(parent),
    );
  }
  return group;
}
