import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import { drift, maintenance } from "../../local/aws/outside";
import { EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

/** What the engine makes of the simulated AWS; faults have a test of their own. */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("on the simulated AWS", () => {
  let session: EngineSession;
  let stack: StackUnderTest;
  let group: Partial<elasticache.ReplicationGroupArgs>;
  let family: string;

  beforeEach(async () => {
    session = await EngineSession.open();
    group = { engineVersion: "7.0", nodeType: "cache.t3.micro", applyImmediately: true };
    family = "redis7";
    stack = session.inline("cache", program);
  });
  afterEach(() => {
    session.close();
  });

  const program = () => {
    const parameters = new elasticache.ParameterGroup("parameters", { family });
    const cache = new elasticache.ReplicationGroup("cache", {
      replicationGroupId: "cache",
      description: "a cache",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      parameterGroupName: parameters.name,
      ...group,
    });
    new cloudwatch.MetricAlarm("cpu", {
      name: "cpu",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 2,
      metricName: "CPUUtilization",
      namespace: "AWS/ElastiCache",
      period: 300,
      statistic: "Average",
      threshold: 80,
      dimensions: { CacheClusterId: cache.id },
    });
    return Promise.resolve({ id: cache.id, actual: cache.engineVersionActual });
  };

  const steps = async (operation: "up" | "preview" | "refresh" | "destroy") =>
    stepsOf(await stack[operation]()).filter((s) => !s.includes("providers.aws"));
  const changes = async (operation: "up" | "preview") =>
    (await steps(operation)).filter((s) => !s.includes("pulumi.Stack"));
  const ids = (type: string) => session.account.list(type).map(({ id }) => id);

  it("a stack comes up, has nothing to change, also after a refresh, and goes without a trace", async () => {
    await stack.up();
    assert.deepEqual(await steps("up"), []);
    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.changes, { same: 4 });
    assert.deepEqual(await steps("preview"), []);
    await stack.destroy();
    assert.deepEqual(session.account.all(), []);
  });

  it("what drifted outside is seen by a refresh, and put back by the next update", async () => {
    await stack.up();
    drift(session.account, "ReplicationGroup", "cache", { nodeType: "cache.m7g.large" });
    drift(session.account, "MetricAlarm", "cpu", { threshold: 95 });
    assert.deepEqual(await changes("preview"), [], "without a refresh nobody knows");
    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.changes, { same: 2, update: 2 });
    assert.deepEqual((await changes("up")).sort(), [
      "update cloudwatch.MetricAlarm cpu",
      "update elasticache.ReplicationGroup cache",
    ]);
    assert.equal(session.account.get(ALARM, "cpu")?.attributes["threshold"], 80);
  });

  it("an upgrade that waits for its window keeps the old parameter group until then", async () => {
    group = { ...group, applyImmediately: false };
    await stack.up();
    const [old] = ids(PARAMETER_GROUP);
    family = "valkey8";
    group = { ...group, engine: "valkey", engineVersion: "8.1" };
    const { errors } = await stack.failing("up");
    assert.match(
      errors.join("\n"),
      /InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group/,
    );
    assert.equal(session.account.get(GROUP, "cache")?.attributes["parameterGroupName"], old);
    assert.deepEqual(maintenance(session.account), ["cache"]);
    await stack.refresh();
    await stack.up();
    assert.equal(ids(PARAMETER_GROUP).includes(String(old)), false);
    assert.deepEqual(await steps("up"), []);
    assert.equal((await stack.values())["actual"], "8.1.0");
  });

  it("a type that isn't simulated is refused, with the page that lists them", async () => {
    const other = session.inline("other", async () => {
      const { Bucket } = await import("@pulumi/aws/s3");
      return { bucket: new Bucket("b").id };
    });
    const { errors } = await other.failing("preview");
    assert.match(
      errors.join("\n"),
      /the simulated AWS has no resource type aws:s3\/bucket:Bucket\..* docs\/simulation\.md lists them all\./,
    );
  });

  it("two providers of one program keep their regions and default tags apart", async () => {
    const regions = session.inline("regions", () => {
      const there = new Provider("there", {
        region: "eu-west-1",
        defaultTags: { tags: { Owner: "there" } },
      });
      const family = "redis7";
      const here = new elasticache.ParameterGroup("here", { name: "here", family });
      const other = new elasticache.ParameterGroup(
        "there",
        { name: "there", family, tags: { Team: "x" } },
        { provider: there },
      );
      return Promise.resolve({ arns: [here.arn, other.arn], tags: other.tagsAll });
    });
    await regions.up();
    assert.deepEqual(await regions.values(), {
      arns: [
        "arn:aws:elasticache:ap-southeast-1:123456789012:parametergroup:here",
        "arn:aws:elasticache:eu-west-1:123456789012:parametergroup:there",
      ],
      tags: { Owner: "there", Team: "x" },
    });
    assert.deepEqual(stepsOf(await regions.up()), []);
  });

  it("two stacks see one account: a name is taken once, and what one uses the other can't delete", async () => {
    const first = session.inline("first", () => {
      const parameters = new elasticache.ParameterGroup("p", { name: "shared", family: "redis7" });
      return Promise.resolve({ name: parameters.name });
    });
    const second = session.inline("second", () => {
      new elasticache.ReplicationGroup("r", {
        replicationGroupId: "r",
        description: "r",
        nodeType: "cache.t3.micro",
        parameterGroupName: "shared",
      });
      return Promise.resolve({});
    });
    assert.match((await second.failing("up")).errors.join("\n"), /CacheParameterGroupNotFound/);
    await first.up();
    await second.up();
    assert.match(
      (await first.failing("destroy")).errors.join("\n"),
      /InvalidCacheParameterGroupState/,
    );
    const third = session.inline("third", () => {
      new elasticache.ParameterGroup("p", { name: "SHARED", family: "redis7" });
      return Promise.resolve({});
    });
    assert.match((await third.failing("up")).errors.join("\n"), /CacheParameterGroupAlreadyExists/);
    await second.destroy();
    await first.destroy();
    assert.deepEqual(session.account.all(), []);
  });
});
