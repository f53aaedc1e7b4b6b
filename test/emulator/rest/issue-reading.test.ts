import { restSite, type RestSite } from './rest-site';

let site: RestSite;
beforeEach(() => {
  site = restSite();
});
const read = async (path: string) => (await site.as('developer')('GET', path)).body;

describe('the fields of an issue', () => {
  it('are all of them unless named, with null for what is empty', async () => {
    const { key } = site.issue('One');
    const { fields } = await read(`issue/${key}`);
    expect(fields).toMatchObject({
      summary: 'One',
      components: [],
      resolution: null,
      duedate: null,
      workratio: -1,
      status: { statusCategory: { key: 'new' } },
    });
    expect(fields[site.score.id]).toBeNull();
    expect(fields[site.jira.fields.sprintField.id]).toBeNull();
    expect(fields[site.jira.fields.rankField.id]).toMatch(/^0\|/);
    expect(fields).toHaveProperty('comment');
    expect(fields).not.toHaveProperty('parent');
  });

  it('follow the grammar of `fields`', async () => {
    const { key } = site.issue('One');
    const names = async (fields: string): Promise<string[]> =>
      Object.keys((await read(`issue/${key}?fields=${fields}`)).fields ?? {}).sort();
    expect(await names('summary,status')).toEqual(['status', 'summary']);
    expect(await names('summary&fields=status')).toEqual(['status', 'summary']);
    expect(await names('nothing')).toEqual([]);
    expect(await names('*navigable')).not.toContain('comment');
    expect(await names('*navigable,comment')).toContain('comment');
    expect(await names('*all,-comment')).not.toContain('comment');
    expect(await names('-summary')).toEqual((await names('*all')).filter((name) => name !== 'summary'));
  });

  it('come with names, schemas and choices when expanded', async () => {
    const { key } = site.issue('One');
    const body = await read(`issue/${key}?fields=${site.factors.id}&expand=names,schema,editmeta,transitions,operations`);
    expect(body.names).toEqual({ [site.factors.id]: 'Sample factors' });
    expect(body.schema[site.factors.id]).toEqual({
      type: 'object',
      custom: expect.stringContaining('static/factors'),
      customId: expect.any(Number),
    });
    expect(body.editmeta.fields).toHaveProperty('summary');
    expect(body.editmeta.fields).not.toHaveProperty(site.score.id);
    expect(body.transitions.length).toBeGreaterThan(0);
  });

  it('tell the edit screen of a person who may not edit to be empty', async () => {
    const { key } = site.issue('One');
    const scheme = site.jira.permissions.createScheme({
      name: 'Read',
      grants: [{ permission: 'BROWSE_PROJECTS', holder: { type: 'anyone' } }],
    });
    site.jira.permissions.assignScheme(site.shop.id, scheme.id);
    expect(await read(`issue/${key}/editmeta`)).toEqual({ fields: {} });
  });

  it('name parents and sub-tasks by short references', async () => {
    const parent = site.issue('Parent');
    const type = site.jira.projects.issueTypesOf(site.shop).find((one) => one.name === 'Sub-task')!;
    const child = site.jira.issues.create(
      { accountId: site.people.owner.accountId },
      { projectId: site.shop.id, typeId: type.id, fields: { summary: 'Child', parent: { key: parent.key } } },
    );
    expect((await read(`issue/${child.key}`)).fields.parent).toMatchObject({ key: parent.key, fields: { summary: 'Parent' } });
    expect((await read(`issue/${parent.key}`)).fields.subtasks).toMatchObject([
      { key: child.key, fields: { issuetype: { subtask: true } } },
    ]);
  });

  it('name the sprints an issue is in', async () => {
    const issue = site.issue('One');
    const board = site.jira.boards.create({ name: 'Shop', type: 'scrum', projectId: site.shop.id });
    const sprint = site.jira.sprints.create({ accountId: site.people.admin.accountId }, { name: 'Sprint 1', originBoardId: board.id });
    site.jira.sprints.moveIssues({ accountId: site.people.admin.accountId }, sprint.id, [issue.id]);
    const field = site.jira.fields.sprintField.id;
    expect((await read(`issue/${issue.key}?fields=${field}`)).fields[field]).toMatchObject([
      { id: sprint.id, name: 'Sprint 1', state: 'future', boardId: board.id },
    ]);
  });
});

describe('fetching many issues', () => {
  it('answers by ascending id, once each, and says nothing of what is not to be seen', async () => {
    const [one, two] = [site.issue('One'), site.issue('Two')];
    const { status, body } = await site.as('developer')('POST', 'issue/bulkfetch', {
      issueIdsOrKeys: [two.key, one.id, one.key.toLowerCase(), 'SHOP-99'],
      fields: ['summary'],
    });
    expect(status).toBe(200);
    expect(body.issues.map((issue: { key: string; fields: unknown }) => [issue.key, issue.fields])).toEqual([
      [one.key, { summary: 'One' }],
      [two.key, { summary: 'Two' }],
    ]);
    expect(body.issueErrors).toEqual([]);
  });

  it('reads the issues, not the lagging index', async () => {
    site.jira.switches.indexLagMs = 60_000;
    const { key } = site.issue('New');
    expect((await site.as('developer')('POST', 'issue/bulkfetch', { issueIdsOrKeys: [key] })).body.issues).toHaveLength(1);
    expect(site.jira.search.run('project = SHOP', site.people.developer.accountId).issues).toHaveLength(0);
  });

  it('takes 1 to 100', async () => {
    const ask = (count: number) =>
      site.as('developer')('POST', 'issue/bulkfetch', { issueIdsOrKeys: Array.from({ length: count }, (_, index) => `SHOP-${index}`) });
    expect([(await ask(0)).status, (await ask(100)).status, (await ask(101)).status]).toEqual([400, 200, 400]);
  });
});

describe('the history of an issue', () => {
  const edit = (key: string, fields: Record<string, string>) => site.as('developer')('PUT', `issue/${key}`, { fields });

  it('is paged, oldest first, with author and time', async () => {
    const { key } = site.issue('One');
    await edit(key, { summary: 'Two' });
    await site.clock.advance(60_000);
    await edit(key, { summary: 'Three' });
    const body = await read(`issue/${key}/changelog?maxResults=1`);
    expect(body).toMatchObject({ startAt: 0, maxResults: 1, total: 2, isLast: false });
    expect(body.values[0]).toMatchObject({
      created: '2026-11-24T09:30:00.000+0000',
      author: { accountId: site.people.developer.accountId },
      items: [{ field: 'summary', fieldId: 'summary', fieldtype: 'jira', fromString: 'One', toString: 'Two' }],
    });
    const list = await site.as('developer')('POST', `issue/${key}/changelog/list`, { changelogIds: [Number(body.values[0].id)] });
    expect(list.body.histories).toHaveLength(1);
    const expanded = await read(`issue/${key}?expand=changelog&fields=id`);
    expect(expanded.changelog.histories.map((entry: { items: { toString: string }[] }) => entry.items[0]?.toString)).toEqual([
      'Three',
      'Two',
    ]);
    expect((await site.anonymous('GET', `issue/${key}/changelog`)).status).toBe(404);
  });

  it('of many issues is one list by time, filtered by field, in pages', async () => {
    const [one, two] = [site.issue('One'), site.issue('Two')];
    await edit(one.key, { summary: 'One!' });
    await site.clock.advance(1_000);
    await edit(two.key, { summary: 'Two!' });
    await edit(two.key, { duedate: '2026-12-24' });
    await site.clock.advance(1_000);
    await edit(one.key, { summary: 'One!!' });
    const ask = (more: Record<string, unknown>) =>
      site.as('developer')('POST', 'changelog/bulkfetch', {
        issueIdsOrKeys: [two.key, one.id, 'SHOP-99'],
        ...(more as Record<string, string>),
      });
    const texts = (body: { issueChangeLogs: { issueId: string; changeHistories: { items: { toString: string }[] }[] }[] }) =>
      body.issueChangeLogs.map((log) => [log.issueId, log.changeHistories.map((entry) => entry.items[0]!.toString)]);
    const first = await ask({ fieldIds: ['summary'], maxResults: 2 });
    expect(texts(first.body)).toEqual([[one.id, ['One!']], [two.id, ['Two!']]]); // prettier-ignore
    const second = await ask({ fieldIds: ['summary'], maxResults: 2, nextPageToken: first.body.nextPageToken });
    expect(texts(second.body)).toEqual([[one.id, ['One!!']]]);
    expect(second.body.nextPageToken).toBeUndefined();
    const created = second.body.issueChangeLogs[0].changeHistories[0].created;
    expect(created).toBe(site.clock.now());
    site.jira.switches.bulkChangelogCreated = 'iso';
    const iso = (await ask({ fieldIds: ['summary'] })).body.issueChangeLogs[0].changeHistories[0].created;
    expect(iso).toBe('2026-11-24T09:30:00.000+0000');
    expect((await ask({ nextPageToken: 'nonsense' })).status).toBe(400);
    expect((await ask({ maxResults: 10_001 })).status).toBe(400);
    expect((await ask({ fieldIds: Array.from({ length: 11 }, (_, index) => `f${index}`) })).status).toBe(400);
    expect((await ask({ issueIdsOrKeys: Array.from({ length: 1_001 }, (_, index) => `SHOP-${index}`) })).status).toBe(400);
    expect((await site.anonymous('POST', 'changelog/bulkfetch', { issueIdsOrKeys: [one.id] })).status).toBe(401);
  });
});

describe('properties of an issue', () => {
  it('are written by who may edit it and read by who may see it', async () => {
    const { key } = site.issue('One');
    expect((await site.as('developer')('PUT', `issue/${key}/properties/seen`, { at: 1 })).status).toBe(201);
    expect(await read(`issue/${key}/properties`)).toMatchObject({ keys: [{ key: 'seen' }] });
    expect(await read(`issue/${key}?properties=seen&fields=id`)).toMatchObject({ properties: { seen: { at: 1 } } });
    const scheme = site.jira.permissions.createScheme({
      name: 'Read',
      grants: [{ permission: 'BROWSE_PROJECTS', holder: { type: 'anyone' } }],
    });
    site.jira.permissions.assignScheme(site.shop.id, scheme.id);
    expect((await site.as('developer')('PUT', `issue/${key}/properties/seen`, 2)).status).toBe(403);
    expect((await site.as('developer')('DELETE', `issue/${key}/properties/seen`)).status).toBe(403);
    expect(await read(`issue/${key}/properties/seen`)).toEqual({ key: 'seen', value: { at: 1 } });
    expect((await site.as('developer')('GET', `issue/${key}/properties/unseen`)).status).toBe(404);
  });
});
