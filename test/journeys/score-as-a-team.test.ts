import type { JsonObject } from '../../emulator/json';
import { scoredSite, type IssueRef, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';

const SMALL = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };
const LARGE = { ...SMALL, jobSize: 8 };

let site: TestSite;
let on: ScoredSite;
let projectId = '';

beforeAll(async () => {
  site = await aSite();
  on = await scoredSite(site);
  projectId = (await site.as('admin').get('/rest/api/3/project/SHOP')).body.id;
  expect(await policy({ team: 'median', staleAfterDays: 90 })).toMatchObject({
    ok: true,
    data: { team: 'median', lastChange: { name: 'Ada Admin' } },
  });
}, 60_000);

afterAll(async () => {
  expect(site.violations()).toEqual([]);
  await site.close();
});

async function policy(given: JsonObject) {
  const { data } = await on.inSettings('admin', 'scoring/policy', 'SHOP', { projectId });
  return on.inSettings('admin', 'scoring/set-policy', 'SHOP', { projectId, revision: data.revision, ...given });
}

const ask = async (who: string, name: string, story: IssueRef, payload: JsonObject = {}) =>
  on.onPanel(who, `scoring/${name}`, story, payload);
const entriesOf = async (story: IssueRef) => {
  const { body } = await site.as('admin').get(`/rest/api/3/issue/${story.key}/changelog`);
  return body.values
    .filter(({ items }: { items: { fieldId: string }[] }) => items.some(({ fieldId }) => fieldId === on.factors))
    .map(({ author }: { author: { displayName: string } }) => author.displayName);
};

describe('A project that scores by the median of the team', () => {
  it('keeps what two people say from each other until the owner reveals it, and then their median is in Jira', async () => {
    const story = (await on.unscored('SHOP'))[0];
    expect(await ask('developer', 'give', story, { answers: LARGE })).toMatchObject({ ok: true, data: { team: { own: LARGE } } });
    const before = await ask('delegate', 'open', story);
    expect(before.data.team).toMatchObject({ own: {}, answers: [], givers: [{ name: 'Dana Developer' }], may: { reveal: false } });
    expect(JSON.stringify(before)).not.toContain('"answer":');
    // Nor does Jira tell: neither its fields nor its history hold anything yet.
    expect(await on.held(story.key)).toEqual({ factors: null, score: null });
    expect(await entriesOf(story)).toEqual([]);

    expect(await ask('delegate', 'give', story, { answers: SMALL })).toMatchObject({ ok: true });
    expect((await ask('developer', 'team', story)).data.team.answers[3]).toEqual({
      factor: 'jobSize',
      given: expect.arrayContaining([
        { accountId: site.as('developer').accountId, answer: 8 },
        { accountId: site.as('delegate').accountId, answer: 2 },
      ]),
      median: 5,
      wide: true,
    });
    expect((await ask('stakeholder', 'team', story)).data.team.answers).toEqual([]);
    expect(await ask('developer', 'reveal', story)).toMatchObject({ ok: false, code: 'refused' });
    expect(await on.held(story.key)).toEqual({ factors: null, score: null });

    expect(await ask('owner', 'reveal', story)).toMatchObject({ ok: true, data: { value: { stored: 5.2 }, team: { pending: false } } });
    expect(await on.held(story.key)).toEqual({ factors: { model: 'wsjf', inputs: { ...SMALL, jobSize: 5 } }, score: 5.2 });
    expect(await entriesOf(story)).toEqual(['Olivia Owner']);
    expect((await ask('stakeholder', 'team', story)).data.team.answers).toHaveLength(4);

    // Talked about it: one entry more, by whoever changed their mind, and the score follows.
    await ask('developer', 'give', story, { answers: { jobSize: 3 } });
    expect(await on.held(story.key)).toMatchObject({ factors: { inputs: { jobSize: 3 } }, score: 8.67 });
    await site.settle();
    await site.settle();
    expect(await entriesOf(story)).toEqual(['Olivia Owner', 'Dana Developer']);
    expect(await on.held(story.key)).toMatchObject({ score: 8.67 });

    // What the owner sets instead stays, whatever the team says after that.
    const set = await ask('owner', 'override', story, { answers: { jobSize: 13 }, reason: 'The supplier needs a month longer.' });
    expect(set).toMatchObject({
      ok: true,
      data: { team: { override: { by: { accountId: site.as('owner').accountId }, answers: { jobSize: 13 } } } },
    });
    await ask('developer', 'give', story, { answers: { jobSize: 1 } });
    expect(await on.held(story.key)).toMatchObject({ factors: { inputs: { jobSize: 13 } }, score: 2 });
    expect(await ask('owner', 'clear-override', story)).toMatchObject({ ok: true, data: { team: { override: null } } });
    expect(await on.held(story.key)).toMatchObject({ factors: { inputs: { jobSize: 2 } }, score: 13 });
  });

  it('says in lists where people lie far apart, as far as the reader may know', async () => {
    const story = (await on.unscored('SHOP'))[0];
    await ask('developer', 'give', story, { answers: LARGE });
    await ask('delegate', 'give', story, { answers: SMALL });
    const rows = async (who: string) => (await on.onPage(who, 'scoring/rows', 'SHOP', { projectId, ids: [story.id] })).data;
    expect(await rows('developer')).toMatchObject({ team: 'median', rows: [{ disputed: true }] });
    expect(await rows('stakeholder')).toMatchObject({ rows: [{ disputed: false }] });
    await ask('owner', 'reveal', story);
    expect(await rows('stakeholder')).toMatchObject({ rows: [{ disputed: true }] });
  });

  it('takes no answers for everybody, from the panel or a list, and tells of a field that somebody edited', async () => {
    const story = (await on.unscored('SHOP'))[0];
    expect(await ask('developer', 'score', story, { answers: SMALL })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/everybody answers for themselves/),
    });
    await ask('developer', 'give', story, { answers: SMALL });
    await ask('owner', 'reveal', story);
    const by = { model: 'wsjf', inputs: LARGE };
    expect((await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: by } })).status).toBe(204);
    await site.settle();
    expect((await ask('owner', 'open', story)).data.team.pending).toBe(true);
    expect(await ask('owner', 'apply', story)).toMatchObject({ ok: true, data: { team: { pending: false }, value: { stored: 13 } } });
  });

  it('costs what it says: two calls to answer, five more where the answers are revealed', async () => {
    const story = (await on.unscored('SHOP'))[0];
    const cost = async (who: string, name: string, payload: JsonObject = {}) => {
      site.activity.resetUsage();
      expect(await ask(who, name, story, payload)).toMatchObject({ ok: true });
      const { jira } = site.activity.usage();
      return {
        calls: Object.values(jira).reduce((sum, { calls }) => sum + calls, 0),
        points: Object.values(jira).reduce((sum, { points }) => sum + points, 0),
      };
    };
    const costs = {
      give: await cost('developer', 'give', { answers: SMALL }),
      open: await cost('owner', 'open'),
      reveal: await cost('owner', 'reveal'),
      giveRevealed: await cost('developer', 'give', { answers: { jobSize: 3 } }),
      confirm: await cost('developer', 'confirm', { score: 8.67 }),
    };
    process.stdout.write(`${JSON.stringify(costs)}\n`);
    expect(Object.fromEntries(Object.entries(costs).map(([name, { calls }]) => [name, calls]))).toEqual({
      give: 2,
      open: 4,
      reveal: 7,
      giveRevealed: 7,
      confirm: 3,
    });
  });
});

describe('A project that scores by the owner', () => {
  it('shows the team’s answers beside, and lets her number stand', async () => {
    const story = (await on.unscored('SHOP'))[0];
    expect(await policy({ team: 'owner', staleAfterDays: 90 })).toMatchObject({ ok: true });
    await ask('developer', 'give', story, { answers: LARGE });
    await ask('owner', 'give', story, { answers: SMALL });
    await ask('owner', 'reveal', story);
    expect(await on.held(story.key)).toMatchObject({ factors: { inputs: SMALL }, score: 13 });
    expect((await ask('stakeholder', 'team', story)).data.team).toMatchObject({
      counts: site.as('owner').accountId,
      answers: expect.arrayContaining([expect.objectContaining({ factor: 'jobSize', median: 5 })]),
    });
    expect(await policy({ team: 'median', staleAfterDays: 90 })).toMatchObject({ ok: true });
  });
});
