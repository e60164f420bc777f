import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ClusterMode } from "../../components/redis-cache/args";
import { connectionOf, containerEnvironment } from "../../components/connection/connection";
import { type Certificates, HOSTS, makeCertificates } from "./certificates";
import {
  type Cache,
  GREETING,
  NAMELESS,
  startRedis,
  startSilence,
  startValkey,
  stopServers,
} from "./servers";
import { type CommandLine, clients, installRedis, installValkey, orSkip } from "./tools";

/**
 * Runs the examples of docs/clients against real servers, with the environment variables of `containerEnvironment` and
 * the password that ECS reads from the secret.
 */
const TOKEN = "token-0123456789-abcdef";
const APP = { username: "app", password: "app-0123456789-abcdef" };

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs an example without the environment of this process, except what programs need to start. */
function execute(command: CommandLine, env: Readonly<Record<string, string>>): Promise<Ended> {
  const [program, ...args] = command;
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, args, { env: { PATH, HOME, ...env } });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, output, errors });
    });
  });
}

interface Told {
  readonly port: number;
  readonly username?: string;
  readonly password: string;
  readonly host?: string;
  readonly clusterMode?: ClusterMode;
  /** The certificate authority that the container trusts. */
  readonly ca: string;
}

/** The environment of a container that uses a cache. */
function environmentOf({ port, username, password, host, clusterMode = "disabled", ca }: Told) {
  const primary = host ?? HOSTS.primary;
  const connection = connectionOf({
    engine: "redis",
    engineVersion: "7.1",
    clusterMode,
    tls: true,
    port,
    username,
    ...(clusterMode !== "disabled"
      ? { configurationEndpoint: primary }
      : { primaryEndpoint: primary, readerEndpoint: host ?? HOSTS.replica }),
  });
  const { environment } = containerEnvironment(connection);
  return {
    ...Object.fromEntries(environment.map(({ name, value }) => [name, value])),
    REDIS_PASSWORD: password,
    // On AWS, every image trusts the authority. The test creates its own, and adds it with the environment variables of
    // each language, so the examples need no code for it.
    SSL_CERT_FILE: ca,
    NODE_EXTRA_CA_CERTS: ca,
  };
}

/** Checks that the example wrote to the primary, and read only from the replica. */
async function worked(command: CommandLine, cache: Cache, told: Told): Promise<void> {
  await cache.primary.call("DEL", "app:session:ada");
  const before = [await cache.primary.calls("get"), await cache.replica.calls("get")];
  const { code, output, errors } = await execute(command, environmentOf(told));
  assert.deepEqual({ code, errors }, { code: 0, errors: "" });
  assert.deepEqual(JSON.parse(output), { greeting: GREETING });
  assert.equal(await cache.primary.call("HGET", "app:session:ada", "user_id"), "123");
  const ttl = Number(await cache.primary.call("TTL", "app:session:ada"));
  assert.equal(ttl > 900 && ttl <= 1800, true, String(ttl));
  const after = [await cache.primary.calls("get"), await cache.replica.calls("get")];
  assert.deepEqual(after, [before[0], Number(before[1]) + 1]);
}

describe("client examples", function () {
  // The first run builds and installs the clients.
  this.timeout(600_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-clients-"));
  let certificates: Certificates;
  let other: Certificates;
  let withToken: Cache;
  let withUsers: Cache;
  let sharded: Cache;

  before(async function () {
    orSkip(this, "redis-server", installRedis);
    certificates = makeCertificates(folder, "cache");
    other = makeCertificates(folder, "other");
    const base = { folder, certificates };
    const token = { default: `on ~* &* +@all >${TOKEN}` };
    const users = {
      default: "off -@all",
      app: `on ~app:* +@all -@dangerous +info >${APP.password}`,
    };
    withToken = await startRedis({ ...base, users: token });
    withUsers = await startRedis({ ...base, users });
    sharded = await startRedis({ ...base, users: token, cluster: true });
  });

  after(async () => {
    await stopServers();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, prepare] of Object.entries(clients)) {
    describe(name, () => {
      let command: CommandLine;
      before(function () {
        command = orSkip(this, name, prepare);
      });

      const token = () => ({ port: withToken.port, password: TOKEN, ca: certificates.ca });

      const works = (cache: Cache, told: Told) => worked(command, cache, told);

      async function fails(told: Told, sign: RegExp): Promise<void> {
        const { code, output, errors } = await execute(command, environmentOf(told));
        assert.equal(output.includes(GREETING), false);
        assert.match(errors, sign);
        assert.equal(code, 1);
        assert.equal((output + errors).includes(told.password), false);
      }

      it("uses a token as the password of the user default", () =>
        works(withToken, { ...token(), username: "default" }));

      it("uses a token without a user name, as before Redis 6", () => works(withToken, token()));

      it("uses a user with a restricted access string", () =>
        works(withUsers, { port: withUsers.port, ca: certificates.ca, ...APP }));

      for (const clusterMode of ["enabled", "compatible"] as const) {
        it(`uses a cluster client with cluster mode ${clusterMode}`, () =>
          works(sharded, {
            port: sharded.port,
            password: TOKEN,
            ca: certificates.ca,
            username: "default",
            clusterMode,
          }));
      }

      it("is refused as the user default without permissions", () =>
        fails(
          { port: withUsers.port, ca: certificates.ca, username: "default", password: TOKEN },
          /WRONGPASS|invalid username-password|AuthenticationFailed/i,
        ));

      it("is refused with a wrong password", () =>
        fails(
          { ...token(), username: "default", password: "wrong-0123456789-abcdef" },
          /WRONGPASS|invalid username-password|AuthenticationFailed/i,
        ));

      it("does not connect to a server with an untrusted certificate", () =>
        fails({ ...token(), username: "default", ca: other.ca }, /certificate/i));

      it("does not connect to a server with a certificate for another host", () =>
        fails({ ...token(), username: "default", host: NAMELESS }, /certificate|altname/i));

      it("fails if the server never answers", async () => {
        const silence = await startSilence();
        try {
          const told = { ...token(), username: "default", port: silence.port };
          const { code, output } = await execute(
            command,
            environmentOf({ ...told, host: HOSTS.primary }),
          );
          assert.deepEqual([code, output.includes(GREETING)], [1, false]);
        } finally {
          silence.stop();
        }
      });
    });
  }

  describe("against Valkey", () => {
    let single: Cache;
    let cluster: Cache;
    before(async function () {
      const binary = orSkip(this, "valkey-server", installValkey);
      const users = {
        default: "off -@all",
        app: `on ~app:* +@all -@dangerous +info >${APP.password}`,
      };
      single = await startValkey(binary, { folder, certificates, users });
      cluster = await startValkey(binary, { folder, certificates, users, cluster: true });
    });

    for (const [name, prepare] of Object.entries(clients)) {
      it(name, async function () {
        const command = orSkip(this, name, prepare);
        await worked(command, single, { port: single.port, ca: certificates.ca, ...APP });
      });

      for (const clusterMode of ["enabled", "compatible"] as const) {
        it(`${name} with cluster mode ${clusterMode}`, async function () {
          const command = orSkip(this, name, prepare);
          const told = { port: cluster.port, ca: certificates.ca, clusterMode, ...APP };
          await worked(command, cluster, told);
        });
      }
    }

    it("uses a Valkey server, with and without cluster mode", async () => {
      const modes = await Promise.all(
        [single, cluster].map(async ({ primary }) => {
          const info = await primary.call("INFO", "server");
          return [/^server_name:(.*?)\r?$/m, /^server_mode:(.*?)\r?$/m].map(
            (field) => field.exec(info)?.[1],
          );
        }),
      );
      assert.deepEqual(modes, [
        ["valkey", "standalone"],
        ["valkey", "cluster"],
      ]);
    });
  });
});
