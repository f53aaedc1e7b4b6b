import type { IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
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

/** After something was found missing: throws where the app is kept from seeing the project, in which nothing is gone for that (O4b). */
export async function mustSee({ boards }: Pick<SprintDeps, 'boards'>, projectId: ProjectId): Promise<void> {
  if ((await boards.view(projectId)) === 'blocked') throw new AppError('unavailable', `Project ${projectId} cannot be seen any more`);
}
