import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { isProperties, type Properties, type Value } from "./values";

/** AWS's own example, so that a reader of an ARN sees that it is not a real account. */
export const ACCOUNT_ID = "123456789012";
export const DEFAULT_REGION = "ap-southeast-1";

/** A resource of the simulated account. */
export interface Stored {
  type: string;
  id: string;
  region: string;
  /** What a read returns: the provider's state, without what AWS doesn't return. */
  attributes: Properties;
  /** What AWS keeps but does not show: valid tokens (hashed), changes that wait for a window. */
  hidden: Properties;
}

/** The account cannot be read or written; the message says what to do. */
export class AccountError extends Error {}

/** A file of the account cannot be read, or is not as it was written. */
const damaged = (file: string, what: string, advice = "") =>
  new AccountError(
    `the simulated account is damaged: ${file} ${what}\n` +
      `  ${advice}delete it, and the next refresh reports its resource as deleted: rm -r ${file}`,
  );

/** The account cannot be kept in this place: not a folder, no permission, a full disk. */
const unusable = (place: string, error: Error) =>
  new AccountError(
    `the simulated account cannot be used: ${place}: ${error.message}\n` +
      "  set SIMULATED_AWS_DIR to a writable folder on a disk with free space",
  );

/** Files to write by name; a file without content is deleted. */
type Changes = Map<string, Stored | undefined>;

/** One of these changes, as a line of the journal. */
interface Line {
  file: string;
  stored?: Stored;
}

/**
 * A folder with one JSON file per resource, shared by all stacks and provider processes. A transaction
 * under the lock is written completely or not at all: one file is replaced in one step, and several are
 * first written to a journal, which the next holder of the lock applies.
 */
export class Account {
  private readonly lock: string;
  private readonly journal: string;
  /** What the running transaction has changed but not yet written. */
  private changes: Changes | undefined;

  constructor(readonly directory: string) {
    this.lock = path.join(directory, "lock");
    this.journal = path.join(directory, "journal");
  }

  get(type: string, id: string): Stored | undefined {
    return this.read(this.file(type, id));
  }

  list(type: string): Stored[] {
    return this.files(folderOf(type))
      .map((file) => this.read(file))
      .filter((stored) => stored !== undefined);
  }

  all(): Stored[] {
    return readFolder(this.directory, (entry) => entry.isDirectory())
      .flatMap((folder) => this.files(folder).map((file) => this.read(file)))
      .filter((stored) => stored !== undefined);
  }

  /** Fails if a file of the account is damaged, or if nothing can be written. */
  assertWhole(): void {
    this.exclusively(() => this.all());
  }

  put(stored: Stored): void {
    this.change(this.file(stored.type, stored.id), stored);
  }

  /** Removes a resource. Returns whether it existed. */
  remove(type: string, id: string): boolean {
    const there = this.get(type, id) !== undefined;
    if (there) this.change(this.file(type, id), undefined);
    return there;
  }

  /**
   * Runs `work` while no other process changes the account. `work` must not wait. What it changed
   * before it failed stays, like calls to AWS of which the last one was refused.
   */
  exclusively<T>(work: () => T): T {
    this.writing(() => {
      makeFolder(this.directory);
      acquire(this.lock);
    });
    try {
      this.recover();
      this.changes = new Map();
      return work();
    } finally {
      try {
        this.commit();
      } finally {
        fs.rmSync(this.lock, { force: true });
      }
    }
  }

  private commit(): void {
    const changes = this.changes ?? new Map<string, never>();
    this.changes = undefined;
    this.writing(() => {
      if (changes.size > 1) {
        const lines = [...changes].map(([file, stored]) => ({ file, stored }));
        replace(this.journal, JSON.stringify(lines));
      }
      this.apply(changes);
      if (changes.size > 1) fs.rmSync(this.journal, { force: true });
    });
  }

  private writing(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Error && "code" in error) {
        throw unusable(this.directory, error);
      }
      throw error;
    }
  }

  /** Applies what a killed process had committed. */
  private recover(): void {
    const lines = this.decided();
    if (lines === undefined) return;
    this.writing(() => {
      this.apply(new Map(lines.map(({ file, stored }) => [file, stored])));
      fs.rmSync(this.journal, { force: true });
    });
  }

  private decided(): Line[] | undefined {
    return readJson(this.journal, isJournal) as Line[] | undefined;
  }

  private apply(changes: Changes): void {
    for (const [file, stored] of changes) {
      const whole = path.join(this.directory, file);
      if (stored) replace(whole, `${JSON.stringify(stored, undefined, 2)}\n`);
      else fs.rmSync(whole, { force: true });
    }
  }

  private change(file: string, stored: Stored | undefined): void {
    // A copy, because the caller may change its own object afterwards.
    const changes = new Map([[file, stored && structuredClone(stored)]]);
    if (this.changes) for (const [f, s] of changes) this.changes.set(f, s);
    else {
      this.writing(() => {
        this.apply(changes);
      });
    }
  }

  private read(file: string): Stored | undefined {
    if (this.changes?.has(file) ?? false) return structuredClone(this.changes?.get(file));
    return readJson(path.join(this.directory, file), isStored) as Stored | undefined;
  }

  private files(folder: string): string[] {
    const written = readFolder(path.join(this.directory, folder)).map((n) => path.join(folder, n));
    const changed = [...(this.changes?.keys() ?? [])].filter((f) => path.dirname(f) === folder);
    return [...new Set([...written, ...changed])].sort();
  }

  /** The file of a resource, relative to the account's folder. */
  private file(type: string, id: string): string {
    return path.join(folderOf(type), `${fileName(id)}.json`);
  }
}

/** Creates a folder and its parents. Node's own `recursive` never returns where the kernel answers ENOENT for an existing folder (`/proc`). */
export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (isCode(error, "EEXIST") && fs.statSync(folder).isDirectory()) return;
    const parent = path.dirname(folder);
    if (!isCode(error, "ENOENT") || fs.existsSync(parent)) throw error;
    makeFolder(parent);
    makeFolder(folder);
  }
}

/** The files contain secret values, so only their owner can read them. */
function replace(file: string, content: string): void {
  makeFolder(path.dirname(file));
  const draft = `${file}.${String(process.pid)}.tmp`;
  try {
    fs.writeFileSync(draft, content, { mode: 0o600 });
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

/** `aws:elasticache/replicationGroup:ReplicationGroup` -> `elasticache.ReplicationGroup`. */
function folderOf(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return `${module.split("/")[0] ?? ""}.${name}`;
}

/** A file name for any id; long or odd ids (ARNs, paths) end in a hash that keeps them apart. */
function fileName(id: string): string {
  if (/^[a-z0-9][a-z0-9._-]{0,99}$/.test(id)) return id;
  const hash = crypto.createHash("sha256").update(id).digest("hex").slice(0, 16);
  return `${id.replace(/[^A-Za-z0-9._-]+/g, "_").slice(-80)}~${hash}`;
}

function readFolder(folder: string, wanted = isJson): string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true }).filter(wanted);
    return entries.map(({ name }) => name).sort();
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw unreadable(folder, error);
  }
}

function isJson(entry: fs.Dirent): boolean {
  return entry.name.endsWith(".json");
}

function readJson(file: string, isWhole: (value: Value | undefined) => boolean): unknown {
  const text = readText(file);
  if (text === undefined) return undefined;
  const value = parsed(text);
  if (isWhole(value)) return value;
  throw damaged(file, "is incomplete");
}

function parsed(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code === "ENOTDIR") return unusable(file, error);
  return damaged(file, `cannot be read (${String(error.code)})`, "make it readable, or ");
}

function isStored(value: Value | undefined): boolean {
  if (!isProperties(value)) return false;
  const { type, id, region, attributes, hidden } = value;
  const named = [type, id, region].every((text) => typeof text === "string");
  return named && isProperties(attributes) && isProperties(hidden);
}

function isJournal(value: Value | undefined): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((line) => {
    if (!isProperties(line) || typeof line["file"] !== "string") return false;
    return line["stored"] === undefined || isStored(line["stored"]);
  });
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

const LOCK_ATTEMPTS = 5000;

/** Takes the lock. A link appears together with its content, so that a lock always names its owner. */
function acquire(lock: string): void {
  const own = `${lock}.${String(process.pid)}`;
  try {
    fs.writeFileSync(own, String(process.pid));
    for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
      if (linked(own, lock)) return;
      if (!breakStale(lock)) pause();
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
  throw new Error(`the simulated account is locked: remove ${lock} if no other run uses it`);
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** A killed process leaves its lock behind. Its changes are complete or absent, so the lock can be taken over. */
function breakStale(lock: string): boolean {
  try {
    const owner = fs.readFileSync(lock, "utf8");
    if (isRunning(owner)) return false;
    const moved = `${lock}.${String(process.pid)}.stale`;
    fs.renameSync(lock, moved);
    // If another process has taken the lock in the meantime, it gets it back.
    if (fs.readFileSync(moved, "utf8") !== owner) linked(moved, lock);
    fs.rmSync(moved);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return true;
    throw error;
  }
}

/** A lock without a valid process id has no owner: process 0 would mean this process's group. */
function isRunning(owner: string): boolean {
  const pid = Number(owner);
  if (!/^[1-9]\d*$/.test(owner) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}

/** A hash of a token or password, with which another can be compared. */
export function fingerprint(secret: string): string {
  return crypto.createHash("sha256").update(secret).digest("hex");
}
