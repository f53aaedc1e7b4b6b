import type { GuardView } from '../../src/contract/ranking';
import { isUnsaved, type ChoiceEvent } from '../../static/shared/saving/choice-state';
import { hasOwner, type Mode } from '../../static/settings/guard/guard-kind';
import { reduceGuard, type GuardState } from '../../static/settings/guard/guard-state';
import { stateSentence } from '../../static/shared/guard/state-sentence';

type GuardEvent = ChoiceEvent<GuardView, Mode>;

const aGuard = (part: Partial<GuardView> = {}): GuardView => ({
  projectId: '10000',
  revision: 3,
  mode: 'report',
  state: { kind: 'reporting', because: 'mode' },
  owner: { accountId: 'sam', name: 'Sam' },
  issues: 57,
  epics: 6,
  astray: 0,
  lastLook: null,
  lastFullRead: null,
  lastChange: null,
  mayConfigure: true,
  ...part,
});

const after = (...events: readonly GuardEvent[]): GuardState => events.reduce(reduceGuard, { kind: 'loading' });
const read = (part: Partial<GuardView> = {}): GuardEvent => ({ type: 'read', settings: aGuard(part) });

test('choosing what is stored is no change', () => {
  const chosen = after(read(), { type: 'chosen', choice: 'restore' });
  expect(isUnsaved(chosen)).toBe(true);
  expect(isUnsaved(reduceGuard(chosen, { type: 'chosen', choice: 'report' }))).toBe(false);
});

test('what was chosen stays when saving fails, and when the owner changes meanwhile', () => {
  const sent = after(read(), { type: 'sent', choice: 'restore' }, { type: 'failed', message: 'No network.' });
  expect(sent).toMatchObject({ choice: 'restore', status: 'idle', failure: 'No network.' });
  const vacant = reduceGuard(sent, read({ owner: null, state: { kind: 'reporting', because: 'vacant' } }));
  expect(vacant).toMatchObject({ choice: 'restore', failure: 'No network.', saved: { owner: null } });
});

test('who was overtaken keeps their choice until they decide', () => {
  const theirs = aGuard({ revision: 4, mode: 'off', state: { kind: 'off' } });
  const conflict = after(read(), { type: 'sent', choice: 'restore' }, { type: 'conflicted', settings: theirs });
  expect(conflict).toMatchObject({ choice: 'restore', conflict: { mode: 'off' } });
  expect(reduceGuard(conflict, { type: 'conceded' })).toMatchObject({ choice: null, saved: { mode: 'off' }, conflict: null });
});

test('a guard that cannot be read again is shown as it was read', () => {
  const unread: GuardEvent = { type: 'unread', refused: false, message: 'No network.' };
  expect(after(read(), unread)).toMatchObject({ kind: 'open', saved: { revision: 3 } });
  expect(after(unread)).toMatchObject({ kind: 'failed' });
});

test('nothing can be put back in the name of nobody', () => {
  expect(hasOwner(aGuard())).toBe(true);
  expect(hasOwner(aGuard({ owner: null, state: { kind: 'reporting', because: 'vacant' } }))).toBe(false);
  expect(hasOwner(aGuard({ state: { kind: 'reporting', because: 'owner-absent' } }))).toBe(false);
  expect(hasOwner(aGuard({ mode: 'off', state: { kind: 'off' }, owner: null }))).toBe(false);
  // While the guard is off it does not say whether the owner is there.
  expect(hasOwner(aGuard({ mode: 'off', state: { kind: 'off' } }))).toBe(true);
});

describe('what the guard does is said', () => {
  test.each<[string, Partial<GuardView>, string]>([
    [
      'to others by name',
      { state: { kind: 'restoring' } },
      'Guarded. Sam decides the order; moves by others are put back, usually within seconds.',
    ],
    ['without a name', { state: { kind: 'restoring' }, owner: { accountId: 'sam', name: null } }, 'Guarded. The product owner decides'],
    ['when vacant', { state: { kind: 'reporting', because: 'vacant' }, owner: null }, 'No product owner.'],
    ['when the owner is absent', { state: { kind: 'reporting', because: 'owner-absent' } }, "Sam can't act as product owner"],
    ['when blind', { state: { kind: 'frozen', because: 'blind', at: 0 } }, 'Frozen {when}. Mandate sees far fewer issues'],
    ['when it may not rank', { state: { kind: 'frozen', because: 'cannot-rank', at: 0 } }, 'Frozen {when}. Mandate may not rank'],
    ['when off', { state: { kind: 'off' } }, 'Not guarded.'],
    ['when starting', { state: { kind: 'starting' } }, 'Starting.'],
  ])('%s', (_when, part, sentence) => {
    expect(stateSentence(aGuard(part), 'dana')).toContain(sentence);
  });

  test('to the owner as you', () => {
    expect(stateSentence(aGuard({ state: { kind: 'restoring' } }), 'sam')).toContain('You decide the order');
  });
});
