import type { CriterionChange, CriterionView, StoryView } from '../../src/contract/acceptance';
import { begin, reduce, type Edits, type EditsEvent } from '../../static/acceptance/edits';
import { withChanges } from '../../static/acceptance/local-story';
import { aCriterion, aStory } from '../builders/story-view';

const claim = (id: string, claimed = true): CriterionChange => ({ kind: 'claim', id, claimed });
const reword = (id: string, was: string, text: string): CriterionChange => ({ kind: 'reword', id, was, text });
const after = (story: StoryView, ...events: readonly EditsEvent[]): Edits => events.reduce(reduce, begin(story));
const made = (...changes: readonly CriterionChange[]): EditsEvent => ({ type: 'made', changes, at: 1_000 });
const shown = ({ base, pending, at }: Edits): StoryView => withChanges(base, pending, 'dana', at).story;
const textOf = (story: StoryView, id: string): string | undefined => story.criteria.find((each) => each.id === id)?.text;
const [a, b] = [aCriterion({ id: 'a', text: 'Card is charged once' }), aCriterion({ id: 'b', text: 'Receipt is mailed' })];

test('what is ticked is shown at once, and stays until the server has it', () => {
  const story = aStory({ criteria: [a, b] });
  const ticked = after(story, made(claim('a')));
  expect(shown(ticked).criteria.map(({ state }) => state)).toEqual(['claimed', 'open']);
  const failed = reduce(reduce(ticked, { type: 'sent', count: 1 }), { type: 'failed', message: 'No network.' });
  expect(shown(failed).criteria[0]?.state).toBe('claimed');
  expect(failed).toMatchObject({ failure: 'No network.', isHeld: true });
  expect(shown(reduce(failed, { type: 'discarded' })).criteria[0]?.state).toBe('open');
});

test('the last of several ticks is sent, but never instead of one that is on its way', () => {
  const quick = after(aStory({ criteria: [a, b] }), made(claim('a')), made(claim('a', false)), made(claim('a')));
  expect(quick.pending).toEqual([claim('a')]);
  const sent = reduce(reduce(quick, { type: 'sent', count: 1 }), made(claim('a', false)));
  expect(sent.pending).toEqual([claim('a'), claim('a', false)]);
  // Words are kept step by step: each names the words it replaces.
  const words = after(aStory({ criteria: [a] }), made(reword('a', a.text, 'One')), made(reword('a', 'One', 'Two')));
  expect(words.pending).toHaveLength(2);
});

test("another person's changes come in without taking one's own away", () => {
  const mine = after(aStory({ revision: 4, criteria: [a, b] }), made(claim('a')));
  const theirs = aStory({ revision: 5, criteria: [a, { ...b, text: 'Receipt is e-mailed' }] });
  const both = reduce(mine, { type: 'read', story: theirs });
  expect(shown(both).criteria.map(({ text, state }) => [text, state])).toEqual([
    ['Card is charged once', 'claimed'],
    ['Receipt is e-mailed', 'open'],
  ]);
  // A read that began before a save comes after it.
  expect(reduce(both, { type: 'read', story: aStory({ revision: 4, criteria: [] }) })).toBe(both);
});

test('words that somebody else was quicker with are in their field again, beside theirs', () => {
  const sent = after(aStory({ revision: 1, criteria: [a] }), made(reword('a', a.text, 'Mine')), { type: 'sent', count: 1 });
  const story = aStory({ revision: 2, criteria: [{ ...a, text: 'Theirs' }] });
  const answered = reduce(sent, { type: 'answered', story, left: [{ id: 'a', why: 'changed', message: 'Changed.' }] });
  expect(textOf(shown(answered), 'a')).toBe('Theirs');
  expect(answered.drafts).toEqual([{ id: 'a', field: 'text', was: a.text, typed: 'Mine' }]);
  expect(answered.left).toEqual([]);
});

test('what somebody writes in a criterion that is removed is kept beside the list', () => {
  const writing = after(aStory({ revision: 1, criteria: [a, b] }), {
    type: 'typed',
    draft: { id: 'a', field: 'text', was: a.text, typed: 'Card is charged exactly once' },
  });
  const gone = reduce(writing, { type: 'read', story: aStory({ revision: 2, criteria: [b] }) });
  expect(gone.drafts).toEqual([]);
  expect(gone.left).toMatchObject([{ why: 'gone', change: { kind: 'reword', text: 'Card is charged exactly once' } }]);
  expect(reduce(gone, { type: 'let-go', key: gone.left[0]?.key ?? -1 }).left).toEqual([]);
});

test('words that find no room on the checklist are not lost', () => {
  const add: CriterionChange = { kind: 'add', id: 'new', text: 'One too many', mandatory: true, after: null };
  const sent = after(aStory({ criteria: [a] }), made(add), { type: 'sent', count: 1 });
  const answered = reduce(sent, {
    ...{ type: 'answered', story: aStory({ criteria: [a] }) },
    left: [{ id: 'new', why: 'too-many', message: 'Full.' }],
  });
  expect(answered.left).toMatchObject([{ message: 'Full.', change: add }]);
});

test('a row that has not changed stays the same object, so that it is not drawn again', () => {
  const story = aStory({ revision: 1, criteria: [a, b] });
  const copy = aStory({ revision: 2, criteria: [{ ...a }, { ...b, text: 'Other' }] });
  const next = reduce(begin(story), { type: 'read', story: copy });
  expect(next.base.criteria[0]).toBe(a);
  expect(next.base.criteria[1]).not.toBe(b);
  const claimed = shown(after(story, made(claim('b'))));
  expect(claimed.criteria[0]).toBe(a);
});

test("the owner's verdicts and what becomes of the acceptance are shown as the server will say them", () => {
  const met: CriterionView = { ...a, state: 'met', verdict: verdict('met') };
  const acceptance = { by: olivia, for: null, at: 10, words: null };
  const story = aStory({ criteria: [met], acceptance, state: 'accepted', may: { judge: true } });
  const reopened = withChanges(story, [{ kind: 'judge', id: 'a', verdict: 'failed', words: 'Twice' }], 'olivia', 20).story;
  expect(reopened).toMatchObject({ state: 'open', acceptance: null, voided: { why: 'reopened', by: olivia } });
  expect(reopened.criteria[0]).toMatchObject({ state: 'failed', verdict: { words: 'Twice', by: olivia } });
  const refused = withChanges({ ...story, may: { ...story.may, judge: false } }, [claim('a', false)], 'dana', 20);
  expect(refused.left).toEqual([{ id: 'a', why: 'locked' }]);
});

const olivia = { accountId: 'olivia', name: 'Olivia Owner' };
const verdict = (value: 'met' | 'failed') => ({ value, by: olivia, for: null, at: 5, words: null });
