import { loadData } from "../schema";

/** A second opinion on ElastiCache's engines, node types and parameters, with data of its own. */

interface NodeFamily {
  sizes: string[];
  valkey: string;
  redis?: string;
  tiering?: boolean;
  nitro?: boolean;
}

export interface ParameterRule {
  families: string[];
  type?: "integer";
  values?: string[];
  min?: number;
  max?: number;
  modifiable: "always" | "never" | "only-at-creation" | "only-if-group-unused";
  byFamily?: Record<string, Partial<ParameterRule>>;
}

let nodeFamilies: Record<string, NodeFamily> | undefined;
let parameters: Record<string, ParameterRule> | undefined;

export function nodeFamily(nodeType: string): NodeFamily | undefined {
  nodeFamilies ??= loadData("node-types") as Record<string, NodeFamily>;
  const [cache, family = "", size = ""] = nodeType.split(".");
  const found = nodeFamilies[family];
  return cache === "cache" && (found?.sizes.includes(size) ?? false) ? found : undefined;
}

export function parameterRule(family: string, name: string): ParameterRule | undefined {
  parameters ??= loadData("parameters") as Record<string, ParameterRule>;
  const rule = parameters[name];
  if (!(rule?.families.includes(family) ?? false)) return undefined;
  return rule && { ...rule, ...rule.byFamily?.[family] };
}

export const FAMILIES = [
  "redis2.8",
  "redis3.2",
  "redis4.0",
  "redis5.0",
  "redis6.x",
  "redis7",
  "valkey7",
  "valkey8",
  "valkey9",
];

/** What AWS runs for a version that is asked for, newest first. */
const VERSIONS: Record<string, Record<string, string>> = {
  redis: {
    "7.1": "7.1.0",
    "7.0": "7.0.7",
    "6.2": "6.2.6",
    "6.0": "6.0.5",
    "5.0.6": "5.0.6",
    "4.0.10": "4.0.10",
  },
  valkey: {
    "9.1": "9.1.0",
    "9.0": "9.0.0",
    "8.2": "8.2.0",
    "8.1": "8.1.0",
    "8.0": "8.0.1",
    "7.2": "7.2.6",
  },
};

/** The version that AWS takes when none is given. */
export const DEFAULT_VERSIONS: Record<string, string> = { redis: "7.1", valkey: "8.1" };

export function actualVersion(engine: string, version: string): string | undefined {
  return VERSIONS[engine]?.[version === "6.x" ? "6.2" : version];
}

export function family(engine: string, version: string): string {
  const [major = "", minor = ""] = version.split(".");
  if (engine === "valkey" || Number(major) >= 7) return `${engine}${major}`;
  return Number(major) === 6 ? "redis6.x" : `redis${major}.${minor}`;
}

/** Negative, zero or positive, by the numbers between the dots. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((v) => v.replace("6.x", "6.2").split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether an engine in this version is at least the given version of that engine. */
export function atLeast(
  engine: string,
  version: string,
  minimum: { redis: string; valkey: string },
): boolean {
  const wanted = engine === "valkey" ? minimum.valkey : minimum.redis;
  return compareVersions(version, wanted) >= 0;
}

/** The family of a default parameter group, by its name; undefined for another group. */
export function defaultFamily(parameterGroup: string): string | undefined {
  return /^default\.(.+?)(\.cluster\.on)?$/.exec(parameterGroup)?.[1];
}

/** Whether this is a default group of another engine or version: AWS then takes the new default. */
export function isOutgrown(parameterGroup: string, engine: string, version: string): boolean {
  const found = defaultFamily(parameterGroup);
  return found !== undefined && found !== family(engine, version);
}
