import fc from 'fast-check';
import type { TemplatesView } from '../../src/contract/acceptance';
import {
  addedWords,
  addItems,
  faultsOf,
  isStored,
  MOST_ITEMS,
  moveItem,
  onlyChanged,
  tidied,
  withTyped,
  type Item,
} from '../../static/shared/acceptance/checklists';
import { reduceChecklists, shownOf } from '../../static/shared/acceptance/checklists-state';

const item = (text: string, id = `id-of-${text}`): Item => ({ id, text, mandatory: true });
const items = (...texts: readonly string[]): readonly Item[] => texts.map((text) => item(text));
const textsOf = (those: readonly Item[]): readonly string[] => those.map(({ text }) => text);

let made = 0;
const newId = (): string => `made-${(made += 1)}`;

const saved: TemplatesView = {
  projectId: '1',
  revision: 3,
  done: [item('Reviewed')],
  templates: [{ id: 'payments-1', name: 'Payments', typeIds: [], onCreation: true, items: [item('Works with every card')] }],
  types: [{ id: '10001', name: 'Story' }],
  may: { done: true, templates: true, message: null },
  lastChange: null,
};

describe('Criteria that are added', () => {
  it('are added once each, below the others, and counted', () => {
    const added = addItems(items('One'), ['Two', ' One ', 'Two', '', 'Three'], newId);
    expect(textsOf(added.items)).toEqual(['One', 'Two', 'Three']);
    expect(added).toMatchObject({ added: 2, known: 2, left: 0 });
    expect(addedWords(added)).toBe('2 added. Already on the list: 2.');
  });

  it('are left out where the list is full', () => {
    const full = items(...Array.from({ length: MOST_ITEMS - 1 }, (_, index) => `Criterion ${index}`));
    const added = addItems(full, ['One', 'Two', 'Three'], newId);
    expect(added.items).toHaveLength(MOST_ITEMS);
    expect(addedWords(added)).toBe('1 added. A list holds at most 50. Left out: 2.');
  });

  it('keep ids of their own, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 80 }), fc.array(fc.string(), { maxLength: 80 }), (before, pasted) => {
        const first = addItems([], before, newId).items;
        const { items: all, added, known, left } = addItems(first, pasted, newId);
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
        expect(all.length).toBeLessThanOrEqual(MOST_ITEMS);
        expect(all.slice(0, first.length)).toEqual(first);
        expect(added + known + left).toBe(pasted.filter((each) => each.trim() !== '').length);
      }),
    );
  });
});

it.each([
  ['a', 2, 'bca'],
  ['c', 0, 'cab'],
  ['b', 1, 'abc'],
  ['b', 3, 'abc'],
  ['z', 0, 'abc'],
])('moves %s to %i: %s', (text, to, expected) => {
  expect(textsOf(moveItem(items('a', 'b', 'c'), `id-of-${text}`, to)).join('')).toBe(expected);
});

it('finds fault with what the server would refuse: the same words twice, no words, no name', () => {
  const [first, second, empty] = [item('Same', 'first'), item(' Same', 'second'), item(' ', 'empty')];
  const templates = [{ id: 'unnamed-1', name: ' ', typeIds: [], onCreation: false, items: [first] }];
  expect(faultsOf({ done: [first, second, empty], templates })).toEqual({
    second: 'This says the same as another one.',
    empty: 'Write it, or remove it.',
    'unnamed-1': 'Give the template a name.',
  });
  expect(faultsOf({ done: null, templates: null })).toEqual({});
});

describe('A change of what is stored', () => {
  it('is none where it says the same', () => {
    expect(onlyChanged({ done: [...saved.done], templates: null }, saved)).toEqual({ done: null, templates: null });
    expect(isStored({ done: [item('Reviewed')], templates: null }, saved)).toBe(true);
    expect(isStored({ done: [{ ...item('Reviewed'), mandatory: false }], templates: null }, saved)).toBe(false);
  });

  it('holds what was typed and not added, and leaves the other part alone', () => {
    const next = withTyped(null, saved, { done: ' Documented ', 'payments-1': '' }, newId);
    expect(next).toMatchObject({ done: [{ text: 'Reviewed' }, { text: 'Documented', mandatory: true }], templates: null });
    const both = withTyped({ done: [], templates: null }, saved, { 'payments-1': 'Is fast' }, newId);
    expect(both).toMatchObject({ done: [], templates: [{ items: [{ text: 'Works with every card' }, { text: 'Is fast' }] }] });
    expect(withTyped(null, saved, {}, newId)).toEqual({ done: null, templates: null });
  });

  it('is sent without spaces around its words', () => {
    expect(tidied({ done: items(' Reviewed '), templates: null })).toMatchObject({ done: [{ text: 'Reviewed' }], templates: null });
  });

  it('shows theirs where somebody was faster and mine where I wrote, until I decide', () => {
    const open = reduceChecklists({ kind: 'loading' }, { type: 'read', settings: saved });
    const choice = { done: items('Mine'), templates: null };
    const theirs = { ...saved, revision: 4, done: [], templates: [] };
    const sent = reduceChecklists(open, { type: 'sent', choice });
    const conflicted = reduceChecklists(sent, { type: 'conflicted', settings: theirs });
    if (conflicted.kind !== 'open') throw new Error('closed');
    expect(shownOf(conflicted)).toMatchObject({ done: [{ text: 'Mine' }], templates: [] });
    expect(reduceChecklists(conflicted, { type: 'conceded' })).toMatchObject({ saved: theirs, choice: null });
  });
});
