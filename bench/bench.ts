import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { resolveCli } from "../local/cli";
import { readYaml } from "../local/go-yaml";
import { type Figures, printed, ratiosOf } from "./figures";
import { type Measured, inTurns } from "./processes";
import { type Program, Pulumi } from "./pulumi";
import { findTerraform } from "./terraform";

const REPOSITORY = path.dirname(__dirname);
const SCALES = [1, 10, 50];

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** A program of this folder, whose project is named after the folder. */
const program = (name: string, stack: string, config = "config: {}\n"): Program => ({
  folder: path.join(__dirname, name),
  project: `koneksi-bench-${name}`,
  stack,
  config,
});

const many = (name: string, count: number) =>
  program(
    name,
    `caches-${String(count)}`,
    `config:\n  koneksi-bench-${name}:caches: ${String(count)}\n`,
  );

const projectOf = (folder: string) => String(readYaml(path.join(folder, "Pulumi.yaml"))["name"]);

const empty = program("empty", "empty");
const staging: Program = {
  folder: REPOSITORY,
  project: projectOf(REPOSITORY),
  stack: "staging",
  config: fs.readFileSync(path.join(REPOSITORY, "Pulumi.staging.yaml"), "utf8"),
};
const NETWORK = path.join(REPOSITORY, "local/network");
const network: Program = {
  folder: NETWORK,
  project: projectOf(NETWORK),
  stack: "staging",
  config: "config: {}\n",
};
const byHand = program(
  "by-hand",
  "staging",
  `config:\n  koneksi-bench-by-hand:networkStack: ${network.project}/staging\n`,
);

const created = (resources: number) => new RegExp(`^ +\\+ ${String(resources)} to create$`, "m");
const unchanged = (resources: number) => new RegExp(`^ +${String(resources)} unchanged$`, "m");

/** Resources of a cache like staging's: the component and its children. The program of by-hand has no component. */
const PER_CACHE = 25;

type Terraform = ReturnType<typeof findTerraform>;

function measureStaging(cli: string, folder: string, terraform: Terraform) {
  // Both make resources with the same physical names, so each has its own account.
  const ours = new Pulumi(cli, path.join(folder, "component"));
  const other = new Pulumi(cli, path.join(folder, "by-hand"));
  for (const [pulumi, own] of [
    [ours, staging],
    [other, byHand],
  ] as const) {
    for (const each of [network, empty, own]) pulumi.makeStack(each);
    pulumi.up(network);
  }
  say("staging, all to create");
  const create = inTurns({
    empty: ours.preview(empty, created(1)),
    component: ours.preview(staging, created(1 + PER_CACHE)),
    byHand: other.preview(byHand, created(PER_CACHE)),
    terraform: terraform?.(1) ?? null,
  });
  ours.up(empty);
  ours.up(staging);
  other.up(byHand);
  say("staging, nothing to change");
  const after = inTurns({
    empty: ours.preview(empty, unchanged(1)),
    component: ours.preview(staging, unchanged(1 + PER_CACHE)),
    byHand: other.preview(byHand, unchanged(PER_CACHE)),
  });
  return { create, unchanged: after };
}

function measureCaches(cli: string, folder: string, terraform: Terraform, count: number) {
  const pulumi = new Pulumi(cli, path.join(folder, `caches-${String(count)}`));
  const [ours, other] = [many("caches", count), many("by-hand", count)];
  for (const each of [ours, other]) pulumi.makeStack(each);
  say(`${String(count)} caches`);
  return inTurns({
    component: pulumi.preview(ours, created(1 + PER_CACHE * count)),
    byHand: pulumi.preview(other, created(1 + (PER_CACHE - 1) * count)),
    terraform: terraform?.(count) ?? null,
  });
}

/** `npm run check`, without npm. */
const check: Measured = {
  command: process.execPath,
  args: [path.join(REPOSITORY, "local/check.js")],
  cwd: REPOSITORY,
  expected: /./,
};

/** The entry of `npm run bench`: measures, and prints a table, or JSON with --json. */
export async function main(args: readonly string[]): Promise<void> {
  const { json } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values;
  const cli = await resolveCli(say);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-bench-"));
  try {
    const terraform = findTerraform(folder, say);
    const figures: Figures = {
      ...inTurns({ check }),
      ...measureStaging(cli, folder, terraform),
      caches: Object.fromEntries(
        SCALES.map((count) => [count, measureCaches(cli, folder, terraform, count)]),
      ),
    };
    const ratios = ratiosOf(figures);
    process.stdout.write(
      json === true ? `${JSON.stringify({ ...figures, ratios }, null, 2)}\n` : printed(figures),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
