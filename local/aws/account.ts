import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Properties } from "./values";

/** Fixed, and AWS's own example: a reader of an ARN sees that it is not an account of theirs. */
export const ACCOUNT_ID = "123456789012";
export const DEFAULT_REGION = "ap-southeast-1";

/** One thing in the simulated account. */
export interface Stored {
  type: string;
  id: string;
  region: string;
  /** What a read gives back: the provider's state, without what AWS doesn't return. */
  attributes: Properties;
  /** What AWS knows and doesn't show: valid auth tokens (hashed), changes waiting for a window. */
  hidden: Properties;
}

/**
 * A folder with one JSON file a resource, shared by all stacks and provider processes. A file is
 * replaced whole or not at all, so that a crash leaves the change either made or not made; checks
 * over several resources and the change that follows them run under one lock.
 */
export class Account {
  constructor(readonly directory: string) {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  get(type: string, id: string): Stored | undefined {
    return readStored(this.file(type, id));
  }

  list(type: string): Stored[] {
    const folder = path.join(this.directory, folderOf(type));
    return readFolder(folder)
      .map((name) => readStored(path.join(folder, name)))
      .filter((stored) => stored !== undefined);
  }

  all(): Stored[] {
    return readFolder(this.directory, "")
      .filter((name) => name.includes("."))
      .flatMap((folder) =>
        readFolder(path.join(this.directory, folder)).map((name) =>
          readStored(path.join(this.directory, folder, name)),
        ),
      )
      .filter((stored) => stored !== undefined);
  }

  put(stored: Stored): void {
    const file = this.file(stored.type, stored.id);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${String(process.pid)}.tmp`;
    // Secret values are in here, as they are in AWS: readable by the owner alone.
    fs.writeFileSync(temporary, `${JSON.stringify(stored, undefined, 2)}\n`, { mode: 0o600 });
    fs.renameSync(temporary, file);
  }

  remove(type: string, id: string): boolean {
    try {
      fs.unlinkSync(this.file(type, id));
      return true;
    } catch (error) {
      if (isCode(error, "ENOENT")) return false;
      throw error;
    }
  }

  /** Runs `work` while no other process changes the account. `work` must not wait. */
  exclusively<T>(work: () => T): T {
    const lock = path.join(this.directory, "lock");
    acquire(lock);
    try {
      return work();
    } finally {
      fs.rmSync(lock, { force: true });
    }
  }

  private file(type: string, id: string): string {
    return path.join(this.directory, folderOf(type), `${fileName(id)}.json`);
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

function readFolder(folder: string, suffix = ".json"): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(suffix))
      .sort();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return [];
    throw error;
  }
}

function readStored(file: string): Stored | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Stored;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

const LOCK_ATTEMPTS = 5000;

/** A link appears together with its content, so that a lock always names its owner. */
function acquire(lock: string): void {
  const own = `${lock}.${String(process.pid)}`;
  fs.writeFileSync(own, String(process.pid));
  try {
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

/** A killed process leaves its lock behind; nothing is half written then, so it can be taken. */
function breakStale(lock: string): boolean {
  try {
    const owner = fs.readFileSync(lock, "utf8");
    if (isRunning(Number(owner))) return false;
    const moved = `${lock}.${String(process.pid)}.stale`;
    fs.renameSync(lock, moved);
    // Another process may have taken the lock in between: then it gets it back.
    if (fs.readFileSync(moved, "utf8") !== owner) linked(moved, lock);
    fs.rmSync(moved);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return true;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
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

/** What is kept of an auth token or password: enough to compare it, not to read it. */
export function fingerprint(secret: string): string {
  return crypto.createHash("sha256").update(secret).digest("hex");
}
