import type { RequestView } from '../../src/contract/requests';
import type { SprintGuardView } from '../../src/contract/sprints';
import { isUnsaved, type ChoiceEvent } from '../../static/shared/saving/choice-state';
import { hasOwner } from '../../static/settings/guard/guard-kind';
import {
  graceOf,
  graceText,
  reduceSprintGuard,
  type SprintChoice,
  type SprintGuardState,
} from '../../static/settings/guard/sprint-guard-state';
import { sprintStateSentence } from '../../static/shared/guard/state-sentence';
import { approveMeans, approveWords, approvedWords, askedWords, lineWords, targetWords } from '../../static/shared/requests/request-words';

type GuardEvent = ChoiceEvent<SprintGuardView, SprintChoice>;

const aGuard = (part: Partial<SprintGuardView> = {}): SprintGuardView => ({
  projectId: '10000',
  revision: 3,
  mode: 'report',
  graceHours: 4,
  unfinished: 'status',
  state: { kind: 'reporting', because: 'mode' },
  owner: { accountId: 'sam', name: 'Sam' },
  lastChange: null,
  mayConfigure: true,
  ...part,
});

const after = (...events: readonly GuardEvent[]): SprintGuardState => events.reduce(reduceSprintGuard, { kind: 'loading' });
const read: GuardEvent = { type: 'read', settings: aGuard() };
const stored: SprintChoice = { mode: 'report', graceHours: 4, unfinished: 'status' };

test('each of the three is a change of its own, and going back is none', () => {
  for (const change of [{ mode: 'restore' }, { graceHours: 24 }, { unfinished: 'column' }] as const) {
    const chosen = after(read, { type: 'chosen', choice: { ...stored, ...change } });
    expect(isUnsaved(chosen)).toBe(true);
    expect(isUnsaved(reduceSprintGuard(chosen, { type: 'chosen', choice: stored }))).toBe(false);
  }
});

test('nothing is restored in the name of nobody', () => {
  expect(hasOwner(aGuard())).toBe(true);
  expect(hasOwner(aGuard({ state: { kind: 'reporting', because: 'owner-absent' } }))).toBe(false);
});

test('a grace period that is none of the choices is saved as the next one', () => {
  expect([0, 4, 5, 24, 36, 99].map(graceOf)).toEqual([0, 4, 12, 24, 48, 48]);
  expect([0, 4, 24, 48].map(graceText)).toEqual(['None: until the end date', '4 hours', '1 day', '2 days']);
});

test.each<[Partial<SprintGuardView>, string]>([
  [{ state: { kind: 'restoring' } }, 'Sprints are guarded. Sam decides'],
  [{}, 'Sprints are watched. Sam decides'],
  [{ state: { kind: 'reporting', because: 'vacant' }, owner: null }, 'No product owner.'],
  [{ state: { kind: 'frozen', because: 'cannot-manage', at: 0 } }, 'Frozen {when}. Mandate may not manage sprints'],
  [{ state: { kind: 'frozen', because: 'blind', at: 0 } }, 'Frozen {when}. Mandate sees far fewer sprints'],
  [{ state: { kind: 'off' } }, 'Sprints are not watched.'],
])('what the guard does is said: %j', (part, sentence) => {
  expect(sprintStateSentence(aGuard(part), 'dana')).toContain(sentence);
});

describe('a request to cancel a sprint', () => {
  const reader = { accountId: 'sam', locale: 'en', timeZone: 'UTC', siteUrl: '' };
  const target: RequestView['target'] = { kind: 'cancel-sprint', sprint: { id: '14', name: 'Sprint 14' } };
  const askers = [{ person: { accountId: 'dana', name: 'Dana' }, at: 0, reason: null }];

  test('says what is asked, by whom, and what approving does', () => {
    expect(targetWords(target, 'en')).toBe('Cancel Sprint 14');
    expect(lineWords({ target }, null, reader)).toBe('The product owner is asked to cancel Sprint 14.');
    expect(askedWords({ origin: 'guard', askers, target }, reader)).toBe('Ended by Dana and restored, {when}');
    expect(askedWords({ origin: 'hand', askers, target }, reader)).toBe('Asked by Dana, {when}');
    expect(approveWords({ target })).toBe('Approve and cancel the sprint');
    expect(approveMeans({ target })).toContain('top of the backlog');
    expect(approvedWords({ target, issues: [], hidden: 0 }, reader)).toContain('Sprint 14 ends');
  });

  test('leaves the others as they were', () => {
    expect(approveWords({ target: { kind: 'top' } })).toBe('Approve');
    expect(approveMeans({ target: { kind: 'top' } })).toBeNull();
  });
});
