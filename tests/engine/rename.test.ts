import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { blocks, REPOSITORY } from "../support/markdown";
import { shell } from "../support/shell";

const PAGE = "docs/make-it-yours.md";

/** The commands that are long: of `npm test`, only the tests that the names of the project concern. */
const TOOLS = `
npm() {
  case "$*" in
    test) npx mocha --parallel --jobs 2 --reporter dot 'tests/{unit,program}/**/*.test.ts' ;;
    "run check") node local/check.js ;;
    "run generate") node scripts/generate/run.js ;;
    *) echo "unknown: npm $*" >&2 && return 1 ;;
  esac
}
`;

/** The repository's own files, committed or not, in another folder. */
function copyTo(folder: string): void {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { cwd: REPOSITORY, encoding: "utf8" },
  );
  const files = listed.split("\0").filter((file) => fs.existsSync(path.join(REPOSITORY, file)));
  for (const file of files.filter((name) => name !== "" && name !== "node_modules")) {
    fs.cpSync(path.join(REPOSITORY, file), path.join(folder, file));
  }
  fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(folder, "node_modules"));
}

const read = (folder: string, file: string) => fs.readFileSync(path.join(folder, file), "utf8");

describe("a copy of this repository, renamed by the commands of docs/make-it-yours.md", function () {
  this.timeout(900_000);
  let folder: string;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "acme-"));
    copyTo(folder);
  });

  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  for (const { line, text } of blocks(["sh"], [PAGE])) {
    it(`${PAGE}:${String(line)} succeeds`, async () => {
      const { status, output } = await shell(TOOLS, text, folder, {});
      assert.equal(status, 0, output);
    });
  }

  it("names its stacks after itself, in its own region", () => {
    const printed = execFileSync(process.execPath, ["local/check.js", "--json"], {
      cwd: folder,
      encoding: "utf8",
    });
    const { ok, stacks } = JSON.parse(printed) as {
      ok: boolean;
      stacks: { name: string; replicationGroupId: string; warnings: unknown[] }[];
    };
    assert.equal(ok, true);
    assert.deepEqual(
      stacks.map(({ name, replicationGroupId }) => [name, replicationGroupId]),
      [
        ["acme-prod", "acme-prod-redis"],
        ["acme-staging", "acme-staging-redis"],
        ["acme-uat", "acme-uat-redis"],
      ],
    );
    assert.doesNotMatch(printed, /koneksi/);
    assert.match(read(folder, "Pulumi.yaml"), /^name: acme-redis$[^]*aws:region:\n +value: eu-/m);
    assert.match(read(folder, "plugin/package.json"), /"name": "@acme\/redis-cache"/);
    assert.match(read(folder, "plugin/schema.json"), /"namespace": "acme"/);
  });

  it("differs in these files only", () => {
    const files = execFileSync("git", ["ls-files", "-z"], { cwd: REPOSITORY, encoding: "utf8" })
      .split("\0")
      .filter((file) => file !== "" && fs.existsSync(path.join(REPOSITORY, file)));
    assert.deepEqual(
      files.filter((file) => read(REPOSITORY, file) !== read(folder, file)),
      [
        "Pulumi.prod.yaml",
        "Pulumi.staging.yaml",
        "Pulumi.uat.yaml",
        "Pulumi.yaml",
        "local/network/Pulumi.yaml",
        "plugin/package.json",
        "plugin/schema.json",
      ],
    );
  });
});
