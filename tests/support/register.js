"use strict";
// Transpiles the tests with swc, as the local run does, in a third of the time of ts-node.
require("../../local/typescript").register();

// Pulumi's SDK takes the text of a stack trace for every promise, and most of the time of a test with many resources went there.
Error.stackTraceLimit = 4;
