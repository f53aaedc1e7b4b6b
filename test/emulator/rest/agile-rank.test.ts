import type { Issue } from '../../../emulator/jira/model';
import { PlanningSite } from '../jql/planning-site';
import { PlanningClient } from './planning-client';

const RANK = '/rest/agile/1.0/issue/rank';

describe('PUT issue/rank', () => {
  let site: PlanningSite;
  let client: PlanningClient;
  let issues: Issue[];

  beforeEach(() => {
    site = new PlanningSite();
    client = new PlanningClient(site);
    issues = site.issues(4);
  });

  it('ranks by keys and ids and answers 204 with nothing', async () => {
    const rankCustomFieldId = site.jira.fields.rankField.schema.customId;
    const body = { issues: [issues[3]!.key, issues[2]!.id], rankBeforeIssue: issues[0]!.key, rankCustomFieldId };
    expect(await client.put(RANK, body, 'ben')).toEqual({ status: 204, body: undefined });
    expect(site.ranked()).toEqual(['Story 4', 'Story 3', 'Story 1', 'Story 2']);
    expect((await client.put(RANK, { issues: [issues[3]!.key], rankAfterIssue: issues[1]!.key })).status).toBe(204);
    expect(site.ranked()).toEqual(['Story 3', 'Story 1', 'Story 2', 'Story 4']);
  });

  it('answers 207 with every issue when some could not be ranked', async () => {
    site.jira.ranking.failNext(issues[1]!.key, 1);
    const answer = await client.put(RANK, { issues: [issues[1]!.key, issues[2]!.key], rankAfterIssue: issues[3]!.key });
    expect(answer).toEqual({
      status: 207,
      body: {
        entries: [
          {
            issueId: Number(issues[1]!.id),
            issueKey: issues[1]!.key,
            status: 503,
            errors: [expect.stringContaining('cannot execute the rank operation')],
          },
          { issueId: Number(issues[2]!.id), issueKey: issues[2]!.key, status: 200 },
        ],
      },
    });
    expect(site.ranked()).toEqual(['Story 1', 'Story 2', 'Story 4', 'Story 3']);
  });

  it.each<[string, (keys: string[]) => object]>([
    ['no anchor', (keys) => ({ issues: [keys[0]] })],
    ['two anchors', (keys) => ({ issues: [keys[0]], rankBeforeIssue: keys[1], rankAfterIssue: keys[2] })],
    ['no issues', (keys) => ({ issues: [], rankBeforeIssue: keys[1] })],
    ['no list', (keys) => ({ rankBeforeIssue: keys[1] })],
    ['51 issues', (keys) => ({ issues: Array.from({ length: 51 }, () => keys[0]), rankBeforeIssue: keys[1] })],
    ['another field', (keys) => ({ issues: [keys[0]], rankBeforeIssue: keys[1], rankCustomFieldId: 1 })],
    ['an unknown issue', (keys) => ({ issues: ['WEB-99'], rankBeforeIssue: keys[1] })],
    ['an unknown anchor', (keys) => ({ issues: [keys[0]], rankBeforeIssue: 'WEB-99' })],
  ])('answers 400 for %s', async (_, body) => {
    const answer = await client.put(RANK, body(issues.map((issue) => issue.key)));
    expect(answer.status).toBe(400);
    expect(site.ranked()).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4']);
  });

  it('refuses those without permission, licence, login or scope', async () => {
    const scheme = site.jira.state.permissionSchemes.get(site.project.permissionSchemeId)!;
    const grants = scheme.grants.map(({ permission, holder }) =>
      permission === 'SCHEDULE_ISSUES' ? { permission, holder: { type: 'user' as const, value: 'ann' } } : { permission, holder },
    );
    site.jira.permissions.updateScheme(scheme.id, { grants });
    const body = { issues: [issues[3]!.key], rankBeforeIssue: issues[0]!.key };
    expect((await client.put(RANK, body, 'ben')).status).toBe(403);
    expect((await client.put(RANK, body, 'zoe')).status).toBe(403);
    expect((await client.put(RANK, body, null)).status).toBe(401);
    expect((await client.put(RANK, body, client.app('write:jira-work'))).status).toBe(401);
    expect(site.ranked()[0]).toBe('Story 1');
    expect((await client.put(RANK, body, client.app('write:issue:jira-software'))).status).toBe(204);
    expect(site.ranked()[0]).toBe('Story 4');
  });
});

describe('Moving to sprints and back', () => {
  const site = new PlanningSite();
  const client = new PlanningClient(site);
  const { jira, board } = site;
  const issues = site.issues(4);
  const sub = site.issue('Detail', { type: 'Sub-task', fields: { parent: { key: issues[0]!.key } } });
  const ann = site.as('ann');
  const sprint = jira.sprints.create(ann, { name: 'Next', originBoardId: board.id });
  const inSprint = (): string[] => jira.sprints.issuesIn(sprint.id).map((issue) => issue.summary);

  it('puts issues into a sprint, next to an anchor', async () => {
    const body = { issues: [issues[0]!.key, issues[2]!.key], rankAfterIssue: issues[3]!.key };
    expect((await client.post(`/rest/agile/1.0/sprint/${sprint.id}/issue`, body)).status).toBe(204);
    expect(inSprint()).toEqual(['Story 1', 'Story 3', 'Detail']);
    expect(site.ranked().filter((name) => name.startsWith('Story'))).toEqual(['Story 2', 'Story 4', 'Story 1', 'Story 3']);
    const [sprintEntry] = jira.issues.historyOf(issues[0]!.id);
    expect(sprintEntry!.items[0]).toMatchObject({ field: 'Sprint', from: '', fromString: '', to: String(sprint.id) });
    expect(Object.getOwnPropertyDescriptor(sprintEntry!.items[0], 'toString')?.value).toBe('Next');
    expect(jira.issues.historyOf(sub.id)).toEqual([]);
  });

  it('takes them back to the backlog, with their sub-tasks', async () => {
    expect((await client.post('/rest/agile/1.0/backlog/issue', { issues: [issues[0]!.id] })).status).toBe(204);
    expect(inSprint()).toEqual(['Story 3']);
    const body = { issues: [issues[2]!.key], rankBeforeIssue: issues[1]!.key };
    expect((await client.post(`/rest/agile/1.0/backlog/${board.id}/issue`, body)).status).toBe(204);
    expect(inSprint()).toEqual([]);
    expect(site.ranked()[0]).toBe('Story 3');
  });

  it('refuses closed sprints, unknown sprints, sub-tasks alone and the unpermitted', async () => {
    const closed = jira.sprints.create(ann, { name: 'Over', originBoardId: board.id, startDate: 1, endDate: 2 });
    jira.sprints.start(ann, closed.id);
    jira.sprints.close(ann, closed.id);
    const body = { issues: [issues[0]!.key] };
    expect((await client.post(`/rest/agile/1.0/sprint/${closed.id}/issue`, body)).status).toBe(400);
    expect((await client.post('/rest/agile/1.0/sprint/999/issue', body)).status).toBe(404);
    expect((await client.post(`/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues: [sub.key] })).status).toBe(400);
    expect((await client.post(`/rest/agile/1.0/sprint/${sprint.id}/issue`, body, 'zoe')).status).toBe(403);
    expect(inSprint()).toEqual([]);
  });
});
