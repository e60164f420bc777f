import * as assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { but, GROUP, Simulation, TOKENS } from "./support";

const CONSOLE = path.join(__dirname, "../../../../local/aws/console.js");

/** The command that changes the account outside Pulumi. */
describe("the simulated console", () => {
  let aws: Simulation;
  beforeEach(async () => {
    aws = new Simulation();
    const inputs = but(GROUP, { applyImmediately: false });
    const made = await aws.create("group", inputs);
    await aws.update(made, but(inputs, { nodeType: "cache.t3.small" }));
  });
  afterEach(() => {
    aws.remove();
  });

  const run = (...args: string[]) => {
    const env = { ...process.env, SIMULATED_AWS_DIR: aws.directory };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CONSOLE, ...args], {
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  const nodeType = () => aws.account.get(TOKENS.group, "cache")?.attributes["nodeType"];

  it("lists, changes and deletes resources", () => {
    assert.deepEqual(run("list"), { status: 0, stdout: `${TOKENS.group} cache\n`, stderr: "" });
    const set = run("set", "ReplicationGroup", "cache", "nodeType", '"cache.m7g.large"');
    assert.deepEqual(set, { status: 0, stdout: "", stderr: "" });
    assert.equal(nodeType(), "cache.m7g.large");
    assert.equal(run("delete", "elasticache/ReplicationGroup", "cache").status, 0);
    assert.deepEqual(aws.account.all(), []);
  });

  it("starts the maintenance windows", () => {
    assert.equal(nodeType(), "cache.t3.micro");
    assert.equal(run("maintenance").stdout, "cache\n");
    assert.equal(nodeType(), "cache.t3.small");
    assert.equal(run("maintenance").stdout, "no change was waiting\n");
  });

  it("suggests the nearest id and property", () => {
    assert.deepEqual(run("delete", "ReplicationGroup", "cach"), {
      status: 1,
      stdout: "",
      stderr: "the simulated account has no ReplicationGroup cach; did you mean cache?\n",
    });
    assert.equal(
      run("set", "ReplicationGroup", "cache", "nodetype", "1").stderr,
      `${TOKENS.group} has no property 'nodetype'; did you mean nodeType?\n`,
    );
  });

  for (const args of [
    ["list"],
    ["set", "ReplicationGroup", "cache", "nodeType", "x"],
    ["delete", "ReplicationGroup", "cache"],
    ["maintenance"],
    ["--help"],
  ]) {
    it(`ends without an error when the pipe is closed: ${args.join(" ")}`, async () => {
      const env = { ...process.env, SIMULATED_AWS_DIR: aws.directory };
      const child = spawn(process.execPath, [CONSOLE, ...args], { env });
      // The pipe is closed before the command can have started.
      child.stdout.destroy();
      let stderr = "";
      if (args[0] === "--help") child.stderr.destroy();
      else child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      const [status] = (await once(child, "close")) as [number];
      assert.deepEqual([status, stderr], [0, ""]);
    });
  }

  it("prints its usage, and fails for an unknown command", () => {
    assert.match(run("--help").stderr, /^Changes the simulated AWS account outside Pulumi\.\n/);
    assert.equal(run("--help").status, 0);
    assert.equal(run("destroy").status, 2);
  });
});
