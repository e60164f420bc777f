import * as fs from "node:fs";
import * as path from "node:path";
import { type Document, isMap, isScalar, parseDocument } from "yaml";

/** A stack's configuration, as files. */
export interface StackConfig {
  /** The user's `Pulumi.<stack>.yaml`, which is only read. */
  readonly original: string;
  /** The copy that the CLI works on, and writes to. */
  readonly copy: string;
  /** The original as it was when the copy was made. */
  readonly base: string;
}

export function stackConfig(program: string, folder: string, stack: string): StackConfig {
  const name = `Pulumi.${stack}.yaml`;
  return {
    original: path.join(program, name),
    copy: path.join(folder, name),
    base: path.join(folder, `.${name}`),
  };
}

/** Keeps every scalar as its text. */
const read = (file: string) =>
  parseDocument(fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "", { schema: "failsafe" });

/** Keys of the secrets provider of the user's own backend. */
const PROVIDER = ["secretsprovider", "encryptedkey", "encryptionsalt"];

function configOf(document: Document): Map<string, unknown> {
  const config: unknown = document.get("config");
  if (!isMap(config)) return new Map();
  return new Map(
    config.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", value]),
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const isEncrypted = (value: unknown): boolean =>
  isMap(value) && (value.has("secure") || value.items.some((item) => isEncrypted(item.value)));

/** How a copy differs from the stack file. */
export interface Refreshed {
  /** Keys that were set in the copy, by `config set` or `--config`. */
  readonly own: readonly string[];
  /** Encrypted keys of the stack file, which only the user's own secrets provider can read. */
  readonly leftOut: readonly string[];
}

/**
 * Writes the copy again from the original. A key that was set in the copy keeps its value, unless the original has changed it since. Encrypted
 * values of the original are left out, because the local run does not have their secrets provider. A file that is not valid YAML is
 * copied as it is, and the CLI refuses it.
 */
export function refreshCopy(config: StackConfig): Refreshed {
  const { original, copy, base } = config;
  const nothing = { own: [], leftOut: [] };
  if (!fs.existsSync(original)) return nothing;
  fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 });
  const next = read(original);
  if (next.errors.length > 0) {
    fs.copyFileSync(original, copy);
    return nothing;
  }
  const [before, local] = [read(base), read(copy)];
  const hasCopy = fs.existsSync(base) && fs.existsSync(copy);
  const [was, now, given] = [configOf(before), configOf(local), configOf(next)];
  const leftOut = [...given].filter(([, value]) => isEncrypted(value)).map(([key]) => key);
  const changed = [...new Set([...was.keys(), ...now.keys()])].filter(
    (key) => hasCopy && !same(was.get(key), now.get(key)) && same(was.get(key), given.get(key)),
  );
  for (const key of leftOut) next.deleteIn(["config", key]);
  for (const key of PROVIDER) next.delete(key);
  const set = changed.filter((key) => now.has(key));
  for (const key of changed) {
    if (now.has(key)) next.setIn(["config", key], now.get(key));
    else next.deleteIn(["config", key]);
  }
  const salt: unknown = local.get("encryptionsalt");
  if (salt !== undefined) next.set("encryptionsalt", salt);
  fs.writeFileSync(copy, next.toString({ lineWidth: 0 }), { mode: 0o600 });
  fs.copyFileSync(original, base);
  return { own: set, leftOut: leftOut.filter((key) => !set.includes(key)) };
}

/** The value of a key in the copy, as text. */
export function valueOf({ copy }: StackConfig, key: string): string | undefined {
  const value = configOf(read(copy)).get(key);
  return isScalar(value) ? String(value.value) : undefined;
}
