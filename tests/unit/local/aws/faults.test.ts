import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Fault, Faults, faultsFrom, Unfinished } from "../../../../local/aws/faults";
import { ALARM, but, refusal, Simulation, TOKENS } from "./support";

describe("faults on request", () => {
  let aws: Simulation;
  const start = (...faults: Fault[]) => {
    aws = new Simulation(...faults);
  };
  afterEach(() => {
    aws.remove();
  });
  const create = (name: string) => aws.create("alarm", but(ALARM, { name }));
  const names = () => aws.account.list(TOKENS.alarm).map(({ id }) => id);

  it("fail the nth call of a type, and nothing is created", async () => {
    start({ operation: "create", type: "MetricAlarm", nth: 2, message: "Throttling" });
    const outcomes = [];
    for (const name of ["a", "b", "c"]) outcomes.push(await refusal(() => create(name)));
    assert.deepEqual(outcomes, ["accepted", "Throttling", "accepted"]);
    assert.deepEqual(names(), ["a", "c"]);
  });

  it("fail the first call by default, with their own message", async () => {
    start({ operation: "create", type: "cloudwatch/MetricAlarm" });
    assert.equal(await refusal(() => create("a")), `simulated fault: create of ${TOKENS.alarm}`);
    assert.equal(await refusal(() => create("a")), "accepted");
  });

  it("fail every call with nth 0", async () => {
    start({ operation: "create", type: TOKENS.alarm, nth: 0, message: "no" });
    assert.deepEqual(
      [await refusal(() => create("a")), await refusal(() => create("b"))],
      ["no", "no"],
    );
  });

  it("make the change and lose the answer", async () => {
    start({ operation: "create", type: "MetricAlarm", action: "lose", message: "lost" });
    assert.equal(await refusal(() => create("a")), "lost");
    assert.deepEqual(names(), ["a"]);
  });

  it("leave a change unfinished, and report its state to the engine", async () => {
    start({ operation: "create", type: "MetricAlarm", action: "unfinished", message: "timeout" });
    await assert.rejects(create("a"), (error) => {
      assert.ok(error instanceof Unfinished);
      assert.deepEqual([error.message, error.made.id], ["timeout", "a"]);
      assert.equal(error.made.state["period"], 300);
      return true;
    });
    assert.deepEqual(names(), ["a"]);
  });

  it("apply only to the given operation, type and name", async () => {
    start(
      { operation: "delete", type: "MetricAlarm", name: "b", message: "not b" },
      { operation: "update", type: "MetricAlarm", message: "no update" },
      { operation: "create", type: "Dashboard", message: "no dashboard" },
    );
    const a = await create("a");
    const b = await create("b");
    assert.equal(
      await refusal(() => aws.update(a, but(ALARM, { name: "a", period: 60 }))),
      "no update",
    );
    assert.equal(await refusal(() => aws.delete(a)), "accepted");
    assert.equal(await refusal(() => aws.delete(b)), "not b");
    assert.deepEqual(names(), ["b"]);
  });

  it("fail a read", async () => {
    start({ operation: "read", type: "MetricAlarm", message: "no read" });
    const a = await create("a");
    assert.equal(await refusal(() => aws.read(a)), "no read");
    assert.deepEqual(await aws.read(a), a);
  });

  it("hang until the engine is interrupted", async () => {
    start();
    const faults = new Faults([{ operation: "create", type: "MetricAlarm", action: "hang" }]);
    const hanging = faults.before("create", TOKENS.alarm, "a");
    const first = await Promise.race([hanging, Promise.resolve("hangs")]);
    assert.equal(first, "hangs");
    faults.cancel();
    await assert.rejects(hanging, { message: "the operation was cancelled" });
  });
});

describe("the setting SIMULATED_AWS_FAULTS", () => {
  const FAULT = { operation: "create", type: "Vpc" };
  let aws: Simulation;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(() => {
    aws.remove();
  });

  it("means no faults when it is unset or empty", () => {
    assert.deepEqual([faultsFrom(undefined), faultsFrom(""), faultsFrom(" ")], [[], [], []]);
  });

  it("is JSON, or the name of a file with it", () => {
    assert.deepEqual(faultsFrom(JSON.stringify([FAULT])), [FAULT]);
    const file = path.join(aws.directory, "faults.json");
    fs.writeFileSync(file, JSON.stringify([FAULT]));
    assert.deepEqual(faultsFrom(file), [FAULT]);
  });

  for (const [what, setting, message] of [
    [
      "another operation",
      '[{"operation":"make","type":"Vpc"}]',
      "SIMULATED_AWS_FAULTS[0].operation: must be one of create, read, update, delete",
    ],
    [
      "no type",
      '[{"operation":"create"}]',
      "SIMULATED_AWS_FAULTS[0].type: must be the end of a type token, such as ReplicationGroup",
    ],
    [
      "another action",
      '[{"operation":"create","type":"Vpc","action":"explode"}]',
      "SIMULATED_AWS_FAULTS[0].action: must be one of fail, lose, unfinished, hang",
    ],
    [
      "an unknown field",
      '[{"operation":"create","type":"Vpc","ntth":2}]',
      "SIMULATED_AWS_FAULTS[0].ntth: not a field; did you mean nth?",
    ],
    ["no JSON", "[{", "SIMULATED_AWS_FAULTS: not valid JSON: [{"],
    [
      "no file",
      "no-such-file.json",
      "SIMULATED_AWS_FAULTS: the file no-such-file.json does not exist",
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => faultsFrom(setting), { message });
    });
  }
});
