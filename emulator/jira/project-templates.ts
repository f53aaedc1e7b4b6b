import type { Grant } from './permissions';
import type { HolderType, Transition } from './model';

/** What a new project is made of: permission grants, workflow steps, screen fields. */
export type ProjectTemplate = 'scrum' | 'kanban';

const EVERYDAY = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'SCHEDULE_ISSUES',
  'MANAGE_SPRINTS_PERMISSION',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'CLOSE_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'MOVE_ISSUES',
  'LINK_ISSUES',
  'MODIFY_REPORTER',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'CREATE_ATTACHMENTS',
  'DELETE_OWN_ATTACHMENTS',
  'WORK_ON_ISSUES',
  'EDIT_OWN_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
  'VIEW_DEV_TOOLS',
  'VIEW_READONLY_WORKFLOW',
  'VIEW_VOTERS_AND_WATCHERS',
  'MANAGE_WATCHERS',
];

const ADMINISTRATION = [
  'ADMINISTER_PROJECTS',
  'EDIT_WORKFLOW',
  'EDIT_ISSUE_LAYOUT',
  'DELETE_ISSUES',
  'SET_ISSUE_SECURITY',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'EDIT_ALL_WORKLOGS',
  'DELETE_ALL_WORKLOGS',
];

const VIEWING = [
  'BROWSE_PROJECTS',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'VIEW_VOTERS_AND_WATCHERS',
  'VIEW_READONLY_WORKFLOW',
];

export interface RoleIds {
  readonly administrators: number;
  readonly addons: number;
  readonly administrator: number;
  readonly member: number;
  readonly viewer: number;
}

function grant(permissions: readonly string[], type: HolderType, value?: number | string): readonly Grant[] {
  return permissions.map((permission) => ({ permission, holder: value === undefined ? { type } : { type, value: String(value) } }));
}

/** As Jira's "Default software scheme": everybody with access to Jira does everyday work, administrators the rest. */
export const defaultSoftwareGrants = (roles: RoleIds): readonly Grant[] => [
  ...grant(EVERYDAY, 'applicationRole'),
  ...grant(ADMINISTRATION, 'projectRole', roles.administrators),
  ...grant([...EVERYDAY, ...ADMINISTRATION], 'projectRole', roles.addons),
];

/**
 * A company-managed scheme in which everybody with access to Jira may browse and comment, and the members of a role do the work.
 * Administrators and apps as in the default scheme.
 */
export const membersOnlyGrants = (roles: RoleIds): readonly Grant[] => [
  ...grant(VIEWING, 'applicationRole'),
  ...grant(
    EVERYDAY.filter((permission) => !VIEWING.includes(permission)),
    'projectRole',
    roles.member,
  ),
  ...grant([...ADMINISTRATION, ...EVERYDAY.filter((permission) => !VIEWING.includes(permission))], 'projectRole', roles.administrators),
  ...grant([...EVERYDAY, ...ADMINISTRATION], 'projectRole', roles.addons),
];

/** Team-managed access: open = everybody works, limited = everybody views and comments, private = only those added. */
export type TeamAccess = 'open' | 'limited' | 'private';

export const teamManagedGrants = (roles: RoleIds, access: TeamAccess): readonly Grant[] => [
  ...grant([...EVERYDAY, ...ADMINISTRATION], 'projectRole', roles.administrator),
  ...grant(EVERYDAY, 'projectRole', roles.member),
  ...grant(VIEWING, 'projectRole', roles.viewer),
  ...grant([...EVERYDAY, ...ADMINISTRATION], 'projectRole', roles.addons),
  ...(access === 'private' ? [] : grant(access === 'open' ? EVERYDAY : VIEWING, 'applicationRole')),
];

interface WorkflowPlan {
  readonly name: string;
  readonly statuses: readonly string[];
  readonly initial: string;
  /** Name, to; from any status. */
  readonly global: readonly (readonly [name: string, to: string])[];
}

/** The simplified workflows: from any status to any other. */
export const WORKFLOWS: Readonly<Record<ProjectTemplate, WorkflowPlan>> = {
  scrum: {
    name: 'Software Simplified Workflow',
    statuses: ['To Do', 'In Progress', 'In Review', 'Done'],
    initial: 'To Do',
    global: [
      ['To Do', 'To Do'],
      ['In Progress', 'In Progress'],
      ['In Review', 'In Review'],
      ['Done', 'Done'],
    ],
  },
  kanban: {
    name: 'Software Simplified Workflow',
    statuses: ['Backlog', 'Selected for Development', 'In Progress', 'Done'],
    initial: 'Backlog',
    global: [
      ['Backlog', 'Backlog'],
      ['Selected for Development', 'Selected for Development'],
      ['In Progress', 'In Progress'],
      ['Done', 'Done'],
    ],
  },
};

export function globalTransitions(template: ProjectTemplate, statusId: (name: string) => string): readonly Transition[] {
  return WORKFLOWS[template].global.map(([name, to], index) => ({
    id: String(11 + index * 10),
    name,
    from: [],
    to: statusId(to),
    conditions: [],
    validators: [],
    postFunctions: [],
  }));
}

/** System fields on the screens of a new project; custom ones (Sprint, the estimate) are added by id. */
export const CREATE_FIELDS = [
  'summary',
  'issuetype',
  'parent',
  'description',
  'priority',
  'labels',
  'assignee',
  'reporter',
  'duedate',
  'security',
];
export const EDIT_FIELDS = CREATE_FIELDS;
export const VIEW_FIELDS = [...CREATE_FIELDS, 'resolution', 'comment'];
