import { badRequest, forbidden, notFound, unauthorized } from '../errors';
import type { Jira } from '../jira';
import type { Project, Workflow } from '../model';
import { define, intParam } from './define';
import { apiUrl } from './json-context';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { mayReadWorkflow } from './workflows';

/**
 * Which projects use which workflow. Company-managed projects have a workflow scheme each here, of the project's number, which sends most
 * issue types to its default workflow; team-managed ones have none, as in Jira.
 */
const hasScheme = (project: Project): boolean => project.style === 'classic' && project.state === 'live';

function schemeJson(context: OperationContext, project: Project): Record<string, unknown> {
  const { jira } = context;
  const name = (id: string): string => jira.workflows.byId(id)?.name ?? id;
  const ids = Object.values(project.workflows);
  const fallback = [...new Set(ids)].sort((a, b) => count(ids, b) - count(ids, a))[0] ?? '';
  return {
    id: Number(project.id),
    name: `${project.key}: Workflow Scheme`,
    description: '',
    defaultWorkflow: name(fallback),
    issueTypeMappings: Object.fromEntries(
      Object.entries(project.workflows).flatMap(([type, id]) => (id === fallback ? [] : [[type, name(id)]])),
    ),
    draft: false,
    self: apiUrl({ ...context, accountId: context.caller.accountId }, `workflowscheme/${project.id}`),
  };
}

const count = (ids: readonly string[], id: string): number => ids.filter((one) => one === id).length;

function onlyAdmins({ jira, caller }: OperationContext): void {
  if (!jira.permissions.isJiraAdmin(caller.accountId)) throw forbidden('Only Jira administrators can access workflow scheme associations.');
}

function schemeOf(context: OperationContext): Project {
  const project = context.jira.projects.byId(context.params['id'] ?? '');
  if (!project || !hasScheme(project)) throw notFound('The workflow scheme was not found.');
  return project;
}

/** @throws JiraError 404, 401 */
function workflowOf(context: OperationContext): Workflow {
  const workflow = context.jira.workflows.byId(context.params['workflowId'] ?? '');
  if (!workflow) throw notFound('The workflow does not exist.');
  if (!mayReadWorkflow(context.jira, context.caller, workflow)) throw unauthorized('You do not have permission to view this workflow.');
  return workflow;
}

/** A page by cursor: `{values, nextPageToken?}`. */
function cursorPage(context: OperationContext, ids: readonly string[]): Record<string, unknown> {
  const size = intParam(context.query, 'maxResults', 50);
  if (size < 1 || size > 200) throw badRequest('maxResults must be between 1 and 200.');
  const token = context.query.get('nextPageToken');
  const start = token === null || token === '' ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isInteger(start) || start < 0) throw badRequest('Invalid format of nextPageToken');
  const end = start + size;
  return {
    values: ids.slice(start, end).map((id) => ({ id })),
    ...(end < ids.length ? { nextPageToken: Buffer.from(String(end)).toString('base64') } : {}),
  };
}

const using = (jira: Jira, workflow: Workflow): readonly Project[] =>
  jira.workflows.projectsUsing(workflow.id).filter(({ state }) => state !== 'deleted');

export const workflowUsageOperations: readonly Operation[] = [
  define('GET', 'workflow/{workflowId}/projectUsages', (context) => {
    const workflow = workflowOf(context);
    const ids = using(context.jira, workflow).map(({ id }) => id);
    return ok({ workflowId: workflow.id, projects: cursorPage(context, ids) });
  }),
  define('GET', 'workflow/{workflowId}/project/{projectId}/issueTypeUsages', (context) => {
    const workflow = workflowOf(context);
    const projectId = context.params['projectId'] ?? '';
    const types = Object.entries(context.jira.projects.byId(projectId)?.workflows ?? {});
    const ids = types.flatMap(([type, id]) => (id === workflow.id ? [type] : []));
    return ok({ workflowId: workflow.id, projectId, issueTypes: cursorPage(context, ids) });
  }),
  define('GET', 'workflow/{workflowId}/workflowSchemes', (context) => {
    const workflow = workflowOf(context);
    const ids = using(context.jira, workflow).filter(hasScheme);
    return ok({
      workflowId: workflow.id,
      workflowSchemes: cursorPage(
        context,
        ids.map(({ id }) => id),
      ),
    });
  }),
  define('GET', 'workflowscheme', (context) => {
    onlyAdmins(context);
    return ok(
      pageBean(context, 'workflowscheme', context.jira.projects.all().filter(hasScheme), (project) => schemeJson(context, project)),
    );
  }),
  define('GET', 'workflowscheme/project', (context) => {
    onlyAdmins(context);
    const wanted = context.query.getAll('projectId');
    if (wanted.length === 0) throw badRequest('', { projectId: 'The ID of a project has to be provided.' });
    if (wanted.length > 100) throw badRequest('', { projectId: 'At most 100 projects can be given.' });
    const projects = context.jira.projects.all().filter((project) => hasScheme(project) && wanted.includes(project.id));
    return ok({ values: projects.map((project) => ({ projectIds: [project.id], workflowScheme: schemeJson(context, project) })) });
  }),
  define('GET', 'workflowscheme/{id}', (context) => {
    onlyAdmins(context);
    return ok(schemeJson(context, schemeOf(context)));
  }),
];
