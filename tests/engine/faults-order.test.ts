import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import { createAlarmTopic, RedisCache, type RedisCacheArgs } from "../../components";
import type { Fault } from "../../local/aws/faults";
import { fingerprint } from "../../local/aws/account";
import { authentication } from "../../local/aws/services/replication-group";
import { text } from "../../local/aws/values";
import { BALANCED, balanceOf } from "../support/balance";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";
import { pulumiImport } from "../support/import";

/**
 * The component as it is, stopped at each of its steps as `pulumi up` stops: at the first error, with what is under way finished. What
 * comes after it is not begun, and what was done is known.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

interface Secret {
  readonly password: string;
}

type Strike = Required<Pick<Fault, "operation" | "type">>;

/** Two caches, which together have every part that the component makes by itself or on request. */
const PARTS: RedisCacheArgs = {
  numCacheClusters: 1,
  allowedCidrBlocks: ["10.0.0.0/16"],
  parameterStorePath: "/order",
  alarms: { set: "BASIC", composite: true, dashboard: true },
  logs: { slowLog: {} },
};
const USERS: RedisCacheArgs = {
  numCacheClusters: 1,
  alarms: { enabled: false },
  auth: { users: { app: { accessString: "on ~* +@all" } } },
};

const CREATED = [
  "SubnetGroup",
  "ParameterGroup",
  "SecurityGroup",
  "SecurityGroupIngressRule",
  "ReplicationGroup",
  "RandomPassword",
  "User",
  "UserGroup",
  "Secret",
  "SecretVersion",
  "LogGroup",
  "LogResourcePolicy",
  "MetricAlarm",
  "CompositeAlarm",
  "Dashboard",
  "ssm/Parameter",
  "Key",
  "KeyPolicy",
  "sns/Topic",
  "TopicPolicy",
  "TopicSubscription",
] as const;

/** What every change replaces, and what depends on nothing that changes. */
const NEVER_UPDATED: readonly string[] = [
  "RandomPassword",
  "SecretVersion",
  "LogResourcePolicy",
  "KeyPolicy",
  "TopicPolicy",
  "TopicSubscription",
];

const strikes = (operation: Strike["operation"], types: readonly string[]): Strike[] =>
  types.map((type) => ({ operation, type }));

const titleOf = ({ operation, type }: Strike) => `${operation} ${type}`;
const sorted = (texts: Iterable<string>) => [...texts].sort();

describe("the component, stopped at each of its steps", function () {
  this.timeout(300_000);
  let session: EngineSession;
  let stack: StackUnderTest;
  let token: RedisCacheArgs;
  let users: RedisCacheArgs;

  before(async () => {
    session = await EngineSession.open();
    [token, users] = [PARTS, USERS];
  });
  after(() => {
    session.close();
  });

  /** A stack of this program. */
  function open(project: string, register: () => void): void {
    stack = session.inline(project, () => {
      register();
      return Promise.resolve({});
    });
  }

  function makeNetwork(): RedisCacheArgs {
    const { id: vpcId } = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16" });
    const subnet = new ec2.Subnet("network", { vpcId, cidrBlock: "10.0.0.0/24" });
    return { vpcId, subnetIds: [subnet.id] };
  }

  const balance = () => balanceOf(session.account, stack);

  /**
   * Runs the operation again and again, until each of these has gone wrong once: what went wrong in one run is done in the next, which
   * therefore comes further. Several go wrong at once where nothing puts them in order.
   */
  async function stopAtEach(
    operation: "up" | "destroy",
    action: "fail" | "lose",
    all: readonly Strike[],
  ): Promise<void> {
    let armed = all;
    while (armed.length > 0) {
      await session.setFaults(
        ...armed.map((strike) => ({ ...strike, action, nth: 0, message: titleOf(strike) })),
      );
      const { errors } = await stack.failing(operation);
      const struck = new Set(errors.filter((error) => !/^(update|destroy) failed$/.test(error)));
      const titles = new Set(armed.map(titleOf));
      assert.deepEqual(
        [...struck].filter((title) => !titles.has(title)),
        [],
      );
      assert.notEqual(struck.size, 0);
      const { missing, ...rest } = await balance();
      assert.deepEqual(rest, { orphans: [], pending: [] });
      if (action === "fail") assert.deepEqual(missing, []);
      armed = armed.filter((strike) => !struck.has(titleOf(strike)));
    }
    await session.setFaults();
  }

  /** The next `up` does the rest, by these operations alone, and after it there is nothing to do. */
  async function settles(...operations: string[]): Promise<void> {
    const steps = stepsOf(await stack.up());
    assert.notDeepEqual(steps, []);
    assert.deepEqual(
      steps.filter((step) => !operations.includes(step.split(" ")[0] ?? "")),
      [],
    );
    assert.deepEqual(await balance(), BALANCED);
    assert.deepEqual(stepsOf(await stack.up()), []);
  }

  it("of its creation", async () => {
    open("parts", () => {
      const network = makeNetwork();
      const emails = ["oncall@example.com"];
      const { arn } = createAlarmTopic("alarms", { emails, tags: { ...token.tags } });
      const alarms = { ...token.alarms, actionArns: [arn] };
      new RedisCache("token", { ...network, ...token, alarms });
      new RedisCache("users", { ...network, ...users });
    });
    await stopAtEach("up", "fail", strikes("create", CREATED));
    await settles("create");
    const types = new Set((await stack.resources()).map(({ type }) => type.split(":")[2] ?? type));
    assert.deepEqual(
      sorted(types),
      sorted(
        [...CREATED, "RedisCache", "Stack", "Vpc", "Subnet", "aws", "random"].map((t) =>
          t.replace(/^(ssm|sns)\//, ""),
        ),
      ),
    );
  });

  const CHANGED = strikes(
    "update",
    CREATED.filter((type) => !NEVER_UPDATED.includes(type)),
  );
  for (const [revision, action] of (["fail", "lose"] as const).entries()) {
    const how = { fail: "refused", lose: "made, and its answer lost" }[action];
    it(`of an update that rotates the token and touches everything, each ${how}`, async () => {
      const tags = { Revision: String(revision) };
      const overrides = { cpu: { threshold: 50 + revision } };
      const auth = { tokenVersion: 2 + revision };
      token = { ...PARTS, tags, auth, alarms: { ...PARTS.alarms, overrides } };
      users = { ...USERS, tags };
      await stopAtEach("up", action, CHANGED);
      await settles("update", "replace", "create-replacement", "delete-replaced", "delete");
    });
  }

  it("of its deletion", async () => {
    await stopAtEach("destroy", "fail", strikes("delete", CREATED));
    await stack.destroy();
    assert.deepEqual(await balance(), BALANCED);
    assert.deepEqual(await stack.resources(), []);
  });

  const SMALL: RedisCacheArgs = {
    numCacheClusters: 1,
    alarms: { enabled: false },
    auth: { mode: "none" },
    applyImmediately: true,
  };

  it("of a replacement: another engine's parameter group, which goes last, and another port, which takes the cache away first", async () => {
    let args: RedisCacheArgs = { ...SMALL, engine: "redis", engineVersion: "7.1" };
    open("replaced", () => {
      new RedisCache("small", args);
    });
    await stack.up();
    args = { ...SMALL, engine: "valkey", engineVersion: "8.0" };
    await stopAtEach("up", "fail", [
      { operation: "create", type: "ParameterGroup" },
      { operation: "update", type: "ReplicationGroup" },
      { operation: "delete", type: "ParameterGroup" },
    ]);
    await settles("delete", "delete-replaced");
    args = { ...args, port: 6380 };
    await stopAtEach("up", "fail", [
      { operation: "delete", type: "ReplicationGroup" },
      { operation: "create", type: "ReplicationGroup" },
    ]);
    await settles("create-replacement", "replace");
    assert.equal(session.account.get(GROUP, "small-redis")?.attributes["port"], 6380);
    await stack.destroy();
  });

  it("of a lost cache, which an import gives back, with the one token that its clients know", async () => {
    open("lost", () => {
      new RedisCache("lost", { numCacheClusters: 1, alarms: { enabled: false } });
    });
    await session.setFaults({ operation: "create", type: "ReplicationGroup", action: "lose" });
    await stack.failing("up");
    await session.setFaults();
    assert.deepEqual(await balance(), { ...BALANCED, orphans: [GROUP] });
    const { errors } = await stack.failing("up");
    assert.deepEqual(
      errors.filter((error) => error !== "update failed"),
      [
        "creating ElastiCache Replication Group (lost-redis): operation error ElastiCache: CreateReplicationGroup, api error ReplicationGroupAlreadyExists: Replication group lost-redis already exists.",
      ],
    );
    const urn = (await stack.resources()).find(({ type }) => type.endsWith(":RedisCache"))?.urn;
    const parent = `cache=${String(urn)}`;
    await pulumiImport(session, { project: "lost" }, [
      ...[GROUP, "lost-replication-group", "lost-redis"],
      ...["--parent", parent],
    ]);
    assert.deepEqual(await balance(), BALANCED);
    assert.deepEqual(stepsOf(await stack.up()), [
      "update elasticache.ReplicationGroup lost-replication-group",
      "create secretsmanager.SecretVersion lost-auth-value",
    ]);
    assert.deepEqual(stepsOf(await stack.up()), []);
    const group = session.account.get(GROUP, "lost-redis");
    assert.ok(group);
    const [secret] = session.account.list("aws:secretsmanager/secretVersion:SecretVersion");
    const { password } = JSON.parse(text(secret?.attributes["secretString"])) as Secret;
    const { open: withoutToken, tokens } = authentication(group);
    assert.deepEqual([withoutToken, [...new Set(tokens)]], [false, [fingerprint(password)]]);
  });
});
