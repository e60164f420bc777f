"use strict";
// `npm run bench`
require("../local/typescript").register();
require("./bench").main(process.argv.slice(2));
