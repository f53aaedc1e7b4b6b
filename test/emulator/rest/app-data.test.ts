import type { Json } from '../../../emulator/json';
import { EVERY_SCOPE, restSite, type RestSite } from './rest-site';

let site: RestSite;
beforeEach(() => {
  site = restSite();
});

describe("the app's field values", () => {
  const write = (call: ReturnType<RestSite['asApp']>, updates: Json, query = '') => call('POST', `app/field/value${query}`, { updates });

  it('are written past screens and read-only marks, several fields at once', async () => {
    const [one, two] = [site.issue('One'), site.issue('Two')];
    const { status } = await write(site.asApp(EVERY_SCOPE), [
      { customField: site.score.id, issueIds: [Number(one.id), Number(two.id)], value: 13 },
      { customField: site.factors.id, issueIds: [Number(one.id)], value: { model: 'sample' } },
    ]);
    expect(status).toBe(204);
    const { fields } = (await site.as('developer')('GET', `issue/${one.key}`)).body;
    expect([fields[site.score.id], fields[site.factors.id]]).toEqual([13, { model: 'sample' }]);
    const found = site.jira.search.run('"Sample score" >= 13 ORDER BY "Sample score" DESC', site.people.developer.accountId);
    expect(found.issues.map((issue) => issue.key).sort()).toEqual([one.key, two.key]);
  });

  it('leave no history when told so', async () => {
    const issue = site.issue('One');
    const app = site.asApp(EVERY_SCOPE);
    const put = (value: number, query: string) =>
      app('PUT', `app/field/${site.score.id}/value${query}`, { updates: [{ issueIds: [Number(issue.id)], value }] });
    expect((await put(1, '?generateChangelog=false')).status).toBe(204);
    expect(site.jira.issues.historyOf(issue.id)).toHaveLength(0);
    expect((await put(2, '')).status).toBe(204);
    expect(site.jira.issues.historyOf(issue.id)).toHaveLength(1);
  });

  it('are for the app itself, of its own fields', async () => {
    const issue = site.issue('One');
    const updates = [{ customField: site.score.id, issueIds: [Number(issue.id)], value: 1 }];
    for (const call of [site.as('admin'), site.asApp(EVERY_SCOPE, site.people.admin)])
      expect((await write(call, updates)).status).toBe(403);
    const points = site.jira.fields.storyPointsField.id;
    expect((await write(site.asApp(EVERY_SCOPE), [{ ...updates[0]!, customField: points }])).status).toBe(403);
    expect((await write(site.asApp(EVERY_SCOPE), [{ ...updates[0]!, customField: 'customfield_1' }])).status).toBe(404);
    expect(site.jira.issues.byIdOrKey(issue.id)?.custom).toEqual({});
  });

  it('are refused as a whole when one is wrong', async () => {
    const issue = site.issue('One');
    const id = Number(issue.id);
    const app = site.asApp(EVERY_SCOPE);
    const bad: Json[] = [
      [],
      [{ customField: site.score.id, issueIds: [], value: 1 }],
      [{ customField: site.score.id, issueIds: [id], value: 'text' }],
      [{ customField: site.score.id, issueIds: [id, 999_999], value: 1 }],
      [{ customField: site.score.id, issueIds: [id], value: 1 }, { customField: site.score.id, issueIds: [id], value: 2 }], // prettier-ignore
    ];
    for (const updates of bad) expect((await write(app, updates)).status).toBe(400);
    expect(site.jira.issues.byIdOrKey(issue.id)?.custom).toEqual({});
    site.jira.switches.appFieldMaxUpdates = 1;
    const two = site.issue('Two');
    expect((await write(app, [{ customField: site.score.id, issueIds: [id, Number(two.id)], value: 1 }])).status).toBe(400);
  });
});

describe("the app's properties", () => {
  const path = '/rest/forge/1/app/properties/mode';

  it('are created, updated, listed and removed in a form of their own', async () => {
    const app = site.asApp(EVERY_SCOPE);
    expect(await app('PUT', path, { on: true })).toMatchObject({ status: 201, body: { message: 'Property created.', statusCode: 201 } });
    expect(await app('PUT', path, { on: false })).toMatchObject({ status: 200, body: { message: 'Property updated.', statusCode: 200 } });
    expect((await app('GET', path)).body).toEqual({ key: 'mode', value: { on: false } });
    expect((await app('GET', '/rest/forge/1/app/properties')).body.keys).toMatchObject([{ key: 'mode' }]);
    expect((await app('DELETE', path)).status).toBe(204);
    expect(await app('GET', path)).toMatchObject({ status: 404, body: { message: 'Property with key not found.', statusCode: 404 } });
  });

  it('have limits and scopes', async () => {
    const app = site.asApp(EVERY_SCOPE);
    expect((await app('PUT', `/rest/forge/1/app/properties/${'k'.repeat(128)}`, 1)).status).toBe(400);
    expect((await app('PUT', path, 'x'.repeat(32_768))).status).toBe(400);
    expect((await site.asApp(['read:jira-work'])('GET', path)).status).toBe(401);
  });
});

describe('screens', () => {
  it('are extended by administrators, which makes a field writable', async () => {
    const { id } = site.jira.fields.create({ name: 'Colour', type: 'textfield' });
    const { key } = site.issue('One');
    const edit = () => site.as('developer')('PUT', `issue/${key}`, { fields: { [id]: 'red' } });
    expect((await edit()).status).toBe(400);
    const tabs = await site.as('admin')('GET', `screens/${site.shop.screens.edit}/tabs`);
    const fields = `screens/${site.shop.screens.edit}/tabs/${tabs.body[0].id}/fields`;
    expect((await site.as('owner')('POST', fields, { fieldId: id })).status).toBe(403);
    expect(await site.as('admin')('POST', fields, { fieldId: id })).toMatchObject({ status: 200, body: { id, name: 'Colour' } });
    expect((await site.as('admin')('POST', fields, { fieldId: id })).status).toBe(400);
    expect((await site.as('admin')('POST', fields, { fieldId: 'customfield_1' })).status).toBe(404);
    expect((await edit()).status).toBe(204);
    expect((await site.as('admin')('DELETE', `${fields}/${id}`)).status).toBe(204);
    expect((await edit()).status).toBe(400);
  });

  it('are read by a project administrator who says for which project', async () => {
    const path = `screens/${site.shop.screens.edit}/tabs`;
    expect((await site.as('owner')('GET', path)).status).toBe(403);
    expect((await site.as('owner')('GET', `${path}?projectKey=SHOP`)).status).toBe(200);
    expect((await site.as('developer')('GET', `${path}?projectKey=SHOP`)).status).toBe(403);
    expect((await site.as('owner')('GET', 'screens')).status).toBe(403);
  });

  it('have a default one', async () => {
    const path = `screens/addToDefault/${site.score.id}`;
    expect((await site.as('owner')('POST', path)).status).toBe(403);
    expect((await site.as('admin')('POST', path)).status).toBe(200);
    expect((await site.as('admin')('POST', path)).status).toBe(404);
  });
});

// https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jira-expressions/#api-rest-api-3-expression-analyse-post
describe('the analysis of expressions', () => {
  const analyse = (expressions: string[], query = '') => site.anonymous('POST', `expression/analyse${query}`, { expressions });

  it('says which can be parsed, and where others break', async () => {
    const { status, body } = await analyse(['issue.summary', 'issue.', 'x => {']);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { expression: 'issue.summary', valid: true },
      {
        expression: 'issue.',
        valid: false,
        errors: [{ type: 'syntax', line: 1, column: expect.any(Number), message: expect.any(String) }],
      },
      { valid: false },
    ]);
  });

  it('finds expressions that are too long, where the site has a limit', async () => {
    site.jira.switches.expressionMaxLength = 10;
    const { body } = await analyse(['issue.summary']);
    expect(body.results[0].errors).toEqual([{ type: 'other', message: 'Jira expression is too long (13), limit: 10 characters' }]);
  });

  it('checks neither types nor complexity', async () => {
    expect((await analyse(['1'], '?check=type')).status).toBe(501);
    expect((await analyse(['1'], '?check=complexity')).status).toBe(501);
    expect((await analyse(['1'], '?check=taste')).status).toBe(400);
  });
});

describe('expressions', () => {
  const evaluate = (body: Json, query = '?expand=meta.complexity') => site.as('developer')('POST', `expression/evaluate${query}`, body);

  it('are evaluated in the context asked for, with their cost', async () => {
    const { key } = site.issue('One');
    const { status, body } = await evaluate({
      expression: '{ key: issue.key, me: user.accountId, project: project.key }',
      context: { issue: { key }, project: { key: 'SHOP' } },
    });
    expect(status).toBe(200);
    expect(body.value).toEqual({ key, me: site.people.developer.accountId, project: 'SHOP' });
    expect(body.meta.complexity.steps).toEqual({ value: expect.any(Number), limit: 10_000 });
  });

  it('take issues by JQL, page by page', async () => {
    ['A', 'B', 'C'].forEach((summary) => site.issue(summary));
    const ask = (nextPageToken?: string) =>
      evaluate({
        expression: 'issues.map(i => i.summary)',
        context: { issues: { jql: { query: 'project = SHOP ORDER BY key', maxResults: 2, ...(nextPageToken ? { nextPageToken } : {}) } } },
      });
    const first = await ask();
    expect(first.body).toMatchObject({ value: ['A', 'B'], meta: { issues: { jql: { isLast: false } } } });
    expect((await ask(first.body.meta.issues.jql.nextPageToken)).body).toMatchObject({
      value: ['C'],
      meta: { issues: { jql: { isLast: true } } },
    });
  });

  it('are refused when they are wrong, and hide what one may not see', async () => {
    expect((await evaluate({ expression: 'issue.' })).status).toBe(400);
    expect((await evaluate({ expression: 'nothing' })).status).toBe(400);
    expect((await evaluate({})).status).toBe(400);
    expect((await evaluate({ expression: 'issue', context: { issue: { key: 'SHOP-99' } } })).status).toBe(404);
    expect((await evaluate({ expression: 'project', context: { project: { key: 'TEAM' } } })).status).toBe(404);
    expect((await evaluate({ expression: 'issue', context: { issue: { key: 'SHOP-1', id: 1 } } })).status).toBe(400);
    expect((await evaluate({ expression: '1', context: { serviceDesk: 1 } })).status).toBe(501);
  });
});

describe('filters', () => {
  it('are saved by who is logged in and changed by their owner', async () => {
    const saved = await site.as('developer')('POST', 'filter', { name: 'Mine', jql: 'project = SHOP' });
    expect(saved).toMatchObject({
      status: 200,
      body: { name: 'Mine', jql: 'project = SHOP', owner: { displayName: 'Developer Example' } },
    });
    const path = `filter/${saved.body.id}`;
    expect((await site.as('owner')('GET', path)).status).toBe(200);
    expect((await site.as('owner')('PUT', path, { name: 'Yours', jql: '' })).status).toBe(400);
    expect((await site.as('developer')('PUT', path, { name: 'Ours', jql: 'project = SHOP' })).body.name).toBe('Ours');
    expect((await site.as('developer')('GET', 'filter/search?filterName=our&expand=jql')).body.values).toMatchObject([
      { name: 'Ours', jql: 'project = SHOP' },
    ]);
    expect((await site.as('developer')('DELETE', path)).status).toBe(204);
    expect((await site.as('developer')('GET', path)).status).toBe(400);
  });

  it('need a name that is free and a query that parses', async () => {
    const save = (body: Json) => site.as('developer')('POST', 'filter', body);
    await save({ name: 'Mine', jql: '' });
    expect((await save({ name: 'mine', jql: '' })).status).toBe(400);
    expect((await save({ name: 'Other', jql: 'project =' })).status).toBe(400);
    expect((await save({ name: 'Other', jql: 'nothing = 1' })).status).toBe(400);
    expect((await save({ jql: '' })).status).toBe(400);
  });
});
