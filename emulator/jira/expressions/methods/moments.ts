import type { JiraCalendarDate, JiraDate } from '../dates';
import type { Method, Methods } from './runtime';

export const DATE: Methods<JiraDate> = new Map<string, Method<JiraDate>>([
  ...(['Months', 'Days', 'Hours', 'Minutes'] as const).flatMap((unit): [string, Method<JiraDate>][] => [
    [`plus${unit}`, (self, args) => self.plus(args.expect(1).number(0), unit)],
    [`minus${unit}`, (self, args) => self.plus(-args.expect(1).number(0), unit)],
  ]),
  ['getTime', (self, args) => (args.expect(0), self.time)],
  ['toISOString', (self, args) => (args.expect(0), self.toIso())],
  ['toString', (self, args, run) => (args.expect(0), self.toHuman(run.timeZone))],
  ['toCalendarDate', (self, args, run) => (args.expect(0), self.calendar(run.timeZone))],
  ['toCalendarDateUTC', (self, args) => (args.expect(0), self.calendar('UTC'))],
  ['getFullYear', (self, args, run) => (args.expect(0), self.local(run.timeZone).year)],
  ['getMonth', (self, args, run) => (args.expect(0), self.local(run.timeZone).month)],
  ['getDate', (self, args, run) => (args.expect(0), self.local(run.timeZone).day)],
  ['getDay', (self, args, run) => (args.expect(0), self.local(run.timeZone).weekday)],
  ['getHours', (self, args, run) => (args.expect(0), self.local(run.timeZone).hour)],
  ['getMinutes', (self, args, run) => (args.expect(0), self.local(run.timeZone).minute)],
  ['getSeconds', (self, args, run) => (args.expect(0), self.local(run.timeZone).second)],
]);

export const CALENDAR_DATE: Methods<JiraCalendarDate> = new Map<string, Method<JiraCalendarDate>>([
  ...(['Months', 'Days'] as const).flatMap((unit): [string, Method<JiraCalendarDate>][] => [
    [`plus${unit}`, (self, args) => self.plus(args.expect(1).number(0), unit)],
    [`minus${unit}`, (self, args) => self.plus(-args.expect(1).number(0), unit)],
  ]),
  ['toISOString', (self, args) => (args.expect(0), self.toIso())],
  ['toString', (self, args) => (args.expect(0), self.toHuman())],
  ['getFullYear', (self, args) => (args.expect(0), new Date(self.time).getUTCFullYear())],
  ['getMonth', (self, args) => (args.expect(0), new Date(self.time).getUTCMonth())],
  ['getDate', (self, args) => (args.expect(0), new Date(self.time).getUTCDate())],
  ['getDay', (self, args) => (args.expect(0), new Date(self.time).getUTCDay())],
]);
