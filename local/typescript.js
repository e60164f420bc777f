"use strict";
// Loads this repository's TypeScript without checking it (`npm test` does). swc starts in a third of the time of ts-node, which also
// loads the TypeScript compiler; the provider's processes start with every command.
const path = require("node:path");

const OPTIONS = {
  swcrc: false,
  // Like `tsc` without `esModuleInterop`: an importing module gets the exported object itself.
  module: { type: "commonjs", importInterop: "none" },
  jsc: { target: "es2022", parser: { syntax: "typescript" } },
  sourceMaps: "inline",
};

function register() {
  let swc;
  try {
    swc = require("@swc/core");
  } catch {
    console.error(
      `error: the packages are not installed; run \`npm ci\` in ${path.dirname(__dirname)}`,
    );
    process.exit(1);
  }
  process.setSourceMapsEnabled(true);
  require.extensions[".ts"] = (module, file) => {
    module._compile(swc.transformFileSync(file, OPTIONS).code, file);
  };
}

module.exports = { register };
