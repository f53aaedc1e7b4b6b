import { badRequest, JiraError } from '../errors';
import type { Issue } from '../model';
import { define, jsonContext } from './define';
import { apiUrl } from './json-context';
import { noContent, ok, type Operation, type OperationContext } from './operation';
import { userJson } from './user-json';

const issueOf = (context: OperationContext): Issue =>
  context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');

/** Who the people are is for those with *View voters and watchers*; how many is for all. */
function people(context: OperationContext, issue: Issue, accountIds: readonly string[]): readonly unknown[] {
  const { jira, caller } = context;
  if (!jira.permissions.has(caller.accountId, 'VIEW_VOTERS_AND_WATCHERS', { issueId: issue.id })) return [];
  context.spend(accountIds.length * 2);
  return accountIds.map((accountId) => userJson(jsonContext(context), accountId)).filter((user) => user !== null);
}

/** Watchers and votes. Nobody watches by itself: the preference to watch what one changes is off for everyone here. */
export const watchingOperations: readonly Operation[] = [
  define('GET', 'issue/{issueIdOrKey}/watchers', (context) => {
    const issue = issueOf(context);
    const watchers = context.jira.watching.watchersOf(issue.id);
    return ok({
      self: apiUrl(jsonContext(context), `issue/${issue.key}/watchers`),
      isWatching: watchers.includes(context.caller.accountId ?? ''),
      watchCount: watchers.length,
      watchers: people(context, issue, watchers),
    });
  }),
  define('POST', 'issue/{issueIdOrKey}/watchers', (context) => {
    const { body } = context;
    // The whole body is a JSON string: an account id.
    if (body !== undefined && body !== null && typeof body !== 'string') throw badRequest('The body must be an account ID in quotes.');
    context.jira.watching.watch(context.caller, issueOf(context), body ?? null);
    return noContent;
  }),
  define('DELETE', 'issue/{issueIdOrKey}/watchers', (context) => {
    const issue = issueOf(context);
    const accountId = context.query.get('accountId');
    if (accountId === null || accountId === '') throw badRequest("The query parameter 'accountId' needs to be provided");
    context.jira.watching.unwatch(context.caller, issue, accountId);
    return noContent;
  }),
  define('GET', 'issue/{issueIdOrKey}/votes', (context) => {
    const issue = issueOf(context);
    const voters = context.jira.watching.votersOf(issue.id);
    return ok({
      self: apiUrl(jsonContext(context), `issue/${issue.key}/votes`),
      votes: voters.length,
      hasVoted: voters.includes(context.caller.accountId ?? ''),
      voters: people(context, issue, voters),
    });
  }),
  define('POST', 'issue/{issueIdOrKey}/votes', (context) => {
    context.jira.watching.vote(context.caller, issueOf(context));
    return noContent;
  }),
  define('DELETE', 'issue/{issueIdOrKey}/votes', (context) => {
    context.jira.watching.unvote(context.caller, issueOf(context));
    return noContent;
  }),
  define('GET', 'issue/{issueIdOrKey}/worklog', (context) => {
    issueOf(context);
    return ok({ startAt: 0, maxResults: 5_000, total: 0, worklogs: [] });
  }),
  define('POST', 'issue/{issueIdOrKey}/worklog', (context) => {
    issueOf(context);
    throw new JiraError(400, ['Time tracking is not enabled on this site, so work cannot be logged.']);
  }),
];
