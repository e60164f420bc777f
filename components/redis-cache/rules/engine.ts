import {
  engineOfVersion,
  findEngineVersion,
  hasVersionForm,
  versionsOf,
} from "../../catalog/engines";
import { literalString } from "../../checking/input";
import { listed, shown } from "../../checking/format";
import { isAtLeast, parseVersion } from "../../formats/version";
import type { CacheSpec } from "../spec";
import type { Rule } from "./rule";
import { error, warning, when } from "./rule";

/** The engines' names in messages. */
export const ENGINE_NAMES = { redis: "Redis OSS", valkey: "Valkey" } as const;

/** The newest version of Redis OSS; what came later is Valkey. */
const LAST_REDIS = versionsOf("redis").at(-1) ?? "";

/** The engine that the version belongs to, when it is not the cache's. */
const otherEngine = ({ engine, engineVersion }: CacheSpec) => {
  const other = engineOfVersion(engineVersion);
  if (other !== undefined) return other === engine ? undefined : other;
  const beyondRedis =
    hasVersionForm("redis", engineVersion) && !isAtLeast(parseVersion(LAST_REDIS), engineVersion);
  return engine === "redis" && beyondRedis ? "valkey" : undefined;
};

const mismatch = error(
  "engine-version-mismatch",
  'The engine has the version (DescribeCacheEngineVersions); Redis OSS ends at 7.1 in ElastiCache (user guide, "Supported engines and versions").',
  (spec) => {
    const { engine, engineVersion } = spec;
    const other = otherEngine(spec);
    if (other === undefined) return [];
    const offered = listed(versionsOf(engine), "or");
    const reason =
      findEngineVersion(other, engineVersion) === undefined
        ? `Redis OSS ends at ${LAST_REDIS} in ElastiCache; write ${LAST_REDIS}, or engine valkey with version ${listed(versionsOf("valkey"), "or")}`
        : `${ENGINE_NAMES[engine]} has no version ${engineVersion}, but ${ENGINE_NAMES[other]} has; write engine ${other}, or one of ${offered}`;
    return [{ path: "engineVersion", reason }];
  },
);

/** The versions that a wrong one most probably means: those that start with the same numbers, else all. */
function meant({ engine, engineVersion }: CacheSpec): string {
  const offered = versionsOf(engine);
  const [major = "", minor = ""] = engineVersion.slice(0, 16).split(".");
  const exact = offered.filter((version) => `${version}.`.startsWith(`${major}.${minor}.`));
  const near = offered.filter((version) => version.startsWith(`${major}.`));
  const quoted = [exact, near, offered]
    .find((versions) => versions.length > 0)
    ?.map((version) => `"${version}"`);
  return listed(quoted ?? [], "or");
}

const form = error(
  "engine-version",
  "The version has the form that the AWS provider accepts: `major.minor` for Valkey and from Redis OSS 6 on, `major.minor.patch` before, or `6.x` (provider, engine_version).",
  (spec) => {
    const { engine, engineVersion } = spec;
    if (otherEngine(spec) !== undefined || hasVersionForm(engine, engineVersion)) return [];
    const quote = /^\d+$/.test(engineVersion)
      ? " in quotes, because YAML reads an unquoted 7.0 as the number 7"
      : "";
    const reason = `${shown(engineVersion)} is not a valid version of ${ENGINE_NAMES[engine]}; write ${meant(spec)}${quote}`;
    return [{ path: "engineVersion", reason }];
  },
);

const unknownVersion = warning(
  "engine-version-unknown",
  "AWS is known to offer the version.",
  (spec) => {
    const { engine, engineVersion } = spec;
    const wellFormed = hasVersionForm(engine, engineVersion) && otherEngine(spec) === undefined;
    return when(
      wellFormed && findEngineVersion(engine, engineVersion) === undefined,
      "engineVersion",
      `${ENGINE_NAMES[engine]} ${engineVersion} is not among the known versions (${versionsOf(engine).join(", ")}); AWS may refuse it`,
    );
  },
);

const extendedSupport = warning(
  "extended-support",
  'Versions beyond AWS\'s standard support cost extra (user guide, "Extended support").',
  ({ engine, engineVersion }) => {
    const ends = findEngineVersion(engine, engineVersion)?.standardSupportEnds;
    return when(
      ends !== undefined,
      "engineVersion",
      `AWS's standard support for ${ENGINE_NAMES[engine]} ${engineVersion} ends on ${ends ?? ""}, and extended support costs extra after that; plan the upgrade to ${versionsOf(engine).at(-1) ?? ""} or to Valkey`,
    );
  },
);

/** The argument that decided the engine. */
function decidedBy({ nodeType, args, parameterGroup }: CacheSpec): string {
  if ((args.engineVersion ?? "") !== "") return `engineVersion ${args.engineVersion ?? ""}`;
  return parameterGroup.defaultGroup
    ? `parameterGroupName ${literalString(parameterGroup.existingName) ?? ""}`
    : `nodeType ${nodeType}`;
}

const movedEngine = warning(
  "engine-moved",
  "An engine that is not given follows a version, node type or parameter group that only Valkey has.",
  (spec) =>
    when(
      spec.args.engine === undefined && spec.engine !== "redis",
      "engine",
      `not given, and set to ${ENGINE_NAMES[spec.engine]} because of ${decidedBy(spec)}; write engine ${spec.engine}, because a running Redis OSS group cannot be changed back after the upgrade`,
    ),
);

export const engine: readonly Rule[] = [
  mismatch,
  form,
  unknownVersion,
  extendedSupport,
  movedEngine,
];
