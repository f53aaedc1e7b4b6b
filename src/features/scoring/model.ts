/** What a scoring model is: questions (factors), each on a scale, and how their answers combine. Pure data, so it can be sent to a page. */

/**
 * Which answers a question takes. `steps`: only these numbers. `range`: any number from min to max. `choices`: only these, by name.
 * `unit` is shown beside the answer ('' for none); an answer in `%` counts as its fraction.
 */
export type Scale =
  | { readonly kind: 'steps'; readonly values: readonly number[]; readonly unit: string }
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly unit: string }
  | { readonly kind: 'choices'; readonly options: readonly Choice[]; readonly unit: string };

export interface Choice {
  readonly value: number;
  readonly label: string;
}

/** A benefit adds to the value, a multiplier scales it, a cost divides it or counts against it. */
export type Role = 'benefit' | 'multiplier' | 'cost';

export interface Factor {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly role: Role;
  readonly weight: number;
  readonly scale: Scale;
}

/**
 * - `ratio`: weighted benefits, times multipliers, divided by weighted costs.
 * - `product`: all answers multiplied.
 * - `mean`: weighted mean of all answers.
 * - `weighted`: weighted share of each scale reached, 0 to 100; costs count from the scale's other end.
 * - `gap`: the benefit, plus what it has over the cost (Ulwick's opportunity algorithm).
 */
export type Combination = 'ratio' | 'product' | 'mean' | 'weighted' | 'gap';

/** Scores from `from` up to the next band's are called `label`. */
export interface Band {
  readonly from: number;
  readonly label: string;
}

export interface ScoringModel {
  readonly id: string;
  readonly name: string;
  readonly combination: Combination;
  readonly factors: readonly Factor[];
  /** Other models whose answers to questions of the same key count here too. */
  readonly accepts: readonly string[];
  /** Keys of questions it once asked: never used again, or old answers would answer new questions. */
  readonly retired: readonly string[];
  /** Highest first; empty where the field has no names for scores. */
  readonly bands: readonly Band[];
}

/** Factor key -> answer; absent = not answered. */
export type Inputs = Readonly<Record<string, number>>;

/** Lowest and highest answer: fixed by the scale, never by what teams happened to answer (S2). */
export function bounds(scale: Scale): readonly [min: number, max: number] {
  if (scale.kind === 'range') return [scale.min, scale.max];
  const values = valuesOf(scale);
  return [Math.min(...values), Math.max(...values)];
}

/** The answers a scale of single values takes. */
export function valuesOf(scale: Exclude<Scale, { kind: 'range' }>): readonly number[] {
  return scale.kind === 'steps' ? scale.values : scale.options.map(({ value }) => value);
}
