import { slice } from './paging';
import type { OperationContext } from './operation';

/** A page as the Jira Software API answers lists: `{maxResults, startAt, total, isLast, values}`, at most 50 rows. */
export function agilePage<T>(context: OperationContext, items: readonly T[], shape: (item: T) => unknown): Record<string, unknown> {
  const { maxResults, startAt, total, isLast, rows } = slice(context, items);
  return { maxResults, startAt, total, isLast, values: rows.map(shape) };
}
