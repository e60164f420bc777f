#!/usr/bin/env node
"use strict";
// `npm run local`: loads TypeScript as it is needed, then hands over to main.ts.
require("./loader").register();
require("./main").main(process.argv.slice(2));
