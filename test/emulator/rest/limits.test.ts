import { EVERY_SCOPE, restSite } from './rest-site';

const times = <T>(count: number, call: () => Promise<T>): Promise<T[]> =>
  Array.from({ length: count }).reduce<Promise<T[]>>(async (before, _) => [...(await before), await call()], Promise.resolve([]));

describe('the burst limit', () => {
  it('lets 100 reads of an endpoint through in a second, whoever sends them, then answers 429', async () => {
    const site = restSite();
    const owner = site.as('owner');
    const first = await times(60, () => owner('GET', 'serverInfo'));
    const more = await times(40, () => site.asApp(EVERY_SCOPE)('GET', 'serverInfo'));
    expect([...first, ...more].every((answer) => answer.status === 200)).toBe(true);
    const refused = await owner('GET', 'serverInfo');
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '1',
      'ratelimit-reason': 'jira-burst-based',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-nearlimit': 'true',
      'x-ratelimit-reset': '2026-11-24T09:30Z',
    });
    // Another endpoint has a limit of its own.
    expect((await owner('GET', 'myself')).status).toBe(200);
    await site.clock.advance(1_000);
    expect((await owner('GET', 'serverInfo')).status).toBe(200);
  });

  it('is 50 for PUT and DELETE', async () => {
    const site = restSite();
    const answers = await times(51, () => site.as('owner')('PUT', 'project/SHOP/properties/note', 1));
    expect(answers.findIndex((answer) => answer.status === 429)).toBe(50);
  });

  it('says what is left, and when it is near', async () => {
    const site = restSite();
    const [first] = await times(85, () => site.as('owner')('GET', 'serverInfo'));
    expect(first?.headers.get('x-ratelimit-remaining')).toBe('99');
    expect(first?.headers.has('x-ratelimit-nearlimit')).toBe(false);
    expect((await site.as('owner')('GET', 'serverInfo')).headers.get('x-ratelimit-nearlimit')).toBe('true');
  });

  it('can be lifted for people, never for an app', async () => {
    const site = restSite({ limits: { hold: 'apps' } });
    const people = await times(150, () => site.as('owner')('GET', 'serverInfo'));
    expect(people.every((answer) => answer.status === 200)).toBe(true);
    const app = await times(101, () => site.asApp(EVERY_SCOPE)('GET', 'serverInfo'));
    expect(app[100]?.status).toBe(429);
  });
});

describe('the limit of writes to an issue', () => {
  const write = (site: ReturnType<typeof restSite>, key: string, text: string) =>
    site.as('owner')('PUT', `issue/${key}/properties/note`, text);

  it('counts ranking and sprint moves, for each issue they name', async () => {
    const site = restSite();
    const [issue, other] = [site.issue('One'), site.issue('Other')];
    const rank = () => site.as('owner')('PUT', '/rest/agile/1.0/issue/rank', { issues: [issue.key, issue.id], rankBeforeIssue: other.key });
    const moves = await times(19, rank);
    expect(moves.every((answer) => answer.status === 204)).toBe(true);
    expect((await site.as('owner')('POST', '/rest/agile/1.0/backlog/issue', { issues: [issue.key] })).status).toBe(204);
    const refused = await rank();
    expect(refused.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    // The anchor is not written to.
    expect((await site.as('owner')('PUT', `issue/${other.key}`, { fields: { summary: 'Renamed' } })).status).toBe(204);
  });

  it('is 20 in two seconds, whatever is written and by whichever name', async () => {
    const site = restSite();
    const issue = site.issue('One');
    const other = site.issue('Other');
    await times(19, () => write(site, issue.key, 'a'));
    expect((await site.as('owner')('PUT', `issue/${issue.id}`, { fields: { summary: 'Two' } })).status).toBe(204);
    const refused = await write(site, issue.key, 'b');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await site.as('owner')('GET', `issue/${issue.key}`)).status).toBe(200);
    expect((await write(site, other.key, 'b')).status).toBe(201);
    await site.clock.advance(2_000);
    expect((await write(site, issue.key, 'c')).status).toBe(200);
  });

  it('is 100 in thirty seconds', async () => {
    const site = restSite();
    const { key } = site.issue('One');
    for (let round = 0; round < 5; round += 1) {
      const answers = await times(20, () => write(site, key, 'a'));
      expect(answers.some((answer) => answer.status === 429)).toBe(false);
      await site.clock.advance(2_001);
    }
    const refused = await write(site, key, 'b');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-limit')).toBe('100');
    expect(refused.headers.get('retry-after')).toBe('20');
  });

  it('counts field values an app writes', async () => {
    const site = restSite();
    const issue = site.issue('One');
    const app = site.asApp(EVERY_SCOPE);
    const answers = await times(21, () =>
      app('POST', 'app/field/value', { updates: [{ customField: site.score.id, issueIds: [Number(issue.id)], value: 1 }] }),
    );
    expect(answers.map((answer) => answer.status).lastIndexOf(204)).toBe(19);
    expect(answers[20]?.status).toBe(429);
  });
});

describe("the app's points", () => {
  it('are 1 a call and 1 an issue, run out, and come back on the hour', async () => {
    const site = restSite({ limits: { pointsPerHour: 10 } });
    const keys = ['One', 'Two', 'Three'].map((summary) => site.issue(summary).key);
    const app = site.asApp(EVERY_SCOPE);
    expect((await app('POST', 'issue/bulkfetch', { issueIdsOrKeys: keys })).status).toBe(200);
    expect((await app('POST', 'issue/bulkfetch', { issueIdsOrKeys: keys })).status).toBe(200);
    expect((await app('GET', 'serverInfo')).headers.has('x-ratelimit-nearlimit')).toBe(false);
    expect((await app('GET', 'serverInfo')).headers.get('x-ratelimit-nearlimit')).toBe('true');
    const refused = await app('GET', 'serverInfo');
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '1800',
      'ratelimit-reason': 'jira-quota-global-based',
      'x-ratelimit-limit': '10',
      'x-ratelimit-reset': '2026-11-24T10:00Z',
    });
    // People have none.
    expect((await site.as('owner')('GET', 'serverInfo')).status).toBe(200);
    await site.clock.advance(1_800_000);
    expect((await app('GET', 'serverInfo')).status).toBe(200);
    expect(site.activity.usage().jira['POST /rest/api/3/issue/bulkfetch']).toEqual({ calls: 2, points: 8, errors: 0 });
  });

  it('are 2 for each user, and only 1 for a write', async () => {
    const site = restSite();
    const app = site.asApp(EVERY_SCOPE);
    await app('GET', `user/bulk?accountId=${site.people.owner.accountId}&accountId=${site.people.admin.accountId}`);
    await app('POST', 'issue', { fields: { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary: 'One' } });
    const usage = site.activity.usage().jira;
    expect(usage['GET /rest/api/3/user/bulk']?.points).toBe(5);
    expect(usage['POST /rest/api/3/issue']?.points).toBe(1);
  });
});

describe('an injected fault', () => {
  it("strikes the app's matching calls as often as it is told", async () => {
    const site = restSite();
    site.gateway.faults.push({ match: { method: /GET/, path: /serverInfo/ }, status: 503, headers: { 'Retry-After': '5' }, times: 2 });
    const app = site.asApp(EVERY_SCOPE);
    expect((await site.as('owner')('GET', 'serverInfo')).status).toBe(200);
    expect((await app('GET', 'myself')).status).toBe(200);
    const struck = await app('GET', 'serverInfo');
    expect(struck.status).toBe(503);
    expect(struck.headers.get('retry-after')).toBe('5');
    expect((await app('GET', 'serverInfo')).status).toBe(503);
    expect((await app('GET', 'serverInfo')).status).toBe(200);
    expect(site.gateway.faults).toEqual([]);
  });

  it('may only delay, on the clock of the site', async () => {
    const site = restSite();
    site.gateway.faults.push({ match: {}, latencyMs: 30_000, times: 1 });
    let answered = false;
    const call = site
      .asApp(EVERY_SCOPE)('GET', 'serverInfo')
      .then((answer) => {
        answered = true;
        return answer;
      });
    await Promise.resolve();
    expect(answered).toBe(false);
    await site.clock.advance(30_000);
    expect((await call).status).toBe(200);
  });
});
