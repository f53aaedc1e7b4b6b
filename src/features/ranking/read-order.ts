import type { AccountId, Actor, IssueId } from '../../core/actor';
import type { Named } from '../../core/permissions';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import { readPins } from './pins';
import { lastJob, type JobShown } from './show-job';
import { shownOrder, type InTier, type OrderDeps } from './shown-order';
import { readVisit } from './visits';

export interface OrderShown extends InTier {
  readonly order: readonly IssueId[];
  readonly hidden: number;
  readonly pinned: readonly IssueId[];
  readonly mayRank: boolean;
  readonly owner: Named | null;
  readonly job: JobShown | null;
  readonly lastVisit: number | null;
}

/** The order and what can be done with it, for whoever sees the project's issues. */
export const readOrder = (deps: OrderDeps, actor: Actor, claim: InTier): Promise<ForBrowsers<OrderShown>> =>
  forBrowsers(deps, actor, claim.projectId, async (project, mayRank) => {
    const at = { projectId: project.id, tier: claim.tier };
    const [{ order, hidden }, pinned, { owner }, job, lastVisit] = await Promise.all([
      shownOrder(deps, at),
      readPins(deps.storage, project.id),
      deps.tenures.of(project.id),
      lastJob(deps, project.id, () => Promise.resolve(mayRank)),
      actor.kind === 'person' ? readVisit(deps.storage, at, actor.accountId) : null,
    ]);
    const inOrder = new Set(order);
    const names = owner === null ? new Map<AccountId, string>() : await deps.people.namesOf([owner]);
    return {
      ...at,
      order,
      hidden,
      pinned: pinned.ids.filter((id) => inOrder.has(id)),
      mayRank,
      owner: owner === null ? null : { accountId: owner, name: names.get(owner) ?? null },
      job,
      lastVisit,
    };
  });

/** Issues whose scores one call answers: ten reads of Jira. */
const SCORES = 1_000;

interface Scores {
  readonly scores: readonly { readonly id: IssueId; readonly score: number | null }[];
  readonly next: number | null;
}

export const scoresOf = (deps: OrderDeps, actor: Actor, claim: InTier & { readonly from: number }): Promise<ForBrowsers<Scores>> =>
  forBrowsers(deps, actor, claim.projectId, async (project) => {
    const { order } = await shownOrder(deps, { projectId: project.id, tier: claim.tier });
    const scores = await deps.scores.asCaller(order.slice(claim.from, claim.from + SCORES));
    const next = claim.from + SCORES < order.length ? claim.from + SCORES : null;
    return { scores: [...scores].map(([id, score]) => ({ id, score })), next };
  });
