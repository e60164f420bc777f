import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as ts from "typescript";
import { ROOT } from "../support/program";

/**
 * Pulumi's plugin host, and a TypeScript program that has the package as source, compile components/ with the consumer's own options
 * and stop at the first error. So the sources have to satisfy the laxest and the strictest of them.
 */
const { CommonJS, NodeNext } = ts.ModuleKind;
const { Node10, NodeNext: NodeNextResolution } = ts.ModuleResolutionKind;

const commonjs = { module: CommonJS, moduleResolution: Node10 };
const nodenext = { module: NodeNext, moduleResolution: NodeNextResolution };

const consumers: Readonly<Record<string, ts.CompilerOptions>> = {
  // cmd/run-plugin: what it compiles with where the consumer's folder has no tsconfig.json.
  "a YAML, Python, Go, C# or Java program": { target: ts.ScriptTarget.ES2020, ...nodenext },
  "Pulumi's TypeScript template": {
    ...nodenext,
    target: ts.ScriptTarget.ES2020,
    strict: true,
    experimentalDecorators: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  },
  "Pulumi's former TypeScript template": {
    ...commonjs,
    target: ts.ScriptTarget.ES2016,
    strict: true,
    experimentalDecorators: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
  },
  "one with esModuleInterop": {
    ...commonjs,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    esModuleInterop: true,
    isolatedModules: true,
  },
  "one that is not strict": { ...commonjs, target: ts.ScriptTarget.ES2022, strict: false },
  "one that is as strict as can be": {
    ...commonjs,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
    erasableSyntaxOnly: true,
    noUncheckedSideEffectImports: true,
  },
};

/** Declarations are parsed once for all compilers of one module system and target: they are most of the time. */
const declarations = new Map<string, ts.SourceFile | undefined>();

function hostOf(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const kind = `${String(options.module)} ${String(options.target)}`;
  host.getSourceFile = (file, languageVersion, ...rest) => {
    if (!file.endsWith(".d.ts")) return read(file, languageVersion, ...rest);
    const key = `${kind} ${file}`;
    if (!declarations.has(key)) declarations.set(key, read(file, languageVersion, ...rest));
    return declarations.get(key);
  };
  return host;
}

const said = ({ file, start, messageText }: ts.Diagnostic) => {
  const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
  const where = file === undefined ? "" : path.relative(ROOT, file.fileName);
  return `${where}:${String(line + 1)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
};

/** What a compiler with these options says of the files, as ts-node asks it: file by file, declarations of others aside. */
function complaints(options: ts.CompilerOptions): { files: number; errors: string[] } {
  const all: ts.CompilerOptions = { ...options, noEmit: true, types: [] };
  const entry = path.join(ROOT, "components/index.ts");
  const program = ts.createProgram([entry], all, hostOf(all));
  const sources = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(path.join(ROOT, "components") + path.sep));
  const errors = sources.flatMap((source) => [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]);
  return {
    files: sources.length,
    errors: [...program.getOptionsDiagnostics(), ...errors].map(said),
  };
}

describe("the package's sources compile for", () => {
  for (const [name, options] of Object.entries(consumers)) {
    it(name, () => {
      const { files, errors } = complaints(options);
      assert.deepEqual(errors, []);
      assert.ok(files > 50, "the sources were not found");
    });
  }
});
