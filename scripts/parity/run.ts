/**
 * Measures the real AWS provider, or the simulation, with the table of changes.
 *
 *   node -r ts-node/register/transpile-only scripts/parity/run.ts real
 *   node -r ts-node/register/transpile-only scripts/parity/run.ts simulation
 *
 * `real` writes tests/parity/real-provider.json, with a beginning of row names (`real "User:"`) only
 * those rows of it; `simulation` prints where it differs from that file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { failures, planDifferences, unclean } from "./compare";
import { measure, type Outcomes } from "./measure";
import { realProvider, simulation } from "./providers";
import { ROWS } from "./table";

const RESULT = join(__dirname, "..", "..", "tests", "parity", "real-provider.json");

interface Measured {
  readonly provider: string;
  readonly outcomes: Outcomes;
}

async function real(beginning: string): Promise<void> {
  const { provider, version } = await realProvider();
  try {
    const measured = await measure(provider, {
      rows: ROWS.filter(({ id }) => id.startsWith(beginning)),
      parallel: 60,
      // A new run may meet the objects of the one before in the emulator.
      prefix: `p${Date.now().toString(36)}`,
      report: (id, outcome) => {
        console.log(`${outcome.operation.padEnd(8)} ${id}`);
      },
    });
    const all = { ...(beginning === "" ? {} : before().outcomes), ...told(measured) };
    const outcomes = Object.fromEntries(ROWS.map(({ id }) => [id, all[id]]));
    const style = await resolveConfig(RESULT);
    const text = JSON.stringify({ provider: version, outcomes }, undefined, 1);
    writeFileSync(RESULT, await format(text, { ...style, parser: "json" }));
  } finally {
    await provider.stop();
  }
}

function before(): Measured {
  return JSON.parse(readFileSync(RESULT, "utf8")) as Measured;
}

/**
 * What the emulator can be believed: where it leaves something unclean, or fails, that may be its
 * own doing (it stores less than AWS, and checks little), so nothing is said of what came after.
 */
function told(outcomes: Outcomes): Outcomes {
  return Object.fromEntries(
    Object.entries(outcomes).map(([id, { afterwards, ...plan }]) => [
      id,
      afterwards === "clean" ? { ...plan, afterwards } : plan,
    ]),
  );
}

async function simulated(): Promise<void> {
  const { outcomes: expected } = before();
  const { provider, close } = await simulation();
  try {
    const actual = await measure(provider, { rows: ROWS, parallel: 8, prefix: "parity" });
    const plans = planDifferences(expected, actual);
    for (const { id, real: wanted, simulated: got } of plans) {
      console.log(
        `${id}\n  real       ${JSON.stringify(wanted)}\n  simulation ${JSON.stringify(got)}`,
      );
    }
    console.log(`${String(plans.length)} of ${String(Object.keys(expected).length)} plans differ`);
    console.log("\nRefused by the simulated AWS:", failures(actual));
    console.log("\nLeft unclean by the simulation:", unclean(actual));
  } finally {
    await close();
  }
}

const commands: Readonly<Record<string, (beginning: string) => Promise<void>>> = {
  real,
  simulation: simulated,
};
const command = commands[process.argv[2] ?? ""];
if (command === undefined) {
  console.error(`say what to measure: ${Object.keys(commands).join(" or ")}`);
  process.exitCode = 2;
} else {
  command(process.argv[3] ?? "").catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
