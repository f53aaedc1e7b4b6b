import { notFound } from '../errors';
import { define, jsonContext } from './define';
import { entityProperties, type PropertyOwner } from './entity-properties';
import { apiUrl } from './json-context';
import type { Operation, OperationContext } from './operation';

function issueEntity(context: OperationContext): PropertyOwner {
  const { jira, caller, params } = context;
  const issue = jira.issues.visible(caller.accountId, params['issueIdOrKey'] ?? '');
  return {
    table: `issue:${issue.id}`,
    url: apiUrl(jsonContext(context), `issue/${issue.id}/properties`),
    writable: jira.permissions.has(caller.accountId, 'EDIT_ISSUES', { issueId: issue.id }),
  };
}

function projectEntity(context: OperationContext): PropertyOwner {
  const { jira, caller, params } = context;
  const project = jira.projects.visible(caller.accountId, params['projectIdOrKey'] ?? '');
  return {
    table: `project:${project.id}`,
    url: apiUrl(jsonContext(context), `project/${project.id}/properties`),
    writable:
      jira.permissions.isJiraAdmin(caller.accountId) ||
      jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id }),
  };
}

/** Whoever may edit the comment may write its properties. */
function commentEntity(context: OperationContext): PropertyOwner {
  const { jira, caller, params } = context;
  const id = params['commentId'] ?? '';
  const issueId = [...jira.state.comments].find(([, comments]) => comments.some((comment) => comment.id === id))?.[0];
  if (issueId === undefined) throw notFound(`Can not find a comment for the id: ${id}.`);
  const issue = jira.appAccess.visible(caller, issueId);
  const comment = jira.comments.get(caller.accountId, issue.id, id);
  const may = (permission: string): boolean => jira.permissions.has(caller.accountId, permission, { issueId: issue.id });
  return {
    table: `comment:${id}`,
    url: apiUrl(jsonContext(context), `comment/${id}/properties`),
    writable: may('EDIT_ALL_COMMENTS') || (comment.authorId === caller.accountId && may('EDIT_OWN_COMMENTS')),
  };
}

export const propertyOperations: readonly Operation[] = [
  ...entityProperties('comment/{commentId}/properties', define, commentEntity),
  ...entityProperties('issue/{issueIdOrKey}/properties', define, issueEntity),
  ...entityProperties('project/{projectIdOrKey}/properties', define, projectEntity),
];
