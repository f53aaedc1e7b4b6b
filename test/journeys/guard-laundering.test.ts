import { guarded, type GuardedSite } from '../builders/guarded-site';
import { aSite, type TestSite } from '../builders/site';

jest.setTimeout(60_000);

let site: TestSite;
let shop: GuardedSite;

beforeEach(async () => {
  site = await aSite();
  shop = await guarded(site);
}, 60_000);

afterEach(() => site.close());

const developer = () => site.as('developer');
const sprintIn = (state: 'active' | 'future'): number => {
  const inProject = new Set(
    [...site.jira.state.issues.values()].filter(({ projectId }) => projectId === shop.projectId).flatMap(({ sprintIds }) => sprintIds),
  );
  const sprint = [...site.jira.state.sprints.values()].find((each) => each.state === state && inProject.has(each.id));
  if (!sprint) throw new Error(`SHOP has no ${state} sprint`);
  return sprint.id;
};
const transition = async (key: string, to: string): Promise<void> => {
  const { body } = await developer().get(`/rest/api/3/issue/${key}/transitions`);
  const found = body.transitions.find((each: { to: { name: string } }) => each.to.name === to);
  if (!found)
    throw new Error(`${key} cannot go to ${to}: ${body.transitions.map((each: { to: { name: string } }) => each.to.name).join(', ')}`);
  expect((await developer().post(`/rest/api/3/issue/${key}/transitions`, { transition: { id: found.id } })).status).toBe(204);
};

it('puts an issue back that went to the top through the active sprint', async () => {
  const before = await shop.order();
  const [first = '', , , , fifth = ''] = before;
  expect((await developer().post(`/rest/agile/1.0/sprint/${sprintIn('active')}/issue`, { issues: [fifth] })).status).toBe(204);
  await shop.quiet();
  expect((await developer().post('/rest/agile/1.0/backlog/issue', { issues: [fifth] })).status).toBe(204);
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
});

it('puts an issue back that was ranked in the sprint and then taken out of it', async () => {
  const before = await shop.order();
  const [first = '', , , , fifth = ''] = before;
  await developer().post(`/rest/agile/1.0/sprint/${sprintIn('active')}/issue`, { issues: [fifth] });
  await shop.quiet();
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  await developer().post('/rest/agile/1.0/backlog/issue', { issues: [fifth] });
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
});

it('puts an issue back that went through Done', async () => {
  const before = await shop.order();
  const [first = '', , , , fifth = ''] = before;
  await transition(fifth, 'Done');
  await shop.quiet();
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  await transition(fifth, 'To Do');
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
});

it('lets an issue that was just created stay where it was created', async () => {
  const before = await shop.order();
  const [first = ''] = before;
  const created = await developer().post('/rest/api/3/issue', {
    fields: { project: { id: shop.projectId }, issuetype: { name: 'Story' }, summary: 'Created above all' },
  });
  expect(created.status).toBe(201);
  await shop.rank('developer', [created.body.key], { before: first });
  await shop.quiet();
  expect(await shop.order()).toEqual([created.body.key, ...before]);
  await shop.rank('developer', [created.body.key], { after: first });
  await shop.quiet();
  expect(await shop.order()).toEqual([created.body.key, ...before]);
});

it('keeps the planned sprint somebody chose, and puts only the rank back', async () => {
  const before = await shop.order();
  const [first = ''] = before;
  const fifth = before.slice(1).find((key) => site.jira.issues.byIdOrKey(key)?.sprintIds.length === 0) ?? '';
  const sprint = sprintIn('future');
  expect((await developer().post(`/rest/agile/1.0/sprint/${sprint}/issue`, { issues: [fifth], rankBeforeIssue: first })).status).toBe(204);
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
  expect(site.jira.issues.byIdOrKey(fifth)?.sprintIds).toContain(sprint);
  const [mail] = await shop.mail('developer');
  expect(mail?.textBody).toContain('The sprint you chose is kept');
});

it('goes on when an issue is deleted: others keep their places beside it, and it counts no more', async () => {
  const before = await shop.order();
  const [first = '', , , fourth = '', fifth = ''] = before;
  expect((await site.as('admin').delete(`/rest/api/3/issue/${fourth}`)).status).toBe(204);
  await shop.quiet();
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  const left = before.filter((key) => key !== fourth);
  expect(await shop.order()).toEqual(left);
  expect((await shop.onPage('owner', 'ranking/guard')).data).toMatchObject({ astray: 0, issues: left.length });
});

it('goes on when the deletion was not announced', async () => {
  const before = await shop.order();
  const [first = '', , , fourth = '', fifth = ''] = before;
  site.forge.faults.apply({ events: { loseNext: 1 } });
  expect((await site.as('admin').delete(`/rest/api/3/issue/${fourth}`)).status).toBe(204);
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  expect(await shop.order()).toEqual(before.filter((key) => key !== fourth));
  expect((await shop.onPage('owner', 'ranking/guard')).data.astray).toBe(0);
});

it('puts an issue back that was moved to another project, ranked there, and moved home', async () => {
  const before = await shop.order();
  const [first = '', , , , fifth = ''] = before;
  const id = site.jira.issues.byIdOrKey(fifth)?.id ?? '';
  const moved = (projectId: string) => site.jira.issues.move({ accountId: site.as('admin').accountId }, id, { projectId });
  moved('APP');
  await shop.quiet();
  await shop.rank('developer', [id], { before: first });
  await shop.quiet();
  moved(shop.projectId);
  await shop.quiet();
  const home = site.jira.issues.byIdOrKey(id)?.key ?? '';
  expect(await shop.order()).toEqual(before.map((key) => (key === fifth ? home : key)));
});

it('sends an issue to the end that was never here, and was ranked to the top where nobody guards', async () => {
  const before = await shop.order();
  const [first = ''] = before;
  const created = await developer().post('/rest/api/3/issue', {
    fields: { project: { key: 'APP' }, issuetype: { name: 'Story' }, summary: 'From elsewhere' },
  });
  const { id } = created.body;
  await shop.rank('developer', [id], { before: first });
  await site.clock.advance(60_000);
  site.jira.issues.move({ accountId: site.as('developer').accountId }, id, { projectId: shop.projectId });
  await shop.quiet();
  expect(await shop.order()).toEqual([...before, site.jira.issues.byIdOrKey(id)?.key]);
});

it('leaves what a completed sprint gives back where it stands', async () => {
  const sprint = sprintIn('active');
  const inSprint = [...site.jira.state.issues.values()].filter(
    ({ sprintIds, resolved, projectId }) => projectId === shop.projectId && sprintIds.includes(sprint) && resolved === null,
  );
  const stood = site.jira.ranking.ordered().map(({ key }) => key);
  expect(inSprint.length).toBeGreaterThan(0);
  expect((await developer().post(`/rest/agile/1.0/sprint/${sprint}`, { state: 'closed' })).status).toBe(200);
  await shop.quiet();
  expect(site.jira.ranking.ordered().map(({ key }) => key)).toEqual(stood);
  expect((await shop.onPage('owner', 'ranking/guard')).data.astray).toBe(0);
  expect(await shop.mail('developer')).toEqual([]);
});

it('guards the epics in an order of their own, also when somebody moves all of them', async () => {
  const epics = () =>
    site.jira.ranking
      .ordered()
      .filter(({ projectId, typeId, resolved }) => projectId === shop.projectId && resolved === null && levelOf(typeId) === 1)
      .map(({ key }) => key);
  const levelOf = (typeId: string) => site.jira.state.issueTypes.get(typeId)?.hierarchyLevel;
  const before = epics();
  expect(before.length).toBeGreaterThan(2);
  for (const key of before) await shop.rank('developer', [key], { before: epics()[0] === key ? (epics()[1] ?? '') : (epics()[0] ?? '') });
  const [last = ''] = before.slice(-1);
  await shop.rank('developer', before.filter((key) => key !== last).reverse(), { after: last });
  expect(epics()).not.toEqual(before);
  await shop.quiet();
  expect(epics()).toEqual(before);
  const { requests } = (await shop.onPage('owner', 'requests/list', { which: 'open' })).data;
  expect(requests).toMatchObject([{ origin: 'guard', tier: 'epics' }]);
});
