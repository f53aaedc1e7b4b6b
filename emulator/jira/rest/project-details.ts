import { badRequest } from '../errors';
import type { Project } from '../model';
import { define, jsonContext, listParam } from './define';
import { apiUrl } from './json-context';
import { ok, type Operation, type OperationContext } from './operation';
import { projectListJson, projectTypes } from './project-json';

const MOST_RECENT = 20;
const LEVEL_NAMES: Readonly<Record<number, string>> = { 1: 'Epic', 0: 'Base', [-1]: 'Subtask' };
const TYPES = ['software', 'service_desk', 'business'] as const;
const TYPE_NAMES = { software: 'Software', service_desk: 'Service management', business: 'Business' } as const;

/** The icon is part of Jira's design and not copied: an empty drawing stands in. */
const ICON = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>').toString('base64');

const typeJson = (key: (typeof TYPES)[number]): Record<string, string> => ({
  key,
  formattedKey: TYPE_NAMES[key],
  descriptionI18nKey: `jira.project.type.${key}.description`,
  icon: ICON,
  color: '#FFFFFF',
});

const visible = (context: OperationContext, name: string): Project =>
  context.jira.projects.visible(context.caller.accountId, context.params[name] ?? '');

/** Issue types by level, highest first. */
function hierarchy(context: OperationContext): Record<string, unknown> {
  const project = visible(context, 'projectId');
  const types = projectTypes(jsonContext(context), project);
  const levels = [...new Set(types.map((type) => type.hierarchyLevel))].sort((a, b) => b - a);
  return {
    projectId: Number(project.id),
    hierarchy: levels.map((level) => ({
      level,
      name: LEVEL_NAMES[level] ?? `Level ${level}`,
      issueTypes: types.filter((type) => type.hierarchyLevel === level).map(({ id, name }) => ({ id: Number(id), name, avatarId: 0 })),
    })),
  };
}

/** The levels the person may set, i.e. belongs to. */
function securityLevels(context: OperationContext): Record<string, unknown> {
  const { jira, caller } = context;
  const project = visible(context, 'projectKeyOrId');
  const shape = jsonContext(context);
  const may = jira.permissions.has(caller.accountId, 'SET_ISSUE_SECURITY', { projectId: project.id, anyIssue: true });
  const levels = may ? project.securityLevels.filter((level) => jira.permissions.inSecurityLevel(caller.accountId, level, project)) : [];
  return { levels: levels.map(({ id, name }) => ({ id, name, description: '', self: apiUrl(shape, `securitylevel/${id}`) })) };
}

/** Roles of the project without their members. Whoever sees the project sees them. */
function roleDetails(context: OperationContext): readonly unknown[] {
  const { jira, caller } = context;
  const project = visible(context, 'projectIdOrKey');
  const mine = context.query.get('currentMember') === 'true';
  const roles = [...jira.state.roles.values()].filter((role) => {
    if (!mine) return true;
    const { accountIds, groupIds } = jira.projects.actors(project.id, role.id);
    const me = caller.accountId ?? '';
    return accountIds.includes(me) || groupIds.some((id) => jira.users.isInGroup(me, id));
  });
  return roles.map((role) => ({
    self: apiUrl(jsonContext(context), `project/${project.id}/role/${role.id}`),
    id: role.id,
    name: role.name,
    description: role.description,
    admin: role.name === 'Administrators',
    default: false,
    roleConfigurable: true,
    translatedName: role.name,
  }));
}

/** Why a new project cannot have this key; nothing when it can. */
function keyProblem(context: OperationContext, key: string): string | undefined {
  if (key === '') return 'You must specify a valid project key.';
  if (!/^[A-Z][A-Z0-9]+$/.test(key))
    return 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
  const taken = context.jira.projects.byIdOrKey(key);
  return taken ? `Project '${taken.name}' uses this project key.` : undefined;
}

export const projectDetailOperations: readonly Operation[] = [
  // The local Jira does not note who looked at what: the person's projects, as long as the list of recent ones may be.
  define('GET', 'project/recent', (context) => {
    if (context.caller.accountId === null) return ok([]);
    const expand = listParam(context.query, 'expand') ?? [];
    const projects = context.jira.projects.visibleTo(context.caller.accountId).slice(0, MOST_RECENT);
    return ok(projects.map((project) => projectListJson(jsonContext(context), project, expand)));
  }),
  define('GET', 'project/type', () => ok(TYPES.map(typeJson))),
  define('GET', 'project/type/accessible', () => ok([typeJson('software')])),
  define('GET', 'project/{projectId}/hierarchy', (context) => {
    if (!/^\d+$/.test(context.params['projectId'] ?? '')) throw badRequest('The project ID must be a number.');
    return ok(hierarchy(context));
  }),
  define('GET', 'project/{projectKeyOrId}/securitylevel', (context) => ok(securityLevels(context))),
  define('GET', 'project/{projectIdOrKey}/roledetails', (context) => ok(roleDetails(context))),
  define('GET', 'projectvalidate/key', (context) => {
    const problem = keyProblem(context, context.query.get('key') ?? '');
    return ok({ errorMessages: [], errors: problem === undefined ? {} : { projectKey: problem } });
  }),
];
