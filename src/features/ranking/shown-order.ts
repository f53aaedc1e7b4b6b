import type { IssueId, ProjectId } from '../../core/actor';
import type { BacklogOrder } from '../../core/ports';
import type { RankAsCaller, ReadScores, Tier } from '../../core/rank';
import { hiddenOf } from './hidden';
import type { JobDeps } from './rank-by-score';
import { inScope } from './rules/ledger';
import { readLedger } from './stored-ledger';

/** What reading and ranking a whole order works with. */
export interface OrderDeps extends JobDeps {
  readonly order: BacklogOrder;
  readonly scores: ReadScores;
  readonly asCaller: RankAsCaller;
}

export interface InTier {
  readonly projectId: ProjectId;
  readonly tier: Tier;
}

/** As the guard knows it, or as the search index shows it where nothing is guarded; without the issues hidden from the reader, which are counted. */
export async function shownOrder(
  deps: OrderDeps,
  { projectId, tier }: InTier,
): Promise<{ readonly order: readonly IssueId[]; readonly hidden: number }> {
  const [ledger, hidden] = await Promise.all([readLedger(deps.storage, projectId), hiddenOf(deps, projectId)]);
  const all = ledger === undefined ? await deps.order.idsInOrder({ projectId, tier, typeId: null }) : inScope(ledger.orders[tier]);
  const order = all.filter((id) => !hidden.has(id));
  return { order, hidden: all.length - order.length };
}
