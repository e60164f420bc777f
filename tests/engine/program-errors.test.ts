import * as assert from "node:assert/strict";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { EngineSession, stepsOf } from "../support/engine";

/**
 * To the engine, a program that ends well has said all it wants: what it did not register is deleted. So a program with a mistake in
 * it has to end with an error, whatever else was said.
 */
describe("a program that fails", function () {
  this.timeout(120_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  it("deletes nothing when its configuration is wrong, and says all that is wrong once", async () => {
    const stack = await session.cache("staging");
    await stack.up();
    const before = await stack.resources();
    stack.edit({ nodeTyp: "cache.t3.micro", engineVersion: "7" });
    for (const operation of ["preview", "up"] as const) {
      const failed = await stack.failing(operation);
      assert.deepEqual(
        stepsOf(failed).filter((step) => !step.startsWith("same ")),
        [],
      );
      assert.deepEqual(
        failed.diagnostics.map(({ message }) => message),
        [
          [
            'RedisCache "koneksi-staging": 2 problems',
            "  nodeTyp: not a configuration key of koneksi-redis; did you mean nodeType?",
            '  engineVersion: "7" is no version of Redis OSS as AWS writes it; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7',
          ].join("\n"),
          "One or more errors occurred: the program failed",
        ],
      );
    }
    assert.deepEqual(
      (await stack.resources()).map(({ urn }) => urn),
      before.map(({ urn }) => urn),
    );
  });

  it("deletes nothing when an output turns out to be wrong", async () => {
    let wrong = false;
    const stack = session.inline("late-error", () => {
      const first = new sns.Topic("first", {});
      const displayName = first.name.apply((name) => {
        if (wrong) throw new pulumi.RunError("no such name");
        return name;
      });
      new sns.Topic("second", { displayName });
      return Promise.resolve({});
    });
    await stack.up();
    const before = await stack.resources();
    wrong = true;
    const failed = await stack.failing("up");
    assert.deepEqual(stepsOf(failed), []);
    assert.deepEqual(
      (await stack.resources()).map(({ urn }) => urn),
      before.map(({ urn }) => urn),
    );
  });
});
