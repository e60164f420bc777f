import { ACCOUNT_ID } from "../account";
import type { Invoke } from "../types";
import { list, type Properties, text, texts, type Value } from "../values";
import { zoneId, zones } from "./ec2";
import { REPLICATION_GROUP } from "./tokens";

const getCallerIdentity: Invoke = () => ({
  accountId: ACCOUNT_ID,
  arn: `arn:aws:iam::${ACCOUNT_ID}:user/simulated`,
  id: ACCOUNT_ID,
  userId: "AIDASIMULATEDAWSUSER0",
});

const getRegion: Invoke = (args, place) => {
  const name = text(args["name"]) || place.region;
  return {
    description: name,
    endpoint: `ec2.${name}.amazonaws.com`,
    id: name,
    name,
    region: name,
  };
};

const getPartition: Invoke = () => ({
  dnsSuffix: "amazonaws.com",
  id: "aws",
  partition: "aws",
  reverseDnsPrefix: "com.amazonaws",
});

const getAvailabilityZones: Invoke = (args, place) => {
  const excluded = texts(args["excludeNames"]);
  const names = zones(place.region).filter((zone) => !excluded.includes(zone));
  return {
    groupNames: [`${place.region}-zg-1`],
    id: place.region,
    names,
    state: args["state"] ?? "available",
    zoneIds: names.map(zoneId),
  };
};

const getReplicationGroup: Invoke = (args, place) => {
  const id = text(args["replicationGroupId"]).toLowerCase();
  const found = place.account.get(REPLICATION_GROUP, id);
  if (!found) {
    throw new Error(`reading ElastiCache Replication Group (${id}): couldn't find resource`);
  }
  const { attributes } = found;
  const shown = [
    "arn",
    "automaticFailoverEnabled",
    "clusterMode",
    "configurationEndpointAddress",
    "description",
    "logDeliveryConfigurations",
    "memberClusters",
    "multiAzEnabled",
    "nodeGroupConfigurations",
    "nodeType",
    "numCacheClusters",
    "numNodeGroups",
    "port",
    "primaryEndpointAddress",
    "readerEndpointAddress",
    "replicasPerNodeGroup",
    "replicationGroupId",
    "snapshotRetentionLimit",
    "snapshotWindow",
  ];
  const auth = found.hidden["auth"] as Properties | undefined;
  return {
    ...Object.fromEntries(shown.map((name): [string, Value] => [name, attributes[name] ?? []])),
    authTokenEnabled: texts(auth?.["tokens"]).length > 0,
    id,
  };
};

interface Statement {
  [field: string]: unknown;
}

/** One value alone, as the real data source writes it. */
function single(values: string[]): unknown {
  return values.length === 1 ? values[0] : [...values].sort().reverse();
}

const LISTS: readonly [string, string][] = [
  ["actions", "Action"],
  ["notActions", "NotAction"],
  ["resources", "Resource"],
  ["notResources", "NotResource"],
];

function principals(blocks: Properties[]): unknown {
  const all = blocks.find((b) => b["type"] === "*" && texts(b["identifiers"]).includes("*"));
  if (all && blocks.length === 1) return "*";
  return Object.fromEntries(blocks.map((b) => [text(b["type"]), single(texts(b["identifiers"]))]));
}

function conditions(blocks: Properties[]): Record<string, Record<string, unknown>> {
  const result: Record<string, Record<string, unknown>> = {};
  for (const block of blocks) {
    const values = texts(block["values"]);
    const test = (result[text(block["test"])] ??= {});
    test[text(block["variable"])] = values.length === 1 ? values[0] : values;
  }
  return result;
}

function statement(block: Properties): Statement {
  const result: Statement = {};
  if (text(block["sid"]) !== "") result["Sid"] = block["sid"];
  result["Effect"] = text(block["effect"]) || "Allow";
  for (const [from, to] of LISTS) {
    const values = texts(block[from]);
    if (values.length > 0) result[to] = single(values);
  }
  const [who, not, when] = ["principals", "notPrincipals", "conditions"].map((p) => list(block[p]));
  if (who && who.length > 0) result["Principal"] = principals(who);
  if (not && not.length > 0) result["NotPrincipal"] = principals(not);
  if (when && when.length > 0) result["Condition"] = conditions(when);
  return result;
}

interface Document {
  Version?: string;
  Id?: string;
  Statement?: Statement | Statement[];
}

function statementsOf(json: Value): Statement[] {
  const document = JSON.parse(text(json)) as Document;
  const statements = document.Statement ?? [];
  return Array.isArray(statements) ? statements : [statements];
}

/** Statements of an overriding document take the place of those with the same Sid. */
function merge(into: Statement[], statements: Statement[]): Statement[] {
  const result = [...into];
  for (const one of statements) {
    const at = result.findIndex((s) => s["Sid"] !== undefined && s["Sid"] === one["Sid"]);
    if (at < 0) result.push(one);
    else result[at] = one;
  }
  return result;
}

const getPolicyDocument: Invoke = (args) => {
  let statements: Statement[] = [];
  for (const source of texts(args["sourcePolicyDocuments"])) {
    statements = [...statements, ...statementsOf(source)];
  }
  statements = merge(statements, list(args["statements"]).map(statement));
  for (const overriding of texts(args["overridePolicyDocuments"])) {
    statements = merge(statements, statementsOf(overriding));
  }
  const document: Document = { Version: text(args["version"]) || "2012-10-17" };
  if (text(args["policyId"]) !== "") document.Id = text(args["policyId"]);
  if (statements.length > 0) document.Statement = statements;
  const json = JSON.stringify(document, undefined, 2);
  return { id: String(hash(json)), json, minifiedJson: JSON.stringify(document) };
};

function hash(content: string): number {
  return Buffer.from(content).reduce((sum, byte) => (sum * 31 + byte) % 4_294_967_296, 7);
}

export const INVOKES: Record<string, Invoke> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
  "aws:elasticache/getReplicationGroup:getReplicationGroup": getReplicationGroup,
  "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
};
