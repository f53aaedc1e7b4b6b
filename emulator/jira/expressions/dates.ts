import { runtimeFault, typeFault } from './errors';

const MAX_TIME = 8.64e15;
const MINUTE = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export interface LocalTime {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** From Sunday = 0. */
  readonly weekday: number;
  readonly offsetMinutes: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment, in milliseconds. */
export class JiraDate {
  constructor(readonly time: number) {
    if (!Number.isFinite(time) || Math.abs(time) > MAX_TIME) throw runtimeFault('The date is out of range.');
  }

  get comparable(): number {
    return this.time;
  }

  /** ISO 8601 or REST form (offset without a colon). A text without an offset is in UTC. */
  static parse(text: string): JiraDate {
    const match = DATE_TEXT.exec(text);
    if (!match) throw runtimeFault(`"${text}" is not a date.`);
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
    calendarTime(Number(year), Number(month), Number(day), text);
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw runtimeFault(`"${text}" is not a date.`);
    const utc = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      Number(fraction.padEnd(3, '0')),
    );
    return new JiraDate(utc - offsetOf(zone) * MINUTE);
  }

  plus(amount: number, unit: 'Months' | 'Days' | 'Hours' | 'Minutes'): JiraDate {
    if (unit === 'Months') return new JiraDate(plusMonths(this.time, amount));
    return new JiraDate(this.time + amount * (unit === 'Days' ? 1440 : unit === 'Hours' ? 60 : 1) * MINUTE);
  }

  toIso(): string {
    return new Date(this.time).toISOString();
  }

  /** As the REST API writes it: `2026-06-29T22:16:37.471+1000`. */
  toRest(timeZone: string): string {
    const { offsetMinutes } = this.local(timeZone);
    const sign = offsetMinutes < 0 ? '-' : '+';
    const size = Math.abs(offsetMinutes);
    return `${new Date(this.time + offsetMinutes * MINUTE).toISOString().slice(0, -1)}${sign}${two(Math.floor(size / 60))}${two(size % 60)}`;
  }

  /** For people: `29/Jun/26 10:16 PM`. */
  toHuman(timeZone: string): string {
    const at = this.local(timeZone);
    const month = MONTHS[at.month] ?? '';
    return `${two(at.day)}/${month}/${two(at.year % 100)} ${at.hour % 12 === 0 ? 12 : at.hour % 12}:${two(at.minute)} ${at.hour < 12 ? 'AM' : 'PM'}`;
  }

  local(timeZone: string): LocalTime {
    const wall = Math.abs(this.time) > MAX_TIME - 1440 * MINUTE ? this.time : wallClock(this.time, timeZone);
    const date = new Date(wall);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth(),
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      weekday: date.getUTCDay(),
      offsetMinutes: Math.round((wall - this.time) / MINUTE),
    };
  }

  calendar(timeZone: string): JiraCalendarDate {
    const { year, month, day } = this.local(timeZone);
    return new JiraCalendarDate(Date.UTC(year, month, day));
  }
}

/** A day without time or zone; held as that day's midnight in UTC. */
export class JiraCalendarDate {
  constructor(readonly time: number) {
    if (!Number.isFinite(time) || Math.abs(time) > MAX_TIME) throw runtimeFault('The date is out of range.');
  }

  get comparable(): number {
    return this.time;
  }

  static parse(text: string): JiraCalendarDate {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!match) throw runtimeFault(`"${text}" is not a calendar date: it has to look like 2026-09-15.`);
    return new JiraCalendarDate(calendarTime(Number(match[1]), Number(match[2]), Number(match[3]), text));
  }

  plus(amount: number, unit: 'Months' | 'Days'): JiraCalendarDate {
    return new JiraCalendarDate(unit === 'Months' ? plusMonths(this.time, amount) : this.time + amount * 1440 * MINUTE);
  }

  toIso(): string {
    return new Date(this.time).toISOString().slice(0, 10);
  }

  toHuman(): string {
    const date = new Date(this.time);
    return `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()] ?? ''}/${two(date.getUTCFullYear() % 100)}`;
  }
}

function calendarTime(year: number, month: number, day: number, text: string): number {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) throw runtimeFault(`"${text}" is not a date.`);
  return time;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Moving by months keeps the day within the month reached. */
function plusMonths(time: number, amount: number): number {
  if (!Number.isInteger(amount) || Math.abs(amount) > 1_000_000) throw typeFault('The number of months has to be a whole number.');
  const date = new Date(time);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + amount + 1, 0)).getUTCDate();
  return date.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + amount, Math.min(date.getUTCDate(), last));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The zone's wall clock read as if it were UTC. */
function wallClock(time: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone,
        calendar: 'gregory',
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      return time;
    }
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(new Date(time)).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, part('month') - 1, part('day'));
  wall.setUTCHours(part('hour'), part('minute'), part('second'), new Date(time).getUTCMilliseconds());
  return wall.getTime();
}
