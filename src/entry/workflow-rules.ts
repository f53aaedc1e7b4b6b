import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';
import { RULE_MODULES } from '../core/workflows';

/** https://developer.atlassian.com/platform/forge/events-reference/jira/#run-post-function-event */
const postFunction = z.object({ issue: z.object({ id: z.union([z.string(), z.number()]) }) });

/**
 * A workflow's post function ran (A6). Its issue is read as it is now, so that coming twice or late does no harm. What fails is not tried again: whoever made the
 * transition sees the checklist, and can ask by hand.
 */
export function createPostFunction(app: App, what: 'ask' | 'reset'): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const run = postFunction.safeParse(payload);
    if (!run.success) {
      app.log.warn('A post function of an unknown form');
      return;
    }
    const issueId = String(run.data.issue.id);
    try {
      await app.acceptance.byTransition(issueId, what);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('A post function did nothing', { issueId, what, code: error.code });
    }
  };
}

/** https://developer.atlassian.com/platform/forge/events-reference/jira/#expression-evaluation-failed */
const failure = z.object({
  extensionId: z.string(),
  workflowName: z.string(),
  conditionId: z.nullish(z.string()),
  validatorId: z.nullish(z.string()),
  errorMessages: z.optional(z.array(z.string())),
});

/** Jira could not evaluate the expression of one of our rules, which blocks then: it is recorded, and shown where the rules are (A5). */
export function createRuleFailed(app: App): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const event = failure.safeParse(payload);
    const ruleId = event.data?.validatorId ?? event.data?.conditionId;
    const module = RULE_MODULES.find((each) => event.data?.extensionId.endsWith(`/${each}`) === true);
    if (!event.success || ruleId === undefined || ruleId === null || module === undefined) {
      app.log.warn('A failed expression of an unknown form');
      return;
    }
    const { workflowName: workflow, errorMessages = [] } = event.data;
    const message = errorMessages.join(' ');
    app.log.warn('Jira could not evaluate a workflow rule', { ruleId, module, workflow, message });
    try {
      await app.acceptance.ruleFailed({ ruleId, module, workflow, message });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('A failed rule was not recorded', { ruleId, code: error.code });
    }
  };
}
