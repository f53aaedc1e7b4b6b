import { scoring as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { bounds, valuesOf, type Choice, type Factor, type Inputs, type Scale, type ScoringModel } from './model';

/**
 * The arithmetic of scores, shared by the server and the panel's preview. A score is a finite number to two decimals, or absent
 * (S2): `incomplete` when an answer is missing, `refused` when the answers cannot give one.
 */
export type Outcome =
  | { readonly kind: 'scored'; readonly score: number }
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export type Problem =
  | { readonly code: 'zero-cost'; readonly factor: Factor }
  | { readonly code: 'off-scale'; readonly factor: Factor }
  | { readonly code: 'not-a-number'; readonly factor: Factor }
  | { readonly code: 'unknown-factor'; readonly key: string }
  | { readonly code: 'other-model'; readonly model: string }
  /** The answers are fine; their score is no finite number. */
  | { readonly code: 'too-large' }
  | { readonly code: 'unreadable' };

/** The value of the Value factors field: `{"model":"wsjf","inputs":{…}}`. */
export interface StoredFactors {
  readonly model: string;
  readonly inputs: Inputs;
  /** Model -> the answers given while the project scored with it: a change of model loses nothing. */
  readonly earlier?: Readonly<Record<string, Inputs>> | undefined;
}

/** A score with the model's formula alone; whether the answers are on the model's scale is `check`'s business. */
export function calculate(model: ScoringModel, inputs: Inputs): Outcome {
  const answered = (factor: Factor): number | undefined => (Object.hasOwn(inputs, factor.key) ? inputs[factor.key] : undefined);
  const notNumbers = model.factors.filter((factor) => {
    const answer = answered(factor);
    return answer !== undefined && !Number.isFinite(answer);
  });
  if (notNumbers.length > 0) return { kind: 'refused', problems: notNumbers.map((factor) => ({ code: 'not-a-number', factor })) };
  const zeroCosts = model.factors.filter((factor) => divides(model, factor) && answered(factor) === 0);
  if (zeroCosts.length > 0) return { kind: 'refused', problems: zeroCosts.map((factor) => ({ code: 'zero-cost', factor })) };
  const missing = model.factors.filter((factor) => answered(factor) === undefined).map((factor) => factor.key);
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const score = round(combine(model, (factor) => answered(factor) ?? 0));
  return Number.isFinite(score) ? { kind: 'scored', score } : { kind: 'refused', problems: [{ code: 'too-large' }] };
}

/** What is off the model's scale, or not one of its questions. */
export function check(model: ScoringModel, inputs: Inputs): readonly Problem[] {
  return Object.entries(inputs).flatMap(([key, answer]): readonly Problem[] => {
    const factor = model.factors.find((candidate) => candidate.key === key);
    if (!factor) return [{ code: 'unknown-factor', key }];
    // A scale that begins at zero is no leave to divide by it.
    if (divides(model, factor) && answer === 0) return [{ code: 'zero-cost', factor }];
    return onScale(factor, answer) ? [] : [{ code: 'off-scale', factor }];
  });
}

/** The outcome of what the field holds: another model's answers and answers off the scale have no score (S3). */
export function evaluate(model: ScoringModel, stored: StoredFactors | null | 'unreadable'): Outcome {
  if (stored === 'unreadable') return { kind: 'refused', problems: [{ code: 'unreadable' }] };
  const inputs = answersOf(model, stored);
  if (stored !== null && inputs === null) return { kind: 'refused', problems: [{ code: 'other-model', model: stored.model }] };
  // What the model does not ask (any more) is no answer to it, and stops nothing.
  const answers = asked(model, inputs ?? {});
  const problems = check(model, answers);
  return problems.length > 0 ? { kind: 'refused', problems } : calculate(model, answers);
}

/** The answers that count for this model, or null where there are none: those given to it, or to a model it accepts, now or earlier. */
export function answersOf(model: ScoringModel, stored: StoredFactors | null | 'unreadable'): Inputs | null {
  if (stored === null || stored === 'unreadable') return null;
  if (stored.model === model.id || model.accepts.includes(stored.model)) return stored.inputs;
  const earlier = stored.earlier ?? {};
  const known = [model.id, ...model.accepts].find((id) => Object.hasOwn(earlier, id));
  return known === undefined ? null : (earlier[known] ?? null);
}

/**
 * What to store once these answers are given: they merge into those that count already, and answers to other models are kept beside them.
 * Null where nothing is left to keep.
 */
export function answering(
  model: ScoringModel,
  stored: StoredFactors | null | 'unreadable',
  answers: Readonly<Record<string, number | null>>,
): StoredFactors | null {
  const inputs = merge(asked(model, answersOf(model, stored) ?? {}), answers);
  const earlier = new Map<string, Inputs>();
  if (stored !== null && stored !== 'unreadable') {
    for (const [id, kept] of Object.entries(stored.earlier ?? {})) earlier.set(id, kept);
    if (stored.model !== model.id && !model.accepts.includes(stored.model)) earlier.set(stored.model, stored.inputs);
    for (const id of [model.id, ...model.accepts]) earlier.delete(id);
  }
  if (Object.keys(inputs).length === 0 && earlier.size === 0) return null;
  return { model: model.id, inputs, ...(earlier.size === 0 ? {} : { earlier: Object.fromEntries(earlier) }) };
}

export function onScale({ scale }: Factor, answer: number): boolean {
  return scale.kind === 'range' ? answer >= scale.min && answer <= scale.max : valuesOf(scale).includes(answer);
}

/** Whether the score is divided by this answer, which then must not be zero. */
export function divides(model: Pick<ScoringModel, 'combination'>, factor: Pick<Factor, 'role'>): boolean {
  return model.combination === 'ratio' && factor.role === 'cost';
}

/** Stored answers with `answers` merged in: a number sets, null clears, what is not named stays. */
export function merge(inputs: Inputs, answers: Readonly<Record<string, number | null>>): Inputs {
  const merged = new Map(Object.entries(inputs));
  for (const [key, answer] of Object.entries(answers)) {
    if (answer === null) merged.delete(key);
    else merged.set(key, answer);
  }
  return Object.fromEntries(merged);
}

/** The answers to questions this model asks; others are left over from another time. */
export function asked(model: ScoringModel, inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => model.factors.some((factor) => factor.key === key)));
}

/** What this score is called, where the model names its scores. */
export function bandOf(model: ScoringModel, score: number): string | null {
  return model.bands.find((band) => score >= band.from)?.label ?? null;
}

function combine(model: ScoringModel, answer: (factor: Factor) => number): number {
  const of = (role: Factor['role']): readonly Factor[] => model.factors.filter((factor) => factor.role === role);
  const sum = (factors: readonly Factor[], each: (factor: Factor) => number): number =>
    factors.reduce((total, factor) => total + factor.weight * each(factor), 0);
  const weights = (factors: readonly Factor[]): number => sum(factors, () => 1);
  const product = (factors: readonly Factor[]): number => factors.reduce((total, factor) => total * counted(factor, answer(factor)), 1);
  const value = (factor: Factor): number => counted(factor, answer(factor));
  switch (model.combination) {
    case 'ratio':
      return (sum(of('benefit'), value) * product(of('multiplier'))) / (of('cost').length === 0 ? 1 : sum(of('cost'), value));
    case 'product':
      return product(model.factors);
    case 'mean':
      return sum(model.factors, value) / weights(model.factors);
    case 'weighted':
      return (100 * sum(model.factors, (factor) => reached(factor, answer(factor)))) / weights(model.factors);
    case 'gap': {
      const wanted = sum(of('benefit'), value);
      return wanted + Math.max(wanted - sum(of('cost'), value), 0);
    }
  }
}

/** Eighty percent of something is 0.8 of it. */
function counted({ scale }: Factor, answer: number): number {
  return scale.unit === '%' ? answer / 100 : answer;
}

/** 0 for the worst answer the scale knows, 1 for the best. */
function reached({ role, scale }: Factor, answer: number): number {
  const [min, max] = bounds(scale);
  return (role === 'cost' ? max - answer : answer - min) / (max - min);
}

/** Two decimals, half away from zero. `toPrecision` first, or 1.005 (stored as 1.00499…) would round down. */
export function round(value: number): number {
  const cents = Number((Math.abs(value) * 100).toPrecision(15));
  return (Math.sign(value) * Math.round(cents)) / 100 || 0;
}

/** An outcome a person can read: what is wrong as sentences. */
export type Explained = Exclude<Outcome, { kind: 'refused' }> | { readonly kind: 'refused'; readonly problems: readonly Explanation[] };

export interface Explanation {
  readonly sentence: string;
  /** Key of the factor it is about. */
  readonly factor?: string;
}

export function explained(outcome: Outcome): Explained {
  return outcome.kind === 'refused' ? { kind: 'refused', problems: outcome.problems.map(explain) } : outcome;
}

/** What is wrong with an answer, as a sentence for the person who gave it, and the factor it is about. */
export function explain(problem: Problem): Explanation {
  switch (problem.code) {
    case 'zero-cost':
      return about(problem.factor.key, fill(text.zeroCost, { factor: problem.factor.label }));
    case 'off-scale':
      return about(problem.factor.key, takes(problem.factor.label, problem.factor.scale));
    case 'not-a-number':
      return about(problem.factor.key, fill(text.notANumber, { factor: problem.factor.label }));
    case 'unknown-factor':
      return { sentence: fill(text.unknownFactor, { factor: problem.key }) };
    case 'other-model':
      return { sentence: fill(text.otherModel, { model: problem.model }) };
    case 'too-large':
      return { sentence: text.tooLarge };
    case 'unreadable':
      return { sentence: text.unreadable };
  }
}

/** Which answers a question takes, as a sentence. */
export function takes(factor: string, scale: Scale): string {
  const unit = scale.unit === '' ? '' : ` ${scale.unit}`;
  if (scale.kind === 'range') return fill(text.offRange, { factor, min: scale.min, max: scale.max, unit });
  const values = scale.kind === 'steps' ? scale.values.join(', ') : scale.options.map(choiceText).join(', ');
  return fill(text.offScale, { factor, values: values + unit });
}

/** "3 (Massive)" */
export const choiceText = ({ value, label }: Choice): string => `${value} (${label})`;

const about = (factor: string, sentence: string): Explanation => ({ sentence, factor });
