import type { ProjectId } from '../../core/actor';
import { retryAfter } from '../../core/asking';
import { AppError } from '../../core/errors';
import type { SprintId } from '../../core/sprints';
import { carryOut } from './carry-out';
import type { SprintDeps } from './deps';
import { restore } from './restore';
import { markIdle, readRecord, type SprintRecord } from './stored-record';
import { readWatch, writeWatch } from './stored-watch';
import { askToGoOn } from './tasks';
import { tellAbout } from './tell';

const FIRST_RETRY_SECONDS = 10;
/** A function of the queue has 300 s. */
const LONGEST = 200_000;

/** What a record has begun goes on, until nothing is left to do. Where the app may not change sprints, the watch says so, and the sweep tries again. */
export async function goOn(deps: SprintDeps, projectId: ProjectId, sprintId: SprintId, tries: number): Promise<void> {
  const record = await readRecord(deps.storage, projectId, sprintId);
  if (record === undefined) return;
  try {
    const now = await goneOn(deps, record);
    await thaw(deps, projectId);
    if (now.outcome !== 'restoring' && now.outcome !== 'cancelling') return await markIdle(deps.storage, record);
    await later(deps, now, tries);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('A sprint will be seen to later', { sprintId, code: error.code, reason: error.message });
    if (error.code === 'forbidden') await freeze(deps, projectId);
    // Nothing can be made on a board that is gone.
    if (error.code === 'not-found' && record.outcome === 'restoring') return;
    await later(deps, record, tries);
  }
}

async function goneOn(deps: SprintDeps, record: SprintRecord): Promise<SprintRecord> {
  switch (record.outcome) {
    case 'restoring':
      return restore(deps, record);
    case 'cancelling':
      return carryOut(deps, record, deps.now() + LONGEST);
    case 'reported':
    case 'asking':
      await tellAbout(deps, record);
      return record;
    default:
      return record;
  }
}

async function later(deps: SprintDeps, record: SprintRecord, tries: number): Promise<void> {
  const delaySeconds = retryAfter(FIRST_RETRY_SECONDS, tries);
  if (delaySeconds !== null) await askToGoOn(deps, record, { delaySeconds, tries: tries + 1 });
}

async function freeze(deps: SprintDeps, projectId: ProjectId): Promise<void> {
  const watch = await readWatch(deps.storage, projectId);
  if (watch === undefined || watch.frozen !== null) return;
  await writeWatch(deps.storage, projectId, { ...watch, frozen: { because: 'cannot-manage', at: deps.now() } }, watch.revision);
}

async function thaw(deps: SprintDeps, projectId: ProjectId): Promise<void> {
  const watch = await readWatch(deps.storage, projectId);
  if (watch?.frozen?.because === 'cannot-manage') await writeWatch(deps.storage, projectId, { ...watch, frozen: null }, watch.revision);
}
