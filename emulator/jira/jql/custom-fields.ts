import type { Json, JsonObject } from '../../json';
import { valueShape, type ValueKind } from '../fields';
import { formatForgeValue } from '../forge-fields';
import { parseJiraTime } from '../jira-time';
import type { Field, Issue } from '../model';
import { refused, type JqlContext } from './context';
import type { EntityField, JqlField } from './field-types';
import { userField } from './entity-fields';
import { textOf, wordsOf } from './text';
import { epochOf } from './zoned-time';

/** Sprint, Rank, and every other custom field, by the way its values are kept. `name`: as the query writes it. */
export function customField(field: Field, name: string, context: JqlContext): JqlField {
  if (field.schema.custom === 'com.pyxis.greenhopper.jira:gh-lexo-rank') return { kind: 'rank', name, sortKey: (issue) => issue.rank };
  if (field.schema.custom === 'com.pyxis.greenhopper.jira:gh-sprint') return sprintField(name, context);
  const shape = valueShape(field);
  if (!shape) throw refused(`Field '${name}' is not searchable.`);
  // An app's string field and labels are compared exactly; Jira's own text fields are searched by words.
  const kind = shape.kind === 'text' && (field.forge || shape.list) ? 'string' : shape.kind;
  if (kind === 'object') return objectField(field, name, context);
  return typedField(kind, name, (issue) => valuesAt(issue.custom[field.id], []), context);
}

/**
 * `X.Y`: a property of an app's object field that its schema gives a `searchAlias`.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#object-type-jql-search
 */
export function aliasField(field: Field, alias: string, name: string, context: JqlContext): JqlField | undefined {
  const found = aliasesOf(field).find((candidate) => candidate.alias.toLowerCase() === alias.toLowerCase());
  if (!found) return undefined;
  const values = (issue: Issue): readonly Json[] => valuesAt(issue.custom[field.id], found.path);
  return found.kind === 'instant' ? momentField(name, values, context) : typedField(found.kind, name, values, context);
}

export interface Alias {
  readonly alias: string;
  readonly path: readonly string[];
  /** `string`: compared exactly; `text`: by its words. */
  readonly kind: 'string' | 'number' | 'text' | 'user' | 'group' | 'instant';
}

/** All aliases of an object field. Two of the same name and path but different types cancel each other. */
export function aliasesOf(field: Field): readonly Alias[] {
  const found: Alias[] = [];
  const visit = (schema: Json | undefined, path: readonly string[]): void => {
    const properties = isObject(schema) ? schema['properties'] : undefined;
    if (!isObject(properties)) return;
    for (const [key, property] of Object.entries(properties)) {
      if (!isObject(property)) continue;
      const alias = property['searchAlias'];
      const kind = aliasKind(property);
      if (typeof alias === 'string' && kind) found.push({ alias, path: [...path, key], kind });
      visit(property, [...path, key]);
    }
  };
  if (field.forge?.type === 'object') visit(field.forge.schema, []);
  const same = (a: Alias, b: Alias): boolean => a.alias === b.alias && a.path.join('\n') === b.path.join('\n');
  return found.filter((one) => !found.some((other) => same(one, other) && one.kind !== other.kind));
}

function aliasKind(property: JsonObject): Alias['kind'] | undefined {
  const searchType = property['searchType'];
  if (searchType === 'text' || searchType === 'user' || searchType === 'group') return searchType;
  if (searchType === 'date') return 'instant';
  const type = property['type'];
  if (type === 'array') return isObject(property['items']) ? aliasKind(property['items']) : undefined;
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'string' || type === 'boolean' ? 'string' : undefined;
}

function typedField(
  kind: ValueKind | Alias['kind'],
  name: string,
  values: (issue: Issue) => readonly Json[],
  context: JqlContext,
): JqlField {
  const strings = (issue: Issue): readonly string[] => values(issue).flatMap((value) => (typeof value === 'object' ? [] : [String(value)]));
  switch (kind) {
    case 'number': {
      const numbers = (issue: Issue): readonly number[] => values(issue).filter((value): value is number => typeof value === 'number');
      return { kind: 'number', name, values: numbers, sortKey: (issue) => numbers(issue)[0] ?? null };
    }
    case 'user':
      return userField(name, context, strings);
    case 'group':
      return groupField(name, strings, context);
    case 'date':
      return { kind: 'day', name, values: strings, sortKey: (issue) => strings(issue)[0] ?? null };
    case 'datetime':
    case 'instant':
      return momentField(name, values, context);
    case 'string':
      return stringField(name, strings);
    case 'text':
    case 'object':
    case 'richText':
      return wordsField(name, values);
  }
}

function stringField(name: string, strings: (issue: Issue) => readonly string[]): EntityField {
  return {
    kind: 'entity',
    type: 'string',
    name,
    values: (issue) => strings(issue).map((value) => value.toLowerCase()),
    resolve: (text) => [text.toLowerCase()],
    sortKey: (issue) => strings(issue)[0]?.toLowerCase() ?? null,
  };
}

function wordsField(name: string, values: (issue: Issue) => readonly Json[]): JqlField {
  const text = (issue: Issue): string | null => {
    const found = values(issue);
    return found.length === 0 ? null : found.map(textOf).join(' ');
  };
  return {
    kind: 'text',
    name,
    texts: (issue) => {
      const found = text(issue);
      return found === null ? [] : [wordsOf(found)];
    },
    sortKey: (issue) => text(issue)?.toLowerCase() ?? null,
  };
}

/** An object is found by any text within it and by what its formatter shows; it sorts by the latter. */
function objectField(field: Field, name: string, { jira }: JqlContext): JqlField {
  const shown = (issue: Issue): string => {
    const value = issue.custom[field.id];
    // Formatted for nobody in particular: an index has no reader.
    return value === undefined || value === null ? '' : (formatForgeValue(jira, field, value, issue, null) ?? '');
  };
  const isFilled = (issue: Issue): boolean => valuesAt(issue.custom[field.id], []).length > 0;
  return {
    kind: 'text',
    name,
    isFilled,
    texts: (issue) => (isFilled(issue) ? [wordsOf(textOf(issue.custom[field.id])), wordsOf(shown(issue))] : []),
    sortKey: (issue) => shown(issue).toLowerCase() || null,
  };
}

function groupField(name: string, strings: (issue: Issue) => readonly string[], { jira }: JqlContext): EntityField {
  const idsOf = (text: string): readonly string[] => {
    const wanted = text.toLowerCase();
    return [...jira.state.groups.values()]
      .filter((row) => row.groupId === text || row.name.toLowerCase() === wanted)
      .map((row) => row.groupId);
  };
  return { kind: 'entity', type: 'group', name, values: strings, resolve: idsOf, sortKey: (issue) => strings(issue)[0] ?? null };
}

function momentField(name: string, values: (issue: Issue) => readonly Json[], context: JqlContext): JqlField {
  const moments = (issue: Issue): readonly number[] =>
    values(issue).flatMap((value) => {
      const at = typeof value === 'string' ? momentOf(value, context) : undefined;
      return at === undefined ? [] : [at];
    });
  return { kind: 'instant', name, values: moments, sortKey: (issue) => moments(issue)[0] ?? null };
}

function momentOf(text: string, { timeZone }: JqlContext): number | undefined {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!date) return parseJiraTime(text);
  return epochOf({ year: Number(date[1]), month: Number(date[2]), day: Number(date[3]), hour: 0, minute: 0, second: 0 }, timeZone);
}

function sprintField(name: string, { jira }: JqlContext): EntityField {
  return {
    kind: 'entity',
    type: 'sprint',
    name,
    values: (issue) => issue.sprintIds.map(String),
    resolve: (text) => {
      const wanted = text.toLowerCase();
      return [...jira.state.sprints.values()]
        .filter((row) => String(row.id) === text || row.name.toLowerCase() === wanted)
        .map((row) => String(row.id));
    },
    sortKey: (issue) => issue.sprintIds[issue.sprintIds.length - 1] ?? null,
  };
}

/** The values at a path within a field's value; lists on the way stand for each of their items. */
function valuesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => valuesAt(item, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return isObject(value) ? valuesAt(value[key], rest) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
