import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { text } from "../../local/aws/values";
import { EngineSession, type OperationResult, type StackUnderTest } from "../support/engine";

/** Credentials are searched for wherever a person or a program may look: none is there in clear. */
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const [FIRST, SECOND, REFUSED] = ["0123456789", "9876543210", "5555555555"] as const;

/** The forms in which a text may stand somewhere. */
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

/** Every file under a folder, by its path in it. */
const contentsOf = (folder: string) =>
  Object.fromEntries(
    filesIn(folder).map((file) => [path.relative(folder, file), fs.readFileSync(file, "latin1")]),
  );

/** The places, by name, where a secret stands in clear. */
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
  /** What the operations have shown, by name. */
  const shown: Record<string, string> = {};

  const keep = (name: string, { output, steps, diagnostics }: OperationResult) => {
    shown[`${name}: output`] = output;
    shown[`${name}: events`] = JSON.stringify([steps, diagnostics]);
  };

  /** The passwords that AWS Secrets Manager keeps, current and previous. */
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

  it("are those of a generated token, a literal one and users, before and after a rotation", () => {
    assert.deepEqual([secrets.has(`Literal-Token-${FIRST}`), secrets.size], [true, 9]);
  });

  it("are in no output and no event", () => {
    assert.match(shown["a refused rotation: output"] ?? "", /SET is only supported after ROTATE/);
    assert.deepEqual(leaks(secrets, shown), []);
  });

  it("are in no file of the state", () => {
    assert.deepEqual(leaks(secrets, contentsOf(session.folders.state)), []);
  });

  it("are in the account where AWS Secrets Manager has them, and in no description, policy or body", () => {
    const places = leaks(secrets, contentsOf(session.folders.account));
    assert.deepEqual(
      [...new Set(places.map((file) => path.dirname(file)))],
      ["secretsmanager.SecretVersion"],
    );
  });
});
