import type { RuleCases } from "./cases";

export const windows: readonly RuleCases[] = [
  {
    rule: "snapshot-window",
    refused: [
      {
        args: { snapshotWindow: "5:00-9:00" },
        found: [
          'snapshotWindow: "5:00-9:00" does not have the form hh:mm-hh:mm (UTC); write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "24:00-01:00" },
        found: [
          'snapshotWindow: "24:00-01:00" does not have the form hh:mm-hh:mm (UTC); write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "03:60-05:00" },
        found: [
          'snapshotWindow: "03:60-05:00" does not have the form hh:mm-hh:mm (UTC); write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "sun:03:00-sun:05:00" },
        found: [
          'snapshotWindow: "sun:03:00-sun:05:00" does not have the form hh:mm-hh:mm (UTC); write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "03:00" },
        found: [
          'snapshotWindow: "03:00" does not have the form hh:mm-hh:mm (UTC); write for example 03:00-05:00',
        ],
      },
    ],
    accepted: [
      { args: { snapshotWindow: "00:00-01:00" } },
      { args: { snapshotWindow: "23:30-00:30" } },
      { args: { snapshotWindow: "" } },
    ],
  },
  {
    rule: "maintenance-window",
    refused: [
      {
        args: { maintenanceWindow: "sunday:05:00-sunday:09:00" },
        found: [
          'maintenanceWindow: "sunday:05:00-sunday:09:00" does not have the form ddd:hh:mm-ddd:hh:mm (UTC); write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "05:00-09:00" },
        found: [
          'maintenanceWindow: "05:00-09:00" does not have the form ddd:hh:mm-ddd:hh:mm (UTC); write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "sun:5:00-sun:9:00" },
        found: [
          'maintenanceWindow: "sun:5:00-sun:9:00" does not have the form ddd:hh:mm-ddd:hh:mm (UTC); write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "sun:05:00-09:00" },
        found: [
          'maintenanceWindow: "sun:05:00-09:00" does not have the form ddd:hh:mm-ddd:hh:mm (UTC); write for example sun:05:00-sun:09:00',
        ],
      },
    ],
    accepted: [
      { args: { maintenanceWindow: "sun:05:00-sun:09:00" } },
      { args: { maintenanceWindow: "Sun:05:00-SUN:09:00" } },
      { args: { maintenanceWindow: "sat:23:00-sun:01:00" } },
      { args: { maintenanceWindow: "" } },
    ],
  },
  {
    rule: "window-length",
    refused: [
      {
        args: { snapshotWindow: "03:00-03:59" },
        found: ["snapshotWindow: 03:00-03:59 is 59 minutes long; AWS requires at least 60"],
      },
      {
        args: { snapshotWindow: "03:00-03:00" },
        found: ["snapshotWindow: 03:00-03:00 is 0 minutes long; AWS requires at least 60"],
      },
      {
        args: { maintenanceWindow: "mon:05:00-mon:05:59" },
        found: [
          "maintenanceWindow: mon:05:00-mon:05:59 is 59 minutes long; AWS requires at least 60",
        ],
      },
      {
        args: { snapshotWindow: "23:30-00:29", maintenanceWindow: "sun:05:00-sun:05:00" },
        found: [
          "snapshotWindow: 23:30-00:29 is 59 minutes long; AWS requires at least 60",
          "maintenanceWindow: sun:05:00-sun:05:00 is 0 minutes long; AWS requires at least 60",
        ],
      },
    ],
    accepted: [
      { args: { snapshotWindow: "03:00-04:00" } },
      { args: { snapshotWindow: "23:30-00:30" } },
      { args: { maintenanceWindow: "mon:05:00-mon:06:00" } },
      { args: { maintenanceWindow: "sat:23:30-sun:00:30" } },
    ],
  },
  {
    rule: "window-overlap",
    refused: [
      {
        args: { snapshotWindow: "04:00-06:00", maintenanceWindow: "sun:03:00-sun:05:00" },
        found: [
          "maintenanceWindow: sun:03:00-sun:05:00 overlaps snapshotWindow 04:00-06:00 on Sunday 04:00-05:00 (UTC); move one of them",
        ],
      },
      {
        args: { snapshotWindow: "23:30-00:30", maintenanceWindow: "mon:00:00-mon:01:00" },
        found: [
          "maintenanceWindow: mon:00:00-mon:01:00 overlaps snapshotWindow 23:30-00:30 on Monday 00:00-00:30 (UTC); move one of them",
        ],
      },
      {
        args: { snapshotWindow: "23:30-00:30", maintenanceWindow: "sat:23:00-sun:00:00" },
        found: [
          "maintenanceWindow: sat:23:00-sun:00:00 overlaps snapshotWindow 23:30-00:30 on Saturday 23:30 to Sunday 00:00 (UTC); move one of them",
        ],
      },
      {
        args: { snapshotWindow: "00:00-01:00", maintenanceWindow: "sat:23:30-sun:00:30" },
        found: [
          "maintenanceWindow: sat:23:30-sun:00:30 overlaps snapshotWindow 00:00-01:00 on Sunday 00:00-00:30 (UTC); move one of them",
        ],
      },
      {
        args: { snapshotWindow: "05:00-06:00", maintenanceWindow: "tue:05:00-tue:06:00" },
        found: [
          "maintenanceWindow: tue:05:00-tue:06:00 overlaps snapshotWindow 05:00-06:00 on Tuesday 05:00-06:00 (UTC); move one of them",
        ],
      },
      {
        args: { snapshotWindow: "00:00-01:00", maintenanceWindow: "mon:12:00-wed:12:00" },
        found: [
          "maintenanceWindow: mon:12:00-wed:12:00 overlaps snapshotWindow 00:00-01:00 on Tuesday 00:00-01:00 (UTC); move one of them",
        ],
      },
    ],
    accepted: [
      { args: { maintenanceWindow: "mon:00:00-tue:00:00" } },
      { args: { snapshotWindow: "00:30-00:00" } },
      { args: { snapshotWindow: "03:00-05:00", maintenanceWindow: "sun:05:00-sun:09:00" } },
      { args: { snapshotWindow: "09:00-10:00", maintenanceWindow: "sun:05:00-sun:09:00" } },
      { args: { snapshotWindow: "23:00-00:00", maintenanceWindow: "mon:00:00-mon:01:00" } },
      { args: { maintenanceWindow: "sun:03:00-sun:05:00" } },
      { args: { snapshotWindow: "05:00-06:00" } },
      { args: { maintenanceWindow: "mon:00:00-mon:23:00" } },
      { args: { snapshotWindow: "01:00-00:00" } },
    ],
  },
  {
    rule: "maintenance-window-long",
    refused: [
      {
        args: { maintenanceWindow: "mon:00:00-tue:00:01" },
        found: [
          "maintenanceWindow: mon:00:00-tue:00:01 is longer than 24 hours, AWS's maximum; shorten it",
        ],
      },
      {
        args: { maintenanceWindow: "mon:00:00-tue:01:00" },
        found: [
          "maintenanceWindow: mon:00:00-tue:01:00 is longer than 24 hours, AWS's maximum; shorten it",
        ],
      },
    ],
    accepted: [{ args: { maintenanceWindow: "mon:00:00-tue:00:00" } }],
  },
  {
    rule: "window-left",
    refused: [
      {
        args: { maintenanceWindow: "mon:00:00-wed:00:00" },
        found: [
          "snapshotWindow: left to AWS, which may refuse the pair, because maintenanceWindow mon:00:00-wed:00:00 leaves no free hour for it; shorten maintenanceWindow",
        ],
      },
      {
        args: { maintenanceWindow: "mon:00:00-mon:23:01" },
        found: [
          "snapshotWindow: left to AWS, which may refuse the pair, because maintenanceWindow mon:00:00-mon:23:01 leaves no free hour for it; shorten maintenanceWindow",
        ],
      },
      {
        args: { snapshotWindow: "00:30-00:00" },
        found: [
          "maintenanceWindow: left to AWS, which may refuse the pair, because snapshotWindow 00:30-00:00 leaves no free hour for it; shorten snapshotWindow",
        ],
      },
    ],
    accepted: [
      { args: { maintenanceWindow: "mon:00:00-mon:23:00" } },
      { args: { snapshotWindow: "01:00-00:00" } },
      { args: {} },
      { args: { snapshotWindow: "00:00-01:00", maintenanceWindow: "mon:12:00-wed:12:00" } },
    ],
  },
  {
    rule: "window-moved",
    refused: [
      {
        args: { maintenanceWindow: "sun:03:00-sun:05:00" },
        found: [
          "snapshotWindow: set to 05:00-07:00, because the default overlaps maintenanceWindow sun:03:00-sun:05:00; give snapshotWindow to choose another",
        ],
      },
      {
        args: { snapshotWindow: "06:00-07:00" },
        found: [
          "maintenanceWindow: set to sun:07:00-sun:11:00, because the default overlaps snapshotWindow 06:00-07:00; give maintenanceWindow to choose another",
        ],
      },
      {
        args: { maintenanceWindow: "mon:00:15-mon:23:15" },
        found: [
          "snapshotWindow: set to 23:15-00:15, because the default overlaps maintenanceWindow mon:00:15-mon:23:15; give snapshotWindow to choose another",
        ],
      },
    ],
    accepted: [
      { args: {} },
      { args: { snapshotWindow: "03:00-05:00" } },
      { args: { maintenanceWindow: "mon:05:00-mon:09:00" } },
      { args: { snapshotWindow: "04:00-06:00", maintenanceWindow: "sun:03:00-sun:05:00" } },
    ],
  },
];
