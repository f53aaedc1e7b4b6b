import type { AccessRow } from './access-row';

/** What clients of Jira ask for beside issues and projects themselves: links, watchers, favourites, pickers, suggestions. */
export const MORE_ACCESS: Readonly<Record<string, AccessRow>> = {
  'GET /rest/api/3/mypreferences/locale': {
    classic: 'manage:jira-configuration',
    granular: 'read:user-configuration:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/recent': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-version:jira read:project.component:jira read:project.property:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/type': { classic: 'read:jira-work', granular: 'read:project-type:jira', anonymous: true },
  'GET /rest/api/3/project/type/accessible': { classic: 'read:jira-work', granular: 'read:project-type:jira', anonymous: true },
  'GET /rest/api/3/project/{projectIdOrKey}/component': {
    classic: 'read:jira-work',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:project.component:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/version': { classic: 'read:jira-work', granular: 'read:project-version:jira', anonymous: true },
  'GET /rest/api/3/project/{projectIdOrKey}/roledetails': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:project-category:jira read:project-role:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectId}/hierarchy': {
    classic: 'read:jira-work',
    granular: 'read:issue-type-hierarchy:jira read:issue-type:jira',
  },
  'GET /rest/api/3/project/{projectKeyOrId}/securitylevel': {
    classic: 'read:jira-work',
    granular: 'read:issue-security-level:jira',
    anonymous: true,
  },
  'GET /rest/api/3/projectCategory': { classic: 'read:jira-work', granular: 'read:project-category:jira' },
  'GET /rest/api/3/projectvalidate/key': { classic: 'read:jira-work', granular: 'read:project:jira' },
  'POST /rest/api/3/issue/{issueIdOrKey}/watchers': { classic: 'write:jira-work', granular: 'write:issue.watcher:jira', anonymous: true },
  'DELETE /rest/api/3/issue/{issueIdOrKey}/watchers': { classic: 'write:jira-work', granular: 'write:issue.watcher:jira', anonymous: true },
  'POST /rest/api/3/issue/{issueIdOrKey}/votes': { classic: 'write:jira-work', granular: 'write:issue.vote:jira', anonymous: true },
  'DELETE /rest/api/3/issue/{issueIdOrKey}/votes': { classic: 'write:jira-work', granular: 'write:issue.vote:jira', anonymous: true },
  'POST /rest/api/3/issue/{issueIdOrKey}/worklog': {
    classic: 'write:jira-work',
    granular:
      'read:avatar:jira read:group:jira read:issue-worklog.property:jira read:issue-worklog:jira read:project-role:jira read:user:jira write:issue-worklog.property:jira write:issue-worklog:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issue/{issueIdOrKey}/remotelink': {
    classic: 'read:jira-work',
    granular: 'read:issue.remote-link:jira read:status:jira',
    anonymous: true,
  },
  'POST /rest/api/3/issueLink': {
    classic: 'write:jira-work',
    granular: 'write:comment:jira write:issue-link:jira write:issue:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issueLink/{linkId}': {
    classic: 'read:jira-work',
    granular:
      'read:avatar:jira read:field:jira read:issue-link-type:jira read:issue-type:jira read:issue.time-tracking:jira read:issue:jira read:priority:jira read:project-category:jira read:project:jira read:status:jira read:user:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/issueLink/{linkId}': { classic: 'write:jira-work', granular: 'delete:issue-link:jira', anonymous: true },
  'GET /rest/api/3/issueLinkType/{issueLinkTypeId}': { classic: 'read:jira-work', granular: 'read:issue-link-type:jira', anonymous: true },
  'GET /rest/api/3/issue/picker': { classic: 'read:jira-work', granular: 'read:issue-details:jira', anonymous: true },
  'GET /rest/api/3/comment/{commentId}/properties': { classic: 'read:jira-work', granular: 'read:comment.property:jira', anonymous: true },
  'GET /rest/api/3/comment/{commentId}/properties/{propertyKey}': {
    classic: 'read:jira-work',
    granular: 'read:comment.property:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/comment/{commentId}/properties/{propertyKey}': {
    classic: 'write:jira-work',
    granular: 'write:comment.property:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/comment/{commentId}/properties/{propertyKey}': {
    classic: 'write:jira-work',
    granular: 'delete:comment.property:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/favourite': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/filter/{id}/favourite': {
    classic: 'write:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:jql:jira read:project-role:jira read:project:jira read:user:jira write:filter:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/filter/{id}/favourite': {
    classic: 'write:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-role:jira read:project-version:jira read:project.component:jira read:project:jira read:user:jira write:filter:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/defaultShareScope': {
    classic: 'read:jira-work',
    granular: 'read:filter.default-share-scope:jira',
    anonymous: true,
  },
  'GET /rest/api/3/filter/{id}/permission': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:filter:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-role:jira read:project-version:jira read:project.component:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/jql/autocompletedata/suggestions': { classic: 'read:jira-work', granular: 'read:issue-details:jira', anonymous: true },
  'GET /rest/api/3/user/viewissue/search': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:issue:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/user/assignable/multiProjectSearch': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/dashboard': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:dashboard:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-role:jira read:project-version:jira read:project.component:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/dashboard/search': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:dashboard:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-role:jira read:project-version:jira read:project.component:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/attachment/meta': { classic: 'read:jira-work', granular: 'read:instance-configuration:jira', anonymous: true },
};
