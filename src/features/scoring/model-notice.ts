import { divides } from './rules';
import { bounds, valuesOf, type Factor, type ScoringModel } from './model';

/**
 * What manifest.yml's formatter needs of a model to write "8 + 13 + 5 over 2 (WSJF)", or why there is no score. Short keys: the formatter has to be short.
 */
export interface Notice {
  readonly version: 1;
  /** Name. */
  readonly n: string;
  /** Models whose answers count. */
  readonly a: readonly string[];
  readonly f: readonly {
    /** Key and label. */
    readonly k: string;
    readonly l: string;
    /** What stands before the answer, and after it. */
    readonly p: string;
    readonly u: string;
    /** Its only answers, or null for any from `min` to `max`. */
    readonly of: readonly number[] | null;
    readonly min: number;
    readonly max: number;
  }[];
}

export function noticeOf(model: ScoringModel): Notice {
  const inOrder = model.combination === 'ratio' ? byRole(model.factors) : model.factors;
  return {
    version: 1,
    n: model.name,
    a: [model.id, ...model.accepts],
    f: inOrder.map((factor, index) => {
      const { scale } = factor;
      const [min, max] = bounds(scale);
      return {
        k: factor.key,
        l: factor.label,
        p: index === 0 ? '' : before(model, factor, inOrder[index - 1]),
        u: scale.unit === '' ? '' : ` ${scale.unit}`,
        of: scale.kind === 'range' ? null : valuesOf(scale),
        // A scale that begins at zero is no leave to divide by it.
        min: divides(model, factor) && min === 0 ? 1e-9 : min,
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
