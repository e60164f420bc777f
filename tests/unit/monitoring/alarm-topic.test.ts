import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { createAlarmTopic } from "../../../components/monitoring/alarm-topic";
import { run, stateOf, valueOf } from "../../support/mocks";

const deploy = (emails: readonly string[], preview = false) =>
  run(() => createAlarmTopic("koneksi-alarms", { emails, tags: { Team: "shop" } }), { preview });

const KEY_ARN = "arn:aws:kms:ap-southeast-1:123456789012:key/koneksi-alarms-key";
const TOPIC_ARN = "arn:aws:sns:ap-southeast-1:123456789012:koneksi-alarms";
const FROM_ALARMS = {
  StringEquals: { "aws:SourceAccount": "123456789012" },
  ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*" },
};
const OWNER = { AWS: "arn:aws:iam::123456789012:root" };

const statementsOf = (policy: unknown) =>
  (JSON.parse(String(policy)) as { Statement: unknown[] }).Statement;

describe("createAlarmTopic", () => {
  it("makes an encrypted topic with one subscription an address", async () => {
    const deployment = await deploy(["ops@koneksi.example", "dev@koneksi.example"]);
    assert.deepEqual(
      deployment.identities.filter((identity) => !identity.startsWith("pulumi:")),
      [
        "aws:kms/key:Key::koneksi-alarms-key",
        "aws:kms/keyPolicy:KeyPolicy::koneksi-alarms-key-policy",
        "aws:sns/topic:Topic::koneksi-alarms",
        "aws:sns/topicPolicy:TopicPolicy::koneksi-alarms-policy",
        "aws:sns/topicSubscription:TopicSubscription::koneksi-alarms-dev@koneksi.example",
        "aws:sns/topicSubscription:TopicSubscription::koneksi-alarms-ops@koneksi.example",
      ],
    );
    assert.deepEqual(deployment.named("koneksi-alarms").inputs, {
      displayName: "koneksi-alarms",
      kmsMasterKeyId: KEY_ARN,
      tags: { Team: "shop" },
    });
    assert.deepEqual(deployment.named("koneksi-alarms-ops@koneksi.example").inputs, {
      topic: TOPIC_ARN,
      protocol: "email",
      endpoint: "ops@koneksi.example",
    });
    assert.deepEqual(deployment.named("koneksi-alarms-key").inputs, {
      description: "Alarm messages of koneksi-alarms",
      enableKeyRotation: true,
      tags: { Team: "shop" },
    });
  });

  it("subscribes an address that is given twice once", async () => {
    const deployment = await deploy(["ops@koneksi.example", "ops@koneksi.example"]);
    assert.equal(deployment.all("aws:sns/topicSubscription:TopicSubscription").length, 1);
  });

  it("lets the alarms of this account and region use the key, and the account govern it", async () => {
    const { inputs } = (await deploy([])).named("koneksi-alarms-key-policy");
    assert.equal(inputs["keyId"], "koneksi-alarms-key");
    assert.deepEqual(statementsOf(inputs["policy"]), [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: OWNER,
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "CloudWatchAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: FROM_ALARMS,
      },
    ]);
  });

  it("lets them publish to the topic, and the account manage it", async () => {
    const { inputs } = (await deploy([])).named("koneksi-alarms-policy");
    assert.equal(inputs["arn"], TOPIC_ARN);
    assert.deepEqual(statementsOf(inputs["policy"]), [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: OWNER,
        Action: [
          "sns:AddPermission",
          "sns:DeleteTopic",
          "sns:GetTopicAttributes",
          "sns:ListSubscriptionsByTopic",
          "sns:Publish",
          "sns:RemovePermission",
          "sns:SetTopicAttributes",
          "sns:Subscribe",
        ],
        Resource: TOPIC_ARN,
      },
      {
        Sid: "CloudWatchAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC_ARN,
        Condition: FROM_ALARMS,
      },
    ]);
  });

  it("makes the topic after the key's policy, and gives its ARN after its own", async () => {
    const deployment = await deploy([]);
    const [policy] = deployment.optionsOf("koneksi-alarms").dependsOn as pulumi.Resource[];
    const urn = policy === undefined ? "" : await valueOf(policy.urn);
    assert.equal(urn.split("::").at(-1), "koneksi-alarms-key-policy");
    assert.equal(await valueOf(deployment.result.arn), TOPIC_ARN);
    // What takes the ARN depends on these, as the engine sees it.
    const { arn } = deployment.result as unknown as {
      arn: { allResources(): Promise<ReadonlySet<pulumi.Resource>> };
    };
    const waitedFor = [...(await arn.allResources())].map((resource) => valueOf(resource.urn));
    assert.deepEqual((await Promise.all(waitedFor)).map((of) => of.split("::").at(-1)).sort(), [
      "koneksi-alarms",
      "koneksi-alarms-policy",
    ]);
  });

  it("lets an address go, whatever protects the topic", async () => {
    const deployment = await run(() =>
      createAlarmTopic("koneksi-alarms", { emails: ["ops@koneksi.example"] }, { protect: true }),
    );
    const protectedOnes = deployment.options.filter(({ opts }) => opts.protect === true);
    assert.deepEqual(protectedOnes.map(({ name }) => name).sort(), [
      "koneksi-alarms",
      "koneksi-alarms-key",
      "koneksi-alarms-key-policy",
      "koneksi-alarms-policy",
    ]);
    const { protect } = deployment.optionsOf("koneksi-alarms-ops@koneksi.example");
    assert.equal(protect, false);
  });

  it("registers all of it in a preview, with the ARN unknown", async () => {
    const deployment = await deploy(["ops@koneksi.example"], true);
    assert.equal(deployment.identities.length, 6);
    assert.deepEqual(await stateOf(deployment.result.arn), { known: false, secret: false });
  });
});
