import { JiraCalendarDate, JiraDate } from './dates';
import { typeFault } from './errors';
import { typeName } from './text';
import type { Value } from './values';

export function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value): number {
  if (typeof left !== 'number' || typeof right !== 'number')
    throw typeFault(`${operator} cannot be applied to ${typeName(left)} and ${typeName(right)}.`);
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

/** NaN where a text is no number, as documented. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value);
  throw typeFault(`Number needs a String or a Number, not ${typeName(value)}.`);
}

export function compare(operator: '<' | '>' | '<=' | '>=', left: Value, right: Value): boolean {
  const pair = comparable(left, right);
  if (!pair) throw typeFault(`Can't compare ${typeName(left)} to ${typeName(right)}.`);
  const [first, second] = pair;
  if (operator === '<') return first < second;
  if (operator === '>') return first > second;
  return operator === '<=' ? first <= second : first >= second;
}

/** Order exists between numbers, between texts, between dates and between calendar dates. */
function comparable(left: Value, right: Value): readonly [number, number] | readonly [string, string] | null {
  if (typeof left === 'number' && typeof right === 'number') return [left, right];
  if (typeof left === 'string' && typeof right === 'string') return [left, right];
  if (left instanceof JiraDate && right instanceof JiraDate) return [left.time, right.time];
  if (left instanceof JiraCalendarDate && right instanceof JiraCalendarDate) return [left.time, right.time];
  return null;
}
