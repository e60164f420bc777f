import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolveCli } from "../../local/cli";
import { installAwsCli, orSkip } from "../clients/tools";
import { blocks, pages } from "../support/markdown";
import { Clone } from "../support/runner";

/**
 * Every command of the guides, run by a shell as it stands there. What would reach AWS or a person's login is held to its own tool: the
 * AWS CLI checks all arguments and makes up an answer, and Pulumi reads all flags and shows its help.
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
aws() { python3 -m awscli "$@" --region ap-southeast-1 --generate-cli-skeleton output; }
pulumi() { "$PULUMI" "$@" --help; }
`;

/** Pages about the local run show what it refuses too; its own tests run their commands. */
const OWN_TESTS = ["docs/local.md", "docs/simulation.md"];

describe("commands in the documentation", () => {
  let clone: Clone;
  let env: Record<string, string>;

  before(async function () {
    const awsCli = orSkip(this, "the AWS CLI", installAwsCli);
    const { command } = await resolveCli(() => undefined);
    clone = new Clone();
    clone.write("token.txt", "token-0123456789-abcdef");
    const { PATH = "", HOME = "" } = process.env;
    env = { PATH, HOME, PULUMI: command, PYTHONPATH: awsCli };
  });

  after(() => {
    clone.close();
  });

  const run = (text: string) =>
    spawnSync("bash", ["-c", `${TOOLS}\n${text}`], { cwd: clone.folder, env, encoding: "utf8" });

  for (const page of pages().filter((name) => !OWN_TESTS.includes(name))) {
    for (const { line, text } of blocks(["sh", "bash", "shell"], [page])) {
      it(`${page}:${String(line)}`, () => {
        const { status, stdout, stderr } = run(text);
        assert.equal(status, 0, stdout + stderr);
      });
    }
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      "a missing argument of AWS",
      "aws elasticache create-replication-group --replication-group-id a --snapshot-name b",
      /--replication-group-description/,
    ],
    ["an unknown option of AWS", "aws elasticache describe-users --user koneksi", /--user/],
    ["an unknown flag of Pulumi", "pulumi up --stak staging", /unknown flag: --stak/],
    ["an unknown script", "npm run deploy", /unknown: npm run deploy/],
  ];
  for (const [what, text, sign] of wrong) {
    it(`would not pass with ${what}`, () => {
      const { status, stderr } = run(text);
      assert.notEqual(status, 0);
      assert.match(stderr, sign);
    });
  }
});
