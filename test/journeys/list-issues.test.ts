import type { JsonObject } from '../../emulator/json';
import { scoredSite, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';

const DAY_MS = 86_400_000;
const ANSWERS = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };

let site: TestSite;
let on: ScoredSite;
let projectId = '';

beforeAll(async () => {
  site = await aSite();
  on = await scoredSite(site);
  projectId = (await site.as('admin').get('/rest/api/3/project/SHOP')).body.id;
}, 60_000);

afterAll(async () => {
  expect(site.violations()).toEqual([]);
  await site.close();
});

const ask = (who: string, name: string, payload: JsonObject = {}) => on.onPage(who, `scoring/${name}`, 'SHOP', { projectId, ...payload });
const rows = async (who: string, ids: readonly string[]) => (await ask(who, 'rows', { ids: [...ids] })).data.rows;
const find = async (who: string, filter: JsonObject) => (await ask(who, 'find', filter)).data.ids as string[];
const idsOf = async (jql: string) => (await on.found(jql)).map(({ id }) => id);
const OPEN = 'project = SHOP AND statusCategory != Done AND issuetype not in subTaskIssueTypes()';

describe('A list of issues', () => {
  it('is read in the order asked for, with estimate, epic, score and what it is made of, in two reads of issues', async () => {
    const ids = await idsOf(`${OPEN} AND "Value score" is not EMPTY AND "Story points" is not EMPTY AND parent is not EMPTY`);
    const asked = [...ids].reverse().slice(0, 50);
    site.activity.resetUsage();
    const shown = await rows('developer', asked);
    expect(shown.map(({ id }: { id: string }) => id)).toEqual(asked);
    expect(shown[0]).toMatchObject({
      key: expect.stringMatching(/^SHOP-\d+$/),
      type: expect.any(String),
      status: { name: expect.any(String), category: expect.stringMatching(/^(new|indeterminate)$/) },
      estimate: expect.any(Number),
      parent: { key: expect.stringMatching(/^SHOP-\d+$/), summary: expect.any(String) },
      outcome: { kind: 'scored', score: expect.any(Number) },
      disputed: false,
    });
    expect(shown[0].stored).toBe(shown[0].outcome.score);
    const { jira } = site.activity.usage();
    expect(Object.fromEntries(Object.entries(jira).map(([path, { calls }]) => [path, calls]))).toEqual({
      'GET /rest/api/3/project/{projectIdOrKey}': 1,
      'POST /rest/api/3/issue/bulkfetch': 1,
      'POST /rest/api/3/changelog/bulkfetch': 1,
    });
  });

  it('leaves out what is of another project', async () => {
    const [other = ''] = await idsOf('project = APP');
    const [own = ''] = await idsOf(OPEN);
    expect((await rows('developer', [other, own, '999999'])).map(({ id }: { id: string }) => id)).toEqual([own]);
  });

  it.each([
    ['everything open', {}, OPEN],
    ['a type', { types: ['Bug'] }, `${OPEN} AND type = Bug`],
    ['several statuses', { statuses: ['In Progress', 'To Do'] }, `${OPEN} AND status in ("In Progress", "To Do")`],
    ['nobody', { assignee: 'none' }, `${OPEN} AND assignee is EMPTY`],
    ['scored ones', { score: 'scored' }, `${OPEN} AND "Value score" is not EMPTY`],
    ['unscored ones', { score: 'unscored' }, `${OPEN} AND "Value score" is EMPTY`],
  ])('finds %s as JQL does', async (_what, filter, jql) => {
    const expected = await idsOf(jql);
    const found = await find('developer', filter);
    for (const id of expected) expect(found).toContain(id);
    if (expected.length < 100) expect(found).toHaveLength(expected.length);
  });

  it('finds by words, by their beginning, by key and by number', async () => {
    const [first] = await on.found(`${OPEN} ORDER BY key`);
    const { body } = await site.as('admin').get(`/rest/api/3/issue/${first?.key}?fields=summary`);
    const { summary } = body.fields as { summary: string };
    for (const text of [
      summary,
      summary.slice(0, -2),
      first?.key ?? '',
      (first?.key ?? '').toLowerCase(),
      (first?.key ?? '').split('-')[1] ?? '',
    ])
      expect(await find('developer', { text })).toContain(first?.id);
    expect(await find('developer', { text: 'SHOP-99999' })).toEqual([]);
    expect(await find('developer', { text: '"!?"' })).toEqual([]);
  });

  it.each([
    ['a type nobody has', { types: ['No such type'] }],
    ['a status nobody has', { statuses: ['"quoted" \\ status'] }],
    ['an account nobody has', { assignee: 'nobody-at-all' }],
    ['a label with a space', { labels: ['two words'] }],
  ])('finds nothing by %s, and says nothing is wrong', async (_what, filter) => {
    expect(await find('developer', filter)).toEqual([]);
  });

  it('says by what it can be filtered', async () => {
    const { data } = await ask('developer', 'filters');
    expect(data.types).toEqual(expect.arrayContaining(['Story', 'Bug', 'Epic']));
    expect(data.types).not.toContain('Sub-task');
    expect(data.statuses).toEqual(expect.arrayContaining(['To Do', 'Done']));
    expect(data.assignees).toEqual(expect.arrayContaining([{ accountId: site.as('developer').accountId, name: 'Dana Developer' }]));
    for (const label of data.labels) expect((await find('developer', { labels: [label] })).length).toBeGreaterThan(0);
  });

  it('is refused outside software projects, and hidden from who sees no such project', async () => {
    expect(await ask('developer', 'rows', { projectId: '999999', ids: ['1'] })).toMatchObject({ ok: false, code: 'not-found' });
  });
});

describe('A score that is old', () => {
  it('is marked with what changed since, found by it, and fresh once somebody answers anew', async () => {
    const story = (await on.unscored('SHOP'))[0];
    await on.onPanel('developer', 'scoring/score', story, { answers: ANSWERS });
    await site.settle();
    const staleOf = async () => (await rows('developer', [story.id]))[0].stale;
    expect(await staleOf()).toBeNull();
    await site.clock.advance(60_000);
    const write = async (fields: JsonObject) =>
      expect((await site.as('owner').put(`/rest/api/3/issue/${story.id}`, { fields })).status).toBe(204);
    const { body } = await site.as('admin').get(`/rest/api/3/issue/${story.id}?fields=summary`);
    await write({ summary: `${body.fields.summary} ` });
    expect(await staleOf()).toBeNull();
    await write({ summary: 'Something else altogether' });
    expect(await staleOf()).toBe('summary');
    await site.settle();
    expect(await find('developer', { score: 'stale' })).toContain(story.id);

    await on.onPanel('developer', 'scoring/score', story, { answers: { jobSize: 3 } });
    await site.settle();
    expect(await staleOf()).toBeNull();
    expect(await find('developer', { score: 'stale' })).not.toContain(story.id);
  });

  it('is old by itself after ninety days', async () => {
    const [scored = ''] = await idsOf(`${OPEN} AND "Value score" is not EMPTY ORDER BY key`);
    const later = await aSite({ from: { state: site.jira.state, forgeData: site.forge.snapshot() }, now: site.clock.now() + 91 * DAY_MS });
    try {
      const onLater = await scoredSite(later);
      const { data } = await onLater.onPage('developer', 'scoring/rows', 'SHOP', { projectId, ids: [scored] });
      expect(data.rows[0].stale).toBe('age');
      const found = await onLater.onPage('developer', 'scoring/find', 'SHOP', { projectId, score: 'stale' });
      expect(found.data.ids).toContain(scored);
    } finally {
      await later.close();
    }
  });
});
