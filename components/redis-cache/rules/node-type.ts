import { isAtLeast, versionsOf } from "../../catalog/engines";
import type { NodeType } from "../../catalog/node-types";
import {
  DATA_TIERING_FAMILY,
  findNodeType,
  isPreviousGeneration,
  nodeTypes,
  parseNodeType,
  sizesOf,
} from "../../catalog/node-types";
import { nearest } from "../../checking/spelling";
import { listed, shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

const EXAMPLE = "cache.t4g.small or cache.r7g.large";

function suggestion(nodeType: string): string {
  const wanted = `cache.${nodeType.toLowerCase().replace(/^(cache|db)\./, "")}`;
  const near = nearest(
    wanted,
    nodeTypes.map(({ type }) => type),
  );
  return near === undefined ? `; write for example ${EXAMPLE}` : `; did you mean ${near}?`;
}

function form({ nodeType }: CacheSpec): readonly Finding[] {
  return when(
    parseNodeType(nodeType) === undefined,
    "nodeType",
    `${shown(nodeType)} is not of the form cache.<family>.<size> in lower case${suggestion(nodeType)}`,
  );
}

function size({ nodeType }: CacheSpec): readonly Finding[] {
  const name = parseNodeType(nodeType);
  const sizes = name && sizesOf(name.family);
  if (!name || !sizes || sizes.includes(name.size)) return [];
  const near = nearest(name.size, sizes);
  const meant = near === undefined ? "" : `; did you mean cache.${name.family}.${near}?`;
  const reason = `${name.family} has no size ${shown(name.size)}, only ${listed(sizes)}${meant}`;
  return [{ path: "nodeType", reason }];
}

/** A check that needs the facts of a known node type. */
const onKnown =
  (find: (node: NodeType, spec: CacheSpec) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] => {
    const node = findNodeType(spec.nodeType);
    return node ? find(node, spec) : [];
  };

const valkeyOnly = onKnown((node, { engine, nodeType }) =>
  when(
    !node.engines.includes(engine),
    "nodeType",
    `${nodeType} runs Valkey only; write engine valkey, or take an older family such as cache.r7g or cache.m7g`,
  ),
);

/** The oldest version on offer says nothing of what older groups could run on. */
const OLDEST = versionsOf("redis")[0];

const minimumVersion = onKnown((node, { engine, engineVersion, nodeType }) => {
  const minimum = node.minimumRedis;
  if (engine !== "redis" || minimum === undefined || minimum === OLDEST) return [];
  return when(
    !isAtLeast(engineVersion, minimum),
    "nodeType",
    `${nodeType} needs Redis ${minimum} or later, and engineVersion is ${shown(engineVersion)}; raise engineVersion, or take an older family such as cache.r5 or cache.t3`,
  );
});

function dataTiering({ nodeType, args, dataTieringEnabled }: CacheSpec): readonly Finding[] {
  const family = parseNodeType(nodeType)?.family ?? "";
  if (family === DATA_TIERING_FAMILY) {
    return when(
      !dataTieringEnabled,
      "dataTieringEnabled",
      `data tiering is always on with ${nodeType}; write true or leave it out, or take a cache.r6g type`,
    );
  }
  return when(
    args.dataTieringEnabled === true && sizesOf(family) !== undefined,
    "dataTieringEnabled",
    `${nodeType} has no data tiering; leave it out, or take a cache.r6gd type`,
  );
}

function dataTieringUnknown({ nodeType, args }: CacheSpec): readonly Finding[] {
  const name = parseNodeType(nodeType);
  return when(
    args.dataTieringEnabled === true && name !== undefined && sizesOf(name.family) === undefined,
    "dataTieringEnabled",
    `data tiering is known of cache.r6gd alone; AWS may refuse it with ${nodeType}`,
  );
}

/** What hosts of retired families lack (user guide, "In-transit encryption", "At-rest encryption", "Minimizing downtime"). */
const lacking: readonly (readonly [
  (
    | "transitEncryptionEnabled"
    | "atRestEncryptionEnabled"
    | "automaticFailoverEnabled"
    | "multiAzEnabled"
  ),
  string,
  readonly string[],
])[] = [
  ["transitEncryptionEnabled", "TLS", ["m1", "m2"]],
  ["atRestEncryptionEnabled", "encryption at rest", ["t1", "m1", "m2", "c1"]],
  ["automaticFailoverEnabled", "failover", ["t1"]],
  ["multiAzEnabled", "Multi-AZ", ["t1"]],
];

/** Nothing new starts on these families, so a default is not held against them. */
function oldHosts({ nodeType, args }: CacheSpec): readonly Finding[] {
  const family = parseNodeType(nodeType)?.family ?? "";
  return lacking.flatMap(([path, what, families]) =>
    when(
      families.includes(family) && args[path] === true,
      path,
      `${nodeType} has no ${what}; take a current node type such as ${EXAMPLE}, or write false`,
    ),
  );
}

function previousGeneration({ nodeType }: CacheSpec): readonly Finding[] {
  const name = parseNodeType(nodeType);
  return when(
    name !== undefined && isPreviousGeneration(name.family),
    "nodeType",
    `${nodeType} is of a previous generation, on which AWS may start no new groups; take a current node type such as ${EXAMPLE}`,
  );
}

function unknownFamily({ nodeType }: CacheSpec): readonly Finding[] {
  const name = parseNodeType(nodeType);
  if (!name || sizesOf(name.family) !== undefined) return [];
  const near = nearest(
    nodeType,
    nodeTypes.map(({ type }) => type),
  );
  const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
  const reason = `${shown(nodeType)} is not among the known node types${meant}; what depends on its memory, engines and network is not checked`;
  return [{ path: "nodeType", reason }];
}

const absentInRegion = onKnown((node, { nodeType, context: { region } }) =>
  when(
    region !== undefined && node.absentFrom?.includes(region) === true,
    "nodeType",
    `${nodeType} is not known to be offered in ${region ?? ""}; see DescribeReservedCacheNodesOfferings there, or take another family`,
  ),
);

const burstableInProduction = onKnown((node, { nodeType, context }) =>
  when(
    node.burstable && context.protect === true,
    "nodeType",
    `${nodeType} is burstable: under load it is held to a fraction of its CPU once its credits are spent; take a cache.m7g or cache.r7g type for production`,
  ),
);

export const nodeType: readonly Rule[] = [
  error("node-type", "A node type has the form `cache.<family>.<size>`.", form),
  error(
    "node-type-size",
    'A node type of a known family has one of the family\'s sizes (user guide, "Supported node types").',
    size,
  ),
  error(
    "node-type-engine",
    'M8g, R8g and C8gn run Valkey only (user guide, "Supported node types").',
    valkeyOnly,
  ),
  error(
    "node-type-version",
    'Graviton node types need Redis 5.0.6 or 6.2 (user guide, "Supported node types").',
    minimumVersion,
  ),
  error(
    "data-tiering",
    'Data tiering is on with R6gd and with nothing else (user guide, "Data tiering").',
    dataTiering,
  ),
  error(
    "node-type-host",
    'M1 and M2 have no TLS, T1 no failover and no Multi-AZ, and these and C1 no encryption at rest (user guide, "In-transit encryption" and "At-rest encryption").',
    oldHosts,
  ),
  warning(
    "node-type-previous",
    'AWS starts no new groups on previous generations (user guide, "Supported node types").',
    previousGeneration,
  ),
  warning("node-type-unknown", "The node type is in the catalogue.", unknownFamily),
  warning(
    "data-tiering-unknown",
    "Data tiering is known of R6gd alone; another family may have it.",
    dataTieringUnknown,
  ),
  warning("node-type-region", "The region offers the node type (AWS price list).", absentInRegion),
  warning(
    "burstable-production",
    "A protected cache should not stand on a burstable node type.",
    burstableInProduction,
  ),
];
