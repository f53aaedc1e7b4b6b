import { PlanningSite } from '../jql/planning-site';
import { PlanningClient, query, type Answer } from './planning-client';

const PATH = '/rest/api/3/search/jql';

describe('search/jql', () => {
  const site = new PlanningSite();
  const client = new PlanningClient(site);
  const issues = site.issues(7);
  const ids = (answer: Answer): string[] => (answer.body.issues as { id: string }[]).map((issue) => issue.id);

  it('gives ids only by default, ordered and complete', async () => {
    const answer = await client.get(`${PATH}?${query({ jql: 'project = WEB ORDER BY Rank' })}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ issues: issues.map(({ id }) => ({ id })), isLast: true });
  });

  it('gives the fields asked for, by GET and by POST alike', async () => {
    const got = await client.get(`${PATH}?${query({ jql: `key = ${issues[0]!.key}`, fields: 'summary,status', expand: 'names' })}`);
    const posted = await client.post(PATH, { jql: `key = ${issues[0]!.key}`, fields: ['summary', 'status'], expand: 'names' });
    expect(posted.body).toEqual(got.body);
    expect(got.body.issues[0]).toMatchObject({
      id: issues[0]!.id,
      key: 'WEB-1',
      fields: { summary: 'Story 1', status: { name: 'To Do' } },
    });
    expect(got.body.names).toEqual({ summary: 'Summary', status: 'Status' });
    expect(Object.keys(got.body.issues[0].fields)).toEqual(['summary', 'status']);
  });

  it('pages by token, even while issues move and come', async () => {
    const page = (token?: string): Promise<Answer> =>
      client.post(PATH, { jql: 'project = WEB ORDER BY Rank', maxResults: 3, ...(token === undefined ? {} : { nextPageToken: token }) });
    const first = await page();
    expect(ids(first)).toEqual(issues.slice(0, 3).map(({ id }) => id));
    expect(first.body.isLast).toBe(false);
    site.jira.ranking.move(site.as('ann'), [issues[6]!.id], { before: issues[0]!.id });
    const second = await page(first.body.nextPageToken as string);
    expect(ids(second)).toEqual(issues.slice(3, 6).map(({ id }) => id));
    expect(second.body.isLast).toBe(true);
    expect(second.body).not.toHaveProperty('nextPageToken');
    site.jira.ranking.move(site.as('ann'), [issues[6]!.id], { after: issues[5]!.id });
  });

  it("refuses another query's token, and nonsense", async () => {
    const first = await client.post(PATH, { jql: 'project = WEB ORDER BY Rank', maxResults: 3 });
    for (const nextPageToken of [first.body.nextPageToken as string, 'nonsense']) {
      expect((await client.post(PATH, { jql: 'project = WEB', nextPageToken })).status).toBe(400);
    }
  });

  it('cuts a page that carries fields to 100 issues', async () => {
    const big = new PlanningSite();
    big.issues(120);
    const bigClient = new PlanningClient(big);
    expect(ids(await bigClient.post(PATH, { jql: 'project = WEB', maxResults: 5_000, fields: ['summary'] }))).toHaveLength(100);
    expect(ids(await bigClient.post(PATH, { jql: 'project = WEB', maxResults: 5_000, fields: ['key'] }))).toHaveLength(120);
    expect(ids(await bigClient.post(PATH, { jql: 'project = WEB' }))).toHaveLength(50);
  });

  it.each<[string, object, RegExp]>([
    ['a syntax error', { jql: 'project = ' }, /Error in the JQL Query/],
    ['an unknown field', { jql: 'colour = red' }, /Field 'colour' does not exist/],
    ['an unbounded query', { jql: 'ORDER BY created' }, /Unbounded JQL queries are not allowed here/],
    ['no query', {}, /Unbounded/],
    ['no results', { jql: 'project = WEB', maxResults: 0 }, /maxResults/],
    [
      'too many reconciled issues',
      { jql: 'project = WEB', reconcileIssues: Array.from({ length: 51 }, (_, index) => index) },
      /at most 50/,
    ],
    ['an unknown parameter', { jql: 'project = WEB', startAt: 3 }, /startAt/],
  ])('answers %s with 400', async (_, body, expected) => {
    const answer = await client.post(PATH, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toMatch(expected);
  });

  it('finds reconciled issues before the index does', async () => {
    const lagging = new PlanningSite({ indexLagMs: 5_000 });
    const fresh = lagging.issue('Fresh');
    const other = new PlanningClient(lagging);
    expect(ids(await other.post(PATH, { jql: 'project = WEB' }))).toEqual([]);
    expect(ids(await other.post(PATH, { jql: 'project = WEB', reconcileIssues: [Number(fresh.id)] }))).toEqual([fresh.id]);
    expect(ids(await other.get(`${PATH}?${query({ jql: 'project = WEB', reconcileIssues: fresh.id })}`))).toEqual([fresh.id]);
  });

  it('charges an app a point per issue and asks for its scope', async () => {
    const before = client.activity.usage().jira;
    expect((await client.get(`${PATH}?${query({ jql: 'project = WEB' })}`, client.app('read:jira-user'))).status).toBe(401);
    expect((await client.get(`${PATH}?${query({ jql: 'project = WEB' })}`, client.app('read:jira-work'))).status).toBe(200);
    expect(before[`GET ${PATH}`]).toBeUndefined();
    expect(client.activity.usage().jira[`GET ${PATH}`]).toMatchObject({ calls: 2, points: 1 + 1 + 7 });
  });

  it('lets anonymous callers search what they may see: nothing here', async () => {
    expect(await client.post(PATH, { jql: 'statusCategory = "To Do"' }, null)).toMatchObject({
      status: 200,
      body: { issues: [], isLast: true },
    });
  });
});

describe('Other JQL operations', () => {
  const site = new PlanningSite();
  const client = new PlanningClient(site);
  const issues = site.issues(3);

  it('counts', async () => {
    expect(await client.post('/rest/api/3/search/approximate-count', { jql: 'project = WEB' })).toEqual({
      status: 200,
      body: { count: 3 },
    });
    expect((await client.post('/rest/api/3/search/approximate-count', { jql: '' })).status).toBe(400);
  });

  it('matches issues against queries', async () => {
    const { body } = await client.post('/rest/api/3/jql/match', {
      issueIds: [...issues.map(({ id }) => Number(id)), 1],
      jqls: ['summary ~ "story 2"', 'project = WEB', 'nothing = here'],
    });
    expect(body.matches).toEqual([
      { matchedIssues: [Number(issues[1]!.id)], errors: [] },
      { matchedIssues: issues.map(({ id }) => Number(id)), errors: [] },
      { matchedIssues: [], errors: ["Field 'nothing' does not exist or you do not have permission to view it."] },
    ]);
  });

  it('parses queries into their structure', async () => {
    const queries = [
      'project = WEB AND (labels in (a, "b c") OR not assignee = currentUser()) ORDER BY Rank DESC',
      'status changed after -5d',
      'project =',
      'project = NOPE',
    ];
    const { body } = await client.post('/rest/api/3/jql/parse?validation=strict', { queries });
    expect(body.queries[0].structure).toEqual({
      where: {
        operator: 'and',
        clauses: [
          { field: { name: 'project', encodedName: 'project' }, operator: '=', operand: { value: 'WEB', encodedValue: 'WEB' } },
          {
            operator: 'or',
            clauses: [
              {
                field: { name: 'labels', encodedName: 'labels' },
                operator: 'in',
                operand: {
                  values: [
                    { value: 'a', encodedValue: 'a' },
                    { value: 'b c', encodedValue: '"b c"' },
                  ],
                  encodedOperand: '(a, "b c")',
                },
              },
              {
                operator: 'not',
                clauses: [
                  {
                    field: { name: 'assignee', encodedName: 'assignee' },
                    operator: '=',
                    operand: { function: 'currentUser', arguments: [], encodedOperand: 'currentUser()' },
                  },
                ],
              },
            ],
          },
        ],
      },
      orderBy: { fields: [{ field: { name: 'Rank', encodedName: 'Rank' }, direction: 'desc' }] },
    });
    expect(body.queries[1].structure.where.predicates).toEqual([{ operator: 'after', operand: { value: '-5d', encodedValue: '-5d' } }]);
    expect(body.queries[2].errors).toEqual([expect.stringMatching(/^Error in the JQL Query/)]);
    expect(body.queries[3].errors).toEqual(["The value 'NOPE' does not exist for the field 'project'."]);
    const lenient = await client.post('/rest/api/3/jql/parse?validation=warn', { queries: ['project = NOPE'] });
    expect(lenient.body.queries[0]).toMatchObject({
      structure: {},
      warnings: ["The value 'NOPE' does not exist for the field 'project'."],
    });
  });

  it('names fields, functions and reserved words for query editors', async () => {
    const { body } = await client.get('/rest/api/3/jql/autocompletedata');
    const field = (value: string): unknown => body.visibleFieldNames.find((row: { value: string }) => row.value === value);
    expect(field('status')).toMatchObject({ orderable: 'true', operators: expect.arrayContaining(['=', 'was', 'changed']) });
    expect(field('"Story points"')).toMatchObject({
      cfid: `cf[${site.jira.fields.storyPointsField.schema.customId}]`,
      types: ['java.lang.Number'],
    });
    expect(body.visibleFunctionNames).toContainEqual(expect.objectContaining({ value: 'openSprints()', isList: 'true' }));
    expect(body.jqlReservedWords).toContain('order');
  });
});
