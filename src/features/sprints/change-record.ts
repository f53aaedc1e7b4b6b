import { AppError } from '../../core/errors';
import type { AtomicWrite, Storage } from '../../core/storage';
import { readRecord, recordWrites, type SprintRecord } from './stored-record';

/** Changes that cross each other this often in a row are more than there can be. */
const MOST_CROSSINGS = 5;

/** Changes a record as it is at that moment; null: nothing is to be changed. Where somebody else was faster, it is asked again about what they made of it. */
export async function changeRecord(
  storage: Storage,
  before: SprintRecord,
  step: (current: SprintRecord) => { readonly next: SprintRecord; readonly writes?: readonly AtomicWrite[] } | null,
): Promise<SprintRecord> {
  let current = before;
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    const change = step(current);
    if (change === null) return current;
    const { next, writes = [] } = change;
    if ((await storage.commit([...recordWrites(next), ...writes])) === 'done') return { ...next, revision: next.revision + 1 };
    const reread = await readRecord(storage, before.projectId, before.sprintId);
    if (reread === undefined) throw new AppError('not-found', `The record of sprint ${before.sprintId} is gone`);
    current = reread;
  }
  throw new AppError('unavailable', `The record of sprint ${before.sprintId} was changed too often at once`);
}
