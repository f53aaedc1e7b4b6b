import type { FactorView } from '../../../src/contract/scoring';
import { amount, FIBONACCI, ONE_TO_FIVE, ONE_TO_TEN, PERCENT } from '../../../src/features/scoring/scales';
import { fieldText, readNumber } from '../../shared/numbers';

type ScaleView = FactorView['scale'];

/** The scales an admin chooses from. `steps` only keeps the values of a model that has others than Fibonacci's. */
export const PRESETS = ['fibonacci', 'oneToFive', 'oneToTen', 'percent', 'money', 'number', 'choices'] as const;
export type Preset = (typeof PRESETS)[number] | 'steps';

/** Numbers as they stand in their fields: what a person types is no number yet. */
export interface ScaleText {
  readonly preset: Preset;
  readonly unit: string;
  readonly min: string;
  readonly max: string;
  readonly values: readonly number[];
  readonly choices: readonly ChoiceText[];
}

export interface ChoiceText {
  readonly id: number;
  readonly value: string;
  readonly label: string;
}

export const CURRENCY = '€';

export function textOf(scale: ScaleView, locale: string): ScaleText {
  const preset = presetOf(scale);
  return {
    preset,
    unit: preset === 'percent' ? '' : scale.unit,
    min: scale.kind === 'range' ? fieldText(scale.min, locale) : '0',
    max: scale.kind === 'range' ? fieldText(scale.max, locale) : '100',
    values: scale.kind === 'steps' ? scale.values : [],
    choices: scale.kind === 'choices' ? scale.options.map(({ value, label }, id) => ({ id, value: fieldText(value, locale), label })) : [],
  };
}

export function scaleOf({ preset, unit, min, max, values, choices }: ScaleText, locale: string): ScaleView {
  switch (preset) {
    case 'fibonacci':
      return copy(FIBONACCI);
    case 'oneToFive':
      return copy(ONE_TO_FIVE);
    case 'oneToTen':
      return copy(ONE_TO_TEN);
    case 'percent':
      return copy(PERCENT);
    case 'money':
      return copy(amount(unit.trim()));
    case 'number':
      return { kind: 'range', min: readNumber(min, locale), max: readNumber(max, locale), unit: unit.trim() };
    case 'choices':
      return {
        kind: 'choices',
        options: choices.map(({ value, label }) => ({ value: readNumber(value, locale), label: label.trim() })),
        unit,
      };
    case 'steps':
      return { kind: 'steps', values: [...values], unit };
  }
}

/** What another preset starts with: units that mean something there, and two choices to fill in. */
export function chosen(before: ScaleText, preset: Preset): ScaleText {
  const fresh = { ...before, preset };
  if (preset === 'money') return { ...fresh, unit: isCurrency(before.unit) ? before.unit : CURRENCY };
  if (preset === 'number') return { ...fresh, unit: isCurrency(before.unit) ? '' : before.unit };
  if (preset === 'choices' && before.choices.length === 0) {
    return {
      ...fresh,
      unit: before.unit === '%' ? '%' : '',
      choices: [
        { id: 0, value: '1', label: '' },
        { id: 1, value: '2', label: '' },
      ],
    };
  }
  return fresh;
}

function presetOf(scale: ScaleView): Preset {
  for (const [preset, known] of [
    ['fibonacci', FIBONACCI],
    ['oneToFive', ONE_TO_FIVE],
    ['oneToTen', ONE_TO_TEN],
    ['percent', PERCENT],
  ] as const) {
    if (JSON.stringify(copy(known)) === JSON.stringify(copy(scale))) return preset;
  }
  if (scale.kind === 'range') return isCurrency(scale.unit) ? 'money' : 'number';
  return scale.kind;
}

/** A symbol, or the three letters of a currency. */
const isCurrency = (unit: string): boolean => /^\p{Sc}$|^[A-Z]{3}$/u.test(unit.trim());

/** Keys in one order, and an array nobody else holds. */
function copy(scale: ReadonlyScale): ScaleView {
  const { unit } = scale;
  if (scale.kind === 'range') return { kind: 'range', min: scale.min, max: scale.max, unit };
  if (scale.kind === 'steps') return { kind: 'steps', values: [...scale.values], unit };
  return { kind: 'choices', options: scale.options.map(({ value, label }) => ({ value, label })), unit };
}

type ReadonlyScale = typeof FIBONACCI | ScaleView;
