import * as assert from "node:assert/strict";
import { RedisCache } from "../../components";
import type { CacheAlarmsArgs } from "../../components/monitoring/args";
import type { RedisCacheArgs } from "../../components/redis-cache/args";
import { ALARM_KEYS } from "../../components/catalog/alarms";
import type { MetricUnit } from "../../components/catalog/metrics";
import { METRICS } from "../../components/catalog/metrics";
import { type EmulatedAccount, type Ministack, startMinistack } from "./ministack";
import { run } from "../support/mocks";

/**
 * Tests the alarms in ministack, an AWS emulator: it creates the alarms as the component registers them, gets the
 * metrics that ElastiCache would publish, changes their states and notifies.
 *
 * Differences of ministack 1.5.33 from CloudWatch, and how the test handles them:
 * - It evaluates an alarm over all points of the metric and ignores dimensions. Each node therefore has its own
 *   account, and the test checks the dimensions with the metric query of the alarm (GetMetricStatistics), which uses
 *   exact dimensions.
 * - It evaluates one statistic over all periods instead of M of N. The test counts M of N in the answer of that query.
 * - It does not treat missing data: an alarm without data keeps its state.
 */

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const REGION = "ap-southeast-1";

type Inputs = Readonly<Record<string, unknown>>;

/** The CloudWatch request for an alarm. */
interface PutMetricAlarm {
  readonly AlarmName: string;
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Statistic: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly AlarmActions?: readonly string[];
}

/** Provider arguments whose API name isn't just capitalised (terraform-provider-aws, aws_cloudwatch_metric_alarm). */
const API_NAMES: Readonly<Record<string, string>> = { name: "AlarmName", okActions: "OKActions" };

const apiName = (key: string) => API_NAMES[key] ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;

/** Converts all registered inputs to the request that the provider sends. */
function request(inputs: Inputs): Record<string, unknown> {
  const pairs = (map: unknown, name: string, value: string) =>
    Object.entries(map as Record<string, string>).map(([key, item]) => ({
      [name]: key,
      [value]: item,
    }));
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      if (key === "dimensions") return ["Dimensions", pairs(value, "Name", "Value")];
      if (key === "tags") return ["Tags", pairs(value, "Key", "Value")];
      return [apiName(key), value];
    }),
  );
}

const metricAlarm = (inputs: Inputs) => request(inputs) as unknown as PutMetricAlarm;

const topicArn = (account: EmulatedAccount) => `arn:aws:sns:${REGION}:${account.id}:on-call`;

/** Registers a cache whose alarms notify the account's topic. */
async function registered(account: EmulatedAccount, args: RedisCacheArgs, alarms: CacheAlarmsArgs) {
  const actions = { actionArns: [topicArn(account)], okActionArns: [topicArn(account)] };
  const deployment = await run(
    () => new RedisCache("koneksi-prod", { ...args, alarms: { ...actions, ...alarms } }),
  );
  return {
    alarms: deployment.all(ALARM).map(({ inputs }) => metricAlarm(inputs)),
    composites: deployment.all(COMPOSITE).map(({ inputs }) => request(inputs)),
  };
}

const nodeOf = ({ Dimensions }: PutMetricAlarm) => Dimensions[0]?.Value ?? "";

/** A topic, and a queue that receives its messages. */
async function listen(account: EmulatedAccount): Promise<() => Promise<Message[]>> {
  await account.sns("CreateTopic", { Name: "on-call" });
  const queue = (await account.sqs("CreateQueue", { QueueName: "on-call" })) as {
    QueueUrl: string;
  };
  await account.sns("Subscribe", {
    TopicArn: topicArn(account),
    Protocol: "sqs",
    Endpoint: `arn:aws:sqs:${REGION}:${account.id}:on-call`,
  });
  return () => received(account, queue.QueueUrl);
}

interface Message {
  readonly AlarmName: string;
  readonly OldStateValue: string;
  readonly NewStateValue: string;
}

/** Reads and deletes all messages in the queue. */
async function received(account: EmulatedAccount, queueUrl: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const { Messages = [] } = (await account.sqs("ReceiveMessage", {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
    })) as { Messages?: { Body: string; ReceiptHandle: string }[] };
    if (Messages.length === 0) return messages;
    for (const { Body, ReceiptHandle } of Messages) {
      const { Message: text } = JSON.parse(Body) as { Message: string };
      messages.push(JSON.parse(text) as Message);
      await account.sqs("DeleteMessage", { QueueUrl: queueUrl, ReceiptHandle });
    }
  }
}

const states = async (account: EmulatedAccount, type = "MetricAlarm") => {
  const answer = (await account.cloudwatch("DescribeAlarms", {
    AlarmTypes: [type],
    MaxRecords: 100,
  })) as Record<string, { AlarmName: string; StateValue: string }[]>;
  return Object.fromEntries(
    (answer[`${type}s`] ?? []).map(({ AlarmName, StateValue }) => [AlarmName, StateValue]),
  );
};

/** CloudWatch's name for the unit in which ElastiCache publishes a metric. */
const published = (unit: MetricUnit | undefined) =>
  unit === undefined || unit === "Number" || unit === "Boolean" ? "None" : unit;

/** ElastiCache publishes credits every five minutes, and other metrics every minute. */
const interval = ({ MetricName }: PutMetricAlarm) =>
  MetricName.startsWith("CPUCredit") ? 300 : 60;

const greater = ({ ComparisonOperator }: PutMetricAlarm) =>
  ComparisonOperator === "GreaterThanThreshold";

/** A value on the threshold, which does not breach; 0 for a sum. */
const calm = (alarm: PutMetricAlarm) => (alarm.Statistic === "Sum" ? 0 : alarm.Threshold);

/** A value that breaches the threshold and is possible for the metric. */
function breach(alarm: PutMetricAlarm): number {
  if (!greater(alarm)) return alarm.Threshold / 2;
  const beyond = alarm.Threshold * 1.2 + 1;
  return METRICS.get(alarm.MetricName) === "Percent" ? Math.min(100, beyond) : beyond;
}

/** Publishes what ElastiCache would publish for the alarm's node in all evaluation periods. */
async function publish(account: EmulatedAccount, alarm: PutMetricAlarm, value: number) {
  const now = Math.floor(Date.now() / 1000);
  const count = Math.floor((alarm.Period * alarm.EvaluationPeriods) / interval(alarm));
  const node = { Name: "CacheClusterId", Value: nodeOf(alarm) };
  const sets = [[node], [node, { Name: "CacheNodeId", Value: "0001" }]];
  const points = Array.from({ length: count }, (_, index) => now - index * interval(alarm));
  await account.cloudwatch("PutMetricData", {
    Namespace: "AWS/ElastiCache",
    MetricData: sets.flatMap((Dimensions) =>
      points.map((Timestamp) => ({
        MetricName: alarm.MetricName,
        Dimensions,
        Timestamp,
        Value: value,
        Unit: published(METRICS.get(alarm.MetricName)),
      })),
    ),
  });
}

/** The statistic of each period that the alarm evaluates, for its own dimensions or those of another resource. */
async function seen(account: EmulatedAccount, alarm: PutMetricAlarm, id = nodeOf(alarm)) {
  const now = Math.floor(Date.now() / 1000);
  const { Datapoints } = (await account.cloudwatch("GetMetricStatistics", {
    Namespace: alarm.Namespace,
    MetricName: alarm.MetricName,
    Dimensions: alarm.Dimensions.map(({ Name }) => ({ Name, Value: id })),
    Statistics: [alarm.Statistic],
    Period: alarm.Period,
    StartTime: now - alarm.Period * alarm.EvaluationPeriods,
    EndTime: now + 60,
  })) as { Datapoints: Record<string, number>[] };
  return Datapoints.map((point) => point[alarm.Statistic] ?? Number.NaN);
}

const breaches = (alarm: PutMetricAlarm, values: readonly number[]) =>
  values.filter((value) => (greater(alarm) ? value > alarm.Threshold : value < alarm.Threshold))
    .length;

/** Caches that together have every alarm of the table, and both forms of node ids. */
const CACHES: readonly (readonly [string, RedisCacheArgs])[] = [
  ["the default cache", {}],
  ["a production cache", { nodeType: "cache.r6g.large", numCacheClusters: 3 }],
  ["a cache in cluster mode", { nodeType: "cache.r6g.large", numNodeGroups: 2 }],
];

const ALL: CacheAlarmsArgs = { overrides: { cacheHitRate: { enabled: true } } };

describe("alarms in an emulator", function () {
  this.timeout(300_000);
  let ministack: Ministack;
  let accounts = 0;

  /** Returns an unused account. */
  const newAccount = () => ministack.account(String(++accounts).padStart(12, "0"));

  before(async function () {
    const started = await startMinistack();
    if (started === undefined) return this.skip();
    ministack = started;
  });

  after(() => (ministack as Ministack | undefined)?.stop());

  const proven = new Set<string>();

  for (const [name, args] of CACHES) {
    it(`change state and notify when a node of ${name} crosses a threshold`, async () => {
      const ids = (await registered(newAccount(), args, ALL)).alarms.map(nodeOf);
      for (const node of new Set(ids)) {
        const account = newAccount();
        const messages = await listen(account);
        const alarms = (await registered(account, args, ALL)).alarms.filter(
          (alarm) => nodeOf(alarm) === node,
        );
        for (const alarm of alarms) await account.cloudwatch("PutMetricAlarm", alarm);
        for (const alarm of alarms) {
          const what = alarm.AlarmName;
          const before = await states(account);
          assert.equal(before[what], "INSUFFICIENT_DATA", what);

          await publish(account, alarm, calm(alarm));
          assert.deepEqual(await states(account), { ...before, [what]: "OK" }, what);
          assert.equal(breaches(alarm, await seen(account, alarm)), 0, what);

          await publish(account, alarm, breach(alarm));
          assert.deepEqual(await states(account), { ...before, [what]: "ALARM" }, what);
          const values = await seen(account, alarm);
          assert.ok(
            breaches(alarm, values) >= alarm.DatapointsToAlarm,
            `${what}: ${String(values)}`,
          );
          assert.deepEqual(
            await seen(account, alarm, "koneksi-prod-redis"),
            [],
            `${what}: nothing is published under the replication group's id`,
          );

          const changes = (await messages()).map((message) => [
            message.AlarmName,
            message.OldStateValue,
            message.NewStateValue,
          ]);
          const quiet = alarm.MetricName === "DatabaseMemoryUsagePercentage";
          assert.deepEqual(
            changes,
            quiet
              ? []
              : [
                  [what, "INSUFFICIENT_DATA", "OK"],
                  [what, "OK", "ALARM"],
                ],
            what,
          );
          proven.add(what.split("-")[3] ?? "");
        }
      }
    });
  }

  it("include every alarm of the table", () => {
    assert.deepEqual([...proven].sort(), [...ALARM_KEYS].sort());
  });

  it("notify once, only through the composite alarm", async () => {
    const account = newAccount();
    const messages = await listen(account);
    const { alarms, composites } = await registered(account, {}, { composite: true });
    for (const alarm of alarms) await account.cloudwatch("PutMetricAlarm", alarm);
    for (const composite of composites) await account.cloudwatch("PutCompositeAlarm", composite);
    assert.deepEqual(await states(account, "CompositeAlarm"), {
      "koneksi-prod-redis-composite": "OK",
    });
    await messages();
    const noisy = alarms.filter(({ MetricName }) =>
      ["CPUUtilization", "EngineCPUUtilization"].includes(MetricName),
    );
    for (const alarm of noisy) await publish(account, alarm, breach(alarm));
    assert.deepEqual(await states(account, "CompositeAlarm"), {
      "koneksi-prod-redis-composite": "ALARM",
    });
    assert.deepEqual(
      (await messages()).map(({ AlarmName, NewStateValue }) => [AlarmName, NewStateValue]),
      [["koneksi-prod-redis-composite", "ALARM"]],
    );
  });

  it("notify through nested composite alarms of a cache with 90 nodes", async () => {
    const account = newAccount();
    const messages = await listen(account);
    const args = { nodeType: "cache.r6g.large", numNodeGroups: 45 };
    const { alarms, composites } = await registered(account, args, {
      composite: true,
      set: "BASIC",
    });
    assert.deepEqual([alarms.length, composites.length], [270, 4]);
    for (const alarm of alarms) await account.cloudwatch("PutMetricAlarm", alarm);
    for (const composite of composites) await account.cloudwatch("PutCompositeAlarm", composite);
    await messages();
    const [alarm] = alarms.filter(({ MetricName }) => MetricName === "EngineCPUUtilization");
    assert.ok(alarm);
    await publish(account, alarm, breach(alarm));
    assert.deepEqual(await states(account, "CompositeAlarm"), {
      "koneksi-prod-redis-composite": "ALARM",
      "koneksi-prod-redis-composite-cpu": "OK",
      "koneksi-prod-redis-composite-memory": "OK",
      "koneksi-prod-redis-composite-engineCpu": "ALARM",
    });
    assert.deepEqual(
      (await messages()).map(({ AlarmName, NewStateValue }) => [AlarmName, NewStateValue]),
      [["koneksi-prod-redis-composite", "ALARM"]],
    );
  });

  it("are evaluated without dimensions by the emulator", async () => {
    const account = newAccount();
    const { alarms } = await registered(account, {}, { set: "BASIC" });
    const [first, second] = alarms;
    assert.ok(first && second);
    assert.notEqual(nodeOf(first), nodeOf(second));
    await account.cloudwatch("PutMetricAlarm", first);
    await publish(account, second, breach(second));
    assert.deepEqual(
      await states(account),
      { [first.AlarmName]: "ALARM" },
      "if this fails, the emulator supports dimensions, and nodes can share an account",
    );
    assert.deepEqual(await seen(account, first), [], "the query knows better");
  });
});
