import * as assert from "node:assert/strict";
import { text, texts } from "../../local/aws/values";
import { type Edits, EngineSession, type StackUnderTest, stepsOf } from "../support/engine";

const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const [FIRST, SECOND] = ["oncall@example.com", "team@example.com"] as const;

/** One live stack, whose addresses change from update to update. */
describe("alarmEmails on the engine", function () {
  this.timeout(300_000);
  let session: EngineSession;
  let stack: StackUnderTest;
  /** The stack's own topic; the network has one of its own. */
  let topic: string;
  let alarms: readonly string[];

  before(async () => {
    session = await EngineSession.open();
    stack = await session.cache("staging", { alarmEmails: [FIRST], protect: true });
    await stack.up();
    [topic = ""] = session.account
      .list(TOPIC)
      .map(({ id }) => id)
      .filter((arn) => arn.includes("koneksi-staging-alarms"));
    // Those that notify anybody: the fill level of a cache that evicts is for looking at alone.
    alarms = session.account
      .list(ALARM)
      .map(({ id }) => id)
      .filter((id) => !id.includes("-redis-memory-"));
  });
  after(() => {
    session.close();
  });

  const up = async (edits: Edits) => stepsOf(await stack.edit(edits).up());

  const endpoints = () =>
    session.account
      .list(SUBSCRIPTION)
      .map(({ attributes }) => [attributes["topic"], attributes["endpoint"]])
      .sort();

  const notifying = () =>
    session.account
      .list(ALARM)
      .filter(({ attributes }) => texts(attributes["alarmActions"]).includes(topic))
      .map(({ id }) => id);

  it("brings up an encrypted topic whose key lets CloudWatch in, and each alarm that is for a person notifies it", async () => {
    const key = session.account.get(TOPIC, topic)?.attributes["kmsMasterKeyId"];
    const [policy] = session.account.list("aws:kms/keyPolicy:KeyPolicy");
    assert.ok(policy);
    assert.match(text(key), new RegExp(`:key/${policy.id}$`));
    assert.match(text(policy.attributes["policy"]), /"Service":"cloudwatch.amazonaws.com"/);
    assert.deepEqual(endpoints(), [[topic, FIRST]]);
    assert.equal(alarms.length, 16);
    assert.deepEqual(notifying(), alarms);
    assert.deepEqual(stepsOf(await stack.up()), []);
  });

  it("takes another address as one more subscription, of a protected stack too", async () => {
    assert.deepEqual(await up({ alarmEmails: [FIRST, SECOND] }), [
      `create sns.TopicSubscription koneksi-staging-alarms-${SECOND}`,
    ]);
    assert.deepEqual(endpoints(), [
      [topic, FIRST],
      [topic, SECOND],
    ]);
  });

  it("lets an address go as one subscription less, and sees no order in the others", async () => {
    assert.deepEqual(await up({ alarmEmails: [SECOND, FIRST] }), []);
    assert.deepEqual(await up({ alarmEmails: [SECOND] }), [
      `delete sns.TopicSubscription koneksi-staging-alarms-${FIRST}`,
    ]);
    assert.deepEqual(endpoints(), [[topic, SECOND]]);
    assert.deepEqual(notifying(), alarms);
  });

  it("keeps the topic of a protected stack when the last address goes", async () => {
    const { errors } = await stack.edit({ alarmEmails: undefined }).failing("preview");
    assert.match(
      errors.join("\n"),
      /koneksi-staging-alarms-policy" cannot be deleted\s+because it is protected/,
    );
    assert.deepEqual(await up({ alarmEmails: [SECOND] }), []);
  });

  it("takes the topic away with the last address, after the alarms that notified it", async () => {
    assert.deepEqual(await up({ alarmEmails: [SECOND], protect: false }), []);
    const steps = await up({ alarmEmails: undefined, protect: false });
    const ofTopic = [
      `delete sns.TopicSubscription koneksi-staging-alarms-${SECOND}`,
      "delete sns.TopicPolicy koneksi-staging-alarms-policy",
      "delete sns.Topic koneksi-staging-alarms",
      "delete kms.KeyPolicy koneksi-staging-alarms-key-policy",
      "delete kms.Key koneksi-staging-alarms-key",
    ];
    const updated = steps.filter((step) => step.startsWith("update cloudwatch.MetricAlarm "));
    assert.equal(updated.length, alarms.length);
    assert.deepEqual(
      [...steps].sort(),
      ["update index.RedisCache koneksi-staging", ...updated, ...ofTopic].sort(),
    );
    const topicGoes = steps.indexOf("delete sns.Topic koneksi-staging-alarms");
    assert.deepEqual(
      updated.filter((step) => steps.indexOf(step) > topicGoes),
      [],
    );
    assert.equal(topicGoes < steps.indexOf("delete kms.Key koneksi-staging-alarms-key"), true);
    assert.deepEqual(
      [endpoints(), notifying(), session.account.get(TOPIC, topic)],
      [[], [], undefined],
    );
    assert.deepEqual(stepsOf(await stack.up()), []);
  });
});
