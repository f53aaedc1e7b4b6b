import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { StoryView } from '../../src/contract/acceptance';

/** Whether the criteria are those that were on the screen: somebody else's came along with the answer to one's own. */
export function isAsSeen(seen: StoryView, stored: StoryView): boolean {
  const said = ({ criteria }: StoryView): string =>
    JSON.stringify(criteria.map(({ id, text: words, mandatory, state }) => [id, words, mandatory, state]));
  return said(seen) === said(stored);
}

/** What became of a rejection: the comment, and the move. */
export function rejectedSentence(story: StoryView, way: { readonly to: string } | null, moved: string | null): string {
  const told = story.rejection?.told === true ? text.toldInComment : text.notTold;
  const gone = way === null ? '' : moved === null ? fill(text.movedTo, { status: way.to }) : moved;
  return [text.rejectedNow, told, gone].filter((part) => part !== '').join(' ');
}
