import type { Field, Issue } from '../model';
import { changelogJson } from './changelog-json';
import { editMetaJson } from './field-meta';
import { fieldValue } from './issue-fields';
import { apiUrl, type JsonContext } from './json-context';
import { documentToHtml } from './rendered';
import { transitionJson } from './transition-json';

export { issueRef } from './issue-fields';

type Row = Record<string, unknown>;

export interface IssueJsonOptions {
  /** Jira's grammar: `*all`, `*navigable`, ids, `-id`. Absent or empty: `defaultFields`. */
  readonly fields?: readonly string[] | undefined;
  readonly defaultFields?: '*all' | '*navigable' | 'id';
  /** renderedFields, names, schema, changelog, editmeta, transitions, operations. */
  readonly expand?: readonly string[];
  /** Issue properties to include, by key; `*all` for every one. */
  readonly properties?: readonly string[];
}

/** One issue. Shaping many: make one `issueShaper` and call it per issue. */
export const issueJson = (context: JsonContext, issue: Issue, options: IssueJsonOptions = {}): Row => issueShaper(context, options)(issue);

/** A function that shapes issues alike; the choice of fields is worked out once. */
export function issueShaper(context: JsonContext, options: IssueJsonOptions = {}): (issue: Issue) => Row {
  const fields = chosenFields(context, options.fields, options.defaultFields ?? '*all');
  const expand = new Set(options.expand ?? []);
  return (issue) => {
    const values: Row = {};
    for (const field of fields) {
      const value = fieldValue(context, issue, field);
      if (value !== undefined) values[field.id] = value;
    }
    return {
      expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
      id: issue.id,
      self: apiUrl(context, `issue/${issue.id}`),
      key: issue.key,
      ...(fields.length > 0 ? { fields: values } : {}),
      ...(expand.has('renderedFields') ? { renderedFields: rendered(issue, fields) } : {}),
      ...(expand.has('names') ? { names: Object.fromEntries(fields.map((field) => [field.id, field.name])) } : {}),
      ...(expand.has('schema') ? { schema: Object.fromEntries(fields.map((field) => [field.id, field.schema])) } : {}),
      ...(expand.has('transitions')
        ? { transitions: context.jira.workflows.transitionsFor(issue, context.accountId).map((one) => transitionJson(context, issue, one)) }
        : {}),
      ...(expand.has('operations') ? { operations: { linkGroups: [] } } : {}),
      ...(expand.has('editmeta') ? { editmeta: editMetaJson(context, issue) } : {}),
      ...(expand.has('changelog') ? { changelog: changelogExpansion(context, issue) } : {}),
      ...(options.properties ? { properties: propertiesOf(context, issue, options.properties) } : {}),
    };
  };
}

/** The fields a request asks for, in the site's field order. Unknown names are ignored, as Jira does. */
export function chosenFields(
  context: JsonContext,
  asked: readonly string[] | undefined,
  fallback: '*all' | '*navigable' | 'id',
): readonly Field[] {
  const all = [...context.jira.state.fields.values()];
  const names = asked && asked.length > 0 ? asked : [fallback];
  const chosen = new Set<string>();
  const add = (fields: readonly Field[]): void => fields.forEach((field) => chosen.add(field.id));
  // A list of exclusions only takes away from the default.
  if (names.every((name) => name.startsWith('-'))) add(group(all, fallback));
  for (const name of names) {
    if (name.startsWith('-')) continue;
    if (name === '*all' || name === '*navigable') add(group(all, name));
    else add(all.filter((field) => field.id === name));
  }
  for (const name of names) if (name.startsWith('-')) chosen.delete(name.slice(1));
  return all.filter((field) => chosen.has(field.id) && !HEAD_FIELDS.has(field.id));
}

/** Always at the head of an issue, never among its fields. */
const HEAD_FIELDS = new Set(['id', 'key', 'issuekey', 'thumbnail']);

const NOT_NAVIGABLE = new Set(['comment', 'worklog', 'attachment', 'timetracking', 'statusCategory']);

function group(all: readonly Field[], name: '*all' | '*navigable' | 'id'): readonly Field[] {
  if (name === 'id') return [];
  if (name === '*all') return all;
  return all.filter((field) => field.navigable && !NOT_NAVIGABLE.has(field.id));
}

function rendered(issue: Issue, fields: readonly Field[]): Row {
  return Object.fromEntries(fields.map((field) => [field.id, field.id === 'description' ? documentToHtml(issue.description) : null]));
}

/** Newest first, at most 100, with the true total: as GET issue?expand=changelog answers. */
function changelogExpansion(context: JsonContext, issue: Issue): Row {
  const entries = [...context.jira.issues.historyOf(issue.id)].reverse();
  const histories = entries.slice(0, 100);
  return {
    startAt: 0,
    maxResults: histories.length,
    total: entries.length,
    histories: histories.map((entry) => changelogJson(context, entry)),
  };
}

function propertiesOf(context: JsonContext, issue: Issue, wanted: readonly string[]): Row {
  const stored = context.jira.state.properties.get(`issue:${issue.id}`) ?? new Map<string, unknown>();
  const keys = wanted.includes('*all') ? [...stored.keys()] : wanted;
  return Object.fromEntries(keys.filter((key) => stored.has(key)).map((key) => [key, stored.get(key)]));
}
