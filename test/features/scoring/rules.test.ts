import fc from 'fast-check';
import { wsjf } from '../../../src/features/scoring/models/wsjf';
import { calculate, check, evaluate, explain, merge, round } from '../../../src/features/scoring/rules';

const answers = (...given: (number | null)[]): Record<string, number> =>
  Object.fromEntries(wsjf.factors.flatMap(({ key }, index) => (typeof given[index] === 'number' ? [[key, given[index]]] : [])));

describe('A WSJF score', () => {
  it('is the three benefits divided by the job size', () => {
    expect(calculate(wsjf, answers(8, 13, 5, 2))).toEqual({ kind: 'scored', score: 13 });
  });

  it('has two decimals, rounded half away from zero', () => {
    expect(calculate(wsjf, answers(8, 3, 4, 8))).toEqual({ kind: 'scored', score: 1.88 });
    expect(round(1.005)).toBe(1.01);
    expect(round(-1.005)).toBe(-1.01);
    expect(round(2.675)).toBe(2.68);
  });

  it('is absent while an answer is missing, and says which', () => {
    expect(calculate(wsjf, answers(13, null, 3, null))).toEqual({ kind: 'incomplete', missing: ['timeCriticality', 'jobSize'] });
  });

  it('is refused with a sentence when the job size is zero, even while other answers are missing', () => {
    const outcome = calculate(wsjf, answers(13, null, 3, 0));
    expect(outcome.kind === 'refused' && outcome.problems.map(explain)).toEqual([
      { factor: 'jobSize', sentence: "Job size can't be zero: a score is value divided by size." },
    ]);
  });

  it('does not take inherited properties for answers', () => {
    expect(calculate(wsjf, Object.create(answers(8, 13, 5, 2)) as Record<string, number>)).toMatchObject({ kind: 'incomplete' });
  });

  it('is a finite number of at most two decimals whatever the answers on the scale', () => {
    const step = fc.constantFrom(1, 2, 3, 5, 8, 13, 20);
    fc.assert(
      fc.property(step, step, step, step, (...given) => {
        const outcome = calculate(wsjf, answers(...given));
        if (outcome.kind !== 'scored') throw new Error('not scored');
        expect(Math.abs(Math.round(outcome.score * 100) - outcome.score * 100)).toBeLessThan(1e-9);
        expect(Math.abs(outcome.score - (given[0] + given[1] + given[2]) / given[3])).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe('What the model refuses', () => {
  it.each([
    ['an answer off the scale', { jobSize: 4 }, 'Job size takes one of 1, 2, 3, 5, 8, 13, 20.'],
    [
      'a question the model does not ask',
      { reach: 4 },
      "This project's scoring model doesn't ask for “reach”. Reload the page: the model may have changed.",
    ],
    [
      'a prototype key',
      JSON.parse('{"__proto__": 4}') as Record<string, number>,
      "This project's scoring model doesn't ask for “__proto__”. Reload the page: the model may have changed.",
    ],
  ])('%s is explained', (_name, inputs, sentence) => {
    expect(check(wsjf, inputs).map((problem) => explain(problem).sentence)).toEqual([sentence]);
  });

  it('keeps no score for answers off the scale or of another model', () => {
    expect(evaluate(wsjf, { model: 'wsjf', inputs: answers(7, 9, 5, 2) }).kind).toBe('refused');
    expect(evaluate(wsjf, { model: 'rice', inputs: answers(8, 13, 5, 2) }).kind).toBe('refused');
    expect(evaluate(wsjf, 'unreadable').kind).toBe('refused');
    expect(evaluate(wsjf, null)).toMatchObject({ kind: 'incomplete' });
  });
});

describe('Merging answers', () => {
  it('sets what is named, clears what is null and leaves the rest', () => {
    expect(merge({ jobSize: 2, timeCriticality: 8 }, { jobSize: 3, timeCriticality: null, userBusinessValue: 1 })).toEqual({
      jobSize: 3,
      userBusinessValue: 1,
    });
  });
});
