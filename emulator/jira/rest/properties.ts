import { badRequest, forbidden, notFound } from '../errors';
import type { Json } from '../../json';
import { define, jsonContext } from './define';
import { apiUrl } from './json-context';
import { noContent, ok, type Operation, type OperationContext, type Reply } from './operation';

const LONGEST_KEY = 255;
const LONGEST_VALUE = 32_768;

/** What properties hang on: the table they are kept under, the path of their links, and who may read and write them. */
interface Entity {
  readonly table: string;
  readonly path: string;
  readonly writable: boolean;
}

function issueEntity(context: OperationContext): Entity {
  const { jira, caller, params } = context;
  const issue = jira.issues.visible(caller.accountId, params['issueIdOrKey'] ?? '');
  return {
    table: `issue:${issue.id}`,
    path: `issue/${issue.id}/properties`,
    writable: jira.permissions.has(caller.accountId, 'EDIT_ISSUES', { issueId: issue.id }),
  };
}

function projectEntity(context: OperationContext): Entity {
  const { jira, caller, params } = context;
  const project = jira.projects.visible(caller.accountId, params['projectIdOrKey'] ?? '');
  return {
    table: `project:${project.id}`,
    path: `project/${project.id}/properties`,
    writable:
      jira.permissions.isJiraAdmin(caller.accountId) ||
      jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id }),
  };
}

/** Whoever may edit the comment may write its properties. */
function commentEntity(context: OperationContext): Entity {
  const { jira, caller, params } = context;
  const id = params['commentId'] ?? '';
  const issueId = [...jira.state.comments].find(([, comments]) => comments.some((comment) => comment.id === id))?.[0];
  if (issueId === undefined) throw notFound(`Can not find a comment for the id: ${id}.`);
  const issue = jira.appAccess.visible(caller, issueId);
  const comment = jira.comments.get(caller.accountId, issue.id, id);
  const may = (permission: string): boolean => jira.permissions.has(caller.accountId, permission, { issueId: issue.id });
  return {
    table: `comment:${id}`,
    path: `comment/${id}/properties`,
    writable: may('EDIT_ALL_COMMENTS') || (comment.authorId === caller.accountId && may('EDIT_OWN_COMMENTS')),
  };
}

const valuesOf = (context: OperationContext, entity: Entity): ReadonlyMap<string, Json> =>
  context.jira.state.properties.get(entity.table) ?? new Map();

function list(context: OperationContext, entity: Entity): Reply {
  const keys = [...valuesOf(context, entity).keys()];
  return ok({ keys: keys.map((key) => ({ self: apiUrl(jsonContext(context), `${entity.path}/${encodeURIComponent(key)}`), key })) });
}

function read(context: OperationContext, entity: Entity): Reply {
  const key = context.params['propertyKey'] ?? '';
  const value = valuesOf(context, entity).get(key);
  if (value === undefined) throw notFound(`The property with key '${key}' does not exist.`);
  return ok({ key, value });
}

function write(context: OperationContext, entity: Entity): Reply {
  const key = context.params['propertyKey'] ?? '';
  if (!entity.writable) throw forbidden('You do not have permission to edit this entity.');
  if (key.length > LONGEST_KEY) throw badRequest(`The property key cannot be longer than ${LONGEST_KEY} characters.`);
  if (context.body === undefined) throw badRequest('The property value must be a valid, non-empty JSON.');
  if (JSON.stringify(context.body).length > LONGEST_VALUE)
    throw badRequest(`The property value cannot be longer than ${LONGEST_VALUE} characters.`);
  const { properties } = context.jira.state;
  const values = properties.get(entity.table) ?? new Map<string, Json>();
  const existed = values.has(key);
  values.set(key, context.body as Json);
  properties.set(entity.table, values);
  return { status: existed ? 200 : 201 };
}

function remove(context: OperationContext, entity: Entity): Reply {
  const key = context.params['propertyKey'] ?? '';
  if (!entity.writable) throw forbidden('You do not have permission to edit this entity.');
  if (!context.jira.state.properties.get(entity.table)?.delete(key)) throw notFound(`The property with key '${key}' does not exist.`);
  return noContent;
}

export const propertyOperations: readonly Operation[] = [
  define('GET', 'comment/{commentId}/properties', (context) => list(context, commentEntity(context))),
  define('GET', 'comment/{commentId}/properties/{propertyKey}', (context) => read(context, commentEntity(context))),
  define('PUT', 'comment/{commentId}/properties/{propertyKey}', (context) => write(context, commentEntity(context))),
  define('DELETE', 'comment/{commentId}/properties/{propertyKey}', (context) => remove(context, commentEntity(context))),
  define('GET', 'issue/{issueIdOrKey}/properties', (context) => list(context, issueEntity(context))),
  define('GET', 'issue/{issueIdOrKey}/properties/{propertyKey}', (context) => read(context, issueEntity(context))),
  define('PUT', 'issue/{issueIdOrKey}/properties/{propertyKey}', (context) => write(context, issueEntity(context))),
  define('DELETE', 'issue/{issueIdOrKey}/properties/{propertyKey}', (context) => remove(context, issueEntity(context))),
  define('GET', 'project/{projectIdOrKey}/properties', (context) => list(context, projectEntity(context))),
  define('GET', 'project/{projectIdOrKey}/properties/{propertyKey}', (context) => read(context, projectEntity(context))),
  define('PUT', 'project/{projectIdOrKey}/properties/{propertyKey}', (context) => write(context, projectEntity(context))),
  define('DELETE', 'project/{projectIdOrKey}/properties/{propertyKey}', (context) => remove(context, projectEntity(context))),
];
