import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import type * as grpcTypes from "@grpc/grpc-js";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ROOT } from "../support/program";
import { SCHEMA } from "../support/plugin";

const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = pulumi("@grpc/grpc-js") as typeof grpcTypes;

function schemaAt(port: string): Promise<string> {
  const client = new service.ResourceProviderClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
  );
  return new Promise<string>((resolve, reject) => {
    client.getSchema(new messages.GetSchemaRequest(), (error, response) => {
      if (error === null) resolve(response.getSchema());
      else reject(error);
    });
  }).finally(() => {
    client.close();
  });
}

/** Starts the plugin like Pulumi's Node.js host; returns what the component printed while loading, and the schema. */
function start(plugin: string, consumer: string): Promise<{ loaded: string; schema: string }> {
  const host = pulumi.resolve("@pulumi/pulumi/cmd/run-plugin");
  const child = spawn(process.execPath, [host, plugin, "127.0.0.1:1"], {
    cwd: consumer,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [printed, loaded] = ["", ""];
  let schema: string | undefined;
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => (loaded += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const [, port] = /^(\d+)\n/.exec(printed) ?? [];
      if (port === undefined) return;
      schemaAt(port).then((text) => {
        schema = text;
        child.kill();
      }, reject);
    });
    child.on("close", (code) => {
      if (schema !== undefined) resolve({ loaded, schema });
      else reject(new Error(`the plugin ended with ${String(code)}:\n${loaded}`));
    });
  });
}

describe("the component package, started like Pulumi's plugin host starts it", () => {
  let clone: string;
  const inClone = (file: string) => path.join(clone, file);

  const write = (file: string, text: string, time: string) => {
    fs.mkdirSync(path.dirname(inClone(file)), { recursive: true });
    fs.writeFileSync(inClone(file), text);
    fs.utimesSync(inClone(file), new Date(time), new Date(time));
  };

  const loaded = async () => (await start(inClone("plugin"), clone)).loaded;

  beforeEach(() => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-plugin-"));
    fs.mkdirSync(inClone("plugin"));
    for (const name of ["index.js", "package.json", "schema.json"]) {
      fs.copyFileSync(path.join(ROOT, "plugin", name), inClone(`plugin/${name}`));
    }
    fs.symlinkSync(path.join(ROOT, "node_modules"), inClone("plugin/node_modules"));
    // Type checks would reject it, and its import exists only in the folder of the plugin.
    const source = 'import { output } from "@pulumi/pulumi";\nconst text: number = "source";\n';
    write("components/index.ts", `${source}console.error(text, typeof output);\n`, "2026-01-01");
    write("components/inner/part.ts", "", "2026-01-01");
  });

  afterEach(() => {
    fs.rmSync(clone, { recursive: true, force: true });
  });

  it("serves the schema", async () => {
    const { schema } = await start(inClone("plugin"), clone);
    assert.deepEqual(JSON.parse(schema), JSON.parse(fs.readFileSync(SCHEMA, "utf8")));
  });

  it("loads the compiled component", async () => {
    write("plugin/dist/index.js", 'console.error("compiled");\n', "2100-01-01");
    assert.equal(await loaded(), "compiled\n");
  });

  it("loads the sources if nothing is compiled, without checking types", async () => {
    assert.equal(await loaded(), "source function\n");
  });

  it("loads the sources if one is newer than the compiled files", async () => {
    write("plugin/dist/index.js", 'console.error("compiled");\n', "2100-01-01");
    write("components/inner/part.ts", "", "2100-01-02");
    assert.equal(await loaded(), "source function\n");
  });
});
