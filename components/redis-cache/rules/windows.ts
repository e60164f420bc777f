import { LONGEST_MAINTENANCE_WINDOW, SHORTEST_WINDOW } from "../../catalog/limits";
import { shown } from "../../checking/format";
import { formatSpan, overlap } from "../../formats/window";
import type { CacheSpec } from "../spec";
import type { Rule } from "./rule";
import { error, warning, when } from "./rule";

const snapshotForm = error(
  "snapshot-window",
  "The backup window has the form hh:mm-hh:mm in UTC (CreateReplicationGroup, SnapshotWindow).",
  ({ maintenance: { snapshotWindow, daily } }) =>
    when(
      snapshotWindow !== undefined && daily === undefined,
      "snapshotWindow",
      `${shown(snapshotWindow ?? "")} does not have the form hh:mm-hh:mm (UTC); use for example 03:00-05:00`,
    ),
);

const maintenanceForm = error(
  "maintenance-window",
  "The maintenance window has the form ddd:hh:mm-ddd:hh:mm in UTC (CreateReplicationGroup, PreferredMaintenanceWindow).",
  ({ maintenance: { maintenanceWindow, weekly } }) =>
    when(
      maintenanceWindow !== undefined && weekly === undefined,
      "maintenanceWindow",
      `${shown(maintenanceWindow ?? "")} does not have the form ddd:hh:mm-ddd:hh:mm (UTC); use for example sun:05:00-sun:09:00`,
    ),
);

const tooShort = error(
  "window-length",
  "A window is at least 60 minutes long (CreateReplicationGroup).",
  ({ maintenance }) =>
    (["snapshotWindow", "maintenanceWindow"] as const).flatMap((path) => {
      const window = path === "snapshotWindow" ? maintenance.daily : maintenance.weekly;
      return when(
        window !== undefined && window.length < SHORTEST_WINDOW,
        path,
        `${maintenance[path] ?? ""} is ${String(window?.length)} minutes long; AWS requires at least ${String(SHORTEST_WINDOW)}`,
      );
    }),
);

/** Only two given windows can overlap: a default one moves. */
const overlapping = error(
  "window-overlap",
  'The daily backup window and the weekly maintenance window do not overlap; one may start when the other ends ("The snapshot window and maintenance window must not overlap").',
  ({ maintenance: { daily, weekly, snapshotWindow = "", maintenanceWindow = "" } }) => {
    const shared = daily && weekly && overlap(daily, weekly);
    if (!shared) return [];
    const reason = `${maintenanceWindow} overlaps snapshotWindow ${snapshotWindow} on ${formatSpan(shared)} (UTC); move one of them`;
    return [{ path: "maintenanceWindow", reason }];
  },
);

const tooLong = error(
  "maintenance-window-long",
  'The maintenance window is at most 24 hours long (user guide, "Managing maintenance": "up to 24 hours in duration").',
  ({ maintenance: { weekly, maintenanceWindow } }) =>
    when(
      weekly !== undefined && weekly.length > LONGEST_MAINTENANCE_WINDOW,
      "maintenanceWindow",
      `${maintenanceWindow ?? ""} is longer than 24 hours, AWS's maximum; shorten it`,
    ),
);

/** The default window that moved, and the given one that it would overlap. */
function movedWindow({ maintenance }: CacheSpec) {
  const path = maintenance.movedWindow;
  if (path === undefined) return undefined;
  const other = path === "snapshotWindow" ? "maintenanceWindow" : "snapshotWindow";
  return { path, window: maintenance[path], other, given: maintenance[other] ?? "" };
}

const moved = warning(
  "window-moved",
  "A default window moves when it would overlap the given one.",
  (spec) => {
    const { path, window, other, given } = movedWindow(spec) ?? {};
    if (path === undefined || window === undefined) return [];
    const reason = `set to ${window}, because the default overlaps ${other ?? ""} ${given ?? ""}; give ${path} to choose another`;
    return [{ path, reason }];
  },
);

const leftToAws = warning(
  "window-left",
  "A given window leaves a free hour for the other one; otherwise AWS chooses the other one.",
  (spec) => {
    const { path, window, other, given } = movedWindow(spec) ?? {};
    if (path === undefined || window !== undefined) return [];
    const reason = `left to AWS, which may refuse the pair, because ${other ?? ""} ${given ?? ""} leaves no free hour for it; shorten ${other ?? ""}`;
    return [{ path, reason }];
  },
);

export const windows: readonly Rule[] = [
  snapshotForm,
  maintenanceForm,
  tooShort,
  overlapping,
  tooLong,
  moved,
  leftToAws,
];
