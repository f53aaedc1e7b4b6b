import { Clock } from '../../../emulator/clock';
import { demoState } from '../../../emulator/demo/seed';
import { emailOf } from '../../../emulator/demo/people';
import { Jira } from '../../../emulator/jira/jira';
import type { Issue, Project } from '../../../emulator/jira/model';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';

const NOW = Date.UTC(2026, 10, 26, 10);
const SEED = { now: NOW, baseUrl: 'http://localhost:8080' };
const DAY = 86_400_000;

let jira: Jira;
beforeAll(async () => {
  jira = new Jira(new Clock({ mode: 'manual', start: NOW }), { ...DEFAULT_SWITCHES }, await demoState(SEED), SEED.baseUrl);
});

const project = (key: string): Project => {
  const found = jira.projects.byIdOrKey(key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};
const account = (name: string): string => jira.users.byEmail(emailOf(name))?.accountId ?? '';
const issuesOf = (key: string): Issue[] => jira.ranking.ordered().filter((issue) => issue.projectId === project(key).id);
const standard = (issue: Issue): boolean => jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel === 0;
const sprintsOf = (key: string) =>
  [...jira.state.sprints.values()].filter((sprint) => jira.state.boards.get(sprint.originBoardId)?.projectId === project(key).id);
const find = (accountId: string, jql: string): readonly Issue[] => jira.search.run(jql, accountId).issues;

describe('SHOP', () => {
  it('has eight or more closed sprints of six to eight issues, one running with days left, one planned', () => {
    const sprints = sprintsOf('SHOP');
    const closed = sprints.filter((sprint) => sprint.state === 'closed');
    expect(closed.length).toBeGreaterThanOrEqual(8);
    for (const sprint of closed) {
      const issues = issuesOf('SHOP').filter((issue) => issue.sprintIds.includes(sprint.id));
      expect(issues.length).toBeGreaterThanOrEqual(6);
      expect(issues.length).toBeLessThanOrEqual(8);
      expect(sprint.goal).not.toBe('');
      expect(sprint.completeDate).toBeGreaterThan(sprint.startDate ?? Infinity);
    }
    const active = sprints.filter((sprint) => sprint.state === 'active');
    expect(active).toHaveLength(1);
    expect((active[0]?.endDate ?? 0) - NOW).toBeGreaterThan(DAY);
    expect(sprints.filter((sprint) => sprint.state === 'future')).toHaveLength(1);
    expect(sprints.every((sprint) => sprint.name.length <= 30)).toBe(true);
  });

  it('has sixty or more open issues, forty or more of them in the backlog', () => {
    expect(issuesOf('SHOP').filter((issue) => issue.resolved === null && standard(issue)).length).toBeGreaterThanOrEqual(60);
    const me = account('developer');
    const backlog = find(
      me,
      'project = SHOP AND statusCategory != Done AND type in (Story, Bug, Task) AND (sprint IS EMPTY OR sprint not in openSprints() AND sprint not in futureSprints()) ORDER BY Rank',
    );
    expect(backlog.length).toBeGreaterThanOrEqual(40);
    expect(backlog[0]?.summary).toBe('Pay with a saved card in one step');
  });

  it('carried some issues over into the next sprint and returned some to the backlog', () => {
    const carried = issuesOf('SHOP').filter((issue) => issue.sprintIds.length === 2 && issue.resolved !== null);
    expect(carried.length).toBeGreaterThanOrEqual(4);
    const returned = issuesOf('SHOP').find((issue) => issue.summary === 'Sign in with a passkey');
    expect(returned?.resolved).toBeNull();
    expect(returned?.sprintIds).toHaveLength(1);
  });

  it('has true histories: who did what is in the changelog, in order, within the half year', () => {
    for (const issue of issuesOf('SHOP')) {
      const times = (jira.state.changelogs.get(issue.id) ?? []).map((entry) => entry.created);
      expect([...times].sort((a, b) => a - b)).toEqual(times);
      expect(times.every((at) => at >= issue.created && at <= NOW)).toBe(true);
    }
    const done = issuesOf('SHOP').filter((issue) => issue.resolved !== null);
    for (const issue of done) {
      const entries = jira.state.changelogs.get(issue.id) ?? [];
      const last = entries.filter((entry) => entry.items.some((item) => item.field === 'status')).at(-1);
      expect(last?.created).toBe(issue.resolved);
    }
    expect(new Set(done.map((issue) => issue.resolved)).size).toBe(done.length);
  });

  it('reads like a backlog: descriptions, criteria, estimates, epics', () => {
    const open = issuesOf('SHOP').filter((issue) => issue.resolved === null && standard(issue));
    const estimate = jira.fields.storyPointsField.id;
    expect(open.filter((issue) => issue.description !== null).length).toBeGreaterThan(open.length * 0.9);
    expect(open.filter((issue) => JSON.stringify(issue.description).includes('Acceptance criteria')).length).toBeGreaterThan(30);
    expect(open.filter((issue) => typeof issue.custom[estimate] === 'number').length).toBeGreaterThan(open.length * 0.9);
    expect(open.filter((issue) => issue.parentId !== null).length).toBeGreaterThan(open.length * 0.9);
    expect(new Set(open.map((issue) => issue.summary)).size).toBe(open.length);
  });
});

describe('APP and OPS', () => {
  it('are a team-managed scrum project with a running sprint and a kanban project', () => {
    expect(project('APP').style).toBe('next-gen');
    expect(issuesOf('APP').length).toBeGreaterThanOrEqual(18);
    expect(sprintsOf('APP').map((sprint) => sprint.state)).toEqual(['active']);
    expect(issuesOf('OPS')).toHaveLength(15);
    const boards = [...jira.state.boards.values()].map((board) => board.type);
    expect(boards).toEqual(['scrum', 'scrum', 'kanban']);
  });
});

describe('rights', () => {
  const may = (name: string, permission: string, key: string): boolean =>
    jira.permissions.has(account(name), permission, { projectId: project(key).id });

  it.each(['SHOP', 'APP', 'OPS'])('let the stakeholder browse and comment in %s, and no more', (key) => {
    expect(may('stakeholder', 'BROWSE_PROJECTS', key)).toBe(true);
    expect(may('stakeholder', 'ADD_COMMENTS', key)).toBe(true);
    for (const permission of [
      'EDIT_ISSUES',
      'CREATE_ISSUES',
      'SCHEDULE_ISSUES',
      'MANAGE_SPRINTS_PERMISSION',
      'TRANSITION_ISSUES',
      'ADMINISTER_PROJECTS',
    ]) {
      expect([permission, may('stakeholder', permission, key)]).toEqual([permission, false]);
    }
  });

  it('let the developer rank and manage sprints as Jira grants by default', () => {
    for (const key of ['SHOP', 'APP']) {
      for (const permission of ['SCHEDULE_ISSUES', 'MANAGE_SPRINTS_PERMISSION', 'EDIT_ISSUES'])
        expect(may('developer', permission, key)).toBe(true);
      expect(may('developer', 'ADMINISTER_PROJECTS', key)).toBe(false);
    }
  });

  it('let the admin administer all, and the owner none', () => {
    expect(jira.permissions.isJiraAdmin(account('admin'))).toBe(true);
    for (const key of ['SHOP', 'APP', 'OPS']) {
      expect(may('admin', 'ADMINISTER_PROJECTS', key)).toBe(true);
      expect(may('owner', 'ADMINISTER_PROJECTS', key)).toBe(false);
    }
  });
});

it('is the same demo every time, and lives on any day of the week', async () => {
  expect((await demoState(SEED)).snapshot()).toEqual(jira.state.snapshot());
  for (let day = 1; day < 7; day += 1) {
    const other = await demoState({ ...SEED, now: NOW + day * DAY });
    expect([...other.sprints.values()].filter((sprint) => sprint.state === 'active')).toHaveLength(2);
  }
});
