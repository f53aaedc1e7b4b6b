/** Calendar arithmetic in a person's time zone, on epoch milliseconds. */
export interface LocalTime {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

export function localTime(epoch: number, timeZone: string): LocalTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(epoch)) parts[type] = Number(value);
  return {
    year: parts['year']!,
    month: parts['month']!,
    day: parts['day']!,
    hour: parts['hour']! % 24,
    minute: parts['minute']!,
    second: parts['second']!,
  };
}

/** The moment a local time happens. Overflowing parts roll over (day 0 is the last of the month before). */
export function epochOf(local: LocalTime, timeZone: string): number {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
  // Twice: the first guess may sit on the other side of a clock change.
  const first = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(first, timeZone);
}

/** `2026-01-31` */
export function localDate(epoch: number, timeZone: string): string {
  const { year, month, day } = localTime(epoch, timeZone);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

export type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm';

/** Minutes and hours are exact; days and longer keep the local time of day, months are clamped to their last day. */
export function addUnits(epoch: number, amount: number, unit: Unit, timeZone: string): number {
  if (unit === 'm') return epoch + amount * 60_000;
  if (unit === 'h') return epoch + amount * 3_600_000;
  const local = localTime(epoch, timeZone);
  const rest = ((epoch % 1_000) + 1_000) % 1_000;
  if (unit === 'd' || unit === 'w') return epochOf({ ...local, day: local.day + amount * (unit === 'w' ? 7 : 1) }, timeZone) + rest;
  const months = local.month - 1 + amount * (unit === 'y' ? 12 : 1);
  const year = local.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return epochOf({ ...local, year, month, day: Math.min(local.day, lastDay) }, timeZone) + rest;
}

export type Period = 'day' | 'week' | 'month' | 'year';

/** The first moment of the period `epoch` is in. */
export function startOf(period: Period, epoch: number, timeZone: string, locale: string): number {
  const local = localTime(epoch, timeZone);
  const midnight = { ...local, hour: 0, minute: 0, second: 0 };
  if (period === 'year') return epochOf({ ...midnight, month: 1, day: 1 }, timeZone);
  if (period === 'month') return epochOf({ ...midnight, day: 1 }, timeZone);
  if (period === 'day') return epochOf(midnight, timeZone);
  const weekday = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay();
  return epochOf({ ...midnight, day: local.day - ((weekday - firstWeekday(locale) + 7) % 7) }, timeZone);
}

/** The last millisecond of the period `epoch` is in. */
export function endOf(period: Period, epoch: number, timeZone: string, locale: string): number {
  const units: Record<Period, Unit> = { day: 'd', week: 'w', month: 'M', year: 'y' };
  return addUnits(startOf(period, epoch, timeZone, locale), 1, units[period], timeZone) - 1;
}

/** 0 = Sunday. Jira goes by the person's locale: https://support.atlassian.com/jira-software-cloud/docs/jql-functions/ */
function firstWeekday(locale: string): number {
  try {
    const intl = new Intl.Locale(locale.replace('_', '-')) as Intl.Locale & {
      getWeekInfo?(): { firstDay: number };
      weekInfo?: { firstDay: number };
    };
    return ((intl.getWeekInfo?.() ?? intl.weekInfo)?.firstDay ?? 1) % 7;
  } catch {
    return 1;
  }
}

function offsetAt(epoch: number, timeZone: string): number {
  const local = localTime(epoch, timeZone);
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
  return asUtc - Math.floor(epoch / 1_000) * 1_000;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    found = new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone });
    formatters.set(timeZone, found);
  }
  return found;
}
