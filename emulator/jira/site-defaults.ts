import type { HolderType, IssueType, Status } from './model';
import type { JiraState } from './state';

/**
 * What a new Jira site comes with: groups, project roles, priorities, resolutions, and the issue types and statuses that
 * company-managed projects share. Ids that Jira Cloud keeps the same everywhere (priorities, roles, the Epic hierarchy) are kept.
 */
export const ADDON_ROLE = 'atlassian-addons-project-access';
export const ADMIN_GROUP = 'site-admins';
export const USERS_GROUP = 'jira-software-users';

const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
export const DEFAULT_PRIORITY_ID = '3';

const RESOLUTIONS = ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce', 'Declined'];

const ROLES: readonly { readonly id: number; readonly name: string; readonly description: string }[] = [
  { id: 10_002, name: 'Administrators', description: 'A project role that represents administrators in a project' },
  { id: 10_003, name: ADDON_ROLE, description: 'A project role that represents Connect and Forge apps that have access to the project' },
  { id: 10_004, name: 'Administrator', description: 'Admins can do most things, like update settings and add other admins.' },
  { id: 10_005, name: 'Member', description: 'Members are part of the team, and can add, edit, and collaborate on all work.' },
  { id: 10_006, name: 'Viewer', description: 'Viewers can search through, view, and comment on the work, but not much else.' },
];

const TYPES: readonly Pick<IssueType, 'name' | 'description' | 'hierarchyLevel'>[] = [
  { name: 'Epic', description: 'A big piece of work that is broken down into smaller ones.', hierarchyLevel: 1 },
  { name: 'Story', description: 'Something a user wants to be able to do.', hierarchyLevel: 0 },
  { name: 'Task', description: 'A small, distinct piece of work.', hierarchyLevel: 0 },
  { name: 'Bug', description: 'A problem or an error.', hierarchyLevel: 0 },
  { name: 'Sub-task', description: 'A part of a larger piece of work.', hierarchyLevel: -1 },
];

const STATUSES: readonly Pick<Status, 'name' | 'category'>[] = [
  { name: 'To Do', category: 'new' },
  { name: 'In Progress', category: 'indeterminate' },
  { name: 'In Review', category: 'indeterminate' },
  { name: 'Done', category: 'done' },
  { name: 'Backlog', category: 'new' },
  { name: 'Selected for Development', category: 'new' },
];

/** Fills an empty state; does nothing to one that was restored. */
export function ensureSiteDefaults(state: JiraState): void {
  if (state.priorities.size > 0) return;
  PRIORITIES.forEach((name, index) => state.priorities.set(String(index + 1), { id: String(index + 1), name }));
  for (const name of RESOLUTIONS) {
    const id = String(state.nextId('resolution'));
    state.resolutions.set(id, { id, name });
  }
  for (const role of ROLES) state.roles.set(role.id, role);
  for (const name of [ADMIN_GROUP, 'jira-administrators', USERS_GROUP]) {
    const groupId = `group-${state.nextId('group')}`;
    state.groups.set(groupId, { groupId, name, accountIds: [] });
  }
  addIssueTypes(state);
  addStatuses(state);
}

/** The standard issue types, shared (company-managed) or one project's own (team-managed). */
export function addIssueTypes(state: JiraState, projectId?: string): readonly IssueType[] {
  return TYPES.map((type) => {
    const id = String(state.nextId('issueType'));
    const name = projectId !== undefined && type.hierarchyLevel < 0 ? 'Subtask' : type.name;
    const record: IssueType = { ...type, id, name, ...(projectId === undefined ? {} : { projectId }) };
    state.issueTypes.set(id, record);
    return record;
  });
}

export function addStatuses(state: JiraState, projectId?: string, names?: readonly string[]): readonly Status[] {
  return STATUSES.filter((status) => names === undefined || names.includes(status.name)).map((status) => {
    const id = String(state.nextId('status'));
    const record: Status = { ...status, id, ...(projectId === undefined ? {} : { projectId }) };
    state.statuses.set(id, record);
    return record;
  });
}

/** Holders that only an issue can tell; in a project they count only where Jira over-reports. */
export const ISSUE_HOLDERS: ReadonlySet<HolderType> = new Set(['assignee', 'reporter', 'userCustomField', 'groupCustomField']);
