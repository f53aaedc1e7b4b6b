import type { Json } from '../json';
import { badRequest, forbidden, notFound } from './errors';
import type { Jira } from './jira';
import type { Caller, Issue, Project } from './model';

export interface ImportRow {
  readonly summary: string;
  /** Names; default: a story (or the first standard type) in the workflow's first status. */
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  /** By id or name. */
  readonly fields?: Readonly<Record<string, Json>> | undefined;
}

/**
 * As Jira's CSV importer works for an administrator: into any status, past screens, permissions, rules of workflows and validation
 * expressions, read-only fields of apps too. A value still has to be of its field's type.
 * @throws JiraError 403, 404, 400 naming the row
 */
export function importIssues(jira: Jira, caller: Caller, projectKey: string, rows: readonly ImportRow[]): readonly Issue[] {
  if (!jira.permissions.isJiraAdmin(caller.accountId)) throw forbidden('Only Jira administrators import issues.');
  const project = jira.projects.byIdOrKey(projectKey);
  if (!project) throw notFound(`There is no project "${projectKey}".`);
  return rows.map((row) => {
    const typeId = typeOf(jira, project, row.type);
    const status = row.status === undefined ? {} : { statusId: statusOf(jira, project, typeId, row.status) };
    const fields = Object.fromEntries(Object.entries(row.fields ?? {}).map(([name, value]) => [fieldOf(jira, name), value]));
    const input = { projectId: project.id, typeId, fields: { ...fields, summary: row.summary } };
    return jira.issues.create(caller, input, { imported: status });
  });
}

function typeOf(jira: Jira, project: Project, name: string | undefined): string {
  const types = jira.projects.issueTypesOf(project);
  const found =
    name === undefined
      ? (types.find((type) => type.name === 'Story') ?? types.find((type) => type.hierarchyLevel === 0))
      : types.find((type) => type.name === name);
  if (!found) throw badRequest(`Project ${project.key} has no issue type "${name ?? ''}".`);
  return found.id;
}

function statusOf(jira: Jira, project: Project, typeId: string, name: string): string {
  const { statusIds } = jira.workflows.workflowOf(project, typeId);
  const found = statusIds.find((id) => jira.state.statuses.get(id)?.name === name);
  if (found === undefined) throw badRequest(`The workflow has no status "${name}".`);
  return found;
}

function fieldOf(jira: Jira, name: string): string {
  const field = jira.fields.byId(name) ?? jira.fields.byName(name);
  if (!field) throw badRequest(`There is no field "${name}".`);
  return field.id;
}
