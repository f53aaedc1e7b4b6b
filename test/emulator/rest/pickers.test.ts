import { restSite, type RestSite } from './rest-site';

/** What clients ask to fill their menus. */
let site: RestSite;
beforeEach(() => {
  site = restSite();
  site.issue('Pay by card');
  site.issue('Pay by <b>bank</b>');
});
afterEach(() => expect(site.gateway.violations).toEqual([]));

const get = async (path: string) => (await site.as('admin')('GET', path)).body;

describe('the issue picker', () => {
  it('finds by words of the summary and by key, and marks what it found', async () => {
    const [section] = (await get('issue/picker?query=bank')).sections;
    expect(section.issues).toMatchObject([{ key: 'SHOP-2', summary: 'Pay by &lt;b&gt;<strong>bank</strong>&lt;/b&gt;' }]);
    expect((await get('issue/picker?query=shop-1&currentJQL=project%20%3D%20SHOP')).sections[0]).toMatchObject({
      id: 'cs',
      issues: [{ id: 10000 }],
    });
  });

  it('finds nothing with a wrong query, or without a text', async () => {
    expect((await get('issue/picker?query=pay&currentJQL=nonsense%20%3D%201')).sections[0].issues).toEqual([]);
    expect((await get('issue/picker')).sections[0].issues).toEqual([]);
  });
});

describe('suggestions of values for a query', () => {
  it('name what begins with the text', async () => {
    expect((await get('jql/autocompletedata/suggestions?fieldName=project&fieldValue=sh')).results).toEqual([
      { value: 'Shop', displayName: '<b>Sh</b>op' },
    ]);
    expect((await get('jql/autocompletedata/suggestions?fieldName=assignee&fieldValue=dev')).results).toHaveLength(1);
    expect((await get('jql/autocompletedata/suggestions?fieldName=summary&fieldValue=x')).results).toEqual([]);
    expect((await site.as('admin')('GET', 'jql/autocompletedata/suggestions?fieldName=nonsense')).status).toBe(400);
  });
});

describe('favourite filters', () => {
  it("are a person's own", async () => {
    const { id } = (await site.as('owner')('POST', 'filter', { name: 'Mine', jql: 'project = SHOP' })).body;
    expect((await site.as('owner')('GET', 'filter/favourite')).body).toEqual([]);
    expect((await site.as('owner')('PUT', `filter/${id}/favourite`)).body).toMatchObject({ favourite: true, favouritedCount: 1 });
    expect((await site.as('owner')('GET', 'filter/favourite')).body).toMatchObject([{ id, favourite: true }]);
    expect((await site.as('developer')('GET', `filter/${id}`)).body).toMatchObject({ favourite: false, favouritedCount: 1 });
    await site.as('owner')('DELETE', `filter/${id}/favourite`);
    expect((await site.as('owner')('GET', 'filter/favourite')).body).toEqual([]);
    expect((await get(`filter/${id}/permission`))[0]).toMatchObject({ type: 'loggedin' });
    expect(await get('filter/defaultShareScope')).toEqual({ scope: 'AUTHENTICATED' });
  });
});

describe('details of projects', () => {
  it('are recent projects, types, levels, roles, security levels', async () => {
    expect((await get('project/recent')).map((project: { key: string }) => project.key).sort()).toEqual(['SHOP', 'TEAM']);
    expect((await get('project/type')).map((type: { key: string }) => type.key)).toEqual(['software', 'service_desk', 'business']);
    expect((await get('project/type/accessible')).map((type: { key: string }) => type.key)).toEqual(['software']);
    const { hierarchy } = await get(`project/${site.shop.id}/hierarchy`);
    expect(hierarchy.map((row: { level: number }) => row.level)).toEqual([1, 0, -1]);
    expect((await get('project/SHOP/securitylevel')).levels).toEqual([]);
    expect((await get('project/SHOP/roledetails')).map((role: { name: string }) => role.name)).toContain('Administrators');
    expect((await get('mypreferences/locale')).locale).toMatch(/^[a-z]{2}_[A-Z]{2}$/);
  });

  it('say whether a key is free', async () => {
    expect((await get('projectvalidate/key?key=SHOP')).errors.projectKey).toMatch(/uses this project key/);
    expect((await get('projectvalidate/key?key=x')).errors.projectKey).toMatch(/uppercase/);
    expect((await get('projectvalidate/key?key=FREE')).errors).toEqual({});
  });
});

describe('searching for people', () => {
  it('by who can see, and by who can be assigned in several projects', async () => {
    const sees = await get('user/viewissue/search?query=own&issueKey=SHOP-1');
    expect(sees.map((user: { displayName: string }) => user.displayName)).toEqual(['Owner Example']);
    expect(await get('user/assignable/multiProjectSearch?query=own&projectKeys=SHOP')).toHaveLength(1);
    expect((await site.as('admin')('GET', 'user/assignable/multiProjectSearch?query=own')).status).toBe(400);
  });
});
