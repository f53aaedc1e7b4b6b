import type { Budget } from './budget';
import { MAX_DEPTH } from './budget';
import { JiraCalendarDate, JiraDate } from './dates';
import { limitFault, typeFault } from './errors';
import { JiraRegex } from './regex';
import { Caught, Closure, Entity, JiraList, JiraMap } from './values';
import type { Value } from './values';
import type { Json, JsonObject } from '../../json';

/** The name `typeof` gives. */
export function typeName(value: Value): string {
  if (value === null) return 'Null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number') return 'Number';
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof JiraList) return 'List';
  if (value instanceof JiraMap) return 'Map';
  if (value instanceof JiraDate) return 'Date';
  if (value instanceof JiraCalendarDate) return 'CalendarDate';
  if (value instanceof JiraRegex) return 'RegExp';
  if (value instanceof Closure) return 'Function';
  return value instanceof Caught ? 'Error' : value.type;
}

/** What a value becomes when it is joined to a text. */
export function toText(value: Value, timeZone: string, budget: Budget): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return budget.text(value);
  if (value instanceof JiraDate) return value.toHuman(timeZone);
  if (value instanceof JiraCalendarDate) return value.toHuman();
  if (value instanceof JiraList || value instanceof JiraMap) return budget.text(JSON.stringify(toJson(value, { timeZone, budget })));
  if (value instanceof Caught) return value.message;
  throw typeFault(`${article(typeName(value))} cannot become a String: name one of its properties.`);
}

export const article = (name: string): string => `${/^[AEIOU]/.test(name) ? 'An' : 'A'} ${name}`;

export interface JsonCount {
  beans: number;
  primitiveValues: number;
}

/** The value as the REST API answers it. Jira objects become their short REST form; a function its source text. */
export function toJson(value: Value, options: { timeZone: string; budget: Budget; count?: JsonCount }, depth = 0, inBean = false): Json {
  const { timeZone, budget, count } = options;
  budget.work(1);
  if (depth > MAX_DEPTH) throw limitFault('The value is nested too deeply.');
  if (value instanceof JiraList) return value.items.map((item) => toJson(item, options, depth + 1, inBean));
  if (value instanceof JiraMap) return toObject(value.entries, (item) => toJson(item, options, depth + 1, inBean));
  if (value instanceof Entity) {
    if (count && !inBean) count.beans += 1;
    return toObject(value.bean(), (item) => toJson(item, options, depth + 1, true));
  }
  if (count && !inBean) count.primitiveValues += 1;
  if (value instanceof JiraDate) return value.toRest(timeZone);
  if (value instanceof JiraCalendarDate) return value.toIso();
  if (value instanceof JiraRegex) return `/${value.source}/${value.flags}`;
  if (value instanceof Closure) return value.text;
  if (value instanceof Caught) return value.message;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') budget.work(value.length);
  return value;
}

/** Own keys only, `__proto__` included as plain data. */
function toObject(entries: ReadonlyMap<string, Value>, convert: (value: Value) => Json): JsonObject {
  return Object.fromEntries([...entries].map(([key, value]) => [key, convert(value)]));
}

/**
 * Anything a caller binds, as a value: plain objects read as maps, arrays as lists, values of expressions as themselves.
 * `undefined` reads as null.
 */
export function toValue(value: unknown, depth = 0): Value {
  if (depth > MAX_DEPTH) throw limitFault('The value is nested too deeply.');
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw typeFault(`A ${typeof value} cannot be used in an expression.`);
  if (Array.isArray(value)) return new JiraList(value.map((item) => toValue(item, depth + 1)));
  if (value instanceof Date) return new JiraDate(value.getTime());
  for (const type of [JiraList, JiraMap, JiraDate, JiraCalendarDate, JiraRegex, Closure, Caught, Entity])
    if (value instanceof type) return value;
  return new JiraMap(new Map(Object.entries(value).map(([key, item]) => [key, toValue(item, depth + 1)])));
}
