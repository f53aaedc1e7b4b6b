import type { AccessRow } from './access-row';

/** Issues and what hangs on them, fields, screens, filters and expressions. */
export const ISSUE_ACCESS: Readonly<Record<string, AccessRow>> = {
  'GET /rest/api/3/field': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:field-configuration:jira read:field:jira read:project-category:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/field/search': { classic: 'read:jira-work', granular: 'read:field-configuration:jira read:field:jira' },
  'POST /rest/api/3/issue': {
    classic: 'write:jira-work',
    granular: 'read:issue:jira write:attachment:jira write:comment.property:jira write:comment:jira write:issue:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/bulk': {
    classic: 'write:jira-work',
    granular: 'read:issue:jira write:attachment:jira write:comment.property:jira write:comment:jira write:issue:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/createmeta': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:field-configuration:jira read:issue-meta:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:field-configuration:jira read:issue-meta:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:field-configuration:jira read:issue-meta:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/bulkfetch': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:field-configuration:jira read:issue-meta:jira read:issue-security-level:jira read:issue.changelog:jira read:issue.vote:jira read:issue:jira read:status:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:field-configuration:jira read:issue-meta:jira read:issue-security-level:jira read:issue.changelog:jira read:issue.vote:jira read:issue:jira read:status:jira read:user:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/issue/{issueIdOrKey}': { classic: 'write:jira-work', granular: 'write:issue:jira', anonymous: true },
  'DELETE /rest/api/3/issue/{issueIdOrKey}': { classic: 'write:jira-work', granular: 'delete:issue:jira', anonymous: true },
  'PUT /rest/api/3/issue/{issueIdOrKey}/assignee': { classic: 'write:jira-work', granular: 'write:issue:jira', anonymous: true },
  'GET /rest/api/3/issue/{issueIdOrKey}/editmeta': {
    classic: 'read:jira-work',
    granular: 'read:field-configuration:jira read:issue-meta:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/transitions': {
    classic: 'read:jira-work',
    granular: 'read:field-configuration:jira read:issue.transition:jira read:status:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/{issueIdOrKey}/transitions': {
    classic: 'write:jira-work',
    granular: 'write:issue.property:jira write:issue:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/comment': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:comment.property:jira read:comment:jira read:group:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/{issueIdOrKey}/comment': {
    classic: 'write:jira-work',
    granular:
      'read:avatar:jira read:comment.property:jira read:comment:jira read:group:jira read:project-role:jira read:project:jira read:user:jira write:comment:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:comment.property:jira read:comment:jira read:group:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}': {
    classic: 'write:jira-work',
    granular:
      'read:avatar:jira read:comment.property:jira read:comment:jira read:group:jira read:project-role:jira read:project:jira read:user:jira write:comment:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}': {
    classic: 'write:jira-work',
    granular: 'delete:comment.property:jira delete:comment:jira',
    anonymous: true,
  },
  'POST /rest/api/3/comment/list': {
    classic: 'read:jira-work',
    granular:
      'delete:comment.property:jira read:avatar:jira read:comment.property:jira read:comment:jira read:group:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/{issueIdOrKey}/notify': { classic: 'write:jira-work', granular: 'send:notification:jira', anonymous: true },
  'GET /rest/api/3/issue/{issueIdOrKey}/changelog': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-meta:jira read:issue.changelog:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issue/{issueIdOrKey}/changelog/list': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-meta:jira read:issue.changelog:jira',
    anonymous: true,
  },
  'POST /rest/api/3/changelog/bulkfetch': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-meta:jira read:issue.changelog:jira',
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/watchers': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue.watcher:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/votes': {
    classic: 'read:jira-work',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:issue.vote:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/worklog': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:group:jira read:issue-worklog.property:jira read:issue-worklog:jira read:project-role:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/properties': { classic: 'read:jira-work', granular: 'read:issue.property:jira', anonymous: true },
  'GET /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': {
    classic: 'read:jira-work',
    granular: 'read:issue.property:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': {
    classic: 'write:jira-work',
    granular: 'write:issue.property:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': {
    classic: 'write:jira-work',
    granular: 'delete:issue.property:jira',
    anonymous: true,
  },
  'POST /rest/api/3/app/field/value': { classic: '', granular: 'write:app-data:jira' },
  'PUT /rest/api/3/app/field/{fieldIdOrKey}/value': { classic: '', granular: 'write:app-data:jira' },
  'GET /rest/api/3/screens': {
    classic: 'manage:jira-project',
    granular: 'read:avatar:jira read:project-category:jira read:project:jira read:screen:jira',
  },
  'GET /rest/api/3/screens/{screenId}/tabs': { classic: 'manage:jira-project', granular: 'read:screen-tab:jira', anonymous: true },
  'GET /rest/api/3/screens/{screenId}/tabs/{tabId}/fields': {
    classic: 'manage:jira-project',
    granular: 'read:screenable-field:jira',
    anonymous: true,
  },
  'POST /rest/api/3/screens/{screenId}/tabs/{tabId}/fields': {
    classic: 'manage:jira-project',
    granular: 'read:screenable-field:jira write:screenable-field:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/screens/{screenId}/tabs/{tabId}/fields/{id}': {
    classic: 'manage:jira-project',
    granular: 'delete:screenable-field:jira',
    anonymous: true,
  },
  'POST /rest/api/3/screens/addToDefault/{fieldId}': {
    classic: 'manage:jira-project',
    granular: 'read:project:jira read:screen:jira write:screen:jira',
    anonymous: true,
  },
  'POST /rest/api/3/expression/evaluate': {
    classic: 'read:jira-work read:jira-user',
    granular: 'read:jira-expressions:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/search': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/my': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'POST /rest/api/3/filter': {
    classic: 'write:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-role:jira read:project-version:jira read:project.component:jira read:project:jira read:user:jira write:filter:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/{id}': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/filter/{id}': {
    classic: 'write:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira write:filter:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/filter/{id}': { classic: 'write:jira-work', granular: 'delete:filter:jira', anonymous: true },
  'GET /rest/api/3/label': { classic: 'read:jira-work', granular: 'read:label:jira' },
  'GET /rest/forge/1/app/properties': { granular: 'read:app-data:jira' },
  'GET /rest/forge/1/app/properties/{propertyKey}': { granular: 'read:app-data:jira' },
  'PUT /rest/forge/1/app/properties/{propertyKey}': { classic: '', granular: 'write:app-data:jira' },
  'DELETE /rest/forge/1/app/properties/{propertyKey}': { classic: '', granular: 'write:app-data:jira' },
};
