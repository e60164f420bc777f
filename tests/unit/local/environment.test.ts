import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PINNED } from "../../../local/cli";
import {
  addPlugins,
  environment,
  type Folders,
  foldersIn,
  makeFolders,
} from "../../../local/environment";

const REPOSITORY = path.resolve(__dirname, "../../..");
const PROVIDERS = ["aws", "random"].map((name) => {
  const file = require.resolve(`@pulumi/${name}/package.json`);
  const { version } = JSON.parse(fs.readFileSync(file, "utf8")) as { version: string };
  return `resource-${name}-v${version}`;
});
const HOST = `language-nodejs-v${PINNED}`;

describe("local/environment", () => {
  let home: string;
  let folders: Folders;
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), "environment "));
    folders = foldersIn(path.join(home, "local"));
    makeFolders(folders);
    before = { ...process.env };
  });
  afterEach(() => {
    process.env = before;
    fs.rmSync(home, { recursive: true });
  });

  it("creates each folder for its owner only", () => {
    const modes = Object.values(folders).map((folder) => fs.statSync(String(folder)).mode & 0o777);
    assert.deepEqual(modes, [0o700, 0o700, 0o700, 0o700, 0o700]);
  });

  it("gives the CLI its own home, backend and account, and none of the user's settings", () => {
    process.env = {
      KEPT: "yes",
      AWS_PROFILE: "mine",
      AWS_ACCESS_KEY_ID: "mine",
      PULUMI_ACCESS_TOKEN: "mine",
      PULUMI_BACKEND_URL: "s3://mine",
      PULUMI_STACK: "mine",
    };
    assert.deepEqual(environment(folders), {
      KEPT: "yes",
      PULUMI_HOME: folders.pulumi,
      PULUMI_BACKEND_URL: `file://${folders.state.replace("environment ", "environment%20")}`,
      PULUMI_CONFIG_PASSPHRASE: "local simulation",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      SIMULATED_AWS_DIR: folders.account,
    });
  });

  /** An executable in the test's folder. */
  function executable(folder: string, name: string): string {
    const file = path.join(home, folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, "", { mode: 0o755 });
    return file;
  }
  const plugins = () => fs.readdirSync(path.join(folders.pulumi, "plugins")).sort();
  const host = () =>
    fs.readlinkSync(path.join(folders.pulumi, "plugins", HOST, "pulumi-language-nodejs"));

  it("adds the simulated providers in the versions of the program's packages", () => {
    const cli = executable("cli", "pulumi");
    executable("cli", "pulumi-language-nodejs");
    addPlugins(folders, cli, REPOSITORY);
    assert.deepEqual(plugins(), PROVIDERS);
    assert.equal(
      fs.readlinkSync(
        path.join(folders.pulumi, "plugins", PROVIDERS[0] ?? "", "pulumi-resource-aws"),
      ),
      path.join(REPOSITORY, "local/aws/pulumi-resource-aws"),
    );
  });

  it("uses the version that the program has installed, not the repository's", () => {
    const cli = executable("cli", "pulumi");
    executable("cli", "pulumi-language-nodejs");
    const program = path.join(home, "shop");
    const folder = path.join(program, "node_modules/@pulumi/aws");
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), '{ "version": "7.99.0" }');
    addPlugins(folders, cli, program);
    assert.deepEqual(plugins(), ["resource-aws-v7.99.0", PROVIDERS[1]]);
  });

  it("adds the language host on PATH when the CLI has none beside it", () => {
    process.env["PATH"] = path.dirname(executable("bin", "pulumi-language-nodejs"));
    addPlugins(folders, executable("cli", "pulumi"), REPOSITORY);
    assert.deepEqual(plugins(), [HOST, ...PROVIDERS]);
    assert.equal(host(), path.join(home, "bin/pulumi-language-nodejs"));
  });

  it("adds the repository's own language host when there is no other", () => {
    process.env["PATH"] = "";
    addPlugins(folders, executable("cli", "pulumi"), REPOSITORY);
    addPlugins(folders, executable("cli", "pulumi"), REPOSITORY);
    assert.equal(host(), path.join(REPOSITORY, "local/language/pulumi-language-nodejs"));
  });

  it("finds the language host beside the CLI behind a link", () => {
    process.env["PATH"] = "";
    executable("cli", "pulumi-language-nodejs");
    const link = path.join(home, "pulumi");
    fs.symlinkSync(executable("cli", "pulumi"), link);
    addPlugins(folders, link, REPOSITORY);
    assert.deepEqual(plugins(), PROVIDERS);
  });
});
