import * as fs from "node:fs";
import { type Kind, serve } from "./serve";

/** A plugin process: prints its port for the engine, and ends when the engine does. */
export async function main(kind: Kind): Promise<void> {
  const { port } = await serve(kind);
  process.stdout.write(`${String(port)}\n`);
  endWithTheEngine();
}

const EVERY_SECOND = 1000;

/** The engine holds the other end of stdin; where it isn't a pipe, the parent process tells. */
function endWithTheEngine(): void {
  if (isPipe(0)) process.stdin.on("end", leave).on("error", leave).resume();
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, EVERY_SECOND).unref();
  process.on("SIGTERM", leave);
  // Ctrl-C reaches the whole process group: the engine has to finish with its providers first.
  process.on("SIGINT", () => undefined);
}

function isPipe(descriptor: number): boolean {
  try {
    const stat = fs.fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

function leave(): never {
  process.exit(0);
}
