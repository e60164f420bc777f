import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { resolveCli } from "../../local/cli";
import type { EngineSession } from "./engine";

/** As docs/faults.md gives them. */
export const IMPORT_FLAGS = ["--protect=false", "--generate-code=false"];

const LANGUAGE_HOST = path.join(__dirname, "language");

/** One entry of `pulumi import --file`. */
export interface Imported {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

type Place = Readonly<{ project: string; stack?: string }>;

const stackOf = ({ stack }: Place) => stack ?? "test";
const workDirOf = ({ folders }: EngineSession, place: Place) =>
  path.join(folders.home, `${place.project}.${stackOf(place)}`);

/** `pulumi import --file`. */
export async function importResources(
  session: EngineSession,
  place: Place,
  resources: readonly Imported[],
): Promise<void> {
  const file = path.join(workDirOf(session, place), "import.json");
  fs.writeFileSync(file, JSON.stringify({ resources }));
  await pulumiImport(session, place, ["--file", file]);
}

/**
 * `pulumi import`, as a person runs it in the stack's work folder, whose project file makes the engine start the simulated AWS by
 * itself.
 */
export async function pulumiImport(
  session: EngineSession,
  place: Place,
  args: readonly string[],
): Promise<void> {
  const { folders } = session;
  const { command } = await resolveCli(() => undefined);
  const flags = [...IMPORT_FLAGS, "--yes", "--skip-preview", "--non-interactive"];
  await promisify(execFile)(command, ["import", ...args, "--stack", stackOf(place), ...flags], {
    cwd: workDirOf(session, place),
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
  });
}
