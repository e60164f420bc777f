import * as assert from "node:assert/strict";
import { type Properties, text, texts, UNKNOWN } from "../../../../local/aws/values";
import { ALARM, but, GROUP, type Kind, refusal, Simulation, TOKENS } from "./support";

describe("the simulation's check", () => {
  let aws: Simulation;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(() => {
    aws.remove();
  });

  const REFUSED: [string, Kind, Properties, string][] = [
    [
      "an unknown argument, with the nearest",
      "group",
      but(GROUP, { nodetype: "cache.t3.micro" }),
      "nodetype: unexpected property 'nodetype'; did you mean nodeType?",
    ],
    [
      "an unknown argument with nothing near",
      "vpc",
      { cidrBlock: "10.0.0.0/16", zzzzzzzz: 1 },
      "zzzzzzzz: unexpected property 'zzzzzzzz'",
    ],
    [
      "an unknown argument inside a list",
      "parameterGroup",
      { family: "redis7", parameters: [{ name: "timeout", value: "0", vale: "1" }] },
      "parameters[0].vale: unexpected property 'vale'; did you mean value?",
    ],
    [
      "a missing argument inside a list",
      "parameterGroup",
      { family: "redis7", parameters: [{ name: "timeout" }] },
      "parameters[0].value: Missing required property 'parameters[0].value'",
    ],
    ["a missing argument", "parameterGroup", {}, "family: Missing required property 'family'"],
    ["a computed output", "vpc", { arn: "x" }, "arn: unexpected property 'arn'"],
    [
      "text for a number",
      "group",
      but(GROUP, { port: "http" }),
      'port: expected a number, got "http"',
    ],
    [
      "a number for a boolean",
      "group",
      but(GROUP, { multiAzEnabled: 1 }),
      "multiAzEnabled: expected a boolean, got 1",
    ],
    [
      "text for a list",
      "subnetGroup",
      { subnetIds: "subnet-1" },
      'subnetIds: expected a list, got "subnet-1"',
    ],
    [
      "text for a map",
      "alarm",
      but(ALARM, { dimensions: "CacheClusterId" }),
      'dimensions: expected an object, got "CacheClusterId"',
    ],
  ];
  for (const [what, kind, inputs, message] of REFUSED) {
    it(`refuses ${what}`, async () => {
      assert.equal(await refusal(() => aws.check(kind, inputs)), message);
    });
  }

  it("refuses a type that is not simulated, and suggests the nearest one", () => {
    const token = "aws:elasticache/replicationGroups:ReplicationGroups";
    const check = () => aws.provider.check(token, "x", {}, {}, new Uint8Array());
    assert.throws(check, {
      message: `the simulated AWS has no resource type ${token}; docs/simulation.md lists them; did you mean ${TOKENS.group}?`,
    });
  });

  it("converts values that can be converted without loss", () => {
    const inputs = aws.check("group", but(GROUP, { port: "6380", multiAzEnabled: "true" }));
    assert.deepEqual([inputs["port"], inputs["multiAzEnabled"]], [6380, true]);
    const group = aws.check("parameterGroup", {
      family: "redis7",
      parameters: [{ name: "timeout", value: 300 }],
    });
    assert.deepEqual(group["parameters"], [{ name: "timeout", value: "300" }]);
  });

  it("turns a document that is given as an object into JSON", () => {
    const { policy } = aws.check("topicPolicy", { arn: "arn:x", policy: { Version: "1" } });
    assert.equal(policy, '{"Version":"1"}');
  });

  it("adds the provider's defaults and lists them", () => {
    assert.deepEqual(aws.check("parameterGroup", { name: "p", family: "redis7" }), {
      name: "p",
      family: "redis7",
      description: "Managed by Pulumi",
      __defaults: ["description"],
    });
  });

  it("does not check unknown values and what depends on them", () => {
    const inputs = aws.check(
      "group",
      but(GROUP, { engine: UNKNOWN, port: UNKNOWN, snapshotWindow: UNKNOWN, authToken: UNKNOWN }),
    );
    assert.deepEqual([inputs["engine"], inputs["port"]], [UNKNOWN, UNKNOWN]);
  });

  describe("automatic names", () => {
    const NAMED: [Kind, Properties, string, RegExp][] = [
      [
        "group",
        but(GROUP, { replicationGroupId: undefined }),
        "replicationGroupId",
        /^main-[0-9a-f]{7}$/,
      ],
      ["parameterGroup", { family: "redis7" }, "name", /^Main-[0-9a-f]{7}$/],
      ["alarm", but(ALARM, { name: undefined }), "name", /^Main-[0-9a-f]{7}$/],
      ["topic", { fifoTopic: true }, "name", /^Main-[0-9a-f]{7}\.fifo$/],
    ];
    for (const [kind, news, property, pattern] of NAMED) {
      it(`${kind}: the resource's name and seven digits`, () => {
        const inputs = aws.check(kind, news, {}, "Main");
        assert.match(text(inputs[property]), pattern);
        assert.ok(texts(inputs["__defaults"]).includes(property));
      });
    }

    it("stay from update to update", () => {
      const first = aws.check("parameterGroup", { family: "redis7" }, {}, "main");
      const olds = { ...first, name: "main-0000000" };
      assert.equal(aws.check("parameterGroup", { family: "redis7" }, olds)["name"], "main-0000000");
    });

    it("are made again when a given name is removed", () => {
      const given = aws.check("parameterGroup", { family: "redis7", name: "given" }, {}, "main");
      const next = aws.check("parameterGroup", { family: "redis7" }, given, "main");
      assert.match(text(next["name"]), /^main-[0-9a-f]{7}$/);
    });

    it("fit what AWS allows", () => {
      const inputs = aws.check(
        "group",
        but(GROUP, { replicationGroupId: undefined }),
        {},
        "x".repeat(60),
      );
      assert.equal(text(inputs["replicationGroupId"]).length, 40);
    });

    it("are not made when there is a name prefix", async () => {
      const { inputs, state, id } = await aws.create("logGroup", { namePrefix: "/cache/" });
      assert.equal(inputs["name"], undefined);
      assert.match(id, /^\/cache\/\d{17}[0-9a-f]{9}$/);
      assert.equal(state["name"], id);
    });
  });

  it("adds the provider's default tags, which the resource's own tags override", () => {
    aws.provider.defaultTags = { Owner: "platform", Team: "data" };
    const inputs = aws.check("vpc", { cidrBlock: "10.0.0.0/16", tags: { Team: "cache" } });
    assert.deepEqual(inputs["tags"], { Owner: "platform", Team: "cache" });
  });
});
