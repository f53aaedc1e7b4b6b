import type { CriterionView, StoryView } from '../../src/contract/acceptance';

/** As the rules have it (src/features/acceptance/rules/checklist.ts), of what is shown. */
export const isMet = ({ state }: CriterionView): boolean => state === 'met' || state === 'na';

export const openMandatory = ({ criteria }: Pick<StoryView, 'criteria'>): readonly CriterionView[] =>
  criteria.filter((each) => each.mandatory && !isMet(each));

/** What this person may do with criteria now. */
export interface Can {
  readonly edit: boolean;
  readonly judge: boolean;
}

/**
 * The checklist of an accepted or done story is its owner's alone (A4), and nobody gives an acceptance away by a stray click: the owner says first that they want to change
 * what is accepted (`isUnlocked`).
 */
export function canOf({ may, locked, acceptance }: StoryView, isUnlocked: boolean): Can {
  const isOpen = locked === null && (acceptance === null || isUnlocked);
  return { edit: may.edit && isOpen, judge: may.judge && isOpen };
}
