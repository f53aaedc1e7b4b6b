import { faultOf, isChange, linkWords } from '../../static/acceptance/drafts';
import { linesOf } from '../../static/acceptance/gherkin';
import { canOf } from '../../static/acceptance/states';
import { openSentence, shortText, sinceWords } from '../../static/acceptance/story-words';
import { broughtBack } from '../../static/acceptance/undo';
import { isAsSeen, rejectedSentence } from '../../static/acceptance/decision-words';
import { aCriterion, aStory } from '../builders/story-view';

test('what is still open is named, three at most, in one line each', () => {
  const open = ['Card is charged once.', 'Receipt\nis e-mailed', 'C', 'D', 'E'].map((text, index) =>
    aCriterion({ id: String(index), text }),
  );
  const sentence = (count: number) => openSentence(aStory({ criteria: open.slice(0, count) }), 'en');
  expect(sentence(0)).toBeNull();
  expect(sentence(1)).toBe('1 criterion is still open: Card is charged once.');
  expect(sentence(2)).toBe('2 criteria are still open: Card is charged once; Receipt is e-mailed.');
  expect(sentence(5)).toBe('5 criteria are still open: Card is charged once; Receipt is e-mailed; C; and 2 more.');
  expect(openSentence(aStory({ criteria: [aCriterion({ id: 'x', mandatory: false })] }), 'en')).toBeNull();
});

test('a long criterion is cut where a reader would cut it', () => {
  expect(shortText('x'.repeat(60))).toHaveLength(60);
  expect(shortText('👨‍👩‍👧'.repeat(61))).toBe(`${'👨‍👩‍👧'.repeat(59)}…`);
});

test('Given, When and Then stand out where they are steps', () => {
  expect(linesOf('Given a basket\nWhen I pay\nthe card works')).toEqual([
    { step: 'Given', rest: 'a basket' },
    { step: 'When', rest: 'I pay' },
    { step: null, rest: 'the card works' },
  ]);
  expect(linesOf('When I pay, the card is charged')).toEqual([{ step: null, rest: 'When I pay, the card is charged' }]);
  expect(linesOf('  indented\n\nlast')).toHaveLength(3);
});

test('since when it waits: the time today, the day before', () => {
  const now = new Date(2026, 10, 26, 12).getTime();
  expect(sinceWords(new Date(2026, 10, 26, 9, 5).getTime(), now, 'en-GB')).toBe('09:05');
  expect(sinceWords(new Date(2026, 10, 24, 9, 5).getTime(), now, 'en-GB')).toBe('24 Nov');
});

test.each([
  ['evidence', 'https://ci.example.com/1', true],
  ['evidence', '', true],
  ['evidence', 'javascript:alert(1)', false],
  ['evidence', 'https://two words', false],
  ['text', 'x'.repeat(500), true],
  ['text', 'x'.repeat(501), false],
  ['words', 'x'.repeat(2001), false],
] as const)('%s %s can be saved: %s', (field, typed, fits) => {
  expect(faultOf(field, typed) === undefined).toBe(fits);
});

test('a criterion without words stays as it was; a link without words is taken away', () => {
  expect(isChange({ id: 'a', field: 'text', was: 'One', typed: ' ' })).toBe(false);
  expect(isChange({ id: 'a', field: 'text', was: 'One', typed: 'One ' })).toBe(false);
  expect(isChange({ id: 'a', field: 'evidence', was: 'https://a.example', typed: '' })).toBe(true);
  expect(linkWords('https://www.example.com/a/')).toBe('example.com/a');
});

test('nobody changes what is accepted by a stray click', () => {
  const acceptance = { by: { accountId: 'olivia', name: null }, for: null, at: 1, words: null };
  const owners = aStory({ acceptance, may: { judge: true } });
  expect(canOf(owners, false)).toEqual({ edit: false, judge: false });
  expect(canOf(owners, true)).toEqual({ edit: true, judge: true });
  expect(canOf(aStory({ acceptance, locked: 'accepted' }), true)).toEqual({ edit: false, judge: false });
  expect(canOf(aStory(), false)).toEqual({ edit: true, judge: false });
});

test("what was removed comes back with one's own claim, and in nobody else's name", () => {
  const mine = { by: 'dana', name: 'Dana', at: 1 };
  const criterion = aCriterion({ id: 'a', text: 'One', mandatory: false, evidence: 'https://a.example', claim: mine, state: 'claimed' });
  const add = { kind: 'add', id: 'a', text: 'One', mandatory: false, after: 'z' };
  const evidence = { kind: 'evidence', id: 'a', evidence: 'https://a.example' };
  expect(broughtBack(criterion, 'z', 'dana')).toEqual([add, evidence, { kind: 'claim', id: 'a', claimed: true }]);
  expect(broughtBack(criterion, 'z', 'tom')).toEqual([add, evidence]);
});

test('a decision is about the criteria that were on the screen', () => {
  const [a, b] = [aCriterion({ id: 'a' }), aCriterion({ id: 'b' })];
  const seen = aStory({ criteria: [a], revision: 3 });
  expect(isAsSeen(seen, aStory({ criteria: [{ ...a, evidence: 'https://x.example' }], revision: 5 }))).toBe(true);
  expect(isAsSeen(seen, aStory({ criteria: [a, b], revision: 4 }))).toBe(false);
  expect(isAsSeen(seen, aStory({ criteria: [{ ...a, text: 'Other' }] }))).toBe(false);
});

test('after a rejection: what was done, and what is left', () => {
  const rejection = { by: { accountId: 'olivia', name: null }, for: null, at: 1, words: 'No', told: true };
  const told = aStory({ rejection });
  expect(rejectedSentence(told, { to: 'To Do' }, null)).toBe(
    'Rejected. The comment to the assignee is on the issue. The issue is in To Do now.',
  );
  expect(rejectedSentence(told, { to: 'To Do' }, 'Fill in the estimate.')).toContain('Fill in the estimate.');
  expect(rejectedSentence(aStory({ rejection: { ...rejection, told: false } }), null, null)).toBe(
    'Rejected. The comment that tells the assignee is not on the issue yet.',
  );
});
