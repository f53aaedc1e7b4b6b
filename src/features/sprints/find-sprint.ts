import type { IssueId, ProjectId } from '../../core/actor';
import type { Sprint, SprintId } from '../../core/sprints';
import type { SprintsDeps } from './deps';
import { lastColumnOf } from './last-column';
import { inRankOrder, isFinished } from './rules/ending';
import { seeIssues } from './see-issues';
import { readSetting } from './stored-setting';

/** The id is a claim: the sprint is read as the caller, and belongs to the project its board is at home in. Null: they cannot see it, or it is in no project. */
export async function findSprint(
  deps: Pick<SprintsDeps, 'asCaller'>,
  id: SprintId,
): Promise<{ readonly sprint: Sprint; readonly projectId: ProjectId } | null> {
  const sprint = await deps.asCaller.sprint(id);
  if (sprint === null || sprint.boardId === null) return null;
  const projectId = await deps.asCaller.homeOf(sprint.boardId);
  return projectId === null ? null : { sprint, projectId };
}

export interface Work {
  /** In rank order, as are the others. */
  readonly done: readonly IssueId[];
  readonly open: readonly IssueId[];
  /** Of the open ones those that belong to other projects. */
  readonly foreign: readonly { readonly issue: IssueId; readonly projectId: ProjectId }[];
  /** All projects other than the sprint's own that have an issue in it. */
  readonly others: readonly ProjectId[];
}

/** What is in a sprint now, as the app: whoever decides about it decides about what they cannot see too. */
export async function workOf(deps: Pick<SprintsDeps, 'boards' | 'storage'>, projectId: ProjectId, sprint: Sprint): Promise<Work> {
  const setting = await readSetting(deps.storage, projectId);
  const [found, lastColumn] = await Promise.all([deps.boards.issuesIn(sprint.id), lastColumnOf(deps, setting, sprint.boardId)]);
  const { issues } = await seeIssues(deps, found, 0);
  const members = inRankOrder(
    found.filter((id) => issues.get(id)?.sprints.some((each) => each.id === sprint.id) === true),
    issues,
  );
  const isDone = (id: IssueId): boolean => {
    const issue = issues.get(id);
    return issue !== undefined && isFinished(issue, lastColumn);
  };
  const open = members.filter((id) => !isDone(id));
  const homeOf = (id: IssueId): ProjectId => issues.get(id)?.projectId ?? projectId;
  return {
    done: members.filter(isDone),
    open,
    foreign: open.filter((id) => homeOf(id) !== projectId).map((issue) => ({ issue, projectId: homeOf(issue) })),
    others: [...new Set(members.map(homeOf))].filter((id) => id !== projectId),
  };
}
