import { rice } from '../../src/features/scoring/models/rice';
import { wsjf } from '../../src/features/scoring/models/wsjf';
import { FIBONACCI, ONE_TO_FIVE, PERCENT, amount } from '../../src/features/scoring/scales';
import { readAnswer, readable, scaleText, step } from '../../static/shared/scale';

describe('the arrows', () => {
  const share = { kind: 'range', min: 0, max: 1, unit: '' } as const;
  it.each([
    ['up Fibonacci', FIBONACCI, 5, 1, 8],
    ['down Fibonacci', FIBONACCI, 5, -1, 3],
    ['from between two steps', FIBONACCI, 6, 1, 8],
    ['not past the top', FIBONACCI, 20, 1, 20],
    ['a page up', FIBONACCI, 1, 10, 20],
    ['from nothing up', FIBONACCI, NaN, 1, 1],
    ['from nothing down', FIBONACCI, NaN, -1, 20],
    ['by one', ONE_TO_FIVE, 3, 1, 4],
    ['not past five', ONE_TO_FIVE, 5, 1, 5],
    ['to the next whole number', amount('weeks', 0.5), 0.5, 1, 1],
    ['down to the lowest', amount('weeks', 0.5), 1, -1, 0.5],
    ['down to a whole number', ONE_TO_FIVE, 2.5, -1, 2],
    ['by tenths where the scale is short', share, 0.2, 1, 0.3],
    ['a page of percent', PERCENT, 25, 10, 35],
    ['from nothing down an endless scale', amount(''), NaN, -1, 0],
  ])('go %s', (_, scale, from, steps, to) => {
    expect(step(scale, from, steps)).toBe(to);
  });
});

describe('what stands in a field', () => {
  it.each([
    ['8', { kind: 'answer', answer: 8 }],
    ['', { kind: 'answer', answer: null }],
    ['4', { kind: 'problem', sentence: 'Job size takes one of 1, 2, 3, 5, 8, 13, 20.' }],
    ['0', { kind: 'problem', sentence: "Job size can't be zero: a score is value divided by size." }],
    ['big', { kind: 'problem', sentence: 'Job size takes a number.' }],
  ])('%p is an answer, or says why it is none', (typed, reading) => {
    expect(readAnswer(wsjf, 'jobSize', typed, 'en')).toEqual(reading);
  });

  it('may carry its unit', () => {
    expect(readAnswer(rice, 'effort', '1.5 person-months', 'en')).toEqual({ kind: 'answer', answer: 1.5 });
  });
});

it('a scale says what it takes, with names and units', () => {
  const of = (key: string) => scaleText(rice.factors.find((factor) => factor.key === key)?.scale ?? PERCENT, 'en');
  expect(of('impact')).toBe('Takes 3 (Massive), 2 (High), 1 (Medium), 0.5 (Low), 0.25 (Minimal).');
  expect(of('confidencePercent')).toBe('Takes 100% (High), 80% (Medium), 50% (Low).');
  expect(of('effort')).toBe('Takes 0.5 person-months or more.');
  expect(scaleText(PERCENT, 'en')).toBe('Takes 0 to 100%.');
});

it('what is misread is no part of the score that is shown, what is still being typed is', () => {
  expect(readable({ jobSize: 5, timeCriticality: 8 }, { jobSize: 'Job size takes a number.', timeCriticality: null })).toEqual({
    timeCriticality: 8,
  });
});
