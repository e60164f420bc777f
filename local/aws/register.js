"use strict";
// Lets node load the TypeScript of this folder. Transpiled files are kept under .local/, named by
// their content, so that only the first start after an edit loads the compiler.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..", "..");
const cache = path.join(root, ".local", "cache", "transpiled");
const version = require("typescript/package.json").version;

function transpiled(source, fileName) {
  const hash = crypto.createHash("sha256").update(version).update(source).digest("hex");
  const file = path.join(cache, `${hash.slice(0, 32)}.js`);
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return compile(source, fileName, file);
  }
}

function compile(source, fileName, file) {
  const ts = require("typescript");
  const { outputText } = ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      inlineSourceMap: true,
    },
  });
  try {
    fs.mkdirSync(cache, { recursive: true });
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, outputText);
    fs.renameSync(temporary, file);
  } catch {
    // A read-only checkout only costs the next start its time.
  }
  return outputText;
}

if (!require.extensions[".ts"]) {
  require.extensions[".ts"] = (module, fileName) => {
    module._compile(transpiled(fs.readFileSync(fileName, "utf8"), fileName), fileName);
  };
}
