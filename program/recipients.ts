import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../components/checking/input";
import type { CacheAlarmsArgs } from "../components/monitoring/args";
import { type NetworkOutputs, networkSources } from "./network-source";
import type { Settings } from "./settings";

/** Whom the alarms of the cache notify. */
export interface Recipients {
  /** The ARNs of the configuration. They replace the network's topic. */
  readonly given: CacheAlarmsArgs["actionArns"];
  /** Output of the network whose topic is notified. */
  readonly networkTopic: string | undefined;
  /** Whether the network must have the topic, because a protected cache would otherwise notify nobody. */
  readonly networkTopicRequired: boolean;
  /** Whether the program makes a topic that writes to the addresses of `alarmEmails`. */
  readonly ownTopic: boolean;
  /** Whether there are alarms and none of these exists. */
  readonly nobody: boolean;
}

/** Decides whom the alarms notify. */
export function recipientsOf({ network, args, alarmEmails, protect }: Settings): Recipients {
  // The checks refuse alarms of the wrong type.
  const alarms: CacheAlarmsArgs = isRecord(args.alarms) ? args.alarms : {};
  const given = alarms.actionArns;
  const enabled = alarms.enabled ?? true;
  const networkTopic = given === undefined ? networkSources[network.kind].alarmTopicArn : undefined;
  const ownTopic = alarmEmails.length > 0;
  const isEmpty = given === undefined || (Array.isArray(given) && given.length === 0);
  return {
    given,
    networkTopic,
    networkTopicRequired: protect && enabled && !ownTopic,
    ownTopic,
    nobody: enabled && !ownTopic && networkTopic === undefined && isEmpty,
  };
}

/** The ARNs that the alarms notify; an empty list if nothing names any. */
export function actionArns(
  { given, networkTopic, networkTopicRequired, ownTopic }: Recipients,
  network: NetworkOutputs,
  own: () => pulumi.Output<string>,
): Required<CacheAlarmsArgs>["actionArns"] {
  if (networkTopic === undefined) {
    const arns = given ?? [];
    // A list of the wrong type stays as it is, and the checks refuse it.
    return ownTopic && Array.isArray(arns) ? [...arns, own()] : arns;
  }
  if (networkTopicRequired) return [network.arn(networkTopic)];
  const topics = network.optionalArn(networkTopic);
  if (!ownTopic) return topics;
  const ownArn = own();
  return topics.apply((arns) => ownArn.apply((arn) => [...arns, arn]));
}
