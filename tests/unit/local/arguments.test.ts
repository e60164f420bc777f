import * as assert from "node:assert/strict";
import { help, parse } from "../../../local/arguments";
import { Failure } from "../../../local/failure";

const STACKS = ["prod", "staging", "uat"];

const PLAIN = {
  json: false,
  diff: false,
  withConsumer: false,
  unprotect: false,
  policyPacks: [],
  config: {},
};

function mistake(...argv: string[]): string {
  try {
    parse(argv, STACKS);
  } catch (thrown) {
    assert.ok(thrown instanceof Failure);
    assert.equal(thrown.exitCode, 1);
    return thrown.message;
  }
  assert.fail(`${argv.join(" ")} was accepted`);
}

describe("local/arguments", () => {
  const accepted: [string, object][] = [
    ["preview --stack staging", { ...PLAIN, command: "preview", stack: "staging" }],
    ["up -s prod --json", { ...PLAIN, command: "up", stack: "prod", json: true }],
    [
      "up --with-consumer --stack=uat --diff",
      { ...PLAIN, command: "up", stack: "uat", withConsumer: true, diff: true },
    ],
    [
      "preview --config nodeType=cache.t4g.small -c authToken= --config=a:b=c=d --stack staging",
      {
        ...PLAIN,
        command: "preview",
        stack: "staging",
        config: { nodeType: "cache.t4g.small", authToken: "", "a:b": "c=d" },
      },
    ],
    [
      "up --stack prod --policy-pack policy --policy-pack=../ours",
      { ...PLAIN, command: "up", stack: "prod", policyPacks: ["policy", "../ours"] },
    ],
    ["refresh --stack staging", { ...PLAIN, command: "refresh", stack: "staging" }],
    ["outputs --stack staging", { ...PLAIN, command: "outputs", stack: "staging" }],
    [
      "destroy --stack prod --unprotect",
      { ...PLAIN, command: "destroy", stack: "prod", unprotect: true },
    ],
    ["install-cli", { ...PLAIN, command: "install-cli", stack: "" }],
    ["help", { ...PLAIN, command: "help", stack: "" }],
    ["up --help", { ...PLAIN, command: "help", stack: "" }],
    ["-h", { ...PLAIN, command: "help", stack: "" }],
  ];
  for (const [line, request] of accepted) {
    it(`reads ${line}`, () => {
      assert.deepEqual(parse(line.split(" "), STACKS), request);
    });
  }

  const COMMAND_LIST = "preview, up, refresh, outputs, destroy, install-cli";
  const FLAG_LIST =
    "--stack, --json, --config, --diff, --policy-pack, --with-consumer, --unprotect";
  const mistakes: [string, string][] = [
    ["", `a command is needed: one of ${COMMAND_LIST}`],
    [
      "previw --stack staging",
      `unknown command previw: it is one of ${COMMAND_LIST}; did you mean preview?`,
    ],
    ["deploy", `unknown command deploy: it is one of ${COMMAND_LIST}`],
    ["up", "--stack is needed: one of prod, staging, uat (each has a Pulumi.<stack>.yaml)"],
    [
      "up --stack stagin",
      "unknown stack stagin: it is one of prod, staging, uat (each has a Pulumi.<stack>.yaml); did you mean staging?",
    ],
    [
      "up --stack ../x",
      "unknown stack ../x: it is one of prod, staging, uat (each has a Pulumi.<stack>.yaml)",
    ],
    ["up --stack", "--stack needs a value: <stack>"],
    ["up staging", "unexpected argument staging: a stack is named with --stack staging"],
    [
      "up --stack staging --jsno",
      `unknown flag --jsno: it is one of ${FLAG_LIST}; did you mean --json?`,
    ],
    ["up --stack staging -x", `unknown flag -x: it is one of ${FLAG_LIST}`],
    ["up --stack staging --unprotect", "--unprotect does not belong to up: it belongs to destroy"],
    [
      "refresh --stack staging --policy-pack policy",
      "--policy-pack does not belong to refresh: it belongs to preview, up",
    ],
    ["up --stack staging --policy-pack", "--policy-pack needs a value: <folder>"],
    [
      "destroy --stack staging --with-consumer",
      "--with-consumer does not belong to destroy: it belongs to up",
    ],
    [
      "install-cli --stack staging",
      "--stack does not belong to install-cli: it belongs to preview, up, refresh, outputs, destroy",
    ],
    ["up --stack staging --config nodeType", "--config needs <key>=<value>, got nodeType"],
    ["up --stack staging --config =x", "--config needs <key>=<value>, got =x"],
  ];
  for (const [line, message] of mistakes) {
    it(`refuses ${line === "" ? "an empty line" : line}`, () => {
      assert.equal(mistake(...line.split(" ").filter((word) => word !== "")), message);
    });
  }

  it("names every command, flag and stack in the help", () => {
    const text = help(STACKS);
    for (const word of [...COMMAND_LIST.split(", "), ...FLAG_LIST.split(", ")]) {
      assert.match(text, new RegExp(`^  ${word}[ ]`, "m"));
    }
    assert.match(text, /^Stacks: prod, staging, uat$/m);
  });
});
