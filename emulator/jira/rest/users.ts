import { badRequest, forbidden } from '../errors';
import type { User } from '../model';
import { define, intParam, jsonContext, listParam } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean, slice } from './paging';
import { permissionList } from './permission-list';
import { marked } from './rendered';
import { avatarUrl, groupJson, userDetailJson, userRow } from './user-json';

const POINTS_PER_USER = 2;

/** Whether the caller may look people up at all (*Browse users and groups*). */
export const browsesUsers = (context: OperationContext): boolean => context.jira.permissions.has(context.caller.accountId, 'USER_PICKER');

function requireBrowseUsers(context: OperationContext): void {
  if (!browsesUsers(context)) throw forbidden('You do not have permission to browse users and groups.');
}

/** Users one page long, as the plain arrays of the search operations. */
function userPage(context: OperationContext, users: readonly User[]): readonly Record<string, unknown>[] {
  const { rows } = slice(context, users, 50, 1_000);
  context.spend(rows.length * POINTS_PER_USER);
  return rows.map((user) => userRow(jsonContext(context), user));
}

function expandOf(context: OperationContext): readonly string[] {
  return listParam(context.query, 'expand') ?? [];
}

interface Search {
  readonly query: string | null;
  readonly accountId: string | null;
}

/** What `query` or `accountId` asks for; Jira wants one of them, not both. */
function searchOf(context: OperationContext): Search {
  const query = context.query.get('query') ?? context.query.get('username');
  const accountId = context.query.get('accountId');
  if (query !== null && accountId !== null) throw badRequest("Only one of 'query' and 'accountId' may be given.");
  return { query, accountId };
}

/** Those of `users` that `query` or `accountId` names. */
function matching(context: OperationContext, users: readonly User[]): readonly User[] {
  const { query, accountId } = searchOf(context);
  if (accountId !== null) return users.filter((user) => user.accountId === accountId);
  const found = new Set(context.jira.users.search(query ?? '', { active: true }).map((user) => user.accountId));
  return users.filter((user) => found.has(user.accountId));
}

const people = (context: OperationContext): readonly User[] =>
  [...context.jira.users.search('', { active: true })].filter((user) => user.active);

/**
 * "Takes the users in the range defined by `startAt` and `maxResults`, up to the thousandth user, and then returns only the users from that
 * range that match the search string and have permission": so a page may be empty though later ones are not.
 */
function holdersOnPage(context: OperationContext, holds: (user: User) => boolean): readonly Record<string, unknown>[] {
  const { accountId } = searchOf(context);
  const candidates = accountId === null ? people(context).slice(0, 1_000) : matching(context, people(context));
  const found = matching(context, slice(context, candidates, 50, 1_000).rows).filter(holds);
  context.spend(found.length * POINTS_PER_USER);
  return found.map((user) => userRow(jsonContext(context), user));
}

function allUsers(context: OperationContext): readonly Record<string, unknown>[] {
  requireBrowseUsers(context);
  return userPage(context, context.jira.users.all());
}

export const userOperations: readonly Operation[] = [
  define('GET', 'myself', (context) => {
    const user = context.jira.users.get(context.caller.accountId ?? '');
    context.spend(POINTS_PER_USER);
    return ok(userDetailJson(jsonContext(context), user, expandOf(context)));
  }),
  define('GET', 'user', (context) => {
    const accountId = context.query.get('accountId');
    if (!accountId) throw badRequest("The query parameter 'accountId' needs to be provided");
    requireBrowseUsers(context);
    const user = context.jira.users.get(accountId);
    context.spend(POINTS_PER_USER);
    return ok(userDetailJson(jsonContext(context), user, expandOf(context)));
  }),
  define('GET', 'user/search', (context) => {
    if (!context.query.has('query') && !context.query.has('username') && !context.query.has('accountId')) {
      throw badRequest("One of the query parameters 'query' and 'accountId' needs to be provided");
    }
    return ok(browsesUsers(context) ? userPage(context, matching(context, people(context))) : []);
  }),
  define('GET', 'users/search', (context) => ok(allUsers(context))),
  define('GET', 'users', (context) => ok(allUsers(context))),
  define('GET', 'user/assignable/search', (context) => {
    const { jira, caller, query } = context;
    const issueName = query.get('issueKey') ?? query.get('issueId');
    const projectName = query.get('project');
    if (issueName === null && projectName === null) throw badRequest("One of 'issueKey', 'issueId' and 'project' needs to be provided");
    const issue = issueName === null ? undefined : jira.issues.visible(caller.accountId, issueName);
    const projectId = issue?.projectId ?? jira.projects.visible(caller.accountId, projectName ?? '').id;
    const may = browsesUsers(context) || jira.permissions.has(caller.accountId, 'ASSIGN_ISSUES', { projectId });
    if (!may) return ok([]);
    const where = issue ? { issueId: issue.id } : { projectId };
    return ok(holdersOnPage(context, (user) => jira.permissions.has(user.accountId, 'ASSIGNABLE_USER', where)));
  }),
  define('GET', 'user/assignable/multiProjectSearch', (context) => {
    const { jira, caller } = context;
    const keys = listParam(context.query, 'projectKeys');
    if (!keys || keys.length === 0) throw badRequest("The query parameter 'projectKeys' needs to be provided");
    const projects = keys.map((key) => jira.projects.visible(caller.accountId, key));
    if (!browsesUsers(context)) return ok([]);
    const isAssignable = (user: User, projectId: string): boolean => jira.permissions.has(user.accountId, 'ASSIGNABLE_USER', { projectId });
    return ok(holdersOnPage(context, (user) => projects.every(({ id }) => isAssignable(user, id))));
  }),
  define('GET', 'user/viewissue/search', (context) => {
    const { jira, caller, query } = context;
    const issueName = query.get('issueKey');
    const projectName = query.get('projectKey');
    if (issueName === null && projectName === null) throw badRequest("One of 'issueKey' and 'projectKey' needs to be provided");
    const issue = issueName === null ? undefined : jira.issues.visible(caller.accountId, issueName);
    const projectId = issue?.projectId ?? jira.projects.visible(caller.accountId, projectName ?? '').id;
    if (!browsesUsers(context)) return ok([]);
    const sees = (accountId: string): boolean =>
      issue ? jira.permissions.canSee(accountId, issue) : jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId, anyIssue: true });
    return ok(holdersOnPage(context, (user) => sees(user.accountId)));
  }),
  define('GET', 'user/permission/search', (context) => {
    const { jira, caller, query } = context;
    const permissions = permissionList(jira, query.get('permissions'));
    const issueName = query.get('issueKey');
    const projectName = query.get('projectKey');
    if (issueName === null && projectName === null) throw badRequest("One of 'issueKey' and 'projectKey' needs to be provided");
    const search = searchOf(context);
    if (jira.switches.permissionSearchNeedsQuery && search.query === null && search.accountId === null)
      throw badRequest("One of the query parameters 'query' and 'accountId' needs to be provided");
    const issue = issueName === null ? undefined : jira.issues.visible(caller.accountId, issueName);
    const projectId = issue?.projectId ?? jira.projects.visible(caller.accountId, projectName ?? '').id;
    if (!jira.permissions.isJiraAdmin(caller.accountId) && !jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId })) {
      throw forbidden('You do not have permission to search for users by permission in this project.');
    }
    const where = issue ? { issueId: issue.id } : { projectId };
    return ok(
      holdersOnPage(context, (user) => permissions.every((permission) => jira.permissions.has(user.accountId, permission.key, where))),
    );
  }),
  define('GET', 'user/bulk', (context) => {
    const ids = listParam(context.query, 'accountId');
    if (!ids || ids.length === 0) throw badRequest("The query parameter 'accountId' needs to be provided");
    const users = ids.flatMap((id) => context.jira.users.byId(id) ?? []);
    const shape = (user: User): Record<string, unknown> => {
      context.spend(POINTS_PER_USER);
      return userRow(jsonContext(context), user);
    };
    return ok(pageBean(context, 'user/bulk', users, shape, { fallback: 10, cap: 200 }));
  }),
  define('GET', 'user/groups', (context) => {
    const user = context.jira.users.get(context.query.get('accountId') ?? '');
    if (user.accountId !== context.caller.accountId) requireBrowseUsers(context);
    const groups = context.jira.users.groupsOf(user.accountId);
    context.spend(groups.length * POINTS_PER_USER);
    return ok(groups.map((group) => groupJson(jsonContext(context), group)));
  }),
  define('GET', 'user/picker', (context) => {
    const query = context.query.get('query');
    if (query === null) throw badRequest("The query parameter 'query' needs to be provided");
    return ok(pickUsers(context, query));
  }),
  define('GET', 'groupuserpicker', (context) => {
    const query = context.query.get('query');
    if (query === null) throw badRequest("The query parameter 'query' needs to be provided");
    requireBrowseUsers(context);
    return ok({ users: pickUsers(context, query), groups: pickGroups(context, query) });
  }),
  define('GET', 'groups/picker', (context) => ok(pickGroups(context, context.query.get('query') ?? ''))),
];

/** `{users, total, header}` as pickers show them; nobody without *Browse users and groups*. */
function pickUsers(context: OperationContext, query: string): Record<string, unknown> {
  const excluded = new Set(listParam(context.query, 'excludeAccountIds') ?? []);
  const found = browsesUsers(context)
    ? context.jira.users.search(query, { active: true }).filter((user) => !excluded.has(user.accountId))
    : [];
  const users = found.slice(0, Math.min(1_000, intParam(context.query, 'maxResults', 50)));
  context.spend(users.length * POINTS_PER_USER);
  return {
    users: users.map((user) => ({
      accountId: user.accountId,
      accountType: user.accountType,
      html: `${marked(user.displayName, query)} - ${marked(user.emailAddress, query)}`,
      displayName: user.displayName,
      ...(context.query.get('showAvatar') === 'true'
        ? { avatarUrl: avatarUrl(jsonContext(context), 'user', user.accountId, 'small') }
        : {}),
    })),
    total: found.length,
    header: `Showing ${users.length} of ${found.length} matching users`,
  };
}

function pickGroups(context: OperationContext, query: string): Record<string, unknown> {
  const wanted = query.toLowerCase();
  const groups = context.jira.users.groups();
  const found = browsesUsers(context)
    ? groups.filter((group) => group.name.toLowerCase().includes(wanted))
    : groups.filter((group) => context.caller.accountId !== null && group.name.toLowerCase() === wanted);
  const shown = found.slice(0, Math.min(1_000, intParam(context.query, 'maxResults', 20)));
  context.spend(shown.length * POINTS_PER_USER);
  return {
    header: `Showing ${shown.length} of ${found.length} matching groups`,
    total: found.length,
    groups: shown.map((group) => ({ name: group.name, html: marked(group.name, query), labels: [], groupId: group.groupId })),
  };
}
