import { LOG_OUTCOMES, type RankLogRowView } from '../../../src/contract/ranking';
import { endOfDay, startOfDay } from '../zone';

export type Outcome = (typeof LOG_OUTCOMES)[number];

/** What stands in the filters; '' is any. Days as `2026-11-24`, both inclusive. */
export interface Filter {
  readonly outcome: Outcome | '';
  readonly by: string;
  readonly from: string;
  readonly until: string;
}

export const ANY: Filter = { outcome: '', by: '', from: '', until: '' };

export const isAny = (filter: Filter): boolean => Object.values(filter).every((value) => value === '');

export const outcomeOf = (value: string): Outcome | '' => LOG_OUTCOMES.find((outcome) => outcome === value) ?? '';

/** The filter as the call takes it. */
export function asked({ outcome, by, from, until }: Filter, timeZone: string) {
  return {
    ...(outcome === '' ? {} : { outcome }),
    ...(by === '' ? {} : { by }),
    ...(from === '' ? {} : { from: startOfDay(from, timeZone) }),
    ...(until === '' ? {} : { until: endOfDay(until, timeZone) }),
  };
}

export type LogPerson = NonNullable<RankLogRowView['by']>;

/** Those met so far, and these, each once. */
export function withPeople(people: readonly LogPerson[], rows: readonly RankLogRowView[]): readonly LogPerson[] {
  const met = new Map(people.map((person) => [person.accountId, person]));
  for (const { by } of rows) if (by !== null && !met.has(by.accountId)) met.set(by.accountId, by);
  return met.size === people.length ? people : [...met.values()];
}
