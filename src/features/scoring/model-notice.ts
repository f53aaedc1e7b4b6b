import { divides } from './rules';
import { bounds, valuesOf, type Factor, type ScoringModel } from './model';

/**
 * What manifest.yml's formatter needs of a model to write "8 + 13 + 5 over 2 (WSJF)", or why there is no score. Short keys: it is read for every row of a list.
 * `k` key, `l` label, `p` what stands before the answer, `u` after it, `c` the score is divided by it, `of` its only answers, else `min` to `max`.
 */
export interface Notice {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly accepts: readonly string[];
  readonly factors: readonly {
    readonly k: string;
    readonly l: string;
    readonly p: string;
    readonly u: string;
    readonly c: boolean;
    readonly of: readonly number[] | null;
    readonly min: number;
    readonly max: number;
  }[];
}

export function noticeOf(model: ScoringModel): Notice {
  const { id, name, accepts } = model;
  const inOrder = model.combination === 'ratio' ? byRole(model.factors) : model.factors;
  return {
    version: 1,
    id,
    name,
    accepts,
    factors: inOrder.map((factor, index) => {
      const { scale } = factor;
      const [min, max] = bounds(scale);
      return {
        k: factor.key,
        l: factor.label,
        p: index === 0 ? '' : before(model, factor, inOrder[index - 1]),
        u: scale.unit === '' ? '' : ` ${scale.unit}`,
        c: divides(model, factor),
        of: scale.kind === 'range' ? null : valuesOf(scale),
        min,
        max,
      };
    }),
  };
}

const ORDER = ['benefit', 'multiplier', 'cost'] as const;
const byRole = (factors: readonly Factor[]): readonly Factor[] => ORDER.flatMap((role) => factors.filter((factor) => factor.role === role));

function before(model: ScoringModel, factor: Factor, previous: Factor | undefined): string {
  if (model.combination === 'product') return ' × ';
  if (model.combination !== 'ratio') return ', ';
  if (factor.role === 'cost' && previous?.role !== 'cost') return ' over ';
  return factor.role === 'multiplier' ? ' × ' : ' + ';
}
