import * as assert from "node:assert/strict";
import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import {
  connectionUsers,
  createUsers,
  iamConnectPolicy,
  publishUsers,
} from "../../../components/access/users";
import { resolve } from "../../../components/redis-cache/spec";
import { byName } from "../../support/by-name";
import { type Deployment, type Registered, run, stateOf, valueOf } from "../../support/mocks";

const USER = "aws:elasticache/user:User";
const GROUP = "aws:elasticache/userGroup:UserGroup";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

const content = {
  host: pulumi.output("master.example"),
  readerHost: pulumi.output("replica.example"),
  tls: true,
};

/** Builds the users of a cache and all that follows from them. */
const build = (args: RedisCacheArgs, preview = false) =>
  run(
    () => {
      const spec = resolve("cache", { namePrefix: "koneksi", tags: { Team: "core" }, ...args });
      const parent = new pulumi.ComponentResource("test:index:Cache", "cache");
      const made = createUsers(spec, parent);
      if (made === undefined) return undefined;
      const group = new elasticache.ReplicationGroup("group", {
        replicationGroupId: spec.id,
        description: "made for the test",
        numCacheClusters: 2,
      });
      const secrets = publishUsers(
        spec,
        made,
        { ...content, port: spec.port, engine: spec.engine },
        parent,
      );
      return {
        connection: connectionUsers(made, secrets),
        policy: iamConnectPolicy(group.arn, made),
        secrets: Object.keys(secrets),
      };
    },
    { preview },
  );

/** A password as the mocks generate it for a resource. */
const generated = (name: string) =>
  `generated0for0${name.replace(/[^A-Za-z0-9]/g, "0")}`.padEnd(64, "0");

const password = (name: string) => ({ type: "password", passwords: [generated(name)] });

/** A user as AWS gets it, with its name in Pulumi. */
const made = (
  key: string,
  userId: string,
  userName: string,
  accessString: string,
  authentication: object,
) => [
  `cache-user-${key}`,
  {
    ...{ userId, userName, engine: "redis", accessString },
    ...authentication,
    tags: { Team: "core" },
  },
];

/** A user and its secret have one name, and differ by type. */
const userOf = (deployment: Deployment<unknown>, name: string): Registered => {
  const user = deployment.all(USER).find((resource) => resource.name === name);
  assert.ok(user, `${name} is not among the users`);
  return user;
};

const arnOf = (secret: string) =>
  `arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:${secret}-AbCdEf`;

const three: RedisCacheArgs = {
  auth: {
    users: {
      app: { accessString: "on ~app:* +@all -@dangerous" },
      audit: { accessString: "on ~* +@read", authentication: "iam" },
      probe: { accessString: "on +ping", authentication: "noPassword", userId: "Probe-1" },
    },
  },
};

describe("users", () => {
  for (const mode of ["token", "userGroup", "none"] as const) {
    it(`are not made in mode ${mode}`, async () => {
      const { resources, result } = await build({ auth: { ...three.auth, mode } });
      assert.equal(result, undefined);
      assert.deepEqual(
        resources.filter(({ type }) => type !== "pulumi:pulumi:Stack").map(({ name }) => name),
        ["cache"],
      );
    });
  }

  for (const engine of ["redis", "valkey"] as const) {
    it(`${engine}: are made by key, with a user default that may do nothing, in a group for either engine`, async () => {
      const deployment = await build({ ...three, engine });
      assert.deepEqual(
        byName(deployment.all(USER)).map(({ name, inputs }) => [name, inputs]),
        [
          made("app", "koneksi-redis-app", "app", "on ~app:* +@all -@dangerous", {
            authenticationMode: password("cache-user-app-password-1"),
          }),
          made("audit", "koneksi-redis-audit", "koneksi-redis-audit", "on ~* +@read", {
            authenticationMode: { type: "iam" },
          }),
          made("default", "koneksi-redis-default", "default", "off -@all", {
            authenticationMode: password("cache-user-default-password"),
          }),
          made("probe", "probe-1", "probe", "on +ping", { noPasswordRequired: true }),
        ],
      );
      assert.deepEqual(deployment.one(GROUP).inputs, {
        userGroupId: "koneksi-redis",
        engine: "redis",
        userIds: ["koneksi-redis-default", "koneksi-redis-app", "koneksi-redis-audit", "probe-1"],
        tags: { Team: "core" },
      });
    });
  }

  it("make no second default when one is given, and that one keeps the token as its password", async () => {
    const deployment = await build({
      auth: { users: { default: { accessString: "on ~* +@all" } } },
    });
    assert.deepEqual(
      userOf(deployment, "cache-user-default").inputs["authenticationMode"],
      password("cache-token"),
    );
    assert.deepEqual(deployment.one(PASSWORD).inputs["keepers"], { tokenVersion: "1" });
    assert.deepEqual(
      byName(deployment.all(USER)).map(({ name, inputs }) => [name, inputs["userId"]]),
      [["cache-user-default", "koneksi-redis-default"]],
    );
  });

  it("make one even where another user has its key", async () => {
    const deployment = await build({
      auth: { users: { default: { accessString: "on ~* +@all", userName: "app" } } },
    });
    assert.deepEqual(
      byName(deployment.all(USER)).map(({ inputs }) => [inputs["userId"], inputs["userName"]]),
      [
        ["koneksi-redis-default", "app"],
        ["koneksi-redis-default-user", "default"],
      ],
    );
  });

  it("are known at preview: the same resources, with ids that AWS does not make", async () => {
    const [up, preview] = [await build(three), await build(three, true)];
    assert.deepEqual(preview.identities, up.identities);
    assert.deepEqual(
      preview.all(USER).map(({ inputs }) => inputs["userId"]),
      up.all(USER).map(({ inputs }) => inputs["userId"]),
    );
  });

  it("hand their passwords on as secrets alone", async () => {
    const deployment = await build(three);
    assert.deepEqual(userOf(deployment, "cache-user-app").secretInputs, ["authenticationMode"]);
    assert.deepEqual(userOf(deployment, "cache-user-default").secretInputs, ["authenticationMode"]);
    const inClear = deployment.resources
      .filter(({ type }) => ![USER, VERSION, PASSWORD].includes(type))
      .map(({ inputs }) => JSON.stringify(inputs));
    assert.equal(inClear.join().includes("generated0for0"), false);
  });
});

describe("secrets of users", () => {
  it("are one for each password, with what a client needs", async () => {
    const deployment = await build(three);
    assert.deepEqual(deployment.result?.secrets, ["app"]);
    assert.deepEqual(
      byName(deployment.all(SECRET)).map(({ name, inputs }) => [name, inputs]),
      [
        [
          "cache-user-app",
          {
            namePrefix: "koneksi-redis-user-app-",
            description: "Credentials of koneksi-redis",
            recoveryWindowInDays: 30,
            tags: { Team: "core" },
          },
        ],
      ],
    );
    const version = deployment.one(VERSION);
    assert.deepEqual(version.secretInputs, ["secretString"]);
    assert.deepEqual(JSON.parse(String(version.inputs["secretString"])), {
      username: "app",
      password: generated("cache-user-app-password-1"),
      host: "master.example",
      readerHost: "replica.example",
      port: 6379,
      tls: true,
      engine: "redis",
    });
  });

  it("take a given name with the user's key behind it", async () => {
    const deployment = await build({
      auth: {
        secretName: "koneksi/redis",
        users: { app: { accessString: "on ~* +@all" }, jobs: { accessString: "on ~* +@all" } },
      },
    });
    assert.deepEqual(
      byName(deployment.all(SECRET)).map(({ inputs }) => inputs["name"]),
      ["koneksi/redis-app", "koneksi/redis-jobs"],
    );
  });
});

describe("rotation of users' passwords", () => {
  const passwords = async (auth: RedisCacheArgs["auth"]) => {
    const deployment = await build({
      auth: { ...auth, users: { app: { accessString: "on ~* +@all" } } },
    });
    const mode = userOf(deployment, "cache-user-app").inputs["authenticationMode"];
    const content: unknown = JSON.parse(String(deployment.one(VERSION).inputs["secretString"]));
    return {
      valid: (mode as { passwords: string[] }).passwords,
      given: (content as { password: string }).password,
    };
  };
  const version = (number: number) => generated(`cache-user-app-password-${String(number)}`);

  const steps: readonly (readonly [string, RedisCacheArgs["auth"], number[]])[] = [
    ["first", {}, [1]],
    ["raised: the old one stays valid beside the new one", { tokenVersion: 2 }, [2, 1]],
    ["SET retires the old one", { tokenVersion: 2, updateStrategy: "SET" }, [2]],
    ["raised twice without SET: never more than two", { tokenVersion: 3 }, [3, 2]],
    ["ROTATE without an older one", { updateStrategy: "ROTATE" }, [1]],
  ];
  for (const [what, auth, valid] of steps) {
    it(what, async () => {
      const { valid: actual, given } = await passwords(auth);
      assert.deepEqual(actual, valid.map(version));
      assert.equal(given, version(valid[0] ?? 0));
    });
  }
});

describe("what clients learn of users", () => {
  it("with several: each by key", async () => {
    const { result } = await build(three);
    assert.ok(result);
    assert.deepEqual(await valueOf(result.connection), {
      app: { username: "app", secretArn: arnOf("cache-user-app-1a2b3c4") },
      audit: { username: "koneksi-redis-audit" },
      probe: { username: "probe" },
    });
    assert.deepEqual(await stateOf(result.connection), { known: true, secret: false });
  });
});

describe("IAM", () => {
  it("makes one user that may do what the holder of a token may, its name equal to its id", async () => {
    const deployment = await build({ auth: { mode: "iam" } });
    const { name, inputs } = userOf(deployment, "cache-user-app");
    assert.deepEqual(
      [name, inputs],
      made("app", "koneksi-redis-app", "koneksi-redis-app", "on ~* +@all", {
        authenticationMode: { type: "iam" },
      }),
    );
    assert.deepEqual(deployment.all(SECRET), []);
  });

  it("makes the given user instead", async () => {
    const deployment = await build({
      auth: { mode: "iam", users: { web: { accessString: "on ~web:* +@read", userId: "Web" } } },
    });
    assert.deepEqual(
      byName(deployment.all(USER)).map(({ inputs }) => [inputs["userId"], inputs["userName"]]),
      [
        ["koneksi-redis-default", "default"],
        ["web", "web"],
      ],
    );
  });

  it("grants elasticache:Connect on exactly this cache and its IAM users", async () => {
    const { result } = await build(three);
    assert.ok(result?.policy);
    assert.deepEqual(JSON.parse(await valueOf(result.policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "elasticache:Connect",
          Resource: [
            "arn:aws:elasticache:ap-southeast-1:123456789012:replicationgroup:koneksi-redis",
            "arn:aws:elasticache:ap-southeast-1:123456789012:user:koneksi-redis-audit",
          ],
        },
      ],
    });
  });
});

describe("the user name that clients log in with", () => {
  const names: readonly (readonly [string, RedisCacheArgs["auth"], string | undefined])[] = [
    ["a given name", { users: { app: { accessString: "on ~* +@all", userName: "web" } } }, "web"],
    ["none with several", three.auth, undefined],
    ["none with an existing group", { userGroupIds: ["shared"], ...{ users: {} } }, undefined],
  ];
  for (const [what, auth, username] of names) {
    it(what, () => {
      assert.equal(
        resolve("cache", { namePrefix: "koneksi", ...(auth ? { auth } : {}) }).auth.username,
        username,
      );
    });
  }
});
