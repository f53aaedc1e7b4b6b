import { settings } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { FactorView, ModelView } from '../../src/contract/scoring';
import { weighs } from '../../src/features/scoring/custom-model';

const text = settings.formula;

/** How a model makes its score, in its own words: "(Value + Urgency) × Confidence ÷ Effort". The same formula as `calculate`. */
export function formulaOf({ combination, factors }: Pick<ModelView, 'combination' | 'factors'>): string {
  if (factors.length === 0) return text.empty;
  const names = new Map(factors.map((factor, index) => [factor, labelOf(factor, index)]));
  const name = (factor: FactorView): string => names.get(factor) ?? '';
  const weighted = (factor: FactorView): string =>
    weighs(combination, factor.role) && factor.weight !== 1 ? `${weightText(factor.weight)} × ${name(factor)}` : name(factor);
  const of = (role: FactorView['role']): readonly FactorView[] => factors.filter((factor) => factor.role === role);
  switch (combination) {
    case 'ratio': {
      const value = [sum(of('benefit').map(weighted)), ...of('multiplier').map(name)].join(' × ');
      return `${value} ÷ ${sum(of('cost').map(weighted))}`;
    }
    case 'product':
      return factors.map(name).join(' × ');
    case 'mean':
      return fill(text.mean, { factors: factors.map(weighted).join(', ') });
    case 'weighted':
      return fill(text.weighted, {
        factors: factors
          .map((factor) => (factor.role === 'cost' ? fill(text.lessIsBetter, { factor: weighted(factor) }) : weighted(factor)))
          .join(', '),
      });
    case 'gap':
      return fill(text.gap, { benefit: sum(of('benefit').map(weighted)), cost: sum(of('cost').map(weighted)) });
  }
}

/** What a question is called while it has no name yet. */
export function labelOf({ label }: Pick<FactorView, 'label'>, index: number): string {
  return label.trim() === '' ? fill(text.unnamed, { number: index + 1 }) : label.trim();
}

const sum = (terms: readonly string[]): string =>
  terms.length === 0 ? text.nothing : terms.length === 1 ? terms.join() : `(${terms.join(' + ')})`;

const weightText = (weight: number): string => (Number.isFinite(weight) ? String(weight) : '?');
