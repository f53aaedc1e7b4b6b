import { APP_ID } from './rest-site';
import { forgeRule, named, RULES, workflowSite, type WorkflowSite } from './workflow-client';

let site: WorkflowSite;
beforeEach(() => (site = workflowSite()));
afterEach(() => expect(site.gateway.violations).toEqual([]));

describe('reading workflows', () => {
  it('by id, name, or project and issue type, with their statuses', async () => {
    const { shop, workflow } = site;
    const get = (body: Record<string, never>) => site.as('admin')('POST', 'workflows', body);
    for (const body of [
      { workflowIds: [workflow.id] },
      { workflowNames: [workflow.name] },
      { projectAndIssueTypes: [{ projectId: shop.id, issueTypeId: shop.issueTypeIds[0]! }] },
    ]) {
      const answer = await get(body as never);
      expect(answer.body.workflows.map(({ id }: { id: string }) => id)).toEqual([workflow.id]);
      expect(answer.body.statuses.map(({ name }: { name: string }) => name)).toEqual(['To Do', 'In Progress', 'In Review', 'Done']);
    }
    expect((await get({})).status).toBe(400);
    expect(await site.read()).toMatchObject({
      name: 'Software Simplified Workflow for Project SHOP',
      scope: { type: 'GLOBAL' },
      version: { versionNumber: 0 },
      isEditable: true,
    });
    const transitions = (await site.read()).transitions;
    expect(transitions[0]).toMatchObject({
      id: '1',
      name: 'Create',
      type: 'INITIAL',
      links: [],
      toStatusReference: workflow.initialStatusId,
    });
    expect(transitions[4]).toMatchObject({ id: '41', name: 'Done', type: 'GLOBAL', validators: [], actions: [] });
    expect(transitions[4]).not.toHaveProperty('conditions');
  });

  it('shows the rules of apps as Atlassian documents them', async () => {
    const { jira, workflow } = site;
    const rule = jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: { mode: 'met' } });
    jira.workflows.addRule(workflow.id, '41', 'conditions', { ruleKey: RULES.condition, config: {} });
    jira.workflows.addRule(workflow.id, '41', 'postFunctions', { ruleKey: RULES.postFunction, config: {} });
    const done = named(await site.read(), 'Done');
    expect(done.validators).toEqual([
      {
        id: rule.id,
        ruleKey: 'forge:expression-validator',
        parameters: { key: RULES.validator, config: '{"mode":"met"}', id: rule.id, disabled: 'false', tag: '' },
      },
    ]);
    expect(done.conditions).toMatchObject({
      operation: 'ALL',
      conditions: [{ ruleKey: 'forge:expression-condition' }],
      conditionGroups: [],
    });
    expect(done.actions).toMatchObject([{ ruleKey: 'forge:workflow-post-function' }]);
  });

  it('goes on showing a rule whose app is gone; whether as disabled is a switch', async () => {
    const { jira, workflow } = site;
    jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: {} });
    jira.workflows.unregisterForge(APP_ID);
    const disabled = async () => named(await site.read(), 'Done').validators[0].parameters.disabled;
    expect(await disabled()).toBe('false');
    jira.switches.uninstalledRulesReadDisabled = true;
    expect(await disabled()).toBe('true');
  });

  it('is for Jira administrators; team-managed workflows are for who administers or may look at them', async () => {
    const { workflow, teamWorkflow } = site;
    const status = async (person: 'owner' | 'developer', id: string) =>
      (await site.as(person)('POST', 'workflows', { workflowIds: [id] })).status;
    expect(await status('owner', workflow.id)).toBe(401);
    expect(await status('owner', teamWorkflow.id)).toBe(200);
    expect(await status('developer', teamWorkflow.id)).toBe(401);
    const app = site.asApp(['read:jira-work']);
    expect((await app('POST', 'workflows', { workflowIds: [teamWorkflow.id] })).status).toBe(401);
    const granular = site.asApp(['read:workflow:jira']);
    expect((await granular('POST', 'workflows', { workflowIds: [teamWorkflow.id] })).status).toBe(200);
  });

  it('searches by name, scope and use, page by page, without transitions unless asked', async () => {
    const { workflow, teamWorkflow, jira } = site;
    const ids = async (query: string, person: 'admin' | 'owner' = 'admin') =>
      (await site.as(person)('GET', `workflows/search?${query}`)).body.values.map(({ id }: { id: string }) => id);
    expect((await ids('')).toSorted()).toEqual([workflow.id, teamWorkflow.id].toSorted());
    expect(await ids('queryString=project%20shop')).toEqual([workflow.id]);
    expect(await ids('scope=PROJECT')).toEqual([teamWorkflow.id]);
    expect(await ids('orderBy=-name&maxResults=1')).toEqual([teamWorkflow.id]);
    expect(await ids('', 'owner')).toEqual([teamWorkflow.id]);
    jira.workflows.save({ ...workflow, id: 'unused', name: 'Unused' });
    expect(await ids('isActive=false')).toEqual(['unused']);
    const page = await site.as('admin')('GET', 'workflows/search?scope=PROJECT');
    expect(page.body.values[0]).not.toHaveProperty('transitions');
    expect(page.body).toMatchObject({
      total: 1,
      isLast: true,
      statuses: [{ scope: { type: 'PROJECT', project: { id: site.team.id } } }, {}, {}, {}],
    });
    const expanded = await site.as('admin')('GET', 'workflows/search?scope=PROJECT&expand=values.transitions');
    expect(expanded.body.values[0].transitions).toHaveLength(5);
    expect((await site.as('admin')('GET', 'workflows/search?orderBy=size')).status).toBe(400);
  });

  it('tells which rules a workflow can have: those of apps by kind of project', async () => {
    const rules = async (id: string) =>
      (await site.as('admin')('GET', `workflows/capabilities?workflowId=${id}`)).body.forgeRules.map(
        (rule: { ruleKey: string }) => rule.ruleKey,
      );
    expect(await rules(site.workflow.id)).toEqual([
      'forge:expression-validator',
      'forge:expression-condition',
      'forge:workflow-post-function',
    ]);
    expect(await rules(site.teamWorkflow.id)).toEqual(['forge:expression-validator']);
    const { shop } = site;
    const byType = await site.as('admin')('GET', `workflows/capabilities?projectId=${shop.id}&issueTypeId=${shop.issueTypeIds[0]!}`);
    expect(byType.body).toMatchObject({
      editorScope: 'GLOBAL',
      forgeRules: [
        { id: RULES.validator, name: 'The validator', description: 'A rule', ruleType: 'Validator' },
        {},
        { ruleType: 'Function' },
      ],
    });
    expect((await site.as('owner')('GET', `workflows/capabilities?workflowId=${site.workflow.id}`)).status).toBe(401);
    expect((await site.as('admin')('GET', 'workflows/capabilities')).status).toBe(400);
  });
});

describe('updating a workflow', () => {
  it('adds, configures and removes a rule, which Jira then asks', async () => {
    const { issue, developer } = { issue: site.issue('One'), developer: site.as('developer') };
    const go = async () => (await developer('POST', `issue/${issue.key}/transitions`, { transition: { id: '41' } })).body.errorMessages;
    const added = await site.change((workflow) => named(workflow, 'Done').validators.push(forgeRule('validator', '{"why":"test"}')));
    expect(added.status).toBe(200);
    expect(added.body.workflows[0].version.versionNumber).toBe(1);
    expect(await go()).toEqual(['Accept it first.']);
    const [rule] = named(await site.read(), 'Done').validators;
    await site.change(
      (workflow) => (named(workflow, 'Done').validators[0].parameters.config = '{"expression":"config.ready == true","ready":true}'),
    );
    const [same] = named(await site.read(), 'Done').validators;
    expect(same.id).toBe(rule.id);
    expect(await go()).toBeUndefined();
    await site.change((workflow) => (named(workflow, 'To Do').conditions = { operation: 'ALL', conditions: [forgeRule('condition')] }));
    const offered = await developer('GET', `issue/${issue.key}/transitions`);
    expect(offered.body.transitions.map(({ name }: { name: string }) => name)).not.toContain('To Do');
    await site.change((workflow) => {
      named(workflow, 'Done').validators = [];
      delete named(workflow, 'To Do').conditions;
    });
    expect(site.jira.workflows.byId(site.workflow.id)).toMatchObject({ version: { number: 4 } });
    expect(named(await site.read(), 'Done').validators).toEqual([]);
  });

  it('keeps groups of conditions, screens, and a disabled rule, which is not asked', async () => {
    const screen = site.jira.fields.createScreen('Ask', ['resolution']);
    await site.change((workflow) => {
      const done = named(workflow, 'Done');
      done.conditions = {
        operation: 'ANY',
        conditions: [forgeRule('condition', '{"owner":"nobody"}')],
        conditionGroups: [{ operation: 'ALL', conditions: [forgeRule('condition', '{"expression":"true"}')], conditionGroups: [] }],
      };
      done.transitionScreen = { ruleKey: 'system:transition-screen', parameters: { screenId: screen.id } };
      done.validators = [forgeRule('validator', '', { disabled: 'true', tag: 'old' })];
      done.description = 'The end';
      done.properties = { 'jira.permission': 'x' };
    });
    const done = named(await site.read(), 'Done');
    expect(done).toMatchObject({
      description: 'The end',
      properties: { 'jira.permission': 'x' },
      conditions: { operation: 'ANY', conditions: [{}], conditionGroups: [{ operation: 'ALL', conditions: [{}], conditionGroups: [] }] },
      transitionScreen: { parameters: { screenId: screen.id } },
      validators: [{ parameters: { disabled: 'true', tag: 'old' } }],
    });
    const { key } = site.issue('One');
    expect((await site.as('developer')('POST', `issue/${key}/transitions`, { transition: { id: '41' } })).status).toBe(204);
  });

  it('adds directed transitions and statuses, and rules of the initial transition', async () => {
    const answer = await site.change((workflow, body) => {
      body.statuses.push({ name: 'On hold', statusCategory: 'IN_PROGRESS', statusReference: 'new-one' });
      workflow.statuses.push({ statusReference: 'new-one', properties: {} });
      const [todo] = workflow.statuses;
      workflow.transitions.push({
        name: 'Hold',
        type: 'DIRECTED',
        toStatusReference: 'new-one',
        links: [{ fromStatusReference: todo.statusReference, fromPort: 0, toPort: 1 }],
        actions: [forgeRule('postFunction')],
      });
      named(workflow, 'Create').validators = [
        { ruleKey: 'system:check-permission-validator', parameters: { permissionKey: 'ADMINISTER_PROJECTS' } },
      ];
    });
    expect(answer.status).toBe(200);
    expect(answer.body.statuses.at(-1)).toMatchObject({ name: 'On hold', statusCategory: 'IN_PROGRESS', scope: { type: 'GLOBAL' } });
    const created = (person: 'owner' | 'developer') =>
      site.as(person)('POST', 'issue', {
        fields: {
          project: { id: site.shop.id },
          issuetype: { id: site.shop.issueTypeIds[0]! },
          summary: 'New',
          reporter: { id: site.people[person].accountId },
        },
      });
    expect((await created('developer')).body.errorMessages).toEqual(['The transition needs the permission ADMINISTER_PROJECTS.']);
    const { key } = (await created('owner')).body;
    const offered = await site.as('developer')('GET', `issue/${key}/transitions`);
    const hold = offered.body.transitions.find(({ name }: { name: string }) => name === 'Hold');
    expect(hold).toMatchObject({ id: '51', isGlobal: false, to: { name: 'On hold' } });
  });

  it.each<[string, (workflow: never) => void, string]>([
    [
      'a rule of no installed app',
      (workflow) =>
        named(workflow, 'Done').validators.push({
          ruleKey: 'forge:expression-validator',
          parameters: { key: 'ari:cloud:ecosystem::extension/other/e/static/x' },
        }),
      'No installed app',
    ],
    [
      'a rule as what it is not',
      (workflow) => named(workflow, 'Done').validators.push(forgeRule('condition')),
      'no rule of type validator',
    ],
    [
      'a module as what it is not',
      (workflow) => named(workflow, 'Done').validators.push(forgeRule('validator', '', { key: RULES.condition })),
      'is no validator',
    ],
    [
      'a configuration that is no object',
      (workflow) => named(workflow, 'Done').validators.push(forgeRule('validator', '[1]')),
      'JSON object',
    ],
    [
      'a configuration over 32 KB',
      (workflow) => named(workflow, 'Done').validators.push(forgeRule('validator', JSON.stringify({ long: 'x'.repeat(33_000) }))),
      '32 KB',
    ],
    ['two initial transitions', (workflow) => (named(workflow, 'Done').type = 'INITIAL'), 'exactly one initial'],
    ['a status that is not there', (workflow) => (named(workflow, 'Done').toStatusReference = 'nowhere'), 'There is no status'],
    ['a directed transition from nowhere', (workflow) => (named(workflow, 'Done').type = 'DIRECTED'), 'starts nowhere'],
    [
      'conditions on the initial transition',
      (workflow) => (named(workflow, 'Create').conditions = { operation: 'ALL', conditions: [forgeRule('condition')] }),
      'no conditions',
    ],
  ])('refuses %s, and so does the validation', async (_what, change, message) => {
    const answer = await site.change(change as never);
    expect(answer.status).toBe(400);
    expect(answer.body.errorMessages[0]).toContain(message);
    expect(site.jira.workflows.byId(site.workflow.id)?.version?.number).toBe(0);
    const json = await site.read();
    change(json as never);
    const { id, version, statuses, transitions } = json;
    const validated = await site.as('admin')('POST', 'workflows/update/validation', {
      payload: { workflows: [{ id, version, statuses, transitions }] },
    });
    expect(validated.status).toBe(200);
    expect(validated.body.errors[0]).toMatchObject({ level: 'ERROR', message: expect.stringContaining(message) });
  });

  it('keeps rules of an app that is gone, and lets them be taken away, but not be added', async () => {
    site.jira.workflows.addRule(site.workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: { a: 1 } });
    site.jira.workflows.unregisterForge(APP_ID);
    expect((await site.change((workflow) => (workflow.description = 'Changed'))).status).toBe(200);
    expect(named(await site.read(), 'Done').validators).toHaveLength(1);
    expect((await site.change((workflow) => named(workflow, 'To Do').validators.push(forgeRule('validator')))).status).toBe(400);
    expect((await site.change((workflow) => (named(workflow, 'Done').validators = []))).status).toBe(200);
  });

  it("needs the version that is there: else somebody else's change would be lost", async () => {
    const change = () => site.change((workflow) => (workflow.version.versionNumber -= 1));
    expect((await change()).status).toBe(409);
    site.jira.switches.staleWorkflowVersion = 'invalid';
    expect((await change()).status).toBe(400);
  });

  it('is for Jira administrators; project administrators edit the workflow of their team-managed project', async () => {
    const say = (workflow: { description: string }) => void (workflow.description = 'Mine');
    expect((await site.change(say as never, { as: 'owner' })).status).toBe(401);
    expect((await site.change(say as never, { as: 'owner', id: site.teamWorkflow.id })).status).toBe(200);
    expect((await site.change(say as never, { as: 'developer', id: site.teamWorkflow.id })).status).toBe(401);
    const onTeam = (kind: 'validator' | 'condition') =>
      site.change(
        (workflow) =>
          kind === 'validator'
            ? workflow.transitions[1].validators.push(forgeRule('validator'))
            : (workflow.transitions[1].conditions = { operation: 'ALL', conditions: [forgeRule('condition')] }),
        { id: site.teamWorkflow.id },
      );
    expect((await onTeam('validator')).status).toBe(200);
    expect((await onTeam('condition')).body.errorMessages[0]).toContain('not available in team-managed projects');
  });

  it('says 501 for what it does not emulate', async () => {
    site.issue('One');
    for (const change of [
      (workflow: never) => named(workflow, 'Done').validators.push({ ruleKey: 'system:previous-status-validator', parameters: {} }),
      (workflow: never) => named(workflow, 'Done').triggers.push({ ruleKey: 'system:development-triggers', parameters: {} }),
      (workflow: { statuses: unknown[] }, body: { statuses: unknown[] }) =>
        body.statuses.push({ name: 'Renamed', statusCategory: 'TODO', statusReference: site.workflow.statusIds[0] }),
      (workflow: { statuses: unknown[] }) => workflow.statuses.shift(),
    ])
      expect((await site.change(change as never)).status).toBe(501);
  });
});
