import type { OrderBy } from '@atlaskit/jql-ast';
import type { Issue } from '../model';
import { refused, type JqlContext } from './context';
import type { SortKey } from './field-types';
import { jqlField } from './fields';

const MAX_ORDER_FIELDS = 7;

interface Criterion {
  readonly key: (issue: Issue) => SortKey;
  readonly direction: 1 | -1;
}

/** An issue's place in the order: its values of the ORDER BY fields, then its id. JSON-safe, so it can travel in a page token. */
export type Place = readonly SortKey[];

export interface Order {
  readonly placeOf: (issue: Issue) => Place;
  readonly compare: (a: Place, b: Place) => number;
}

/**
 * Sorts by the ORDER BY fields, then (and without ORDER BY) newest first, as Jira does. An empty field counts as the lowest value:
 * first ascending, last descending. Atlassian does not document where empty values go, so nothing should depend on it.
 * `fallback: 'rank'`: by rank where the query has no ORDER BY.
 * @throws JiraError 400 for an unknown or unsortable field, or more than seven
 */
export function compileOrder(orderBy: OrderBy | undefined, context: JqlContext, fallback?: 'rank'): Order {
  const fields = orderBy ? orderBy.fields : [];
  if (fields.length > MAX_ORDER_FIELDS) throw refused(`JQL can be ordered by at most ${MAX_ORDER_FIELDS} fields.`);
  const criteria = fields.map((entry): Criterion => {
    const field = jqlField(entry.field.value, context);
    if (!field.sortKey) throw refused(`Not able to sort using field '${entry.field.value}'.`);
    return { key: field.sortKey, direction: entry.direction && entry.direction.value.toUpperCase() === 'DESC' ? -1 : 1 };
  });
  if (!orderBy && fallback === 'rank') criteria.push({ key: (issue) => issue.rank, direction: 1 });
  const directions = criteria.map(({ direction }) => direction);
  return {
    placeOf: (issue) => [...criteria.map(({ key }) => key(issue)), Number(issue.id)],
    compare: (a, b) => {
      for (let index = 0; index < directions.length; index += 1) {
        const difference = compareKeys(a[index] ?? null, b[index] ?? null);
        if (difference !== 0) return difference * directions[index]!;
      }
      return compareKeys(b[directions.length] ?? null, a[directions.length] ?? null);
    },
  };
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
