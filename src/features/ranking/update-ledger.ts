import type { ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import type { GuardDeps } from './deps';
import { readLedger, writeLedger, type Ledger, type StoredLedger } from './stored-ledger';

const MOST_TRIES = 5;

/** Changes what is known beside the orders, however often others write at the same time. */
export async function update(
  deps: Pick<GuardDeps, 'storage' | 'newId' | 'now'>,
  projectId: ProjectId,
  change: (ledger: StoredLedger) => Ledger,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const ledger = await readLedger(deps.storage, projectId);
    if (ledger === undefined) return;
    if ((await writeLedger(deps, projectId, ledger, change(ledger), deps.now())) !== 'conflict') return;
  }
  throw new AppError('unavailable', 'The ledger is being written by others');
}
