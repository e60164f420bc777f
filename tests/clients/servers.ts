import { type ChildProcess, execFile, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import * as tls from "node:tls";
import { promisify } from "node:util";
import { type Certificates, HOSTS } from "./certificates";

/** Real engine servers on the loopback interface, with TLS and the users that the component would create. */
const run = promisify(execFile);

/** The user of the tests, for setup, replication and monitoring. */
const HARNESS = { name: "harness", password: "harness-harness-harness" };

/** A host name of the primary that is not in its certificate. */
export const NAMELESS = "127.0.0.3";

/** Users of a server, as ACL rules. */
export interface Users {
  readonly default: string;
  readonly app?: string;
}

/** Returns a port that is free on every host of the certificates. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A call takes about 10 ms, so this is long enough for servers to find each other. */
const MOST_CALLS = 1500;

/** One running server process. */
class Server {
  constructor(private readonly cli: readonly string[]) {}

  /** Runs a command as the user of the tests. */
  async call(...command: string[]): Promise<string> {
    const { stdout } = await run("redis-cli", [...this.cli, ...command]);
    return stdout.trim();
  }

  /** Repeats a call until the answer matches, because the servers do not report when they have found each other. */
  async until(sign: RegExp, ...command: string[]): Promise<void> {
    let answer = "";
    for (let call = 0; call < MOST_CALLS; call++) {
      answer = await this.call(...command);
      if (sign.test(answer)) return;
    }
    throw new Error(`${command.join(" ")} never showed ${String(sign)}:\n${answer}`);
  }

  /** Number of calls of a command since the start. */
  async calls(command: string): Promise<number> {
    const stats = await this.call("INFO", "commandstats");
    return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
  }
}

/** All started processes, also of failed starts: a remaining process would keep the tests from exiting. */
const processes = new Set<ChildProcess>();
const fronts = new Set<net.Server>();

/** Stops every server of this test process. */
export async function stopServers(): Promise<void> {
  for (const front of fronts) front.close();
  fronts.clear();
  const ended = [...processes].map(
    (child) => new Promise((resolve) => child.once("exit", resolve).kill("SIGKILL")),
  );
  processes.clear();
  await Promise.all(ended);
}

/** Starts a server and waits until it accepts connections. */
function start(binary: string, args: readonly string[], cli: readonly string[]): Promise<Server> {
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
  processes.add(child);
  return new Promise((resolve, reject) => {
    let log = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (log.includes("Ready to accept connections")) resolve(new Server(cli));
    });
    child.once("error", reject);
    child.once("exit", () => {
      processes.delete(child);
      reject(new Error(`${binary} ended:\n${log}`));
    });
  });
}

const userArguments = (users: Users) =>
  [
    ["default", users.default],
    ["app", users.app],
    [HARNESS.name, `on ~* &* +@all >${HARNESS.password}`],
  ].flatMap(([name, rules]) =>
    rules === undefined ? [] : ["--user", String(name), "reset", ...rules.split(" ")],
  );

const quiet = ["--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"];
const asHarness = ["--user", HARNESS.name, "-a", HARNESS.password, "--no-auth-warning"];

/** A primary and its replica on one port, like a cache with two nodes. */
export interface Cache {
  readonly port: number;
  readonly primary: Server;
  readonly replica: Server;
}

export interface CacheOptions {
  readonly folder: string;
  readonly certificates: Certificates;
  readonly users: Users;
  readonly cluster?: boolean;
}

/** The value that the examples read from a replica. */
export const GREETING = "hello from the cache";

function tlsNode(host: string, port: number, options: CacheOptions, more: readonly string[]) {
  const { folder, certificates, users } = options;
  const dir = fs.mkdtempSync(path.join(folder, "node-"));
  const addresses = host === HOSTS.primary ? [host, NAMELESS] : [host];
  return start(
    "redis-server",
    [
      ...["--port", "0", "--tls-port", String(port), "--bind", ...addresses],
      ...["--tls-cert-file", certificates.certificate, "--tls-key-file", certificates.key],
      ...["--tls-ca-cert-file", certificates.ca, "--tls-auth-clients", "no"],
      ...["--tls-replication", "yes", "--dir", dir, ...quiet, ...userArguments(users)],
      ...["--masteruser", HARNESS.name, "--masterauth", HARNESS.password, ...more],
    ],
    ["-h", host, "-p", String(port), "--tls", "--cacert", certificates.ca, ...asHarness],
  );
}

async function ready(port: number, primary: Server, replica: Server): Promise<Cache> {
  await replica.until(/master_link_status:up/, "INFO", "replication");
  await primary.call("SET", "app:greeting", GREETING);
  // WAIT only knows the writes of its own connection, and each call here uses a new one.
  await replica.until(/^db0:keys=1,/m, "INFO", "keyspace");
  return { port, primary, replica };
}

/** Redis OSS with TLS. In cluster mode one shard holds all slots. */
export async function startRedis(options: CacheOptions): Promise<Cache> {
  const port = await freePort();
  if (options.cluster === true) return startCluster(port, options);
  const bindings = { primary: await tlsNode(HOSTS.primary, port, options, []) };
  const replica = await tlsNode(HOSTS.replica, port, options, [
    "--replicaof",
    `${HOSTS.primary} ${String(port)}`,
  ]);
  return ready(port, bindings.primary, replica);
}

/** Options of a cluster node, which announces its host and optionally another port to clients and nodes. */
const inCluster = (host: string, bus: number, announced?: number) => [
  ...["--cluster-enabled", "yes", "--cluster-port", String(bus), "--cluster-announce-ip", host],
  ...(announced === undefined ? [] : ["--cluster-announce-port", String(announced)]),
];

async function startCluster(port: number, options: CacheOptions): Promise<Cache> {
  const bus = await freePort();
  const node = (host: string) =>
    tlsNode(host, port, options, [...inCluster(host, bus), "--tls-cluster", "yes"]);
  return joined(port, bus, await node(HOSTS.primary), await node(HOSTS.replica));
}

/** Creates one shard of two nodes with all slots. */
async function joined(port: number, bus: number, primary: Server, replica: Server): Promise<Cache> {
  await primary.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
  await replica.call("CLUSTER", "MEET", HOSTS.primary, String(port), String(bus));
  const id = await primary.call("CLUSTER", "MYID");
  await replica.until(new RegExp(id), "CLUSTER", "NODES");
  await replica.call("CLUSTER", "REPLICATE", id);
  await primary.until(/slave/, "CLUSTER", "NODES");
  await primary.until(/cluster_state:ok/, "CLUSTER", "INFO");
  await replica.until(/cluster_state:ok/, "CLUSTER", "INFO");
  const cache = await ready(port, primary, replica);
  // A node announces a replica to clients only after it knows its replication offset.
  const replicaHost = new RegExp(HOSTS.replica.replaceAll(".", "\\."));
  await primary.until(replicaHost, "CLUSTER", "SLOTS");
  await replica.until(replicaHost, "CLUSTER", "SLOTS");
  return cache;
}

/** Forwards data in both directions until one side closes. */
function join(client: net.Socket, host: string, port: number) {
  const upstream = net.connect(port, host);
  client.pipe(upstream).pipe(client);
  for (const socket of [client, upstream]) {
    socket.on("error", () => {
      client.destroy();
      upstream.destroy();
    });
  }
}

/** First byte of a TLS connection (RFC 8446, 5.1: a record of the type handshake). */
const HANDSHAKE = 22;

/**
 * Terminates TLS for a server without TLS support. Connections without TLS are forwarded unchanged, because cluster
 * nodes announce the same port to each other as to clients.
 */
function terminate(host: string, port: number, target: number, { certificate, key }: Certificates) {
  const secure = tls.createServer(
    { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) },
    (client) => {
      join(client, host, target);
    },
  );
  secure.on("tlsClientError", () => undefined);
  const server = net.createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] === HANDSHAKE) secure.emit("connection", socket);
      else join(socket, host, target);
    });
  });
  fronts.add(server);
  return new Promise<void>((resolve) => server.listen(port, host, resolve));
}

/**
 * Valkey behind a TLS proxy, because the packaged build does not support TLS. In cluster mode one shard holds all
 * slots.
 */
export async function startValkey(
  binary: string,
  { folder, certificates, users, cluster = false }: CacheOptions,
): Promise<Cache> {
  const [port, plain, bus] = [await freePort(), await freePort(), await freePort()];
  const node = async (host: string, more: readonly string[]) => {
    await terminate(host, port, plain, certificates);
    return start(
      binary,
      [
        ...["--port", String(plain), "--bind", host, ...quiet],
        ...["--dir", fs.mkdtempSync(path.join(folder, "node-")), ...userArguments(users)],
        ...["--masteruser", HARNESS.name, "--masterauth", HARNESS.password],
        ...(cluster ? inCluster(host, bus, port) : more),
      ],
      ["-h", host, "-p", String(plain), ...asHarness],
    );
  };
  const primary = await node(HOSTS.primary, []);
  const replica = await node(HOSTS.replica, ["--replicaof", `${HOSTS.primary} ${String(plain)}`]);
  return cluster ? joined(port, bus, primary, replica) : ready(port, primary, replica);
}

/** A server that accepts connections and never answers. */
export async function startSilence(): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, HOSTS.primary, resolve));
  const { port } = server.address() as net.AddressInfo;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, stop };
}
