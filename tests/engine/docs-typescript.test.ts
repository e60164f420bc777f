import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as ts from "typescript";
import { blocks, pages, REPOSITORY } from "../support/markdown";

/** Compiler options for the blocks: each block is a module, and one program checks all of them. */
function options(): ts.CompilerOptions {
  const file = path.join(REPOSITORY, "tsconfig.json");
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  const { options: strict } = ts.parseJsonConfigFileContent(read.config, ts.sys, REPOSITORY);
  return {
    ...strict,
    // A block shows a part of a program, whose variables are used elsewhere.
    noUnusedLocals: false,
    paths: { "@koneksi/redis-cache": [path.join(REPOSITORY, "components", "index.ts")] },
  };
}

function problemsOf(sources: ReadonlyMap<string, string>): string[] {
  const compiler = options();
  const disk = ts.createCompilerHost(compiler);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => sources.has(name) || disk.fileExists(name),
    readFile: (name) => sources.get(name) ?? disk.readFile(name),
    getSourceFile: (name, language, ...rest) => {
      const source = sources.get(name);
      return source === undefined
        ? disk.getSourceFile(name, language, ...rest)
        : ts.createSourceFile(name, source, language);
    },
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

/** Whether a page is written by hand: the reference contains signatures, which are not modules. */
const isWritten = (page: string) => page !== "docs/reference.md";

const fileOf = (page: string, line: number) =>
  path.join(REPOSITORY, `${page.replaceAll("/", "-")}-${String(line)}.ts`);

const WRONG = `import { RedisCache } from "@koneksi/redis-cache";\nnew RedisCache("a", { nodeTyp: "cache.t3.micro" });\n`;

describe("TypeScript in the documentation", function () {
  this.timeout(300_000);
  const found = blocks(["ts", "typescript"], pages().filter(isWritten));
  let problems: string[];

  before(() => {
    const sources = found.map(
      ({ page, line, text }) => [fileOf(page, line), `${text}\nexport {};\n`] as const,
    );
    problems = problemsOf(new Map([...sources, [fileOf("wrong.md", 1), WRONG]]));
  });

  it("compiles with the compiler options of the repository", () => {
    assert.equal(found.length > 5, true);
    assert.deepEqual(
      problems.filter((problem) => !problem.startsWith("wrong.md-1.ts: ")),
      [],
    );
  });

  it("fails with an unknown argument", () => {
    const [problem = "", ...others] = problems.filter((each) => each.startsWith("wrong.md-1.ts"));
    assert.match(problem, /'nodeTyp' does not exist in type 'RedisCacheArgs'/);
    assert.deepEqual(others, []);
  });
});
