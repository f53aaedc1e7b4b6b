import type { Clause, Field, Operand, OrderBy, Predicate, Query } from '@atlaskit/jql-ast';
import { JiraError } from '../errors';
import type { Jira } from '../jira';
import { parseJql } from '../jql/parse';

type Row = Record<string, unknown>;

/**
 * One query as `POST jql/parse` answers it: its structure, or why it is wrong. `strict`: what does not exist is an error; `warn`: a
 * warning; `none`: only the syntax counts.
 */
export function parsedQuery(jira: Jira, accountId: string | null, query: string, validation: 'strict' | 'warn' | 'none'): Row {
  let parsed: Query;
  try {
    parsed = parseJql(query);
  } catch (error) {
    return { query, errors: messagesOf(error) };
  }
  const structure = structureOf(parsed);
  if (validation === 'none') return { query, structure };
  try {
    jira.search.compile(query, accountId);
  } catch (error) {
    return validation === 'strict' ? { query, errors: messagesOf(error) } : { query, structure, warnings: messagesOf(error) };
  }
  return { query, structure };
}

function messagesOf(error: unknown): readonly string[] {
  if (error instanceof JiraError) return error.errorMessages;
  throw error;
}

function structureOf(query: Query): Row {
  return {
    ...(query.where ? { where: clauseOf(query.where) } : {}),
    ...(query.orderBy ? { orderBy: orderOf(query.orderBy) } : {}),
  };
}

const orderOf = (orderBy: OrderBy): Row => ({
  fields: orderBy.fields.map(({ field, direction }) => ({
    field: fieldOf(field),
    ...(direction ? { direction: direction.value.toLowerCase() } : {}),
  })),
});

function clauseOf(clause: Clause): Row {
  switch (clause.clauseType) {
    case 'not':
      return { operator: 'not', clauses: [clauseOf(clause.clause)] };
    case 'compound':
      return { operator: clause.operator.value, clauses: clause.clauses.map(clauseOf) };
    case 'terminal': {
      const operator = clause.operator ? clause.operator.value : '=';
      const timed = operator === 'changed' || operator.startsWith('was');
      return {
        field: fieldOf(clause.field),
        operator,
        ...(clause.operand ? { operand: operandOf(clause.operand) } : {}),
        ...(timed ? { predicates: clause.predicates.map(predicateOf) } : {}),
      };
    }
  }
}

const predicateOf = ({ operator, operand }: Predicate): Row => ({ operator: operator.value, operand: operand ? operandOf(operand) : {} });

function fieldOf(field: Field): Row {
  const properties = field.properties ? field.properties : [];
  return {
    name: field.value,
    encodedName: field.text,
    ...(properties.length > 0
      ? {
          property: properties.map(({ key, path }) => ({
            entity: 'issue',
            key: key ? key.value : '',
            path: path ? path.map((part) => part.value.replace(/^\./, '')).join('.') : '',
          })),
        }
      : {}),
  };
}

function operandOf(operand: Operand): Row {
  switch (operand.operandType) {
    case 'value':
      return { value: operand.value, encodedValue: operand.text };
    case 'keyword':
      return { keyword: 'empty' };
    case 'function': {
      const written = operand.arguments.map((argument) => argument.text).join(', ');
      return {
        function: operand.function.value,
        arguments: operand.arguments.map((argument) => argument.value),
        encodedOperand: `${operand.function.text}(${written})`,
      };
    }
    case 'list':
      return { values: operand.values.map(operandOf), encodedOperand: `(${operand.values.map(textOf).join(', ')})` };
  }
}

function textOf(operand: Operand): string {
  if (operand.operandType === 'value') return operand.text;
  if (operand.operandType === 'keyword') return 'EMPTY';
  const row = operandOf(operand);
  return String(row['encodedOperand']);
}
