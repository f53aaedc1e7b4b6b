import fc from 'fast-check';
import { bounds, valuesOf, type Factor, type Scale, type ScoringModel } from '../../../src/features/scoring/model';
import { BUILT_IN } from '../../../src/features/scoring/models/index';
import { check, evaluate, onScale } from '../../../src/features/scoring/rules';
import { amount, FIBONACCI, ONE_TO_FIVE, ONE_TO_TEN, PERCENT } from '../../../src/features/scoring/scales';
import { isWide, median, ownersRow, spreadOf, usable, whatCounts, type OwnAnswers } from '../../../src/features/scoring/team-rules';

const choices = (...values: number[]): Scale => ({
  kind: 'choices',
  options: values.map((value) => ({ value, label: `${value}` })),
  unit: '',
});
const [wsjf] = BUILT_IN as readonly [ScoringModel, ...ScoringModel[]];

describe('The median', () => {
  it.each<readonly [string, Scale, readonly number[], number | null]>([
    ['of nobody', FIBONACCI, [], null],
    ['of one', FIBONACCI, [8], 8],
    ['of three', FIBONACCI, [20, 1, 3], 3],
    ['between two steps, the nearer', FIBONACCI, [5, 13], 8],
    ['halfway between two steps, the higher', FIBONACCI, [3, 5], 5],
    ['halfway between two far steps, the nearest step', FIBONACCI, [1, 20], 13],
    ['of two who agree', FIBONACCI, [5, 5], 5],
    ['of choices that stand in falling order', choices(3, 2, 1, 0.5, 0.25), [0.25, 0.5], 0.5],
    ['of choices far apart', choices(3, 2, 1, 0.5, 0.25), [3, 0.25], 2],
    ['on a range, halfway', ONE_TO_FIVE, [3, 4], 3.5],
    ['of decimals, as people write them', { kind: 'range', min: 0, max: 1, unit: '' }, [0.1, 0.2], 0.15],
    ['of amounts', amount('€'), [10_000, 25_001], 17_500.5],
    [
      'of the largest numbers',
      { kind: 'range', min: 0, max: Number.MAX_VALUE, unit: '' },
      [Number.MAX_VALUE, Number.MAX_VALUE],
      Number.MAX_VALUE,
    ],
  ])('%s', (_what, scale, answers, expected) => {
    expect(median(scale, answers)).toBe(expected);
  });

  /** Numbers as people write them into a scale. */
  const number = (min: number, max: number): fc.Arbitrary<number> =>
    fc.integer({ min: min * 4, max: max * 4 }).map((quarters) => quarters / 4);
  const scale: fc.Arbitrary<Scale> = fc.oneof(
    fc.constantFrom(FIBONACCI, ONE_TO_FIVE, ONE_TO_TEN, PERCENT, amount('€'), choices(100, 80, 50)),
    fc.uniqueArray(number(-1_000, 1_000), { minLength: 2, maxLength: 9 }).map((values) => ({ kind: 'steps', values, unit: '' }) as const),
    fc.tuple(number(-1_000_000, 0), number(1, 1_000_000)).map(([min, max]) => ({ kind: 'range', min, max, unit: '' }) as const),
  );
  const answersOn = (of: Scale): fc.Arbitrary<readonly number[]> => {
    const [min, max] = bounds(of);
    const one = of.kind === 'range' ? fc.double({ min, max, noNaN: true }).map((each) => each + 0) : fc.constantFrom(...valuesOf(of));
    return fc.array(one, { minLength: 1, maxLength: 12 });
  };

  it('is on the scale, between the lowest and the highest, and the same in whatever order people answered', () => {
    fc.assert(
      fc.property(
        scale.chain((of) => fc.tuple(fc.constant(of), answersOn(of))),
        fc.infiniteStream(fc.nat()),
        ([of, answers], random) => {
          const middle = median(of, answers) ?? NaN;
          expect(onScale({ scale: of } as Factor, middle)).toBe(true);
          const { low, high } = spreadOf(answers) ?? { low: NaN, high: NaN };
          expect(middle).toBeGreaterThanOrEqual(low);
          expect(middle).toBeLessThanOrEqual(high);
          const shuffled = [...answers].sort(() => ((random.next().value ?? 0) % 3) - 1);
          expect(median(of, shuffled)).toBe(middle);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never falls when somebody answers higher', () => {
    fc.assert(
      fc.property(
        scale.chain((of) => fc.tuple(fc.constant(of), answersOn(of))),
        fc.nat(),
        ([of, answers], pick) => {
          const raised = answers.map((answer, index) => (index === pick % answers.length ? bounds(of)[1] : answer));
          expect(median(of, raised) ?? NaN).toBeGreaterThanOrEqual(median(of, answers) ?? NaN);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('Answers lie far apart', () => {
  it.each<readonly [string, Scale, number, number, boolean]>([
    ['not when people agree', FIBONACCI, 5, 5, false],
    ['not one step away', FIBONACCI, 3, 5, false],
    ['two steps away', FIBONACCI, 3, 8, true],
    ['not on neighbouring choices that stand in falling order', choices(3, 2, 1, 0.5, 0.25), 0.25, 0.5, false],
    ['two choices away', choices(3, 2, 1, 0.5, 0.25), 0.25, 1, true],
    ['not on a scale of two steps', choices(0, 1), 0, 1, false],
    ['not at a quarter of a range', ONE_TO_FIVE, 2, 3, false],
    ['above a quarter of a range', ONE_TO_FIVE, 2, 3.5, true],
    ['on 1 to 10, three apart', ONE_TO_TEN, 2, 5, true],
    ['not at twice as much, where the scale has no end', amount('€'), 100, 200, false],
    ['above twice as much, where the scale has no end', amount('€'), 100, 201, true],
    ['something against nothing, where the scale has no end', amount('€'), 0, 1, true],
  ])('%s', (_what, scale, low, high, wide) => {
    expect(isWide(scale, { low, high })).toBe(wide);
  });
});

const row = (account: string, inputs: Record<string, number>, given: Partial<OwnAnswers> = {}): OwnAnswers => ({
  account,
  factors: { model: 'wsjf', inputs },
  as: 'member',
  at: 0,
  ...given,
});

describe('What counts', () => {
  const rows = [
    row('dana', { jobSize: 2, timeCriticality: 13 }),
    row('dee', { jobSize: 8 }),
    row('olivia', { jobSize: 3 }, { as: 'owner', at: 1 }),
  ];
  const hidden = { isRevealed: false, override: null };
  const revealed = { isRevealed: true, override: null };
  const override = { model: 'wsjf', inputs: { jobSize: 20 } };

  it('is nothing of the team’s before it is revealed', () => {
    expect(whatCounts('median', wsjf, rows, hidden)).toEqual({});
    expect(whatCounts('owner', wsjf, rows, hidden)).toEqual({});
  });

  it('is the median of what was given, question by question', () => {
    expect(whatCounts('median', wsjf, rows, revealed)).toEqual({ jobSize: 3, timeCriticality: 13 });
  });

  it('is the owner’s answers, or the newest a delegate gave for them', () => {
    expect(whatCounts('owner', wsjf, rows, revealed)).toEqual({ jobSize: 3 });
    const later = row('dee', { jobSize: 8 }, { as: 'delegate', at: 2 });
    expect(whatCounts('owner', wsjf, [...rows, later], revealed)).toEqual({ jobSize: 8 });
    expect(whatCounts('owner', wsjf, [row('dana', { jobSize: 2 })], revealed)).toEqual({});
    expect(ownersRow([{ ...later, factors: null }])).toBeNull();
  });

  it('is what the owner set instead, revealed or not, and the team’s beside it', () => {
    expect(whatCounts('median', wsjf, rows, { ...hidden, override })).toEqual({ jobSize: 20 });
    expect(whatCounts('median', wsjf, rows, { ...revealed, override })).toEqual({ jobSize: 20, timeCriticality: 13 });
  });

  it('leaves out answers to another model and answers off the scale', () => {
    expect(usable(wsjf, { model: 'rice', inputs: { reach: 3 }, earlier: { wsjf: { jobSize: 4, timeCriticality: 5 } } })).toEqual({
      timeCriticality: 5,
    });
    expect(usable(wsjf, { model: 'rice', inputs: { reach: 3 } })).toEqual({});
    expect(usable(wsjf, null)).toEqual({});
  });

  it('always scores where everybody answered everything, and is the same whoever answered first', () => {
    const model = fc.constantFrom(...BUILT_IN);
    const inputsOf = ({ factors }: ScoringModel): fc.Arbitrary<Record<string, number>> =>
      fc.record(
        Object.fromEntries(
          factors.map(({ key, scale }) => {
            const [min, max] = bounds(scale);
            const positive = fc.double({ min: Math.max(min, 0.5), max: Math.min(max, 1e6), noNaN: true });
            return [key, scale.kind === 'range' ? positive : fc.constantFrom(...valuesOf(scale))];
          }),
        ),
      );
    fc.assert(
      fc.property(
        model.chain((of) => fc.tuple(fc.constant(of), fc.array(inputsOf(of), { minLength: 1, maxLength: 6 }))),
        fc.constantFrom('median' as const, 'owner' as const),
        ([of, all], policy) => {
          const given = all.map((inputs, index) =>
            row(`person-${index}`, inputs, { factors: { model: of.id, inputs }, as: index % 2 === 0 ? 'owner' : 'member', at: index }),
          );
          const counts = whatCounts(policy, of, given, revealed);
          expect(check(of, counts)).toEqual([]);
          expect(evaluate(of, { model: of.id, inputs: counts }).kind).toBe('scored');
          expect(whatCounts(policy, of, [...given].reverse(), revealed)).toEqual(counts);
        },
      ),
      { numRuns: 500 },
    );
  });
});
