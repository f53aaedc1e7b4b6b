import type { OwnershipSettingsView } from '../../../src/contract/ownership';
import type { Person } from '../../shared/people/use-people';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../../shared/saving/choice-state';

export type Choice = { readonly kind: 'vacant' } | { readonly kind: 'person'; readonly person: Person };
export type OpenOwner = OpenChoice<OwnershipSettingsView, Choice>;
export type OwnerState = ChoiceState<OwnershipSettingsView, Choice>;

/** Back to who is owner already is no change, and no conflict. */
export const reduceOwner = reduceChoice<OwnershipSettingsView, Choice>(
  (choice, stored) => accountOf(choice) === (stored.owner?.accountId ?? null),
);

/** The account that saving names; null for none. */
export const accountOf = (choice: Choice): string | null => (choice.kind === 'person' ? choice.person.accountId : null);
