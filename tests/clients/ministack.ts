import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * ministack, an AWS emulator that changes alarm states when it receives metric data. It runs in its own virtual
 * environment and only on the loopback interface. The test that uses it lists its differences from CloudWatch.
 */

const REQUIREMENTS = join(__dirname, "ministack.txt");
const REGION = "ap-southeast-1";

const run = promisify(execFile);

/** The folder of the virtual environment, per list of packages. */
function environmentFolder(): string {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  return join(__dirname, "../../node_modules/.cache", `ministack-${digest.slice(0, 12)}`);
}

/** Installs the packages once; a marker file shows that the installation was completed. */
async function install(): Promise<string> {
  const folder = environmentFolder();
  const marker = join(folder, "complete");
  if (!existsSync(marker)) {
    rmSync(folder, { recursive: true, force: true });
    await run("python3", ["-m", "venv", folder]);
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--requirement", REQUIREMENTS];
    await run(join(folder, "bin/python"), pip);
    writeFileSync(marker, "");
  }
  return folder;
}

/** Returns a free port. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });

/** Resolves when the server listens; rejects with its output if it exits before. */
const listening = (process: ChildProcess, port: number) =>
  new Promise<void>((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`Running on http://127.0.0.1:${String(port)}`)) resolve();
    };
    process.stdout?.on("data", hear);
    process.stderr?.on("data", hear);
    process.once("error", reject);
    process.once("exit", () => {
      reject(new Error(`ministack ended before it listened:\n${said}`));
    });
  });

/** One account of the emulator. Accounts are isolated, so each test uses its own. */
export class EmulatedAccount {
  constructor(
    private readonly url: string,
    readonly id: string,
  ) {}

  private async post(service: string, headers: Record<string, string>, body: string) {
    const scope = `${this.id}/20260101/${REGION}/${service}/aws4_request`;
    const response = await fetch(this.url, {
      method: "POST",
      headers: {
        ...headers,
        Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service}: ${String(response.status)} ${text}`);
    return text;
  }

  private async json(service: string, target: string, input: object): Promise<unknown> {
    const type = { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": target };
    return JSON.parse(await this.post(service, type, JSON.stringify(input)));
  }

  /** Calls CloudWatch with its JSON protocol; with the Query protocol, the emulator omits fields. */
  cloudwatch(action: string, input: object): Promise<unknown> {
    return this.json("monitoring", `GraniteServiceVersion20100801.${action}`, input);
  }

  sqs(action: string, input: object): Promise<unknown> {
    return this.json("sqs", `AmazonSQS.${action}`, input);
  }

  sns(action: string, input: Readonly<Record<string, string>>): Promise<string> {
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    return this.post("sns", type, new URLSearchParams({ Action: action, ...input }).toString());
  }
}

/** A running emulator. */
export interface Ministack {
  account(id: string): EmulatedAccount;
  stop(): Promise<void>;
}

async function start(folder: string): Promise<Ministack> {
  const port = await freePort();
  const scratch = mkdtempSync(join(tmpdir(), "ministack-"));
  const server = spawn(join(folder, "bin/ministack"), {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: scratch,
      TMPDIR: scratch,
      // By default, it listens on every interface and connects to Docker.
      BIND_HOST: "127.0.0.1",
      DOCKER_HOST: `unix://${scratch}/none.sock`,
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: REGION,
    },
  });
  await listening(server, port);
  return {
    account: (id) => new EmulatedAccount(`http://127.0.0.1:${String(port)}/`, id),
    stop: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill();
      await ended;
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/**
 * Starts the emulator. Without Python or the packages, it prints a warning and returns undefined; with CI=true it
 * throws instead, so that CI never skips the test.
 */
export async function startMinistack(): Promise<Ministack | undefined> {
  let folder: string;
  try {
    folder = await install();
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(
      `\nSKIPPED: alarms are not proven on an emulator, because ministack is not there.\n${reason}\n`,
    );
    return undefined;
  }
  return start(folder);
}
