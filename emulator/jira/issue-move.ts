import { changedItems } from './changelog-items';
import { badRequest, forbidden } from './errors';
import { inStatus } from './issue-transition';
import { causeOf, type IssueStore } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Issue, IssueType, Project } from './model';

export interface MoveTarget {
  /** Id or key. */
  readonly projectId: string;
  /** Default: the type of the same name there. */
  readonly typeId?: string;
  /** Default: the status of the same name there, else the workflow's first. */
  readonly statusId?: string;
  /** Id or key of what it goes under; a sub-task needs one unless its parent is there already. */
  readonly parentId?: string;
}

/**
 * Moves an issue to another project: it gets a new key (the old one keeps finding it), keeps rank, sprints and custom values, and loses a
 * security level and a parent that the target project does not know. Sub-tasks move along.
 */
export function moveIssue(jira: Jira, store: IssueStore, caller: Caller, issue: Issue, target: MoveTarget): Issue {
  const project = jira.projects.byIdOrKey(target.projectId);
  if (!project || !jira.projects.isVisible(caller.accountId, project)) throw badRequest('', { project: 'valid project is required' });
  const { permissions, state } = jira;
  if (!permissions.has(caller.accountId, 'MOVE_ISSUES', { issueId: issue.id }))
    throw forbidden('You do not have permission to move this issue.');
  if (!permissions.has(caller.accountId, 'CREATE_ISSUES', { projectId: project.id, anyIssue: true })) {
    throw forbidden('You do not have permission to create issues in this project.');
  }
  const types = jira.projects.issueTypesOf(project);
  const before = state.issueTypes.get(issue.typeId);
  const type = types.find((one) =>
    target.typeId === undefined ? one.hierarchyLevel === before?.hierarchyLevel && one.name === before.name : one.id === target.typeId,
  );
  if (!type) throw badRequest('', { issuetype: 'Specify a valid issue type' });
  const parent = target.parentId === undefined ? undefined : parentFor(jira, caller, target.parentId, project, type);
  const workflow = jira.workflows.workflowOf(project, type.id);
  const name = state.statuses.get(issue.statusId)?.name;
  const statusId = workflow.statusIds.find((id) =>
    target.statusId === undefined ? state.statuses.get(id)?.name === name : id === target.statusId,
  );
  if (target.statusId !== undefined && statusId === undefined)
    throw badRequest('', { status: 'The status is not part of the target workflow.' });
  const elsewhere = project.id !== issue.projectId;
  const moved: Issue = {
    ...issue,
    projectId: project.id,
    typeId: type.id,
    key: elsewhere ? jira.projects.nextIssueKey(project.id) : issue.key,
    securityLevelId: elsewhere ? null : issue.securityLevelId,
    parentId:
      parent?.id ??
      (elsewhere && (project.style === 'next-gen' || type.hierarchyLevel < 0) && !siblingOf(jira, issue, project.id)
        ? null
        : issue.parentId),
  };
  if (type.hierarchyLevel < 0 && moved.parentId === null)
    throw badRequest('', { parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
  const after = inStatus(jira, issue, moved, statusId ?? workflow.initialStatusId);
  const stored = store.commit({
    before: issue,
    after,
    items: changedItems(jira, issue, after, caller.accountId),
    kind: 'edit',
    ...causeOf(caller),
  });
  if (elsewhere) {
    for (const child of store.childrenOf(issue.id)) {
      if ((state.issueTypes.get(child.typeId)?.hierarchyLevel ?? 0) < 0) moveIssue(jira, store, caller, child, { projectId: project.id });
    }
  }
  return stored ?? after;
}

function parentFor(jira: Jira, caller: Caller, idOrKey: string, project: Project, type: IssueType): Issue {
  const parent = jira.issues.byIdOrKey(idOrKey);
  const level = jira.state.issueTypes.get(parent?.typeId ?? '')?.hierarchyLevel ?? 0;
  const fits = parent && level === type.hierarchyLevel + 1 && (type.hierarchyLevel >= 0 || parent.projectId === project.id);
  if (!fits || !jira.permissions.canSee(caller.accountId, parent)) throw badRequest('', { parent: 'The parent is not valid.' });
  return parent;
}

/** Whether the issue's parent is in the project already (it moved first). */
const siblingOf = (jira: Jira, issue: Issue, projectId: string): boolean =>
  issue.parentId !== null && jira.state.issues.get(issue.parentId)?.projectId === projectId;
