import { z } from 'zod';
import { badRequest, forbidden, JiraError, notFound } from '../errors';
import type { Project, ProjectRole } from '../model';
import { boolParam, define, jsonContext, parseBody } from './define';
import { apiUrl, type JsonContext } from './json-context';
import { noContent, ok, type Operation, type OperationContext } from './operation';
import { roleLinks } from './project-json';
import { avatarUrl } from './user-json';

const ActorsSchema = z.object({
  user: z.array(z.string()).optional(),
  group: z.array(z.string()).optional(),
  groupId: z.array(z.string()).optional(),
});

const RoleSchema = z.object({ name: z.string(), description: z.string().optional() });

/** The project, if the caller administers it; else 404, as Jira hides roles from everybody else. */
function administered(context: OperationContext): Project {
  const { jira, caller, params } = context;
  const name = params['projectIdOrKey'] ?? '';
  const project = jira.projects.visible(caller.accountId, name);
  const may =
    jira.permissions.isJiraAdmin(caller.accountId) ||
    jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id });
  if (!may) throw notFound('You do not have permission to administer this project.');
  return project;
}

function roleOf(context: OperationContext, project: Project): ProjectRole {
  const id = Number(context.params['id']);
  const role = context.jira.projects.rolesOf(project).find((one) => one.id === id);
  if (!role) throw notFound(`Can not find a role with id: ${context.params['id'] ?? ''}`);
  return role;
}

function roleJson(context: OperationContext, project: Project, role: ProjectRole): Record<string, unknown> {
  const shape = jsonContext(context);
  const excludeInactive = boolParam(context.query, 'excludeInactiveUsers', false);
  const actors = actorsJson(shape, project.id, role.id, excludeInactive);
  context.spend(2 + actors.length * 2);
  return {
    self: apiUrl(shape, `project/${project.id}/role/${role.id}`),
    name: role.name,
    id: role.id,
    description: role.description,
    actors,
  };
}

/** Groups first, then users, as Jira lists them. Actor ids are made up from the role's: Jira's are row numbers. */
function actorsJson(context: JsonContext, projectId: string, roleId: number, excludeInactive: boolean): Record<string, unknown>[] {
  const { jira } = context;
  const actors = jira.projects.actors(projectId, roleId);
  const groups = actors.groupIds.flatMap((id) => jira.users.groupById(id) ?? []);
  const users = actors.accountIds.flatMap((id) => jira.users.byId(id) ?? []).filter((user) => user.active || !excludeInactive);
  return [
    ...groups.map((group, index) => ({
      id: Number(projectId) * 1_000 + index,
      displayName: group.name,
      type: 'atlassian-group-role-actor',
      name: group.name,
      actorGroup: { name: group.name, displayName: group.name, groupId: group.groupId },
    })),
    ...users.map((user, index) => ({
      id: Number(projectId) * 1_000 + groups.length + index,
      displayName: user.displayName,
      type: 'atlassian-user-role-actor',
      avatarUrl: avatarUrl(context, 'user', user.accountId, 'xsmall'),
      actorUser: { accountId: user.accountId },
    })),
  ];
}

export const projectRoleOperations: readonly Operation[] = [
  define('GET', 'project/{projectIdOrKey}/role', (context) => {
    const { jira, caller, params } = context;
    // Administering any project is enough here.
    const project = jira.projects.visible(caller.accountId, params['projectIdOrKey'] ?? '');
    const may =
      jira.permissions.isJiraAdmin(caller.accountId) || jira.permissions.projectsWith(caller.accountId, 'ADMINISTER_PROJECTS').length > 0;
    if (!may) throw notFound('You do not have permission to administer any project.');
    const links = roleLinks(jsonContext(context), project);
    context.spend(Object.keys(links).length * 2);
    return ok(links);
  }),
  define('GET', 'project/{projectIdOrKey}/role/{id}', (context) => {
    const project = administered(context);
    return ok(roleJson(context, project, roleOf(context, project)));
  }),
  define('POST', 'project/{projectIdOrKey}/role/{id}', (context) => {
    const { jira } = context;
    const project = administered(context);
    const role = roleOf(context, project);
    const body = parseBody(ActorsSchema, context.body);
    for (const accountId of body.user ?? []) {
      if (!jira.users.byId(accountId)?.active) throw notFound(`We can't find '${accountId}' in any accessible user directory.`);
    }
    for (const name of [...(body.group ?? []), ...(body.groupId ?? [])]) {
      if (!jira.users.findGroup(name)) throw notFound(`We can't find '${name}' in any accessible user directory.`);
    }
    const before = jira.projects.actors(project.id, role.id);
    jira.projects.setRoleActors(project.id, role.id, {
      accountIds: [...before.accountIds, ...(body.user ?? [])],
      groupIds: [...before.groupIds, ...(body.group ?? []), ...(body.groupId ?? [])],
    });
    return ok(roleJson(context, project, role));
  }),
  define('DELETE', 'project/{projectIdOrKey}/role/{id}', (context) => {
    const { jira, query } = context;
    const project = administered(context);
    const role = roleOf(context, project);
    const before = jira.projects.actors(project.id, role.id);
    const groupName = query.get('groupId') ?? query.get('group');
    const groupId = groupName === null ? undefined : jira.users.findGroup(groupName)?.groupId;
    const user = query.get('user');
    const present = (groupId !== undefined && before.groupIds.includes(groupId)) || (user !== null && before.accountIds.includes(user));
    if (!present) throw notFound('The user or group is not an actor of this role.');
    jira.projects.setRoleActors(project.id, role.id, {
      accountIds: before.accountIds.filter((id) => id !== user),
      groupIds: before.groupIds.filter((id) => id !== groupId),
    });
    return noContent;
  }),
  define('GET', 'role', (context) => {
    requireJiraAdmin(context);
    const roles = context.jira.projects.roles();
    context.spend(roles.length * 2);
    return ok(roles.map((role) => siteRoleJson(context, role)));
  }),
  define('POST', 'role', (context) => {
    requireJiraAdmin(context);
    const { projects } = context.jira;
    const { name, description } = parseBody(RoleSchema, context.body);
    if (name === '' || name !== name.trim()) throw badRequest('The name of a role cannot be empty, nor start or end with whitespace.');
    if (projects.roles().some((role) => role.name === name))
      throw new JiraError(409, [`A project role with name '${name}' already exists.`]);
    return ok(siteRoleJson(context, projects.createRole(name, description)));
  }),
  define('GET', 'role/{id}', (context) => {
    requireJiraAdmin(context);
    const role = context.jira.state.roles.get(Number(context.params['id']));
    if (!role) throw notFound(`Can not find a role with id: ${context.params['id'] ?? ''}`);
    context.spend(2);
    return ok(siteRoleJson(context, role));
  }),
];

const siteRoleJson = (context: OperationContext, role: ProjectRole): Record<string, unknown> => ({
  self: apiUrl(jsonContext(context), `role/${role.id}`),
  name: role.name,
  id: role.id,
  description: role.description,
  actors: [],
});

function requireJiraAdmin(context: OperationContext): void {
  if (!context.jira.permissions.isJiraAdmin(context.caller.accountId))
    throw forbidden('Only Jira administrators can perform this operation.');
}
