import * as assert from "node:assert/strict";
import {
  EngineSession,
  type Operation,
  REPOSITORY,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";

/**
 * A program that fails prints one error and exits with a failure. If it exited successfully, the engine would delete
 * every resource that the program has not registered.
 */
describe("a program that fails", function () {
  this.timeout(600_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  /** The messages of a failed run; checks that it has changed nothing. */
  async function messages(stack: StackUnderTest, operation: Operation): Promise<string[]> {
    const urns = () => stack.resources().map(({ urn }) => urn);
    const before = urns();
    const failed = await stack.failing(operation);
    assert.deepEqual(
      before.filter((urn) => !urns().includes(urn)),
      [],
    );
    assert.deepEqual(
      stepsOf(failed).filter((step) => !step.startsWith("create ")),
      [],
    );
    return failed.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  }

  describe("of this repository", () => {
    let cache: StackUnderTest;
    const config = {
      networkStack: "koneksi-network/bare",
      project: "koneksi",
      nodeType: "cache.t3.micro",
    };

    before(async () => {
      await (await session.program("bare-network", "koneksi-network", {}, "bare")).up();
      cache = await session.project(REPOSITORY, config, "bare");
    });

    it("names the missing output of its network stack", async () => {
      assert.deepEqual(await messages(cache, "preview"), [
        "error: networkStack: the stack koneksi-network/bare has no output vpcId; export it there",
      ]);
    });

    it("lists the problems of its configuration", async () => {
      cache.edit({ ...config, nodeTyp: "cache.t3.micro", engineVersion: "7" });
      const [message = "", ...others] = await messages(cache, "preview");
      assert.deepEqual(others, []);
      assert.match(
        message,
        /^error: RedisCache "koneksi-bare": 2 problems\n {2}nodeTyp: .*did you mean nodeType\?\n {2}engineVersion: "7" .*$/,
      );
    });
  });

  describe("of a user", () => {
    let shop: StackUnderTest;

    before(async () => {
      const network = "organization/koneksi-network/bare";
      shop = await session.program("mistakes", "shop", { mistake: "none", network, shop: {} });
      await shop.up();
    });

    for (const [mistake, expected] of [
      ["configuration", /^error: RedisCache "orders": 1 problem\n {2}engineVersion: .*$/],
      ["apply", /^error: .*Error: no such network\n +at .*programs\/mistakes\.ts:\d+/s],
      ["output", /^error: .*Required output 'typo' does not exist on stack '.*bare'/],
      ["own", /^error: .*TypeError: .*'email'/s],
    ] as const) {
      it(`prints one message and deletes nothing: ${mistake}`, async () => {
        const [message = "", ...others] = await messages(shop.edit({ mistake }), "up");
        assert.deepEqual(others, []);
        assert.match(message, expected);
        if (mistake === "own") assert.match(message, /programs\/mistakes\.ts:\d+:\d+/);
      });
    }
  });
});
