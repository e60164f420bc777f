import { spawn } from "node:child_process";

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a text in bash, with functions instead of commands, as in `pulumi() { "$PULUMI" "$@" --help; }`. */
export function shell(
  functions: string,
  text: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  const script = `set -euo pipefail\n${functions}\n${text}`;
  const child = spawn("bash", ["-c", script], { cwd, env: { PATH, HOME, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => (output += part));
  }
  return new Promise((resolve) => {
    child.once("close", (status) => {
      resolve({ status, output });
    });
  });
}
