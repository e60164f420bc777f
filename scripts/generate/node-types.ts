import { versionsOf } from "../../components/catalog/engines";
import {
  type NodeType,
  nodeFamilies,
  nodeTypes,
  sizesOf,
  usableMemoryBytes,
} from "../../components/catalog/node-types";
import { code, table } from "./markdown";

const GIB = 1024 ** 3;

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

/** What is special about a family, in one line. */
function remarks(node: NodeType): string {
  const parts = [
    `${node.suits}.`,
    node.generation === "previous" ? "AWS may not start new groups on it." : AS_OTHERS,
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

/** Families on which groups still run and of which the catalogue knows only the names. */
function retired(): string {
  const known = new Set(nodeTypes.map(({ family }) => family));
  const rows = nodeFamilies
    .filter((family) => !known.has(family))
    .map((family) => [family, (sizesOf(family) ?? []).join(", ")]);
  const text =
    "AWS does not start new groups on these; a group that runs on one is accepted with a warning, and nothing that depends on its memory is checked.";
  return ["## Previous generations", text, table(["family", "sizes"], rows)].join("\n\n");
}

/** The page about node types. */
export function nodeTypesPart(): string {
  const families = [...new Set(nodeTypes.map(({ family }) => family))];
  return [...families.map(section), retired()].join("\n\n");
}
