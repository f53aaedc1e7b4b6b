import type { Actor, IssueId, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { Audit } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { Projects } from '../../core/permissions';
import type { SecuredIssues, Tier } from '../../core/rank';
import { forReaders, type ForReaders } from '../../core/readers';
import type { GuardDeps } from './deps';
import { hiddenOf } from './hidden';
import { putBack } from './put-back';
import { drivenKey, driving } from './driving';
import { isUndoable, lastJob, shownJob, type JobShown, type ShowDeps } from './show-job';
import { startJob, type JobRefusal } from './start-job';
import { readBefore, readJobs, type Job } from './stored-job';
import { readLedger } from './stored-ledger';
import { readLog } from './stored-log';
import { askForTask } from './tasks';
import { update } from './update-ledger';

export interface JobDeps extends GuardDeps, ShowDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly secured: SecuredIssues;
  readonly audit: Audit;
}

/** A function of the app is given 25 s; what it is not done with goes on in the next. */
const A_TURN = 12_000;

export type JobResult = { readonly kind: 'job'; readonly job: JobShown } | NotForThem | Refused;
export type Refused = { readonly kind: 'refused'; readonly reason: JobRefusal | 'no-such-job' };

/** `order`: the whole order as the caller saw it, rearranged. */
export async function rankByScore(
  deps: JobDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly tier: Tier; readonly order: readonly IssueId[] },
): Promise<JobResult> {
  const found = await administered(deps, actor, claim.projectId, 'rank');
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const wanted = new Set(claim.order);
  const hidden = await hiddenOf(deps, project.id);
  const started = await startJob(deps, {
    ...{ projectId: project.id, tier: claim.tier, by, capacity, accountableOwner, kind: 'by-score', undoes: null },
    target: (order) => {
      // What is missing was created since, or filtered away: in either case nobody saw it, and so nobody ranked it.
      const isWhole = wanted.size === claim.order.length && order.every((id) => wanted.has(id) || hidden.has(id));
      return isWhole ? { kind: 'target', order: claim.order.filter((id) => !hidden.has(id)), kept: [] } : { kind: 'changed' };
    },
  });
  return started.kind === 'started' ? { kind: 'job', job: await shownJob(deps, started.job, project.id, true) } : started;
}

/** The order as it was before the last job, but for what somebody who may has ranked since. */
export async function undoRanking(
  deps: JobDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly jobId: string },
): Promise<JobResult> {
  const found = await administered(deps, actor, claim.projectId, 'rank');
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const { jobs } = await readJobs(deps.storage, project.id);
  const job = jobs.at(-1);
  if (job === undefined || job.id !== claim.jobId || !isUndoable(job)) return { kind: 'refused', reason: 'no-such-job' };
  const [before, since] = await Promise.all([readBefore(deps.storage, project.id, job.id), rankedSince(deps, project.id, job)]);
  const started = await startJob(deps, {
    ...{ projectId: project.id, tier: job.tier, by, capacity, accountableOwner, kind: 'undo', undoes: job.id },
    target: (order) => {
      const kept = order.filter((id) => since.has(id));
      return { kind: 'target', order: before.filter((id) => !since.has(id)), kept };
    },
  });
  return started.kind === 'started' ? { kind: 'job', job: await shownJob(deps, started.job, project.id, true) } : started;
}

/** Issues ranked by hand since the job began, by somebody who may. */
async function rankedSince(deps: JobDeps, projectId: ProjectId, { startedAt, tier }: Job): Promise<ReadonlySet<IssueId>> {
  const since = new Set<IssueId>();
  let before: string | undefined;
  do {
    const { entries, next } = await readLog(deps.storage, projectId, { from: startedAt + 1, before }, 100);
    for (const entry of entries) {
      if (entry.tier === tier && (entry.outcome === 'adopted' || entry.outcome === 'carried-out')) since.add(entry.issueId);
    }
    before = next ?? undefined;
  } while (before !== undefined);
  return since;
}

/** Carries on with what is under way, for some seconds, if it is this person's; tells how far it is, to everybody who may see the project. */
export const continueRanking = (deps: JobDeps, actor: Actor, claimed: ProjectId): Promise<ForReaders<JobShown | null>> =>
  forReaders(deps, claimed, async (project) => {
    const job = (await readJobs(deps.storage, project.id)).jobs.at(-1);
    if (job?.status === 'running' && actor.kind === 'person' && actor.accountId === job.by) {
      await deps.storage.set(drivenKey(project.id), driving(deps.now()));
      const left = await putBack(deps, project.id, A_TURN);
      // Whoever waits here asks again at once; where nobody does, the queue goes on.
      if (left.kind === 'again') await askForTask(deps, project.id, { task: 'put-back' }, Math.max(30, left.afterSeconds));
    }
    return lastJob(deps, project.id, async () => (await deps.authority.mayUse(actor, 'rank', { projectId: project.id })).allowed);
  });

export async function stopRanking(
  deps: JobDeps,
  actor: Actor,
  claimed: ProjectId,
): Promise<{ readonly kind: 'job'; readonly job: JobShown | null } | NotForThem> {
  const found = await administered(deps, actor, claimed, 'rank');
  if (found.kind === 'refused') return found;
  const { project } = found;
  // With nothing under way there is nothing to stop, and nothing to write.
  if ((await readLedger(deps.storage, project.id))?.job != null) {
    await update(deps, project.id, (ledger) => (ledger.job === null ? ledger : { ...ledger, job: { ...ledger.job, stopping: true } }));
    const left = await putBack(deps, project.id, A_TURN);
    if (left.kind === 'again') await askForTask(deps, project.id, { task: 'put-back' }, left.afterSeconds);
  }
  return { kind: 'job', job: await lastJob(deps, project.id, () => Promise.resolve(true)) };
}
