import type { CancellingView } from '../../src/contract/sprints';
import { buttonWords, isUnderWay, resultWords, stepWords, titleWords, workWords } from '../../static/sprint/cancel-words';
import { BLANK, readDraft, type Draft } from '../../static/sprint/draft';

const RUNNING = { name: 'Sprint 14', state: 'active' } as const;
const PLANNED = { name: 'Sprint 15', state: 'future' } as const;
const TARGETS = [
  { id: '15', name: 'Sprint 15', state: 'future' as const },
  { id: '16', name: 'Sprint 16', state: 'future' as const },
];

describe('the button says exactly what happens', () => {
  test.each([
    [RUNNING, 9, 'Cancel Sprint 14 and move 9 issues'],
    [RUNNING, 1, 'Cancel Sprint 14 and move 1 issue'],
    [RUNNING, 0, 'Cancel Sprint 14'],
    [PLANNED, 1200, 'Delete Sprint 15 and move 1,200 issues'],
    [PLANNED, 0, 'Delete Sprint 15'],
  ])('%j with %i unfinished', (sprint, unfinished, words) => {
    expect(buttonWords(sprint, unfinished, 'en')).toBe(words);
  });

  test('and so does the title', () => {
    expect(titleWords(RUNNING)).toBe('Cancel Sprint 14');
    expect(titleWords(PLANNED)).toBe('Delete Sprint 15');
  });
});

test('hidden work is counted, and points only where there are some', () => {
  expect(workWords({ issues: [], hidden: 2, points: 1 }, 'en')).toBe('2 issues, 1 point');
  expect(workWords({ issues: [{ id: '1', key: 'A-1', summary: '', estimate: null }], hidden: 0, points: null }, 'en')).toBe('1 issue');
});

describe('what is written', () => {
  const read = (part: Partial<Draft>, targets = TARGETS) => readDraft({ ...BLANK, reason: 'The goal is gone.', ...part }, targets);

  test('goes to the top unless it is said otherwise', () => {
    expect(read({})).toEqual({ kind: 'ready', input: { destination: { kind: 'top' }, reason: 'The goal is gone.' } });
  });

  test('goes to the sprint that was chosen, or the first', () => {
    expect(read({ kind: 'sprint', sprintId: '16' })).toMatchObject({ input: { destination: { kind: 'sprint', sprintId: '16' } } });
    expect(read({ kind: 'sprint' })).toMatchObject({ input: { destination: { kind: 'sprint', sprintId: '15' } } });
    // It was started, closed or deleted meanwhile.
    expect(read({ kind: 'sprint', sprintId: '99' })).toMatchObject({ input: { destination: { sprintId: '15' } } });
    expect(read({ kind: 'sprint', sprintId: '16' }, [])).toMatchObject({ input: { destination: { kind: 'top' } } });
  });

  test.each(['', '         ', ' too few '])('%j is no reason', (reason) => {
    expect(read({ reason })).toMatchObject({ kind: 'faulty', fault: expect.stringContaining('10') });
  });

  test('has from 10 to 500 characters', () => {
    expect(read({ reason: ' ten chars! ' }).kind).toBe('ready');
    expect(read({ reason: 'x'.repeat(500) }).kind).toBe('ready');
    expect(read({ reason: 'x'.repeat(501) })).toMatchObject({ kind: 'faulty', fault: expect.stringContaining('500') });
  });
});

describe('how far it is', () => {
  const at = (part: Partial<CancellingView>): CancellingView => ({
    ...{ step: 'done', issues: 9, left: 0, problems: [], destination: { kind: 'top' }, reason: 'The market has moved on.' },
    ...part,
  });
  const result = (part: Partial<CancellingView>, destination: Parameters<typeof resultWords>[0]['destination'] = { kind: 'top' }) =>
    resultWords({ sprint: RUNNING, cancelling: at(part), destination, target: 'Sprint 15', locale: 'en' });

  test('goes on until it is done, or nothing more can be done', () => {
    expect(isUnderWay(at({ step: 'order', left: 3 }))).toBe(true);
    expect(isUnderWay(at({}))).toBe(false);
    expect(isUnderWay(at({ step: 'work', left: 3, problems: ['A-1 stays.'] }))).toBe(false);
  });

  test.each<[CancellingView['step'], string]>([
    ['closing', 'Ending Sprint 14…'],
    ['work', 'Moving unfinished issues: {done} of {total}.'],
    ['order', 'Putting issues in order: {done} of {total}.'],
  ])('%s', (step, words) => {
    expect(stepWords(at({ step }), RUNNING)).toBe(words);
  });

  test('what came of it names where the work went', () => {
    expect(result({})).toBe('Sprint 14 is cancelled. 9 issues went to the top of the backlog, in the same order.');
    expect(result({ issues: 1 }, { kind: 'sprint', sprintId: '15' })).toBe('Sprint 14 is cancelled. 1 issue went into Sprint 15.');
    expect(result({}, null)).toBe('Sprint 14 is cancelled. 9 issues went where they were to go.');
    expect(result({ issues: 0 })).toBe('Sprint 14 is cancelled.');
  });

  test('and does not claim what did not happen', () => {
    expect(result({ problems: ['A-1 stays.'] })).toBe('Sprint 14 is cancelled, but not everything went where it should.');
    expect(result({ step: 'closing', problems: ['Jira refused.'] })).not.toContain('is cancelled');
  });
});
