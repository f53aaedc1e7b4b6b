import type { AccountId, ProjectId } from '../../../core/actor';
import type { Capacity, Tenure } from '../../../core/authority';
import type { RankChange, RankedIssue, Scope, Tier } from '../../../core/rank';
import type { Entry } from './ledger';
import { scopeOf } from './scope';

/** A rank entry of the creator this soon after the creation belongs to it (R3). */
const CREATION = 5_000;

/** What a look makes of an issue. Nothing but Jira's history decides who moved it; where it stands is another question. */
export type Verdict =
  /** Nothing that concerns its place. */
  | { readonly kind: 'settled' }
  /** Its place in Jira counts. `by` null: created there, or put there by a sprint's completion. */
  | {
      readonly kind: 'placed';
      readonly by: { readonly account: AccountId; readonly capacity: Capacity } | null;
      readonly change: number;
      readonly at: number;
      readonly moves: number;
      /** Whether somebody ranked it, so that the log has something to say. */
      readonly ranked: boolean;
      /** In report mode: who moved it without the power. Its place counts all the same, and they are told (O5). */
      readonly stranger?: { readonly account: AccountId; readonly bot: boolean };
    }
  /** Its place in Jira does not count. `own`: the app's own move, nobody is told. `new`: it had no place; it gets the last one. */
  | {
      readonly kind: 'astray';
      readonly by: { readonly account: AccountId; readonly bot: boolean } | null;
      readonly own: boolean;
      readonly change: number;
      readonly at: number;
      readonly moves: number;
      readonly sprint: boolean;
      /** Somebody with the power ranked it meanwhile, and where to is lost: the last known place stands. */
      readonly overrode: boolean;
    }
  | { readonly kind: 'out'; readonly because: Extract<Scope, { kind: 'out' }>['because']; readonly sprint: string | null };

export interface Known {
  readonly projectId: ProjectId;
  /** The ledger's begin, epoch milliseconds: older history is its past. */
  readonly since: number;
  readonly tenure: Tenure;
  readonly ownAccount: AccountId;
}

/** Where an issue belongs, as seen from one project. */
export const scopeIn = (projectId: ProjectId, issue: RankedIssue): Scope =>
  issue.projectId === projectId ? scopeOf(issue) : { kind: 'out', because: 'elsewhere' };

/** The part of an issue's history a look has not taken into account. */
export function freshOf(changes: readonly RankChange[], entry: Entry | undefined, since: number): readonly RankChange[] {
  if (entry === undefined) return changes;
  return changes.filter(({ id, at }) => (entry.mark > 0 ? id > entry.mark : at > since));
}

/**
 * Placed, astray or settled, by the last entry since the last look (ARCHITECTURE.md 4). `entry` is the issue's own in the order it belongs to now;
 * undefined: it has none there.
 */
export function judge(issue: RankedIssue, tier: Tier, entry: Entry | undefined, changes: readonly RankChange[], known: Known): Verdict {
  const scope = scopeIn(known.projectId, issue);
  if (scope.kind === 'out' || scope.tier !== tier) {
    return scope.kind === 'out'
      ? { kind: 'out', because: scope.because, sprint: scope.sprint ?? null }
      : { kind: 'out', because: 'elsewhere', sprint: null };
  }
  const fresh = freshOf(changes, entry, known.since);
  if (entry === undefined) return judgeNew(issue, fresh, known);
  if (entry.ghost !== undefined) return judgeReturn(issue, entry, fresh, known);
  const ranked = fresh.filter(({ of }) => of.includes('rank'));
  return ranked.length === 0 ? { kind: 'settled' } : byLast(ranked, fresh, known);
}

function byLast(decisive: readonly RankChange[], fresh: readonly RankChange[], known: Known): Verdict {
  const last = decisive.at(-1);
  if (last === undefined) return { kind: 'settled' };
  const common = { change: last.id, at: last.at, moves: decisive.length };
  const capacity = capacityOf(last, known);
  if (capacity !== null && last.by !== null) {
    return { kind: 'placed', by: { account: last.by.accountId, capacity }, ranked: last.of.includes('rank'), ...common };
  }
  const own = isOwn(last, known);
  const theirs = own ? decisive.filter((change) => !isOwn(change, known)).at(-1) : last;
  return {
    kind: 'astray',
    by: last.by === null ? null : { account: last.by.accountId, bot: last.by.bot },
    own,
    sprint: !own && fresh.some(({ of, by }) => of.includes('sprint') && by?.accountId === last.by?.accountId),
    overrode: decisive.some((change) => capacityOf(change, known) !== null),
    ...common,
    moves: theirs === undefined ? 0 : common.moves,
  };
}

/** It comes back: by the hand of somebody with the power, or by a sprint's completion, its place in Jira counts; else its old one (R3). */
function judgeReturn(issue: RankedIssue, { ghost, mark }: Entry, fresh: readonly RankChange[], known: Known): Verdict {
  const back = fresh.filter(({ of }) => of.some((what) => what !== 'rank'));
  const hand = back.at(-1);
  const last = fresh.at(-1);
  if (ghost?.because === 'in-sprint' && ghost.sprint !== undefined && issue.closedSprints.includes(ghost.sprint)) {
    const after = fresh.filter(({ of, id }) => of.includes('rank') && (hand === undefined || id > hand.id));
    if (after.some((change) => !isOwn(change, known))) return byLast(after, fresh, known);
    return { kind: 'placed', by: null, change: last?.id ?? mark, at: last?.at ?? ghost.since, moves: 0, ranked: false };
  }
  const since = hand === undefined ? fresh : fresh.filter(({ id }) => id >= hand.id);
  if (since.length > 0) return byLast(since, fresh, known);
  return { kind: 'astray', by: null, own: false, change: mark, at: ghost?.since ?? 0, moves: 0, sprint: false, overrode: false };
}

/** An issue without a place: created here (adopted where it was created), or brought here; a stranger's hand brings it to the end. */
function judgeNew(issue: RankedIssue, changes: readonly RankChange[], known: Known): Verdict {
  const isCreation = ({ of, by, at }: RankChange): boolean =>
    of.includes('rank') && at <= issue.createdAt + CREATION && by !== null && by.accountId === issue.creator;
  const later = changes.filter((change) => !isCreation(change) && change.of.some((what) => what !== 'status'));
  const last = changes.at(-1);
  if (later.length > 0) return byLast(later, later, known);
  return {
    kind: 'placed',
    by: null,
    change: last?.id ?? 0,
    at: last?.at ?? issue.createdAt,
    moves: 0,
    ranked: changes.some(({ of }) => of.includes('rank')),
  };
}

const isOwn = ({ by }: RankChange, { ownAccount }: Known): boolean => by?.accountId === ownAccount;

function capacityOf({ by, at }: RankChange, { tenure, ownAccount }: Known): Capacity | null {
  if (by === null || by.accountId === ownAccount) return null;
  return tenure.capacityAt(by.accountId, 'rank', at);
}
