import fc from 'fast-check';
import type { Actor } from '../../../src/core/actor';
import { LENDABLE_POWERS, type LendablePower, type Power } from '../../../src/core/authority';
import {
  decide,
  heldAt,
  lend,
  LONGEST_DELEGATION_MS,
  MOST_DELEGATIONS,
  stateOf,
  succeed,
  VACANT,
  type Delegation,
  type Lending,
  type Ownership,
} from '../../../src/features/ownership/rules';

const NOW = 1_000;
const person = (accountId: string, licensed = true): Actor => ({ kind: 'person', accountId, licensed });
const aDelegation = (given: Partial<Delegation> = {}): Delegation => ({
  id: 'd1',
  to: 'dev',
  powers: ['rank', 'score'],
  from: 500,
  until: 2_000,
  reason: 'Away',
  by: 'olivia',
  at: 400,
  endedAt: null,
  ...given,
});
const owned: Ownership = { owner: 'olivia', since: 100, former: [], delegations: [aDelegation()] };
const vacant: Ownership = { ...owned, owner: null };
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
    ['the owner lends', person('olivia'), 'lend', owned, reader, 'owner'],
    ['an owner who administers lends as owner', person('olivia'), 'lend', owned, all, 'owner'],
    ['an admin lends', person('ada'), 'lend', owned, all, 'admin'],
    ['a delegate does not lend on', person('dev'), 'lend', owned, { ...all, administers: false }, 'not-lender'],
    ['a member does not lend', person('mia'), 'lend', owned, { ...all, administers: false }, 'not-lender'],
    ['where nobody owns, nobody lends', person('dev'), 'lend', vacant, reader, 'vacant'],
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

const DAY = 86_400_000;
const lending = (given: Partial<Lending> = {}): Lending => ({
  to: 'dev',
  powers: ['rank'],
  from: NOW,
  until: NOW + DAY,
  reason: 'Away',
  ...given,
});
const full = Array.from({ length: MOST_DELEGATIONS }, (_, index) => aDelegation({ id: `d${index}` }));

describe('What may be lent', () => {
  it.each<[string, Partial<Lending>, Ownership, string]>([
    ['a power for a day', {}, owned, 'lent'],
    ['180 days to the millisecond', { until: NOW + LONGEST_DELEGATION_MS }, owned, 'lent'],
    ['a millisecond more', { until: NOW + LONGEST_DELEGATION_MS + 1 }, owned, 'lent-too-long'],
    ['180 days that began long ago are counted from now', { from: 0, until: NOW + LONGEST_DELEGATION_MS }, owned, 'lent'],
    ['nothing', { powers: [] }, owned, 'no-powers'],
    ['without a reason', { reason: ' \n ' }, owned, 'no-reason'],
    ['with a reason of 500 characters', { reason: 'x'.repeat(500) }, owned, 'lent'],
    ['with a reason of 501', { reason: 'x'.repeat(501) }, owned, 'no-reason'],
    ['to the owner', { to: 'olivia' }, owned, 'lend-to-owner'],
    ['until now', { until: NOW }, owned, 'ends-in-the-past'],
    ['until it begins', { from: NOW + DAY, until: NOW + DAY }, owned, 'ends-before-start'],
    ['where nobody owns', {}, vacant, 'vacant'],
    ['a twenty-first', {}, { ...owned, delegations: full }, 'too-many-delegations'],
    ['a twentieth', {}, { ...owned, delegations: full.slice(1) }, 'lent'],
    ['beside twenty that ended', {}, { ...owned, delegations: full.map((each) => ({ ...each, endedAt: NOW })) }, 'lent'],
  ])('%s', (_sentence, given, ownership, expected) => {
    const result = lend(lending(given), ownership, NOW);
    expect(result.kind === 'lent' ? 'lent' : result.reason).toBe(expected);
  });

  it('never reaches back: a start that has passed is now', () => {
    expect(lend(lending({ from: 0, powers: ['rank', 'rank'], reason: ' Away ' }), owned, NOW)).toEqual({
      kind: 'lent',
      lent: lending({ from: NOW }),
    });
  });
});

/** A project's life: owners named, powers lent to people and ended, in any order, at times that grow. */
type Step =
  | { readonly kind: 'own'; readonly who: string | null }
  | {
      readonly kind: 'lend';
      readonly to: string;
      readonly powers: readonly LendablePower[];
      readonly delay: number;
      readonly lasts: number;
    }
  | { readonly kind: 'end'; readonly nth: number };

const who = fc.constantFrom('ann', 'ben', 'cat');
const steps = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 20 }),
    fc.oneof(
      fc.record({ kind: fc.constant('own' as const), who: fc.option(who) }),
      fc.record({
        kind: fc.constant('lend' as const),
        to: who,
        powers: fc.subarray([...LENDABLE_POWERS], { minLength: 1 }),
        delay: fc.integer({ min: -5, max: 30 }),
        lasts: fc.integer({ min: 1, max: 60 }),
      }),
      fc.record({ kind: fc.constant('end' as const), nth: fc.nat(5) }),
    ),
  ),
  { maxLength: 20 },
);

/** Each ownership the project had, and from when. */
function live(life: readonly (readonly [number, Step])[]): readonly { readonly from: number; readonly ownership: Ownership }[] {
  const looks = [{ from: 0, ownership: VACANT }];
  let now = 0;
  for (const [later, step] of life) {
    now += later;
    const before = looks[looks.length - 1]!.ownership;
    looks.push({ from: now, ownership: next(before, step, now, looks.length) });
  }
  return looks;
}

function next(before: Ownership, step: Step, now: number, id: number): Ownership {
  if (step.kind === 'own') return step.who === before.owner ? before : succeed(before, step.who, now);
  if (step.kind === 'end') {
    const ended = before.delegations[step.nth];
    if (!ended || stateOf(ended, now) === 'ended') return before;
    return { ...before, delegations: before.delegations.map((each) => (each === ended ? { ...each, endedAt: now } : each)) };
  }
  const from = now + step.delay;
  const result = lend({ to: step.to, powers: step.powers, from, until: from + step.lasts, reason: 'Away' }, before, now);
  if (result.kind === 'refused') return before;
  const by = before.owner ?? '';
  return { ...before, delegations: [...before.delegations, { id: `d${id}`, ...result.lent, by, at: now, endedAt: null }] };
}

describe('Who held a power when', () => {
  it('is, ever after, what was decided at that time', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 500 }), who, fc.constantFrom(...LENDABLE_POWERS), (life, at, account, power) => {
        const looks = live(life);
        const then = looks.filter(({ from }) => from <= at).at(-1)!.ownership;
        const decided = decide(person(account), power, then, reader, at);
        fc.pre(power !== 'score');
        const held = heldAt(account, power, at, looks.at(-1)!.ownership);
        expect(held).toEqual(decided.allowed ? decided.capacity : null);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never lends more than there was an owner to lend, nor beyond the end', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 500 }), who, fc.constantFrom(...LENDABLE_POWERS), (life, at, account, power) => {
        const { ownership } = live(life).at(-1)!;
        const held = heldAt(account, power, at, ownership);
        if (held?.kind !== 'delegate') return;
        expect(heldAt(held.for, power, at, ownership)).toEqual({ kind: 'owner' });
        expect(ownership.delegations.some((each) => each.to === account && each.powers.includes(power) && at < each.until)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['before the project had an owner', 'olivia', 50, null],
    ['the former owner, in their time', 'olivia', 300, { kind: 'owner' }],
    ['the delegate, in the former owner’s time', 'dev', 600, { kind: 'delegate', for: 'olivia' }],
    ['the delegate, once the owner has changed', 'dev', 900, null],
    ['the former owner, once the owner has changed', 'olivia', 900, null],
    ['the new owner, just before', 'otto', 799, null],
    ['the new owner, from that moment on', 'otto', 800, { kind: 'owner' }],
  ])('%s', (_sentence, account, at, expected) => {
    expect(heldAt(account, 'rank', at, succeed(owned, 'otto', 800))).toEqual(expected);
  });
});
