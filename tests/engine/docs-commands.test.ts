import * as assert from "node:assert/strict";
import { theCli } from "../support/engine";
import { blocks, REPOSITORY } from "../support/markdown";
import { shell } from "../support/shell";

/**
 * Runs every command of the documentation in a shell. Pulumi parses the command and its flags, and prints its help.
 * local.test.ts tests what the local run does; tests/clients tests the commands of the AWS CLI.
 */
const TOOLS = `
npm() {
  case "$*" in
    ci | test) ;;
    "run local -- "*) shift 3 && pulumi "$@" ;;
    "run check -- "*) shift 3 && node local/check.js "$@" ;;
    *) echo "unknown: npm $*" >&2 && return 1 ;;
  esac
}
aws() { :; }
pulumi() { "$PULUMI" "$@" --help; }
`;

/** Pages whose commands change files or need a run of another page before them. Tests of their own run them. */
const OWN_TESTS = ["docs/make-it-yours.md", "docs/simulation.md"];

describe("commands in the documentation", function () {
  this.timeout(600_000);
  let env: Record<string, string>;

  before(async () => {
    env = { PULUMI: await theCli() };
  });

  const found = blocks(["sh", "bash", "shell"]).filter(({ page }) => !OWN_TESTS.includes(page));
  for (const { page, line, text } of found) {
    it(`${page}:${String(line)}`, async () => {
      const { status, output } = await shell(TOOLS, text, REPOSITORY, env);
      assert.equal(status, 0, output);
    });
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["an unknown flag of Pulumi", "pulumi up --stak staging", /unknown flag: --stak/],
    ["an unknown command of Pulumi", "npm run local -- outputs", /unknown command "outputs"/],
    ["an unknown script", "npm run deploy", /unknown: npm run deploy/],
  ];
  for (const [what, text, sign] of wrong) {
    it(`fails with ${what}`, async () => {
      const { status, output } = await shell(TOOLS, text, REPOSITORY, env);
      assert.notEqual(status, 0);
      assert.match(output, sign);
    });
  }
});
