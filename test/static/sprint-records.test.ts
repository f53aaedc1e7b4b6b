import type { SprintRecordView } from '../../src/contract/sprints';
import { doneWords, earlyWords, outcomeWords, trendWords, whatWords, withoutWords } from '../../static/backlog/sprints/record-words';
import { shownTasks, tasksOf } from '../../static/backlog/sprints/tasks';
import { leftWords } from '../../static/shared/sprints/time-words';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const READER = { accountId: 'sam', locale: 'en', timeZone: 'UTC', siteUrl: 'https://example.atlassian.net' };
const SAM = { accountId: 'sam', name: 'Sam' };
const DANA = { accountId: 'dana', name: 'Dana' };

const aSprint = (part: Partial<SprintRecordView['sprint']> = {}): SprintRecordView['sprint'] => ({
  id: '14',
  name: 'Sprint 14',
  goal: 'Pay by card',
  state: 'closed',
  startDate: NOW - 9 * DAY,
  endDate: NOW + 3 * DAY,
  ...part,
});

const aRecord = (part: Partial<SprintRecordView> = {}): SprintRecordView => ({
  sprint: aSprint(),
  projectId: '10000',
  what: 'closed-early',
  at: NOW,
  by: DANA,
  capacity: null,
  reason: null,
  finished: 5,
  unfinished: 9,
  outcome: null,
  decided: null,
  restored: null,
  replaces: null,
  cancelling: null,
  wantsVerdict: false,
  verdict: null,
  ...part,
});

describe('what happened, and who did it', () => {
  test.each<[string, Partial<SprintRecordView>, string]>([
    [
      'by the owner, to the owner',
      { what: 'cancelled', by: SAM, capacity: { kind: 'owner', for: null } },
      'Cancelled by you, as product owner, {when}.',
    ],
    ['by another owner', { what: 'cancelled', capacity: { kind: 'owner', for: null } }, 'Cancelled by Dana, product owner, {when}.'],
    ['by a delegate', { what: 'cancelled', capacity: { kind: 'delegate', for: SAM } }, 'Cancelled by Dana for you, {when}.'],
    ['without the power', {}, 'Closed early by Dana, {when}.'],
    ['by nobody knows whom', { by: null }, 'Closed early {when}. Nobody can tell who did it.'],
    ['as planned', { what: 'ended', by: null }, 'Ended as planned {when}.'],
    ['as planned, by the owner', { what: 'ended', by: SAM, capacity: { kind: 'owner', for: null } }, 'Ended as planned by you, {when}.'],
    ['by somebody Jira forgot', { what: 'deleted', by: { accountId: 'x', name: null } }, 'Deleted by Former user, {when}.'],
  ])('%s', (_name, part, words) => {
    expect(whatWords(aRecord(part), READER)).toBe(words);
  });

  test('whose business it was not is said, and of no other', () => {
    expect(withoutWords(aRecord(), READER)).toBe('Dana is neither the product owner nor a delegate.');
    expect(withoutWords(aRecord({ by: SAM }), READER)).toContain('You are neither');
    expect(withoutWords(aRecord({ capacity: { kind: 'delegate', for: SAM } }), READER)).toBeNull();
    expect(withoutWords(aRecord({ what: 'ended' }), READER)).toBeNull();
    expect(withoutWords(aRecord({ by: null }), READER)).toBeNull();
  });
});

test.each<[string, Partial<SprintRecordView>, string | null]>([
  ['days', {}, 'That was 3 days before its end.'],
  ['one day', { sprint: aSprint({ endDate: NOW + 1.5 * DAY }) }, 'That was 1 day before its end.'],
  ['hours', { sprint: aSprint({ endDate: NOW + DAY / 2 }) }, 'That was less than a day before its end.'],
  ['over', { sprint: aSprint({ endDate: NOW }) }, null],
  ['no end', { sprint: aSprint({ endDate: null }) }, null],
  ['only planned', { what: 'deleted', sprint: aSprint({ state: 'future' }) }, null],
])('how early: %s', (_name, part, words) => {
  expect(earlyWords(aRecord(part), 'en')).toBe(words);
});

test('how much was done, of a sprint that ran', () => {
  expect(doneWords(aRecord(), 'en')).toBe('5 of 14 issues done.');
  expect(doneWords(aRecord({ finished: 0, unfinished: 0 }), 'en')).toBeNull();
  expect(doneWords(aRecord({ what: 'deleted', sprint: aSprint({ state: 'future' }), finished: 0 }), 'en')).toBe('It held 9 issues.');
});

const ASKED_FOR = { destination: { kind: 'top' as const }, reason: 'The market has moved on.' };

describe('what came of it', () => {
  const words = (part: Partial<SprintRecordView>, mayDecide = false) => outcomeWords(aRecord(part), mayDecide, READER);

  test.each<[string, Partial<SprintRecordView>, string | null]>([
    ['nothing to put right', {}, null],
    ['reported', { outcome: 'reported' }, 'Recorded, and left as it is.'],
    ['asking', { outcome: 'asking' }, 'The product owner is asked whether it shall stay like this.'],
    ['kept', { outcome: 'kept', decided: { by: 'sam', name: 'Sam', at: NOW } }, 'You decided {when} that it stays as it is.'],
    [
      'kept by the forgotten',
      { outcome: 'kept', decided: { by: 'x', name: null, at: NOW } },
      'It was decided {when} that it stays as it is.',
    ],
    [
      'restored',
      { outcome: 'restored', restored: { sprint: { id: '21', name: 'Sprint 14' }, back: 9, notBack: [], notStarted: null } },
      'Restored as Sprint 14. 9 issues are back.',
    ],
    [
      'restored and gone',
      { outcome: 'restored', restored: { sprint: null, back: 1, notBack: [], notStarted: null } },
      'It was restored, but the new sprint is gone. 1 issue is back.',
    ],
    [
      'being cancelled',
      { outcome: 'cancelling', cancelling: { step: 'work', issues: 9, left: 4, problems: [], ...ASKED_FOR } },
      'Being cancelled: 4 issues are still to move.',
    ],
    [
      'being closed',
      { outcome: 'cancelling', cancelling: { step: 'closing', issues: 0, left: 0, problems: [], ...ASKED_FOR } },
      'Being cancelled.',
    ],
    ['given up', { outcome: 'cancelling', cancelling: { step: 'work', issues: 9, left: 4, problems: ['A-1 stays.'], ...ASKED_FOR } }, null],
  ])('%s', (_name, part, sentence) => {
    expect(words(part)).toBe(sentence);
  });

  test('who is asked is told where', () => {
    expect(words({ outcome: 'asking' }, true)).toBe('You are asked above whether it shall stay like this.');
  });
});

test('the trend is said in words', () => {
  const at = (verdict: 'achieved' | 'missed') => ({ sprint: { id: '1', name: 'Sprint 1' }, verdict, at: NOW });
  expect(trendWords([at('achieved'), at('missed'), at('achieved')], 'en')).toBe('The last 3 goals: 2 achieved and 1 missed.');
  expect(trendWords([at('missed')], 'en')).toBe('The last goal: 1 missed.');
});

describe('what waits for the owner', () => {
  const old = aRecord({ sprint: aSprint({ id: '1' }), at: NOW - DAY, wantsVerdict: true });
  const fresh = aRecord({ sprint: aSprint({ id: '2' }), outcome: 'asking', wantsVerdict: true });

  test('the longest first, and each word of its own', () => {
    expect(tasksOf([fresh, aRecord(), old]).map(({ key }) => key)).toEqual(['verdict 1', 'decide 2', 'verdict 2']);
  });

  test('what is being written stays, though somebody else was faster', () => {
    const [first] = tasksOf([old]);
    expect(shownTasks(tasksOf([fresh]), new Map([['verdict 1', first!]])).map(({ key }) => key)).toEqual([
      'verdict 1',
      'decide 2',
      'verdict 2',
    ]);
    expect(shownTasks(tasksOf([old]), new Map([['verdict 1', first!]]))).toHaveLength(1);
  });
});

test.each<[Partial<SprintRecordView['sprint']>, string]>([
  [{ state: 'active' }, '3 days left, until Nov 27, 2026.'],
  [{ state: 'active', endDate: NOW + 1.9 * DAY }, '1 day left, until Nov 26, 2026.'],
  [{ state: 'active', endDate: NOW + 0.4 * DAY }, 'Less than a day left, until Nov 24, 2026.'],
  [{ state: 'active', endDate: NOW - DAY }, 'It was to end on Nov 23, 2026.'],
  [{ state: 'active', endDate: null }, 'No end date is set.'],
  [{ state: 'future', startDate: NOW }, 'Planned from Nov 24, 2026 to Nov 27, 2026.'],
  [{ state: 'future', startDate: null }, 'Planned. No dates are set yet.'],
  [{}, 'Closed.'],
])('how much time is left: %j', (part, words) => {
  expect(leftWords(aSprint(part), NOW, READER)).toBe(words);
});
