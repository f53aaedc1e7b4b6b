import type { Json, JsonObject } from '../../emulator/json';
import type { Switches } from '../../emulator/switches';
import { DEFAULT_SWITCHES } from '../../emulator/switches';
import { scoredSite, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';

const FACTORS = { model: 'wsjf', inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 } };

let site: TestSite;
let on: ScoredSite;
let factors = '';
let score = '';

beforeAll(async () => {
  site = await aSite();
  on = await scoredSite(site);
  ({ factors, score } = on);
}, 60_000);

afterAll(async () => {
  expect(site.violations()).toEqual([]);
  await site.close();
});

const read = (key: string) => on.held(key);

const found = async (jql: string): Promise<string[]> => (await on.found(jql)).map(({ key }) => key);

/** Open backlog issues nobody has scored, so that each test has its own. */
const unscored = async (): Promise<string> => (await on.unscored('SHOP'))[0].key;

const invoke = async (who: string, name: string, key: string, payload: JsonObject = {}) => {
  const { body } = await site.as('admin').get(`/rest/api/3/issue/${key}?fields=summary`);
  return on.onPanel(who, name, { id: body.id, key }, payload);
};

describe('Factors edited over REST by a developer', () => {
  const settings: readonly (readonly [string, Partial<Switches>])[] = [
    ['as documented', {}],
    ['with every event lost', { eventLoss: 1 }],
    ['with every event doubled', { eventDoubling: 1 }],
    ['with events three minutes late and out of order', { eventDelayMs: 180_000, eventReorder: true }],
    ['with events that name nobody', { eventsCarryActor: false }],
    ['with an index that lags three minutes', { indexLagMs: 180_000 }],
    ['with lost events and a lagging index', { eventLoss: 1, indexLagMs: 180_000 }],
    ['when our own writes emit no event and bump nothing', { appFieldEmitsEvent: false, appFieldBumpsUpdated: false }],
    ['when Jira takes one value a call', { appFieldMaxUpdates: 1 }],
    ['when the changelog holds formatted text', { objectChangelog: 'formatted' }],
    [
      'when rank changes are silent and search sorts by the index',
      { rankEmitsEvent: false, rankBumpsUpdated: false, searchSortsReconciled: false },
    ],
    ['when app fields can be edited in team-managed projects', { appFieldsInTeamManaged: true, closeLeavesIssues: 'closedSprint' }],
  ];

  it.each(settings)('lead to the score, found and sorted by JQL, %s', async (_name, switches) => {
    Object.assign(site.switches, DEFAULT_SWITCHES, switches);
    const key = await unscored();
    const write = async (who: string, fields: Record<string, Json>) =>
      (await site.as(who).put(`/rest/api/3/issue/${key}`, { fields })).status;

    // What Jira refuses, it refuses under every switch, and nothing changes.
    expect(await write('developer', { [factors]: { ...FACTORS, inputs: { ...FACTORS.inputs, jobSize: 0 } } })).toBe(400);
    expect([400, 403]).toContain(await write('stakeholder', { [factors]: FACTORS }));
    for (const who of ['admin', 'owner', 'developer', 'stakeholder']) expect(await write(who, { [score]: 99 })).toBe(400);
    await site.settle();
    expect(await read(key)).toEqual({ factors: null, score: null });

    expect(await write('developer', { [factors]: FACTORS })).toBe(204);
    await site.settle();
    expect(await read(key)).toEqual({ factors: FACTORS, score: 13 });
    expect((await invoke('owner', 'scoring/open', key)).data.value.lastScored).toMatchObject({ name: 'Dana Developer' });
    expect(await found('project = SHOP AND "Value score" >= 13 ORDER BY "Value score" DESC')).toContain(key);

    // Once and quietly: nobody's history shows the app.
    const { body } = await site.as('developer').get(`/rest/api/3/issue/${key}/changelog`);
    const ofScore = body.values.filter((entry: { items: { fieldId: string }[] }) => entry.items.some((item) => item.fieldId === score));
    expect(ofScore).toEqual([]);

    // Cleared again, the score goes too.
    await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: null } });
    await site.settle();
    expect(await read(key)).toEqual({ factors: null, score: null });
    await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: FACTORS } });
    await site.settle();
  });

  it('come to rest: nothing is left to do and nothing is written twice', async () => {
    Object.assign(site.switches, DEFAULT_SWITCHES);
    const key = await unscored();
    site.activity.resetUsage();
    await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: FACTORS } });
    await site.settle();
    await site.settle();
    expect(site.activity.usage().jira['POST /rest/api/3/app/field/value']?.calls).toBe(1);
  });
});

describe('What Jira itself refuses', () => {
  it('a job size of zero, with a sentence, and nothing changes', async () => {
    const key = await unscored();
    const zero = { ...FACTORS, inputs: { ...FACTORS.inputs, jobSize: 0 } };
    const { status, body } = await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: zero } });
    expect(status).toBe(400);
    expect(body.errors[factors]).toBe("Job size can't be zero: a score is value divided by size.");
    await site.settle();
    expect(await read(key)).toEqual({ factors: null, score: null });
  });

  it.each([
    ['no model', { inputs: FACTORS.inputs }],
    ['an answer that is no number', { model: 'wsjf', inputs: { jobSize: 'two' } }],
    ['more than model and inputs', { ...FACTORS, by: 'somebody' }],
    ['a list', [1]],
  ])('factors of another shape: %s', async (_name, value) => {
    const key = await unscored();
    expect((await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: value } })).status).toBe(400);
    expect(await read(key)).toEqual({ factors: null, score: null });
  });

  it('a stakeholder who writes factors', async () => {
    const key = await unscored();
    const { status } = await site.as('stakeholder').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: FACTORS } });
    expect([400, 403]).toContain(status);
    await site.settle();
    expect(await read(key)).toEqual({ factors: null, score: null });
  });

  it.each(['admin', 'owner', 'developer', 'stakeholder'])('the score written by hand, by %s', async (who) => {
    const key = await unscored();
    expect((await site.as(who).put(`/rest/api/3/issue/${key}`, { fields: { [score]: 99 } })).status).toBe(400);
    expect(await read(key)).toEqual({ factors: null, score: null });
  });
});

describe('What the model refuses and Jira does not', () => {
  it('answers off the scale stay as typed, the score is absent, and the panel says why', async () => {
    const key = await unscored();
    const odd = { ...FACTORS, inputs: { ...FACTORS.inputs, jobSize: 4 } };
    expect((await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: odd } })).status).toBe(204);
    await site.settle();
    expect(await read(key)).toEqual({ factors: odd, score: null });
    const { body: issue } = await site.as('developer').get(`/rest/api/3/issue/${key}?fields=summary`);
    const { body } = await site
      .as('developer')
      .post('/_emulator/invoke', { module: 'prioritization-panel', function: 'scoring/open', payload: { issueId: issue.id }, issue: key });
    expect(body.result.data.value.outcome).toEqual({
      kind: 'refused',
      problems: [{ factor: 'jobSize', sentence: 'Job size takes one of 1, 2, 3, 5, 8, 13, 20.' }],
    });
  });
});

describe('Through the panel', () => {
  it('a developer scores, and Jira’s own history names them', async () => {
    const key = await unscored();
    expect(await invoke('developer', 'scoring/score', key, { answers: FACTORS.inputs })).toMatchObject({
      ok: true,
      data: { value: { stored: 13 } },
    });
    expect(await read(key)).toEqual({ factors: FACTORS, score: 13 });
    const opened = await invoke('owner', 'scoring/open', key);
    expect(opened.data).toMatchObject({
      mayScore: { allowed: true, capacity: { kind: 'owner' } },
      value: { lastScored: { name: 'Dana Developer' } },
    });
  });

  it('a stakeholder reads and is told why they cannot score', async () => {
    const key = await unscored();
    const opened = await invoke('stakeholder', 'scoring/open', key);
    expect(opened).toMatchObject({ ok: true, data: { mayScore: { allowed: false } } });
    expect(await invoke('stakeholder', 'scoring/score', key, { answers: FACTORS.inputs })).toEqual({
      ok: false,
      code: 'refused',
      message: opened.data.mayScore.message,
    });
    expect(await read(key)).toEqual({ factors: null, score: null });
  });

  it('a position is the same number for everyone, and none outside the backlog', async () => {
    const [inSprint] = await found('project = SHOP AND sprint in openSprints() AND statusCategory != Done AND issuetype = Story');
    const [done] = await found('project = SHOP AND statusCategory = Done AND issuetype = Story');
    const [epic] = await found('project = SHOP AND issuetype = Epic AND statusCategory != Done');
    const [top] = await found('project = SHOP AND issuetype = Story AND sprint is EMPTY AND statusCategory != Done ORDER BY Rank DESC');
    const at = async (who: string, key = '') => (await invoke(who, 'scoring/open', key)).data.position;
    expect(await at('developer', inSprint)).toMatchObject({
      kind: 'outside',
      because: 'in-sprint',
      sprint: expect.stringMatching(/Sprint/),
    });
    expect(await at('developer', done)).toEqual({ kind: 'outside', because: 'done' });
    expect(await at('developer', epic)).toMatchObject({ kind: 'placed', among: 'epics' });
    expect(await at('developer', top)).toEqual(await at('stakeholder', top));
  });

  it('where the field is on no screen, the app writes for the person and keeps who it was', async () => {
    Object.assign(site.switches, DEFAULT_SWITCHES);
    const [key = ''] = await found('project = APP AND statusCategory != Done AND issuetype = Story AND "Value factors" is EMPTY');
    const RICE = { model: 'rice', inputs: { reach: 2_000, impact: 2, confidencePercent: 80, effort: 4 } };
    expect((await site.as('developer').put(`/rest/api/3/issue/${key}`, { fields: { [factors]: RICE } })).status).toBe(400);
    expect(await invoke('developer', 'scoring/score', key, { answers: RICE.inputs })).toMatchObject({
      ok: true,
      data: { value: { stored: 800 } },
    });
    expect(await read(key)).toEqual({ factors: RICE, score: 800 });
    const opened = await invoke('owner', 'scoring/open', key);
    expect(opened.data.value.lastScored).toMatchObject({ by: site.as('developer').accountId, name: 'Dana Developer' });
    const history = await invoke('owner', 'scoring/history', key);
    expect(history.data.changes).toMatchObject([{ by: { accountId: site.as('developer').accountId }, score: { from: null, to: 800 } }]);
  });
});
