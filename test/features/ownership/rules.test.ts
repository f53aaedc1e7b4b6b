import fc from 'fast-check';
import type { Actor } from '../../../src/core/actor';
import { LENDABLE_POWERS, type Power } from '../../../src/core/authority';
import { decide, type Ownership } from '../../../src/features/ownership/rules';

const NOW = 1_000;
const person = (accountId: string, licensed = true): Actor => ({ kind: 'person', accountId, licensed });
const owned: Ownership = { owner: 'olivia', delegations: [{ to: 'dev', powers: ['rank', 'score'], from: 500, until: 2_000 }] };
const vacant: Ownership = { owner: null, delegations: owned.delegations };
const all = { browses: true, edits: true, administers: true };
const reader = { browses: true, edits: false, administers: false };

const outcome = (actor: Actor, power: Power, ownership = owned, rights = all, now = NOW): string => {
  const decision = decide(actor, power, ownership, rights, now);
  if (!decision.allowed) return decision.reason;
  return decision.capacity.kind === 'delegate' ? `delegate for ${decision.capacity.for}` : decision.capacity.kind;
};

describe('Who may do what', () => {
  it.each<[string, Actor, Power, Ownership, typeof all, string]>([
    ['the owner ranks', person('olivia'), 'rank', owned, reader, 'owner'],
    ['the owner scores as owner', person('olivia'), 'score', owned, all, 'owner'],
    ['a delegate ranks for the owner', person('dev'), 'rank', owned, reader, 'delegate for olivia'],
    ['a delegate has only the powers lent', person('dev'), 'sprint', owned, all, 'not-owner'],
    ['a member scores what they may edit', person('mia'), 'score', owned, all, 'member'],
    ['a member does not rank', person('mia'), 'rank', owned, all, 'not-owner'],
    ['nobody ranks for an absent owner', person('dev'), 'rank', vacant, all, 'vacant'],
    ['who may only read does not score', person('mia'), 'score', owned, reader, 'cannot-edit'],
    ['the owner without the right to edit does not score', person('olivia'), 'score', owned, reader, 'cannot-edit'],
    ['an admin configures', person('ada'), 'configure', owned, all, 'admin'],
    ['the owner does not configure by being owner', person('olivia'), 'configure', owned, reader, 'not-admin'],
    ['who cannot see has no power, owner or not', person('olivia'), 'rank', owned, { ...all, browses: false }, 'cannot-see'],
    ['without a licence, no power', person('olivia', false), 'rank', owned, all, 'unlicensed'],
    ['nobody is nobody', { kind: 'anonymous' }, 'rank', owned, all, 'anonymous'],
    ['an app is no owner', { kind: 'app' }, 'rank', owned, all, 'app'],
  ])('%s', (_sentence, actor, power, ownership, rights, expected) => {
    expect(outcome(actor, power, ownership, rights)).toBe(expected);
  });

  it('lends from its start until just before its end, and never after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), (now) => {
        expect(outcome(person('dev'), 'rank', owned, reader, now)).toBe(now >= 500 && now < 2_000 ? 'delegate for olivia' : 'not-owner');
      }),
    );
  });

  it('gives nobody who is neither owner nor delegate a lendable power other than score', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LENDABLE_POWERS), fc.boolean(), fc.boolean(), (power, edits, administers) => {
        fc.pre(power !== 'score');
        expect(outcome(person('mia'), power, owned, { browses: true, edits, administers })).toBe('not-owner');
      }),
    );
  });
});
