"use strict";
// `npm run bench`: loads TypeScript as the local runner does, then hands over to bench.ts.
require("../local/loader").register();
require("./bench").main();
