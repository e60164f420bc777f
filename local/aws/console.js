#!/usr/bin/env node
"use strict";
// Changes the simulated account outside Pulumi, as the AWS console would.
require("../typescript").register();
// A reader such as `| head` may close the pipe early.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = require("./outside").main(process.argv.slice(2));
