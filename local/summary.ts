import * as fs from "node:fs";
import * as path from "node:path";
import type { CacheAlarm } from "../components/monitoring/alarms";
import {
  findNodeType,
  RESERVED_MEMORY_PERCENT,
  usableMemoryBytes,
} from "../components/catalog/node-types";
import { alarmLines } from "./alarm-table";
import { Account } from "./aws/account";
import { trusted } from "./aws/trust";
import type { Folders } from "./environment";
import { table } from "./table";

/** A resource in the state of a stack. Secret values are objects with a signature in it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const CACHE = "redis-cache:index:RedisCache";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const GIB = 2 ** 30;

/** The state file of a stack in the file backend. */
export function stateFile({ state }: Folders, project: string, stack: string): string {
  return path.join(state, ".pulumi", "stacks", project, `${stack}.json`);
}

function resourcesIn(file: string): Resource[] {
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    checkpoint: { latest?: { resources?: Resource[] } };
  };
  return checkpoint.latest?.resources ?? [];
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const ENDPOINTS: readonly [string, string][] = [
  ["primary endpoint", "primaryEndpointAddress"],
  ["reader endpoint", "readerEndpointAddress"],
  ["configuration endpoint", "configurationEndpointAddress"],
];

function endpointLines(outputs: Readonly<Record<string, unknown>>): string[] {
  const present = ENDPOINTS.filter(([, name]) => outputs[name] !== undefined).map(
    ([what, name]) => [what, `${shown(outputs[name])}:${shown(outputs["port"])}`],
  );
  const secret = outputs["authSecretArn"];
  return table(secret === undefined ? present : [...present, ["secret", shown(secret)]]);
}

function reservedPercent(parameterGroup: Resource | undefined): number {
  const parameters = (parameterGroup?.outputs?.["parameters"] ?? []) as {
    name: string;
    value: string;
  }[];
  const own = parameters.find(({ name }) => name === "reserved-memory-percent")?.value;
  return own === undefined ? RESERVED_MEMORY_PERCENT : Number(own);
}

function nodeLines(group: Readonly<Record<string, unknown>>, reserved: number): string[] {
  const nodeType = shown(group["nodeType"]);
  const known = findNodeType(nodeType);
  const usable =
    known === undefined
      ? "memory unknown"
      : `${(usableMemoryBytes(known, reserved) / GIB).toFixed(2)} GiB usable`;
  const ids = (group["memberClusters"] ?? []) as string[];
  return ids.length === 0 ? [] : ["", "Nodes", ...table(ids.map((id) => [id, nodeType, usable]))];
}

/** The topics that the alarms notify, and whether through the composite alarm. */
function notified(children: readonly Resource[]): string {
  const composite = children.find(({ type }) => type === COMPOSITE);
  const telling =
    composite === undefined ? children.filter(({ type }) => type === ALARM) : [composite];
  const actions = telling.flatMap(({ outputs }) => (outputs?.["alarmActions"] ?? []) as unknown[]);
  const topics = [...new Set(actions.map(shown))];
  const whom = topics.length === 0 ? "nobody" : topics.join(", ");
  return composite === undefined ? whom : `${whom}, through the composite alarm`;
}

function monitoringLines(alarms: readonly CacheAlarm[], children: readonly Resource[]): string[] {
  if (alarms.length === 0) return ["", ...alarmLines(alarms)];
  const nameOf = (wanted: string, output: string) =>
    children.filter(({ type }) => type === wanted).map(({ outputs }) => shown(outputs?.[output]));
  const composites = nameOf(COMPOSITE, "alarmName").map((name) => ["composite", name]);
  const dashboards = nameOf(DASHBOARD, "dashboardName").map((name) => ["dashboard", name]);
  return [
    "",
    ...alarmLines(alarms),
    "",
    ...table([["notified", notified(children)], ...composites, ...dashboards]),
  ];
}

/** The summary of a cache after an `up`. */
function cacheLines(cache: Resource, resources: readonly Resource[]): string[] {
  const children = resources.filter(({ parent }) => parent === cache.urn);
  const first = (wanted: string) => children.find(({ type }) => type === wanted);
  const outputs = cache.outputs ?? {};
  const group = first(GROUP)?.outputs ?? {};
  const engine = `${shown(group["engine"])} ${shown(group["engineVersionActual"])}`;
  return [
    `${shown(group["replicationGroupId"])}: ${engine}`,
    ...endpointLines(outputs),
    ...nodeLines(group, reservedPercent(first(PARAMETER_GROUP))),
    ...monitoringLines((outputs["alarms"] ?? []) as CacheAlarm[], children),
    "",
  ];
}

/** Ids that the stack refers to and that the simulated account does not have. */
function trustLines({ account }: Folders, resources: readonly Resource[]): string[] {
  const state = JSON.stringify(resources);
  const ids = trusted(new Account(account)).filter((id) => state.includes(JSON.stringify(id)));
  if (ids.length === 0) return [];
  const title = "Not checked, because the simulated account does not have them";
  return [title, ...ids.map((id) => `  ${id}`), ""];
}

/** The summary of each cache after an `up`; empty for a stack without a cache. */
export function summary(folders: Folders, project: string, stack: string): string {
  const resources = resourcesIn(stateFile(folders, project, stack));
  const caches = resources.filter(({ type }) => type === CACHE);
  if (caches.length === 0) return "";
  return [
    "Simulated AWS: no real account was changed, and nothing here costs money.",
    "",
    ...caches.flatMap((cache) => cacheLines(cache, resources)),
    ...trustLines(folders, resources),
  ].join("\n");
}
