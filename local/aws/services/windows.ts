/** Maintenance and snapshot windows, in minutes of a week. */
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

export interface Span {
  from: number;
  length: number;
}

export const DAILY = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
export const WEEKLY = new RegExp(
  `^(${DAYS.join("|")}):([01]\\d|2[0-3]):[0-5]\\d-(${DAYS.join("|")}):([01]\\d|2[0-3]):[0-5]\\d$`,
);

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

export function daily(window: string): Span {
  const [from = "", to = ""] = window.split("-");
  return { from: minutes(from), length: (minutes(to) - minutes(from) + DAY) % DAY };
}

export function weekly(window: string): Span {
  const [from = 0, to = 0] = window.split("-").map((end) => {
    return DAYS.indexOf(end.slice(0, 3)) * DAY + minutes(end.slice(4));
  });
  return { from, length: (to - from + WEEK) % WEEK };
}

/** Whether the daily window meets the weekly one on any day. Windows that touch don't. */
export function overlap(snapshot: Span, maintenance: Span): boolean {
  return DAYS.some((_, day) => {
    const start = (snapshot.from + day * DAY - maintenance.from + WEEK) % WEEK;
    return start < maintenance.length || start + snapshot.length > WEEK;
  });
}

const SLOTS = Array.from({ length: 24 }, (_, hour) => hour);

function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}

/** A free hour for the window that isn't given, as AWS picks one. */
export function freeDaily(maintenance: string): string {
  const span = weekly(maintenance);
  const hour = SLOTS.find((h) => !overlap({ from: h * 60, length: 60 }, span)) ?? 0;
  return `${clock(hour)}-${clock(hour + 1)}`;
}

/** Within the block of ap-southeast-1, 14:00 to 22:00 UTC, unless snapshots are taken then. */
export function freeWeekly(snapshot: string | undefined): string {
  const hours = [15, 17, 19, 21, 3];
  const free = (h: number) =>
    snapshot === undefined || !overlap(daily(snapshot), { from: DAY + h * 60, length: 60 });
  const hour = hours.find(free) ?? 15;
  return `mon:${clock(hour)}-mon:${clock(hour + 1)}`;
}
