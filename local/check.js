#!/usr/bin/env node
"use strict";
// `npm run check`: loads TypeScript on demand, and runs check-stacks.ts. No engine, no Pulumi, no network.
require("./typescript").register();
process.exitCode = require("./check-stacks").main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
