import * as fs from "node:fs";
import * as path from "node:path";
import { addPlugins, environment, foldersIn, makeFolders } from "../local/environment";
import { type Measured, run } from "./processes";

/** A program that is measured: the folder of its Pulumi.yaml, the project's name there, and its stack's configuration. */
export interface Program {
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  readonly config: string;
}

/** The real CLI with its own folder and its own simulated AWS account. */
export class Pulumi {
  private readonly folders;
  private readonly env;

  constructor(
    private readonly cli: string,
    home: string,
  ) {
    this.folders = foldersIn(home);
    makeFolders(this.folders);
    addPlugins(this.folders, cli, __dirname);
    this.env = environment(this.folders);
  }

  /** Creates the stack. Its file is outside the program's folder, because the CLI writes a salt into it. */
  makeStack({ project, stack, config }: Program): void {
    const folder = path.join(this.folders.config, project);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    fs.writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), config);
    run(this.command(["-C", folder, "stack", "init", stack, "--no-select"]));
  }

  up(program: Program): void {
    run(this.command([...this.onStack("up", program), "--yes", "--skip-preview"]));
  }

  /** `pulumi preview`, whose output has to match `expected`. */
  preview(program: Program, expected: RegExp): Measured {
    return { ...this.command(this.onStack("preview", program)), expected };
  }

  private command(args: readonly string[]) {
    const env = this.env;
    return { command: this.cli, args: [...args, "--non-interactive", "--color=never"], env };
  }

  private onStack(command: string, { folder, project, stack }: Program): string[] {
    const file = path.join(this.folders.config, project, `Pulumi.${stack}.yaml`);
    return ["-C", folder, command, "--stack", stack, "--config-file", file];
  }
}
