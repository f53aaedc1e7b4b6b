import { Activity } from '../../../emulator/activity';
import { RestGateway } from '../../../emulator/jira/rest/gateway';
import { ok, type Operation } from '../../../emulator/jira/rest/operation';
import { EVERY_SCOPE, restSite, type RestSite } from './rest-site';

describe('who calls', () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('is told by an e-mail address and any token', async () => {
    const { status, body, headers } = await site.as('developer')('GET', 'myself');
    expect(status).toBe(200);
    expect(body).toMatchObject({ emailAddress: 'developer@example.com', accountId: site.people.developer.accountId });
    expect(headers.get('x-aaccountid')).toBe(site.people.developer.accountId);
    expect(headers.get('x-arequestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  const basic = (credentials: string): Record<string, string> => ({
    Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
  });

  it.each([
    ['an unknown e-mail address', basic('nobody@example.com:token')],
    ['an empty token', basic('developer@example.com:')],
    ['no colon', basic('developer@example.com')],
    ['another scheme', { Authorization: 'Bearer abc' }],
  ])('is refused with 401 for %s, even where anonymous visitors may read', async (_, headers) => {
    const { status, body, headers: answered } = await site.anonymous('GET', 'serverInfo', undefined, headers);
    expect(status).toBe(401);
    expect(body).toEqual({ errorMessages: ['Client must be authenticated to access this resource.'], errors: {} });
    expect(answered.get('www-authenticate')).toContain('OAuth realm=');
  });

  it('may be nobody where Jira allows it, and only there', async () => {
    expect((await site.anonymous('GET', 'serverInfo')).status).toBe(200);
    expect((await site.anonymous('GET', 'project/search')).body).toMatchObject({ total: 0, values: [] });
    expect((await site.anonymous('GET', 'myself')).status).toBe(401);
  });

  it('is refused once the account is inactive', async () => {
    const other = restSite();
    other.jira.users.update(other.people.stakeholder.accountId, { active: false });
    expect((await other.as('stakeholder')('GET', 'serverInfo')).status).toBe(401);
  });
});

describe("a browser's session", () => {
  const site = restSite({
    resolveSession: (request) => (request.headers.get('cookie') === 's=owner' ? site.people.owner.accountId : undefined),
  });
  const put = (headers: Record<string, string>) =>
    site.anonymous('PUT', `project/SHOP/properties/note`, 'hello', { cookie: 's=owner', ...headers });

  it('reads and writes as the person', async () => {
    expect((await site.anonymous('GET', 'myself', undefined, { cookie: 's=owner' })).body).toMatchObject({
      accountId: site.people.owner.accountId,
    });
    expect((await put({ origin: 'http://localhost:8080' })).status).toBe(201);
  });

  it('cannot write from another origin', async () => {
    for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      const { status, body } = await put(headers);
      expect(status).toBe(403);
      expect(body.errorMessages).toEqual(['XSRF check failed']);
    }
    expect((await put({ origin: 'http://evil.example', 'x-atlassian-token': 'no-check' })).status).toBe(200);
  });
});

describe('a request', () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('to what is not emulated is answered 501 with a pointer to the coverage list', async () => {
    const { status, body } = await site.as('admin')('GET', 'workflow/search');
    expect(status).toBe(501);
    expect(body.errorMessages).toEqual(['This local Jira does not emulate GET /rest/api/3/workflow/search. See docs/emulator.md.']);
    expect((await site.as('admin')('DELETE', 'project/SHOP')).status).toBe(501);
  });

  it('is not taken for an issue or a filter where Jira has another path of that shape', async () => {
    for (const path of ['issue/archive', 'issue/unarchive', 'filter/defaultShareScope'])
      expect([path, (await site.as('admin')('PUT', path, {})).status]).toEqual([path, 501]);
  });

  it('to a retired operation is answered 410, in every version', async () => {
    expect((await site.as('admin')('GET', 'search?jql=x')).status).toBe(410);
    expect((await site.as('admin')('POST', '/rest/api/2/search', {})).status).toBe(410);
    expect((await site.as('admin')('POST', 'expression/eval', {})).status).toBe(410);
  });

  it('with JSON that does not parse is answered 400, with another type 415', async () => {
    const send = (body: string, type: string) =>
      site.gateway.handle(
        new Request('http://localhost:8080/rest/api/3/issue', { method: 'POST', body, headers: { 'content-type': type } }),
        { accountId: site.people.owner.accountId },
      );
    const bad = await send('{', 'application/json');
    expect(bad.status).toBe(400);
    expect(((await bad.json()) as { errorMessages: string[] }).errorMessages[0]).toMatch(/error parsing JSON/);
    expect((await send('a=1', 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  it('prefers a literal path over a parameter', async () => {
    const { status, body } = await site.as('owner')('POST', 'issue/bulkfetch', { issueIdsOrKeys: ['SHOP-404'] });
    expect(status).toBe(200);
    expect(body.issues).toEqual([]);
    expect((await site.as('owner')('GET', 'issue/createmeta')).body.projects).toBeDefined();
  });

  it('may be HEAD or OPTIONS', async () => {
    const head = await site.as('owner')('HEAD', 'serverInfo');
    expect(head).toMatchObject({ status: 200, body: '' });
    const options = await site.anonymous('OPTIONS', 'project/SHOP/properties/note');
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('OPTIONS, HEAD, GET, PUT, DELETE');
  });

  it('with a malformed escape in its path is answered 400', async () => {
    expect((await site.as('owner')('GET', 'project/%E0%A4%A')).status).toBe(400);
  });

  it('in version 2 or latest names its own version in links', async () => {
    expect((await site.as('owner')('GET', '/rest/api/2/project/SHOP')).body.self).toContain('/rest/api/2/project/');
    expect((await site.as('owner')('GET', '/rest/api/latest/project/SHOP')).body.self).toContain('/rest/api/2/project/');
    expect((await site.as('owner')('GET', 'project/SHOP')).body.self).toContain('/rest/api/3/project/');
  });
});

describe('the gateway', () => {
  const operation = (handle: Operation['handle']): Operation => ({
    method: 'GET',
    path: '/rest/api/3/sample',
    scopes: {},
    anonymous: true,
    handle,
  });

  it('logs an unexpected error and answers 500 with its id', async () => {
    const { jira } = restSite();
    const lines: string[] = [];
    const operations = [operation(() => { throw new Error('secret detail'); })]; // prettier-ignore
    const gateway = new RestGateway(jira, { activity: new Activity(() => 0), operations, log: (line) => lines.push(line) });
    const response = await gateway.handle(new Request('http://localhost/rest/api/3/sample'));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret detail');
    expect(lines[0]).toContain('secret detail');
    expect(text).toContain(response.headers.get('x-arequestid'));
  });

  it('refuses two operations of one path', () => {
    const { jira } = restSite();
    const operations = [operation(() => ok({})), operation(() => ok({}))];
    expect(() => new RestGateway(jira, { activity: new Activity(() => 0), operations })).toThrow(/Two operations/);
  });

  it("records the app's calls, and only those", async () => {
    const site = restSite();
    const issue = site.issue('One');
    await site.as('owner')('GET', `issue/${issue.key}`);
    expect(site.activity.since(0)).toEqual([]);
    await site.asApp(EVERY_SCOPE)('GET', `issue/${issue.key}`);
    await site.asApp(EVERY_SCOPE)('GET', 'issue/SHOP-404');
    expect(site.activity.since(0).map(({ title, ok, invocationId }) => ({ title, ok, invocationId }))).toEqual([
      { title: `GET /rest/api/3/issue/${issue.key} → 200`, ok: true, invocationId: 'invocation-1' },
      { title: 'GET /rest/api/3/issue/SHOP-404 → 404', ok: false, invocationId: 'invocation-1' },
    ]);
    // One for each call, one more for the issue that was answered.
    expect(site.activity.usage().jira).toEqual({ 'GET /rest/api/3/issue/{issueIdOrKey}': { calls: 2, points: 3, errors: 1 } });
  });
});

describe("an app's scopes", () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('must hold every classic one', async () => {
    expect((await site.asApp(['read:jira-work'])('GET', 'project/SHOP')).status).toBe(200);
    const { status, body } = await site.asApp(['write:jira-work'])('GET', 'project/SHOP');
    expect(status).toBe(401);
    expect(body).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
    expect((await site.asApp(['read:jira-work'])('POST', 'expression/evaluate', { expression: '1' })).status).toBe(401);
    expect((await site.asApp(['read:jira-work', 'read:jira-user'])('POST', 'expression/evaluate', { expression: '1' })).status).toBe(200);
  });

  it('or every granular one', async () => {
    const granular = ['read:issue-status:jira', 'read:issue-type:jira', 'read:status:jira'];
    expect((await site.asApp(granular)('GET', 'project/SHOP/statuses')).status).toBe(200);
    expect((await site.asApp(granular.slice(1))('GET', 'project/SHOP/statuses')).status).toBe(401);
  });

  it('do not replace the rights of whom it acts as', async () => {
    expect((await site.asApp(EVERY_SCOPE, site.people.developer)('GET', 'project/TEAM')).status).toBe(404);
    expect((await site.asApp(EVERY_SCOPE, site.people.owner)('GET', 'project/TEAM')).status).toBe(200);
  });

  it('do not open operations for apps alone to people, or to an app acting as one', async () => {
    const path = '/rest/forge/1/app/properties/mode';
    expect((await site.asApp(EVERY_SCOPE)('PUT', path, 1)).status).toBe(201);
    for (const call of [site.as('admin'), site.asApp(EVERY_SCOPE, site.people.admin)]) {
      const { status, body } = await call('PUT', path, 1);
      expect(status).toBe(403);
      expect(body.errorMessages).toEqual(['Access to this resource must be authenticated as an app.']);
    }
  });
});
