/** Engine versions and parameter families, from ElastiCache's user guide: supported engine versions, and parameter groups by family. */

/** Version that a group gets when none is given: the newest of each engine that every current node type runs. */
export const DEFAULT_VERSION = { redis: "7.1", valkey: "8.1" } as const;

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
  const match = /^default\.((?:redis|valkey|memcached)\d+(?:\.(?:\d+|x))?)(\.cluster\.on)?$/i.exec(
    name,
  );
  const family = match?.[1]?.toLowerCase();
  return family === undefined ? undefined : { family, clusterOn: match?.[2] !== undefined };
}
