import type { RuleCases } from "./cases";

export const windows: readonly RuleCases[] = [
  {
    rule: "snapshot-window",
    refused: [
      {
        args: { snapshotWindow: "5:00-9:00" },
        found: [
          'snapshotWindow: "5:00-9:00" is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "24:00-01:00" },
        found: [
          'snapshotWindow: "24:00-01:00" is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "03:60-05:00" },
        found: [
          'snapshotWindow: "03:60-05:00" is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "sun:03:00-sun:05:00" },
        found: [
          'snapshotWindow: "sun:03:00-sun:05:00" is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00',
        ],
      },
      {
        args: { snapshotWindow: "03:00" },
        found: [
          'snapshotWindow: "03:00" is not of the form hh:mm-hh:mm in UTC; write for example 03:00-05:00',
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
          'maintenanceWindow: "sunday:05:00-sunday:09:00" is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "05:00-09:00" },
        found: [
          'maintenanceWindow: "05:00-09:00" is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "sun:5:00-sun:9:00" },
        found: [
          'maintenanceWindow: "sun:5:00-sun:9:00" is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00',
        ],
      },
      {
        args: { maintenanceWindow: "sun:05:00-09:00" },
        found: [
          'maintenanceWindow: "sun:05:00-09:00" is not of the form ddd:hh:mm-ddd:hh:mm in UTC; write for example sun:05:00-sun:09:00',
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
        found: ["snapshotWindow: 03:00-03:59 lasts 59 minutes; AWS wants 60 or more"],
      },
      {
        args: { snapshotWindow: "03:00-03:00" },
        found: ["snapshotWindow: 03:00-03:00 lasts 0 minutes; AWS wants 60 or more"],
      },
      {
        args: { maintenanceWindow: "mon:05:00-mon:05:59" },
        found: ["maintenanceWindow: mon:05:00-mon:05:59 lasts 59 minutes; AWS wants 60 or more"],
      },
      {
        args: { snapshotWindow: "23:30-00:29", maintenanceWindow: "sun:05:00-sun:05:00" },
        found: [
          "snapshotWindow: 23:30-00:29 lasts 59 minutes; AWS wants 60 or more",
          "maintenanceWindow: sun:05:00-sun:05:00 lasts 0 minutes; AWS wants 60 or more",
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
          "maintenanceWindow: mon:00:00-tue:00:01 lasts more than 24 hours, which AWS documents as the most; shorten it",
        ],
      },
    ],
    accepted: [{ args: { maintenanceWindow: "mon:01:00-tue:00:00" } }],
  },
  {
    rule: "window-left",
    refused: [
      {
        args: { maintenanceWindow: "mon:00:00-wed:00:00" },
        found: [
          "snapshotWindow: not given, and maintenanceWindow mon:00:00-wed:00:00 leaves no hour a day free for it, so it is left to AWS, which may refuse the pair; shorten the other one",
        ],
      },
      {
        args: { maintenanceWindow: "mon:00:00-mon:23:01" },
        found: [
          "snapshotWindow: not given, and maintenanceWindow mon:00:00-mon:23:01 leaves no hour a day free for it, so it is left to AWS, which may refuse the pair; shorten the other one",
        ],
      },
      {
        args: { snapshotWindow: "00:30-00:00" },
        found: [
          "maintenanceWindow: not given, and snapshotWindow 00:30-00:00 leaves no hour a day free for it, so it is left to AWS, which may refuse the pair; shorten the other one",
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
          "snapshotWindow: not given, and its default would overlap maintenanceWindow sun:03:00-sun:05:00, so it is 05:00-07:00; give it to choose another",
        ],
      },
      {
        args: { snapshotWindow: "06:00-07:00" },
        found: [
          "maintenanceWindow: not given, and its default would overlap snapshotWindow 06:00-07:00, so it is sun:07:00-sun:11:00; give it to choose another",
        ],
      },
      {
        args: { maintenanceWindow: "mon:00:15-mon:23:15" },
        found: [
          "snapshotWindow: not given, and its default would overlap maintenanceWindow mon:00:15-mon:23:15, so it is 23:15-00:15; give it to choose another",
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
