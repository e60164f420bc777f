import * as assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildFromModule, type Machine, PINNED, resolveCli, thisMachine } from "../../../local/cli";
import { Failure } from "../../../local/failure";

const LOCAL = path.resolve(__dirname, "../../../local");

/** A machine whose PATH has only what a test puts there. */
class Sandbox {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-cli-"));
  readonly bin = path.join(this.folder, "bin");
  readonly versions = path.join(this.folder, "versions");
  readonly root = path.join(this.versions, PINNED);
  readonly said: string[] = [];
  private readonly path = process.env["PATH"];

  constructor() {
    fs.mkdirSync(this.bin);
    process.env["PATH"] = this.bin;
  }

  close(): void {
    process.env["PATH"] = this.path;
    fs.rmSync(this.folder, { recursive: true });
  }

  script(file: string, text: string): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${text}\n`, { mode: 0o755 });
  }

  onPath(name: string, text: string): void {
    this.script(path.join(this.bin, name), text);
  }

  installed(text: string): void {
    this.script(path.join(this.root, "bin", "pulumi"), text);
  }

  resolve(machine: Partial<Machine> = {}): Promise<string> {
    const say = (line: string) => void this.said.push(line);
    return resolveCli(say, {
      ...thisMachine(),
      root: this.root,
      download: () => Promise.reject(new Error("getaddrinfo EAI_AGAIN get.pulumi.com")),
      build: () => {
        throw new Error("go not found on PATH");
      },
      ...machine,
    });
  }

  /** Builds in a separate process. */
  build(env: Record<string, string> = {}): Promise<{ code: number; stderr: string }> {
    const program = `require(${JSON.stringify(path.join(LOCAL, "typescript"))}).register();
      require(${JSON.stringify(path.join(LOCAL, "cli"))}).buildFromModule(${JSON.stringify(this.root)});`;
    return new Promise((resolve) => {
      const options = { env: { ...process.env, ...env } };
      execFile(process.execPath, ["-e", program], options, (error, _stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stderr });
      });
    });
  }

  /** Every file below the versions folder. */
  files(): string[] {
    if (!fs.existsSync(this.versions)) return [];
    return fs
      .readdirSync(this.versions, { recursive: true, withFileTypes: true })
      .map((entry) => path.relative(this.versions, path.join(entry.parentPath, entry.name)))
      .sort();
  }
}

/** Where a fake Go finds the file that it has to write. */
const OUT = 'for a in "$@"; do case "$a" in -o=*) out="${a#-o=}";; esac; done';

describe("local/cli", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => {
    sandbox.close();
  });

  it("uses pulumi on PATH when it is new enough, without its check for updates", async () => {
    sandbox.onPath("pulumi", '[ "$PULUMI_SKIP_UPDATE_CHECK" = true ] && echo v3.999.0');
    sandbox.installed(`echo v${PINNED}`);
    const cli = await sandbox.resolve();
    assert.equal(cli, path.join(sandbox.bin, "pulumi"));
  });

  for (const [what, script] of [
    ["missing", undefined],
    ["too old", "echo v3.100.0"],
    ["of another major version", "echo v4.0.0"],
    ["not pulumi", "echo hello"],
    ["broken", "exit 3"],
  ] as const) {
    it(`uses the versions folder when pulumi on PATH is ${what}`, async () => {
      if (script !== undefined) sandbox.onPath("pulumi", script);
      sandbox.installed(`echo v${PINNED}`);
      const cli = await sandbox.resolve();
      assert.equal(cli, path.join(sandbox.root, "bin", "pulumi"));
    });
  }

  it("downloads when neither exists, and does not build then", async () => {
    const cli = await sandbox.resolve({
      download: (root) => {
        assert.equal(root, sandbox.root);
        sandbox.installed(`echo v${PINNED}`);
        return Promise.resolve();
      },
    });
    assert.equal(cli, path.join(sandbox.root, "bin", "pulumi"));
  });

  it("builds when the download fails", async () => {
    sandbox.onPath(
      "go",
      `${OUT}; printf '#!/bin/sh\\necho v${PINNED}\\n' > "$out"; chmod +x "$out"`,
    );
    const cli = await sandbox.resolve({ build: buildFromModule });
    assert.equal(cli, path.join(sandbox.root, "bin", "pulumi"));
    assert.deepEqual(sandbox.said, [
      `Building the Pulumi CLI ${PINNED} with Go, once: 2 to 7 minutes`,
    ]);
  });

  it("names every attempt and the choices when nothing works", async () => {
    sandbox.onPath("pulumi", "echo v3.100.0");
    const pulumi = path.join(sandbox.root, "bin", "pulumi");
    await assert.rejects(sandbox.resolve(), (thrown) => {
      assert.ok(thrown instanceof Failure);
      assert.equal(
        thrown.message,
        [
          `the Pulumi CLI ${PINNED}, or a later 3.x, is required:`,
          `  pulumi on PATH: version 3.100.0 is older than ${PINNED}`,
          `  ${pulumi}: not found`,
          "  download from get.pulumi.com: getaddrinfo EAI_AGAIN get.pulumi.com",
          "  build with Go: go not found on PATH",
          "Do one of these, then run the command again:",
          "  install the Pulumi CLI so that `pulumi` is on PATH: https://www.pulumi.com/docs/install/",
          `  put its executable at ${pulumi}`,
          "  install Go 1.25.11 or later, so that the CLI can be built from its module",
        ].join("\n"),
      );
      return true;
    });
  });

  it("reports that Go is missing", () => {
    assert.throws(() => {
      buildFromModule(sandbox.root);
    }, new Error("go not found on PATH"));
    assert.deepEqual(sandbox.files(), []);
  });

  it("builds the pinned version from the pinned module", () => {
    const log = path.join(sandbox.folder, "log");
    sandbox.onPath("go", `${OUT}; printf '%s\\n' "$PWD" "$@" > ${log}; echo cli > "$out"`);
    buildFromModule(sandbox.root);
    const [cwd, ...args] = fs.readFileSync(log, "utf8").trimEnd().split("\n");
    assert.equal(cwd, path.join(LOCAL, "pulumi-cli"));
    assert.deepEqual(
      args.filter((arg) => !arg.startsWith("-o=")),
      [
        "build",
        "-mod=readonly",
        "-buildvcs=false",
        "-trimpath",
        "-tags=osusergo,grpcnotrace",
        `-ldflags=-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PINNED}`,
        "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      ],
    );
    assert.deepEqual(sandbox.files(), [PINNED, `${PINNED}/bin`, `${PINNED}/bin/pulumi`]);
  });

  it("pins the module to the version of the SDK", () => {
    const pins = fs.readFileSync(path.join(LOCAL, "pulumi-cli", "go.mod"), "utf8");
    assert.match(pins, new RegExp(`^\\tgithub.com/pulumi/pulumi/pkg/v3 v${PINNED}( |$)`, "m"));
    assert.match(pins, new RegExp(`^\\tgithub.com/pulumi/pulumi/sdk/v3 v${PINNED}( |$)`, "m"));
  });

  it("removes the draft of a build that fails, and reports the reason", () => {
    sandbox.onPath("go", `${OUT}; echo half > "$out"; echo "a: b is missing" >&2; exit 1`);
    assert.throws(() => {
      buildFromModule(sandbox.root);
    }, new Error("a: b is missing"));
    assert.deepEqual(sandbox.files(), []);
  });

  it("lets two builds at the same time both end with a complete CLI", async () => {
    const meeting = path.join(sandbox.folder, "meeting");
    execFileSync("/usr/bin/mkfifo", [meeting]);
    // Each has written half of its file when the other one starts.
    sandbox.onPath(
      "go",
      `${OUT}; printf 'whole ' > "$out"; if [ "$ROLE" = a ]; then read -r x < ${meeting}; else echo > ${meeting}; fi; printf 'file' >> "$out"`,
    );
    const results = await Promise.all([sandbox.build({ ROLE: "a" }), sandbox.build({ ROLE: "b" })]);
    assert.deepEqual(
      results.map(({ code, stderr }) => [code, stderr]),
      [
        [0, ""],
        [0, ""],
      ],
    );
    assert.equal(fs.readFileSync(path.join(sandbox.root, "bin", "pulumi"), "utf8"), "whole file");
    assert.deepEqual(sandbox.files(), [PINNED, `${PINNED}/bin`, `${PINNED}/bin/pulumi`]);
  });

  it("deletes the files of a killed build, and not those of a running one", async () => {
    const draft = (pid: number) =>
      path.join(sandbox.versions, `.build-${PINNED}-${String(pid)}`, "pulumi");
    const gone = spawnSync(process.execPath, ["--version"]).pid;
    sandbox.script(draft(gone), "half");
    sandbox.script(draft(process.ppid), "half");
    sandbox.onPath("go", `${OUT}; echo cli > "$out"`);
    await sandbox.build();
    assert.deepEqual(
      fs.readdirSync(sandbox.versions).sort(),
      [`.build-${PINNED}-${String(process.ppid)}`, PINNED].sort(),
    );
  });
});
