import { APP_ID, aWorld, bundledFixture } from './harness';
import { aJiraSite, type JiraSite } from './jira-site';

const functions = bundledFixture();
let site: JiraSite;
beforeEach(() => (site = aJiraSite(functions)));
afterEach(() => site.close());

const ran = async (): Promise<Record<string, unknown>[]> => {
  await site.forge.settle();
  return ((await site.stored('post-functions')) ?? []) as Record<string, unknown>[];
};

// https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-post-function/
describe('a post function', () => {
  it('runs after its transition, late and without a person, and is told ids', async () => {
    site.rule('postFunctions', 'note-it', { color: 'red' });
    site.go('Done');
    await site.forge.advance(999);
    expect(await site.stored('post-functions')).toBeUndefined();
    const [run, ...more] = await ran();
    expect(more).toEqual([]);
    const workflow = site.jira.workflows.of(site.now());
    expect(run).toEqual({
      issue: { id: site.issue.id, key: 'SHOP-1' },
      transition: {
        id: '41',
        name: 'Done',
        from: { id: site.issue.statusId, name: 'To Do' },
        to: { id: site.now().statusId, name: 'Done' },
        executionId: expect.any(String),
      },
      workflow: { id: workflow.id, name: workflow.name },
      atlassianId: site.owner.accountId,
      changelog: { id: site.jira.issues.historyOf(site.issue.id).at(-1)?.id },
      configuration: { color: 'red' },
      postFunction: { id: expect.any(String) },
      context: { cloudId: site.forge.cloudId, moduleKey: 'note-it' },
      timestamp: expect.any(String),
      principal: null,
    });
  });

  it('does not run when a validator stops the transition, nor on others', async () => {
    site.rule('postFunctions', 'note-it');
    site.rule('validators', 'scored', { field: site.field()!.id });
    expect(site.go('Done')).toEqual(['Give SHOP-1 a score first.']);
    site.go('In Progress');
    expect(await ran()).toEqual([]);
  });

  it('may ask to be run again, and is lost or doubled as events are', async () => {
    site.rule('postFunctions', 'note-it', { wish: 'ask' });
    site.go('Done');
    expect((await ran()).map((run) => run['retryContext'])).toEqual([
      undefined,
      { retryCount: 1, retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED' },
    ]);
    site.go('To Do');
    await site.forge.settle();
    // The change of status is announced first, the post function comes second.
    site.forge.faults.apply({ events: { loseNext: 2 } });
    site.go('Done');
    expect(await ran()).toHaveLength(2);
  });

  it('is not sent to an app without the scopes that Atlassian names', async () => {
    for (const [scope, runs] of [
      ['', undefined],
      ['    - manage:jira-configuration\n', 1],
    ] as const) {
      const world = aWorld({ functions, manifest: (yaml) => yaml.replace('    - manage:jira-configuration\n', scope) });
      const module = `ari:cloud:ecosystem::extension/${APP_ID}/${world.forge.app.environmentId}/static/note-it`;
      world.jira.events.runPostFunction({ module, payload: { configuration: {} } });
      await world.forge.settle();
      expect((await world.stored('post-functions')).length || undefined).toBe(runs);
    }
  });

  it('runs on the initial transition too', async () => {
    const workflow = site.jira.workflows.of(site.issue);
    const ruleKey = `ari:cloud:ecosystem::extension/${site.forge.app.id}/${site.forge.app.environmentId}/static/note-it`;
    site.jira.workflows.addRule(workflow.id, '1', 'postFunctions', { ruleKey, config: {} });
    const created = site.jira.issues.create(
      { accountId: site.owner.accountId },
      { projectId: site.project.id, typeId: site.issue.typeId, fields: { summary: 'Another' } },
    );
    const [run] = await ran();
    expect(run).toMatchObject({ issue: { id: created.id }, transition: { id: '1', name: 'Create', to: { name: 'To Do' } } });
    expect(run?.['transition']).not.toHaveProperty('from');
  });
});

// https://developer.atlassian.com/platform/forge/events-reference/jira/#expression-evaluation-failed
describe('an expression that fails', () => {
  it('is told to its app, with what failed and where', async () => {
    site.rule('validators', 'scored', { expression: 'issue.nothing.there' });
    expect(site.go('Done')[0]).toContain('could not be evaluated');
    await site.forge.settle();
    const [event] = (await site.stored('failed')) as Record<string, unknown>[];
    const workflow = site.jira.workflows.of(site.now());
    expect(event).toMatchObject({
      eventType: 'avi:jira:failed:expression',
      selfGenerated: false,
      extensionId: expect.stringContaining('/static/scored'),
      workflowId: workflow.id,
      workflowName: workflow.name,
      validatorId: expect.any(String),
      expression: 'issue.nothing.there',
      errorMessages: [expect.stringContaining('nothing')],
      context: { issue: { key: 'SHOP-1' } },
    });
  });

  it('of another app is not', async () => {
    const ruleKey = 'ari:cloud:ecosystem::extension/other-app/env/static/rule';
    site.jira.workflows.registerForgeRules([{ appId: 'other-app', ari: ruleKey, expression: 'issue.nothing.there' }]);
    site.jira.workflows.addRule(Object.values(site.project.workflows)[0]!, '41', 'validators', { ruleKey, config: {} });
    site.go('Done');
    await site.forge.settle();
    expect(await site.stored('failed')).toBeUndefined();
  });
});
