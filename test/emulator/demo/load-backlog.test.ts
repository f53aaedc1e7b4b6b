import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../../emulator/clock';
import { BacklogError, readBacklog } from '../../../emulator/demo/backlog-csv';
import { loadBacklog } from '../../../emulator/demo/load-backlog';
import { peopledState } from '../../../emulator/demo/seed';
import { Jira } from '../../../emulator/jira/jira';
import type { Issue } from '../../../emulator/jira/model';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';

const OPTIONS = { now: Date.UTC(2026, 10, 26, 10), baseUrl: 'http://localhost:8080' };
const REAL = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'backlog', 'XD.csv');

const FILE = `key,title,type,status,points,created,resolved
XD-7,Tuple data structure,Story,Done,1,2013-04-12 06:43:53,2013-05-02 20:22:12
XD-2,Docs,Epic,Open,,2013-04-13 00:00:00,
XD-9,Upgrade the build,Technical task,In Progress,0.5,2013-04-11 00:00:00,
XD-4,Faster start,Improvement,In Progress,8,2099-01-01 00:00:00,
`;

async function load(text: string, keepStatus = false): Promise<Jira> {
  const state = peopledState(OPTIONS);
  await loadBacklog(state, readBacklog('XD.csv', text), { ...OPTIONS, keepStatus });
  return new Jira(new Clock({ mode: 'manual', start: OPTIONS.now }), { ...DEFAULT_SWITCHES }, state, OPTIONS.baseUrl);
}

const describeIssue = (jira: Jira, issue: Issue): readonly unknown[] => [
  issue.key,
  jira.state.issueTypes.get(issue.typeId)?.name,
  jira.state.statuses.get(issue.statusId)?.name,
  issue.custom[jira.fields.storyPointsField.id] ?? null,
  issue.labels,
];

describe('a backlog loaded from a file', () => {
  it('is a scrum project with the rows in file order as rank, all open, their status kept as a label', async () => {
    const jira = await load(FILE);
    expect(jira.ranking.ordered().map((issue) => describeIssue(jira, issue))).toEqual([
      ['XD-7', 'Story', 'To Do', 1, ['Done']],
      ['XD-2', 'Epic', 'To Do', null, ['Open']],
      ['XD-9', 'Task', 'To Do', 0.5, ['In-Progress']],
      ['XD-4', 'Task', 'To Do', 8, ['Improvement', 'In-Progress']],
    ]);
    expect([...jira.state.boards.values()].map((board) => board.type)).toEqual(['scrum']);
  });

  it('keeps the status when asked, finished at its time', async () => {
    const jira = await load(FILE, true);
    expect(jira.ranking.ordered().map((issue) => jira.state.statuses.get(issue.statusId)?.name)).toEqual([
      'Done',
      'To Do',
      'In Progress',
      'In Progress',
    ]);
    expect(jira.ranking.ordered().map((issue) => issue.labels)).toEqual([[], [], [], ['Improvement']]);
    expect(jira.ranking.ordered()[0]?.resolved).not.toBeNull();
  });

  it('was created when the file says, never in the future nor before the row above', async () => {
    const jira = await load(FILE);
    const created = jira.ranking.ordered().map((issue) => issue.created);
    expect(created[0]).toBe(Date.UTC(2013, 3, 12, 6, 43, 53));
    expect(created[2]).toBe(created[1]);
    expect(created[3]).toBe(OPTIONS.now);
  });

  it('counts on behind the highest key', async () => {
    const jira = await load(FILE);
    expect(jira.projects.nextIssueKey(jira.projects.byIdOrKey('XD')?.id ?? '')).toBe('XD-10');
  });

  it('does not touch a project that exists', async () => {
    const state = peopledState(OPTIONS);
    const backlog = readBacklog('XD.csv', FILE);
    await loadBacklog(state, backlog, { ...OPTIONS, keepStatus: false });
    const before = JSON.stringify(state.snapshot());
    await expect(loadBacklog(state, backlog, { ...OPTIONS, keepStatus: false })).rejects.toThrow(BacklogError);
    expect(JSON.stringify(state.snapshot())).toBe(before);
  });

  (existsSync(REAL) ? it : it.skip)('may be a real one of thousands of rows', async () => {
    const text = readFileSync(REAL, 'utf8');
    const rows = readBacklog(REAL, text).rows;
    const jira = await load(text);
    const ranked = jira.ranking.ordered();
    expect(ranked.map((issue) => issue.summary)).toEqual(rows.map((row) => row.title));
    expect(ranked.every((issue) => issue.resolved === null)).toBe(true);
    const owner = jira.users.byEmail('owner@example.com')?.accountId ?? '';
    expect(jira.search.count('project = XD AND statusCategory != Done', owner)).toBe(rows.length);
  });
});
