import { AppError } from '../../core/errors';
import type { IssueForPanel } from '../../core/issue';
import type { BacklogOrder, Log, Position } from '../../core/ports';
import type { Storage } from '../../core/storage';
import { inScope } from './rules/ledger';
import { scopeOf } from './rules/scope';
import { readLedger } from './stored-ledger';

/**
 * "#14 of 212", or why not: by the ledger where the project is guarded, which costs Jira nothing; else, and for an issue too new for it, by the search index.
 * Never fails: the panel's other parts do not hang on it.
 */
export async function findPosition(
  deps: { readonly order: Pick<BacklogOrder, 'idsInOrder'>; readonly log: Log; readonly storage: Storage },
  issue: IssueForPanel,
): Promise<Position> {
  const scope = scopeOf(issue);
  if (scope.kind === 'out') return { ...scope, kind: 'outside' };
  const { tier } = scope;
  try {
    const ledger = await readLedger(deps.storage, issue.projectId);
    const kept = ledger === undefined ? [] : inScope(ledger.orders[tier]);
    const ids = kept.includes(issue.id) ? kept : await deps.order.idsInOrder({ projectId: issue.projectId, tier, typeId: issue.typeId });
    const index = ids.indexOf(issue.id);
    return index < 0 ? { kind: 'unknown' } : { kind: 'placed', place: index + 1, total: ids.length, among: tier };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The order could not be read', { projectId: issue.projectId, code: error.code });
    return { kind: 'unavailable' };
  }
}
