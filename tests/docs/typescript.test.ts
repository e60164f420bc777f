import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as ts from "typescript";
import { REPOSITORY } from "../support/engine";
import { blocks } from "../support/markdown";

/** Each block is a module of its own, beside the repository's package; they are checked in one program. */
function options(): ts.CompilerOptions {
  const file = path.join(REPOSITORY, "tsconfig.json");
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  const { options: strict } = ts.parseJsonConfigFileContent(read.config, ts.sys, REPOSITORY);
  return {
    ...strict,
    // A block shows a part of a program: what it makes is used elsewhere.
    noUnusedLocals: false,
    paths: { "@koneksi/redis-cache": [path.join(REPOSITORY, "components", "index.ts")] },
  };
}

function problemsOf(sources: ReadonlyMap<string, string>): string[] {
  const compiler = options();
  const host = ts.createCompilerHost(compiler);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const source = sources.get(name);
    return source === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, source, language);
  };
  const program = ts.createProgram([...sources.keys()], compiler, host);
  return [...sources.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${path.basename(name)}: ${message}`;
    });
  });
}

const fileOf = (page: string, line: number) =>
  path.join(REPOSITORY, `${page.replaceAll("/", "-")}-${String(line)}.ts`);

describe("TypeScript in the documentation", () => {
  it("compiles, under the repository's own flags", () => {
    const found = blocks(["ts", "typescript"]);
    assert.equal(found.length > 5, true);
    const sources = new Map(
      found.map(({ page, line, text }) => [fileOf(page, line), `${text}\nexport {};\n`]),
    );
    assert.deepEqual(problemsOf(sources), []);
  });

  it("would be caught if it did not", () => {
    const wrong = `import { RedisCache } from "@koneksi/redis-cache";\nnew RedisCache("a", { nodeTyp: "cache.t3.micro" });\n`;
    const [problem = "", ...others] = problemsOf(new Map([[fileOf("wrong.md", 1), wrong]]));
    assert.match(problem, /^wrong\.md-1\.ts: .*'nodeTyp' does not exist in type 'RedisCacheArgs'/s);
    assert.deepEqual(others, []);
  });
});
