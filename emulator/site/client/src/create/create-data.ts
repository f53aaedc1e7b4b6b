import { call, get } from '../api';
import type { FieldMeta, IssueTypeJson, ModuleJson, ProjectJson } from '../jira-types';

/** Projects in which the person may create issues. */
export const loadCreatable = (): Promise<readonly ProjectJson[]> =>
  get<{ values: ProjectJson[] }>('/rest/api/3/project/search?action=create&maxResults=100&orderBy=name').then(({ values }) => values);

const meta = (projectKey: string): string => `/rest/api/3/issue/createmeta/${encodeURIComponent(projectKey)}/issuetypes`;

export const loadTypes = (projectKey: string): Promise<readonly IssueTypeJson[]> =>
  get<{ issueTypes: IssueTypeJson[] }>(`${meta(projectKey)}?maxResults=200`).then(({ issueTypes }) => issueTypes);

export interface CreateScreen {
  readonly metas: readonly FieldMeta[];
  /** The app's fields that are shown to this person on this screen. */
  readonly modules: readonly ModuleJson[];
}

export async function loadScreen(projectKey: string, typeId: string): Promise<CreateScreen> {
  const where = `project=${encodeURIComponent(projectKey)}&issueType=${encodeURIComponent(typeId)}`;
  const [{ fields }, { modules }] = await Promise.all([
    get<{ fields: FieldMeta[] }>(`${meta(projectKey)}/${encodeURIComponent(typeId)}?maxResults=200`),
    get<{ modules: ModuleJson[] }>(`/_site/forge/modules?type=jira:customField&experience=issue-create&${where}`),
  ]);
  return { metas: fields.filter(({ fieldId }) => fieldId !== 'project' && fieldId !== 'issuetype'), modules };
}

export const createIssue = (fields: Record<string, unknown>): Promise<{ readonly id: string; readonly key: string }> =>
  call('POST', '/rest/api/3/issue', { fields });
