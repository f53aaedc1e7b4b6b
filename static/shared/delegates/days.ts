/** Days as date inputs have them, `2026-12-03`, in the reader's own time zone. A day begins and ends there, also where clocks change. */

const HALF_YEAR_MS = 180 * 86_400_000;
/** What a change of the clocks adds. */
const HOUR_MS = 3_600_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** The day of a moment, `days` later. */
export function dayOf(at: number, days = 0): string {
  const date = new Date(at);
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Null for what is no day. */
function midnight(day: string, later: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
}

/** From the first day, which is from now on where that is today, until the last one is over. */
export function span(first: string, last: string, now: number): { readonly from: number | null; readonly until: number | null } {
  const from = first === dayOf(now) ? now : midnight(first, 0);
  const until = midnight(last, 1);
  if (from === null || until === null) return { from, until };
  // What begins in the middle of a day may end at that hour of its last; a day too many is not cut short, but refused by the rule.
  const latest = Math.max(from, now) + HALF_YEAR_MS;
  const begins = midnight(last, 0) ?? until;
  const ends = until - latest <= HOUR_MS || latest > begins + HOUR_MS ? Math.min(until, latest) : until;
  return { from, until: ends };
}

/** "3 Dec 2026" as the reader's locale says; with the hour where it is not the edge of a day. `ends`: the day that ends at this moment. */
export function dayText(at: number, locale: string, ends = false): string {
  const isEdge = midnight(dayOf(at), 0) === at;
  const shown = isEdge && ends ? at - 1 : at;
  return new Intl.DateTimeFormat(locale, isEdge ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }).format(shown);
}
