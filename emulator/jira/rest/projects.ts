import { badRequest } from '../errors';
import type { Project } from '../model';
import { define, intParam, jsonContext, listParam } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { issueTypeJson, projectJson, projectListJson, projectTypes, statusJson } from './project-json';

const visible = (context: OperationContext, name = 'projectIdOrKey'): Project =>
  context.jira.projects.visible(context.caller.accountId, context.params[name] ?? '');

const expandOf = (context: OperationContext): readonly string[] => listParam(context.query, 'expand') ?? [];

const ACTIONS: Readonly<Record<string, string>> = { browse: 'BROWSE_PROJECTS', edit: 'ADMINISTER_PROJECTS', create: 'CREATE_ISSUES' };

/** Projects that the search parameters leave, in the order asked for. */
function found(context: OperationContext): readonly Project[] {
  const { jira, caller, query } = context;
  const text = query.get('query')?.toLowerCase();
  const ids = listParam(query, 'id');
  const keys = listParam(query, 'keys')?.map((key) => key.toUpperCase());
  const types = listParam(query, 'typeKey');
  const permission = ACTIONS[query.get('action') ?? 'view'];
  const status = listParam(query, 'status') ?? ['live'];
  // Archived and deleted projects are for those who administer them.
  const pool = jira.projects.all().filter((project) => {
    if (!status.includes(project.state)) return false;
    return project.state === 'live' ? jira.projects.isVisible(caller.accountId, project) : jira.permissions.isJiraAdmin(caller.accountId);
  });
  return pool
    .filter((project) => text === undefined || `${project.key} ${project.name}`.toLowerCase().includes(text))
    .filter((project) => !ids || ids.includes(project.id))
    .filter((project) => !keys || keys.includes(project.key))
    .filter((project) => !types || types.includes(project.projectTypeKey))
    .filter(
      (project) =>
        permission === undefined || jira.permissions.has(caller.accountId, permission, { projectId: project.id, anyIssue: true }),
    )
    .sort(order(query.get('orderBy') ?? 'key'));
}

function order(by: string): (a: Project, b: Project) => number {
  const field = by.replace(/^[-+ ]/, '');
  const direction = by.startsWith('-') ? -1 : 1;
  if (field === 'name') return (a, b) => direction * a.name.localeCompare(b.name);
  if (field === 'key') return (a, b) => direction * a.key.localeCompare(b.key);
  if (['category', 'owner', 'issueCount', 'lastIssueUpdatedDate', 'archivedDate', 'deletedDate'].includes(field)) return () => 0;
  throw badRequest(`The value "${by}" of orderBy is not valid.`);
}

export const projectOperations: readonly Operation[] = [
  define('GET', 'project', (context) => {
    const expand = expandOf(context);
    return ok(found(context).map((project) => projectListJson(jsonContext(context), project, expand)));
  }),
  define('GET', 'project/search', (context) => {
    const expand = expandOf(context);
    return ok(
      pageBean(context, 'project/search', found(context), (project) => projectListJson(jsonContext(context), project, expand), {
        cap: 100,
      }),
    );
  }),
  define('GET', 'project/{projectIdOrKey}', (context) => ok(projectJson(jsonContext(context), visible(context), expandOf(context)))),
  define('GET', 'project/{projectIdOrKey}/statuses', (context) => {
    const project = visible(context);
    const shape = jsonContext(context);
    return ok(
      projectTypes(shape, project).map((type) => {
        const workflow = context.jira.state.workflows.get(project.workflows[type.id] ?? '');
        const statuses = (workflow?.statusIds ?? []).flatMap((id) => context.jira.state.statuses.get(id) ?? []);
        const { self, id, name, subtask } = issueTypeJson(shape, type);
        return { self, id, name, subtask, statuses: statuses.map((status) => statusJson(shape, status)) };
      }),
    );
  }),
  define('GET', 'issuetype/project', (context) => {
    if (!context.query.has('projectId')) throw badRequest("The query parameter 'projectId' needs to be provided");
    const project = context.jira.projects.visible(context.caller.accountId, context.query.get('projectId') ?? '');
    const level = context.query.has('level') ? intParam(context.query, 'level', 0) : undefined;
    const types = projectTypes(jsonContext(context), project).filter((type) => level === undefined || type.hierarchyLevel === level);
    return ok(types.map((type) => issueTypeJson(jsonContext(context), type)));
  }),
];
