import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { EngineSession, REPOSITORY } from "../support/engine";

const FOLDER = path.join(REPOSITORY, "local", "aws");

/** The simulated providers as plugins that the engine starts. */
describe("the plugins of the simulated AWS", () => {
  let home: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-plugin-"));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    fs.rmSync(home, { recursive: true, force: true });
  });

  const start = (file: string, args: string[] = [], env: NodeJS.ProcessEnv = account()) => {
    const child = spawn(file, args, { env: { ...process.env, ...env } });
    children.push(child);
    // Registered at the start: a process can exit before its last output is read.
    const ended = once(child, "exit").then(([code]) => code as number | null);
    return Object.assign(child, { ended });
  };
  const account = () => ({ SIMULATED_AWS_DIR: path.join(home, "account") });
  const firstLine = async (child: ChildProcess) => {
    assert.ok(child.stdout);
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    return chunk.toString();
  };

  for (const kind of ["aws", "random"]) {
    const file = path.join(FOLDER, `pulumi-resource-${kind}`);

    it(`${kind}: prints its port, and exits when the engine closes its stdin`, async () => {
      const child = start(file);
      assert.match(await firstLine(child), /^\d+\n$/);
      child.stdin.end();
      assert.equal(await child.ended, 0);
    });

    it(`${kind}: exits when the engine interrupts it`, async () => {
      const child = start(file);
      await firstLine(child);
      child.kill("SIGINT");
      assert.equal(await child.ended, 0);
    });

    it(`${kind}: reports a missing account folder`, async () => {
      const child = start(file, [], { SIMULATED_AWS_DIR: "" });
      assert.equal(
        await firstLineOfErrors(child),
        "SIMULATED_AWS_DIR is not set; set it to the folder of the simulated AWS account\n",
      );
      assert.equal(await child.ended, 1);
    });
  }

  const firstLineOfErrors = async (child: ChildProcess) => {
    assert.ok(child.stderr);
    const [chunk] = (await once(child.stderr, "data")) as [Buffer];
    return chunk.toString();
  };

  it("exit when the engine is killed", async () => {
    const plugin = path.join(FOLDER, "pulumi-resource-random");
    // A parent that starts the plugin with an inherited stdin, prints its port, and waits.
    const parent = start(process.execPath, [
      "-e",
      `const child = require("node:child_process").spawn(${JSON.stringify(plugin)}, { stdio: ["ignore", "pipe", "inherit"] });
       child.stdout.once("data", (port) => console.log(String(port))); setInterval(() => {}, 1000);`,
    ]);
    const connection = net.connect(Number(await firstLine(parent)), "127.0.0.1").resume();
    await once(connection, "connect");
    parent.kill("SIGKILL");
    // Closes when the plugin exits.
    await once(connection, "close");
  });
});

describe("the simulated AWS of one account", function () {
  this.timeout(600_000);

  it("separates the regions and default tags of two providers", async () => {
    const session = await EngineSession.open();
    const regions = await session.program("regions", "regions");
    await regions.up();
    assert.deepEqual(await regions.values(), {
      arns: [
        "arn:aws:elasticache:ap-southeast-1:123456789012:parametergroup:here",
        "arn:aws:elasticache:eu-west-1:123456789012:parametergroup:there",
      ],
      tags: { Owner: "there", Team: "x" },
    });
    session.close();
  });
});
