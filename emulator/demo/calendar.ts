import type { Random } from './random';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Sprints last two working weeks: from Monday 9:30 to the second Friday 16:00, UTC. */
export const SPRINT_LENGTH = 11 * DAY + 6.5 * HOUR;
export const SPRINT_EVERY = 14 * DAY;

/** The start of the sprint that runs at `now`: the last Monday 9:30 that is at least two days ago, so that something has happened. */
export function sprintStartBefore(now: number): number {
  const midnight = Math.floor((now - 2 * DAY - 9.5 * HOUR) / DAY) * DAY;
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - sinceMonday * DAY + 9.5 * HOUR;
}

/** Weekends become the Friday before, at the same hour. */
export function onWorkday(at: number): number {
  const day = new Date(at).getUTCDay();
  return at - (day === 6 ? DAY : day === 0 ? 2 * DAY : 0);
}

/** A moment between 8:00 and 17:00 of the day `days` after the day of `from`, moved to a workday. */
export function workHour(from: number, days: number, random: Random): number {
  const midnight = Math.floor(from / DAY) * DAY + days * DAY;
  return onWorkday(midnight + 8 * HOUR + random.between(0, 9 * 60) * MINUTE + random.between(0, 59_999));
}
