import { shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import { MINUTES_A_DAY, formatSpan, overlap, parseDaily, parseWeekly } from "../../formats/window";
import type { Finding, Rule } from "./rule";
import { error, warning, when } from "./rule";

/** CreateReplicationGroup: both windows last 60 minutes or more. */
const SHORTEST = 60;

const windowsOf = ({ maintenance }: CacheSpec) => ({
  daily: parseDaily(maintenance.snapshotWindow ?? ""),
  weekly: parseWeekly(maintenance.maintenanceWindow ?? ""),
});

function snapshotForm({ maintenance: { snapshotWindow } }: CacheSpec): readonly Finding[] {
  return when(
    snapshotWindow !== undefined && parseDaily(snapshotWindow) === undefined,
    "snapshotWindow",
    `${shown(snapshotWindow ?? "")} is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00`,
  );
}

function maintenanceForm({ maintenance: { maintenanceWindow } }: CacheSpec): readonly Finding[] {
  return when(
    maintenanceWindow !== undefined && parseWeekly(maintenanceWindow) === undefined,
    "maintenanceWindow",
    `${shown(maintenanceWindow ?? "")} is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00`,
  );
}

function tooShort(spec: CacheSpec): readonly Finding[] {
  const { daily, weekly } = windowsOf(spec);
  const { snapshotWindow, maintenanceWindow } = spec.maintenance;
  const reason = (window: string | undefined, length: number) =>
    `${window ?? ""} lasts ${String(length)} minutes; AWS wants ${String(SHORTEST)} or more`;
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

/** Only two given windows can overlap: a default one gives way. */
function overlapping(spec: CacheSpec): readonly Finding[] {
  const { daily, weekly } = windowsOf(spec);
  const shared = daily && weekly && overlap(daily, weekly);
  if (!shared) return [];
  const { snapshotWindow = "", maintenanceWindow = "" } = spec.maintenance;
  const reason = `${maintenanceWindow} overlaps snapshotWindow ${snapshotWindow} on ${formatSpan(shared)} (UTC); move one of them`;
  return [{ path: "maintenanceWindow", reason }];
}

function overADay(spec: CacheSpec): readonly Finding[] {
  const { weekly } = windowsOf(spec);
  return when(
    weekly !== undefined && weekly.length > MINUTES_A_DAY,
    "maintenanceWindow",
    `${spec.maintenance.maintenanceWindow ?? ""} lasts more than 24 hours, which AWS documents as the most; shorten it`,
  );
}

/** The window that was not given, where it is another than the default one. */
function movedWindow({ maintenance }: CacheSpec) {
  const moved = maintenance.movedWindow;
  if (moved === undefined) return undefined;
  const other = moved === "snapshotWindow" ? "maintenanceWindow" : "snapshotWindow";
  return { moved, window: maintenance[moved], other: `${other} ${maintenance[other] ?? ""}` };
}

function moved(spec: CacheSpec): readonly Finding[] {
  const found = movedWindow(spec);
  if (found?.window === undefined) return [];
  const reason = `not given, and its default would overlap ${found.other}, so it is ${found.window}; give it to choose another`;
  return [{ path: found.moved, reason }];
}

function leftToAws(spec: CacheSpec): readonly Finding[] {
  const found = movedWindow(spec);
  if (found === undefined || found.window !== undefined) return [];
  const reason = `not given, and ${found.other} leaves no hour a day free for it, so it is left to AWS, which may refuse the pair; shorten the other one`;
  return [{ path: found.moved, reason }];
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
  warning(
    "window-left",
    "A window leaves an hour of every day free for the other one; else the other one is left to AWS.",
    leftToAws,
  ),
];
