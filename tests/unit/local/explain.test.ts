import * as assert from "node:assert/strict";
import { type Diagnostic, OperationFailed } from "../../../local/engine";
import { explainFailure } from "../../../local/explain";

const ABOUT = {
  operation: "up",
  stack: "dev",
  home: "/h/.local",
  lockFolder: "/h/.local/locks",
  interrupted: false,
};

function failed(output: string, message = "", diagnostics: Diagnostic[] = []): OperationFailed {
  const operation = "up" as const;
  const result = { operation, changes: {}, steps: [], diagnostics, output, loadSeconds: 0 };
  return new OperationFailed(message, result);
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

  it("puts an interrupt before everything else, with its own exit code", () => {
    const explained = explainFailure(failed("", "", [ERROR]), { ...ABOUT, interrupted: true });
    assert.deepEqual(
      [explained.message, explained.exitCode],
      ["up of dev was interrupted; run it again, and it goes on from where it stopped", 130],
    );
  });
});
