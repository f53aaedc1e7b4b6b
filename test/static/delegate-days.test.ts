import { dayOf, dayText, span } from '../../static/shared/delegates/days';
import { anewLoan, faultsOf, loanOf } from '../../static/shared/delegates/loan';

/** Thursday afternoon, in the reader's own time zone. */
const NOW = new Date(2026, 10, 26, 16, 30).getTime();
const at = (year: number, month: number, day: number, hour = 0, minute = 0): number =>
  new Date(year, month - 1, day, hour, minute).getTime();
const DAY = 86_400_000;

describe('The days somebody stands in', () => {
  it.each([
    ['from now to the end of the last day', '2026-11-26', '2026-12-03', NOW, at(2026, 12, 4)],
    ['from the morning of a later day', '2026-11-30', '2026-11-30', at(2026, 11, 30), at(2026, 12, 1)],
    ['180 days from now, to the hour', '2026-11-26', dayOf(NOW + 180 * DAY), NOW, NOW + 180 * DAY],
    ['no first day', '', '2026-12-03', null, at(2026, 12, 4)],
    ['no last day', '2026-11-26', '', NOW, null],
  ])('%s', (_what, first, last, from, until) => {
    expect(span(first, last, NOW)).toEqual({ from, until });
  });

  it('a day too many is not cut short', () => {
    const { from, until } = span('2026-12-01', dayOf(at(2026, 12, 1), 180), NOW);
    expect((until ?? 0) - (from ?? 0)).toBeGreaterThan(180 * DAY);
  });

  it('read as the last day, where they end with it, and with the hour where not', () => {
    expect(dayText(at(2026, 12, 4), 'en-GB', true)).toBe('3 Dec 2026');
    expect(dayText(at(2026, 12, 4), 'en-GB')).toBe('4 Dec 2026');
    expect(dayText(at(2026, 12, 3, 17, 5), 'en-GB', true)).toBe('3 Dec 2026, 17:05');
  });
});

describe('The form', () => {
  const nora = { accountId: 'nora', name: 'Nora' };
  const whole = { ...anewLoan(NOW), person: nora, reason: ' Away ' };

  it('begins with a fortnight from now', () => {
    expect(loanOf(whole, NOW)).toEqual({ to: 'nora', powers: ['rank'], from: NOW, until: at(2026, 12, 11), reason: 'Away' });
    expect(faultsOf(whole, 'olivia', NOW)).toEqual({});
  });

  it('says all that is missing at once', () => {
    expect(Object.keys(faultsOf({ person: null, powers: [], first: '', last: '', reason: ' ' }, 'olivia', NOW)).sort()).toEqual([
      'first',
      'last',
      'person',
      'powers',
      'reason',
    ]);
  });

  it.each([
    ['to the owner', { person: { accountId: 'olivia', name: 'Olivia' } }, 'person'],
    ['until before it begins', { first: '2026-12-10', last: '2026-12-09' }, 'last'],
    ['until yesterday', { last: '2026-11-25' }, 'last'],
    ['for too long', { last: '2027-12-09' }, 'last'],
  ])('marks what cannot be lent %s', (_what, change, field) => {
    expect(Object.keys(faultsOf({ ...whole, ...change }, 'olivia', NOW))).toEqual([field]);
  });
});
