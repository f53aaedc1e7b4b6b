import { aSite, BASE_URL, type TestSite } from '../builders/site';

let site: TestSite;
beforeAll(async () => {
  site = await aSite();
});
afterAll(() => site.close());

const fieldOf = (moduleKey: string): string =>
  site.jira.fields.all().find((field) => field.forge?.moduleKey === moduleKey)?.id ?? moduleKey;

describe('the site as a whole', () => {
  it('answers Basic authentication with an e-mail and any token, and refuses strangers', async () => {
    const answer = await site.as('developer').get('/rest/api/3/serverInfo');
    expect(answer.status).toBe(200);
    expect(answer.body.baseUrl).toBe(BASE_URL);
    expect((await site.as('owner@example.com').get('/rest/api/3/myself')).body.displayName).toBe('Olivia Owner');
    expect((await site.as('nobody@example.com').get('/rest/api/3/myself')).status).toBe(401);
  });

  it('says 501 for what it does not emulate', async () => {
    expect((await site.as('admin').get('/rest/api/3/no/such/thing')).status).toBe(501);
  });

  it('answers under loopback names only, so that no page elsewhere can pose as it', async () => {
    const at = async (host: string): Promise<number> => (await site.fetch(new Request(`http://${host}:8080/rest/api/3/serverInfo`))).status;
    expect(await at('127.0.0.1')).toBe(200);
    expect(await at('evil.example')).toBe(421);
  });

  it('serves over a real socket', async () => {
    const { url } = await site.listen(0);
    expect((await fetch(`${url}/rest/api/3/serverInfo`)).status).toBe(200);
  });
});

describe('the demo with the app installed', () => {
  it('has the app fields on SHOP: factors to edit, the score to read', async () => {
    const edit = (await site.as('developer').get('/rest/api/3/issue/SHOP-10/editmeta')).body.fields;
    expect(Object.keys(edit)).toContain(fieldOf('value-factors'));
    expect(Object.keys(edit)).not.toContain(fieldOf('value-score'));
  });

  it('has some scored issues at the top of the backlog, computed by the app, and one that is incomplete', async () => {
    const jql = (text: string): string => `/rest/api/3/search/jql?maxResults=100&fields=summary&jql=${encodeURIComponent(text)}`;
    const scored = await site.as('owner').get(jql('project = SHOP AND "Value score" is not EMPTY'));
    expect(scored.body.issues.length).toBeGreaterThanOrEqual(20);
    expect(scored.body.issues.length).toBeLessThan(25);
  });

  it('scored as people, in the history', () => {
    const inShop = (issueId: string): boolean => site.jira.state.issues.get(issueId)?.key.startsWith('SHOP-') === true;
    const authors = [...site.jira.state.changelogs.values()]
      .flat()
      .filter(({ issueId }) => inShop(issueId))
      .filter((entry) => entry.items.some((item) => item.fieldId === fieldOf('value-factors')))
      .map((entry) => entry.authorId);
    expect(new Set(authors)).toEqual(new Set([site.as('owner').accountId, site.as('developer').accountId]));
    expect(authors).toHaveLength(25);
  });
});
