import type { JsonObject } from '../../../emulator/json';
import type { Issue, Transition, WorkflowRule } from '../../../emulator/jira/model';
import { anIssue, aSite, as, latest, refusal, status, typeId, type TestSite } from './site';

const RULE = 'ari:cloud:ecosystem::extension/app-1/env-1/static/rule';

const transitionId = (site: TestSite, issue: Issue, name: string): string => {
  const found = site.jira.workflows.fromStatus(issue).find((transition) => transition.name === name);
  if (!found) throw new Error(`no transition ${name}`);
  return found.id;
};

const go = (site: TestSite, who: string, issue: Issue, name: string, input = {}): ReturnType<typeof refusal> =>
  refusal(() => site.jira.issues.transition({ accountId: who }, issue.key, transitionId(site, issue, name), input));

const workflowId = (site: TestSite): string => Object.values(site.project.workflows)[0] ?? '';

const rule = (site: TestSite, issue: Issue, name: string, kind: 'conditions' | 'validators', config: JsonObject): void => {
  if (!site.jira.workflows.rules.module(RULE)) site.jira.workflows.registerForgeRules([{ appId: 'app-1', ari: RULE }]);
  site.jira.workflows.addRule(workflowId(site), transitionId(site, issue, name), kind, { ruleKey: RULE, config });
};

describe('a transition', () => {
  test('is open from any status to who holds Transition issues', () => {
    const site = aSite();
    const issue = anIssue(site);
    const names = (who: string): string[] => site.jira.workflows.transitionsFor(issue, who).map((transition) => transition.name);
    expect(names('member')).toEqual(['To Do', 'In Progress', 'In Review', 'Done']);
    expect(names('viewer')).toEqual([]);
    expect(go(site, 'viewer', issue, 'Done')?.status).toBe(400);
    expect(refusal(() => site.jira.issues.transition({ accountId: null }, issue.key, '11'))?.status).toBe(404);
    expect(refusal(() => site.jira.issues.transition(as(site.member), issue.key, '4711'))?.errorMessages).toEqual([
      "Transition id '4711' is not valid for this issue.",
    ]);
    expect(latest(site, issue)).toBe(issue);
  });

  test('into done sets resolution and its time, out of done clears them', async () => {
    const site = aSite();
    const issue = anIssue(site);
    await site.jira.clock.advance(60_000);
    expect(go(site, 'member', issue, 'Done')).toBeUndefined();
    const done = latest(site, issue);
    expect(done).toMatchObject({
      statusId: status(site, 'Done'),
      resolved: issue.created + 60_000,
      statusCategoryChanged: issue.created + 60_000,
    });
    expect(site.jira.state.resolutions.get(done.resolutionId ?? '')?.name).toBe('Done');
    expect(
      site.jira.issues
        .historyOf(issue.id)
        .at(-1)
        ?.items.map(({ field, fromString, toString }) => [field, fromString, toString]),
    ).toEqual([
      ['resolution', null, 'Done'],
      ['status', 'To Do', 'Done'],
    ]);
    expect(site.events.at(-1)?.payload).toMatchObject({
      jiraEventTypeName: 'issue_resolved',
      associatedStatuses: [{ name: 'Done' }, { name: 'To Do' }],
    });
    await site.jira.clock.advance(60_000);
    expect(go(site, 'member', issue, 'In Progress')).toBeUndefined();
    expect(latest(site, issue)).toMatchObject({ resolutionId: null, resolved: null, statusCategoryChanged: issue.created + 120_000 });
  });

  test('within a category keeps the time the category changed', async () => {
    const site = aSite();
    const issue = anIssue(site);
    go(site, 'member', issue, 'In Progress');
    await site.jira.clock.advance(60_000);
    go(site, 'member', latest(site, issue), 'In Review');
    expect(latest(site, issue)).toMatchObject({ statusId: status(site, 'In Review'), statusCategoryChanged: issue.created });
  });

  test('sets the fields of its screen and no others', () => {
    const site = aSite();
    const { jira } = site;
    const issue = anIssue(site);
    const fields = { resolution: { name: 'Duplicate' } };
    expect(go(site, 'member', issue, 'Done', { fields })?.errors).toHaveProperty('resolution');
    jira.workflows.setTransitionScreen(
      workflowId(site),
      transitionId(site, issue, 'Done'),
      jira.fields.createScreen('Resolve', ['resolution']).id,
    );
    expect(go(site, 'member', issue, 'Done', { fields: { summary: 'x' } })?.errors).toHaveProperty('summary');
    expect(go(site, 'member', issue, 'Done', { fields })).toBeUndefined();
    expect(jira.state.resolutions.get(latest(site, issue).resolutionId ?? '')?.name).toBe('Duplicate');
  });
});

describe('a condition', () => {
  test.each<[string, JsonObject, boolean]>([
    ['that is true shows the transition', { expression: 'issue.assignee == null' }, true],
    ['that is false hides it', { expression: 'issue.assignee != null' }, false],
    ['that fails hides it', { expression: 'issue.nothing.there' }, false],
    ['that is a text hides it', { expression: "'yes'" }, false],
    ['reads its configuration', { expression: 'issue.summary == config.wanted', wanted: 'A story' }, true],
    ['without an expression hides it', {}, false],
  ])('%s', (_title, config, shown) => {
    const site = aSite();
    const issue = anIssue(site);
    rule(site, issue, 'Done', 'conditions', config);
    expect(site.jira.workflows.transitionsFor(issue, 'member').some((transition) => transition.name === 'Done')).toBe(shown);
    expect(go(site, 'member', issue, 'Done') === undefined).toBe(shown);
  });
});

describe('a validator', () => {
  test.each<[string, JsonObject, string | undefined]>([
    ['that is true lets the transition pass', { expression: 'true' }, undefined],
    ['that is false refuses it', { expression: '1 == 2' }, 'The transition was refused by a validator.'],
    ['that is a text refuses it with that text', { expression: "'Not yet.'" }, 'Not yet.'],
    ['that is anything else refuses it', { expression: '1' }, 'The transition was refused by a validator.'],
    ['that fails refuses it', { expression: 'issue.nothing.there' }, 'could not be evaluated'],
    ['that this site does not know refuses it', {}, 'cannot evaluate'],
    [
      'sees who, where to and from',
      { expression: "user.accountId == 'member' && transition.to.name == 'Done' && transition.from.name == 'To Do'" },
      undefined,
    ],
  ])('%s', (_title, config, message) => {
    const site = aSite();
    const issue = anIssue(site);
    rule(site, issue, 'Done', 'validators', config);
    const refused = go(site, 'member', issue, 'Done');
    if (message === undefined) expect(refused).toBeUndefined();
    else {
      expect(refused?.status).toBe(400);
      expect(refused?.errorMessages[0]).toContain(message);
      expect(latest(site, issue)).toBe(issue);
    }
  });

  test('sees what the transition screen changes, and what was before', () => {
    const site = aSite();
    const { jira } = site;
    const issue = anIssue(site);
    const screen = jira.fields.createScreen('Assign', ['assignee']);
    jira.workflows.setTransitionScreen(workflowId(site), transitionId(site, issue, 'Done'), screen.id);
    rule(site, issue, 'Done', 'validators', {
      expression: "issue.assignee != null && originalIssue.assignee == null || 'Assign it first.'",
    });
    expect(go(site, 'member', issue, 'Done')?.status).toBe(400);
    expect(go(site, 'member', issue, 'Done', { fields: { assignee: { accountId: 'member' } } })).toBeUndefined();
  });

  test('takes its expression from the module unless configured, and blocks once the app is gone', () => {
    const site = aSite();
    const issue = anIssue(site);
    site.jira.workflows.registerForgeRules([{ appId: 'app-1', ari: RULE, expression: 'false', errorMessage: 'Says the app.' }]);
    rule(site, issue, 'Done', 'validators', {});
    expect(go(site, 'member', issue, 'Done')?.errorMessages).toEqual(['Says the app.']);
    site.jira.workflows.registerForgeRules([{ appId: 'app-1', ari: RULE, expression: 'true' }]);
    expect(go(site, 'member', issue, 'Done')).toBeUndefined();
    site.jira.workflows.unregisterForge('app-1');
    expect(go(site, 'member', latest(site, issue), 'Done')?.errorMessages[0]).toContain('no longer installed');
  });

  test('that fails is announced to its app', () => {
    const site = aSite();
    const issue = anIssue(site);
    rule(site, issue, 'Done', 'validators', { expression: 'issue.nothing.there' });
    go(site, 'member', issue, 'Done');
    expect(site.events.filter((event) => event.name === 'avi:jira:failed:expression').map((event) => event.payload['extensionId'])).toEqual(
      [RULE],
    );
  });
});

describe('conditions in groups', () => {
  const says = (value: string, id: string): WorkflowRule => ({ id, ruleKey: 'local', config: { expression: value } });

  test.each<[string, Partial<Transition>, boolean]>([
    ['all of which have to hold', { conditions: [says('true', '1'), says('false', '2')] }, false],
    ['one of which is enough', { conditions: [says('true', '1'), says('false', '2')], conditionOperation: 'ANY' }, true],
    [
      'of groups',
      {
        conditions: [says('true', '1')],
        conditionGroups: [{ operation: 'ANY', conditions: [says('false', '2'), says('false', '3')], groups: [] }],
      },
      false,
    ],
    ['that know how they are joined', { conditions: [says("groupOperator == 'AND'", '1'), says('true', '2')] }, true],
    ['alone know no operator', { conditions: [says('groupOperator == null', '1')] }, true],
    ['that are disabled hold', { conditions: [{ ...says('false', '1'), disabled: true }] }, true],
  ])('%s', (_title, change, shown) => {
    const site = aSite();
    const issue = anIssue(site);
    site.jira.workflows.changeTransition(workflowId(site), transitionId(site, issue, 'Done'), (one) => ({ ...one, ...change }));
    expect(site.jira.workflows.transitionsFor(issue, 'member').some((transition) => transition.name === 'Done')).toBe(shown);
  });

  test('have no original issue, validators have no operator', () => {
    const site = aSite();
    const issue = anIssue(site);
    rule(site, issue, 'Done', 'conditions', { expression: "typeof originalIssue == 'undefined'" });
    rule(site, issue, 'Done', 'validators', { expression: "typeof groupOperator == 'undefined' && typeof app == 'undefined'" });
    expect(go(site, 'member', issue, 'Done')).toBeUndefined();
    site.switches.appInWorkflowRules = true;
    expect(go(site, 'member', latest(site, issue), 'Done')?.status).toBe(400);
  });
});

// "originalIssue … is not available when validator is defined for the initial transition", says Atlassian's page on validators.
describe('a validator of the initial transition', () => {
  test('is asked when an issue is created, of the issue as it will be', () => {
    const site = aSite();
    rule(site, anIssue(site), 'Done', 'validators', { expression: 'true' });
    site.jira.workflows.addRule(workflowId(site), '1', 'validators', {
      ruleKey: RULE,
      config: {
        expression:
          "typeof originalIssue == 'undefined' && issue.id == null && transition.from == null && issue.labels.length > 0 || 'Label it.'",
      },
    });
    expect(refusal(() => anIssue(site))?.errorMessages).toEqual(['Label it.']);
    expect(anIssue(site, { labels: ['new'] }).key).toBe('SHOP-2');
  });

  test('is not asked by an import', () => {
    const site = aSite();
    site.jira.workflows.addRule(workflowId(site), '1', 'validators', { ruleKey: 'local', config: { expression: 'false' } });
    const input = { projectId: 'SHOP', typeId: typeId(site), fields: { summary: 'Old' } };
    expect(refusal(() => site.jira.issues.create(as(site.admin), input))?.status).toBe(400);
    expect(site.jira.issues.create(as(site.admin), input, { imported: {} }).summary).toBe('Old');
  });
});

describe('a rule of an app', () => {
  test('is for the projects that its module names: company-managed ones by default', () => {
    const site = aSite({ style: 'next-gen' });
    const add = (projectTypes?: readonly ['team-managed']): unknown => {
      site.jira.workflows.registerForgeRules([
        { appId: 'app-1', ari: RULE, expression: 'true', ...(projectTypes ? { projectTypes } : {}) },
      ]);
      return refusal(() => site.jira.workflows.addRule(workflowId(site), '11', 'validators', { ruleKey: RULE, config: {} }))?.status;
    };
    expect(add()).toBe(400);
    expect(add(['team-managed'])).toBeUndefined();
  });

  test('is used as what it is', () => {
    const site = aSite();
    site.jira.workflows.registerForgeRules([{ appId: 'app-1', ari: RULE, expression: 'true', kind: 'condition' }]);
    const add = (kind: 'conditions' | 'validators'): unknown =>
      refusal(() => site.jira.workflows.addRule(workflowId(site), '11', kind, { ruleKey: RULE, config: {} }))?.status;
    expect(add('validators')).toBe(400);
    expect(add('conditions')).toBeUndefined();
  });

  test('may make its message with an expression', () => {
    const site = aSite();
    const issue = anIssue(site);
    site.jira.workflows.registerForgeRules([
      { appId: 'app-1', ari: RULE, expression: 'false', errorMessage: { expression: "'Not ' + transition.to.name + ': ' + config.why" } },
    ]);
    rule(site, issue, 'Done', 'validators', { why: 'too early' });
    expect(go(site, 'member', issue, 'Done')?.errorMessages).toEqual(['Not Done: too early']);
  });

  test('says what asking it costs', () => {
    const site = aSite();
    const issue = anIssue(site);
    const { jira } = site;
    const workflow = jira.workflows.of(issue);
    const [transition] = workflow.transitions;
    const context = { workflow, transition: transition!, issue, original: issue, accountId: 'member' };
    const expression = "user.getProjectRoles(project).some(r => r.name == 'Member')";
    expect(jira.workflows.rules.ask('validator', { id: '1', ruleKey: 'local', config: { expression } }, context)).toEqual({
      problem: null,
      steps: 8,
      expensiveOperations: 1,
    });
  });
});

describe('deleting and moving', () => {
  test('deleting needs Delete issues; sub-tasks go along only if asked; children of an epic stay', () => {
    const site = aSite();
    const { jira, admin, member } = site;
    const epic = anIssue(site, {}, 'Epic');
    const story = anIssue(site, { parent: { key: epic.key } });
    const subtask = anIssue(site, { parent: { key: story.key } }, 'Sub-task');
    expect(refusal(() => jira.issues.remove(as(member), story.key))?.status).toBe(403);
    expect(refusal(() => jira.issues.remove(as(admin), story.key))?.status).toBe(400);
    jira.issues.remove(as(admin), epic.key);
    expect(latest(site, story).parentId).toBeNull();
    site.events.length = 0;
    jira.issues.remove(as(admin), story.key, { deleteSubtasks: true });
    expect([story, subtask].map((issue) => jira.issues.byIdOrKey(issue.key))).toEqual([undefined, undefined]);
    expect(site.events.map((event) => [event.name, event.issueId])).toEqual([['avi:jira:deleted:issue', story.id]]);
  });

  test('a moved issue has a new key, the old one still finds it', () => {
    const site = aSite();
    const { jira, member } = site;
    const other = jira.projects.create({ key: 'OPS', name: 'Operations', style: 'classic', leadAccountId: 'admin', template: 'kanban' });
    const issue = anIssue(site);
    const subtask = anIssue(site, { parent: { key: issue.key } }, 'Sub-task');
    const moved = jira.issues.move(as(member), issue.key, { projectId: 'OPS' });
    expect(moved).toMatchObject({ id: issue.id, key: 'OPS-1', projectId: other.id });
    expect(jira.state.statuses.get(moved.statusId)?.name).toBe('Backlog');
    expect(jira.issues.byIdOrKey(issue.key)).toBe(moved);
    expect(latest(site, subtask)).toMatchObject({ key: 'OPS-2', parentId: issue.id });
    expect(jira.issues.inProject(site.project.id)).toEqual([]);
    expect(refusal(() => jira.issues.move({ accountId: 'viewer' }, anIssue(site).key, { projectId: 'OPS' }))?.status).toBe(403);
  });
});
