import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../components/checking/input";
import type { RedisCacheArgs } from "../components/redis-cache/args";
import { type NetworkOutputs, networkArgs } from "./network-source";
import { actionArns, recipientsOf } from "./recipients";
import type { Settings } from "./settings";

/**
 * The arguments of the cache: what its network provides, the configured ones, and whom its alarms notify. Configured
 * arguments replace what the network provides.
 */
export function completeArgs(
  settings: Settings,
  network: NetworkOutputs,
  ownTopic: () => pulumi.Output<string>,
): RedisCacheArgs {
  const { args } = settings;
  const arns = actionArns(recipientsOf(settings), network, ownTopic);
  const alarms = args.alarms ?? {};
  return {
    ...networkArgs(settings.network, network),
    ...args,
    // Alarms of the wrong type stay as they are, and the checks refuse them.
    ...(isRecord(alarms) ? { alarms: { ...alarms, actionArns: arns } } : {}),
  };
}
