import type * as grpcTypes from "@grpc/grpc-js";
import * as server from "@pulumi/pulumi/automation/server";
import * as log from "@pulumi/pulumi/log";
import * as runtime from "@pulumi/pulumi/runtime";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { grpc } from "./aws/grpc";

/** What the engine runs: registers resources and returns the stack outputs. */
export type Program = () => Promise<Record<string, unknown>>;

/** gRPC's status for a call that was called off, which the SDK's host of inline programs passes over without a message. */
const CANCELLED = 1;

const FAILED = "the program failed";
const BROKEN = "the connection to the engine broke before the program had ended";

/** Parts of Pulumi's SDK that its declarations leave out; the casts stay here. */
const { waitForRPCs, getStore } = { ...runtime, ...state } as unknown as {
  readonly waitForRPCs: () => Promise<void>;
  readonly getStore: () => { readonly terminated: boolean };
};
const { LanguageServer } = server as unknown as {
  readonly LanguageServer: { prototype: { run: HostRun } };
};
const { grpcClientOptions } = settings as unknown as {
  readonly grpcClientOptions: grpcTypes.ClientOptions & {
    readonly interceptors: grpcTypes.Interceptor[];
  };
};

type Answer = (error: unknown, response?: unknown) => void;
type HostRun = (this: { program: Program }, call: unknown, answer: Answer) => Promise<void>;

/**
 * A connection to an engine that is gone must not be shared with an engine that was given the same port later: gRPC would hand the new
 * one the old one's failure. https://github.com/grpc/grpc-node/tree/master/packages/grpc-js#supported-channel-options
 */
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

type Say = (message: string, resource?: About, ...rest: unknown[]) => Promise<void>;
interface About {
  readonly urn: { readonly promise: () => Promise<string> };
}

/** Ends the run before, for what still waits on it. */
let endRun = (): void => undefined;
let runEnd = Promise.resolve();

function beginRun(): void {
  endRun();
  runEnd = new Promise((resolve) => (endRun = resolve));
  for (const [event, handler] of handlers.splice(0)) process.off(event, handler);
}

type Handler = (error: unknown) => void;
const UNCAUGHT = ["uncaughtException", "unhandledRejection"] as const;

/** What the run at hand has the process call for an error that nobody caught. The host of a run that never ends leaves them there. */
const handlers: [(typeof UNCAUGHT)[number], Handler][] = [];

/** Calls it, and knows the handlers that it adds. */
function withHandlers<T>(begin: () => T): T {
  const listeners = (event: (typeof UNCAUGHT)[number]) =>
    process.listeners(event as "exit") as Handler[];
  const before = UNCAUGHT.map(listeners);
  const begun = begin();
  UNCAUGHT.forEach((event, i) => {
    const added = listeners(event).filter((handler) => before[i]?.includes(handler) !== true);
    handlers.push(...added.map((handler): [typeof event, Handler] => [event, handler]));
  });
  return begun;
}

/**
 * The SDK sends the messages of all runs of a process in one queue, and a message about a resource waits there for its URN. What a
 * failed run didn't register never gets one, and every run after it would wait for ever: at its run's end the message goes without.
 */
const says = log as unknown as Record<"debug" | "info" | "warn" | "error", Say>;
for (const severity of ["debug", "info", "warn", "error"] as const) {
  const say = says[severity];
  says[severity] = (message, resource, ...rest) => {
    if (resource === undefined) return say(message, undefined, ...rest);
    const named = Promise.race([resource.urn.promise(), runEnd.then(() => "")]);
    return say(message, { urn: { promise: () => named } }, ...rest);
  };
}

/** Calls to the engine that have no answer yet, of all programs of this process: one runs at a time. */
let underWay = 0;

grpcClientOptions.interceptors.push(
  (options, next) =>
    new grpc.InterceptingCall(next(options), {
      start: (metadata, _, go) => {
        underWay += 1;
        go(metadata, {
          onReceiveStatus: (status, pass) => {
            underWay -= 1;
            pass(status);
          },
        });
      },
    }),
);

/** How often it is looked whether a program that has failed gets any further. */
const GLANCE_MS = 50;

const HOSTED = new WeakMap<Program, HostedProgram>();

const hostRun = LanguageServer.prototype.run;
LanguageServer.prototype.run = function (call, answer) {
  const hosted = HOSTED.get(this.program);
  if (hosted === undefined) return hostRun.call(this, call, answer);
  return hosted.host(answer, (checked) => hostRun.call(this, call, checked));
};

/**
 * A program as the engine runs it, once for each operation.
 *
 * To the engine a program that ends well has said all it wants, and what it did not register by then is deleted. The SDK's host lets it
 * end well also after an error inside an `apply`, which it only logs, and where the connection to the engine broke, of which it makes
 * nothing. Here the run is well only when the program came to its end and all that it registered was answered.
 */
export class HostedProgram {
  /** How long the program itself took in the operation at hand: to load its modules and register what it registers. */
  seconds = 0;
  private complete = false;
  private giveUp: (why: Error) => void = () => undefined;
  private watch: NodeJS.Timeout | undefined;

  constructor(private readonly program: Program) {
    HOSTED.set(this.run, this);
  }

  /** To be called before each operation. */
  reset(): void {
    beginRun();
    this.seconds = 0;
    this.complete = false;
  }

  /**
   * A program error as Pulumi's own host shows it, once: the message alone for an error made for the person (RunError and the like),
   * the trace for any other.
   */
  readonly run: Program = async () => {
    this.watchOver();
    const started = process.hrtime.bigint();
    try {
      const outputs = await this.program();
      this.seconds = Number(process.hrtime.bigint() - started) / 1e9;
      await waitForRPCs();
      if (!log.hasErrors() && !isCut()) {
        this.complete = true;
        return outputs;
      }
    } catch (thrown) {
      await log.error(describe(thrown));
    }
    throw Object.assign(failure(), { code: CANCELLED });
  };

  /** Runs it in the SDK's host, whose answer to the engine is well only when the program was. */
  async host(answer: Answer, run: (checked: Answer) => Promise<void>): Promise<void> {
    const stuck = new Promise<Error>((resolve) => (this.giveUp = resolve)).then(answer);
    const checked: Answer = (error, response) => {
      const well = !(error instanceof Error) && this.complete && !isCut();
      answer(well ? null : failure(), response);
    };
    const ended = withHandlers(() => run(checked));
    await Promise.race([stuck, ended]);
    clearInterval(this.watch);
  }

  /**
   * What depends on a resource that an error kept from being registered is waited for in vain, by the SDK's host as well. So a program
   * that has logged an error, or lost its engine, is over when it asks nothing of the engine any more.
   */
  private watchOver(): void {
    let idle = 0;
    this.watch = setInterval(() => {
      idle = (log.hasErrors() || isCut()) && underWay === 0 ? idle + 1 : 0;
      // What was said of a resource that will not be goes out now, and is a call again.
      if (idle === 1) endRun();
      if (idle === 2) this.giveUp(failure());
    }, GLANCE_MS).unref();
  }
}

/** Whether the connection to the engine is no more. */
const isCut = () => getStore().terminated;

/** What the engine is told; the error itself was logged. */
const failure = () => new Error(log.hasErrors() ? FAILED : BROKEN);

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return "__pulumiRunError" in thrown ? thrown.message : (thrown.stack ?? thrown.message);
}
