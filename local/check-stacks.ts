import * as path from "node:path";
import { parseArgs } from "node:util";
import { type CacheAlarm, alarmMatrix } from "../components/alarms";

import {
  findNodeType,
  RESERVED_MEMORY_PERCENT,
  usableMemoryBytes,
} from "../components/catalog/node-types";
import { didYouMean } from "../components/nearest";
import type { Problem } from "../components/problem";
import type { CacheSpec } from "../components/spec";
import { inspectSettings, UNKNOWN } from "../settings";
import { renderAlarmMatrix } from "./alarm-table";
import { Failure, reasonOf } from "./failure";
import { listStacks, readStackFile, type StackFile } from "./workspace";

const PROJECT = path.dirname(__dirname);

/** Where the answer goes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A node, and how much data fits into it. */
interface NodeReport {
  readonly id: string;
  readonly nodeType: string;
  /** Undefined for a node type that is newer than the catalogue. */
  readonly usableMemoryBytes: number | undefined;
}

/** What a stack file would make, and everything that is wrong with it. */
interface StackReport {
  readonly stack: string;
  readonly file: string;
  readonly name: string;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What could not be seen: encrypted keys, and keys of an environment. */
  readonly unseen: readonly string[];
  readonly replicationGroupId: string;
  readonly engine: string;
  readonly engineVersion: string;
  /** Undefined when the version has not the form of one. */
  readonly parameterFamily: string | undefined;
  readonly clusterMode: string;
  readonly nodes: readonly NodeReport[];
  readonly alarms: readonly CacheAlarm[];
}

interface Request {
  readonly stack: string | undefined;
  readonly file: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly config: readonly string[];
}

const OPTIONS = {
  stack: { type: "string", short: "s" },
  file: { type: "string", short: "f" },
  config: { type: "string", short: "c", multiple: true },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const HELP = `Checks a stack's configuration against what AWS accepts, without an engine, an account or a network.

Usage: npm run check -- [--stack <stack> | --file <path>] [flags]

  --stack <stack>         Pulumi.<stack>.yaml of this folder; every stack when neither is given
  --file <path>           any other stack file
  --config <key>=<value>  set a configuration key for this check alone (repeatable)
  --json                  print one JSON document on stdout, nothing else

The exit code is 1 when there are errors, else 0.
`;

function parse(argv: readonly string[]): Request {
  const unknown = argv.find((word) => word.startsWith("--") && !isOption(word));
  if (unknown !== undefined) {
    const names = Object.keys(OPTIONS).map((name) => `--${name}`);
    throw new Failure(
      `unknown flag ${unknown}: it is one of ${names.join(", ")}${didYouMean(unknown, names)}`,
    );
  }
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
    if (values.stack !== undefined && values.file !== undefined) {
      throw new Failure("--stack and --file are both given; give one of them");
    }
    return {
      stack: values.stack,
      file: values.file,
      json: values.json === true,
      help: values.help === true,
      config: values.config ?? [],
    };
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure(`${reasonOf(thrown)}; npm run check -- --help lists the flags`);
  }
}

const isOption = (word: string) => Object.hasOwn(OPTIONS, word.slice(2).split("=", 1)[0] ?? "");

/** The stack that a file is of, by its name; a file of another name is of a stack of that name. */
const stackOf = (file: string) =>
  /^Pulumi\.(.+)\.ya?ml$/.exec(path.basename(file))?.[1] ?? path.parse(file).name;

/** The files to check. */
function filesOf({ stack, file }: Request): readonly string[] {
  if (file !== undefined) return [path.resolve(file)];
  const stacks = listStacks(PROJECT);
  if (stack !== undefined && !stacks.includes(stack)) {
    throw new Failure(
      `unknown stack ${stack}: it is one of ${stacks.join(", ")} (each has a Pulumi.<stack>.yaml)${didYouMean(stack, stacks)}`,
    );
  }
  return (stack === undefined ? stacks : [stack]).map((name) =>
    path.join(PROJECT, `Pulumi.${name}.yaml`),
  );
}

function overridesOf({ config }: Request): Record<string, string> {
  return Object.fromEntries(
    config.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new Failure(`--config needs <key>=<value>, got ${text}`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value of a stack file as Pulumi would hand it out, with UNKNOWN for what only its secrets provider can open. */
function handedOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(handedOut);
  if (!isMapping(value)) return typeof value === "string" ? value : scalar(value);
  if (typeof value["secure"] === "string") return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, handedOut(item)]));
}

/** Numbers and the like are text in Pulumi's configuration; an empty value is an empty text. */
const scalar = (value: unknown) => (value === null || value === undefined ? "" : value);

const atTop = (value: unknown) => {
  const handed = handedOut(value);
  return typeof handed === "number" || typeof handed === "boolean" ? String(handed) : handed;
};

const holdsUnknown = (value: unknown): boolean =>
  value === UNKNOWN ||
  (Array.isArray(value) && value.some(holdsUnknown)) ||
  (isMapping(value) && Object.values(value).some(holdsUnknown));

function unseenIn(config: Readonly<Record<string, unknown>>, { environment }: StackFile): string[] {
  const encrypted = Object.entries(config)
    .filter(([, value]) => holdsUnknown(value))
    .map(([key]) => `${key} (encrypted)`);
  return environment ? [...encrypted, "keys of the Pulumi ESC environment"] : encrypted;
}

function reservedPercent({ parameterGroup }: CacheSpec): number {
  const own = Number(parameterGroup.parameters["reserved-memory-percent"] ?? NaN);
  return own >= 0 && own <= 100 ? own : RESERVED_MEMORY_PERCENT;
}

function nodesOf(spec: CacheSpec): NodeReport[] {
  const node = findNodeType(spec.nodeType);
  const usable = node && usableMemoryBytes(node, reservedPercent(spec));
  return spec.topology.nodes.map(({ id }) => ({
    id,
    nodeType: spec.nodeType,
    usableMemoryBytes: usable,
  }));
}

function inspectFile(file: string, overrides: Readonly<Record<string, string>>): StackReport {
  const read = readStackFile(PROJECT, file, overrides);
  const config = Object.fromEntries(
    Object.entries(read.config).map(([key, value]) => [key, atTop(value)]),
  );
  const stack = stackOf(file);
  const { spec, settings, errors, warnings } = inspectSettings(config, { stack });
  return {
    stack,
    file: path.relative(process.cwd(), file),
    name: settings.name,
    errors,
    warnings,
    unseen: unseenIn(config, read),
    replicationGroupId: spec.replicationGroupId,
    engine: spec.engine,
    engineVersion: spec.engineVersion,
    parameterFamily: spec.parameterGroup.family,
    clusterMode: spec.topology.clusterMode,
    nodes: nodesOf(spec),
    alarms: alarmMatrix(spec),
  };
}

const GIB = 1024 ** 3;
const INDENT = "  ";

/** Most nodes that are listed one by one. */
const LISTED_NODES = 12;

const memory = ({ usableMemoryBytes: bytes }: NodeReport) =>
  bytes === undefined ? "memory unknown" : `${(bytes / GIB).toFixed(2)} GiB usable`;

function nodeLines(nodes: readonly NodeReport[]): string[] {
  const [first] = nodes;
  if (first === undefined) return ["Nodes: none that could exist"];
  const each = nodes
    .slice(0, LISTED_NODES)
    .map((node) => `${INDENT}${node.id}  ${node.nodeType}  ${memory(node)}`);
  const more = nodes.length - each.length;
  return [
    `Nodes (${String(nodes.length)})`,
    ...each,
    ...(more > 0 ? [`${INDENT}… and ${String(more)} more`] : []),
  ];
}

const counted = (count: number, word: string) =>
  `${String(count)} ${word}${count === 1 ? "" : "s"}`;

const problemLines = (kind: string, problems: readonly Problem[]) =>
  problems.map(({ path: where, reason, rule }) => `${INDENT}${kind} ${where}: ${reason} [${rule}]`);

function text(report: StackReport): string {
  const { name, file, errors, warnings, engine, engineVersion, parameterFamily } = report;
  const matrix = renderAlarmMatrix(report.alarms).split("\n");
  return [
    `${name} (${file}): ${counted(errors.length, "error")}, ${counted(warnings.length, "warning")}`,
    ...problemLines("error", errors),
    ...problemLines("warning", warnings),
    ...report.unseen.map((key) => `${INDENT}not seen ${key}`),
    "",
    `${report.replicationGroupId}: ${engine} ${engineVersion}, parameter family ${parameterFamily ?? "unknown"}, cluster mode ${report.clusterMode}`,
    "",
    ...nodeLines(report.nodes),
    "",
    `Alarms (${String(report.alarms.length)})`,
    ...matrix.map((line) => `${INDENT}${line}`),
    "",
  ].join("\n");
}

function run(argv: readonly string[], { out }: Streams): number {
  const request = parse(argv);
  if (request.help) {
    out(HELP);
    return 0;
  }
  const overrides = overridesOf(request);
  const reports = filesOf(request).map((file) => inspectFile(file, overrides));
  const failed = reports.some(({ errors }) => errors.length > 0);
  out(
    request.json
      ? `${JSON.stringify({ ok: !failed, stacks: reports }, undefined, 2)}\n`
      : reports.map(text).join("\n"),
  );
  return failed ? 1 : 0;
}

/** The entry of `npm run check`: the exit code, 0 when there are no errors. */
export function main(argv: readonly string[], streams: Streams): number {
  try {
    return run(argv, streams);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    streams.err(`error: ${thrown.message}\n`);
    if (argv.includes("--json")) {
      streams.out(`${JSON.stringify({ ok: false, error: thrown.message }, undefined, 2)}\n`);
    }
    return thrown.exitCode;
  }
}
