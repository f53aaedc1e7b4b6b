import type { AccessRow } from './access-row';

/** The site, people, projects, permissions and the catalogues. */
export const SITE_ACCESS: Readonly<Record<string, AccessRow>> = {
  'GET /rest/api/3/serverInfo': { classic: '', granular: '', anonymous: true },
  'GET /rest/api/3/myself': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user:jira',
  },
  'GET /rest/api/3/user': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/user/search': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user.property:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/users/search': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/users': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/user/assignable/search': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:issue:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/user/permission/search': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:issue:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/user/bulk': {
    classic: 'read:jira-user',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:user:jira',
  },
  'GET /rest/api/3/user/picker': { classic: 'read:jira-user', granular: 'read:user:jira', anonymous: true },
  'GET /rest/api/3/user/groups': { classic: 'read:jira-user', granular: 'read:group:jira', anonymous: true },
  'GET /rest/api/3/groupuserpicker': { classic: 'read:jira-work', granular: 'read:group:jira read:user:jira', anonymous: true },
  'GET /rest/api/3/group/member': { classic: 'manage:jira-configuration', granular: 'read:avatar:jira read:group:jira read:user:jira' },
  'GET /rest/api/3/group/bulk': { classic: 'read:jira-user', granular: 'read:group:jira' },
  'GET /rest/api/3/groups/picker': { classic: 'read:jira-user', granular: 'read:group:jira', anonymous: true },
  'GET /rest/api/3/project': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-version:jira read:project.component:jira read:project.property:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/search': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-version:jira read:project.component:jira read:project.property:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:group:jira read:issue-type-hierarchy:jira read:issue-type:jira read:project-category:jira read:project-version:jira read:project.component:jira read:project.property:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/role': { classic: 'read:jira-work', granular: 'read:project-role:jira', anonymous: true },
  'GET /rest/api/3/project/{projectIdOrKey}/role/{id}': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:group:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'POST /rest/api/3/project/{projectIdOrKey}/role/{id}': {
    classic: 'manage:jira-configuration',
    granular:
      'read:avatar:jira read:group:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira write:project-role:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/project/{projectIdOrKey}/role/{id}': {
    classic: 'manage:jira-project',
    granular: 'delete:project-role:jira',
    anonymous: true,
  },
  'GET /rest/api/3/role': {
    classic: 'manage:jira-configuration',
    granular: 'read:avatar:jira read:group:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
  },
  'POST /rest/api/3/role': {
    classic: 'manage:jira-configuration',
    granular:
      'read:avatar:jira read:group:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira write:project-role:jira',
  },
  'GET /rest/api/3/role/{id}': {
    classic: 'manage:jira-configuration',
    granular: 'read:avatar:jira read:group:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
  },
  'GET /rest/api/3/project/{projectIdOrKey}/statuses': {
    classic: 'read:jira-work',
    granular: 'read:issue-status:jira read:issue-type:jira read:status:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/components': {
    classic: 'read:jira-work',
    granular: 'read:application-role:jira read:avatar:jira read:group:jira read:project.component:jira read:project:jira read:user:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/versions': {
    classic: 'read:jira-work',
    granular: 'read:project-version:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/properties': {
    classic: 'read:jira-work',
    granular: 'read:project.property:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}': {
    classic: 'read:jira-work',
    granular: 'read:project.property:jira',
    anonymous: true,
  },
  'PUT /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}': {
    classic: 'manage:jira-project',
    granular: 'write:project.property:jira',
    anonymous: true,
  },
  'DELETE /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}': {
    classic: 'manage:jira-project',
    granular: 'delete:project.property:jira',
    anonymous: true,
  },
  'GET /rest/api/3/project/{projectKeyOrId}/permissionscheme': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
  },
  'PUT /rest/api/3/project/{projectKeyOrId}/permissionscheme': {
    classic: 'manage:jira-project',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira write:project:jira',
  },
  'GET /rest/api/3/permissionscheme': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
  },
  'POST /rest/api/3/permissionscheme': {
    classic: 'manage:jira-configuration',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira write:permission-scheme:jira',
  },
  'GET /rest/api/3/permissionscheme/{schemeId}': {
    classic: 'read:jira-work',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira',
  },
  'PUT /rest/api/3/permissionscheme/{schemeId}': {
    classic: 'manage:jira-configuration',
    granular:
      'read:application-role:jira read:avatar:jira read:field:jira read:group:jira read:permission-scheme:jira read:permission:jira read:project-category:jira read:project-role:jira read:project:jira read:user:jira write:permission-scheme:jira',
  },
  'DELETE /rest/api/3/permissionscheme/{schemeId}': { classic: 'manage:jira-configuration', granular: 'delete:permission-scheme:jira' },
  'GET /rest/api/3/permissionscheme/{schemeId}/permission': {
    classic: 'read:jira-work',
    granular: 'read:application-role:jira read:field:jira read:group:jira read:permission:jira read:project-role:jira read:user:jira',
  },
  'POST /rest/api/3/permissionscheme/{schemeId}/permission': {
    classic: 'manage:jira-configuration',
    granular:
      'read:application-role:jira read:field:jira read:group:jira read:permission:jira read:project-role:jira read:user:jira write:permission:jira',
  },
  'GET /rest/api/3/permissionscheme/{schemeId}/permission/{permissionId}': {
    classic: 'read:jira-work',
    granular: 'read:application-role:jira read:field:jira read:group:jira read:permission:jira read:project-role:jira read:user:jira',
  },
  'DELETE /rest/api/3/permissionscheme/{schemeId}/permission/{permissionId}': {
    classic: 'manage:jira-configuration',
    granular: 'delete:permission:jira',
  },
  'GET /rest/api/3/permissions': { classic: 'manage:jira-configuration', granular: 'read:permission:jira', anonymous: true },
  'GET /rest/api/3/mypermissions': { classic: 'read:jira-work', granular: 'read:permission:jira', anonymous: true },
  'POST /rest/api/3/permissions/check': { classic: '', granular: 'read:permission:jira', anonymous: true },
  'POST /rest/api/3/permissions/project': {
    classic: 'read:jira-work',
    granular: 'read:permission:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/data-policy': { classic: 'read:jira-work' },
  'GET /rest/api/3/data-policy/project': { classic: 'read:jira-work' },
  'GET /rest/api/3/issuetype': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-type:jira read:project-category:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issuetype/{id}': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-type:jira read:project-category:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/issuetype/project': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira read:issue-type:jira read:project-category:jira read:project:jira',
    anonymous: true,
  },
  'GET /rest/api/3/priority': { classic: 'read:jira-work', granular: 'read:priority:jira', anonymous: true },
  'GET /rest/api/3/priority/{id}': { classic: 'read:jira-work', granular: 'read:priority:jira', anonymous: true },
  'GET /rest/api/3/priority/search': { classic: 'manage:jira-configuration' },
  'GET /rest/api/3/status': { classic: 'read:jira-work', granular: 'read:status:jira', anonymous: true },
  'GET /rest/api/3/status/{idOrName}': { classic: 'read:jira-work', granular: 'read:status:jira', anonymous: true },
  'GET /rest/api/3/statuscategory': { classic: 'read:jira-work', granular: 'read:status:jira', anonymous: true },
  'GET /rest/api/3/statuscategory/{idOrKey}': { classic: 'read:jira-work', granular: 'read:status:jira', anonymous: true },
  'GET /rest/api/3/statuses': { classic: 'manage:jira-configuration', granular: 'read:workflow:jira' },
  'GET /rest/api/3/statuses/search': { classic: 'manage:jira-configuration', granular: 'read:workflow:jira' },
  'GET /rest/api/3/resolution': { classic: 'read:jira-work', granular: 'read:resolution:jira', anonymous: true },
  'GET /rest/api/3/resolution/{id}': { classic: 'read:jira-work', granular: 'read:resolution:jira', anonymous: true },
  'GET /rest/api/3/resolution/search': { classic: 'read:jira-work', granular: 'read:resolution:jira' },
  'GET /rest/api/3/issueLinkType': { classic: 'read:jira-work', granular: 'read:issue-link-type:jira', anonymous: true },
  'GET /rest/api/3/configuration': {
    classic: 'read:jira-user',
    granular: 'read:instance-configuration:jira read:issue.time-tracking:jira',
  },
  'GET /rest/api/3/universal_avatar/view/type/{type}/avatar/{id}': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira',
    anonymous: true,
  },
  'GET /rest/api/3/universal_avatar/view/type/{type}/owner/{entityId}': {
    classic: 'read:jira-work',
    granular: 'read:avatar:jira',
    anonymous: true,
  },
};
