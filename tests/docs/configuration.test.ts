import * as assert from "node:assert/strict";
import { parse } from "yaml";
import { readSettings } from "../../settings";
import { blocks } from "../support/markdown";

type Config = Readonly<Record<string, unknown>>;

/** A value as Pulumi hands it to the program: text, and structured ones as JSON. */
const handed = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** The keys of a block: a stack file, or a part of one. */
function configOf(text: string): Config {
  const content = parse(text) as Config;
  return (content["config"] as Config | undefined) ?? content;
}

const isStackFile = (config: Config) =>
  Object.keys(config).every((key) => /^[\w-]+:[\w-]+$/.test(key));

/** A part of a stack file says nothing of the network; this is the rest. */
const REST = { "koneksi-redis:networkStack": "koneksi-network/staging" };

const placed = (config: Config) =>
  Object.keys(config).some((key) =>
    /:(networkStack|createNetwork|vpcId|subnetIds|subnetGroupName)$/.test(key),
  );

function check(config: Config): void {
  const raw = Object.entries({ ...(placed(config) ? {} : REST), ...config }).map(
    ([key, value]) => [key, handed(value)] as const,
  );
  readSettings(Object.fromEntries(raw), { stack: "staging" });
}

describe("configuration in the documentation", () => {
  const found = blocks(["yaml", "yml"])
    .map((block) => ({ ...block, config: configOf(block.text) }))
    .filter(({ config }) => isStackFile(config));

  it("is there", () => {
    assert.equal(found.length >= 20, true);
  });

  for (const { page, line, config } of found) {
    it(`${page}:${String(line)} is accepted as it is`, () => {
      assert.doesNotThrow(() => {
        check(config);
      });
    });
  }

  it("would be refused if it were wrong", () => {
    assert.throws(() => {
      check({ "koneksi-redis:nodeTyp": "cache.t3.micro" });
    }, /nodeTyp: .*nodeType/);
  });
});
