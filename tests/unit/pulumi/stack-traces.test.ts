import { strict as assert } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "../../../components";
import { withShortTraces } from "../../../components/pulumi/stack-traces";
import { run } from "../../support/mocks";

const args = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };

const frames = ({ stack = "" }: Error) => stack.split("\n").filter((line) => /^ +at /.test(line));

describe("stack traces", () => {
  it("have one frame while a cache registers its children, and all before and after", async () => {
    const limits = new Map<string, Set<number>>();
    const { stackTraceLimit } = Error;
    await run(() => {
      pulumi.runtime.registerStackTransformation(({ type }) => {
        const kind = type.startsWith("redis-cache:") ? "component" : "child";
        limits.set(kind, (limits.get(kind) ?? new Set()).add(Error.stackTraceLimit));
        return undefined;
      });
      new RedisCache("cache", args);
      assert.equal(Error.stackTraceLimit, stackTraceLimit);
    });
    assert.deepEqual([...(limits.get("component") ?? [])], [stackTraceLimit]);
    assert.deepEqual([...(limits.get("child") ?? [])], [1]);
  });

  it("name the line of what throws in there, and are whole again after it", () => {
    const { stackTraceLimit } = Error;
    const fail = () => {
      throw new Error("refused");
    };
    assert.throws(
      () => withShortTraces(fail),
      (thrown: Error) =>
        frames(thrown).length === 1 && /traces\.test\.ts:\d+/.test(thrown.stack ?? ""),
    );
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
  });

  it("stay as short as the program asks for", () => {
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = 0;
      assert.deepEqual(
        withShortTraces(() => frames(new Error("none"))),
        [],
      );
      assert.equal(Error.stackTraceLimit, 0);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  });
});
