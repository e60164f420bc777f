import { spawnSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Account, AccountError } from "./aws/account";
import { resolveCli } from "./cli";
import { type Command, parseCommand } from "./command";
import { addPlugins, environment, type Folders, foldersIn, makeFolders } from "./environment";
import { Failure } from "./failure";
import { refreshCopy, type StackConfig, stackConfig, valueOf } from "./stack-config";
import { stateFile, summary } from "./summary";

const REPOSITORY = path.dirname(__dirname);
const NETWORK = path.join(__dirname, "network");

const PREVIEW = ["preview", "pre"];
const UP = ["up", "update"];
const DESTROY = ["destroy", "down", "dn"];

/** Commands that run in the program's folder, with the copy of the stack file. */
const OF_THE_PROGRAM = [...PREVIEW, ...UP, ...DESTROY, "refresh", "import", "watch", "logs"];

/** Commands that run in the folder of the copies: they write and delete the stack file beside Pulumi.yaml. */
const OF_THE_STACK = ["stack", "state", "config", "cancel"];

/** Commands that ask for confirmation, which a simulated run does not need. */
const CONFIRMED = [...UP, ...DESTROY, "refresh"];

/** Commands that create the stack if it has a stack file but is not in the state yet. */
const MAKE_STACK = [...PREVIEW, ...UP, "import", "config"];

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** A Pulumi project in a local run. */
interface Project {
  readonly folder: string;
  readonly name: string;
  /** Folder of the copies of its stack files. */
  readonly config: string;
}

function homeFolder(): string {
  const given = process.env["KONEKSI_LOCAL"] ?? "";
  return given === "" ? path.join(REPOSITORY, ".local") : path.resolve(given);
}

/** The stacks that have a file in the folder. */
const stackFiles = (folder: string) =>
  fs
    .readdirSync(folder)
    .map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();

/** The project in the folder or above it, as Pulumi finds it; undefined where there is none. */
function findProject(from: string, folders: Folders): Project | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"]
    .map((name) => path.join(from, name))
    .find((candidate) => fs.existsSync(candidate));
  if (file === undefined) {
    const parent = path.dirname(from);
    return parent === from ? undefined : findProject(parent, folders);
  }
  // The CLI reports problems of the file.
  const name = /^name:\s*["']?([\w.-]+)/m.exec(fs.readFileSync(file, "utf8"))?.[1] ?? "";
  const config = path.join(folders.config, name);
  fs.mkdirSync(config, { recursive: true, mode: 0o700 });
  const link = path.join(config, path.basename(file));
  fs.rmSync(link, { force: true });
  fs.symlinkSync(file, link);
  return { folder: from, name, config };
}

/** One run of the CLI in the local environment. */
class Local {
  constructor(
    readonly folders: Folders,
    private readonly cli: string,
  ) {}

  /** Runs the CLI to its end and returns what it printed. */
  quietly(cwd: string, args: readonly string[]): { code: number; text: string } {
    const { status, stdout, stderr } = spawnSync(this.cli, ["-C", cwd, ...args], {
      env: environment(this.folders),
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    return { code: status ?? 1, text: stdout + stderr };
  }

  /** Runs the CLI with this process's terminal, and returns its exit code. */
  visibly(cwd: string, args: readonly string[]): Promise<number> {
    const child = spawn(this.cli, ["-C", cwd, ...args], {
      env: environment(this.folders),
      stdio: "inherit",
    });
    // A terminal also sends Ctrl-C to the CLI, which completes its current steps and then ends.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGINT"));
    return new Promise((resolve, reject) => {
      child.on("error", reject).on("close", (code, signal) => {
        resolve(code ?? (signal === "SIGINT" ? 130 : 1));
      });
    });
  }

  /** Creates the stack in the state if it has a stack file and is not there yet. */
  makeStack(project: Project, stack: string): void {
    const { copy } = stackConfig(project.folder, project.config, stack);
    if (fs.existsSync(stateFile(this.folders, project.name, stack)) || !fs.existsSync(copy)) return;
    const { code, text } = this.quietly(project.config, ["stack", "init", stack, "--no-select"]);
    if (code !== 0) throw new Failure(text.replace(/^error: /m, "").trim());
  }

  /** The stack that `stack select` has chosen. */
  selected(project: Project): string | undefined {
    const { code, text } = this.quietly(project.config, ["stack", "--show-name"]);
    return code === 0 ? text.trim() : undefined;
  }
}

/** Updates the copy of the stack file. */
function updatedCopy(project: Project, stack: string): StackConfig {
  const config = stackConfig(project.folder, project.config, stack);
  const { own, leftOut } = refreshCopy(config);
  const name = path.basename(config.original);
  if (own.length > 0) say(`${name}: set in the local copy: ${own.join(", ")}`);
  if (leftOut.length > 0) {
    say(
      `${name}: encrypted for another backend, and left out: ${leftOut.join(", ")}\n` +
        `  set a local value: npm run local -- config set --secret <key> --stack ${stack}`,
    );
  }
  return config;
}

/**
 * Brings up the network stack that `networkStack` names, if it is a stack of local/network. Any other network stack
 * must be up already, so that a mistyped name creates nothing.
 */
function bringNetworkUp(local: Local, name: string | undefined, change: boolean): void {
  const [networkProject, stack] = name?.split("/").slice(-2) ?? [];
  if (name === undefined || networkProject === undefined || stack === undefined) return;
  const isUp = fs.existsSync(stateFile(local.folders, networkProject, stack));
  const network = findProject(NETWORK, local.folders);
  const known = stackFiles(NETWORK);
  const standsIn = networkProject === network?.name && known.includes(stack);
  if (!isUp && !standsIn) {
    throw new Failure(
      [
        `networkStack: ${name} does not exist on the simulated AWS`,
        `  use one that is brought up automatically: ${known.map((each) => `${network?.name ?? ""}/${each}`).join(", ")}`,
        `  or bring it up first: npm run local -- -C <folder of ${networkProject}> up --stack ${stack}`,
      ].join("\n"),
    );
  }
  if (!change || !standsIn) {
    if (isUp) return;
    throw new Failure(
      [
        `networkStack: ${name} is not up, and a preview does not bring it up`,
        `  bring it up first: npm run local -- -C local/network up --stack ${stack}`,
      ].join("\n"),
    );
  }
  const { copy } = updatedCopy(network, stack);
  local.makeStack(network, stack);
  const { code, text } = local.quietly(NETWORK, [
    ...["up", "--yes", "--skip-preview", "--refresh", "--non-interactive", "--color=never"],
    ...["--suppress-outputs", "--stack", stack, "--config-file", copy],
  ]);
  if (code !== 0) throw new Failure(`the network stack ${name} is not up:\n${text.trim()}`);
  const changes = [...text.matchAll(/^ +[+~-]+ (\d+ (?:created|updated|deleted|replaced))/gm)];
  const done = changes.map(([, what]) => what).join(", ");
  say(`Network stack ${name}: ${done === "" ? "no changes" : done}`);
}

/** Reports this once; the CLI would repeat it for each resource. */
function assertWholeAccount({ account }: Folders): void {
  try {
    new Account(account).assertWhole();
  } catch (thrown) {
    if (thrown instanceof AccountError) throw new Failure(thrown.message);
    throw thrown;
  }
}

/** Paths in the arguments are relative to the user's folder, wherever the command runs. */
const withPaths = (args: readonly string[], folder: string) =>
  args.map((arg, index) => (args[index - 1] === "--file" ? path.resolve(folder, arg) : arg));

/** Runs a command that only reads or writes the state and the stack file. */
function runOnStack(local: Local, command: Command, project: Project): Promise<number> {
  const [word, action, name] = command.words;
  const isInit = word === "stack" && (action === "init" || action === "new");
  const stack = command.stack ?? (isInit ? name : local.selected(project));
  if (stack !== undefined) {
    updatedCopy(project, stack);
    if (word === "config") local.makeStack(project, stack);
  }
  return local.visibly(project.config, withPaths(command.args, project.folder));
}

/** Runs a command that needs the program or its stack file. */
async function runProgram(local: Local, command: Command, project: Project): Promise<number> {
  const [word = ""] = command.words;
  const stack = command.stack ?? local.selected(project);
  if (stack === undefined) {
    const known = stackFiles(project.folder).join(", ");
    throw new Failure(`--stack: required, because no stack is selected; use one of ${known}`);
  }
  const config = updatedCopy(project, stack);
  if (MAKE_STACK.includes(word)) local.makeStack(project, stack);
  if (project.folder === REPOSITORY && [...PREVIEW, ...UP].includes(word)) {
    const key = `${project.name}:networkStack`;
    const given = command.config.map((pair) => /^(?:.*:)?networkStack=(.+)$/.exec(pair)?.[1]);
    bringNetworkUp(local, given.at(-1) ?? valueOf(config, key), UP.includes(word));
  }
  const confirmed = command.has("yes") || command.has("y") || !CONFIRMED.includes(word);
  // The CLI would delete the stack file beside Pulumi.yaml, and not its copy.
  const removes = DESTROY.includes(word) && command.has("remove");
  const code = await local.visibly(project.folder, [
    ...command.args.filter((arg) => !removes || arg !== "--remove"),
    ...(command.stack === undefined ? ["--stack", stack] : []),
    ...(command.has("config-file") ? [] : ["--config-file", config.copy]),
    ...(confirmed ? [] : ["--yes"]),
  ]);
  if (code !== 0) return code;
  if (removes) return local.visibly(project.config, ["stack", "rm", stack, "--yes"]);
  if (UP.includes(word) && !command.has("json")) {
    process.stdout.write(summary(local.folders, project.name, stack));
  }
  return 0;
}

async function run(argv: readonly string[]): Promise<number> {
  const command = parseCommand(argv);
  const [word = ""] = command.words;
  const folders = foldersIn(homeFolder());
  makeFolders(folders);
  const cli = await resolveCli(say);
  // npm changes to the repository's folder, and passes the user's folder in this variable.
  const from = process.env["INIT_CWD"] ?? process.cwd();
  const cwd = command.cwd === undefined ? REPOSITORY : path.resolve(from, command.cwd);
  addPlugins(folders, cli, cwd);
  const local = new Local(folders, cli);
  const project = findProject(cwd, folders);
  if (project === undefined || command.has("help") || command.has("h")) {
    return local.visibly(cwd, command.args);
  }
  if (OF_THE_STACK.includes(word)) return runOnStack(local, command, project);
  if (!OF_THE_PROGRAM.includes(word)) return local.visibly(cwd, command.args);
  assertWholeAccount(folders);
  return runProgram(local, command, project);
}

/** The entry of `npm run local`. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(argv);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    say(`error: ${thrown.message}`);
    process.exitCode = thrown.exitCode;
  }
}
