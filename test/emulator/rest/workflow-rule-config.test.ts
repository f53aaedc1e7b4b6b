import { RULES, workflowSite, type WorkflowSite } from './workflow-client';

let site: WorkflowSite;
beforeEach(() => (site = workflowSite()));
afterEach(() => expect(site.gateway.violations).toEqual([]));

const SCOPES = ['manage:jira-configuration'];
const types = 'types=postfunction&types=condition&types=validator';

describe("an app's own rules", () => {
  const add = () => {
    const { jira, workflow } = site;
    const done = jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: RULES.validator, config: { mode: 'met' } });
    const create = jira.workflows.addRule(workflow.id, '1', 'validators', { ruleKey: RULES.validator, config: {} });
    jira.workflows.addRule(workflow.id, '41', 'validators', { ruleKey: 'ari:cloud:ecosystem::extension/other/e/static/x', config: {} });
    return { done, create };
  };

  it('are found by the app itself, wherever they are, without any permission', async () => {
    const { done, create } = add();
    const found = await site.asApp(SCOPES)('GET', `workflow/rule/config?${types}&expand=transition`);
    expect(found.body.values).toEqual([
      {
        workflowId: { name: site.workflow.name, draft: false },
        postFunctions: [],
        conditions: [],
        validators: [
          { id: create.id, key: 'accepted', configuration: { value: '', disabled: false }, transition: { id: 1, name: 'Create' } },
          {
            id: done.id,
            key: 'accepted',
            configuration: { value: '{"mode":"met"}', disabled: false },
            transition: { id: 41, name: 'Done' },
          },
        ],
      },
    ]);
    const none = await site.asApp(SCOPES)('GET', 'workflow/rule/config?types=validator&keys=another');
    expect(none.body.values).toEqual([]);
    expect((await site.asApp(SCOPES)('GET', 'workflow/rule/config')).status).toBe(400);
    expect((await site.asApp(SCOPES)('GET', 'workflow/rule/config?types=trigger')).status).toBe(404);
  });

  it('are configured, tagged and disabled by it', async () => {
    const { done } = add();
    const put = (validators: unknown[], name = site.workflow.name) =>
      site.asApp(SCOPES)('PUT', 'workflow/rule/config', { workflows: [{ workflowId: { name, draft: false }, validators }] } as never);
    const answer = await put([
      { id: done.id, configuration: { value: '{"mode":"all"}', disabled: true, tag: 'v2' } },
      { id: 'nothing', configuration: { value: '' } },
    ]);
    expect(answer.body.updateResults).toEqual([
      {
        workflowId: { name: site.workflow.name, draft: false },
        ruleUpdateErrors: { nothing: ['The rule with this id does not exist: nothing'] },
        updateErrors: [],
      },
    ]);
    const found = await site.asApp(SCOPES)('GET', 'workflow/rule/config?types=validator&withTags=v2');
    expect(found.body.values[0].validators).toMatchObject([
      { id: done.id, configuration: { value: '{"mode":"all"}', disabled: true, tag: 'v2' } },
    ]);
    await put([{ id: done.id, configuration: { value: '{"mode":"all"}' } }]);
    expect((await site.read()).transitions[4].validators[0].parameters).toMatchObject({ disabled: 'false', tag: '' });
    expect((await put([], 'No such workflow')).body.updateResults[0].updateErrors[0]).toContain('Workflow not found');
  });

  it("are nobody else's by this way, and only Connect apps can delete theirs", async () => {
    add();
    expect((await site.as('admin')('GET', `workflow/rule/config?${types}`)).status).toBe(403);
    expect((await site.asApp(SCOPES, site.people.admin)('GET', `workflow/rule/config?${types}`)).status).toBe(403);
    expect((await site.as('admin')('PUT', 'workflow/rule/config', { workflows: [] })).status).toBe(403);
    expect((await site.asApp(SCOPES)('PUT', 'workflow/rule/config/delete', { workflows: [] })).status).toBe(403);
  });
});
