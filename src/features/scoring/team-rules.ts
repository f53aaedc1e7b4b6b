import type { AccountId } from '../../core/actor';
import { bounds, valuesOf, type Factor, type Inputs, type Scale, type ScoringModel } from './model';
import { answersOf, asked, divides, onScale, type StoredFactors } from './rules';
import type { TeamPolicy } from './scoring-policy';

/** What several people's answers come to (S5). Pure; the order in which answers were given never matters, but for which of two is the newer. */
export interface OwnAnswers {
  readonly account: AccountId;
  /** As the Value factors field would hold them; null: all taken back. */
  readonly factors: StoredFactors | null;
  /** In what capacity they were given. */
  readonly as: 'owner' | 'delegate' | 'member';
  readonly at: number;
}

/** One person's answers that this model can use: its own questions, on their scales. */
export function usable(model: ScoringModel, factors: StoredFactors | null): Inputs {
  const answers = asked(model, answersOf(model, factors) ?? {});
  const takes = (key: string, answer: number): boolean => {
    const factor = model.factors.find((each) => each.key === key);
    return factor !== undefined && onScale(factor, answer) && !(divides(model, factor) && answer === 0);
  };
  return Object.fromEntries(Object.entries(answers).filter(([key, answer]) => takes(key, answer)));
}

/**
 * The middle answer, as an answer the question takes. Between two answers in the middle it is halfway; where the scale has only steps, the nearest step, and of two as
 * near the higher: half of the team sees at least that much, and a rule that always goes the same way can be foreseen. Null where nobody answered.
 */
export function median(scale: Scale, answers: readonly number[]): number | null {
  const sorted = [...answers].sort((one, other) => one - other);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (lower === undefined || upper === undefined) return null;
  if (lower === upper) return lower;
  // Not their sum by two, which can be too large a number.
  const middle = lower + (upper - lower) / 2;
  if (scale.kind !== 'range') {
    const between = valuesOf(scale).filter((value) => value >= lower && value <= upper);
    return between.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle) || other - one)[0] ?? upper;
  }
  // As many digits as are exact: halfway between 0.1 and 0.2 is 0.15 to people.
  return Math.min(upper, Math.max(lower, Number(middle.toPrecision(15))));
}

export interface Spread {
  readonly low: number;
  readonly high: number;
}

export function spreadOf(answers: readonly number[]): Spread | null {
  return answers.length === 0 ? null : { low: Math.min(...answers), high: Math.max(...answers) };
}

/** A scale that ends where nobody gets: people, money. A quarter of it says nothing. */
const ENDLESS = 1_000_000_000;

/**
 * Whether answers are so far apart that people should talk about it:
 * - on a scale of steps or choices, two steps or more (3 and 8 on 1, 2, 3, 5, 8);
 * - on a range, more than a quarter of it (1 and 2.5 on 1 to 5);
 * - on a range without an end that anybody reaches, when the highest is more than twice the lowest.
 */
export function isWide(scale: Scale, { low, high }: Spread): boolean {
  if (scale.kind !== 'range') {
    const sorted = [...valuesOf(scale)].sort((one, other) => one - other);
    return sorted.filter((value) => value > low && value <= high).length >= 2;
  }
  const [min, max] = bounds(scale);
  return max >= ENDLESS ? high > 2 * low : high - low > (max - min) / 4;
}

/** The answers everybody gave to one question. */
export const answersTo = ({ key }: Pick<Factor, 'key'>, model: ScoringModel, rows: readonly OwnAnswers[]): readonly number[] =>
  rows.flatMap(({ factors }) => usable(model, factors)[key] ?? []);

/** Whose answers count where the owner's do: the newest that the owner, or a delegate for the owner, gave. */
export function ownersRow(rows: readonly OwnAnswers[]): OwnAnswers | null {
  const [newest] = rows
    .filter(({ as, factors }) => as !== 'member' && factors !== null)
    .sort((one, other) => other.at - one.at || (one.account < other.account ? -1 : 1));
  return newest ?? null;
}

/**
 * What Jira's field has to hold: the team's answers once they are revealed, and before and above them what the owner set instead. Before that nothing of the team's: a
 * median of hidden answers gives them away. Questions that are not named here keep the answer they have.
 */
export function whatCounts(
  policy: Exclude<TeamPolicy, 'off'>,
  model: ScoringModel,
  rows: readonly OwnAnswers[],
  { isRevealed, override }: { readonly isRevealed: boolean; readonly override: StoredFactors | null },
): Inputs {
  const teams = !isRevealed ? {} : policy === 'owner' ? usable(model, ownersRow(rows)?.factors ?? null) : medians(model, rows);
  return { ...teams, ...usable(model, override) };
}

function medians(model: ScoringModel, rows: readonly OwnAnswers[]): Inputs {
  return Object.fromEntries(
    model.factors.flatMap((factor) => {
      const middle = median(factor.scale, answersTo(factor, model, rows));
      return middle === null ? [] : [[factor.key, middle] as const];
    }),
  );
}
