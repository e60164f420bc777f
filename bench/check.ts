import { spawnSync } from "node:child_process";
import * as path from "node:path";

const REPOSITORY = path.dirname(__dirname);
const ROUNDS = 7;
/** Half of what `terraform validate` takes for a comparable module, measured at 2.0 s on two cores. */
const TARGET_SECONDS = 1.0;

function seconds(args: readonly string[]): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function row(name: string, args: readonly string[]): string {
  // Once outside the measurement: TypeScript is transpiled where it changed.
  seconds(args);
  const all = Array.from({ length: ROUNDS }, () => seconds(args)).sort((a, b) => a - b);
  const at = (index: number) => (all[index] ?? NaN).toFixed(2);
  const median = at(Math.floor(ROUNDS / 2));
  return `  ${name.padEnd(28)}${median} s (${at(0)} to ${at(ROUNDS - 1)})`;
}

/** The whole process of `npm run check`, beside one of Node that does nothing. */
export function checks(): string[] {
  return [
    `Check of a configuration, whole process (median of ${String(ROUNDS)}; at most ${TARGET_SECONDS.toFixed(1)} s)`,
    row("node alone", ["-e", "0"]),
    row("check of prod", ["local/check.js", "--stack", "prod"]),
    row("check of every stack", ["local/check.js"]),
  ];
}
