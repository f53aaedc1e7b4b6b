import type { Issue } from '../../../emulator/jira/model';
import { PlanningSite } from '../jql/planning-site';
import { PlanningClient } from './planning-client';

let site: PlanningSite;
let client: PlanningClient;

beforeEach(() => {
  site = new PlanningSite();
  client = new PlanningClient(site);
});

describe('boards', () => {
  const filter = (): number => {
    const id = String(site.jira.state.nextId('filter'));
    site.jira.state.filters.set(id, { id, name: 'Ours', jql: 'project = WEB ORDER BY Rank', ownerId: 'ben' });
    return Number(id);
  };

  it('are made of a saved filter, in a project, and deleted again', async () => {
    const body = { name: 'Second', type: 'kanban', filterId: filter(), location: { type: 'project', projectKeyOrId: 'WEB' } };
    const made = await client.post('/rest/agile/1.0/board', body, 'ben');
    expect(made).toMatchObject({ status: 201, body: { name: 'Second', type: 'kanban', location: { projectKey: 'WEB' } } });
    expect((await client.get(`/rest/agile/1.0/board/filter/${body.filterId}`)).body.values).toMatchObject([{ id: made.body.id }]);
    expect((await client.remove(`/rest/agile/1.0/board/${made.body.id}`, 'ben')).status).toBe(403);
    expect((await client.remove(`/rest/agile/1.0/board/${made.body.id}`)).status).toBe(204);
    expect((await client.get(`/rest/agile/1.0/board/${made.body.id}`)).status).toBe(404);
  });

  it('need a name, a type and a filter, and a project: boards of a person are not emulated', async () => {
    const good = { name: 'B', type: 'scrum', filterId: filter(), location: { type: 'project', projectKeyOrId: 'WEB' } };
    const status = async (change: object): Promise<number> => (await client.post('/rest/agile/1.0/board', { ...good, ...change })).status;
    expect(await status({ name: '' })).toBe(400);
    expect(await status({ type: 'agility' })).toBe(400);
    expect(await status({ filterId: 1 })).toBe(400);
    expect(await status({ location: { type: 'project', projectKeyOrId: 'NOPE' } })).toBe(400);
    expect(await status({ location: { type: 'user' } })).toBe(501);
  });
});

describe('PUT issue/{key}/estimation', () => {
  it('sets the estimate of the board, whatever the screens, and clears it', async () => {
    const issue = site.issue('One');
    const path = `/rest/agile/1.0/issue/${issue.key}/estimation?boardId=${site.board.id}`;
    const { fieldId } = (await client.put(path, { value: '8' }, 'ben')).body;
    expect(site.jira.issues.byIdOrKey(issue.key)?.custom[fieldId]).toBe(8);
    expect((await client.get(path)).body).toEqual({ fieldId, value: '8.0' });
    expect(site.jira.issues.historyOf(issue.id)).toMatchObject([{ authorId: 'ben', items: [{ fieldId, toString: '8' }] }]);
    expect((await client.put(path, { value: '' })).body).toEqual({ fieldId });
  });

  it('takes numbers only, and needs Edit issues', async () => {
    const issue = site.issue('One');
    const path = `/rest/agile/1.0/issue/${issue.key}/estimation?boardId=${site.board.id}`;
    expect((await client.put(path, { value: 'many' })).status).toBe(400);
    const scheme = site.jira.permissions.scheme(site.project.permissionSchemeId)!;
    for (const grant of scheme.grants.filter((one) => one.permission === 'EDIT_ISSUES'))
      site.jira.permissions.removeGrant(scheme.id, grant.id);
    expect((await client.put(path, { value: '8' })).status).toBe(403);
  });
});

describe('epics', () => {
  let epic: Issue;
  let story: Issue;

  beforeEach(() => {
    epic = site.issue('Big', { type: 'Epic' });
    story = site.issue('Small');
  });

  const stories = async (name: string): Promise<string[]> =>
    (await client.get(`/rest/agile/1.0/epic/${name}/issue?fields=summary`)).body.issues.map((issue: { key: string }) => issue.key);

  it('are read by key or id; other issues are no epics', async () => {
    expect((await client.get(`/rest/agile/1.0/epic/${epic.key}`)).body).toMatchObject({ id: Number(epic.id), name: 'Big', done: false });
    expect((await client.get(`/rest/agile/1.0/epic/${story.key}`)).status).toBe(404);
  });

  it('take stories in and let them go', async () => {
    expect(await stories('none')).toEqual([story.key]);
    expect((await client.post(`/rest/agile/1.0/epic/${epic.id}/issue`, { issues: [story.key] }, 'ben')).status).toBe(204);
    expect([await stories(epic.key), await stories('none')]).toEqual([[story.key], []]);
    expect((await client.post('/rest/agile/1.0/epic/none/issue', { issues: [story.id] })).status).toBe(204);
    expect(await stories(epic.key)).toEqual([]);
  });

  it('refuse epics, and more than 50', async () => {
    expect((await client.post(`/rest/agile/1.0/epic/${epic.id}/issue`, { issues: [epic.key] })).status).toBe(400);
    expect((await client.post(`/rest/agile/1.0/epic/${epic.id}/issue`, { issues: Array(51).fill(story.key) })).status).toBe(400);
  });
});
