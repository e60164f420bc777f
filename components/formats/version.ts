/** Engine versions as AWS writes them: `7.1`, `5.0.6` and `6.x`. */
export interface Version {
  readonly major: number;
  /** Infinity for `6.x` and for a major version alone: the newest of that major version. */
  readonly minor: number;
  readonly patch: number;
}

/** Reads `6.2`, `5.0.6`, `6.x` or `7`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(\d{1,3})(?:\.(?:x|(\d{1,3})(?:\.(\d{1,3}))?))?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return {
    major: Number(major),
    minor: minor === undefined ? Infinity : Number(minor),
    patch: Number(patch ?? 0),
  };
}

/**
 * Whether a version is at least as new as another one. A version that cannot be read counts as new enough: nothing that depends on
 * it can be checked, and another rule refuses it.
 */
export function isAtLeast(version: Version | undefined, minimum: string): boolean {
  const need = parseVersion(minimum);
  if (!version || !need) return true;
  if (version.major !== need.major) return version.major > need.major;
  if (version.minor !== need.minor) return version.minor > need.minor;
  return version.patch >= need.patch;
}
