import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveCli } from "../../local/cli";
import { environment, foldersIn, makeFolders } from "../../local/environment";
import { LATE } from "../../program/configuration";
import { DECLARED, READ, READ_FILE, REFUSED } from "../support/stack-file-table";

/** A value of `pulumi config --json`. */
interface Shown {
  readonly value?: string;
  readonly objectValue?: unknown;
  readonly secret: boolean;
}

const isSecret = (value: unknown): boolean =>
  value === LATE ||
  (typeof value === "object" && value !== null && Object.values(value).some(isSecret));

/** The value that the CLI passes to the program. */
const shownOf = (value: unknown): Shown =>
  isSecret(value)
    ? { secret: true }
    : typeof value === "string"
      ? { value, secret: false }
      : { objectValue: value, secret: false };

/** Compares objects and lists as JSON, independent of the order of keys. */
const withoutJson = ({ value, objectValue, secret }: Shown): Shown =>
  objectValue === undefined
    ? { ...(value === undefined ? {} : { value }), secret }
    : { objectValue, secret };

describe("stack files of the unit tests, read by the CLI", () => {
  let project: string;
  let cli: string;
  const write = (name: string, text: string) => {
    fs.writeFileSync(path.join(project, name), text);
  };
  const pulumi = (...args: string[]) =>
    spawnSync(cli, ["--non-interactive", "--color=never", ...args], {
      cwd: project,
      // If the offset of a timestamp is that of the machine, the machine's time zone gives the name.
      env: { ...environment(foldersIn(path.join(project, ".local"))), TZ: "UTC" },
      encoding: "utf8",
    });
  const config = (projectFile: string, stackFile: string) => {
    write("Pulumi.yaml", projectFile);
    write("Pulumi.dev.yaml", stackFile);
    const { status, stdout, stderr } = pulumi("config", "--json", "--stack", "dev");
    return { status, stdout, stderr };
  };
  const shown = (projectFile: string, stackFile: string) => {
    const { status, stdout, stderr } = config(projectFile, stackFile);
    assert.equal(status, 0, stderr);
    const values = JSON.parse(stdout) as Record<string, Shown>;
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, withoutJson(value)]),
    );
  };

  before(async () => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-stack-file-"));
    makeFolders(foldersIn(path.join(project, ".local")));
    cli = await resolveCli(() => undefined);
    write("Pulumi.yaml", "name: app\nruntime: nodejs\n");
    assert.equal(pulumi("stack", "init", "dev").status, 0);
  });
  after(() => {
    fs.rmSync(project, { recursive: true });
  });

  it("have the values in the table", () => {
    const values = READ.map(([, value], index) => [`app:k${String(index)}`, shownOf(value)]);
    assert.deepEqual(
      shown("name: app\nruntime: nodejs\n", READ_FILE),
      Object.fromEntries(values) as unknown,
    );
  });

  it("have the default values of the project", () => {
    const values = Object.entries(DECLARED.values).map(([key, value]) => [key, shownOf(value)]);
    assert.deepEqual(
      shown(DECLARED.project, DECLARED.stack),
      Object.fromEntries(values) as unknown,
    );
  });

  it("need a value for a key that the project declares without a default", () => {
    const { status, stderr } = config(
      "name: app\nruntime: nodejs\nconfig: {a: {type: string}}\n",
      "",
    );
    assert.notEqual(status, 0);
    assert.match(stderr, /is missing configuration value 'a'/);
  });

  for (const [what, file] of REFUSED) {
    it(`are refused with ${what}`, () => {
      const { status, stderr } = config("name: app\nruntime: nodejs\n", file);
      assert.notEqual(status, 0);
      assert.match(stderr, /^error: /m);
    });
  }
});
