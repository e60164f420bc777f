import * as fs from "node:fs";
import { type Kind, serve } from "./serve";

/** A plugin process: prints its port for the engine, and ends with the engine. */
export async function main(kind: Kind): Promise<void> {
  const { port } = await serve(kind);
  endWithTheEngine();
  process.stdout.write(`${String(port)}\n`);
}

const EVERY_SECOND = 1000;

/** Ends with the engine, which holds the other end of stdin. Also ends with the parent process, for a stdin that is not a pipe. */
function endWithTheEngine(): void {
  if (isPipe(0)) process.stdin.on("end", leave).on("error", leave).resume();
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, EVERY_SECOND).unref();
  // The engine starts its plugins in their own process group, which Ctrl-C doesn't reach, and
  // ends them with SIGINT when it is done; a plugin that stays is killed ten seconds later.
  process.on("SIGTERM", leave).on("SIGINT", leave);
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
