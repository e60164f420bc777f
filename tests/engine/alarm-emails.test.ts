import * as assert from "node:assert/strict";
import { text } from "../../local/aws/values";
import { EngineSession, stepsOf } from "../support/engine";

describe("alarmEmails on the engine", () => {
  it("brings up an encrypted topic whose key lets CloudWatch in, and every alarm notifies it", async () => {
    const session = await EngineSession.open();
    try {
      const stack = await session.cache("staging", { alarmEmails: ["oncall@example.com"] });
      await stack.up();
      const topics = session.account.list("aws:sns/topic:Topic").map(({ id }) => id);
      const [topic] = topics.filter((arn) => arn.includes("koneksi-staging-alarms"));
      assert.ok(topic);
      const [policy] = session.account.list("aws:kms/keyPolicy:KeyPolicy");
      assert.match(text(policy?.attributes["policy"]), /"Service":"cloudwatch.amazonaws.com"/);
      const subscriptions = session.account.list("aws:sns/topicSubscription:TopicSubscription");
      assert.deepEqual(
        subscriptions.map(({ attributes }) => [attributes["topic"], attributes["endpoint"]]),
        [[topic, "oncall@example.com"]],
      );
      const alarms = session.account.list("aws:cloudwatch/metricAlarm:MetricAlarm");
      const notifying = alarms.filter(({ attributes }) =>
        (attributes["alarmActions"] as string[] | undefined)?.includes(topic),
      );
      assert.equal(notifying.length > 0, true);
      assert.deepEqual(stepsOf(await stack.up()), []);
    } finally {
      session.close();
    }
  });
});
