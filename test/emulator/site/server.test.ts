import { aSite, type TestSite } from '../../builders/site';

const ORIGIN = 'http://localhost:8080';
let site: TestSite;
beforeAll(async () => {
  site = await aSite();
});
afterAll(() => site.close());

interface Browser {
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: any; headers: Headers }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed
}

async function browserOf(email?: string): Promise<Browser> {
  let cookie = '';
  const browser: Browser = {
    send: async (method, path, body, headers = {}) => {
      const response = await site.fetch(
        new Request(ORIGIN + path, {
          method,
          headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
      };
    },
  };
  if (email !== undefined) await browser.send('POST', '/_site/session', { accountId: site.as(email).accountId });
  return browser;
}

const panel = (): string => site.forge.modules().find(({ type }) => type === 'jira:issueContext')?.key ?? '';

describe('who one is', () => {
  it('is a cookie that scripts cannot read and other sites cannot send', async () => {
    const browser = await browserOf();
    const { headers } = await browser.send('POST', '/_site/session', { accountId: site.as('owner').accountId });
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect((await browser.send('GET', '/rest/api/3/myself')).body.emailAddress).toBe('owner@example.com');
  });

  it('is nobody before choosing and after leaving', async () => {
    const browser = await browserOf('owner');
    await browser.send('DELETE', '/_site/session');
    expect((await browser.send('GET', '/_site/session')).body.account).toBeNull();
    expect((await browser.send('GET', '/_site/forge/modules')).status).toBe(401);
  });

  it('cannot be an app, a stranger, or chosen from another origin', async () => {
    const browser = await browserOf();
    expect((await browser.send('POST', '/_site/session', { accountId: site.forge.appAccountId })).status).toBe(400);
    expect((await browser.send('POST', '/_site/session', { accountId: 'nobody' })).status).toBe(400);
    const owner = { accountId: site.as('owner').accountId };
    expect((await browser.send('POST', '/_site/session', owner, { origin: 'http://127.0.0.1:8080' })).status).toBe(403);
    expect((await browser.send('POST', '/_site/session', owner, { origin: 'null' })).status).toBe(403);
  });

  it('does not hold for documents of the app', async () => {
    const browser = await browserOf('owner');
    const referer = 'http://localhost:8080/_forge/ui/ui/panel.html';
    expect((await browser.send('GET', '/_site/session', undefined, { referer })).status).toBe(403);
    expect((await browser.send('GET', '/rest/api/3/myself', undefined, { referer })).status).toBe(401);
  });
});

describe('what the app is told about where it is', () => {
  it('is looked up, whatever the page claims beside the issue', async () => {
    const browser = await browserOf('developer');
    const place = { issue: 'SHOP-10', project: 'OPS', path: '/browse/SHOP-10' };
    const { body } = await browser.send('POST', '/_site/forge/context', { moduleKey: panel(), place });
    expect(body.accountId).toBe(site.as('developer').accountId);
    expect(body.extension).toMatchObject({
      type: 'jira:issueContext',
      issue: { key: 'SHOP-10' },
      project: { key: 'SHOP', type: 'software' },
    });
    expect(body.extension.location).toBe(`${ORIGIN}/browse/SHOP-10`);
  });

  it('never leaves the site for a location', async () => {
    const browser = await browserOf('developer');
    const place = { issue: 'SHOP-10', path: '//evil.example/x' };
    const { body } = await browser.send('POST', '/_site/forge/context', { moduleKey: panel(), place });
    expect(new URL(body.extension.location).origin).toBe(ORIGIN);
  });

  it('is refused for an issue that does not exist and a module that does not', async () => {
    const browser = await browserOf('developer');
    const context = (moduleKey: string, issue: string) => browser.send('POST', '/_site/forge/context', { moduleKey, place: { issue } });
    expect((await context(panel(), 'SHOP-99999')).status).toBe(404);
    expect((await context('no-such-module', 'SHOP-10')).status).toBe(404);
  });
});

describe('the bridge behind a page', () => {
  it('calls the resolver as the person of the session', async () => {
    const browser = await browserOf('developer');
    const issue = site.jira.issues.byIdOrKey('SHOP-10');
    const call = { moduleKey: panel(), place: { issue: 'SHOP-10' }, functionKey: 'scoring/open', payload: { issueId: issue?.id } };
    expect((await browser.send('POST', '/_site/forge/invoke', call)).body.result).toMatchObject({ ok: true });
  });

  it('says what the app page would be told when the resolver fails', async () => {
    const browser = await browserOf('developer');
    const { status, body } = await browser.send('POST', '/_site/forge/invoke', {
      moduleKey: panel(),
      place: { issue: 'SHOP-10' },
      functionKey: 'no/such',
    });
    expect(status).toBe(502);
    expect(body.errorMessages[0]).toMatch(/^There was an error invoking the function - /);
  });

  it('sends requestJira as the person, with no more than the app has scopes for, and only below /rest', async () => {
    const browser = await browserOf('developer');
    const request = (method: string, path: string, headers: [string, string][] = [], body: string | null = null) =>
      browser.send('POST', '/_site/forge/request', { method, path, headers, body });
    expect((await request('GET', '/rest/api/3/myself')).body.emailAddress).toBe('developer@example.com');
    expect(
      (await request('GET', '/rest/api/3/myself', [['Authorization', `Basic ${btoa('admin@example.com:x')}`]])).body.emailAddress,
    ).toBe('developer@example.com');
    expect((await request('DELETE', '/rest/api/3/project/SHOP')).status).toBeGreaterThanOrEqual(400);
    expect((await request('GET', '/_site/session')).status).toBe(400);
    expect((await request('GET', 'http://evil.example/rest/api/3/myself')).status).toBe(400);
  });
});

describe('the pages', () => {
  it('never answer an unknown door with a page', async () => {
    const browser = await browserOf('owner');
    expect((await browser.send('GET', '/_site/no/such')).status).toBe(404);
    expect((await browser.send('GET', '/assets/none.js')).status).toBe(404);
  });
});
