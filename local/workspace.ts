import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseDocument, stringify } from "yaml";
import { Failure } from "./failure";

/** Where a local run keeps what it makes. Nothing outside `home` is written. */
export interface Folders {
  /** The repository: Pulumi.yaml, the stack files, index.ts. Only read. */
  readonly project: string;
  /** `.local`: everything below. */
  readonly home: string;
  /** Pulumi's file backend. */
  readonly backend: string;
  /** Pulumi's own home, instead of the user's. */
  readonly pulumiHome: string;
  /** The simulated AWS account. */
  readonly account: string;
}

/** The folders of a local run; a leading dot keeps them apart from the work folders, which are named as stacks are. */
export function foldersIn(project: string, home: string): Folders {
  return {
    project,
    home,
    backend: path.join(home, ".backend"),
    pulumiHome: path.join(home, ".pulumi-home"),
    account: path.join(home, ".aws"),
  };
}

/** A Pulumi stack: its project and its name, and where its copies of the project and stack files are. */
export interface StackPlace {
  readonly project: string;
  readonly stack: string;
  readonly workDir: string;
}

type Mapping = Record<string, unknown>;

/** A stack file's configuration: full keys, values as in YAML. */
export type StackConfig = Readonly<Record<string, unknown>>;

/** What an unwritable folder or a full disk means for the person at the keyboard. */
const WRITE_ADVICE: Readonly<Record<string, string>> = {
  EACCES: "permission denied; make it writable",
  EPERM: "the system doesn't permit it; make it writable",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full; free some space",
  EDQUOT: "the disk quota is used up; free some space",
  ENOTDIR: "a file stands where a folder is needed; move it away",
  EEXIST: "a file stands where a folder is needed; move it away",
};

/** A failed write as a Failure, anything else as it was. */
export function explainWrite(thrown: unknown, file: string): unknown {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const advice = WRITE_ADVICE[code];
  if (advice === undefined) return thrown;
  return new Failure(
    `can't write ${file}: ${advice} (${code}), or keep the local state elsewhere: KONEKSI_LOCAL=<folder>`,
  );
}

/** Runs `write`, turning a refusal of the file system into a Failure. */
function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (thrown) {
    throw explainWrite(thrown, file);
  }
}

/** Makes the folders, for the user alone: the state holds (simulated) secrets. */
export function makeFolders(folders: Folders): void {
  for (const folder of [folders.backend, folders.pulumiHome, folders.account]) {
    writing(folder, () => fs.mkdirSync(folder, { recursive: true, mode: 0o700 }));
  }
}

/** Takes away what `makeFolders` made, and `home` with it when nothing else is in it. */
export function removeFolders(folders: Folders): void {
  for (const folder of [folders.backend, folders.pulumiHome, folders.account]) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  if (fs.readdirSync(folders.home).length === 0) fs.rmdirSync(folders.home);
}

/** Writes the whole file or nothing: a run that is killed leaves the old one. */
export function writeWhole(file: string, text: string): void {
  writing(file, () => {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${String(process.pid)}`;
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  });
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readYaml(file: string): Mapping {
  const name = path.basename(file);
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    throw new Failure(`can't read ${name} (${code}): it has to be a readable file`);
  }
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    const where = error.linePos === undefined ? "" : `:${String(error.linePos[0].line)}`;
    const what = error.message.split("\n", 1)[0]?.replace(/ at line .*$/, "") ?? "";
    throw new Failure(`${name}${where} is not valid YAML: ${what}`);
  }
  const value: unknown = document.toJS() ?? {};
  if (!isMapping(value)) throw new Failure(`${name} has to be a YAML mapping`);
  return value;
}

/** The stacks that have a file: `Pulumi.<stack>.yaml`. */
export function listStacks(project: string): string[] {
  return fs
    .readdirSync(project)
    .map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** The project file: its name and content. */
export function readProject(project: string): { name: string; content: Mapping } {
  const content = readYaml(path.join(project, "Pulumi.yaml"));
  const { name } = content;
  if (typeof name !== "string" || name === "") throw new Failure("Pulumi.yaml has no name");
  return { name, content };
}

/** Defaults that the project file declares, by full key. */
function declaredDefaults(project: { name: string; content: Mapping }): StackConfig {
  const declared = isMapping(project.content["config"]) ? project.content["config"] : {};
  return Object.fromEntries(
    Object.entries(declared)
      .map(([key, entry]) => [
        fullKey(key, project.name),
        isMapping(entry) ? (entry["value"] ?? entry["default"]) : entry,
      ])
      .filter(([, value]) => value !== undefined),
  ) as StackConfig;
}

function fullKey(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function isEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isEncrypted);
  if (!isMapping(value)) return false;
  return typeof value["secure"] === "string" || Object.values(value).some(isEncrypted);
}

/** A value of `--config`: JSON where it is an object or a list, else text; empty leaves the key out. */
function overrideValue(key: string, text: string): unknown {
  if (text === "") return undefined;
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`--config ${key}: ${text} is not valid JSON`);
  }
}

function refuseEncrypted(stack: string, config: StackConfig): void {
  const keys = Object.keys(config).filter((key) => isEncrypted(config[key]));
  const [first] = keys;
  if (first === undefined) return;
  const many = keys.length > 1;
  throw new Failure(
    [
      `Pulumi.${stack}.yaml: ${keys.join(", ")} ${many ? "are" : "is"} encrypted with a secrets provider that a local run does not have`,
      `  give ${many ? "each" : "it"} a value for this run: --config ${first}=<value>`,
      `  or leave ${many ? "each" : "it"} out of this run: --config ${first}=`,
    ].join("\n"),
  );
}

/** What a stack file says, over the project's defaults and under `--config`. */
export interface StackFile {
  /** Encrypted values stand in it as `{ secure: … }`. */
  readonly config: StackConfig;
  /** Whether it imports a Pulumi ESC environment, whose keys are not in it. */
  readonly environment: boolean;
}

/** Reads a stack file, wherever it is, as one of the project in `folder`. */
export function readStackFile(
  folder: string,
  stackFile: string,
  overrides: Readonly<Record<string, string>>,
): StackFile {
  const project = readProject(folder);
  const file = readYaml(stackFile);
  const given = file["config"] ?? {};
  if (!isMapping(given)) {
    throw new Failure(`${path.basename(stackFile)}: config has to be a mapping`);
  }
  const config: Mapping = { ...declaredDefaults(project) };
  for (const [key, value] of Object.entries(given)) config[fullKey(key, project.name)] = value;
  for (const [key, text] of Object.entries(overrides)) {
    config[fullKey(key, project.name)] = overrideValue(key, text);
  }
  const set = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  return { config: set, environment: file["environment"] !== undefined };
}

/** The configuration that a stack runs with. What only Pulumi's own services could tell is refused. */
export function readStackConfig(
  folder: string,
  stack: string,
  overrides: Readonly<Record<string, string>>,
): StackConfig {
  const file = readStackFile(folder, path.join(folder, `Pulumi.${stack}.yaml`), overrides);
  if (file.environment) {
    throw new Failure(
      `Pulumi.${stack}.yaml imports a Pulumi ESC environment, which a local run can't open: give its keys with --config, in a stack file without \`environment\``,
    );
  }
  refuseEncrypted(stack, file.config);
  return file.config;
}

/** The salt of the copy that is there, if it is whole: half a one would stop the engine, none makes it take a new one. */
function keptSalt(file: string): string | undefined {
  try {
    return /^encryptionsalt: (v1:[^:\s]+:v1:[^:\s]+:[^:\s]+)$/m.exec(
      fs.readFileSync(file, "utf8"),
    )?.[1];
  } catch {
    return undefined;
  }
}

/**
 * What a project file says and its copy doesn't: `main` would name a program that is not there, `config` would be checked before the
 * program can say it better, the others lead elsewhere.
 */
const LEFT_OUT = ["main", "config", "backend", "stackConfigDir"];

/**
 * Writes the copies of a project and stack file that the engine works on, which writes into them what it likes. `plugins` starts the
 * simulated AWS where `pulumi` itself is run in the folder.
 */
export function writeCopies(place: StackPlace, project: Mapping, config: StackConfig): void {
  const kept = Object.entries(project).filter(([key]) => !LEFT_OUT.includes(key));
  const simulated = path.join(__dirname, "aws");
  const stackFile = path.join(place.workDir, `Pulumi.${place.stack}.yaml`);
  const salt = keptSalt(stackFile);
  writeWhole(
    path.join(place.workDir, "Pulumi.yaml"),
    stringify({
      ...Object.fromEntries(kept),
      name: place.project,
      plugins: {
        providers: ["aws", "random"].map((name) => ({ name, path: simulated })),
        analyzers: [{ name: "policy-nodejs", path: path.join(__dirname, "policy") }],
      },
    }),
  );
  writeWhole(
    stackFile,
    stringify({ ...(salt === undefined ? {} : { encryptionsalt: salt }), config }),
  );
}

/** The state file of a stack in the file backend. */
export function stateFile(folders: Folders, place: StackPlace): string {
  return path.join(folders.backend, ".pulumi", "stacks", place.project, `${place.stack}.json`);
}

/** The engine keeps the copy before beside each state file. */
function waysOn(file: string, home: string): string[] {
  const startOver = `start over, which costs nothing here: rm -r ${home}`;
  if (!fs.existsSync(`${file}.bak`)) return [`  ${startOver}`];
  return [`  put its last good copy back: cp ${file}.bak ${file}`, `  or ${startOver}`];
}

/** Whether the stack has a state; a damaged one is a Failure that says how to go on. */
export function hasState(folders: Folders, place: StackPlace): boolean {
  const file = stateFile(folders, place);
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    return false;
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    throw new Failure(
      [
        `the local state of ${place.project}/${place.stack} is damaged: ${file} is not whole`,
        ...waysOn(file, folders.home),
      ].join("\n"),
    );
  }
}

/** Folder of the locks of a stack in the file backend. */
export function lockFolder(folders: Folders, place: StackPlace): string {
  const { project, stack } = place;
  return path.join(folders.backend, ".pulumi", "locks", "organization", project, stack);
}

function isGone(lock: { pid?: unknown; hostname?: unknown }): boolean {
  if (lock.hostname !== os.hostname() || typeof lock.pid !== "number") return false;
  try {
    process.kill(lock.pid, 0);
    return isZombie(lock.pid);
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH";
  }
}

/** Dead, and still listed until its parent asks, as Linux tells it; a killed engine is left to a parent that may take its time. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(fs.readFileSync(`/proc/${String(pid)}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Takes away the locks of engines of this machine that were killed; returns how many there were. */
export function releaseAbandonedLocks(folders: Folders, place: StackPlace): number {
  const folder = lockFolder(folders, place);
  if (!fs.existsSync(folder)) return 0;
  const abandoned = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.join(folder, name))
    .filter((file) => {
      try {
        return isGone(JSON.parse(fs.readFileSync(file, "utf8")) as object);
      } catch {
        return false;
      }
    });
  for (const file of abandoned) {
    fs.rmSync(file, { force: true });
    fs.rmSync(`${file}.attrs`, { force: true });
  }
  return abandoned.length;
}

/** Stacks of the backend, with a state. */
export function stacksInBackend(folders: Folders): { project: string; stack: string }[] {
  const root = path.join(folders.backend, ".pulumi", "stacks");
  if (!fs.existsSync(root)) return [];
  return fs.readdirSync(root).flatMap((project) =>
    fs
      .readdirSync(path.join(root, project))
      .filter((name) => name.endsWith(".json"))
      .map((name) => ({ project, stack: name.slice(0, -".json".length) })),
  );
}
