import * as assert from "node:assert/strict";
import type * as grpcTypes from "@grpc/grpc-js";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import * as runtime from "@pulumi/pulumi/runtime";
import * as rpc from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { grpc } from "../../local/aws/grpc";
import { EngineSession, type StackUnderTest, type StateResource, stepsOf } from "../support/engine";

/** Of Pulumi's SDK, what its declarations leave out. */
const { getMonitor, waitForRPCs } = runtime as unknown as {
  readonly getMonitor: () => Monitor;
  readonly waitForRPCs: () => Promise<void>;
};
const { grpcClientOptions } = settings as unknown as { readonly grpcClientOptions: object };
const { ResourceMonitorClient } = rpc as unknown as {
  readonly ResourceMonitorClient: {
    readonly prototype: Monitor;
    new (address: string, credentials: grpcTypes.ChannelCredentials, options: object): Monitor;
  };
};
const { SupportsFeatureRequest } = messages as unknown as {
  readonly SupportsFeatureRequest: new () => object;
};

/** The engine, as the program speaks to it. */
interface Monitor {
  supportsFeature: Unary;
  registerResource: Unary;
}

type Unary = (request: unknown, answer: (error: grpcTypes.ServiceError | null) => void) => void;

/** What a call is told that finds no engine. */
const unavailable: Unary = (_, answer) => {
  const { UNAVAILABLE } = grpc.status;
  const error = Object.assign(new Error("No connection established"), { code: UNAVAILABLE });
  answer(error as grpcTypes.ServiceError);
};

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
          "the program failed",
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

  it("ends, though what is left of it waits for what will never be", async () => {
    const stack = session.inline("waiting", () => {
      const displayName = pulumi.output("wrong").apply((): string => {
        throw new pulumi.RunError("no such name");
      });
      const first = new sns.Topic("first", { displayName });
      new sns.Topic("second", {}, { dependsOn: first });
      const third = new sns.Topic("third", {});
      new sns.Topic("fourth", { displayName: third.name });
      return Promise.resolve({});
    });
    const failed = await stack.failing("up");
    assert.deepEqual(stepsOf(failed), [
      "create pulumi.Stack waiting-test",
      "create sns.Topic third",
      "create sns.Topic fourth",
    ]);
    assert.deepEqual(failed.errors, [
      'error serializing property "displayName": no such name',
      "the program failed",
    ]);
  });

  describe("deletes nothing when the connection to the engine breaks", () => {
    const BROKEN = "the connection to the engine broke before the program had ended";
    const { prototype } = ResourceMonitorClient;
    const whole = { ...prototype };
    let breaks: () => void;
    let stack: StackUnderTest;
    let before: readonly StateResource[];

    beforeEach(async () => {
      breaks = () => undefined;
      stack = session.inline("broken", async () => {
        new sns.Topic("first", {});
        await waitForRPCs();
        breaks();
        new sns.Topic("second", {});
        return {};
      });
      await stack.up();
      before = await stack.resources();
    });

    afterEach(() => {
      Object.assign(prototype, whole);
    });

    const assertNothingDeleted = async () => {
      const failed = await stack.failing("up");
      assert.deepEqual(stepsOf(failed), []);
      assert.deepEqual(failed.errors, [BROKEN]);
      assert.deepEqual(await stack.resources(), before);
    };

    it("before the program begins", async () => {
      const registered = new Promise<void>((resolve) => {
        prototype.registerResource = (request, answer) => {
          unavailable(request, answer);
          setImmediate(resolve);
        };
      });
      prototype.supportsFeature = (request, answer) => {
        void registered.then(waitForRPCs).then(() => {
          unavailable(request, answer);
        });
      };
      await assertNothingDeleted();
    });

    it("halfway", async () => {
      breaks = () => {
        getMonitor().registerResource = unavailable;
      };
      await assertNothingDeleted();
    });
  });

  it("says what it has to say of a resource that it never registered, once", async () => {
    const stack = session.inline("unregistered", () => {
      const args = {
        vpcId: pulumi.output("wrong").apply((): string => {
          throw new pulumi.RunError("no such network");
        }),
      };
      const parent = new pulumi.ComponentResource("tests:index:Part", "part", args);
      void pulumi.log.warn("a part in no network", parent);
      new sns.Topic("topic", {}, { parent });
      return Promise.resolve({});
    });
    for (const operation of ["preview", "up", "up"] as const) {
      const { diagnostics } = await stack.failing(operation);
      assert.deepEqual(
        diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
        [
          "warning: a part in no network",
          'error: error serializing property "vpcId": no such network',
          "error: the program failed",
        ],
      );
    }
  });

  it("doesn't hold up the next run by a message about what it never registered", async () => {
    const stack = session.inline("said", () => {
      const topic = new sns.Topic("topic");
      const after = new sns.Topic("after", {}, { dependsOn: [topic] });
      void pulumi.log.warn("one", after);
      void pulumi.log.warn("two", topic);
      return Promise.resolve({});
    });
    await session.setFaults({ operation: "create", type: "Topic", message: "no" });
    assert.deepEqual((await stack.failing("up")).errors, ["no", "update failed"]);
    await session.setFaults();
    const { steps, diagnostics } = await stack.up();
    const urnOf = (name: string) => steps.find((step) => step.name === name)?.urn;
    assert.deepEqual(
      diagnostics.map(({ severity, message, urn }) => [severity, message, urn]),
      [
        ["warning", "one", urnOf("after")],
        ["warning", "two", urnOf("topic")],
      ],
    );
  });

  it("is not made to fail by an engine that is gone and had the same port", async () => {
    const monitor = (port: number) =>
      new ResourceMonitorClient(
        `127.0.0.1:${String(port)}`,
        grpc.credentials.createInsecure(),
        grpcClientOptions,
      );
    const ask = (port: number) =>
      new Promise<number | undefined>((resolve) => {
        monitor(port).supportsFeature(new SupportsFeatureRequest(), (error) => {
          resolve(error?.code);
        });
      });
    const first = await listening(0);
    first.server.forceShutdown();
    assert.equal(await ask(first.port), grpc.status.UNAVAILABLE);
    const second = await listening(first.port);
    assert.equal(await ask(second.port), grpc.status.UNIMPLEMENTED);
    second.server.forceShutdown();
  });
});

/** A gRPC server that answers every call as one that it does not know. */
async function listening(wanted: number): Promise<{ server: grpcTypes.Server; port: number }> {
  const server = new grpc.Server();
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync(`127.0.0.1:${String(wanted)}`, credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { server, port };
}
