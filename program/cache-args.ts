import { type RedisCacheArgs, createAlarmTopic } from "../components";
import { tagsOf } from "../components/redis-cache/spec";
import { completeArgs } from "./complete-args";
import { networkOf } from "./network";
import type { Settings } from "./settings";

/** The arguments of the cache, with the outputs of its network and the program's own alarm topic. */
export function cacheArgs(settings: Settings): RedisCacheArgs {
  const { name, alarmEmails: emails, args, protect } = settings;
  const ownTopic = () =>
    createAlarmTopic(`${name}-alarms`, { emails, tags: tagsOf(args) }, { protect }).arn;
  return completeArgs(settings, networkOf(settings), ownTopic);
}
