import type { OutputMap } from "@pulumi/pulumi/automation";
import type { CacheAlarm } from "../components/alarms";
import {
  findNodeType,
  RESERVED_MEMORY_PERCENT,
  usableMemoryBytes,
} from "../components/catalog/node-types";
import { renderAlarmMatrix } from "./alarm-table";
import type { Destroyed } from "./runner";
import type { OperationResult, Step } from "./engine";

/** A node as the summary shows it. */
export interface NodeFacts {
  readonly id: string;
  readonly nodeType: string;
  /** Bytes that data can take; undefined for a node type that the catalogue doesn't know. */
  readonly usableBytes: number | undefined;
}

/** What the summary of an `up` is made from. */
export interface Facts {
  readonly stack: string;
  readonly group: string;
  readonly engine: string;
  /** Stack outputs, secrets masked. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly nodes: readonly NodeFacts[];
  readonly alarms: readonly CacheAlarm[];
  readonly warnings: readonly string[];
  /** Outputs of the consumer stack, where it was brought up. */
  readonly consumer?: Readonly<Record<string, unknown>>;
}

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const GIB = 2 ** 30;

/** Outputs as values, secrets masked. */
export function plainOutputs(outputs: OutputMap): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, secret }]) => [
      name,
      secret ? "[secret]" : (value as unknown),
    ]),
  );
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Lines of columns, each as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** One output a line, and the alarm matrix as a table. */
export function outputsText(outputs: OutputMap): string {
  const { alarms, ...rest } = plainOutputs(outputs);
  const rows = Object.entries(rest).map(([name, value]) => [name, shown(value)]);
  const lines = table(rows).map((line) => line.slice(2));
  return [...lines, ...alarmMatrix((alarms ?? []) as CacheAlarm[])]
    .map((line) => `${line}\n`)
    .join("");
}

function reservedPercent(steps: readonly Step[]): number {
  const inputs = steps.find(({ type }) => type === PARAMETER_GROUP)?.inputs;
  const parameters = (inputs?.["parameters"] ?? []) as { name: string; value: string }[];
  const own = parameters.find(({ name }) => name === "reserved-memory-percent")?.value;
  return own === undefined ? RESERVED_MEMORY_PERCENT : Number(own);
}

/** Reads the summary's facts from what the engine did. */
export function factsOf(
  stack: string,
  result: OperationResult,
  outputs: OutputMap,
  consumer?: OutputMap,
): Facts {
  const group = result.steps.find(({ type }) => type === GROUP)?.outputs ?? {};
  const text = (name: string) => shown(group[name] ?? "");
  const nodeType = text("nodeType");
  const known = findNodeType(nodeType);
  const usableBytes =
    known === undefined ? undefined : usableMemoryBytes(known, reservedPercent(result.steps));
  const plain = plainOutputs(outputs);
  return {
    stack,
    group: text("replicationGroupId"),
    engine: `${text("engine")} ${text("engineVersionActual")}`,
    outputs: plain,
    nodes: ((group["memberClusters"] ?? []) as string[]).map((id) => ({
      id,
      nodeType,
      usableBytes,
    })),
    alarms: (plain["alarms"] ?? []) as CacheAlarm[],
    warnings: warningsOf(result),
    ...(consumer === undefined ? {} : { consumer: plainOutputs(consumer) }),
  };
}

/** Each warning once, in the order in which it came. */
function warningsOf(result: OperationResult): string[] {
  const all = result.diagnostics.filter(({ severity }) => severity === "warning");
  return [...new Set(all.map(({ message }) => message))];
}

const ENDPOINTS: readonly [string, string][] = [
  ["primary", "primaryEndpointAddress"],
  ["reader", "readerEndpointAddress"],
  ["configuration", "configurationEndpointAddress"],
];

function endpoints({ outputs }: Facts): string[] {
  const present = ENDPOINTS.filter(([, name]) => outputs[name] !== undefined).map(
    ([what, name]) => [`${what} endpoint`, `${shown(outputs[name])}:${shown(outputs["port"])}`],
  );
  const secret = outputs["authSecretArn"];
  return table(secret === undefined ? present : [...present, ["secret", shown(secret)]]);
}

function nodes(facts: Facts): string[] {
  const rows = facts.nodes.map(({ id, nodeType, usableBytes }) => [
    id,
    nodeType,
    usableBytes === undefined ? "memory unknown" : `${(usableBytes / GIB).toFixed(2)} GiB usable`,
  ]);
  return rows.length === 0 ? [] : ["", "Nodes", ...table(rows)];
}

/** What watches what: a line a kind of alarm. */
function alarmMatrix(alarms: readonly CacheAlarm[]): string[] {
  const lines = renderAlarmMatrix(alarms).split("\n");
  return alarms.length === 0
    ? []
    : ["", `Alarms (${String(alarms.length)})`, ...lines.map((line) => `  ${line}`)];
}

function listed(title: string, lines: readonly string[]): string[] {
  const indented = lines.map((line) => `  ${line.replaceAll("\n", "\n    ")}`);
  return lines.length === 0 ? [] : ["", title, ...indented];
}

function consumerLines({ consumer }: Facts): string[] {
  if (consumer === undefined) return [];
  const rows = ["taskDefinitionArn", "cacheUrl"].map((name) => [name, shown(consumer[name])]);
  return ["", "Consumer, from the stack's `connection`", ...table(rows)];
}

/** What a person wants to know after an `up`. */
export function summary(facts: Facts): string {
  const { group, engine, stack } = facts;
  return [
    "Simulated AWS: no account was touched, and nothing here costs money.",
    "",
    `${group}: ${engine}`,
    ...endpoints(facts),
    ...nodes(facts),
    ...alarmMatrix(facts.alarms),
    ...consumerLines(facts),
    ...listed("Warnings", facts.warnings),
    "",
    `Change Pulumi.${stack}.yaml, then: npm run local -- preview --stack ${stack}`,
    "",
  ].join("\n");
}

/** What a destroy did and what it left. */
export function destroyedText(stack: string, destroyed: Destroyed): string {
  const { result, networkUsers, left, kept } = destroyed;
  const stays = `The network stays for ${networkUsers.join(", ")}`;
  return [
    result === undefined ? `${stack} was not up: nothing to delete` : `${stack} is deleted`,
    ...(networkUsers.length === 0 ? [] : [stays]),
    ...listed("Still in the simulated account", left).slice(1),
    ...listed("In AWS this would outlive the stack", kept).slice(1),
    "",
  ].join("\n");
}
