import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";
import { run, valueOf } from "../../support/mocks";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

/** What JavaScript, another language or a hand-written file may give, which TypeScript would refuse. */
const deploy = (args: unknown, name = "koneksi-test") =>
  run(() => new RedisCache(name, args as RedisCacheArgs));

/** The message of the error that the constructor throws. */
async function messageOf(args: unknown, name?: string): Promise<string> {
  const messages: string[] = [];
  const { identities } = await run(() => {
    try {
      return new RedisCache(name ?? "koneksi-test", args as RedisCacheArgs);
    } catch (error) {
      messages.push(String(error));
      return undefined;
    }
  });
  assert.deepEqual(identities, ["pulumi:pulumi:Stack::koneksi-redis-test"]);
  assert.equal(messages.length, 1);
  return messages[0] ?? "";
}

const error = (...lines: readonly string[]) =>
  `ConfigurationError: RedisCache "koneksi-test": ${String(lines.length)} problem${lines.length === 1 ? "" : "s"}\n${lines.map((line) => `  ${line}`).join("\n")}`;

describe("hostile arguments of RedisCache", () => {
  it("take null as no arguments", async () => {
    const made = await deploy(null);
    assert.equal(made.one(GROUP).inputs["replicationGroupId"], "koneksi-test-redis");
  });

  it("keep keys that JavaScript's objects have by another meaning", async () => {
    const tags = { constructor: "a", valueOf: "b", hasOwnProperty: "c" };
    const made = await deploy({ tags });
    assert.deepEqual(made.one(GROUP).inputs["tags"], tags);
  });

  it("refuse keys that Pulumi loses or fails on", async () => {
    const tags: unknown = JSON.parse(
      '{"__proto__": "a", "toString": "b", "4dabf18193072939515e22adb298388d": "c"}',
    );
    assert.equal(
      await messageOf({ tags }),
      error(
        "tags.4dabf18193072939515e22adb298388d: Pulumi cannot handle this key; choose another one",
        "tags.__proto__: Pulumi cannot handle this key; choose another one",
        "tags.toString: Pulumi cannot handle this key; choose another one",
      ),
    );
  });

  it("give an IAM user with the key constructor no secret", async () => {
    const users = { constructor: { accessString: "on ~* +@all" } };
    const { result } = await deploy({ auth: { mode: "iam", users } });
    assert.equal(await valueOf(result.authSecretArn), undefined);
    const connection = await valueOf(result.connection);
    assert.deepEqual(Object.entries(connection.users ?? {}), [
      ["constructor", { username: "koneksi-test-redis-constructor" }],
    ]);
    assert.equal("secretArn" in connection, false);
  });

  it("bring no control character to the terminal", async () => {
    const wild = "a\u001b[2J\u0007\u009b\u202e\u200b\u2028\ud83d";
    const message = await messageOf({ [wild]: 1 }, `koneksi-${wild}`);
    assert.doesNotMatch(message.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    assert.ok(
      message.includes(
        String.raw`RedisCache "koneksi-a\u001b[2J\u0007\u009b\u202e\u200b\u2028\ud83d"`,
      ),
    );
  });

  it("bring no control character to the terminal with a late value", async () => {
    const made = await deploy(
      { kmsKeyId: pulumi.output(Promise.resolve("arn:aws:s3:::bucket")) },
      "koneksi-\u001b[2J\u009b",
    ).then(
      () => "",
      (thrown: unknown) => String(thrown),
    );
    assert.equal(
      made.split("\n")[0],
      String.raw`ConfigurationError: RedisCache "koneksi-\u001b[2J\u009b": 1 problem`,
    );
  });
});
