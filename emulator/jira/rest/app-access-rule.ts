import type { Jira } from '../jira';
import type { Caller } from '../model';
import type { Match } from './router';

/**
 * Whether an app access rule covers an operation on one issue. Atlassian's OpenAPI files say for every operation whether it is exempt
 * (`x-atlassian-data-security-policy`): of the platform's operations on a named issue none that is emulated here is, of Jira Software's
 * only the estimate. Lists, bulk operations and app fields leave hidden issues out themselves; ranking and sprint moves are exempt.
 */
const EXEMPT = /^\/rest\/agile\/.*\/estimation$/;

/** @throws JiraError 404 when the issue the path names is hidden from the app that calls */
export function applyAppAccessRule(jira: Jira, caller: Caller, match: Match): void {
  const named = match.params['issueIdOrKey'];
  if (named === undefined || !caller.app || EXEMPT.test(match.operation.path)) return;
  jira.appAccess.visible(caller, named);
}
