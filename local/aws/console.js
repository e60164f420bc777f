#!/usr/bin/env node
"use strict";
// Changes the simulated account outside Pulumi, as a person in the AWS console would.
require("../typescript").register();
// A reader that has seen enough (`| head`) closes its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = require("./outside").main(process.argv.slice(2));
