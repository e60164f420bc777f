import * as assert from "node:assert/strict";
import * as path from "node:path";
import { type Diagnostic, OperationFailed, type Step } from "../../../local/engine";
import { explainFailure } from "../../../local/explain";

const ABOUT = {
  operation: "up",
  stack: "dev",
  home: "/h/.local",
  lockFolder: "/h/.local/locks",
  interrupted: false,
};

function failed(output: string, message = "", diagnostics: Diagnostic[] = []) {
  const operation = "up" as const;
  const steps: Step[] = [];
  const result = { operation, changes: {}, steps, diagnostics, output, loadSeconds: 0 };
  return Object.assign(new OperationFailed(message, result), { result });
}

/** An update that came as far as one resource, which AWS refused. */
function refused(message: string): OperationFailed {
  const urn = "urn:pulumi:dev::p::redis-cache:index:RedisCache$aws:ssm/parameter:Parameter::name";
  const error: Diagnostic = { severity: "error", message, urn };
  const { result } = failed("", "", [error]);
  const type = "aws:ssm/parameter:Parameter";
  const step = { op: "create", type, name: "name", urn, diffs: [], replaces: [] };
  result.steps.push(step);
  return new OperationFailed("", result);
}

describe("local/explain", () => {
  const ERROR: Diagnostic = { severity: "error", message: "x" };
  // The engine's own words, as it printed them.
  const cases: [string, OperationFailed, string][] = [
    [
      "a lock",
      failed("error: the stack is currently locked by 1 lock(s). Either wait"),
      "up of dev failed: another run is working on dev: wait for it to end, then run the command again (if there is none: rm -r /h/.local/locks)",
    ],
    [
      "another passphrase",
      failed("", "code: -2\n stderr: error: get stack secrets manager: incorrect passphrase"),
      "up of dev failed: the local state was encrypted with another passphrase; start over, which costs nothing here: rm -r /h/.local",
    ],
    [
      "a damaged store",
      failed("", 'error: corrupt store: missing version in ".pulumi/meta.yaml"'),
      "up of dev failed: the local state is damaged; start over, which costs nothing here: rm -r /h/.local",
    ],
    [
      "a protected resource, whatever else is said",
      failed('error: resource "urn" cannot be deleted\nbecause it is protected.', "", [ERROR]),
      "up of dev failed: a protected resource would be deleted: take `protect` out of Pulumi.dev.yaml and up first, or destroy with --unprotect",
    ],
    [
      "errors that the engine has shown",
      failed("error: x", "", [ERROR]),
      "up of dev failed: put right what the engine says above",
    ],
    [
      "errors of an update that has begun",
      refused("no capacity"),
      "up of dev failed: put right what the engine says above, then run it again: it goes on from where it stopped",
    ],
    [
      "something that is there already",
      refused(
        "creating SSM Parameter (/a/b): operation error SSM: PutParameter, api error ParameterAlreadyExists: …",
      ),
      [
        "up of dev failed: the account has already what the state of dev doesn't know, as after an answer that was lost",
        "  delete it there, and run it again:",
        "    SIMULATED_AWS_DIR=/h/.local/.aws node local/aws/console.js delete ssm/Parameter /a/b",
        "  or keep it, with pulumi import: docs/faults.md",
      ].join("\n"),
    ],
    [
      "a final snapshot of a name that an earlier one has",
      refused(
        "deleting ElastiCache Replication Group (dev-redis): operation error ElastiCache: DeleteReplicationGroup, api error SnapshotAlreadyExistsFault: Snapshot with specified name already exists: last",
      ),
      [
        "up of dev failed: the name of the final snapshot is taken by an earlier one, and the cache is still there",
        "  give it another finalSnapshotIdentifier in Pulumi.dev.yaml, bring that up, and run it again",
        "  or delete the earlier snapshot: docs/guides/snapshots-and-restore.md",
      ].join("\n"),
    ],
    [
      "something that is gone",
      refused(
        "updating SSM Parameter (/a/b): operation error SSM: PutParameter, api error ParameterNotFound: …",
      ),
      "up of dev failed: something isn't in the account, or not any more: let the state see what is there, and run it again: npm run local -- refresh --stack dev",
    ],
    [
      "an error without a diagnostic, by the engine's last word",
      failed("Updating\nerror: one\nerror: could not start\n\n", "Command failed"),
      "up of dev failed: could not start",
    ],
    [
      "a failure to start",
      failed("", "code: -2\n spawn /x/pulumi EACCES"),
      "up of dev failed: spawn /x/pulumi EACCES",
    ],
  ];
  for (const [what, failure, message] of cases) {
    it(`explains ${what}`, () => {
      const explained = explainFailure(failure, ABOUT);
      assert.deepEqual([explained.message, explained.exitCode], [message, 1]);
    });
  }

  it("names the console of the usual folder without it", () => {
    const home = path.resolve(__dirname, "../../../.local");
    const { message } = explainFailure(
      refused("creating SSM Parameter (/a/b): api error ParameterAlreadyExists: …"),
      { ...ABOUT, home },
    );
    assert.equal(message.split("\n")[2], "    node local/aws/console.js delete ssm/Parameter /a/b");
  });

  it("puts an interrupt before everything else, with its own exit code", () => {
    const explained = explainFailure(failed("", "", [ERROR]), { ...ABOUT, interrupted: true });
    assert.deepEqual(
      [explained.message, explained.exitCode],
      ["up of dev was interrupted; run it again, and it goes on from where it stopped", 130],
    );
  });
});
