import { spawnSync } from "node:child_process";
import { type Seconds, summarize } from "./figures";

/** One command, run as a user would. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end, and returns what it printed. */
export function run({ command, args, ...options }: Command): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Enough runs that one disturbance does not change the median. */
const ROUNDS = 5;

/** A command to measure, and what its output must contain. */
export interface Measured extends Command {
  readonly expected: RegExp;
}

function secondsOf(measured: Measured): number {
  const started = process.hrtime.bigint();
  const printed = run(measured);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (!measured.expected.test(printed)) {
    throw new Error(
      `${measured.args.join(" ")} did not print ${String(measured.expected)}:\n${printed}`,
    );
  }
  return seconds;
}

/** Distributes over a union, so that null stays null. */
type SecondsOf<C> = C extends null ? null : Seconds;

/** Seconds of each command, null for null. They run in turns, so that a busy machine slows down all of them; the first round is not counted. */
export function inTurns<C extends Readonly<Record<string, Measured | null>>>(
  commands: C,
): { [K in keyof C]: SecondsOf<C[K]> } {
  const entries = Object.entries(commands).map(([name, command]) => ({
    name,
    command,
    runs: [] as number[],
  }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { command, runs } of entries) {
      if (command === null) continue;
      const seconds = secondsOf(command);
      if (round > 0) runs.push(seconds);
    }
  }
  return Object.fromEntries(
    entries.map(({ name, command, runs }) => [name, command === null ? null : summarize(runs)]),
  ) as { [K in keyof C]: SecondsOf<C[K]> };
}
