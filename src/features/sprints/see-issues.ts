import type { IssueId } from '../../core/actor';
import type { SprintChange, SprintIssue } from '../../core/sprints';
import type { SprintDeps } from './deps';

/** Issues as they are now, and what their history says. Those the app cannot see are in neither. */
export interface SeenIssues {
  readonly issues: ReadonlyMap<IssueId, SprintIssue>;
  readonly changes: ReadonlyMap<IssueId, readonly SprintChange[]>;
}

export async function seeIssues(deps: Pick<SprintDeps, 'boards'>, ids: readonly IssueId[], since: number): Promise<SeenIssues> {
  if (ids.length === 0) return { issues: new Map(), changes: new Map() };
  const [issues, changes] = await Promise.all([deps.boards.issues(ids), deps.boards.changes(ids, since)]);
  return { issues, changes };
}
