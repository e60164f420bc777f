import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import {
  type Compared,
  type Figures,
  type Seconds,
  ratiosOf,
  printed,
  summarize,
} from "../../bench/figures";
import { type Registered, run } from "../support/mocks";
import { ROOT, keys, networkOutputs, runProgram, stackConfig } from "../support/program";

const NETWORK_STACK = "koneksi-network/staging";

/** Runs a program of bench/ under mocks. */
async function resourcesOf(program: string, config: Record<string, string> = {}) {
  const deployment = await run(
    () => {
      const file = path.join(ROOT, "bench", program, "index.ts");
      Reflect.deleteProperty(require.cache, file);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program is loaded when it runs, and afresh
      return require(file) as object;
    },
    {
      project: `koneksi-bench-${program}`,
      config: {
        "aws:region": "ap-southeast-1",
        [`koneksi-bench-${program}:networkStack`]: NETWORK_STACK,
        ...config,
      },
      stacks: { [`organization/${NETWORK_STACK}`]: networkOutputs },
    },
  );
  return deployment.resources;
}

/** What both ways have to register: all but the stack and the component. */
const children = (resources: readonly Registered[]) =>
  resources
    .filter(({ type }) => !/^pulumi:pulumi:Stack$|^redis-cache:/.test(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const seconds = (median: number): Seconds => ({ median, min: median - 0.25, max: median + 0.25 });

const compared = (component: number, byHand: number, terraform: number | null): Compared => ({
  component: seconds(component),
  byHand: seconds(byHand),
  terraform: terraform === null ? null : seconds(terraform),
});

const figures = (terraform: number | null): Figures => ({
  check: seconds(0.5),
  create: { empty: seconds(2), ...compared(3, 2.5, terraform) },
  unchanged: { empty: seconds(2), component: seconds(4), byHand: seconds(3) },
  caches: { 1: compared(3, 3, terraform), 50: compared(9, 8, terraform) },
});

describe("the bench", () => {
  it("compares staging with the same resources and inputs by hand", async () => {
    const names = { name: "koneksi-staging", project: "koneksi", networkStack: NETWORK_STACK };
    const ours = await runProgram("staging", {
      config: { ...stackConfig("staging"), ...keys(names) },
      stacks: { [`organization/${NETWORK_STACK}`]: networkOutputs },
    });
    assert.deepEqual(children(await resourcesOf("by-hand")), children(ours.resources));
  });

  it("compares the caches with the same resources and inputs by hand", async () => {
    const one = (program: string) =>
      resourcesOf(program, { [`koneksi-bench-${program}:caches`]: "1" });
    const expected = children(await one("caches"));
    assert.equal(expected.length, 24);
    assert.deepEqual(children(await one("by-hand")), expected);
  });

  it("runs every TypeScript program with the settings of the repository's program", () => {
    const runtimeOf = (folder: string) => {
      const file = readFileSync(path.join(ROOT, folder, "Pulumi.yaml"), "utf8");
      return (parse(file) as { runtime: { options: Record<string, string> } }).runtime.options;
    };
    const { tsconfig = "", ...options } = runtimeOf(".");
    const expected = { ...options, tsconfig: `../../${tsconfig}` };
    for (const program of ["by-hand", "caches"]) {
      assert.deepEqual(runtimeOf(`bench/${program}`), expected);
    }
  });

  it("takes the median and the range of the runs", () => {
    assert.deepEqual(summarize([5, 1, 10, 2, 3]), { median: 3, min: 1, max: 10 });
  });

  it("divides medians, to hundredths", () => {
    assert.deepEqual(ratiosOf(figures(7)), {
      stagingVsEmpty: 1.5,
      stagingVsByHand: 1.2,
      stagingVsTerraform: 0.43,
      fiftyVsByHand: 1.13,
      fiftyVsTerraform: 1.29,
    });
  });

  it("has no ratio to Terraform where there is none", () => {
    const { stagingVsTerraform, fiftyVsTerraform } = ratiosOf(figures(null));
    assert.deepEqual([stagingVsTerraform, fiftyVsTerraform], [null, null]);
    assert.match(
      printed(figures(null)),
      /^ {2}preview of 50 caches +terraform plan +not measured$/m,
    );
  });

  it("prints median, range, ratios and their limits", () => {
    const text = printed(figures(7));
    assert.match(text, /^ {2}preview of 50 caches +RedisCache +9\.00 +8\.75 +9\.25$/m);
    assert.match(text, /^ {2}stagingVsByHand +1\.20 {2}at most 1\.15$/m);
  });
});
