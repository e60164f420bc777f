import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ROOT } from "./program";

/** The schema that every SDK is generated from. */
export const SCHEMA = path.join(ROOT, "plugin/schema.json");

/** Copies the files of the component package from the repository to a folder, with the installed dependencies. */
export function copyPackage(folder: string): void {
  const ignored = ["node_modules", "dist"].map((name) => path.join(ROOT, "plugin", name));
  fs.mkdirSync(folder, { recursive: true });
  for (const name of ["components", "plugin", "tsconfig.json", "README.md", "LICENSE"]) {
    fs.cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      filter: (file) => !ignored.includes(file),
    });
  }
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
}

/** Runs an npm command in the component package of such a folder, and returns its output. */
export function npm(folder: string, ...args: readonly string[]): string {
  return execFileSync("npm", args, { cwd: path.join(folder, "plugin"), encoding: "utf8" });
}
