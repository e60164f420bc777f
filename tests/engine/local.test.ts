import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Clone, type Ended } from "../support/runner";

const STATE = "state/.pulumi/stacks";

/** Checks for one message on stderr, an exit code, and no stack trace. */
function refused(ended: Ended, ...lines: string[]): void {
  assert.equal(ended.stderr, `error: ${lines.join("\n")}\n`);
  assert.equal(ended.code, 1);
}

/** All files in a folder, with their contents. */
function contents(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
  );
}

describe("npm run local", function () {
  this.timeout(600_000);
  let clone: Clone;
  const inHome = (name: string) => path.join(clone.home, name);
  const account = () => contents(inHome("aws"));

  before(() => {
    clone = new Clone();
  });
  after(() => {
    clone.close();
  });

  async function succeeds(line: string, env: Record<string, string> = {}): Promise<Ended> {
    const ended = await clone.run(line, env);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    return ended;
  }

  describe("without a deployed stack", () => {
    it("passes an unknown command to the CLI", async () => {
      const { code, stdout, stderr } = await clone.run("upp");
      assert.equal(code, 1);
      assert.match(stdout + stderr, /unknown command "upp" for "pulumi"/);
    });

    it("asks for a stack if none is selected", async () => {
      refused(
        await clone.run("preview"),
        "--stack: required, because no stack is selected; use one of prod, staging, uat",
      );
    });

    it("does not preview without the network, and changes nothing", async () => {
      refused(
        await clone.run("preview --stack staging"),
        "networkStack: koneksi-network/staging is not up, and a preview does not bring it up",
        "  bring it up first: npm run local -- -C local/network up --stack staging",
      );
      assert.deepEqual(account(), {});
    });

    it("does not create a network stack for a mistyped networkStack", async () => {
      refused(
        await clone.run("up --stack staging -c networkStack=koneksi-network/stagin"),
        "networkStack: koneksi-network/stagin does not exist on the simulated AWS",
        "  use one that is brought up automatically: koneksi-network/prod, koneksi-network/staging, koneksi-network/uat",
        "  or bring it up first: npm run local -- -C <folder of koneksi-network> up --stack stagin",
      );
      assert.deepEqual(account(), {});
    });

    for (const [place, why] of [
      ["/proc/nowhere", "the folder cannot be created there"],
      ["package.json/local", "a part of the path is a file"],
    ] as const) {
      it(`reports that it cannot write to ${place}`, async () => {
        const home = path.resolve(clone.folder, place);
        refused(
          await clone.run("preview --stack staging", { KONEKSI_LOCAL: home }),
          `cannot write ${home}: ${why}; use another folder: KONEKSI_LOCAL=<folder>`,
        );
      });
    }

    it("reports that the packages are not installed", async () => {
      const modules = path.join(clone.folder, "node_modules");
      fs.renameSync(modules, `${modules}.away`);
      refused(
        await clone.run("preview --stack staging"),
        `the packages are not installed; run \`npm ci\` in ${clone.folder}`,
      );
      fs.renameSync(`${modules}.away`, modules);
    });
  });

  describe("with a stack", () => {
    let tracked: Record<string, string>;
    const files = () => {
      const names = fs.readdirSync(clone.folder).filter((name) => name.startsWith("Pulumi"));
      return Object.fromEntries(names.map((name) => [name, clone.read(name)]));
    };

    it("deploys the network and the stack, and prints a summary", async () => {
      tracked = files();
      const { stdout, stderr } = await succeeds("up --stack staging");
      assert.equal(stderr, "Network stack koneksi-network/staging: 14 created\n");
      assert.match(stdout, /\nResources:\n {4}\+ 26 created\n/);
      assert.match(stdout, /\nkoneksi-staging-redis: redis 7\.1\.0\n {2}primary endpoint/);
      assert.match(stdout, /\n {2}notified {2}arn:aws:sns:ap-southeast-1:123456789012:staging-/);
    });

    it("previews no change, with only JSON on stdout", async () => {
      const before = account();
      const { stdout } = await succeeds("preview --stack staging --json");
      const { changeSummary } = JSON.parse(stdout) as { changeSummary: object };
      assert.deepEqual(changeSummary, { same: 26 });
      assert.deepEqual(account(), before);
    });

    it("does not change the account or the network in a preview of another region", async () => {
      const network = inHome(`${STATE}/koneksi-network/staging.json`);
      const before = [account(), fs.readFileSync(network, "utf8")];
      await succeeds("preview --stack staging -c aws:region=us-east-1");
      assert.deepEqual([account(), fs.readFileSync(network, "utf8")], before);
      await succeeds("config rm aws:region --stack staging");
    });

    it("keeps configuration changes and secrets in a copy of the stack file", async () => {
      await succeeds("stack select staging");
      await succeeds("config set tags.Owner data --path");
      await succeeds("config set --secret authToken abcdefghijklmnop-1234");
      const { stdout, stderr } = await succeeds("config --json");
      const values = JSON.parse(stdout) as Record<string, { value?: string; secret: boolean }>;
      assert.deepEqual(values["koneksi-redis:authToken"], { secret: true });
      assert.equal(
        stderr,
        "Pulumi.staging.yaml: set in the local copy: koneksi-redis:tags, koneksi-redis:authToken\n",
      );
      const everything = JSON.stringify([files(), contents(inHome("config"))]);
      assert.equal(everything.includes("abcdefghijklmnop-1234"), false);
      await succeeds("config rm authToken");
    });

    it("resolves paths from the working directory", async () => {
      await succeeds("stack export --file exported.json");
      const { version } = JSON.parse(clone.read("exported.json")) as { version: number };
      assert.equal(version, 3);
    });

    it("repairs the network", async () => {
      const [lost] = fs.readdirSync(inHome("aws/sns.Topic"));
      fs.rmSync(inHome(`aws/sns.Topic/${String(lost)}`));
      const { stderr } = await succeeds("up --stack staging");
      assert.match(stderr, /Network stack koneksi-network\/staging: .*1 created\n/);
      assert.equal(fs.readdirSync(inHome("aws/sns.Topic")).length, 1);
    });

    it("names a damaged file of the account once", async () => {
      const file = inHome("aws/elasticache.ReplicationGroup/koneksi-staging-redis.json");
      const whole = fs.readFileSync(file, "utf8");
      fs.writeFileSync(file, whole.slice(0, whole.length / 2));
      const { code, stderr } = await clone.run("preview --stack staging");
      assert.equal(code, 1);
      assert.equal(stderr.split(file).length - 1, 2, stderr);
      assert.match(stderr, /error: the simulated account is damaged: /);
      fs.writeFileSync(file, whole);
    });

    it("destroys a stack without a stack file, before or after another stack of its network", async () => {
      clone.write("Pulumi.old.yaml", clone.read("Pulumi.staging.yaml"));
      await succeeds("up --stack old");
      fs.rmSync(path.join(clone.folder, "Pulumi.old.yaml"));
      await succeeds("destroy --stack staging");
      await succeeds("destroy --stack old --remove");
      await succeeds("-C local/network destroy --stack staging");
      const left = Object.keys(account()).map((file) => path.dirname(file));
      // AWS keeps a key and a secret until their deletion date.
      assert.deepEqual([...new Set(left)].sort(), ["kms.Key", "secretsmanager.Secret"]);
      const states = fs.readdirSync(inHome(`${STATE}/koneksi-redis`));
      assert.deepEqual(
        states.filter((name) => name.endsWith(".json")),
        ["staging.json"],
      );
    });

    it("does not change stack files", () => {
      assert.deepEqual(files(), tracked);
    });
  });

  it("runs another program, without the login or credentials of the user", async () => {
    const [shop, home] = ["shop", "user"].map((name) => path.join(clone.folder, name));
    fs.mkdirSync(String(shop));
    clone.write("shop/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    clone.write("shop/Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
    clone.write("shop/package.json", "{}");
    clone.write(
      "shop/index.js",
      `const { Topic } = require("@pulumi/aws/sns");
exports.arn = new Topic("orders", {}).arn;
exports.credentials = "of " + Object.keys(process.env).filter((name) => name.startsWith("AWS_"));`,
    );
    const { stdout } = await succeeds("-C shop up --stack dev", {
      HOME: String(home),
      PULUMI_HOME: path.join(String(home), "pulumi"),
      PULUMI_BACKEND_URL: "s3://not-a-bucket",
      PULUMI_CONFIG_PASSPHRASE: "another",
      AWS_PROFILE: "none",
      AWS_REGION: "us-east-1",
      // Has another meaning in a URL.
      KONEKSI_LOCAL: path.join(clone.folder, "a folder#1 of 50%20?"),
      PATH: `${path.dirname(await pulumi())}${path.delimiter}${String(process.env["PATH"])}`,
    });
    assert.match(stdout, /arn +: "arn:aws:sns:eu-west-1:123456789012:orders-/);
    assert.match(stdout, /credentials: "of "/);
    assert.equal(fs.existsSync(path.join(String(home), "pulumi")), false);
  });
});

async function pulumi(): Promise<string> {
  const { resolveCli } = await import("../../local/cli");
  return resolveCli(() => undefined);
}
