import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const LOADER = path.resolve(__dirname, "../../../local/loader");

describe("local/loader", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-loader-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs JavaScript with the loader registered, in a process of its own. */
  function run(program: string, env: Record<string, string> = {}): string {
    const code = `require(${JSON.stringify(LOADER)}).register();\n${program}`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", code], {
      encoding: "utf8",
      cwd: path.dirname(LOADER),
      env: { ...process.env, ...env },
    });
    assert.equal(status, 0, stderr);
    return stdout.trimEnd();
  }

  function typescript(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  it("loads TypeScript without checking it, and the second time without the compiler", () => {
    // No other run has this content.
    const file = typescript("a.ts", `export const a: number = "text ${folder}";`);
    const program = `const { a } = require(${JSON.stringify(file)});
      const compiler = Object.keys(require.cache).some((name) => name.endsWith("/typescript.js"));
      console.log(JSON.stringify([a, compiler]));`;
    assert.deepEqual(JSON.parse(run(program)), [`text ${folder}`, true]);
    assert.deepEqual(JSON.parse(run(program)), [`text ${folder}`, false]);
  });

  it("transpiles a file again when it has changed", () => {
    const program = (file: string) => `console.log(require(${JSON.stringify(file)}).a)`;
    assert.equal(run(program(typescript("a.ts", "export const a: number = 1;"))), "1");
    assert.equal(run(program(typescript("a.ts", "export const a: number = 2;"))), "2");
  });

  it("names the line of the TypeScript in an error's trace", () => {
    const file = typescript(
      "b.ts",
      [
        "interface Gone { readonly a: number }",
        "type AlsoGone = Gone | undefined;",
        "export function fail(_: AlsoGone): never {",
        '  throw new TypeError("wrong");',
        "}",
      ].join("\n"),
    );
    const program = `try { require(${JSON.stringify(file)}).fail(); } catch (e) { console.log(e.stack); }`;
    const [message, frame] = run(program).split("\n");
    assert.equal(message, "TypeError: wrong");
    assert.equal(frame, `    at Object.fail (${file}:4:9)`);
  });

  describe("the traces that Pulumi takes of every promise", () => {
    const program = `const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
      const promise = Promise.resolve();
      debuggablePromise(promise, "x");
      console.log(JSON.stringify(promise._debugStackTrace));`;

    it("stay empty", () => {
      assert.equal(run(program), '""');
    });

    it("are there for who looks for leaked promises", () => {
      const trace = JSON.parse(run(program, { PULUMI_DEBUG_PROMISE_LEAKS: "1" })) as string;
      assert.match(
        trace,
        /^Error\n {4}at (Object\.)?debuggablePromise \(.*debuggable\.[jt]s:\d+:\d+\)\n/,
      );
    });
  });
});
