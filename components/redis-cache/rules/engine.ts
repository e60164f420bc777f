import {
  defaultParameterGroup,
  engineOfVersion,
  findEngineVersion,
  hasVersionForm,
  versionsOf,
} from "../../catalog/engines";
import { literalString } from "../../checking/input";
import { listed, shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

/** Names of the engines as a sentence has them. */
export const ENGINE_NAMES = { redis: "Redis OSS", valkey: "Valkey" } as const;

/** Versions offered that a wrong one most probably meant: those that start with the same numbers, else all. */
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

const otherEngine = ({ engine, engineVersion }: CacheSpec) => {
  const other = engineOfVersion(engineVersion);
  return other === engine ? undefined : other;
};

function mismatch(spec: CacheSpec): readonly Finding[] {
  const other = otherEngine(spec);
  if (other === undefined) return [];
  const name = ENGINE_NAMES[spec.engine];
  const reason = `${name} has no version ${spec.engineVersion}, ${ENGINE_NAMES[other]} has; write engine ${other}, or one of ${listed(versionsOf(spec.engine), "or")}`;
  return [{ path: "engineVersion", reason }];
}

function form(spec: CacheSpec): readonly Finding[] {
  const { engine, engineVersion } = spec;
  if (otherEngine(spec) !== undefined || hasVersionForm(engine, engineVersion)) return [];
  const quote = /^\d+$/.test(engineVersion)
    ? " in quotes, because YAML reads an unquoted 7.0 as the number 7"
    : "";
  const reason = `${shown(engineVersion)} is no version of ${ENGINE_NAMES[engine]} as AWS writes it; write ${meant(spec)}${quote}`;
  return [{ path: "engineVersion", reason }];
}

function unknownVersion(spec: CacheSpec): readonly Finding[] {
  const { engine, engineVersion } = spec;
  const wellFormed = hasVersionForm(engine, engineVersion) && otherEngine(spec) === undefined;
  return when(
    wellFormed && findEngineVersion(engine, engineVersion) === undefined,
    "engineVersion",
    `${ENGINE_NAMES[engine]} ${engineVersion} is not among the versions known to be offered (${versionsOf(engine).join(", ")}); AWS may refuse it`,
  );
}

function extendedSupport({ engine, engineVersion }: CacheSpec): readonly Finding[] {
  const ends = findEngineVersion(engine, engineVersion)?.standardSupportEnds;
  return when(
    ends !== undefined,
    "engineVersion",
    `AWS's standard support for ${ENGINE_NAMES[engine]} ${engineVersion} ends with ${ends ?? ""}, and extended support costs extra from then; plan the upgrade to ${versionsOf(engine).at(-1) ?? ""} or to Valkey`,
  );
}

/** Why the engine is not the default one although none was given. */
function movedEngine({ engine, nodeType, args, parameterGroup }: CacheSpec): readonly Finding[] {
  const group = literalString(parameterGroup.existingName);
  const because =
    args.engineVersion !== undefined && args.engineVersion !== ""
      ? `engineVersion ${args.engineVersion}`
      : group !== undefined && defaultParameterGroup(group) !== undefined
        ? `parameterGroupName ${group}`
        : `nodeType ${nodeType}`;
  return when(
    args.engine === undefined && engine !== "redis",
    "engine",
    `not given, and ${ENGINE_NAMES[engine]} because of ${because}; write engine ${engine}, since a running Redis OSS group would be upgraded for good`,
  );
}

export const engine: readonly Rule[] = [
  error(
    "engine-version-mismatch",
    "The version is one of the engine's own (DescribeCacheEngineVersions).",
    mismatch,
  ),
  error(
    "engine-version",
    "The version has the form that AWS and its provider take: `major.minor` from Redis 6 on and for Valkey, `major.minor.patch` below, or `6.x` (provider, engine_version).",
    form,
  ),
  warning(
    "engine-version-unknown",
    "The version is among those that AWS is known to offer.",
    unknownVersion,
  ),
  warning(
    "extended-support",
    'Versions beyond AWS\'s standard support cost extra (user guide, "Extended support").',
    extendedSupport,
  ),
  warning(
    "engine-moved",
    "An engine that was not given follows the version, node type or parameter group that only Valkey has.",
    movedEngine,
  ),
];
