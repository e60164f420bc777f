#!/usr/bin/env node
"use strict";
// `npm run local -- <pulumi command>`
require("./typescript").register();
require("./main").main(process.argv.slice(2));
