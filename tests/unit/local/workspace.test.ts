import * as assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { Failure } from "../../../local/failure";
import {
  explainWrite,
  foldersIn,
  hasState,
  listStacks,
  lockFolder,
  makeFolders,
  readProject,
  readStackConfig,
  releaseAbandonedLocks,
  stacksInBackend,
  stateFile,
  writeCopies,
  writeWhole,
} from "../../../local/workspace";

const SIMULATED = path.resolve(__dirname, "../../../local/aws");

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    assert.ok(thrown instanceof Failure, String(thrown));
    return thrown.message;
  }
  assert.fail("nothing was refused");
}

describe("local/workspace", () => {
  let project: string;
  const write = (name: string, text: string) => {
    fs.writeFileSync(path.join(project, name), text);
  };
  const folders = () => foldersIn(project, path.join(project, ".local"));
  const place = () => ({
    project: "app",
    stack: "dev",
    workDir: path.join(project, ".local", "dev"),
  });
  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-workspace-"));
    write("Pulumi.yaml", "name: app\nruntime: nodejs\nmain: index.ts\n");
  });
  afterEach(() => {
    fs.rmSync(project, { recursive: true });
  });

  it("lists the stacks that have a file", () => {
    for (const name of ["Pulumi.prod.yaml", "Pulumi.dev.yaml", "Pulumi.dev.yaml.bak", "x.yaml"]) {
      write(name, "");
    }
    assert.deepEqual(listStacks(project), ["dev", "prod"]);
  });

  describe("readStackConfig", () => {
    it("puts the stack file over the project's defaults, and --config over both", () => {
      write(
        "Pulumi.yaml",
        [
          "name: app",
          "runtime: nodejs",
          "config:",
          "  aws:region: {value: ap-southeast-1}",
          "  one: {type: string, default: a}",
          "  two: {type: string, default: a}",
          "  three: {type: string, default: a}",
          "  short: a",
          "  declared: {type: string, description: no value}",
        ].join("\n"),
      );
      write("Pulumi.dev.yaml", "config:\n  app:two: b\n  three: b\n  app:list: [1, 2]\n");
      assert.deepEqual(readStackConfig(project, "dev", { three: "c", "aws:region": "eu-west-1" }), {
        "aws:region": "eu-west-1",
        "app:one": "a",
        "app:two": "b",
        "app:three": "c",
        "app:short": "a",
        "app:list": [1, 2],
      });
    });

    it("takes JSON for an object or a list, text for anything else, and leaves out what is empty", () => {
      write("Pulumi.dev.yaml", "config:\n  app:gone: x\n");
      const config = { gone: "", version: "7.0", parameters: '{"timeout":"300"}', ids: '["a"]' };
      assert.deepEqual(readStackConfig(project, "dev", config), {
        "app:version": "7.0",
        "app:parameters": { timeout: "300" },
        "app:ids": ["a"],
      });
    });

    it("takes an empty stack file", () => {
      write("Pulumi.dev.yaml", "");
      assert.deepEqual(readStackConfig(project, "dev", {}), {});
    });

    it("lets a run give or leave out what another provider has encrypted", () => {
      write("Pulumi.dev.yaml", "config:\n  app:token: {secure: v1:abc}\n");
      assert.deepEqual(readStackConfig(project, "dev", { token: "t" }), { "app:token": "t" });
      assert.deepEqual(readStackConfig(project, "dev", { token: "" }), {});
    });

    const refused: [string, string, string][] = [
      [
        "an encrypted value",
        "config:\n  app:token: {secure: v1:abc}\n",
        [
          "Pulumi.dev.yaml: app:token is encrypted with a secrets provider that a local run does not have",
          "  give it a value for this run: --config app:token=<value>",
          "  or leave it out of this run: --config app:token=",
        ].join("\n"),
      ],
      [
        "encrypted values inside lists and objects",
        "config:\n  app:a: [{x: {secure: v1:abc}}]\n  app:b: {c: {secure: v1:abc}}\n",
        [
          "Pulumi.dev.yaml: app:a, app:b are encrypted with a secrets provider that a local run does not have",
          "  give each a value for this run: --config app:a=<value>",
          "  or leave each out of this run: --config app:a=",
        ].join("\n"),
      ],
      [
        "broken YAML",
        "config:\n  app:a: [1\n",
        "Pulumi.dev.yaml:3 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
      ],
      ["a list", "- a\n", "Pulumi.dev.yaml has to be a YAML mapping"],
      ["a scalar as config", "config: x\n", "Pulumi.dev.yaml: config has to be a mapping"],
      [
        "an ESC environment",
        "environment: [a]\n",
        "Pulumi.dev.yaml imports a Pulumi ESC environment, which a local run can't open: give its keys with --config, in a stack file without `environment`",
      ],
    ];
    for (const [what, text, message] of refused) {
      it(`refuses ${what}`, () => {
        write("Pulumi.dev.yaml", text);
        assert.equal(
          messageOf(() => readStackConfig(project, "dev", {})),
          message,
        );
      });
    }

    it("refuses a stack file that can't be read", () => {
      fs.mkdirSync(path.join(project, "Pulumi.dev.yaml"));
      assert.equal(
        messageOf(() => readStackConfig(project, "dev", {})),
        "can't read Pulumi.dev.yaml (EISDIR): it has to be a readable file",
      );
    });

    it("refuses --config with broken JSON", () => {
      write("Pulumi.dev.yaml", "");
      assert.equal(
        messageOf(() => readStackConfig(project, "dev", { parameters: "{a" })),
        "--config parameters: {a is not valid JSON",
      );
    });

    it("refuses a project without a name", () => {
      write("Pulumi.yaml", "runtime: nodejs\n");
      assert.equal(
        messageOf(() => readProject(project)),
        "Pulumi.yaml has no name",
      );
    });
  });

  describe("writeCopies", () => {
    const read = (name: string): unknown =>
      parse(fs.readFileSync(path.join(place().workDir, name), "utf8"));

    it("leaves out what leads back to the repository or to another backend", () => {
      const content = {
        name: "app",
        runtime: "nodejs",
        description: "d",
        main: "index.ts",
        config: { a: 1 },
        backend: { url: "s3://b" },
        stackConfigDir: "x",
      };
      writeCopies(place(), content, { "app:a": "b" });
      assert.deepEqual(read("Pulumi.yaml"), {
        name: "app",
        runtime: "nodejs",
        description: "d",
        plugins: {
          providers: [
            { name: "aws", path: SIMULATED },
            { name: "random", path: SIMULATED },
          ],
          analyzers: [{ name: "policy-nodejs", path: path.join(SIMULATED, "../policy") }],
        },
      });
      assert.deepEqual(read("Pulumi.dev.yaml"), { config: { "app:a": "b" } });
    });

    for (const [what, salt, kept] of [
      ["keeps the salt of the copy before", "v1:aGVsbG8=:v1:bm9uY2U=:Y2lwaGVy", true],
      ["drops a salt that was half written", "v1:aGVsbG8=:v1:bm9u", false],
    ] as const) {
      it(what, () => {
        writeWhole(
          path.join(place().workDir, "Pulumi.dev.yaml"),
          `config: {}\nencryptionsalt: ${salt}`,
        );
        writeCopies(place(), { name: "app" }, {});
        assert.deepEqual(
          read("Pulumi.dev.yaml"),
          kept ? { encryptionsalt: salt, config: {} } : { config: {} },
        );
      });
    }

    it("replaces a copy that was half written", () => {
      writeWhole(path.join(place().workDir, "Pulumi.yaml"), "name: ap");
      writeWhole(path.join(place().workDir, "Pulumi.dev.yaml"), "conf");
      writeCopies(place(), { name: "app" }, { "app:a": "b" });
      assert.deepEqual(read("Pulumi.dev.yaml"), { config: { "app:a": "b" } });
      assert.deepEqual(fs.readdirSync(place().workDir).sort(), ["Pulumi.dev.yaml", "Pulumi.yaml"]);
    });
  });

  describe("the state", () => {
    const put = (text: string) => {
      writeWhole(stateFile(folders(), place()), text);
    };

    it("is there when its file is", () => {
      assert.equal(hasState(folders(), place()), false);
      put("{}");
      assert.equal(hasState(folders(), place()), true);
      assert.deepEqual(stacksInBackend(folders()), [{ project: "app", stack: "dev" }]);
    });

    for (const [what, text] of [
      ["cut off", '{"version": 3, "checkpoint": {"lat'],
      ["empty", ""],
    ] as const) {
      it(`that is ${what} is refused, with both ways on`, () => {
        put(text);
        const file = stateFile(folders(), place());
        writeWhole(`${file}.bak`, "{}");
        assert.equal(
          messageOf(() => hasState(folders(), place())),
          [
            `the local state of app/dev is damaged: ${file} is not whole`,
            `  put its last good copy back: cp ${file}.bak ${file}`,
            `  or start over, which costs nothing here: rm -r ${folders().home}`,
          ].join("\n"),
        );
      });
    }

    it("that is cut off without a copy can only be started over", () => {
      put("{");
      assert.equal(
        messageOf(() => hasState(folders(), place())),
        [
          `the local state of app/dev is damaged: ${stateFile(folders(), place())} is not whole`,
          `  start over, which costs nothing here: rm -r ${folders().home}`,
        ].join("\n"),
      );
    });
  });

  describe("a folder that can't be written", () => {
    const causes: [string, string][] = [
      ["EACCES", "permission denied; make it writable"],
      ["EPERM", "the system doesn't permit it; make it writable"],
      ["EROFS", "the file system is read-only"],
      ["ENOSPC", "the disk is full; free some space"],
      ["EDQUOT", "the disk quota is used up; free some space"],
      ["ENOTDIR", "a file stands where a folder is needed; move it away"],
    ];
    for (const [code, advice] of causes) {
      it(`is explained for ${code}`, () => {
        const error = Object.assign(new Error(code), { code });
        const explained = explainWrite(error, "/x/y");
        assert.ok(explained instanceof Failure);
        assert.equal(
          explained.message,
          `can't write /x/y: ${advice} (${code}), or keep the local state elsewhere: KONEKSI_LOCAL=<folder>`,
        );
      });
    }

    it("leaves any other error as it was", () => {
      const error = new Error("x");
      assert.equal(explainWrite(error, "/x/y"), error);
    });

    it("is found before anything is started", () => {
      write(".local", "a file");
      const { backend } = folders();
      assert.equal(
        messageOf(() => {
          makeFolders(folders());
        }),
        `can't write ${backend}: a file stands where a folder is needed; move it away (ENOTDIR), or keep the local state elsewhere: KONEKSI_LOCAL=<folder>`,
      );
    });

    it("is for the user alone", () => {
      makeFolders(folders());
      for (const folder of [folders().home, folders().backend, folders().account]) {
        assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
      }
    });
  });

  describe("releaseAbandonedLocks", () => {
    const lock = (name: string, text: string) => {
      writeWhole(path.join(lockFolder(folders(), place()), name), text);
    };
    const left = () => fs.readdirSync(lockFolder(folders(), place())).sort();
    const gone = () => spawnSync(process.execPath, ["--version"]).pid;
    const hostname = os.hostname();

    it("takes away the lock of an engine that is gone", () => {
      lock("a.json", JSON.stringify({ pid: gone(), hostname }));
      lock("a.json.attrs", "{}");
      assert.equal(releaseAbandonedLocks(folders(), place()), 1);
      assert.deepEqual(left(), []);
    });

    // Its parent becomes a program that never asks for its children.
    it("takes away the lock of an engine that was killed and nobody has buried", async function () {
      if (process.platform !== "linux") this.skip();
      const parent = spawn("sh", ["-c", "(exit 0) & echo $!; exec sleep 60"]);
      const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
      try {
        const status = () => fs.readFileSync(`/proc/${String(pid)}/status`, "utf8");
        while (!status().includes("zombie")) await new Promise(setImmediate);
        lock("a.json", JSON.stringify({ pid, hostname }));
        assert.equal(releaseAbandonedLocks(folders(), place()), 1);
      } finally {
        parent.kill();
      }
    });

    it("keeps the locks of a running engine, of another machine, and what it can't read", () => {
      lock("a.json", JSON.stringify({ pid: process.pid, hostname }));
      lock("b.json", JSON.stringify({ pid: gone(), hostname: `${hostname}-2` }));
      lock("c.json", "{");
      assert.equal(releaseAbandonedLocks(folders(), place()), 0);
      assert.deepEqual(left(), ["a.json", "b.json", "c.json"]);
    });

    it("has nothing to do where there are none", () => {
      assert.equal(releaseAbandonedLocks(folders(), place()), 0);
    });
  });
});
