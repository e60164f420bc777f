"use strict";
// Transpiles the tests with swc, as the local run does, in a third of the time of ts-node.
require("../../local/typescript").register();

// Pulumi's SDK formats a stack trace for every promise, which took most of the time of a test with many resources.
Error.stackTraceLimit = 4;
