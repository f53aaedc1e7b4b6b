import { z } from 'zod';
import { badRequest, forbidden, notFound } from '../errors';
import type { Holder, HolderType, PermissionGrant, PermissionScheme, Project } from '../model';
import type { Grant } from '../permissions';
import { define, jsonContext, listParam, parseBody } from './define';
import { apiUrl, type JsonContext } from './json-context';
import { created, noContent, ok, type Operation, type OperationContext } from './operation';
import { groupJson, userRow } from './user-json';

type Row = Record<string, unknown>;

const HOLDER_TYPES: readonly HolderType[] = [
  'anyone',
  'applicationRole',
  'assignee',
  'group',
  'groupCustomField',
  'projectLead',
  'projectRole',
  'reporter',
  'user',
  'userCustomField',
];
/** Holders whose value may be left out. */
const WITHOUT_VALUE = new Set<HolderType>(['anyone', 'applicationRole', 'assignee', 'projectLead', 'reporter']);

const HolderSchema = z.object({
  type: z.enum(HOLDER_TYPES as [HolderType, ...HolderType[]]),
  parameter: z.string().nullish(),
  value: z.string().nullish(),
});
const GrantSchema = z.object({ holder: HolderSchema, permission: z.string() });
const SchemeSchema = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  permissions: z.array(GrantSchema).optional(),
});

function toGrant(input: z.infer<typeof GrantSchema>): Grant {
  const value = input.holder.value ?? input.holder.parameter ?? undefined;
  if (value === undefined && !WITHOUT_VALUE.has(input.holder.type)) {
    throw badRequest(`A holder of type '${input.holder.type}' needs a parameter or value.`);
  }
  const holder: Holder = { type: input.holder.type, ...(value === undefined ? {} : { value }) };
  return { permission: input.permission, holder };
}

/** `parameter` is what people read (a group's name), `value` what identifies (its id); for most types they are the same. */
function holderJson(context: JsonContext, holder: Holder, expand: ReadonlySet<string>): Row {
  const { jira } = context;
  const { type, value } = holder;
  const wants = (name: string): boolean => expand.has(name) || expand.has('all');
  if (value === undefined || value === '') return { type };
  if (type === 'group') {
    const group = jira.users.groupById(value);
    return {
      type,
      parameter: group?.name ?? value,
      value,
      expand: 'group',
      ...(group && wants('group') ? { group: groupJson(context, group) } : {}),
    };
  }
  if (type === 'user') {
    const user = jira.users.byId(value);
    return { type, parameter: value, value, expand: 'user', ...(user && wants('user') ? { user: userRow(context, user) } : {}) };
  }
  if (type === 'projectRole') {
    const role = jira.state.roles.get(Number(value));
    const self = apiUrl(context, `role/${value}`);
    return {
      type,
      parameter: value,
      value,
      expand: 'projectRole',
      ...(role && wants('projectRole') ? { projectRole: { self, ...role } } : {}),
    };
  }
  if (type === 'userCustomField' || type === 'groupCustomField') {
    const field = jira.fields.byId(value);
    const { id = value, name = value, custom = true } = field ?? {};
    return { type, parameter: value, value, expand: 'field', ...(wants('field') ? { field: { id, key: id, name, custom } } : {}) };
  }
  return { type, parameter: value, value };
}

function grantJson(context: OperationContext, schemeId: number, grant: PermissionGrant, expand: ReadonlySet<string>): Row {
  const shape = jsonContext(context);
  return {
    id: grant.id,
    self: apiUrl(shape, `permissionscheme/${schemeId}/permission/${grant.id}`),
    holder: holderJson(shape, grant.holder, expand),
    permission: grant.permission,
  };
}

/** Grants are answered as soon as anything is expanded. */
function schemeJson(context: OperationContext, scheme: PermissionScheme): Row {
  const expand = new Set(listParam(context.query, 'expand') ?? []);
  if (expand.size > 0) context.spend(scheme.grants.length * 2);
  context.spend(2);
  return {
    expand: 'permissions,user,group,projectRole,field,all',
    id: scheme.id,
    self: apiUrl(jsonContext(context), `permissionscheme/${scheme.id}`),
    name: scheme.name,
    description: scheme.description,
    ...(expand.size > 0 ? { permissions: scheme.grants.map((grant) => grantJson(context, scheme.id, grant, expand)) } : {}),
  };
}

function requireJiraAdmin(context: OperationContext): void {
  if (!context.jira.permissions.isJiraAdmin(context.caller.accountId))
    throw forbidden('You must be a Jira administrator to change permission schemes.');
}

/** A scheme by its id in the path; the hidden ones of team-managed projects do not exist here. */
function schemeOf(context: OperationContext): PermissionScheme {
  const id = context.params['schemeId'] ?? '';
  const scheme = context.jira.permissions.scheme(Number(id));
  if (!scheme || scheme.teamManagedProjectId !== undefined) throw notFound(`The permission scheme with id ${id} does not exist.`);
  return scheme;
}

function companyManaged(context: OperationContext): Project {
  const project = context.jira.projects.visible(context.caller.accountId, context.params['projectKeyOrId'] ?? '');
  if (project.style === 'next-gen') throw notFound(`Project '${project.key}' is team-managed: it has no permission scheme.`);
  return project;
}

export const permissionSchemeOperations: readonly Operation[] = [
  define('GET', 'permissionscheme', (context) =>
    ok({ permissionSchemes: context.jira.permissions.schemes().map((scheme) => schemeJson(context, scheme)) }),
  ),
  define('POST', 'permissionscheme', (context) => {
    requireJiraAdmin(context);
    const { name, description = '', permissions = [] } = parseBody(SchemeSchema, context.body);
    const scheme = context.jira.permissions.createScheme({ name, description, grants: permissions.map(toGrant) });
    return created(schemeJson(context, scheme));
  }),
  define('GET', 'permissionscheme/{schemeId}', (context) => ok(schemeJson(context, schemeOf(context)))),
  define('PUT', 'permissionscheme/{schemeId}', (context) => {
    requireJiraAdmin(context);
    const scheme = schemeOf(context);
    const { name, description, permissions } = parseBody(SchemeSchema, context.body);
    // A list of grants replaces all; none at all leaves them as they are.
    const updated = context.jira.permissions.updateScheme(scheme.id, {
      name,
      ...(description === undefined ? {} : { description }),
      ...(permissions ? { grants: permissions.map(toGrant) } : {}),
    });
    return ok(schemeJson(context, updated));
  }),
  define('DELETE', 'permissionscheme/{schemeId}', (context) => {
    requireJiraAdmin(context);
    context.jira.permissions.deleteScheme(schemeOf(context).id);
    return noContent;
  }),
  define('GET', 'permissionscheme/{schemeId}/permission', (context) => {
    const scheme = schemeOf(context);
    const expand = new Set(listParam(context.query, 'expand') ?? []);
    context.spend(scheme.grants.length * 2);
    return ok({
      permissions: scheme.grants.map((grant) => grantJson(context, scheme.id, grant, expand)),
      expand: 'user,group,projectRole,field,all',
    });
  }),
  define('POST', 'permissionscheme/{schemeId}/permission', (context) => {
    requireJiraAdmin(context);
    const scheme = schemeOf(context);
    const grant = toGrant(parseBody(GrantSchema, context.body));
    const same = (one: PermissionGrant): boolean =>
      one.permission === grant.permission && one.holder.type === grant.holder.type && one.holder.value === grant.holder.value;
    if (scheme.grants.some(same)) throw badRequest('The permission grant exists already.');
    return created(
      grantJson(context, scheme.id, context.jira.permissions.addGrant(scheme.id, grant), new Set(listParam(context.query, 'expand') ?? [])),
    );
  }),
  define('GET', 'permissionscheme/{schemeId}/permission/{permissionId}', (context) => {
    const scheme = schemeOf(context);
    const grant = scheme.grants.find((one) => one.id === Number(context.params['permissionId']));
    if (!grant) throw notFound(`Permission grant with id ${context.params['permissionId'] ?? ''} not found.`);
    context.spend(2);
    return ok(grantJson(context, scheme.id, grant, new Set(listParam(context.query, 'expand') ?? [])));
  }),
  define('DELETE', 'permissionscheme/{schemeId}/permission/{permissionId}', (context) => {
    requireJiraAdmin(context);
    context.jira.permissions.removeGrant(schemeOf(context).id, Number(context.params['permissionId']));
    return noContent;
  }),
  define('GET', 'project/{projectKeyOrId}/permissionscheme', (context) => {
    const { jira, caller } = context;
    const project = companyManaged(context);
    const may =
      jira.permissions.isJiraAdmin(caller.accountId) ||
      jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id });
    if (!may) throw forbidden("You do not have permission to view the project's configuration.");
    const scheme = jira.permissions.scheme(project.permissionSchemeId);
    if (!scheme) throw notFound('The project has no permission scheme.');
    return ok(schemeJson(context, scheme));
  }),
  define('PUT', 'project/{projectKeyOrId}/permissionscheme', (context) => {
    requireJiraAdmin(context);
    const project = companyManaged(context);
    const { id } = parseBody(z.object({ id: z.number().int() }), context.body);
    const scheme = context.jira.permissions.scheme(id);
    if (!scheme || scheme.teamManagedProjectId !== undefined) throw notFound(`The permission scheme with id ${id} does not exist.`);
    context.jira.permissions.assignScheme(project.id, id);
    return ok(schemeJson(context, scheme));
  }),
];
