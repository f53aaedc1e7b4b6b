import type { JsonObject } from '../json';
import type { Jira } from './jira';
import type { Caller, Issue, Status, Transition, Workflow } from './model';
import { uuid } from './uuid';
import { appOfRule } from './workflow-rules';

export interface MadeTransition {
  readonly workflow: Workflow;
  readonly transition: Transition;
  /** null: it was created. */
  readonly before: Issue | null;
  readonly after: Issue;
  /** Absent: nothing changed that a history would tell. */
  readonly changelogId?: string;
  readonly commentId?: string;
}

/**
 * Hands the apps' post functions of a transition that was made to Forge. What is not in the payload they fetch: issue, changelog and
 * comment come as ids. Disabled ones and those of apps that are gone do nothing: unlike validators, they hold nothing up.
 * https://developer.atlassian.com/platform/forge/events-reference/jira/#run-post-function-event
 */
export function runPostFunctions(jira: Jira, caller: Caller, made: MadeTransition): void {
  const { workflow, transition, before, after, changelogId, commentId } = made;
  const rules = transition.postFunctions.filter((rule) => rule.disabled !== true && appOfRule(rule.ruleKey) !== undefined);
  if (rules.length === 0) return;
  const executionId = uuid(jira.state.nextId('transitionExecution'));
  for (const rule of rules) {
    if (!jira.workflows.rules.module(rule.ruleKey)) continue;
    const payload: JsonObject = {
      issue: { id: after.id, key: after.key },
      transition: {
        id: transition.id,
        name: transition.name,
        ...(before === null ? {} : { from: statusOf(jira, before.statusId) }),
        to: statusOf(jira, transition.to),
        executionId,
      },
      workflow: { id: workflow.id, name: workflow.name },
      ...(caller.accountId === null ? {} : { atlassianId: caller.accountId }),
      ...(changelogId === undefined ? {} : { changelog: { id: changelogId } }),
      ...(commentId === undefined ? {} : { comment: { id: commentId } }),
      configuration: rule.config,
      postFunction: { id: rule.id },
      timestamp: String(jira.clock.now()),
    };
    jira.events.runPostFunction({ module: rule.ruleKey, payload });
  }
}

function statusOf(jira: Jira, id: string): JsonObject {
  const status: Status | undefined = jira.state.statuses.get(id);
  return { id, name: status?.name ?? '' };
}
