import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import * as surface from "../../../components";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import { readSchema } from "../../../scripts/generate/schema";
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
    const keys = rows.get("The cache")?.filter((key) => !key.includes("."));
    assert.deepEqual(keys, Object.keys(argumentShapes));
  });

  it("says of every key of the program what it defaults to", () => {
    const silent = Object.entries(programKeys)
      .filter(
        ([key, { description }]) => key !== "networkStack" && !description.includes("Defaults to "),
      )
      .map(([key]) => key);
    assert.deepEqual(silent, []);
  });
});

describe("docs/reference.md", () => {
  const rows = rowsOf(page("reference.md"));

  it("has every argument", () => {
    const names = rows.get("Arguments")?.map((name) => name.replace(/\?$/, ""));
    assert.deepEqual(names, Object.keys(argumentShapes));
  });

  it("has every value of an enumeration", () => {
    const enums = Object.entries(readSchema().types).flatMap(([token, type]) =>
      type.enum === undefined ? [] : [[token.split(":").at(-1) ?? "", type.enum] as const],
    );
    assert.equal(enums.length, 11);
    for (const [name, values] of enums) {
      assert.deepEqual(
        rows.get(name),
        values.map(({ value }) => value),
      );
    }
  });

  it("has a section for everything that the package exports, except the component", () => {
    const undocumented = Object.keys(surface).filter((name) => !rows.has(name));
    assert.deepEqual(undocumented, ["RedisCache"]);
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
