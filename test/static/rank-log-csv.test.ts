import type { RankLogRowView } from '../../src/contract/ranking';
import { csvOf } from '../../static/backlog/log/csv';

const aRow = (part: Partial<RankLogRowView> = {}): RankLogRowView => ({
  id: '1',
  issue: { id: '10012', key: 'SHOP-12', summary: 'Keep the cart' },
  tier: 'backlog',
  by: { accountId: 'dana', name: 'Dana' },
  capacity: null,
  outcome: 'put-back',
  from: { place: 14, total: 212 },
  to: { place: 2, total: 212 },
  at: Date.UTC(2026, 10, 24, 9, 30),
  assumed: false,
  moves: 1,
  reason: null,
  ...part,
});

const lines = (...rows: readonly RankLogRowView[]): readonly string[] => csvOf(rows).split('\r\n');

test('a move is one line, with its time in UTC and its places as numbers', () => {
  expect(lines(aRow())[1]).toBe('2026-11-24T09:30:00.000Z,SHOP-12,Keep the cart,backlog,14,2,212,Dana,,Put back,,,1');
});

test('spreadsheets know it as UTF-8, and no file is without its head', () => {
  expect(csvOf([])).toMatch(/^\ufeffTime \(UTC\),Key,Summary,.*\r\n$/);
});

test.each(['=HYPERLINK("http://x","y")', '+1', '-2+3', '@SUM(A1)', '\t=1', '＝1', ' =1', '\n=1'])(
  '%j is text and no formula',
  (summary) => {
    const { issue } = aRow();
    const whole = csvOf([aRow({ issue: issue === null ? null : { ...issue, summary } })]);
    expect(whole).toContain("'");
    expect(whole).not.toMatch(/,"?[=+@＝\t]|,"?-2/);
  },
);

test('commas, quotes and line breaks stay in their cell', () => {
  const line = csvOf([aRow({ reason: 'He said "now",\nplease' })]);
  expect(line).toContain(',"He said ""now"",\nplease",');
});

test('a delegate, a hidden issue and an unknown mover are said in words', () => {
  const by = { accountId: 'nora', name: 'Nora' };
  const capacity = { kind: 'delegate' as const, for: { accountId: 'sam', name: 'Sam' } };
  expect(lines(aRow({ by, capacity, outcome: 'adopted', assumed: true }))[1]).toMatch(/,Nora,Sam,Ranked,,yes,1$/);
  expect(lines(aRow({ issue: null, by: null, from: null, to: null }))[1]).toMatch(/Z,,".*can't see.*",backlog,,,,Jira doesn't say,/);
});
