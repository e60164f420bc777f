import * as fs from "node:fs";
import * as path from "node:path";
import type { OutputMap } from "@pulumi/pulumi/automation";
import { help, parse, type Request } from "./arguments";
import { resolveCli } from "./cli";
import { Engine, forgetCredentials, type OperationResult } from "./engine";
import { Failure, reasonOf } from "./failure";
import { Interrupts } from "./interrupts";
import { type CacheStack, type Destroyed, needState, prepare, Runner } from "./runner";
import { destroyedText, factsOf, outputsText, plainOutputs, summary } from "./summary";
import { type Folders, foldersIn, listStacks, makeFolders, readStackConfig } from "./workspace";

const PROJECT = path.dirname(__dirname);

/** What a command gives back: a document for `--json`, a text for a person. */
interface Answer {
  readonly document: unknown;
  readonly text: string;
}

const print = (text: string) => void process.stdout.write(text);

function folders(): Folders {
  const given = process.env["KONEKSI_LOCAL"] ?? "";
  return foldersIn(PROJECT, given === "" ? path.join(PROJECT, ".local") : path.resolve(given));
}

function resultDocument(request: Request, result: OperationResult, outputs: OutputMap): unknown {
  return {
    command: request.command,
    stack: request.stack,
    simulated: true,
    changes: result.changes,
    programSeconds: result.loadSeconds,
    steps: result.steps
      .filter(({ op }) => op !== "same" && op !== "read")
      .map(({ op, type, name, diffs, replaces }) => ({ op, type, name, diffs, replaces })),
    diagnostics: result.diagnostics,
    outputs: plainOutputs(outputs),
  };
}

type Run = (runner: Runner, cache: CacheStack, request: Request) => Promise<Answer>;

const RUNS: Readonly<Record<"preview" | "up" | "refresh" | "outputs" | "destroy", Run>> = {
  preview: async (runner, cache, request) => {
    const result = await runner.preview(cache, request);
    const document = resultDocument(request, result, {});
    return { document, text: "" };
  },
  up: async (runner, cache, request) => {
    const result = await runner.up(cache, request);
    const { outputs = {} } = result;
    const consumer = request.withConsumer ? await runner.consumer(cache) : undefined;
    const document = resultDocument(request, result, outputs);
    return {
      document:
        consumer === undefined
          ? document
          : { ...(document as object), consumer: plainOutputs(consumer) },
      text: summary(factsOf(request.stack, result, outputs, consumer)),
    };
  },
  refresh: async (runner, cache, request) => {
    const result = await runner.refresh(cache, request);
    const document = resultDocument(request, result, {});
    return { document, text: "" };
  },
  outputs: async (runner, cache) => {
    const outputs = await runner.outputs(cache);
    return { document: plainOutputs(outputs), text: outputsText(outputs) };
  },
  destroy: async (runner, cache, request) => {
    const destroyed = await runner.destroy(cache, request);
    return {
      document: destroyedDocument(request, destroyed),
      text: destroyedText(request.stack, destroyed),
    };
  },
};

/** Commands that have nothing to do before an up. */
const NEED_STATE: readonly Request["command"][] = ["refresh", "outputs"];

function destroyedDocument(request: Request, destroyed: Destroyed): unknown {
  const { result, ...rest } = destroyed;
  const { command, stack } = request;
  return { command, stack, simulated: true, changes: result?.changes ?? {}, ...rest };
}

/** The folder of a policy pack, which the engine, working elsewhere, needs in full. */
function policyPack(given: string): string {
  const folder = path.resolve(PROJECT, given);
  if (fs.existsSync(path.join(folder, "PulumiPolicy.yaml"))) return folder;
  throw new Failure(`--policy-pack ${given}: a folder with a PulumiPolicy.yaml is expected`);
}

async function run(request: Request): Promise<void> {
  const say = (line: string) => {
    (request.json ? process.stderr : process.stdout).write(`${line}\n`);
  };
  if (request.command === "help") {
    print(`${help(listStacks(PROJECT))}\n`);
    return;
  }
  if (request.command === "install-cli") {
    const cli = await resolveCli(say);
    print(`Pulumi CLI ${String(cli.version)}: ${cli.command}\n`);
    return;
  }
  const places = folders();
  const wishes = { ...request, policyPacks: request.policyPacks.map(policyPack) };
  const config = readStackConfig(PROJECT, request.stack, request.config);
  const cache = prepare(places, request.stack, config);
  if (NEED_STATE.includes(request.command)) needState(places, cache.place);
  makeFolders(places);
  const cli = await resolveCli(say);
  forgetCredentials();
  const interrupts = new Interrupts(say, process.stdin.isTTY);
  const runner = new Runner(new Engine({ cli, folders: places }), places, {
    say,
    stream: (text) => void (request.json ? process.stderr : process.stdout).write(text),
    color: !request.json && process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
    interrupts,
  });
  const answer = await RUNS[request.command](runner, cache, wishes);
  print(request.json ? `${JSON.stringify(answer.document, undefined, 2)}\n` : answer.text);
}

/** A failure for the person, without a trace; a fault of ours with one, on request. */
function report(thrown: unknown, json: boolean): number {
  const message = thrown instanceof Failure ? thrown.message : `unexpected: ${reasonOf(thrown)}`;
  process.stderr.write(`error: ${message}\n`);
  if (!(thrown instanceof Failure)) {
    const trace = thrown instanceof Error ? thrown.stack : undefined;
    process.stderr.write(
      process.env["KONEKSI_LOCAL_TRACE"] === undefined
        ? "This is a fault of the local run itself; KONEKSI_LOCAL_TRACE=1 shows where.\n"
        : `${trace ?? ""}\n`,
    );
  }
  if (json) print(`${JSON.stringify({ error: message }, undefined, 2)}\n`);
  return thrown instanceof Failure ? thrown.exitCode : 1;
}

/** A reader that is content with the first lines, as `| head`, must not stop what is under way: the rest goes unread. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** The entry of `npm run local`. */
export async function main(argv: readonly string[]): Promise<void> {
  outliveReaders();
  try {
    await run(parse(argv, listStacks(PROJECT)));
    process.exitCode = 0;
  } catch (thrown) {
    process.exitCode = report(thrown, argv.includes("--json"));
  }
}
