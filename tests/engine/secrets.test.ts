import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { text } from "../../local/aws/values";
import { EngineSession, type OperationResult, type StackUnderTest } from "../support/engine";

/** Searches for credentials in everything that a user or a program can read: none is in plain text. */
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const [FIRST, SECOND, REFUSED] = ["0123456789", "9876543210", "5555555555"] as const;

/** The encodings in which a text can appear. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
  encodeURIComponent(secret),
];

function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(file) : entry.isFile() ? [file] : [];
  });
}

/** All files in a folder, by their relative paths. */
const contentsOf = (folder: string) =>
  Object.fromEntries(
    filesIn(folder).map((file) => [path.relative(folder, file), fs.readFileSync(file, "latin1")]),
  );

/** The names of the places that contain a secret in plain text. */
const leaks = (secrets: Iterable<string>, places: Readonly<Record<string, string>>) =>
  Object.entries(places)
    .filter(([, content]) =>
      [...secrets].flatMap(formsOf).some((form) => form !== "" && content.includes(form)),
    )
    .map(([place]) => place);

describe("secrets", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let stack: StackUnderTest;
  const secrets = new Set([FIRST, SECOND, REFUSED].map((end) => `Literal-Token-${end}`));
  /** The output of the operations, by name. */
  const shown: Record<string, string> = {};

  const keep = (name: string, { output, steps, diagnostics }: OperationResult) => {
    shown[`${name}: output`] = output;
    shown[`${name}: events`] = JSON.stringify([steps, diagnostics]);
  };

  /** The current and previous passwords in AWS Secrets Manager. */
  const kept = () =>
    session.account.list(VERSION).map(({ attributes }) => {
      const content = JSON.parse(text(attributes["secretString"])) as { password: string };
      return content.password;
    });

  const configured = (auth: Record<string, unknown>, token: string) => stack.edit({ auth, token });

  before(async () => {
    session = await EngineSession.open();
    stack = await session.program("secrets", "secrets", { auth: {}, token: FIRST });
    keep("up", await stack.up());
    for (const secret of kept()) secrets.add(secret);
    keep("a refused rotation", await configured({}, REFUSED).failing("up"));
    const rotated = configured({ tokenVersion: 2 }, SECOND);
    keep("preview of a rotation", await rotated.preview({ args: ["--diff"] }));
    keep("rotation", await rotated.up());
    for (const secret of kept()) secrets.add(secret);
    shown["stack output"] = await stack.command("stack", "output", "--json");
  });
  after(() => {
    session.close();
  });

  it("come from a generated token, a plain token and users, before and after a rotation", () => {
    assert.deepEqual([secrets.has(`Literal-Token-${FIRST}`), secrets.size], [true, 9]);
  });

  it("are in no output and no event", () => {
    assert.match(shown["a refused rotation: output"] ?? "", /SET is only supported after ROTATE/);
    assert.deepEqual(leaks(secrets, shown), []);
  });

  it("are in no file of the state", () => {
    assert.deepEqual(leaks(secrets, contentsOf(session.folders.state)), []);
  });

  it("are only in AWS Secrets Manager, and in no description, policy or body", () => {
    const places = leaks(secrets, contentsOf(session.folders.account));
    assert.deepEqual(
      [...new Set(places.map((file) => path.dirname(file)))],
      ["secretsmanager.SecretVersion"],
    );
  });
});
