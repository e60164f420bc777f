import * as path from "node:path";
import { Account, type Stored } from "./account";
import { didYouMean } from "../../components/checking/spelling";
import { AWS } from "./services";
import { maintain } from "./services/replication-group";
import { REPLICATION_GROUP } from "./services/tokens";
import type { Place } from "./types";
import type { Properties, Value } from "./values";

/** Changes made outside Pulumi, which the next refresh has to see. */

/** The resource with this type (`elasticache/ReplicationGroup`, or its last part) and this id or name. */
export function find(account: Account, type: string, id: string): Stored {
  const stored = account
    .all()
    .filter((s) => isType(s.type, type))
    .find((s) => s.id === id || s.attributes["name"] === id || s.attributes["arn"] === id);
  if (stored) return stored;
  const ids = account.all().map((s) => s.id);
  throw new Error(`the simulated account has no ${type} ${id}${didYouMean(id, ids)}`);
}

function isType(token: string, wanted: string): boolean {
  const [, module = "", name = ""] = token.split(":");
  return [token, name, `${module.split("/")[0] ?? ""}/${name}`].includes(wanted);
}

/** Sets properties; null removes one. AWS's rules are not checked. */
export function drift(account: Account, type: string, id: string, changes: Properties): void {
  account.exclusively(() => {
    const stored = find(account, type, id);
    for (const [property, value] of Object.entries(changes)) {
      if (value === null) Reflect.deleteProperty(stored.attributes, property);
      else stored.attributes[property] = value;
    }
    account.put(stored);
  });
}

/** Deletes a resource, even if another one uses it. */
export function vanish(account: Account, type: string, id: string): void {
  account.exclusively(() => {
    const stored = find(account, type, id);
    account.remove(stored.type, stored.id);
  });
}

/** Starts the maintenance windows of all groups, and applies the waiting changes. Returns the groups' ids. */
export function maintenance(account: Account): string[] {
  return account.exclusively(() => {
    const done = account.list(REPLICATION_GROUP).filter((s) => maintain(s, placeOf(account, s)));
    for (const stored of done) account.put(stored);
    return done.map((stored) => stored.id);
  });
}

function placeOf(account: Account, stored: Stored): Place {
  return { account, region: stored.region, random: () => "" };
}

const USAGE = `Changes the simulated AWS account outside Pulumi.
  list                                what is in the account
  set TYPE ID PROPERTY JSON           changes a property; null removes it
  delete TYPE ID                      deletes a resource
  maintenance                         starts the maintenance windows
TYPE is the end of a type token, such as ReplicationGroup. The account is the folder that SIMULATED_AWS_DIR
names, or .local/aws.
`;

const COMMANDS: Record<string, (account: Account, args: string[]) => string> = {
  list: (account) =>
    account
      .all()
      .map((s) => `${s.type} ${s.id}\n`)
      .join(""),
  set: (account, [type = "", id = "", property = "", json = ""]) => {
    checkProperty(find(account, type, id).type, property);
    drift(account, type, id, { [property]: parsed(json) });
    return "";
  },
  delete: (account, [type = "", id = ""]) => {
    vanish(account, type, id);
    return "";
  },
  maintenance: (account) => {
    const ids = maintenance(account);
    return ids.length === 0 ? "no change was waiting\n" : ids.map((id) => `${id}\n`).join("");
  },
};

function checkProperty(type: string, property: string): void {
  const schema = AWS.schema.resources[type];
  const known = schema ? [...Object.keys(schema.inputs), ...schema.outputs] : [];
  if (known.includes(property)) return;
  throw new Error(`${type} has no property '${property}'${didYouMean(property, known)}`);
}

function parsed(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return json;
  }
}

/** The exit code. */
export function main(args: string[]): number {
  const [name = "", ...rest] = args;
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(USAGE);
    return name === "" || name === "--help" ? 0 : 2;
  }
  const root = path.join(__dirname, "..", "..");
  const directory = process.env["SIMULATED_AWS_DIR"] ?? path.join(root, ".local", "aws");
  try {
    process.stdout.write(command(new Account(directory), rest));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
