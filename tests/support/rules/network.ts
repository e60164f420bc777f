import type { RuleCases } from "./cases";
import { later, manySubnets } from "./values";

export const network: readonly RuleCases[] = [
  {
    rule: "subnet-choice",
    refused: [
      {
        args: { subnetIds: ["subnet-1"], subnetGroupName: "data" },
        found: [
          "subnetGroupName: excludes subnetIds, from which a subnet group is made; leave out one of the two",
        ],
      },
    ],
    accepted: [
      { args: { subnetIds: ["subnet-1"] } },
      { args: { subnetGroupName: "data" } },
      { args: { subnetIds: ["subnet-1"], subnetGroupName: "" } },
    ],
  },
  {
    rule: "subnets-empty",
    refused: [
      {
        args: { subnetIds: [] },
        found: [
          "subnetIds: the list is empty; give the ids of subnets in two or more availability zones, or leave it out",
        ],
      },
    ],
    accepted: [{ args: { subnetIds: ["subnet-1"] } }, { args: { securityGroupIds: [] } }],
  },
  {
    rule: "network-id-empty",
    refused: [
      {
        args: { subnetIds: ["subnet-1", ""] },
        found: ["subnetIds[1]: empty; give the id or leave the entry out"],
      },
      {
        args: { securityGroupIds: [""] },
        found: ["securityGroupIds[0]: empty; give the id or leave the entry out"],
      },
      {
        args: { allowedSecurityGroupIds: { api: "" }, vpcId: "vpc-1" },
        found: ["allowedSecurityGroupIds.api: empty; give the id or leave the entry out"],
      },
    ],
    accepted: [
      { args: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
      { args: { vpcId: "" } },
    ],
  },
  {
    rule: "allowed-without-vpc",
    refused: [
      {
        args: { allowedCidrBlocks: ["10.0.0.0/16"] },
        found: [
          "vpcId: missing, and allowedCidrBlocks needs it: the security group is made in that VPC; give vpcId, or existing groups in securityGroupIds instead",
        ],
      },
      {
        args: { allowedSecurityGroupIds: { api: "sg-1" } },
        found: [
          "vpcId: missing, and allowedSecurityGroupIds needs it: the security group is made in that VPC; give vpcId, or existing groups in securityGroupIds instead",
        ],
      },
      {
        args: {
          allowedCidrBlocks: ["10.0.0.0/16"],
          allowedSecurityGroupIds: { api: "sg-1" },
          vpcId: "",
        },
        found: [
          "vpcId: missing, and allowedSecurityGroupIds and allowedCidrBlocks need it: the security group is made in that VPC; give vpcId, or existing groups in securityGroupIds instead",
        ],
      },
    ],
    accepted: [
      { args: { allowedCidrBlocks: ["10.0.0.0/16"], vpcId: "vpc-1" } },
      { args: { allowedCidrBlocks: [], allowedSecurityGroupIds: {} } },
    ],
  },
  {
    rule: "cidr-block",
    refused: [
      {
        args: {
          vpcId: "vpc-1",
          allowedCidrBlocks: [
            "10.0.0.0",
            "10.0.0.0/33",
            "256.0.0.0/8",
            "10.1/16",
            "010.0.0.0/8",
            "10.0.0.5/16",
            "fd00::1/64",
            "fd00::/129",
            "fd00:::/8",
            "1:2:3:4:5:6:7:8:9/128",
            "",
          ],
        },
        found: [
          'allowedCidrBlocks[0]: "10.0.0.0" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[1]: "10.0.0.0/33" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[2]: "256.0.0.0/8" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[3]: "10.1/16" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[4]: "010.0.0.0/8" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[5]: "10.0.0.5/16" has address bits beyond its prefix, which the AWS provider refuses; write 10.0.0.0/16',
          'allowedCidrBlocks[6]: "fd00::1/64" has address bits beyond its prefix, which the AWS provider refuses; write fd00::/64',
          'allowedCidrBlocks[7]: "fd00::/129" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[8]: "fd00:::/8" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[9]: "1:2:3:4:5:6:7:8:9/128" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
          'allowedCidrBlocks[10]: "" is no CIDR block; write for example 10.0.0.0/16 or fd00::/8',
        ],
      },
    ],
    accepted: [
      {
        args: {
          vpcId: "vpc-1",
          allowedCidrBlocks: [
            "10.0.0.0/16",
            "10.0.0.5/32",
            "0.0.0.0/0",
            "::/0",
            "fd00::/8",
            "2001:DB8::/32",
            "::ffff:10.0.0.0/104",
            "1:2:3:4:5:6:7:8/128",
          ],
        },
      },
    ],
  },
  {
    rule: "cidr-block-twice",
    refused: [
      {
        args: { vpcId: "vpc-1", allowedCidrBlocks: ["fd00::/8", "10.0.0.0/8", "FD00:0::/8"] },
        found: [
          'allowedCidrBlocks[2]: "FD00:0::/8" is the same block as "fd00::/8", and AWS refuses the second rule; leave one out',
        ],
      },
    ],
    accepted: [
      { args: { vpcId: "vpc-1", allowedCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16"] } },
    ],
  },
  {
    rule: "allowed-key",
    refused: [
      {
        args: {
          vpcId: "vpc-1",
          allowedSecurityGroupIds: { "a'b": "sg-1", "a::b": "sg-2", "": "sg-3" },
        },
        found: [
          "allowedSecurityGroupIds.: the key is a part of the rule's description; write 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row",
          "allowedSecurityGroupIds.a'b: the key is a part of the rule's description; write 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row",
          "allowedSecurityGroupIds.a::b: the key is a part of the rule's description; write 1 to 200 letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * without two colons in a row",
        ],
      },
    ],
    accepted: [
      {
        args: { vpcId: "vpc-1", allowedSecurityGroupIds: { "api (blue)": "sg-1", "a:b": "sg-2" } },
      },
    ],
  },
  {
    rule: "port",
    refused: [
      {
        args: { port: 0 },
        found: ["port: 0 is no TCP port; write a whole number from 1 to 65535, such as 6379"],
      },
      {
        args: { port: 65536 },
        found: ["port: 65536 is no TCP port; write a whole number from 1 to 65535, such as 6379"],
      },
      {
        args: { port: -1 },
        found: ["port: -1 is no TCP port; write a whole number from 1 to 65535, such as 6379"],
      },
      {
        args: { port: 6379.5 },
        found: ["port: 6379.5 is no TCP port; write a whole number from 1 to 65535, such as 6379"],
      },
    ],
    accepted: [{ args: { port: 1 } }, { args: { port: 65535 } }, { args: { port: 6379 } }],
  },
  {
    rule: "ip-discovery",
    refused: [
      {
        args: { networkType: "dual_stack" },
        found: ["ipDiscovery: missing, and dual_stack needs it; write ipv4 or ipv6"],
      },
      {
        args: { networkType: "ipv4", ipDiscovery: "ipv6" },
        found: [
          "ipDiscovery: ipv6 does not exist with networkType ipv4; write ipv4, or networkType dual_stack",
        ],
      },
      {
        args: { networkType: "ipv6", ipDiscovery: "ipv4" },
        found: [
          "ipDiscovery: ipv4 does not exist with networkType ipv6; write ipv6, or networkType dual_stack",
        ],
      },
      {
        args: { ipDiscovery: "ipv6" },
        found: [
          "ipDiscovery: ipv6 does not exist with networkType ipv4; write ipv4, or networkType dual_stack",
        ],
      },
    ],
    accepted: [
      { args: { networkType: "dual_stack", ipDiscovery: "ipv4" } },
      { args: { networkType: "dual_stack", ipDiscovery: "ipv6" } },
      { args: { networkType: "ipv6" } },
      { args: { networkType: "ipv6", ipDiscovery: "ipv6" } },
      { args: { ipDiscovery: "ipv4" } },
    ],
  },
  {
    rule: "ipv6-engine",
    refused: [
      {
        args: { networkType: "ipv6", engineVersion: "6.0" },
        found: [
          'networkType: ipv6 needs Redis 6.2 or later, and engineVersion is "6.0"; raise it, or write networkType ipv4',
        ],
      },
      {
        args: { networkType: "dual_stack", ipDiscovery: "ipv4", engineVersion: "5.0.6" },
        found: [
          'networkType: dual_stack needs Redis 6.2 or later, and engineVersion is "5.0.6"; raise it, or write networkType ipv4',
        ],
      },
    ],
    accepted: [
      { args: { networkType: "ipv6", engineVersion: "6.2" } },
      { args: { networkType: "ipv6", engineVersion: "6.x" } },
      { args: { networkType: "ipv6", engine: "valkey", engineVersion: "7.2" } },
      { args: { networkType: "ipv4", engineVersion: "5.0.6" } },
    ],
  },
  {
    rule: "ipv6-node-type",
    refused: [
      {
        args: { networkType: "ipv6", nodeType: "cache.t2.micro" },
        found: [
          "networkType: ipv6 needs a node type on Nitro hosts, and cache.t2.micro is not one; take for example cache.t4g.small or cache.m7g.large, or write networkType ipv4",
        ],
      },
    ],
    accepted: [
      { args: { networkType: "ipv6", nodeType: "cache.t3.micro" } },
      { args: { nodeType: "cache.t2.micro" } },
      { args: { networkType: "ipv6", nodeType: "cache.m4.large" } },
    ],
  },
  {
    rule: "ipv6-node-type-doubtful",
    refused: [
      {
        args: { networkType: "ipv6", nodeType: "cache.m4.large" },
        found: [
          "networkType: ipv6 needs a node type on Nitro hosts, and cache.m4.large seems not to be one; take for example cache.t4g.small or cache.m7g.large, or write networkType ipv4",
        ],
      },
      {
        args: { networkType: "ipv6", nodeType: "cache.r3.large" },
        found: [
          "networkType: ipv6 needs a node type on Nitro hosts, and cache.r3.large seems not to be one; take for example cache.t4g.small or cache.m7g.large, or write networkType ipv4",
        ],
      },
    ],
    accepted: [
      { args: { networkType: "ipv6", nodeType: "cache.m5.large" } },
      { args: { networkType: "ipv6", nodeType: "cache.t2.micro" } },
      { args: { networkType: "ipv6", nodeType: "cache.x9.large" } },
    ],
  },
  {
    rule: "default-subnets",
    refused: [
      {
        args: {},
        found: [
          "subnetIds: neither subnetIds nor subnetGroupName is given, so the cache lands in the default VPC's subnets; give the ids of private subnets",
        ],
      },
    ],
    accepted: [{ args: { subnetIds: ["subnet-1"] } }, { args: { subnetGroupName: "data" } }],
  },
  {
    rule: "nobody-may-connect",
    refused: [
      {
        args: {},
        found: [
          "securityGroupIds: no security group and nothing allowed, so AWS attaches the VPC's default group, whose members alone can connect; give allowedSecurityGroupIds, allowedCidrBlocks or securityGroupIds",
        ],
      },
      {
        args: { securityGroupIds: [] },
        found: [
          "securityGroupIds: no security group and nothing allowed, so AWS attaches the VPC's default group, whose members alone can connect; give allowedSecurityGroupIds, allowedCidrBlocks or securityGroupIds",
        ],
      },
    ],
    accepted: [
      { args: { securityGroupIds: ["sg-1"] } },
      { args: { allowedCidrBlocks: ["10.0.0.0/8"], vpcId: "vpc-1" } },
      { args: { securityGroupIds: later } },
    ],
  },
  {
    rule: "open-to-all",
    refused: [
      {
        args: { vpcId: "vpc-1", allowedCidrBlocks: ["10.0.0.0/8", "0.0.0.0/0", "::/0"] },
        found: [
          'allowedCidrBlocks[1]: "0.0.0.0/0" lets every address in; name the networks of the clients',
          'allowedCidrBlocks[2]: "::/0" lets every address in; name the networks of the clients',
        ],
      },
    ],
    accepted: [{ args: { vpcId: "vpc-1", allowedCidrBlocks: ["10.0.0.0/8", "128.0.0.0/1"] } }],
  },
  {
    rule: "one-subnet",
    refused: [
      {
        args: { subnetIds: ["subnet-1"] },
        found: [
          "subnetIds: one subnet is one availability zone, and multiAzEnabled wants two; give a subnet in each of two or more zones",
        ],
      },
      {
        args: { subnetIds: ["subnet-1", "subnet-1"] },
        found: [
          "subnetIds: one subnet is one availability zone, and multiAzEnabled wants two; give a subnet in each of two or more zones",
        ],
      },
    ],
    accepted: [
      { args: { subnetIds: ["subnet-1", "subnet-2"] } },
      { args: { subnetIds: ["subnet-1"], multiAzEnabled: false } },
      { args: { subnetIds: [later] } },
    ],
  },
  {
    rule: "many-subnets",
    refused: [
      {
        args: { subnetIds: manySubnets(21) },
        found: [
          "subnetIds: 21 subnets, and AWS's default quota is 20 in a subnet group; have it raised, or give fewer",
        ],
      },
    ],
    accepted: [{ args: { subnetIds: manySubnets(20) } }],
  },
  {
    rule: "network-id-form",
    refused: [
      {
        args: { vpcId: "main" },
        found: [
          'vpcId: "main" does not look like an id that starts with vpc-; give the id, not a name',
        ],
      },
      {
        args: { subnetIds: ["subnet-1", "a"] },
        found: [
          'subnetIds[1]: "a" does not look like an id that starts with subnet-; give the id, not a name',
        ],
      },
      {
        args: { securityGroupIds: ["default"] },
        found: [
          'securityGroupIds[0]: "default" does not look like an id that starts with sg-; give the id, not a name',
        ],
      },
      {
        args: { vpcId: "vpc-1", allowedSecurityGroupIds: { api: "api" } },
        found: [
          'allowedSecurityGroupIds.api: "api" does not look like an id that starts with sg-; give the id, not a name',
        ],
      },
    ],
    accepted: [
      {
        args: {
          vpcId: "vpc-1",
          subnetIds: ["subnet-1"],
          securityGroupIds: ["sg-1"],
          allowedSecurityGroupIds: { api: "sg-2" },
        },
      },
      { args: { vpcId: later, subnetIds: later } },
    ],
  },
  {
    rule: "subnet-group-name",
    refused: (
      [
        ["my_group", "my_group"],
        ["my.group", "my.group"],
        ["my group", "my group"],
        ["1-group", "1-group"],
        ["my--group", "my--group"],
        ["my-group-", "my-group-"],
        ["a".repeat(256), `${"a".repeat(40)}…`],
      ] as const
    ).map(([subnetGroupName, said]) => ({
      args: { subnetGroupName },
      found: [
        `subnetGroupName: "${said}" is no name of a subnet group: 1 to 255 letters, digits and hyphens, a letter first, no two hyphens in a row and none at the end`,
      ],
    })),
    accepted: [
      { args: { subnetGroupName: "My-group-1" } },
      { args: { subnetGroupName: "a" } },
      { args: { subnetGroupName: "a".repeat(255) } },
      { args: { subnetGroupName: "" } },
      { args: { subnetGroupName: "default" } },
      { args: { subnetGroupName: later } },
    ],
  },
  {
    rule: "subnet-group-default",
    refused: ["default", "Default"].map((subnetGroupName) => ({
      args: { subnetGroupName },
      found: [
        "subnetGroupName: AWS's own group spans the default VPC's public subnets; give private subnets in subnetIds",
      ],
    })),
    accepted: [
      { args: { subnetGroupName: "default-1" } },
      { args: { subnetGroupName: "my_group" } },
      { args: { subnetGroupName: later } },
    ],
  },
];
