import fc from 'fast-check';
import {
  faultsOf,
  MAX_FACTORS,
  newKey,
  ownModel,
  ROLES,
  weighs,
  type Draft,
  type OwnCombination,
} from '../../../src/features/scoring/custom-model';
import { bounds, valuesOf, type Factor, type Role, type Scale } from '../../../src/features/scoring/model';
import { evaluate } from '../../../src/features/scoring/rules';

const aFactor = (given: Partial<Factor> = {}): Factor => ({
  key: 'benefit',
  label: 'Joy',
  help: '',
  role: 'benefit',
  weight: 1,
  scale: { kind: 'range', min: 1, max: 5, unit: '' },
  ...given,
});
const aCost = (given: Partial<Factor> = {}): Factor => aFactor({ key: 'cost', label: 'Days', role: 'cost', ...given });
const aDraft = (given: Partial<Draft> = {}): Draft => ({ name: 'Ours', combination: 'ratio', factors: [aFactor(), aCost()], ...given });

describe("A project's own model", () => {
  it('has no fault when it can score', () => expect(faultsOf(aDraft())).toEqual({}));

  it.each<[string, Partial<Draft>, string, RegExp]>([
    ['no name', { name: '  ' }, 'name', /Give the model a name/],
    ['a long name', { name: 'x'.repeat(41) }, 'name', /at most 40/],
    ['no questions', { factors: [] }, 'factors', /at least one/],
    [
      'too many questions',
      { factors: Array.from({ length: MAX_FACTORS + 1 }, (_, i) => aFactor({ key: `benefit${i}` })) },
      'factors',
      /at most 12/,
    ],
    ['nothing to divide by', { factors: [aFactor()] }, 'factors', /needs a cost/],
    ['nothing to divide', { factors: [aCost()] }, 'factors', /needs a benefit/],
    ['a nameless question', { factors: [aFactor({ label: ' ' }), aCost()] }, 'factors.0.label', /name/],
    ['a long question', { factors: [aFactor({ label: 'x'.repeat(61) }), aCost()] }, 'factors.0.label', /at most 60/],
    ['two of a name', { factors: [aFactor(), aCost({ label: 'joy ' })] }, 'factors.1.label', /Another question/],
    ['a key of every object', { factors: [aFactor({ key: '__proto__' }), aCost()] }, 'factors.0.label', /key/],
    ['long help', { factors: [aFactor({ help: 'x'.repeat(301) }), aCost()] }, 'factors.0.help', /at most 300/],
    ['a role that means nothing here', { combination: 'mean', factors: [aCost()] }, 'factors.0.role', /no meaning/],
    ['a weight of nothing', { factors: [aFactor({ weight: 0 }), aCost()] }, 'factors.0.weight', /above 0/],
    ['a weight that is no number', { factors: [aFactor({ weight: Number.NaN }), aCost()] }, 'factors.0.weight', /above 0/],
    [
      'a scale upside down',
      { factors: [aFactor({ scale: { kind: 'range', min: 5, max: 1, unit: '' } }), aCost()] },
      'factors.0.scale',
      /below/,
    ],
    ['one value', { factors: [aFactor({ scale: { kind: 'steps', values: [1], unit: '' } }), aCost()] }, 'factors.0.scale', /two values/],
    [
      'the same value twice',
      { factors: [aFactor({ scale: { kind: 'steps', values: [1, 2, 2], unit: '' } }), aCost()] },
      'factors.0.scale',
      /once/,
    ],
    [
      'a nameless choice',
      {
        factors: [
          aFactor({
            scale: {
              kind: 'choices',
              options: [
                { value: 1, label: 'a' },
                { value: 2, label: ' ' },
              ],
              unit: '',
            },
          }),
          aCost(),
        ],
      },
      'factors.0.scale',
      /every choice a name/,
    ],
    [
      'no numbers',
      { factors: [aFactor({ scale: { kind: 'range', min: 0, max: Infinity, unit: '' } }), aCost()] },
      'factors.0.scale',
      /number/,
    ],
    [
      'a cost below zero',
      { factors: [aFactor(), aCost({ scale: { kind: 'range', min: -1, max: 5, unit: '' } })] },
      'factors.1.scale',
      /above zero/,
    ],
    [
      'a choice that costs nothing',
      { factors: [aFactor(), aCost({ scale: { kind: 'steps', values: [0, 1], unit: '' } })] },
      'factors.1.scale',
      /above zero/,
    ],
    [
      'a negative multiplier',
      { combination: 'product', factors: [aFactor({ role: 'multiplier', scale: { kind: 'range', min: -1, max: 1, unit: '' } })] },
      'factors.0.scale',
      /negative/,
    ],
  ])('says so of %s', (_what, given, where, sentence) => {
    expect(faultsOf(aDraft(given))[where]).toMatch(sentence);
  });

  it('scores whatever is on its scales, once it has no fault', () => {
    const unit = fc.constantFrom('', '%', '€');
    const scale: fc.Arbitrary<Scale> = fc.oneof(
      fc.record({
        kind: fc.constant('range' as const),
        min: fc.integer({ min: -5, max: 5 }),
        max: fc.integer({ min: -5, max: 1_000 }),
        unit,
      }),
      fc.record({ kind: fc.constant('steps' as const), values: fc.array(fc.integer({ min: -2, max: 20 }), { maxLength: 6 }), unit }),
      fc.record({
        kind: fc.constant('choices' as const),
        options: fc.array(fc.record({ value: fc.double({ noNaN: true, min: -1, max: 100 }), label: fc.constantFrom('a', '') }), {
          maxLength: 4,
        }),
        unit,
      }),
    );
    const draft = fc.constantFrom<OwnCombination>('ratio', 'product', 'mean', 'weighted').chain((combination) =>
      fc
        .array(fc.record({ role: fc.constantFrom<Role>(...ROLES[combination]), weight: fc.integer({ min: 0, max: 5 }), scale }), {
          maxLength: 4,
        })
        .map((factors): Draft => ({
          name: 'Ours',
          combination,
          factors: factors.map((each, i) => aFactor({ ...each, key: `k${i}`, label: `Q${i}` })),
        })),
    );
    let sound = 0;
    fc.assert(
      fc.property(draft, fc.integer({ min: 0, max: 1_000 }), (given, thousandths) => {
        const where = thousandths / 1_000;
        if (Object.keys(faultsOf(given)).length > 0) return;
        sound += 1;
        const model = ownModel(given, null, { id: 'own-1', accepts: [] });
        const inputs = Object.fromEntries(
          model.factors.map(({ key, scale: on }) => {
            const [min, max] = bounds(on);
            return [
              key,
              on.kind === 'range' ? min + (max - min) * where : (valuesOf(on)[Math.floor(where * (valuesOf(on).length - 1))] ?? min),
            ];
          }),
        );
        const outcome = evaluate(model, { model: model.id, inputs });
        // A range that begins at zero may be answered with zero, and says then what is wrong with it.
        if (outcome.kind === 'refused') expect(outcome.problems.map(({ code }) => code)).toEqual(outcome.problems.map(() => 'zero-cost'));
        else expect(outcome).toMatchObject({ kind: 'scored' });
      }),
      { numRuns: 5_000 },
    );
    expect(sound).toBeGreaterThan(200);
  });
});

describe('Keys of questions', () => {
  it('are the first of their role that the model never used', () => {
    expect(newKey('benefit', { factors: [], retired: [] })).toBe('benefit');
    expect(newKey('benefit', { factors: [{ key: 'benefit' }], retired: ['benefit2'] })).toBe('benefit3');
    expect(newKey('cost', { factors: [{ key: 'cost' }, { key: 'cost2' }, { key: 'cost3' }], retired: ['cost4'] })).toBe('factor1');
  });

  it('retire with their question, so that old answers never answer a new one', () => {
    const first = ownModel(aDraft(), null, { id: 'own-1', accepts: ['wsjf'] });
    const second = ownModel(aDraft({ factors: [aCost()] }), first, { id: 'own-1', accepts: [] });
    expect(second).toMatchObject({ retired: ['benefit'], accepts: ['wsjf'] });
    expect(newKey('benefit', second)).toBe('benefit2');
  });

  it('a weight that changes nothing is 1', () => {
    expect(weighs('product', 'multiplier')).toBe(false);
    const model = ownModel(aDraft({ combination: 'product', factors: [aFactor({ role: 'multiplier', weight: 7 })] }), null, {
      id: 'own-1',
      accepts: [],
    });
    expect(model.factors[0]?.weight).toBe(1);
  });
});
