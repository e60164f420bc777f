import { versionsOf } from "../../components/catalog/engines";
import {
  type NodeType,
  RESERVED_MEMORY_PERCENT,
  nodeFamilies,
  nodeTypes,
  sizesOf,
  usableMemoryBytes,
} from "../../components/catalog/node-types";
import { code, GENERATED, table } from "./markdown";

const GIB = 1024 ** 3;

const INTRODUCTION = `# Node types

What a node holds and carries, from ElastiCache's user guide. **Usable** is the engine's \`maxmemory\` less the reserve of
${String(RESERVED_MEMORY_PERCENT)} % that AWS keeps for backups, failover and replication buffers (the parameter \`reserved-memory-percent\`): it
is what data can fill, and the number to plan by. Network is the baseline that a node always has, and the burst above it.

On nodes of at most 2 vCPU the engine's one main thread saturates long before the host does; see [monitoring](monitoring.md).`;

const HEADER = [
  "node type",
  "vCPU",
  "memory GiB",
  "usable GiB",
  "network Gbit/s",
  "connections",
  "engines",
];

/** Which engines run on it, from which version. */
function engines({ minimumRedis }: NodeType): string {
  const oldest = versionsOf("redis")[0];
  if (minimumRedis === undefined) return "Valkey";
  return minimumRedis === oldest ? "Redis OSS, Valkey" : `Redis OSS ${minimumRedis}, Valkey`;
}

function memory({ memoryGiB, ssdGiB }: NodeType): string {
  return ssdGiB === undefined ? String(memoryGiB) : `${String(memoryGiB)} + ${String(ssdGiB)} SSD`;
}

const row = (node: NodeType): string[] => [
  code(node.type),
  String(node.vcpu),
  memory(node),
  (usableMemoryBytes(node) / GIB).toFixed(2),
  `${String(node.networkBaselineGbps)} to ${String(node.networkGbps)}`,
  node.maxclients.toLocaleString("en"),
  engines(node),
];

const AS_OTHERS = "";

/** What sets a family apart, in a line. */
function remarks(node: NodeType): string {
  const parts = [
    `${node.suits}.`,
    node.generation === "previous" ? "AWS may start no new groups on it." : AS_OTHERS,
    node.ipv6 ? AS_OTHERS : "No IPv6.",
    node.absentFrom === undefined ? AS_OTHERS : `Not known in ${node.absentFrom.join(", ")}.`,
  ];
  return parts.filter((part) => part !== AS_OTHERS).join(" ");
}

function section(family: string): string {
  const nodes = nodeTypes.filter((node) => node.family === family);
  const [first] = nodes;
  if (first === undefined) return "";
  return [`## ${family}`, remarks(first), table(HEADER, nodes.map(row))].join("\n\n");
}

/** Families that groups still run on and that the catalogue knows by name alone. */
function retired(): string {
  const known = new Set(nodeTypes.map(({ family }) => family));
  const rows = nodeFamilies
    .filter((family) => !known.has(family))
    .map((family) => [family, (sizesOf(family) ?? []).join(", ")]);
  const text =
    "AWS starts no new groups on these; a group that runs on one is accepted with a warning, and nothing that depends on its memory is checked.";
  return ["## Previous generations", text, table(["family", "sizes"], rows)].join("\n\n");
}

/** The page about node types. */
export function nodeTypesPage(): string {
  const families = [...new Set(nodeTypes.map(({ family }) => family))];
  return [GENERATED, INTRODUCTION, ...families.map(section), retired()].join("\n\n");
}
