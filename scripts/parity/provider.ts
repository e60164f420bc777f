/**
 * A provider plugin, spoken to as the Pulumi engine speaks to it.
 *
 * The engine decides create, update, replace or same from a provider's answers to Check, Diff and
 * Create alone, so asking those questions directly gives the same answers as a preview, in
 * milliseconds a resource instead of a second an engine run, and it goes on after a refusal, where
 * the engine stops at the first one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

import type * as grpcTypes from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

// The very gRPC that Pulumi's SDK uses, which alone depends on it.
const grpc = createRequire(require.resolve("@pulumi/pulumi/package.json"))(
  "@grpc/grpc-js",
) as typeof grpcTypes;

export type Values = Record<string, unknown>;

/** What the engine sends in place of a value that isn't known before the resource it is from is made. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface ProviderCommand {
  /** Path of the plugin executable. */
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  /** Provider configuration, as the Node.js SDK sends it: nested values as JSON text. */
  readonly config: Readonly<Record<string, string>>;
}

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Values;
  readonly failures: readonly Failure[];
}

export interface Diff {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly changed: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface State {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

const MAX_MESSAGE = 64 * 1024 * 1024;

export class Provider {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
  ) {}

  /** Starts the plugin, which prints its port, and configures it. */
  static async start(command: ProviderCommand): Promise<Provider> {
    const child = spawn(command.executable, [], {
      env: { ...process.env, ...command.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await firstLine(child);
    const client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": MAX_MESSAGE,
        "grpc.max_send_message_length": MAX_MESSAGE,
      },
    );
    const provider = new Provider(child, client);
    await provider.configure(command.config);
    return provider;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.client.close();
    this.child.kill();
    await ended;
  }

  private configure(config: Readonly<Record<string, string>>): Promise<rpc.ConfigureResponse> {
    const request = new rpc.ConfigureRequest();
    request.setArgs(struct(config));
    for (const [key, value] of Object.entries(config)) {
      request.getVariablesMap().set(`aws:config:${key}`, value);
    }
    request.setAcceptsecrets(true);
    request.setSendsOldInputs(true);
    request.setSendsOldInputsToDelete(true);
    return call((done) => this.client.configure(request, done));
  }

  async check(urn: string, news: Values, olds?: Values): Promise<Checked> {
    const request = new rpc.CheckRequest();
    request.setUrn(urn);
    request.setNews(struct(news));
    request.setOlds(struct(olds ?? {}));
    // The engine's seed for automatic names; any constant will do.
    request.setRandomseed(new Uint8Array(32));
    const response = await call<rpc.CheckResponse>((done) =>
      this.client.check(request, done),
    ).catch((error: unknown) => error as Error);
    // A provider may refuse the whole as well as single properties.
    if (response instanceof Error) {
      return { inputs: news, failures: [{ property: "", reason: response.message }] };
    }
    return {
      inputs: values(response.getInputs()),
      failures: response.getFailuresList().map((failure) => ({
        property: failure.getProperty(),
        reason: failure.getReason(),
      })),
    };
  }

  async diff(urn: string, old: State, inputs: Values): Promise<Diff> {
    const request = new rpc.DiffRequest();
    request.setId(old.id);
    request.setUrn(urn);
    request.setOlds(struct(old.outputs));
    request.setOldInputs(struct(old.inputs));
    request.setNews(struct(inputs));
    const response = await call<rpc.DiffResponse>((done) => this.client.diff(request, done));
    const replaces = topLevel(response.getReplacesList());
    const detailed: string[] = [];
    response.getDetaileddiffMap().forEach((_, path) => detailed.push(path));
    return {
      changes: response.getChanges() === rpc.DiffResponse.DiffChanges.DIFF_SOME,
      replaces,
      changed: topLevel([...response.getDiffsList(), ...detailed, ...replaces]),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: Values, preview: boolean): Promise<State> {
    const request = new rpc.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    const response = await call<rpc.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), inputs, outputs: values(response.getProperties()) };
  }

  async update(urn: string, old: State, inputs: Values, preview: boolean): Promise<State> {
    const request = new rpc.UpdateRequest();
    request.setId(old.id);
    request.setUrn(urn);
    request.setOlds(struct(old.outputs));
    request.setOldInputs(struct(old.inputs));
    request.setNews(struct(inputs));
    request.setPreview(preview);
    const response = await call<rpc.UpdateResponse>((done) => this.client.update(request, done));
    return { id: old.id, inputs, outputs: values(response.getProperties()) };
  }

  async delete(urn: string, old: State): Promise<void> {
    const request = new rpc.DeleteRequest();
    request.setId(old.id);
    request.setUrn(urn);
    request.setProperties(struct(old.outputs));
    request.setOldInputs(struct(old.inputs));
    await call((done) => this.client.delete(request, done));
  }

  /** The state as the cloud has it now; undefined when the resource is gone. */
  async read(urn: string, old: State): Promise<State | undefined> {
    const request = new rpc.ReadRequest();
    request.setId(old.id);
    request.setUrn(urn);
    request.setProperties(struct(old.outputs));
    request.setInputs(struct(old.inputs));
    const response = await call<rpc.ReadResponse>((done) => this.client.read(request, done));
    if (response.getId() === "") return undefined;
    return {
      id: response.getId(),
      inputs: values(response.getInputs()),
      outputs: values(response.getProperties()),
    };
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error("the plugin has no output to read its port from");
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`the plugin ended with code ${String(code)} before it gave its port`));
    });
  });
}

type Done<T> = (error: grpcTypes.ServiceError | null, response: T) => void;

function call<T>(send: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error === null) resolve(response);
      else reject(new Error(error.details));
    });
  });
}

function struct(object: Values): Struct {
  return Struct.fromJavaScript(object as Record<string, JavaScriptValue>);
}

function values(object: Struct | undefined): Values {
  return object === undefined ? {} : object.toJavaScript();
}

/** `tags.Name` and `parameters[0].value` are changes of `tags` and `parameters`. */
function topLevel(paths: readonly string[]): string[] {
  const names = paths.map((path) => path.split(/[.[]/, 1)[0] ?? path);
  return [...new Set(names)].filter((name) => !name.startsWith("__")).sort();
}
