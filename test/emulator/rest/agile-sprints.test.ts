import type { JiraEvent } from '../../../emulator/jira/events';
import { PlanningSite, NOW } from '../jql/planning-site';
import { PlanningClient } from './planning-client';

const DAY = 86_400_000;
const day = (offset: number): string => new Date(NOW + offset * DAY).toISOString();
const SPRINT = '/rest/agile/1.0/sprint';

describe('Sprints over REST', () => {
  let site: PlanningSite;
  let client: PlanningClient;
  let events: JiraEvent[];

  beforeEach(() => {
    site = new PlanningSite();
    client = new PlanningClient(site);
    events = [];
    site.jira.events.subscribe((event) => events.push(event));
  });

  const create = async (more: object = {}): Promise<number> =>
    (await client.post(SPRINT, { name: ' Sprint 1 ', originBoardId: site.board.id, startDate: day(0), endDate: day(14), ...more })).body
      .id as number;

  it('goes from future to active to closed, and says so to apps', async () => {
    const id = await create({ goal: 'Sell more' });
    expect((await client.get(`${SPRINT}/${id}`)).body).toEqual({
      id,
      self: `http://localhost:8080${SPRINT}/${id}`,
      state: 'future',
      name: 'Sprint 1',
      startDate: day(0),
      endDate: day(14),
      createdDate: day(0),
      originBoardId: site.board.id,
      goal: 'Sell more',
    });
    expect((await client.post(`${SPRINT}/${id}`, { goal: 'Sell less' })).status).toBe(200);
    expect((await client.post(`${SPRINT}/${id}`, { state: 'active' })).body.state).toBe('active');
    await site.clock.advance(DAY);
    expect((await client.post(`${SPRINT}/${id}`, { state: 'closed' })).body).toMatchObject({ state: 'closed', completeDate: day(1) });
    expect(events.map((event) => event.name)).toEqual(
      ['created', 'updated', 'started', 'closed'].map((what) => `avi:jira-software:${what}:sprint`),
    );
    expect(events[1]!.payload).toMatchObject({
      eventType: 'avi:jira-software:updated:sprint',
      sprint: { id: String(id), originBoardId: String(site.board.id), goal: 'Sell less', state: 'future' },
      oldValue: { goal: 'Sell more' },
      atlassianId: 'ann',
    });
    expect(events[2]!.payload).not.toHaveProperty('oldValue');
    expect(Object.keys(events[1]!.payload['oldValue'] as object)).toEqual(['goal']);
  });

  it.each<[string, object]>([
    ['no name', { name: ' ' }],
    ['a name of 31 characters', { name: 'x'.repeat(31) }],
    ['an end before its start', { startDate: day(2), endDate: day(1) }],
    ['a date that is none', { startDate: 'soon' }],
  ])('cannot be made with %s', async (_, more) => {
    expect((await client.post(SPRINT, { name: 'Sprint', originBoardId: site.board.id, ...more })).status).toBe(400);
    expect(events).toEqual([]);
  });

  it('does not skip or reverse a state, nor start without dates', async () => {
    const bare = await create({ startDate: null, endDate: null });
    expect((await client.post(`${SPRINT}/${bare}`, { state: 'active' })).status).toBe(400);
    const id = await create();
    expect((await client.post(`${SPRINT}/${id}`, { state: 'closed' })).status).toBe(400);
    await client.post(`${SPRINT}/${id}`, { state: 'active' });
    expect((await client.post(`${SPRINT}/${id}`, { state: 'future' })).status).toBe(400);
    await client.post(`${SPRINT}/${id}`, { state: 'closed' });
    const changed = await client.post(`${SPRINT}/${id}`, { state: 'active', name: 'Kept', endDate: day(30) });
    expect(changed.body).toMatchObject({ state: 'closed', name: 'Kept', endDate: day(14) });
  });

  it('is emptied by PUT of what it does not name, and kept by POST', async () => {
    const id = await create({ goal: 'Sell more' });
    expect((await client.post(`${SPRINT}/${id}`, { name: 'Renamed' })).body).toMatchObject({ goal: 'Sell more', endDate: day(14) });
    const { body } = await client.put(`${SPRINT}/${id}`, { name: 'Bare', state: 'future' });
    expect(body).toMatchObject({ name: 'Bare', goal: '' });
    expect(body).not.toHaveProperty('endDate');
    expect((await client.put(`${SPRINT}/${id}`, { name: 'No state' })).status).toBe(400);
  });

  it.each(['backlog', 'closedSprint'] as const)(
    'closed by REST leaves unfinished issues as the switch says: %s',
    async (closeLeavesIssues) => {
      site.jira.switches.closeLeavesIssues = closeLeavesIssues;
      const [open, done] = [site.issue('Unfinished'), site.issue('Finished', { status: 'Done' })];
      const id = await create();
      await client.post(`${SPRINT}/${id}/issue`, { issues: [open.key, done.key] });
      await client.post(`${SPRINT}/${id}`, { state: 'active' });
      await client.post(`${SPRINT}/${id}`, { state: 'closed' });
      const backlog = (await client.get(`/rest/agile/1.0/board/${site.board.id}/backlog`)).body.issues as { key: string }[];
      expect(backlog.map((issue) => issue.key)).toEqual(closeLeavesIssues === 'backlog' ? [open.key] : []);
      expect(site.current(open).sprintIds).toEqual([id]);
      expect(site.current(done).sprintIds).toEqual([id]);
      const next = await create({ name: 'Sprint 2' });
      await client.post(`${SPRINT}/${next}/issue`, { issues: [open.key] });
      await client.post('/rest/agile/1.0/backlog/issue', { issues: [open.key] });
      const again = (await client.get(`/rest/agile/1.0/board/${site.board.id}/backlog`)).body.issues as { key: string }[];
      expect(again.map((issue) => issue.key)).toEqual([open.key]);
    },
  );

  it('takes unfinished issues along where the person says', async () => {
    const [open, done] = [site.issue('Unfinished'), site.issue('Finished', { status: 'Done' })];
    const [id, next] = [await create(), await create({ name: 'Sprint 2' })];
    await client.post(`${SPRINT}/${id}/issue`, { issues: [open.key, done.key] });
    site.jira.sprints.start(site.as('ann'), id);
    site.jira.sprints.close(site.as('ann'), id, { moveUnfinishedTo: next });
    expect(site.current(open).sprintIds).toEqual([id, next]);
    expect(site.current(done).sprintIds).toEqual([id]);
    expect(site.lastHistory(open)).toBe('Sprint 1, Sprint 2');
  });

  it('returns its issues when it is deleted', async () => {
    const issue = site.issue('Planned');
    const id = await create();
    await client.post(`${SPRINT}/${id}/issue`, { issues: [issue.key] });
    expect((await client.remove(`${SPRINT}/${id}`)).status).toBe(204);
    expect((await client.get(`${SPRINT}/${id}`)).status).toBe(404);
    expect(site.current(issue).sprintIds).toEqual([]);
    expect(events.at(-1)!.name).toBe('avi:jira-software:deleted:sprint');
  });

  it('is listed on its board by state, and swaps places', async () => {
    const [one, two, three] = [await create({ name: 'One' }), await create({ name: 'Two' }), await create({ name: 'Three' })];
    await client.post(`${SPRINT}/${two}`, { state: 'active' });
    const list = async (filter = ''): Promise<number[]> =>
      ((await client.get(`/rest/agile/1.0/board/${site.board.id}/sprint${filter}`)).body.values as { id: number }[]).map(
        (sprint) => sprint.id,
      );
    expect(await list()).toEqual([two, one, three]);
    expect(await list('?state=future')).toEqual([one, three]);
    expect(await list('?state=active,closed')).toEqual([two]);
    expect((await client.get(`/rest/agile/1.0/board/${site.board.id}/sprint?state=odd`)).status).toBe(400);
    expect((await client.post(`${SPRINT}/${one}/swap`, { sprintToSwapWith: three })).status).toBe(204);
    expect(await list('?state=future')).toEqual([three, one]);
  });

  it('needs Manage sprints in every project of the board', async () => {
    const other = site.addProject('OPS', 'Operations', 'next-gen');
    const both = site.jira.boards.create({ name: 'Both', type: 'scrum', projectId: site.project.id, jql: 'project in (WEB, OPS)' });
    const grant = site.jira.permissions
      .scheme(other.permissionSchemeId)!
      .grants.filter((one) => one.permission !== 'MANAGE_SPRINTS_PERMISSION');
    site.jira.permissions.updateScheme(other.permissionSchemeId, {
      grants: grant.map(({ permission, holder }) => ({ permission, holder })),
    });
    const body = { name: 'Sprint', originBoardId: both.id };
    expect((await client.post(SPRINT, body, 'ben')).status).toBe(403);
    expect((await client.post(SPRINT, { ...body, originBoardId: site.board.id }, 'ben')).status).toBe(201);
    expect((await client.post(SPRINT, { ...body, originBoardId: 999 }, 'ben')).status).toBe(404);
    expect((await client.post(SPRINT, body, 'zoe')).status).toBe(403);
    expect((await client.post(SPRINT, body, client.app('write:jira-work'))).status).toBe(401);
  });

  it('keeps properties', async () => {
    const id = await create();
    const path = `${SPRINT}/${id}/properties/wish`;
    expect((await client.put(path, { text: 'more' })).status).toBe(201);
    expect((await client.get(path)).body).toEqual({ key: 'wish', value: { text: 'more' } });
    expect((await client.get(`${SPRINT}/${id}/properties`)).body.keys).toHaveLength(1);
    expect((await client.remove(path)).status).toBe(204);
  });
});
