import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

/** What the topic is for. */
export interface AlarmTopicArgs {
  /** Addresses that get a message for each change of state; each owner confirms by the mail that AWS sends first. */
  readonly emails: readonly string[];
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** `[partition, region, account]` of an ARN. */
const partsOf = (arn: string) => {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
};

/** Only alarms of this account and region may make CloudWatch use what the statement allows. */
const fromAlarms = (arn: string) => {
  const { partition, region, account } = partsOf(arn);
  return {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
  };
};

const ownerOf = (arn: string) => {
  const { partition, account } = partsOf(arn);
  return { AWS: `arn:${partition}:iam::${account}:root` };
};

/**
 * Policy of the key: the account governs it through IAM, and CloudWatch may use it to publish. Without the second statement alarms
 * change state and no message ever comes (CloudWatch user guide, "Notifying users on alarm changes").
 */
export const keyPolicy = (keyArn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: ownerOf(keyArn),
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "CloudWatchAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: fromAlarms(keyArn),
      },
    ],
  });

/** Policy of the topic: a policy replaces SNS's default one, so it also says what the account itself may do. */
export const topicPolicy = (topicArn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: ownerOf(topicArn),
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
        Resource: topicArn,
      },
      {
        Sid: "CloudWatchAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: fromAlarms(topicArn),
      },
    ],
  });

/** A key of its own, since AWS's key for SNS (alias/aws/sns) doesn't let CloudWatch in. */
function createKey(
  name: string,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
) {
  const key = new kms.Key(
    `${name}-key`,
    { description: `Alarm messages of ${name}`, enableKeyRotation: true, tags },
    opts,
  );
  const policy = new kms.KeyPolicy(
    `${name}-key-policy`,
    { keyId: key.keyId, policy: key.arn.apply(keyPolicy) },
    opts,
  );
  return { key, policy };
}

/**
 * An encrypted SNS topic that CloudWatch alarms may publish to, with a subscription for each address. Returns the topic; it is usable
 * once its policies are there, so whoever notifies it takes `arn`, which waits for them.
 */
export function createAlarmTopic(
  name: string,
  args: AlarmTopicArgs,
  opts: pulumi.CustomResourceOptions = {},
): { readonly topic: sns.Topic; readonly arn: pulumi.Output<string> } {
  const tags = { ...args.tags };
  const { key, policy: ofKey } = createKey(name, tags, opts);
  const topic = new sns.Topic(
    name,
    { displayName: name, kmsMasterKeyId: key.arn, tags },
    { ...opts, dependsOn: [ofKey] },
  );
  const ofTopic = new sns.TopicPolicy(
    `${name}-policy`,
    { arn: topic.arn, policy: topic.arn.apply(topicPolicy) },
    opts,
  );
  for (const endpoint of new Set(args.emails)) {
    new sns.TopicSubscription(
      `${name}-${endpoint}`,
      { topic: topic.arn, protocol: "email", endpoint },
      // An address may go, whatever protects the topic.
      { ...opts, protect: false },
    );
  }
  return { topic, arn: pulumi.all([topic.arn, ofTopic.id]).apply(([arn]) => arn) };
}
