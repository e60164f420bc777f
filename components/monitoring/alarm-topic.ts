import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { splitArn } from "../formats/arn";

/** Arguments of `createAlarmTopic`. */
export interface AlarmTopicArgs {
  /**
   * Email addresses that get a message for each change of state. Each owner first confirms the subscription by an email
   * from AWS.
   */
  readonly emails: readonly string[];
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Limits a statement to alarms of this account and region. */
const fromAlarms = (arn: string) => {
  const { partition = "", region = "", account = "" } = splitArn(arn) ?? {};
  return {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
  };
};

const ownerOf = (arn: string) => {
  const { partition = "", account = "" } = splitArn(arn) ?? {};
  return { AWS: `arn:${partition}:iam::${account}:root` };
};

/**
 * Policy of the key: IAM policies of the account control it, and CloudWatch may use it to publish. Without the second
 * statement, alarms change state but notify nobody (CloudWatch user guide, "Notifying users on alarm changes").
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

/** Policy of the topic. It replaces SNS's default policy, so it also allows what the account itself may do. */
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

/** Makes a key for the topic, because AWS's key for SNS (alias/aws/sns) does not allow CloudWatch. */
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
 * Makes an encrypted SNS topic that CloudWatch alarms may publish to, with one subscription per address. Use the
 * returned `arn` to notify the topic: it is known once the policies exist, without which the topic cannot be used.
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
      // An address can be removed from a protected topic.
      { ...opts, protect: false },
    );
  }
  return { topic, arn: pulumi.all([topic.arn, ofTopic.id]).apply(([arn]) => arn) };
}
