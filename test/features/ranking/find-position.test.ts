import type { IssueForPanel } from '../../../src/core/issue';
import { AppError } from '../../../src/core/errors';
import { findPosition } from '../../../src/features/ranking/find-position';
import { orderJql } from '../../../src/platform/backlog-order';
import { anIssue, memoryStorage, silentLog } from '../../builders/fakes';

const positions = (ids: readonly string[] | AppError) => ({
  of: (issue: IssueForPanel) =>
    findPosition(
      {
        log: silentLog,
        storage: memoryStorage(),
        order: {
          idsInOrder: async () => {
            if (ids instanceof AppError) throw ids;
            return ids;
          },
        },
      },
      issue,
    ),
});

describe('The position of an issue', () => {
  it.each([
    ['is counted in the backlog', {}, { kind: 'placed', place: 2, total: 3, among: 'backlog' }],
    [
      'of an epic is counted among epics, in a sprint or not',
      { hierarchyLevel: 1, activeSprint: 'Sprint 9' },
      { kind: 'placed', place: 2, total: 3, among: 'epics' },
    ],
    ['is none for a sub-task', { hierarchyLevel: -1 }, { kind: 'outside', because: 'sub-task' }],
    ['is none when it is done', { done: true, activeSprint: 'Sprint 9' }, { kind: 'outside', because: 'done' }],
    [
      'is none in an active sprint, and says which',
      { activeSprint: 'Sprint 9' },
      { kind: 'outside', because: 'in-sprint', sprint: 'Sprint 9' },
    ],
    ['is unknown while the index does not show it', { id: '99' }, { kind: 'unknown' }],
  ])('%s', async (_sentence, given, expected) => {
    expect(await positions(['7', '10001', '8']).of(anIssue(given))).toEqual(expected);
  });

  it('is unavailable when Jira does not answer, and the panel lives on', async () => {
    expect(await positions(new AppError('unavailable', 'down')).of(anIssue())).toEqual({ kind: 'unavailable' });
  });
});

describe('The guarded scope in JQL', () => {
  const site = {
    valueScore: 'customfield_1',
    valueFactors: 'customfield_2',
    acceptance: 'customfield_10003',
    sprint: 'customfield_3',
    rank: 'customfield_4',
    estimates: [],
    epicTypes: [
      { id: '10', projectId: null },
      { id: '20', projectId: '10000' },
      { id: '30', projectId: '10001' },
    ],
  };

  it('names epic types by id: the shared ones, the project’s own and this issue’s, however new', () => {
    expect(orderJql(site, { projectId: '10000', tier: 'epics', typeId: '99' })).toBe(
      'project = 10000 AND statusCategory != Done AND issuetype in (10, 20, 99) ORDER BY Rank ASC',
    );
  });

  it('leaves out active sprints, epics and sub-tasks, and keeps planned sprints', () => {
    expect(orderJql(site, { projectId: '10000', tier: 'backlog', typeId: '1' })).toBe(
      'project = 10000 AND statusCategory != Done AND issuetype in standardIssueTypes() AND issuetype not in (10, 20) AND (sprint is EMPTY OR sprint not in openSprints()) ORDER BY Rank ASC',
    );
  });
});
