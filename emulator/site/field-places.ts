import type { Json, JsonObject } from '../json';
import { forbidden, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Field, Issue, Project } from '../jira/model';
import type { SiteModule } from '../forge/forge';

/** Places where a field's own editor can stand; `edit.experience` of its module lists those it is made for. */
export const EDIT_EXPERIENCES = ['issue-view', 'issue-create', 'issue-transition', 'issue-bulk-edit'] as const;

export type EditExperience = (typeof EDIT_EXPERIENCES)[number];

/** The part of a place that says which issue, project, transition or selection a field is edited for. */
interface FieldPlace {
  readonly issue?: string | undefined;
  readonly project?: string | undefined;
  readonly experience?: EditExperience | undefined;
  readonly value?: unknown;
  readonly transition?: string | undefined;
  readonly issues?: readonly string[] | undefined;
}

/** What Jira's bulk edit takes at most: https://support.atlassian.com/jira-software-cloud/docs/edit-multiple-issues-at-the-same-time/ */
export const MOST_IN_BULK = 1_000;

/**
 * The `extension` of a custom field's editor. While an issue is created there is no issue, and a bulk edit has lists instead of one
 * issue and project; the value is what the person has given so far, null where nobody has given any.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#extension-data
 */
export function fieldEditorData(jira: Jira, accountId: string, module: SiteModule, place: FieldPlace): JsonObject {
  const field = jira.fields.all().find((candidate) => candidate.forge?.moduleKey === module.key);
  if (!field) throw notFound('This field does not exist.');
  const experience = place.experience ?? 'issue-view';
  const { where, value } = whereAndValue(jira, accountId, field, place, experience);
  return {
    ...where,
    fieldId: field.id,
    fieldType: field.forge?.ari ?? '',
    fieldValue: place.value === undefined ? value : (place.value as Json),
    renderContext: experience,
    experience,
    entryPoint: 'edit',
  };
}

function whereAndValue(
  jira: Jira,
  accountId: string,
  field: Field,
  place: FieldPlace,
  experience: EditExperience,
): { readonly where: JsonObject; readonly value: Json } {
  switch (experience) {
    case 'issue-create':
      return { where: { project: projectData(projectToCreateIn(jira, accountId, field, place)) }, value: null };
    case 'issue-bulk-edit':
      return { where: selectionData(jira, accountId, place), value: null };
    case 'issue-view':
    case 'issue-transition': {
      const issue = visibleIssue(jira, accountId, place);
      const transition = experience === 'issue-transition' ? { issueTransition: { id: transitionOf(jira, accountId, issue, place) } } : {};
      return { where: { ...issueData(jira, issue), ...transition }, value: issue.custom[field.id] ?? null };
    }
  }
}

function projectToCreateIn(jira: Jira, accountId: string, field: Field, place: FieldPlace): Project {
  const project = visibleProject(jira, accountId, place);
  if (!jira.permissions.has(accountId, 'CREATE_ISSUES', { projectId: project.id, anyIssue: true }))
    throw forbidden('You do not have permission to create issues in this project.');
  if (!jira.issues.creatable(accountId, project).includes(field.id)) throw notFound('This field is not on the create screen.');
  return project;
}

function transitionOf(jira: Jira, accountId: string, issue: Issue, place: FieldPlace): string {
  const transition = jira.workflows.transitionsFor(issue, accountId).find(({ id }) => id === place.transition);
  if (transition?.screenId === undefined) throw notFound('This transition has no screen, or is not open to you.');
  return transition.id;
}

function selectionData(jira: Jira, accountId: string, place: FieldPlace): JsonObject {
  const issues = (place.issues ?? []).map((idOrKey) => jira.issues.visible(accountId, idOrKey));
  if (issues.length === 0) throw notFound('A bulk edit is about issues, and none was named.');
  const projectIds = [...new Set(issues.map(({ projectId }) => projectId))];
  return {
    issues: issues.map((issue) => issueRef(jira, issue)),
    projects: projectIds.flatMap((id) => {
      const project = jira.state.projects.get(id);
      return project ? [projectData(project)] : [];
    }),
  };
}

export function visibleIssue(jira: Jira, accountId: string, place: FieldPlace): Issue {
  if (place.issue === undefined) throw notFound('This module is shown on an issue, and no issue was named.');
  return jira.issues.visible(accountId, place.issue);
}

export function visibleProject(jira: Jira, accountId: string, place: FieldPlace): Project {
  if (place.project === undefined) throw notFound('This module is shown in a project, and no project was named.');
  return jira.projects.visible(accountId, place.project);
}

export function issueData(jira: Jira, issue: Issue): JsonObject {
  const project = jira.state.projects.get(issue.projectId);
  return { issue: issueRef(jira, issue), ...(project ? { project: projectData(project) } : {}) };
}

function issueRef(jira: Jira, issue: Issue): JsonObject {
  return { id: issue.id, key: issue.key, type: jira.state.issueTypes.get(issue.typeId)?.name ?? '', typeId: issue.typeId };
}

export function projectData(project: Project): JsonObject {
  return { id: project.id, key: project.key, type: project.projectTypeKey };
}
