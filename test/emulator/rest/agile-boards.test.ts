import { PlanningSite, NOW } from '../jql/planning-site';
import { PlanningClient, query, type Answer } from './planning-client';

const DAY = 86_400_000;

describe('Boards', () => {
  const site = new PlanningSite();
  const client = new PlanningClient(site);
  const { jira, board } = site;
  const secret = site.addProject('SEC', 'Secret', 'next-gen');
  const secretBoard = jira.boards.create({ name: 'Secret board', type: 'kanban', projectId: secret.id });
  const shared = jira.boards.create({
    name: 'Both',
    type: 'scrum',
    projectId: site.project.id,
    jql: 'project in (WEB, SEC) ORDER BY Rank',
  });

  const epic = site.issue('Checkout', { type: 'Epic' });
  const open = site.issue('Pay by card', { fields: { parent: { key: epic.key } } });
  const bug = site.issue('Wrong total', { type: 'Bug' });
  const done = site.issue('Old story', { status: 'Done' });
  const sub = site.issue('Write the test', { type: 'Sub-task', fields: { parent: { key: open.key } } });
  const planned = site.issue('Planned');
  const started = site.issue('Started');
  const finished = site.issue('Finished before');
  const ann = site.as('ann');
  const make = (name: string): number =>
    jira.sprints.create(ann, { name, originBoardId: board.id, startDate: NOW - DAY, endDate: NOW + DAY, goal: 'Sell more' }).id;
  const past = make('Past');
  jira.sprints.moveIssues(ann, past, [finished.id]);
  jira.sprints.start(ann, past);
  jira.sprints.close(ann, past);
  const active = make('Active');
  jira.sprints.moveIssues(ann, active, [started.id]);
  jira.sprints.start(ann, active);
  const future = make('Future');
  jira.sprints.moveIssues(ann, future, [planned.id]);
  site.force(open, { custom: { [jira.fields.storyPointsField.id]: 8 } });

  // Only Ann may look into Secret.
  jira.permissions.updateScheme(secret.permissionSchemeId, {
    grants: [{ permission: 'BROWSE_PROJECTS', holder: { type: 'user', value: 'ann' } }],
  });

  const names = (answer: Answer): string[] =>
    (answer.body.issues as { fields: { summary: string } }[]).map((issue) => issue.fields.summary);
  const agile = (path: string): string => `/rest/agile/1.0/${path}`;

  it('lists the boards the caller may view, filtered and paged', async () => {
    const ids = async (path: string, by = 'ann'): Promise<number[]> =>
      ((await client.get(agile(path), by)).body.values as { id: number }[]).map((one) => one.id);
    expect(await ids('board')).toEqual([board.id, secretBoard.id, shared.id]);
    expect(await ids('board', 'ben')).toEqual([board.id, shared.id]);
    expect(await ids('board?type=kanban')).toEqual([secretBoard.id]);
    expect(await ids('board?type=scrum,kanban')).toHaveLength(3);
    expect(await ids('board?name=both')).toEqual([shared.id]);
    expect(await ids('board?projectKeyOrId=SEC')).toEqual([secretBoard.id, shared.id]);
    expect(await ids('board?startAt=1&maxResults=1')).toEqual([secretBoard.id]);
    expect((await client.get(agile('board?type=round'))).status).toBe(400);
    expect((await client.get(agile('board?projectKeyOrId=NOPE'))).status).toBe(400);
    expect((await client.get(agile('board?startAt=1&maxResults=1'))).body).toMatchObject({
      total: 3,
      isLast: false,
      startAt: 1,
      maxResults: 1,
    });
  });

  it('answers a board, and 404 for one that cannot be viewed', async () => {
    expect((await client.get(agile(`board/${board.id}`), 'ben')).body).toMatchObject({
      id: board.id,
      name: 'WEB board',
      type: 'scrum',
      location: { projectId: Number(site.project.id), projectKey: 'WEB', displayName: 'Website (WEB)' },
    });
    for (const id of [secretBoard.id, 999, 'abc']) {
      for (const path of ['', '/configuration', '/issue', '/backlog', '/epic', '/project', '/sprint']) {
        expect((await client.get(agile(`board/${id}${path}`), 'ben')).status).toBe(404);
      }
    }
  });

  it('names the rank and the estimate field in its configuration', async () => {
    const { body } = await client.get(agile(`board/${board.id}/configuration`));
    expect(body).toMatchObject({
      id: board.id,
      type: 'scrum',
      location: { type: 'project', id: site.project.id, key: 'WEB' },
      filter: { id: board.filterId },
      estimation: { type: 'field', field: { fieldId: jira.fields.storyPointsField.id, displayName: 'Story points' } },
      ranking: { rankCustomFieldId: jira.fields.rankField.schema.customId },
    });
    expect(body.columnConfig.columns.at(-1)).toMatchObject({ name: 'Done', statuses: [{ id: site.status('Done') }] });
  });

  it('keeps planned, done, epic and sub-task issues off the backlog', async () => {
    const answer = await client.get(agile(`board/${board.id}/backlog`));
    expect(names(answer)).toEqual(['Pay by card', 'Wrong total', 'Finished before']);
    expect(answer.body).toMatchObject({ startAt: 0, maxResults: 50, total: 3 });
    expect(answer.body.issues[0].fields).toMatchObject({ sprint: null, flagged: false, epic: { key: epic.key, done: false } });
    expect(answer.body.issues[2].fields.closedSprints).toMatchObject([{ id: past, state: 'closed', name: 'Past' }]);
    expect(answer.body.issues[0].self).toBe(`http://localhost:8080/rest/agile/1.0/issue/${open.id}`);
  });

  it('lists board, sprint and epic issues by rank, narrowed and reordered by jql', async () => {
    jira.ranking.move(ann, [finished.id], { before: open.id });
    expect(names(await client.get(agile(`board/${board.id}/issue`)))).toEqual([
      'Finished before',
      'Pay by card',
      'Wrong total',
      'Old story',
      'Write the test',
      'Planned',
      'Started',
    ]);
    expect(
      names(
        await client.get(
          agile(`board/${board.id}/issue?${query({ jql: 'type = Bug OR status = Done ORDER BY key DESC', fields: 'summary' })}`),
        ),
      ),
    ).toEqual(['Old story', 'Wrong total']);
    expect((await client.get(agile(`board/${board.id}/issue?${query({ jql: 'nothing = 1' })}`))).status).toBe(400);
    expect(names(await client.get(agile(`board/${board.id}/issue?${query({ jql: 'nothing = 1', validateQuery: 'false' })}`)))).toEqual([]);
    expect(names(await client.get(agile(`sprint/${active}/issue`)))).toEqual(['Started']);
    expect(names(await client.get(agile(`board/${board.id}/sprint/${future}/issue`)))).toEqual(['Planned']);
    expect(names(await client.get(agile(`board/${board.id}/epic/${epic.id}/issue`)))).toEqual(['Pay by card', 'Write the test']);
    expect(names(await client.get(agile(`board/${board.id}/epic/none/issue`)))).not.toContain('Pay by card');
    expect((await client.get(agile(`board/${board.id}/epic?done=false`))).body.values).toMatchObject([
      { key: epic.key, name: 'Checkout', done: false },
    ]);
    expect((await client.get(agile(`board/${board.id}/epic?done=true`))).body.values).toEqual([]);
  });

  it('gives the fields asked for', async () => {
    const one = (await client.get(agile(`board/${board.id}/issue?${query({ jql: `key = ${started.key}`, fields: 'summary,sprint' })}`)))
      .body.issues[0];
    expect(Object.keys(one.fields).sort()).toEqual(['sprint', 'summary']);
    expect(one.fields.sprint).toMatchObject({ id: active, state: 'active', name: 'Active', goal: 'Sell more', originBoardId: board.id });
  });

  it('pages the same lists by token', async () => {
    const software = (path: string): string => `/rest/software/1.0/${path}`;
    const first = await client.get(software(`board/${board.id}/backlog?maxResults=2&fields=summary`));
    expect(names(first)).toEqual(['Finished before', 'Pay by card']);
    expect(first.body).toMatchObject({ isLast: false });
    expect(first.body).not.toHaveProperty('total');
    const second = await client.get(
      software(`board/${board.id}/backlog?maxResults=2&fields=summary&nextPageToken=${first.body.nextPageToken as string}`),
    );
    expect(names(second)).toEqual(['Wrong total']);
    expect(second.body.isLast).toBe(true);
    expect((await client.get(software(`board/${shared.id}/backlog?nextPageToken=${first.body.nextPageToken as string}`))).status).toBe(400);
    expect(names(await client.get(software(`sprint/${active}/issue?fields=summary`)))).toEqual(['Started']);
    expect(names(await client.get(software(`board/${board.id}/sprint/${active}/issue?fields=summary`)))).toEqual(['Started']);
    expect((await client.get(software(`board/${board.id}/backlog/approximate-count`))).body).toEqual({ count: 3 });
  });

  it('reconciles a token-paged list with issues the index has not seen', async () => {
    jira.switches.indexLagMs = 60_000;
    jira.ranking.move(ann, [bug.id], { before: open.id });
    const path = `/rest/software/1.0/board/${board.id}/backlog?fields=summary`;
    expect(names(await client.get(path))).toEqual(['Finished before', 'Pay by card', 'Wrong total']);
    expect(names(await client.get(`${path}&reconcileIssues=${bug.id}`))).toEqual(['Finished before', 'Wrong total', 'Pay by card']);
    jira.switches.indexLagMs = 0;
    await site.clock.advance(60_000);
  });

  it('shows everybody only the issues they may see, on boards of several projects', async () => {
    jira.issues.create(ann, { projectId: secret.id, typeId: secret.issueTypeIds[1]!, fields: { summary: 'Hush' } }, { imported: {} });
    const mine = { jql: 'statusCategory = "To Do"', fields: 'summary' };
    expect(names(await client.get(agile(`board/${shared.id}/backlog?${query(mine)}`), 'ben'))).not.toContain('Hush');
    expect((await client.get(agile(`board/${shared.id}/project`), 'ann')).body.values.map((one: { key: string }) => one.key)).toEqual([
      'SEC',
      'WEB',
    ]);
    expect((await client.get(agile(`board/${shared.id}/project`), 'ben')).body.values.map((one: { key: string }) => one.key)).toEqual([
      'WEB',
    ]);
  });

  it('gives one issue with its sprint, and its estimate on a board', async () => {
    const { body } = await client.get(agile(`issue/${started.key}`));
    expect(body).toMatchObject({ key: started.key, fields: { summary: 'Started', sprint: { id: active } } });
    expect((await client.get(agile(`issue/${open.key}/estimation?boardId=${board.id}`))).body).toEqual({
      fieldId: jira.fields.storyPointsField.id,
      value: '8.0',
    });
    expect((await client.get(agile(`issue/${open.key}/estimation`))).status).toBe(400);
    expect((await client.get(agile('issue/WEB-999'))).status).toBe(404);
    expect(sub.parentId).toBe(open.id);
    expect(done.statusId).toBe(site.status('Done'));
  });

  it('keeps properties, which only project administrators write', async () => {
    const path = agile(`board/${board.id}/properties/mode`);
    expect((await client.put(path, { strict: true }, 'ben')).status).toBe(403);
    expect((await client.put(path, { strict: true })).status).toBe(201);
    expect((await client.put(path, { strict: false })).status).toBe(200);
    expect((await client.get(path, 'ben')).body).toEqual({ key: 'mode', value: { strict: false } });
    expect((await client.get(agile(`board/${board.id}/properties`))).body.keys).toHaveLength(1);
    expect((await client.remove(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it('asks for a licence, and of apps for the granular scopes', async () => {
    expect((await client.get(agile('board'), 'zoe')).status).toBe(403);
    expect((await client.get(agile('board'), null)).status).toBe(401);
    expect((await client.get(agile('board'), client.app('read:jira-work'))).status).toBe(401);
    expect((await client.get(agile('board'), client.app('read:board-scope:jira-software', 'read:project:jira'))).status).toBe(200);
  });
});

describe('A kanban board', () => {
  const site = new PlanningSite();
  const client = new PlanningClient(site);
  const columns = ['Backlog', 'In Progress', 'Done'].map((name) => ({ name, statusIds: [site.status(name)] }));
  const board = site.jira.boards.create({
    name: 'Flow',
    type: 'kanban',
    projectId: site.project.id,
    columns,
    subQuery: 'labels != released or labels is EMPTY',
  });
  site.issue('Waiting', { status: 'Backlog' });
  site.issue('Doing', { status: 'In Progress' });
  site.issue('Shipped', { status: 'Done', fields: { labels: ['released'] } });
  site.issue('Unmapped', { status: 'To Do' });

  it('takes its first column for the backlog, and leaves out what the sub-query or the columns do not know', async () => {
    const names = async (path: string): Promise<string[]> =>
      ((await client.get(`/rest/agile/1.0/board/${board.id}/${path}`)).body.issues as { fields: { summary: string } }[]).map(
        (issue) => issue.fields.summary,
      );
    expect(await names('backlog')).toEqual(['Waiting']);
    expect(await names('issue')).toEqual(['Waiting', 'Doing']);
  });

  it('has no sprints and no estimates', async () => {
    expect((await client.get(`/rest/agile/1.0/board/${board.id}/sprint`)).status).toBe(400);
    const { body } = await client.get(`/rest/agile/1.0/board/${board.id}/configuration`);
    expect(body).toMatchObject({ type: 'kanban', subQuery: { query: 'labels != released or labels is EMPTY' } });
    expect(body).not.toHaveProperty('estimation');
  });
});
