import * as fs from "node:fs";
import * as path from "node:path";
import { reasonOf } from "../local/failure";
import { type Measured, run } from "./processes";

/** An environment without the user's AWS account, and without a check for updates. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
  CHECKPOINT_DISABLE: "true",
  TF_IN_AUTOMATION: "true",
  TF_REGISTRY_DISCOVERY_RETRY: "0",
});

/**
 * `terraform plan` of that many caches; undefined without `terraform` on PATH, or without an AWS provider. The provider is in the
 * mirror that TF_PLUGIN_MIRROR names, or in the place that Terraform's own configuration names.
 */
export function findTerraform(
  folder: string,
  say: (line: string) => void,
): ((caches: number) => Measured) | undefined {
  // Terraform writes its lock file beside the configuration.
  const cwd = path.join(folder, "terraform");
  fs.cpSync(path.join(__dirname, "terraform"), cwd, { recursive: true });
  const mirror = process.env["TF_PLUGIN_MIRROR"];
  const env = environment();
  try {
    const args = ["init", "-input=false", "-no-color"];
    run({
      command: "terraform",
      args: mirror === undefined ? args : [...args, `-plugin-dir=${path.resolve(mirror)}`],
      cwd,
      env,
    });
  } catch (thrown) {
    say(`Terraform is not measured: ${reasonOf(thrown)}`);
    return undefined;
  }
  const options = ["-input=false", "-no-color", "-refresh=false", "-lock=false"];
  return (caches) => ({
    command: "terraform",
    args: ["plan", ...options, "-var", `caches=${String(caches)}`],
    cwd,
    env,
    expected: /^Plan: \d+ to add, 0 to change, 0 to destroy\./m,
  });
}
