import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import * as surface from "../../../components";
import { type Shape, argumentShapes } from "../../../components/checking/shape";
import { enumsOf, fieldsOf, outputsOf } from "../../../scripts/docs/docstrings";
import { programKeys } from "../../../program/configuration";
import { REGION, ROOT, STACKS } from "../../support/program";

// docs.test.ts tests that all generated pages are current.
const page = (name: string) => readFileSync(path.join(ROOT, "docs", name), "utf8");

/** The first cells of the table rows below each heading. */
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

  it("names the default of every key", () => {
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

  it("has every argument, every output and every value of an enumeration", () => {
    const plain = (names: readonly string[] | undefined) =>
      names?.map((name) => name.replace(/\?$/, ""));
    assert.deepEqual(plain(rows.get("Arguments")), Object.keys(argumentShapes));
    assert.deepEqual(
      rows.get("Outputs"),
      outputsOf("RedisCache", "redis-cache/redis-cache.ts").map(({ name }) => name),
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

  it("has a section for every export of the package except the class and its error", () => {
    const undocumented = Object.keys(surface).filter((name) => !rows.has(name));
    assert.deepEqual(undocumented, ["ConfigurationError", "RedisCache"]);
  });
});

const configOf = (file: string) =>
  (
    parse(readFileSync(path.join(ROOT, file), "utf8")) as {
      readonly config: Readonly<Record<string, unknown>>;
    }
  ).config;

describe("Pulumi.yaml", () => {
  // Pulumi requires every stack to set a declared key, but numCacheClusters, for example, is an error in cluster mode.
  it("sets the provider's region and declares no key", () => {
    assert.deepEqual(configOf("Pulumi.yaml"), { "aws:region": { value: REGION } });
    assert.match(REGION, /^[a-z]+-[a-z]+-\d$/);
  });
});

describe("the stack files", () => {
  // `pulumi stack init` and `pulumi config set` write numbers and booleans at the top as text, and everything else as it stands.
  for (const stack of STACKS) {
    it(`hold ${stack} as the CLI writes it`, () => {
      const scalars = Object.entries(configOf(`Pulumi.${stack}.yaml`)).filter(
        ([, value]) => typeof value !== "object",
      );
      assert.deepEqual(
        scalars.filter(([, value]) => typeof value !== "string"),
        [],
      );
    });
  }
});
