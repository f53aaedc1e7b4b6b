import type { IssueId, ProjectId } from '../../../core/actor';
import type { SprintChange, SprintId, SprintIssue } from '../../../core/sprints';
import { inRankOrder } from './ending';
import type { Departure } from './departure';

/** Why an issue is not brought back. `refused`: Jira would not move it. */
export const NOT_BACK = ['done', 'moved', 'elsewhere', 'unseen', 'refused'] as const;

export interface NotBack {
  readonly issue: IssueId;
  readonly why: (typeof NOT_BACK)[number];
}

/** What a sprint left unfinished. */
export interface Left {
  readonly projectId: ProjectId;
  /** In rank order. */
  readonly unfinished: readonly IssueId[];
  /** Those of them that belonged to other projects: a board's filter may span several. */
  readonly foreign: readonly { readonly issue: IssueId; readonly projectId: ProjectId }[];
}

export interface RestorePlan {
  /** In the sprint's order; those that are in it already are among them. */
  readonly back: readonly IssueId[];
  /** Not in it yet, in the same order. */
  readonly move: readonly IssueId[];
  readonly notBack: readonly NotBack[];
  /** Whether Jira's rank already has them in that order. */
  readonly inOrder: boolean;
}

/**
 * Which of the unfinished issues go into the sprint that is made again (C2). What somebody did with an issue after the sprint had ended stands: done, moved to another
 * project, planned elsewhere. `departure`: what ended the sprint may itself have put them elsewhere, and that is put right.
 */
export function planRestore(
  { unfinished, foreign, projectId }: Left,
  into: SprintId | null,
  issues: ReadonlyMap<IssueId, SprintIssue>,
  changes: ReadonlyMap<IssueId, readonly SprintChange[]>,
  departure: Departure | null,
): RestorePlan {
  const homes = new Map(foreign.map((each) => [each.issue, each.projectId]));
  const whyNot = (id: IssueId): NotBack['why'] | null => {
    const issue = issues.get(id);
    if (issue === undefined) return 'unseen';
    if (issue.projectId !== (homes.get(id) ?? projectId)) return 'moved';
    if (issue.done) return 'done';
    const open = issue.sprints.filter((sprint) => sprint.state !== 'closed' && sprint.id !== into);
    if (open.length === 0) return null;
    const last = changes.get(id)?.findLast(({ sprints }) => sprints !== null);
    const isOfTheEnd = departure?.issues.has(id) === true && last !== undefined && last.at <= departure.at;
    return isOfTheEnd ? null : 'elsewhere';
  };
  const notBack = unfinished.flatMap((issue) => {
    const why = whyNot(issue);
    return why === null ? [] : [{ issue, why }];
  });
  const out = new Set(notBack.map(({ issue }) => issue));
  const back = unfinished.filter((id) => !out.has(id));
  const isIn = (id: IssueId): boolean => into !== null && issues.get(id)?.sprints.some((sprint) => sprint.id === into) === true;
  return {
    back,
    move: back.filter((id) => !isIn(id)),
    notBack,
    inOrder: inRankOrder(back, issues).every((id, index) => id === back[index]),
  };
}
