import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { version as sdkVersion } from "@pulumi/pulumi/version";
import { Failure, INTERRUPTED, reasonOf } from "./failure";

/**
 * The CLI that this repository is tested with: the version of the installed SDK. An older one is not used, because the two speak one
 * protocol; a newer 3.x is.
 */
export const PINNED = sdkVersion.replace(/^v/, "");

const MODULE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const PROGRESS_EVERY_MS = 15_000;

/** What the resolution needs from outside, so that a test can give it a machine. */
export interface Machine {
  /** Folder of a CLI installation: `<root>/bin/pulumi`. */
  readonly root: string;
  /** Looks for a CLI on PATH (no root) or in a folder, and throws when it is missing or too old. */
  readonly find: (root?: string) => Promise<PulumiCommand>;
  /** Downloads the pinned CLI into the root. */
  readonly download: (root: string) => Promise<PulumiCommand>;
  /** Builds the pinned CLI from its Go module into the root. */
  readonly build: (root: string, say: (line: string) => void) => Promise<void>;
}

/** A CLI that says its version and is new enough, or an error that says why not. */
async function find(root?: string): Promise<PulumiCommand> {
  const found = await PulumiCommand.get({
    ...(root === undefined ? {} : { root }),
    skipVersionCheck: true,
  });
  const { version } = found;
  if (version === null) throw new Error("does not say its version");
  if (version.compare(PINNED) < 0) {
    throw new Error(`${version.version} is older than ${PINNED}`);
  }
  if (version.major > 3) throw new Error(`${version.version} is not a 3.x`);
  return found;
}

/** This machine, with the CLI where Pulumi's own installer puts it. */
export function thisMachine(): Machine {
  return {
    root: path.join(os.homedir(), ".pulumi", "versions", PINNED),
    find,
    download: (root) => PulumiCommand.install({ root }),
    build: buildFromModule,
  };
}

/** Why a way to a CLI did not work, in one line. */
function why(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (text.includes("ENOENT")) return "not found";
  return reasonOf(text.replace(/^code: .*\n\s*stdout:.*\n\s*stderr:\s*/, ""));
}

/** The first CLI that works: on PATH, in the versions folder, downloaded, built. */
export async function resolveCli(
  say: (line: string) => void,
  machine: Machine = thisMachine(),
): Promise<PulumiCommand> {
  const { root } = machine;
  const ways: readonly [string, () => Promise<PulumiCommand>][] = [
    ["pulumi on PATH", () => machine.find()],
    [path.join(root, "bin", "pulumi"), () => machine.find(root)],
    ["download from get.pulumi.com", () => machine.download(root)],
    [
      "build with Go",
      async () => {
        await machine.build(root, say);
        return machine.find(root);
      },
    ],
  ];
  const tried: string[] = [];
  for (const [name, way] of ways) {
    try {
      return await way();
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.exitCode === INTERRUPTED) throw thrown;
      tried.push(`  ${name}: ${why(thrown)}`);
    }
  }
  throw new Failure(
    [
      `no Pulumi CLI of version ${PINNED} or later 3.x could be used:`,
      ...tried,
      "Do one of these, then run the command again:",
      `  install Pulumi ${PINNED} or later (https://www.pulumi.com/docs/install/) so that \`pulumi\` is on PATH`,
      `  put its executable at ${path.join(root, "bin", "pulumi")}`,
      "  install Go 1.25.11 or later, so that the CLI can be built here from its module",
    ].join("\n"),
  );
}

/** Folders that a build of a process now gone has left. */
function removeAbandoned(parent: string, prefix: string): void {
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    try {
      process.kill(Number(name.slice(prefix.length)), 0);
    } catch {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Runs the Go tool until it ends, or until the signal ends it. */
function go(
  args: readonly string[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn("go", args, {
      cwd: path.join(__dirname, "pulumi-cli"),
      env: { ...process.env, CGO_ENABLED: process.env["CGO_ENABLED"] ?? "0" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const stop = () => child.kill("SIGINT");
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = errors + text));
    const progress = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      say(`Building the Pulumi CLI ${PINNED} with Go, once: ${String(seconds)} s`);
    }, PROGRESS_EVERY_MS);
    child.on("error", (error) => {
      clearInterval(progress);
      reject(error.message.includes("ENOENT") ? new Error("the go command is not found") : error);
    });
    child.on("close", (code) => {
      clearInterval(progress);
      const reason = errors.trim().split("\n").slice(-3).join("; ");
      if (code === 0) resolve();
      else reject(new Error(`go build failed: ${reason}`));
    });
  });
}

/** Does the work, which an interrupt of this process ends: then it fails with the interrupt, whatever else went wrong. */
async function interruptible(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const interrupt = () => {
    controller.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    await work(controller.signal);
  } catch (thrown) {
    if (!controller.signal.aborted) throw thrown;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
  if (controller.signal.aborted) {
    throw new Failure("interrupted: the Pulumi CLI is not built", INTERRUPTED);
  }
}

/**
 * Builds the pinned CLI from its Go module (`pulumi-cli/go.mod` and `go.sum` pin every dependency). It is built in a folder of its
 * own and moved in one step: an interrupted build leaves nothing, two builds at once each move a whole file.
 */
export function buildFromModule(root: string, say: (line: string) => void): Promise<void> {
  return interruptible((signal) => build(root, say, signal));
}

async function build(
  root: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const parent = path.dirname(root);
  const prefix = `.build-${path.basename(root)}-`;
  const draft = path.join(parent, `${prefix}${String(process.pid)}`);
  fs.mkdirSync(draft, { recursive: true });
  removeAbandoned(parent, prefix);
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  try {
    say(`Building the Pulumi CLI ${PINNED} with Go: about 2 minutes, once`);
    await go(
      [
        "build",
        "-mod=readonly",
        "-buildvcs=false",
        "-trimpath",
        "-tags=osusergo,grpcnotrace",
        `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${PINNED}`,
        `-o=${path.join(draft, name)}`,
        MODULE,
      ],
      say,
      signal,
    );
    signal.throwIfAborted();
    fs.mkdirSync(path.join(root, "bin"), { recursive: true });
    fs.renameSync(path.join(draft, name), path.join(root, "bin", name));
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
