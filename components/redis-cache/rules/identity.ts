import type { CacheSpec } from "../spec";
import { characters, shown } from "../../checking/format";
import type { Rule } from "./rule";
import { error, warning, when } from "./rule";

/** CreateReplicationGroup, ReplicationGroupId. */
const LONGEST_ID = 40;
const LONGEST_DESCRIPTION = 255;
/** What the default id adds to the prefix. */
const SUFFIX = "-redis";

/** A legal id that is near to a wrong one. */
function legalId(id: string): string {
  const legal = id
    .slice(0, 4 * LONGEST_ID)
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[^a-z]+/, "");
  return (legal === "" ? "cache" : legal).slice(0, LONGEST_ID).replace(/-+$/, "");
}

function wrongWithId(id: string): string | undefined {
  if (id === "") return "is empty";
  if (characters(id) > LONGEST_ID) {
    return `has ${String(characters(id))} characters, and AWS allows ${String(LONGEST_ID)}`;
  }
  if (/[^a-z0-9-]/.test(id)) return "holds other characters than letters, digits and hyphens";
  if (!/^[a-z]/.test(id)) return "does not start with a letter";
  if (id.includes("--")) return "holds two hyphens in a row";
  if (id.endsWith("-")) return "ends with a hyphen";
  return undefined;
}

function replicationGroupId(spec: CacheSpec) {
  const { id } = spec;
  const wrong = wrongWithId(id);
  if (wrong === undefined) return [];
  if (spec.args.replicationGroupId !== undefined) {
    const reason = `${shown(spec.args.replicationGroupId)} ${wrong}; write for example ${legalId(id)}`;
    return [{ path: "replicationGroupId", reason }];
  }
  const longest = String(LONGEST_ID - SUFFIX.length);
  const from = spec.args.namePrefix === undefined ? " (from the component's name)" : "";
  const reason = `the replication group's id ${shown(id)}${from} ${wrong}; give a namePrefix of at most ${longest} characters, or a replicationGroupId such as ${legalId(id)}`;
  return [{ path: "namePrefix", reason }];
}

function description(spec: CacheSpec) {
  const length = characters(spec.description);
  const path = spec.args.description === undefined ? "namePrefix" : "description";
  return [
    ...when(length === 0, path, "the description is empty; AWS wants 1 to 255 characters"),
    ...when(
      length > LONGEST_DESCRIPTION,
      path,
      `the description has ${String(length)} characters; AWS allows ${String(LONGEST_DESCRIPTION)}`,
    ),
  ];
}

/** Alarm names (255) carry the prefix, the alarm's key and the node's; log groups' names are held to these characters. */
const LONGEST_PREFIX = 150;

function namePrefix({ namePrefix: prefix, args }: CacheSpec) {
  const reason = `the names of alarms and log groups start with ${shown(prefix)}; write letters, digits, and . - _ / # alone, at most ${String(LONGEST_PREFIX)}`;
  const fits = /^[.\-_/#A-Za-z0-9]*$/.test(prefix) && prefix.length <= LONGEST_PREFIX;
  // Without an id of its own, the id that is made from the prefix says more.
  return when(!fits && args.replicationGroupId !== undefined, "namePrefix", reason);
}

/** Pulumi names the groups after the component, and AWS takes letters, digits and single hyphens in their names. */
function componentName({ name, automaticNamePrefix, args }: CacheSpec) {
  if (automaticNamePrefix !== undefined) return [];
  const makesGroup = args.parameterGroupName === undefined || args.subnetIds !== undefined;
  const fits = /^[a-z][a-z0-9-]{0,199}$/i.test(name) && !name.includes("--");
  return when(
    makesGroup && !fits,
    "name",
    `the component's name ${shown(name)} starts the automatic names of its parameter group and subnet group, for which AWS takes letters, digits and single hyphens, a letter first; rename the component`,
  );
}

/** SSM Parameter Store, PutParameter: hierarchy of at most 15 levels, of which the component adds up to three. */
const MOST_LEVELS = 12;
const LONGEST_PATH = 900;

function parameterStorePath({ parameterStorePath: path }: CacheSpec) {
  if (path === undefined) return [];
  const levels = path.replace(/\/+$/, "").split("/").slice(1);
  const says = (reason: string) => [{ path: "parameterStorePath", reason }];
  if (!path.startsWith("/")) {
    return says(
      `${shown(path)} does not start with a slash; write for example /koneksi/prod/redis`,
    );
  }
  if (!levels.every((level) => /^[A-Za-z0-9_.-]+$/.test(level))) {
    return says(
      `${shown(path)} holds other characters than letters, digits, and _ . - between single slashes; write for example /koneksi/prod/redis`,
    );
  }
  if (/^(aws|ssm)$/i.test(levels[0] ?? "")) {
    return says(
      `${shown(path)} starts with a name that AWS keeps for itself; put another one first`,
    );
  }
  return when(
    levels.length > MOST_LEVELS || path.length > LONGEST_PATH,
    "parameterStorePath",
    `${shown(path)} is deeper than ${String(MOST_LEVELS)} levels or longer than ${String(LONGEST_PATH)} characters; shorten it`,
  );
}

export const identity: readonly Rule[] = [
  error(
    "replication-group-id",
    "The replication group's id has 1 to 40 letters, digits and hyphens, starts with a letter, has no two hyphens in a row and none at the end (CreateReplicationGroup).",
    replicationGroupId,
  ),
  error(
    "description",
    "The description has 1 to 255 characters (ModifyReplicationGroup).",
    description,
  ),
  error(
    "name-prefix",
    "The prefix of physical names fits into the names of alarms and log groups (CloudWatch, CloudWatch Logs).",
    namePrefix,
  ),
  error(
    "parameter-store-path",
    "The path is an absolute one of Parameter Store (PutParameter).",
    parameterStorePath,
  ),
  warning(
    "component-name",
    "The component's name fits into the automatic names of its groups (CreateCacheParameterGroup, CreateCacheSubnetGroup).",
    componentName,
  ),
];
