import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { OutputMap, PulumiCommand } from "@pulumi/pulumi/automation";
import { Account } from "../../local/aws/account";
import type { Fault } from "../../local/aws/faults";
import { resolveCli } from "../../local/cli";
import {
  Engine,
  forgetCredentials,
  type LocalStack,
  type Operation,
  OperationFailed,
  type OperationOptions,
  type OperationResult,
  type Program,
  type Step,
} from "../../local/engine";
import { type CacheStack, prepare, Runner } from "../../local/runner";
import {
  type Folders,
  foldersIn,
  makeFolders,
  readProject,
  readStackConfig,
  type StackPlace,
  writeCopies,
} from "../../local/workspace";

/** The repository, whose program and stack files the tests run. */
export const REPOSITORY = path.resolve(__dirname, "../..");

/** Changes of a stack's configuration: keys without the namespace are the program's; undefined takes a key out. */
export type Edits = Readonly<Record<string, unknown>>;

/** A resource of an exported state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why the resource is there and not as it should be. */
  readonly initErrors?: readonly string[];
}

let cli: Promise<PulumiCommand> | undefined;

/** One CLI for all sessions of a test process. */
function theCli(): Promise<PulumiCommand> {
  cli ??= resolveCli(() => undefined);
  return cli;
}

const NOT_INTERRUPTED = { signal: new AbortController().signal, interrupted: false };

/** The real engine, a state and a simulated account of its own: nothing outside a temporary folder is touched. */
export class EngineSession {
  private constructor(
    readonly folders: Folders,
    private engine: Engine,
  ) {}

  static async open(options: { faults?: Fault[] } = {}): Promise<EngineSession> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-engine-"));
    const folders = foldersIn(REPOSITORY, home);
    makeFolders(folders);
    const found = await theCli();
    forgetCredentials();
    const engine = new Engine({ cli: found, folders, faults: options.faults ?? [] });
    return new EngineSession(folders, engine);
  }

  close(): void {
    fs.rmSync(this.folders.home, { recursive: true, force: true });
  }

  /** What the simulated AWS does wrong in each operation from here on; nothing when called without a fault. */
  async setFaults(...faults: Fault[]): Promise<void> {
    this.engine = new Engine({ cli: await theCli(), folders: this.folders, faults });
  }

  /** What is in the simulated account. */
  get account(): Account {
    return new Account(this.folders.account);
  }

  /** A stack of the repository's own program, its network stack brought up. */
  async cache(stack: string, edits: Edits = {}): Promise<StackUnderTest> {
    let cache = this.prepared(stack, edits);
    const ears = {
      say: () => undefined,
      stream: () => undefined,
      color: false,
      interrupts: NOT_INTERRUPTED,
    };
    const runner = () => new Runner(this.engine, this.folders, ears);
    await runner().bringNetworkUp(cache, "where it is missing");
    return new StackUnderTest(
      () => runner().cacheStack(cache),
      () => this.engine,
      (more) => (cache = this.prepared(stack, { ...edits, ...more })),
    );
  }

  /** A stack of a program that the test writes itself. */
  inline(project: string, program: Program, config: Edits = {}, stack = "test"): StackUnderTest {
    const workDir = path.join(this.folders.home, `${project}.${stack}`);
    const place: StackPlace = { project, stack, workDir };
    const write = (values: Edits) => {
      const all = { "aws:region": "ap-southeast-1", ...fullKeys(project, values) };
      writeCopies(place, { name: project, runtime: "nodejs" }, withoutUndefined(all));
    };
    write(config);
    return new StackUnderTest(
      () => this.engine.stack(place, program),
      () => this.engine,
      (more) => {
        write({ ...config, ...more });
      },
    );
  }

  private prepared(stack: string, edits: Edits): CacheStack {
    const { name } = readProject(REPOSITORY);
    const config = { ...readStackConfig(REPOSITORY, stack, {}), ...fullKeys(name, edits) };
    return prepare(this.folders, stack, withoutUndefined(config));
  }
}

function fullKeys(project: string, edits: Edits): Edits {
  return Object.fromEntries(
    Object.entries(edits).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      value,
    ]),
  );
}

function withoutUndefined(values: Edits): Edits {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** One stack, on which a test runs one operation after the other. */
export class StackUnderTest {
  private opened: { readonly by: Engine; readonly stack: Promise<LocalStack> } | undefined;

  constructor(
    private readonly open: () => Promise<LocalStack>,
    /** The session's engine, which another one takes the place of when faults are set. */
    private readonly engine: () => Engine,
    private readonly rewrite: (edits: Edits) => unknown,
  ) {}

  /** Changes the configuration that the next operations see, counted from the one that the stack was opened with. */
  edit(edits: Edits): this {
    this.rewrite(edits);
    this.opened = undefined;
    return this;
  }

  /** Selecting a stack starts the CLI, so it is opened once for each engine and configuration. */
  private stack(): Promise<LocalStack> {
    const by = this.engine();
    if (this.opened?.by !== by) this.opened = { by, stack: this.open() };
    return this.opened.stack;
  }

  preview(options?: StepOptions): Promise<OperationResult> {
    return this.run("preview", options);
  }

  up(options?: StepOptions): Promise<OperationResult> {
    return this.run("up", options);
  }

  refresh(): Promise<OperationResult> {
    return this.run("refresh");
  }

  destroy(): Promise<OperationResult> {
    return this.run("destroy");
  }

  /** An operation that has to fail: what it did until then, and the engine's errors. */
  async failing(
    operation: Exclude<Operation, "select">,
    options?: StepOptions,
  ): Promise<FailedResult> {
    let done: OperationResult;
    try {
      done = await this.run(operation, options);
    } catch (thrown) {
      if (!(thrown instanceof OperationFailed)) throw thrown;
      const { result } = thrown;
      const errors = result.diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ message }) => message);
      return { ...result, errors };
    }
    throw new Error([`${operation} did not fail:`, ...stepsOf(done), done.output].join("\n"));
  }

  async outputs(): Promise<OutputMap> {
    return (await this.stack()).outputs();
  }

  /** Stack outputs as plain values. */
  async values(): Promise<Record<string, unknown>> {
    const outputs = Object.entries(await this.outputs());
    return Object.fromEntries(outputs.map(([name, { value }]) => [name, value as unknown]));
  }

  /** The state as `pulumi stack export` gives it. */
  async state(): Promise<unknown> {
    return (await this.stack()).exportState();
  }

  async resources(): Promise<readonly StateResource[]> {
    const state = await (await this.stack()).exportState();
    return (state.deployment as { resources?: StateResource[] }).resources ?? [];
  }

  async unprotect(): Promise<number> {
    return (await this.stack()).unprotect();
  }

  private async run(
    operation: Exclude<Operation, "select">,
    options: StepOptions = {},
  ): Promise<OperationResult> {
    return (await this.stack()).run(operation, options);
  }
}

export type StepOptions = Pick<OperationOptions, "continueOnError" | "policyPacks">;

export interface FailedResult extends OperationResult {
  readonly errors: readonly string[];
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
