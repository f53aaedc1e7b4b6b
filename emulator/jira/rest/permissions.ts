import { z } from 'zod';
import { badRequest, forbidden, JiraError } from '../errors';
import type { PermissionContext } from '../permissions';
import { define, listParam, parseBody } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { permissionList } from './permission-list';

const CheckSchema = z.object({
  accountId: z.string().optional(),
  globalPermissions: z.array(z.string()).optional(),
  projectPermissions: z
    .array(
      z.object({
        permissions: z.array(z.string()),
        projects: z.array(z.coerce.number().int()).optional(),
        issues: z.array(z.coerce.number().int()).optional(),
      }),
    )
    .optional(),
});
const MOST_ITEMS = 1_000;
/** Of `data-policy/project`. */
const MOST_PROJECTS = 50;

/** Where `mypermissions` asks: an issue, a project, or anywhere. */
function whereAsked(context: OperationContext): PermissionContext {
  const { jira, caller, query } = context;
  const issueName = query.get('issueKey') ?? query.get('issueId');
  if (issueName !== null) return { issueId: jira.issues.visible(caller.accountId, issueName).id };
  const projectName = query.get('projectKey') ?? query.get('projectId');
  if (projectName !== null) return { projectId: jira.projects.visible(caller.accountId, projectName).id, anyIssue: true };
  return {};
}

/** Only an app, as itself or as a person, may see which projects its access rules block. */
function requireApp(context: OperationContext): void {
  if (!context.caller.app) throw new JiraError(401, ['Only apps can access this resource.']);
}

export const permissionOperations: readonly Operation[] = [
  define('GET', 'permissions', (context) => {
    const keys = context.jira.permissions.keys;
    context.spend(keys.length * 2);
    return ok({ permissions: Object.fromEntries(keys.map(({ key, name, type, description }) => [key, { key, name, type, description }])) });
  }),
  define('GET', 'mypermissions', (context) => {
    const { jira, caller } = context;
    const asked = permissionList(jira, context.query.get('permissions'));
    const where = whereAsked(context);
    context.spend(asked.length * 2);
    return ok({
      permissions: Object.fromEntries(
        asked.map((permission) => {
          const { id, key, name, type, description } = permission;
          return [key, { id, key, name, type, description, havePermission: jira.permissions.has(caller.accountId, key, where) }];
        }),
      ),
    });
  }),
  define('POST', 'permissions/check', (context) => {
    const { jira, caller } = context;
    const body = parseBody(CheckSchema, context.body);
    const accountId = body.accountId ?? caller.accountId;
    // The app itself may ask about anybody; an app acting as a person may what the person may.
    const asApp = caller.app !== undefined && caller.app.accountId === caller.accountId;
    if (accountId !== caller.accountId && !asApp && !jira.permissions.isJiraAdmin(caller.accountId)) {
      throw forbidden('Only Jira administrators can perform this operation.');
    }
    const entries = body.projectPermissions ?? [];
    checkKeys(context, body.globalPermissions ?? [], 'GLOBAL');
    for (const entry of entries) {
      if (entry.permissions.length === 0) throw badRequest('At least one project permission must be provided.');
      checkKeys(context, entry.permissions, 'PROJECT');
    }
    for (const name of ['projects', 'issues'] as const) {
      if (entries.reduce((sum, entry) => sum + (entry[name]?.length ?? 0), 0) > MOST_ITEMS)
        throw badRequest(`More than ${MOST_ITEMS} ${name} were provided.`);
    }
    const granted = new Map<string, { projects: Set<number>; issues: Set<number> }>();
    for (const entry of entries) {
      for (const permission of entry.permissions) {
        const row = granted.get(permission) ?? { projects: new Set<number>(), issues: new Set<number>() };
        granted.set(permission, row);
        // Unknown projects and issues are left out, as if not permitted.
        for (const id of entry.projects ?? [])
          if (jira.permissions.has(accountId, permission, { projectId: String(id) })) row.projects.add(id);
        for (const id of entry.issues ?? []) if (jira.permissions.has(accountId, permission, { issueId: String(id) })) row.issues.add(id);
      }
    }
    const projectPermissions = [...granted].map(([permission, { projects, issues }]) => ({
      permission,
      projects: [...projects],
      issues: [...issues],
    }));
    const globalPermissions = (body.globalPermissions ?? []).filter((permission) => jira.permissions.has(accountId, permission));
    context.spend(2 * (projectPermissions.length + globalPermissions.length));
    return ok({ projectPermissions, globalPermissions });
  }),
  define('POST', 'permissions/project', (context) => {
    const { jira, caller } = context;
    const { permissions } = parseBody(z.object({ permissions: z.array(z.string()).min(1) }), context.body);
    checkKeys(context, permissions, 'PROJECT');
    const projects = jira.projects
      .visibleTo(caller.accountId)
      .filter((project) =>
        permissions.every((permission) => jira.permissions.has(caller.accountId, permission, { projectId: project.id, anyIssue: true })),
      );
    return ok({ projects: projects.map((project) => ({ id: Number(project.id), key: project.key })) });
  }),
  define('GET', 'data-policy', (context) => {
    requireApp(context);
    return ok({ anyContentBlocked: context.jira.appAccess.hiddenProjects(context.caller).size > 0 });
  }),
  define('GET', 'data-policy/project', (context) => {
    requireApp(context);
    const ids = listParam(context.query, 'ids') ?? [];
    if (ids.length > MOST_PROJECTS) throw badRequest(`Invalid request: at most ${MOST_PROJECTS} projects can be given.`);
    const available = (id: string): boolean => {
      const project = context.jira.projects.byId(id);
      return project !== undefined && context.jira.projects.isVisible(context.caller.accountId, project);
    };
    if (ids.length === 0 || !ids.every(available)) {
      throw badRequest('Invalid request: some projects are not available or do not exist.');
    }
    const hidden = context.jira.appAccess.hiddenProjects(context.caller);
    return ok({ projectDataPolicies: ids.map((id) => ({ id: Number(id), dataPolicy: { anyContentBlocked: hidden.has(id) } })) });
  }),
];

function checkKeys(context: OperationContext, keys: readonly string[], type: 'GLOBAL' | 'PROJECT'): void {
  const unknown = keys.filter((key) => !context.jira.permissions.keys.some((one) => one.key === key && one.type === type));
  if (unknown.length > 0) throw badRequest('', Object.fromEntries(unknown.map((key) => [key, 'Unrecognized permission'])));
}
