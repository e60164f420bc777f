import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { resolveCli } from "../../local/cli";
import type { EngineSession } from "./engine";

const LANGUAGE_HOST = path.join(__dirname, "language");

/** One entry of `pulumi import --file`. */
export interface Imported {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** A key of the name table. */
  readonly parent?: string;
}

/**
 * `pulumi import`, as a person runs it in the stack's work folder, whose project file makes the engine start the simulated AWS by
 * itself.
 */
export async function importResources(
  session: EngineSession,
  place: { readonly project: string; readonly stack?: string },
  resources: readonly Imported[],
  nameTable: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { folders } = session;
  const stack = place.stack ?? "test";
  const workDir = path.join(folders.home, `${place.project}.${stack}`);
  const file = path.join(workDir, "import.json");
  fs.writeFileSync(file, JSON.stringify({ nameTable, resources }));
  const { command } = await resolveCli(() => undefined);
  const flags = "--yes --skip-preview --protect=false --generate-code=false --non-interactive";
  await promisify(execFile)(
    command,
    ["import", "--file", file, "--stack", stack, ...flags.split(" ")],
    {
      cwd: workDir,
      env: {
        ...process.env,
        PATH: [LANGUAGE_HOST, process.env["PATH"]].join(path.delimiter),
        PULUMI_HOME: folders.pulumiHome,
        PULUMI_BACKEND_URL: `file://${folders.backend}`,
        PULUMI_CONFIG_PASSPHRASE: "local simulation",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        SIMULATED_AWS_DIR: folders.account,
      },
    },
  );
}
