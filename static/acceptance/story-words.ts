import { acceptancePanel as text, panel } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView, StoryView } from '../../src/contract/acceptance';
import { isMet, openMandatory } from './states';
import type { Reader } from '../shared/reader';

type Person = NonNullable<StoryView['owner']>;

/** Within a sentence: "you", a name, or what stands for one that Jira does not tell. */
export function nameIn(person: Person | null, reader: Reader): string {
  if (person === null) return text.somebody;
  return person.accountId === reader.accountId ? text.you : (person.name ?? panel.formerUser);
}

/** "10:05" of today, "24 Nov" of other days: since when something waits. */
export function sinceWords(at: number, now: number, locale: string): string {
  const [date, today] = [new Date(at), new Date(now)];
  const isToday = date.toDateString() === today.toDateString();
  return new Intl.DateTimeFormat(locale, isToday ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' }).format(date);
}

export const counts = ({ criteria }: Pick<StoryView, 'criteria'>): { readonly met: number; readonly total: number } => ({
  met: criteria.filter(isMet).length,
  total: criteria.length,
});

const MOST_NAMED = 3;
const LONGEST_NAME = 60;

/** "2 criteria are still open: Card is charged once; Receipt is e-mailed." Null: nothing mandatory is. */
export function openSentence(story: StoryView, locale: string): string | null {
  const open = openMandatory(story);
  if (open.length === 0) return null;
  const names = open
    .slice(0, MOST_NAMED)
    .map((each) => shortText(each.text))
    .join('; ');
  const number = new Intl.NumberFormat(locale);
  if (open.length === 1) return fill(text.openOne, { names });
  if (open.length <= MOST_NAMED) return fill(text.openSome, { count: number.format(open.length), names });
  return fill(text.openMany, { count: number.format(open.length), names, more: number.format(open.length - MOST_NAMED) });
}

/** A criterion in one line, for a sentence. */
export function shortText(criterion: string): string {
  const line = criterion.replace(/\s+/gu, ' ').trim();
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length <= LONGEST_NAME
    ? line.replace(/\.$/u, '')
    : `${characters
        .slice(0, LONGEST_NAME - 1)
        .join('')
        .trimEnd()}…`;
}

/** "Judged met by Olivia Owner for Sam" and the like; `{when}` is left for the moment. */
export function verdictSentence(verdict: NonNullable<CriterionView['verdict']>, reader: Reader): string {
  const { value, by, for: owner } = verdict;
  const names = { name: nameIn(by, reader), owner: nameIn(owner, reader) };
  return fill(owner === null ? text.judged[value] : text.judgedFor[value], names);
}
