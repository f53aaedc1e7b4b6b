import { scoring as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { Factor, Inputs, ScoringModel } from './model';

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
  | { readonly code: 'unreadable' };

/** The value of the Value factors field: `{"model":"wsjf","inputs":{…}}`. */
export interface StoredFactors {
  readonly model: string;
  readonly inputs: Inputs;
}

/** A score with the model's formula alone; whether the answers are on the model's scale is `check`'s business. */
export function calculate(model: ScoringModel, inputs: Inputs): Outcome {
  const answered = (factor: Factor): number | undefined => (Object.hasOwn(inputs, factor.key) ? inputs[factor.key] : undefined);
  const notNumbers = model.factors.filter((factor) => {
    const answer = answered(factor);
    return answer !== undefined && !Number.isFinite(answer);
  });
  if (notNumbers.length > 0) return { kind: 'refused', problems: notNumbers.map((factor) => ({ code: 'not-a-number', factor })) };
  const zeroCosts = model.factors.filter((factor) => factor.role === 'cost' && answered(factor) === 0);
  if (zeroCosts.length > 0) return { kind: 'refused', problems: zeroCosts.map((factor) => ({ code: 'zero-cost', factor })) };
  const missing = model.factors.filter((factor) => answered(factor) === undefined).map((factor) => factor.key);
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const score = round(ratio(model, (factor) => answered(factor) ?? 0));
  return Number.isFinite(score) ? { kind: 'scored', score } : { kind: 'refused', problems: [{ code: 'unreadable' }] };
}

/** What is off the model's scale, or not one of its questions. */
export function check(model: ScoringModel, inputs: Inputs): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [key, answer] of Object.entries(inputs)) {
    const factor = model.factors.find((candidate) => candidate.key === key);
    if (!factor) problems.push({ code: 'unknown-factor', key });
    else if (!onScale(factor, answer)) problems.push({ code: factor.role === 'cost' && answer === 0 ? 'zero-cost' : 'off-scale', factor });
  }
  return problems;
}

/** The outcome of what the field holds: another model's answers and answers off the scale have no score (S3). */
export function evaluate(model: ScoringModel, stored: StoredFactors | null | 'unreadable'): Outcome {
  if (stored === 'unreadable') return { kind: 'refused', problems: [{ code: 'unreadable' }] };
  if (stored !== null && stored.model !== model.id) return { kind: 'refused', problems: [{ code: 'other-model', model: stored.model }] };
  const inputs = stored?.inputs ?? {};
  const problems = check(model, inputs);
  return problems.length > 0 ? { kind: 'refused', problems } : calculate(model, inputs);
}

export function onScale(factor: Factor, answer: number): boolean {
  const { scale } = factor;
  return scale.kind === 'steps' ? scale.values.includes(answer) : answer >= scale.min && answer <= scale.max;
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

function ratio(model: ScoringModel, answer: (factor: Factor) => number): number {
  const of = (role: Factor['role']): readonly Factor[] => model.factors.filter((factor) => factor.role === role);
  const sum = (factors: readonly Factor[]): number => factors.reduce((total, factor) => total + factor.weight * answer(factor), 0);
  const multiplied = of('multiplier').reduce((product, factor) => product * answer(factor), 1);
  const costs = of('cost');
  return (sum(of('benefit')) * multiplied) / (costs.length === 0 ? 1 : sum(costs));
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
    case 'off-scale': {
      const { scale, label } = problem.factor;
      return about(
        problem.factor.key,
        scale.kind === 'steps'
          ? fill(text.offScale, { factor: label, values: scale.values.join(', ') })
          : fill(text.offRange, { factor: label, min: scale.min, max: scale.max }),
      );
    }
    case 'not-a-number':
      return about(problem.factor.key, fill(text.notANumber, { factor: problem.factor.label }));
    case 'unknown-factor':
      return { sentence: fill(text.unknownFactor, { factor: problem.key }) };
    case 'other-model':
      return { sentence: fill(text.otherModel, { model: problem.model }) };
    case 'unreadable':
      return { sentence: text.unreadable };
  }
}

const about = (factor: string, sentence: string): { sentence: string; factor: string } => ({ sentence, factor });
