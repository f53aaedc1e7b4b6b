import type { Field, Issue, Project } from '../model';
import type { JsonContext } from './json-context';
import { issueTypeJson, priorityRef, projectRef, projectTypes, resolutionJson } from './project-json';

type Row = Record<string, unknown>;

/** `{fields: {id: meta}}`: what the reader may set on the issue's edit screen. */
export function editMetaJson(context: JsonContext, issue: Issue): Row {
  const ids = context.jira.issues.editable(context.accountId, issue);
  return { fields: Object.fromEntries([...ids].map((id) => [id, fieldMeta(context, id, issue)])) };
}

/** What a client needs to offer a field: schema, operations, choices. */
export function fieldMeta(context: JsonContext, fieldId: string, issue?: Issue, project?: Project): Row {
  const field = context.jira.state.fields.get(fieldId);
  if (!field) return { required: false, schema: { type: 'any' }, name: fieldId, key: fieldId, operations: [] };
  const home = project ?? (issue ? context.jira.state.projects.get(issue.projectId) : undefined);
  const allowed = home ? allowedValues(context, field, home) : undefined;
  return {
    required: REQUIRED.has(field.id),
    schema: field.schema,
    name: field.name,
    key: field.id,
    hasDefaultValue: field.id === 'priority' || field.id === 'reporter',
    operations: field.schema.type === 'array' ? ['add', 'set', 'remove'] : ['set'],
    ...(allowed ? { allowedValues: allowed } : {}),
    ...(field.id === 'assignee' && issue
      ? { autoCompleteUrl: `${context.baseUrl}/rest/api/${context.apiVersion}/user/assignable/search?issueKey=${issue.key}&query=` }
      : {}),
    ...(field.id === 'labels' ? { autoCompleteUrl: `${context.baseUrl}/rest/api/1.0/labels/suggest?query=` } : {}),
  };
}

const REQUIRED = new Set(['summary', 'issuetype', 'project', 'reporter']);

function allowedValues(context: JsonContext, field: Field, project: Project): Row[] | undefined {
  const { state } = context.jira;
  switch (field.id) {
    case 'priority':
      return [...state.priorities.values()].map((priority) => priorityRef(context, priority));
    case 'resolution':
      return [...state.resolutions.values()].map((resolution) => resolutionJson(context, resolution));
    case 'issuetype':
      return projectTypes(context, project).map((type) => issueTypeJson(context, type));
    case 'project':
      return [projectRef(context, project)];
    case 'security':
      return project.securityLevels.map((level) => ({ id: level.id, name: level.name }));
    case 'components':
    case 'fixVersions':
    case 'versions':
      return [];
    default:
      return undefined;
  }
}
