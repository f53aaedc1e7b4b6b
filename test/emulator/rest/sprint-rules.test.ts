import type { JiraEvent } from '../../../emulator/jira/events';
import type { Issue } from '../../../emulator/jira/model';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';
import { PlanningSite, NOW } from '../jql/planning-site';
import { PlanningClient } from './planning-client';

const DAY = 86_400_000;
const day = (offset: number): string => new Date(NOW + offset * DAY).toISOString();
const SPRINT = '/rest/agile/1.0/sprint';

let site: PlanningSite;
let client: PlanningClient;
let events: JiraEvent[];

beforeEach(() => open());

function open(switches: Partial<Switches> = {}): void {
  site = new PlanningSite({ ...DEFAULT_SWITCHES, ...switches });
  client = new PlanningClient(site);
  events = [];
  site.jira.events.subscribe((event) => events.push(event));
}

async function aSprint(name: string, issues: readonly Issue[] = [], state: 'future' | 'active' = 'future'): Promise<number> {
  const body = { name, originBoardId: site.board.id, startDate: day(0), endDate: day(14) };
  const id = (await client.post(SPRINT, body)).body.id as number;
  if (issues.length > 0) await client.post(`${SPRINT}/${id}/issue`, { issues: issues.map(({ key }) => key) });
  if (state === 'active') expect((await client.post(`${SPRINT}/${id}`, { state })).status).toBe(200);
  return id;
}

const aSubtask = (parent: Issue, status = 'To Do'): Issue =>
  site.issue(`Part of ${parent.summary}`, { type: 'Sub-task', status, fields: { parent: { key: parent.key } } });

const backlog = async (): Promise<string[]> =>
  ((await client.get(`/rest/agile/1.0/board/${site.board.id}/backlog`)).body.issues as { key: string }[]).map(({ key }) => key);

/** What the history of the issue says of its sprints, oldest first. */
const sprintHistory = (issue: Issue): unknown[] =>
  site.jira.issues
    .historyOf(issue.id)
    .flatMap(({ items }) => items.filter(({ field }) => field === 'Sprint'))
    .map((item) => [item.from, item.fromString, item.to, Object.getOwnPropertyDescriptor(item, 'toString')?.value]);

describe('a sprint that is deleted', () => {
  it.each(['future', 'active'] as const)('returns its open issues with their sub-tasks to the backlog: %s', async (state) => {
    const [parent, done] = [site.issue('Parent'), site.issue('Finished', { status: 'Done' })];
    const child = aSubtask(parent);
    const id = await aSprint('Doomed', [parent, done], state);
    expect(site.current(child).sprintIds).toEqual([id]);
    expect((await client.remove(`${SPRINT}/${id}`)).status).toBe(204);
    expect([parent, child, done].map((issue) => site.current(issue).sprintIds)).toEqual([[], [], []]);
    expect(await backlog()).toEqual([parent.key]);
    expect(sprintHistory(parent)).toEqual([
      ['', '', String(id), 'Doomed'],
      [String(id), 'Doomed', '', ''],
    ]);
    expect(events.at(-1)).toMatchObject({
      name: 'avi:jira-software:deleted:sprint',
      payload: {
        eventType: 'avi:jira-software:deleted:sprint',
        sprint: { id: String(id), originBoardId: String(site.board.id), name: 'Doomed', state },
        atlassianId: 'ann',
      },
    });
  });
});

describe('a sprint whose board is gone', () => {
  it('is managed by who manages the sprints of its issues', async () => {
    const id = await aSprint('Orphan', [site.issue('Left')]);
    const scheme = site.jira.permissions.scheme(site.project.permissionSchemeId)!;
    const grants = scheme.grants
      .filter(({ permission }) => permission !== 'MANAGE_SPRINTS_PERMISSION')
      .map(({ permission, holder }) => ({ permission, holder }));
    const managers = { permission: 'MANAGE_SPRINTS_PERMISSION', holder: { type: 'user', value: 'ann' } } as const;
    site.jira.permissions.updateScheme(scheme.id, { grants: [...grants, managers] });
    site.jira.boards.remove(site.board.id);
    expect((await client.get(`${SPRINT}/${id}`, 'ben')).status).toBe(200);
    expect((await client.post(`${SPRINT}/${id}`, { name: 'Mine' }, 'ben')).status).toBe(403);
    expect((await client.remove(`${SPRINT}/${id}`, 'ben')).status).toBe(403);
    expect((await client.put(`${SPRINT}/${id}/properties/wish`, 1, 'ben')).status).toBe(403);
    expect((await client.post(`${SPRINT}/${id}`, { name: 'Kept' })).body.name).toBe('Kept');
  });
});

describe('an active sprint', () => {
  it.each<[string, 'post' | 'put', object]>([
    ['POST', 'post', { startDate: null }],
    ['POST', 'post', { endDate: null }],
    ['PUT', 'put', { name: 'Bare', state: 'active' }],
    ['PUT that closes', 'put', { name: 'Bare', state: 'closed' }],
  ])('keeps its dates: %s', async (_, method, body) => {
    const id = await aSprint('Running', [], 'active');
    expect((await client[method](`${SPRINT}/${id}`, body)).status).toBe(400);
    expect((await client.get(`${SPRINT}/${id}`)).body).toMatchObject({ state: 'active', startDate: day(0), endDate: day(14) });
  });

  it.each([false, true])('is alone on its board unless the site has parallel sprints: %s', async (parallelSprints) => {
    open({ parallelSprints });
    await aSprint('Running', [], 'active');
    const next = await aSprint('Next');
    const { status, body } = await client.post(`${SPRINT}/${next}`, { state: 'active' });
    expect(status).toBe(parallelSprints ? 200 : 400);
    if (!parallelSprints) expect(body.errorMessages[0]).toContain("'Running' is active");
  });

  it.each([true, false])(
    'is kept open by open sub-tasks of what is done, if the site looks at them: %s',
    async (openSubtasksKeepSprintOpen) => {
      open({ openSubtasksKeepSprintOpen });
      const [done, unfinished] = [site.issue('Finished', { status: 'Done' }), site.issue('Unfinished')];
      aSubtask(unfinished);
      aSubtask(done);
      const id = await aSprint('Running', [done, unfinished], 'active');
      events = [];
      const { status, body } = await client.post(`${SPRINT}/${id}`, { state: 'closed' });
      expect(status).toBe(openSubtasksKeepSprintOpen ? 400 : 200);
      if (openSubtasksKeepSprintOpen) {
        expect(body.errorMessages[0]).toContain(`open sub-tasks: ${done.key}.`);
        expect(events).toEqual([]);
      }
    },
  );
});

describe('a close by REST that moves unfinished issues on', () => {
  beforeEach(() => open({ closeLeavesIssues: 'nextSprint' }));

  it('puts them into the first planned sprint, and the history says so', async () => {
    const [unfinished, done] = [site.issue('Unfinished'), site.issue('Finished', { status: 'Done' })];
    const child = aSubtask(unfinished);
    const id = await aSprint('One', [unfinished, done], 'active');
    const [two, three] = [await aSprint('Two'), await aSprint('Three')];
    await client.post(`${SPRINT}/${two}/swap`, { sprintToSwapWith: three });
    await client.post(`${SPRINT}/${id}`, { state: 'closed' });
    expect([unfinished, child, done].map((issue) => site.current(issue).sprintIds)).toEqual([[id, three], [id, three], [id]]);
    expect(sprintHistory(unfinished).at(-1)).toEqual([String(id), 'One', `${id}, ${three}`, 'One, Three']);
    expect(sprintHistory(done)).toHaveLength(1);
  });

  it('has only the backlog where nothing is planned', async () => {
    const unfinished = site.issue('Unfinished');
    const id = await aSprint('One', [unfinished], 'active');
    await client.post(`${SPRINT}/${id}`, { state: 'closed' });
    expect(await backlog()).toEqual([unfinished.key]);
  });
});

it('a sub-task is where its parent is, also one made later, and when the parent is moved by its field', async () => {
  const parent = site.issue('Parent');
  const [one, two] = [await aSprint('One', [parent]), await aSprint('Two')];
  const child = aSubtask(parent);
  expect(site.current(child).sprintIds).toEqual([one]);
  const field = site.jira.fields.sprintField.id;
  expect((await client.put(`/rest/api/3/issue/${parent.key}`, { fields: { [field]: two } })).status).toBe(204);
  expect(site.current(child).sprintIds).toEqual([two]);
  expect(sprintHistory(child)).toEqual([]);
});

it('what a move in and out of sprints writes into the history', async () => {
  const issue = site.issue('Wanderer');
  const [one, two] = [await aSprint('One', [issue]), await aSprint('Two')];
  await client.post(`${SPRINT}/${two}/issue`, { issues: [issue.key] });
  await client.post('/rest/agile/1.0/backlog/issue', { issues: [issue.key] });
  expect(sprintHistory(issue)).toEqual([
    ['', '', String(one), 'One'],
    [String(one), 'One', String(two), 'Two'],
    [String(two), 'Two', '', ''],
  ]);
});

it('announces every change of a sprint with the documented payload', async () => {
  const id = await aSprint('Sprint', [], 'active');
  await client.post(`${SPRINT}/${id}`, { goal: 'Sell more' });
  await client.post(`${SPRINT}/${id}`, { goal: 'Sell less', name: 'Renamed' });
  await site.clock.advance(DAY);
  await client.post(`${SPRINT}/${id}`, { state: 'closed' });
  const known = ['id', 'originBoardId', 'name', 'goal', 'state', 'createDate', 'startDate', 'endDate', 'completeDate'];
  const told = events.map(({ name, payload }) => {
    const { sprint, oldValue, atlassianId, eventType } = payload as Record<string, Record<string, unknown>>;
    expect(eventType).toBe(name);
    expect(atlassianId).toBe('ann');
    expect(Object.keys(sprint!).filter((key) => !known.includes(key))).toEqual([]);
    return [name, sprint!['state'], oldValue];
  });
  expect(told).toEqual([
    ['avi:jira-software:created:sprint', 'future', undefined],
    ['avi:jira-software:started:sprint', 'active', undefined],
    ['avi:jira-software:updated:sprint', 'active', {}],
    ['avi:jira-software:updated:sprint', 'active', { goal: 'Sell more', name: 'Sprint' }],
    ['avi:jira-software:closed:sprint', 'closed', undefined],
  ]);
  expect((events.at(-1)!.payload['sprint'] as Record<string, unknown>)['completeDate']).toMatch(/^2026-11-27T10:30:00\.000\+0000$/);
});
