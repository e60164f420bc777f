import { type CacheAlarm, condition } from "../components/monitoring/alarms";
import { table } from "./table";

const HEADER = ["alarm", "metric", "fires when", "notifies"];

/** One line for each alarm key of a cache, because every node has the same alarms. */
export function alarmLines(alarms: readonly CacheAlarm[]): string[] {
  if (alarms.length === 0) return ["No alarms"];
  const byKey = new Map(alarms.map((alarm) => [alarm.key, alarm]));
  const nodes = new Set(alarms.map(({ node }) => node)).size;
  const each = nodes === 1 ? "" : ` on each of ${String(nodes)} nodes`;
  const rows = [...byKey.values()].map((alarm) => [
    alarm.key,
    alarm.metricName,
    condition(alarm),
    alarm.notify ? "yes" : "no",
  ]);
  return [`Alarms (${String(byKey.size)}${each})`, ...table([HEADER, ...rows])];
}
