import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import { RedisCache, type RedisCacheArgs } from "../../components";
import { Account } from "../../local/aws/account";
import { text } from "../../local/aws/values";
import { foldersIn } from "../../local/workspace";
import { EngineSession, type StackUnderTest } from "../support/engine";
import { Clone } from "../support/runner";

/** Credentials are searched for wherever a person or a program may look: none is there in clear. */
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

/** Everything that has descriptions, bodies, policies and outputs. */
const EVERYTHING: RedisCacheArgs = {
  allowedCidrBlocks: ["10.0.0.0/16"],
  alarms: { composite: true, dashboard: true },
  logs: { slowLog: {}, engineLog: {} },
  parameterStorePath: "/koneksi/redis",
  project: "koneksi",
  environment: "test",
};

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

/** The places, by name, where a secret stands in clear. */
const leaks = (secrets: Iterable<string>, places: Readonly<Record<string, string>>) =>
  Object.entries(places)
    .filter(([, content]) =>
      [...secrets].flatMap(formsOf).some((form) => form !== "" && content.includes(form)),
    )
    .map(([place]) => place);

/** Pulumi's mark of a secret, which `pulumi stack export --show-secrets` fills with its plain text. */
const MARK = "4dabf18193072939515e22adb298388d";

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (MARK in value) return "[secret]";
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]),
  );
}

/** Every file under a folder, by its path in it. */
const contentsOf = (folder: string) =>
  Object.fromEntries(
    filesIn(folder).map((file) => [path.relative(folder, file), fs.readFileSync(file, "latin1")]),
  );

describe("secrets", () => {
  let session: EngineSession;
  before(async () => {
    session = await EngineSession.open();
  });
  after(() => {
    session.close();
  });

  /** The passwords that AWS Secrets Manager keeps, current and previous. */
  const kept = () =>
    session.account.list(VERSION).map(({ attributes }) => {
      const content = JSON.parse(text(attributes["secretString"])) as { password: string };
      return content.password;
    });

  /** What an operation and the stack after it show to a person, and what they leave on the disk. */
  async function shown(
    stack: StackUnderTest,
    operation: "preview" | "up" | "refresh",
  ): Promise<Record<string, string>> {
    const result = await stack[operation]();
    return {
      [`${operation}: output`]: result.output,
      [`${operation}: events`]: JSON.stringify([result.steps, result.diagnostics]),
      outputs: JSON.stringify(await stack.outputs()),
      "exported state": JSON.stringify(withoutSecrets(await stack.state())),
    };
  }

  /** What AWS shows of everything but the secrets' own values. */
  const described = () =>
    Object.fromEntries(
      session.account
        .all()
        .filter(({ type }) => type !== VERSION)
        .map((stored) => [`AWS: ${stored.type} ${stored.id}`, JSON.stringify(stored)]),
    );

  const cases: readonly (readonly [string, RedisCacheArgs["auth"], RedisCacheArgs["auth"]])[] = [
    ["a generated token", {}, { tokenVersion: 2 }],
    [
      "a literal token, which nobody marked as secret",
      { token: "Literal-Token-0123456789" },
      { token: "Literal-Token-9876543210", tokenVersion: 2 },
    ],
    [
      "users' passwords",
      { users: { app: { accessString: "on ~* +@all" }, jobs: { accessString: "on ~* +@all" } } },
      {
        tokenVersion: 2,
        users: { app: { accessString: "on ~* +@all" }, jobs: { accessString: "on ~* +@all" } },
      },
    ],
  ];
  for (const [index, [what, first, rotated]] of cases.entries()) {
    it(`${what}: in no output, event, state, file or description, at creation and at rotation`, async () => {
      let auth = first;
      const stack = session.inline(`secrets-${String(index)}`, () => {
        const { id: vpcId } = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16" });
        const cache = new RedisCache(`cache-${String(index)}`, {
          ...EVERYTHING,
          vpcId,
          parameterStorePath: `/koneksi/${String(index)}`,
          ...(auth === undefined ? {} : { auth }),
        });
        const { connection, alarms, alarmArns, authSecretArn, iamConnectPolicy } = cache;
        return Promise.resolve({ connection, alarms, alarmArns, authSecretArn, iamConnectPolicy });
      });
      const places = [await shown(stack, "preview"), await shown(stack, "up")];
      const secrets = new Set(kept());
      auth = rotated;
      places.push(await shown(stack, "preview"), await shown(stack, "up"));
      places.push(await shown(stack, "refresh"));
      for (const secret of kept()) secrets.add(secret);
      if (typeof first?.token === "string") assert.equal(secrets.has(first.token), true);
      if (typeof rotated?.token === "string") assert.equal(secrets.has(rotated.token), true);
      for (const place of places) assert.deepEqual(leaks(secrets, place), []);
      assert.deepEqual(leaks(secrets, described()), []);
      assert.deepEqual(leaks(secrets, contentsOf(session.folders.backend)), []);
    });
  }

  it("are found where they are, so that not finding them means something", () => {
    const [secret = ""] = kept();
    assert.notEqual(secret, "");
    const files = contentsOf(session.folders.account);
    assert.deepEqual(
      leaks([secret], files).map((file) => path.dirname(file)),
      ["secretsmanager.SecretVersion"],
    );
  });

  it("a token of the wrong form is refused without being repeated", async () => {
    const wrong = "short@secret";
    const stack = session.inline("secrets-wrong", () => {
      new RedisCache("wrong", { auth: { token: wrong } });
      return Promise.resolve({});
    });
    const failed = await stack.failing("preview");
    assert.match(failed.errors.join("\n"), /auth\.token: has 12 characters; AWS wants 16 to 128/);
    assert.deepEqual(
      leaks([wrong], { output: failed.output, errors: JSON.stringify(failed.diagnostics) }),
      [],
    );
  });

  it("a token that AWS refuses is not in the failure", async () => {
    let token = "First-Token-0123456789";
    const stack = session.inline("secrets-refused", () => {
      new RedisCache("refused", { alarms: { enabled: false }, auth: { token } });
      return Promise.resolve({});
    });
    await stack.up();
    const first = token;
    token = "Second-Token-0123456789";
    const failed = await stack.failing("up");
    assert.match(failed.errors.join("\n"), /SET is only supported after ROTATE/);
    assert.deepEqual(
      leaks([first, token], { output: failed.output, events: JSON.stringify(failed.diagnostics) }),
      [],
    );
    assert.deepEqual(leaks([first, token], contentsOf(session.folders.backend)), []);
  });

  it("npm run local says nothing of them, as text and as JSON, nor do the files that it leaves", async () => {
    const clone = new Clone();
    try {
      const runs: Record<string, string> = {};
      for (const line of [
        "up --stack staging --json",
        'up --stack staging --diff --with-consumer --config auth={"tokenVersion":2}',
        "outputs --stack staging --json",
        'preview --stack staging --diff --config auth={"tokenVersion":3}',
      ]) {
        const { code, stdout, stderr } = await clone.run(line);
        assert.equal(code, 0, stderr);
        runs[line] = stdout + stderr;
      }
      const { account } = foldersIn(clone.folder, clone.home);
      const tokens = new Account(account).list(VERSION).map(({ attributes }) => {
        const content = JSON.parse(text(attributes["secretString"])) as { password: string };
        return content.password;
      });
      assert.equal(tokens.length > 0, true);
      assert.deepEqual(leaks(tokens, runs), []);
      const files = Object.entries(contentsOf(clone.home));
      assert.deepEqual(
        leaks(tokens, Object.fromEntries(files)).filter(
          (file) => !file.includes("secretsmanager.SecretVersion"),
        ),
        [],
      );
    } finally {
      clone.close();
    }
  });
});
