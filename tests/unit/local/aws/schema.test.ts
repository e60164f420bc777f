import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { generateAll } from "../../../../local/aws/generate";
import { AWS_FUNCTIONS, AWS_RESOURCES, RANDOM_RESOURCES, token } from "../../../../local/aws/names";
import { loadSchema } from "../../../../local/aws/schema";
import { AWS } from "../../../../local/aws/services";
import { RANDOM } from "../../../../local/aws/services/random";

const ROOT = path.join(__dirname, "../../../..");

describe("the simulation's property lists", () => {
  it("are those of the installed packages", () => {
    const generated = generateAll();
    for (const provider of ["aws", "random"]) {
      assert.deepEqual(loadSchema(provider), generated[provider], `run local/aws/generate.ts`);
    }
  });

  it("contain every simulated type and function, and no others", () => {
    const tokens = (paths: readonly string[]) => paths.map((p) => token("aws", p)).sort();
    assert.deepEqual(Object.keys(AWS.types).sort(), tokens(AWS_RESOURCES));
    assert.deepEqual(Object.keys(AWS.schema.resources).sort(), tokens(AWS_RESOURCES));
    assert.deepEqual(Object.keys(AWS.functions).sort(), tokens(AWS_FUNCTIONS));
    assert.deepEqual(Object.keys(AWS.schema.functions).sort(), tokens(AWS_FUNCTIONS));
    assert.deepEqual(
      Object.keys(RANDOM.types).sort(),
      RANDOM_RESOURCES.map((p) => token("random", p)).sort(),
    );
  });

  it("contain every property that a table names", () => {
    const unknown: string[] = [];
    for (const { types, schema } of [AWS, RANDOM]) {
      for (const [name, type] of Object.entries(types)) {
        const inputs = Object.keys(schema.resources[name]?.inputs ?? {});
        const named = [
          ...(type.replaces ?? []),
          ...(type.sets ?? []),
          ...(type.writeOnly ?? []),
          ...Object.keys(type.defaults ?? {}),
          ...Object.keys(type.absent ?? {}),
          ...Object.keys(type.normalize ?? {}),
          ...Object.keys(type.nested ?? {}),
          ...(type.autoName ? [type.autoName.property] : []),
        ];
        unknown.push(...named.filter((p) => !inputs.includes(p)).map((p) => `${name} ${p}`));
      }
    }
    assert.deepEqual(unknown, []);
  });

  it("are listed in docs/simulation.md, type by type", () => {
    const page = fs.readFileSync(path.join(ROOT, "docs", "simulation.md"), "utf8");
    const rows = [...page.matchAll(/^\| `((?:random:)?[a-z0-9]+\/[A-Za-z]+)` +\|/gm)].map(
      (m) => m[1],
    );
    assert.deepEqual(
      rows.sort(),
      [...AWS_FUNCTIONS, ...AWS_RESOURCES, ...RANDOM_RESOURCES.map((p) => `random:${p}`)].sort(),
    );
  });
});
