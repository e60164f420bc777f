import { createRequire } from "node:module";
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type {
  Deployment,
  EngineEvent,
  OutputMap,
  PulumiCommand,
  Stack,
} from "@pulumi/pulumi/automation";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { Fault } from "./aws/faults";
import { serve } from "./aws/serve";
import { HostedProgram, type Program } from "./host";
import type { Folders, StackPlace } from "./workspace";

export type { Program } from "./host";

/** The operations of the engine; `select` finds or makes the stack itself. */
export type Operation = "preview" | "up" | "refresh" | "destroy" | "select";

/** Not a secret: what it encrypts is the state of a simulation. */
const PASSPHRASE = "local simulation";

/** One step of the engine, as its events tell it. */
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
  /** What the provider is given, secrets masked; absent for a deletion. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The resource's outputs after the step, secrets masked. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Diagnostic {
  readonly severity: "info" | "info#err" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** What an operation did. */
export interface OperationResult {
  readonly operation: Operation;
  /** Steps by kind, as in the engine's summary. */
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** The stack outputs, after an `up`. */
  readonly outputs?: OutputMap;
  /** What the engine printed. */
  readonly output: string;
  /** How long the program itself took: to load its modules and register what it registers, engine and process start apart. */
  readonly loadSeconds: number;
}

/** The engine refused or failed; what it did until then is in `result`. */
export class OperationFailed extends Error {
  constructor(
    message: string,
    readonly result: OperationResult,
  ) {
    super(message);
    this.name = "OperationFailed";
  }
}

export interface OperationOptions {
  readonly color?: boolean;
  readonly diff?: boolean;
  /** Goes on with what doesn't depend on a failed step, in up and destroy. Defaults to false, as in the CLI. */
  readonly continueOnError?: boolean;
  /** Folders of policy packs that preview and up are held to. */
  readonly policyPacks?: readonly string[];
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface EngineOptions {
  readonly cli: PulumiCommand;
  readonly folders: Folders;
  readonly passphrase?: string;
  /** What the simulated AWS does wrong, for tests; else what SIMULATED_AWS_FAULTS says. */
  readonly faults?: Fault[];
}

/** Environment variables that would lead an operation to the user's account, login or home. */
const FOREIGN = /^(AWS_|PULUMI_(?!DEBUG_PROMISE_LEAKS$))/;

/** Takes the user's AWS credentials and Pulumi login out of this process, so that no child has them. */
export function forgetCredentials(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) {
    if (FOREIGN.test(name)) Reflect.deleteProperty(env, name);
  }
}

const PROVIDERS = ["aws", "random"] as const;

/** The real engine over a local file backend, with the simulated AWS in this process. */
export class Engine {
  constructor(private readonly options: EngineOptions) {}

  /** Selects the stack, or makes it where it is not there yet. */
  async stack(place: StackPlace, program: Program): Promise<LocalStack> {
    const { cli, folders } = this.options;
    const hosted = new HostedProgram(program);
    try {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: place.stack, projectName: place.project, program: hosted.run },
        {
          pulumiCommand: cli,
          workDir: place.workDir,
          pulumiHome: folders.pulumiHome,
          envVars: this.environment(),
        },
      );
      // Automation asks for the stack's whole history after each operation, for a summary that the events have given already.
      stack.info = () => Promise.resolve(undefined);
      return new LocalStack(stack, hosted, () => this.simulate());
    } catch (thrown) {
      throw new OperationFailed(messageOf(thrown), new Recorder().result("select", 0));
    }
  }

  private environment(): Record<string, string> {
    const { folders, passphrase } = this.options;
    return {
      PULUMI_BACKEND_URL: pathToFileURL(folders.backend).href,
      PULUMI_CONFIG_PASSPHRASE: passphrase ?? PASSPHRASE,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      SIMULATED_AWS_DIR: folders.account,
    };
  }

  /** Providers of one operation, as the engine starts plugins for each: an interrupt ends them for good. */
  private async simulate(): Promise<Simulation> {
    const { folders, faults } = this.options;
    const options = { accountDir: folders.account, ...(faults === undefined ? {} : { faults }) };
    const serving = await Promise.all(PROVIDERS.map((kind) => serve(kind, options)));
    const ports = serving.map(({ port }, index) => `${String(PROVIDERS[index])}:${String(port)}`);
    return {
      environment: { PULUMI_DEBUG_PROVIDERS: ports.join(",") },
      close: async () => {
        await Promise.all(serving.map(({ close }) => close()));
      },
    };
  }
}

/** The simulated AWS of one operation. */
interface Simulation {
  /** Tells the engine where it is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** Watches the events of one operation. */
class Recorder {
  private readonly steps = new Map<string, Step>();
  private readonly diagnostics: Diagnostic[] = [];
  private changes: Record<string, number> = {};
  private output = "";

  hear(event: EngineEvent): void {
    const { resourcePreEvent, resOutputsEvent, diagnosticEvent, summaryEvent } = event;
    if (resourcePreEvent !== undefined) this.step(resourcePreEvent.metadata);
    if (resOutputsEvent !== undefined) this.step(resOutputsEvent.metadata);
    if (summaryEvent !== undefined) this.changes = { ...summaryEvent.resourceChanges };
    if (diagnosticEvent !== undefined) this.diagnose(diagnosticEvent);
  }

  print(text: string): void {
    this.output += text;
  }

  result(operation: Operation, loadSeconds: number): OperationResult {
    return {
      operation,
      changes: this.changes,
      steps: [...this.steps.values()],
      diagnostics: this.diagnostics,
      output: this.output,
      loadSeconds,
    };
  }

  private step(metadata: NonNullable<EngineEvent["resourcePreEvent"]>["metadata"]): void {
    const { op, urn, type } = metadata;
    const name = urn.split("::").at(-1) ?? urn;
    // As in the engine's own summary.
    if (type.startsWith("pulumi:providers:") && name.startsWith("default")) return;
    const detailed = Object.entries(metadata.detailedDiff ?? {});
    const outputs = metadata.new?.outputs ?? metadata.old?.outputs;
    const inputs = metadata.new?.inputs;
    this.steps.set(`${op} ${urn}`, {
      op,
      type,
      urn,
      name,
      diffs: detailed.length > 0 ? detailed.map(([key]) => key) : (metadata.diffs ?? []),
      replaces: metadata.keys ?? [],
      ...(inputs === undefined ? {} : { inputs }),
      ...(outputs === undefined ? {} : { outputs }),
    });
  }

  private diagnose(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const { urn } = event;
    if (event.ephemeral === true || (event.severity as string) === "debug") return;
    this.diagnostics.push({
      severity: event.severity,
      message: event.message.replace(/<\{%.*?%\}>/g, "").trimEnd(),
      ...(urn === undefined || urn === "" ? {} : { urn }),
    });
  }
}

/** One stack of a local run. */
export class LocalStack {
  constructor(
    private readonly stack: Stack,
    private readonly program: HostedProgram,
    private readonly simulate: () => Promise<Simulation>,
  ) {}

  /** Runs one operation; every engine operation loads the program afresh. */
  async run(
    operation: Exclude<Operation, "select">,
    options: OperationOptions = {},
  ): Promise<OperationResult> {
    const recorder = new Recorder();
    const common = {
      color: options.color === true ? ("always" as const) : ("never" as const),
      onEvent: (event: EngineEvent) => {
        recorder.hear(event);
      },
      onOutput: (text: string) => {
        recorder.print(text);
        options.onOutput?.(text);
      },
      onError: (text: string) => {
        recorder.print(text);
        options.onOutput?.(text);
      },
      // The outputs hold the whole alarm matrix: a summary, or the command `outputs`, is shorter.
      ...(options.diff === true ? { diff: true } : { suppressOutputs: true }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      // The engine keeps a create that a killed run began, warning each time, until a refresh is told to forget it.
      ...(operation === "refresh" ? { clearPendingCreates: true } : {}),
      ...(options.continueOnError === true ? { continueOnError: true } : {}),
      policyPacks: [...(options.policyPacks ?? [])],
    };
    let outputs: OutputMap | undefined;
    const simulation = await this.simulate();
    this.program.reset();
    Object.assign(this.stack.workspace.envVars, simulation.environment);
    try {
      const done: object = await this.stack[operation](common);
      if ("outputs" in done) outputs = done.outputs as OutputMap;
    } catch (thrown) {
      throw new OperationFailed(
        messageOf(thrown),
        recorder.result(operation, this.program.seconds),
      );
    } finally {
      await simulation.close();
    }
    const result = recorder.result(operation, this.program.seconds);
    return outputs === undefined ? result : { ...result, outputs };
  }

  outputs(): Promise<OutputMap> {
    return this.stack.outputs();
  }

  exportState(): Promise<Deployment> {
    return this.stack.exportStack();
  }

  /** Names of the resources that the state protects from deletion. */
  async protectedNames(): Promise<string[]> {
    const state = await this.stack.exportStack();
    return protectedIn(state).map(({ urn }) => urn.split("::").at(-1) ?? urn);
  }

  /** Lifts Pulumi's protection of every resource, in the state. */
  async unprotect(): Promise<number> {
    const state = await this.stack.exportStack();
    const guarded = protectedIn(state);
    for (const resource of guarded) resource.protect = false;
    if (guarded.length > 0) await this.stack.importStack(state);
    return guarded.length;
  }

  /** Forgets the stack, its history included. */
  async remove(): Promise<void> {
    await this.stack.workspace.removeStack(this.stack.name);
  }
}

interface StoredResource {
  readonly urn: string;
  protect?: boolean;
}

function protectedIn(state: Deployment): StoredResource[] {
  const { resources } = state.deployment as { resources?: StoredResource[] };
  return (resources ?? []).filter(({ protect }) => protect === true);
}

/**
 * The repository's own program, loaded afresh each time: a module that Node still has would register nothing, and the engine would
 * plan the deletion of everything.
 */
export function projectProgram(project: string): Program {
  const require = createRequire(path.join(project, "package.json"));
  const root = fs.realpathSync(project) + path.sep;
  const stays = ["node_modules", "local", "tests"].map((name) => root + name + path.sep);
  const isProgram = (file: string) =>
    file.startsWith(root) && !stays.some((folder) => file.startsWith(folder));
  return async () => {
    for (const file of Object.keys(require.cache).filter(isProgram)) {
      Reflect.deleteProperty(require.cache, file);
    }
    const exported: unknown = require(path.join(root, "index.ts"));
    const outputs: unknown =
      typeof exported === "function" ? await (exported as () => unknown)() : exported;
    return { ...(outputs as Record<string, unknown>) };
  };
}
