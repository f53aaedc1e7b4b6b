import type { IssueId, ProjectId } from '../../core/actor';
import { AppError, RateLimitedError, RejectedError } from '../../core/errors';
import type { Anchor, RankChange, Tier } from '../../core/rank';
import type { GuardDeps } from './deps';
import { finishBursts } from './finish-bursts';
import { look } from './look';
import { freshOf } from './rules/judge';
import type { Astray, Order } from './rules/ledger';
import { bucketOf } from './rules/locate';
import { gapsOf, isElsewhere, planPutBack, type Gap } from './rules/plan-put-back';
import { MOST_A_CALL, type Move } from './rules/plan-moves';
import { entriesOf } from './see';
import { Sight } from './sight';
import { endJob } from './end-job';
import type { Ledger, StoredLedger } from './stored-ledger';
import { update } from './update-ledger';

/** What is left: nothing; or something that is worth another try after so many seconds. `stuck`: Jira would not move it, and may go on like that. */
export type Left = { readonly kind: 'nothing' } | { readonly kind: 'again'; readonly afterSeconds: number; readonly stuck?: boolean };

const NOTHING: Left = { kind: 'nothing' };
const MOST_ROUNDS = 8;
/** A consumer may take minutes; what is not done by then goes on in the next. */
const LONGEST = 200_000;

/** Issues of a job that are moved between two looks. */
const OF_A_JOB = 500;

/**
 * Puts back what is astray (R2), and brings what a job moves to its place (R5): moves nothing but strays, each to its place in the ledger, in the fewest calls.
 * Looks again before every call, and leaves alone what is no longer astray. Interrupted anywhere, the next pass goes on. `longest` in milliseconds.
 */
export async function putBack(deps: GuardDeps, projectId: ProjectId, longest = LONGEST): Promise<Left> {
  const until = deps.now() + longest;
  // What the app cannot see, because it was deleted unannounced or is hidden from it, can neither be moved nor stood next to.
  const unseen = new Set<IssueId>();
  let again: readonly IssueId[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const looked = await look(deps, projectId, ({ orders, astray }) => {
      // A neighbour that was moved and not announced would make a wrong place look right.
      const strays = [...astray].filter(([, { job }]) => job !== true).map(([id]) => id);
      const concerned = [...strays, ...again, ...neighboursOf(nextOf(gapsOf(orders, astray, unseen), astray).gaps)];
      return [...new Set(concerned)].map((id) => ({ id }));
    });
    if (looked.kind === 'unclear') return { kind: 'again', afterSeconds: 60 };
    if (looked.kind === 'idle') return NOTHING;
    const { ledger, restores } = looked;
    if (ledger.job?.stopping === true) {
      await letGo(deps, projectId, ledger);
      continue;
    }
    if (ledger.astray.size === 0 || !(restores || ledger.job !== null)) return finished(deps, projectId, unseen);
    try {
      const { gaps, isAll } = nextOf(gapsOf(ledger.orders, ledger.astray, unseen), ledger.astray);
      const left = await pass(deps, projectId, ledger, gaps, unseen, until);
      if (left.kind === 'rebalancing') return { kind: 'again', afterSeconds: 60 };
      if (left.kind === 'busy') return { kind: 'again', afterSeconds: 5, stuck: true };
      if (left.kind === 'back' && isAll) return await finished(deps, projectId, unseen);
      // There is more of it: that is no round in vain.
      if (left.kind === 'back') round = -1;
      again = left.kind === 'moved' ? (left.ids ?? []) : [];
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

/** The gaps with what was led astray, all of them, and as many of a job's as one pass moves. */
function nextOf(gaps: readonly Gap[], astray: Ledger['astray']): { readonly gaps: readonly Gap[]; readonly isAll: boolean } {
  const isOfJob = (gap: Gap): boolean => gap.strays.every((id) => astray.get(id)?.job === true);
  const next: Gap[] = [];
  let room = OF_A_JOB;
  for (const gap of gaps) {
    // Cut where a call ends, or the two halves would take one more.
    const most = gap.strays.length <= room ? room : room - (room % MOST_A_CALL);
    const strays = isOfJob(gap) ? gap.strays.slice(0, most) : gap.strays;
    if (strays.length > 0) next.push({ ...gap, strays });
    room = Math.max(0, room - strays.length);
  }
  const count = (of: readonly Gap[]): number => of.reduce((sum, { strays }) => sum + strays.length, 0);
  return { gaps: next, isAll: count(next) === count(gaps) };
}

/** A job that was stopped: what it has not brought to its place stands where it stands. */
async function letGo(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<void> {
  const strays = [...ledger.astray.values()].filter(({ job }) => job === true);
  for (let start = 0; start < strays.length; start += OF_A_JOB) {
    const some = strays.slice(start, start + OF_A_JOB);
    const left = await notMoved(deps, ledger, some);
    const looked = await look(
      deps,
      projectId,
      some.map(({ id }) => ({ id })),
      { letGo: true },
    );
    if (looked.kind !== 'looked') return;
    await update(deps, projectId, (held) => ({ ...held, job: held.job && { ...held.job, left: held.job.left + left } }));
  }
  await endJob(deps, projectId);
}

/** How many of a job's strays the app has not moved: one that it moved may not be settled yet. */
async function notMoved(deps: GuardDeps, ledger: StoredLedger, strays: readonly Astray[]): Promise<number> {
  const own = await deps.backlog.ownAccount();
  const entries = entriesOf(ledger);
  const changes = await deps.backlog.changes(
    strays.map(({ id }) => id),
    ledger.since,
  );
  const isMoved = ({ id, tier, doubt }: Astray): boolean =>
    doubt ||
    freshOf(changes.get(id) ?? [], entries.get(id)?.get(tier), ledger.since).some(
      ({ of, by }) => of.includes('rank') && by?.accountId === own,
    );
  return strays.filter((each) => !isMoved(each)).length;
}

async function finished(deps: GuardDeps, projectId: ProjectId, unseen: ReadonlySet<IssueId>): Promise<Left> {
  await finishBursts(deps, projectId, unseen);
  await endJob(deps, projectId, unseen);
  return NOTHING;
}

type Passed =
  | { readonly kind: 'back' }
  /** Something moved meanwhile, these if they are known: look again. */
  | { readonly kind: 'moved'; readonly ids?: readonly IssueId[] }
  /** Jira could not rank some of them just now. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'rebalancing' };

async function pass(
  deps: GuardDeps,
  projectId: ProjectId,
  ledger: StoredLedger,
  gaps: readonly Gap[],
  unseen: Set<IssueId>,
  until: number,
): Promise<Passed> {
  const before = await readGaps(deps, gaps, (gap, id) => !isElsewhere(gap, ledger.astray.get(id)));
  if (before.kind === 'rebalancing') return before;
  if (isMore(unseen, before.unseen)) return { kind: 'moved' };
  const { moves, back } = planPutBack(gaps, before.ranks);
  if (moves.length === 0) {
    const isAll = await settle(deps, projectId, ledger, gaps, back, Infinity);
    return isAll ? { kind: 'back' } : { kind: 'moved' };
  }
  let failed = false;
  let done = 0;
  let moved: readonly IssueId[] = [];
  for (const move of moves) {
    if (done > 0 && deps.now() > until) break;
    if (done > 0 || isWaiting(ledger, move.ids)) moved = await movedSince(deps, ledger, move.ids);
    if (moved.length > 0) break;
    failed = !(await rank(deps, move)) || failed;
    done += 1;
  }
  if (!failed) {
    // Each stood elsewhere and Jira put it where it belongs: one move of ours in its history, and none of another's, says that it stands there.
    const isAll = await settle(deps, projectId, ledger, gaps, [...moves.slice(0, done).flatMap(({ ids }) => ids), ...back], 1);
    return isAll && done === moves.length ? { kind: 'back' } : { kind: 'moved', ids: moved };
  }
  const after = await readGaps(deps, gaps, () => true);
  if (after.kind === 'rebalancing') return after;
  if (isMore(unseen, after.unseen)) return { kind: 'moved' };
  const checked = planPutBack(gaps, after.ranks);
  const isAll = await settle(deps, projectId, ledger, gaps, checked.back, Infinity);
  if (checked.moves.length > 0) return { kind: 'busy' };
  return isAll ? { kind: 'back' } : { kind: 'moved' };
}

/** A job's issues were not looked at when this pass began. */
const isWaiting = ({ astray }: StoredLedger, ids: readonly IssueId[]): boolean => ids.some((id) => astray.get(id)?.job === true);

/** Whether something unseen is news; it is remembered. */
function isMore(known: Set<IssueId>, unseen: readonly IssueId[]): boolean {
  const size = known.size;
  for (const id of unseen) known.add(id);
  return known.size > size;
}

/** False: Jira could not take some or all of it just now, or what it names is gone; the next look knows. */
async function rank(deps: GuardDeps, { ids, after, before }: Move): Promise<boolean> {
  const anchor: Anchor | null = after !== null ? { after } : before !== null ? { before } : null;
  if (anchor === null) return false;
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

/** Those of them that were ranked since the look the plan rests on: what a look would call news, or looking again would change nothing for ever. */
async function movedSince(deps: GuardDeps, ledger: StoredLedger, ids: readonly IssueId[]): Promise<readonly IssueId[]> {
  const entries = new Map([...ledger.orders.backlog, ...ledger.orders.epics].map((entry) => [entry.id, entry]));
  const changes = await deps.backlog.changes(ids, ledger.since);
  return ids.filter((id) => freshOf(changes.get(id) ?? [], entries.get(id), ledger.since).length > 0);
}

type GapsRead =
  | {
      readonly kind: 'read';
      readonly ranks: ReadonlyMap<IssueId, string>;
      readonly unseen: readonly IssueId[];
    }
  /** Jira rewrites its ranks just now. */
  | { readonly kind: 'rebalancing' };

/** Ranks of the strays that `isWanted`, and of their gaps' neighbours. */
async function readGaps(deps: GuardDeps, gaps: readonly Gap[], isWanted: (gap: Gap, id: IssueId) => boolean): Promise<GapsRead> {
  const wanted = gaps.flatMap((gap) => {
    const strays = gap.strays.filter((id) => isWanted(gap, id));
    return strays.length === 0 ? [] : [gap.above, ...strays, gap.below].filter((id) => id !== null);
  });
  const ranks = wanted.length === 0 ? new Map<IssueId, string>() : await new Sight(deps.backlog).ranks(wanted);
  if (new Set([...ranks.values()].map(bucketOf)).size > 1) return { kind: 'rebalancing' };
  return { kind: 'read', ranks, unseen: wanted.filter((id) => !ranks.has(id)) };
}

/**
 * These stand in their place: no longer astray, and to be told of. Only what the history, read last, bears out: no neighbour was moved, and nobody but the app
 * moved them, at most `ownMoves` times each since the look. False: something was left; look again.
 */
async function settle(
  deps: GuardDeps,
  projectId: ProjectId,
  seen: StoredLedger,
  gaps: readonly Gap[],
  ids: readonly IssueId[],
  ownMoves: number,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const own = await deps.backlog.ownAccount();
  const entries = entriesOf(seen);
  const concerned = gaps.filter(({ strays }) => strays.some((id) => ids.includes(id)));
  const changes = await deps.backlog.changes([...new Set([...ids, ...neighboursOf(concerned)])], seen.since);
  const freshIn = (tier: Tier, id: IssueId): readonly RankChange[] =>
    freshOf(changes.get(id) ?? [], entries.get(id)?.get(tier), seen.since);
  const marks = new Map<IssueId, number>();
  for (const gap of concerned) {
    if (neighboursOf([gap]).some((id) => freshIn(gap.tier, id).length > 0)) continue;
    for (const id of gap.strays.filter((each) => ids.includes(each))) {
      const fresh = freshIn(gap.tier, id);
      const isOurs = fresh.length <= ownMoves && fresh.every(({ by }) => by?.accountId === own);
      if (isOurs) marks.set(id, fresh.at(-1)?.id ?? entries.get(id)?.get(gap.tier)?.mark ?? 0);
    }
  }
  let isAll = marks.size === ids.length;
  await update(deps, projectId, (ledger) => {
    // Another pass wrote meanwhile: their place may have become another.
    if (ledger.revision !== seen.revision) {
      isAll = false;
      return ledger;
    }
    const astray = new Map(ledger.astray);
    const back = [...marks.keys()].flatMap((id) => {
      const stray = astray.get(id);
      if (stray === undefined) return [];
      astray.delete(id);
      return stray.moves === 0 && stray.by === null ? [] : [{ ...stray, reported: false }];
    });
    const marked = (order: Order): Order =>
      order.map((entry) => (entry.ghost === undefined ? { ...entry, mark: marks.get(entry.id) ?? entry.mark } : entry));
    const orders = { backlog: marked(ledger.orders.backlog), epics: marked(ledger.orders.epics) };
    return { ...ledger, orders, astray, returned: [...ledger.returned, ...back] };
  });
  return isAll;
}

const neighboursOf = (gaps: readonly Gap[]): readonly IssueId[] =>
  gaps.flatMap(({ above, below }) => [above, below]).filter((id) => id !== null);

const freeze = (deps: GuardDeps, projectId: ProjectId): Promise<void> =>
  update(deps, projectId, (ledger) => ({ ...ledger, frozen: { because: 'cannot-rank', at: deps.now() } }));
