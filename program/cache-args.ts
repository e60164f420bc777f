import * as pulumi from "@pulumi/pulumi";
import { type RedisCacheArgs, createAlarmTopic } from "../components";
import { tagsOf } from "../components/redis-cache/spec";
import { type Network, networkOf } from "./network";
import type { Settings } from "./settings";

/** The arguments of the cache: those of the configuration, its network, and whom its alarms notify. Given values win. */
export function cacheArgs(settings: Settings): RedisCacheArgs {
  const network = networkOf(settings);
  const { alarmTopicArns: _, ...ofNetwork } = network;
  return {
    ...ofNetwork,
    ...settings.args,
    alarms: { ...settings.args.alarms, actionArns: actionArns(settings, network) },
  };
}

/** The given ARNs, or else the network's topic; and the program's own topic where there are addresses to write to. */
function actionArns(settings: Settings, network: Network): pulumi.Input<pulumi.Input<string>[]> {
  const { name, alarmEmails, args, protect } = settings;
  const given = args.alarms?.actionArns ?? network.alarmTopicArns;
  if (alarmEmails.length === 0) return given;
  const tags = tagsOf(args);
  const { arn } = createAlarmTopic(`${name}-alarms`, { emails: alarmEmails, tags }, { protect });
  return pulumi.all([given, arn]).apply(([arns, own]) => [...arns, own]);
}
