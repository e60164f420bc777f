/**
 * Engine versions and parameter families. Versions are those of DescribeCacheEngineVersions in August 2026; support dates are
 * from the ElastiCache user guide, "Extended support versions"; families from its "Engine specific parameters".
 */

import type { Version } from "../formats/version";

type Engine = "redis" | "valkey";

/** Default versions: the newest of each engine that runs on every current node type. */
export const DEFAULT_VERSION = { redis: "7.1", valkey: "8.1" } as const;

/** A version with which AWS creates groups. */
export interface EngineVersion {
  readonly engine: Engine;
  readonly version: string;
  readonly family: string;
  /** Last day of AWS's standard support; extended support costs extra from the next day. Undefined where AWS announced none. */
  readonly standardSupportEnds: string | undefined;
}

const row = (
  engine: Engine,
  version: string,
  family: string,
  standardSupportEnds?: string,
): EngineVersion => ({ engine, version, family, standardSupportEnds });

/** Every version offered, oldest first. */
export const engineVersions: readonly EngineVersion[] = [
  row("redis", "4.0.10", "redis4.0", "2026-01-31"),
  row("redis", "5.0.6", "redis5.0", "2026-01-31"),
  row("redis", "6.0", "redis6.x", "2027-01-31"),
  row("redis", "6.2", "redis6.x", "2027-01-31"),
  row("redis", "7.0", "redis7"),
  row("redis", "7.1", "redis7"),
  row("valkey", "7.2", "valkey7"),
  row("valkey", "8.0", "valkey8"),
  row("valkey", "8.1", "valkey8"),
  row("valkey", "8.2", "valkey8"),
  row("valkey", "9.0", "valkey9"),
  row("valkey", "9.1", "valkey9"),
];

/** Last versions of families that AWS no longer offers; running groups may still use them. */
const formerVersions: Readonly<Record<string, string>> = {
  "redis2.6": "2.6.13",
  "redis2.8": "2.8.24",
  "redis3.2": "3.2.10",
};

/** Newest version of a parameter family, offered or former; undefined for a family that is not in the catalogue. */
export function newestVersionOf(family: string): string | undefined {
  const offered = engineVersions.filter((known) => known.family === family).at(-1)?.version;
  return offered ?? (Object.hasOwn(formerVersions, family) ? formerVersions[family] : undefined);
}

/** Versions that AWS offers of an engine, oldest first. */
export const versionsOf = (engine: Engine): readonly string[] =>
  engineVersions.filter((known) => known.engine === engine).map(({ version }) => version);

/** The forms of a version that the AWS provider accepts (its check of engine_version). */
const forms: Readonly<Record<Engine, readonly RegExp[]>> = {
  redis: [/^[1-5]\.\d{1,3}\.\d{1,3}$/, /^6\.x$/, /^[6-9]\.\d{1,3}$/],
  valkey: [/^[7-9]\.\d{1,3}$/],
};

/** Whether the AWS provider accepts a version of this form for the engine. */
export const hasVersionForm = (engine: Engine, version: string): boolean =>
  forms[engine].some((form) => form.test(version));

/** Facts of a version; undefined for one that AWS does not offer or that is newer than the catalogue. `6.x` is the newest 6. */
export function findEngineVersion(engine: Engine, version: string): EngineVersion | undefined {
  const wanted = version === "6.x" ? newestVersionOf(REDIS_6) : version;
  return engineVersions.find((known) => known.engine === engine && known.version === wanted);
}

/** The engine that has this version, when only one has it. */
export function engineOfVersion(version: string): Engine | undefined {
  const engines = engineVersions.filter((known) => known.version === version);
  return engines.length === 1 ? engines[0]?.engine : undefined;
}

const REDIS_6 = "redis6.x";

/**
 * Family of parameter groups that an engine version takes, such as `redis7` for Redis OSS 7.1; undefined when the version does not
 * have AWS's form. Versions newer than the catalogue follow the pattern of the newest ones (`<engine><major>`).
 */
export function parameterFamily(engine: string, version: Version | undefined): string | undefined {
  if (!version || version.major === 0) return undefined;
  const { major, minor } = version;
  if (engine === "valkey") return `valkey${String(major)}`;
  if (engine !== "redis") return undefined;
  if (major === 6) return REDIS_6;
  if (major > 6) return `redis${String(major)}`;
  return Number.isFinite(minor) ? `redis${String(major)}.${String(minor)}` : undefined;
}

/** A parameter group that AWS provides for every family. */
export interface DefaultParameterGroup {
  readonly family: string;
  readonly clusterOn: boolean;
}

/** Reads the name of one of AWS's own parameter groups, `default.<family>` or `default.<family>.cluster.on`; undefined for other names. */
export function defaultParameterGroup(name: string): DefaultParameterGroup | undefined {
  const match =
    /^default\.((?:redis|valkey|memcached)\d{1,3}(?:\.(?:\d{1,3}|x))?)(\.cluster\.on)?$/i.exec(
      name,
    );
  const family = match?.[1]?.toLowerCase();
  return family === undefined ? undefined : { family, clusterOn: match?.[2] !== undefined };
}
