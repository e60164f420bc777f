import type * as grpcTypes from "@grpc/grpc-js";
import * as any from "google-protobuf/google/protobuf/any_pb";
import * as empty from "google-protobuf/google/protobuf/empty_pb";
import * as struct from "google-protobuf/google/protobuf/struct_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import * as status from "@pulumi/pulumi/proto/status_pb";
import { grpc } from "./grpc";
import { Account } from "./account";
import { type Fault, Faults, faultsFrom, Unfinished } from "./faults";
import { type Definition, Provider } from "./provider";
import { type Change, isProperties, plainProperties, type Properties, type Value } from "./values";

export type Kind = "aws" | "random";

export interface ServeOptions {
  /** The folder of the simulated account. Defaults to `SIMULATED_AWS_DIR`. */
  accountDir?: string;
  /** Defaults to `SIMULATED_AWS_FAULTS`. */
  faults?: Fault[];
}

export interface Serving {
  port: number;
  close: () => Promise<void>;
}

/**
 * Serves a simulated provider on loopback. The engine finds it by
 * `PULUMI_DEBUG_PROVIDERS=aws:PORT,random:PORT`, or starts it itself as `pulumi-resource-aws`.
 */
export async function serve(kind: Kind, options: ServeOptions = {}): Promise<Serving> {
  const directory = options.accountDir ?? process.env["SIMULATED_AWS_DIR"];
  if (directory === undefined || directory === "") {
    throw new Error(
      "SIMULATED_AWS_DIR is not set; set it to the folder of the simulated AWS account",
    );
  }
  const faults = new Faults(options.faults ?? faultsFrom(process.env["SIMULATED_AWS_FAULTS"]));
  const [tables, account] = [await definition(kind), new Account(directory)];
  const clients = new Clients(() => new Provider(tables, account, faults));
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(service.ResourceProviderService, handlers(account, clients, faults));
  const port = await bind(server);
  return {
    port,
    close: () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

/**
 * One process may serve several providers of a program, for example for two regions: the engine has a
 * connection for each, and configures each once.
 */
class Clients {
  private readonly byPeer = new Map<string, Provider>();
  private last: Provider;

  constructor(private readonly make: () => Provider) {
    this.last = make();
  }

  get version(): string {
    return this.last.version;
  }

  configured(peer: string): Provider {
    this.last = this.make();
    this.byPeer.set(peer, this.last);
    return this.last;
  }

  /** A connection with a new number belongs to the provider that was configured last. */
  of(peer: string): Provider {
    return this.byPeer.get(peer) ?? this.last;
  }
}

/** Loads only the tables of this provider. */
async function definition(kind: Kind): Promise<Definition> {
  return kind === "random"
    ? (await import("./services/random")).RANDOM
    : (await import("./services")).AWS;
}

function bind(server: grpcTypes.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

type Struct = struct.Struct;

function read(message: Struct | undefined): Properties {
  return message ? message.toJavaScript() : {};
}

function write(properties: Properties): Struct {
  return struct.Struct.fromJavaScript(properties);
}

function tokenOf(request: { getType: () => string; getUrn: () => string }): string {
  const type = request.getType();
  return type === "" ? (request.getUrn().split("::")[2]?.split("$").pop() ?? "") : type;
}

function nameOf(request: { getName: () => string; getUrn: () => string }): string {
  const name = request.getName();
  return name === "" ? request.getUrn().split("::").slice(3).join("::") : name;
}

const KINDS: Record<Change, [pb.PropertyDiff.Kind, pb.PropertyDiff.Kind]> = {
  add: [pb.PropertyDiff.Kind.ADD, pb.PropertyDiff.Kind.ADD_REPLACE],
  delete: [pb.PropertyDiff.Kind.DELETE, pb.PropertyDiff.Kind.DELETE_REPLACE],
  update: [pb.PropertyDiff.Kind.UPDATE, pb.PropertyDiff.Kind.UPDATE_REPLACE],
};

type Answer<Request, Response> = (request: Request, peer: string) => Response | Promise<Response>;

/** Only an error's message reaches the engine and the user. */
function unary<Request, Response>(
  answer: Answer<Request, Response>,
): grpcTypes.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void (async () => answer(call.request, call.getPeer()))().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(failure(error));
      },
    );
  };
}

/** The engine reads an unfinished resource from gRPC's field for details. */
function failure(error: unknown): Partial<grpcTypes.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const code = grpc.status.UNKNOWN;
  if (!(error instanceof Unfinished)) return { code, details };
  const { id, state } = error.made;
  const failed = new pb.ErrorResourceInitFailed()
    .setId(id)
    .setProperties(write(state))
    .setReasonsList([details]);
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const told = new status.Status().setCode(code).setMessage(details).setDetailsList([detail]);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
  return { code, details, metadata };
}

function handlers(
  account: Account,
  clients: Clients,
  faults: Faults,
): grpcTypes.UntypedServiceImplementation {
  const of =
    <Request, Response>(
      answer: (provider: Provider, request: Request) => Response | Promise<Response>,
    ): Answer<Request, Response> =>
    (request, peer) =>
      answer(clients.of(peer), request);
  return {
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(clients.version)),
    attach: unary(() => new empty.Empty()),
    getSchema: unary(() => new pb.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((r: pb.CheckRequest) => checkConfig(account, r)),
    diffConfig: unary((r: pb.DiffRequest) => diffConfig(read(r.getOlds()), read(r.getNews()))),
    configure: unary((r: pb.ConfigureRequest, peer) => configure(clients.configured(peer), r)),
    invoke: unary(of(invoke)),
    check: unary(of(check)),
    diff: unary(of(diff)),
    create: unary(of(create)),
    read: unary(of(readResource)),
    update: unary(of(update)),
    delete: unary(of(remove)),
    cancel: unary(() => {
      faults.cancel();
      return new empty.Empty();
    }),
  };
}

/** An account that cannot be used fails the provider once, instead of each resource. */
function checkConfig(account: Account, request: pb.CheckRequest): pb.CheckResponse {
  const response = new pb.CheckResponse().setInputs(request.getNews());
  try {
    account.assertWhole();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    response.setFailuresList([new pb.CheckFailure().setReason(reason)]);
  }
  return response;
}

async function invoke(provider: Provider, request: pb.InvokeRequest): Promise<pb.InvokeResponse> {
  const result = await provider.invoke(request.getTok(), plainProperties(read(request.getArgs())));
  return new pb.InvokeResponse().setReturn(write(result));
}

async function remove(provider: Provider, request: pb.DeleteRequest): Promise<empty.Empty> {
  const state = plainProperties(read(request.getProperties()));
  await provider.delete(tokenOf(request), request.getId(), state);
  return new empty.Empty();
}

function configure(provider: Provider, request: pb.ConfigureRequest): pb.ConfigureResponse {
  const variables = request.getVariablesMap();
  const args = plainProperties(read(request.getArgs()));
  const region = args["region"] ?? variables.get("aws:config:region");
  if (typeof region === "string" && region !== "") provider.region = region;
  const tags = parsed(args["defaultTags"] ?? variables.get("aws:config:defaultTags"));
  const inner = isProperties(tags) ? tags["tags"] : undefined;
  if (isProperties(inner)) provider.defaultTags = inner;
  // Secrets are not accepted: the engine then marks each output whose input was secret, as it
  // does for the bridged provider, which doesn't accept them either.
  return new pb.ConfigureResponse().setSupportspreview(true);
}

function parsed(value: Value | undefined): Value | undefined {
  return typeof value === "string" ? (JSON.parse(value) as Value) : value;
}

/** Another region needs another provider, and new resources. */
function diffConfig(olds: Properties, news: Properties): pb.DiffResponse {
  const moved = olds["region"] !== undefined && olds["region"] !== news["region"];
  const response = new pb.DiffResponse();
  response.setChanges(
    moved ? pb.DiffResponse.DiffChanges.DIFF_SOME : pb.DiffResponse.DiffChanges.DIFF_NONE,
  );
  if (moved) response.setReplacesList(["region"]);
  return response;
}

function check(provider: Provider, request: pb.CheckRequest): pb.CheckResponse {
  const { inputs, failures } = provider.check(
    tokenOf(request),
    nameOf(request),
    plainProperties(read(request.getOlds())),
    plainProperties(read(request.getNews())),
    request.getRandomseed_asU8(),
  );
  const response = new pb.CheckResponse().setInputs(write(inputs));
  response.setFailuresList(
    failures.map((f) => new pb.CheckFailure().setProperty(f.property).setReason(f.reason)),
  );
  return response;
}

function diff(provider: Provider, request: pb.DiffRequest): pb.DiffResponse {
  const result = provider.diff(
    tokenOf(request),
    plainProperties(read(request.getOlds())),
    plainProperties(read(request.getNews())),
    request.getIgnorechangesList(),
  );
  const response = new pb.DiffResponse().setHasdetaileddiff(true);
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  response.setChanges(result.changes.size > 0 ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList(result.replaces);
  response.setDiffsList([...new Set([...result.changes.keys()].map(topLevel))]);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  for (const [path, change] of result.changes) {
    const kinds = KINDS[change];
    const kind = result.replaces.includes(topLevel(path)) ? kinds[1] : kinds[0];
    response.getDetaileddiffMap().set(path, new pb.PropertyDiff().setKind(kind));
  }
  return response;
}

function topLevel(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

async function create(provider: Provider, request: pb.CreateRequest): Promise<pb.CreateResponse> {
  const inputs = plainProperties(read(request.getProperties()));
  const response = new pb.CreateResponse();
  if (request.getPreview()) {
    return response.setProperties(write(provider.previewCreate(tokenOf(request), inputs)));
  }
  const { id, state } = await provider.create(tokenOf(request), inputs);
  return response.setId(id).setProperties(write(state));
}

async function readResource(provider: Provider, request: pb.ReadRequest): Promise<pb.ReadResponse> {
  const found = await provider.read(
    tokenOf(request),
    request.getId(),
    plainProperties(read(request.getProperties())),
    plainProperties(read(request.getInputs())),
  );
  const response = new pb.ReadResponse();
  if (!found) return response; // an empty id means that the resource does not exist
  return response.setId(found.id).setProperties(write(found.state)).setInputs(write(found.inputs));
}

async function update(provider: Provider, request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
  const olds = plainProperties(read(request.getOlds()));
  const news = plainProperties(read(request.getNews()));
  const token = tokenOf(request);
  const state = request.getPreview()
    ? provider.previewUpdate(token, olds, news)
    : await provider.update(token, request.getId(), olds, news, request.getIgnorechangesList());
  return new pb.UpdateResponse().setProperties(write(state));
}
