import type { AccountId, Actor } from '../../core/actor';
import type { Capacity, Decision, LendablePower, Power } from '../../core/authority';
import type { CallerRights } from '../../core/permissions';

/** Powers lent from one moment to another (O2). Times are epoch milliseconds; `until` is exclusive. */
export interface Delegation {
  readonly to: AccountId;
  readonly powers: readonly LendablePower[];
  readonly from: number;
  readonly until: number;
}

export interface Ownership {
  readonly owner: AccountId | null;
  readonly delegations: readonly Delegation[];
}

export const VACANT: Ownership = { owner: null, delegations: [] };

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
  if (!rights.browses) return refuse('cannot-see');
  const held = capacityOf(actor.accountId, power, ownership, now);
  switch (power) {
    case 'configure':
      return rights.administers ? allow({ kind: 'admin' }, ownership) : refuse('not-admin');
    case 'score':
      return rights.edits ? allow(held ?? { kind: 'member' }, ownership) : refuse('cannot-edit');
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
  if (ownership.owner === null) return null;
  if (account === ownership.owner) return { kind: 'owner' };
  const lent = ownership.delegations.some(
    (delegation) =>
      delegation.to === account && delegation.powers.some((each) => each === power) && delegation.from <= now && now < delegation.until,
  );
  return lent ? { kind: 'delegate', for: ownership.owner } : null;
}

const refuse = (reason: Extract<Decision, { allowed: false }>['reason']): Decision => ({ allowed: false, reason });
const allow = (capacity: Capacity, { owner }: Ownership): Decision => ({ allowed: true, capacity, accountableOwner: owner });
