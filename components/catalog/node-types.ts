/**
 * Node types of Redis OSS and Valkey. Memory, network, engines and oldest versions are from the ElastiCache user guide, "Supported
 * node types"; `maxmemory` from its "Node-type specific parameters"; vCPU of T types from its table of burstable nodes, of others
 * from EC2's naming of sizes; IPv6 (Nitro hosts) from "Choosing a network type"; regions from AWS's price list.
 */

/** Whether AWS still creates new groups on a family. */
export type NodeGeneration = "current" | "previous";

/** The facts that the node types of a family share. */
interface FamilyFacts {
  readonly family: string;
  /** What it is for, in a few words. */
  readonly suits: string;
  readonly architecture: "arm64" | "x86_64";
  readonly generation: NodeGeneration;
  /** Whether CPU above a baseline costs credits. */
  readonly burstable: boolean;
  /** Whether its hosts support IPv6. */
  readonly ipv6: boolean;
  /** Oldest Redis OSS version that runs on it; undefined where only Valkey does. */
  readonly minimumRedis: string | undefined;
  /** Regions that are known not to offer it. */
  readonly absentFrom?: readonly string[];
}

/** What is different for one size: the oldest Redis OSS version, the number of connections, and the SSD of data tiering. */
interface SizeExtras {
  readonly maxclients?: number;
  readonly minimumRedis?: string;
  readonly ssdGiB?: number;
}

/** Size, vCPU, memory in GiB, maxmemory in bytes, baseline and burst network in Gbit/s. */
type SizeRow = readonly [string, number, number, number, number, number, SizeExtras?];

interface FamilyRow extends FamilyFacts {
  readonly sizes: readonly SizeRow[];
}

/** A node type with its facts. */
export interface NodeType extends FamilyFacts {
  /** AWS's name, such as `cache.r6g.large`. */
  readonly type: string;
  readonly size: string;
  readonly vcpu: number;
  /** Memory as ElastiCache advertises it, in GiB. */
  readonly memoryGiB: number;
  /** The engine's `maxmemory` in bytes, with the reserved memory. */
  readonly maxmemoryBytes: number;
  readonly networkBaselineGbps: number;
  readonly networkGbps: number;
  /** SSD for data tiering, in GiB; undefined without data tiering. */
  readonly ssdGiB: number | undefined;
  /** Maximum number of client connections. */
  readonly maxclients: number;
  readonly engines: readonly ("redis" | "valkey")[];
}

/** Maximum number of connections, except where a row has another. */
const MOST_CLIENTS = 65_000;

/** The only family with data tiering, which is always on there. */
export const DATA_TIERING_FAMILY = "r6gd";

/** Default of `reserved-memory-percent`: the part of a node's memory that ElastiCache reserves. */
export const RESERVED_MEMORY_PERCENT = 25;

const families: readonly FamilyRow[] = [
  {
    family: "t2",
    suits: "Spare CPU credits for tiny, quiet caches; previous generation",
    architecture: "x86_64",
    generation: "previous",
    burstable: true,
    ipv6: false,
    minimumRedis: "4.0.10",
    sizes: [
      ["micro", 1, 0.555, 581959680, 0.064, 1.024, { maxclients: 20000 }],
      ["small", 1, 1.55, 1665138688, 0.128, 1.024, { maxclients: 20000 }],
      ["medium", 2, 3.22, 3461349376, 0.256, 1.024, { maxclients: 20000 }],
    ],
  },
  {
    family: "t3",
    suits: "Development and small caches: CPU above the baseline is paid from credits",
    architecture: "x86_64",
    generation: "current",
    burstable: true,
    ipv6: true,
    minimumRedis: "4.0.10",
    sizes: [
      ["micro", 2, 0.5, 536870912, 0.064, 5, { maxclients: 20000 }],
      ["small", 2, 1.37, 1471026299, 0.128, 5, { maxclients: 46000 }],
      ["medium", 2, 3.09, 3317862236, 0.256, 5, { maxclients: 46000 }],
    ],
  },
  {
    family: "t4g",
    suits: "Development and small caches on Graviton2: CPU above the baseline is paid from credits",
    architecture: "arm64",
    generation: "current",
    burstable: true,
    ipv6: true,
    minimumRedis: "5.0.6",
    sizes: [
      ["micro", 2, 0.5, 536870912, 0.064, 5, { maxclients: 20000, minimumRedis: "4.0.10" }],
      ["small", 2, 1.37, 1471026299, 0.128, 5, { maxclients: 46000 }],
      ["medium", 2, 3.09, 3317862236, 0.256, 5, { maxclients: 46000 }],
    ],
  },
  {
    family: "m4",
    suits: "General purpose, older x86 hosts without Nitro",
    architecture: "x86_64",
    generation: "current",
    burstable: false,
    ipv6: false,
    minimumRedis: "4.0.10",
    sizes: [
      ["large", 2, 6.42, 6892593152, 0.45, 1.2],
      ["xlarge", 4, 14.28, 15328501760, 0.75, 2.8],
      ["2xlarge", 8, 29.7, 31889126359, 1, 10],
      ["4xlarge", 16, 60.78, 65257290629, 2, 10],
      ["10xlarge", 40, 154.64, 166047614239, 5, 10],
    ],
  },
  {
    family: "m5",
    suits: "General purpose on x86",
    architecture: "x86_64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "4.0.10",
    sizes: [
      ["large", 2, 6.38, 6854542746, 0.75, 10],
      ["xlarge", 4, 12.93, 13891921715, 1.25, 10],
      ["2xlarge", 8, 26.04, 27966669210, 2.5, 10],
      ["4xlarge", 16, 52.26, 56116178125, 5, 10],
      ["12xlarge", 48, 157.12, 168715971994, 12, 12],
      ["24xlarge", 96, 314.32, 337500562842, 25, 25],
    ],
  },
  {
    family: "m6g",
    suits: "General purpose on Graviton2",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "5.0.6",
    sizes: [
      ["large", 2, 6.38, 6854542746, 0.75, 10],
      ["xlarge", 4, 12.93, 13891921715, 1.25, 10],
      ["2xlarge", 8, 26.04, 27966669210, 2.5, 10],
      ["4xlarge", 16, 52.26, 56116178125, 5, 10],
      ["8xlarge", 32, 103.68, 111325552312, 12, 12],
      ["12xlarge", 48, 157.12, 168715971994, 20, 20],
      ["16xlarge", 64, 209.55, 225000375228, 25, 25],
    ],
  },
  {
    family: "m7g",
    suits: "General purpose on Graviton3",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "6.2",
    sizes: [
      ["large", 2, 6.38, 6854542746, 0.937, 12.5],
      ["xlarge", 4, 12.93, 13891921715, 1.876, 12.5],
      ["2xlarge", 8, 26.04, 27966669210, 3.75, 15],
      ["4xlarge", 16, 52.26, 56116178125, 7.5, 15],
      ["8xlarge", 32, 103.68, 111325552312, 15, 15],
      ["12xlarge", 48, 157.12, 168715971994, 22.5, 22.5],
      ["16xlarge", 64, 209.55, 225000375228, 30, 30],
    ],
  },
  {
    family: "m8g",
    suits: "General purpose on Graviton4",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: undefined,
    sizes: [
      ["large", 2, 6.79, 7294178820, 0.937, 12.5],
      ["xlarge", 4, 14.18, 15222495510, 1.875, 12.5],
      ["2xlarge", 8, 29.68, 31866224640, 3.75, 15],
      ["4xlarge", 16, 61.33, 65856864256, 7.5, 15],
      ["8xlarge", 32, 124.65, 133838143488, 15, 15],
      ["12xlarge", 48, 187.96, 201819422720, 22.5, 22.5],
      ["16xlarge", 64, 251.27, 269800701952, 30, 30],
    ],
  },
  {
    family: "r4",
    suits: "Large data sets, older x86 hosts without Nitro",
    architecture: "x86_64",
    generation: "current",
    burstable: false,
    ipv6: false,
    minimumRedis: "4.0.10",
    sizes: [
      ["large", 2, 12.3, 13201781556, 0.75, 10],
      ["xlarge", 4, 25.05, 26898228839, 1.25, 10],
      ["2xlarge", 8, 50.47, 54197537997, 2.5, 10],
      ["4xlarge", 16, 101.38, 108858546586, 5, 10],
      ["8xlarge", 32, 203.26, 218255432090, 12, 12],
      ["16xlarge", 64, 407.0, 437021573120, 25, 25],
    ],
  },
  {
    family: "r5",
    suits: "Large data sets on x86",
    architecture: "x86_64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "4.0.10",
    sizes: [
      ["large", 2, 13.07, 14037181030, 0.75, 10],
      ["xlarge", 4, 26.32, 28261849702, 1.25, 10],
      ["2xlarge", 8, 52.82, 56711183565, 2.5, 10],
      ["4xlarge", 16, 105.81, 113609865216, 5, 10],
      ["12xlarge", 48, 317.77, 341206346547, 12, 12],
      ["24xlarge", 96, 635.61, 682485973811, 25, 25],
    ],
  },
  {
    family: "r6g",
    suits: "Large data sets on Graviton2",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "5.0.6",
    sizes: [
      ["large", 2, 13.07, 14037181030, 0.75, 10],
      ["xlarge", 4, 26.32, 28261849702, 1.25, 10],
      ["2xlarge", 8, 52.82, 56711183565, 2.5, 10],
      ["4xlarge", 16, 105.81, 113609865216, 5, 10],
      ["8xlarge", 32, 209.55, 225000375228, 12, 12],
      ["12xlarge", 48, 317.77, 341206346547, 20, 20],
      ["16xlarge", 64, 419.09, 450000750456, 25, 25],
    ],
  },
  {
    family: "r6gd",
    suits: "Very large data sets of which a part is hot: the rest is tiered to SSD",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "6.2",
    sizes: [
      ["xlarge", 4, 26.32, 28261849702, 1.25, 10, { ssdGiB: 99.33 }],
      ["2xlarge", 8, 52.82, 56711183565, 2.5, 10, { ssdGiB: 199.07 }],
      ["4xlarge", 16, 105.81, 113609865216, 5, 10, { ssdGiB: 398.14 }],
      ["8xlarge", 32, 209.55, 225000375228, 12, 12, { ssdGiB: 796.28 }],
      ["12xlarge", 48, 317.77, 341206346547, 20, 20, { ssdGiB: 1194.42 }],
      ["16xlarge", 64, 419.09, 450000750456, 25, 25, { ssdGiB: 1592.56 }],
    ],
  },
  {
    family: "r7g",
    suits: "Large data sets on Graviton3",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "6.2",
    sizes: [
      ["large", 2, 13.07, 14037181030, 0.937, 12.5],
      ["xlarge", 4, 26.32, 28261849702, 1.876, 12.5],
      ["2xlarge", 8, 52.82, 56711183565, 3.75, 15],
      ["4xlarge", 16, 105.81, 113609865216, 7.5, 15],
      ["8xlarge", 32, 209.55, 225000375228, 15, 15],
      ["12xlarge", 48, 317.77, 341206346547, 22.5, 22.5],
      ["16xlarge", 64, 419.09, 450000750456, 30, 30],
    ],
  },
  {
    family: "r8g",
    suits: "Large data sets on Graviton4",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: undefined,
    sizes: [
      ["large", 2, 14.18, 15222495510, 0.937, 12.5],
      ["xlarge", 4, 29.68, 31866224640, 1.875, 12.5],
      ["2xlarge", 8, 61.33, 65856864256, 3.75, 15],
      ["4xlarge", 16, 124.65, 133838143488, 7.5, 15],
      ["8xlarge", 32, 251.27, 269800701952, 15, 15],
      ["12xlarge", 48, 377.9, 405763260416, 22.5, 22.5],
      ["16xlarge", 64, 504.52, 541725818880, 30, 30],
    ],
  },
  {
    family: "c7gn",
    suits: "High throughput on small data sets: most network for its memory, Graviton3",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: "6.2",
    absentFrom: ["ap-southeast-1"],
    sizes: [
      ["large", 2, 3.09, 3317862236, 6.25, 30],
      ["xlarge", 4, 6.38, 6854542746, 12.5, 40],
      ["2xlarge", 8, 12.94, 13891921715, 25, 50],
      ["4xlarge", 16, 26.05, 27966669210, 50, 50],
      ["8xlarge", 32, 52.26, 56116178125, 100, 100],
      ["12xlarge", 48, 78.56, 84357985997, 150, 150],
      ["16xlarge", 64, 105.81, 113609865216, 200, 200],
    ],
  },
  {
    family: "c8gn",
    suits: "High throughput on small data sets: most network for its memory, Graviton4",
    architecture: "arm64",
    generation: "current",
    burstable: false,
    ipv6: true,
    minimumRedis: undefined,
    sizes: [
      ["large", 2, 3.1, 3330020474, 6.25, 30],
      ["xlarge", 4, 6.79, 7294178820, 12.5, 40],
      ["2xlarge", 8, 14.18, 15222495510, 25, 50],
      ["4xlarge", 16, 29.68, 31866224640, 50, 50],
      ["8xlarge", 32, 61.33, 65856864256, 100, 100],
      ["12xlarge", 48, 92.99, 99847503872, 150, 150],
      ["16xlarge", 64, 124.65, 133838143488, 200, 200],
    ],
  },
];

/**
 * Families on which AWS no longer creates groups, with their sizes (CreateReplicationGroup, CacheNodeType). Running groups may still
 * use them, so their names are known, without other facts.
 */
const retired: Readonly<Record<string, readonly string[]>> = {
  t1: ["micro"],
  m1: ["small", "medium", "large", "xlarge"],
  m2: ["xlarge", "2xlarge", "4xlarge"],
  m3: ["medium", "large", "xlarge", "2xlarge"],
  c1: ["xlarge"],
  r3: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge"],
};

function row({ sizes, ...family }: FamilyRow): NodeType[] {
  return sizes.map(([size, vcpu, memoryGiB, maxmemoryBytes, baseline, burst, extras = {}]) => ({
    ...family,
    minimumRedis: extras.minimumRedis ?? family.minimumRedis,
    type: `cache.${family.family}.${size}`,
    size,
    vcpu,
    memoryGiB,
    maxmemoryBytes,
    networkBaselineGbps: baseline,
    networkGbps: burst,
    ssdGiB: extras.ssdGiB,
    maxclients: extras.maxclients ?? MOST_CLIENTS,
    engines: family.minimumRedis === undefined ? ["valkey"] : ["redis", "valkey"],
  }));
}

/** Every node type in the catalogue, family by family. */
export const nodeTypes: readonly NodeType[] = families.flatMap(row);

const byType: ReadonlyMap<string, NodeType> = new Map(nodeTypes.map((node) => [node.type, node]));

/** The facts of a node type such as `cache.r6g.large`; undefined for one that is not in the catalogue. */
export const findNodeType = (type: string): NodeType | undefined => byType.get(type);

const sizesByFamily: ReadonlyMap<string, readonly string[]> = new Map([
  ...families.map(({ family, sizes }) => [family, sizes.map(([size]) => size)] as const),
  ...Object.entries(retired),
]);

/** Every family, retired ones included. */
export const nodeFamilies: readonly string[] = [...sizesByFamily.keys()];

/** Sizes of a family, also of a retired one; undefined for a family that is not in the catalogue. */
export const sizesOf = (family: string): readonly string[] | undefined => sizesByFamily.get(family);

/** Whether AWS creates no new groups on the family. */
export const isPreviousGeneration = (family: string): boolean =>
  Object.hasOwn(retired, family) ||
  families.some((known) => known.family === family && known.generation === "previous");

/** The parts of a name `cache.<family>.<size>`, in the catalogue or not. */
export interface NodeTypeName {
  readonly family: string;
  readonly size: string;
}

/** Reads a node type's name; undefined when it has another form. */
export function parseNodeType(type: string): NodeTypeName | undefined {
  const match = /^cache\.([a-z][a-z0-9-]{0,31})\.([a-z0-9-]{1,32})$/.exec(type);
  const [, family, size] = match ?? [];
  return family === undefined || size === undefined ? undefined : { family, size };
}

/** Bytes for data: `maxmemory` without the memory reserved for backups, replication buffers and the like. */
export const usableMemoryBytes = (
  node: Pick<NodeType, "maxmemoryBytes">,
  reservedMemoryPercent: number = RESERVED_MEMORY_PERCENT,
): number => Math.floor((node.maxmemoryBytes * (100 - reservedMemoryPercent)) / 100);
