import { changedItems } from './changelog-items';
import { JiraError, badRequest } from './errors';
import { firstResolution } from './issue-create';
import { applyInput, commentsIn, contextFor, type IssueInput } from './issue-input';
import { causeOf, type IssueStore } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Issue } from './model';
import { runPostFunctions } from './post-functions';

const NO_SCREEN = 'none';

/**
 * Carries out a transition the person sees: fields of its screen, then its validators, then the new status. Reaching a status of
 * category done sets a resolution if there is none; leaving that category clears it.
 */
export function transitionIssue(
  jira: Jira,
  store: IssueStore,
  caller: Caller,
  issue: Issue,
  transitionId: string,
  input: IssueInput,
  options: { readonly apiVersion?: '2' | '3' },
): Issue {
  const project = jira.projects.byId(issue.projectId);
  if (!project) throw badRequest('The project does not exist.');
  if (!jira.permissions.has(caller.accountId, 'TRANSITION_ISSUES', { issueId: issue.id })) {
    throw badRequest('It seems that you have tried to perform a workflow operation for which you do not have permission.');
  }
  const transition = jira.workflows.transitionsFor(issue, caller.accountId).find((one) => one.id === transitionId);
  if (!transition) throw badRequest(`Transition id '${transitionId}' is not valid for this issue.`);
  const comments = commentsIn(input);
  if (comments.length > 0 && transition.screenId === undefined)
    throw badRequest('', { comment: 'Comments need a transition with a screen.' });
  jira.comments.check(caller, issue, comments, options.apiVersion);
  const context = contextFor(jira, project, caller.accountId, options.apiVersion);
  const edited = applyInput(context, issue, input, { screenId: transition.screenId ?? NO_SCREEN, mayEdit: true });
  const problems = jira.workflows.validatorProblems(transition, issue, edited, caller.accountId);
  if (problems.length > 0) throw new JiraError(400, problems);
  const after = inStatus(jira, issue, edited, transition.to);
  const items = changedItems(jira, issue, after, caller.accountId);
  const stored = items.length === 0 ? issue : store.commit({ before: issue, after, items, kind: 'transition', ...causeOf(caller) });
  const changelogId = items.length === 0 ? undefined : jira.issues.historyOf(issue.id).at(-1)?.id;
  const commentIds = comments.map((comment) => jira.comments.addRaw(caller, issue.id, comment, options.apiVersion).id);
  runPostFunctions(jira, caller, {
    workflow: jira.workflows.of(issue),
    transition,
    before: issue,
    after: stored ?? issue,
    ...(changelogId === undefined ? {} : { changelogId }),
    ...(commentIds[0] === undefined ? {} : { commentId: commentIds[0] }),
  });
  return stored ?? issue;
}

/** `edited` in the status, with what follows from its category. */
export function inStatus(jira: Jira, before: Issue, edited: Issue, statusId: string): Issue {
  const category = jira.state.statuses.get(statusId)?.category;
  const now = jira.clock.now();
  const changed = category !== jira.state.statuses.get(before.statusId)?.category;
  const resolutionId = category === 'done' ? (edited.resolutionId ?? firstResolution(jira)) : null;
  const resolved = resolutionId === null ? null : before.resolutionId === resolutionId ? before.resolved : now;
  return { ...edited, statusId, resolutionId, resolved, statusCategoryChanged: changed ? now : before.statusCategoryChanged };
}
