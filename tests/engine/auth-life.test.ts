import * as assert from "node:assert/strict";
import type { CacheAuthArgs } from "../../components";
import { fingerprint, type Stored } from "../../local/aws/account";
import { authentication } from "../../local/aws/services/replication-group";
import { text, texts } from "../../local/aws/values";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * All changes of one cache's credentials in order: what AWS receives, who can log in after each step, and what the
 * secret contains. AWS's conditions for each update strategy are in
 * tests/unit/local/aws/replication-group-change.test.ts.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

const FULL = "on ~* +@all";
const APP = { app: { accessString: "on ~app:* +@all" } };

/** Credentials of a client. */
interface Credentials {
  readonly username: string;
  readonly password: string;
}

describe("changes of credentials", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let stack: StackUnderTest;
  /** Arguments that the last update warned about, for authentication. */
  let warned: readonly string[];

  before(async () => {
    session = await EngineSession.open();
    stack = await session.program("redis-cache", "koneksi", { args: {} });
  });
  after(() => {
    session.close();
  });

  const edit = (auth: CacheAuthArgs) => stack.edit({ args: { auth } });

  /** The operations of an update on the component's children, by name. */
  async function up(auth: CacheAuthArgs): Promise<string[]> {
    const done = await edit(auth).up();
    warned = done.diagnostics
      .map(({ message }) => /^auth[.\w]*(?=: )/.exec(message)?.[0])
      .filter((path) => path !== undefined);
    return stepsOf(done)
      .filter((step) => !/ index\.RedisCache | pulumi\.Stack /.test(step))
      .sort();
  }

  /** The authentication arguments that AWS received for the replication group. */
  function sent(): Record<string, unknown> {
    const { inputs = {} } = stack.resources().find(({ type }) => type === GROUP) ?? {};
    const { authToken, authTokenUpdateStrategy, userGroupIds } = inputs;
    return {
      token: authToken !== undefined,
      strategy: authTokenUpdateStrategy,
      ...(userGroupIds === undefined ? {} : { userGroupIds }),
    };
  }

  function group(): Stored {
    const stored = session.account.get(GROUP, "koneksi-redis");
    assert.ok(stored);
    return stored;
  }

  /** Whether a client can connect without a password. */
  const isOpen = () => authentication(group()).open;

  function admits({ username, password }: Credentials): boolean {
    const [groupId] = texts(group().attributes["userGroupIds"]);
    const hash = fingerprint(password);
    if (groupId === undefined) return authentication(group()).tokens.includes(hash);
    return texts(session.account.get(USER_GROUP, groupId)?.attributes["userIds"])
      .map((id) => session.account.get(USER, id))
      .some(
        (user) =>
          user?.attributes["userName"] === username &&
          text(user.attributes["accessString"]).startsWith("on ") &&
          texts(user.hidden["passwords"]).includes(hash),
      );
  }

  /** The credentials in the secrets that are not deleted, by name without Pulumi's random suffix. */
  function secrets(): Record<string, Credentials> {
    const versions = session.account.list(VERSION);
    return Object.fromEntries(
      session.account
        .list(SECRET)
        .filter(({ hidden }) => hidden["deletionDate"] === undefined)
        .map(({ id, attributes }) => {
          const current = versions.find(
            (version) =>
              version.attributes["secretId"] === id &&
              texts(version.attributes["versionStages"]).includes("AWSCURRENT"),
          );
          const content = JSON.parse(text(current?.attributes["secretString"])) as Credentials;
          const name = text(attributes["name"]).replace(/-[0-9a-f]{7}$/, "");
          return [name, { username: content.username, password: content.password }];
        }),
    );
  }

  function secret(name: string): Credentials {
    const found = secrets()[name];
    assert.ok(found, `no secret ${name}`);
    return found;
  }

  const UPDATE_GROUP = "update elasticache.ReplicationGroup koneksi-replication-group";
  const BY_USERS = { token: false, strategy: "DELETE", userGroupIds: ["koneksi-redis"] };
  let first: Credentials;
  let second: Credentials;
  let app: Credentials;

  it("starts with a token, which is the only valid credential", async () => {
    await up({});
    assert.deepEqual([sent(), warned], [{ token: true, strategy: "SET" }, []]);
    first = secret("koneksi-auth");
    assert.deepEqual([first.username, isOpen(), admits(first)], ["default", false, true]);
  });

  it("keeps the old token valid when AWS refuses a rotation", async () => {
    const { errors } = await edit({ tokenVersion: 2, updateStrategy: "SET" }).failing("up");
    assert.match(
      errors.join("\n"),
      /The AUTH token update strategy SET is only supported after ROTATE/,
    );
    assert.deepEqual([secret("koneksi-auth"), admits(first)], [first, true]);
  });

  it("rotates the token: the old and the new token are valid, and the secret contains the new one", async () => {
    const steps = await up({ tokenVersion: 2 });
    // The refused update has already created the new token.
    assert.deepEqual(steps, [
      "create-replacement secretsmanager.SecretVersion koneksi-auth-value",
      "delete-replaced index.RandomPassword koneksi-token",
      "delete-replaced secretsmanager.SecretVersion koneksi-auth-value",
      "replace secretsmanager.SecretVersion koneksi-auth-value",
      UPDATE_GROUP,
    ]);
    assert.deepEqual(
      [sent(), warned],
      [{ token: true, strategy: "ROTATE" }, ["auth.tokenVersion"]],
    );
    second = secret("koneksi-auth");
    assert.notEqual(second.password, first.password);
    assert.deepEqual([admits(first), admits(second)], [true, true]);
  });

  it("removes the old token with SET", async () => {
    assert.deepEqual(await up({ tokenVersion: 2, updateStrategy: "SET" }), [UPDATE_GROUP]);
    assert.deepEqual([sent(), warned], [{ token: true, strategy: "SET" }, []]);
    assert.deepEqual(secret("koneksi-auth"), second);
    assert.deepEqual([isOpen(), admits(first), admits(second)], [false, false, true]);
  });

  it("changes to users, with the token as the password of the user default", async () => {
    const users = { default: { accessString: FULL }, ...APP };
    assert.deepEqual(await up({ users, tokenVersion: 2, updateStrategy: "SET" }), [
      "create elasticache.User koneksi-user-app",
      "create elasticache.User koneksi-user-default",
      "create elasticache.UserGroup koneksi-user-group",
      "create index.RandomPassword koneksi-user-app-password-2",
      "create secretsmanager.Secret koneksi-user-app",
      "create secretsmanager.Secret koneksi-user-default",
      "create secretsmanager.SecretVersion koneksi-user-app-value",
      "create secretsmanager.SecretVersion koneksi-user-default-value",
      "delete secretsmanager.Secret koneksi-auth",
      "delete secretsmanager.SecretVersion koneksi-auth-value",
      UPDATE_GROUP,
    ]);
    assert.deepEqual([sent(), warned], [BY_USERS, ["auth.users.default"]]);
    app = secret("koneksi-user-app");
    assert.deepEqual(secret("koneksi-user-default"), second);
    assert.deepEqual([isOpen(), admits(second), admits(app)], [false, true, true]);
  });

  it("rotates the users' passwords, and removes the user default", async () => {
    assert.deepEqual(await up({ users: APP, tokenVersion: 3 }), [
      "create index.RandomPassword koneksi-user-app-password-3",
      "create index.RandomPassword koneksi-user-default-password",
      "create-replacement secretsmanager.SecretVersion koneksi-user-app-value",
      "delete index.RandomPassword koneksi-token",
      "delete secretsmanager.Secret koneksi-user-default",
      "delete secretsmanager.SecretVersion koneksi-user-default-value",
      "delete-replaced secretsmanager.SecretVersion koneksi-user-app-value",
      "replace secretsmanager.SecretVersion koneksi-user-app-value",
      "update elasticache.User koneksi-user-app",
      "update elasticache.User koneksi-user-default",
    ]);
    assert.deepEqual([sent(), warned], [BY_USERS, ["auth.tokenVersion"]]);
    const renewed = secret("koneksi-user-app");
    assert.notEqual(renewed.password, app.password);
    assert.deepEqual([admits(second), admits(app), admits(renewed)], [false, true, true]);
    assert.deepEqual(Object.keys(secrets()), ["koneksi-user-app"]);
  });

  it("changes from users to none: the cache is open", async () => {
    await up({ mode: "none" });
    assert.deepEqual([sent(), warned], [{ token: false, strategy: "DELETE" }, ["auth.mode"]]);
    assert.deepEqual([isOpen(), secrets(), session.account.list(USER_GROUP)], [true, {}, []]);
  });

  it("changes to IAM: the cache is closed, has no secret, and the next preview shows no change", async () => {
    await up({ mode: "iam" });
    assert.deepEqual([sent(), warned, isOpen(), secrets()], [BY_USERS, [], false, {}]);
    assert.deepEqual(stepsOf(await stack.preview()), []);
  });
});
