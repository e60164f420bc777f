"use strict";
// One measured program in a process of its own: `node bench/case.js <folder> <pulumi> <caches>`, or no caches for the empty program.
const caches = Number(process.argv[4] ?? 0);
if (caches > 0) {
  require("../local/loader").register();
  require("./caches").preview(caches);
} else {
  require("./empty").preview();
}
