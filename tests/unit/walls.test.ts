import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { ESLint } from "eslint";
import { ROOT } from "../support/program";

const GENERIC = ["catalog", "formats", "checking", "pulumi"];
const CONCERNS = ["access", "monitoring", "connection"];
const COMPONENTS = [...GENERIC, ...CONCERNS, "redis-cache", "rules", "public"];
const OUTSIDE = ["program", "local", "policy", "examples", "scripts", "tests", "bench"];

interface Room {
  readonly folder: string;
  /** The other rooms that its files may import. */
  readonly may: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  catalog: { folder: "components/catalog", may: ["formats"] },
  formats: { folder: "components/formats", may: ["checking"] },
  checking: { folder: "components/checking", may: ["pulumi"] },
  pulumi: { folder: "components/pulumi", may: [] },
  connection: { folder: "components/connection", may: GENERIC },
  access: { folder: "components/access", may: [...GENERIC, "connection"] },
  monitoring: { folder: "components/monitoring", may: GENERIC },
  rules: {
    folder: "components/redis-cache/rules",
    may: [...GENERIC, ...CONCERNS, "redis-cache"],
  },
  "redis-cache": { folder: "components/redis-cache", may: [...GENERIC, ...CONCERNS] },
  program: { folder: "program", may: COMPONENTS },
  local: { folder: "local", may: [...COMPONENTS, "program"] },
  policy: { folder: "policy", may: ["public"] },
  examples: { folder: "examples", may: ["public"] },
  scripts: { folder: "scripts", may: [...COMPONENTS, ...OUTSIDE] },
  tests: { folder: "tests", may: [...COMPONENTS, ...OUTSIDE] },
  bench: { folder: "bench", may: [...COMPONENTS, ...OUTSIDE] },
};

/** Some file that is in a folder itself, or else in one below it. */
function fileIn(folder: string): string {
  const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  const file = entries.find((entry) => entry.isFile() && entry.name.endsWith(".ts"));
  if (file !== undefined) return `${folder}/${file.name}`;
  const inner = entries.find((entry) => entry.isDirectory() && entry.name !== "node_modules");
  assert.ok(inner, `no file in ${folder}`);
  return fileIn(`${folder}/${inner.name}`);
}

/** A file of each room to import. */
const targets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(rooms).map(([name, { folder }]) => [name, fileIn(folder)])),
  public: "components/index.ts",
};

const walls = new ESLint({ cwd: ROOT, overrideConfigFile: "eslint.walls.mjs" });

/** What the walls say of a file with this text. */
async function refusals(file: string, text: string): Promise<string[]> {
  const [result] = await walls.lintText(text, { filePath: path.join(ROOT, file) });
  assert.ok(result, `${file} is not linted`);
  return result.messages.map(({ message }) => message);
}

const relative = (from: string, to: string) => {
  const short = path.posix.relative(path.posix.dirname(from), to).replace(/(\/index)?\.ts$/, "");
  return short.startsWith(".") ? short : `./${short}`;
};

const importing = (from: string, to: string) =>
  `import type { X } from "${relative(from, to)}"; export type Y = X;`;

const refusal = (from: string, to: string) =>
  `${from} must not import ${to}: ROOMS in eslint.walls.mjs lists what each folder may import`;

const RULES = "components/redis-cache/rules/index.ts";
const RESOURCES = "components/monitoring/logs.ts";

const loading = (from: string, to: string) => `import { x } from "${relative(from, to)}"; x();`;

describe("the walls between the rooms", () => {
  for (const [name, { folder, may }] of Object.entries(rooms)) {
    const from = `${folder}/scratch.ts`;
    it(`let ${name} import ${may.length === 0 ? "itself" : may.join(", ")}, and nothing else of ours`, async () => {
      for (const [room, to] of Object.entries(targets)) {
        const allowed = room === name || may.includes(room);
        assert.deepEqual(
          await refusals(from, importing(from, to)),
          allowed ? [] : [refusal(from, to)],
          `${from} and ${to}`,
        );
      }
    });
  }

  it("let the package's entry import every room of the package, and the program the package", async () => {
    const own = ["public", ...Object.keys(rooms).filter((name) => !OUTSIDE.includes(name))];
    const entries = [
      ["components/index.ts", own],
      ["index.ts", [...own, "program"]],
    ] as const;
    for (const [from, may] of entries) {
      for (const [room, to] of Object.entries(targets)) {
        if (from === to) continue;
        assert.deepEqual(
          await refusals(from, importing(from, to)),
          may.includes(room) ? [] : [refusal(from, to)],
        );
      }
    }
  });

  it("stop every way to import", async () => {
    const from = "components/access/scratch.ts";
    const to = "components/redis-cache/spec.ts";
    const ways = [
      'import { x } from "../redis-cache/spec"; x();',
      'export * from "../redis-cache/spec";',
      'export type { X } from "../redis-cache/spec";',
      'export type X = import("../redis-cache/spec").X;',
      'export const x = import("../redis-cache/spec");',
      'export const x = require("../redis-cache/spec");',
    ];
    for (const way of ways) assert.deepEqual(await refusals(from, way), [refusal(from, to)], way);
  });

  it("let only the check and the component import the rules of a component", async () => {
    for (const name of ["inspect", "redis-cache"]) {
      const from = `components/redis-cache/${name}.ts`;
      assert.deepEqual(await refusals(from, loading(from, RULES)), []);
    }
    for (const name of ["spec", "subnet-group"]) {
      const from = `components/redis-cache/${name}.ts`;
      assert.deepEqual(await refusals(from, loading(from, RULES)), [refusal(from, RULES)]);
    }
  });

  it("have a room for every file", async () => {
    assert.deepEqual(await refusals("components/scratch/x.ts", "export const x = 1;"), [
      "File does not match any file pattern and does not belong to any known element",
    ]);
  });

  it("are in the configuration of every room, which nothing replaces", async () => {
    const eslint = new ESLint({ cwd: ROOT });
    for (const file of ["index.ts", ...Object.values(targets)]) {
      const configs = [eslint, walls].map(
        (each) => each.calculateConfigForFile(path.join(ROOT, file)) as Promise<Config>,
      );
      const [all, alone] = await Promise.all(configs);
      for (const rule of ["dependencies", "no-unknown-files", "no-unknown-dependencies"]) {
        const name = `boundaries/${rule}`;
        assert.deepEqual(all?.rules[name], alone?.rules[name]);
        assert.equal(all?.rules[name]?.[0], 2, `${name} of ${file}`);
      }
    }
  });
});

interface Config {
  readonly rules: Readonly<Record<string, readonly unknown[]>>;
}

describe("a file that runs without Pulumi", () => {
  const files = [
    "components/catalog/scratch.ts",
    "components/formats/scratch.ts",
    "components/checking/scratch.ts",
    "components/pulumi/user-error.ts",
    "components/access/spec.ts",
    "components/monitoring/spec.ts",
    "components/monitoring/alarms.ts",
    "components/monitoring/composite-rule.ts",
    "components/monitoring/dashboard-body.ts",
    "components/redis-cache/args.ts",
    "components/redis-cache/spec.ts",
    "components/redis-cache/inspect.ts",
    "components/redis-cache/physical-name.ts",
    "components/redis-cache/rules/scratch.ts",
    "program/configuration.ts",
    "program/settings.ts",
  ];

  for (const file of files) {
    it(`takes types of Pulumi, and nothing that is loaded: ${file}`, async () => {
      for (const name of ["@pulumi/pulumi", "@pulumi/aws"]) {
        assert.deepEqual(
          await refusals(file, `import type * as p from "${name}"; export type X = p.X;`),
          [],
        );
        assert.deepEqual(await refusals(file, `import * as p from "${name}/x"; p.x();`), [
          `This file runs without Pulumi: import only types of ${name}`,
        ]);
      }
    });
  }

  it("loads no file that needs Pulumi, and takes its types", async () => {
    for (const from of ["components/monitoring/alarms.ts", "components/redis-cache/spec.ts"]) {
      assert.deepEqual(await refusals(from, loading(from, RESOURCES)), [
        `This file runs without Pulumi, but ${RESOURCES} does not`,
      ]);
      assert.deepEqual(await refusals(from, importing(from, RESOURCES)), []);
      assert.deepEqual(await refusals(from, loading(from, "components/monitoring/spec.ts")), []);
    }
  });
});
