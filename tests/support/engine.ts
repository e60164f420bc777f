import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { Account } from "../../local/aws/account";
import type { Fault } from "../../local/aws/faults";
import { serve } from "../../local/aws/serve";
import { resolveCli } from "../../local/cli";
import {
  addPlugins,
  environment,
  type Folders,
  foldersIn,
  makeFolders,
} from "../../local/environment";
import { stateFile } from "../../local/summary";

/** The repository, whose program and stack files the tests run. */
export const REPOSITORY = path.resolve(__dirname, "../..");

const NETWORK = path.join(REPOSITORY, "local", "network");
const PROGRAMS = path.join(REPOSITORY, "tests", "engine", "programs");

/** Changes of a stack's configuration: keys without a namespace are the project's; undefined removes a key. */
export type Edits = Readonly<Record<string, unknown>>;

/** A resource of a stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why the resource exists but is incomplete. */
  readonly initErrors?: readonly string[];
}

/** One step of the engine, from its events. */
export interface Step {
  /** create, update, replace, create-replacement, delete-replaced, delete, same, read, refresh, … */
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** The properties that differ. */
  readonly diffs: readonly string[];
  /** The properties that force a replacement. */
  readonly replaces: readonly string[];
  /** The inputs of the provider, secrets masked; absent for a deletion. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The resource's outputs after the step, secrets masked. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
}

/** The result of an operation. */
export interface OperationResult {
  /** Steps by kind, as in the engine's summary. */
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the CLI printed. */
  readonly output: string;
}

/** The result of an operation that failed, with the engine's errors. */
export interface FailedResult extends OperationResult {
  readonly errors: readonly string[];
}

export type Operation = "preview" | "up" | "refresh" | "destroy";

/** Reads the events that the CLI writes with `--event-log`. */
function recorded(log: string, output: string): OperationResult {
  const steps = new Map<string, Step>();
  const diagnostics: Diagnostic[] = [];
  let changes: Record<string, number> = {};
  const step = (metadata: NonNullable<EngineEvent["resourcePreEvent"]>["metadata"]) => {
    const { op, urn, type } = metadata;
    const name = urn.split("::").at(-1) ?? urn;
    // As in the engine's own summary.
    if (type.startsWith("pulumi:providers:") && name.startsWith("default")) return;
    const detailed = Object.entries(metadata.detailedDiff ?? {});
    const outputs = metadata.new?.outputs ?? metadata.old?.outputs;
    const inputs = metadata.new?.inputs;
    steps.set(`${op} ${urn}`, {
      op,
      type,
      urn,
      name,
      diffs: detailed.length > 0 ? detailed.map(([key]) => key) : (metadata.diffs ?? []),
      replaces: metadata.keys ?? [],
      ...(inputs === undefined ? {} : { inputs }),
      ...(outputs === undefined ? {} : { outputs }),
    });
  };
  const lines = fs.existsSync(log) ? fs.readFileSync(log, "utf8").split("\n") : [];
  for (const line of lines.filter((text) => text !== "")) {
    const event = JSON.parse(line) as EngineEvent;
    const { resourcePreEvent, resOutputsEvent, diagnosticEvent, summaryEvent } = event;
    if (resourcePreEvent !== undefined) step(resourcePreEvent.metadata);
    if (resOutputsEvent !== undefined) step(resOutputsEvent.metadata);
    if (summaryEvent !== undefined) changes = { ...summaryEvent.resourceChanges };
    if (diagnosticEvent === undefined) continue;
    if (diagnosticEvent.ephemeral === true || (diagnosticEvent.severity as string) === "debug") {
      continue;
    }
    diagnostics.push({
      severity: diagnosticEvent.severity,
      message: diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trimEnd(),
      ...(diagnosticEvent.urn === undefined || diagnosticEvent.urn === ""
        ? {}
        : { urn: diagnosticEvent.urn }),
    });
  }
  return { changes, steps: [...steps.values()], diagnostics, output };
}

/** A Pulumi project whose stacks a session runs. */
interface Project {
  readonly name: string;
  readonly folder: string;
}

const fullKeys = (project: string, edits: Edits): Edits =>
  Object.fromEntries(
    Object.entries(edits).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      value,
    ]),
  );

const withoutUndefined = (values: Edits): Edits =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const readYaml = (file: string) => parse(fs.readFileSync(file, "utf8")) as Record<string, unknown>;

/** Runs the CLI to its end. */
function run(
  cli: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(cli, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let [output, stdout] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject).on("close", (code) => {
      resolve({ code, output, stdout });
    });
  });
}

let cli: Promise<string> | undefined;

/** One CLI for all sessions of a test process. */
export function theCli(): Promise<string> {
  cli ??= resolveCli(() => undefined);
  return cli;
}

/** The real CLI with its own state and simulated account: nothing outside a temporary folder is changed. */
export class EngineSession {
  private constructor(
    readonly folders: Folders,
    readonly cli: string,
    /** The faults of the simulated AWS in each operation. */
    private faults: Fault[],
  ) {}

  static async open(options: { faults?: Fault[] } = {}): Promise<EngineSession> {
    const folders = foldersIn(fs.mkdtempSync(path.join(os.tmpdir(), "engine-")));
    makeFolders(folders);
    const command = await theCli();
    addPlugins(folders, command, REPOSITORY);
    return new EngineSession(folders, command, options.faults ?? []);
  }

  close(): void {
    fs.rmSync(this.folders.home, { recursive: true, force: true });
  }

  /** Sets the faults of the simulated AWS for each later operation; none when called without a fault. */
  setFaults(...faults: Fault[]): void {
    this.faults = faults;
  }

  /** What is in the simulated account. */
  get account(): Account {
    return new Account(this.folders.account);
  }

  /** A stack of the repository's own program with its stack file. Its network stack is up. */
  async cache(stack: string, edits: Edits = {}): Promise<StackUnderTest> {
    const { name } = readYaml(path.join(REPOSITORY, "Pulumi.yaml")) as { name: string };
    const { config } = readYaml(path.join(REPOSITORY, `Pulumi.${stack}.yaml`)) as { config: Edits };
    const all = { ...config, ...fullKeys(name, edits) };
    const network = all[`${name}:networkStack`];
    if (typeof network === "string") await this.network(network.split("/").at(-1) ?? "");
    return this.stackOf({ name, folder: REPOSITORY }, stack, all);
  }

  /** The stack that replaces a company's network stack. */
  async network(stack: string): Promise<StackUnderTest> {
    const network = await this.project(NETWORK, {}, stack);
    if (!network.isUp()) await network.up();
    return network;
  }

  /** A stack of a program in tests/engine/programs. */
  program(
    file: string,
    project: string,
    config: Edits = {},
    stack = "test",
  ): Promise<StackUnderTest> {
    const folder = path.join(this.folders.home, "programs", project);
    fs.mkdirSync(folder, { recursive: true });
    const tsconfig = path.join(REPOSITORY, "tsconfig.run.json");
    const runtime = { name: "nodejs", options: { tsconfig } };
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), stringify({ name: project, runtime }));
    fs.writeFileSync(path.join(folder, "package.json"), "{}");
    fs.writeFileSync(
      path.join(folder, "index.ts"),
      `export = require(${JSON.stringify(path.join(PROGRAMS, file))});\n`,
    );
    const modules = path.join(folder, "node_modules");
    if (!fs.existsSync(modules)) fs.symlinkSync(path.join(REPOSITORY, "node_modules"), modules);
    const all = { "aws:region": "ap-southeast-1", ...fullKeys(project, config) };
    return this.stackOf({ name: project, folder }, stack, all);
  }

  /** A stack of a project in a folder, such as an example. */
  project(folder: string, config: Edits, stack = "test"): Promise<StackUnderTest> {
    const { name } = readYaml(path.join(folder, "Pulumi.yaml")) as { name: string };
    return this.stackOf({ name, folder }, stack, fullKeys(name, config));
  }

  private async stackOf(project: Project, stack: string, config: Edits): Promise<StackUnderTest> {
    const opened = new StackUnderTest(this, project, stack, config);
    if (!fs.existsSync(stateFile(this.folders, project.name, stack))) {
      const { code, output } = await this.pulumi([
        ...["-C", opened.configFolder, "stack", "init", stack, "--no-select"],
      ]);
      if (code !== 0) throw new Error(output);
    }
    return opened;
  }

  /** Runs the CLI, with the simulated providers in this process: they start once for an operation, and can have faults. */
  async pulumi(
    args: readonly string[],
  ): Promise<{ code: number | null; output: string; stdout: string }> {
    const options = { accountDir: this.folders.account, faults: this.faults };
    const [aws, random] = [await serve("aws", options), await serve("random", options)];
    const providers = `aws:${String(aws.port)},random:${String(random.port)}`;
    try {
      return await run(this.cli, args, {
        ...environment(this.folders),
        PULUMI_DEBUG_PROVIDERS: providers,
        // Offers --event-log, as the Automation API has it.
        PULUMI_DEBUG_COMMANDS: "true",
      });
    } finally {
      await Promise.all([aws.close(), random.close()]);
    }
  }
}

export interface StepOptions {
  /** More arguments of the command, such as `--target` and a URN. */
  readonly args?: readonly string[];
}

/** One stack, on which a test runs one operation after the other. */
export class StackUnderTest {
  readonly configFolder: string;
  private readonly configFile: string;
  private operations = 0;

  constructor(
    private readonly session: EngineSession,
    private readonly project: Project,
    readonly stack: string,
    private readonly config: Edits,
  ) {
    this.configFolder = path.join(session.folders.config, project.name);
    this.configFile = path.join(this.configFolder, `Pulumi.${stack}.yaml`);
    fs.mkdirSync(this.configFolder, { recursive: true });
    fs.writeFileSync(
      path.join(this.configFolder, "Pulumi.yaml"),
      stringify({ name: project.name, runtime: "nodejs" }),
    );
    this.write(config);
  }

  /** Changes the configuration of the next operations, relative to the one that the stack was opened with. */
  edit(edits: Edits): this {
    this.write({ ...this.config, ...fullKeys(this.project.name, edits) });
    return this;
  }

  isUp(): boolean {
    return fs.existsSync(this.stateFile) && this.resources().length > 0;
  }

  preview(options?: StepOptions): Promise<OperationResult> {
    return this.succeeding("preview", options);
  }

  up(options?: StepOptions): Promise<OperationResult> {
    return this.succeeding("up", options);
  }

  refresh(options?: StepOptions): Promise<OperationResult> {
    return this.succeeding("refresh", options);
  }

  destroy(options?: StepOptions): Promise<OperationResult> {
    return this.succeeding("destroy", options);
  }

  /** An operation that has to fail. */
  async failing(operation: Operation, options?: StepOptions): Promise<FailedResult> {
    const { code, result } = await this.run(operation, options);
    if (code === 0) {
      throw new Error([`${operation} did not fail:`, ...stepsOf(result), result.output].join("\n"));
    }
    const errors = result.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message);
    return { ...result, errors };
  }

  /** Any other command on the stack, such as `state unprotect --all`; what it printed on stdout. */
  async command(...args: readonly string[]): Promise<string> {
    const all = ["-C", this.configFolder, ...args, "--stack", this.stack];
    const { code, output, stdout } = await this.session.pulumi(all);
    if (code !== 0) throw new Error(output);
    return stdout;
  }

  /** Stack outputs as plain values, secrets shown. */
  async values(): Promise<Record<string, unknown>> {
    const text = await this.command("stack", "output", "--json", "--show-secrets");
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** The state as the backend keeps it: secrets are encrypted. */
  state(): unknown {
    return JSON.parse(fs.readFileSync(this.stateFile, "utf8"));
  }

  resources(): readonly StateResource[] {
    const { checkpoint } = this.state() as {
      checkpoint: { latest?: { resources?: StateResource[] } };
    };
    return checkpoint.latest?.resources ?? [];
  }

  private get stateFile(): string {
    return stateFile(this.session.folders, this.project.name, this.stack);
  }

  private async succeeding(operation: Operation, options?: StepOptions): Promise<OperationResult> {
    const { code, result } = await this.run(operation, options);
    if (code !== 0) throw new Error(`${operation} failed:\n${result.output}`);
    return result;
  }

  private async run(
    operation: Operation,
    { args = [] }: StepOptions = {},
  ): Promise<{ code: number | null; result: OperationResult }> {
    const log = path.join(this.configFolder, `${this.stack}.${String(this.operations++)}.log`);
    const { code, output } = await this.session.pulumi([
      ...["-C", this.project.folder, operation, "--stack", this.stack],
      ...["--config-file", this.configFile, "--event-log", log, "--non-interactive"],
      ...[
        "--color=never",
        ...(operation === "preview" ? [] : ["--yes", "--skip-preview"]),
        ...args,
      ],
    ]);
    return { code, result: recorded(log, output) };
  }

  /** The CLI has written its salt into the file. It needs the salt to read its secrets again. */
  private write(config: Edits): void {
    const written = fs.existsSync(this.configFile) ? readYaml(this.configFile) : {};
    fs.writeFileSync(this.configFile, stringify({ ...written, config: withoutUndefined(config) }));
  }
}

/** `create elasticache.ReplicationGroup staging-redis` for each step that changes something, in the engine's order. */
export function stepsOf(result: OperationResult): string[] {
  return result.steps.filter(({ op }) => op !== "same" && op !== "read").map(describeStep);
}

/** Type tokens as the AWS package spells the class: `aws:elasticache/replicationGroup:ReplicationGroup`. */
function describeStep({ op, type, name }: Step): string {
  const [, module = "", kind = ""] = type.split(":");
  return `${op} ${module.split("/")[0] ?? ""}.${kind} ${name}`;
}
