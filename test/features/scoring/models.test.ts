import { BUILT_IN } from '../../../src/features/scoring/models/index';
import { ice, iceMean } from '../../../src/features/scoring/models/ice';
import { bounds, type ScoringModel } from '../../../src/features/scoring/model';
import { bandOf, calculate, check, evaluate } from '../../../src/features/scoring/rules';
import { weighted } from '../../../src/features/scoring/models/weighted';
import { opportunity } from '../../../src/features/scoring/models/opportunity';
import { rice } from '../../../src/features/scoring/models/rice';
import { describeWithShared } from '../../builders/shared';
import { allVectors, type Vector } from '../../builders/vectors';

const inputsOf = (model: ScoringModel, given: readonly (number | null)[]): Record<string, number> =>
  Object.fromEntries(model.factors.flatMap(({ key }, index) => (typeof given[index] === 'number' ? [[key, given[index]]] : [])));

describeWithShared('The published vectors', 'vectors/scoring.json', (file) => {
  const vectors = allVectors(file);

  it('are of every built-in model', () => {
    expect(new Set(vectors.map(({ model }) => model.id))).toEqual(new Set(BUILT_IN.map(({ id }) => id)));
  });

  it.each(vectors.map((vector): [string, Vector] => [`${vector.model.id} ${JSON.stringify(vector.in)}`, vector]))('%s', (_name, vector) => {
    const outcome = calculate(vector.model, inputsOf(vector.model, vector.in));
    if (vector.error !== undefined) expect(outcome).toMatchObject({ kind: 'refused', problems: [{ code: 'zero-cost' }] });
    else if (vector.score === null) expect(outcome.kind).toBe('incomplete');
    else expect(outcome).toEqual({ kind: 'scored', score: vector.score });
  });
});

describe.each(BUILT_IN)('$name', (model) => {
  it('scores the best and the worst answers of its scales', () => {
    for (const end of [0, 1] as const) {
      const inputs = Object.fromEntries(model.factors.map(({ key, scale }) => [key, bounds(scale)[end]]));
      expect(check(model, inputs)).toEqual([]);
      expect(evaluate(model, { model: model.id, inputs })).toMatchObject({ kind: 'scored' });
    }
  });

  it('asks each question once, with help', () => {
    expect(new Set(model.factors.map(({ key }) => key)).size).toBe(model.factors.length);
    for (const { label, help } of model.factors) expect([label, help].every((text) => text.length > 0)).toBe(true);
  });
});

it('a percentage counts as its fraction', () => {
  expect(calculate(rice, { reach: 100, impact: 1, confidencePercent: 50, effort: 1 })).toEqual({ kind: 'scored', score: 50 });
});

it('what a weighted score can reach is 0 to 100, whatever the weights', () => {
  const all = (benefit: number, cost: number) =>
    Object.fromEntries(weighted.factors.map(({ key, role }) => [key, role === 'cost' ? cost : benefit]));
  expect(calculate(weighted, all(5, 1))).toEqual({ kind: 'scored', score: 100 });
  expect(calculate(weighted, all(1, 5))).toEqual({ kind: 'scored', score: 0 });
});

it('an opportunity has a name: above 15 extreme, from 12 high, from 10 solid', () => {
  expect([15.01, 15, 12, 11.99, 10, 9.99, 0].map((score) => bandOf(opportunity, score))).toEqual([
    'Extreme opportunity',
    'High opportunity',
    'High opportunity',
    'Solid opportunity',
    'Solid opportunity',
    'Low opportunity',
    'Low opportunity',
  ]);
  expect(bandOf(rice, 800)).toBeNull();
});

it('both forms of ICE count each other’s answers', () => {
  const stored = { model: 'ice', inputs: { impact: 8, confidence: 7, ease: 5 } };
  expect(evaluate(ice, stored)).toEqual({ kind: 'scored', score: 280 });
  expect(evaluate(iceMean, stored)).toEqual({ kind: 'scored', score: 6.67 });
});
