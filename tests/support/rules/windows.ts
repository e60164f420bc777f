import { type RuleCases, cases } from "./cases";

const SNAPSHOT_WINDOW = "does not have the form hh:mm-hh:mm (UTC); use for example 03:00-05:00";
const MAINTENANCE_WINDOW =
  "does not have the form ddd:hh:mm-ddd:hh:mm (UTC); use for example sun:05:00-sun:09:00";
const MAINTENANCE_WINDOW_LONG = "is longer than 24 hours, AWS's maximum; shorten it";
const WINDOW_LEFT = "leaves no free hour for it; shorten maintenanceWindow";

export const windows: readonly RuleCases[] = [
  cases(
    "snapshot-window",
    [
      [{ snapshotWindow: "5:00-9:00" }, `snapshotWindow: "5:00-9:00" ${SNAPSHOT_WINDOW}`],
      [{ snapshotWindow: "24:00-01:00" }, `snapshotWindow: "24:00-01:00" ${SNAPSHOT_WINDOW}`],
      [{ snapshotWindow: "03:60-05:00" }, `snapshotWindow: "03:60-05:00" ${SNAPSHOT_WINDOW}`],
      [
        { snapshotWindow: "sun:03:00-sun:05:00" },
        `snapshotWindow: "sun:03:00-sun:05:00" ${SNAPSHOT_WINDOW}`,
      ],
      [{ snapshotWindow: "03:00" }, `snapshotWindow: "03:00" ${SNAPSHOT_WINDOW}`],
    ],
    [{ snapshotWindow: "00:00-01:00" }, { snapshotWindow: "23:30-00:30" }, { snapshotWindow: "" }],
  ),
  cases(
    "maintenance-window",
    [
      [
        { maintenanceWindow: "sunday:05:00-sunday:09:00" },
        `maintenanceWindow: "sunday:05:00-sunday:09:00" ${MAINTENANCE_WINDOW}`,
      ],
      [
        { maintenanceWindow: "05:00-09:00" },
        `maintenanceWindow: "05:00-09:00" ${MAINTENANCE_WINDOW}`,
      ],
      [
        { maintenanceWindow: "sun:5:00-sun:9:00" },
        `maintenanceWindow: "sun:5:00-sun:9:00" ${MAINTENANCE_WINDOW}`,
      ],
      [
        { maintenanceWindow: "sun:05:00-09:00" },
        `maintenanceWindow: "sun:05:00-09:00" ${MAINTENANCE_WINDOW}`,
      ],
    ],
    [
      { maintenanceWindow: "sun:05:00-sun:09:00" },
      { maintenanceWindow: "Sun:05:00-SUN:09:00" },
      { maintenanceWindow: "sat:23:00-sun:01:00" },
      { maintenanceWindow: "" },
    ],
  ),
  cases(
    "window-length",
    [
      [
        { snapshotWindow: "03:00-03:59" },
        "snapshotWindow: 03:00-03:59 is 59 minutes long; AWS requires at least 60",
      ],
      [
        { snapshotWindow: "03:00-03:00" },
        "snapshotWindow: 03:00-03:00 is 0 minutes long; AWS requires at least 60",
      ],
      [
        { maintenanceWindow: "mon:05:00-mon:05:59" },
        "maintenanceWindow: mon:05:00-mon:05:59 is 59 minutes long; AWS requires at least 60",
      ],
      [
        { snapshotWindow: "23:30-00:29", maintenanceWindow: "sun:05:00-sun:05:00" },
        "snapshotWindow: 23:30-00:29 is 59 minutes long; AWS requires at least 60",
        "maintenanceWindow: sun:05:00-sun:05:00 is 0 minutes long; AWS requires at least 60",
      ],
    ],
    [
      { snapshotWindow: "03:00-04:00" },
      { snapshotWindow: "23:30-00:30" },
      { maintenanceWindow: "mon:05:00-mon:06:00" },
      { maintenanceWindow: "sat:23:30-sun:00:30" },
    ],
  ),
  cases(
    "window-overlap",
    [
      [
        { snapshotWindow: "04:00-06:00", maintenanceWindow: "sun:03:00-sun:05:00" },
        "maintenanceWindow: sun:03:00-sun:05:00 overlaps snapshotWindow 04:00-06:00 on Sunday 04:00-05:00 (UTC); move one of them",
      ],
      [
        { snapshotWindow: "23:30-00:30", maintenanceWindow: "mon:00:00-mon:01:00" },
        "maintenanceWindow: mon:00:00-mon:01:00 overlaps snapshotWindow 23:30-00:30 on Monday 00:00-00:30 (UTC); move one of them",
      ],
      [
        { snapshotWindow: "23:30-00:30", maintenanceWindow: "sat:23:00-sun:00:00" },
        "maintenanceWindow: sat:23:00-sun:00:00 overlaps snapshotWindow 23:30-00:30 on Saturday 23:30 to Sunday 00:00 (UTC); move one of them",
      ],
      [
        { snapshotWindow: "00:00-01:00", maintenanceWindow: "sat:23:30-sun:00:30" },
        "maintenanceWindow: sat:23:30-sun:00:30 overlaps snapshotWindow 00:00-01:00 on Sunday 00:00-00:30 (UTC); move one of them",
      ],
      [
        { snapshotWindow: "05:00-06:00", maintenanceWindow: "tue:05:00-tue:06:00" },
        "maintenanceWindow: tue:05:00-tue:06:00 overlaps snapshotWindow 05:00-06:00 on Tuesday 05:00-06:00 (UTC); move one of them",
      ],
      [
        { snapshotWindow: "00:00-01:00", maintenanceWindow: "mon:12:00-wed:12:00" },
        "maintenanceWindow: mon:12:00-wed:12:00 overlaps snapshotWindow 00:00-01:00 on Tuesday 00:00-01:00 (UTC); move one of them",
      ],
    ],
    [
      { maintenanceWindow: "mon:00:00-tue:00:00" },
      { snapshotWindow: "00:30-00:00" },
      { snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:09:00" },
      { snapshotWindow: "09:00-10:00", maintenanceWindow: "sun:05:00-sun:09:00" },
      { snapshotWindow: "23:00-00:00", maintenanceWindow: "mon:00:00-mon:01:00" },
      { maintenanceWindow: "sun:03:00-sun:05:00" },
      { snapshotWindow: "05:00-06:00" },
      { maintenanceWindow: "mon:00:00-mon:23:00" },
      { snapshotWindow: "01:00-00:00" },
    ],
  ),
  cases(
    "maintenance-window-long",
    [
      [
        { maintenanceWindow: "mon:00:00-tue:00:01" },
        `maintenanceWindow: mon:00:00-tue:00:01 ${MAINTENANCE_WINDOW_LONG}`,
      ],
      [
        { maintenanceWindow: "mon:00:00-tue:01:00" },
        `maintenanceWindow: mon:00:00-tue:01:00 ${MAINTENANCE_WINDOW_LONG}`,
      ],
    ],
    [{ maintenanceWindow: "mon:00:00-tue:00:00" }],
  ),
  cases(
    "window-left",
    [
      [
        { maintenanceWindow: "mon:00:00-wed:00:00" },
        `snapshotWindow: left to AWS, which may refuse the pair, because maintenanceWindow mon:00:00-wed:00:00 ${WINDOW_LEFT}`,
      ],
      [
        { maintenanceWindow: "mon:00:00-mon:23:01" },
        `snapshotWindow: left to AWS, which may refuse the pair, because maintenanceWindow mon:00:00-mon:23:01 ${WINDOW_LEFT}`,
      ],
      [
        { snapshotWindow: "00:30-00:00" },
        "maintenanceWindow: left to AWS, which may refuse the pair, because snapshotWindow 00:30-00:00 leaves no free hour for it; shorten snapshotWindow",
      ],
    ],
    [
      { maintenanceWindow: "mon:00:00-mon:23:00" },
      { snapshotWindow: "01:00-00:00" },
      {},
      { snapshotWindow: "00:00-01:00", maintenanceWindow: "mon:12:00-wed:12:00" },
    ],
  ),
  cases(
    "window-moved",
    [
      [
        { maintenanceWindow: "sun:03:00-sun:05:00" },
        "snapshotWindow: set to 05:00-07:00, because the default overlaps maintenanceWindow sun:03:00-sun:05:00; give snapshotWindow to choose another",
      ],
      [
        { snapshotWindow: "06:00-07:00" },
        "maintenanceWindow: set to sun:07:00-sun:11:00, because the default overlaps snapshotWindow 06:00-07:00; give maintenanceWindow to choose another",
      ],
      [
        { maintenanceWindow: "mon:00:15-mon:23:15" },
        "snapshotWindow: set to 23:15-00:15, because the default overlaps maintenanceWindow mon:00:15-mon:23:15; give snapshotWindow to choose another",
      ],
    ],
    [
      {},
      { snapshotWindow: "03:00-05:00" },
      { maintenanceWindow: "mon:05:00-mon:09:00" },
      { snapshotWindow: "04:00-06:00", maintenanceWindow: "sun:03:00-sun:05:00" },
    ],
  ),
];
