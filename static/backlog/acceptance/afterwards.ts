import type { StoryView, WaitingView } from '../../../src/contract/acceptance';

/** The row of a story as a decision left it. */
export function afterwards(row: WaitingView, { criteria, revision, may }: StoryView): WaitingView {
  const isMet = ({ state }: StoryView['criteria'][number]): boolean => state === 'met' || state === 'na';
  return {
    ...row,
    revision,
    met: criteria.filter(isMet).length,
    claimed: criteria.filter(({ state }) => state === 'claimed').length,
    total: criteria.length,
    acceptable: criteria.every((each) => !each.mandatory || isMet(each)),
    decide: may.judge,
  };
}
