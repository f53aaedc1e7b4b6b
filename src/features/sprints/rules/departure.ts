import type { AccountId, IssueId } from '../../../core/actor';
import type { SprintChange, SprintId } from '../../../core/sprints';

/** Issues left a sprint together because it ended. */
export interface Departure {
  /** Epoch milliseconds, of the last of them. */
  readonly at: number;
  /** The one who did all of it; null: the history names several, or nobody. */
  readonly by: AccountId | null;
  readonly issues: ReadonlySet<IssueId>;
}

/** Jira writes the history of one deletion issue by issue. */
const ONE_ACT = 60_000;

interface Leaving {
  readonly issue: IssueId;
  readonly at: number;
  readonly by: AccountId | null;
}

/** Jira's history of the issues of a deleted sprint: those that lost it last, all at once. Null: none shows that. `by`: who is known to have done it; null: not known. */
export function departureAtDeletion(
  id: SprintId,
  changes: ReadonlyMap<IssueId, readonly SprintChange[]>,
  by: AccountId | null,
): Departure | null {
  const left = leavings(changes, by, ({ from, to }) => from.includes(id) && !to.includes(id));
  const at = Math.max(...left.map((each) => each.at));
  return left.length === 0 ? null : departure(left.filter((each) => at - each.at <= ONE_ACT));
}

/** Of a closed sprint: those that whoever closed it took on into another sprint. The closed one stays on them, unlike on what was moved by hand before. */
export function departureAtClose(
  id: SprintId,
  changes: ReadonlyMap<IssueId, readonly SprintChange[]>,
  closedAt: number,
  by: AccountId | null,
): Departure | null {
  const left = leavings(changes, by, ({ from, to }) => from.includes(id) && to.includes(id) && to.length > from.length);
  return departure(left.filter((each) => Math.abs(each.at - closedAt) <= ONE_ACT));
}

/** How issues left a sprint that was deleted or closed at that time. `by`: who is known to have done it; null: not known. */
export const departureOf = (
  {
    sprintId,
    what,
    at,
    by,
  }: { readonly sprintId: SprintId; readonly what: 'deleted' | 'closed'; readonly at: number; readonly by: AccountId | null },
  changes: ReadonlyMap<IssueId, readonly SprintChange[]>,
): Departure | null => (what === 'deleted' ? departureAtDeletion(sprintId, changes, by) : departureAtClose(sprintId, changes, at, by));

function leavings(
  changes: ReadonlyMap<IssueId, readonly SprintChange[]>,
  by: AccountId | null,
  is: (sprints: NonNullable<SprintChange['sprints']>) => boolean,
): readonly Leaving[] {
  return [...changes].flatMap(([issue, all]) => {
    const last = all.findLast(({ sprints }) => sprints !== null && is(sprints));
    if (last === undefined) return [];
    const author = last.by?.accountId ?? null;
    // What others did shortly before or after is their own act.
    return by === null || author === by ? [{ issue, at: last.at, by: author }] : [];
  });
}

function departure(left: readonly Leaving[]): Departure | null {
  if (left.length === 0) return null;
  const [by = null, ...others] = new Set(left.map((each) => each.by));
  return {
    at: Math.max(...left.map((each) => each.at)),
    by: others.length === 0 ? by : null,
    issues: new Set(left.map(({ issue }) => issue)),
  };
}
