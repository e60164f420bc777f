import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { REPOSITORY } from "./engine";

/** What a program run from `npm run local` needs. */
const COPIED = [
  "local",
  "components",
  "program",
  "policy",
  "Pulumi.yaml",
  "package.json",
  "tsconfig.json",
  "tsconfig.run.json",
];

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of `npm run local` that is under way. */
export class Run {
  readonly ended: Promise<Ended>;
  private output = "";
  private readonly watchers = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      this.hear(text);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      this.hear(text);
    });
    this.ended = new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Waits until the run has printed this. */
  async printed(sign: RegExp): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = () => {
        if (sign.test(this.output)) resolve();
      };
      this.watchers.add(look);
      look();
    });
    const early = this.ended.then(({ stdout, stderr }) => {
      if (!sign.test(this.output))
        throw new Error(`ended without ${String(sign)}:\n${stdout}${stderr}`);
    });
    await Promise.race([seen, early]);
  }

  /** Like `kill -INT` of only the command, or of everything that it has started. */
  signal(signal: NodeJS.Signals, whom: "runner" | "all"): void {
    const { pid } = this.child;
    if (pid !== undefined) process.kill(whom === "all" ? -pid : pid, signal);
  }

  private hear(text: string): void {
    this.output += text;
    for (const watcher of this.watchers) watcher();
  }
}

/** A copy of the repository in a temporary folder, for runs of `npm run local` as a person starts it. */
export class Clone {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-"));
  readonly home = path.join(this.folder, ".local");

  constructor() {
    const programs = fs
      .readdirSync(REPOSITORY)
      .filter((name) => /^(\w[\w-]*\.ts|Pulumi\..+\.yaml)$/.test(name));
    for (const name of [...COPIED, ...programs]) {
      fs.cpSync(path.join(REPOSITORY, name), path.join(this.folder, name), { recursive: true });
    }
    fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(this.folder, "node_modules"));
  }

  close(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.folder, name), "utf8");
  }

  start(line: string, env: Record<string, string> = {}): Run {
    const child = spawn(process.execPath, ["local/run.js", ...line.split(" ")], {
      cwd: this.folder,
      // The value that npm sets for a command in this folder.
      env: { ...process.env, INIT_CWD: this.folder, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Run(child);
  }

  run(line: string, env: Record<string, string> = {}): Promise<Ended> {
    return this.start(line, env).ended;
  }
}
