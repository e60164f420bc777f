import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Fault } from "../../local/aws/faults";
import { foldersIn, lockFolder, stateFile } from "../../local/workspace";
import { BALANCED, balanceIn } from "../support/balance";
import { LAST_LINES, PENDING, RELEASED } from "../support/fault-table";
import { Clone, type Ended, type Run } from "../support/runner";

/** What a person sees of the faults, and does about them, at the command line. */
const GROUP = "koneksi-staging-replication-group";
const SECRET = "koneksi-staging-auth";
const UP = "up --stack staging";
const LARGER = `${UP} --config nodeType=cache.t3.small`;
const DESTROY = "destroy --stack staging";

const faults = (...list: Fault[]) => ({ SIMULATED_AWS_FAULTS: JSON.stringify(list) });

/** A stack's state, as its file has it. */
interface Latest {
  readonly resources?: readonly { readonly urn: string }[];
  readonly pending_operations?: readonly {
    readonly type: string;
    readonly resource: { readonly urn: string };
  }[];
}

const nameOf = ({ urn }: { readonly urn: string }) => urn.split("::").at(-1);

function readState(file: string): Latest {
  try {
    const state = JSON.parse(fs.readFileSync(file, "utf8")) as { checkpoint?: { latest?: Latest } };
    return state.checkpoint?.latest ?? {};
  } catch {
    return {}; // not there yet, or not whole
  }
}

/** Resolves once the state is like this. */
function written(file: string, sign: (state: Latest) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watcher = fs.watch(path.dirname(file), look);
    function look(): void {
      if (!sign(readState(file))) return;
      watcher.close();
      resolve();
    }
    look();
  });
}

describe("npm run local, when something goes wrong", function () {
  this.timeout(300_000);
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone();
  });
  let started: Run | undefined;
  afterEach(async () => {
    if (started?.child.exitCode === null && started.child.signalCode === null) {
      started.signal("SIGKILL", "all");
      await started.ended;
    }
    clone.close();
  });

  const folders = () => foldersIn(clone.folder, clone.home);
  const place = { project: "koneksi-redis", stack: "staging", workDir: "" };

  async function succeeds(line: string): Promise<Ended> {
    const ended = await clone.run(line);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(balanceIn(folders()), BALANCED);
    return ended;
  }

  async function fails(line: string, message: string, ...list: Fault[]): Promise<Ended> {
    const ended = await clone.run(line, faults(...list));
    assert.deepEqual([ended.code, ended.stderr], [1, `error: ${message}\n`]);
    return ended;
  }

  /** Steps by kind, as the JSON document tells, which has to be all of stdout. */
  function changesIn({ stdout }: Ended): string[] {
    const { changes } = JSON.parse(stdout) as { readonly changes: Record<string, number> };
    return Object.keys(changes);
  }

  /** Nothing is left to do. */
  async function settled(line: string): Promise<void> {
    const preview = await succeeds(`${line.replace(/^up/, "preview")} --json`);
    assert.deepEqual(changesIn(preview), ["same"]);
  }

  /**
   * A run whose operation on the replication group has begun, stands in the state, and never ends. Nothing else is under way: the
   * secret, which alone is made without waiting for the group or for what the group waits for, is there.
   */
  async function hanging(line: string, operation: "create" | "update" | "delete"): Promise<Run> {
    const run = clone.start(line, faults({ operation, type: "ReplicationGroup", action: "hang" }));
    started = run;
    const doing = { create: "creating", update: "updating", delete: "deleting" }[operation];
    await run.printed(new RegExp(`ReplicationGroup ${GROUP} ${doing}`));
    await written(
      stateFile(folders(), place),
      ({ resources = [], pending_operations: pending = [] }) =>
        pending.length === 1 &&
        pending.every(({ type, resource }) => type === doing && nameOf(resource) === GROUP) &&
        resources.some((resource) => nameOf(resource) === SECRET),
    );
    return run;
  }

  const LIFE = [
    ["create", UP],
    ["update", LARGER],
    ["delete", DESTROY],
  ] as const;

  it("goes on after an interrupt in the middle of a create, an update and a delete, and keeps others out until then", async () => {
    for (const [operation, line] of LIFE) {
      const run = await hanging(line, operation);
      const operationOf = line.split(" ")[0] ?? "";
      await fails(line, LAST_LINES.locked(operationOf, lockFolder(folders(), place)));
      run.signal("SIGINT", "runner");
      const { code, stdout, stderr } = await run.ended;
      assert.deepEqual([code, stderr], [130, `error: ${LAST_LINES.interrupted(operationOf)}\n`]);
      assert.match(stdout, /Interrupted: the engine finishes what is under way\n/);
      assert.deepEqual(balanceIn(folders()), BALANCED);
      assert.deepEqual(fs.readdirSync(lockFolder(folders(), place)), []);
      const again = await succeeds(operation === "create" ? `${line} --json` : line);
      if (operation === "create") assert.deepEqual(changesIn(again), ["create", "same"]);
      if (operation !== "delete") await settled(line);
    }
    assert.equal(fs.existsSync(clone.home), false);
  });

  it("goes on after a kill in the middle of a create, an update and a delete", async () => {
    for (const [operation, line] of LIFE) {
      const run = await hanging(line, operation);
      run.signal("SIGKILL", "all");
      await run.ended;
      assert.deepEqual(balanceIn(folders()), { ...BALANCED, pending: [GROUP] });
      const again = await clone.run(line);
      assert.deepEqual([again.code, again.stderr], [0, ""]);
      assert.equal(again.stdout.includes(`${RELEASED}\n`), true);
      assert.equal(again.stdout.includes(PENDING), true);
      if (operation === "delete") continue;
      // A create stays in the state as one that nobody knows the end of, until a refresh.
      await succeeds("refresh --stack staging");
      const { stdout } = await clone.run(line);
      assert.equal(stdout.includes(PENDING), false);
      await settled(line);
    }
    assert.equal(fs.existsSync(clone.home), false);
  });

  it("says what to do when the answer to a create was lost, and it works", async () => {
    await fails(UP, LAST_LINES.again("up"), {
      operation: "create",
      type: "ReplicationGroup",
      action: "lose",
    });
    const way =
      "node local/aws/console.js delete elasticache/ReplicationGroup koneksi-staging-redis";
    await fails(UP, LAST_LINES.taken([way]));
    const [node = "", ...args] = way.split(" ");
    execFileSync(node, args, { cwd: clone.folder });
    await succeeds(UP);
    await settled(UP);
  });

  it("says what to do when something is gone, and it works", async () => {
    await succeeds(UP);
    const [node = "", ...args] =
      "node local/aws/console.js delete ReplicationGroup koneksi-staging-redis".split(" ");
    execFileSync(node, args, { cwd: clone.folder });
    await fails(LARGER, LAST_LINES.gone("up"));
    await succeeds("refresh --stack staging");
    await succeeds(LARGER);
    await settled(LARGER);
  });

  it("goes on when nobody reads any more, as after `| head`", async () => {
    const run = clone.start(UP);
    await run.printed(/^Network stack/);
    run.child.stdout?.destroy();
    const { code, stderr } = await run.ended;
    assert.deepEqual([code, stderr], [0, ""]);
    await settled(UP);
  });

  it("takes two stacks of one account at once", async () => {
    const [staging, uat] = await Promise.all([clone.run(UP), clone.run("up --stack uat")]);
    assert.deepEqual([staging.code, uat.code], [0, 0], staging.stderr + uat.stderr);
    assert.deepEqual(balanceIn(folders()), BALANCED);
    await settled(UP);
    await settled("up --stack uat");
    const gone = await Promise.all([
      clone.run(DESTROY),
      clone.run("destroy --stack uat --unprotect"),
    ]);
    assert.deepEqual(
      gone.map(({ code, stderr }) => [code, stderr]),
      [
        [0, ""],
        [0, ""],
      ],
    );
    assert.deepEqual(balanceIn(folders()), BALANCED);
  });
});
