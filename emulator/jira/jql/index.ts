import type { Clause } from '@atlaskit/jql-ast';
import { compileClause } from './compile';
import { refused, type JqlContext, type Predicate } from './context';
import { jqlField } from './fields';
import { compileOrder, type Order } from './order';
import { entityValues } from './operands';
import { parseJql } from './parse';

export { contextOf, type JqlContext } from './context';
export type { Place } from './order';

/** A query ready to run against issue records, for one person at one moment. */
export interface CompiledQuery {
  readonly matches: Predicate;
  readonly order: Order;
  /** The query can only find issues of these projects; null = of any. */
  readonly projectIds: ReadonlySet<string> | null;
  /** Has a search restriction, not just an ORDER BY. */
  readonly bounded: boolean;
}

/** @throws JiraError 400 in Jira's words */
export function compileJql(jql: string, context: JqlContext, defaultOrder?: 'rank'): CompiledQuery {
  const query = parseJql(jql);
  const where = query.where || undefined;
  const matches = where ? compileClause(where, context) : () => true;
  return {
    matches,
    order: compileOrder(query.orderBy || undefined, context, defaultOrder),
    projectIds: where ? projectsOf(where, context) : null,
    bounded: where !== undefined,
  };
}

export const unbounded = (): Error => refused('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');

/** The projects a clause limits its results to, if it surely does. */
function projectsOf(clause: Clause, context: JqlContext): ReadonlySet<string> | null {
  if (clause.clauseType === 'terminal') {
    if (clause.operator?.value !== '=' && clause.operator?.value !== 'in') return null;
    const field = jqlField(clause.field.value, context);
    return field.kind === 'entity' && field.name.toLowerCase() === 'project' ? new Set(entityValues(field, clause, context).values) : null;
  }
  if (clause.clauseType === 'not') return null;
  const parts = clause.clauses.map((part) => projectsOf(part, context));
  if (clause.operator.value === 'or') {
    return parts.every((part) => part !== null) ? new Set(parts.flatMap((part) => [...part])) : null;
  }
  return parts.reduce(
    (left, right) => (left === null ? right : right === null ? left : new Set([...left].filter((id) => right.has(id)))),
    null,
  );
}
