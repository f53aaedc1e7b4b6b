import { z } from 'zod';
import { badRequest } from '../errors';
import type { Filter } from '../model';
import { define, jsonContext, listParam, parseBody } from './define';
import { apiUrl } from './json-context';
import { noContent, ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { userJson } from './user-json';

const FilterSchema = z.object({
  name: z.string().trim().min(1, 'You must specify a name to save this filter.'),
  jql: z.string().optional(),
  description: z.string().optional(),
});

/** Every filter of the local site is shared with everyone who is logged in. */
export function filterOf(context: OperationContext): Filter {
  const id = context.params['id'] ?? '';
  const filter = context.caller.accountId === null ? undefined : context.jira.state.filters.get(id);
  if (!filter) throw badRequest('The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.');
  return filter;
}

function ownFilter(context: OperationContext): Filter {
  const filter = filterOf(context);
  const { accountId } = context.caller;
  if (filter.ownerId !== accountId && !context.jira.permissions.isJiraAdmin(accountId))
    throw badRequest('You must own this filter to change it.');
  return filter;
}

export function filterJson(context: OperationContext, filter: Filter): Record<string, unknown> {
  const shape = jsonContext(context);
  const owner = userJson(shape, filter.ownerId);
  const { state } = context.jira;
  const favourites = (accountId: string): readonly string[] => state.favouriteFilters.get(accountId) ?? [];
  const none = { size: 0, items: [], 'max-results': 0, 'start-index': 0, 'end-index': 0 };
  return {
    self: apiUrl(shape, `filter/${filter.id}`),
    id: filter.id,
    name: filter.name,
    description: '',
    ...(owner ? { owner } : {}),
    jql: filter.jql,
    viewUrl: `${context.baseUrl}/issues/?filter=${filter.id}`,
    searchUrl: apiUrl(shape, `search/jql?jql=${encodeURIComponent(filter.jql)}`),
    favourite: favourites(context.caller.accountId ?? '').includes(filter.id),
    favouritedCount: [...state.favouriteFilters.values()].filter((ids) => ids.includes(filter.id)).length,
    sharePermissions: [{ id: Number(filter.id), type: 'loggedin' }],
    editPermissions: [],
    sharedUsers: none,
    subscriptions: none,
  };
}

/** In lists a filter shows only what is expanded. */
function filterRow(context: OperationContext, filter: Filter): Record<string, unknown> {
  const full = filterJson(context, filter);
  const expand = listParam(context.query, 'expand') ?? [];
  const shown = ['self', 'id', 'name', ...expand];
  return {
    expand: 'description,owner,jql,viewUrl,searchUrl,favourite,favouritedCount,sharePermissions,editPermissions,isWritable,subscriptions',
    ...Object.fromEntries(Object.entries(full).filter(([key]) => shown.includes(key))),
  };
}

function nameTaken(context: OperationContext, name: string, except?: string): boolean {
  const filters = [...context.jira.state.filters.values()];
  return filters.some(
    (filter) => filter.ownerId === context.caller.accountId && filter.name.toLowerCase() === name.toLowerCase() && filter.id !== except,
  );
}

function checked(context: OperationContext, except?: string): { readonly name: string; readonly jql: string } {
  const { name, jql = '' } = parseBody(FilterSchema, context.body);
  if (nameTaken(context, name, except)) throw badRequest('', { filterName: 'Filter with same name already exists.' });
  // Throws Jira's 400 for a query that does not parse or names what is not there.
  context.jira.search.compile(jql, context.caller.accountId);
  return { name, jql };
}

export const filterOperations: readonly Operation[] = [
  define('GET', 'filter/search', (context) => {
    const { query, jira, caller } = context;
    const name = query.get('filterName')?.toLowerCase();
    const ids = listParam(query, 'id');
    const owner = query.get('accountId');
    const found = [...jira.state.filters.values()]
      .filter(() => caller.accountId !== null)
      .filter((filter) => name === undefined || filter.name.toLowerCase().includes(name))
      .filter((filter) => !ids || ids.includes(filter.id))
      .filter((filter) => owner === null || filter.ownerId === owner)
      .sort((a, b) => a.name.localeCompare(b.name));
    return ok(pageBean(context, 'filter/search', found, (filter) => filterRow(context, filter), { cap: 100 }));
  }),
  define('GET', 'filter/my', (context) =>
    ok(
      [...context.jira.state.filters.values()]
        .filter((filter) => filter.ownerId === context.caller.accountId)
        .map((filter) => filterJson(context, filter)),
    ),
  ),
  define('POST', 'filter', (context) => {
    const { jira, caller } = context;
    if (caller.accountId === null) throw badRequest('You must be logged in to save a filter.');
    const filter: Filter = { id: String(jira.state.nextId('filter')), ...checked(context), ownerId: caller.accountId };
    jira.state.filters.set(filter.id, filter);
    return ok(filterJson(context, filter));
  }),
  define('GET', 'filter/{id}', (context) => ok(filterJson(context, filterOf(context)))),
  define('PUT', 'filter/{id}', (context) => {
    const before = ownFilter(context);
    const filter: Filter = { ...before, ...checked(context, before.id) };
    context.jira.state.filters.set(filter.id, filter);
    return ok(filterJson(context, filter));
  }),
  define('DELETE', 'filter/{id}', (context) => {
    context.jira.state.filters.delete(ownFilter(context).id);
    return noContent;
  }),
];
