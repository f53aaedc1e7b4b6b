import { forbidden, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Project, Transition, Workflow } from '../jira/model';
import { mayAdminister } from './administration';

/** The project a team-managed workflow belongs to. Data folders of before have it by the project's style only. */
export const scopeOf = (jira: Jira, workflow: Workflow): Project | undefined =>
  workflow.projectId === undefined
    ? jira.workflows.projectsUsing(workflow.id).find(({ style }) => style === 'next-gen')
    : jira.projects.byId(workflow.projectId);

/**
 * Company-managed workflows are the Jira administrators'; who administers a team-managed project has its workflow too, and who administers any
 * other sees the workflows it uses. https://support.atlassian.com/jira-cloud-administration/docs/edit-an-issue-workflow/
 */
export function mayEditWorkflow(jira: Jira, accountId: string, workflow: Workflow): boolean {
  const scope = scopeOf(jira, workflow);
  return jira.permissions.isJiraAdmin(accountId) || (scope !== undefined && mayAdminister(jira, accountId, scope.id));
}

export const maySeeWorkflow = (jira: Jira, accountId: string, workflow: Workflow): boolean =>
  mayEditWorkflow(jira, accountId, workflow) ||
  jira.workflows.projectsUsing(workflow.id).some(({ id }) => mayAdminister(jira, accountId, id));

/** @throws JiraError 404 when it does not exist or the person may not see it */
export function visibleWorkflow(jira: Jira, accountId: string, id: string): Workflow {
  const workflow = jira.workflows.byId(id);
  if (!workflow || !maySeeWorkflow(jira, accountId, workflow)) throw notFound('This workflow does not exist, or it is not yours to see.');
  return workflow;
}

/** @throws JiraError 404, or 403 when the person may only look */
export function editableWorkflow(jira: Jira, accountId: string, id: string): Workflow {
  const workflow = visibleWorkflow(jira, accountId, id);
  if (!mayEditWorkflow(jira, accountId, workflow))
    throw forbidden('Only Jira administrators change workflows of company-managed projects.');
  return workflow;
}

/** Every transition, the one that creates an issue first. */
export const transitionsOf = (jira: Jira, workflow: Workflow): readonly Transition[] => [
  jira.workflows.initialTransition(workflow),
  ...workflow.transitions,
];

/** @throws JiraError 404 */
export function transitionIn(jira: Jira, workflow: Workflow, id: string): Transition {
  const transition = transitionsOf(jira, workflow).find((one) => one.id === id);
  if (!transition) throw notFound('This transition does not exist.');
  return transition;
}
