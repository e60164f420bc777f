import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

const HOST = path.resolve(__dirname, "../../../local/language/pulumi-language-nodejs");

describe("the language host that stands in", () => {
  it("ends when the engine that holds its stdin is gone", async () => {
    const host = spawn(process.execPath, [HOST], { stdio: ["pipe", "pipe", "inherit"] });
    const [port] = (await once(host.stdout, "data")) as [Buffer];
    assert.match(String(port), /^\d+\n$/);
    const ended = once(host, "close");
    host.stdin.end();
    assert.deepEqual(await ended, [0, null]);
  });
});
