import { refused, type JqlContext } from './context';
import { addUnits, endOf, epochOf, startOf, type Period, type Unit } from './zoned-time';

/**
 * Dates as JQL writes them, in the searcher's time zone.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-fields/#Created
 */
const ABSOLUTE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/;
const OFFSET = /^([+-]?\d+)\s*([yMwdhm])?$/;

/**
 * `2026-01-31`, `2026/01/31 09:30`, a period from now such as `-10m`, `2d`, `-4w 2d`, or epoch milliseconds.
 * @throws JiraError 400
 */
export function dateOf(text: string, fieldName: string, context: JqlContext): number {
  const absolute = ABSOLUTE.exec(text.trim());
  if (absolute) {
    const [year, month, day, hour, minute] = absolute.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59) {
      return epochOf({ year, month, day, hour, minute, second: 0 }, context.timeZone);
    }
  }
  if (/^-?\d{5,}$/.test(text)) return Number(text);
  return (
    period(text, context) ??
    fail(
      `Date value '${text}' for field '${fieldName}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    )
  );
}

/** Whether the text gives a day without a time, i.e. ON it means the whole day. */
export const isWholeDay = (text: string): boolean => /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(text.trim());

/** A date function's value; undefined: not a date function. `startOfMonth("-1")` counts in the function's own unit. */
export function dateFunction(name: string, args: readonly string[], context: JqlContext): number | undefined {
  const lower = name.toLowerCase();
  if (lower === 'now') return context.now;
  if (lower === 'currentlogin' || lower === 'lastlogin') return undefined;
  const match = /^(startof|endof)(day|week|month|year)$/.exec(lower);
  if (!match) return undefined;
  const unit = match[2] as Period;
  const at = args[0] === undefined ? context.now : offset(args[0], unit, name, context);
  return (match[1] === 'startof' ? startOf : endOf)(unit, at, context.timeZone, context.locale);
}

function offset(text: string, unit: Period, functionName: string, context: JqlContext): number {
  const match = OFFSET.exec(text.trim());
  if (!match) throw refused(`Duration for function '${functionName}' should have the format (+/-)n(yMwdm), e.g -1M for 1 month earlier.`);
  const own: Record<Period, Unit> = { day: 'd', week: 'w', month: 'M', year: 'y' };
  return addUnits(context.now, Number(match[1]), (match[2] as Unit | undefined) ?? own[unit], context.timeZone);
}

function period(text: string, context: JqlContext): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?\s*\d+\s*[wdhm](\s+\d+\s*[wdhm])*$/i.test(trimmed)) return undefined;
  const sign = trimmed.startsWith('-') ? -1 : 1;
  let at = context.now;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+)\s*([wdhm])/gi)) {
    at = addUnits(at, sign * Number(amount), unit!.toLowerCase() as Unit, context.timeZone);
  }
  return at;
}

function fail(message: string): never {
  throw refused(message);
}
