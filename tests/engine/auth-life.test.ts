import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { fingerprint, type Stored } from "../../local/aws/account";
import { authentication } from "../../local/aws/services/replication-group";
import { text, texts } from "../../local/aws/values";
import { type CacheAuthArgs, RedisCache, type RedisCacheArgs } from "../../components";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

/**
 * The life of credentials, update by update, on the real engine: what is sent to AWS, who can log in after each step, and what the
 * secret says. The simulated AWS holds the strategies to AWS's own conditions.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

const FULL = "on ~* +@all";

/** What a client knows. */
interface Credentials {
  readonly username?: string;
  readonly password: string;
}

/** One cache whose authentication changes from update to update. */
class Cache {
  private args: RedisCacheArgs = {};
  /** What the last update warned of about authentication; the cache's network, of which it also warns, is not the matter here. */
  warnings: readonly string[] = [];
  private readonly stack: StackUnderTest;

  constructor(
    private readonly session: EngineSession,
    private readonly name = "koneksi",
  ) {
    this.stack = session.inline(name, () => {
      const cache = new RedisCache(name, { alarms: { enabled: false }, ...this.args });
      return Promise.resolve({ connection: cache.connection });
    });
  }

  /** What the update did to the component's children, in the order of name. */
  async up(auth: CacheAuthArgs, more: RedisCacheArgs = {}): Promise<string[]> {
    this.args = { ...more, auth };
    const done = await this.stack.up();
    this.warnings = done.diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message.trim())
      .filter((message) => !/^(?:subnetIds|securityGroupIds): /.test(message));
    const steps = stepsOf(done);
    return steps.filter((step) => !/ index\.RedisCache | pulumi\.Stack /.test(step)).sort();
  }

  async failing(auth: CacheAuthArgs) {
    this.args = { auth };
    return (await this.stack.failing("up")).errors.join("\n");
  }

  /** An update with nothing changed changes nothing. */
  async settled(): Promise<void> {
    assert.deepEqual(stepsOf(await this.stack.up()), []);
  }

  /** The arguments of the replication group that are about authentication, as they were sent. */
  async sent(): Promise<Record<string, unknown>> {
    const resource = (await this.stack.resources()).find(({ type }) => type === GROUP);
    const { authToken, authTokenUpdateStrategy, userGroupIds } = resource?.inputs ?? {};
    return {
      token: authToken !== undefined,
      strategy: authTokenUpdateStrategy,
      ...(userGroupIds === undefined ? {} : { userGroupIds }),
    };
  }

  /** What the connection says of users and secrets. */
  async connection(): Promise<Record<string, unknown>> {
    const { connection } = await this.stack.values();
    return connection as Record<string, unknown>;
  }

  private get group(): Stored {
    const group = this.session.account.get(GROUP, `${this.name}-redis`);
    assert.ok(group);
    return group;
  }

  /** Whether a client gets in without any password. */
  get open(): boolean {
    return authentication(this.group).open;
  }

  admits({ username = "default", password }: Credentials): boolean {
    const [groupId] = texts(this.group.attributes["userGroupIds"]);
    const hash = fingerprint(password);
    if (groupId === undefined) return authentication(this.group).tokens.includes(hash);
    const ids = texts(this.session.account.get(USER_GROUP, groupId)?.attributes["userIds"]);
    return ids
      .map((id) => this.session.account.get(USER, id))
      .some(
        (user) =>
          user?.attributes["userName"] === username &&
          text(user.attributes["accessString"]).startsWith("on ") &&
          texts(user.hidden["passwords"]).includes(hash),
      );
  }

  /** The secrets that are not deleted, by name without Pulumi's random end. */
  private contents(): Record<string, Record<string, unknown>> {
    const { account } = this.session;
    return Object.fromEntries(
      account
        .list(SECRET)
        .filter(({ hidden }) => hidden["deletionDate"] === undefined)
        .map(({ id, attributes }) => {
          const current = account
            .list(VERSION)
            .find(
              (version) =>
                version.attributes["secretId"] === id &&
                texts(version.attributes["versionStages"]).includes("AWSCURRENT"),
            );
          const content: unknown = JSON.parse(text(current?.attributes["secretString"]));
          const name = text(attributes["name"]).replace(/-[0-9a-f]{7}$/, "");
          return [name, content as Record<string, unknown>];
        }),
    );
  }

  content(name: string): Record<string, unknown> {
    const content = this.contents()[name];
    assert.ok(content, `no secret ${name} among ${Object.keys(this.contents()).join()}`);
    return content;
  }

  /** What a client takes from each secret. */
  secrets(): Record<string, Credentials> {
    return Object.fromEntries(
      Object.keys(this.contents()).map((name) => [name, this.secret(name)]),
    );
  }

  secret(name: string): Credentials {
    const { username, password } = this.content(name);
    return { username: String(username), password: String(password) };
  }
}

const AUTH = "koneksi-auth";
const AUTH_OF_DEFAULT = "koneksi-user-default";
const UPDATE_GROUP = "update elasticache.ReplicationGroup koneksi-replication-group";

/** What is said of a step that leaves an old credential, or none at all, good. */
const OLD_TOKEN =
  "auth.tokenVersion: the old token (or none, where the cache had none) still opens the cache beside the new one; when every client has the new one, write updateStrategy SET at the same tokenVersion";
const OLD_PASSWORDS =
  "auth.tokenVersion: the users' old passwords still open the cache beside the new ones; when every client has the new one, write updateStrategy SET at the same tokenVersion";
const OPEN_STILL =
  "auth.updateStrategy: ROTATE gives a running group its first token and still lets clients in without one; leave it out in the next update, which then closes the group";
const TOKEN_STILL =
  "auth.users.default: whoever has the cache's token gets in as the user default, whose password it stays; leave that user out when every client has one of its own";
const OPEN =
  "auth.mode: none: whoever reaches the port may read and delete everything; write auth.mode token or users. A token that the cache already has stays in force: AWS takes it away with a user group alone, so go through auth.mode users";

describe("the life of credentials", () => {
  let session: EngineSession;
  let cache: Cache;

  beforeEach(async () => {
    session = await EngineSession.open();
    cache = new Cache(session);
  });

  afterEach(() => {
    session.close();
  });

  it("token: the first one, rotated with nobody locked out, and the old one retired", async () => {
    await cache.up({});
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual(cache.warnings, []);
    const first = cache.secret(AUTH);
    assert.equal(first.username, "default");
    assert.deepEqual([cache.open, cache.admits(first)], [false, true]);

    const rotated = await cache.up({ tokenVersion: 2 });
    assert.deepEqual(rotated, [
      "create-replacement index.RandomPassword koneksi-token",
      "create-replacement secretsmanager.SecretVersion koneksi-auth-value",
      "delete-replaced index.RandomPassword koneksi-token",
      "delete-replaced secretsmanager.SecretVersion koneksi-auth-value",
      "replace index.RandomPassword koneksi-token",
      "replace secretsmanager.SecretVersion koneksi-auth-value",
      UPDATE_GROUP,
    ]);
    assert.deepEqual(await cache.sent(), { token: true, strategy: "ROTATE" });
    assert.deepEqual(cache.warnings, [OLD_TOKEN]);
    const second = cache.secret(AUTH);
    assert.notEqual(second.password, first.password);
    assert.deepEqual([cache.admits(first), cache.admits(second)], [true, true]);
    await cache.settled();

    assert.deepEqual(await cache.up({ tokenVersion: 2, updateStrategy: "SET" }), [UPDATE_GROUP]);
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual(cache.secret(AUTH), second);
    assert.deepEqual([cache.admits(first), cache.admits(second), cache.open], [false, true, false]);
    await cache.settled();
  });

  it("token: an own one, rotated the same way", async () => {
    const [first, second] = [{ password: "a".repeat(16) }, { password: "b".repeat(128) }];
    await cache.up({ token: pulumi.secret(first.password) });
    assert.equal(cache.secret(AUTH).password, first.password);

    await cache.up({ token: pulumi.secret(second.password), tokenVersion: 2 });
    assert.deepEqual(await cache.sent(), { token: true, strategy: "ROTATE" });
    assert.deepEqual(cache.warnings, [OLD_TOKEN]);
    assert.equal(cache.secret(AUTH).password, second.password);
    assert.deepEqual([cache.admits(first), cache.admits(second)], [true, true]);

    await cache.up({
      token: pulumi.secret(second.password),
      tokenVersion: 2,
      updateStrategy: "SET",
    });
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual([cache.admits(first), cache.admits(second)], [false, true]);
  });

  it("token: a new one with SET at once is refused by AWS, and nobody is locked out", async () => {
    await cache.up({});
    const first = cache.secret(AUTH);
    assert.match(
      await cache.failing({ tokenVersion: 2, updateStrategy: "SET" }),
      /The AUTH token update strategy SET is only supported after ROTATE/,
    );
    assert.deepEqual([cache.admits(first), cache.secret(AUTH)], [true, first]);
  });

  it("token to users: the old clients go on as the user default until that one is taken out", async () => {
    await cache.up({});
    const token = cache.secret(AUTH);

    const moved = await cache.up({
      users: { default: { accessString: FULL }, app: { accessString: "on ~app:* +@all" } },
    });
    assert.deepEqual(moved, [
      "create elasticache.User koneksi-user-app",
      "create elasticache.User koneksi-user-default",
      "create elasticache.UserGroup koneksi-user-group",
      "create index.RandomPassword koneksi-user-app-password-1",
      "create secretsmanager.Secret koneksi-user-app",
      "create secretsmanager.Secret koneksi-user-default",
      "create secretsmanager.SecretVersion koneksi-user-app-value",
      "create secretsmanager.SecretVersion koneksi-user-default-value",
      "delete secretsmanager.Secret koneksi-auth",
      "delete secretsmanager.SecretVersion koneksi-auth-value",
      UPDATE_GROUP,
    ]);
    assert.deepEqual(await cache.sent(), {
      token: false,
      strategy: "DELETE",
      userGroupIds: ["koneksi-redis"],
    });
    assert.deepEqual(cache.warnings, [TOKEN_STILL]);
    const app = cache.secret("koneksi-user-app");
    assert.equal(app.username, "app");
    assert.deepEqual(cache.secret("koneksi-user-default"), token);
    assert.deepEqual([cache.admits(token), cache.admits(app), cache.open], [true, true, false]);
    await cache.settled();

    const closed = await cache.up({ users: { app: { accessString: "on ~app:* +@all" } } });
    assert.deepEqual(closed, [
      "create index.RandomPassword koneksi-user-default-password",
      "delete index.RandomPassword koneksi-token",
      "delete secretsmanager.Secret koneksi-user-default",
      "delete secretsmanager.SecretVersion koneksi-user-default-value",
      "update elasticache.User koneksi-user-default",
    ]);
    assert.deepEqual(await cache.sent(), {
      token: false,
      strategy: "DELETE",
      userGroupIds: ["koneksi-redis"],
    });
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual([cache.admits(token), cache.admits(app), cache.open], [false, true, false]);
    assert.deepEqual(Object.keys(cache.secrets()), ["koneksi-user-app"]);
    await cache.settled();
  });

  it("token to users: a tokenVersion raised meanwhile leaves the new token alone good for the user default", async () => {
    const users = { default: { accessString: FULL }, app: { accessString: FULL } };
    await cache.up({});
    await cache.up({ users });
    const [token, app] = [cache.secret(AUTH_OF_DEFAULT), cache.secret("koneksi-user-app")];
    await cache.up({ users, tokenVersion: 2 });
    assert.deepEqual(cache.warnings, [OLD_PASSWORDS, TOKEN_STILL]);
    const renewed = [cache.secret(AUTH_OF_DEFAULT), cache.secret("koneksi-user-app")];
    assert.deepEqual([cache.admits(token), cache.admits(app)], [false, true]);
    assert.deepEqual(
      renewed.map((client) => cache.admits(client)),
      [true, true],
    );
  });

  it("token to users without a user default: the old clients are out at once", async () => {
    await cache.up({});
    const token = cache.secret(AUTH);
    await cache.up({ users: { app: { accessString: FULL } } });
    const app = cache.secret("koneksi-user-app");
    assert.deepEqual([cache.admits(token), cache.admits(app), cache.open], [false, true, false]);
    assert.deepEqual(
      session.account
        .list(USER)
        .map(({ id, attributes }) => [id, attributes["userName"], attributes["accessString"]]),
      [
        ["koneksi-redis-app", "app", FULL],
        ["koneksi-redis-default", "default", "off -@all"],
      ],
    );
  });

  it("token to an existing user group: the strategy goes along", async () => {
    await cache.up({ users: { app: { accessString: FULL } } });
    const other = new Cache(session, "other");
    await other.up({});
    await other.up({ userGroupIds: ["koneksi-redis"] });
    assert.deepEqual(await other.sent(), {
      token: false,
      strategy: "DELETE",
      userGroupIds: ["koneksi-redis"],
    });
  });

  it("users to token: open between ROTATE and SET, as AWS has it, and closed after", async () => {
    await cache.up({ users: { app: { accessString: FULL } } });
    const app = cache.secret("koneksi-user-app");

    await cache.up({ updateStrategy: "ROTATE" });
    assert.deepEqual(await cache.sent(), { token: true, strategy: "ROTATE" });
    assert.deepEqual(cache.warnings, [OPEN_STILL]);
    const token = cache.secret(AUTH);
    assert.deepEqual([cache.admits(app), cache.admits(token), cache.open], [false, true, true]);

    assert.deepEqual(await cache.up({}), [UPDATE_GROUP]);
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual([cache.admits(token), cache.open], [true, false]);
    await cache.settled();
  });

  it("users to token at a raised tokenVersion: the same two steps, with SET said in the second", async () => {
    const users = { app: { accessString: FULL } };
    await cache.up({ users, tokenVersion: 2 });
    assert.deepEqual(cache.warnings, [OLD_PASSWORDS]);
    await cache.up({ tokenVersion: 2 });
    assert.deepEqual(await cache.sent(), { token: true, strategy: "ROTATE" });
    assert.deepEqual([cache.open, cache.warnings], [true, [OLD_TOKEN]]);
    const token = cache.secret(AUTH);

    assert.deepEqual(await cache.up({ tokenVersion: 2, updateStrategy: "SET" }), [UPDATE_GROUP]);
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual([cache.open, cache.admits(token), cache.warnings], [false, true, []]);
    await cache.settled();
  });

  it("users to token with SET at once fails after the users are gone; ROTATE and SET bring it to an end", async () => {
    await cache.up({ users: { app: { accessString: FULL } } });
    assert.match(await cache.failing({}), /SET is only supported after ROTATE/);
    assert.equal(cache.open, true);

    await cache.up({ updateStrategy: "ROTATE" });
    await cache.up({});
    assert.deepEqual([cache.admits(cache.secret(AUTH)), cache.open], [true, false]);
    await cache.settled();
  });

  it("none to token: SET alone is refused, ROTATE still lets clients without a token in, SET closes", async () => {
    await cache.up({ mode: "none" });
    assert.deepEqual(await cache.sent(), { token: false, strategy: "DELETE" });
    assert.deepEqual(cache.warnings, [OPEN]);
    assert.deepEqual([cache.open, cache.secrets()], [true, {}]);
    assert.match(await cache.failing({}), /SET is only supported after ROTATE/);
    assert.equal(cache.open, true);

    await cache.up({ updateStrategy: "ROTATE" });
    assert.deepEqual(await cache.sent(), { token: true, strategy: "ROTATE" });
    assert.deepEqual(cache.warnings, [OPEN_STILL]);
    const token = cache.secret(AUTH);
    assert.deepEqual([cache.open, cache.admits(token)], [true, true]);

    assert.deepEqual(await cache.up({}), [UPDATE_GROUP]);
    assert.deepEqual(await cache.sent(), { token: true, strategy: "SET" });
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual([cache.open, cache.admits(token), cache.secret(AUTH)], [false, true, token]);
    await cache.settled();
  });

  it("none to users: closed in one update", async () => {
    await cache.up({ mode: "none" });
    await cache.up({ users: { app: { accessString: FULL } } });
    assert.deepEqual(await cache.sent(), {
      token: false,
      strategy: "DELETE",
      userGroupIds: ["koneksi-redis"],
    });
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual([cache.open, cache.admits(cache.secret("koneksi-user-app"))], [false, true]);
    await cache.settled();
  });

  it("token to none: through a user group", async () => {
    await cache.up({});
    const token = cache.secret(AUTH);
    await cache.up({ users: { default: { accessString: FULL } } });
    assert.deepEqual(await cache.sent(), {
      token: false,
      strategy: "DELETE",
      userGroupIds: ["koneksi-redis"],
    });
    assert.deepEqual(cache.warnings, [TOKEN_STILL]);
    assert.deepEqual([cache.admits(token), cache.open], [true, false]);

    await cache.up({ mode: "none" });
    assert.deepEqual(await cache.sent(), { token: false, strategy: "DELETE" });
    assert.deepEqual(cache.warnings, [OPEN]);
    assert.deepEqual([cache.open, cache.secrets()], [true, {}]);
    assert.deepEqual(session.account.list(USER_GROUP), []);
    await cache.settled();
  });

  it("token to none at once: AWS keeps asking for the token, which only a user group takes away", async () => {
    await cache.up({});
    const token = cache.secret(AUTH);
    await cache.up({ mode: "none" });
    assert.deepEqual(await cache.sent(), { token: false, strategy: "DELETE" });
    assert.deepEqual(cache.warnings, [OPEN]);
    assert.deepEqual([cache.open, cache.admits(token)], [false, true]);
  });

  it("users: passwords rotate as a token does", async () => {
    const users = { app: { accessString: FULL }, jobs: { accessString: FULL } };
    const names = ["koneksi-user-app", "koneksi-user-jobs"];
    await cache.up({ users });
    const first = names.map((name) => cache.secret(name));

    assert.deepEqual(await cache.up({ users, tokenVersion: 2 }), [
      ...names.map((name) => `create index.RandomPassword ${name}-password-2`),
      ...names.map((name) => `create-replacement secretsmanager.SecretVersion ${name}-value`),
      ...names.map((name) => `delete-replaced secretsmanager.SecretVersion ${name}-value`),
      ...names.map((name) => `replace secretsmanager.SecretVersion ${name}-value`),
      ...names.map((name) => `update elasticache.User ${name}`),
    ]);
    assert.deepEqual(cache.warnings, [OLD_PASSWORDS]);
    const second = names.map((name) => cache.secret(name));
    assert.equal(new Set([...first, ...second].map(({ password }) => password)).size, 4);
    assert.deepEqual(
      [...first, ...second].map((client) => cache.admits(client)),
      [true, true, true, true],
    );

    assert.deepEqual(await cache.up({ users, tokenVersion: 2, updateStrategy: "SET" }), [
      ...names.map((name) => `delete index.RandomPassword ${name}-password-1`),
      ...names.map((name) => `update elasticache.User ${name}`),
    ]);
    assert.deepEqual(cache.warnings, []);
    assert.deepEqual(
      [...first, ...second].map((client) => cache.admits(client)),
      [false, false, true, true],
    );
    assert.deepEqual(
      names.map((name) => cache.secret(name)),
      second,
    );
    await cache.settled();
  });

  it("users: one comes, one goes, and the others stay as they are", async () => {
    await cache.up({ users: { app: { accessString: FULL }, old: { accessString: FULL } } });
    const [app, old] = [cache.secret("koneksi-user-app"), cache.secret("koneksi-user-old")];
    const changed = await cache.up({
      users: { app: { accessString: FULL }, jobs: { accessString: "on ~jobs:* +@all" } },
    });
    assert.deepEqual(
      changed.filter((step) => step.includes("-app")),
      [],
    );
    assert.deepEqual([cache.admits(app), cache.admits(old)], [true, false]);
    assert.deepEqual(
      session.account.list(USER_GROUP).map(({ attributes }) => attributes["userIds"]),
      [["koneksi-redis-default", "koneksi-redis-app", "koneksi-redis-jobs"]],
    );
  });

  it("users: from Redis to Valkey nothing of them changes, and the secret's JSON does in the same update", async () => {
    const users = { app: { accessString: FULL } };
    await cache.up({ users });
    const app = cache.secret("koneksi-user-app");
    const changed = await cache.up({ users }, { engine: "valkey" });
    assert.deepEqual(
      changed.filter((step) => /User|RandomPassword/.test(step)),
      [],
    );
    assert.deepEqual([cache.admits(app), cache.secret("koneksi-user-app")], [true, app]);
    assert.equal(cache.content("koneksi-user-app")["engine"], "valkey");
    await cache.settled();
  });

  it("IAM: no secret at all, and a connection with the user's name", async () => {
    await cache.up({ mode: "iam" });
    const { users, username, secretArn } = await cache.connection();
    assert.deepEqual([cache.open, cache.secrets()], [false, {}]);
    assert.deepEqual(
      { users, username, secretArn },
      {
        users: { app: { username: "koneksi-redis-app" } },
        username: "koneksi-redis-app",
        secretArn: undefined,
      },
    );
    await cache.settled();
  });
});
