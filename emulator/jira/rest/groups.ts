import { badRequest, forbidden, notFound } from '../errors';
import { boolParam, define, jsonContext, listParam } from './define';
import { ok, type Operation } from './operation';
import { pageBean } from './paging';
import { userRow } from './user-json';
import { browsesUsers } from './users';

const POINTS = 2;

export const groupOperations: readonly Operation[] = [
  define('GET', 'group/member', (context) => {
    const { jira, query } = context;
    if (!browsesUsers(context)) throw forbidden('You do not have permission to browse users and groups.');
    const name = query.get('groupId') ?? query.get('groupname');
    if (!name) throw badRequest("One of the query parameters 'groupId' and 'groupname' needs to be provided");
    const group = query.has('groupId') ? jira.users.groupById(name) : jira.users.findGroup(name);
    if (!group) throw notFound('The specified group does not exist.');
    const inactive = boolParam(query, 'includeInactiveUsers', false);
    const members = group.accountIds.flatMap((id) => jira.users.byId(id) ?? []).filter((user) => user.active || inactive);
    const page = pageBean(context, 'group/member', members, (user) => userRow(jsonContext(context), user));
    context.spend((page['values'] as unknown[]).length * POINTS);
    return ok(page);
  }),
  define('GET', 'group/bulk', (context) => {
    if (!browsesUsers(context)) throw forbidden('You do not have permission to browse users and groups.');
    const ids = listParam(context.query, 'groupId');
    const names = listParam(context.query, 'groupName');
    const groups = context.jira.users
      .groups()
      .filter(
        (group) =>
          (!ids && !names) || ids?.includes(group.groupId) || names?.some((name) => name.toLowerCase() === group.name.toLowerCase()),
      );
    const page = pageBean(context, 'group/bulk', groups, (group) => ({ name: group.name, groupId: group.groupId }));
    context.spend((page['values'] as unknown[]).length * POINTS);
    return ok(page);
  }),
];
