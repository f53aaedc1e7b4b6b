import type { Operand, TerminalClause } from '@atlaskit/jql-ast';
import { refused, type JqlContext } from './context';
import { dateFunction, dateOf } from './dates';
import type { EntityField, InstantField, DayField, NumberField } from './field-types';
import { jqlFunction } from './functions';
import { localDate } from './zoned-time';

/** What the right-hand side of a clause means: values, and whether EMPTY is among them. */
export interface Values<T> {
  readonly values: readonly T[];
  readonly empty: boolean;
}

/**
 * Each operand on its own: EMPTY, a value, or a function.
 * @throws JiraError 400 when a list operator gets a single value or the other way round
 */
export function singleOperands(clause: TerminalClause, fieldName: string): readonly Exclude<Operand, { operandType: 'list' }>[] {
  const operand = clause.operand;
  const operator = clause.operator;
  if (!operand || !operator) throw refused('Error in the JQL Query: The query is incomplete.');
  const wantsList = ['in', 'not in', 'was in', 'was not in'].includes(operator.value);
  if (operand.operandType === 'list') {
    if (!wantsList) throw refused(`Operator '${operator.text}' does not support the list value for field '${fieldName}'.`);
    return operand.values.flatMap((value) => (value.operandType === 'list' ? [] : [value]));
  }
  if (operand.operandType === 'function') {
    const name = operand.function.value;
    const written = `${name}(${operand.arguments.map((argument) => argument.text).join(', ')})`;
    const list = isDateFunction(name)
      ? false
      : jqlFunction(
          name,
          operand.arguments.map((argument) => argument.value),
        ).list;
    if (list !== wantsList) {
      throw refused(
        `Operator '${operator.text}' does not support the ${list ? 'list' : 'non-list'} value '${written}' for field '${fieldName}'.`,
      );
    }
  }
  return [operand];
}

export function entityValues(field: EntityField, clause: TerminalClause, context: JqlContext): Values<string> {
  const values: string[] = [];
  let empty = false;
  for (const operand of singleOperands(clause, field.name)) {
    if (operand.operandType === 'keyword') empty = true;
    else if (operand.operandType === 'function') {
      const args = operand.arguments.map((argument) => argument.value);
      const called = isDateFunction(operand.function.value) ? undefined : jqlFunction(operand.function.value, args);
      if (called?.type !== field.type)
        throw refused(`A value provided by the function '${operand.function.value}' is invalid for the field '${field.name}'.`);
      values.push(...called.evaluate(args, context));
    } else {
      const ids = field.resolve(operand.value);
      if (ids.length === 0 && !context.saved)
        throw refused(field.unknown?.(operand.value) ?? `The value '${operand.value}' does not exist for the field '${field.name}'.`);
      // "Unresolved" resolves to nothing at all.
      if (ids.includes('')) empty = true;
      values.push(...ids.filter((id) => id !== ''));
    }
  }
  return { values, empty };
}

export function numberValues(field: NumberField, clause: TerminalClause): Values<number> {
  return mapped(field.name, clause, (operand) => {
    const number = operand.operandType === 'value' && operand.value.trim() !== '' ? Number(operand.value) : NaN;
    if (Number.isNaN(number)) {
      const written = operand.operandType === 'value' ? operand.value : 'this function';
      throw refused(`The value '${written}' is not valid for the field '${field.name}'. A number is required.`);
    }
    return number;
  });
}

export function instantValues(field: InstantField | DayField, clause: TerminalClause, context: JqlContext): Values<number> {
  return mapped(field.name, clause, (operand) => momentOf(operand, field.name, context));
}

export function dayValues(field: DayField, clause: TerminalClause, context: JqlContext): Values<string> {
  const { values, empty } = instantValues(field, clause, context);
  return { values: values.map((at) => localDate(at, context.timeZone)), empty };
}

type ValueOrFunction = Extract<Operand, { operandType: 'value' | 'function' }>;

/** The moment an operand of a date field or of a history predicate names. */
export function momentOf(operand: ValueOrFunction, fieldName: string, context: JqlContext): number {
  if (operand.operandType === 'value') return dateOf(operand.value, fieldName, context);
  const args = operand.arguments.map((argument) => argument.value);
  const at = dateFunction(operand.function.value, args, context);
  if (at !== undefined) return at;
  jqlFunction(operand.function.value, args);
  throw refused(`A date for the field '${fieldName}' provided by the function '${operand.function.value}' is not valid.`);
}

const isDateFunction = (name: string): boolean => /^(now|(start|end)of(day|week|month|year))$/i.test(name);

function mapped<T>(fieldName: string, clause: TerminalClause, convert: (operand: ValueOrFunction) => T): Values<T> {
  const values: T[] = [];
  let empty = false;
  for (const operand of singleOperands(clause, fieldName)) {
    if (operand.operandType === 'keyword') empty = true;
    else values.push(convert(operand));
  }
  return { values, empty };
}
