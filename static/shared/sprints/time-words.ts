import { sprintTime as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { CancelView } from '../../../src/contract/sprints';
import { numberText } from '../numbers';
import type { Reader } from '../reader';

type Timed = Pick<CancelView['sprint'], 'state' | 'startDate' | 'endDate'>;

const DAY_MS = 86_400_000;

/** A day as the reader's locale says, where they live. */
export const dayText = (at: number, { locale, timeZone }: Pick<Reader, 'locale' | 'timeZone'>): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(at);

/** How much time a sprint has left: whole days, as Jira counts them. */
export function leftWords({ state, startDate, endDate }: Timed, now: number, reader: Pick<Reader, 'locale' | 'timeZone'>): string {
  if (state === 'closed') return text.closed;
  if (state === 'future')
    return startDate === null || endDate === null
      ? text.plannedOpen
      : fill(text.planned, { from: dayText(startDate, reader), to: dayText(endDate, reader) });
  if (endDate === null) return text.noEnd;
  const date = dayText(endDate, reader);
  if (endDate <= now) return fill(text.over, { date });
  const days = Math.floor((endDate - now) / DAY_MS);
  if (days === 0) return fill(text.today, { date });
  return days === 1 ? fill(text.oneDay, { date }) : fill(text.days, { count: numberText(days, reader.locale), date });
}
