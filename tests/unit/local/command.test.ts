import * as assert from "node:assert/strict";
import { parseCommand } from "../../../local/command";

/** What is read from a command line, as plain data. */
function read(line: string): unknown {
  const { args, cwd, words, stack, config } = parseCommand(line.split(" "));
  return { args: args.join(" "), cwd, words: words.join(" "), stack, config: config.join(" ") };
}

const none = { cwd: undefined, stack: undefined, config: "" };

describe("local/command", () => {
  const rows: [string, object][] = [
    ["up", { ...none, args: "up", words: "up" }],
    ["up --stack prod", { ...none, args: "up --stack prod", words: "up", stack: "prod" }],
    ["up -s prod --yes", { ...none, args: "up -s prod --yes", words: "up", stack: "prod" }],
    [
      "--stack=prod stack output",
      { ...none, args: "--stack=prod stack output", words: "stack output", stack: "prod" },
    ],
    ["-C ../shop up", { ...none, args: "up", cwd: "../shop", words: "up" }],
    ["up --cwd ../shop", { ...none, args: "up", cwd: "../shop", words: "up" }],
    ["--cwd=../shop up", { ...none, args: "up", cwd: "../shop", words: "up" }],
    ["--color always -v 9 up", { ...none, args: "--color always -v 9 up", words: "up" }],
    [
      "up -c a=1 --config b=2 --config=c=3",
      { ...none, args: "up -c a=1 --config b=2 --config=c=3", words: "up", config: "a=1 b=2 c=3" },
    ],
    ["stack init dev", { ...none, args: "stack init dev", words: "stack init dev" }],
    ["frobnicate --x", { ...none, args: "frobnicate --x", words: "frobnicate" }],
  ];
  for (const [line, expected] of rows) {
    it(`reads ${line}`, () => {
      assert.deepEqual(read(line), expected);
    });
  }

  it("finds flags by their long and short names", () => {
    const { has } = parseCommand(["up", "-y", "--json", "--target", "x"]);
    assert.deepEqual(
      ["y", "json", "target", "yes", "stack"].map((flag) => has(flag)),
      [true, true, true, false, false],
    );
  });
});
