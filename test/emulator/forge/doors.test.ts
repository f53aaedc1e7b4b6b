import { join } from 'node:path';
import { Activity } from '../../../emulator/activity';
import { Clock } from '../../../emulator/clock';
import { doorRoutes } from '../../../emulator/doors';
import { Forge } from '../../../emulator/forge/forge';
import { Jira } from '../../../emulator/jira/jira';
import type { Issue } from '../../../emulator/jira/model';
import { RestGateway } from '../../../emulator/jira/rest/gateway';
import type { Json } from '../../../emulator/json';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';
import { bundledFixture, START, type Loose } from './harness';

const functions = bundledFixture();

interface Site {
  readonly jira: Jira;
  readonly gateway: RestGateway;
  readonly issue: Issue;
  door(method: 'GET' | 'POST', path: string, body?: Json, email?: string): Promise<{ readonly status: number; readonly body: Loose }>;
  /** A resolver function by the door, on the issue. */
  invoke(name: string, payload?: Json, email?: string): Promise<{ readonly status: number; readonly body: Loose }>;
}

/** The real Jira with one project, one issue and two people, the fixture app, and the doors. */
function aSite(): Site {
  const clock = new Clock({ mode: 'manual', start: START });
  const switches = { ...DEFAULT_SWITCHES };
  const activity = new Activity(() => clock.now());
  const jira = new Jira(clock, switches);
  const gateway = new RestGateway(jira, { activity });
  const owner = jira.users.create({ emailAddress: 'owner@example.com', displayName: 'Olivia Owner', admin: true });
  jira.users.create({ emailAddress: 'stranger@example.com', displayName: 'Sam Stranger', licensed: false });
  const project = jira.projects.create({ key: 'SHOP', name: 'Shop', style: 'classic', leadAccountId: owner.accountId, template: 'scrum' });
  const typeId = project.issueTypeIds.find((id) => jira.state.issueTypes.get(id)?.name === 'Story')!;
  const forge = new Forge({
    manifestPath: join(__dirname, 'fixture/manifest.yml'),
    functionsPath: functions,
    jira,
    gateway,
    clock,
    switches,
    activity,
  });
  const issue = jira.issues.create(
    { accountId: owner.accountId },
    { projectId: project.id, typeId, fields: { summary: 'Pay by invoice' } },
  );
  const routes = doorRoutes({ jira, forge, activity, clock, switches });
  const door: Site['door'] = async (method, path, body, email) => {
    const headers = { ...(email ? { authorization: `Basic ${Buffer.from(`${email}:token`).toString('base64')}` } : {}) };
    const response = await routes.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    jira,
    gateway,
    issue,
    door,
    invoke: (name, payload = {}, email = 'owner@example.com') =>
      door('POST', '/invoke', { module: 'panel', function: name, payload, issue: issue.key }, email),
  };
}

describe('the clock door', () => {
  it('moves time by ISO 8601 durations and runs what falls due', async () => {
    const site = aSite();
    expect((await site.door('POST', '/clock', { advance: 'PT5M' })).body).toEqual({ now: '2026-11-24T09:05:00.000Z' });
    expect((await site.door('GET', '/usage')).body.functions['sweep-function'].invocations).toBe(1);
    expect((await site.door('POST', '/clock', { advance: 'P91D' })).body.now).toBe('2027-02-23T09:05:00.000Z');
    expect((await site.door('POST', '/clock', { advance: 'P1M' })).body.now).toBe('2027-03-23T09:05:00.000Z');
  });

  it.each(['91 days', 'P', 'PT', '-P1D', ''])('refuses %j', async (advance) => {
    expect((await aSite().door('POST', '/clock', { advance })).status).toBe(400);
  });
});

describe('the invoke door', () => {
  it('calls a resolver as the person, on the issue, as the bridge would', async () => {
    const site = aSite();
    const { status, body } = await site.invoke('echo', { n: 1 });
    expect(status).toBe(200);
    expect(body.result.payload).toEqual({ n: 1 });
    expect(body.result.context.accountId).toBe(site.jira.users.byEmail('owner@example.com')?.accountId);
    expect(body.result.context.extension).toMatchObject({
      type: 'jira:issueContext',
      issue: { id: site.issue.id, key: 'SHOP-1', type: 'Story', typeId: site.issue.typeId },
      project: { id: site.issue.projectId, key: 'SHOP', type: 'software' },
    });
  });

  it('shows errors as the bridge does', async () => {
    expect(await aSite().invoke('throw', { message: 'no' })).toEqual({
      status: 502,
      body: { error: 'There was an error invoking the function - no' },
    });
  });

  it('needs somebody who may see the issue', async () => {
    const site = aSite();
    expect((await site.invoke('echo', {}, 'stranger@example.com')).status).toBe(404);
    expect((await site.invoke('echo', {}, 'nobody@example.com')).status).toBe(401);
    expect((await site.door('POST', '/invoke', { module: 'panel', function: 'echo', issue: 'SHOP-1' })).status).toBe(401);
    expect((await site.door('POST', '/invoke', { module: 'nothing', function: 'echo' }, 'owner@example.com')).status).toBe(404);
  });

  it('reaches Jira with the rights of the person and the scopes of the app', async () => {
    const site = aSite();
    const asUser = await site.invoke('jira', { as: 'user', key: 'SHOP-1' });
    expect(asUser.body.result.value).toMatchObject({ status: 200, body: { key: 'SHOP-1' } });
    const asApp = await site.invoke('jira', { as: 'app', key: 'SHOP-1' });
    expect(asApp.body.result.value).toMatchObject({ status: 200 });
    expect((await site.invoke('jira', { as: 'none', key: 'SHOP-1' })).body.result.value.status).toBe(404);
    expect((await site.door('GET', '/usage')).body.jira['GET /rest/api/3/issue/{issueIdOrKey}'].calls).toBe(3);
  });
});

describe('the settle door', () => {
  it('delivers what a change in Jira set off and says what ran', async () => {
    const site = aSite();
    await site.door('POST', '/settle');
    const owner = site.jira.users.byEmail('owner@example.com')!;
    site.jira.issues.edit({ accountId: owner.accountId }, 'SHOP-1', { fields: { summary: 'Pay by card' } });
    const { status, body } = await site.door('POST', '/settle');
    expect(status).toBe(200);
    expect(body.ran.map((step: { what: string }) => step.what)).toEqual([
      'avi:jira:updated:issue to on-issue',
      'schedule sweep',
      'schedule nightly',
    ]);
    expect((await site.invoke('kvs', { method: 'get', args: ['events'] })).body.result.value).toEqual([
      { key: 'SHOP-1', actor: owner.accountId, self: false, retry: null, principal: null },
    ]);
  });

  it('answers 409 with what is pending when there is no end', async () => {
    const site = aSite();
    await site.invoke('push', { events: [{ body: { again: 1_100 } }] });
    const { status, body } = await site.door('POST', '/settle');
    expect(status).toBe(409);
    expect(body.pending.map((step: { what: string }) => step.what)).toContain('work');
  }, 30_000);
});

describe('the other doors', () => {
  it('inject faults into calls to Jira, ranking and functions, and end them', async () => {
    const site = aSite();
    await site.door('POST', '/faults', {
      jira: { path: '/issue/', status: 429, headers: { 'Retry-After': '5' } },
      rank: [{ issue: 'SHOP-1', times: 1 }],
    });
    expect((await site.invoke('jira', { as: 'user', key: 'SHOP-1' })).body.result.value.status).toBe(429);
    expect((await site.invoke('jira', { as: 'user', key: 'SHOP-1' })).body.result.value.status).toBe(200);
    await site.door('POST', '/faults', { jira: { latencyMs: 60_000 } });
    expect((await site.invoke('jira', { as: 'user', key: 'SHOP-1' })).body.error).toContain('25 seconds');
    await site.door('POST', '/faults', { crash: { function: 'writes', call: 1, when: 'after' } });
    expect((await site.invoke('writes', { keys: ['a'] })).body.error).toContain('injected crash after platform call 1');
    await site.door('POST', '/faults', { jira: { status: 503, times: 9 }, events: { loss: 1 } });
    expect((await site.door('POST', '/faults', { reset: true })).body).toMatchObject({ jira: [], crash: [], events: { loss: 0 } });
    expect((await site.door('POST', '/faults', { jira: { status: 200 } })).status).toBe(400);
  });

  it('show and change switches', async () => {
    const site = aSite();
    expect((await site.door('POST', '/switches', { rankEmitsEvent: false })).body).toEqual({ ...DEFAULT_SWITCHES, rankEmitsEvent: false });
    expect((await site.door('GET', '/switches')).body.rankEmitsEvent).toBe(false);
    expect((await site.door('POST', '/switches', { rankEmitsEvents: false })).status).toBe(400);
    expect(site.jira.switches.rankEmitsEvent).toBe(false);
  });

  it('show costs and forget them', async () => {
    const site = aSite();
    await site.invoke('writes', { keys: ['a'] });
    expect((await site.door('GET', '/usage')).body).toMatchObject({
      functions: { resolver: { invocations: 1 } },
      storage: { set: { operations: 1, bytesWritten: 3 } },
    });
    expect((await site.door('POST', '/usage/reset')).status).toBe(204);
    expect((await site.door('GET', '/usage')).body).toEqual({ functions: {}, jira: {}, storage: {}, queues: {} });
  });

  it('give a transition a screen and take it away', async () => {
    const site = aSite();
    const screenOf = () => site.jira.workflows.fromStatus(site.issue).find(({ name }) => name === 'Done')?.screenId;
    const give = (fields: Json, transition = 'Done') => site.door('POST', '/transition-screen', { project: 'SHOP', transition, fields });
    expect((await give(['Resolution', 'labels'])).status).toBe(204);
    expect([...site.jira.fields.onScreen(screenOf() ?? '')]).toEqual(['resolution', 'labels']);
    expect((await give([])).status).toBe(204);
    expect(screenOf()).toBeUndefined();
    expect((await give(['No such field'])).status).toBe(404);
    expect((await give(['labels'], 'Nowhere')).body.errorMessages).toEqual(['Project SHOP has no transition "Nowhere".']);
  });

  it('have an expression asked on the transitions to a status', async () => {
    const site = aSite();
    expect((await site.door('POST', '/validator', { project: 'SHOP', to: 'Done', expression: '"Not today."' })).status).toBe(204);
    const transition = site.jira.workflows.fromStatus(site.issue).find(({ name }) => name === 'Done');
    expect(transition?.validators).toMatchObject([{ config: { expression: '"Not today."' } }]);
    expect((await site.door('POST', '/validator', { project: 'NONE', to: 'Done', expression: 'true' })).status).toBe(404);
  });

  it('start a rebalancing of ranks', async () => {
    const site = aSite();
    expect((await site.door('POST', '/rebalance')).status).toBe(202);
    const { body } = await site.door('POST', '/settle');
    expect(body.ran.some((step: { kind: string }) => step.kind === 'rebalance')).toBe(true);
    expect(site.jira.issues.byIdOrKey('SHOP-1')?.rank).toMatch(/^1\|/);
  });
});
