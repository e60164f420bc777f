import { characters, shown } from "../../checking/format";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

/** CreateReplicationGroup, ReplicationGroupId. */
const LONGEST_ID = 40;
/** What the default id adds to the prefix. */
const SUFFIX = "-redis";

/** A valid id that is similar to a wrong one. */
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
    return `has ${String(characters(id))} characters, but AWS allows ${String(LONGEST_ID)}`;
  }
  if (/[^a-z0-9-]/.test(id)) return "contains characters other than letters, digits and hyphens";
  if (!/^[a-z]/.test(id)) return "does not start with a letter";
  if (id.includes("--")) return "contains two hyphens in a row";
  if (id.endsWith("-")) return "ends with a hyphen";
  return undefined;
}

const replicationGroupId = error(
  "replication-group-id",
  "The replication group's id has 1 to 40 letters, digits and single hyphens, starts with a letter and does not end with a hyphen (CreateReplicationGroup).",
  ({ id, args }) => {
    const wrong = wrongWithId(id);
    if (wrong === undefined) return [];
    if (args.replicationGroupId !== undefined) {
      const reason = `${shown(args.replicationGroupId)} ${wrong}; use for example ${legalId(id)}`;
      return [{ path: "replicationGroupId", reason }];
    }
    const longest = String(LONGEST_ID - SUFFIX.length);
    const from = args.namePrefix === undefined ? " (from the component's name)" : "";
    const reason = `the replication group's id ${shown(id)}${from} ${wrong}; give a namePrefix of at most ${longest} characters, or a replicationGroupId such as ${legalId(id)}`;
    return [{ path: "namePrefix", reason }];
  },
);

/** ModifyReplicationGroup, ReplicationGroupDescription. */
const LONGEST_DESCRIPTION = 255;

const description = error(
  "description",
  "The description has 1 to 255 characters (ModifyReplicationGroup). AWS does not say what it counts, so an emoji counts as two, in UTF-16.",
  ({ description: { length }, args }) => {
    const path = args.description === undefined ? "namePrefix" : "description";
    return [
      ...when(length === 0, path, "the description is empty; AWS requires 1 to 255 characters"),
      ...when(
        length > LONGEST_DESCRIPTION,
        path,
        `the description has ${String(length)} characters (an emoji counts as two or more); AWS allows ${String(LONGEST_DESCRIPTION)}`,
      ),
    ];
  },
);

/** Alarm names (255 characters) consist of the prefix and the keys of alarm and node. Log groups allow only these characters. */
const LONGEST_PREFIX = 150;

const namePrefix = error(
  "name-prefix",
  "The prefix of physical names fits into the names of alarms and log groups (CloudWatch, CloudWatch Logs).",
  ({ namePrefix: prefix, args }) => {
    const fits = /^[.\-_/#A-Za-z0-9]*$/.test(prefix) && prefix.length <= LONGEST_PREFIX;
    // Without replicationGroupId, the problem of the id that is made from the prefix explains more.
    return when(
      !fits && args.replicationGroupId !== undefined,
      "namePrefix",
      `the names of alarms and log groups start with ${shown(prefix)}; use at most ${String(LONGEST_PREFIX)} letters, digits, and . - _ / #`,
    );
  },
);

/** A hierarchy has at most 15 levels (PutParameter, Name), of which the component adds up to three. */
const MOST_LEVELS = 12;
/** A name has at most 1011 characters, with the start of its ARN (up to 60) and up to 82 that the component adds (PutParameter, Name). */
const LONGEST_PATH = 860;

function wrongWithPath(path: string): string | undefined {
  const levels = path.replace(/\/+$/, "").split("/").slice(1);
  if (!path.startsWith("/")) return "does not start with a slash";
  if (!levels.every((level) => /^[A-Za-z0-9_.-]+$/.test(level))) {
    return "contains characters other than letters, digits, and _ . - between single slashes";
  }
  if (/^\/(aws|ssm)/i.test(path)) return "starts with aws or ssm, which AWS reserves";
  if (levels.length > MOST_LEVELS) return `has more than ${String(MOST_LEVELS)} levels`;
  return path.length > LONGEST_PATH
    ? `has more than ${String(LONGEST_PATH)} characters`
    : undefined;
}

const parameterStorePath = error(
  "parameter-store-path",
  'The path is an absolute one of Parameter Store, and does not start with "aws" or "ssm" (PutParameter, Name).',
  ({ parameterStorePath: path }): readonly Finding[] => {
    const wrong = path === undefined ? undefined : wrongWithPath(path);
    return when(
      wrong !== undefined,
      "parameterStorePath",
      `${shown(path ?? "")} ${wrong ?? ""}; use for example /koneksi/prod/redis`,
    );
  },
);

const componentName = warning(
  "component-name",
  "The component's name fits into the automatic names of its groups (CreateCacheParameterGroup, CreateCacheSubnetGroup).",
  ({ name, automaticNamePrefix, network, parameterGroup }) => {
    if (automaticNamePrefix !== undefined) return [];
    const makesGroup = parameterGroup.existingName === undefined || network.subnetIds !== undefined;
    const fits = /^[a-z][a-z0-9-]{0,199}$/i.test(name) && !name.includes("--");
    return when(
      makesGroup && !fits,
      "name",
      `the names of the parameter group and the subnet group start with the component's name ${shown(name)}; AWS allows letters, digits and single hyphens, starting with a letter, so rename the component`,
    );
  },
);

export const identity: readonly Rule[] = [
  replicationGroupId,
  description,
  namePrefix,
  parameterStorePath,
  componentName,
];
