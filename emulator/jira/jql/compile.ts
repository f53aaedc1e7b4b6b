import type { Clause, OperatorValue, TerminalClause } from '@atlaskit/jql-ast';
import type { Issue } from '../model';
import { refused, type JqlContext, type Predicate } from './context';
import type { EntityField, JqlField, NumberField, InstantField, DayField, TextField } from './field-types';
import { jqlField } from './fields';
import { changedClause, wasClause } from './history';
import { dayValues, entityValues, instantValues, numberValues, type Values } from './operands';
import { parseTextQuery } from './text';

/**
 * A WHERE clause as a test on issue records.
 *
 * Jira turns NOT into the opposite operators before it searches, and `!=`, NOT IN, `!~` find only issues that have a value: so
 * `NOT labels = x` leaves out issues without labels, like `labels != x`.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-operators/
 * @throws JiraError 400
 */
export function compileClause(clause: Clause, context: JqlContext, negated = false): Predicate {
  switch (clause.clauseType) {
    case 'not':
      return compileClause(clause.clause, context, !negated);
    case 'compound': {
      const parts = clause.clauses.map((part) => compileClause(part, context, negated));
      const all = (clause.operator.value === 'and') !== negated;
      return all ? (issue) => parts.every((part) => part(issue)) : (issue) => parts.some((part) => part(issue));
    }
    case 'terminal':
      return compileTerminal(clause, context, negated);
  }
}

const OPPOSITES: Readonly<Partial<Record<OperatorValue, OperatorValue>>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
};

const EQUALITY: readonly OperatorValue[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
const COMPARISON: readonly OperatorValue[] = ['<', '<=', '>', '>='];
const HISTORY: readonly OperatorValue[] = ['was', 'was not', 'was in', 'was not in', 'changed'];

/** The operators a field takes, as the reference data lists them. */
export function operatorsOf(field: JqlField): readonly OperatorValue[] {
  switch (field.kind) {
    case 'entity':
      return [...EQUALITY, ...(field.compare ? COMPARISON : []), ...(field.history === undefined ? [] : HISTORY)];
    case 'text':
      return ['~', '!~', 'is', 'is not'];
    case 'rank':
      return [];
    default:
      return [...EQUALITY, ...COMPARISON];
  }
}

function compileTerminal(clause: TerminalClause, context: JqlContext, negated: boolean): Predicate {
  const field = jqlField(clause.field.value, context);
  if (clause.field.properties && clause.field.properties.length > 0)
    throw refused(`Field '${clause.field.value}' does not exist or you do not have permission to view it.`);
  const written = clause.operator?.value;
  if (!written) throw refused('Error in the JQL Query: The query is incomplete.');
  const isHistory = HISTORY.includes(written);
  if (isHistory) {
    const test = written === 'changed' ? changedClause(field, clause, context) : wasClause(field, clause, context);
    return negated ? (issue) => !test(issue) : test;
  }
  if (!operatorsOf(field).includes(written))
    throw refused(`The operator '${clause.operator?.text}' is not supported by the '${field.name}' field.`);
  const operator = negated ? OPPOSITES[written]! : written;
  switch (field.kind) {
    case 'entity':
      return entityTest(field, operator, entityValues(field, clause, context));
    case 'number':
      return orderedTest(field, operator, numberValues(field, clause), difference);
    case 'instant':
      return orderedTest(field, operator, instantValues(field, clause, context), difference);
    case 'day':
      return orderedTest(field, operator, dayValues(field, clause, context), (a, b) => (a < b ? -1 : a > b ? 1 : 0));
    case 'text':
      return textTest(field, operator, clause);
    case 'rank':
      throw refused(`The operator '${written}' is not supported by the '${field.name}' field.`);
  }
}

const difference = (a: number, b: number): number => a - b;

function entityTest(field: EntityField, operator: OperatorValue, operand: Values<string>): Predicate {
  if (COMPARISON.includes(operator)) {
    const compare = field.compare!;
    return orderedTest({ values: field.values }, operator, operand, compare);
  }
  return membershipTest(field.values, operator, operand);
}

/** Comparisons of one operand with any of the field's values; equality as for entities. */
function orderedTest<T extends number | string>(
  field: Pick<NumberField | InstantField | DayField | EntityField, never> & { readonly values: (issue: Issue) => readonly T[] },
  operator: OperatorValue,
  operand: Values<T>,
  compare: (value: T, operand: T) => number,
): Predicate {
  if (!COMPARISON.includes(operator)) return membershipTest(field.values, operator, operand);
  const limit = operand.values[0];
  if (operand.empty || limit === undefined) return () => false;
  const holds = sign(operator);
  return (issue) => field.values(issue).some((value) => holds(compare(value, limit)));
}

function sign(operator: OperatorValue): (difference: number) => boolean {
  if (operator === '<') return (value) => value < 0;
  if (operator === '<=') return (value) => value <= 0;
  if (operator === '>') return (value) => value > 0;
  return (value) => value >= 0;
}

function membershipTest<T>(values: (issue: Issue) => readonly T[], operator: OperatorValue, operand: Values<T>): Predicate {
  const wanted = new Set(operand.values);
  const matches = (issue: Issue): boolean => {
    const found = values(issue);
    return found.length === 0 ? operand.empty : found.some((value) => wanted.has(value));
  };
  if (operator === '=' || operator === 'in' || operator === 'is') return matches;
  // Only issues with a value, and none of the named ones.
  return (issue) => values(issue).length > 0 && !matches(issue);
}

function textTest(field: TextField, operator: OperatorValue, clause: TerminalClause): Predicate {
  const hasText: Predicate = field.isFilled ?? ((issue) => field.texts(issue).some((words) => words.length > 0));
  const operand = clause.operand;
  if (operator === 'is') return (issue) => !hasText(issue);
  if (operator === 'is not') return hasText;
  if (operand?.operandType !== 'value')
    throw refused(`The operator '${clause.operator?.text}' does not support the given value for the field '${field.name}'.`);
  const query = parseTextQuery(operand.value);
  if (!query)
    throw refused(`The value '${operand.value}' for the field '${field.name}' is empty or contains nothing that can be searched.`);
  const found: Predicate = (issue) => field.texts(issue).some((words) => query(words));
  return operator === '~' ? found : (issue) => hasText(issue) && !found(issue);
}
