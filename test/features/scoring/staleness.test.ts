import fc from 'fast-check';
import { CONTENTS, type ContentChange } from '../../../src/core/scores';
import { scoringTime, staleness } from '../../../src/features/scoring/staleness';

const DAY_MS = 86_400_000;
const NOW = 1_000 * DAY_MS;
const daysAgo = (days: number): number => NOW - days * DAY_MS;
const change = (given: Partial<ContentChange> = {}): ContentChange => ({
  of: 'summary',
  field: given.of ?? 'summary',
  at: daysAgo(1),
  from: 'Pay by card',
  to: 'Pay by card or cash',
  ...given,
});

describe('Whether a score is old', () => {
  it.each([
    ['fresh', 10, [], 90, null],
    ['on the last day', 90, [], 90, null],
    ['a moment past it', 90.001, [], 90, ['age']],
    ['ancient, where nothing grows old', 900, [], null, null],
    ['given before the summary changed', 10, [change()], 90, ['summary']],
    ['given after the summary changed', 10, [change({ at: daysAgo(11) })], 90, null],
    ['given in the moment in which the summary changed', 10, [change({ at: daysAgo(10) })], 90, null],
    ['given before nothing but white space changed', 10, [change({ to: ' Pay  by\ncard ' })], 90, null],
    [
      'given before what changed and changed back',
      10,
      [change(), change({ at: daysAgo(0.5), from: 'Pay by card or cash', to: 'Pay by card' })],
      90,
      null,
    ],
    ['given before a first estimate', 10, [change({ of: 'estimate', field: 'customfield_1', from: '', to: '5' })], 90, ['estimate']],
    [
      'given before the estimate was written otherwise',
      10,
      [change({ of: 'estimate', field: 'customfield_1', from: '5', to: '5.0' })],
      90,
      null,
    ],
    ['given before a change Jira shows no text of', 10, [change({ of: 'description', from: '', to: '' })], 90, ['description']],
    ['given before the description was removed', 10, [change({ of: 'description', from: 'As a customer', to: '' })], 90, ['description']],
    [
      'old in every way',
      100,
      [change({ of: 'estimate', from: '3', to: '5' }), change({ at: daysAgo(2) })],
      90,
      ['summary', 'estimate', 'age'],
    ],
    [
      'given before two estimates changed places',
      10,
      [change({ of: 'estimate', field: 'a', from: '3', to: '5' }), change({ of: 'estimate', field: 'b', from: '5', to: '3' })],
      90,
      ['estimate'],
    ],
  ])('%s', (_what, age, changes, limit, because) => {
    expect(staleness(daysAgo(age), changes, NOW, limit)?.because ?? null).toEqual(because);
  });

  it('says when something of it changed last, and leaves out what does not matter', () => {
    const changes = [change({ at: daysAgo(3) }), change({ of: 'description', at: daysAgo(1), to: 'Pay by  card' })];
    expect(staleness(daysAgo(10), changes, NOW, 90)?.changedAt).toBe(daysAgo(3));
    expect(staleness(daysAgo(100), [], NOW, 90)?.changedAt).toBeNull();
  });

  it('counts from the last answer, the confirmation or, without either, the creation', () => {
    expect(scoringTime({ scoredAt: null }, 5, null)).toBe(5);
    expect(scoringTime({ scoredAt: 7 }, 5, null)).toBe(7);
    expect(scoringTime({ scoredAt: 7 }, 5, 9)).toBe(9);
    expect(scoringTime({ scoredAt: 7 }, 5, 6)).toBe(7);
  });

  const changes = fc.array(
    fc.record({
      of: fc.constantFrom(...CONTENTS),
      field: fc.constantFrom('summary', 'description', 'one', 'other'),
      at: fc.integer({ min: 0, max: NOW }),
      from: fc.constantFrom('', 'a', 'a ', 'b', '5'),
      to: fc.constantFrom('', 'a', 'b', ' b', '5.0'),
    }),
    { maxLength: 8 },
  );
  const limit = fc.option(fc.integer({ min: 7, max: 730 }));

  it('does not depend on the order in which changes are listed', () => {
    // Of two changes in one moment nobody can tell which came first.
    const distinct = changes.filter((each) => new Set(each.map(({ at }) => at)).size === each.length);
    fc.assert(
      fc.property(distinct, fc.integer({ min: 0, max: NOW }), limit, (all, scoredAt, days) => {
        expect(staleness(scoredAt, [...all].reverse(), NOW, days)).toEqual(staleness(scoredAt, all, NOW, days));
      }),
      { numRuns: 500 },
    );
  });

  it('ends with any answer or confirmation, and never begins by one', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: NOW }), limit, (all, scoredAt, days) => {
        expect(staleness(NOW, all, NOW, days)).toBeNull();
        const stale = staleness(scoredAt, all, NOW, days);
        if (stale === null) return;
        expect(stale.because.length).toBeGreaterThan(0);
        if (stale.changedAt !== null) expect(stale.changedAt).toBeGreaterThan(scoredAt);
        expect(stale.changedAt === null).toBe(stale.because.every((each) => each === 'age'));
      }),
      { numRuns: 500 },
    );
  });
});
