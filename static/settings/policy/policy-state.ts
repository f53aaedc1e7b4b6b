import type { ScoringPolicyView } from '../../../src/contract/scoring';
import { fieldText, readNumber } from '../../shared/numbers';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../../shared/saving/choice-state';

export const TEAM_POLICIES = ['off', 'median', 'owner'] as const;
export const STALE_DAYS = { least: 7, most: 730 } as const;
/** What the field proposes where scores did not grow old before. */
const PROPOSED = '90';

/** As it stands in the form: days that are typed are no number yet. */
export interface PolicyChoice {
  readonly team: ScoringPolicyView['team'];
  readonly days: string;
  readonly isNever: boolean;
}

export type OpenPolicy = OpenChoice<ScoringPolicyView, PolicyChoice>;
export type PolicyState = ChoiceState<ScoringPolicyView, PolicyChoice>;

export const choiceOf = ({ team, staleAfterDays }: ScoringPolicyView): PolicyChoice => ({
  team,
  days: staleAfterDays === null ? PROPOSED : fieldText(staleAfterDays, 'en'),
  isNever: staleAfterDays === null,
});

/** Null: never; undefined: what is typed is no such number. */
export function daysOf({ days, isNever }: PolicyChoice): number | null | undefined {
  if (isNever) return null;
  const number = readNumber(days.trim(), 'en');
  return Number.isInteger(number) && number >= STALE_DAYS.least && number <= STALE_DAYS.most ? number : undefined;
}

export const isPolicy = (choice: PolicyChoice, { team, staleAfterDays }: ScoringPolicyView): boolean =>
  choice.team === team && daysOf(choice) === staleAfterDays;

export const reducePolicy = reduceChoice<ScoringPolicyView, PolicyChoice>(isPolicy);
