import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import type * as grpcTypes from "@grpc/grpc-js";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ROOT } from "./program";

/** The schema as it was last looked at. */
export const GOLDEN_SCHEMA = path.join(ROOT, "tests/golden/schema.json");

const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = pulumi("@grpc/grpc-js") as typeof grpcTypes;

/** The package as Pulumi's Node.js host runs it as a plugin, in the folder of a consumer. */
export class Plugin {
  private constructor(
    private readonly process: ChildProcess,
    readonly port: number,
  ) {}

  /** Starts the plugin as `pulumi-language-nodejs` does: with the consumer's folder as the working directory. */
  static start(consumer: string): Promise<Plugin> {
    const host = pulumi.resolve("@pulumi/pulumi/cmd/run-plugin");
    const child = spawn(process.execPath, [host, ROOT, "127.0.0.1:1"], {
      cwd: consumer,
      env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [printed, errors] = ["", ""];
    return new Promise((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const port = /^(\d+)\n/.exec(printed);
        if (port !== null) resolve(new Plugin(child, Number(port[1])));
      });
      child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
      child.on("exit", (code) => {
        reject(new Error(`the plugin ended with ${String(code)}:\n${errors}`));
      });
    });
  }

  /** The schema that every language's SDK is generated from, over gRPC as the engine asks for it. */
  schema(): Promise<string> {
    const client = new service.ResourceProviderClient(
      `127.0.0.1:${String(this.port)}`,
      grpc.credentials.createInsecure(),
      { "grpc.max_receive_message_length": -1 },
    );
    return new Promise<string>((resolve, reject) => {
      client.getSchema(new messages.GetSchemaRequest(), (error, response) => {
        if (error !== null) reject(error);
        else resolve(response.getSchema());
      });
    }).finally(() => {
      client.close();
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.process.once("exit", () => {
        resolve();
      });
      this.process.kill();
    });
  }
}
