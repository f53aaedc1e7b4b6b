import { bundledFixture } from './harness';
import { aJiraSite, type JiraSite } from './jira-site';

const functions = bundledFixture();
let site: JiraSite;
beforeEach(() => (site = aJiraSite(functions)));
afterEach(() => site.close());

const statusOf = (key: string): string | undefined => {
  const issue = site.jira.issues.byIdOrKey(key);
  return site.jira.state.statuses.get(issue?.statusId ?? '')?.name;
};

describe('the door of automation', () => {
  it("transitions as automation's own account, whom conditions and validators bind", async () => {
    site.rule('validators', 'scored', { field: site.field()!.id });
    const move = (transition: string) => site.door('POST', '/automation/transition', { issue: 'SHOP-1', transition });
    expect(await move('Done')).toEqual({ status: 400, body: { errorMessages: ['Give SHOP-1 a score first.'] } });
    expect((await move('In Progress')).status).toBe(204);
    const author = site.jira.users.byId(site.jira.issues.historyOf(site.issue.id).at(-1)?.authorId ?? '');
    expect(author).toMatchObject({ displayName: 'Automation for Jira', accountType: 'app' });
    expect((await move('To Do')).status).toBe(204);
    expect(site.jira.users.apps()).toHaveLength(2);
    expect((await move('Nowhere')).status).toBe(400);
    expect((await site.door('POST', '/automation/transition', { issue: 'SHOP-9', transition: 'Done' })).status).toBe(404);
  });
});

describe('the door of imports', () => {
  it('makes issues in any status, with any field, read-only ones of apps too, without asking rules', async () => {
    const workflow = site.jira.workflows.of(site.issue);
    site.jira.workflows.addRule(workflow.id, '1', 'validators', { ruleKey: 'local', config: { expression: 'false' } });
    const { status, body } = await site.door('POST', '/import', {
      project: 'SHOP',
      issues: [
        { summary: 'Old', status: 'Done', fields: { 'Fixture score': 99, labels: ['old'] } },
        { summary: 'New', type: 'Bug' },
      ],
    });
    expect(status).toBe(201);
    expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(['SHOP-2', 'SHOP-3']);
    expect(site.jira.issues.byIdOrKey('SHOP-2')).toMatchObject({ custom: { [site.field()!.id]: 99 }, labels: ['old'] });
    expect([statusOf('SHOP-2'), statusOf('SHOP-3')]).toEqual(['Done', 'To Do']);
  });

  it('is for administrators, and names what it cannot read', async () => {
    site.jira.users.create({ emailAddress: 'dev@example.com', displayName: 'Dev' });
    const issues = [{ summary: 'One' }];
    expect((await site.door('POST', '/import', { project: 'SHOP', issues, as: 'dev@example.com' })).status).toBe(403);
    expect((await site.door('POST', '/import', { project: 'NONE', issues })).status).toBe(404);
    for (const more of [{ type: 'Story book' }, { status: 'Elsewhere' }, { fields: { Nothing: 1 } }])
      expect((await site.door('POST', '/import', { project: 'SHOP', issues: [{ summary: 'One', ...more }] })).status).toBe(400);
  });

  it('announces its issues where the site is set so', async () => {
    const names: string[] = [];
    site.jira.events.subscribe(({ name }) => names.push(name));
    const importOne = () => site.door('POST', '/import', { project: 'SHOP', issues: [{ summary: 'One' }] });
    await importOne();
    expect(names).toEqual([]);
    site.switches.importsEmitEvents = true;
    await importOne();
    expect(names).toEqual(['avi:jira:created:issue']);
  });
});

describe('the door of clones', () => {
  const clone = (as = 'owner@example.com', summary?: string) =>
    site.door('POST', '/clone', { issue: 'SHOP-1', as, ...(summary === undefined ? {} : { summary }) });
  const score = (): void => {
    const { jira, forge, issue } = site;
    const app = { accountId: forge.appAccountId, app: { appId: forge.app.id, accountId: forge.appAccountId, scopes: new Set<string>() } };
    jira.issues.writeAppFields(app, [{ field: site.field()!.id, issueIds: [issue.id], value: 8 }]);
    jira.state.properties.set(`issue:${issue.id}`, new Map([['note', 1]]));
  };

  it('copies an issue with its fields into the first status, and links the two', async () => {
    score();
    site.go('Done');
    const { status, body } = await clone();
    expect([status, body.key]).toEqual([201, 'SHOP-2']);
    const copy = site.jira.issues.byIdOrKey('SHOP-2')!;
    expect(copy).toMatchObject({ summary: 'CLONE - Pay by invoice', resolutionId: null, custom: { [site.field()!.id]: 8 } });
    expect(statusOf('SHOP-2')).toBe('To Do');
    expect(site.jira.links.of(copy.id)).toMatchObject([{ sourceId: copy.id, targetId: site.issue.id }]);
    expect(site.jira.state.properties.get(`issue:${copy.id}`)).toBeUndefined();
    await clone('owner@example.com', 'Another');
    expect(site.jira.issues.byIdOrKey('SHOP-3')?.summary).toBe('Another');
  });

  it('leaves app fields behind, or takes properties along, as the site is set', async () => {
    score();
    Object.assign(site.switches, { cloneCopiesAppFields: false, cloneCopiesProperties: true });
    const { body } = await clone();
    expect(site.jira.issues.byIdOrKey(body.key)?.custom).toEqual({});
    expect(site.jira.state.properties.get(`issue:${body.id}`)).toEqual(new Map([['note', 1]]));
  });

  it('is a creation: it needs the permission, and the rules of the initial transition are asked', async () => {
    site.jira.users.create({ emailAddress: 'guest@example.com', displayName: 'Guest', licensed: false });
    expect((await clone('guest@example.com')).status).toBe(404);
    expect((await clone('nobody@example.com')).status).toBe(404);
    const workflow = site.jira.workflows.of(site.issue);
    site.jira.workflows.addRule(workflow.id, '1', 'validators', { ruleKey: 'local', config: { expression: "'No copies.'" } });
    expect(await clone()).toEqual({ status: 400, body: { errorMessages: ['No copies.'] } });
  });
});
