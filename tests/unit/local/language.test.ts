import * as assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import type { Readable, Writable } from "node:stream";
import * as service from "@pulumi/pulumi/proto/language_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/language_pb";
import { grpc } from "../../../local/aws/grpc";

const HOST = path.resolve(__dirname, "../../../local/language/pulumi-language-nodejs");

describe("the language host of this repository", () => {
  let folder: string;
  let host: ChildProcessByStdio<Writable, Readable, null>;
  let port: string;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "language-"));
    host = spawn(process.execPath, [HOST], { stdio: ["pipe", "pipe", "inherit"] });
    const [printed] = (await once(host.stdout, "data")) as [Buffer];
    port = /^(\d+)\n$/.exec(String(printed))?.[1] ?? "";
  });

  afterEach(() => {
    host.kill("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("ends when the engine that holds its stdin has ended", async () => {
    const ended = once(host, "close");
    host.stdin.end();
    assert.deepEqual(await ended, [0, null]);
  });

  it("ends what it has started", async () => {
    // A policy pack that connects to this process, and does not end.
    const pack = path.join(folder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");
    fs.mkdirSync(path.dirname(pack), { recursive: true });
    fs.writeFileSync(pack, 'require("node:net").connect(Number(process.argv[2])).resume();\n');
    const listener = net.createServer().listen(0);
    await once(listener, "listening");
    const { port: own } = listener.address() as net.AddressInfo;
    const connected = once(listener, "connection");
    const client = new service.LanguageRuntimeClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
    const call = client.runPlugin(
      new messages.RunPluginRequest()
        .setInfo(new messages.ProgramInfo().setProgramDirectory(folder))
        .setKind("analyzer")
        .setArgsList([String(own)]),
    );
    call.on("error", () => undefined);
    const [connection] = (await connected) as [net.Socket];
    host.stdin.end();
    await once(connection.resume(), "close");
    client.close();
    listener.close();
  });
});
