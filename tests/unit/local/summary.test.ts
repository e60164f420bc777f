import * as assert from "node:assert/strict";
import type { CacheAlarm } from "../../../components/alarms";
import type { OperationResult, Step } from "../../../local/engine";
import {
  destroyedText,
  type Facts,
  factsOf,
  outputsText,
  plainOutputs,
  summary,
} from "../../../local/summary";

const ALARM: CacheAlarm = {
  key: "cpu",
  node: "001",
  nodeId: "c-001",
  alarmName: "c-cpu-001",
  set: "BASIC",
  metricName: "CPUUtilization",
  statistic: "Average",
  periodSeconds: 300,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 80,
  treatMissingData: "missing",
  notify: true,
  description: "",
};

const FACTS: Facts = {
  stack: "dev",
  group: "c",
  engine: "redis 7.1.0",
  outputs: {
    primaryEndpointAddress: "master.c.cache.amazonaws.com",
    readerEndpointAddress: "replica.c.cache.amazonaws.com",
    port: 6379,
    authSecretArn: "arn:secret",
  },
  nodes: [
    { id: "c-001", nodeType: "cache.r6g.large", usableBytes: 10 * 2 ** 30 },
    { id: "c-002", nodeType: "cache.x9.huge", usableBytes: undefined },
  ],
  alarms: [ALARM],
  warnings: ["one", "two\nmore"],
  consumer: { taskDefinitionArn: "arn:task", cacheUrl: "rediss://c:6379" },
};

const RESULT: OperationResult = {
  operation: "up",
  changes: {},
  steps: [],
  diagnostics: [],
  output: "",
  loadSeconds: 0,
};

function step(kind: string, values: Partial<Step>): Step {
  const type = `aws:elasticache/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return { op: "create", type, name: "c", urn: "u", diffs: [], replaces: [], ...values };
}

describe("local/summary", () => {
  it("says what came up, where, how large, what watches it, and what to do next", () => {
    assert.equal(
      summary(FACTS),
      [
        "Simulated AWS: no account was touched, and nothing here costs money.",
        "",
        "c: redis 7.1.0",
        "  primary endpoint  master.c.cache.amazonaws.com:6379",
        "  reader endpoint   replica.c.cache.amazonaws.com:6379",
        "  secret            arn:secret",
        "",
        "Nodes",
        "  c-001  cache.r6g.large  10.00 GiB usable",
        "  c-002  cache.x9.huge    memory unknown",
        "",
        "Alarms (1)",
        "  alarm  metric          fires when                                 nodes",
        "  cpu    CPUUtilization  Average > 80 % in 2 of 2 periods of 300 s  001    notifies",
        "",
        "Consumer, from the stack's `connection`",
        "  taskDefinitionArn  arn:task",
        "  cacheUrl           rediss://c:6379",
        "",
        "Warnings",
        "  one",
        "  two",
        "    more",
        "",
        "Change Pulumi.dev.yaml, then: npm run local -- preview --stack dev",
        "",
      ].join("\n"),
    );
  });

  it("leaves out what the stack does not have", () => {
    const { consumer: _, ...rest } = FACTS;
    const outputs = { configurationEndpointAddress: "clustercfg.c", port: 6380 };
    assert.equal(
      summary({ ...rest, outputs, nodes: [], alarms: [], warnings: [] }),
      [
        "Simulated AWS: no account was touched, and nothing here costs money.",
        "",
        "c: redis 7.1.0",
        "  configuration endpoint  clustercfg.c:6380",
        "",
        "Change Pulumi.dev.yaml, then: npm run local -- preview --stack dev",
        "",
      ].join("\n"),
    );
  });

  describe("factsOf", () => {
    const group = step("ReplicationGroup", {
      outputs: {
        replicationGroupId: "c",
        engine: "valkey",
        engineVersionActual: "8.1.0",
        nodeType: "cache.t3.micro",
        memberClusters: ["c-001", "c-002"],
      },
    });

    it("reads the group from the engine's steps and the rest from the outputs", () => {
      const facts = factsOf(
        "dev",
        { ...RESULT, steps: [group] },
        {
          alarms: { value: [ALARM], secret: false },
          token: { value: "t", secret: true },
        },
      );
      assert.deepEqual(facts, {
        stack: "dev",
        group: "c",
        engine: "valkey 8.1.0",
        outputs: { alarms: [ALARM], token: "[secret]" },
        // maxmemory of cache.t3.micro is 536870912 bytes, a quarter of it kept back.
        nodes: [
          { id: "c-001", nodeType: "cache.t3.micro", usableBytes: 402653184 },
          { id: "c-002", nodeType: "cache.t3.micro", usableBytes: 402653184 },
        ],
        alarms: [ALARM],
        warnings: [],
      });
    });

    it("takes the reserve from the parameter group where it says one", () => {
      const parameters = [{ name: "reserved-memory-percent", value: "50" }];
      const steps = [group, step("ParameterGroup", { inputs: { parameters } })];
      const { nodes } = factsOf("dev", { ...RESULT, steps }, {});
      assert.deepEqual(
        nodes.map(({ usableBytes }) => usableBytes),
        [268435456, 268435456],
      );
    });

    it("keeps each warning once, and no other message", () => {
      const diagnostics = (["warning", "error", "warning", "info", "warning"] as const).map(
        (severity, index) => ({ severity, message: index === 4 ? "another" : severity }),
      );
      const { warnings } = factsOf("dev", { ...RESULT, diagnostics }, {});
      assert.deepEqual(warnings, ["warning", "another"]);
    });
  });

  it("prints outputs one a line, secrets masked", () => {
    const outputs = {
      port: { value: 6379, secret: false },
      connection: { value: { tls: true }, secret: false },
      token: { value: "t", secret: true },
    };
    assert.equal(
      outputsText(outputs),
      'port        6379\nconnection  {"tls":true}\ntoken       [secret]\n',
    );
    assert.deepEqual(plainOutputs(outputs), {
      port: 6379,
      connection: { tls: true },
      token: "[secret]",
    });
    assert.equal(outputsText({}), "");
    assert.equal(
      outputsText({ ...outputs, alarms: { value: [ALARM], secret: false } }),
      [
        "port        6379",
        'connection  {"tls":true}',
        "token       [secret]",
        "",
        "Alarms (1)",
        "  alarm  metric          fires when                                 nodes",
        "  cpu    CPUUtilization  Average > 80 % in 2 of 2 periods of 300 s  001    notifies",
        "",
      ].join("\n"),
    );
  });

  it("says what a destroy left, and why the network stays", () => {
    assert.equal(
      destroyedText("dev", { result: RESULT, networkUsers: [], left: [], kept: [] }),
      "dev is deleted\n",
    );
    assert.equal(
      destroyedText("dev", { networkUsers: [], left: [], kept: [] }),
      "dev was not up: nothing to delete\n",
    );
    assert.equal(
      destroyedText("dev", { result: RESULT, networkUsers: ["a", "b"], left: ["x"], kept: ["y"] }),
      [
        "dev is deleted",
        "The network stays for a, b",
        "Still in the simulated account",
        "  x",
        "In AWS this would outlive the stack",
        "  y",
        "",
      ].join("\n"),
    );
  });
});
