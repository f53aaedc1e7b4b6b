import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { AcceptancePolicyView } from '../../../src/contract/acceptance';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../../shared/saving/choice-state';

const text = acceptancePages.policy;

export const OWN_WORK = ['allowed', 'refused'] as const;

export type AcceptanceChoice = Pick<AcceptancePolicyView, 'ownWork' | 'backTo'>;
export type OpenAcceptance = OpenChoice<AcceptancePolicyView, AcceptanceChoice>;
export type AcceptanceState = ChoiceState<AcceptancePolicyView, AcceptanceChoice>;

export const choiceOf = ({ ownWork, backTo }: AcceptancePolicyView): AcceptanceChoice => ({ ownWork, backTo });

export const isChoice = (choice: AcceptanceChoice, stored: AcceptanceChoice): boolean =>
  choice.ownWork === stored.ownWork && choice.backTo === stored.backTo;

export const reduceAcceptance = reduceChoice<AcceptancePolicyView, AcceptanceChoice>(isChoice);

/** "May be accepted; rejected stories go to In progress", as somebody else stored it. */
export function policyWords({ ownWork, backTo, statuses }: AcceptancePolicyView): string {
  const status = statuses.find(({ id }) => id === backTo)?.name;
  return fill(text.theirs, { ownWork: text[ownWork], backTo: status === undefined ? text.goNowhere : fill(text.goTo, { status }) });
}
