import { shown } from "../shown";
import type { CacheSpec } from "../spec";
import { MINUTES_A_DAY, formatSpan, overlap, parseDaily, parseWeekly } from "../windows";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

/** CreateReplicationGroup: both windows last 60 minutes or more. */
const SHORTEST = 60;

const windowsOf = ({ maintenance }: CacheSpec) => ({
  daily: parseDaily(maintenance.snapshotWindow),
  weekly: parseWeekly(maintenance.maintenanceWindow),
});

function snapshotForm({ maintenance: { snapshotWindow } }: CacheSpec): readonly Finding[] {
  return when(
    parseDaily(snapshotWindow) === undefined,
    "snapshotWindow",
    `${shown(snapshotWindow)} is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00`,
  );
}

function maintenanceForm({ maintenance: { maintenanceWindow } }: CacheSpec): readonly Finding[] {
  return when(
    parseWeekly(maintenanceWindow) === undefined,
    "maintenanceWindow",
    `${shown(maintenanceWindow)} is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00`,
  );
}

function tooShort(spec: CacheSpec): readonly Finding[] {
  const { daily, weekly } = windowsOf(spec);
  const { snapshotWindow, maintenanceWindow } = spec.maintenance;
  const reason = (window: string, length: number) =>
    `${window} lasts ${String(length)} minutes; AWS wants ${String(SHORTEST)} or more`;
  return [
    ...when(
      daily !== undefined && daily.length < SHORTEST,
      "snapshotWindow",
      reason(snapshotWindow, daily?.length ?? 0),
    ),
    ...when(
      weekly !== undefined && weekly.length < SHORTEST,
      "maintenanceWindow",
      reason(maintenanceWindow, weekly?.length ?? 0),
    ),
  ];
}

function overlapping(spec: CacheSpec): readonly Finding[] {
  const { daily, weekly } = windowsOf(spec);
  const shared = daily && weekly && overlap(daily, weekly);
  if (!shared) return [];
  const { snapshotWindow, maintenanceWindow } = spec.maintenance;
  const { args } = spec;
  const isGiven = (text: string | undefined) => text !== undefined && text !== "";
  const path = isGiven(args.maintenanceWindow) ? "maintenanceWindow" : "snapshotWindow";
  const both = isGiven(args.maintenanceWindow) && isGiven(args.snapshotWindow);
  const move = both ? "move one of them" : "leave an hour of every day free for the other one";
  const [window, other] =
    path === "maintenanceWindow"
      ? [maintenanceWindow, `snapshotWindow ${snapshotWindow}`]
      : [snapshotWindow, `maintenanceWindow ${maintenanceWindow}`];
  return [{ path, reason: `${window} overlaps ${other} on ${formatSpan(shared)} (UTC); ${move}` }];
}

function overADay(spec: CacheSpec): readonly Finding[] {
  const { weekly } = windowsOf(spec);
  return when(
    weekly !== undefined && weekly.length > MINUTES_A_DAY,
    "maintenanceWindow",
    `${spec.maintenance.maintenanceWindow} lasts more than 24 hours, which AWS documents as the most; shorten it`,
  );
}

function moved({ maintenance }: CacheSpec): readonly Finding[] {
  const { movedWindow } = maintenance;
  if (movedWindow === undefined) return [];
  const other = movedWindow === "snapshotWindow" ? "maintenanceWindow" : "snapshotWindow";
  const reason = `not given, and its default would overlap ${other} ${maintenance[other]}, so it is ${maintenance[movedWindow]}; give it to choose another`;
  return [{ path: movedWindow, reason }];
}

export const windows: readonly Rule[] = [
  error(
    "snapshot-window",
    "The backup window is hh:mm-hh:mm in UTC (CreateReplicationGroup, SnapshotWindow).",
    snapshotForm,
  ),
  error(
    "maintenance-window",
    "The maintenance window is ddd:hh:mm-ddd:hh:mm in UTC (CreateReplicationGroup, PreferredMaintenanceWindow).",
    maintenanceForm,
  ),
  error("window-length", "A window lasts 60 minutes or more (CreateReplicationGroup).", tooShort),
  error(
    "window-overlap",
    'The daily backup window and the weekly maintenance window do not overlap; one may start when the other ends ("The snapshot window and maintenance window must not overlap").',
    overlapping,
  ),
  warning(
    "maintenance-window-long",
    'The maintenance window lasts at most 24 hours (user guide, "Managing maintenance").',
    overADay,
  ),
  warning("window-moved", "A default window gives way to the other one, which was given.", moved),
];
