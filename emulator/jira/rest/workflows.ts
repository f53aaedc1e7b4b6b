import { z } from 'zod';
import { badRequest, JiraError, unauthorized } from '../errors';
import type { Jira } from '../jira';
import type { Caller, Project, Workflow } from '../model';
import { projectTypeOf, type RuleKind } from '../workflow-rules';
import { checkVersions, mayEditWorkflow, planUpdate, type UpdatePlan } from '../workflow-update';
import { FORGE_RULE_KEYS, PERMISSION_VALIDATOR, WorkflowUpdateSchema } from '../workflow-update-shape';
import { define, listParam, parseBody } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { statusesJson, workflowJson } from './workflow-json';

const ReadSchema = z.object({
  workflowIds: z.array(z.string()).nullish(),
  workflowNames: z.array(z.string()).nullish(),
  projectAndIssueTypes: z.array(z.object({ projectId: z.string(), issueTypeId: z.string() })).nullish(),
});
const ValidateSchema = z.object({
  payload: WorkflowUpdateSchema,
  validationOptions: z.object({ levels: z.array(z.enum(['WARNING', 'ERROR'])).optional() }).nullish(),
});

/** Jira administrators read all, others those of team-managed projects which they administer or may look at. */
export function mayReadWorkflow(jira: Jira, caller: Caller, workflow: Workflow): boolean {
  if (jira.permissions.isJiraAdmin(caller.accountId)) return true;
  const { projectId } = workflow;
  return (
    projectId !== undefined &&
    ['ADMINISTER_PROJECTS', 'VIEW_READONLY_WORKFLOW'].some((permission) =>
      jira.permissions.has(caller.accountId, permission, { projectId }),
    )
  );
}

const NOT_ALLOWED = 'You do not have permission to view this workflow.';

/** @throws JiraError 401, which is what Atlassian documents here for a lack of permission too */
function readable(context: OperationContext, workflows: readonly Workflow[]): readonly Workflow[] {
  const { jira, caller } = context;
  if (workflows.some((workflow) => !mayReadWorkflow(jira, caller, workflow))) throw unauthorized(NOT_ALLOWED);
  return workflows;
}

function asked(context: OperationContext): readonly Workflow[] {
  const { jira } = context;
  const body = parseBody(ReadSchema, context.body);
  const ids = body.workflowIds ?? [];
  const names = body.workflowNames ?? [];
  const pairs = body.projectAndIssueTypes ?? [];
  if (ids.length + names.length + pairs.length === 0)
    throw badRequest('At least one of workflowIds, workflowNames and projectAndIssueTypes has to be given.');
  const ofPairs = pairs.map(({ projectId, issueTypeId }) => jira.projects.byId(projectId)?.workflows[issueTypeId]);
  return jira.workflows.all().filter(({ id, name }) => ids.includes(id) || names.includes(name) || ofPairs.includes(id));
}

function search(context: OperationContext): Record<string, unknown> {
  const { jira, caller, query } = context;
  const wanted = query.get('queryString')?.toLowerCase() ?? '';
  const scope = query.get('scope')?.toUpperCase();
  const active = query.get('isActive');
  const found = jira.workflows
    .all()
    .filter((workflow) => mayReadWorkflow(jira, caller, workflow))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .filter(({ projectId }) => !scope || (scope === 'PROJECT') === (projectId !== undefined))
    .filter(({ id }) => active === null || (active === 'true') === jira.workflows.projectsUsing(id).length > 0);
  const withTransitions = listParam(query, 'expand')?.includes('values.transitions') ?? false;
  const sorted = ordered(found, query.get('orderBy') ?? 'name');
  const shown: Workflow[] = [];
  const page = pageBean(context, 'workflows/search', sorted, (workflow) => {
    shown.push(workflow);
    return workflowJson(jira, workflow, withTransitions);
  });
  return { ...page, statuses: statusesJson(jira, shown) };
}

function ordered(workflows: readonly Workflow[], by: string): readonly Workflow[] {
  const [, sign = '', field = ''] = /^([+-]?)(name|created|updated)$/.exec(by) ?? [];
  if (field === '') throw badRequest(`The workflows cannot be ordered by "${by}".`);
  const compare = (a: Workflow, b: Workflow): number =>
    field === 'name' ? a.name.localeCompare(b.name) : (a[field as 'created'] ?? 0) - (b[field as 'created'] ?? 0);
  return [...workflows].sort((a, b) => (sign === '-' ? compare(b, a) : compare(a, b)));
}

/** Which workflow the rules are for, and which kinds of project that is. */
function editorScope(context: OperationContext): { readonly workflow: Workflow | undefined; readonly project: Project | undefined } {
  const { jira, query } = context;
  const workflowId = query.get('workflowId');
  const project = jira.projects.byId(query.get('projectId') ?? '');
  const typeId = query.get('issueTypeId');
  if (workflowId !== null) {
    const workflow = jira.workflows.byId(workflowId);
    if (!workflow) throw badRequest(`There is no workflow ${workflowId}.`);
    return { workflow, project: jira.projects.byId(workflow.projectId ?? '') };
  }
  if (!project || typeId === null) throw badRequest('Give the ID of a workflow, or of a project and an issue type.');
  return { workflow: jira.workflows.byId(project.workflows[typeId] ?? ''), project };
}

const RULE_TYPES: Readonly<Record<RuleKind, string>> = { condition: 'Condition', validator: 'Validator', postFunction: 'Function' };

function capabilities(context: OperationContext): Record<string, unknown> {
  const { jira, caller } = context;
  const { workflow, project } = editorScope(context);
  if (!workflow || !mayEditWorkflow(jira, caller, workflow)) throw unauthorized(NOT_ALLOWED);
  const scoped = workflow.projectId !== undefined;
  const type = scoped && project ? projectTypeOf(project) : 'company-managed';
  return {
    editorScope: scoped ? 'PROJECT' : 'GLOBAL',
    projectTypes: ['software'],
    connectRules: [],
    triggerRules: [],
    systemRules: [
      {
        ruleKey: PERMISSION_VALIDATOR,
        name: 'Permission',
        description: 'Lets those make the transition who hold a permission.',
        ruleType: 'Validator',
        isAvailableForInitialTransition: true,
        isVisible: true,
        incompatibleRuleKeys: [],
      },
    ],
    forgeRules: jira.workflows.rules.all().flatMap((module) =>
      module.kind !== undefined && (module.projectTypes ?? ['company-managed']).includes(type)
        ? [
            {
              id: module.ari,
              name: module.name ?? '',
              description: module.description ?? '',
              ruleKey: FORGE_RULE_KEYS[module.kind],
              ruleType: RULE_TYPES[module.kind],
            },
          ]
        : [],
    ),
  };
}

function update(context: OperationContext): Record<string, unknown> {
  const { jira, caller } = context;
  const body = parseBody(WorkflowUpdateSchema, context.body);
  const plan: UpdatePlan = planUpdate(jira, caller, body);
  checkVersions(jira, body);
  if (plan.problems.length > 0)
    throw new JiraError(
      400,
      plan.problems.map(({ message }) => message),
    );
  const workflows = plan.apply();
  return { statuses: statusesJson(jira, workflows), workflows: workflows.map((workflow) => workflowJson(jira, workflow)), taskId: null };
}

export const workflowOperations: readonly Operation[] = [
  define('POST', 'workflows', (context) => {
    const workflows = readable(context, asked(context));
    return ok({
      statuses: statusesJson(context.jira, workflows),
      workflows: workflows.map((workflow) => workflowJson(context.jira, workflow)),
    });
  }),
  define('GET', 'workflows/search', (context) => ok(search(context))),
  define('GET', 'workflows/capabilities', (context) => ok(capabilities(context))),
  define('POST', 'workflows/update', (context) => ok(update(context))),
  define('POST', 'workflows/update/validation', (context) => {
    const { payload, validationOptions } = parseBody(ValidateSchema, context.body);
    const { problems } = planUpdate(context.jira, context.caller, payload);
    const levels = validationOptions?.levels ?? ['WARNING', 'ERROR'];
    return ok({ errors: problems.filter(({ level }) => levels.includes(level)) });
  }),
];
