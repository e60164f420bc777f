import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Fault } from "../../local/aws/faults";
import { foldersIn } from "../../local/environment";
import { stateFile } from "../../local/summary";
import { Clone, type Ended, type Run } from "../support/runner";

/** Interrupted runs, as in docs/faults.md. */
const UP = "-C shop up --stack staging --skip-preview";
const GROUP = "shop-replication-group";
const TOKEN = "shop-token";
const HANG: Fault = { operation: "create", type: "ReplicationGroup", action: "hang" };

interface Latest {
  readonly resources?: readonly { readonly urn: string }[];
  readonly pending_operations?: readonly { readonly resource: { readonly urn: string } }[];
}

const nameOf = ({ urn }: { readonly urn: string }) => urn.split("::").at(-1);

describe("npm run local, interrupted during a create", function () {
  this.timeout(600_000);
  const clone = new Clone();
  const folders = foldersIn(clone.home);
  const file = stateFile(folders, "shop", "staging");
  let started: Run | undefined;

  before(() => {
    fs.mkdirSync(path.join(clone.folder, "shop"));
    clone.write(
      "shop/Pulumi.yaml",
      "name: shop\nruntime: { name: nodejs, options: { tsconfig: ../tsconfig.run.json } }\n",
    );
    clone.write("shop/Pulumi.staging.yaml", "config: { aws:region: ap-southeast-1 }\n");
    clone.write("shop/package.json", "{}");
    clone.write(
      "shop/index.ts",
      [
        'import { RedisCache } from "../components";',
        'new RedisCache("shop", { numCacheClusters: 1, alarms: { enabled: false } });',
      ].join("\n"),
    );
  });
  after(async () => {
    if (started?.child.exitCode === null && started.child.signalCode === null) {
      started.signal("SIGKILL", "all");
      await started.ended;
    }
    clone.close();
  });

  const inState = (): Latest => {
    const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
      checkpoint: { latest?: Latest };
    };
    return checkpoint.latest ?? {};
  };
  const names = () => (inState().resources ?? []).map(nameOf);
  const pending = () =>
    (inState().pending_operations ?? []).map(({ resource }) => nameOf(resource));
  const locks = () => {
    const folder = path.join(folders.state, ".pulumi", "locks", "organization", "shop", "staging");
    const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return files.filter((name) => name.endsWith(".json"));
  };

  /**
   * A run in which AWS does not answer the create of the cache; returns when the state has the token and this many
   * pending creates.
   */
  async function hanging(times: number): Promise<Run> {
    started = clone.start(UP, { SIMULATED_AWS_FAULTS: JSON.stringify([HANG]) });
    await started.printed(new RegExp(`ReplicationGroup ${GROUP} creating`));
    await new Promise<void>((resolve) => {
      const watcher = fs.watch(path.dirname(file), look);
      function look(): void {
        try {
          if (!names().includes(TOKEN) || pending().length !== times) return;
        } catch {
          return; // The file is not there, or not whole.
        }
        watcher.close();
        resolve();
      }
      look();
    });
    return started;
  }

  const text = ({ stdout, stderr }: Ended) => stdout + stderr;

  it("keeps its lock after a kill, until cancel releases it", async () => {
    const run = await hanging(1);
    run.signal("SIGKILL", "all");
    assert.notEqual((await run.ended).code, 0);
    assert.equal(locks().length, 1);
    const locked = await clone.run(UP);
    assert.equal(locked.code, 1);
    assert.match(
      text(locked),
      /the stack is currently locked by 1 lock\(s\)\. .* delete the lock file with `pulumi cancel`/,
    );
    const cancelled = await clone.run("-C shop cancel --stack staging --yes");
    assert.equal(cancelled.code, 0, text(cancelled));
    assert.deepEqual([locks(), pending()], [[], [GROUP]]);
  });

  it("ends with an error after Ctrl-C, with a correct state and without a lock", async () => {
    const run = await hanging(2);
    run.signal("SIGINT", "all");
    const ended = await run.ended;
    assert.equal(ended.code, 1);
    assert.match(text(ended), /\^C received; cancelling/);
    assert.match(text(ended), /Attempting to deploy or update resources with 1 pending operations/);
    assert.deepEqual(locks(), []);
    assert.equal(names().includes(TOKEN), true);
    assert.equal(names().includes(GROUP), false);
  });

  it("continues with the next up, after a refresh has removed the pending create", async () => {
    const refreshed = await clone.run("-C shop refresh --stack staging --clear-pending-creates");
    assert.equal(refreshed.code, 0, text(refreshed));
    assert.deepEqual(pending(), []);
    const ended = await clone.run(UP);
    assert.equal(ended.code, 0, text(ended));
    assert.doesNotMatch(text(ended), /pending operations/);
    assert.equal(names().includes(GROUP), true);
  });
});
