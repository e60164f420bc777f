import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveCli } from "../local/cli";
import { checks } from "./check";

const REPOSITORY = path.dirname(__dirname);
/** Enough for a median that one disturbance doesn't move. */
const ROUNDS = 5;
const TARGET_RATIO = 2.0;
const SCALES = [1, 10, 50];

interface Measured {
  readonly seconds: number;
  readonly stdout: string;
}

/** Runs one process, from its start to its end. */
function measure(args: readonly string[], env: Record<string, string> = {}): Measured {
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
  return { seconds, stdout };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Median, and the range that the runs lay in. */
function spread(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} s (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

interface Preview {
  readonly programSeconds: number;
}

const programSeconds = ({ stdout }: Measured) => (JSON.parse(stdout) as Preview).programSeconds;

/** Previews of staging against previews of nothing, taken in turns so that a busy machine slows both. */
function staging(folder: string, pulumi: string): string[] {
  const home = { KONEKSI_LOCAL: path.join(folder, "local") };
  const empty = () => measure(["bench/case.js", path.join(folder, "empty"), pulumi]).seconds;
  const preview = () => measure(["local/bin.js", "preview", "--stack", "staging", "--json"], home);
  // Once outside the measurement: the network stack comes up, the stacks are made, TypeScript is transpiled.
  empty();
  preview();
  const rounds = (): { floor: number; ours: Measured }[] =>
    Array.from({ length: ROUNDS }, () => ({ floor: empty(), ours: preview() }));
  const before = rounds();
  measure(["local/bin.js", "up", "--stack", "staging"], home);
  const after = rounds();
  const floor = [...before, ...after].map((round) => round.floor);
  const row = (name: string, runs: typeof before) => {
    const seconds = runs.map(({ ours }) => ours.seconds);
    const ratio = median(seconds) / median(runs.map((round) => round.floor));
    return [
      `  ${name.padEnd(28)}${spread(seconds)}, ${ratio.toFixed(2)} times the empty program's`,
      `    of it the program itself: ${spread(runs.map(({ ours }) => programSeconds(ours)))}`,
    ];
  };
  return [
    `Preview on the real engine, simulated AWS (median of ${String(ROUNDS)}; at most ${TARGET_RATIO.toFixed(1)} times the empty program's)`,
    `  ${"an empty inline program".padEnd(28)}${spread(floor)}`,
    ...row("staging, all to create", before),
    ...row("staging, nothing to change", after),
  ];
}

/** What a cache costs where there are many. */
function scales(folder: string, pulumi: string): string[] {
  const rows = SCALES.map((caches) => {
    const place = path.join(folder, `caches-${String(caches)}`);
    const { seconds, stdout } = measure(["bench/case.js", place, pulumi, String(caches)]);
    const { resources } = JSON.parse(stdout) as { resources: number };
    const each = ((seconds * 1000) / resources).toFixed(1);
    return `  ${String(caches).padEnd(8)}${String(resources).padEnd(11)}${seconds.toFixed(1).padEnd(9)}${each}`;
  });
  return [
    "Preview of many caches, all to create",
    "  caches  resources  seconds  ms each",
    ...rows,
  ];
}

/** Measures, and prints what it measured. */
export async function main(): Promise<void> {
  const { command } = await resolveCli((line) => void process.stderr.write(`${line}\n`));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-bench-"));
  try {
    process.stdout.write(`Node ${process.version}, ${String(os.cpus().length)} cores\n\n`);
    process.stdout.write(`${checks().join("\n")}\n\n`);
    process.stdout.write(`${staging(folder, command).join("\n")}\n\n`);
    process.stdout.write(`${scales(folder, command).join("\n")}\n`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
