import {
  DEFAULT_VERSION,
  defaultParameterGroup,
  findEngineVersion,
  newestVersionOf,
  parameterFamily,
} from "../../../components/catalog/engines";
import { isAtLeast, parseVersion } from "../../../components/formats/version";
import { type Properties, text, list } from "../values";
import type { Place } from "../types";
import { PARAMETER_GROUP } from "./tokens";

/** An engine in a version. */
export interface Engine {
  readonly engine: "redis" | "valkey";
  readonly version: string;
}

/** Engine and version of a group's arguments, with AWS's defaults. */
export function engineOf(inputs: Properties): Engine {
  const engine = inputs["engine"] === "valkey" ? "valkey" : "redis";
  return { engine, version: text(inputs["engineVersion"]) || DEFAULT_VERSION[engine] };
}

/** Patch versions that AWS runs, if it isn't the first one. */
const PATCHES: Readonly<Record<string, string>> = {
  "redis 7.0": "7.0.7",
  "redis 6.2": "6.2.6",
  "redis 6.0": "6.0.5",
  "valkey 8.0": "8.0.1",
  "valkey 7.2": "7.2.6",
};

/** What AWS runs for a version; undefined for one that it doesn't offer. */
export function actualVersion({ engine, version }: Engine): string | undefined {
  const offered = findEngineVersion(engine, version)?.version;
  if (offered === undefined) return undefined;
  return PATCHES[`${engine} ${offered}`] ?? (/\..*\./.test(offered) ? offered : `${offered}.0`);
}

export const family = ({ engine, version }: Engine): string =>
  parameterFamily(engine, parseVersion(version)) ?? "";

const numbered = (version: string) =>
  version === "6.x" ? (newestVersionOf("redis6.x") ?? version) : version;

export const isOlder = (version: string, than: string): boolean =>
  !isAtLeast(parseVersion(numbered(version)), numbered(than));

/** Whether the engine is at least this version of Redis; every Valkey is newer than every Redis. */
export const isRedis = ({ engine, version }: Engine, minimum: string): boolean =>
  engine === "valkey" || !isOlder(version, minimum);

/** Whether this is a default group of another engine or version: AWS then uses the new default. */
export function isOutgrown(parameterGroup: string, engine: Engine): boolean {
  const found = defaultParameterGroup(parameterGroup);
  return found !== undefined && found.family !== family(engine);
}

/** The value of a parameter that a group of the account sets. */
export function parameterIn(group: string, name: string, place: Place): string | undefined {
  const parameters = list(place.account.get(PARAMETER_GROUP, group)?.attributes["parameters"]);
  const found = parameters.find((parameter) => parameter["name"] === name);
  return found && text(found["value"]);
}

export function isClusterOn(parameterGroup: string, place: Place): boolean {
  const found = defaultParameterGroup(parameterGroup);
  return found?.clusterOn ?? parameterIn(parameterGroup, "cluster-enabled", place) === "yes";
}
