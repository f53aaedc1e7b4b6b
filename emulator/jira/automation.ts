import { badRequest, notFound } from './errors';
import type { Jira } from './jira';
import type { Issue, User } from './model';

const NAME = 'Automation for Jira';

/** The account that rules of Jira's automation act as unless told otherwise: an app's, in the role for apps in every project. */
export const automationAccount = (jira: Jira): User =>
  jira.users.apps().find(({ displayName }) => displayName === NAME) ?? jira.users.createApp({ displayName: NAME });

/**
 * An automation rule's action "Transition issue", by the transition's or its status' name or id. Conditions and validators are asked as of
 * anybody.
 * @throws JiraError 404, 400 with the refusal
 */
export function automateTransition(jira: Jira, idOrKey: string, nameOrId: string): Issue {
  const { accountId } = automationAccount(jira);
  const issue = jira.issues.byIdOrKey(idOrKey);
  if (!issue) throw notFound(`There is no issue "${idOrKey}".`);
  const transition = jira.workflows
    .fromStatus(issue)
    .find(({ id, name, to }) => id === nameOrId || name === nameOrId || jira.state.statuses.get(to)?.name === nameOrId);
  if (!transition) throw badRequest(`${issue.key} has no transition "${nameOrId}".`);
  return jira.issues.transition({ accountId }, issue.id, transition.id);
}
