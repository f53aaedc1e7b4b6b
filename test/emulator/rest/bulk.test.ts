import type { Issue } from '../../../emulator/jira/model';
import { typeNamed } from './rest-site';
import { RULES, workflowSite, type WorkflowSite } from './workflow-client';

let site: WorkflowSite;
beforeEach(() => (site = workflowSite()));
afterEach(() => expect(site.gateway.violations).toEqual([]));

const progress = async (taskId: string, person: 'developer' | 'admin' = 'developer') =>
  (await site.as(person)('GET', `bulk/queue/${taskId}`)).body;
const transition = (issues: readonly Issue[], transitionId = '41', person: 'developer' | 'admin' = 'developer') =>
  site.as(person)('POST', 'bulk/issues/transition', {
    bulkTransitionInputs: [{ selectedIssueIdsOrKeys: issues.map(({ key }) => key), transitionId }],
  });
const status = (issue: Issue): string | undefined => site.jira.state.statuses.get(site.jira.issues.byIdOrKey(issue.id)!.statusId)?.name;

describe('a bulk transition', () => {
  it('runs by and by on the clock, and tells its progress', async () => {
    const issues = Array.from({ length: 25 }, (_, index) => site.issue(`Issue ${index}`));
    const { status: answered, body } = await transition(issues);
    expect(answered).toBe(201);
    expect(await progress(body.taskId)).toMatchObject({ taskId: body.taskId, status: 'ENQUEUED', progressPercent: 0 });
    expect(status(issues[0]!)).toBe('To Do');
    await site.clock.advance(300);
    expect(await progress(body.taskId)).toMatchObject({ status: 'RUNNING', progressPercent: 80, started: expect.any(Number) });
    await site.clock.advance(100);
    expect(await progress(body.taskId)).toMatchObject({
      status: 'COMPLETE',
      progressPercent: 100,
      submittedBy: { accountId: site.people.developer.accountId },
      processedAccessibleIssues: issues.map(({ id }) => Number(id)),
      failedAccessibleIssues: {},
      invalidOrInaccessibleIssueCount: 0,
      totalIssueCount: 25,
    });
    expect(status(issues[24]!)).toBe('Done');
  });

  it("asks each issue's conditions and validators, as the person, and reports what was refused with its message", async () => {
    const { jira, workflow } = site;
    const expression = "issue.labels.includes('ready') || 'Open: ' + issue.summary";
    jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: { expression } });
    jira.workflows.addRule(workflow.id, '31', 'conditions', { ruleKey: RULES.condition, config: { owner: site.people.admin.accountId } });
    const [ready, open] = [site.issue('One', { labels: ['ready'] }), site.issue('Two')];
    const task = (await transition([ready, open])).body.taskId;
    const hidden = (await transition([open], '31')).body.taskId;
    await site.clock.advance(1_000);
    expect(await progress(task)).toMatchObject({
      processedAccessibleIssues: [Number(ready.id)],
      failedAccessibleIssues: { [open.id]: ['Open: Two'] },
    });
    expect((await progress(hidden)).failedAccessibleIssues).toEqual({ [open.id]: ["Transition id '31' is not valid for this issue."] });
    const admin = (await transition([open], '31', 'admin')).body.taskId;
    await site.clock.advance(1_000);
    expect((await progress(admin)).processedAccessibleIssues).toEqual([Number(open.id)]);
  });

  it('counts what is gone when its turn comes', async () => {
    const [one, two] = [site.issue('One'), site.issue('Two')];
    const { taskId } = (await transition([one, two])).body;
    site.jira.issues.remove({ accountId: site.people.owner.accountId }, two.key);
    await site.clock.advance(1_000);
    expect(await progress(taskId)).toMatchObject({ processedAccessibleIssues: [Number(one.id)], invalidOrInaccessibleIssueCount: 1 });
  });

  it('needs issues that are there, at most a thousand, and the permission to make bulk changes', async () => {
    const issue = site.issue('One');
    const answer = await site.as('developer')('POST', 'bulk/issues/transition', {
      bulkTransitionInputs: [{ selectedIssueIdsOrKeys: [issue.key, 'SHOP-99'], transitionId: '41' }],
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [{ message: 'Some of the issues in the issueIdsOrKeys are not valid' }] });
    expect((await transition(Array.from({ length: 1_001 }, () => issue))).status).toBe(400);
    expect((await site.as('developer')('POST', 'bulk/issues/transition', {})).status).toBe(400);
    const app = await site.asApp(['write:jira-work'])('POST', 'bulk/issues/transition', {
      bulkTransitionInputs: [{ selectedIssueIdsOrKeys: [issue.key], transitionId: '41' }],
    });
    expect(app.status).toBe(403);
    expect((await site.as('developer')('GET', 'bulk/queue/1')).status).toBe(400);
    expect((await site.anonymous('GET', 'bulk/queue/1')).status).toBe(401);
  });

  it('is offered where it is common to the issues of a workflow and has no screen', async () => {
    const { jira, workflow } = site;
    jira.workflows.setTransitionScreen(workflow.id, '11', jira.fields.createScreen('Ask', ['summary']).id);
    jira.workflows.addRule(workflow.id, '31', 'conditions', {
      ruleKey: RULES.condition,
      config: { expression: "issue.labels.includes('ready')" },
    });
    const [one, two] = [site.issue('One', { labels: ['ready'] }), site.issue('Two')];
    const offered = async (keys: string) =>
      (await site.as('developer')('GET', `bulk/issues/transition?issueIdsOrKeys=${keys}`)).body.availableTransitions;
    const names = async (keys: string) =>
      (await offered(keys))[0].transitions.map(({ transitionName }: { transitionName: string }) => transitionName);
    expect(await names(one.key)).toEqual(['In Progress', 'In Review', 'Done']);
    expect(await names(`${one.key},${two.key}`)).toEqual(['In Progress', 'Done']);
    expect(await offered(one.key)).toMatchObject([
      { issues: [one.key], isTransitionsFiltered: true, transitions: [{ transitionId: 21, to: { statusName: 'In Progress' } }, {}, {}] },
    ]);
    expect((await site.as('developer')('GET', 'bulk/issues/transition')).status).toBe(400);
  });
});

describe('a bulk move', () => {
  const other = () => {
    const { jira, people } = site;
    return jira.projects.create({ key: 'OPS', name: 'Ops', style: 'classic', leadAccountId: people.owner.accountId, template: 'kanban' });
  };
  const move = (target: string, mapping: Record<string, unknown>) =>
    site.as('developer')('POST', 'bulk/issues/move', { targetToSourcesMapping: { [target]: mapping } } as never);
  const infer = { inferStatusDefaults: true, inferFieldDefaults: true, inferSubtaskTypeDefault: true, inferClassificationDefaults: true };

  it('gives issues a new project and key, and keeps what apps have stored on them', async () => {
    const ops = other();
    const story = typeNamed(site.jira, ops, 'Story');
    const issue = site.issue('One', { [site.factors.id]: { model: 'x', jobSize: 3 } });
    const { taskId } = (await move(`OPS,${story}`, { issueIdsOrKeys: [issue.key], ...infer })).body;
    await site.clock.advance(1_000);
    expect((await progress(taskId)).processedAccessibleIssues).toEqual([Number(issue.id)]);
    const moved = site.jira.issues.byIdOrKey(issue.id)!;
    expect(moved).toMatchObject({ projectId: ops.id, key: 'OPS-1', custom: { [site.factors.id]: { model: 'x', jobSize: 3 } } });
    expect(status(moved)).toBe('Backlog');
  });

  it('passes by the rules of workflows, and needs a status where the target lacks it', async () => {
    const ops = other();
    const { jira, workflow } = site;
    jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: {} });
    const story = typeNamed(jira, ops, 'Story');
    const done = [...jira.state.statuses.values()].find(({ name, projectId }) => name === 'Done' && projectId === undefined)!;
    const issue = site.issue('One');
    const mapping = { issueIdsOrKeys: [issue.key], ...infer, inferStatusDefaults: false };
    expect((await move(`OPS,${story}`, mapping)).body.errors[0].message).toContain('target status is needed');
    const { taskId } = (await move(`OPS,${story}`, { ...mapping, targetStatus: [{ statuses: { [done.id]: [issue.statusId] } }] })).body;
    await site.clock.advance(1_000);
    expect((await progress(taskId)).failedAccessibleIssues).toEqual({});
    expect(status(issue)).toBe('Done');
  });

  it('puts sub-tasks under the parent named, and refuses what does not fit', async () => {
    const ops = other();
    const { jira } = site;
    const [story, subtask] = [typeNamed(jira, ops, 'Story'), typeNamed(jira, ops, 'Sub-task')];
    const parent = jira.issues.create(
      { accountId: site.people.owner.accountId },
      { projectId: ops.id, typeId: story, fields: { summary: 'Parent' } },
    );
    const [one, two] = [site.issue('One'), site.issue('Two')];
    const good = (await move(`${ops.id},${subtask},${parent.key}`, { issueIdsOrKeys: [one.id], ...infer })).body.taskId;
    const bad = (await move(`OPS,${subtask}`, { issueIdsOrKeys: [two.id], ...infer })).body.taskId;
    await site.clock.advance(1_000);
    expect((await progress(good)).failedAccessibleIssues).toEqual({});
    expect(jira.issues.byIdOrKey(one.id)).toMatchObject({ parentId: parent.id, projectId: ops.id });
    expect((await progress(bad)).failedAccessibleIssues[two.id][0]).toContain('parent issue key or id not specified');
    expect((await move('NOWHERE,1', { issueIdsOrKeys: [two.id] })).status).toBe(400);
    expect((await move('OPS,1', { issueIdsOrKeys: [two.id] })).status).toBe(400);
  });
});
