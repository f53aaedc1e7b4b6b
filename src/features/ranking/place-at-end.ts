import type { ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { BacklogOrder } from '../../core/ports';
import type { PlaceAtEnd, Placing } from '../../core/sprints';
import { AppError } from '../../core/errors';
import type { GuardDeps } from './deps';
import { look } from './look';
import { putBack } from './put-back';
import { MOST_A_CALL } from './rules/plan-moves';
import { startJob } from './start-job';
import { readSetting } from './stored-guard';
import { readLedger } from './stored-ledger';
import { readJobs } from './stored-job';

export interface PlaceDeps extends GuardDeps {
  readonly audit: Audit;
  readonly order: BacklogOrder;
}

/** Somebody waits for the answer; what is left follows by itself. */
const WHILE_THEY_WAIT = 6_000;

/**
 * What came back from a sprint goes to one end of the backlog, in its order. Whoever cancels a sprint may lack `rank`, and the app's own moves are put back like
 * everybody's: so the order wanted becomes the authorised one, and the put-back makes it, as for a ranking by score. Where nothing is guarded it is ranked at once.
 */
export async function placeAtEnd(deps: PlaceDeps, of: PlaceAtEnd): Promise<Placing> {
  const { projectId } = of;
  if (of.issues.length === 0) return { kind: 'placed' };
  const [{ mode }, ledger] = await Promise.all([readSetting(deps.storage, projectId), readLedger(deps.storage, projectId)]);
  if (mode === 'off' && ledger === undefined) return rankUnguarded(deps, of);
  // What came back just now has to be known before it can be placed.
  const looked = await look(
    deps,
    projectId,
    of.issues.map((id) => ({ id })),
  );
  if (looked.kind !== 'looked') return { kind: ledger?.frozen?.because === 'cannot-rank' ? 'refused' : 'later' };
  const { by, capacity, accountableOwner } = of;
  const started = await startJob(deps, {
    ...{ projectId, tier: 'backlog', by, capacity, accountableOwner, kind: 'sprint', undoes: null },
    target: (order) => {
      const known = new Set(order);
      const mine = of.issues.filter((id) => known.has(id));
      const placed = new Set(mine);
      const others = order.filter((id) => !placed.has(id));
      return { kind: 'target', order: of.end === 'top' ? [...mine, ...others] : [...others, ...mine], kept: [] };
    },
  });
  if (started.kind === 'refused') return { kind: started.reason === 'nothing-to-move' ? 'placed' : 'later' };
  await putBack(deps, projectId, WHILE_THEY_WAIT);
  const now = await placing(deps, projectId, started.job.id);
  return now === 'gone' ? { kind: 'placed' } : now;
}

export async function placing(deps: GuardDeps, projectId: ProjectId, jobId: string): Promise<Placing | 'gone'> {
  const job = (await readJobs(deps.storage, projectId)).jobs.find(({ id }) => id === jobId);
  if (job === undefined) return 'gone';
  if (job.status !== 'running') return { kind: 'placed' };
  const ledger = await readLedger(deps.storage, projectId);
  if (ledger?.frozen?.because === 'cannot-rank') return { kind: 'refused' };
  const left = [...(ledger?.astray.values() ?? [])].filter((each) => each.job === true).length;
  return { kind: 'placing', jobId, left };
}

/** Fifty a call, each under the one before. Ranking twice comes to the same. */
async function rankUnguarded(deps: PlaceDeps, { projectId, end, issues }: PlaceAtEnd): Promise<Placing> {
  const [next] = (await deps.order.idsAtEnd({ projectId, tier: 'backlog', typeId: null }, end, issues.length + 1)).filter(
    (id) => !issues.includes(id),
  );
  if (next === undefined) return { kind: 'placed' };
  let anchor: { readonly before: string } | { readonly after: string } = end === 'top' ? { before: next } : { after: next };
  try {
    for (let start = 0; start < issues.length; start += MOST_A_CALL) {
      const some = issues.slice(start, start + MOST_A_CALL);
      const failed = await deps.backlog.rank(some, anchor);
      if (failed.length > 0) return { kind: 'later' };
      anchor = { after: some.at(-1) ?? next };
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return { kind: 'refused' };
    throw error;
  }
  return { kind: 'placed' };
}
