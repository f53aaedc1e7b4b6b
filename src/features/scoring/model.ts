/** What a scoring model is: questions (factors), each on a scale, and how their answers combine. Pure data, so it can be sent to a page. */

/** `steps`: only these numbers. `range`: any number from min to max. */
export type Scale =
  { readonly kind: 'steps'; readonly values: readonly number[] } | { readonly kind: 'range'; readonly min: number; readonly max: number };

/** A benefit adds to the value, a multiplier scales it, a cost divides it. */
export type Role = 'benefit' | 'multiplier' | 'cost';

export interface Factor {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly role: Role;
  readonly weight: number;
  readonly scale: Scale;
}

/** `ratio`: weighted benefits, times multipliers, divided by weighted costs. */
export type Combination = 'ratio';

export interface ScoringModel {
  readonly id: string;
  readonly name: string;
  readonly factors: readonly Factor[];
  readonly combination: Combination;
}

/** Factor key -> answer; absent = not answered. */
export type Inputs = Readonly<Record<string, number>>;
