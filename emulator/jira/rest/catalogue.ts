import { badRequest, forbidden, notFound } from '../errors';
import type { Field, Status } from '../model';
import { define, jsonContext, listParam } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { CATEGORIES, issueTypeJson, priorityRef, resolutionJson, statusCategoryJson, statusJson } from './project-json';

type Row = Record<string, unknown>;

/** A field as `GET field` lists it. The key of a field is its id. */
const fieldJson = (field: Field): Row => ({
  id: field.id,
  key: field.id,
  name: field.name,
  custom: field.custom,
  orderable: field.orderable,
  navigable: field.navigable,
  searchable: field.searchable,
  clauseNames: field.clauseNames,
  ...(field.id === 'issuekey' || field.id === 'thumbnail' ? {} : { schema: field.schema }),
});

function fieldSearch(context: OperationContext): Row {
  const { query, jira } = context;
  const types = listParam(query, 'type');
  const ids = listParam(query, 'id');
  const text = query.get('query')?.toLowerCase();
  const by = query.get('orderBy');
  if (by !== null && !/^[-+ ]?(name|contextsCount|lastUsed|screensCount|projectsCount)$/.test(by))
    throw badRequest(`The value "${by}" of orderBy is not valid.`);
  const fields = jira.fields
    .all()
    .filter((field) => !types || types.includes(field.custom ? 'custom' : 'system'))
    .filter((field) => !ids || ids.includes(field.id))
    .filter((field) => text === undefined || `${field.name} ${field.description}`.toLowerCase().includes(text));
  if (by?.endsWith('name')) fields.sort((a, b) => (by.startsWith('-') ? -1 : 1) * a.name.localeCompare(b.name));
  const screens = [...jira.state.screens.values()];
  return pageBean(context, 'field/search', fields, (field) => ({
    id: field.id,
    key: field.id,
    name: field.name,
    schema: field.schema,
    description: field.description,
    isLocked: field.forge?.readOnly ?? false,
    screensCount: screens.filter((screen) => screen.tabs.some((tab) => tab.fieldIds.includes(field.id))).length,
  }));
}

/** Statuses of the projects the caller sees. */
function visibleStatuses(context: OperationContext): readonly Status[] {
  const { jira, caller } = context;
  const ids = new Set(
    jira.projects.visibleTo(caller.accountId).flatMap((project) => jira.projects.statusesOf(project).map((status) => status.id)),
  );
  return [...jira.state.statuses.values()].filter((status) => ids.has(status.id));
}

const PLAIN_CATEGORY = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

/** A status of the newer `statuses` resource. */
const plainStatus = (status: Status): Row => ({
  id: status.id,
  name: status.name,
  statusCategory: PLAIN_CATEGORY[status.category],
  description: '',
  scope: status.projectId === undefined ? { type: 'GLOBAL' } : { type: 'PROJECT', project: { id: status.projectId } },
});

function requireSomeAdmin(context: OperationContext): void {
  const { jira, caller } = context;
  if (jira.permissions.isJiraAdmin(caller.accountId) || jira.permissions.projectsWith(caller.accountId, 'ADMINISTER_PROJECTS').length > 0)
    return;
  throw forbidden('You do not have permission to administer any project.');
}

const page = (context: OperationContext, path: string, rows: readonly Row[]): Row => pageBean(context, path, rows, (row) => row);

const priorities = (context: OperationContext): Row[] =>
  [...context.jira.state.priorities.values()].map((priority) => ({
    ...priorityRef(jsonContext(context), priority),
    description: '',
    statusColor: '#999999',
  }));

const resolutions = (context: OperationContext): Row[] =>
  [...context.jira.state.resolutions.values()].map((resolution) => resolutionJson(jsonContext(context), resolution));

function visibleTypes(context: OperationContext): Row[] {
  const { jira, caller } = context;
  const all = jira.permissions.isJiraAdmin(caller.accountId);
  const ids = new Set(jira.projects.visibleTo(caller.accountId).flatMap((project) => project.issueTypeIds));
  return [...jira.state.issueTypes.values()]
    .filter((type) => all || ids.has(type.id))
    .map((type) => issueTypeJson(jsonContext(context), type));
}

function named(rows: readonly Row[], wanted: string | undefined, what: string, keys: readonly string[] = ['id']): Row {
  const row = rows.find((one) => keys.some((key) => String(one[key]).toLowerCase() === wanted?.toLowerCase()));
  if (!row) throw notFound(`The ${what} '${wanted ?? ''}' does not exist.`);
  return row;
}

const categories = (context: OperationContext): Row[] =>
  CATEGORIES.map((category) => statusCategoryJson(jsonContext(context), category.key));

export const catalogueOperations: readonly Operation[] = [
  define('GET', 'field', ({ jira }) => ok(jira.fields.all().map(fieldJson))),
  define('GET', 'field/search', (context) => ok(fieldSearch(context))),
  define('GET', 'issuetype', (context) => ok(visibleTypes(context))),
  define('GET', 'issuetype/{id}', (context) => ok(named(visibleTypes(context), context.params['id'], 'issue type'))),
  define('GET', 'priority', (context) => ok(priorities(context))),
  define('GET', 'priority/search', (context) => ok(page(context, 'priority/search', priorities(context)))),
  define('GET', 'priority/{id}', (context) => ok(named(priorities(context), context.params['id'], 'priority'))),
  define('GET', 'resolution', (context) => ok(resolutions(context))),
  define('GET', 'resolution/search', (context) => ok(page(context, 'resolution/search', resolutions(context)))),
  define('GET', 'resolution/{id}', (context) => ok(named(resolutions(context), context.params['id'], 'resolution'))),
  define('GET', 'status', (context) => ok(visibleStatuses(context).map((status) => statusJson(jsonContext(context), status)))),
  define('GET', 'status/{idOrName}', (context) =>
    ok(
      named(
        visibleStatuses(context).map((status) => statusJson(jsonContext(context), status)),
        context.params['idOrName'],
        'status',
        ['id', 'name'],
      ),
    ),
  ),
  define('GET', 'statuscategory', (context) => ok(categories(context))),
  define('GET', 'statuscategory/{idOrKey}', (context) =>
    ok(named(categories(context), context.params['idOrKey'], 'status category', ['id', 'key'])),
  ),
  define('GET', 'statuses', (context) => {
    requireSomeAdmin(context);
    const ids = listParam(context.query, 'id');
    if (!ids || ids.length === 0) throw badRequest("The query parameter 'id' needs to be provided");
    return ok(ids.flatMap((id) => context.jira.state.statuses.get(id) ?? []).map(plainStatus));
  }),
  define('GET', 'statuses/search', (context) => {
    requireSomeAdmin(context);
    const { query } = context;
    const text = query.get('searchString')?.toLowerCase();
    const project = query.get('projectId');
    const category = query.get('statusCategory');
    const rows = [...context.jira.state.statuses.values()]
      .filter((status) => (project === null ? status.projectId === undefined : status.projectId === project))
      .filter((status) => text === undefined || status.name.toLowerCase().includes(text))
      .map(plainStatus)
      .filter((row) => category === null || row['statusCategory'] === category);
    return ok(pageBean(context, 'statuses/search', rows, (row) => row, { fallback: 200 }));
  }),
  define('GET', 'label', (context) => {
    const { jira, caller } = context;
    const labels = new Set<string>();
    for (const issue of jira.state.issues.values())
      if (jira.permissions.canSee(caller.accountId, issue)) issue.labels.forEach((label) => labels.add(label));
    return ok(pageBean(context, 'label', [...labels].sort(), (label) => label, { fallback: 1_000 }));
  }),
];
