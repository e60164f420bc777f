import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Clone, type Ended } from "../support/runner";

/** One message, an exit code, and no trace. */
function refused(ended: Ended, message: string, code = 1): void {
  assert.equal(ended.stderr, `error: ${message}\n`);
  assert.equal(ended.code, code);
  assert.doesNotMatch(ended.stdout + ended.stderr, /\n\s+at /);
}

/** Keys of the JSON document, which has to be all of stdout. */
const documentOf = ({ stdout }: Ended) => JSON.parse(stdout) as Record<string, unknown>;

describe("npm run local", () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone();
  });
  afterEach(() => {
    clone.close();
  });

  describe("refuses before anything is written", () => {
    const cases: [string, (clone: Clone) => void, string, string][] = [
      [
        "an unknown command",
        () => undefined,
        "upp --stack staging",
        "unknown command upp: it is one of preview, up, refresh, outputs, destroy, install-cli; did you mean up?",
      ],
      [
        "an unknown stack",
        () => undefined,
        "up --stack stagng",
        "unknown stack stagng: it is one of prod, staging, uat (each has a Pulumi.<stack>.yaml); did you mean staging?",
      ],
      [
        "a malformed stack file",
        (c) => {
          c.write("Pulumi.staging.yaml", "config:\n  - [");
        },
        "up --stack staging",
        "Pulumi.staging.yaml:2 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
      ],
      [
        "an encrypted value of another provider",
        (c) => {
          c.write("Pulumi.staging.yaml", "config:\n  koneksi-redis:authToken: {secure: v1:x}\n");
        },
        "up --stack staging",
        [
          "Pulumi.staging.yaml: koneksi-redis:authToken is encrypted with a secrets provider that a local run does not have",
          "  give it a value for this run: --config koneksi-redis:authToken=<value>",
          "  or leave it out of this run: --config koneksi-redis:authToken=",
        ].join("\n"),
      ],
      [
        "createNetwork, which awsx would make",
        () => undefined,
        "up --stack staging --config createNetwork=true",
        [
          "Pulumi.staging.yaml: createNetwork makes the network with awsx, which the simulated AWS does not have. Use one of the two other ways:",
          "  networkStack: <project>/<stack> (a local run brings that stack up itself)",
          "  vpcId, subnetIds and securityGroupIds of an existing network",
        ].join("\n"),
      ],
      [
        "a networkStack of the wrong form",
        () => undefined,
        "up --stack staging --config networkStack=network",
        'Pulumi.staging.yaml: networkStack has to be <project>/<stack>, got "network"',
      ],
      [
        "outputs of a stack that is not up",
        () => undefined,
        "outputs --stack staging",
        "staging is not up: bring it up first with npm run local -- up --stack staging",
      ],
      [
        "a refresh of a stack that is not up",
        () => undefined,
        "refresh --stack staging",
        "staging is not up: bring it up first with npm run local -- up --stack staging",
      ],
    ];
    for (const [what, arrange, line, message] of cases) {
      it(what, async () => {
        arrange(clone);
        const before = clone.files();
        refused(await clone.run(line), message);
        assert.deepEqual(clone.files(), before);
      });
    }

    it("a folder that can't be written", async () => {
      clone.write(".local", "a file");
      refused(
        await clone.run("up --stack staging"),
        `can't write ${path.join(clone.home, ".backend")}: a file stands where a folder is needed; move it away (ENOTDIR), or keep the local state elsewhere: KONEKSI_LOCAL=<folder>`,
      );
    });
  });

  it("shows the errors of the configuration once, without a trace, and fails", async () => {
    const ended = await clone.run("up --stack staging --config nodeTyp=cache.t3.micro");
    refused(ended, "up of staging failed: put right what the engine says above");
    assert.equal(ended.stdout.split("did you mean nodeType").length - 1, 1);
    assert.doesNotMatch(ended.stdout, /ReplicationGroup/);
  });

  it("says the same as a JSON document with --json, and keeps stdout to that", async () => {
    const ended = await clone.run("up --stack staging --json --config nodeTyp=cache.t3.micro");
    const error = "up of staging failed: put right what the engine says above";
    assert.deepEqual([ended.code, documentOf(ended)], [1, { error }]);
    assert.match(ended.stderr, /did you mean nodeType/);
  });

  it("says what a CLI says that does not start the engine", async () => {
    const bin = path.join(clone.folder, "bin");
    fs.mkdirSync(bin);
    const script =
      '[ "$1" = version ] && echo v3.999.0 && exit; echo "error: no engine" >&2; exit 1';
    fs.writeFileSync(path.join(bin, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const ended = await clone.run("up --stack staging", {
      PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    });
    refused(ended, "opening of staging failed: no engine");
  });

  it("prints help", async () => {
    const { code, stdout } = await clone.run("help");
    assert.equal(code, 0);
    assert.match(stdout, /^Runs this repository's program with the real Pulumi engine/);
    assert.match(stdout, /Stacks: prod, staging, uat\n$/);
  });

  it("brings staging up with its network and a consumer, changes nothing after, and leaves nothing", async () => {
    const tracked = fs.readdirSync(clone.folder).filter((name) => name.startsWith("Pulumi"));
    const before = tracked.map((name) => clone.read(name));

    const up = await clone.run("up --stack staging --with-consumer");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.match(up.stdout, /^Network stack koneksi-network\/staging: 8 created\n/);
    assert.match(up.stdout, /\nConsumer stack koneksi-redis-consumer\/staging: 3 created\n/);
    assert.match(
      up.stdout,
      /\nSimulated AWS: no account was touched, and nothing here costs money\.\n/,
    );
    assert.match(
      up.stdout,
      /\n {2}koneksi-staging-redis-002 {2}cache\.t3\.micro {2}0\.38 GiB usable\n/,
    );
    assert.match(
      up.stdout,
      /\n {2}cacheUrl +rediss:\/\/master\.koneksi-staging-redis\.[\w.]+:6379\n/,
    );

    const preview = await clone.run("preview --stack staging --json");
    assert.equal(preview.code, 0, preview.stderr);
    const { changes, steps } = documentOf(preview);
    assert.deepEqual([Object.keys(changes as object), steps], [["same"], []]);

    const refresh = await clone.run("refresh --stack staging --json");
    assert.deepEqual(Object.keys(documentOf(refresh)["changes"] as object), ["same"]);

    const outputs = documentOf(await clone.run("outputs --stack staging --json"));
    assert.equal(outputs["port"], 6379);
    assert.equal(outputs["replicationGroupId"], "koneksi-staging-redis");

    assert.deepEqual(
      tracked.map((name) => clone.read(name)),
      before,
    );

    const destroy = await clone.run("destroy --stack staging");
    assert.equal(destroy.code, 0, destroy.stderr);
    assert.match(destroy.stdout, /^Consumer stack koneksi-redis-consumer\/staging: 3 deleted\n/);
    assert.match(destroy.stdout, /\nNetwork stack koneksi-network\/staging: 8 deleted\n/);
    assert.match(destroy.stdout, /\nstaging is deleted\n/);
    assert.doesNotMatch(destroy.stdout, /Still in the simulated account/);
    assert.equal(fs.existsSync(clone.home), false);
  });

  it("protects prod, names --unprotect, and deletes it with that", async () => {
    const up = documentOf(await clone.run("up --stack prod --with-consumer --json"));
    const consumer = up["consumer"] as { cacheUrl: string };
    assert.match(consumer.cacheUrl, /^rediss:\/\/master\.koneksi-prod-redis\..*:6379$/);

    const state = path.join(clone.home, ".backend/.pulumi/stacks/koneksi-redis/prod.json");
    const before = fs.readFileSync(state, "utf8");
    const kept = await clone.run("destroy --stack prod");
    assert.equal(kept.code, 1);
    assert.match(
      kept.stderr,
      /^error: prod is protected: \d+ resources can't be deleted while the state says `protect` \(koneksi-prod, .*, …\)\n {2}to lift the protection in the local state and delete it all: npm run local -- destroy --stack prod --unprotect\n$/,
    );
    assert.equal(fs.readFileSync(state, "utf8"), before);
    const consumerState = "koneksi-redis-consumer/prod.json";
    assert.ok(fs.existsSync(path.join(clone.home, ".backend/.pulumi/stacks", consumerState)));

    const gone = documentOf(await clone.run("destroy --stack prod --unprotect --json"));
    assert.deepEqual(
      [Object.keys(gone["changes"] as object), gone["left"]],
      [["delete", "discard"], []],
    );
    assert.equal(fs.existsSync(clone.home), false);
  });

  it("keeps the network while another stack uses it", async () => {
    clone.write(
      "Pulumi.uat.yaml",
      clone
        .read("Pulumi.uat.yaml")
        .replace("koneksi-network/uat", "koneksi-network/staging")
        .replace("protect: true", "protect: false"),
    );
    await clone.run("up --stack staging");
    await clone.run("up --stack uat");
    const first = documentOf(await clone.run("destroy --stack staging --json"));
    assert.deepEqual(first["networkUsers"], ["uat"]);
    const second = documentOf(await clone.run("destroy --stack uat --json"));
    assert.deepEqual([second["networkUsers"], second["left"]], [[], []]);
    assert.equal(fs.existsSync(clone.home), false);
  });

  it("takes nothing from the user's Pulumi login or AWS credentials, and leaves their home alone", async () => {
    const home = path.join(clone.folder, "user");
    const env = {
      HOME: home,
      PULUMI_HOME: path.join(home, "pulumi"),
      PULUMI_BACKEND_URL: "s3://not-a-bucket",
      PULUMI_ACCESS_TOKEN: "pul-none",
      PULUMI_CONFIG_PASSPHRASE: "another",
      PULUMI_STACK: "another",
      AWS_PROFILE: "none",
      AWS_ACCESS_KEY_ID: "none",
      AWS_REGION: "us-east-1",
      // What a URL would read otherwise.
      KONEKSI_LOCAL: path.join(clone.folder, "a folder#1 of 50%20?"),
    };
    const versions = path.resolve(await pulumi(), "../../..");
    fs.mkdirSync(path.join(home, ".pulumi"), { recursive: true });
    fs.symlinkSync(versions, path.join(home, ".pulumi", "versions"));
    const up = await clone.run("up --stack staging --json", env);
    assert.equal(up.code, 0, up.stderr);
    const outputs = documentOf(up)["outputs"] as Record<string, string>;
    assert.match(String(outputs["authSecretArn"]), /^arn:aws:secretsmanager:ap-southeast-1:/);
    assert.ok(fs.existsSync(path.join(env.KONEKSI_LOCAL, ".backend/.pulumi/stacks/koneksi-redis")));
    assert.deepEqual(fs.readdirSync(home), [".pulumi"]);
    assert.deepEqual(fs.readdirSync(path.join(home, ".pulumi")), ["versions"]);
  });
});

/** One stack, brought up once; each test leaves it whole, but for the last two, after which it can only be started over. */
describe("npm run local, on a state that is not whole", function () {
  this.timeout(300_000);
  let clone: Clone;
  before(async () => {
    clone = new Clone();
    const { code, stderr } = await clone.run("up --stack staging");
    assert.deepEqual([code, stderr], [0, ""]);
  });
  after(() => {
    clone.close();
  });

  const state = () => path.join(clone.home, ".backend/.pulumi/stacks/koneksi-redis/staging.json");

  /** Steps by kind, as the JSON document tells. */
  async function changes(line: string): Promise<string[]> {
    const { changes: all } = documentOf(await clone.run(`${line} --json`));
    return Object.keys(all as object);
  }

  /** The second half of a file is lost. */
  function halve(file: string): void {
    const whole = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, whole.slice(0, whole.length / 2));
  }

  it("puts the state back from its copy, as the message says", async () => {
    halve(state());
    refused(
      await clone.run("preview --stack staging"),
      [
        `the local state of koneksi-redis/staging is damaged: ${state()} is not whole`,
        `  put its last good copy back: cp ${state()}.bak ${state()}`,
        `  or start over, which costs nothing here: rm -r ${clone.home}`,
      ].join("\n"),
    );
    fs.copyFileSync(`${state()}.bak`, state());
    assert.deepEqual(await changes("preview --stack staging"), ["same"]);
  });

  it("names the damaged file of the simulated account once, and its way on works", async () => {
    const file = path.join(
      clone.home,
      ".aws/elasticache.ReplicationGroup/koneksi-staging-redis.json",
    );
    halve(file);
    const before = fs.readFileSync(state(), "utf8");
    for (const command of ["preview", "up", "refresh", "destroy"]) {
      refused(
        await clone.run(`${command} --stack staging`),
        [
          `the simulated account is damaged: ${file} is not whole`,
          `  take it away, which a refresh sees as a deletion: rm -r ${file}`,
          `  or start over, which costs nothing here: rm -r ${clone.home}`,
        ].join("\n"),
      );
    }
    assert.equal(fs.readFileSync(state(), "utf8"), before);
    fs.rmSync(file, { recursive: true });
    assert.deepEqual(await changes("refresh --stack staging"), ["delete", "same"]);
    const made = await changes("up --stack staging");
    assert.equal(made.includes("create"), true, made.join());
    assert.deepEqual(await changes("preview --stack staging"), ["same"]);
  });

  it("of another passphrase can only be started over", async () => {
    const engine = clone.read("local/engine.ts");
    clone.write("local/engine.ts", engine.replace('"local simulation"', '"another"'));
    refused(
      await clone.run("preview --stack staging"),
      `preview of staging failed: the local state was encrypted with another passphrase; start over, which costs nothing here: rm -r ${clone.home}`,
    );
    clone.write("local/engine.ts", engine);
  });

  it("as a whole can only be started over", async () => {
    fs.writeFileSync(path.join(clone.home, ".backend/.pulumi/meta.yaml"), "");
    refused(
      await clone.run("preview --stack staging"),
      `opening of staging failed: the local state is damaged; start over, which costs nothing here: rm -r ${clone.home}`,
    );
  });
});

/** The CLI that the runner finds, by its path. */
async function pulumi(): Promise<string> {
  const { resolveCli } = await import("../../local/cli");
  const { command } = await resolveCli(() => undefined);
  if (path.isAbsolute(command)) return command;
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return (
    folders.map((folder) => path.join(folder, command)).find((file) => fs.existsSync(file)) ?? ""
  );
}
