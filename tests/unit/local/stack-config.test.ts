import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { refreshCopy, type StackConfig, stackConfig, valueOf } from "../../../local/stack-config";

const ORIGINAL = `config:
  # Why it is this one.
  p:nodeType: cache.t3.micro
  p:port: 017
  p:logs:
    slowLog:
      retentionInDays: "14"
`;
const SALT = "encryptionsalt: v1:abc=:v1:def:ghi=\n";

describe("local/stack-config", () => {
  let folder: string;
  let config: StackConfig;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "stack-config-"));
    config = stackConfig(folder, path.join(folder, "copies"), "dev");
    fs.writeFileSync(config.original, ORIGINAL);
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const copy = () => fs.readFileSync(config.copy, "utf8");
  /** Writes into the copy, as the CLI does. */
  const change = (from: string, to: string) => {
    const text = copy().replace(from, to);
    assert.notEqual(text, copy());
    fs.writeFileSync(config.copy, text);
  };

  it("copies the stack file as it is, comments and numbers included", () => {
    assert.deepEqual(refreshCopy(config), { own: [], leftOut: [] });
    assert.equal(copy(), ORIGINAL);
    assert.equal(fs.statSync(config.copy).mode & 0o777, 0o600);
  });

  it("keeps the salt that the CLI has written, and what was set and removed in the copy", () => {
    refreshCopy(config);
    fs.appendFileSync(config.copy, SALT);
    change("cache.t3.micro", "cache.t3.small");
    change("  p:port: 017\n", "");
    assert.deepEqual(refreshCopy(config), { own: ["p:nodeType"], leftOut: [] });
    const expected = ORIGINAL.replace("micro", "small").replace("  p:port: 017\n", "") + SALT;
    assert.equal(copy(), expected);
    refreshCopy(config);
    assert.equal(copy(), expected);
  });

  it("copies changes of the stack file, even over what was set in the copy", () => {
    refreshCopy(config);
    change("cache.t3.micro", "cache.t3.small");
    fs.writeFileSync(config.original, ORIGINAL.replace("t3.micro", "r6g.large").replace("14", "7"));
    assert.deepEqual(refreshCopy(config), { own: [], leftOut: [] });
    assert.equal(copy(), ORIGINAL.replace("t3.micro", "r6g.large").replace("14", "7"));
  });

  it("leaves out what is encrypted for another backend, until it is set in the copy", () => {
    const encrypted =
      "  p:authToken:\n    secure: v1:xyz\n  p:tags:\n    Pin:\n      secure: v1:xyz\n";
    fs.writeFileSync(
      config.original,
      `secretsprovider: awskms://x\nencryptedkey: k\n${ORIGINAL}${encrypted}`,
    );
    assert.deepEqual(refreshCopy(config), { own: [], leftOut: ["p:authToken", "p:tags"] });
    assert.equal(copy(), ORIGINAL);
    fs.appendFileSync(config.copy, `  p:authToken:\n    secure: v1:local\n${SALT}`);
    assert.deepEqual(refreshCopy(config), { own: ["p:authToken"], leftOut: ["p:tags"] });
    assert.equal(copy(), `${ORIGINAL}  p:authToken:\n    secure: v1:local\n${SALT}`);
  });

  it("copies a file that is not valid YAML, for the CLI to refuse", () => {
    fs.writeFileSync(config.original, "config:\n  - [");
    refreshCopy(config);
    assert.equal(copy(), "config:\n  - [");
  });

  it("keeps the copy when the stack file was deleted, and creates a deleted copy again", () => {
    refreshCopy(config);
    fs.rmSync(config.original);
    assert.deepEqual(refreshCopy(config), { own: [], leftOut: [] });
    assert.equal(copy(), ORIGINAL);
    fs.writeFileSync(config.original, ORIGINAL);
    fs.rmSync(config.copy);
    assert.deepEqual(refreshCopy(config), { own: [], leftOut: [] });
    assert.equal(copy(), ORIGINAL);
  });

  it("returns a key's value as text, or undefined", () => {
    refreshCopy(config);
    assert.deepEqual(
      ["p:port", "p:logs", "p:nope"].map((key) => valueOf(config, key)),
      ["017", undefined, undefined],
    );
  });
});
