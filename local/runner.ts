import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { OutputMap } from "@pulumi/pulumi/automation";
import { Account, DamagedAccount, type Stored } from "./aws/account";
import {
  type Engine,
  type LocalStack,
  type OperationOptions,
  type OperationResult,
  OperationFailed,
  type Operation,
  type Program,
  projectProgram,
} from "./engine";
import { explainFailure } from "./explain";
import { Failure, INTERRUPTED } from "./failure";
import type { Interrupts } from "./interrupts";
import {
  type Folders,
  hasState,
  readProject,
  type StackConfig,
  type StackPlace,
  stacksInBackend,
  lockFolder,
  releaseAbandonedLocks,
  removeFolders,
  writeCopies,
  writeWhole,
} from "./workspace";

/** What a run has to say besides the engine's own output. */
export interface Ears {
  /** One line of progress. */
  readonly say: (line: string) => void;
  /** The engine's output as it comes. */
  readonly stream: (text: string) => void;
  readonly color: boolean;
  readonly interrupts: Pick<Interrupts, "signal" | "interrupted">;
}

/** A cache stack of the repository, ready for an operation. */
export interface CacheStack {
  readonly place: StackPlace;
  /** The project file's content. */
  readonly project: Readonly<Record<string, unknown>>;
  readonly config: StackConfig;
  /** The network stack that its configuration names. */
  readonly network?: StackPlace;
}

const CONSUMER = "consumer";

function workFolder(folders: Folders, project: string, stack: string): string {
  return path.join(folders.home, `${project}.${stack}`);
}

/** `<project>/<stack>` or `<organization>/<project>/<stack>`; the file backend knows one organization alone. */
function networkPlace(folders: Folders, stack: string, name: unknown): StackPlace {
  const parts = typeof name === "string" ? name.split("/") : [];
  const [project, networkStack] = parts.slice(-2);
  if (parts.length < 2 || parts.length > 3 || !project || !networkStack) {
    throw new Failure(
      `Pulumi.${stack}.yaml: networkStack has to be <project>/<stack>, got ${JSON.stringify(name)}`,
    );
  }
  return { project, stack: networkStack, workDir: workFolder(folders, project, networkStack) };
}

function refuseMadeNetwork(stack: string, value: unknown): void {
  if (value !== true && value !== "true") return;
  throw new Failure(
    [
      `Pulumi.${stack}.yaml: createNetwork makes the network with awsx, which the simulated AWS does not have. Use one of the two other ways:`,
      "  networkStack: <project>/<stack> (a local run brings that stack up itself)",
      "  vpcId, subnetIds and securityGroupIds of an existing network",
    ].join("\n"),
  );
}

/** What a local run of the stack works on; nothing is written yet. */
export function prepare(folders: Folders, stack: string, given: StackConfig): CacheStack {
  const { name, content: project } = readProject(folders.project);
  const config: Record<string, unknown> = { ...given };
  refuseMadeNetwork(stack, config[`${name}:createNetwork`]);
  const place = { project: name, stack, workDir: path.join(folders.home, stack) };
  const networkKey = `${name}:networkStack`;
  if (config[networkKey] === undefined) return { place, project, config };
  const network = networkPlace(folders, stack, config[networkKey]);
  config[networkKey] = `${network.project}/${network.stack}`;
  return { place, project, config, network };
}

/** The AWS provider's own configuration, which the stacks beside the cache share. */
function awsConfig(config: StackConfig): StackConfig {
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("aws:")));
}

/** Refuses a command on a stack that was never brought up. */
export function needState(folders: Folders, place: StackPlace): void {
  if (hasState(folders, place)) return;
  throw new Failure(
    `${place.stack} is not up: bring it up first with npm run local -- up --stack ${place.stack}`,
  );
}

/** What the person asked of the operation on the cache stack. */
export type Wishes = Pick<OperationOptions, "diff" | "policyPacks">;

/** Runs the operations of one command over the cache stack and the stacks beside it. */
export class Runner {
  constructor(
    private readonly engine: Engine,
    private readonly folders: Folders,
    private readonly ears: Ears,
  ) {}

  async preview(cache: CacheStack, options: Wishes): Promise<OperationResult> {
    await this.bringNetworkUp(cache, "where it is missing");
    return this.run(await this.cacheStack(cache), cache.place, "preview", options);
  }

  async up(cache: CacheStack, options: Wishes): Promise<OperationResult> {
    await this.bringNetworkUp(cache, "always");
    return this.run(await this.cacheStack(cache), cache.place, "up", options);
  }

  async refresh(cache: CacheStack, options: Wishes): Promise<OperationResult> {
    return this.run(await this.cacheStack(cache), cache.place, "refresh", options);
  }

  async outputs(cache: CacheStack): Promise<OutputMap> {
    return (await this.cacheStack(cache)).outputs();
  }

  /** Brings up the ECS stack that reads the cache's `connection`, and returns its outputs. */
  async consumer(cache: CacheStack): Promise<OutputMap> {
    const place = this.consumerPlace(cache);
    const { consumer } = await import("./programs/consumer");
    const { project, stack } = cache.place;
    const local = await this.beside(
      place,
      awsConfig(cache.config),
      consumer(`organization/${project}/${stack}`),
    );
    const result = await this.run(local, place, "up", {}, "quietly");
    this.ears.say(`Consumer stack ${place.project}/${place.stack}: ${changesOf(result)}`);
    return result.outputs ?? {};
  }

  /** Deletes the consumer, the cache, and the network when no other cache uses it. */
  async destroy(cache: CacheStack, options: { unprotect: boolean }): Promise<Destroyed> {
    const { place } = cache;
    if (!hasState(this.folders, place)) return this.destroyNetwork(cache, undefined);
    const consumer = this.consumerPlace(cache);
    const stack = await this.cacheStack(cache);
    if (options.unprotect) {
      const lifted = await stack.unprotect();
      this.ears.say(`Protection lifted from ${String(lifted)} resources of ${place.stack}`);
    }
    await this.refuseProtected(stack, place);
    if (hasState(this.folders, consumer)) {
      await this.destroyBeside(consumer, "Consumer");
    }
    const result = await this.run(stack, place, "destroy", {});
    await this.forget(stack, place);
    return this.destroyNetwork(cache, result);
  }

  private async destroyNetwork(
    cache: CacheStack,
    result: OperationResult | undefined,
  ): Promise<Destroyed> {
    const { network } = cache;
    const users = network === undefined ? [] : this.usersOf(network, cache.place);
    if (network !== undefined && users.length === 0 && hasState(this.folders, network)) {
      await this.destroyBeside(network, "Network");
    }
    const { left, kept } = this.inventory();
    if (left.length === 0 && stacksInBackend(this.folders).length === 0) {
      removeFolders(this.folders);
    }
    return { ...(result === undefined ? {} : { result }), networkUsers: users, left, kept };
  }

  /** What the account still holds; while another stack is up, that is the other's. */
  private inventory(): Pick<Destroyed, "left" | "kept"> {
    const all = new Account(this.folders.account).all();
    const names = (stored: readonly Stored[]) => stored.map(({ type, id }) => `${type} ${id}`);
    const ofOthers = stacksInBackend(this.folders).length > 0;
    return {
      left: ofOthers ? [] : names(all.filter((stored) => !outlives(stored))),
      kept: names(all.filter(outlives)),
    };
  }

  /** Nothing is deleted, the consumer included, when the cache would refuse. */
  private async refuseProtected(stack: LocalStack, place: StackPlace): Promise<void> {
    const names = await stack.protectedNames();
    if (names.length === 0) return;
    const some = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
    throw new Failure(
      [
        `${place.stack} is protected: ${String(names.length)} resources can't be deleted while the state says \`protect\` (${some})`,
        `  to lift the protection in the local state and delete it all: npm run local -- destroy --stack ${place.stack} --unprotect`,
      ].join("\n"),
    );
  }

  private async destroyBeside(place: StackPlace, what: string): Promise<void> {
    const stack = await this.open(place, () => Promise.resolve({}));
    const result = await this.run(stack, place, "destroy", {}, "quietly");
    this.ears.say(`${what} stack ${place.project}/${place.stack}: ${changesOf(result)}`);
    await this.forget(stack, place);
  }

  private async forget(stack: LocalStack, place: StackPlace): Promise<void> {
    await stack.remove();
    fs.rmSync(place.workDir, { recursive: true, force: true });
  }

  /** Other cache stacks that are up and read this network. */
  private usersOf(network: StackPlace, cache: StackPlace): string[] {
    return stacksInBackend(this.folders)
      .filter(({ project, stack }) => project === cache.project && stack !== cache.stack)
      .filter(({ stack }) => {
        const file = path.join(this.folders.home, stack, `Pulumi.${stack}.yaml`);
        const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
        return text.includes(`:networkStack: ${network.project}/${network.stack}\n`);
      })
      .map(({ stack }) => stack);
  }

  /** Writes the copies that the engine works on, and opens the stack. */
  cacheStack({ place, project, config }: CacheStack): Promise<LocalStack> {
    writeCopies(place, project, config);
    return this.open(place, projectProgram(this.folders.project));
  }

  /** Selects a stack whose state is whole, in an account that is, and whose last run is over. */
  private async open(place: StackPlace, program: Program): Promise<LocalStack> {
    hasState(this.folders, place);
    this.refuseDamagedAccount();
    if (releaseAbandonedLocks(this.folders, place) > 0) {
      this.ears.say(`The last run on ${place.stack} was killed: its lock is released`);
    }
    return this.explained("opening", place, () => this.engine.stack(place, program));
  }

  /** One message, where the engine would meet the damage at one resource after the other. */
  private refuseDamagedAccount(): void {
    const { account, home } = this.folders;
    try {
      new Account(account).assertWhole();
    } catch (thrown) {
      if (!(thrown instanceof DamagedAccount)) throw thrown;
      throw new Failure(
        `${thrown.message}\n  or start over, which costs nothing here: rm -r ${home}`,
      );
    }
  }

  /** Does it; a failure of the engine becomes a message with what to do. */
  private async explained<T>(
    operation: string,
    place: StackPlace,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof OperationFailed)) throw thrown;
      throw explainFailure(thrown, {
        operation,
        stack: place.stack,
        home: this.folders.home,
        lockFolder: lockFolder(this.folders, place),
        interrupted: this.ears.interrupts.interrupted,
      });
    }
  }

  private consumerPlace({ place }: CacheStack): StackPlace {
    const project = `${place.project}-${CONSUMER}`;
    return { project, stack: place.stack, workDir: workFolder(this.folders, project, place.stack) };
  }

  /** A stack beside the cache, with a work folder of its own. */
  private beside(place: StackPlace, config: StackConfig, program: Program): Promise<LocalStack> {
    writeCopies(place, { name: place.project, runtime: "nodejs" }, config);
    return this.open(place, program);
  }

  /** Brings up the network stack that the configuration names, if it names one. */
  async bringNetworkUp(cache: CacheStack, when: "always" | "where it is missing"): Promise<void> {
    const { network: place } = cache;
    if (place === undefined) return;
    const config = awsConfig(cache.config);
    const made = path.join(place.workDir, "made");
    const print = fingerprint(config);
    const current = hasState(this.folders, place) && readOrEmpty(made) === print;
    if (current && when === "where it is missing") return;
    const { network } = await import("./programs/network");
    const stack = await this.beside(place, config, network);
    const result = await this.run(stack, place, "up", {}, "quietly");
    writeWhole(made, print);
    this.ears.say(`Network stack ${place.project}/${place.stack}: ${changesOf(result)}`);
  }

  /** One operation. Quietly, the engine is heard only when it fails. */
  private async run(
    stack: LocalStack,
    place: StackPlace,
    operation: Exclude<Operation, "select">,
    options: Wishes,
    loudness: "aloud" | "quietly" = "aloud",
  ): Promise<OperationResult> {
    const { color, interrupts, stream } = this.ears;
    if (interrupts.interrupted) {
      throw new Failure(`${operation} of ${place.stack} was not started`, INTERRUPTED);
    }
    const all: OperationOptions = {
      color,
      signal: interrupts.signal,
      diff: options.diff ?? false,
      policyPacks: options.policyPacks ?? [],
      ...(loudness === "aloud" ? { onOutput: stream } : {}),
    };
    return this.explained(operation, place, async () => {
      try {
        return await stack.run(operation, all);
      } catch (thrown) {
        if (loudness === "quietly" && thrown instanceof OperationFailed) {
          stream(thrown.result.output);
        }
        throw thrown;
      }
    });
  }
}

/** What a destroy did and what it left. */
export interface Destroyed {
  /** Absent where the cache was not up. */
  readonly result?: OperationResult;
  /** Stacks for whose sake the network stayed. */
  readonly networkUsers: readonly string[];
  /** What is still in the simulated account. */
  readonly left: readonly string[];
  /** What AWS keeps after its deletion: the final snapshot, and secrets and keys until their deletion date. */
  readonly kept: readonly string[];
}

const SNAPSHOT = "aws:elasticache/snapshot:Snapshot";

const outlives = ({ type, hidden }: Stored) =>
  type === SNAPSHOT || hidden["deletionDate"] !== undefined;

/** `3 created, 1 updated`, or `no changes`. */
export function changesOf(result: OperationResult): string {
  const past: Readonly<Record<string, string>> = {
    create: "created",
    update: "updated",
    replace: "replaced",
    delete: "deleted",
  };
  const parts = Object.entries(past)
    .filter(([op]) => (result.changes[op] ?? 0) > 0)
    .map(([op, word]) => `${String(result.changes[op])} ${word}`);
  return parts.length === 0 ? "no changes" : parts.join(", ");
}

/** Names the program that made the network: another one makes it again. */
function fingerprint(config: StackConfig): string {
  return createHash("sha256")
    .update(fs.readFileSync(path.join(__dirname, "programs", "network.ts")))
    .update(JSON.stringify(config))
    .digest("hex");
}

function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
