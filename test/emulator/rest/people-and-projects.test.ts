import { restSite, type RestSite } from './rest-site';

describe('people', () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('are found by the beginning of a word, apps and inactive people aside', async () => {
    const gone = site.jira.users.create({ emailAddress: 'gone@example.com', displayName: 'Gone Example', active: false });
    const { body } = await site.as('developer')('GET', 'user/search?query=exam');
    expect(body.map((user: { displayName: string }) => user.displayName)).toEqual([
      'Admin Example',
      'Developer Example',
      'Owner Example',
      'Stakeholder Example',
    ]);
    const everyone = await site.as('developer')('GET', 'users/search');
    expect(everyone.body.map((user: { accountId: string }) => user.accountId)).toEqual(
      expect.arrayContaining([gone.accountId, site.app.accountId]),
    );
  });

  it('are not shown to those without Browse users and groups', async () => {
    const outsider = site.jira.users.create({ emailAddress: 'outsider@example.com', displayName: 'Outsider', licensed: false });
    const as = (path: string) => site.gateway.handle(new Request(`http://localhost/rest/api/3/${path}`), { accountId: outsider.accountId });
    expect(await (await as('user/search?query=exam')).json()).toEqual([]);
    expect((await as(`user?accountId=${site.people.owner.accountId}`)).status).toBe(403);
    expect((await as('users/search')).status).toBe(403);
    expect((await as('groupuserpicker?query=a')).status).toBe(403);
  });

  it('are refused to questions that ask for nobody', async () => {
    const call = site.as('developer');
    expect((await call('GET', 'user/search')).status).toBe(400);
    expect((await call('GET', 'user')).status).toBe(400);
    expect((await call('GET', 'user?accountId=nobody')).status).toBe(404);
    expect((await call('GET', 'user/bulk')).status).toBe(400);
    expect((await call('GET', 'group/member?groupId=none')).status).toBe(404);
  });

  it('come in pages with links', async () => {
    const ids = Object.values(site.people).map((user) => `accountId=${user.accountId}`).join('&'); // prettier-ignore
    const first = await site.as('owner')('GET', `user/bulk?${ids}&maxResults=3`);
    expect(first.body).toMatchObject({ startAt: 0, maxResults: 3, total: 4, isLast: false });
    const path = new URL(first.body.nextPage).pathname + new URL(first.body.nextPage).search;
    const second = await site.as('owner')('GET', path);
    expect(second.body).toMatchObject({ startAt: 3, isLast: true });
    expect(second.body.values).toHaveLength(1);
    expect(second.body.nextPage).toBeUndefined();
  });

  it('can be assigned where they hold Assignable user', async () => {
    const shop = await site.as('owner')('GET', 'user/assignable/search?project=SHOP');
    expect(shop.body).toHaveLength(4);
    const team = await site.as('owner')('GET', 'user/assignable/search?project=TEAM');
    expect(team.body.map((user: { accountId: string }) => user.accountId)).not.toContain(site.people.stakeholder.accountId);
    expect((await site.as('owner')('GET', 'user/assignable/search')).status).toBe(400);
  });

  it('are drawn with their initials', async () => {
    const { body } = await site.as('owner')('GET', 'myself');
    const url = new URL(body.avatarUrls['48x48']);
    const image = await site.anonymous('GET', url.pathname + url.search);
    expect(image.status).toBe(200);
    expect(image.headers.get('content-type')).toBe('image/svg+xml');
    expect(image.body).toContain('>OE<');
  });
});

describe('projects', () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('are listed for those who may browse or administer them', async () => {
    const keys = async (person: 'owner' | 'developer' | 'admin'): Promise<string[]> =>
      (await site.as(person)('GET', 'project/search')).body.values.map((project: { key: string }) => project.key);
    expect(await keys('owner')).toEqual(['SHOP', 'TEAM']);
    expect(await keys('admin')).toEqual(['SHOP', 'TEAM']);
    expect(await keys('developer')).toEqual(['SHOP']);
  });

  it('hide from others with the same 404 as one that is not there', async () => {
    const hidden = await site.as('developer')('GET', 'project/TEAM');
    const missing = await site.as('developer')('GET', 'project/NONE');
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body.errorMessages).toEqual(["No project could be found with key 'TEAM'."]);
  });

  it('are narrowed by query, keys, status and order', async () => {
    const search = async (query: string): Promise<string[]> =>
      (await site.as('admin')('GET', `project/search?${query}`)).body.values.map((project: { key: string }) => project.key);
    expect(await search('query=sho')).toEqual(['SHOP']);
    expect(await search('keys=TEAM&keys=SHOP&orderBy=-key')).toEqual(['TEAM', 'SHOP']);
    site.jira.projects.archive(site.team.id);
    expect(await search('')).toEqual(['SHOP']);
    expect(await search('status=archived')).toEqual(['TEAM']);
    site.jira.projects.restore(site.team.id);
    expect((await site.as('admin')('GET', 'project/search?orderBy=colour')).status).toBe(400);
  });

  it('tell company-managed from team-managed', async () => {
    expect((await site.as('owner')('GET', 'project/SHOP')).body).toMatchObject({
      style: 'classic',
      simplified: false,
      lead: { displayName: 'Owner Example' },
    });
    expect((await site.as('owner')('GET', 'project/TEAM')).body).toMatchObject({ style: 'next-gen', simplified: true });
  });

  it('keep properties that administrators write and viewers read', async () => {
    expect((await site.as('owner')('PUT', 'project/SHOP/properties/plan', { a: 1 })).status).toBe(201);
    expect((await site.as('owner')('PUT', 'project/SHOP/properties/plan', { a: 2 })).status).toBe(200);
    expect((await site.as('developer')('GET', 'project/SHOP/properties/plan')).body).toEqual({ key: 'plan', value: { a: 2 } });
    expect((await site.as('developer')('PUT', 'project/SHOP/properties/plan', 1)).status).toBe(403);
    expect((await site.as('developer')('DELETE', 'project/SHOP/properties/plan')).status).toBe(403);
    expect((await site.as('developer')('GET', 'project/TEAM/properties')).status).toBe(404);
    expect((await site.as('owner')('DELETE', 'project/SHOP/properties/plan')).status).toBe(204);
    expect((await site.as('owner')('GET', 'project/SHOP/properties/plan')).status).toBe(404);
  });

  it('refuse a property that is too long or has no value', async () => {
    expect((await site.as('owner')('PUT', 'project/SHOP/properties/plan', 'x'.repeat(32_768))).status).toBe(400);
    expect((await site.as('owner')('PUT', 'project/SHOP/properties/plan')).status).toBe(400);
    expect((await site.as('owner')('PUT', `project/SHOP/properties/${'k'.repeat(256)}`, 1)).status).toBe(400);
  });
});

describe('project roles', () => {
  let site: RestSite;
  let path: string;
  beforeAll(() => {
    site = restSite();
    path = `project/SHOP/role/${site.jira.projects.roleByName('Administrators')!.id}`;
  });

  it('are read and changed by who administers the project', async () => {
    const { developer } = site.people;
    const added = await site.as('owner')('POST', path, { user: [developer.accountId] });
    expect(added.status).toBe(200);
    expect(added.body.actors).toContainEqual(expect.objectContaining({ actorUser: { accountId: developer.accountId } }));
    expect(site.jira.permissions.has(developer.accountId, 'ADMINISTER_PROJECTS', { projectId: site.shop.id })).toBe(true);
    expect((await site.as('owner')('DELETE', `${path}?user=${developer.accountId}`)).status).toBe(204);
    expect((await site.as('owner')('GET', path)).body.actors).not.toContainEqual(
      expect.objectContaining({ actorUser: { accountId: developer.accountId } }),
    );
    expect((await site.as('owner')('DELETE', `${path}?user=${developer.accountId}`)).status).toBe(404);
  });

  it('are hidden from everybody else', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const body = method === 'POST' ? { user: [site.people.developer.accountId] } : undefined;
      expect((await site.as('developer')(method, path, body)).status).toBe(404);
    }
    expect((await site.as('developer')('GET', 'role')).status).toBe(403);
  });

  it('are made for all projects by Jira administrators, once under each name', async () => {
    const make = (person: 'admin' | 'developer', name: string) => site.as(person)('POST', 'role', { name, description: 'Decides' });
    expect((await make('developer', 'Referees')).status).toBe(403);
    const made = await make('admin', 'Referees');
    expect(made).toMatchObject({ status: 200, body: { name: 'Referees', description: 'Decides', actors: [] } });
    expect((await site.as('owner')('GET', `project/SHOP/role/${made.body.id}`)).body.actors).toEqual([]);
    expect((await make('admin', 'Referees')).status).toBe(409);
    expect((await make('admin', ' Referees')).status).toBe(400);
  });

  it('take only people and groups that exist', async () => {
    expect((await site.as('owner')('POST', path, { user: ['nobody'] })).status).toBe(404);
    expect((await site.as('owner')('POST', path, { group: ['no group'] })).status).toBe(404);
    expect((await site.as('owner')('GET', 'project/SHOP/role/1')).status).toBe(404);
  });
});
