import { BLANK, readDraft, type Draft } from '../../static/shared/ask/wish';

const read = (part: Partial<Draft>, asksIssue = false, locale = 'en') =>
  readDraft({ ...BLANK, reason: 'Because.', ...part }, 'SHOP', asksIssue, locale);

test('to the top takes a reason and nothing else', () => {
  expect(read({})).toEqual({ kind: 'asked', asked: { issueKey: null, wish: { kind: 'top' }, reason: 'Because.' } });
});

test.each([
  ['shop-12', 'SHOP-12'],
  [' SHOP-12 ', 'SHOP-12'],
  ['12', 'SHOP-12'],
  ['OTHER_1-3', 'OTHER_1-3'],
])('%j names %s', (anchor, issue) => {
  expect(read({ kind: 'above', anchor })).toMatchObject({ kind: 'asked', asked: { wish: { kind: 'above', issue } } });
});

test.each(['', 'twelve', 'SHOP-', 'SHOP 12', '-12'])('%j names no issue', (anchor) => {
  expect(read({ kind: 'below', anchor })).toMatchObject({ kind: 'faulty', faults: { anchor: expect.stringContaining('SHOP-12') } });
});

test.each([
  ['3', 'en', 3],
  ['1,234', 'en', 1234],
  ['1.234', 'de', 1234],
  ['٣', 'ar', 3],
])('%j in %s is position %i', (position, locale, number) => {
  expect(read({ kind: 'position', position }, false, locale)).toMatchObject({ asked: { wish: { kind: 'position', position: number } } });
});

test.each(['', '0', '-1', '1.5', 'top', '100001'])('%j is no position', (position) => {
  expect(read({ kind: 'position', position })).toMatchObject({ kind: 'faulty', faults: { position: expect.any(String) } });
});

test('what is not asked for is not looked at', () => {
  expect(read({ kind: 'top', anchor: 'nonsense', position: 'nonsense' }).kind).toBe('asked');
});

test('everything that has to be changed is said at once', () => {
  const faulty = read({ kind: 'above', issue: '', anchor: '', reason: '  ' }, true);
  expect(faulty.kind === 'faulty' && Object.keys(faulty.faults)).toEqual(['issue', 'anchor', 'reason']);
});

test('a reason has at most 500 characters', () => {
  expect(read({ reason: 'x'.repeat(500) }).kind).toBe('asked');
  expect(read({ reason: 'x'.repeat(501) }).kind).toBe('faulty');
});
