import { RESERVED_WORDS } from '@atlaskit/jql-ast';
import type { Jira } from '../jira';
import type { Field } from '../model';
import { contextOf } from '../jql';
import { operatorsOf } from '../jql/compile';
import { aliasesOf } from '../jql/custom-fields';
import type { EntityType, JqlField } from '../jql/field-types';
import { jqlField } from '../jql/fields';
import { JQL_FUNCTIONS } from '../jql/functions';
import { systemClauseNames } from '../jql/system-fields';

type Row = Record<string, unknown>;

/** How Jira calls the types of values; what it does not document is a plain string. */
const JAVA_TYPES: Readonly<Partial<Record<EntityType, string>>> = {
  issue: 'com.atlassian.jira.issue.Issue',
  project: 'com.atlassian.jira.project.Project',
  issuetype: 'com.atlassian.jira.issue.issuetype.IssueType',
  status: 'com.atlassian.jira.issue.status.Status',
  statusCategory: 'com.atlassian.jira.issue.status.category.StatusCategory',
  user: 'com.atlassian.jira.user.ApplicationUser',
  group: 'com.atlassian.jira.security.groups.Group',
  priority: 'com.atlassian.jira.issue.priority.Priority',
  resolution: 'com.atlassian.jira.issue.resolution.Resolution',
  sprint: 'com.atlassian.greenhopper.service.sprint.Sprint',
};
const DATE_FUNCTIONS = ['now', ...['Day', 'Week', 'Month', 'Year'].flatMap((period) => [`startOf${period}`, `endOf${period}`])];

/** `GET jql/autocompletedata`: fields, functions and reserved words a query editor can offer. */
export function referenceData(jira: Jira, accountId: string | null): Row {
  const context = contextOf(jira, accountId, jira.clock.now());
  const system = systemClauseNames().map((name) => fieldRow(name, name, jqlField(name, context)));
  const custom = jira.fields
    .all()
    .filter((field) => field.custom)
    .flatMap((field) => [
      {
        ...fieldRow(quoted(field.name), `${field.name} - cf[${field.schema.customId}]`, jqlField(field.id, context)),
        cfid: `cf[${field.schema.customId}]`,
      },
      ...aliasesOf(field).map(({ alias }) => aliasRow(field, alias, jqlField(`${field.name}.${alias}`, context))),
    ]);
  return {
    visibleFieldNames: [...system, ...custom],
    visibleFunctionNames: [
      ...JQL_FUNCTIONS.map((row) => functionRow(row.name, row.list, JAVA_TYPES[row.type] ?? 'java.lang.String')),
      ...DATE_FUNCTIONS.map((name) => functionRow(name, false, 'java.util.Date')),
    ],
    jqlReservedWords: [...RESERVED_WORDS],
  };
}

function fieldRow(value: string, displayName: string, field: JqlField): Row {
  return {
    value,
    displayName,
    orderable: String(field.sortKey !== undefined),
    searchable: String(field.kind !== 'rank'),
    auto: String(field.kind === 'entity' && field.type !== 'issue'),
    operators: operatorsOf(field),
    types: [typeOf(field)],
  };
}

const aliasRow = (field: Field, alias: string, typed: JqlField): Row =>
  fieldRow(quoted(`${field.name}.${alias}`), `${field.name}.${alias} - cf[${field.schema.customId}].${alias}`, typed);

function functionRow(name: string, list: boolean, type: string): Row {
  return { value: `${name}()`, displayName: `${name}()`, ...(list ? { isList: 'true' } : {}), types: [type] };
}

function typeOf(field: JqlField): string {
  if (field.kind === 'number') return 'java.lang.Number';
  if (field.kind === 'instant' || field.kind === 'day') return 'java.util.Date';
  if (field.kind === 'entity') return JAVA_TYPES[field.type] ?? 'java.lang.String';
  return 'java.lang.String';
}

const quoted = (name: string): string => (/^[\w.]+$/.test(name) ? name : `"${name}"`);
