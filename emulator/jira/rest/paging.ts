import { badRequest } from '../errors';
import { intParam } from './define';
import type { OperationContext } from './operation';

export interface Slice<T> {
  readonly startAt: number;
  readonly maxResults: number;
  readonly total: number;
  readonly isLast: boolean;
  readonly rows: readonly T[];
}

/** The page `startAt`/`maxResults` ask for; a larger page than `cap` is cut to it, as Jira does. */
export function slice<T>(context: OperationContext, items: readonly T[], fallback = 50, cap = fallback): Slice<T> {
  const startAt = intParam(context.query, 'startAt', 0);
  const asked = intParam(context.query, 'maxResults', fallback);
  if (startAt < 0) throw badRequest('The value of startAt must not be negative.');
  if (asked < 0) throw badRequest('The value of maxResults must not be negative.');
  const maxResults = Math.min(asked, cap);
  const rows = items.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: items.length, isLast: startAt + rows.length >= items.length, rows };
}

/** Jira's paged bean: `{self, nextPage?, maxResults, startAt, total, isLast, values}`. */
export function pageBean<T, J>(
  context: OperationContext,
  path: string,
  items: readonly T[],
  shape: (item: T) => J,
  options: { readonly fallback?: number; readonly cap?: number } = {},
): Record<string, unknown> {
  const fallback = options.fallback ?? 50;
  const page = slice(context, items, fallback, options.cap ?? fallback);
  const link = (startAt: number): string => {
    const query = new URLSearchParams(context.query);
    query.set('startAt', String(startAt));
    query.set('maxResults', String(page.maxResults));
    return `${context.baseUrl}/rest/api/${context.apiVersion}/${path}?${query.toString()}`;
  };
  return {
    self: link(page.startAt),
    ...(page.isLast ? {} : { nextPage: link(page.startAt + page.maxResults) }),
    maxResults: page.maxResults,
    startAt: page.startAt,
    total: page.total,
    isLast: page.isLast,
    values: page.rows.map(shape),
  };
}
