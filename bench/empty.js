"use strict";
// The floor: a preview of an empty inline program, as anybody would write it. Plain JavaScript, nothing of this repository.
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");
const fs = require("node:fs");
const path = require("node:path");

async function preview() {
  const [folder, pulumi] = process.argv.slice(2);
  const at = (name) => path.join(folder, name);
  for (const name of ["work", "state"]) fs.mkdirSync(at(name), { recursive: true });
  const root = path.dirname(path.dirname(pulumi));
  const pulumiCommand = await PulumiCommand.get(path.isAbsolute(pulumi) ? { root } : {});
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "empty", projectName: "bench", program: async () => ({}) },
    {
      pulumiCommand,
      workDir: at("work"),
      pulumiHome: at("home"),
      envVars: {
        PULUMI_BACKEND_URL: `file://${at("state")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    },
  );
  await stack.preview();
}

module.exports = { preview };
