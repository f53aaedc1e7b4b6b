import type { ProjectId } from '../../core/actor';
import type { RankedIssue, Tier } from '../../core/rank';
import type { GuardDeps } from './deps';
import type { Left } from './put-back';
import { scopeIn } from './rules/judge';
import type { Entry } from './rules/ledger';
import { bucketOf } from './rules/locate';
import { readSetting } from './stored-guard';
import { readLedger, writeLedger } from './stored-ledger';

/** Issues that left the scope by being done are remembered this long (R3). */
const GHOSTS_OF_DONE = 90 * 24 * 3_600_000;

/** Reads the order as it is and takes it for authorised: the ledger begins (R2). With a ledger there already it does nothing. */
export async function begin(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  if ((await readSetting(deps.storage, projectId)).mode === 'off') return { kind: 'nothing' };
  return beginLedger(deps, projectId);
}

/** Whether the project is guarded or not: a job needs one too. */
export async function beginLedger(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  if ((await readLedger(deps.storage, projectId)) !== undefined) return { kind: 'nothing' };
  if ((await deps.backlog.view(projectId)) !== 'open') return { kind: 'again', afterSeconds: 300 };
  // What happens from now on is judged by its history; what the reads below show of it does no harm.
  const since = deps.now();
  const found = await deps.backlog.idsInOrder(projectId);
  const issues = [...(await deps.backlog.issues(found)).values()];
  if (new Set(issues.map(({ rank }) => bucketOf(rank))).size > 1) return { kind: 'again', afterSeconds: 60 };
  const orders = ordersOf(issues, projectId, since);
  await writeLedger(
    deps,
    projectId,
    undefined,
    {
      orders,
      astray: new Map(),
      returned: [],
      since,
      frozen: null,
      owner: null,
      lastLook: since,
      swept: since,
      lastFullRead: since,
      suspicious: false,
      cursor: 0,
      job: null,
    },
    since,
  );
  return { kind: 'nothing' };
}

function ordersOf(issues: readonly RankedIssue[], projectId: ProjectId, now: number): Record<Tier, readonly Entry[]> {
  const orders: Record<Tier, Entry[]> = { backlog: [], epics: [] };
  for (const issue of [...issues].sort((a, b) => (a.rank < b.rank ? -1 : 1))) {
    const scope = scopeIn(projectId, issue);
    if (scope.kind === 'in') orders[scope.tier].push({ id: issue.id, mark: 0 });
    // Those in the sprint have a place to come back to.
    else if (scope.because === 'in-sprint')
      orders.backlog.push({
        id: issue.id,
        mark: 0,
        ghost: { because: 'in-sprint', since: now, ...(scope.sprint === undefined ? {} : { sprint: scope.sprint }) },
      });
  }
  return orders;
}

/** Ghosts of what was done long ago are let go. */
export const withoutOldGhosts = (order: readonly Entry[], now: number): readonly Entry[] =>
  order.filter(({ ghost }) => ghost === undefined || ghost.because !== 'done' || now - ghost.since < GHOSTS_OF_DONE);
