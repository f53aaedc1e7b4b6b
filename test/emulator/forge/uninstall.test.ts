import type { Switches } from '../../../emulator/switches';
import { bundledFixture } from './harness';
import { aJiraSite, type JiraSite } from './jira-site';

const functions = bundledFixture();
const open: JiraSite[] = [];
afterEach(() => Promise.all(open.splice(0).map((site) => site.close())));

/** With the app's score on SHOP-1, something in its storage, and a validator of it on the way to Done. */
async function aUsedApp(switches: Partial<Switches> = {}): Promise<JiraSite> {
  const site = aJiraSite(functions, { switches });
  open.push(site);
  await site.forge.settle();
  const { jira, forge, issue } = site;
  const fieldId = site.field()!.id;
  const app = { accountId: forge.appAccountId, app: { appId: forge.app.id, accountId: forge.appAccountId, scopes: new Set<string>() } };
  jira.issues.writeAppFields(app, [{ field: fieldId, issueIds: [issue.id], value: 8 }]);
  await forge.settle();
  site.rule('validators', 'scored', { field: fieldId });
  return site;
}

const DAY = 86_400_000;

describe('uninstalling the app', () => {
  it('runs its preUninstall function first, without a person, and goes on if that fails', async () => {
    const site = await aUsedApp();
    await site.forge.invokeResolver({
      accountId: site.owner.accountId,
      moduleKey: 'panel',
      functionKey: 'kvs',
      payload: { method: 'set', args: ['farewell-fails', true] },
      extension: {},
    });
    expect((await site.door('POST', '/uninstall')).status).toBe(204);
    expect((await site.rest('GET', 'issue/SHOP-1/properties/farewell')).body.value).toEqual({ module: 'farewell' });
    expect(site.forge.installed).toBe(false);
    expect((await site.door('POST', '/uninstall')).status).toBe(400);
  });

  it('takes its fields and modules away and deactivates its account', async () => {
    const site = await aUsedApp();
    const fieldId = site.field()!.id;
    await site.forge.uninstall();
    expect(site.field()).toBeUndefined();
    expect((await site.rest('GET', 'issue/SHOP-1')).body.fields).not.toHaveProperty(fieldId);
    expect(site.forge.modules()).toEqual([]);
    expect(site.jira.users.byId(site.forge.appAccountId)).toMatchObject({ active: false });
    await expect(site.stored('events')).rejects.toThrow('not installed');
  });

  it('leaves validators that block and conditions that hide: the expression evaluates to false', async () => {
    const site = await aUsedApp();
    expect(site.go('Done')).toEqual([]);
    site.go('To Do');
    await site.forge.uninstall();
    expect(site.go('Done')).toEqual(['The transition is blocked by a validator of an app that is no longer installed.']);
    const hidden = aJiraSite(functions);
    open.push(hidden);
    hidden.rule('conditions', 'unassigned');
    const names = (): string[] => hidden.jira.workflows.transitionsFor(hidden.now(), hidden.owner.accountId).map(({ name }) => name);
    expect(names()).toContain('Done');
    await hidden.forge.uninstall();
    expect(names()).not.toContain('Done');
  });

  it('delivers nothing any more, and runs no schedule', async () => {
    const site = await aUsedApp();
    site.go('In Progress');
    await site.forge.uninstall();
    const before = site.activity.usage().functions;
    site.go('To Do');
    await site.forge.advance(DAY);
    await site.forge.settle();
    expect(site.activity.usage().functions).toEqual(before);
  });

  it('is still uninstalled after a restart', async () => {
    const site = await aUsedApp();
    await site.forge.uninstall();
    const again = aJiraSite(functions, { jira: site.jira, storage: site.forge.snapshot() });
    open.push(again);
    expect(again.forge.installed).toBe(false);
    expect(again.field()).toBeUndefined();
    expect(again.go('Done')[0]).toContain('no longer installed');
    again.forge.reinstall();
    expect(again.forge.site.installationId).not.toBe(site.forge.site.installationId);
  });
});

describe('installing it again', () => {
  it('is a new installation with an empty storage, which is told of it', async () => {
    const site = await aUsedApp();
    const first = site.forge.site.installationId;
    const seen = (await site.stored('installed')) as unknown[];
    expect(seen).toHaveLength(1);
    await site.forge.uninstall();
    expect((await site.door('POST', '/reinstall')).body.installationId).toBe(site.forge.site.installationId);
    expect(site.forge.site.installationId).not.toBe(first);
    expect((await site.door('POST', '/reinstall')).status).toBe(400);
    await site.forge.settle();
    expect(await site.stored('events')).toBeUndefined();
    expect(await site.stored('installed')).toEqual(['Fixture']);
    expect(site.jira.users.byId(site.forge.appAccountId)).toMatchObject({ active: true });
  });

  it('brings the fields back with their values within 30 days, and rules work again', async () => {
    const site = await aUsedApp();
    const fieldId = site.field()!.id;
    await site.forge.uninstall();
    await site.clock.advance(29 * DAY);
    site.forge.reinstall();
    expect(site.field()?.id).toBe(fieldId);
    expect(site.now().custom[fieldId]).toBe(8);
    expect(site.go('Done')).toEqual([]);
  });

  it.each([
    ['after 30 days', 31, {}],
    ['where the site is set so', 1, { reinstalledFields: 'new' as const }],
  ])('makes new fields %s, and the old values are gone', async (_when, days, switches) => {
    const site = await aUsedApp(switches);
    const fieldId = site.field()!.id;
    await site.forge.uninstall();
    await site.clock.advance(days * DAY);
    site.forge.reinstall();
    expect(site.field()?.id).not.toBe(fieldId);
    expect(site.now().custom).toEqual({});
    expect(site.go('Done')[0]).toContain('could not be evaluated');
  });

  it('has its storage back where Atlassian relinks it, within 21 days', async () => {
    for (const [days, back] of [
      [20, true],
      [22, false],
    ] as const) {
      const site = await aUsedApp({ reinstallRelinksStorage: true });
      await site.forge.uninstall();
      await site.clock.advance(days * DAY);
      site.forge.reinstall();
      await site.forge.settle();
      expect(((await site.stored('installed')) as unknown[]).length).toBe(back ? 2 : 1);
    }
  });
});
