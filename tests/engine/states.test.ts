import * as assert from "node:assert/strict";
import * as path from "node:path";
import { EngineSession, REPOSITORY, stepsOf } from "../support/engine";

/**
 * The state of each stack and of its network, exported from an earlier commit (`pulumi stack export`): deploying the
 * current code does not change an existing stack.
 */
const STATES = path.join(REPOSITORY, "tests", "engine", "states");
const NETWORK = path.join(REPOSITORY, "local", "network");

describe("a stack of an earlier commit", function () {
  this.timeout(600_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  for (const stack of ["staging", "uat", "prod"]) {
    it(`${stack} previews without changes`, async () => {
      const network = await session.project(NETWORK, {}, stack);
      await network.command(
        "stack",
        "import",
        "--file",
        path.join(STATES, `network-${stack}.json`),
      );
      const cache = await session.cache(stack);
      await cache.command("stack", "import", "--file", path.join(STATES, `${stack}.json`));
      const count = cache
        .resources()
        .filter(({ type }) => !/^pulumi:(providers:|pulumi:StackReference)/.test(type)).length;

      const preview = await cache.preview();
      assert.deepEqual(stepsOf(preview), []);
      assert.deepEqual(preview.changes, { same: count });
    });
  }
});
