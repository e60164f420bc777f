import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import * as surface from "../../components";
import { type Shape, argumentShapes } from "../../components/shape";
import { enumsOf, fieldsOf, outputsOf } from "../../scripts/docs/docstrings";
import { programKeys } from "../../settings";
import { ROOT, STACKS } from "../support/program";

// That the pages are current is proved with all generated pages, in docs.test.ts.
const page = (name: string) => readFileSync(path.join(ROOT, "docs", name), "utf8");

/** Headings, and the first cells of the tables below each. */
function rowsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = text.split(/^#{1,3} /m).slice(1);
  return new Map(
    sections.map((section) => [
      (section.split("\n")[0] ?? "").replaceAll("`", ""),
      [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name),
    ]),
  );
}

describe("docs/configuration.md", () => {
  const rows = rowsOf(page("configuration.md"));

  it("has every key of the program and every argument, in the order of their sources", () => {
    assert.deepEqual(rows.get("Network, protection, people"), Object.keys(programKeys));
    assert.deepEqual(rows.get("The cache"), Object.keys(argumentShapes));
  });

  /** Every map of named fields, by its path. */
  function mapsOf(shape: Shape, at: string): [string, string[]][] {
    if (shape.kind === "map") return mapsOf(shape.of, `${at}.<key>`);
    if (shape.kind !== "object") return [];
    const inner = Object.entries(shape.fields);
    return [
      [at, Object.keys(shape.fields)],
      ...inner.flatMap(([key, field]) => mapsOf(field, `${at}.${key}`)),
    ];
  }

  it("has every field of every map", () => {
    const expected = Object.entries(argumentShapes).flatMap(([key, shape]) => mapsOf(shape, key));
    assert.equal(expected.length, 9);
    for (const [at, fields] of expected) {
      assert.deepEqual([...(rows.get(at) ?? [])].sort(), fields.sort(), at);
    }
  });

  it("says of every key what it defaults to, of an argument or of the program", () => {
    const descriptions = [
      ...fieldsOf("RedisCacheArgs").map(({ name, description }) => [name, description] as const),
      ...Object.entries(programKeys).map(([key, { description }]) => [key, description] as const),
    ];
    const silent = descriptions
      .filter(([name, text]) => name !== "networkStack" && !text.includes("Defaults to "))
      .map(([name]) => name);
    assert.deepEqual(silent, []);
  });
});

describe("docs/reference.md", () => {
  const rows = rowsOf(page("reference.md"));

  it("has every argument, output and word of an enumeration", () => {
    const plain = (names: readonly string[] | undefined) =>
      names?.map((name) => name.replace(/\?$/, ""));
    assert.deepEqual(plain(rows.get("Arguments")), Object.keys(argumentShapes));
    assert.deepEqual(
      rows.get("Outputs"),
      outputsOf("RedisCache", "redis-cache.ts").map(({ name }) => name),
    );
    const enums = enumsOf();
    assert.equal(enums.length, 11);
    for (const { name, values } of enums) {
      assert.deepEqual(
        rows.get(name),
        values.map(({ type }) => type),
      );
    }
  });

  it("has a section for everything that the package exports, save the class and its error", () => {
    const undocumented = Object.keys(surface).filter((name) => !rows.has(name));
    assert.deepEqual(undocumented, ["ConfigurationError", "RedisCache"]);
  });
});

interface ProjectKey {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly value?: unknown;
  readonly items?: { readonly type: string };
}

const yaml = (file: string) =>
  parse(readFileSync(path.join(ROOT, file), "utf8")) as {
    readonly config: Readonly<Record<string, unknown>>;
  };

describe("Pulumi.yaml", () => {
  const config = yaml("Pulumi.yaml").config as Readonly<Record<string, ProjectKey>>;
  const declared = Object.entries(config).filter(([key]) => !key.includes(":"));

  /** Pulumi's word for a shape; the engine refuses a value of another type before the program runs. */
  function typeOf(shape: Shape | undefined): string | undefined {
    if (shape === undefined) return undefined;
    const types = {
      string: "string",
      enum: "string",
      number: "integer",
      boolean: "boolean",
      list: "array",
      map: "object",
      object: "object",
    } as const;
    return types[shape.kind];
  }

  it("declares keys that exist, with the type that they have here", () => {
    const all: Readonly<Record<string, Shape>> = {
      ...argumentShapes,
      ...Object.fromEntries(Object.entries(programKeys).map(([key, { shape }]) => [key, shape])),
    };
    assert.ok(declared.length > 0);
    for (const [key, { type, description }] of declared) {
      assert.equal(type, typeOf(all[key]), key);
      assert.match(description ?? "", /^[A-Z].*\.$/, key);
    }
  });

  // A declared key without a value fails before the program runs, and a default there would be a second place of defaults.
  it("declares only keys that every stack has, and gives them no default", () => {
    for (const [key, declaration] of declared) {
      assert.deepEqual(
        Object.keys(declaration).filter((field) => field === "default" || field === "value"),
        [],
      );
      for (const stack of STACKS) {
        const file = yaml(`Pulumi.${stack}.yaml`).config;
        assert.ok(Object.hasOwn(file, `koneksi-redis:${key}`), `${key} of ${stack}`);
      }
    }
  });

  it("sets the provider's region, and nothing else of another namespace", () => {
    const others = Object.entries(config).filter(([key]) => key.includes(":"));
    assert.deepEqual(others, [["aws:region", { value: "ap-southeast-1" }]]);
  });
});
