import { versionsOf } from "../../catalog/engines";
import {
  DATA_TIERING_FAMILY,
  type NodeType,
  findNodeType,
  isPreviousGeneration,
  nodeTypes,
  sizesOf,
} from "../../catalog/node-types";
import { listed, shown } from "../../checking/format";
import { nearest } from "../../checking/spelling";
import { isAtLeast } from "../../formats/version";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

const EXAMPLE = "cache.t4g.small or cache.r7g.large";

/** The node type that a mistyped one most probably means, among those that a given engine runs. */
const nearestType = (nodeType: string, { args: { engine } }: CacheSpec) =>
  nearest(
    nodeType,
    nodeTypes
      .filter(({ engines }) => engine === undefined || engines.includes(engine))
      .map(({ type }) => type),
  );

const form = error("node-type", "A node type has the form `cache.<family>.<size>`.", (spec) => {
  const { nodeType, nodeTypeName } = spec;
  const near = nearestType(`cache.${nodeType.toLowerCase().replace(/^(cache|db)\./, "")}`, spec);
  const hint = near === undefined ? `use for example ${EXAMPLE}` : `did you mean ${near}?`;
  return when(
    nodeTypeName === undefined,
    "nodeType",
    `${shown(nodeType)} does not have the form cache.<family>.<size> in lower case; ${hint}`,
  );
});

const size = error(
  "node-type-size",
  'A node type of a known family has one of the family\'s sizes (user guide, "Supported node types").',
  ({ nodeTypeName: name }) => {
    const sizes = name && sizesOf(name.family);
    if (!sizes || sizes.includes(name.size)) return [];
    const near = nearest(name.size, sizes);
    const hint = near === undefined ? "" : `; did you mean cache.${name.family}.${near}?`;
    const reason = `${name.family} has no size ${shown(name.size)}, only ${listed(sizes)}${hint}`;
    return [{ path: "nodeType", reason }];
  },
);

/** A check that needs the facts of a known node type. */
const onKnown =
  (find: (node: NodeType, spec: CacheSpec) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] => {
    const node = findNodeType(spec.nodeType);
    return node ? find(node, spec) : [];
  };

/** Engines depend only on the family, so this is also checked for a size that does not exist. */
const valkeyOnly = error(
  "node-type-engine",
  'M8g, R8g and C8gn run Valkey only (user guide, "Supported node types").',
  ({ args, engine, nodeType, nodeTypeName: name }) => {
    const engines = nodeTypes.find(({ family }) => family === name?.family)?.engines;
    const version = (args.engineVersion ?? "") === "" ? "" : " and a version of Valkey";
    return when(
      engines?.includes(engine) === false,
      "nodeType",
      `${nodeType} runs Valkey only; write engine valkey${version}, or use an older family such as cache.r7g or cache.m7g`,
    );
  },
);

/** AWS no longer offers older versions, so this minimum does not apply to groups that already run one. */
const OLDEST = versionsOf("redis")[0];

const minimumVersion = error(
  "node-type-version",
  'Graviton node types require Redis OSS 5.0.6 or 6.2 (user guide, "Supported node types").',
  onKnown(({ minimumRedis: minimum }, { engine, engineVersion, version, nodeType }) =>
    when(
      engine === "redis" &&
        minimum !== undefined &&
        minimum !== OLDEST &&
        !isAtLeast(version, minimum),
      "nodeType",
      `${nodeType} requires Redis OSS ${minimum ?? ""} or later, but engineVersion is ${shown(engineVersion)}; raise engineVersion, or use an older family such as cache.r5 or cache.t3`,
    ),
  ),
);

const dataTiering = error(
  "data-tiering",
  'Data tiering is on with R6gd, and only with R6gd (user guide, "Data tiering").',
  ({ nodeType, nodeTypeName: name, args, dataTieringEnabled }) =>
    name?.family === DATA_TIERING_FAMILY
      ? when(
          !dataTieringEnabled,
          "dataTieringEnabled",
          `data tiering is always on with ${nodeType}; write true or remove it, or use a cache.r6g type`,
        )
      : when(
          args.dataTieringEnabled === true && sizesOf(name?.family ?? "") !== undefined,
          "dataTieringEnabled",
          `${nodeType} does not support data tiering; remove it, or use a cache.r6gd type`,
        ),
);

const dataTieringUnknown = warning(
  "data-tiering-unknown",
  "Only R6gd is known to have data tiering; a newer family may have it.",
  ({ nodeType, nodeTypeName: name, args }) =>
    when(
      args.dataTieringEnabled === true && name !== undefined && sizesOf(name.family) === undefined,
      "dataTieringEnabled",
      `only cache.r6gd is known to have data tiering; AWS may refuse it with ${nodeType}`,
    ),
);

/** What hosts of retired families do not support (user guide, "In-transit encryption", "At-rest encryption", "Minimizing downtime"). */
const lacking = [
  ["transitEncryptionEnabled", "TLS", ["m1", "m2"]],
  ["atRestEncryptionEnabled", "encryption at rest", ["t1", "m1", "m2", "c1"]],
  ["automaticFailoverEnabled", "failover", ["t1"]],
  ["multiAzEnabled", "Multi-AZ", ["t1"]],
] as const;

/** Defaults are not checked: AWS creates no new groups on these families. */
const oldHosts = error(
  "node-type-host",
  'M1 and M2 do not support TLS, T1 supports neither failover nor Multi-AZ, and none of M1, M2, T1 and C1 supports encryption at rest (user guide, "In-transit encryption" and "At-rest encryption").',
  ({ nodeType, nodeTypeName: name, args }) =>
    lacking.flatMap(([path, what, families]) =>
      when(
        families.some((family) => family === name?.family) && args[path] === true,
        path,
        `${nodeType} does not support ${what}; use a current node type such as ${EXAMPLE}, or write false`,
      ),
    ),
);

const previousGeneration = warning(
  "node-type-previous",
  'AWS creates no new groups on previous generations (user guide, "Supported node types").',
  ({ nodeType, nodeTypeName: name }) =>
    when(
      name !== undefined && isPreviousGeneration(name.family),
      "nodeType",
      `${nodeType} is of a previous generation, on which AWS may create no new groups; use a current node type such as ${EXAMPLE}`,
    ),
);

const unknownFamily = warning("node-type-unknown", "The node type is in the catalogue.", (spec) => {
  const { nodeType, nodeTypeName: name } = spec;
  if (!name || sizesOf(name.family) !== undefined) return [];
  const near = nearestType(nodeType, spec);
  const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
  const reason = `${shown(nodeType)} is not a known node type${hint}; nothing that depends on its memory, engines or network is checked`;
  return [{ path: "nodeType", reason }];
});

const absentInRegion = warning(
  "node-type-region",
  "The region offers the node type (AWS price list).",
  onKnown((node, { nodeType, context: { region } }) =>
    when(
      region !== undefined && node.absentFrom?.includes(region) === true,
      "nodeType",
      `${nodeType} is not known to be offered in ${region ?? ""}; check DescribeReservedCacheNodesOfferings there, or use another family`,
    ),
  ),
);

const burstableInProduction = warning(
  "burstable-production",
  "A protected cache should not run on a burstable node type.",
  onKnown((node, { nodeType, context }) =>
    when(
      node.burstable && context.protect === true,
      "nodeType",
      `${nodeType} is burstable: once its credits are spent, AWS limits it to a fraction of its CPU; use a cache.m7g or cache.r7g type for production`,
    ),
  ),
);

export const nodeType: readonly Rule[] = [
  form,
  size,
  valkeyOnly,
  minimumVersion,
  dataTiering,
  oldHosts,
  previousGeneration,
  unknownFamily,
  dataTieringUnknown,
  absentInRegion,
  burstableInProduction,
];
