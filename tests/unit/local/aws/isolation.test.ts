import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const FOLDER = path.join(__dirname, "../../../../local/aws");
/** Generates the tables; no provider loads it. */
const MAKER = "generate.ts";

/** The simulated AWS loads no module with which it could open a connection. */
describe("the simulated AWS opens no connection", () => {
  const sources = fs
    .readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== MAKER)
    .map((file) => ({ file, text: fs.readFileSync(path.join(FOLDER, file), "utf8") }));

  it("loads these modules and no other", () => {
    const loaded = sources.flatMap(({ text }) =>
      [...text.matchAll(/(?:from|import\(|require\(|require\.resolve\()\s*"([^".][^"]*)"/g)].map(
        ([, module = ""]) => module,
      ),
    );
    assert.deepEqual([...new Set(loaded)].sort(), [
      "@grpc/grpc-js",
      "@pulumi/pulumi/package.json",
      "@pulumi/pulumi/proto/plugin_pb",
      "@pulumi/pulumi/proto/provider_grpc_pb",
      "@pulumi/pulumi/proto/provider_pb",
      "@pulumi/pulumi/proto/status_pb",
      "google-protobuf/google/protobuf/any_pb",
      "google-protobuf/google/protobuf/empty_pb",
      "google-protobuf/google/protobuf/struct_pb",
      "node:crypto",
      "node:fs",
      "node:module",
      "node:path",
    ]);
  });

  it("has one server, on loopback, and no client", () => {
    const lines = sources.flatMap(({ file, text }) =>
      text
        .split("\n")
        .filter((line) =>
          /\bfetch\(|bindAsync\(|createSsl|Client\(|\.connect\(|node:net/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
    assert.deepEqual(lines.sort(), [
      'serve.ts: server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {',
    ]);
  });
});
