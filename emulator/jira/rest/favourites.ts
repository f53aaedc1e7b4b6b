import { badRequest } from '../errors';
import { define } from './define';
import { filterJson, filterOf } from './filters';
import { ok, type Operation, type OperationContext, type Reply } from './operation';

/** Adds the filter to the person's favourites or takes it away; twice is once. */
function favour(context: OperationContext, wanted: boolean): Reply {
  const { jira, caller } = context;
  if (caller.accountId === null) throw badRequest('You must be logged in to have favourite filters.');
  const filter = filterOf(context);
  const others = (jira.state.favouriteFilters.get(caller.accountId) ?? []).filter((id) => id !== filter.id);
  jira.state.favouriteFilters.set(caller.accountId, wanted ? [...others, filter.id] : others);
  return ok(filterJson(context, filter));
}

export const favouriteOperations: readonly Operation[] = [
  define('GET', 'filter/favourite', (context) => {
    const { state } = context.jira;
    const ids = state.favouriteFilters.get(context.caller.accountId ?? '') ?? [];
    return ok(ids.flatMap((id) => state.filters.get(id) ?? []).map((filter) => filterJson(context, filter)));
  }),
  define('PUT', 'filter/{id}/favourite', (context) => favour(context, true)),
  define('DELETE', 'filter/{id}/favourite', (context) => favour(context, false)),
  // Every filter of the local site is shared with all who are logged in.
  define('GET', 'filter/defaultShareScope', () => ok({ scope: 'AUTHENTICATED' })),
  define('GET', 'filter/{id}/permission', (context) => ok([{ id: Number(filterOf(context).id), type: 'loggedin' }])),
];
