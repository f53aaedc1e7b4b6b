import type { IssueType, Priority, Project, Resolution, Status } from '../model';
import { apiUrl, type JsonContext } from './json-context';
import { avatarUrl, avatarUrls, userJson } from './user-json';

type Row = Record<string, unknown>;

/** A project as it appears inside an issue. */
export const projectRef = (context: JsonContext, project: Project): Row => ({
  self: apiUrl(context, `project/${project.id}`),
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.projectTypeKey,
  simplified: project.style === 'next-gen',
  avatarUrls: avatarUrls(context, 'project', project.id),
});

/** A project as lists answer it; `expand` may name description, lead, issueTypes, url, projectKeys, permissions, insight. */
export function projectListJson(context: JsonContext, project: Project, expand: readonly string[]): Row {
  const issueCount = (): number => [...context.jira.state.issues.values()].filter((issue) => issue.projectId === project.id).length;
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...projectRef(context, project),
    style: project.style,
    isPrivate: false,
    properties: {},
    ...(project.state === 'archived' ? { archived: true } : {}),
    ...(project.state === 'deleted' ? { deleted: true } : {}),
    ...(expand.includes('description') ? { description: project.description } : {}),
    ...(expand.includes('lead') ? { lead: userJson(context, project.leadAccountId) } : {}),
    ...(expand.includes('issueTypes') ? { issueTypes: projectTypes(context, project).map((type) => issueTypeJson(context, type)) } : {}),
    ...(expand.includes('permissions')
      ? { permissions: { canEdit: context.jira.permissions.has(context.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id }) } }
      : {}),
    ...(expand.includes('insight') ? { insight: { totalIssueCount: issueCount() } } : {}),
  };
}

/** `GET project/{id}`. */
export function projectJson(context: JsonContext, project: Project, expand: readonly string[]): Row {
  return {
    ...projectListJson(context, project, [...expand, 'description', 'lead', 'issueTypes']),
    components: [],
    assigneeType: 'UNASSIGNED',
    versions: [],
    roles: roleLinks(context, project),
  };
}

/** Role name -> link, as `GET project/{id}/role` answers. */
export function roleLinks(context: JsonContext, project: Project): Record<string, string> {
  return Object.fromEntries(
    context.jira.projects.rolesOf(project).map((role) => [role.name, apiUrl(context, `project/${project.id}/role/${role.id}`)]),
  );
}

export const projectTypes = (context: JsonContext, project: Project): readonly IssueType[] => context.jira.projects.issueTypesOf(project);

const projectScope = (projectId: string | undefined): Row =>
  projectId === undefined ? {} : { scope: { type: 'PROJECT', project: { id: projectId } } };

export const issueTypeJson = (context: JsonContext, type: IssueType): Row => ({
  self: apiUrl(context, `issuetype/${type.id}`),
  id: type.id,
  description: type.description,
  iconUrl: avatarUrl(context, 'issuetype', type.id, 'medium'),
  name: type.name,
  subtask: type.hierarchyLevel < 0,
  hierarchyLevel: type.hierarchyLevel,
  ...projectScope(type.projectId),
});

export const CATEGORIES = [
  { id: 1, key: 'undefined', colorName: 'medium-gray', name: 'No Category' },
  { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  { id: 3, key: 'done', colorName: 'green', name: 'Done' },
] as const;

export function statusCategoryJson(context: JsonContext, key: string): Row {
  const category = CATEGORIES.find((one) => one.key === key) ?? CATEGORIES[0];
  return { self: apiUrl(context, `statuscategory/${category.id}`), ...category };
}

export const statusJson = (context: JsonContext, status: Status): Row => ({
  self: apiUrl(context, `status/${status.id}`),
  description: '',
  iconUrl: `${context.baseUrl}/`,
  name: status.name,
  id: status.id,
  statusCategory: statusCategoryJson(context, status.category),
  ...projectScope(status.projectId),
});

export const priorityRef = (context: JsonContext, priority: Priority): Row => ({
  self: apiUrl(context, `priority/${priority.id}`),
  iconUrl: avatarUrl(context, 'priority', priority.id, 'small'),
  name: priority.name,
  id: priority.id,
});

export const resolutionJson = (context: JsonContext, resolution: Resolution): Row => ({
  self: apiUrl(context, `resolution/${resolution.id}`),
  id: resolution.id,
  description: '',
  name: resolution.name,
});
