import type { SprintChange, SprintIssue } from '../../../src/core/sprints';
import { departureAtClose, departureAtDeletion } from '../../../src/features/sprints/rules/departure';
import { inRankOrder, isEarly, isFinished, wasFinished } from '../../../src/features/sprints/rules/ending';
import { planRestore } from '../../../src/features/sprints/rules/plan-restore';
import { scopeChanges } from '../../../src/features/sprints/rules/scope-changes';

const HOUR = 3_600_000;
const AT = 1_000_000;

const change = (at: number, by: string | null, from: readonly string[], to: readonly string[]): SprintChange => ({
  id: at,
  at,
  by: by === null ? null : { accountId: by, bot: false },
  sprints: { from, to },
  statusBefore: null,
});
const status = (at: number, statusBefore = 'to-do'): SprintChange => ({ id: at, at, by: null, sprints: null, statusBefore });
const issue = (id: string, more: Partial<SprintIssue> = {}): SprintIssue => ({
  ...{ id, key: `SHOP-${id}`, projectId: '10000', statusId: 'to-do', done: false, subtask: false, sprints: [], rank: `0|${id}:` },
  ...{ estimate: null, createdAt: 0, creator: null, assignee: null },
  ...more,
});
const all = (...issues: readonly SprintIssue[]): ReadonlyMap<string, SprintIssue> => new Map(issues.map((each) => [each.id, each]));
const histories = (of: Record<string, readonly SprintChange[]>): ReadonlyMap<string, readonly SprintChange[]> =>
  new Map(Object.entries(of));

describe('who a sprint left', () => {
  it.each<[string, Record<string, readonly SprintChange[]>, string | null, object | null]>([
    [
      'by one',
      { 1: [change(AT, 'ann', ['7'], [])], 2: [change(AT + 500, 'ann', ['7'], ['8'])] },
      null,
      { by: 'ann', at: AT + 500, issues: new Set(['1', '2']) },
    ],
    ['by two at once', { 1: [change(AT, 'ann', ['7'], [])], 2: [change(AT + 500, 'ben', ['7'], [])] }, null, { by: null }],
    [
      'by two, of whom one is known',
      { 1: [change(AT, 'ann', ['7'], [])], 2: [change(AT, 'ben', ['7'], [])] },
      'ann',
      { by: 'ann', issues: new Set(['1']) },
    ],
    [
      'one long before',
      { 1: [change(AT, 'ann', ['7'], [])], 2: [change(AT - 60_001, 'ben', ['7'], [])] },
      null,
      { by: 'ann', issues: new Set(['1']) },
    ],
    ['by nobody that is named', { 1: [change(AT, null, ['7'], [])] }, null, { by: null, issues: new Set(['1']) }],
    ['nothing', { 1: [change(AT, 'ann', ['8'], [])], 2: [status(AT)] }, null, null],
  ])('when it was deleted: %s', (_, changes, by, expected) => {
    const found = departureAtDeletion('7', histories(changes), by);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it.each<[string, SprintChange, boolean]>([
    ['taken on', change(AT, 'ann', ['7'], ['7', '8']), true],
    ['taken on within the minute', change(AT + 60_000, 'ann', ['7'], ['7', '8']), true],
    ['taken on later', change(AT + 60_001, 'ann', ['7'], ['7', '8']), false],
    ['moved by hand before', change(AT - 1000, 'ann', ['7'], ['8']), false],
    ['taken out before', change(AT - 1000, 'ann', ['7'], []), false],
    ['done', status(AT), false],
  ])('when it was closed: %s', (_, of, isDeparture) => {
    expect(departureAtClose('7', histories({ 1: [of] }), AT, null)?.issues.has('1') === true).toBe(isDeparture);
  });
});

describe('an ending', () => {
  it.each<[number | null, number, number, boolean]>([
    [AT + 13 * HOUR, AT, 1, true],
    [AT + 13 * HOUR, AT, 0, false],
    [AT + 12 * HOUR, AT, 1, false],
    [AT + 12 * HOUR + 1, AT, 1, true],
    [AT - 1, AT, 1, false],
    [null, AT, 1, false],
  ])('that should have been at %p and was at %p with %p unfinished is early: %p', (endDate, at, unfinished, expected) => {
    expect(isEarly(endDate, at, unfinished, { graceHours: 12 })).toBe(expected);
  });

  it('counts as done what the setting says, at that time', () => {
    const done = issue('1', { done: true, statusId: 'done' });
    expect([isFinished(done, null), isFinished(done, ['live']), isFinished(issue('1', { statusId: 'live' }), ['live'])]).toEqual([
      true,
      false,
      true,
    ]);
    expect(
      [undefined, [status(AT)], [status(AT + 1)], [change(AT + 1, 'ann', ['7'], [])]].map((changes) =>
        wasFinished(done, changes, AT, null),
      ),
    ).toEqual([true, true, false, true]);
    expect(wasFinished(undefined, [], AT, null)).toBe(false);
  });

  it('is no other because an issue was closed or opened again since', () => {
    const [open, done] = [issue('1'), issue('1', { done: true, statusId: 'done' })];
    expect(wasFinished(done, [status(AT + 1, 'to-do')], AT, ['done'])).toBe(false);
    expect(wasFinished(open, [status(AT + 1, 'done')], AT, ['done'])).toBe(true);
    expect(wasFinished(open, [status(AT - 1, 'to-do'), status(AT + 1, 'done'), status(AT + 2, 'to-do')], AT, ['done'])).toBe(true);
  });

  it('is in rank order, unless a rebalance is under way', () => {
    const two = (rank: string) => all(issue('1', { rank: '0|b:' }), issue('2', { rank }), issue('3', { rank: '' }));
    expect(inRankOrder(['3', '1', '2', '4'], two('0|a:'))).toEqual(['2', '1', '3', '4']);
    expect(inRankOrder(['3', '1', '2', '4'], two('1|a:'))).toEqual(['3', '1', '2', '4']);
  });
});

describe('what comes back', () => {
  const record = { unfinished: ['1'], foreign: [{ issue: '2', projectId: '20000' }], projectId: '10000' };
  const closed = { id: '7', state: 'closed' as const };
  const future = (id: string) => ({ id, state: 'future' as const });
  const moved = (at: number): SprintChange => change(at, 'ann', ['7'], ['7', '8']);
  const departure = { at: AT, by: 'ann', issues: new Set(['1']) };

  it.each<[string, SprintIssue | null, readonly SprintChange[], string | null]>([
    ['from the backlog', issue('1', { sprints: [closed] }), [], null],
    ['that is done', issue('1', { done: true }), [], 'done'],
    ['that is in another project now', issue('1', { projectId: '20000' }), [], 'moved'],
    ['that cannot be seen', null, [], 'unseen'],
    ['planned elsewhere', issue('1', { sprints: [future('8')] }), [moved(AT + 1)], 'elsewhere'],
    ['that the end took elsewhere', issue('1', { sprints: [future('8')] }), [moved(AT)], null],
    [
      'that the end took elsewhere, and somebody further',
      issue('1', { sprints: [future('9')] }),
      [moved(AT), change(AT + 1, 'ben', ['7', '8'], ['7', '9'])],
      'elsewhere',
    ],
  ])('an issue %s', (_, found, changes, why) => {
    const plan = planRestore(record, '9x', found === null ? all() : all(found), histories({ 1: changes }), departure);
    expect(plan.notBack).toEqual(why === null ? [] : [{ issue: '1', why }]);
    expect([plan.back, plan.move]).toEqual(why === null ? [['1'], ['1']] : [[], []]);
  });

  it('is not moved twice, keeps foreign issues, and says whether the order is right', () => {
    const given = { ...record, unfinished: ['2', '1', '3'] };
    const found = all(issue('1', { sprints: [future('9')] }), issue('2', { projectId: '20000' }), issue('3', { rank: '0|9:' }));
    expect(planRestore(given, '9', found, new Map(), null)).toEqual({
      back: ['2', '1', '3'],
      move: ['2', '3'],
      notBack: [],
      inOrder: false,
    });
    expect(planRestore({ ...given, unfinished: ['1', '2', '3'] }, '9', found, new Map(), null).inOrder).toBe(true);
  });
});

it.each<[string, Partial<SprintIssue>, readonly SprintChange[], readonly string[]]>([
  ['in and out', {}, [change(AT + 1, 'ann', [], ['7']), change(AT + 2, 'ben', ['7'], [])], ['added ann', 'removed ben']],
  ['before its start', { sprints: [{ id: '7', state: 'active' }] }, [change(AT, 'ann', [], ['7'])], []],
  ['after its end', {}, [change(AT + 100, 'ann', ['7'], [])], []],
  ['of other sprints', {}, [change(AT + 1, 'ann', ['8'], ['9']), status(AT + 2)], []],
  ['created in it', { sprints: [{ id: '7', state: 'active' }], createdAt: AT + 1, creator: 'cid' }, [], ['added cid']],
  ['created in it and taken out', { createdAt: AT + 1, creator: 'cid' }, [change(AT + 2, 'ann', ['7'], [])], ['added cid', 'removed ann']],
  ['by Mandate itself', { sprints: [{ id: '7', state: 'active' }], createdAt: AT + 1 }, [change(AT + 2, 'mandate', [], ['7'])], []],
  ['of a sub-task', { subtask: true }, [change(AT + 1, 'ann', [], ['7'])], []],
])('a scope changes: %s', (_, more, changes, expected) => {
  const found = scopeChanges({ id: '7', startDate: AT }, issue('1', more), changes, 'mandate', AT + 100);
  expect(found.map(({ what, by }) => `${what} ${by}`)).toEqual(expected);
});
