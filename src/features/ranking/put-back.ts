import type { IssueId, ProjectId } from '../../core/actor';
import { AppError, RateLimitedError, RejectedError } from '../../core/errors';
import type { Anchor } from '../../core/rank';
import type { GuardDeps } from './deps';
import { finishBursts } from './finish-bursts';
import { look } from './look';
import { bucketOf } from './rules/locate';
import { gapsOf, isElsewhere, planPutBack, type Gap } from './rules/plan-put-back';
import type { Move } from './rules/plan-moves';
import { Sight } from './sight';
import { readLedger, type StoredLedger } from './stored-ledger';
import { update } from './update-ledger';

/** What is left: nothing; or something that is worth another try after so many seconds. */
export type Left = { readonly kind: 'nothing' } | { readonly kind: 'again'; readonly afterSeconds: number };

const NOTHING: Left = { kind: 'nothing' };
const MOST_ROUNDS = 8;
/** A consumer may take minutes; what is not done by then goes on in the next. */
const LONGEST = 200_000;

/**
 * Puts back what is astray (R2): moves nothing but strays, each to its place in the ledger, in the fewest calls. Looks again before every call, and leaves
 * alone what is no longer astray. Interrupted anywhere, the next pass goes on.
 */
export async function putBack(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  const until = deps.now() + LONGEST;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const strays = (await readLedger(deps.storage, projectId))?.astray.keys() ?? [];
    const looked = await look(
      deps,
      projectId,
      [...strays].map((id) => ({ id })),
    );
    if (looked.kind === 'unclear') return { kind: 'again', afterSeconds: 60 };
    if (looked.kind === 'idle') return NOTHING;
    const { ledger, restores, sight } = looked;
    if (!restores || ledger.astray.size === 0) return finished(deps, projectId, sight);
    try {
      const left = await pass(deps, projectId, ledger, until);
      if (left.kind === 'rebalancing') return { kind: 'again', afterSeconds: 60 };
      if (left.kind === 'busy') return { kind: 'again', afterSeconds: 5 };
      if (left.kind === 'back') {
        await finished(deps, projectId, left.sight);
        if (left.all) return NOTHING;
      }
    } catch (error) {
      if (error instanceof RateLimitedError) return { kind: 'again', afterSeconds: Math.min(900, error.retryAfterSeconds) };
      if (error instanceof AppError && error.code === 'forbidden') {
        // The app lost the permission to rank: said so, rather than tried for ever (O7).
        await freeze(deps, projectId);
        return NOTHING;
      }
      throw error;
    }
    if (deps.now() > until) return { kind: 'again', afterSeconds: 1 };
  }
  return { kind: 'again', afterSeconds: 10 };
}

async function finished(deps: GuardDeps, projectId: ProjectId, sight: Sight): Promise<Left> {
  await finishBursts(deps, projectId, sight);
  return NOTHING;
}

type Passed =
  | { readonly kind: 'back'; readonly all: boolean; readonly sight: Sight }
  /** Something moved meanwhile: look again. */
  | { readonly kind: 'moved' }
  /** Jira could not rank some of them just now. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'rebalancing' };

async function pass(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger, until: number): Promise<Passed> {
  const gaps = gapsOf(ledger.orders, ledger.astray);
  const before = await readGaps(new Sight(deps.backlog), gaps, (gap, id) => !isElsewhere(gap, ledger.astray.get(id)));
  if (before === null) return { kind: 'rebalancing' };
  const { moves, back } = planPutBack(gaps, before.ranks);
  if (moves.length === 0) {
    await settle(deps, projectId, ledger, back);
    return { kind: 'back', all: true, sight: before.sight };
  }
  let failed = false;
  for (const [index, move] of moves.entries()) {
    if (index > 0 && (deps.now() > until || (await isMovedSince(deps, ledger, move.ids)))) return { kind: 'moved' };
    failed = !(await rank(deps, move)) || failed;
  }
  const after = await readGaps(new Sight(deps.backlog), gaps, () => true);
  if (after === null) return { kind: 'rebalancing' };
  const checked = planPutBack(gaps, after.ranks);
  await settle(deps, projectId, ledger, checked.back);
  if (checked.moves.length > 0) return failed ? { kind: 'busy' } : { kind: 'moved' };
  return { kind: 'back', all: true, sight: after.sight };
}

/** False: Jira could not take some or all of it just now, or what it names is gone; the next look knows. */
async function rank(deps: GuardDeps, { ids, after, before }: Move): Promise<boolean> {
  const anchor: Anchor | null = after !== null ? { after } : before !== null ? { before } : null;
  // Nothing to stand next to: an order of strays alone has no wrong order.
  if (anchor === null) return true;
  try {
    return (await deps.backlog.rank(ids, anchor)).length === 0;
  } catch (error) {
    if (error instanceof RejectedError || (error instanceof AppError && (error.code === 'not-found' || error.code === 'unavailable'))) {
      deps.log.warn('A put-back could not be carried out yet', { code: error.code, issues: ids.length });
      return false;
    }
    throw error;
  }
}

/** Whether any of them was ranked since the look the plan rests on. */
async function isMovedSince(deps: GuardDeps, ledger: StoredLedger, ids: readonly IssueId[]): Promise<boolean> {
  const marks = new Map([...ledger.orders.backlog, ...ledger.orders.epics].map(({ id, mark }) => [id, mark]));
  const changes = await deps.backlog.changes(ids, ledger.since);
  return ids.some((id) => (changes.get(id)?.at(-1)?.id ?? 0) > (marks.get(id) ?? 0));
}

/** Ranks of the gaps' neighbours and of the strays that `isWanted`; null: Jira rewrites its ranks just now. */
async function readGaps(
  sight: Sight,
  gaps: readonly Gap[],
  isWanted: (gap: Gap, id: IssueId) => boolean,
): Promise<{ readonly ranks: ReadonlyMap<IssueId, string>; readonly sight: Sight } | null> {
  const wanted = gaps.flatMap((gap) => {
    const strays = gap.strays.filter((id) => isWanted(gap, id));
    return strays.length === 0 ? [] : [gap.above, ...strays, gap.below].filter((id) => id !== null);
  });
  if (wanted.length === 0) return { ranks: new Map(), sight };
  const ranks = await sight.ranks(wanted);
  return new Set([...ranks.values()].map(bucketOf)).size > 1 ? null : { ranks, sight };
}

/** These stand in their place: no longer astray, and to be told of. */
async function settle(deps: GuardDeps, projectId: ProjectId, seen: StoredLedger, ids: readonly IssueId[]): Promise<void> {
  if (ids.length === 0) return;
  await update(deps, projectId, (ledger) => {
    const astray = new Map(ledger.astray);
    const back = ids.flatMap((id) => {
      const stray = astray.get(id);
      // Led astray again meanwhile: that is another story.
      if (stray === undefined || stray.change !== seen.astray.get(id)?.change || stray.doubt !== seen.astray.get(id)?.doubt) return [];
      astray.delete(id);
      return stray.moves === 0 && stray.by === null ? [] : [{ ...stray, reported: false }];
    });
    return { ...ledger, astray, returned: [...ledger.returned, ...back] };
  });
}

const freeze = (deps: GuardDeps, projectId: ProjectId): Promise<void> =>
  update(deps, projectId, (ledger) => ({ ...ledger, frozen: { because: 'cannot-rank', at: deps.now() } }));
