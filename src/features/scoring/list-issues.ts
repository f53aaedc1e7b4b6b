import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { Now } from '../../core/clock';
import type { Projects } from '../../core/permissions';
import { forReaders, type ForReaders } from '../../core/readers';
import type { Content, IssueList, IssueQuery, ListedIssue } from '../../core/scores';
import type { Storage } from '../../core/storage';
import { readConfirmations } from './confirmations';
import type { Inputs, ScoringModel } from './model';
import type { Explained } from './rules';
import { readScoringPolicy, type ScoringPolicy, type TeamPolicy } from './scoring-policy';
import { scoringTime, staleness, type Stale } from './staleness';
import { readProjectModel } from './stored-model';
import { readTeams, type Team } from './stored-team';
import { isWide } from './team-rules';
import { answered } from './value';

interface Deps {
  readonly projects: Projects;
  readonly list: IssueList;
  readonly storage: Storage;
  readonly now: Now;
}

export interface IssueRow extends Omit<ListedIssue, 'projectId' | 'createdAt' | 'factors' | 'score'> {
  readonly inputs: Inputs;
  readonly outcome: Explained;
  readonly stored: number | null;
  readonly stale: Content | 'age' | null;
  readonly disputed: boolean;
}

/** Issues as a list shows them, in the order asked; what the caller cannot see, or is in another project, is left out. Two reads of issues, whatever their number. */
export function readRows(
  deps: Deps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly ids: readonly IssueId[] },
): Promise<ForReaders<{ readonly model: ScoringModel; readonly team: TeamPolicy; readonly rows: readonly IssueRow[] }>> {
  return forReaders(deps, claim.projectId, async (project) => {
    const [{ model }, policy, found] = await Promise.all([
      readProjectModel(deps.storage, project.id),
      readScoringPolicy(deps.storage, project.id),
      deps.list.issues(claim.ids),
    ]);
    const issues = new Map(found.filter(({ projectId }) => projectId === project.id).map((issue) => [issue.id, issue]));
    const stale = await staleAmong(
      deps,
      policy,
      [...issues.values()].filter(({ score }) => score !== null),
    );
    const teams = policy.team === 'off' ? new Map<IssueId, Team>() : await readTeams(deps.storage, [...issues.keys()]);
    const viewer = actor.kind === 'person' ? actor.accountId : null;
    const rows = [...new Set(claim.ids)].flatMap((id) => issues.get(id) ?? []);
    return {
      model,
      team: policy.team,
      rows: rows.map(({ projectId: _, createdAt: __, factors, score, ...issue }) => ({
        ...issue,
        ...answered(model, factors),
        stored: score,
        stale: stale.get(issue.id)?.because[0] ?? null,
        disputed: isDisputed(model, teams.get(issue.id), viewer),
      })),
    };
  });
}

/** Whether the team's answers to a question lie far apart, as far as this person may see them. */
function isDisputed(model: ScoringModel, team: Team | undefined, viewer: AccountId | null): boolean {
  if (team?.model !== model.id) return false;
  const answeredByViewer = team.givers.find(({ account }) => account === viewer)?.answered ?? [];
  return model.factors.some(({ key, scale }) => {
    const spread = team.spread[key];
    return spread !== undefined && isWide(scale, spread) && (team.revealed !== null || answeredByViewer.includes(key));
  });
}

export type ScoreFilter = 'scored' | 'unscored' | 'stale';

/** Open issues of the project that match, as the caller: ids in no order. */
export function findIssues(
  deps: Deps,
  claim: Omit<IssueQuery, 'scored'> & { readonly score?: ScoreFilter | undefined },
): Promise<ForReaders<readonly IssueId[]>> {
  return forReaders(deps, claim.projectId, async (project) => {
    const { score, ...query } = claim;
    const ids = await deps.list.find({ ...query, ...(score === undefined ? {} : { scored: score !== 'unscored' }) }, project.key);
    if (score !== 'stale') return ids;
    const scored = ids.map((id) => ({ id, createdAt: null }));
    return [...(await staleAmong(deps, await readScoringPolicy(deps.storage, project.id), scored)).keys()];
  });
}

/** What a list can be filtered by. */
export const readFilters = (deps: Deps, claimed: ProjectId): Promise<ForReaders<Awaited<ReturnType<IssueList['filters']>>>> =>
  forReaders(deps, claimed, (project) => deps.list.filters(project.id));

/** Which of these scored issues are stale, and why. Where `createdAt` is null, issues without a history of answers are read for it. */
async function staleAmong(
  deps: Deps,
  { staleAfterDays }: Pick<ScoringPolicy, 'staleAfterDays'>,
  scored: readonly { readonly id: IssueId; readonly createdAt: number | null }[],
): Promise<ReadonlyMap<IssueId, Stale>> {
  if (scored.length === 0) return new Map();
  const histories = await deps.list.scoringHistories(scored.map(({ id }) => id));
  const created = new Map(scored.flatMap(({ id, createdAt }) => (createdAt === null ? [] : [[id, createdAt] as const])));
  const ageless = scored.map(({ id }) => id).filter((id) => !created.has(id) && (histories.get(id)?.scoredAt ?? null) === null);
  for (const { id, createdAt } of await deps.list.issues(ageless)) created.set(id, createdAt);
  const now = deps.now();
  const among = (ids: readonly IssueId[], confirmedAt: (id: IssueId) => number | null): ReadonlyMap<IssueId, Stale> =>
    new Map(
      ids.flatMap((id) => {
        const { scoredAt, changes } = histories.get(id) ?? { scoredAt: null, changes: [] };
        const createdAt = created.get(id) ?? null;
        // Gone or hidden since it was found.
        if (scoredAt === null && createdAt === null) return [];
        const stale = staleness(scoringTime({ scoredAt }, createdAt ?? 0, confirmedAt(id)), changes, now, staleAfterDays);
        return stale === null ? [] : [[id, stale] as const];
      }),
    );
  // Whether somebody found it still right matters for the few that would be stale otherwise.
  const suspects = [
    ...among(
      scored.map(({ id }) => id),
      () => null,
    ).keys(),
  ];
  const confirmations = await readConfirmations(deps.storage, suspects);
  return among(suspects, (id) => confirmations.get(id)?.at ?? null);
}
