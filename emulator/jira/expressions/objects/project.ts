import type { IssueType, Priority, Project, Resolution, SecurityLevel, Status } from '../../model';
import { type Entity, EntityType, JiraMap } from '../values';
import type { View } from '../view';
import { userOf } from './people';
import { free, numericId, propertiesOf } from './properties';

const PROJECT = new EntityType<Project>('Project', (project) => project.id, {
  properties: {
    id: free((project) => numericId(project.id)),
    key: free((project) => project.key),
    name: free((project) => project.name),
    style: free((project) => project.style),
    projectTypeKey: free((project) => project.projectTypeKey),
    projectCategory: free(() => null),
    lead: free((project, view) => userOf(project.leadAccountId, view)),
    avatarUrls: free(() => new JiraMap(new Map())),
    properties: propertiesOf((project) => `project:${project.id}`),
  },
  bean: (project) => ({
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.projectTypeKey,
    simplified: project.style === 'next-gen',
    style: project.style,
  }),
});

const CATEGORIES = {
  new: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
} as const;

type Category = (typeof CATEGORIES)[keyof typeof CATEGORIES];
const STATUS_CATEGORY = new EntityType<Category>('IssueStatusCategory', (category) => category.key, {
  properties: {
    id: free((category) => category.id),
    key: free((category) => category.key),
    name: free((category) => category.name),
    colorName: free((category) => category.colorName),
  },
});

const STATUS = new EntityType<Status>('IssueStatus', (status) => status.id, {
  properties: {
    id: free((status) => numericId(status.id)),
    name: free((status) => status.name),
    description: free(() => ''),
    category: free((status, view) => STATUS_CATEGORY.of(CATEGORIES[status.category], view)),
  },
});

const ISSUE_TYPE = new EntityType<IssueType>('IssueType', (type) => type.id, {
  properties: {
    id: free((type) => numericId(type.id)),
    name: free((type) => type.name),
    description: free((type) => type.description),
    iconUrl: free((type, view) => `${view.jira.baseUrl}/images/icons/issuetypes/${type.id}.svg`),
    hierarchyLevel: free((type) => type.hierarchyLevel),
    properties: propertiesOf((type) => `issuetype:${type.id}`),
  },
  bean: (type) => ({
    id: type.id,
    name: type.name,
    description: type.description,
    hierarchyLevel: type.hierarchyLevel,
    subtask: type.hierarchyLevel < 0,
  }),
});

/** Types of which only the id and name are known here. */
const named = <T extends { readonly id: string; readonly name: string }>(name: string): EntityType<T> =>
  new EntityType<T>(name, (record) => record.id, {
    properties: { id: free((record) => numericId(record.id)), name: free((record) => record.name), description: free(() => '') },
  });
const PRIORITY = named<Priority>('IssuePriority');
const RESOLUTION = named<Resolution>('Resolution');
const SECURITY_LEVEL = named<SecurityLevel>('SecurityLevel');

/** The entity of a record found in one of the site's tables; null where there is none. */
const found = <T>(type: EntityType<T>, record: T | undefined, view: View): Entity | null =>
  record === undefined ? null : type.of(record, view);

export const statusOf = (id: string, view: View): Entity | null => found(STATUS, view.jira.state.statuses.get(id), view);
export const issueTypeOf = (id: string, view: View): Entity | null => found(ISSUE_TYPE, view.jira.state.issueTypes.get(id), view);
export const priorityOf = (id: string, view: View): Entity | null => found(PRIORITY, view.jira.state.priorities.get(id), view);
export const resolutionOf = (id: string | null, view: View): Entity | null =>
  id === null ? null : found(RESOLUTION, view.jira.state.resolutions.get(id), view);

export function securityLevelOf(projectId: string, id: string | null, view: View): Entity | null {
  const levels = view.jira.state.projects.get(projectId)?.securityLevels ?? [];
  return id === null
    ? null
    : found(
        SECURITY_LEVEL,
        levels.find((level) => level.id === id),
        view,
      );
}

/** The project as it belongs to an issue the person sees: no further check. */
export const projectOf = (id: string, view: View): Entity | null => found(PROJECT, view.jira.state.projects.get(id), view);

/** May browse it, if only for the issues that are theirs. */
export const seesProject = (projectId: string, view: View): boolean =>
  ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'].some((permission) =>
    view.jira.permissions.has(view.accountId, permission, { projectId, anyIssue: true }),
  );

/** Null when the person may not browse it. */
export function visibleProject(idOrKey: string, view: View): Entity | null {
  const projects = view.jira.state.projects;
  const project = projects.get(idOrKey) ?? [...projects.values()].find((candidate) => candidate.key === idOrKey);
  return project && project.state !== 'deleted' && seesProject(project.id, view) ? PROJECT.of(project, view) : null;
}
