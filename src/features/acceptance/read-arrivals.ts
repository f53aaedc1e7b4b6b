import type { Actor, ProjectId } from '../../core/actor';
import { namesOf, type Named } from '../../core/permissions';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import type { VisibleIssue } from '../../core/rank';
import type { AcceptanceDeps } from './deps';
import type { StoryState } from './rules/checklist';
import { listArrivals } from './stored-arrivals';

export interface ArrivalsShown {
  readonly arrivals: readonly {
    readonly issue: Pick<VisibleIssue, 'id' | 'key' | 'summary'> | null;
    readonly at: number;
    readonly by: Named | null;
    readonly state: StoryState;
  }[];
  readonly hidden: number;
  readonly next: string | null;
}

const A_PAGE = 25;

/** Issues that came into Done unaccepted, newest first, for whoever sees the project's issues; what is hidden from them is only counted (O3b, A5). */
export const readArrivals = (
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly after?: string | undefined },
): Promise<ForBrowsers<ArrivalsShown>> =>
  forBrowsers(deps, actor, claim.projectId, async (project) => {
    const { arrivals, cursor } = await listArrivals(deps.storage, project.id, { limit: A_PAGE, cursor: claim.after ?? null });
    const [seen, names] = await Promise.all([
      arrivals.length === 0 ? new Map<string, VisibleIssue>() : deps.visible.asCaller(arrivals.map(({ issueId }) => issueId)),
      namesOf(
        deps.people,
        arrivals.map(({ by }) => by),
      ),
    ]);
    const shown = arrivals.flatMap(({ issueId, at, by, state }) => {
      const issue = seen.get(issueId);
      if (issue === undefined) return [];
      const { id, key, summary } = issue;
      return [{ issue: { id, key, summary }, at, by: by === null ? null : { accountId: by, name: names.get(by) ?? null }, state }];
    });
    return { arrivals: shown, hidden: arrivals.length - shown.length, next: cursor };
  });
