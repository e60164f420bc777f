/**
 * Engine versions and parameter families. Versions offered are those of DescribeCacheEngineVersions in August 2026; support dates are
 * from the ElastiCache user guide, "Extended support versions"; families from its "Engine specific parameters".
 */

type Engine = "redis" | "valkey";

/** Version that a group gets when none is given: the newest of each engine that every current node type runs. */
export const DEFAULT_VERSION = { redis: "7.1", valkey: "8.1" } as const;

/** A version that AWS creates groups with. */
export interface EngineVersion {
  readonly engine: Engine;
  readonly version: string;
  readonly family: string;
  /** Day on which AWS's standard support ends; extended support costs extra from the day after. Undefined where none is announced. */
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

/** Last versions of families that AWS offered before; groups that still run on them are named by these. */
const formerVersions: Readonly<Record<string, string>> = {
  "redis2.6": "2.6.13",
  "redis2.8": "2.8.24",
  "redis3.2": "3.2.10",
};

/** Newest version of a parameter family, offered or former; undefined for a family that the catalogue doesn't have. */
export function newestVersionOf(family: string): string | undefined {
  const offered = engineVersions.filter((known) => known.family === family).at(-1)?.version;
  return offered ?? (Object.hasOwn(formerVersions, family) ? formerVersions[family] : undefined);
}

/** Names of the versions that an engine is offered in, oldest first. */
export const versionsOf = (engine: Engine): readonly string[] =>
  engineVersions.filter((known) => known.engine === engine).map(({ version }) => version);

/** A version as numbers, to compare by. */
export interface Version {
  readonly major: number;
  /** Infinity for `6.x`, which is the newest 6. */
  readonly minor: number;
  readonly patch: number;
}

/** Reads `6.2`, `5.0.6` or `6.x`; undefined for anything else. */
export function parseVersion(version: string): Version | undefined {
  const match = /^(\d{1,3})\.(\d{1,3}|x)(?:\.(\d{1,3}))?$/.exec(version);
  const [, major, minor, patch] = match ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return {
    major: Number(major),
    minor: minor === "x" ? Infinity : Number(minor),
    patch: Number(patch ?? 0),
  };
}

/**
 * Whether a version is at least as new as another one. A version that can't be read counts as new enough: what depends on it can't be
 * told, and the version itself is refused or warned about elsewhere.
 */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = parseVersion(version);
  const need = parseVersion(minimum);
  if (!have || !need) return true;
  if (have.major !== need.major) return have.major > need.major;
  if (have.minor !== need.minor) return have.minor > need.minor;
  return have.patch >= need.patch;
}

/** The form of a version that the AWS provider takes (its check of engine_version), each with an example of it. */
const forms: Readonly<Record<Engine, readonly RegExp[]>> = {
  redis: [/^[1-5]\.\d{1,3}\.\d{1,3}$/, /^6\.x$/, /^[6-9]\.\d{1,3}$/],
  valkey: [/^[7-9]\.\d{1,3}$/],
};

/** Whether the AWS provider takes a version of this form for the engine. */
export const hasVersionForm = (engine: Engine, version: string): boolean =>
  forms[engine].some((form) => form.test(version));

/** Facts of a version; undefined for one that AWS doesn't offer, or that is newer than the catalogue. `6.x` is the newest 6. */
export function findEngineVersion(engine: Engine, version: string): EngineVersion | undefined {
  const wanted = version === "6.x" ? newestVersionOf(REDIS_6) : version;
  return engineVersions.find((known) => known.engine === engine && known.version === wanted);
}

/** The other engine, when it is the only one that has this version. */
export function engineOfVersion(version: string): Engine | undefined {
  const engines = engineVersions.filter((known) => known.version === version);
  return engines.length === 1 ? engines[0]?.engine : undefined;
}

const REDIS_6 = "redis6.x";

/**
 * Family of parameter groups that an engine version takes, such as `redis7` for Redis 7.1; undefined when the version is not of the
 * form that AWS uses. Versions newer than the catalogue follow the pattern of the newest ones (`<engine><major>`).
 */
export function parameterFamily(engine: string, version: string): string | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,3}|x))?(?:\.\d{1,3})?$/.exec(version);
  const major = Number(match?.[1]);
  if (!match || !(major > 0)) return undefined;
  if (engine === "valkey") return `valkey${String(major)}`;
  if (engine !== "redis") return undefined;
  if (major === 6) return REDIS_6;
  if (major > 6) return `redis${String(major)}`;
  return match[2] === undefined ? undefined : `redis${String(major)}.${match[2]}`;
}

/** A parameter group that AWS makes for every family. */
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
