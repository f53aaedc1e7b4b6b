import { delegates as text, refused } from '../../../locales/en.json';
import type { LentPower } from '../../../src/contract/ownership';
import { lend, VACANT, type LendingFault } from '../../../src/features/ownership/rules';
import type { Person } from '../people/use-people';
import { dayOf, span } from './days';
import type { Loan } from './use-delegates';

/** What the form holds. Days are `2026-12-03`, or '' where nothing is chosen. */
export interface Draft {
  readonly person: Person | null;
  readonly powers: readonly LentPower[];
  readonly first: string;
  readonly last: string;
  readonly reason: string;
}

export type Faults = Readonly<Partial<Record<keyof Draft, string>>>;

const FORTNIGHT = 14;

export const anewLoan = (now: number): Draft => ({
  person: null,
  powers: ['rank'],
  first: dayOf(now),
  last: dayOf(now, FORTNIGHT),
  reason: '',
});

/** Null until person and days are chosen. */
export function loanOf({ person, powers, first, last, reason }: Draft, now: number): Loan | null {
  const { from, until } = span(first, last, now);
  return person === null || from === null || until === null ? null : { to: person.accountId, powers, from, until, reason: reason.trim() };
}

const WHERE: Partial<Record<LendingFault, keyof Draft>> = {
  'lend-to-owner': 'person',
  'no-powers': 'powers',
  'no-reason': 'reason',
  'ends-in-the-past': 'last',
  'ends-before-start': 'last',
  'lent-too-long': 'last',
};

/** What the server would refuse, by its own rule, beside the field it lies in. What others lent meanwhile only the server knows. */
export function faultsOf(draft: Draft, owner: string, now: number): Faults {
  const { from, until } = span(draft.first, draft.last, now);
  const open: Record<string, string> = {};
  if (draft.person === null) open['person'] = text.noPerson;
  if (from === null) open['first'] = text.noDay;
  if (until === null) open['last'] = text.noDay;
  const complete = { to: draft.person?.accountId ?? '', powers: ['rank' as const], from: now, until: now + 1, reason: '-' };
  // Each part by itself, the others being in order: the rule names one fault at a time.
  const parts = [
    { to: complete.to },
    { powers: draft.powers },
    { reason: draft.reason },
    ...(from === null || until === null ? [] : [{ from, until }]),
  ];
  for (const part of parts) {
    const result = lend({ ...complete, ...part }, { ...VACANT, owner }, now);
    if (result.kind === 'lent') continue;
    const field = WHERE[result.reason];
    if (field !== undefined) open[field] ??= refused[result.reason];
  }
  return open;
}
