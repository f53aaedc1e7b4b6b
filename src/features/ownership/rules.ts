import type { AccountId, Actor } from '../../core/actor';
import type { Capacity, Decision, LendablePower, Power, RefusalReason } from '../../core/authority';
import type { CallerRights } from '../../core/permissions';

const DAY_MS = 86_400_000;
export const LONGEST_DELEGATION_MS = 180 * DAY_MS;
/** How long an ended delegation still answers who held a power: as long as the longest lasts. */
export const KEPT_AFTER_END_MS = 180 * DAY_MS;
/** Running and to come, in one project. */
export const MOST_DELEGATIONS = 20;
export const LONGEST_REASON = 500;

/** Powers lent from one moment to another (O2), for whoever is owner then. Times are epoch milliseconds; the end is exclusive. */
export interface Delegation {
  readonly id: string;
  readonly to: AccountId;
  readonly powers: readonly LendablePower[];
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  /** Who lent it, and when. */
  readonly by: AccountId;
  readonly at: number;
  /** Set where somebody ended it before its time. */
  readonly endedAt: number | null;
}

/** A time somebody owned the project; `until` is exclusive. */
export interface FormerOwner {
  readonly account: AccountId;
  readonly from: number;
  readonly until: number;
}

export interface Ownership {
  readonly owner: AccountId | null;
  /** When the owner was named, or the project left vacant. */
  readonly since: number;
  /** Newest first. */
  readonly former: readonly FormerOwner[];
  readonly delegations: readonly Delegation[];
}

export const VACANT: Ownership = { owner: null, since: 0, former: [], delegations: [] };

/**
 * May this actor use this power now, and in what capacity? (O3)
 *
 * Jira's own rights come first: who may not see the place has no power there, be they owner or not. A delegation lends the owner's powers,
 * so it counts for nothing while the project is vacant, and ends by itself.
 */
export function decide(actor: Actor, power: Power, ownership: Ownership, rights: CallerRights, now: number): Decision {
  if (actor.kind === 'anonymous') return refuse('anonymous');
  if (actor.kind === 'app') return refuse('app');
  if (!actor.licensed) return refuse('unlicensed');
  if (power === 'administer-site') return rights.administersSite === true ? allow({ kind: 'admin' }, ownership) : refuse('not-site-admin');
  if (!rights.browses) return refuse('cannot-see');
  const held = capacityOf(actor.accountId, power, ownership, now);
  switch (power) {
    case 'configure':
      return rights.administers ? allow({ kind: 'admin' }, ownership) : refuse('not-admin');
    case 'lend':
      if (held?.kind === 'owner') return allow(held, ownership);
      if (rights.administers) return allow({ kind: 'admin' }, ownership);
      return refuse(ownership.owner === null ? 'vacant' : 'not-lender');
    case 'score':
      return rights.edits ? allow(held ?? { kind: 'member' }, ownership) : refuse('cannot-edit');
    case 'edit':
      return rights.edits ? allow(held ?? { kind: 'member' }, ownership) : refuse('cannot-edit-issue');
    case 'rank':
    case 'sprint':
    case 'accept':
    case 'decide':
    case 'answer':
      if (held) return allow(held, ownership);
      return refuse(ownership.owner === null ? 'vacant' : 'not-owner');
  }
}

/** Owner, delegate for the owner with this power lent now, or null. */
export function capacityOf(account: AccountId, power: Power, ownership: Ownership, now: number): Capacity | null {
  // Whoever is stored as owner is owner now, also where another machine's clock, which wrote it, is a little ahead.
  return heldAt(account, power, Math.max(now, ownership.since), ownership);
}

/** In what capacity an account held a power at a time: former owners and ended delegations count for theirs. */
export function heldAt(account: AccountId, power: Power, at: number, ownership: Ownership): Capacity | null {
  const owner = ownerAt(at, ownership);
  if (owner === null) return null;
  if (account === owner) return { kind: 'owner' };
  const lent = ownership.delegations.some(
    (delegation) =>
      delegation.to === account && delegation.powers.some((each) => each === power) && delegation.from <= at && at < endOf(delegation),
  );
  return lent ? { kind: 'delegate', for: owner } : null;
}

/** Everybody who held a power at a time: the owner first, then who stood in. */
export function holdersAt(power: LendablePower, at: number, ownership: Ownership): readonly AccountId[] {
  const accounts = [ownerAt(at, ownership), ...ownership.delegations.map(({ to }) => to)].filter((account) => account !== null);
  return [...new Set(accounts)].filter((account) => heldAt(account, power, at, ownership) !== null);
}

/** Who owned the project at a time. */
export function ownerAt(at: number, { owner, since, former }: Ownership): AccountId | null {
  if (at >= since) return owner;
  return former.find(({ from, until }) => from <= at && at < until)?.account ?? null;
}

export const endOf = ({ until, endedAt }: Pick<Delegation, 'until' | 'endedAt'>): number => Math.min(until, endedAt ?? until);

export type DelegationState = 'now' | 'later' | 'ended';

export function stateOf(delegation: Delegation, now: number): DelegationState {
  if (endOf(delegation) <= now) return 'ended';
  return delegation.from <= now ? 'now' : 'later';
}

export interface Lending {
  readonly to: AccountId;
  readonly powers: readonly LendablePower[];
  readonly from: number;
  readonly until: number;
  readonly reason: string;
}

export type LendingFault =
  | 'vacant'
  | 'lend-to-owner'
  | 'no-powers'
  | 'no-reason'
  | 'ends-in-the-past'
  | 'ends-before-start'
  | 'lent-too-long'
  | 'too-many-delegations';

/**
 * What is lent, or why it is not. A start that has passed is now: nobody lends backwards, so that nothing that was put back turns out to have been allowed.
 */
export function lend(
  lending: Lending,
  ownership: Ownership,
  now: number,
): { readonly kind: 'lent'; readonly lent: Lending } | { readonly kind: 'refused'; readonly reason: LendingFault } {
  const from = Math.max(lending.from, now);
  const reason = lending.reason.trim();
  const faults: readonly (readonly [LendingFault, boolean])[] = [
    ['vacant', ownership.owner === null],
    ['lend-to-owner', lending.to === ownership.owner],
    ['no-powers', lending.powers.length === 0],
    ['no-reason', reason === '' || reason.length > LONGEST_REASON],
    ['ends-in-the-past', lending.until <= now],
    ['ends-before-start', lending.until <= from],
    ['lent-too-long', lending.until - from > LONGEST_DELEGATION_MS],
    ['too-many-delegations', ownership.delegations.filter((each) => stateOf(each, now) !== 'ended').length >= MOST_DELEGATIONS],
  ];
  const fault = faults.find(([, holds]) => holds);
  if (fault) return { kind: 'refused', reason: fault[0] };
  return { kind: 'lent', lent: { to: lending.to, powers: [...new Set(lending.powers)], from, until: lending.until, reason } };
}

/** Another owner, or none. What the former one lent ends with their time, and stays on record. */
export function succeed(ownership: Ownership, owner: AccountId | null, now: number): Ownership {
  const { owner: before, since, former, delegations } = ownership;
  return {
    owner,
    since: now,
    former: before === null ? former : [{ account: before, from: since, until: now }, ...former],
    delegations: delegations.map((each) => (stateOf(each, now) === 'ended' ? each : { ...each, endedAt: now })),
  };
}

const refuse = (reason: RefusalReason): Decision => ({ allowed: false, reason });
const allow = (capacity: Capacity, { owner }: Ownership): Decision => ({ allowed: true, capacity, accountableOwner: owner });
