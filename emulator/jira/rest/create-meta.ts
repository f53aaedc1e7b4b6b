import { badRequest } from '../errors';
import type { IssueType, Project } from '../model';
import { define, intParam, jsonContext, listParam } from './define';
import { fieldMeta } from './field-meta';
import { ok, type Operation, type OperationContext } from './operation';
import { slice } from './paging';
import { issueTypeJson, projectRef, projectTypes } from './project-json';

type Row = Record<string, unknown>;

const LARGEST_PAGE = 200;

const mayCreate = (context: OperationContext, project: Project): boolean =>
  context.jira.permissions.has(context.caller.accountId, 'CREATE_ISSUES', { projectId: project.id, anyIssue: true });

function typesOf(context: OperationContext, project: Project): readonly IssueType[] {
  return mayCreate(context, project) ? projectTypes(jsonContext(context), project) : [];
}

/** What a create screen asks for: project and issue type, which are on every one, then its fields. */
function createFields(context: OperationContext, project: Project, type: IssueType): Row[] {
  const ids = new Set(['project', 'issuetype', ...context.jira.issues.creatable(context.caller.accountId, project)]);
  return [...ids].map((id) => {
    const meta = fieldMeta(jsonContext(context), id, undefined, project);
    return { ...meta, required: meta['required'] === true || (id === 'parent' && type.hierarchyLevel < 0), fieldId: id };
  });
}

function page(context: OperationContext, name: string, rows: readonly Row[]): Row {
  if (intParam(context.query, 'maxResults', 50) > LARGEST_PAGE)
    throw badRequest(`Parameter 'maxResults' must not exceed the limit '${LARGEST_PAGE}'`);
  const { startAt, maxResults, total, rows: shown } = slice(context, rows, 50, LARGEST_PAGE);
  return { startAt, maxResults, total, [name]: shown };
}

const projectOf = (context: OperationContext): Project =>
  context.jira.projects.visible(context.caller.accountId, context.params['projectIdOrKey'] ?? '');

export const createMetaOperations: readonly Operation[] = [
  define('GET', 'issue/createmeta', (context) => {
    const { jira, caller, query } = context;
    const shape = jsonContext(context);
    const projectIds = listParam(query, 'projectIds');
    const projectKeys = listParam(query, 'projectKeys');
    const typeIds = listParam(query, 'issuetypeIds');
    const typeNames = listParam(query, 'issuetypeNames');
    const withFields = listParam(query, 'expand')?.includes('projects.issuetypes.fields') ?? false;
    const projects = jira.projects
      .visibleTo(caller.accountId)
      .filter((project) => mayCreate(context, project))
      .filter((project) => (!projectIds && !projectKeys) || projectIds?.includes(project.id) || projectKeys?.includes(project.key));
    return ok({
      expand: 'projects',
      projects: projects.map((project) => {
        const { self, id, key, name, avatarUrls } = projectRef(shape, project);
        const types = typesOf(context, project).filter(
          (type) => (!typeIds && !typeNames) || typeIds?.includes(type.id) || typeNames?.includes(type.name),
        );
        const issuetypes = types.map((type) => ({
          ...issueTypeJson(shape, type),
          expand: 'fields',
          ...(withFields
            ? { fields: Object.fromEntries(createFields(context, project, type).map(({ fieldId, ...meta }) => [String(fieldId), meta])) }
            : {}),
        }));
        return { expand: 'issuetypes', self, id, key, name, avatarUrls, issuetypes };
      }),
    });
  }),
  define('GET', 'issue/createmeta/{projectIdOrKey}/issuetypes', (context) => {
    const rows = typesOf(context, projectOf(context)).map((type) => issueTypeJson(jsonContext(context), type));
    return ok(page(context, 'issueTypes', rows));
  }),
  define('GET', 'issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}', (context) => {
    const project = projectOf(context);
    const type = typesOf(context, project).find((one) => one.id === context.params['issueTypeId']);
    if (!type) throw badRequest('The issue type is not valid for this project.');
    return ok(page(context, 'fields', createFields(context, project, type)));
  }),
];
