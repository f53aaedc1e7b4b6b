import { scoredSite, type IssueRef, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';

/** What happens to issues, projects and people on ordinary days; each thing is known by its id (M2). */
let site: TestSite;
let on: ScoredSite;

beforeEach(async () => {
  site = await aSite();
  on = await scoredSite(site);
}, 60_000);

afterEach(() => site.close());

const WSJF = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };

const project = async (key: string): Promise<{ id: string; key: string }> =>
  (await site.as('admin').get(`/rest/api/3/project/${key}`)).body;

const unscored = async (key: string): Promise<IssueRef> => (await on.unscored(key))[0];

it('an issue that moves is scored by its new project’s model, and has its old score back when it returns', async () => {
  const issue = await unscored('SHOP');
  await on.onPanel('developer', 'scoring/score', issue, { answers: WSJF });
  expect((await on.held(issue.id)).score).toBe(13);
  const mover = { accountId: site.as('admin').accountId };
  site.jira.issues.move(mover, issue.id, { projectId: (await project('APP')).id });
  await site.settle();
  expect(await on.held(issue.id)).toEqual({ factors: { model: 'wsjf', inputs: WSJF }, score: null });
  const opened = await on.onPanel('developer', 'scoring/open', { id: issue.id, key: site.jira.state.issues.get(issue.id)?.key ?? '' });
  expect(opened.data).toMatchObject({ model: { id: 'rice' }, value: { inputs: {}, outcome: { kind: 'refused' } } });
  site.jira.issues.move(mover, issue.id, { projectId: (await project('SHOP')).id });
  await site.settle();
  expect((await on.held(issue.id)).score).toBe(13);
});

it('a project of another key keeps its owner and its model', async () => {
  const { id } = await project('APP');
  const issue = await unscored('APP');
  site.jira.projects.rekey(id, 'MOBILE');
  expect(await on.inSettings('admin', 'ownership/settings', id, { projectId: id })).toMatchObject({
    data: { projectKey: 'MOBILE', owner: { accountId: site.as('owner').accountId, state: 'present' } },
  });
  expect(await on.inSettings('admin', 'scoring/settings', id, { projectId: id })).toMatchObject({
    data: { chosen: 'rice' },
  });
  expect(await on.onPanel('owner', 'scoring/open', issue)).toMatchObject({
    data: { model: { id: 'rice' }, mayScore: { capacity: { kind: 'owner' } } },
  });
});

it('an owner who leaves is absent, and what they scored stays', async () => {
  const { id } = await project('SHOP');
  const issue = await unscored('SHOP');
  await on.onPanel('owner', 'scoring/score', issue, { answers: WSJF });
  site.jira.users.update(site.as('owner').accountId, { active: false });
  expect(await on.inSettings('admin', 'ownership/settings', id, { projectId: id })).toMatchObject({
    data: { owner: { state: 'absent' } },
  });
  expect((await on.onPanel('developer', 'scoring/history', issue)).data.changes).toMatchObject([{ score: { from: null, to: 13 } }]);
  expect((await on.held(issue.id)).score).toBe(13);
});

it.each(['archive', 'remove'] as const)('a project that is gone (%s) answers as if it never was, and its pass ends', async (way) => {
  const { id } = await project('SHOP');
  const issue = await unscored('SHOP');
  const choose = { projectId: id, revision: 0, choice: { kind: 'built-in', id: 'rice' } };
  expect(await on.inSettings('admin', 'scoring/choose-model', id, choose)).toMatchObject({ ok: true });
  site.jira.projects[way](id);
  await site.settle();
  const caller = { accountId: site.as('owner').accountId, moduleKey: 'prioritization-panel', extension: {} };
  for (const [functionKey, payload] of [
    ['scoring/open', { issueId: issue.id }],
    ['scoring/score', { issueId: issue.id, answers: WSJF }],
    ['scoring/history', { issueId: issue.id }],
    ['scoring/models', { projectIds: [id] }],
    ['ownership/read', { projectId: id }],
    ['ownership/settings', { projectId: id }],
  ] as const)
    expect(await site.forge.invokeResolver({ ...caller, functionKey, payload })).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  await site.forge.advance(30 * 60_000);
  site.activity.resetUsage();
  await site.forge.advance(10 * 60_000);
  expect(site.activity.usage().functions['on-rescore']).toBeUndefined();
});

it('a service project has no panel, no settings and no scores', async () => {
  const { jira } = site;
  const desk = jira.projects.create({
    key: 'DESK',
    name: 'Desk',
    template: 'kanban',
    style: 'classic',
    projectTypeKey: 'service_desk',
    leadAccountId: site.as('admin').accountId,
  });
  const type = jira.projects.issueTypesOf(desk).find((each) => each.hierarchyLevel === 0);
  const issue = jira.issues.create(
    { accountId: site.as('admin').accountId },
    { projectId: desk.id, typeId: type?.id ?? '', fields: { summary: 'Help' } },
  );
  const caller = { accountId: site.as('admin').accountId, moduleKey: 'prioritization-panel', extension: {} };
  for (const [functionKey, payload] of [
    ['scoring/open', { issueId: issue.id }],
    ['scoring/score', { issueId: issue.id, answers: WSJF }],
    ['scoring/models', { projectIds: [desk.id] }],
    ['scoring/settings', { projectId: desk.id }],
    ['ownership/settings', { projectId: desk.id }],
  ] as const)
    expect(await site.forge.invokeResolver({ ...caller, functionKey, payload })).toMatchObject({
      ok: false,
      code: 'refused',
      message: 'Mandate works in software projects only.',
    });
  expect(await on.held(issue.id)).toEqual({ factors: null, score: null });
});
