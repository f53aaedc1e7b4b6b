import { badRequest } from '../errors';
import type { Issue } from '../model';
import { boolParam, define, jsonContext, listParam } from './define';
import { inputOf, issueBody } from './issue-body';
import { noContent, ok, type Operation, type OperationContext } from './operation';
import { transitionJson } from './transition-json';

const issueOf = (context: OperationContext): Issue =>
  context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');

export const transitionOperations: readonly Operation[] = [
  define('GET', 'issue/{issueIdOrKey}/transitions', (context) => {
    const { jira, caller, query } = context;
    const issue = issueOf(context);
    const wanted = query.get('transitionId');
    const withFields = listParam(query, 'expand')?.includes('transitions.fields') ?? false;
    const open = jira.workflows.transitionsFor(issue, caller.accountId);
    const offered = new Set(open.map((transition) => transition.id));
    const mayAny = jira.permissions.has(caller.accountId, 'TRANSITION_ISSUES', { issueId: issue.id });
    const all = boolParam(query, 'includeUnavailableTransitions', false) && mayAny ? jira.workflows.fromStatus(issue) : open;
    const transitions = all
      .filter((transition) => wanted === null || transition.id === wanted)
      .map((transition) => ({
        ...transitionJson(jsonContext(context), issue, transition, withFields),
        isAvailable: offered.has(transition.id),
      }));
    return ok({ expand: 'transitions', transitions });
  }),
  define('POST', 'issue/{issueIdOrKey}/transitions', (context) => {
    const { jira, caller, apiVersion } = context;
    const body = issueBody(context);
    const issue = issueOf(context);
    if (!body.transition) throw badRequest("Missing 'transition' identifier");
    jira.issues.transition(caller, issue.id, body.transition.id, inputOf(body), { apiVersion });
    return noContent;
  }),
];
