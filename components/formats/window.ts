/** ElastiCache's windows in UTC: a daily one for backups and a weekly one for maintenance. All numbers are minutes. */

export const MINUTES_PER_DAY = 24 * 60;
export const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** A window that starts `start` minutes into its day (or week) and lasts `length` minutes; it may run past the end. */
export interface Window {
  readonly start: number;
  readonly length: number;
}

const TIME = "([01][0-9]|2[0-3]):([0-5][0-9])";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${WEEKDAYS.join("|")}):${TIME}-(${WEEKDAYS.join("|")}):${TIME}$`);

const minutes = (hours: string | undefined, mins: string | undefined) =>
  Number(hours) * 60 + Number(mins);

const modulo = (value: number, base: number) => ((value % base) + base) % base;

/** Reads `hh:mm-hh:mm`; undefined for another form. A window that ends before it starts continues past midnight. */
export function parseDaily(text: string): Window | undefined {
  const match = DAILY.exec(text);
  if (!match) return undefined;
  const start = minutes(match[1], match[2]);
  return { start, length: modulo(minutes(match[3], match[4]) - start, MINUTES_PER_DAY) };
}

/** Reads `ddd:hh:mm-ddd:hh:mm` in any case; undefined for another form. It may continue past the end of Saturday. */
export function parseWeekly(text: string): Window | undefined {
  const match = WEEKLY.exec(text.toLowerCase());
  if (!match) return undefined;
  const day = (name: string | undefined) =>
    WEEKDAYS.findIndex((weekday) => weekday === name) * MINUTES_PER_DAY;
  const start = day(match[1]) + minutes(match[2], match[3]);
  const end = day(match[4]) + minutes(match[5], match[6]);
  return { start, length: modulo(end - start, MINUTES_PER_WEEK) };
}

const clock = (minute: number) => {
  const ofDay = modulo(minute, MINUTES_PER_DAY);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
};

const weekday = (minute: number) =>
  WEEKDAYS[Math.floor(modulo(minute, MINUTES_PER_WEEK) / MINUTES_PER_DAY)] ?? "sun";

/** Writes a daily window as AWS does. */
export const formatDaily = ({ start, length }: Window): string =>
  `${clock(start)}-${clock(start + length)}`;

/** Writes a weekly window as AWS does. */
export const formatWeekly = ({ start, length }: Window): string => {
  const end = start + length;
  return `${weekday(start)}:${clock(start)}-${weekday(end)}:${clock(end)}`;
};

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const dayName = (minute: number) =>
  DAY_NAMES[Math.floor(modulo(minute, MINUTES_PER_WEEK) / MINUTES_PER_DAY)] ?? "Sunday";

/** Describes a period of the week: `Sunday 04:00-05:00`, or `Sunday 23:30 to Monday 00:30`. */
export const formatSpan = ({ start, length }: Window): string => {
  const end = start + length;
  return length <= MINUTES_PER_DAY && dayName(start) === dayName(end)
    ? `${dayName(start)} ${clock(start)}-${clock(end)}`
    : `${dayName(start)} ${clock(start)} to ${dayName(end)} ${clock(end)}`;
};

/**
 * The part that a daily window shares with a weekly one, as a window of the week: the first shared period at or after the start
 * of the weekly window. Undefined when they do not overlap; one may start when the other ends.
 */
export function overlap(daily: Window, weekly: Window): Window | undefined {
  const end = weekly.start + weekly.length;
  const firstDay = Math.floor(weekly.start / MINUTES_PER_DAY) - 1;
  const lastDay = Math.floor(end / MINUTES_PER_DAY);
  for (let day = firstDay; day <= lastDay; day++) {
    const start = Math.max(day * MINUTES_PER_DAY + daily.start, weekly.start);
    const stop = Math.min(day * MINUTES_PER_DAY + daily.start + daily.length, end);
    if (start < stop) return { start: modulo(start, MINUTES_PER_WEEK), length: stop - start };
  }
  return undefined;
}

/** Distances to try, nearest first, and the later one of two equal ones first: 0, +step, -step, +2 step, … */
function* shifts(range: number, step: number): Generator<number> {
  yield 0;
  for (let distance = step; distance <= range / 2; distance += step) {
    yield distance;
    yield -distance;
  }
}

/**
 * The nearest free slot: first with the wanted length and on the half hour, then with the shortest length, at last at any minute.
 * Undefined where there is none.
 */
function nearestFree(
  wanted: Window,
  shortest: number,
  range: number,
  isFree: (slot: Window) => boolean,
): Window | undefined {
  for (const [length, step] of [
    [wanted.length, 30],
    [shortest, 30],
    [shortest, 1],
  ] as const) {
    for (const shift of shifts(range, step)) {
      const slot = { start: modulo(wanted.start + shift, range), length };
      if (isFree(slot)) return slot;
    }
  }
  return undefined;
}

/** The nearest daily slot outside a weekly window, at least `shortest` minutes long; undefined where there is none. */
export const nearestDaily = (
  wanted: Window,
  weekly: Window,
  shortest: number,
): Window | undefined =>
  nearestFree(wanted, shortest, MINUTES_PER_DAY, (slot) => !overlap(slot, weekly));

/** The nearest weekly slot outside a daily window, at least `shortest` minutes long; undefined where there is none. */
export const nearestWeekly = (
  wanted: Window,
  daily: Window,
  shortest: number,
): Window | undefined =>
  nearestFree(wanted, shortest, MINUTES_PER_WEEK, (slot) => !overlap(daily, slot));
