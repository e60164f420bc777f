#!/usr/bin/env node
"use strict";
// Changes the simulated account outside Pulumi, as a person in the AWS console would.
require("../typescript").register();
process.exitCode = require("./outside").main(process.argv.slice(2));
