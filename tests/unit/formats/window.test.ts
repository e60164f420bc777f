import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { resolve } from "../../../components/redis-cache/spec";
import {
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  type Window,
  formatDaily,
  formatSpan,
  formatWeekly,
  nearestDaily,
  nearestWeekly,
  overlap,
  parseDaily,
  parseWeekly,
} from "../../../components/formats/window";

const daily = fc.record(
  {
    start: fc.integer({ min: 0, max: MINUTES_PER_DAY - 1 }),
    length: fc.integer({ min: 1, max: MINUTES_PER_DAY - 1 }),
  },
  { noNullPrototype: true },
);
const weekly = fc.record(
  {
    start: fc.integer({ min: 0, max: MINUTES_PER_WEEK - 1 }),
    length: fc.integer({ min: 1, max: MINUTES_PER_WEEK - 1 }),
  },
  { noNullPrototype: true },
);

/** Every minute of the week that a window covers: slow, but simple. */
function minutesOf({ start, length }: Window, every: number): Set<number> {
  const taken = new Set<number>();
  for (let day = start; day < start + MINUTES_PER_WEEK; day += every) {
    for (let minute = day; minute < day + length; minute++) taken.add(minute % MINUTES_PER_WEEK);
  }
  return taken;
}

/** The minutes that a daily and a weekly window share. */
function shared(everyDay: Window, once: Window): Set<number> {
  const days = minutesOf(everyDay, MINUTES_PER_DAY);
  return new Set([...minutesOf(once, MINUTES_PER_WEEK)].filter((minute) => days.has(minute)));
}

describe("windows", () => {
  it("overlap exactly when they share a minute of the week", () => {
    fc.assert(
      fc.property(daily, weekly, (everyDay, once) => {
        assert.equal(overlap(everyDay, once) !== undefined, shared(everyDay, once).size > 0);
      }),
      { numRuns: 300 },
    );
  });

  it("overlap in the first shared period after the start of the weekly window", () => {
    fc.assert(
      fc.property(daily, weekly, (everyDay, once) => {
        const span = overlap(everyDay, once);
        if (!span) return;
        const minutes = shared(everyDay, once);
        const last = (span.start + span.length - 1) % MINUTES_PER_WEEK;
        assert.ok(minutes.has(span.start) && minutes.has(last));
        const before = (span.start - once.start + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;
        for (let minute = 0; minute < before; minute++) {
          assert.ok(!minutes.has((once.start + minute) % MINUTES_PER_WEEK));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("are formatted as they are parsed", () => {
    fc.assert(
      fc.property(daily, weekly, (everyDay, once) => {
        assert.deepEqual(parseDaily(formatDaily(everyDay)), everyDay);
        assert.deepEqual(parseWeekly(formatWeekly(once)), once);
        assert.deepEqual(parseWeekly(formatWeekly(once).toUpperCase()), once);
      }),
    );
  });

  it("move a default away from the given window wherever a free hour remains", () => {
    fc.assert(
      fc.property(daily, weekly, (everyDay, once) => {
        const moved = nearestDaily({ start: 180, length: 120 }, once, 60);
        const free = once.length <= MINUTES_PER_DAY - 60;
        assert.equal(moved !== undefined, free);
        if (moved) assert.ok(overlap(moved, once) === undefined && moved.length >= 60);
        const shifted = nearestWeekly({ start: 300, length: 240 }, everyDay, 60);
        assert.equal(shifted !== undefined, everyDay.length <= MINUTES_PER_DAY - 60);
        if (shifted) assert.ok(overlap(everyDay, shifted) === undefined && shifted.length >= 60);
      }),
      { numRuns: 300 },
    );
  });

  it("do not move when they do not overlap", () => {
    const snapshot = { start: 180, length: 120 };
    assert.deepEqual(nearestDaily(snapshot, { start: 300, length: 240 }, 60), snapshot);
    const maintenance = { start: 300, length: 240 };
    assert.deepEqual(nearestWeekly(maintenance, snapshot, 60), maintenance);
  });

  it("are described with the day of the week", () => {
    assert.equal(formatSpan({ start: 240, length: 60 }), "Sunday 04:00-05:00");
    assert.equal(formatSpan({ start: 1410, length: 60 }), "Sunday 23:30 to Monday 00:30");
    assert.equal(
      formatSpan({ start: MINUTES_PER_WEEK - 30, length: 60 }),
      "Saturday 23:30 to Sunday 00:30",
    );
    assert.equal(
      formatSpan({ start: 0, length: MINUTES_PER_WEEK - 60 }),
      "Sunday 00:00 to Saturday 23:00",
    );
  });

  it("are left to AWS beside a given one that leaves no free hour", () => {
    const windowsOf = (args: object) => {
      const { snapshotWindow, maintenanceWindow, movedWindow } = resolve("cache", args).maintenance;
      return [snapshotWindow, maintenanceWindow, movedWindow];
    };
    const long = "mon:00:00-wed:00:00";
    const day = "00:30-00:00";
    assert.deepEqual(windowsOf({ maintenanceWindow: long }), [undefined, long, "snapshotWindow"]);
    assert.deepEqual(windowsOf({ snapshotWindow: day }), [day, undefined, "maintenanceWindow"]);
  });
});
