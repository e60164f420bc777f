import * as assert from "node:assert/strict";
import { Faults } from "../../../../local/aws/faults";
import { Provider } from "../../../../local/aws/provider";
import { password, RANDOM } from "../../../../local/aws/services/random";
import { plainProperties, type Properties, text } from "../../../../local/aws/values";
import { Simulation } from "./support";

const PASSWORD = "random:index/randomPassword:RandomPassword";

describe("the simulated random provider", () => {
  let aws: Simulation;
  let provider: Provider;
  beforeEach(() => {
    aws = new Simulation();
    provider = new Provider(RANDOM, aws.account, new Faults([]));
  });
  afterEach(() => {
    aws.remove();
  });

  const make = async (token: string, news: Properties) => {
    const { inputs, failures } = provider.check(token, "r", {}, news, new Uint8Array());
    assert.deepEqual(failures, []);
    const made = await provider.create(token, inputs);
    return { ...made, inputs, clear: plainProperties(made.state) };
  };

  it("makes passwords with the requested length and characters", () => {
    const made = Array.from({ length: 50 }, () =>
      password({ length: 64, overrideSpecial: "!&#$^<>-", upper: false }),
    );
    for (const one of made) assert.match(one, /^[a-z0-9!&#$^<>-]{64}$/);
    assert.equal(new Set(made).size, 50);
    const all = made.join("");
    for (const kind of [/[a-z]/, /[0-9]/, /[!&#$^<>-]/]) assert.match(all, kind);
  });

  it("makes passwords with the minimum of each kind of character", () => {
    for (let i = 0; i < 50; i++) {
      const one = password({ length: 8, minUpper: 2, minNumeric: 2, minSpecial: 2, minLower: 2 });
      const counts = [/[A-Z]/g, /[0-9]/g, /[a-z]/g].map((kind) => one.match(kind)?.length);
      assert.deepEqual([one.length, ...counts], [8, 2, 2, 2], one);
    }
  });

  it("makes passwords without numbers under either name of the argument", () => {
    assert.match(password({ length: 64, number: false, special: false }), /^[a-zA-Z]{64}$/);
    assert.match(password({ length: 64, numeric: false, special: false }), /^[a-zA-Z]{64}$/);
  });

  it("returns the result as a secret, and stores nothing in the account", async () => {
    const { state, clear } = await make(PASSWORD, { length: 20, special: false });
    assert.notEqual(typeof state["result"], "string");
    assert.match(text(clear["result"]), /^[a-zA-Z0-9]{20}$/);
    assert.match(text(clear["bcryptHash"]), /^\$2a\$10\$.{53}$/);
    assert.deepEqual(aws.account.all(), []);
  });

  it("keeps the result until an argument or a keeper changes", async () => {
    const made = await make(PASSWORD, { length: 20, special: false, keepers: { version: "1" } });
    const plan = (news: Properties) => [...provider.diff(PASSWORD, made.clear, news).replaces];
    assert.deepEqual(plan(made.inputs), []);
    assert.deepEqual(plan({ ...made.inputs, keepers: { version: "2" } }), ["keepers"]);
    assert.deepEqual(plan({ ...made.inputs, length: 21 }), ["length"]);
    assert.deepEqual(plan({ length: 20, keepers: { version: "1" } }), ["special"]);
    const read = await provider.read(PASSWORD, made.id, made.clear, made.inputs);
    assert.deepEqual(plainProperties(read?.state ?? {}), made.clear);
  });

  it("refuses a length that is too short for the required characters", () => {
    const refused = (news: Properties) => provider.check(PASSWORD, "r", {}, news, new Uint8Array());
    assert.deepEqual(refused({ length: 3, minUpper: 2, minLower: 2 }).failures, [
      {
        property: "length",
        reason:
          "length must be at least min_upper + min_lower + min_numeric + min_special (4), got 3",
      },
    ]);
    assert.deepEqual(refused({ length: 0 }).failures, [
      { property: "length", reason: "length must be at least 1" },
    ]);
  });
});
