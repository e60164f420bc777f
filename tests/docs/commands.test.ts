import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { resolveCli } from "../../local/cli";
import { installAwsCli, orSkip } from "../clients/tools";
import { blocks, pages } from "../support/markdown";
import { Clone } from "../support/runner";
import { type Listener, listen } from "./listener";

/**
 * Every command of the guides, run by a shell as it stands there. What would reach AWS or a person's login is held to its own tool: the
 * AWS CLI holds all arguments to AWS's own description of the API, and what it then sends goes to this process; Pulumi reads all flags
 * and shows its help.
 */
const TOOLS = `
set -euo pipefail
npm() {
  case "$*" in
    ci | test) ;;
    "run local -- "*) shift 3 && node local/bin.js "$@" ;;
    "run check -- "*) shift 3 && node local/check.js "$@" ;;
    *) echo "unknown: npm $*" >&2 && return 1 ;;
  esac
}
aws() { env -u AWS_PROFILE python3 -m awscli "$@"; }
pulumi() { "$PULUMI" "$@" --help; }
`;

/** Pages about the local run show what it refuses too; its own tests run their commands. */
const OWN_TESTS = ["docs/local.md", "docs/simulation.md"];

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

function shell(text: string, cwd: string, env: Record<string, string>): Promise<Ended> {
  const child = spawn("bash", ["-c", `${TOOLS}\n${text}`], { cwd, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => (output += part));
  }
  return new Promise((resolve) => {
    child.once("close", (status) => {
      resolve({ status, output });
    });
  });
}

/** The name of the API's operation that a command of the AWS CLI calls. */
const operations = (text: string) =>
  [...text.matchAll(/^ *aws [a-z0-9-]+ ([a-z-]+)/gm)].map(([, command = ""]) =>
    command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

describe("commands in the documentation", () => {
  const open: { close(): void }[] = [];
  let clone: Clone;
  let aws: Listener;
  let env: Record<string, string>;

  before(async function () {
    const awsCli = orSkip(this, "the AWS CLI", installAwsCli);
    const { command } = await resolveCli(() => undefined);
    aws = await listen();
    clone = new Clone();
    open.push(aws, clone);
    clone.write("token.txt", "token-0123456789-abcdef");
    const { PATH = "", HOME = "" } = process.env;
    env = {
      ...{ PATH, HOME, PULUMI: command, PYTHONPATH: awsCli },
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_DEFAULT_REGION: "ap-southeast-1", AWS_PAGER: "" },
      ...{
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        TOKEN: "token-0123456789-abcdef",
      },
    };
  });

  after(() => {
    for (const each of open) each.close();
  });

  const run = (text: string) => shell(text, clone.folder, env);

  for (const page of pages().filter((name) => !OWN_TESTS.includes(name))) {
    for (const { line, text } of blocks(["sh", "bash", "shell"], [page])) {
      it(`${page}:${String(line)}`, async () => {
        const before = aws.called.length;
        const { status, output } = await run(text);
        assert.equal(status, 0, output);
        assert.deepEqual(aws.called.slice(before), operations(text));
      });
    }
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      "a missing argument of AWS",
      "aws elasticache create-replication-group --replication-group-id a --snapshot-name b",
      /--replication-group-description/,
    ],
    ["an unknown option of AWS", "aws elasticache describe-users --person a", /--person/],
    ["an unknown flag of Pulumi", "pulumi up --stak staging", /unknown flag: --stak/],
    ["an unknown script", "npm run deploy", /unknown: npm run deploy/],
  ];
  for (const [what, text, sign] of wrong) {
    it(`would not pass with ${what}`, async () => {
      const before = aws.called.length;
      const { status, output } = await run(text);
      assert.notEqual(status, 0);
      assert.match(output, sign);
      assert.equal(aws.called.length, before);
    });
  }
});
