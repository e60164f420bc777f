import * as fs from "node:fs";
import * as path from "node:path";
import { Failure } from "./failure";

/** The folders of a local run. */
export interface Folders {
  /** Everything below: `.local`, or the folder that `KONEKSI_LOCAL` names. */
  readonly home: string;
  /** Pulumi's file backend. */
  readonly state: string;
  /** Pulumi's own home, instead of the user's: plugins, selected stacks. */
  readonly pulumi: string;
  /** The simulated AWS account. */
  readonly account: string;
  /** Copies of the stack files, by project. */
  readonly config: string;
}

/** The folders of a local run below its root folder. */
export function foldersIn(home: string): Folders {
  const inHome = (name: string) => path.join(home, name);
  return {
    home,
    state: inHome("state"),
    pulumi: inHome("pulumi"),
    account: inHome("aws"),
    config: inHome("config"),
  };
}

/** Errors of the file system in words. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "the folder cannot be created there",
  ENOTDIR: "a part of the path is a file",
};

/** Makes the folder and its parents one by one: Node's own `recursive` never returns below /proc. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder, { mode: 0o700 });
}

/** Makes the folders, readable only by the user: the state contains (simulated) secrets. */
export function makeFolders(folders: Folders): void {
  for (const folder of Object.values(folders) as string[]) {
    try {
      makeFolder(folder);
      fs.accessSync(folder, fs.constants.W_OK);
    } catch (thrown) {
      const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
      throw new Failure(
        `cannot write ${folder}: ${REFUSALS[code] ?? code}; use another folder: KONEKSI_LOCAL=<folder>`,
      );
    }
  }
}

/** Environment variables that would change a run: AWS credentials, the Pulumi login and others. */
const OF_THE_USER = /^(AWS|PULUMI)_/;

/** The passphrase of every stack of a local run. It protects nothing: the secrets are simulated. */
const PASSPHRASE = "local simulation";

/** The environment with which `pulumi` works on the simulated AWS. It does not contain the user's login or credentials. */
export function environment({ state, pulumi, account }: Folders): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !OF_THE_USER.test(name));
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    PULUMI_HOME: pulumi,
    // Escaped as in a URL: a folder's name may contain a space, `#` or `?`.
    PULUMI_BACKEND_URL: `file://${state.split("/").map(encodeURIComponent).join("/")}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // A provider on PATH would be a real one.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    SIMULATED_AWS_DIR: account,
  };
}

/** The installed version of an npm package: the one of the program in `folder`, or else of this repository. */
function installedVersion(name: string, folder: string): string {
  const file = require.resolve(`${name}/package.json`, { paths: [folder, __dirname] });
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}

/** Puts an executable into a folder of Pulumi's plugin cache. */
function addPlugin({ pulumi }: Folders, folder: string, executable: string): void {
  const link = path.join(pulumi, "plugins", folder, path.basename(executable));
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { force: true });
  fs.symlinkSync(executable, link);
}

/** The CLI's language host for Node.js: beside the CLI, or on PATH. */
function languageHost(cli: string): string | undefined {
  const name = "pulumi-language-nodejs";
  const folders = [path.dirname(fs.realpathSync(cli))];
  return [...folders, ...(process.env["PATH"] ?? "").split(path.delimiter)]
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
}

/** Puts the plugins into Pulumi's home: the simulated providers, and a language host where the CLI has none beside it. */
export function addPlugins(folders: Folders, cli: string, program: string): void {
  for (const name of ["aws", "random"]) {
    const version = installedVersion(`@pulumi/${name}`, program);
    const executable = path.join(__dirname, "aws", `pulumi-resource-${name}`);
    addPlugin(folders, `resource-${name}-v${version}`, executable);
  }
  const host = languageHost(cli) ?? path.join(__dirname, "language", "pulumi-language-nodejs");
  if (path.dirname(host) === path.dirname(fs.realpathSync(cli))) return;
  addPlugin(folders, `language-nodejs-v${installedVersion("@pulumi/pulumi", program)}`, host);
}
