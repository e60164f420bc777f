"use strict";
// Error traces that name TypeScript lines, without their price. Pulumi's SDK asks for the text of a stack trace for every promise
// that it makes (runtime/debuggable.js), which nobody reads unless PULUMI_DEBUG_PROMISE_LEAKS is set; mapping those traces back to
// TypeScript was over half of a program's CPU time. So they stay empty, and every other trace is mapped when it is first read.
const { findSourceMap } = require("node:module");
const path = require("node:path");

/** `    at name (file:line:column)` of one frame, where the TypeScript has it. */
function describe(frame) {
  const text = frame.toString();
  const file = frame.getFileName();
  if (!file?.endsWith(".ts")) return text;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1);
  if (entry?.originalLine === undefined) return text;
  return text.replace(
    `${file}:${line}:${column}`,
    `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
  );
}

function install() {
  process.setSourceMapsEnabled(true);
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const bookkeeping = path.join(
    path.dirname(require.resolve("@pulumi/pulumi/package.json")),
    "runtime",
    "debuggable.js",
  );
  Error.prepareStackTrace = (error, frames) => {
    if (frames[0]?.getFileName() === bookkeeping) return "";
    return [String(error), ...frames.map((frame) => `    at ${describe(frame)}`)].join("\n");
  };
}

module.exports = { install };
