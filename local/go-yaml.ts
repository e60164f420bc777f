import * as fs from "node:fs";
import * as path from "node:path";
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type ScalarTag,
  type TagId,
  visit,
  type YAMLMap,
} from "yaml";
import { isRecord } from "../components/checking/input";
import { Failure } from "./failure";

/*
 * Pulumi reads its files with Go's gopkg.in/yaml.v3: https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go and decode.go. It reads
 * the scalars of YAML 1.2 and the numbers and timestamps of YAML 1.1, but not `yes` as a boolean or 12:30 as a number.
 */

const TAG = "tag:yaml.org,2002:";

const INTEGER = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i;

/** An integer of at most 64 bits; a larger decimal integer is read as a float. */
function toInteger(text: string): bigint | undefined {
  const [, sign, digits] = INTEGER.exec(text.replaceAll("_", "")) ?? [];
  if (digits === undefined) return undefined;
  const size = BigInt(digits.replace(/^0o?(?=[0-7])/i, "0o"));
  const value = sign === "-" ? -size : size;
  const bits = sign === "" ? 64 : 63;
  return value >= -(2n ** 63n) && value < 2n ** BigInt(bits) ? value : undefined;
}

function toNumber(text: string): bigint | number | undefined {
  const plain = text.replaceAll("_", "");
  const float = FLOAT.test(plain) ? Number(plain) : Infinity;
  return toInteger(text) ?? (Number.isFinite(float) ? float : undefined);
}

const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt]| +)(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/;

/** A timestamp as Pulumi writes it: `2026-01-02 00:00:00 +0000 UTC`. */
function toTimestamp(text: string): string | undefined {
  const [, year, month = "", day = "", separator = " ", ...time] = TIMESTAMP.exec(text) ?? [];
  const [hour = "0", minute = "0", second = "0", fraction = "", zone = ""] = time;
  // A time zone follows only a time after a `T`.
  if (year === undefined || (zone === "") !== separator.startsWith(" ")) return undefined;
  // Date reads a year below 100 as 19xx. Leap years repeat every 400 years, so a year from 2000 on takes its place.
  const lastDay = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  const [hours = "00", minutes = "00"] = zone.match(/\d\d/g) ?? [];
  const limits = [
    [month, 1, 12],
    [day, 1, lastDay],
    [hour, 0, 23],
    [minute, 0, 59],
    [second, 0, 59],
    [hours, 0, 24],
    [minutes, 0, 59],
  ] as const;
  if (limits.some(([value, least, most]) => Number(value) < least || Number(value) > most)) {
    return undefined;
  }
  const two = (number: string) => number.padStart(2, "0");
  const nanoseconds = `.${fraction.slice(0, 9)}`.replace(/\.?0*$/, "");
  const offset = `${zone.startsWith("-") ? "-" : "+"}${hours}${minutes}`;
  return [
    `${year}-${two(month)}-${two(day)}`,
    `${two(hour)}:${two(minute)}:${two(second)}${nanoseconds}`,
    Number(offset) === 0 ? "+0000 UTC" : `${offset} ${offset}`,
  ].join(" ");
}

/** A scalar with an explicit tag, such as `!!int "017"`. */
const tagged = (name: string, read: (text: string) => unknown): ScalarTag => ({
  tag: TAG + name,
  default: false,
  resolve(text, onError) {
    const value = read(text);
    if (value === undefined) onError(`${text} is not a value of the type !!${name}`);
    return value;
  },
});

const NOT_FINITE = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const BASE64 = /^([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?$/;

const TAGS: (TagId | ScalarTag)[] = [
  "null",
  "bool",
  "merge",
  {
    tag: "plain",
    default: true,
    test: /^[-+.\d]/,
    resolve(text, onError) {
      if (NOT_FINITE.test(text)) onError(`${text} cannot be a value of Pulumi's configuration`);
      return toTimestamp(text) ?? toNumber(text) ?? text;
    },
  },
  tagged("int", toInteger),
  tagged("float", toNumber),
  tagged("timestamp", toTimestamp),
  tagged("binary", (text) => {
    const digits = text.replace(/[\r\n]/g, "");
    return BASE64.test(digits) && !digits.includes("_")
      ? Buffer.from(digits, "base64").toString()
      : undefined;
  }),
];

/** The types of scalars. */
type Primitive = string | number | bigint | boolean;

/** An error in a document, at an offset of its text. */
class Wrong extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const wrong = ({ range }: Node, message: string) => new Wrong(message, range?.[0] ?? 0);

/** The share of a document's nodes that may come from aliases: 99 % in a small document, less in a large one. */
const allowedShare = (nodes: number) =>
  0.99 - 0.89 * Math.min(1, Math.max(0, (nodes - 400_000) / 3_600_000));

const isMergeKey = (key: unknown) => isScalar(key) && typeof key.value === "symbol";

/** Turns a document's nodes into values, as Go's library does. An error has the place of its node. */
class Decoder {
  private readonly targets = new Map<Node, Node>();
  private readonly open = new Set<Node>();
  private nodes = 0;
  private repeated = 0;

  constructor(document: Document) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Value: (_, node) => {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target === undefined) throw wrong(alias, `the anchor &${alias.source} does not exist`);
        this.targets.set(alias, target);
      },
    });
    const { contents } = document;
    this.assertTextKeys(contents);
    if (isMap(contents)) this.assertTextKeys(this.target(contents.get("config", true)));
  }

  private assertTextKeys(node: unknown): void {
    const keys = isMap(node) ? node.items.map(({ key }) => key) : [];
    for (const key of keys) {
      const target = this.target(key);
      if (isScalar(target) && ["string", "symbol"].includes(typeof target.value)) continue;
      throw wrong(key as Node, "a key must be text");
    }
  }

  value(node: unknown): unknown {
    this.nodes += 1;
    this.repeated += this.open.size > 0 ? 1 : 0;
    if (isAlias(node)) return this.repeat(node);
    if (isMap(node)) return this.mapping(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    return isScalar(node) ? node.value : null;
  }

  private repeat(alias: Alias): unknown {
    if (this.open.has(alias)) throw wrong(alias, `*${alias.source} contains itself`);
    this.open.add(alias);
    const value = this.value(this.target(alias));
    const [outermost = alias] = this.open;
    if (this.repeated / this.nodes > allowedShare(this.nodes)) {
      throw wrong(outermost, "aliases repeat too much of the file");
    }
    this.open.delete(alias);
    return value;
  }

  private target(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  private mapping({ items }: YAMLMap): Record<string, unknown> {
    // Go reads the mapping's own keys first, which changes the share of aliases.
    const own = items
      .filter(({ key }) => !isMergeKey(key))
      .map(({ key, value }) => [this.key(key), this.value(value)] as const);
    const merged = items.filter(({ key }) => isMergeKey(key)).flatMap((pair) => this.merge(pair));
    // The mapping's own keys override merged keys, and the first merged mapping overrides the later ones.
    return Object.fromEntries([
      ...merged.reverse().flatMap((source) => Object.entries(source)),
      ...own,
    ]);
  }

  private merge({ key, value }: Pair): Record<string, unknown>[] {
    const sources = isSeq(value) ? value.items : [value];
    return sources.map((source) => {
      const target = this.target(source);
      if (isMap(target)) return this.value(source) as Record<string, unknown>;
      throw wrong(key as Node, "<< must have a mapping, an alias of one, or a list of them");
    });
  }

  private key(node: unknown): string {
    const target = this.target(node);
    if (isScalar<Primitive | null>(target)) return String(target.value ?? "<nil>");
    throw wrong(node as Node, "a key cannot be a mapping or a list");
  }
}

/** Characters that Go's library refuses everywhere. */
const CONTROL = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Go's library refuses a tab at the start of a line of a block, also before a comment and on an empty line. */
function assertNoTabs(document: Document, text: string): void {
  const inside: [number, number][] = [];
  visit(document, {
    Value: (_, node) => {
      const [start, end] = node.range ?? [0, 0];
      if (isScalar(node) || node.flow === true) inside.push([start, end]);
    },
  });
  for (const { 0: indent, index } of text
    .slice(0, document.range?.[2])
    .matchAll(/^ *(?:[-?] *)*\t/gm)) {
    const tab = index + indent.length - 1;
    if (!inside.some(([start, end]) => start < tab && tab < end)) {
      throw new Wrong("a tab cannot indent a line", tab);
    }
  }
}

/** The value of the first document of a file, the only one that Pulumi reads. */
function decode(text: string, lineCounter: LineCounter): unknown {
  const [document] = parseAllDocuments(text, {
    schema: "failsafe",
    customTags: TAGS,
    resolveKnownTags: false,
    uniqueKeys: (a, b) => isScalar(a) && isScalar(b) && a.source === b.source,
    lineCounter,
    prettyErrors: false,
    logLevel: "error",
  });
  const control = text.search(CONTROL);
  if (control >= 0) throw new Wrong("it contains a control character", control);
  if (document === undefined) return null;
  const unread = document.warnings.filter(({ message }) => /:(null|bool)$/.test(message));
  const { yaml } = document.directives;
  if (yaml.explicit === true && yaml.version !== "1.1") {
    throw new Wrong("the only directive that Pulumi accepts is %YAML 1.1", 0);
  }
  const [error] = [...document.errors, ...unread];
  if (error?.message.includes("call stack") === true) throw new RangeError(error.message);
  if (error !== undefined) throw new Wrong(error.message, error.pos[0]);
  assertNoTabs(document, text);
  return new Decoder(document).value(document.contents);
}

export type Mapping = Readonly<Record<string, unknown>>;

/** Why a file cannot be read. */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8",
};

/** The mapping in a file, as Pulumi reads it. Integers are bigints. */
export function readYaml(file: string): Mapping {
  const name = path.basename(file);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(fs.readFileSync(file));
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    throw new Failure(`cannot read ${name}: ${REFUSALS[code] ?? code}`);
  }
  const lines = new LineCounter();
  try {
    const value = decode(text, lines) ?? {};
    if (isRecord(value)) return value;
    throw new Failure(`${name} is not a YAML mapping`);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Failure(`${name} is nested too deeply`);
    if (!(thrown instanceof Wrong)) throw thrown;
    const { line } = lines.linePos(thrown.offset);
    throw new Failure(`${name}:${String(line)} is not valid YAML: ${thrown.message}`);
  }
}
