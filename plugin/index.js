"use strict";

/**
 * What Pulumi's plugin host loads. Pulumi starts a plugin several times in one operation, so a start does as little as possible: the
 * schema is read from schema.json and not made from the sources, and the component is loaded as compiled JavaScript (`npm install`
 * compiles it). Where that is absent or older than a source, the sources are transpiled in memory.
 */
const fs = require("node:fs");
const path = require("node:path");
const { main } = require("@pulumi/pulumi/provider");
const { version } = require("./package.json");
const schema = require("./schema.json");

const SOURCES = path.join(__dirname, "../components");
const COMPILED = path.join(__dirname, "dist/index.js");

function isCompiled() {
  const compiled = fs.statSync(COMPILED, { throwIfNoEntry: false });
  if (compiled === undefined) return false;
  return fs
    .readdirSync(SOURCES, { recursive: true })
    .every((file) => fs.statSync(path.join(SOURCES, file)).mtimeMs <= compiled.mtimeMs);
}

/** Takes the place of the host's own compiler, which checks types. */
function transpile() {
  const ts = require("typescript");
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  require.extensions[".ts"] = (module, file) => {
    // `npm install` in this folder puts the dependencies here, where the sources do not look.
    module.paths.unshift(path.join(__dirname, "node_modules"));
    const source = fs.readFileSync(file, "utf8");
    module._compile(ts.transpileModule(source, { compilerOptions }).outputText, file);
  };
}

function load() {
  if (isCompiled()) return require(COMPILED);
  transpile();
  return require(SOURCES);
}

const components = load();

const provider = {
  version,
  getSchema: () => Promise.resolve(JSON.stringify(schema)),
  construct(name, type, inputs, options) {
    const { properties } = schema.resources[type];
    const component = new components[type.split(":").at(-1)](name, inputs, options);
    const outputs = Object.keys(properties).map((key) => [key, component[key]]);
    return Promise.resolve({ urn: component.urn, state: Object.fromEntries(outputs) });
  },
};

module.exports = main(provider, process.argv.slice(2));
