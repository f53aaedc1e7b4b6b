import { aSite, type TestSite } from '../builders/site';
import { sprinting, type SprintingSite } from '../builders/sprinting-site';

jest.setTimeout(120_000);

let site: TestSite;
let shop: SprintingSite;
const begin = async (options: Parameters<typeof aSite>[0] = {}): Promise<void> => {
  site = await aSite(options);
  shop = await sprinting(site);
};
afterEach(() => site.close());

/** As a developer does it. */
async function bring(key: string, to: string): Promise<void> {
  const { body } = await site.as('developer').get(`/rest/api/3/issue/${key}/transitions`);
  const found = body.transitions.find((each: { to: { name: string } }) => each.to.name === to);
  const answer = await site.as('developer').post(`/rest/api/3/issue/${key}/transitions`, { transition: { id: found?.id } });
  expect([key, to, answer.status]).toEqual([key, to, 204]);
}

it('makes an active sprint again that a developer closed before its end, and asks the owner', async () => {
  await begin();
  const before = shop.active();
  const unfinished = shop.unfinishedIn(before.id);
  expect(unfinished.length).toBeGreaterThan(3);
  expect((await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' })).status).toBe(200);
  await shop.quiet();
  const after = shop.active();
  expect(after).toMatchObject({ name: before.name, goal: before.goal, startDate: before.startDate, endDate: before.endDate });
  expect(after.id).not.toBe(before.id);
  expect(shop.unfinishedIn(after.id)).toEqual(unfinished);

  const [record] = await shop.records();
  expect(record).toMatchObject({
    sprint: { id: String(before.id) },
    what: 'closed-early',
    by: { accountId: site.as('developer').accountId },
    capacity: null,
    outcome: 'restored',
    restored: { sprint: { id: String(after.id) }, back: unfinished.length, notBack: [], notStarted: null },
    wantsVerdict: false,
  });
  const { data } = await shop.onPage('owner', 'requests/list', { which: 'open' });
  expect(data.requests).toEqual([
    expect.objectContaining({
      origin: 'guard',
      target: { kind: 'cancel-sprint', sprint: { id: String(after.id), name: before.name } },
      askers: [expect.objectContaining({ person: expect.objectContaining({ accountId: site.as('developer').accountId }) })],
      may: expect.objectContaining({ approve: true }),
    }),
  ]);
  expect((await shop.onPage('owner', 'sprints/list')).data.active).toEqual([expect.objectContaining({ added: 0, removed: 0 })]);
  expect((await shop.mail('developer')).map(({ subject }) => subject)).toContain(`${before.name} is back`);
  expect(site.violations()).toEqual([]);
});

it('makes a deleted sprint again in the same order, active or planned', async () => {
  await begin();
  const before = shop.active();
  const all = shop.unfinishedIn(before.id);
  expect((await site.as('developer').delete(`/rest/agile/1.0/sprint/${before.id}`)).status).toBe(204);
  await shop.quiet();
  const after = shop.active();
  expect(after).toMatchObject({ name: before.name, goal: before.goal, endDate: before.endDate });
  expect(shop.unfinishedIn(after.id)).toEqual(all);

  const planned = shop.planned();
  const inIt = shop.unfinishedIn(planned.id);
  expect((await site.as('developer').delete(`/rest/agile/1.0/sprint/${planned.id}`)).status).toBe(204);
  await shop.quiet();
  const again = shop.sprintNamed(planned.name);
  expect(again).toMatchObject({ state: 'future', goal: planned.goal });
  expect(shop.unfinishedIn(again.id)).toEqual(inIt);
});

it('lets the owner close a sprint early, and asks for a verdict', async () => {
  await begin();
  const before = shop.active();
  await site.as('owner').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  await shop.quiet();
  expect(shop.actives()).toEqual([]);
  const [record] = await shop.records();
  expect(record).toMatchObject({ what: 'closed-early', capacity: { kind: 'owner' }, outcome: null, wantsVerdict: true, verdict: null });
  const claim = { sprintId: record.sprint.id, verdict: 'partly', sentence: 'Card payments work, refunds do not.' };
  expect(await shop.onPage('developer', 'sprints/verdict', claim)).toMatchObject({ ok: false, code: 'refused' });
  expect(await shop.onPage('owner', 'sprints/verdict', claim)).toMatchObject({ ok: true });
  const { data } = await shop.onPage('stakeholder', 'sprints/list');
  expect(data.trend).toEqual([expect.objectContaining({ verdict: 'partly' })]);
});

it('knows at once what a closed sprint left in the backlog, where it stands', async () => {
  await begin();
  const before = shop.active();
  const unfinished = shop.unfinishedIn(before.id);
  await site.as('owner').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  await shop.quiet();
  const { data } = await shop.onPage('owner', 'ranking/order', { tier: 'backlog' });
  const ids = (await shop.order()).map((key) => site.jira.issues.byIdOrKey(key)?.id);
  expect(unfinished.length).toBeGreaterThan(0);
  expect(data.order).toEqual(ids);
});

it('has nothing to say of a sprint that ended in time, or with all done', async () => {
  await begin();
  const before = shop.active();
  await site.as('owner').post(`/rest/agile/1.0/sprint/${before.id}`, { endDate: new Date(site.clock.now() + 60_000).toISOString() });
  await site.clock.advance(120_000);
  await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  await shop.quiet();
  expect(shop.actives()).toEqual([]);
  const [record] = await shop.records();
  expect(record).toMatchObject({ what: 'ended', outcome: null, wantsVerdict: true });
  expect((await shop.onPage('owner', 'requests/list', { which: 'open' })).data.requests).toEqual([]);
});

it('has nothing to say where all was done, though some of it is open again when the end is noticed', async () => {
  await begin({ switches: { eventLoss: 1 } });
  const sprint = shop.active();
  const [first = ''] = shop.unfinishedIn(sprint.id);
  const { body } = await site
    .as('developer')
    .get(`/rest/agile/1.0/sprint/${sprint.id}/issue?jql=statusCategory%20!%3D%20Done&maxResults=100`);
  // Sub-tasks too: open ones keep a sprint open.
  for (const { key } of body.issues) await bring(key, 'Done');
  expect((await site.as('developer').post(`/rest/agile/1.0/sprint/${sprint.id}`, { state: 'closed' })).status).toBe(200);
  await site.clock.advance(1_000);
  await bring(first, 'To Do');
  await shop.sweeps(3);
  expect(shop.actives()).toEqual([]);
  expect((await shop.records())[0]).toMatchObject({ sprint: { id: String(sprint.id) }, what: 'ended', outcome: null });
  expect(site.violations()).toEqual([]);
});

describe.each(['closedSprint', 'nextSprint'] as const)('where a sprint closed by REST leaves its work in: %s', (closeLeavesIssues) => {
  it('is made again as it was', async () => {
    await begin({ switches: { closeLeavesIssues } });
    const before = shop.active();
    const unfinished = shop.unfinishedIn(before.id);
    await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
    await shop.quiet();
    expect(shop.unfinishedIn(shop.active().id)).toEqual(unfinished);
    expect((await shop.records())[0]).toMatchObject({ outcome: 'restored', restored: { back: unfinished.length, notBack: [] } });
  });

  it.each(['top', 'sprint'] as const)('is cancelled, its work to the %s', async (kind) => {
    await begin({ switches: { closeLeavesIssues } });
    const sprint = shop.active();
    const unfinished = shop.unfinishedIn(sprint.id);
    const target = shop.lastPlanned();
    const destination = kind === 'sprint' ? { kind, sprintId: String(target.id) } : { kind };
    const claim = { projectId: shop.projectId, sprintId: String(sprint.id), destination, reason: 'The market has moved on.' };
    expect(await shop.onSprint('owner', 'sprints/cancel', claim)).toMatchObject({ ok: true });
    await shop.quiet();
    if (kind === 'top') expect((await shop.order()).slice(0, unfinished.length)).toEqual(unfinished);
    else expect(shop.unfinishedIn(target.id)).toEqual(expect.arrayContaining([...unfinished]));
    expect((await shop.records())[0]).toMatchObject({ cancelling: { step: 'done', left: 0, problems: [] } });
  });
});

it('says what it could not restore: another sprint was started meanwhile', async () => {
  await begin();
  const before = shop.active();
  const unfinished = shop.unfinishedIn(before.id);
  const next = shop.planned();
  const [taken = ''] = unfinished;
  const now = site.clock.now();
  await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  const dates = { startDate: new Date(now).toISOString(), endDate: new Date(now + 14 * 86_400_000).toISOString() };
  expect((await site.as('developer').post(`/rest/agile/1.0/sprint/${next.id}`, { state: 'active', ...dates })).status).toBe(200);
  // By somebody else than who closed it: what they took on themselves in that minute belongs to the end.
  await site.as('owner').post(`/rest/agile/1.0/sprint/${next.id}/issue`, { issues: [taken] });
  await shop.quiet();
  const again = shop.sprintNamed(before.name);
  expect(again).toMatchObject({ state: 'future', goal: before.goal });
  expect(shop.unfinishedIn(again.id)).toEqual(unfinished.slice(1));
  expect((await shop.records())[0]).toMatchObject({
    outcome: 'restored',
    restored: {
      back: unfinished.length - 1,
      notBack: [{ issue: { key: taken }, why: 'elsewhere' }],
      notStarted: expect.stringContaining(`${next.name} is active`),
    },
  });
});

it('starts it beside another one where the site allows parallel sprints', async () => {
  await begin({ switches: { parallelSprints: true } });
  const before = shop.active();
  const next = shop.planned();
  const now = site.clock.now();
  await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  const dates = { startDate: new Date(now).toISOString(), endDate: new Date(now + 14 * 86_400_000).toISOString() };
  await site.as('developer').post(`/rest/agile/1.0/sprint/${next.id}`, { state: 'active', ...dates });
  await shop.quiet();
  expect(shop.sprintNamed(before.name).state).toBe('active');
});

describe('with every event lost', () => {
  it('restores a deletion that Jira’s history names one author of', async () => {
    await begin({ switches: { eventLoss: 1 } });
    const before = shop.active();
    const all = shop.unfinishedIn(before.id);
    await site.as('developer').delete(`/rest/agile/1.0/sprint/${before.id}`);
    await shop.sweeps(3);
    expect(shop.unfinishedIn(shop.active().id)).toEqual(all);
    expect((await shop.records())[0]).toMatchObject({ by: { accountId: site.as('developer').accountId }, outcome: 'restored' });
  });

  it('asks the owner about a close that nobody can be named for, and restores it at their word', async () => {
    await begin({ switches: { eventLoss: 1 } });
    const before = shop.active();
    const unfinished = shop.unfinishedIn(before.id);
    await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
    await shop.sweeps(3);
    expect(shop.actives()).toEqual([]);
    const [record] = await shop.records();
    expect(record).toMatchObject({ what: 'closed-early', by: null, outcome: 'asking' });
    expect((await shop.mail('owner'))[0]?.subject).toContain('keep it like that?');
    const claim = { sprintId: record.sprint.id, decision: 'restore' };
    expect(await shop.onPage('developer', 'sprints/decide', claim)).toMatchObject({ ok: false });
    expect(await shop.onPage('owner', 'sprints/decide', claim)).toMatchObject({ ok: true, data: { record: { outcome: 'restoring' } } });
    await shop.quiet();
    expect(shop.unfinishedIn(shop.active().id)).toEqual(unfinished);
    expect(await shop.onPage('owner', 'sprints/decide', { ...claim, decision: 'keep' })).toMatchObject({ ok: false, code: 'conflict' });
  });
});

it('restores once where events come twice, and asks where they name nobody', async () => {
  await begin({ switches: { eventDoubling: 1 } });
  const before = shop.active();
  await site.as('developer').post(`/rest/agile/1.0/sprint/${before.id}`, { state: 'closed' });
  await shop.sweeps(2);
  expect(shop.allNamed(before.name).filter(({ state }) => state !== 'closed')).toHaveLength(1);
  await site.close();
  await begin({ switches: { eventsCarryActor: false } });
  await site.as('developer').post(`/rest/agile/1.0/sprint/${shop.active().id}`, { state: 'closed' });
  await shop.sweeps(2);
  expect((await shop.records())[0]).toMatchObject({ by: null, outcome: 'asking' });
});

describe('Cancel sprint', () => {
  it('is refused to a developer, who asks; the owner approves, and the sprint is cancelled', async () => {
    await begin();
    const sprint = shop.active();
    const sprintId = String(sprint.id);
    const unfinished = shop.unfinishedIn(sprint.id);
    const opened = await shop.onSprint('developer', 'sprints/open', { sprintId });
    expect(opened).toMatchObject({ ok: true, data: { may: { cancel: false, ask: true }, open: { hidden: 0 } } });
    const claim = { projectId: shop.projectId, sprintId, destination: { kind: 'top' }, reason: 'The market has moved on.' };
    expect(await shop.onSprint('developer', 'sprints/cancel', claim)).toMatchObject({ ok: false, code: 'refused' });
    expect(await shop.onSprint('developer', 'requests/ask-cancel', { sprintId, reason: claim.reason })).toMatchObject({
      ok: true,
      data: { joined: false },
    });
    const { data } = await shop.onPage('owner', 'requests/list', { which: 'open' });
    const approved = await shop.onPage('owner', 'requests/approve', { requestId: data.requests[0].id });
    expect(approved).toMatchObject({ ok: true, data: { request: { status: 'approved' } } });
    await shop.quiet();
    expect(shop.actives()).toEqual([]);
    expect((await shop.order()).slice(0, unfinished.length)).toEqual(unfinished);
    const [record] = await shop.records();
    expect(record).toMatchObject({
      what: 'cancelled',
      reason: claim.reason,
      capacity: { kind: 'owner' },
      verdict: { verdict: 'obsolete', sentence: claim.reason },
    });
    expect(record.cancelling).toMatchObject({ step: 'done', left: 0, problems: [] });
    await shop.sweeps(2);
    expect((await shop.order()).slice(0, unfinished.length)).toEqual(unfinished);
    expect(site.violations()).toEqual([]);
  });

  it.each([['bottom'], ['sprint']] as const)('sends the unfinished work to the %s', async (kind) => {
    await begin();
    const sprint = shop.active();
    const unfinished = shop.unfinishedIn(sprint.id);
    const target = shop.planned();
    const destination = kind === 'sprint' ? { kind, sprintId: String(target.id) } : { kind };
    const claim = { projectId: shop.projectId, sprintId: String(sprint.id), destination, reason: 'The market has moved on.' };
    expect(await shop.onSprint('owner', 'sprints/cancel', claim)).toMatchObject({ ok: true });
    await shop.quiet();
    if (kind === 'bottom') expect((await shop.order()).slice(-unfinished.length)).toEqual(unfinished);
    else expect(shop.unfinishedIn(target.id)).toEqual(expect.arrayContaining([...unfinished]));
    expect((await shop.records())[0]).toMatchObject({ cancelling: { step: 'done', left: 0 } });
  });

  it('is the delegate’s too, who need not hold the power to rank', async () => {
    await begin();
    const sprint = shop.active();
    const unfinished = shop.unfinishedIn(sprint.id);
    expect(await shop.lend('developer', ['sprint'])).toMatchObject({ ok: true });
    const claim = {
      projectId: shop.projectId,
      sprintId: String(sprint.id),
      destination: { kind: 'top' },
      reason: 'The market has moved on.',
    };
    expect(await shop.onSprint('developer', 'sprints/cancel', claim)).toMatchObject({ ok: true });
    await shop.quiet();
    await shop.sweeps(1);
    expect((await shop.order()).slice(0, unfinished.length)).toEqual(unfinished);
    expect((await shop.records())[0]).toMatchObject({ capacity: { kind: 'delegate', for: { accountId: site.as('owner').accountId } } });
  });

  it('deletes a planned sprint, and its work goes where it is told', async () => {
    await begin();
    const planned = shop.planned();
    const work = shop.unfinishedIn(planned.id);
    const claim = {
      projectId: shop.projectId,
      sprintId: String(planned.id),
      destination: { kind: 'top' },
      reason: 'The market has moved on.',
    };
    expect(await shop.onSprint('owner', 'sprints/cancel', claim)).toMatchObject({ ok: true });
    await shop.quiet();
    expect(shop.allNamed(planned.name)).toEqual([]);
    expect((await shop.order()).slice(0, work.length)).toEqual(work);
    // Asked again, as a page does that waits, it says how it ended.
    expect(await shop.onSprint('owner', 'sprints/cancel', claim)).toMatchObject({ ok: true, data: { cancelling: { step: 'done' } } });
  });
});

it('logs who took what into and out of the sprint, and puts none of it back', async () => {
  await begin();
  const sprint = shop.active();
  const [first] = shop.unfinishedIn(sprint.id);
  const [added] = await shop.order();
  await site.as('developer').post(`/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues: [added ?? ''] });
  await shop.quiet();
  await site.as('developer').post('/rest/agile/1.0/backlog/issue', { issues: [first ?? ''] });
  await shop.quiet();
  const { data } = await shop.onPage('stakeholder', 'sprints/scope', { sprintId: String(sprint.id) });
  expect(
    data.rows.map((row: { issue: { key: string }; what: string; by: { accountId: string } }) => [
      row.issue.key,
      row.what,
      row.by.accountId,
    ]),
  ).toEqual([
    [first, 'removed', site.as('developer').accountId],
    [added, 'added', site.as('developer').accountId],
  ]);
  const listed = await shop.onPage('stakeholder', 'sprints/list');
  expect(listed.data.active).toEqual([expect.objectContaining({ added: 1, removed: 1 })]);
});
