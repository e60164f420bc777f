import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { HOSTS, makeCertificates } from "./certificates";
import { type Cache, startRedis, stopServers } from "./servers";
import { installRedis, orSkip } from "./tools";

/** The program of examples/ecs-service, run like its container against a real server. */
const SERVER = path.resolve(__dirname, "../../examples/ecs-service/app/server.js");
const PASSWORD = "app-0123456789-abcdef";

/** One task of the service. */
class Task {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static start(env: Readonly<Record<string, string>>): Promise<Task> {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(process.execPath, [SERVER], { env: { PATH, HOME, PORT: "0", ...env } });
    return new Promise((resolve, reject) => {
      let log = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        const [, port] = /listening on (\d+)/.exec(log) ?? [];
        if (port !== undefined) resolve(new Task(child, `http://127.0.0.1:${port}`));
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
      child.once("exit", () => {
        reject(new Error(log));
      });
    });
  }

  async get(
    url: string,
    cookie?: string,
  ): Promise<{ status: number; body: string; cookie: string }> {
    const response = await fetch(this.url + url, {
      headers: { connection: "close", ...(cookie === undefined ? {} : { cookie }) },
    });
    const body = await response.text();
    return { status: response.status, body, cookie: response.headers.get("set-cookie") ?? "" };
  }

  /** Stops the task like ECS; returns the exit code. */
  stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    return ended;
  }
}

describe("the example service's program", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-service-"));
  let cache: Cache;
  let env: Record<string, string>;

  before(async function () {
    orSkip(this, "redis-server", installRedis);
    const certificates = makeCertificates(folder, "cache");
    const users = { default: "off -@all", app: `on ~app:* +@all -@dangerous +info >${PASSWORD}` };
    cache = await startRedis({ folder, certificates, users });
    env = {
      REDIS_HOST: HOSTS.primary,
      REDIS_PORT: String(cache.port),
      REDIS_TLS: "true",
      REDIS_USERNAME: "app",
      REDIS_PASSWORD: PASSWORD,
      NODE_EXTRA_CA_CERTS: certificates.ca,
    };
  });

  after(async () => {
    await stopServers();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("stores sessions in the cache, so another task continues them", async () => {
    const [first, second] = [await Task.start(env), await Task.start(env)];
    const visit = await first.get("/");
    assert.deepEqual([visit.status, visit.body], [200, "visits: 1\n"]);
    const [, id = ""] =
      /^session=([0-9a-f-]{36}); Path=\/; Max-Age=1800; HttpOnly; SameSite=Lax$/.exec(
        visit.cookie,
      ) ?? [];
    assert.equal((await second.get("/", `session=${id}`)).body, "visits: 2\n");
    assert.equal(await first.stop(), 0);
    assert.equal((await second.get("/", `theme=dark; session=${id}`)).body, "visits: 3\n");
    assert.equal(await cache.primary.call("HGET", `app:session:${id}`, "visits"), "3");
    const ttl = Number(await cache.primary.call("TTL", `app:session:${id}`));
    assert.equal(ttl > 900 && ttl <= 1800, true, String(ttl));
    assert.equal(await second.stop(), 0);
  });

  it("rejects a session id of another form", async () => {
    const task = await Task.start(env);
    const { body, cookie } = await task.get("/", "session=../../admin");
    assert.equal(body, "visits: 1\n");
    assert.equal(cookie.includes("admin"), false);
    await task.stop();
  });

  it("is healthy without the cache, and returns 503 for a request that needs it", async () => {
    const task = await Task.start({ ...env, REDIS_PASSWORD: "wrong-0123456789-abcdef" });
    assert.deepEqual(await task.get("/health"), { status: 200, body: "ok\n", cookie: "" });
    const { status, body } = await task.get("/");
    assert.deepEqual([status, body], [503, "try again\n"]);
    await task.stop();
  });
});
