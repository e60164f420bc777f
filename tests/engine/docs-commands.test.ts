import * as assert from "node:assert/strict";
import { theCli } from "../support/engine";
import { blocks } from "../support/markdown";
import { Clone } from "../support/runner";
import { shell } from "../support/shell";

/**
 * Every command of the documentation, run by a shell as it stands there: Pulumi reads the command and its flags, and shows its help.
 * Those of the first page that a person follows are run to their end. The AWS CLI has its own test (tests/clients).
 */
const FOLLOWED = "docs/guides/get-started.md";

/** Commands that need a run of another page before them; their own tests run them. */
const OWN_TESTS = ["docs/simulation.md"];

const tools = (page: string) => `
npm() {
  case "$*" in
    ci | test) ;;
    "run local -- "*) shift 3 && ${page === FOLLOWED ? "node local/run.js" : "pulumi"} "$@" ;;
    "run check -- "*) shift 3 && node local/check.js "$@" ;;
    *) echo "unknown: npm $*" >&2 && return 1 ;;
  esac
}
aws() { :; }
pulumi() { "$PULUMI" "$@" --help; }
`;

describe("commands in the documentation", function () {
  this.timeout(600_000);
  let clone: Clone;
  let env: Record<string, string>;

  before(async () => {
    clone = new Clone();
    env = { PULUMI: await theCli() };
  });

  after(() => {
    clone.close();
  });

  const found = blocks(["sh", "bash", "shell"]).filter(({ page }) => !OWN_TESTS.includes(page));
  for (const { page, line, text } of found) {
    it(`${page}:${String(line)}`, async () => {
      const { status, output } = await shell(tools(page), text, clone.folder, env);
      assert.equal(status, 0, output);
    });
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["an unknown flag of Pulumi", "pulumi up --stak staging", /unknown flag: --stak/],
    ["an unknown command of Pulumi", "npm run local -- outputs", /unknown command "outputs"/],
    ["an unknown script", "npm run deploy", /unknown: npm run deploy/],
  ];
  for (const [what, text, sign] of wrong) {
    it(`would not pass with ${what}`, async () => {
      const { status, output } = await shell(tools("README.md"), text, clone.folder, env);
      assert.notEqual(status, 0);
      assert.match(output, sign);
    });
  }
});
