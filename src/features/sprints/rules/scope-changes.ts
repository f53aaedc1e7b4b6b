import type { AccountId, IssueId } from '../../../core/actor';
import type { SprintChange, SprintId, SprintIssue } from '../../../core/sprints';

/** Somebody took an issue into a sprint after its start, or out of it (C4). */
export interface ScopeChange {
  readonly sprintId: SprintId;
  readonly issueId: IssueId;
  readonly what: 'added' | 'removed';
  readonly by: AccountId | null;
  readonly at: number;
  /** Jira's number of the history entry; 0: the issue was created in the sprint. The same change is one row, however often it is seen. */
  readonly change: number;
}

/** A sprint whose scope counts from its start. */
interface Started {
  readonly id: SprintId;
  readonly startDate: number | null;
}

/** What an issue's history says of a sprint's scope after its start and before `until` (C4). An issue created in it has no entry; its creation is one. */
export function scopeChanges(
  { id, startDate }: Started,
  issue: SprintIssue,
  changes: readonly SprintChange[],
  ownAccount: AccountId,
  until = Infinity,
): readonly ScopeChange[] {
  if (issue.subtask) return [];
  const since = startDate ?? 0;
  const common = { sprintId: id, issueId: issue.id };
  const moves = changes.flatMap(({ id: change, at, by, sprints }): readonly ScopeChange[] => {
    if (sprints === null || at <= since || at >= until) return [];
    const [was, is] = [sprints.from.includes(id), sprints.to.includes(id)];
    if (was === is) return [];
    // What Mandate itself brought back was there before.
    return by?.accountId === ownAccount ? [] : [{ ...common, what: is ? 'added' : 'removed', by: by?.accountId ?? null, at, change }];
  });
  const [first] = moves;
  const isBroughtBack = changes.some(({ sprints, by }) => sprints?.to.includes(id) === true && by?.accountId === ownAccount);
  const isInside = isBroughtBack
    ? false
    : first === undefined
      ? issue.sprints.some((sprint) => sprint.id === id)
      : first.what === 'removed';
  const isCreated = isInside && issue.createdAt > since && issue.createdAt < until;
  return isCreated ? [{ ...common, what: 'added', by: issue.creator, at: issue.createdAt, change: 0 }, ...moves] : moves;
}
