import type { IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import type { GuardDeps } from './deps';
import { jobsWrite, readJobs, runningKey, type Job } from './stored-job';
import { readSetting } from './stored-guard';
import { forgetLedger, readLedger, writeLedger } from './stored-ledger';
import { writeLog } from './stored-log';

const MOST_TRIES = 5;

/** When nothing of a job is left to be moved: it is closed, with one row in the log. Those `unseen` hold nothing up. Doing it twice changes nothing. */
export async function endJob(
  deps: Pick<GuardDeps, 'storage' | 'newId' | 'now'>,
  projectId: ProjectId,
  unseen: ReadonlySet<IssueId> = new Set(),
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const ledger = await readLedger(deps.storage, projectId);
    if (ledger === undefined || ledger.job === null) return;
    const { id: jobId, stopping, left } = ledger.job;
    const strays = [...ledger.astray.values()].filter(({ job }) => job === true);
    if (strays.some(({ id }) => !unseen.has(id))) return;
    const { jobs, revision } = await readJobs(deps.storage, projectId);
    const now = deps.now();
    const ended = jobs.map((job): Job =>
      job.id === jobId ? { ...job, status: stopping ? 'stopped' : 'done', finishedAt: now, left: stopping ? left : strays.length } : job,
    );
    const job = ended.find(({ id }) => id === jobId);
    if (job !== undefined) await writeLog(deps.storage, projectId, [rowOf(job, ledger.orders[job.tier].length)]);
    const astray = new Map([...ledger.astray].filter(([, each]) => each.job !== true));
    const done = await writeLedger(deps, projectId, ledger, { ...ledger, astray, job: null }, now, [jobsWrite(projectId, ended, revision)]);
    if (done === 'conflict') continue;
    await deps.storage.delete(runningKey(projectId));
    // Where nothing is guarded, an order nobody watches is worth nothing.
    if ((await readSetting(deps.storage, projectId)).mode === 'off') await forgetLedger(deps.storage, projectId);
    return;
  }
  throw new AppError('unavailable', 'The ledger is being written by others');
}

function rowOf(job: Job, total: number): Parameters<typeof writeLog>[2][number] {
  return {
    issueId: `job-${job.id}`,
    tier: job.tier,
    change: 0,
    at: job.finishedAt ?? job.startedAt,
    by: job.by,
    capacity: job.for === null ? { kind: 'owner' } : { kind: 'delegate', for: job.for },
    outcome: job.kind,
    from: null,
    to: null,
    total,
    assumed: false,
    moves: job.moved - job.left,
    reason: null,
  };
}
