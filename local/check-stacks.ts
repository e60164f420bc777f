import * as path from "node:path";
import { parseArgs } from "node:util";
import { type CacheAlarm, alarmMatrix } from "../components/monitoring/alarms";
import {
  findNodeType,
  RESERVED_MEMORY_PERCENT,
  usableMemoryBytes,
} from "../components/catalog/node-types";
import { didYouMean } from "../components/checking/spelling";
import type { Problem } from "../components/checking/problem";
import type { CacheSpec } from "../components/redis-cache/spec";
import { inspectSettings } from "../program/settings";
import { alarmLines } from "./alarm-table";
import { Failure, reasonOf } from "./failure";
import { holdsUnknown, listStacks, readStackFile, type StackFile } from "./stack-file";
import { folded, table, visible } from "./table";

/** Folder of Pulumi.yaml and the stack files. */
const PROJECT = path.dirname(__dirname);

/** Where to write the output. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A node and its usable memory. */
interface NodeReport {
  readonly id: string;
  readonly nodeType: string;
  /** Undefined for a node type that the catalogue does not have. */
  readonly usableMemoryBytes: number | undefined;
}

/** What a stack file describes, and everything that is wrong with it. */
interface StackReport {
  readonly stack: string;
  readonly file: string;
  readonly name: string;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What cannot be checked: encrypted keys, and keys of an environment. */
  readonly unseen: readonly string[];
  readonly replicationGroupId: string;
  readonly engine: string;
  readonly engineVersion: string;
  /** Undefined if the engine version is not valid. */
  readonly parameterFamily: string | undefined;
  readonly clusterMode: string;
  readonly nodes: readonly NodeReport[];
  readonly alarms: readonly CacheAlarm[];
}

const OPTIONS = {
  stack: { type: "string", short: "s" },
  file: { type: "string", short: "f" },
  config: { type: "string", short: "c", multiple: true, default: [] as string[] },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const HELP = `Checks stack files against what AWS accepts, without an engine, an account or a network.

Usage: npm run check -- [--stack <stack> | --file <path>] [flags]

  --stack <stack>         Pulumi.<stack>.yaml of this folder; without --stack and --file, every stack
  --file <path>           another stack file
  --config <key>=<value>  set a configuration key for this check (repeatable)
  --json                  print one JSON document on stdout, and nothing else

The exit code is 1 when there are errors, else 0.
`;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (thrown) {
    throw new Failure(`${reasonOf(thrown)}; npm run check -- --help lists the flags`);
  }
}

type Request = ReturnType<typeof parse>;

/** The stack's name in the name of its file: `prod` for `Pulumi.prod.yaml`; the whole name of any other file. */
const stackOf = (file: string) =>
  /^Pulumi\.(.+)\.ya?ml$/.exec(path.basename(file))?.[1] ?? path.parse(file).name;

/** The files to check. */
function filesOf({ stack, file }: Request, project: string): readonly string[] {
  if (stack !== undefined && file !== undefined) {
    throw new Failure("--stack and --file cannot be combined; give one of them");
  }
  if (file !== undefined) return [path.resolve(file)];
  const stacks = listStacks(project);
  if (stack !== undefined && !stacks.includes(stack)) {
    throw new Failure(
      `--stack ${stack}: Pulumi.${stack}.yaml does not exist; the stacks are ${stacks.join(", ")}${didYouMean(stack, stacks)}`,
    );
  }
  return (stack === undefined ? stacks : [stack]).map((name) =>
    path.join(project, `Pulumi.${name}.yaml`),
  );
}

const overridesOf = ({ config }: Request): Record<string, string> =>
  Object.fromEntries(
    config.map((text) => {
      const at = text.indexOf("=");
      // The text is not repeated: it may be a token.
      if (at < 1) throw new Failure("--config: write <key>=<value>");
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );

function unseenIn({ config, environment }: StackFile): string[] {
  const encrypted = Object.keys(config)
    .filter((key) => holdsUnknown(config[key]))
    .map((key) => `${key} (encrypted)`);
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

function inspectFile(
  project: string,
  file: string,
  overrides: Readonly<Record<string, string>>,
): StackReport {
  const read = readStackFile(project, file, overrides);
  const stack = stackOf(file);
  const { spec, settings, errors, warnings } = inspectSettings(read.config, {
    project: read.project,
    stack,
  });
  // For the same key, a problem of the cache is more useful than one of the declaration.
  const more = read.problems.filter((problem) => !errors.some(({ path }) => path === problem.path));
  return {
    stack,
    file: path.relative(process.cwd(), file),
    name: settings.name,
    errors: [...more, ...errors],
    warnings,
    unseen: unseenIn(read),
    replicationGroupId: spec.id,
    engine: spec.engine,
    engineVersion: spec.engineVersion,
    parameterFamily: spec.parameterGroup.family,
    clusterMode: spec.topology.clusterMode,
    nodes: nodesOf(spec),
    alarms: alarmMatrix(spec.alarms),
  };
}

const GIB = 1024 ** 3;

/** Most nodes that the list shows. */
const LISTED_NODES = 12;

const memory = ({ usableMemoryBytes: bytes }: NodeReport) =>
  bytes === undefined ? "memory unknown" : `${(bytes / GIB).toFixed(2)} GiB usable`;

function nodeLines(nodes: readonly NodeReport[]): string[] {
  const listed = nodes.slice(0, LISTED_NODES);
  const more = nodes.length - listed.length;
  return [
    `Nodes (${String(nodes.length)})`,
    ...table(listed.map((node) => [node.id, node.nodeType, memory(node)])),
    ...(more > 0 ? [`  … and ${String(more)} more`] : []),
  ];
}

const counted = (count: number, word: string) =>
  `${String(count)} ${word}${count === 1 ? "" : "s"}`;

const problemLine = ({ severity, path: where, reason, rule }: Problem) =>
  `  ${severity} ${where}: ${reason} [${rule}]`;

/** The cache of the stack; nothing if there is an error. */
function cacheLines(report: StackReport): string[] {
  const { engine, engineVersion, parameterFamily = "unknown", clusterMode } = report;
  if (report.errors.length > 0) return [];
  return [
    `${report.replicationGroupId}: ${engine} ${engineVersion}, parameter family ${parameterFamily}, cluster mode ${clusterMode}`,
    "",
    ...nodeLines(report.nodes),
    "",
    ...alarmLines(report.alarms),
    "",
  ];
}

function text(report: StackReport): string {
  const { name, file, errors, warnings, unseen } = report;
  return [
    `${name} (${file}): ${counted(errors.length, "error")}, ${counted(warnings.length, "warning")}`,
    ...[...errors, ...warnings].map(problemLine),
    ...unseen.map((key) => `  not checked: ${key}`),
    "",
    ...cacheLines(report),
  ]
    .map(visible)
    .flatMap(folded)
    .join("\n");
}

const jsonText = (value: unknown) => `${visible(JSON.stringify(value, undefined, 2))}\n`;

function run(argv: readonly string[], { out }: Streams, project: string): number {
  const request = parse(argv);
  if (request.help) {
    out(HELP);
    return 0;
  }
  const overrides = overridesOf(request);
  const reports = filesOf(request, project).map((file) => inspectFile(project, file, overrides));
  const failed = reports.some(({ errors }) => errors.length > 0);
  out(request.json ? jsonText({ ok: !failed, stacks: reports }) : reports.map(text).join("\n"));
  return failed ? 1 : 0;
}

/** Runs `npm run check` and returns its exit code, 0 if there are no errors. */
export function main(argv: readonly string[], streams: Streams, project = PROJECT): number {
  try {
    return run(argv, streams, project);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    streams.err(`${folded(visible(`error: ${thrown.message}`)).join("\n")}\n`);
    if (argv.includes("--json")) {
      streams.out(jsonText({ ok: false, error: thrown.message }));
    }
    return thrown.exitCode;
  }
}
