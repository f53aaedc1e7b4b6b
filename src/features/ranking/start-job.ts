import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { Capacity } from '../../core/authority';
import type { Audit } from '../../core/audit';
import type { Tier } from '../../core/rank';
import { beginLedger } from './begin';
import type { GuardDeps } from './deps';
import { inScope, jobStray, type Entry, type Order } from './rules/ledger';
import { planRerank } from './rules/plan-rerank';
import { weave } from './rules/propose';
import { dropBefore, jobsWrite, MOST_JOBS, readJobs, runningKey, writeBefore, type Job } from './stored-job';
import { readLedger, writeLedger } from './stored-ledger';
import { readSetting } from './stored-guard';
import { askForTask } from './tasks';

/** Nobody may wait for it: the app goes on by itself after so long. */
const ALONE_SECONDS = 30;

const AUDITED = { 'by-score': 'ranked-by-score', undo: 'ranking-undone', sprint: 'sprint-work-placed' } as const;

export type JobRefusal =
  /** The guard reads the order for the first time just now. */
  | 'order-not-read'
  /** The app cannot see or rank. */
  | 'guard-frozen'
  /** Another job is under way. */
  | 'job-runs'
  /** The order is another than the one this was made from. */
  | 'order-changed'
  | 'nothing-to-move';

export type Started = { readonly kind: 'started'; readonly job: Job } | { readonly kind: 'refused'; readonly reason: JobRefusal };

export interface JobOf {
  readonly projectId: ProjectId;
  readonly tier: Tier;
  readonly by: AccountId;
  readonly capacity: Capacity;
  readonly accountableOwner: AccountId | null;
  readonly kind: Job['kind'];
  readonly undoes: string | null;
  /** What shall stand in which order, from the order as it is now; the rest keeps its place below its neighbour. `changed`: it cannot be made from this one. */
  readonly target: (
    order: readonly IssueId[],
  ) => { readonly kind: 'target'; readonly order: readonly IssueId[]; readonly kept: readonly IssueId[] } | { readonly kind: 'changed' };
}

/**
 * Makes another order the authorised one, and what has to move for it astray: the guard's put-back carries it out (R5). What was there before is kept for an
 * undo, and all of it is stored before the first issue moves.
 */
export async function startJob(deps: GuardDeps & { readonly audit: Audit }, of: JobOf): Promise<Started> {
  const { projectId, tier, by, capacity, accountableOwner, kind } = of;
  const refuse = (reason: JobRefusal): Started => ({ kind: 'refused', reason });
  if ((await readSetting(deps.storage, projectId)).mode === 'off') await beginLedger(deps, projectId);
  const [ledger, { jobs, revision }] = await Promise.all([readLedger(deps.storage, projectId), readJobs(deps.storage, projectId)]);
  if (ledger === undefined) return refuse('order-not-read');
  if (ledger.frozen !== null) return refuse('guard-frozen');
  if (ledger.job !== null) return refuse('job-runs');
  const order = inScope(ledger.orders[tier]);
  const target = of.target(order);
  if (target.kind === 'changed') return refuse('order-changed');
  const next = weave(order, target.order);
  const moves = planRerank(order, next);
  if (moves.length === 0) return refuse('nothing-to-move');

  const moved = moves.flatMap(({ ids }) => ids);
  const id = deps.newId();
  const job: Job = {
    id,
    kind,
    status: 'running',
    tier,
    by,
    for: capacity.kind === 'delegate' ? capacity.for : null,
    startedAt: deps.now(),
    finishedAt: null,
    moved: moved.length,
    calls: moves.length,
    left: 0,
    kept: target.kept,
    undoes: of.undoes,
  };
  await writeBefore(deps.storage, projectId, id, order);
  const astray = new Map(ledger.astray);
  for (const issue of moved) astray.set(issue, { ...(astray.get(issue) ?? jobStray(issue, tier, false)), job: true });
  const orders = { ...ledger.orders, [tier]: rearranged(ledger.orders[tier], next) };
  const entry = deps.audit.entry({
    projectId,
    kind: AUDITED[kind],
    actor: by,
    capacity,
    accountableOwner,
    before: { job: of.undoes },
    after: { job: id, tier, moved: moved.length },
  });
  await deps.storage.set(runningKey(projectId), { version: 1 });
  const writes = [jobsWrite(projectId, [...jobs, job], revision), entry];
  const started = { ...ledger, astray, orders, job: { id, tier, stopping: false, left: 0 } };
  if ((await writeLedger(deps, projectId, ledger, started, deps.now(), writes)) === 'conflict') {
    await dropBefore(deps.storage, projectId, id);
    return refuse('order-changed');
  }
  const forgotten = jobs.at(-MOST_JOBS);
  if (forgotten !== undefined) await dropBefore(deps.storage, projectId, forgotten.id);
  await askForTask(deps, projectId, { task: 'put-back' }, ALONE_SECONDS);
  return { kind: 'started', job };
}

/** Those outside the scope keep their place under the one above them. */
function rearranged(order: Order, next: readonly IssueId[]): Order {
  const entries = new Map(order.map((entry) => [entry.id, entry]));
  return weave(
    order.map(({ id }) => id),
    next,
  ).flatMap((id): readonly Entry[] => {
    const entry = entries.get(id);
    return entry === undefined ? [] : [entry];
  });
}
