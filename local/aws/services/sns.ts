import { ACCOUNT_ID, type Stored } from "../account";
import { exists } from "../trust";
import type { Place, ResourceType } from "../types";
import { type Properties, isZero, same, text } from "../values";
import {
  acceptTags,
  arn,
  matches,
  nameIn,
  oneOf,
  prefixed,
  refuseIf,
  sameJson,
  suppressJson,
  uuid,
} from "./common";

const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const topic: ResourceType = {
  title: "SNS Topic",
  service: "SNS",
  operations: { create: "CreateTopic", update: "SetTopicAttributes", delete: "DeleteTopic" },
  autoName: {
    property: "name",
    maxLength: 256,
    transform: (name, inputs) => (inputs["fifoTopic"] === true ? `${name}.fifo` : name),
  },
  replaces: ["name", "namePrefix", "fifoTopic"],
  defaults: { contentBasedDeduplication: false, fifoTopic: false },
  suppress: suppressJson("policy", "deliveryPolicy", "archivePolicy"),
  check: matches("name", /^[\w-]{1,256}(\.fifo)?$/, "invalid topic name"),
  id: (inputs, place) => arn("sns", place, nameIn(inputs, place)),
  accept: (inputs) => {
    acceptTags(inputs, "InvalidParameter");
  },
  computed: (inputs, id, place) => ({
    arn: id,
    beginningArchiveTime: "",
    owner: ACCOUNT_ID,
    policy: defaultPolicy(id),
    ...prefixed(inputs, place),
  }),
};

function defaultPolicy(id: string): string {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission"];
  return JSON.stringify({
    Id: "__default_policy_ID",
    Statement: [
      {
        Action: [...actions, "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic", "Publish"].map(
          (action) => `SNS:${action}`,
        ),
        Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT_ID } },
        Effect: "Allow",
        Principal: { AWS: "*" },
        Resource: id,
        Sid: "__default_statement_ID",
      },
    ],
    Version: "2008-10-17",
  });
}

function requireTopic(id: string, place: Place): void {
  refuseIf(!exists(place.account, TOPIC, id), "NotFound", `Topic does not exist: ${id}`);
}

const topicPolicy: ResourceType = {
  title: "SNS Topic Policy",
  service: "SNS",
  operations: { create: "SetTopicAttributes" },
  replaces: ["arn"],
  suppress: suppressJson("policy"),
  id: (inputs) => text(inputs["arn"]),
  accept: (inputs, place) => {
    requireTopic(text(inputs["arn"]), place);
  },
  computed: () => ({ owner: ACCOUNT_ID }),
};

const PROTOCOLS = [
  "application",
  "email",
  "email-json",
  "firehose",
  "http",
  "https",
  "lambda",
  "sms",
  "sqs",
];

/** Two subscriptions with the same values of these are the same one. */
const SUBSCRIBED = ["topic", "protocol", "endpoint"];
const ATTRIBUTES = [
  "deliveryPolicy",
  "filterPolicy",
  "filterPolicyScope",
  "rawMessageDelivery",
  "redrivePolicy",
  "replayPolicy",
  "subscriptionRoleArn",
];

function subscribed(inputs: Properties, place: Place): Stored | undefined {
  return place.account
    .list(SUBSCRIPTION)
    .find(({ attributes }) => SUBSCRIBED.every((p) => attributes[p] === inputs[p]));
}

/** Compares the attributes that a call gives, as AWS does; those that it leaves out may have any value. */
function differsFrom({ attributes }: Stored, inputs: Properties): boolean {
  return ATTRIBUTES.filter((p) => !isZero(inputs[p])).some(
    (p) => !same(attributes[p], inputs[p]) && !sameJson(attributes[p], inputs[p]),
  );
}

const subscription: ResourceType = {
  title: "SNS Topic Subscription",
  service: "SNS",
  operations: { create: "Subscribe", update: "SetSubscriptionAttributes", delete: "Unsubscribe" },
  replaces: ["topic", "protocol", "endpoint"],
  defaults: {
    confirmationTimeoutInMinutes: 1,
    endpointAutoConfirms: false,
    rawMessageDelivery: false,
  },
  writeOnly: ["confirmationTimeoutInMinutes", "endpointAutoConfirms"],
  check: oneOf("protocol", PROTOCOLS),
  // The same endpoint subscribed again is the same subscription (API reference, Subscribe).
  id: (inputs, place) => subscribed(inputs, place)?.id ?? `${text(inputs["topic"])}:${uuid(place)}`,
  taken: (inputs, place) => {
    const there = subscribed(inputs, place);
    refuseIf(
      there !== undefined && differsFrom(there, inputs),
      "InvalidParameter",
      "Invalid parameter: Attributes Reason: Subscription already exists with different attributes",
    );
  },
  accept: (inputs, place) => {
    requireTopic(text(inputs["topic"]), place);
    const email = text(inputs["protocol"]).startsWith("email");
    refuseIf(
      email && !/^[^@\s]+@[^@\s]+$/.test(text(inputs["endpoint"])),
      "InvalidParameter",
      "Invalid parameter: Email address",
    );
  },
  computed: (inputs: Properties, id) => ({
    arn: id,
    confirmationWasAuthenticated: false,
    ownerId: ACCOUNT_ID,
    // The recipient has to follow the link in the mail.
    pendingConfirmation: text(inputs["protocol"]).startsWith("email"),
  }),
};

export const SNS: Record<string, ResourceType> = {
  [TOPIC]: topic,
  "aws:sns/topicPolicy:TopicPolicy": topicPolicy,
  [SUBSCRIPTION]: subscription,
};
