"use strict";
// Loads this repository's TypeScript without checking it, and remembers the JavaScript: a warm start neither loads the TypeScript
// compiler (about 0.25 s) nor transpiles a file again. The tests type-check; a run does not (see Pulumi.yaml).
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const ROOT = path.dirname(__dirname);
const CACHE = path.join(ROOT, "node_modules", ".cache", "koneksi-local");

const OPTIONS = {
  target: "es2022",
  module: "commonjs",
  isolatedModules: true,
  inlineSourceMap: true,
  inlineSources: false,
};

/** The installed compiler's version, without loading the compiler. */
const compilerVersion = () => require("typescript/package.json").version;

function transpile(source, fileName) {
  const ts = require("typescript");
  return ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      ...OPTIONS,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
    },
  }).outputText;
}

/** Written under another name first: two runs at once, or one that is killed, never leave half a file. */
function remember(file, text) {
  try {
    fs.mkdirSync(CACHE, { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  } catch {
    // A folder that can't be written costs time, nothing else.
  }
}

function javascriptOf(fileName) {
  const source = fs.readFileSync(fileName, "utf8");
  const key = createHash("sha256")
    .update(JSON.stringify([OPTIONS, compilerVersion(), path.relative(ROOT, fileName)]))
    .update(source)
    .digest("hex");
  const cached = path.join(CACHE, `${key}.js`);
  try {
    return fs.readFileSync(cached, "utf8");
  } catch {
    const text = transpile(source, fileName);
    remember(cached, text);
    return text;
  }
}

/** Makes `require` understand TypeScript, and error traces name its lines. */
function register() {
  Module.enableCompileCache?.();
  require.extensions[".ts"] = (module, fileName) => {
    module._compile(javascriptOf(fileName), fileName);
  };
  require("./traces").install();
}

module.exports = { register };
