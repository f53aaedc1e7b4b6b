/** The permissions a Jira Cloud site knows. Keys and names are Jira's; `id` is the number older clients know a permission by. */
export interface PermissionKey {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'GLOBAL' | 'PROJECT';
}

type Row = readonly [key: string, id: string, name: string, description: string];

const GLOBAL: readonly Row[] = [
  [
    'ADMINISTER',
    '0',
    'Administer Jira',
    'Ability to perform most administration functions, such as configuring fields, schemes and workflows.',
  ],
  [
    'SYSTEM_ADMIN',
    '44',
    'Jira System Administrators',
    'Ability to perform all administration functions. On Cloud nobody but Atlassian holds it.',
  ],
  ['USER_PICKER', '27', 'Browse users and groups', 'Ability to select a user or group from a popup window and to see who is on the site.'],
  [
    'CREATE_SHARED_OBJECTS',
    '22',
    'Share dashboards and filters',
    'Ability to share dashboards and filters with other users, groups and roles.',
  ],
  ['MANAGE_GROUP_FILTER_SUBSCRIPTIONS', '24', 'Manage group filter subscriptions', 'Ability to manage the group subscriptions of filters.'],
  ['BULK_CHANGE', '33', 'Make bulk changes', 'Ability to modify a collection of issues at once.'],
  ['CREATE_PROJECT', '-1', 'Create team-managed projects', 'Ability to create team-managed projects.'],
];

const PROJECT: readonly Row[] = [
  ['ADMINISTER_PROJECTS', '23', 'Administer projects', 'Ability to administer a project in Jira.'],
  ['EDIT_WORKFLOW', '-1', 'Edit workflows', "Ability to edit a project's workflows."],
  ['EDIT_ISSUE_LAYOUT', '-1', 'Edit issue layouts', "Ability to edit a project's issue layouts."],
  ['BROWSE_PROJECTS', '10', 'Browse projects', 'Ability to browse projects and the issues within them.'],
  ['MANAGE_SPRINTS_PERMISSION', '-1', 'Manage sprints', 'Ability to create, start, edit and complete sprints.'],
  ['SERVICEDESK_AGENT', '-1', 'Service project agent', 'Allows users to interact with customers and access service project features.'],
  ['VIEW_DEV_TOOLS', '29', 'View development tools', 'Allows users to view development-related information on an issue.'],
  ['VIEW_READONLY_WORKFLOW', '45', 'View (read-only) workflow', 'Users with this permission may view a read-only version of a workflow.'],
  ['ASSIGNABLE_USER', '17', 'Assignable user', 'Users with this permission may be assigned to issues.'],
  ['ASSIGN_ISSUES', '13', 'Assign issues', 'Ability to assign issues to other people.'],
  ['CLOSE_ISSUES', '18', 'Close issues', 'Ability to close issues.'],
  ['CREATE_ISSUES', '11', 'Create issues', 'Ability to create issues.'],
  ['DELETE_ISSUES', '16', 'Delete issues', 'Ability to delete issues.'],
  ['EDIT_ISSUES', '12', 'Edit issues', 'Ability to edit issues.'],
  ['LINK_ISSUES', '21', 'Link issues', 'Ability to link issues together.'],
  ['MODIFY_REPORTER', '30', 'Modify reporter', 'Ability to modify the reporter when creating or editing an issue.'],
  ['MOVE_ISSUES', '25', 'Move issues', 'Ability to move issues between projects or between workflows of the same project.'],
  ['RESOLVE_ISSUES', '14', 'Resolve issues', 'Ability to resolve and reopen issues.'],
  ['SCHEDULE_ISSUES', '28', 'Schedule issues', "Ability to view or edit an issue's due date, and to rank issues and plan sprints."],
  ['SET_ISSUE_SECURITY', '26', 'Set issue security', 'Ability to set the level of security on an issue.'],
  ['TRANSITION_ISSUES', '46', 'Transition issues', 'Ability to transition issues.'],
  ['MANAGE_WATCHERS', '32', 'Manage watchers', 'Ability to manage the watchers of an issue.'],
  ['VIEW_VOTERS_AND_WATCHERS', '31', 'View voters and watchers', 'Ability to view the voters and watchers of an issue.'],
  ['ADD_COMMENTS', '15', 'Add comments', 'Ability to comment on issues.'],
  ['DELETE_ALL_COMMENTS', '36', 'Delete all comments', 'Ability to delete all comments made on issues.'],
  ['DELETE_OWN_COMMENTS', '37', 'Delete own comments', 'Ability to delete own comments made on issues.'],
  ['EDIT_ALL_COMMENTS', '34', 'Edit all comments', 'Ability to edit all comments made on issues.'],
  ['EDIT_OWN_COMMENTS', '35', 'Edit own comments', 'Ability to edit own comments made on issues.'],
  ['CREATE_ATTACHMENTS', '19', 'Create attachments', 'Users with this permission may create attachments.'],
  ['DELETE_ALL_ATTACHMENTS', '38', 'Delete all attachments', 'Users with this permission may delete all attachments.'],
  ['DELETE_OWN_ATTACHMENTS', '39', 'Delete own attachments', 'Users with this permission may delete own attachments.'],
  ['WORK_ON_ISSUES', '20', 'Work on issues', 'Ability to log work done against an issue.'],
  ['DELETE_ALL_WORKLOGS', '43', 'Delete all worklogs', 'Ability to delete all worklogs made on issues.'],
  ['DELETE_OWN_WORKLOGS', '42', 'Delete own worklogs', 'Ability to delete own worklogs made on issues.'],
  ['EDIT_ALL_WORKLOGS', '41', 'Edit all worklogs', 'Ability to edit all worklogs made on issues.'],
  ['EDIT_OWN_WORKLOGS', '40', 'Edit own worklogs', 'Ability to edit own worklogs made on issues.'],
];

const rows = (type: PermissionKey['type'], table: readonly Row[]): readonly PermissionKey[] =>
  table.map(([key, id, name, description]) => ({ key, id, name, description, type }));

export const PERMISSION_KEYS: readonly PermissionKey[] = [...rows('GLOBAL', GLOBAL), ...rows('PROJECT', PROJECT)];

export const PERMISSIONS_BY_KEY: ReadonlyMap<string, PermissionKey> = new Map(PERMISSION_KEYS.map((row) => [row.key, row]));
