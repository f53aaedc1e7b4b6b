import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { bounds, valuesOf, type Choice, type Inputs, type Scale, type ScoringModel } from '../../src/features/scoring/model';
import { check, explain } from '../../src/features/scoring/rules';
import { numberText, readNumber } from './numbers';

/** Above this a scale has no upper end that anybody would reach. */
const ENDLESS = 1_000_000_000;

/** Which answers a question takes, for people who look for help before they type. */
export function scaleText(scale: Scale, locale: string): string {
  if (scale.kind === 'choices')
    return fill(text.scale, { values: scale.options.map((option) => choiceText(option, scale.unit, locale)).join(', ') });
  const shown = (number: number): string => withUnit(numberText(number, locale), scale.unit);
  if (scale.kind === 'steps')
    return fill(text.scale, { values: withUnit(scale.values.map((value) => numberText(value, locale)).join(', '), scale.unit) });
  return scale.max >= ENDLESS
    ? fill(text.rangeFrom, { min: shown(scale.min) })
    : fill(text.range, { min: numberText(scale.min, locale), max: shown(scale.max) });
}

/** "6.5 weeks", "80%". */
export const withUnit = (answer: string, unit: string): string =>
  unit === '' ? answer : unit === '%' ? `${answer}%` : `${answer} ${unit}`;

/** "3 (Massive)", "80% (Medium)". */
export const choiceText = ({ value, label }: Choice, unit: string, locale: string): string =>
  `${withUnit(numberText(value, locale), unit)} (${label})`;

export type Reading = { readonly kind: 'answer'; readonly answer: number | null } | { readonly kind: 'problem'; readonly sentence: string };

/** What a person typed as an answer to one question of the model: a number on its scale, nothing, or why it is neither. */
export function readAnswer(model: ScoringModel, key: string, typed: string, locale: string): Reading {
  const factor = model.factors.find((candidate) => candidate.key === key);
  const unit = factor?.scale.unit ?? '';
  const trimmed = typed.trim();
  if (trimmed === '') return { kind: 'answer', answer: null };
  const number = readNumber(unit !== '' && trimmed.endsWith(unit) ? trimmed.slice(0, -unit.length) : trimmed, locale);
  const [problem] =
    factor !== undefined && !Number.isFinite(number) ? [{ code: 'not-a-number', factor } as const] : check(model, { [key]: number });
  return problem ? { kind: 'problem', sentence: explain(problem).sentence } : { kind: 'answer', answer: number };
}

export type Typed =
  | { readonly type: 'answered'; readonly key: string; readonly answer: number | null }
  /** What stands there is no answer: why, once its person has `finished` with it. */
  | { readonly type: 'misread'; readonly key: string; readonly sentence: string | null };

/** What happened when a person typed that. */
export function typedEvent(model: ScoringModel, locale: string, key: string, typed: string, finished: boolean): Typed {
  const reading = readAnswer(model, key, typed, locale);
  return reading.kind === 'answer'
    ? { type: 'answered', key, answer: reading.answer }
    : { type: 'misread', key, sentence: finished ? reading.sentence : null };
}

/** The answers without those in whose fields something else stands now: a score of them would not be what is on the screen. */
export const readable = (inputs: Inputs, errors: Readonly<Record<string, string | null>>): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => errors[key] === undefined || errors[key] === null));

/** The next answer up or down the scale, `steps` away; from no answer, the scale's near end. */
export function step(scale: Scale, from: number, steps: number): number {
  const [min, max] = bounds(scale);
  if (!Number.isFinite(from)) return steps > 0 || max >= ENDLESS ? min : max;
  if (scale.kind === 'range') return Math.min(max, Math.max(min, stepInRange(stepSize(max - min), from, steps)));
  const sorted = [...valuesOf(scale)].sort((one, other) => one - other);
  const ahead = steps > 0 ? sorted.filter((value) => value > from) : sorted.filter((value) => value < from).reverse();
  return ahead[Math.min(Math.abs(steps), ahead.length) - 1] ?? (steps > 0 ? max : min);
}

const stepSize = (span: number): number => (span <= 1 ? 0.1 : span <= 2 ? 0.5 : 1);

/** From 0.5 in steps of 1 to 1, not to 1.5: people count in round numbers. */
function stepInRange(size: number, from: number, steps: number): number {
  const at = Number((from / size).toPrecision(12));
  return Number((((steps > 0 ? Math.floor(at) : Math.ceil(at)) + steps) * size).toPrecision(12));
}
