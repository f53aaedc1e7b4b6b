import { AppError } from '../../core/errors';
import type { IssueForPanel } from '../../core/issue';
import type { BacklogOrder, Log, Position } from '../../core/ports';
import { tierOf } from './rules';

/** "#14 of 212", or why not. Never fails: the panel's other parts do not hang on it. */
export async function findPosition(deps: { readonly order: BacklogOrder; readonly log: Log }, issue: IssueForPanel): Promise<Position> {
  const tier = tierOf(issue);
  if (typeof tier === 'object') return tier;
  try {
    const ids = await deps.order.idsInOrder({ projectId: issue.projectId, tier, typeId: issue.typeId });
    const index = ids.indexOf(issue.id);
    return index < 0 ? { kind: 'unknown' } : { kind: 'placed', place: index + 1, total: ids.length, among: tier };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The order could not be read', { projectId: issue.projectId, code: error.code });
    return { kind: 'unavailable' };
  }
}
