import type { Project, ProjectRole, User } from '../../model';
import { runtimeFault, typeFault } from '../errors';
import { typeName } from '../text';
import { Entity, EntityType, JiraList, JiraMap } from '../values';
import type { Value } from '../values';
import type { View } from '../view';
import { each, free, once, propertiesOf } from './properties';

const NO_AVATARS = new JiraMap(new Map());

const PROJECT_ROLE = new EntityType<ProjectRole>('ProjectRole', (role) => String(role.id), {
  properties: { id: free((role) => role.id), name: free((role) => role.name), description: free((role) => role.description) },
});

const PERMISSIONS = new EntityType<User>('UserPermissions', (user) => user.accountId, {
  properties: {
    global: each((user, view) => {
      onlyForAdmins(user, view, 'permissions');
      return new JiraList(view.jira.permissions.isJiraAdmin(user.accountId) ? ['ADMINISTER'] : []);
    }),
  },
});

const groupNames = (user: User, view: View): Value => {
  onlyForAdmins(user, view, 'groups');
  return new JiraList(groupsOf(user, view).map((group) => group.name));
};
const groupIds = (user: User, view: View): Value => {
  onlyForAdmins(user, view, 'groupIds');
  return new JiraList(groupsOf(user, view).map((group) => group.groupId));
};

const USER = new EntityType<User>('User', (user) => user.accountId, {
  properties: {
    accountId: free((user) => user.accountId),
    displayName: once((user) => user.displayName),
    locale: once((user) => user.locale),
    timeZone: once((user) => user.timeZone),
    active: once((user) => user.active),
    avatarUrls: once(() => NO_AVATARS),
    groups: each(groupNames),
    groupIds: each(groupIds),
    permissions: free((user, view) => PERMISSIONS.of(user, view)),
    properties: propertiesOf((user) => `user:${user.accountId}`),
  },
  methods: {
    // Atlassian's own example of a field validation calls it: user.groups().includes('field-editors')
    groups: { cost: 'each', call: (user, args, view) => (none(args, 'groups'), groupNames(user, view)) },
    groupIds: { cost: 'each', call: (user, args, view) => (none(args, 'groupIds'), groupIds(user, view)) },
    getProjectRoles: {
      cost: 'each',
      call: (user, args, view) => {
        const [project] = args;
        if (args.length !== 1 || !(project instanceof Entity) || project.type !== 'Project')
          throw typeFault(`getProjectRoles takes a Project, not ${typeName(project ?? null)}.`);
        return new JiraList(rolesOf(user, project.subject as Project, view).map((role) => PROJECT_ROLE.of(role, view)));
      },
    },
  },
  bean: (user) => ({
    accountId: user.accountId,
    accountType: user.accountType,
    active: user.active,
    displayName: user.displayName,
    timeZone: user.timeZone,
  }),
});

function none(args: readonly Value[], name: string): void {
  if (args.length > 0) throw typeFault(`${name} takes no arguments.`);
}

/** Groups and global permissions of somebody else are for administrators. */
function onlyForAdmins(user: User, view: View, what: string): void {
  if (user.accountId !== view.accountId && !view.jira.permissions.isJiraAdmin(view.accountId ?? ''))
    throw runtimeFault(`Only an administrator may read "${what}" of another user.`);
}

function groupsOf(user: User, view: View) {
  return [...view.jira.state.groups.values()].filter((group) => group.accountIds.includes(user.accountId));
}

function rolesOf(user: User, project: Project, view: View): ProjectRole[] {
  const groups = new Set(groupsOf(user, view).map((group) => group.groupId));
  return [...view.jira.state.roles.values()].filter((role) => {
    const actors = view.jira.state.roleActors.get(`${project.id}:${role.id}`);
    return actors !== undefined && (actors.accountIds.includes(user.accountId) || actors.groupIds.some((id) => groups.has(id)));
  });
}

/** Null for nobody and for accounts the site does not know. */
export function userOf(accountId: string | null, view: View): Entity | null {
  const user = accountId === null ? undefined : view.jira.state.users.get(accountId);
  return user ? USER.of(user, view) : null;
}
