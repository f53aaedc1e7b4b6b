import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Named } from '../../core/permissions';
import type { VisibleIssue } from '../../core/rank';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import type { SprintId } from '../../core/sprints';
import type { SprintsDeps } from './deps';
import type { ScopeChange } from './rules/scope-changes';
import { readScopeChanges } from './stored-scope';

const A_PAGE = 50;

export interface ScopeShown {
  readonly rows: readonly {
    readonly id: string;
    readonly issue: Pick<VisibleIssue, 'id' | 'key' | 'summary'>;
    readonly what: ScopeChange['what'];
    readonly by: Named | null;
    readonly at: number;
  }[];
  /** Of this page. */
  readonly hidden: number;
  readonly next: string | null;
}

/** Who took what into or out of a sprint after its start (C4). */
export const readScope = (
  deps: SprintsDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly sprintId: SprintId; readonly before?: string | undefined },
): Promise<ForBrowsers<ScopeShown>> =>
  forBrowsers(
    deps,
    actor,
    claim.projectId,
    async (project) => {
      const { changes, next } = await readScopeChanges(deps.storage, project.id, claim.sprintId, {
        limit: A_PAGE,
        before: claim.before ?? null,
      });
      const [issues, names] = await Promise.all([
        changes.length === 0 ? new Map<string, VisibleIssue>() : deps.visible.asCaller([...new Set(changes.map(({ issueId }) => issueId))]),
        deps.people.namesOf([...new Set(changes.flatMap(({ by }) => by ?? []))]),
      ]);
      const named = (account: AccountId | null): Named | null =>
        account === null ? null : { accountId: account, name: names.get(account) ?? null };
      const rows = changes.flatMap(({ id, issueId, what, by, at }) => {
        const issue = issues.get(issueId);
        return issue === undefined
          ? []
          : [{ id, issue: { id: issue.id, key: issue.key, summary: issue.summary }, what, by: named(by), at }];
      });
      return { rows, hidden: changes.length - rows.length, next };
    },
    'sprint',
  );
