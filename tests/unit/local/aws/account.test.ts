import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { Account, AccountError, fingerprint, type Stored } from "../../../../local/aws/account";

/** The module itself, whose functions a test can replace. */
const writable = createRequire(__filename)("node:fs") as {
  -readonly [K in keyof typeof fs]: (typeof fs)[K];
};
const VPC = "aws:ec2/vpc:Vpc";
const ROOT = path.join(__dirname, "../../../..");

function stored(id: string, attributes: Stored["attributes"] = {}): Stored {
  return { type: VPC, id, region: "ap-southeast-1", attributes, hidden: {} };
}

describe("the simulated account", () => {
  let directory: string;
  let account: Account;
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-account-"));
    account = new Account(directory);
  });
  afterEach(() => {
    fs.rmSync(directory, { recursive: true, force: true });
  });

  it("returns what was put, also by a later instance", () => {
    account.put(stored("vpc-1", { cidrBlock: "10.0.0.0/16" }));
    const other = new Account(directory);
    assert.deepEqual(other.get(VPC, "vpc-1"), stored("vpc-1", { cidrBlock: "10.0.0.0/16" }));
    other.put(stored("vpc-1", { cidrBlock: "10.1.0.0/16" }));
    assert.deepEqual(account.get(VPC, "vpc-1")?.attributes, { cidrBlock: "10.1.0.0/16" });
  });

  it("is empty before anything was put", () => {
    assert.equal(account.get(VPC, "vpc-1"), undefined);
    assert.deepEqual(account.list(VPC), []);
    assert.deepEqual(account.all(), []);
    assert.equal(account.remove(VPC, "vpc-1"), false);
  });

  it("lists resources by id, of one type or of all types", () => {
    const subnet = { ...stored("subnet-1"), type: "aws:ec2/subnet:Subnet" };
    for (const one of [stored("vpc-2"), subnet, stored("vpc-1")]) account.put(one);
    assert.deepEqual(
      account.list(VPC).map(({ id }) => id),
      ["vpc-1", "vpc-2"],
    );
    assert.deepEqual(
      account.all().map(({ id }) => id),
      ["subnet-1", "vpc-1", "vpc-2"],
    );
    assert.equal(account.remove(VPC, "vpc-1"), true);
    assert.deepEqual(
      account.list(VPC).map(({ id }) => id),
      ["vpc-2"],
    );
  });

  it("distinguishes all ids: ARNs, paths, upper and lower case, long ids", () => {
    const ids = [
      "arn:aws:sns:ap-southeast-1:123456789012:t",
      "/cache/slow",
      "cache-slow",
      "CACHE-slow",
      "../../escape",
      `${"x".repeat(300)}1`,
      `${"x".repeat(300)}2`,
    ];
    for (const id of ids) account.put(stored(id, { id }));
    for (const id of ids) assert.deepEqual(account.get(VPC, id)?.attributes, { id });
    assert.equal(account.list(VPC).length, ids.length);
    assert.deepEqual(fs.readdirSync(directory), ["ec2.Vpc"], "nothing beside the type's folder");
  });

  it("makes its files readable only by their owner", () => {
    account.put(stored("vpc-1"));
    const mode = (file: string) => fs.statSync(path.join(directory, file)).mode & 0o777;
    assert.deepEqual([mode("ec2.Vpc"), mode("ec2.Vpc/vpc-1.json")], [0o700, 0o600]);
  });

  it("ignores files that a crash left half written", () => {
    account.put(stored("vpc-1"));
    fs.writeFileSync(path.join(directory, "ec2.Vpc", "vpc-2.json.4711.tmp"), '{"type":"aws:');
    assert.deepEqual(
      account.all().map(({ id }) => id),
      ["vpc-1"],
    );
  });

  const unusable = (reason: string) => (error: Error) => {
    assert.ok(error instanceof AccountError);
    assert.ok(error.message.startsWith(`the simulated account cannot be used: ${directory}`));
    assert.ok(error.message.includes(reason), error.message);
    return true;
  };

  describe("on a full disk", () => {
    const { writeFileSync } = fs;
    const fillUp = (isFull: (file: string) => boolean) => {
      const full: typeof writeFileSync = (file, data, options) => {
        if (!isFull(String(file))) {
          writeFileSync(file, data, options);
          return;
        }
        writeFileSync(file, "", options);
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
          code: "ENOSPC",
        });
      };
      writable.writeFileSync = full;
    };
    afterEach(() => {
      writable.writeFileSync = writeFileSync;
    });

    for (const [what, isFull] of [
      ["a resource", (file: string) => file.includes("vpc-2")],
      ["the journal", (file: string) => file.includes("journal")],
      ["the lock", (file: string) => file.includes("lock")],
    ] as const) {
      it(`fails at once when ${what} cannot be written, and leaves nothing behind`, () => {
        account.put(stored("vpc-1"));
        fillUp(isFull);
        const fails = () => {
          account.exclusively(() => {
            account.put(stored("vpc-2"));
            if (what === "the journal") account.remove(VPC, "vpc-1");
          });
        };
        assert.throws(fails, unusable("ENOSPC: no space left on device, write"));
        writable.writeFileSync = writeFileSync;
        assert.deepEqual(fs.readdirSync(directory), ["ec2.Vpc"]);
        assert.deepEqual(fs.readdirSync(path.join(directory, "ec2.Vpc")), ["vpc-1.json"]);
      });
    }
  });

  describe("in an impossible place", () => {
    const PLACES = ["a file", "below a file", ...(process.platform === "linux" ? ["/proc/x"] : [])];
    for (const what of PLACES) {
      it(`fails without trying again: ${what}`, () => {
        const file = path.join(directory, "file");
        fs.writeFileSync(file, "");
        const place = { "a file": file, "below a file": path.join(file, "x") }[what] ?? what;
        const whole = () => {
          new Account(place).assertWhole();
        };
        assert.throws(whole, AccountError);
        assert.deepEqual(fs.readdirSync(directory), ["file"]);
      });
    }

    it("is not read as an empty account", () => {
      const file = path.join(directory, "file");
      fs.writeFileSync(file, "");
      const inFile = new Account(file);
      for (const read of [() => inFile.all(), () => inFile.get(VPC, "vpc-1")]) {
        assert.throws(read, AccountError);
      }
    });
  });

  it("creates its folder when something is put", () => {
    const below = new Account(path.join(directory, "a", "b"));
    below.assertWhole();
    assert.deepEqual(fs.readdirSync(directory, { recursive: true }), ["a", "a/b"]);
    assert.equal(fs.statSync(path.join(directory, "a", "b")).mode & 0o777, 0o700);
  });

  describe("that is damaged", () => {
    const file = () => path.join(directory, "ec2.Vpc", "vpc-1.json");
    const damaged = (what: string, advice = "", at = file()) => ({
      name: "Error",
      message:
        `the simulated account is damaged: ${at} ${what}\n` +
        `  ${advice}delete it, and the next refresh reports its resource as deleted: rm -r ${at}`,
    });
    beforeEach(() => {
      account.put(stored("vpc-1"));
      account.assertWhole();
    });

    for (const [what, text] of [
      ["empty", ""],
      ["cut off", '{"type": "aws:ec2/vpc:Vpc", "id": "v'],
      ["of another form", '{"type": "aws:ec2/vpc:Vpc", "id": "vpc-1", "region": "", "hidden": {}}'],
    ] as const) {
      it(`names the file that is ${what}, and the advice works`, () => {
        fs.writeFileSync(file(), text);
        const reads = [
          () => account.get(VPC, "vpc-1"),
          () => account.list(VPC),
          () => account.all(),
          () => account.remove(VPC, "vpc-1"),
        ];
        for (const read of reads) assert.throws(read, damaged("is incomplete"));
        const whole = () => {
          account.assertWhole();
        };
        assert.throws(whole, damaged("is incomplete"));
        fs.rmSync(file(), { recursive: true });
        assert.equal(account.get(VPC, "vpc-1"), undefined);
        account.assertWhole();
      });
    }

    it("names the file that cannot be read", () => {
      fs.rmSync(file());
      fs.mkdirSync(file());
      assert.throws(
        () => account.get(VPC, "vpc-1"),
        damaged("cannot be read (EISDIR)", "make it readable, or "),
      );
    });

    for (const text of ["", '[{"file":"ec2.V', '[{"file":"ec2.Vpc/vpc-2.json","stored":{}}]']) {
      it(`names the journal that contains ${text === "" ? "nothing" : text}, and does not apply it`, () => {
        const journal = path.join(directory, "journal");
        fs.writeFileSync(journal, text);
        const expected = damaged("is incomplete", "", journal);
        const whole = () => {
          account.assertWhole();
        };
        assert.throws(whole, expected);
        assert.throws(() => account.exclusively(() => 1), expected);
        assert.deepEqual(fs.readdirSync(directory).sort(), ["ec2.Vpc", "journal"]);
        fs.rmSync(journal);
        assert.equal(
          account.exclusively(() => 1),
          1,
        );
      });
    }
  });

  it("stores a secret's fingerprint, not the secret", () => {
    assert.equal(fingerprint("a").includes("a-secret"), false);
    assert.notEqual(fingerprint("a-secret"), fingerprint("b-secret"));
  });

  describe("under its lock", () => {
    it("returns the result, and releases the lock also after an error", () => {
      assert.equal(
        account.exclusively(() => 1),
        1,
      );
      const fails = () =>
        account.exclusively(() => {
          throw new Error("no");
        });
      assert.throws(fails, { message: "no" });
      assert.equal(
        account.exclusively(() => 2),
        2,
      );
      assert.deepEqual(fs.readdirSync(directory), []);
    });

    it("releases the lock when nothing can be written", () => {
      fs.writeFileSync(path.join(directory, "ec2.Vpc"), "a file where a folder is needed");
      const fails = () => {
        account.exclusively(() => {
          account.put(stored("vpc-1"));
        });
      };
      assert.throws(fails, unusable("EEXIST: file already exists, mkdir"));
      assert.deepEqual(fs.readdirSync(directory), ["ec2.Vpc"]);
    });

    // 2^22 is above the largest process id of Linux.
    for (const owner of ["4194305", "", "0", "-1", "garbage"]) {
      it(`takes over a lock of ${owner === "" ? "nobody" : owner}`, () => {
        fs.writeFileSync(path.join(directory, "lock"), owner);
        assert.equal(
          account.exclusively(() => 1),
          1,
        );
        assert.deepEqual(fs.readdirSync(directory), []);
      });
    }

    it("sees its own changes, and other instances see them afterwards", () => {
      account.put(stored("vpc-1"));
      const other = new Account(directory);
      account.exclusively(() => {
        account.put(stored("vpc-2"));
        account.remove(VPC, "vpc-1");
        const ids = (of: Account) => of.list(VPC).map(({ id }) => id);
        assert.deepEqual([ids(account), ids(other)], [["vpc-2"], ["vpc-1"]]);
        assert.equal(account.get(VPC, "vpc-1"), undefined);
        assert.equal(account.remove(VPC, "vpc-1"), false);
      });
      assert.deepEqual(
        other.all().map(({ id }) => id),
        ["vpc-2"],
      );
    });

    it("stores the object as it was put, not its later changes", () => {
      const one = stored("vpc-1", { cidrBlock: "10.0.0.0/16" });
      account.exclusively(() => {
        account.put(one);
        one.attributes["cidrBlock"] = "10.1.0.0/16";
      });
      assert.deepEqual(account.get(VPC, "vpc-1")?.attributes, { cidrBlock: "10.0.0.0/16" });
    });

    it("keeps the changes that were made before it failed", () => {
      const fails = () =>
        account.exclusively(() => {
          account.put(stored("vpc-1"));
          throw new Error("no");
        });
      assert.throws(fails, { message: "no" });
      assert.ok(account.get(VPC, "vpc-1"));
    });

    it("completes the committed changes of a killed process, and only those", () => {
      account.put(stored("vpc-1"));
      const decided = [
        { file: "ec2.Vpc/vpc-1.json" },
        { file: "ec2.Vpc/vpc-2.json", stored: stored("vpc-2") },
      ];
      fs.writeFileSync(path.join(directory, "journal"), JSON.stringify(decided));
      fs.writeFileSync(path.join(directory, "journal.4711.tmp"), '[{"file":"ec2.V');
      account.exclusively(() => {
        assert.deepEqual(
          account.all().map(({ id }) => id),
          ["vpc-2"],
        );
      });
      assert.equal(fs.existsSync(path.join(directory, "journal")), false);
    });

    it("loses no change when several processes write at once", async () => {
      const script = `
        require(${JSON.stringify(path.join(ROOT, "local/typescript.js"))}).register();
        const { Account } = require(${JSON.stringify(path.join(ROOT, "local/aws/account.ts"))});
        const account = new Account(process.argv[1]);
        for (let i = 0; i < 50; i++) account.exclusively(() => {
          const counter = account.get(${JSON.stringify(VPC)}, "counter") ?? { type: ${JSON.stringify(VPC)}, id: "counter", region: "", attributes: { count: 0 }, hidden: {} };
          counter.attributes.count += 1;
          account.put(counter);
        });`;
      const run = () =>
        new Promise<number | null>((resolve) => {
          const child = spawn(process.execPath, ["-e", script, directory], { stdio: "inherit" });
          child.on("exit", resolve);
        });
      assert.deepEqual(await Promise.all([run(), run(), run()]), [0, 0, 0]);
      assert.equal(account.get(VPC, "counter")?.attributes["count"], 150);
      assert.deepEqual(fs.readdirSync(directory), ["ec2.Vpc"]);
    });
  });
});
